//! What leads out of a debate to its sources: their addresses, what is copied of them, and their local texts.

#![allow(clippy::panic, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;
use std::sync::Arc;

use agon::app::quoted_text::QuotedText;
use agon::app::{Action, Effect, Overlay, Shelf, ShelfEntry, State, update};
use agon::debate::Url;
use agon::ui::Theme;
use support::{buffer, debate, open, press, size, whereabouts};

const TEXTS: &str = "
agon: 1
title: Night trains
actors: {ana: {name: Ana Díaz}, bo: {name: Bo Lind}}
sources:
  hearing: {title: Hearing on night trains, url: 'https://example.org/hearing', text: texts/hearing.txt}
  letter: {title: A letter, url: 'http://bank.example@evil.example/'}
  paper: {title: Paper}
questions: {q: {text: Should they run?}}
positions:
  yes: {answers: q, text: 'Yes: they pay back.', said: [{by: ana, in: hearing, quote: a bargain}, {by: bo, in: letter, quote: so they say}]}
  no: {answers: q, text: 'No: a luxury.', said: {by: bo, in: hearing, quote: few people … in winter}}
  late: {answers: q, text: They are late., said: {by: bo, in: hearing, quote: never on time}}
  who: {answers: q, text: Who knows?, said: {by: bo, in: paper}}
";

/// A debate in a folder, so that its sources may have local texts.
fn texts(width: u16, height: u16) -> State {
    let debate = debate(TEXTS.as_bytes());
    open(&[&debate], size(width, height))
}

/// Carries out what is asked for: the text is this one.
fn reads(state: &mut State, effects: &[Effect], text: &str) {
    let [Effect::ReadText(request)] = effects else { panic!("{effects:?}") };
    let text = Ok(Arc::new(QuotedText::new(text, &request.quotes)));
    update(state, Action::TextRead { entry: request.entry, source: request.source, text });
}

fn hearing() -> String {
    format!("It began late.\n{}\nShe called it a  bargain.\nYet few people sleep\nin winter.", "More.\n".repeat(60))
}

#[test]
fn an_address_is_shown_before_it_is_opened() {
    let url = |address: &str| Url::new(address).expect("an address");
    for (keys, expected) in [
        // Of the statement's first source, of the chosen one, of the next one.
        ("1 o enter", Some("https://example.org/hearing")),
        ("1 o tab enter", Some("http://bank.example@evil.example/")),
        ("1 o tab tab enter", Some("https://example.org/hearing")),
        ("1 o backtab l h enter", Some("http://bank.example@evil.example/")),
        ("1 enter j j o enter", Some("http://bank.example@evil.example/")),
        ("1 s o enter", Some("https://example.org/hearing")),
        ("alt-5 o enter", Some("https://example.org/hearing")),
        ("1 o esc", None),
        ("1 o q", None),
        ("o", None),
        ("/ type:who enter o enter", None),
    ] {
        let mut state = texts(100, 30);
        let effects = press(&mut state, keys);
        let expected: Vec<Effect> = expected.into_iter().map(|address| Effect::OpenLink(url(address))).collect();
        assert_eq!(effects, expected, "{keys}");
        assert!(state.overlay().is_none(), "{keys}");
    }
    let mut state = texts(100, 30);
    press(&mut state, "o");
    assert_eq!(state.message(), Some("no address of a source is known here"));
    // Where there is no browser the address stands there to be selected, unless the reader is at something else.
    let failed =
        || Action::NotOpened { url: url("https://example.org/hearing"), why: "no browser was found here".into() };
    update(&mut state, failed());
    let Some(Overlay::Copying(copying)) = state.overlay() else { panic!("{:?}", state.overlay()) };
    assert_eq!(copying.text(), "https://example.org/hearing");
    assert_eq!(state.message(), Some("not opened: no browser was found here; this is the address"));
    assert_eq!(press(&mut state, "y"), [Effect::Copy("https://example.org/hearing".into())]);
    press(&mut state, "esc /");
    update(&mut state, failed());
    assert!(matches!(state.overlay(), Some(Overlay::Search(_))));
}

#[test]
fn what_is_copied_is_what_is_shown() {
    let plain = "Yes: they pay back.\n\
                 – Ana Díaz asserts “a bargain”, in “Hearing on night trains”, undated, https://example.org/hearing\n\
                 – Bo Lind asserts “so they say”, in “A letter”, undated, http://bank.example@evil.example/";
    for (keys, expected) in [
        ("1 y", vec![plain.to_owned()]),
        ("1 Y enter", vec![plain.to_owned()]),
        ("1 Y y esc y", vec![plain.to_owned(), plain.to_owned()]),
        ("1 Y esc", Vec::new()),
        ("alt-5 Y tab y", vec!["“[Hearing on night trains](<https://example.org/hearing>)”, undated".to_owned()]),
        (
            "alt-5 Y h left backtab backtab y",
            vec!["“Hearing on night trains”, undated, https://example.org/hearing".to_owned()],
        ),
        ("1 o y esc", vec!["https://example.org/hearing".to_owned()]),
    ] {
        let mut state = texts(100, 30);
        let expected: Vec<Effect> = expected.into_iter().map(Effect::Copy).collect();
        assert_eq!(press(&mut state, keys), expected, "{keys}");
    }
    let mut state = texts(100, 30);
    let effects = press(&mut state, "1 Y tab tab y tab y");
    let [Effect::Copy(bibtex), Effect::Copy(csl)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(bibtex.matches("@misc{").count(), 2, "{bibtex}");
    assert!(csl.starts_with("[\n"), "{csl}");
    // Nothing stands beside the text, however wide it is.
    let mut state = texts(60, 20);
    press(&mut state, "1 Y");
    let screen = support::screen(&state);
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[2] == "Yes: they pay back." && lines[3].starts_with("– Ana Díaz"), "{screen}");
    assert!(!screen.contains(['│', '╭']), "{screen}");
}

#[test]
fn a_local_text_is_read_from_quote_to_quote() {
    for (keys, in_text, told) in [
        // At the statement's quote, or at the beginning.
        ("1 t", "", "quote 1 of 3: said by Ana Díaz, who asserts: Yes: they pay back."),
        ("2 t", "", "quote 2 of 3: said by Bo Lind, who asserts: No: a luxury."),
        ("3 t", "", "quote 3 of 3, not found here: said by Bo Lind, who asserts: They are late."),
        ("alt-5 t", "", "3 quotes from it in this debate"),
        ("1 s t", "", "quote 1 of 3: said by Ana Díaz, who asserts: Yes: they pay back."),
        ("1 s j t", "", "quote 2 of 3: said by Bo Lind, who asserts: No: a luxury."),
        ("alt-5 t", "]", "quote 1 of 3: said by Ana Díaz, who asserts: Yes: they pay back."),
        ("1 t", "]", "quote 2 of 3: said by Bo Lind, who asserts: No: a luxury."),
        ("1 t", "tab ] ]", "quote 3 of 3, not found here: said by Bo Lind, who asserts: They are late."),
        ("1 t", "] ] [ backtab [", "quote 1 of 3: said by Ana Díaz, who asserts: Yes: they pay back."),
        // A quote that leaves the screen is given up.
        ("1 t", "g", "3 quotes from it in this debate"),
        ("1 t", "g G", "quote 1 of 3: said by Ana Díaz, who asserts: Yes: they pay back."),
    ] {
        let mut state = texts(100, 30);
        let effects = press(&mut state, keys);
        reads(&mut state, &effects, &hearing());
        press(&mut state, in_text);
        let reading = state.reading().expect("a reading");
        let text = reading.source_text().unwrap_or_else(|| panic!("{keys}"));
        assert_eq!(text.told(reading.debate()), told, "{keys} {in_text}");
        assert_eq!(text.told_of_missing().as_deref(), Some("1 quote is not found in this text"));
        let screen = support::screen(&state);
        assert!(screen.contains(told), "{screen}");
    }
}

#[test]
fn a_quote_leads_to_its_statement_and_back() {
    for (keys, expected) in [
        ("enter", "yes / yes / page"),
        ("] enter", "no / no / page"),
        ("] ] enter", "late / late / page"),
        ("] enter backspace", "yes / yes / outline in the text"),
        ("] enter backspace backspace", "yes / yes / outline"),
        ("] enter backspace backspace L", "yes / yes / outline in the text"),
        ("esc", "yes / yes / outline"),
        ("t", "yes / yes / outline"),
        ("backspace", "yes / yes / outline"),
        ("/ type:luxury enter", "no / no / outline"),
        // Also to what lies under the text.
        ("/ type:pay_back enter", "yes / yes / outline"),
        ("/ esc", "yes / yes / outline in the text"),
        ("alt-1", "yes / yes / outline"),
        ("v", "yes / yes / outline"),
        ("v backspace", "yes / yes / outline in the text"),
        ("? esc", "yes / yes / outline in the text"),
    ] {
        let mut state = texts(100, 30);
        let effects = press(&mut state, "1 t");
        reads(&mut state, &effects, &hearing());
        press(&mut state, keys);
        let in_text = state.reading().is_some_and(|reading| reading.source_text().is_some());
        let seen = format!("{}{}", whereabouts(&state), if in_text { " in the text" } else { "" });
        assert_eq!(seen, expected, "{keys}");
    }
}

#[test]
fn a_text_that_comes_late_or_never_is_told() {
    // Whoever has gone on meanwhile is left alone.
    let mut state = texts(100, 30);
    let effects = press(&mut state, "1 t");
    press(&mut state, "j");
    reads(&mut state, &effects, &hearing());
    assert!(state.reading().is_some_and(|reading| reading.source_text().is_none()));
    let mut state = texts(100, 30);
    let effects = press(&mut state, "1 t");
    let [Effect::ReadText(request)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((request.folder.as_path(), &*request.path), (Path::new("/debates"), "texts/hearing.txt"));
    let text = Err("texts/hearing.txt: there is no such file".to_owned());
    update(&mut state, Action::TextRead { entry: 0, source: request.source, text });
    assert_eq!(state.message(), Some("its text cannot be read: texts/hearing.txt: there is no such file"));
    // Nobody has it.
    for (keys, told) in [
        ("/ type:who enter t", "the debate has no local copy of a source here"),
        ("t", "the debate has no local copy of a source here"),
    ] {
        let mut state = texts(100, 30);
        assert_eq!(press(&mut state, keys), []);
        assert_eq!(state.message(), Some(told));
    }
    let entry = ShelfEntry { name: "-".into(), folder: None, debate: Ok(debate(TEXTS.as_bytes())), is_stale: false };
    let mut state = State::new(Shelf { entries: vec![entry] }, size(100, 30));
    assert_eq!(press(&mut state, "1 t"), []);
    let told = "a debate that came through a pipe has no folder with the texts of its sources";
    assert_eq!(state.message(), Some(told));
}

#[test]
fn a_text_keeps_its_place_when_the_screen_changes() {
    let mut state = texts(100, 30);
    let effects = press(&mut state, "2 t");
    reads(&mut state, &effects, &hearing());
    for (width, height) in [(40, 12), (2, 1), (20, 5), (0, 0), (200, 60), (80, 24)] {
        update(&mut state, Action::Resize(size(width, height)));
        let _ = buffer(&state, Theme::default());
        let chosen = state.reading().and_then(agon::app::Reading::quoted_statement);
        assert_eq!(chosen.map(agon::debate::StatementIndex::place), Some(2), "{width}x{height}");
    }
}
