//! The reader's own marks: keys and what is kept of them.

mod support;

use std::sync::Arc;

use agon::app::glyph::Glyph;
use agon::app::listing::ListingRow;
use agon::app::marks::{Change, Marks, Stopped};
use agon::app::{Action, Effect, Overlay, Place, State, View, update};
use agon::debate::Debate;
use support::{debate, open, open_with, press, size, whereabouts};

fn trains() -> Arc<Debate> {
    debate(
        "
agon: 1
title: Night trains
actors: {ana: {name: Ana Díaz}}
questions: {q: {text: Should they run?}}
positions: {yes: {answers: q, text: They should., said: {by: ana}}, no: {answers: q, text: They should not.}}
arguments: {empty: {text: They run empty., rebuts: yes}}
"
        .as_bytes(),
    )
}

/// What is handed on to be kept, shortly.
fn told(effects: &[Effect]) -> String {
    let words = effects.iter().map(|effect| match effect {
        Effect::Keep(0, Change::Bookmark { id, on: true, .. }) => format!("+{id}"),
        Effect::Keep(0, Change::Bookmark { id, .. }) => format!("-{id}"),
        Effect::Keep(0, Change::Note { id, was, text, .. }) => format!("{id}:{was:?}>{text:?}"),
        Effect::Keep(0, Change::Read { id, on: true }) => format!("read {id}"),
        Effect::Keep(0, Change::Read { id, .. }) => format!("unread {id}"),
        Effect::Keep(0, Change::Stopped(stopped)) => format!("at {} {:?}", stopped.statement, stopped.view()),
        other => format!("{other:?}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn keys_change_the_marks_and_each_change_is_handed_on() {
    for (keys, effects) in [
        ("m", "+q"),
        ("m m", "+q, -q"),
        ("1 m", "+yes"),
        ("1 m backspace m", "+yes, +q"),
        // On an actor's page it is the chosen statement; where that is none, nothing.
        ("1 a m", "+yes"),
        ("alt-3 m", ""),
        ("1 a M", ""),
        // What stands for a while has been read, and here the reader is; once.
        ("rest", "read q, at q Debate"),
        ("rest rest", "read q, at q Debate"),
        ("1 1 1 rest", "read yes, at yes Debate"),
        ("rest 1 rest backspace rest", "read q, at q Debate, read yes, at yes Debate, at q Debate"),
        ("alt-5 rest", "read q, at q Sources"),
        ("? rest", "at q Debate"),
        ("1 a rest", "at yes Debate"),
        // What is marked as unread stays so while one looks at it, and is read when one comes again.
        (".", "read q"),
        (". .", "read q, unread q"),
        ("rest . rest", "read q, at q Debate, unread q"),
        ("rest . rest m rest", "read q, at q Debate, unread q, +q"),
        ("rest . tab rest", "read q, at q Debate, unread q"),
        ("rest . . rest", "read q, at q Debate, unread q, read q"),
        ("rest . 1 backspace rest", "read q, at q Debate, unread q, read q"),
        ("1 a .", "read yes"),
        ("alt-3 .", ""),
        ("q", "at q Debate, Quit"),
        ("1 ctrl-c", "at yes Debate, Quit"),
        ("rest q", "read q, at q Debate, Quit"),
    ] {
        let mut state = open_with(&trains(), Marks::default(), size(100, 30));
        let effects_seen = press(&mut state, keys);
        assert_eq!(told(&effects_seen), effects, "{keys}");
    }
}

#[test]
fn where_nobody_keeps_them_marks_last_as_long_as_the_window() {
    let mut state = open(&[&trains()], size(100, 30));
    assert_eq!(press(&mut state, "m 1 m rest M"), []);
    let reading = state.reading().expect("open");
    assert_eq!(reading.marks().bookmarks.keys().collect::<Vec<_>>(), ["q", "yes"]);
    assert_eq!((reading.unread(), reading.view()), (0, View::Marks));
    press(&mut state, "alt-1 U");
    assert_eq!(state.message(), Some("nothing else here is unread"));
    assert_eq!(press(&mut state, "."), []);
    assert_eq!(state.message(), Some("nothing is kept here of what has been read"));
}

#[test]
fn on_a_narrow_screen_only_the_page_is_read() {
    let mut state = open_with(&trains(), Marks::default(), size(40, 12));
    assert_eq!(told(&press(&mut state, "rest enter rest")), "at q Debate, read q");
}

#[test]
fn signs_tell_what_is_marked_and_what_is_unread() {
    let debate = trains();
    let mut state = open_with(&debate, Marks::default(), size(100, 30));
    let signs = |state: &State| {
        let reading = state.reading().expect("open");
        (0..debate.statements().len())
            .map(|place| reading.sign(agon::debate::StatementIndex::new(place)).map_or("-", |glyph| glyph.sign(false)))
            .collect::<String>()
    };
    assert_eq!(signs(&state), "••••");
    press(&mut state, "rest 1 rest m");
    assert_eq!(signs(&state), "-★••");
    assert_eq!(state.reading().map(agon::app::Reading::unread), Some(2));
    for (keys, expected) in [("U", "no"), ("U", "empty"), ("rest U", "no"), ("rest U", "no")] {
        press(&mut state, keys);
        assert_eq!(whereabouts(&state), format!("{expected} / {expected} / outline"));
    }
    assert_eq!(state.message(), Some("nothing else here is unread"));
    assert_ne!(Glyph::Unread.sign(true), Glyph::Bookmark.sign(true));
}

#[test]
fn marks_are_searched_for_as_they_are_now() {
    let debate = trains();
    let found = |state: &State| {
        let Some(Overlay::Search(finder)) = state.overlay() else { panic!("a search") };
        let ids: Vec<&str> = finder
            .hits()
            .map(|(_, place)| match place {
                Place::Statement(index) => &*debate.statement(index).id,
                _ => "another",
            })
            .collect();
        let told = finder.told_lines(96).pop().map(|told| told.words);
        (ids.join(" "), told)
    };
    let mut state = open_with(&debate, Marks::default(), size(100, 30));
    press(&mut state, "rest 1 m / type:is:bookmarked");
    assert_eq!(found(&state), ("yes".to_owned(), None));
    press(&mut state, "ctrl-u type:is:unread");
    assert_eq!(found(&state), ("yes no empty".to_owned(), None));
    press(&mut state, "ctrl-u type:is:unread_-is:b");
    assert_eq!(found(&state), ("no empty".to_owned(), Some("is: bookmarked".to_owned())));
    // Where nobody keeps what has been read, nobody knows what has not been.
    let mut state = open(&[&debate], size(100, 30));
    press(&mut state, "1 m / type:is:unread");
    assert_eq!(found(&state), (String::new(), Some("nobody keeps what is unread here".to_owned())));
    press(&mut state, "ctrl-u type:is:bookmarked");
    assert_eq!(found(&state), ("yes".to_owned(), None));
}

#[test]
fn the_reader_is_where_they_stopped() {
    let stopped = |id, view| Marks { stopped: Some(Stopped::new(id, view)), ..Marks::default() };
    for (marks, expected, view) in [
        (Marks::default(), "q / q / outline", View::Debate),
        (stopped("empty", View::Debate), "empty / empty / outline", View::Debate),
        (stopped("yes", View::People), "yes / actor ana / outline", View::People),
        (stopped("gone", View::People), "q / q / outline", View::Debate),
    ] {
        let mut state = open_with(&trains(), marks.clone(), size(100, 30));
        assert_eq!(whereabouts(&state), expected);
        assert_eq!(state.reading().map(agon::app::Reading::view), Some(view));
        press(&mut state, "backspace");
        assert_eq!(state.message(), Some("this is where you began"));
        // From a shelf too.
        let other = trains();
        let mut state = open(&[&other, &trains()], size(100, 30)).with_marks(vec![None, Some(marks)]);
        press(&mut state, "j enter");
        assert_eq!(whereabouts(&state), expected);
    }
}

#[test]
fn the_list_has_bookmarks_and_those_whose_statement_has_gone() {
    let mut marks = Marks::default();
    for id in ["gone", "no", "yes"] {
        marks.apply(&Change::Bookmark { id: id.into(), wording: format!("The words of {id}"), on: true });
    }
    let note = |id: &str| Change::Note { id: id.into(), wording: "W".into(), was: String::new(), text: "Look!".into() };
    marks.apply(&note("no"));
    marks.apply(&note("lost"));
    for (keys, chosen) in [
        ("M", "no"),
        ("M j", "yes"),
        ("M j j", "no"),
        ("M j j j", "gone gone"),
        ("M G", "gone lost"),
        ("M G k k k", "yes"),
        // A bookmark that is taken away leaves the list, and what follows stands in its place; unless what it was on is
        // further down in the list too.
        ("M m", "no"),
        ("M m k", "yes"),
        ("M j m", "no"),
        ("M j j j m", "gone lost"),
        ("M j m k", "no"),
    ] {
        let mut state = open_with(&trains(), marks.clone(), size(100, 30));
        press(&mut state, keys);
        let reading = state.reading().expect("open");
        let listing = reading.listing().expect("a list");
        let seen = match listing.row(listing.selection().row()) {
            Some(ListingRow::Gone(gone)) => format!("gone {}", gone.id),
            Some(ListingRow::Entry { place: agon::app::Place::Statement(index), .. }) => {
                assert_eq!(reading.place(), Some(agon::app::Place::Statement(index)), "{keys}");
                reading.debate().statement(index).id.to_string()
            }
            other => panic!("{keys}: {other:?}"),
        };
        assert_eq!(seen, chosen, "{keys}");
    }
    let mut state = open_with(&trains(), marks, size(100, 30));
    press(&mut state, "M G k");
    let text = state.reading().and_then(|reading| reading.page()).map(agon::app::page::Page::text).unwrap_or_default();
    assert!(text.contains("Not in the debate any more") && text.contains("The words of gone"), "{text}");
    press(&mut state, "k alt-1 enter");
    assert_eq!(whereabouts(&state), "no / no / page");
}

#[test]
fn what_other_windows_did_is_heard_and_ones_own_is_not_lost() {
    let debate = trains();
    let mut state = open_with(&debate, Marks::default(), size(100, 30));
    press(&mut state, "m 1 m");
    // The first of the two changes is kept, beside another window's.
    let mut kept = Marks::default();
    for id in ["empty", "q"] {
        kept.apply(&Change::Bookmark { id: id.into(), wording: String::new(), on: true });
    }
    update(&mut state, Action::Kept { entry: 0, marks: Box::new(kept), taken: 1, told: Some("a word".into()) });
    let reading = state.reading().expect("open");
    assert_eq!(reading.marks().bookmarks.keys().collect::<Vec<_>>(), ["empty", "q", "yes"]);
    assert_eq!(state.message(), Some("a word"));
}

#[test]
fn a_note_is_written_kept_and_left_as_it_was() {
    for (keys, effects) in [
        ("A type:so esc", r#"q:"">"so""#),
        ("A type:so ctrl-s", r#"q:"">"so""#),
        ("A esc", ""),
        ("A space enter esc", ""),
        // What is typed runs no command, and the page below stays.
        ("1 A type:q?jm enter type:u esc", r#"yes:"">"q?jm\nu""#),
        ("A type:a esc A type:b esc", r#"q:"">"a", q:"a">"ab""#),
        ("A type:a esc A backspace esc", r#"q:"">"a", q:"a">"""#),
        ("A type:a ctrl-x", ""),
        ("A type:a esc A type:b ctrl-x", r#"q:"">"a""#),
        ("A type:ab ctrl-z type:c esc", r#"q:"">"c""#),
        ("A type:ab ctrl-z ctrl-y esc", r#"q:"">"ab""#),
        ("A type:ab f1 esc type:c esc", r#"q:"">"abc""#),
        // At rest it is handed on, and leaving it as it was takes that back.
        ("A type:a rest type:b rest rest esc", r#"q:"">"a", at q Debate, q:"a">"ab""#),
        ("A type:a rest ctrl-x", r#"q:"">"a", at q Debate, q:"a">"""#),
        ("A type:a f1 rest", r#"q:"">"a", at q Debate"#),
        // From anywhere the program can be left, and nothing is lost.
        ("A type:a ctrl-c", r#"q:"">"a", at q Debate, Quit"#),
        ("A type:a f1 ctrl-c", r#"q:"">"a", at q Debate, Quit"#),
        // On the page of somebody it is the chosen statement's, in a list of somebodies nobody's.
        ("1 a A type:so esc", r#"yes:"">"so""#),
        ("1 a 2 backspace A type:so esc", r#"yes:"">"so""#),
        ("alt-3 A", ""),
    ] {
        let mut state = open_with(&trains(), Marks::default(), size(100, 30));
        let seen = press(&mut state, keys);
        assert_eq!(told(&seen), effects, "{keys}");
    }
}

#[test]
fn what_became_of_a_note_is_told() {
    for (keys, message) in [
        ("A type:so esc", Some("note kept; M lists them all")),
        ("A type:so rest esc", Some("note kept; M lists them all")),
        ("A type:so esc A esc", None),
        ("A type:so esc A backspace backspace esc", Some("note taken away")),
        ("A type:so ctrl-x", None),
        ("A esc", None),
        ("alt-3 A", Some("bookmarks and notes belong to statements")),
    ] {
        let mut state = open_with(&trains(), Marks::default(), size(100, 30));
        press(&mut state, keys);
        assert_eq!(state.message(), message, "{keys}");
    }
}

#[test]
fn who_types_without_rest_loses_little() {
    let mut state = open_with(&trains(), Marks::default(), size(100, 30));
    press(&mut state, "A");
    let effects = press(&mut state, &format!("type:{}", "x".repeat(100)));
    assert_eq!(effects.len(), 2);
}

#[test]
fn pasted_text_is_cleaned_and_undone_at_once() {
    let mut state = open_with(&trains(), Marks::default(), size(100, 30));
    press(&mut state, "A type:a");
    let effects = update(&mut state, Action::Paste("one\ttwo\r\n\u{1b}[2J\u{202e}".into()));
    assert_eq!(told(&effects), r#"q:"">"aone    two\n␛[2J⟨U+202E⟩""#);
    assert_eq!(told(&press(&mut state, "ctrl-z esc")), r#"q:"aone    two\n␛[2J⟨U+202E⟩">"a""#);
}

#[test]
fn a_note_of_another_window_is_not_written_over() {
    let mut state = open_with(&trains(), Marks::default(), size(100, 30));
    press(&mut state, "A type:mine rest");
    let mut kept = Marks::default();
    let note = |text: &str, was: &str| Change::Note {
        id: "q".into(),
        wording: String::new(),
        was: was.into(),
        text: text.into(),
    };
    kept.apply(&note("theirs", ""));
    kept.apply(&note("mine", ""));
    update(&mut state, Action::Kept { entry: 0, marks: Box::new(kept), taken: 2, told: None });
    press(&mut state, "type:,_longer esc");
    let reading = state.reading().expect("open");
    assert_eq!(reading.marks().notes["q"].text, "theirs\n\nmine, longer");
    let page = reading.page().expect("a page").text();
    assert!(page.contains("My note\n  theirs\n\n  mine, longer\n"), "{page}");
}
