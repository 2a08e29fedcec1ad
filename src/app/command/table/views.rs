//! From one view to another, and what the map shows.

use crate::app::View;
use crate::app::command::Command;
use crate::app::command::Context::{Exchange, Grid, Listing, Map, Outline, Page, Text};
use crate::app::command::going::{always, go_to_view, is_surveyed, on_reading, turn_view};
use crate::app::command::mapping::{can_extend, can_zoom, extend, has_statements, show_map, toggle_fold, turn, zoom};

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "next-view",
        keys: &["v"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Show the next view: the debate, exchange, people, grid, sources, time, gaps, marks, and where there are any changes and problems",
        hint: Some("views"),
        enabled: is_surveyed,
        run: |state, _| turn_view(state, true),
    },
    Command {
        id: "previous-view",
        keys: &["V"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Show the view before",
        hint: None,
        enabled: is_surveyed,
        run: |state, _| turn_view(state, false),
    },
    Command {
        id: "go-to-view",
        keys: &["alt-1", "alt-2", "alt-3", "alt-4", "alt-5", "alt-6", "alt-7", "alt-8", "alt-9", "alt-0"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Show the view with this number on the top line",
        hint: None,
        enabled: is_surveyed,
        run: go_to_view,
    },
    Command {
        id: "grid",
        keys: &["w"],
        contexts: &[Outline, Listing, Page, Exchange, Map],
        help: "Show who holds what: the grid of actors and positions",
        hint: None,
        enabled: is_surveyed,
        run: |state, _| on_reading(state, |reading| reading.show(View::Grid)),
    },
    Command {
        id: "map",
        keys: &["c"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Show the map around this statement: boxes and lines; on the map, around the one that is chosen now",
        hint: None,
        enabled: has_statements,
        run: |state, _| show_map(state),
    },
    Command {
        id: "show-more",
        keys: &["i"],
        contexts: &[Map],
        help: "Put more on the map: what one, two, three relations lead to, the whole question, everything",
        hint: Some("more"),
        enabled: |state| can_extend(state, true),
        run: |state, _| extend(state, true),
    },
    Command {
        id: "show-less",
        keys: &["I"],
        contexts: &[Map],
        help: "Put less on the map",
        hint: None,
        enabled: |state| can_extend(state, false),
        run: |state, _| extend(state, false),
    },
    Command {
        id: "zoom-in",
        keys: &["z", "+"],
        contexts: &[Map],
        help: "Tell more in each box: a sign, the first words, all words",
        hint: Some("nearer"),
        enabled: |state| can_zoom(state, true),
        run: |state, _| zoom(state, true),
    },
    Command {
        id: "zoom-out",
        keys: &["Z", "-"],
        contexts: &[Map],
        help: "Tell less in each box, so that more of them fit",
        hint: Some("farther"),
        enabled: |state| can_zoom(state, false),
        run: |state, _| zoom(state, false),
    },
    Command {
        id: "turn-map",
        keys: &["D"],
        contexts: &[Map],
        help: "Turn the map a quarter round: reasons to the right of what they bear on, below, to the left, above",
        hint: None,
        enabled: always,
        run: |state, _| turn(state),
    },
    Command {
        id: "fold",
        keys: &["space"],
        contexts: &[Map],
        help: "Fold all that bears on this statement alone up into its box, or unfold it",
        hint: Some("fold"),
        enabled: always,
        run: |state, _| toggle_fold(state),
    },
    Command {
        id: "shelf",
        keys: &["S"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Go to the list of debates",
        hint: None,
        enabled: |state| if state.shelf.entries.len() > 1 { Ok(()) } else { Err("this is the only debate open") },
        run: |state, _| {
            state.open = None;
            Vec::new()
        },
    },
];
