//! What is shown of the debate, and in which order.

use crate::app::command::Command;
use crate::app::command::Context::{Exchange, Grid, Listing, Map, Outline, Page};
use crate::app::command::filtering::{can_filter, clear_filters, filter, is_filtered, sort_replies};
use crate::app::command::going::always;

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "filter",
        keys: &["f"],
        contexts: &[Outline, Listing, Page, Map],
        help: "Choose what to show only: by an actor, in a source, unanswered, marked, …; chosen again it is taken away",
        hint: Some("filter"),
        enabled: can_filter,
        run: filter,
    },
    Command {
        id: "clear-filters",
        keys: &["F"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
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
];
