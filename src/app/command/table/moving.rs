//! Within what is on the screen.

use crate::app::View;
use crate::app::command::Command;
use crate::app::command::Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Map, Note, Outline, Page, Palette, Search, Shelf, Text,
};
use crate::app::command::going::{always, on_reading};
use crate::app::command::mapping::{pan, step_on_map};
use crate::app::command::moving::{end, screen, section, step};
use crate::app::map::Way;
use crate::app::reading::Reading;
use crate::app::state::Pane;

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "move-up",
        keys: &["up", "k"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note, Address, Copying,
            Help,
        ],
        help: "Move up by one; on the map, to the box above",
        hint: None,
        enabled: always,
        run: |state, _| step(state, -1),
    },
    Command {
        id: "move-down",
        keys: &["down", "j"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note, Address, Copying,
            Help,
        ],
        help: "Move down by one; on the map, to the box below",
        hint: None,
        enabled: always,
        run: |state, _| step(state, 1),
    },
    Command {
        id: "page-up",
        keys: &["pageup"],
        contexts: &[
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note, Address, Copying,
            Help,
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
            Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note, Address, Copying,
            Help,
        ],
        help: "Move down by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, 1),
    },
    Command {
        id: "first",
        keys: &["home", "g"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Map, Address, Copying, Help],
        help: "Move to the first line; on the map, to the first box",
        hint: None,
        enabled: always,
        run: |state, _| end(state, false),
    },
    Command {
        id: "last",
        keys: &["end", "G"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Map, Address, Copying, Help],
        help: "Move to the last line; on the map, to the last box",
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
        id: "box-to-the-right",
        keys: &["right", "l"],
        contexts: &[Map],
        help: "Move to the nearest box to the right, first along a line",
        hint: None,
        enabled: always,
        run: |state, _| step_on_map(state, Way::Right),
    },
    Command {
        id: "box-to-the-left",
        keys: &["left", "h"],
        contexts: &[Map],
        help: "Move to the nearest box to the left, first along a line",
        hint: None,
        enabled: always,
        run: |state, _| step_on_map(state, Way::Left),
    },
    Command {
        id: "pan-up",
        keys: &["ctrl-up"],
        contexts: &[Map],
        help: "Move the window on the map up; what is chosen stays so",
        hint: None,
        enabled: always,
        run: |state, _| pan(state, Way::Up),
    },
    Command {
        id: "pan-down",
        keys: &["ctrl-down"],
        contexts: &[Map],
        help: "Move the window on the map down",
        hint: None,
        enabled: always,
        run: |state, _| pan(state, Way::Down),
    },
    Command {
        id: "pan-left",
        keys: &["ctrl-left", "["],
        contexts: &[Map],
        help: "Move the window on the map to the left",
        hint: None,
        enabled: always,
        run: |state, _| pan(state, Way::Left),
    },
    Command {
        id: "pan-right",
        keys: &["ctrl-right", "]"],
        contexts: &[Map],
        help: "Move the window on the map to the right",
        hint: None,
        enabled: always,
        run: |state, _| pan(state, Way::Right),
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
        contexts: &[Outline, Listing, Page, Map],
        help: "Move between the outline, or what stands in its place, and the page",
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
        contexts: &[Listing, Exchange, Grid, Map],
        help: "Leave this view for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.show(View::Debate)),
    },
];
