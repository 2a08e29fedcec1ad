//! The table itself. Its order is that of the help and, for the hints, of the bottom line.

use crate::app::finder::Finder;
use crate::app::menu::Menu;
use crate::app::palette::Palette as Commands;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, Pane};
use crate::app::{Effect, View};

use super::Command;
use super::Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Note, Outline, Page, Palette, Search, Shelf, Text,
};
use super::citing::{
    can_copy, copy, copy_as, copy_shown, has_link, has_other_choice, has_text, open_address, open_link, read_text,
    step_to_quote, turn_choice,
};
use super::dividing::{can_divide, divide, toggle_mouse};
use super::editing::{can_edit, edit, has_changes, has_problems, list_changes, list_problems};
use super::filtering::{can_filter, clear_filters, filter, is_filtered, sort_replies};
use super::going::{
    always, arrive, back, between, can_go, can_go_back, close_overlay, follow, go, go_to, go_to_first_reply,
    go_to_number, go_to_view, has_other_reply, on_reading, reading, search, turn_view,
};
use super::marking::{
    bookmark, can_mark, can_toggle_read, discard_note, has_marks, has_unread, keep_note, list_marks, next_unread,
    on_field, quit, toggle_read, write_note,
};
use super::moving::{end, screen, section, step};

/// The topics under which help lists the commands, each with the id of its first one.
pub(super) const TOPICS: [(&str, &str); 7] = [
    ("Going", "go"),
    ("Moving", "move-up"),
    ("Views", "next-view"),
    ("Filters and order", "filter"),
    ("Sources and citations", "open-link"),
    ("Your own marks", "bookmark"),
    ("The program", "leave-line"),
];

/// All commands, in the order in which help lists them.
pub const COMMANDS: &[Command] = &[
    Command {
        id: "go",
        keys: &["enter"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters],
        help: "Go to what is chosen: read the statement, follow the link or the quote, open the hit or the debate, set the filter",
        hint: Some("go"),
        enabled: can_go,
        run: go,
    },
    Command {
        id: "toggle-branch",
        keys: &["space"],
        contexts: &[Outline],
        help: "Open or close the branch",
        hint: Some("open"),
        enabled: always,
        run: |state, _| on_reading(state, Reading::toggle_branch),
    },
    Command {
        id: "back",
        keys: &["backspace", "H", "alt-left"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Go back to where you came from",
        hint: Some("back"),
        enabled: can_go_back,
        run: back,
    },
    Command {
        id: "forward",
        keys: &["L", "alt-right"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Go forward again, after going back",
        hint: None,
        enabled: |state| reading(state, Reading::can_go_forward, "there is nothing to go forward to"),
        run: |state, _| {
            on_reading(state, |reading| {
                reading.forward();
            })
        },
    },
    Command {
        id: "search",
        keys: &["/"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid],
        help: "Search statements, quotes, actors, sources and tags",
        hint: Some("search"),
        enabled: always,
        run: search,
    },
    Command {
        id: "first-reply",
        keys: &["r"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Go to the first reply: what rebuts or undercuts this statement",
        hint: Some("reply"),
        enabled: |state| reading(state, |reading| reading.first_reply().is_some(), "no reply recorded"),
        run: go_to_first_reply,
    },
    Command {
        id: "next-reply",
        keys: &["R"],
        contexts: &[Outline, Listing, Page],
        help: "Go to the next reply to the same statement, round and round",
        hint: None,
        enabled: |state| state.reading().map_or(Ok(()), Reading::has_next_reply),
        run: |state, _| {
            arrive(state, Reading::go_to_next_reply);
            Vec::new()
        },
    },
    Command {
        id: "next-other-reply",
        keys: &["right", "l", "R"],
        contexts: &[Exchange],
        help: "Take the next reply to the turn above in place of this one",
        hint: Some("other reply"),
        enabled: has_other_reply,
        run: |state, _| on_reading(state, |reading| reading.on_exchange(|it, debate| it.other_reply(debate, true))),
    },
    Command {
        id: "previous-other-reply",
        keys: &["left", "h"],
        contexts: &[Exchange],
        help: "Take the reply before it in place of this one",
        hint: None,
        enabled: has_other_reply,
        run: |state, _| on_reading(state, |reading| reading.on_exchange(|it, debate| it.other_reply(debate, false))),
    },
    Command {
        id: "source",
        keys: &["s"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Go to the source: where this was said, and all that rests on it",
        hint: Some("source"),
        enabled: |state| reading(state, |reading| reading.source().is_some(), "no source given here"),
        run: |state, _| go_to(state, Reading::source),
    },
    Command {
        id: "actor",
        keys: &["a"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Go to the actor: who said this, and all else they say",
        hint: Some("actor"),
        enabled: |state| reading(state, |reading| reading.actor().is_some(), "nobody is named here"),
        run: |state, _| go_to(state, Reading::actor),
    },
    Command {
        id: "exchange",
        keys: &["x"],
        contexts: &[Outline, Listing, Page, Grid],
        help: "Show the exchange that this statement stands in: claim and answer in turn",
        hint: Some("exchange"),
        enabled: |state| reading(state, Reading::has_exchange, "nobody replies here"),
        run: |state, _| on_reading(state, |reading| reading.show(View::Exchange)),
    },
    Command {
        id: "between",
        keys: &["b"],
        contexts: &[Outline, Listing, Page, Grid],
        help: "Take this actor, and then another one: see every reply between the two",
        hint: Some("between two"),
        enabled: |state| reading(state, |reading| reading.actor_at_hand().is_some(), "no actor is chosen here"),
        run: between,
    },
    Command {
        id: "up",
        keys: &["u"],
        contexts: &[Outline, Listing, Page, Grid],
        help: "Go up to the statement this one bears on",
        hint: Some("up"),
        enabled: |state| reading(state, |reading| reading.above().is_some(), "this bears on nothing"),
        run: |state, _| follow(state, Reading::above),
    },
    Command {
        id: "root",
        keys: &["0"],
        contexts: &[Outline, Listing, Page],
        help: "Go to the question that this statement stands under",
        hint: None,
        enabled: |state| reading(state, |reading| reading.root().is_some(), "the way begins here"),
        run: |state, _| follow(state, Reading::root),
    },
    Command {
        id: "next-sibling",
        keys: &["J"],
        contexts: &[Outline, Page],
        help: "Move to the next statement that stands under the same one",
        hint: None,
        enabled: |state| reading(state, |reading| reading.sibling_row(true).is_some(), "this is the last one here"),
        run: |state, _| on_reading(state, |reading| reading.go_to_sibling(true)),
    },
    Command {
        id: "previous-sibling",
        keys: &["K"],
        contexts: &[Outline, Page],
        help: "Move to the statement before that stands under the same one",
        hint: None,
        enabled: |state| reading(state, |reading| reading.sibling_row(false).is_some(), "this is the first one here"),
        run: |state, _| on_reading(state, |reading| reading.go_to_sibling(false)),
    },
    Command {
        id: "go-to-number",
        keys: &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        contexts: &[Outline, Listing, Page],
        help: "Go to the statement with this number on the page",
        hint: None,
        enabled: |state| {
            reading(state, |reading| reading.numbered(1).is_some(), "there are no numbered statements on the page")
        },
        run: go_to_number,
    },
    Command {
        id: "move-up",
        keys: &["up", "k"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Move up by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, -1),
    },
    Command {
        id: "move-down",
        keys: &["down", "j"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Move down by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, 1),
    },
    Command {
        id: "page-up",
        keys: &["pageup"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Move up by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, -1),
    },
    Command {
        id: "page-down",
        keys: &["pagedown"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Move down by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, 1),
    },
    Command {
        id: "first",
        keys: &["home", "g"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Address, Copying, Help],
        help: "Move to the first line",
        hint: None,
        enabled: always,
        run: |state, _| end(state, false),
    },
    Command {
        id: "last",
        keys: &["end", "G"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Address, Copying, Help],
        help: "Move to the last line",
        hint: None,
        enabled: always,
        run: |state, _| end(state, true),
    },
    Command {
        id: "open-branch",
        keys: &["right", "l"],
        contexts: &[Outline],
        help: "Open the branch; in an open one move to its first line",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::open_branch),
    },
    Command {
        id: "close-branch",
        keys: &["left", "h"],
        contexts: &[Outline],
        help: "Close the branch; in a closed one move to the line it stands under",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::close_branch),
    },
    Command {
        id: "open-whole-branch",
        keys: &["E"],
        contexts: &[Outline],
        help: "Open the branch and everything in it",
        hint: None,
        enabled: always,
        run: |state, _| {
            let complete = state.reading_mut().is_none_or(Reading::open_whole_branch);
            if !complete {
                state.message = Some("opened as far as is sensible; the deepest branches stay closed".to_owned());
            }
            Vec::new()
        },
    },
    Command {
        id: "close-all",
        keys: &["C"],
        contexts: &[Outline],
        help: "Close all branches",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::close_all),
    },
    Command {
        id: "next-section",
        keys: &["]"],
        contexts: &[Page],
        help: "Go to the next section of the page",
        hint: Some("next section"),
        enabled: always,
        run: |state, _| section(state, true),
    },
    Command {
        id: "previous-section",
        keys: &["["],
        contexts: &[Page],
        help: "Go to the section before",
        hint: None,
        enabled: always,
        run: |state, _| section(state, false),
    },
    Command {
        id: "next-position",
        keys: &["right", "l"],
        contexts: &[Grid],
        help: "Move to the next position",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(0, 1)),
    },
    Command {
        id: "previous-position",
        keys: &["left", "h"],
        contexts: &[Grid],
        help: "Move to the position before",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(0, -1)),
    },
    Command {
        id: "first-position",
        keys: &["home"],
        contexts: &[Grid],
        help: "Move to the first position",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(0, isize::MIN + 1)),
    },
    Command {
        id: "last-position",
        keys: &["end"],
        contexts: &[Grid],
        help: "Move to the last position",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(0, isize::MAX)),
    },
    Command {
        id: "first-actor",
        keys: &["g"],
        contexts: &[Grid],
        help: "Move to the first actor",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(isize::MIN + 1, 0)),
    },
    Command {
        id: "last-actor",
        keys: &["G"],
        contexts: &[Grid],
        help: "Move to the last actor",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.step_in_grid(isize::MAX, 0)),
    },
    Command {
        id: "other-pane",
        keys: &["tab", "backtab"],
        contexts: &[Outline, Listing, Page],
        help: "Move between the outline and the page",
        hint: None,
        enabled: always,
        run: |state, _| {
            on_reading(state, |reading| {
                reading.focus(if reading.pane() == Pane::Outline { Pane::Page } else { Pane::Outline });
            })
        },
    },
    Command {
        id: "leave",
        keys: &["esc", "left", "h"],
        contexts: &[Page],
        help: "Leave the page for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.focus(Pane::Outline)),
    },
    Command {
        id: "leave-view",
        keys: &["esc"],
        contexts: &[Listing, Exchange, Grid],
        help: "Leave this view for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.show(View::Debate)),
    },
    Command {
        id: "next-view",
        keys: &["v"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Show the next view: the debate, exchange, people, grid, sources, time, gaps, marks, and where there are any changes and problems",
        hint: Some("views"),
        enabled: always,
        run: |state, _| turn_view(state, true),
    },
    Command {
        id: "previous-view",
        keys: &["V"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Show the view before",
        hint: None,
        enabled: always,
        run: |state, _| turn_view(state, false),
    },
    Command {
        id: "go-to-view",
        keys: &["alt-1", "alt-2", "alt-3", "alt-4", "alt-5", "alt-6", "alt-7", "alt-8", "alt-9", "alt-0"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Show the view with this number on the top line",
        hint: None,
        enabled: always,
        run: go_to_view,
    },
    Command {
        id: "grid",
        keys: &["w"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Show who holds what: the grid of actors and positions",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.show(View::Grid)),
    },
    Command {
        id: "shelf",
        keys: &["S"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "Go to the list of debates",
        hint: None,
        enabled: |state| if state.shelf.entries.len() > 1 { Ok(()) } else { Err("this is the only debate open") },
        run: |state, _| {
            state.open = None;
            Vec::new()
        },
    },
    Command {
        id: "filter",
        keys: &["f"],
        contexts: &[Outline, Listing, Page],
        help: "Choose what to show only: by an actor, in a source, unanswered, marked, …; chosen again it is taken away",
        hint: Some("filter"),
        enabled: can_filter,
        run: filter,
    },
    Command {
        id: "clear-filters",
        keys: &["F"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Show everything again",
        hint: None,
        enabled: is_filtered,
        run: clear_filters,
    },
    Command {
        id: "sort-replies",
        keys: &["O"],
        contexts: &[Outline, Listing, Page],
        help: "Put what bears on a statement into another order: of the file, by date, by the number of replies",
        hint: None,
        enabled: always,
        run: sort_replies,
    },
    Command {
        id: "open-link",
        keys: &["o"],
        contexts: &[Outline, Listing, Page, Exchange, Text],
        help: "Show the address of the source, to open it in the browser",
        hint: Some("link"),
        enabled: has_link,
        run: open_link,
    },
    Command {
        id: "read-text",
        keys: &["t"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Read the local copy of the source, its quotes marked, opened at the one at hand",
        hint: Some("text"),
        enabled: has_text,
        run: read_text,
    },
    Command {
        id: "next-quote",
        keys: &["]", "tab"],
        contexts: &[Text],
        help: "Go to the next quote; those that are not found stand at the end",
        hint: Some("next quote"),
        enabled: always,
        run: |state, _| step_to_quote(state, true),
    },
    Command {
        id: "previous-quote",
        keys: &["[", "backtab"],
        contexts: &[Text],
        help: "Go to the quote before",
        hint: None,
        enabled: always,
        run: |state, _| step_to_quote(state, false),
    },
    Command {
        id: "leave-text",
        keys: &["esc", "t", "left", "h"],
        contexts: &[Text],
        help: "Leave the text for where you came from",
        hint: None,
        enabled: always,
        run: |state, _| {
            on_reading(state, |reading| {
                reading.back();
            })
        },
    },
    Command {
        id: "copy",
        keys: &["y"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Copy what the page shows, with who said it and where",
        hint: None,
        enabled: can_copy,
        run: copy,
    },
    Command {
        id: "copy-as",
        keys: &["Y"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Show what would be copied, as plain text, Markdown, BibTeX or CSL-JSON, to copy or select it",
        hint: None,
        enabled: can_copy,
        run: copy_as,
    },
    Command {
        id: "open-address",
        keys: &["enter"],
        contexts: &[Address],
        help: "Open this address in the browser",
        hint: Some("open in the browser"),
        enabled: always,
        run: open_address,
    },
    Command {
        id: "copy-address",
        keys: &["y"],
        contexts: &[Address],
        help: "Copy this address",
        hint: Some("copy"),
        enabled: always,
        run: copy_shown,
    },
    Command {
        id: "copy-shown",
        keys: &["y", "enter"],
        contexts: &[Copying],
        help: "Copy the text that is shown",
        hint: Some("copy"),
        enabled: always,
        run: copy_shown,
    },
    Command {
        id: "next-choice",
        keys: &["tab", "right", "l"],
        contexts: &[Address, Copying],
        help: "Show the next one: another address, another format",
        hint: Some("next"),
        enabled: has_other_choice,
        run: |state, _| turn_choice(state, true),
    },
    Command {
        id: "previous-choice",
        keys: &["backtab", "left", "h"],
        contexts: &[Address, Copying],
        help: "Show the one before",
        hint: None,
        enabled: has_other_choice,
        run: |state, _| turn_choice(state, false),
    },
    Command {
        id: "leave-shown",
        keys: &["esc", "q", "backspace"],
        contexts: &[Address, Copying],
        help: "Leave the address or the text; nothing is opened",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "bookmark",
        keys: &["m"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Set a bookmark on this statement, or take it away",
        hint: Some("mark"),
        enabled: can_mark,
        run: bookmark,
    },
    Command {
        id: "note",
        keys: &["n"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Write a note of your own on this statement, or go on writing it",
        hint: None,
        enabled: can_mark,
        run: write_note,
    },
    Command {
        id: "marks",
        keys: &["M"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "List the bookmarks and notes, also those whose statement has gone from the debate",
        hint: None,
        enabled: has_marks,
        run: list_marks,
    },
    Command {
        id: "next-unread",
        keys: &["U"],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Go to the next statement that has not been read: whose page has not stood for a second",
        hint: None,
        enabled: has_unread,
        run: next_unread,
    },
    Command {
        id: "toggle-read",
        keys: &["."],
        contexts: &[Outline, Listing, Page, Exchange, Grid],
        help: "Mark this statement as unread, or as read",
        hint: None,
        enabled: can_toggle_read,
        run: toggle_read,
    },
    Command {
        id: "edit",
        keys: &["e"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid],
        help: "Open your editor where this is written in the file; what you save shows up here",
        hint: None,
        enabled: can_edit,
        run: edit,
    },
    Command {
        id: "changes",
        keys: &["d"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "List what has changed in the file since you last saw the debate",
        hint: None,
        enabled: has_changes,
        run: list_changes,
    },
    Command {
        id: "problems",
        keys: &["!"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid],
        help: "List what is wrong with the file as it was saved last",
        hint: Some("errors"),
        enabled: has_problems,
        run: list_problems,
    },
    Command {
        id: "keep-note",
        keys: &["esc", "ctrl-s"],
        contexts: &[Note],
        help: "Keep the note and leave it; an empty one is none",
        hint: Some("keep"),
        enabled: always,
        run: keep_note,
    },
    Command {
        id: "undo",
        keys: &["ctrl-z"],
        contexts: &[Note],
        help: "Take the last change of the text back",
        hint: Some("undo"),
        enabled: always,
        run: |state, _| {
            on_field(state, |field| {
                field.undo();
            })
        },
    },
    Command {
        id: "redo",
        keys: &["ctrl-y"],
        contexts: &[Note],
        help: "Make the change again that was taken back",
        hint: Some("redo"),
        enabled: always,
        run: |state, _| {
            on_field(state, |field| {
                field.redo();
            })
        },
    },
    Command {
        id: "discard-note",
        keys: &["ctrl-x"],
        contexts: &[Note],
        help: "Leave the note as it was before",
        hint: Some("leave as it was"),
        enabled: always,
        run: discard_note,
    },
    Command {
        id: "leave-line",
        keys: &["esc"],
        contexts: &[Search, Palette, Filters],
        help: "Leave the search, the palette or the filters; all is as it was before",
        hint: Some("leave as it was"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "clear",
        keys: &["ctrl-u"],
        contexts: &[Search, Palette, Filters],
        help: "Empty the line",
        hint: Some("clear"),
        enabled: always,
        run: |state, _| {
            state.on_finder(Finder::clear);
            state.on_palette(Menu::clear);
            state.on_filters(Menu::clear);
            Vec::new()
        },
    },
    Command {
        id: "leave-help",
        keys: &["esc", "?", "q", "enter"],
        contexts: &[Help],
        help: "Leave this list",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "help",
        keys: &["?", "f1"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Note, Address, Copying],
        help: "Show all the keys that work here",
        hint: Some("all keys"),
        enabled: always,
        run: |state, _| {
            let context = state.context();
            let behind = state.overlay.take().map(Box::new);
            state.overlay = Some(Overlay::Help { context, scroll: 0, behind });
            Vec::new()
        },
    },
    Command {
        id: "palette",
        keys: &[":", "ctrl-p"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid],
        help: "Choose a command by some letters of its name",
        hint: None,
        enabled: always,
        run: |state, _| {
            state.overlay = Some(Overlay::Palette(Box::new(Commands::new(state.context()))));
            Vec::new()
        },
    },
    Command {
        id: "narrower-outline",
        keys: &["<"],
        contexts: &[Outline, Listing, Page],
        help: "Make the outline narrower and the page wider",
        hint: None,
        enabled: |state| can_divide(state, false),
        run: |state, _| divide(state, false),
    },
    Command {
        id: "wider-outline",
        keys: &[">"],
        contexts: &[Outline, Listing, Page],
        help: "Make the outline wider and the page narrower",
        hint: None,
        enabled: |state| can_divide(state, true),
        run: |state, _| divide(state, true),
    },
    Command {
        id: "mouse",
        keys: &["alt-m"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Use the mouse here, or leave it to the terminal, which selects text with it",
        hint: None,
        enabled: always,
        run: toggle_mouse,
    },
    Command {
        id: "next-theme",
        keys: &["T"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid],
        help: "Take the next theme: 16-colour, dark, light, high-contrast, mono",
        hint: None,
        enabled: always,
        run: |state, _| {
            let theme = state.theme().next();
            state.settings.theme = Some(theme);
            // What is turned on the screen lasts as long as the program: the file is the reader's own.
            state.say(&format!("theme {0}; `theme: {0}` in config.yaml keeps it", theme.name()));
            Vec::new()
        },
    },
    Command {
        id: "quit",
        keys: &["q"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid],
        help: "Quit",
        hint: Some("quit"),
        enabled: always,
        run: quit,
    },
    Command {
        id: "quit-at-once",
        keys: &["ctrl-c"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Note, Address, Copying, Help,
        ],
        help: "Quit, from anywhere",
        hint: None,
        enabled: always,
        run: quit,
    },
    Command {
        id: "suspend",
        keys: &["ctrl-z"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Search, Palette, Filters, Address, Copying, Help,
        ],
        help: "Give the terminal back to the shell; fg returns",
        hint: None,
        enabled: always,
        run: |_, _| vec![Effect::Suspend],
    },
];
