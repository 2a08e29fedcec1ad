//! Debates that take a while: what is on the screen until they stand, and what becomes of a reader who will not wait.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use agon::app::finder::Nothing;
use agon::app::marks::{Marks, Stopped};
use agon::app::problems::Problems;
use agon::app::searchable::{Prepared, Readiness};
use agon::app::{Absent, Action, Arrival, Context, Effect, Loading, Overlay, Shelf, ShelfEntry, State, View, update};
use agon::debate::Debate;
use agon::search::{Index, Scan};
use agon::ui::Theme;
use support::{TRAINS, buffer, debate, press, screen, size, whereabouts};

const HALF: Loading =
    Loading { bytes: 150 << 20, total: 300 << 20, statements: 512_000, elapsed: Duration::from_secs(4) };

/// The program with debates that are still to be read, and the one at hand half way.
fn waiting(names: &[&str], (width, height): (u16, u16)) -> State {
    let entry = |name: &&str| ShelfEntry {
        name: (*name).to_owned(),
        folder: None,
        debate: Err(Absent::Loading(Loading::default())),
        is_stale: false,
    };
    let mut state = State::new(Shelf { entries: names.iter().map(entry).collect() }, size(width, height));
    update(&mut state, Action::Progressed { entry: 0, loading: HALF });
    state
}

fn trains() -> Arc<Debate> {
    debate(TRAINS.as_bytes())
}

fn refused(words: &str) -> Arc<Problems> {
    Arc::new(Problems::unreadable(words.to_owned()))
}

fn load(state: &mut State, entry: usize, outcome: Result<Arc<Debate>, Arc<Problems>>) -> Vec<Effect> {
    update(state, Action::Loaded { entry, outcome })
}

fn absent(state: &State, entry: usize) -> Option<&Absent> {
    state.shelf().entries[entry].debate.as_ref().err()
}

#[test]
fn how_far_it_has_come() {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (20, 6), (6, 2)] {
        let state = waiting(&["corpora/platforms.yaml"], (width, height));
        insta::assert_snapshot!(format!("progress_{width}x{height}"), screen(&state));
    }
}

#[test]
fn how_far_many_have_come() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let names = ["large.yaml", "larger.yaml", "broken.yaml", "left.yaml", "small.yaml"];
        let mut state = waiting(&names, (width, height));
        load(&mut state, 2, Err(refused("you may not read it")));
        press(&mut state, "j j j enter esc");
        load(&mut state, 4, Ok(trains()));
        insta::assert_snapshot!(format!("shelf_loading_{width}x{height}"), screen(&state));
        press(&mut state, "g j enter");
        insta::assert_snapshot!(format!("progress_waits_{width}x{height}"), screen(&state));
    }
}

#[test]
fn progress_is_seen_in_ascii_and_at_any_size() {
    let state = waiting(&["a.yaml"], (60, 12));
    let buffer = buffer(&state, Theme { ascii: true, ..Theme::default() });
    assert!(buffer.content().iter().all(|cell| cell.symbol().is_ascii()), "{buffer:?}");
    for (width, height) in [(1, 1), (2, 1), (1, 2), (3, 3), (300, 100)] {
        screen(&waiting(&["a.yaml"], (width, height)));
    }
}

#[test]
fn a_debate_opens_when_it_stands_with_its_marks() {
    let marks = Marks { stopped: Some(Stopped::new("fuel", View::Debate)), ..Marks::default() };
    let mut state = waiting(&["trains.yaml"], (100, 30)).with_marks(vec![Some(marks)]);
    assert_eq!(state.context(), Context::Progress);
    // The keys of a debate do nothing yet.
    assert_eq!(press(&mut state, "j enter x"), []);
    assert!(state.overlay().is_none());
    assert_eq!(load(&mut state, 0, Ok(trains())), []);
    assert!(whereabouts(&state).contains("fuel"), "{}", whereabouts(&state));
    // What comes twice counts once.
    assert_eq!(load(&mut state, 0, Err(refused("gone"))), []);
    assert!(state.reading().is_some());
}

#[test]
fn a_debate_that_comes_later_stands_at_the_end_of_the_shelf() {
    let arrival = |entry| Arrival {
        entry,
        name: "{new}.yaml".to_owned(),
        folder: None,
        marks: Some(Marks { stopped: Some(Stopped::new("fuel", View::Debate)), ..Marks::default() }),
        told: Some("one is damaged".to_owned()),
    };
    let mut state = waiting(&["trains.yaml"], (100, 30));
    load(&mut state, 0, Ok(trains()));
    assert_eq!(update(&mut state, Action::Arrived(Box::new(arrival(1)))), [Effect::Load(1)]);
    assert_eq!(state.message(), Some("new on the shelf: {new}.yaml; S lists all debates; one is damaged"));
    // One that has come already, and one before which another is missing.
    for entry in [1, 3] {
        assert_eq!(update(&mut state, Action::Arrived(Box::new(arrival(entry)))), []);
    }
    assert_eq!(load(&mut state, 1, Ok(trains())), []);
    press(&mut state, "S j enter");
    assert!(whereabouts(&state).contains("fuel"), "{}", whereabouts(&state));
    press(&mut state, "S");
    update(&mut state, Action::Arrived(Box::new(Arrival { told: None, ..arrival(2) })));
    assert_eq!(state.message(), Some("new on the shelf: {new}.yaml"));
    assert!(screen(&state).contains("{new}.yaml"), "{}", screen(&state));
    // A search of the shelf takes it in.
    load(&mut state, 2, Ok(trains()));
    press(&mut state, "/ f u e l");
    let total = |state: &State| match state.overlay() {
        Some(Overlay::Search(finder)) => finder.total(),
        overlay => panic!("{overlay:?}"),
    };
    let before = total(&state);
    update(&mut state, Action::Arrived(Box::new(arrival(3))));
    assert_eq!(total(&state), before);
    assert!(screen(&state).contains("1 debate is still being read"), "{}", screen(&state));
    load(&mut state, 3, Ok(trains()));
    assert_eq!(total(&state) * 3, before * 4);
}

#[test]
fn what_lay_over_the_progress_goes_with_it() {
    let mut state = waiting(&["trains.yaml"], (100, 30));
    press(&mut state, "?");
    assert!(matches!(state.overlay(), Some(Overlay::Help { .. })));
    load(&mut state, 0, Ok(trains()));
    assert!(state.overlay().is_none());
}

#[test]
fn escape_gives_up() {
    let mut alone = waiting(&["trains.yaml"], (100, 30));
    assert_eq!(press(&mut alone, "esc"), [Effect::GiveUp(0), Effect::Quit]);
    assert_eq!(absent(&alone, 0), Some(&Absent::GivenUp));

    let mut state = waiting(&["one.yaml", "two.yaml"], (100, 30));
    // One that is chosen is the next that is read.
    assert_eq!(press(&mut state, "j enter"), [Effect::Load(1)]);
    assert_eq!(state.context(), Context::Progress);
    assert_eq!(press(&mut state, "esc"), [Effect::GiveUp(1)]);
    assert_eq!(whereabouts(&state), "shelf 1");
    // What comes all the same comes too late.
    load(&mut state, 1, Ok(trains()));
    assert_eq!(absent(&state, 1), Some(&Absent::GivenUp));
    // Whoever thinks better of it may have it read.
    assert_eq!(press(&mut state, "enter"), [Effect::Load(1)]);
    assert_eq!(state.loading(), Some(&Loading::default()));
    // To leave it be is not to give up.
    assert_eq!(press(&mut state, "backspace"), []);
    assert_eq!(whereabouts(&state), "shelf 1");
    load(&mut state, 1, Ok(trains()));
    assert_eq!(whereabouts(&state), "shelf 1");
    assert_eq!(press(&mut state, "enter"), []);
    assert_eq!(whereabouts(&state), "subsidy / subsidy / outline");
}

#[test]
fn what_is_no_debate_is_told() {
    let mut state = waiting(&["one.yaml", "two.yaml"], (100, 30));
    press(&mut state, "enter");
    assert_eq!(load(&mut state, 0, Err(refused("you may not read it"))), []);
    assert_eq!(whereabouts(&state), "shelf 0");
    assert!(screen(&state).contains("one.yaml: you may not read it"), "{}", screen(&state));
    assert_eq!(press(&mut state, "enter"), []);
    // Where none opens, there is nothing to stay for.
    assert_eq!(load(&mut state, 1, Err(refused("you may not read it"))), [Effect::Quit]);
    assert!(state.shelf().is_hopeless());
}

#[test]
fn a_save_that_overtakes_the_reading_is_what_counts() {
    let mut state = waiting(&["trains.yaml"], (100, 30));
    let saved = debate(TRAINS.replace("Night trains", "Sleepers").as_bytes());
    update(&mut state, Action::Reloaded { entry: 0, outcome: Ok(saved.clone()) });
    load(&mut state, 0, Ok(trains()));
    assert_eq!(state.reading().map(|reading| reading.debate().title()), Some(saved.title()));
}

#[test]
fn what_turns_out_damaged_closes() {
    let damaged = |state: &mut State, entry, debate: &Arc<Debate>| {
        let debate = Arc::clone(debate);
        update(state, Action::Damaged { entry, debate, problems: refused("this pack is damaged") })
    };
    // Alone, that is the end.
    let debate = trains();
    let mut alone = waiting(&["one.agonpack"], (100, 30));
    load(&mut alone, 0, Ok(Arc::clone(&debate)));
    press(&mut alone, "j enter / type:whales");
    assert_eq!(damaged(&mut alone, 0, &debate), [Effect::Quit]);
    assert_eq!(absent(&alone, 0), Some(&Absent::Refused(refused("this pack is damaged"))));

    // Of several the others stay, and whoever reads another one stays there.
    let mut state = waiting(&["one.agonpack", "two.yaml"], (100, 30)).with_marks(vec![Some(Marks::default()), None]);
    load(&mut state, 0, Ok(Arc::clone(&debate)));
    load(&mut state, 1, Ok(trains()));
    press(&mut state, "enter j j m");
    let marks = state.reading().map(|reading| reading.marks().clone());
    assert_ne!(marks, Some(Marks::default()));
    let mut elsewhere = state.clone();
    press(&mut elsewhere, "backspace backspace backspace j enter");
    let there = whereabouts(&elsewhere);
    assert_eq!(damaged(&mut elsewhere, 0, &debate), []);
    assert_eq!((whereabouts(&elsewhere), elsewhere.message()), (there, None));
    press(&mut state, "/ type:kerosene_OR_fuel");
    assert_eq!(damaged(&mut state, 0, &debate), []);
    assert_eq!(whereabouts(&state), "shelf 0");
    assert!(state.overlay().is_none());
    assert_eq!(state.message(), Some("closed: this pack is damaged"));
    assert_eq!(press(&mut state, "enter"), []);
    assert_eq!(whereabouts(&state), "shelf 0");

    // What has been read anew meanwhile is another debate, with the marks that were made.
    update(&mut state, Action::Reloaded { entry: 0, outcome: Ok(trains()) });
    assert_eq!(damaged(&mut state, 0, &debate), []);
    press(&mut state, "enter");
    assert_eq!(state.reading().map(|reading| reading.marks().clone()), marks);
}

#[test]
fn what_comes_during_a_search_is_searched_too() {
    let mut state = waiting(&["one.yaml", "two.yaml"], (100, 30));
    press(&mut state, "/");
    assert!(screen(&state).contains("2 debates are still being read"), "{}", screen(&state));
    press(&mut state, "type:kerosene_OR_fuel");
    assert_eq!(finder(&state).nothing(), Nothing::Unread);
    for told in ["2 debates are still being read", "not read yet", "as soon as a debate has been read"] {
        assert!(screen(&state).contains(told), "{told}: {}", screen(&state));
    }
    load(&mut state, 1, Ok(trains()));
    assert!(screen(&state).contains("Planes pay no tax on"), "{}", screen(&state));
    assert!(screen(&state).contains("1 debate is still being read"), "{}", screen(&state));
    load(&mut state, 0, Err(refused("you may not read it")));
    assert!(screen(&state).contains("one.yaml is not searched: you may not read it"), "{}", screen(&state));
    update(&mut state, Action::Reloaded { entry: 0, outcome: Ok(trains()) });
    assert!(!screen(&state).contains("one.yaml is not"), "{}", screen(&state));
}

#[test]
fn what_is_typed_in_a_search_while_a_debate_is_read_is_searched_when_it_stands() {
    // The letters are commands where no search is, one of them the end of the program.
    let keys = "/ type:quote_OR_fuel";
    let mut state = waiting(&["one.yaml"], (100, 30));
    assert_eq!(press(&mut state, keys), []);
    assert!(screen(&state).contains("1 debate is still being read"), "{}", screen(&state));
    // Nobody has to wait: what was typed goes, and then the debate.
    let mut left = state.clone();
    assert_eq!(press(&mut left, "enter esc"), []);
    assert_eq!(left.context(), Context::Progress);
    assert_eq!(press(&mut left, "esc"), [Effect::GiveUp(0), Effect::Quit]);
    // Nor does the help in between take it away.
    let mut helped = state.clone();
    press(&mut helped, "f1");
    load(&mut helped, 0, Ok(trains()));
    press(&mut helped, "esc");
    load(&mut state, 0, Ok(trains()));
    for mut state in [state, helped] {
        assert_eq!(finder(&state).typed().text(), "quote OR fuel");
        assert!(screen(&state).contains("Planes pay no tax on"), "{}", screen(&state));
        press(&mut state, "enter");
        assert!(whereabouts(&state).contains("fuel"), "{}", whereabouts(&state));
    }
    // Where there is no debate in the end, there is nothing to search.
    let mut state = waiting(&["one.yaml", "two.yaml"], (100, 30));
    press(&mut state, "enter");
    press(&mut state, keys);
    load(&mut state, 0, Err(refused("you may not read it")));
    assert_eq!((state.overlay().is_none(), whereabouts(&state).as_str()), (true, "shelf 0"));
}

/// More statements than are indexed at once; each tenth speaks of whales, the last one above all.
fn large() -> Arc<Debate> {
    let mut yaml = String::from("agon: 1\ntitle: Many\nquestions: {q: {text: What of it?}}\narguments:\n");
    for number in 0..1_200 {
        let about = match number {
            1_190 => "Whales whales whales",
            _ if number % 10 == 0 => "Among much else that could be told of this, somebody spoke of whales",
            _ => "Nothing to tell",
        };
        let _ = writeln!(yaml, "  a-{number}: {{text: '{about}.', supports: q}}");
    }
    debate(yaml.as_bytes())
}

fn finder(state: &State) -> &agon::app::finder::Finder {
    match state.overlay() {
        Some(Overlay::Search(finder)) => finder,
        _ => panic!("no search"),
    }
}

/// The ids of the hits on the first page.
fn hits(state: &State) -> Vec<String> {
    let debate = state.debate(0).expect("a debate");
    finder(state).hits().take(3).map(|(_, place)| place.title(debate).to_owned()).collect()
}

#[test]
fn a_scan_answers_until_the_index_stands() {
    let many = large();
    let mut state = waiting(&["many.yaml"], (100, 30));
    let prepare = Effect::Prepare { entry: 0, debate: Arc::clone(&many) };
    assert_eq!(load(&mut state, 0, Ok(Arc::clone(&many))), [prepare]);
    // It is asked for once.
    assert_eq!(press(&mut state, "j k / type:whales"), []);
    assert_eq!((finder(&state).readiness(), finder(&state).total()), (Readiness::Unready, 0));
    assert!(screen(&state).contains("made ready to be searched"), "{}", screen(&state));
    let prepared = |with| Action::Prepared { entry: 0, debate: Arc::clone(&many), with };
    update(&mut state, prepared(Prepared::Scan(Arc::new(Scan::new(&many)))));
    assert_eq!((finder(&state).readiness(), finder(&state).total()), (Readiness::Scanned, 120));
    assert!(screen(&state).contains("120 hits, not ranked yet"), "{}", screen(&state));
    assert!(hits(&state)[0].starts_with("Among much else"), "{:?}", hits(&state));

    // Who has not moved gets the best; who has stays with the chosen hit, on the same line.
    let mut moved = state.clone();
    press(&mut moved, "down down");
    let (chosen, row) = (finder(&moved).chosen(), finder(&moved).selection().row());
    let index = Arc::new(Index::new(&many));
    for state in [&mut state, &mut moved] {
        update(state, prepared(Prepared::Index(Arc::clone(&index))));
        assert_eq!((finder(state).readiness(), finder(state).total()), (Readiness::Indexed, 120));
    }
    assert_eq!(hits(&state)[0], "Whales whales whales.");
    assert_eq!(finder(&state).selection().row(), 0);
    let still = finder(&moved);
    assert_eq!(still.chosen(), chosen);
    assert_eq!(still.selection().row() - still.selection().top(), row);
}

#[test]
fn what_was_made_of_a_debate_before_it_was_saved_is_let_go() {
    let (old, new) = (large(), debate(TRAINS.as_bytes()));
    let mut state = waiting(&["many.yaml"], (100, 30));
    load(&mut state, 0, Ok(Arc::clone(&old)));
    update(&mut state, Action::Reloaded { entry: 0, outcome: Ok(new) });
    press(&mut state, "/ type:winter");
    let before = screen(&state);
    let with = Prepared::Index(Arc::new(Index::new(&old)));
    update(&mut state, Action::Prepared { entry: 0, debate: old, with });
    assert_eq!(screen(&state), before);
}
