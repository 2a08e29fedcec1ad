//! The table itself. Its order is that of the help and, for the hints, of the bottom line.

use crate::app::finder::Finder;
use crate::app::menu::Menu;
use crate::app::palette::Palette as Commands;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, Pane};
use crate::app::{Effect, View};

use super::Command;
use super::Context::{Exchange, Filters, Help, Listing, Note, Outline, Page, Palette, Search, Shelf};
use super::filtering::{can_filter, clear_filters, filter, is_filtered, sort_replies};
use super::going::{
    always, arrive, back, can_go, can_go_back, close_overlay, copy, follow, go, go_to, go_to_number, go_to_view,
    has_other_reply, on_reading, reading, search, turn_view,
};
use super::marking::{
    bookmark, can_mark, can_toggle_read, discard_note, has_marks, has_unread, keep_note, list_marks, next_unread,
    on_field, quit, toggle_read, write_note,
};
use super::moving::{end, screen, section, step};

/// All commands, in the order in which help lists them.
pub const COMMANDS: &[Command] = &[
    Command {
        id: "go",
        keys: &["enter"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters],
        help: "Go to what is chosen: read the statement, follow the link, open the hit or the debate, set the filter",
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
        id: "leave",
        keys: &["esc", "left", "h"],
        contexts: &[Page],
        help: "Leave the page for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.focus(Pane::Outline)),
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
        id: "leave-help",
        keys: &["esc", "?", "q", "enter"],
        contexts: &[Help],
        help: "Leave this list",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "next-other-reply",
        keys: &["right", "l"],
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
        id: "leave-exchange",
        keys: &["esc"],
        contexts: &[Exchange],
        help: "Leave the exchange for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.show(View::Debate)),
    },
    Command {
        id: "back",
        keys: &["backspace", "H", "alt-left"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Go back to where you came from",
        hint: Some("back"),
        enabled: can_go_back,
        run: back,
    },
    Command {
        id: "search",
        keys: &["/"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange],
        help: "Search statements, quotes, actors, sources and tags",
        hint: Some("search"),
        enabled: always,
        run: search,
    },
    Command {
        id: "forward",
        keys: &["L", "alt-right"],
        contexts: &[Outline, Listing, Page, Exchange],
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
        id: "first-reply",
        keys: &["r"],
        contexts: &[Outline, Listing, Page],
        help: "Go to the first reply: what rebuts or undercuts this statement",
        hint: Some("reply"),
        enabled: |state| reading(state, |reading| reading.first_reply().is_some(), "no reply recorded"),
        run: |state, _| follow(state, Reading::first_reply),
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
        id: "source",
        keys: &["s"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Go to the source: where this was said, and all that rests on it",
        hint: Some("source"),
        enabled: |state| reading(state, |reading| reading.source().is_some(), "no source given here"),
        run: |state, _| go_to(state, Reading::source),
    },
    Command {
        id: "actor",
        keys: &["a"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Go to the actor: who said this, and all else they say",
        hint: Some("actor"),
        enabled: |state| reading(state, |reading| reading.actor().is_some(), "nobody is named here"),
        run: |state, _| go_to(state, Reading::actor),
    },
    Command {
        id: "exchange",
        keys: &["x"],
        contexts: &[Outline, Listing, Page],
        help: "Show the exchange that this statement stands in: claim and answer in turn",
        hint: Some("exchange"),
        enabled: |state| reading(state, Reading::has_exchange, "nobody replies here"),
        run: |state, _| on_reading(state, |reading| reading.show(View::Exchange)),
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
        id: "help",
        keys: &["?", "f1"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Note],
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
        id: "up",
        keys: &["u"],
        contexts: &[Outline, Listing, Page],
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
        id: "copy",
        keys: &["y"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Copy what the page shows, with who said it and where",
        hint: None,
        enabled: |state| reading(state, |reading| reading.place().is_some(), "there is nothing to copy"),
        run: copy,
    },
    Command {
        id: "palette",
        keys: &[":", "ctrl-p"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange],
        help: "Choose a command by some letters of its name",
        hint: None,
        enabled: always,
        run: |state, _| {
            state.overlay = Some(Overlay::Palette(Box::new(Commands::new(state.context()))));
            Vec::new()
        },
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
        id: "move-up",
        keys: &["up", "k"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help],
        help: "Move up by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, -1),
    },
    Command {
        id: "move-down",
        keys: &["down", "j"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help],
        help: "Move down by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, 1),
    },
    Command {
        id: "page-up",
        keys: &["pageup"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help],
        help: "Move up by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, -1),
    },
    Command {
        id: "page-down",
        keys: &["pagedown"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help],
        help: "Move down by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, 1),
    },
    Command {
        id: "next-section",
        keys: &["]"],
        contexts: &[Page],
        help: "Go to the next section of the page",
        hint: None,
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
        id: "first",
        keys: &["home", "g"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Help],
        help: "Move to the first line",
        hint: None,
        enabled: always,
        run: |state, _| end(state, false),
    },
    Command {
        id: "last",
        keys: &["end", "G"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Help],
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
        id: "bookmark",
        keys: &["m"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Set a bookmark on this statement, or take it away",
        hint: Some("mark"),
        enabled: can_mark,
        run: bookmark,
    },
    Command {
        id: "note",
        keys: &["n"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Write a note of your own on this statement, or go on writing it",
        hint: None,
        enabled: can_mark,
        run: write_note,
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
        id: "marks",
        keys: &["M"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "List the bookmarks and notes, also those whose statement has gone from the debate",
        hint: None,
        enabled: has_marks,
        run: list_marks,
    },
    Command {
        id: "next-unread",
        keys: &["U"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Go to the next statement that has not been read: whose page has not stood for a second",
        hint: None,
        enabled: has_unread,
        run: next_unread,
    },
    Command {
        id: "toggle-read",
        keys: &["."],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Mark this statement as unread, or as read",
        hint: None,
        enabled: can_toggle_read,
        run: toggle_read,
    },
    Command {
        id: "next-view",
        keys: &["v"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Show the next view: the debate, exchange, people, sources, time, gaps, marks",
        hint: Some("views"),
        enabled: always,
        run: |state, _| turn_view(state, 1),
    },
    Command {
        id: "previous-view",
        keys: &["V"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Show the view before",
        hint: None,
        enabled: always,
        run: |state, _| turn_view(state, View::ALL.len() - 1),
    },
    Command {
        id: "go-to-view",
        keys: &["alt-1", "alt-2", "alt-3", "alt-4", "alt-5", "alt-6", "alt-7"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Show the view with this number on the top line",
        hint: None,
        enabled: always,
        run: go_to_view,
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
        contexts: &[Outline, Listing, Page, Exchange],
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
        id: "shelf",
        keys: &["S"],
        contexts: &[Outline, Listing, Page, Exchange],
        help: "Go to the list of debates",
        hint: None,
        enabled: |state| if state.shelf.entries.len() > 1 { Ok(()) } else { Err("this is the only debate open") },
        run: |state, _| {
            state.open = None;
            Vec::new()
        },
    },
    Command {
        id: "quit",
        keys: &["q"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange],
        help: "Quit",
        hint: Some("quit"),
        enabled: always,
        run: quit,
    },
    Command {
        id: "quit-at-once",
        keys: &["ctrl-c"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help],
        help: "Quit, from anywhere",
        hint: None,
        enabled: always,
        run: quit,
    },
    Command {
        id: "suspend",
        keys: &["ctrl-z"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Help],
        help: "Give the terminal back to the shell; fg returns",
        hint: None,
        enabled: always,
        run: |_, _| vec![Effect::Suspend],
    },
];
