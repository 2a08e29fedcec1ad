//! Showing only a part of a debate, in an order: tables of keys and what is left, and where they lead.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::Arc;

use agon::app::marks::{Change, Marks};
use agon::app::{Overlay, State};
use agon::debate::Debate;
use support::{debate, open, open_with, press, size, whereabouts};

const TRAINS: &str = "
agon: 1
title: Night trains
actors: {ana: {name: Ana Díaz}, bo: {name: Bo Lind}}
sources:
  hearing: {title: Hearing on night trains, date: 2031-05}
  letter: {title: A letter to the editor, date: 2030}
questions:
  subsidy: {text: Should night trains be subsidised?}
  sleep: {text: Does anybody sleep on them?}
positions:
  yes: {answers: subsidy, text: 'Yes: they pay back.', said: {by: ana, in: hearing}}
  no: {answers: subsidy, text: 'No: they are a luxury.', said: {by: bo, in: letter}}
  deep: {answers: sleep, text: Deeply., said: {by: bo}}
arguments:
  fuel: {text: Planes pay no tax on fuel., supports: yes, said: {by: ana, in: hearing}, tags: tax}
  empty: {text: They run empty in winter., rebuts: yes, said: {by: bo, in: letter}}
  dear: {text: They are dear., rebuts: yes, said: {by: bo, in: hearing}}
  winter: {text: That counts only winter., undercuts: empty, said: {by: ana, in: hearing}}
  cheap: {text: They are cheap., rebuts: dear}
  rail: {text: Rail is dear everywhere., rebuts: dear, said: {by: ana, in: letter}}
events:
  - {date: 2031-04-02, text: The hearing opens., actors: ana, in: hearing, about: subsidy}
";

fn trains() -> Arc<Debate> {
    debate(TRAINS.as_bytes())
}

/// The rows of the outline: depth as dots, what is asked for bare, what it stands under in brackets.
fn rows(state: &State) -> String {
    let reading = state.reading().expect("a debate");
    let outline = reading.outline();
    let row = |number| {
        let row = outline.row(reading.debate(), number).expect("a row");
        let id = &reading.debate().statement(row.statement).id;
        let id = if row.matches { id.to_string() } else { format!("[{id}]") };
        format!("{}{id}", ".".repeat(row.depth))
    };
    (0..outline.len()).map(row).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_filter_shows_what_is_asked_for_and_what_it_stands_under() {
    for (keys, told, expected, place) in [
        ("", None, "subsidy sleep", "subsidy / subsidy / outline"),
        (
            "f type:by_ana enter",
            Some("only 4 of 11: by Ana Díaz — F shows all"),
            "[subsidy] .yes ..fuel ..[empty] ...winter ..[dear] ...rail",
            "subsidy / subsidy / outline",
        ),
        (
            "f type:bylind enter f type:rebuttals enter",
            Some("only 2 of 11: by Bo Lind, rebuttals — F shows all"),
            "[subsidy] .[yes] ..empty ..dear",
            "subsidy / subsidy / outline",
        ),
        // Chosen again it is taken away; what is set comes first.
        (
            "f type:bylind enter f type:rebuttals enter f enter",
            Some("only 4 of 11: rebuttals — F shows all"),
            "[subsidy] .[yes] ..empty ..dear ...cheap ...rail",
            "subsidy / subsidy / outline",
        ),
        ("f type:rebuttals enter f enter", None, "subsidy sleep", "subsidy / subsidy / outline"),
        ("f type:rebuttals esc", None, "subsidy sleep", "subsidy / subsidy / outline"),
        (
            "f type:under_does enter",
            Some("only 2 of 11: under Does anybody sleep on them? — F shows all"),
            "sleep .deep",
            "sleep / sleep / outline",
        ),
        // What is selected stays so where it is shown; else it is the first that is asked for, and back leads back.
        (
            "j f type:tagged enter",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "fuel / fuel / outline",
        ),
        (
            "j f type:tagged enter backspace",
            Some("outside the filter: tagged tax (1 of 11) — F ends it"),
            "subsidy sleep",
            "sleep / sleep / outline",
        ),
        (
            "j f type:tagged enter backspace L",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "fuel / fuel / outline",
        ),
        ("j f type:tagged enter F", None, "subsidy .yes ..fuel ..empty ..dear .no sleep", "fuel / fuel / outline"),
        // All is as it was opened before.
        ("l f type:tagged enter j j C F", None, "subsidy .yes .no sleep", "subsidy / subsidy / outline"),
        // A branch of the excerpt closes and opens.
        (
            "f type:tagged enter h",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy]",
            "subsidy / subsidy / outline",
        ),
        (
            "f type:tagged enter h E",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "subsidy / subsidy / outline",
        ),
        // Going elsewhere shows it in the whole debate and says so; what is in the filter is shown in it again.
        (
            "f type:tagged enter j r",
            Some("outside the filter: tagged tax (1 of 11) — F ends it"),
            "subsidy .yes ..fuel ..empty ..dear .no sleep",
            "empty / empty / outline",
        ),
        (
            "f type:tagged enter j r u",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "yes / yes / outline",
        ),
        (
            "f type:tagged enter / type:cheap enter backspace",
            Some("only 1 of 11: tagged tax — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "subsidy / subsidy / outline",
        ),
        (
            "f type:tagged enter j r j f type:unanswered enter",
            Some("only 1 of 11: tagged tax, unanswered — F shows all"),
            "[subsidy] .[yes] ..fuel",
            "fuel / fuel / outline",
        ),
        // Views that are not filtered say nothing of it.
        ("f type:tagged enter alt-3", None, "[subsidy] .[yes] ..fuel", "subsidy / actor ana / outline"),
    ] {
        let mut state = open(&[&trains()], size(100, 30));
        press(&mut state, keys);
        let reading = state.reading().expect("a debate");
        assert_eq!(reading.filter_told(state.keymap()).as_deref(), told, "{keys}");
        assert_eq!((rows(&state).as_str(), whereabouts(&state).as_str()), (expected, place), "{keys}");
    }
}

#[test]
fn filters_are_offered_with_what_they_leave() {
    for (keys, expected) in [
        (
            "f",
            "unanswered 6, questions 2, positions 3, arguments 6, supports 1, rebuttals 4, undercuts 1, by Ana Díaz 4, \
             by Bo Lind 4, in Hearing on night trains 4, in A letter to the editor 3, tagged tax 1, \
             under Should night trains be subsidised? 9, under Does anybody sleep on them? 2",
        ),
        ("f type:letter", "in A letter to the editor 3"),
        (
            "f type:bylind enter f",
            "by Bo Lind set, unanswered 2, positions 2, arguments 2, rebuttals 2, in A letter to the editor 2, \
             in Hearing on night trains 1, under Should night trains be subsidised? 3, under Does anybody sleep on them? 1",
        ),
        ("f type:zzz", ""),
    ] {
        let mut state = open(&[&trains()], size(100, 30));
        press(&mut state, keys);
        let Some(Overlay::Filters(menu)) = state.overlay() else { panic!("no filters") };
        let offers = (0..menu.len()).filter_map(|row| menu.offer(row)).map(|offer| {
            match (offer.item.is_set, offer.item.leaves) {
                (true, _) => format!("{} set", offer.name),
                (false, leaves) => format!("{} {}", offer.name, leaves.expect("few enough to count")),
            }
        });
        assert_eq!(offers.collect::<Vec<_>>().join(", "), expected, "{keys}");
    }
}

#[test]
fn the_readers_own_marks_are_filters_too() {
    let mut marks = Marks::default();
    for (id, on) in [("fuel", true), ("winter", true)] {
        marks.apply(&Change::Bookmark { id: id.into(), wording: String::new(), on });
    }
    marks.apply(&Change::Note { id: "rail".into(), wording: String::new(), was: String::new(), text: "So?".into() });
    for id in ["subsidy", "sleep", "yes", "no", "deep", "fuel", "empty", "dear", "cheap"] {
        marks.apply(&Change::Read { id: id.into(), on: true });
    }
    for (keys, told, expected) in [
        (
            "f type:bookmarked enter",
            "only 2 of 11: bookmarked — F shows all",
            "[subsidy] .[yes] ..fuel ..[empty] ...winter",
        ),
        ("f type:noted enter", "only 1 of 11: noted — F shows all", "[subsidy] .[yes] ..[dear] ...rail"),
        (
            "f type:unread enter",
            "only 2 of 11: unread — F shows all",
            "[subsidy] .[yes] ..[empty] ...winter ..[dear] ...rail",
        ),
        // What is read meanwhile does not go from under one's eyes.
        (
            "f type:unread enter G rest",
            "only 2 of 11: unread — F shows all",
            "[subsidy] .[yes] ..[empty] ...winter ..[dear] ...rail",
        ),
        (
            "f type:bookmarked enter f type:undercuts enter",
            "only 1 of 11: undercuts, bookmarked — F shows all",
            "[subsidy] .[yes] ..[empty] ...winter",
        ),
    ] {
        let mut state = open_with(&trains(), marks.clone(), size(100, 30));
        press(&mut state, keys);
        let reading = state.reading().expect("a debate");
        assert_eq!(
            (reading.filter_told(state.keymap()).as_deref(), rows(&state).as_str()),
            (Some(told), expected),
            "{keys}"
        );
    }
}

#[test]
fn the_timeline_is_filtered_with_the_outline() {
    let line = |keys: &str| {
        let mut state = open(&[&trains()], size(100, 30));
        press(&mut state, keys);
        let reading = state.reading().expect("a debate");
        let listing = reading.listing().expect("a list");
        let entries = (0..listing.len()).filter_map(|row| match listing.row(row)? {
            agon::app::listing::ListingRow::Entry { place, .. } => Some(place.title(reading.debate()).to_owned()),
            _ => None,
        });
        let entries: Vec<String> = entries.collect();
        format!("{}: {}", reading.filter_told(state.keymap()).unwrap_or_default(), entries.join(" "))
    };
    for (keys, expected) in [
        (
            "alt-6 f type:bydiaz enter",
            "only 5 of 8: by Ana Díaz — F shows all: Rail is dear everywhere. The hearing opens. Yes: they pay back. \
             Planes pay no tax on fuel. That counts only winter.",
        ),
        (
            "f type:bydiaz enter f type:letter enter alt-6",
            "only 1 of 8: by Ana Díaz, in A letter to the editor — F shows all: Rail is dear everywhere.",
        ),
        ("f type:undercuts enter alt-6", "only 1 of 8: undercuts — F shows all: That counts only winter."),
        ("alt-6 f type:under_does enter", "nothing here is under Does anybody sleep on them?: F shows all: "),
        ("1 m alt-6 f type:bookmarked enter", "only 1 of 8: bookmarked — F shows all: Yes: they pay back."),
    ] {
        assert_eq!(line(keys), expected, "{keys}");
    }
    // The page turns with the list.
    let mut state = open(&[&trains()], size(100, 30));
    press(&mut state, "alt-6 f type:undercuts enter");
    assert_eq!(whereabouts(&state), "winter / winter / outline");
    press(&mut state, "alt-3 f");
    assert_eq!(state.message(), Some("only the debate and the timeline are filtered"));
}

#[test]
fn replies_are_sorted_and_told_in_that_order() {
    for (keys, expected, place) in [
        ("l j l", "subsidy .yes ..fuel ..empty ..dear .no sleep", "yes / yes / outline"),
        // Positions have dates too.
        ("l j l O", "subsidy .no .yes ..empty ..fuel ..dear sleep", "yes / yes / outline"),
        ("l j l O O", "subsidy .yes ..dear ..empty ..fuel .no sleep", "yes / yes / outline"),
        ("l j l O O O", "subsidy .yes ..fuel ..empty ..dear .no sleep", "yes / yes / outline"),
        // What is selected stays so, and what is open.
        ("l j l G k k l O O", "subsidy .yes ..dear ...cheap ...rail ..empty ..fuel .no sleep", "dear / dear / outline"),
        ("O O l j l", "subsidy .yes ..dear ..empty ..fuel .no sleep", "yes / yes / outline"),
        ("O O f type:bylind enter", "[subsidy] .[yes] ..dear ..empty .no [sleep] .deep", "subsidy / subsidy / outline"),
        // The keys follow the order: the first reply, the next, the numbers of the page.
        ("1 r", "subsidy .yes ..fuel ..empty ..dear .no sleep", "empty / empty / outline"),
        ("O O 1 r", "subsidy .yes ..dear ..empty ..fuel .no sleep", "dear / dear / outline"),
        ("O O 1 r R", "subsidy .yes ..dear ..empty ..fuel .no sleep", "empty / empty / outline"),
        ("O O 1 r R R", "subsidy .yes ..dear ..empty ..fuel .no sleep", "dear / dear / outline"),
        ("O O 1 r R backspace", "subsidy .yes ..dear ..empty ..fuel .no sleep", "dear / dear / outline"),
        ("O O 1 2", "subsidy .yes ..dear ..empty ..fuel .no sleep", "dear / dear / outline"),
    ] {
        let mut state = open(&[&trains()], size(100, 30));
        press(&mut state, keys);
        assert_eq!((rows(&state).as_str(), whereabouts(&state).as_str()), (expected, place), "{keys}");
    }
    for (keys, message) in [
        ("O", "sorted by date, the earliest first"),
        ("O O", "sorted by the number of replies, the most first"),
        ("O O O", "sorted in the order of the file"),
        ("R", "this is no reply"),
        ("1 r r R", "this is the only reply"),
        ("0", "the way begins here"),
        ("F", "everything is shown"),
        ("f type:zzz enter", "no filter of this name would leave anything"),
    ] {
        let mut state = open(&[&trains()], size(100, 30));
        press(&mut state, keys);
        assert_eq!(state.message(), Some(message), "{keys}");
    }
}
