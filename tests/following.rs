//! A debate that is written on while it is read: what is saved, and what the reader then sees.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::Arc;

use agon::app::marks::{Change, Marks};
use agon::app::problems::Problems;
use agon::app::{Absent, Action, EditRequest, Effect, Overlay, Reading, Shelf, ShelfEntry, Spot, State, View, update};
use agon::format::{self, Item, Origin};
use support::{BUILT_IN, TRAINS, debate, open, press, screen, size, whereabouts};

fn trains() -> State {
    open(&[&debate(TRAINS.as_bytes())], size(100, 30))
}

/// Saves a file with this in it.
fn save(state: &mut State, yaml: &str) {
    let outcome = format::read(yaml.as_bytes(), &Origin::named("debate-1.yaml"));
    let outcome = outcome.map(Arc::new).map_err(|report| Arc::new(Problems::of(report)));
    assert_eq!(update(state, Action::Reloaded { entry: 0, outcome }), []);
}

#[test]
fn marks_go_with_a_statement_that_has_another_id() {
    let outcome = |changes: &[(&str, &str)]| {
        format::read(with(changes).as_bytes(), &Origin::named("debate-1.yaml"))
            .map(Arc::new)
            .map_err(|_| Arc::default())
    };
    let mut marks = Marks::default();
    for id in ["empty", "yes"] {
        marks.apply(&Change::Bookmark { id: id.into(), wording: "A".into(), on: true });
        marks.apply(&Change::Read { id: id.into(), on: true });
    }
    let mut state = trains().with_marks(vec![Some(marks)]);
    press(&mut state, "1 r");
    let renamed = &[
        ("  empty: {", "  vacant: {"),
        ("undercuts: empty", "undercuts: vacant"),
        ("supports: empty", "supports: vacant"),
    ];
    let change = Change::Renamed { old: "empty".into(), new: "vacant".into() };
    let saved = Action::Reloaded { entry: 0, outcome: outcome(renamed) };
    assert_eq!(update(&mut state, saved.clone()), [Effect::Keep(0, change)]);
    let marks = state.reading().expect("a debate is open").marks();
    assert_eq!(marks.bookmarks.keys().collect::<Vec<_>>(), ["vacant", "yes"]);
    assert_eq!(marks.read.iter().collect::<Vec<_>>(), ["vacant", "yes"]);
    assert_eq!(update(&mut state, saved), []);
    // What is gone keeps its marks, until it comes back.
    let gone = Action::Reloaded { entry: 0, outcome: outcome(&[(TRAINS, "agon: 1\ntitle: Nothing\n")]) };
    assert_eq!(update(&mut state, gone), []);
}

/// The example with some of its words replaced by others.
fn with(changes: &[(&str, &str)]) -> String {
    let mut yaml = TRAINS.to_owned();
    for (old, new) in changes {
        assert!(yaml.contains(old), "{old}");
        yaml = yaml.replace(old, new);
    }
    yaml
}

/// The ids of the rows of the outline with the signs beside them, those below others set in.
fn rows(state: &State) -> String {
    let reading = state.reading().expect("a debate is open");
    let (debate, outline) = (reading.debate(), reading.outline());
    let row = |row| {
        let shown = outline.row(debate, row)?;
        let sign = reading.sign(shown.statement).map_or("", |sign| sign.sign(true));
        Some(format!("{}{sign}{}", ">".repeat(shown.depth), debate.statement(shown.statement).id))
    };
    (0..outline.len()).filter_map(row).collect::<Vec<_>>().join(" ")
}

const WINTER: &str = "  winter: {text: That counts only winter., undercuts: empty, said: {by: ana, in: hearing}}\n";
const FUEL: &str = "Planes pay no tax on fuel.";

#[test]
fn the_reader_stays_where_they_are() {
    let renamed: &[(&str, &str)] = &[
        ("  empty: {", "  vacant: {"),
        ("undercuts: empty", "undercuts: vacant"),
        ("supports: empty", "supports: vacant"),
    ];
    let without_winter: &[(&str, &str)] = &[(WINTER, ""), ("rebuts: winter, supports: empty", "supports: empty")];
    let earlier: &[(&str, &str)] = &[("  yes: {", "  maybe: {answers: subsidy, text: Perhaps.}\n  yes: {")];
    let moved: &[(&str, &str)] = &[("undercuts: empty", "rebuts: 'no'")];
    let nothing_left: &[(&str, &str)] = &[(TRAINS, "agon: 1\ntitle: Nothing\n")];
    for (keys, changes, expected) in [
        ("", earlier, "subsidy / subsidy / outline"),
        ("2", earlier, "no / no / outline"),
        ("1 r r", earlier, "winter / winter / outline"),
        // What came before it is another place in the list.
        ("1 r r", renamed, "winter / winter / outline"),
        ("1 r", renamed, "vacant / vacant / outline"),
        // What is gone gives way to what it stood under.
        ("1 r r", without_winter, "empty / empty / outline"),
        ("1 r r r", without_winter, "snow / snow / outline"),
        ("1 r r", moved, "winter / winter / outline"),
        ("1 r r", nothing_left, "- / nothing / outline"),
        ("1 a", earlier, "yes / actor ana / page"),
        ("1 a", nothing_left, "- / nothing / page"),
        // History leads to where it led, past what is gone.
        ("1 r r enter", renamed, "winter / winter / page"),
        // The views.
        ("1 r x", renamed, "vacant / vacant / outline"),
        ("1 r r x", without_winter, "empty / empty / outline"),
        ("w", earlier, "yes / yes / outline"),
        ("w l", earlier, "no / no / outline"),
        ("alt-3 j", earlier, "subsidy / actor bo / outline"),
        ("alt-5 j", renamed, "subsidy / source letter / outline"),
        ("alt-7 j j", renamed, "fuel / fuel / outline"),
    ] {
        let mut state = trains();
        press(&mut state, keys);
        let view = state.reading().map(Reading::view);
        save(&mut state, &with(changes));
        assert_eq!(whereabouts(&state), expected, "{keys} {changes:?}");
        assert!(changes == nothing_left || state.reading().map(Reading::view) == view, "{keys}");
        screen(&state);
    }
}

#[test]
fn open_branches_stay_open_and_history_leads_back() {
    let mut state = trains();
    press(&mut state, "E j j j h j");
    assert_eq!(
        rows(&state),
        "subsidy >yes >>empty >>fuel >no sleep circle".replace(">>empty >>fuel", ">>fuel >>empty")
    );
    save(&mut state, &with(&[("  yes: {", "  maybe: {answers: subsidy, text: Perhaps.}\n  yes: {")]));
    assert_eq!(rows(&state), "subsidy >~maybe >yes >>fuel >>empty >no sleep circle");
    // What stood open inside what was closed.
    press(&mut state, "k space");
    assert_eq!(rows(&state), "subsidy >~maybe >yes >>fuel >>empty >>>winter >>>>snow >>>snow >no sleep circle");

    let mut state = trains();
    press(&mut state, "1 r r r");
    save(&mut state, &with(&[(WINTER, ""), ("rebuts: winter, supports: empty", "supports: empty")]));
    press(&mut state, "backspace");
    assert_eq!(whereabouts(&state), "empty / empty / outline");
    press(&mut state, "backspace");
    assert_eq!(whereabouts(&state), "yes / yes / outline");
}

#[test]
fn what_changed_is_marked_until_it_is_seen_and_listed() {
    let mut state = trains();
    press(&mut state, "E");
    assert_eq!(press(&mut state, "d"), []);
    assert_eq!(state.message(), Some("nothing has changed since you opened this debate"));
    save(&mut state, &with(&[(FUEL, "Planes pay hardly any tax on fuel."), (WINTER, ""), ("rebuts: winter, ", "")]));
    assert_eq!(state.message(), Some("2 statements changed, 1 gone; d lists it all"));
    assert_eq!(rows(&state), "subsidy >yes >>~fuel >>empty >>>~snow >no sleep circle");
    // A page that stood for a while has been seen; another save adds to what has not.
    press(&mut state, "j j rest");
    assert_eq!(rows(&state), "subsidy >yes >>fuel >>empty >>>~snow >no sleep circle");
    assert!(screen(&state).contains("text: Planes pay [-no-]{+hardly any+} tax on fuel."), "{}", screen(&state));
    let second = with(&[
        (FUEL, "Planes pay hardly any tax on fuel."),
        (WINTER, ""),
        ("rebuts: winter, ", ""),
        ("luxury", "treat"),
    ]);
    save(&mut state, &second);
    assert_eq!(state.message(), Some("2 statements changed, 1 gone; d lists it all"));
    assert_eq!(rows(&state), "subsidy >yes >>fuel >>empty >>>~snow >~no sleep circle");
    press(&mut state, "d");
    insta::assert_snapshot!("changes_100x30", screen(&state));
    // Changed further, it is news again.
    save(&mut state, &second.replace("hardly any tax", "next to no tax"));
    assert_eq!(state.message(), Some("3 statements changed, 1 gone; d lists it all"));
    press(&mut state, "g rest j rest j rest j rest");
    insta::assert_snapshot!("changes_gone_100x30", screen(&state));
    press(&mut state, "alt-1");
    assert_eq!(rows(&state), "subsidy >yes >>fuel >>empty >>>snow >no sleep circle");
    // All has been seen: what comes now is compared with that.
    save(&mut state, &second);
    assert_eq!(state.message(), Some("1 statement changed; d lists it all"));
    save(&mut state, &second);
    assert_eq!(state.message(), Some("1 statement changed; d lists it all"));
}

#[test]
fn a_view_that_has_nothing_to_show_any_more_is_left() {
    let mut state = trains();
    press(&mut state, "1");
    save(&mut state, &with(&[(FUEL, "They do.")]));
    press(&mut state, "d rest");
    assert_eq!(whereabouts(&state), "yes / fuel / outline");
    assert_eq!(state.reading().map(Reading::view), Some(View::Changes));
    save(&mut state, &with(&[(FUEL, "They do."), ("luxury", "treat")]));
    assert_eq!(whereabouts(&state), "no / no / outline");
    let mut state = trains();
    save(&mut state, &with(&[(FUEL, "They do.")]));
    press(&mut state, "d");
    save(&mut state, TRAINS);
    assert_eq!(state.reading().map(Reading::view), Some(View::Debate));
    assert_eq!(state.message(), Some("as you last saw it"));
    assert_eq!(whereabouts(&state), "fuel / fuel / outline");
}

#[test]
fn a_broken_save_keeps_the_debate_and_lists_what_is_wrong() {
    let mut state = trains();
    press(&mut state, "1 r");
    assert_eq!(press(&mut state, "!"), []);
    assert_eq!(state.message(), Some("what is on the screen is what is in the file"));
    save(
        &mut state,
        &with(&[
            ("undercuts: empty", "undercuts: emtpy"),
            ("answers: subsidy, text: 'No", "answer: subsidy, text: 'No"),
        ]),
    );
    assert_eq!(whereabouts(&state), "empty / empty / outline");
    assert_eq!(state.message(), Some("saved with 2 errors; ! lists them"));
    // It is told until it is repaired.
    press(&mut state, "j");
    assert!(screen(&state).contains("the file as saved: 2 errors; ! lists them"), "{}", screen(&state));
    press(&mut state, "!");
    insta::assert_snapshot!("problems_100x30", screen(&state));
    let edit = |line, column| {
        let spot = Spot::Line { file: "debate-1.yaml".to_owned(), line, column };
        vec![Effect::Edit(EditRequest { entry: 0, spot })]
    };
    assert_eq!(press(&mut state, "e"), edit(15, 8));
    assert_eq!(press(&mut state, "G enter"), edit(19, 55));
    // Another mistake repaired: the others stay listed, and the same one chosen.
    save(&mut state, &with(&[("undercuts: empty", "undercuts: emtpy")]));
    assert_eq!(press(&mut state, "enter"), edit(19, 55));
    save(&mut state, TRAINS);
    assert_eq!(state.message(), Some("repaired: what is on the screen is what is in the file"));
    assert_eq!(state.reading().map(Reading::view), Some(View::Debate));
    assert_eq!(state.reading().and_then(Reading::problems), None);
    let gone = Arc::new(Problems::unreadable("there is no such file or folder".to_owned()));
    update(&mut state, Action::Reloaded { entry: 0, outcome: Err(gone) });
    press(&mut state, "!");
    insta::assert_snapshot!("problems_unreadable_100x30", screen(&state));
}

#[test]
fn problems_at_every_size() {
    let broken = String::from_utf8_lossy(BUILT_IN).replace("rebuts: ", "rebut: ");
    let report = format::check(broken.as_bytes(), &Origin::named("data/platform-liability.yaml"));
    let problems = Arc::new(Problems::of(report));
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut state = open(&[&debate(BUILT_IN)], size(width, height));
        update(&mut state, Action::Reloaded { entry: 0, outcome: Err(Arc::clone(&problems)) });
        press(&mut state, "! j");
        insta::assert_snapshot!(format!("problems_{width}x{height}"), screen(&state));
        press(&mut state, "tab");
        insta::assert_snapshot!(format!("problem_{width}x{height}"), screen(&state));
    }
}

#[test]
fn the_editor_is_opened_where_it_is_written() {
    for (keys, expected) in [
        ("", Item::Statement("subsidy".into())),
        ("1 r", Item::Statement("empty".into())),
        ("1 a", Item::Actor("ana".into())),
        ("1 s", Item::Source("hearing".into())),
        ("w", Item::Statement("yes".into())),
        ("alt-3 j", Item::Actor("bo".into())),
    ] {
        let mut state = trains();
        press(&mut state, keys);
        let request = EditRequest { entry: 0, spot: Spot::Item(expected) };
        assert_eq!(press(&mut state, "e"), [Effect::Edit(request)], "{keys}");
    }
    let entry = ShelfEntry { name: "built in".into(), folder: None, debate: Ok(debate(BUILT_IN)), is_stale: false };
    let mut state = State::new(Shelf { entries: vec![entry] }, size(100, 30));
    assert_eq!(press(&mut state, "e"), []);
    assert_eq!(state.message(), Some("this debate is in no file of yours; agon new and a path begin one"));
}

#[test]
fn what_lies_over_the_screen_stays() {
    let mut state = trains();
    press(&mut state, "/ type:winter down");
    let chosen = |state: &State| match state.overlay() {
        Some(Overlay::Search(finder)) => {
            let title = finder.chosen().map(|(_, place)| place.title(state.debate(0).expect("a debate")).to_owned());
            (finder.typed().text().to_owned(), finder.total(), title)
        }
        other => panic!("{other:?}"),
    };
    let (typed, total, title) = chosen(&state);
    assert_eq!((typed.as_str(), total), ("winter", 3));
    save(&mut state, &with(&[("  yes: {", "  maybe: {answers: subsidy, text: In winter.}\n  yes: {")]));
    assert_eq!(chosen(&state), ("winter".to_owned(), 4, title));
    press(&mut state, "esc A type:my_words");
    save(&mut state, TRAINS);
    match state.overlay() {
        Some(Overlay::Note(note)) => assert_eq!(note.field().text(), "my words"),
        other => panic!("{other:?}"),
    }
    press(&mut state, "esc f type:ana");
    save(&mut state, &with(&[("Ana Díaz", "Anabel Díaz")]));
    assert!(screen(&state).contains("by Anabel Díaz"), "{}", screen(&state));
    press(&mut state, "enter");
    save(&mut state, &with(&[("Ana Díaz", "Anabel Díaz"), ("by: ana, in: hearing, quote: no tax", "by: bo")]));
    assert!(screen(&state).contains("only 3 of 10: by Anabel Díaz"), "{}", screen(&state));
    // Nobody of that name is there any more: neither is the filter.
    save(&mut state, "agon: 1\ntitle: Other\nquestions: {subsidy: {text: What?}}\n");
    assert!(!screen(&state).contains("only"), "{}", screen(&state));
}

#[test]
fn a_pack_that_its_yaml_has_left_behind_says_so_until_it_is_made_anew() {
    let first = |state: &State| screen(state).lines().next().unwrap_or_default().trim_end().to_owned();
    for (width, is) in [
        (80, " Night trains  stale  debate-1.yaml                                      Debate"),
        (30, " Night trains  stale   Debate"),
    ] {
        let mut state = open(&[&debate(TRAINS.as_bytes())], size(width, 20));
        update(&mut state, Action::Stale { entry: 0, words: "stale: a.yaml has changed since".to_owned() });
        assert_eq!(state.message(), Some("stale: a.yaml has changed since"));
        press(&mut state, "j");
        assert_eq!((state.message(), first(&state).as_str()), (None, is));
        update(&mut state, Action::Reloaded { entry: 0, outcome: Ok(debate(TRAINS.as_bytes())) });
        assert!(first(&state).starts_with(" Night trains  "), "{}", first(&state));
        assert!(!first(&state).contains("stale"), "{}", first(&state));
    }
    let mut state = open(&[&debate(TRAINS.as_bytes()), &debate(BUILT_IN)], size(80, 20));
    update(&mut state, Action::Stale { entry: 1, words: "stale".to_owned() });
    assert_eq!(screen(&state).matches("stale · 216 statements · debate-2.yaml").count(), 1, "{}", screen(&state));
}

#[test]
fn on_the_shelf_what_is_repaired_can_be_opened() {
    let entry =
        |name: &str, debate| ShelfEntry { name: name.into(), folder: Some("/".into()), debate, is_stale: false };
    let entries = vec![
        entry("a.yaml", Err(Absent::Refused(Arc::new(Problems::unreadable("line 3: no".into()))))),
        entry("b.yaml", Ok(debate(TRAINS.as_bytes()))),
    ];
    let mut state = State::new(Shelf { entries }, size(100, 30));
    press(&mut state, "k");
    let request = EditRequest { entry: 0, spot: Spot::Beginning };
    assert_eq!(press(&mut state, "e"), [Effect::Edit(request)]);
    press(&mut state, "enter");
    assert!(state.reading().is_none());
    save(&mut state, TRAINS);
    press(&mut state, "enter");
    assert_eq!(whereabouts(&state), "subsidy / subsidy / outline");
    press(&mut state, "S");
    // Opened once, it stays open.
    save(&mut state, "agon: 1\n");
    assert!(state.debate(0).is_some());
    press(&mut state, "enter");
    assert!(screen(&state).contains("the file as saved: 1 error; ! lists them"), "{}", screen(&state));
}
