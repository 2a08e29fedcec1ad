//! From one statement to another.

use crate::app::View;
use crate::app::command::Command;
use crate::app::command::Context::{
    Exchange, Filters, Grid, Listing, Map, Outline, Page, Palette, Progress, Search, Shelf, Text,
};
use crate::app::command::going::{
    always, arrive, back, between, can_go, can_go_back, follow, go, go_to, go_to_first_reply, go_to_number,
    has_other_reply, has_reply, on_reading, reading,
};
use crate::app::command::searching::{end_search, has_hits, is_searching, search, step_to_hit};
use crate::app::reading::Reading;

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "go",
        keys: &["enter"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters],
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
        contexts: &[Progress, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Go back to where you came from",
        hint: Some("back"),
        enabled: can_go_back,
        run: back,
    },
    Command {
        id: "forward",
        keys: &["L", "alt-right"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
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
        contexts: &[Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Search statements, quotes, actors, sources and tags",
        hint: Some("search"),
        enabled: always,
        run: search,
    },
    Command {
        id: "end-search",
        keys: &["esc"],
        contexts: &[Outline, Map],
        help: "End the search: what was found is not marked any more; on the map this comes before leaving it",
        hint: Some("end search"),
        enabled: is_searching,
        run: end_search,
    },
    Command {
        id: "first-reply",
        keys: &["r"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Go to the first reply: what rebuts or undercuts this statement",
        hint: Some("reply"),
        enabled: has_reply,
        run: go_to_first_reply,
    },
    Command {
        id: "next-reply",
        keys: &["R"],
        contexts: &[Outline, Listing, Page, Map],
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
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Go to the source: where this was said, and all that rests on it",
        hint: Some("source"),
        enabled: |state| reading(state, |reading| reading.source().is_some(), "no source given here"),
        run: |state, _| go_to(state, Reading::source),
    },
    Command {
        id: "actor",
        keys: &["a"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Go to the actor: who said this, and all else they say",
        hint: Some("actor"),
        enabled: |state| reading(state, |reading| reading.actor().is_some(), "nobody is named here"),
        run: |state, _| go_to(state, Reading::actor),
    },
    Command {
        id: "exchange",
        keys: &["x"],
        contexts: &[Outline, Listing, Page, Grid, Map],
        help: "Show the exchange that this statement stands in: claim and answer in turn",
        hint: Some("exchange"),
        enabled: |state| reading(state, Reading::has_exchange, "nobody replies here"),
        run: |state, _| on_reading(state, |reading| reading.show(View::Exchange)),
    },
    Command {
        id: "between",
        keys: &["b"],
        contexts: &[Outline, Listing, Page, Grid, Map],
        help: "Take this actor, and then another one: see every reply between the two",
        hint: Some("between two"),
        enabled: |state| reading(state, |reading| reading.actor_at_hand().is_some(), "no actor is chosen here"),
        run: between,
    },
    Command {
        id: "up",
        keys: &["u"],
        contexts: &[Outline, Listing, Page, Grid, Map],
        help: "Go up to the statement this one bears on",
        hint: Some("up"),
        enabled: |state| reading(state, |reading| reading.above().is_some(), "this bears on nothing"),
        run: |state, _| follow(state, Reading::above),
    },
    Command {
        id: "root",
        keys: &["0"],
        contexts: &[Outline, Listing, Page, Map],
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
        id: "next-hit",
        keys: &["n"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Go to the next hit of the last search",
        hint: None,
        enabled: has_hits,
        run: |state, _| step_to_hit(state, true),
    },
    Command {
        id: "previous-hit",
        keys: &["N"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Go to the hit before",
        hint: None,
        enabled: has_hits,
        run: |state, _| step_to_hit(state, false),
    },
    Command {
        id: "go-to-number",
        keys: &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        contexts: &[Outline, Listing, Page, Map],
        help: "Go to the statement with this number on the page",
        hint: None,
        enabled: |state| {
            reading(state, |reading| reading.numbered(1).is_some(), "there are no numbered statements on the page")
        },
        run: go_to_number,
    },
];
