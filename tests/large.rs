//! A debate so large that what looks at all of it is done beside the screen.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

#[path = "../benches/support/generate/mod.rs"]
mod generate;

use std::sync::{Arc, OnceLock};

use agon::app::filter::Choice;
use agon::app::marks::{Marks, Stopped};
use agon::app::outline::Outline;
use agon::app::page::Line;
use agon::app::searchable::Prepared;
use agon::app::{Action, Effect, Key, Overlay, Place, State, View, Work, update};
use agon::debate::filter::Mark;
use agon::debate::{Debate, Order, Parts, Relation, RelationKind, Statement, StatementIndex, StatementKind, Way};
use agon::search::Index;
use support::{open, size};

fn large() -> Arc<Debate> {
    static LARGE: OnceLock<Debate> = OnceLock::new();
    // Each test has its own, since it is looked through once.
    Arc::new(LARGE.get_or_init(|| generate::Generate::new(20_500, 1).debate()).clone())
}

/// Presses keys and returns what is to be done beside the screen.
fn press(state: &mut State, keys: &str) -> Vec<Work> {
    let keys = keys.split_whitespace().map(|name| name.parse::<Key>().expect(name));
    works(keys.flat_map(|key| update(state, Action::Key(key))).collect())
}

fn works(effects: Vec<Effect>) -> Vec<Work> {
    let work = |effect| if let Effect::Work(work) = effect { Some(work) } else { None };
    effects.into_iter().filter_map(work).collect()
}

/// Does it; returns how often something was given back that is not needed any more.
fn finish(state: &mut State, work: Vec<Work>) -> usize {
    let effects: Vec<Effect> =
        work.into_iter().filter_map(Work::run).flat_map(|action| update(state, action)).collect();
    assert!(effects.iter().all(|effect| matches!(effect, Effect::Work(Work::GiveBack(_)))), "{effects:?}");
    effects.len()
}

/// The program with the large debate open, which has been looked through.
fn looked_through() -> State {
    let debate = large();
    let mut state = open(&[&debate], size(100, 30));
    let work = press(&mut state, "j k");
    assert_eq!(work, [Work::Survey(debate)]);
    finish(&mut state, work);
    state
}

fn shown(state: &State) -> (usize, String) {
    let reading = state.reading().expect("a debate");
    let told = reading.filter_told(state.keymap()).unwrap_or_default();
    (reading.outline().len(), told.split([':', '…']).next().unwrap_or_default().trim().to_owned())
}

#[test]
fn views_wait_until_the_debate_has_been_looked_through() {
    let mut state = open(&[&large()], size(100, 30));
    let work = press(&mut state, "j v");
    let view = |state: &State| state.reading().expect("a debate").view();
    assert_eq!(view(&state), View::Debate);
    let reason = "the debate is being looked through; this is there in a moment";
    assert_eq!(state.message(), Some(reason));
    press(&mut state, "f");
    assert_eq!((state.message(), state.overlay().is_none()), (Some(reason), true));
    finish(&mut state, work);
    press(&mut state, "alt-3");
    assert_eq!(view(&state), View::People);
}

#[test]
fn the_page_of_an_actor_does_not_wait_until_the_debate_has_been_looked_through() {
    let debate = large();
    let mut state = open(&[&debate], size(100, 30));
    let lines = |state: &State| {
        let page = state.reading().and_then(|reading| reading.page()).expect("a page");
        let text = |line: &Line| line.spans.iter().map(|span| span.text.as_str()).collect::<String>().trim().to_owned();
        (page.place, page.lines.iter().map(text).collect::<Vec<_>>())
    };
    let work = press(&mut state, "j a");
    assert!(!debate.is_surveyed());
    let (place, told) = lines(&state);
    assert!(matches!(place, Some(Place::Actor(_))), "{place:?}");
    let later = "The debate is being looked through: what they say and who replies to whom is here in a moment.";
    assert_eq!(told.join(" ").matches(later).count(), 1, "{told:?}");
    finish(&mut state, work);
    let (after, told) = lines(&state);
    assert_eq!(after, place);
    assert_eq!(told.join(" ").matches(later).count(), 0);
    assert!(told.iter().any(|line| line.starts_with("Asserts ")), "{told:?}");
}

#[test]
fn a_filter_is_worked_out_while_the_old_rows_stay() {
    let mut state = looked_through();
    let rows = shown(&state).0;
    let work = press(&mut state, "f u n a n s w e r e d enter");
    assert_eq!(shown(&state), (rows, "working out what is unanswered".to_owned()));
    press(&mut state, "j j");
    assert_eq!(finish(&mut state, work), 0);
    let reading = state.reading().expect("a debate");
    let only = reading.only().clone();
    let expected = only.excerpt(reading.debate(), reading.marks());
    assert_eq!(reading.outline().len(), expected.len());
    assert_eq!(shown(&state).1, format!("only {} of 20500", expected.matching().len()));
    // Another order of it is worked out as well.
    let work = press(&mut state, "O");
    assert_eq!(work.len(), 1);
    assert_eq!(finish(&mut state, work), 1);
    assert_eq!(shown(&state).0, expected.len());
    assert!(matches!(press(&mut state, "F").as_slice(), [Work::GiveBack(_)]));
    assert_eq!(shown(&state).1, "");
}

#[test]
fn what_is_not_waited_for_any_more_is_not_shown() {
    let mut state = looked_through();
    let before = shown(&state);
    let work = press(&mut state, "f u n a n s w e r e d enter");
    assert_eq!(press(&mut state, "F"), []);
    finish(&mut state, work);
    assert_eq!(shown(&state), before);
}

#[test]
fn marks_that_are_too_many_to_be_counted_among_what_is_left_are_offered_all_the_same() {
    let debate = large();
    let read = (0..6_000).map(|place| debate.statement(StatementIndex::new(place)).id.to_string()).collect();
    let mut state = open(&[&debate], size(100, 30)).with_marks(vec![Some(Marks { read, ..Marks::default() })]);
    let unread = |state: &State| {
        let (offered, _) = state.reading().expect("a debate").filters_offered();
        let unread = offered.into_iter().find(|offered| offered.choice == Choice::Mark(Mark::Unread));
        unread.map(|offered| offered.leaves)
    };
    let work = press(&mut state, "j");
    finish(&mut state, work);
    assert_eq!(unread(&state), Some(Some(14_500)));
    let work = press(&mut state, "f u n a n s w e r e d enter");
    finish(&mut state, work);
    assert_eq!(unread(&state), Some(None));
}

/// Two threads of rebuttals, each of which has a reply from the other here and there.
fn threads() -> Arc<Debate> {
    let relation = |target| Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(target), on: None };
    let statement = |place: usize| {
        let kind = if place < 2 { StatementKind::Question } else { StatementKind::Argument };
        let mut statement = Statement::new(&format!("s{place}"), kind);
        statement.relations.extend(place.checked_sub(2).map(relation));
        statement.relations.extend((place % 1_501 == 1_500 && place > 1_502).then(|| relation(place - 1_501)));
        statement
    };
    let statements = (0..21_000).map(statement).collect();
    Arc::new(Debate::new(Parts { statements, ..Parts::default() }))
}

/// Where the reader is.
fn place(state: &State) -> (View, Option<Place>, Option<StatementIndex>) {
    let reading = state.reading().expect("a debate");
    (reading.view(), reading.place(), reading.selected())
}

#[test]
fn a_row_far_from_all_that_are_shown_is_opened_beside_the_screen() {
    let debate = threads();
    let stopped = |id| vec![Some(Marks { stopped: Some(Stopped::new(id, View::Debate)), ..Marks::default() })];
    let mut state = open(&[&debate], size(100, 30)).with_marks(stopped("s20999"));
    let mut opened = state.clone();
    let shown = |state: &State| {
        let reading = state.reading().expect("a debate");
        (reading.is_revealing(), reading.outline().len(), reading.outline().selected() == reading.selected())
    };
    let work = works(update(&mut opened, Action::Resize(size(100, 30))));
    assert_eq!(shown(&opened), (true, 2, false));
    finish(&mut opened, work);
    let mut expected = Outline::new(&debate, Order::default());
    expected.reveal(&debate, &Way::shortest(StatementIndex::new(20_999)));
    assert_eq!(shown(&opened), (false, expected.len(), true));
    press(&mut state, "tab");
    assert_eq!(shown(&state), shown(&opened), "a key waits for it");

    // With what is opened beside the screen taken at once, a few keys later, or never.
    for keys in ["u u u", "x u u k right j enter", "x home right end esc h j", "x right left j u b b", "c k k esc O u"]
    {
        let outcome = |late: usize| {
            let mut state = open(&[&debate], size(100, 30)).with_marks(stopped("s19000"));
            let mut waiting = works(update(&mut state, Action::Resize(size(100, 30))));
            let mut places = Vec::new();
            for (number, key) in keys.split_whitespace().enumerate() {
                if number >= late {
                    for action in waiting.drain(..).filter_map(Work::run) {
                        update(&mut state, action);
                    }
                }
                waiting.extend(press(&mut state, key));
                places.push(place(&state));
            }
            // Leads out of an exchange, and waits.
            press(&mut state, "alt-1 j k");
            let outline = state.reading().expect("a debate").outline();
            (places, place(&state), outline.selected())
        };
        let at_once = outcome(0);
        assert_eq!(outcome(2), at_once, "{keys}");
        assert_eq!(outcome(9), at_once, "{keys}");
    }
}

#[test]
fn hits_stand_together_by_question_once_the_debate_has_been_looked_through() {
    let told = |state: &State| {
        let Some(Overlay::Search(finder)) = state.overlay() else { return None };
        Some((
            finder.has_headings(),
            finder.told().contains(", by question"),
            finder.told().contains("not by question yet"),
        ))
    };
    let small = Arc::new(Debate::new(Parts::default()));
    // Of several debates none is open, and none has been looked through before hits are to be told by their questions.
    for others in [&[][..], &[&small]] {
        let debate = large();
        let mut state = open(&[&[&debate], others].concat(), size(100, 30));
        let with = Prepared::Index(Arc::new(Index::new(&debate)));
        let mut work = works(update(&mut state, Action::Prepared { entry: 0, debate: Arc::clone(&debate), with }));
        work.extend(press(&mut state, "/ t r a i n s"));
        assert_eq!(told(&state), Some((false, false, false)));
        work.extend(press(&mut state, "ctrl-g"));
        assert!(work == [Work::Survey(Arc::clone(&debate))], "{}", work.len());
        assert_eq!(told(&state), Some((false, false, true)));
        press(&mut state, "down down");
        let chosen = |state: &State| match state.overlay() {
            Some(Overlay::Search(finder)) => finder.chosen(),
            _ => None,
        };
        let before = chosen(&state);
        finish(&mut state, work);
        assert_eq!(told(&state), Some((true, true, false)));
        assert_eq!(chosen(&state), before);
    }
}
