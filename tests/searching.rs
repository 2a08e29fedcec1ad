//! Searching on the screen: typing, completing, choosing, and what comes after.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::time::Duration;

use agon::app::finder::Finder;
use agon::app::{Action, Overlay, Place, Reading, State, update};
use agon::debate::StatementIndex;
use support::{BUILT_IN, debate, open, press, size};

fn finder(state: &State) -> &Finder {
    let Some(Overlay::Search(finder)) = state.overlay() else { panic!("no search") };
    finder
}

/// The title of the chosen hit.
fn chosen(state: &State) -> String {
    let found = finder(state).chosen().expect("a hit");
    found.place.title(state.debate(found.entry).expect("a debate")).to_owned()
}

#[test]
fn a_hit_that_was_moved_to_stays_chosen_while_typing_goes_on() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ type:court");
    let best = chosen(&state);
    press(&mut state, "type:s down down");
    let (third, row) = (chosen(&state), finder(&state).selection().row());
    assert_eq!(row, 2);
    // Grouped by question it may stand elsewhere.
    press(&mut state, "ctrl-g");
    assert_eq!(chosen(&state), third);
    press(&mut state, "ctrl-g");
    assert_eq!((chosen(&state), finder(&state).selection().row()), (third.clone(), row));
    // More hits, and fewer.
    press(&mut state, "backspace");
    assert_eq!(chosen(&state), third);
    press(&mut state, "type:_-xyzzy");
    assert_eq!(chosen(&state), third);
    // Once it has gone, the best one is chosen, and goes on being the best one.
    press(&mut state, "ctrl-u type:kind:question");
    assert_eq!(finder(&state).selection().row(), 0);
    press(&mut state, "ctrl-u type:court");
    assert_eq!(chosen(&state), best);
}

#[test]
fn the_last_queries_are_taken_up_again() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ ctrl-p");
    assert_eq!(state.message(), Some("nothing has been searched for before"));
    press(&mut state, "type:durov enter / type:prison esc / type:durov esc / up");
    assert_eq!(finder(&state).typed().text(), "durov");
    assert!(!finder(&state).found().is_empty());
    press(&mut state, "ctrl-p");
    assert_eq!(finder(&state).typed().text(), "prison");
    press(&mut state, "ctrl-p ctrl-p ctrl-n");
    assert_eq!(finder(&state).typed().text(), "durov");
    press(&mut state, "ctrl-n");
    assert_eq!(finder(&state).typed().text(), "");
    press(&mut state, "type:half ctrl-p ctrl-n");
    assert_eq!(finder(&state).typed().text(), "half");
    assert_eq!(state.searches().queries(), ["prison", "durov"]);
}

#[test]
fn the_time_of_a_search_is_told_until_the_next_one() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    let took = |state: &mut State, micros| _ = update(state, Action::Took(Duration::from_micros(micros)));
    press(&mut state, "/ type:prison");
    assert_eq!(finder(&state).told(), "4 hits");
    took(&mut state, 1_250);
    assert_eq!(finder(&state).told(), "4 hits in 1.2 ms");
    // What moves through the hits is no search.
    press(&mut state, "down");
    took(&mut state, 9_000);
    assert_eq!(finder(&state).told(), "4 hits in 1.2 ms");
    press(&mut state, "ctrl-g");
    took(&mut state, 300);
    assert_eq!(finder(&state).told(), "4 hits in 0.3 ms, by question");
}

#[test]
fn the_hits_are_gone_through_after_the_search() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, ")");
    assert_eq!(state.message(), Some("nothing has been found yet; / searches"));
    press(&mut state, "/ type:kind:question enter");
    let here = |state: &State| state.reading().and_then(Reading::place).expect("a place");
    let question = |place| Place::Statement(StatementIndex::new(place));
    assert_eq!(here(&state), question(0));
    press(&mut state, ") )");
    assert_eq!((here(&state), state.message()), (question(2), Some("hit 3 of 10")));
    press(&mut state, "( ( (");
    assert_eq!((here(&state), state.message()), (question(0), Some("this is the first hit")));
    // A search that was left begins with its first hit.
    press(&mut state, "G / type:kind:question esc )");
    assert_eq!((here(&state), state.message()), (question(0), Some("hit 1 of 10")));
    press(&mut state, "/ type:kind:question esc (");
    assert_eq!(state.message(), Some("hit 10 of 10"));
}

#[test]
fn tab_completes_fields_and_their_values_one_after_the_other() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    for (keys, expected) in [
        ("/ type:prison_b tab", "prison by:"),
        ("type:gold tab", "prison by:goldman"),
        ("type:_kind:p tab", "prison by:goldman kind:position"),
        ("tab", "prison by:goldman kind:premise"),
        ("tab", "prison by:goldman kind:position"),
        ("ctrl-u type:i tab tab", "is:"),
        ("ctrl-u type:zz tab", "zz"),
    ] {
        press(&mut state, keys);
        assert_eq!(finder(&state).typed().text(), expected, "{keys}");
    }
    assert_eq!(state.message(), Some("nothing begins so; fields such as by: and their values are completed"));
}
