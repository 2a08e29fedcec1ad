//! Every key at a million statements: runs each command that can run, types a letter, scrolls and clicks with the mouse and
//! resizes the screen, from many places, and tells the slowest; also of the keys that lead to these places. On a machine
//! that has nothing else to do: time that others take counts.
//!
//! `cargo bench --bench keys`, or of another size: `cargo bench --bench keys -- 100000`, or only from some of the places:
//! `cargo bench --bench keys -- exchange`

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use agon::app::command::{COMMANDS, Command};
use agon::app::marks::{Bookmark, Marks, Stopped};
use agon::app::{Action, Cell, Context, Key, Keymap, Mouse, MouseKind, Size, State, View, update};
use agon::debate::{Debate, StatementIndex};
use support::generate::Generate;
use support::{Shape, act, draw, open, terminal};

/// What a key press may take, and the frame after it as well.
const MOST: Duration = Duration::from_millis(4);

/// Of so many runs the fastest one counts: what else the machine does makes none faster.
const RUNS: usize = 5;

/// How many are told.
const TOLD: usize = 40;

/// What a key took at a place.
struct Taken {
    update: Duration,
    frame: Duration,
    what: String,
}

/// The debate with the reader at a statement, in a view; they have read every tenth statement and bookmarked some, or
/// none.
fn at(debate: &Arc<Debate>, statement: usize, view: View, is_marked: bool) -> State {
    let id = |place: usize| debate.statement(StatementIndex::new(place)).id.to_string();
    let mut marks = Marks { stopped: Some(Stopped::new(&id(statement), view)), ..Marks::default() };
    for place in (0..debate.statements().len()).step_by(10).filter(|_| is_marked) {
        marks.read.insert(id(place));
        marks.bookmarks.extend((place % 1_000 == 0).then(|| (id(place), Bookmark::default())));
    }
    open(debate).with_mouse(true).with_marks(vec![Some(marks)])
}

/// Whether an argument is part of the name of a place.
fn is_place(argument: &str) -> bool {
    !argument.starts_with('-') && argument.parse::<usize>().is_err()
}

/// The places from which keys are pressed.
fn places<'a>(
    generated: &'a Arc<Debate>,
    generate: Generate,
    deep: &'a Arc<Debate>,
) -> BTreeMap<&'static str, Place<'a>> {
    let (statements, widest) = (generate.statements(), generate.widest());
    // The longest thread goes on with every hundredth statement.
    let end_of_thread = (statements - 1) / 100 * 100 - 87;
    let outline = [
        ("opened", 0, ""),
        ("a statement", statements / 2, "l"),
        ("a page", statements / 2, "enter"),
        ("all of a branch open", 0, "E"),
        ("the end of all of a branch open", 0, "E G"),
        ("50,000 replies open", widest, "l"),
        ("among 50,000 replies", widest, "l pagedown"),
        ("the page of 50,000 replies", widest, "enter pagedown"),
        ("the end of a thread", end_of_thread, ""),
        ("the page of the end of a thread", end_of_thread, "enter"),
        ("filtered by kind", 0, "f a r g u m e n t s enter"),
        ("filtered by what is unanswered", 0, "f u n a n s w e r e d enter"),
        ("the end of what is filtered", 0, "f a r g u m e n t s enter G"),
        ("outside the filter", 0, "f p o s i t i o n s enter G r"),
        ("sorted", widest, "l O"),
        ("an actor", 0, "a"),
        ("a source", 0, "s"),
        ("filters", 0, "f"),
        ("filters with a letter", 0, "f t"),
        ("palette", 0, ":"),
        ("note", 0, "M"),
        ("help", 0, "?"),
        ("copying", 0, "Y"),
        ("filters with two letters", 0, "f t r"),
        ("palette with a letter", 0, ": t"),
        ("search", 0, "/"),
        ("search with a letter", 0, "/ s"),
        ("search with a word", 0, "/ s u r v e i l l a n c e"),
        ("after a search", 0, "/ t r a i n enter"),
        ("copying much", widest, "Y"),
        ("sorted, all of a branch open", 0, "O E G"),
    ];
    let views = [
        ("exchange", View::Exchange, ""),
        ("people", View::People, "G"),
        ("grid", View::Grid, ""),
        ("the end of the grid", View::Grid, "G end"),
        ("sources", View::Sources, ""),
        ("time", View::Time, "G"),
        ("time, filtered", View::Time, "f a r g u m e n t s enter"),
        ("gaps", View::Gaps, "pagedown"),
        ("the end of the gaps", View::Gaps, "G"),
        ("marks", View::Marks, ""),
        ("map", View::Map, ""),
        ("map of the question", View::Map, "+"),
        ("map of everything", View::Map, "+ +"),
    ];
    let mut places = BTreeMap::new();
    for (name, statement, keys) in outline {
        places.insert(name, (generated, statement, View::Debate, keys));
    }
    for (name, view, keys) in views {
        places.insert(name, (generated, statements / 2 + 7, view, keys));
    }
    places.insert("the exchange of a thread", (generated, end_of_thread, View::Exchange, ""));
    places.insert("the end of the deepest thread", (deep, deep.statements().len() - 1, View::Debate, ""));
    places.insert("the exchange of the deepest thread", (deep, deep.statements().len() - 1, View::Exchange, ""));
    places.insert("search in the deepest thread", (deep, 0, View::Debate, "/ s a y s"));
    places.insert("many marks", (generated, statements / 2 + 7, View::Debate, ""));
    places.insert("the list of many marks", (generated, statements / 2 + 7, View::Marks, "G"));
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| is_place(argument)).collect();
    places.retain(|name, _| wanted.is_empty() || wanted.iter().any(|wanted| name.contains(wanted)));
    places
}

/// Somewhere: the debate, the statement at which the reader is, the view, and the keys that lead on.
type Place<'a> = (&'a Arc<Debate>, usize, View, &'a str);

/// The program at a place, and what the keys took that lead there.
fn led(name: &str, (debate, statement, view, keys): Place<'_>) -> (State, Vec<Taken>) {
    let (began, before) = (Instant::now(), resident());
    let mut taken = Vec::new();
    let mut state = at(debate, statement, view, name.contains("many marks"));
    let mut take = |state: &mut State, what: &str, action: Action| {
        let (update, frame) = take(state, &action);
        taken.push(Taken { update, frame, what: format!("to {name}: {what}") });
        act(state, action);
    };
    let size = state.size();
    take(&mut state, "the first frame", Action::Resize(size));
    for word in keys.split_whitespace() {
        word.parse::<Key>().into_iter().for_each(|key| take(&mut state, word, Action::Key(key)));
    }
    let told = since(before, debate.statements().len());
    if began.elapsed() > Duration::from_millis(500) {
        println!("{name}: there in {:.0} ms, {told}", milliseconds(began.elapsed()));
    }
    (state, taken)
}

/// The keys by which a command is run here: its first one, of a numbered one each.
fn keys_of(command: &'static Command, state: &State) -> Vec<Key> {
    let keymap: &Keymap = state.keymap();
    let named = command.keys.iter().filter_map(|name| name.parse::<Key>().ok());
    let mut keys: Vec<Key> = named
        .filter(|key| keymap.commands(*key, state.context()).next().is_some_and(|found| found.id == command.id))
        .collect();
    if !command.is_numbered() {
        keys.truncate(1);
    }
    keys
}

/// What may happen at a place besides commands: a letter is typed, the mouse is used, the screen is resized.
fn others(state: &State) -> Vec<(String, Action)> {
    let mut others = Vec::new();
    if matches!(state.context(), Context::Filters | Context::Palette | Context::Note | Context::Search) {
        others.push(("typing a letter".to_owned(), Action::Key('a'.into())));
    }
    let Size { width, height } = state.size();
    for (name, kind) in
        [("wheel", MouseKind::WheelDown), ("wheel back", MouseKind::WheelUp), ("click", MouseKind::Press)]
    {
        for (side, x) in [("left", 5), ("right", width - 20)] {
            let at = Cell { x, y: height / 2 };
            others.push((format!("{name} on the {side}"), Action::Mouse(Mouse { kind, at })));
        }
    }
    let at = Cell { x: width / 5 * 2, y: height / 2 };
    others.push(("click on the divider".to_owned(), Action::Mouse(Mouse { kind: MouseKind::Press, at })));
    for (width, height) in [(2, 1), (40, 12), (200, 60)] {
        others.push((format!("resize to {width}x{height}"), Action::Resize(Size { width, height })));
    }
    others
}

/// Lets something happen at a place, and draws.
fn take(state: &State, action: &Action) -> (Duration, Duration) {
    let mut runs: Vec<(Duration, Duration)> = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let (mut state, mut terminal) = (state.clone(), terminal());
        draw(&mut terminal, &state);
        let began = Instant::now();
        let effects = update(&mut state, action.clone());
        let update = began.elapsed();
        drop(effects);
        let began = Instant::now();
        draw(&mut terminal, &state);
        runs.push((update, began.elapsed()));
        // What is once far too slow is told without waiting for more.
        if update > 20 * MOST {
            break;
        }
    }
    let fastest = |times: &dyn Fn(&(Duration, Duration)) -> Duration| runs.iter().map(times).min().unwrap_or_default();
    (fastest(&|run| run.0), fastest(&|run| run.1))
}

/// The memory that is in use, in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let told = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("Rss:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or_default() * 1_024
}

fn since(before: usize, statements: usize) -> String {
    format!("{} bytes a statement", resident().saturating_sub(before) / statements)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

fn main() {
    let size = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let generate = Generate::new(size, 1);
    let (began, before) = (Instant::now(), resident());
    let generated = Arc::new(generate.debate());
    let made = resident();
    println!("the debate: made in {:.1} s, {}", began.elapsed().as_secs_f64(), since(before, size));
    let began = Instant::now();
    let _ = generated.survey();
    println!("what follows from all of it: {:.0} ms, {}", milliseconds(began.elapsed()), since(made, size));
    let deep = support::debate(size, Shape::Deep);
    let _ = deep.survey();
    let mut taken = Vec::new();
    for (name, place) in places(&generated, generate, &deep) {
        let (state, on_the_way) = led(name, place);
        taken.extend(on_the_way);
        let here = COMMANDS.iter().filter(|command| command.contexts.contains(&state.context()));
        let began = Instant::now();
        let can: Vec<&'static Command> = here.filter(|command| (command.enabled)(&state).is_ok()).collect();
        let asked = began.elapsed();
        taken.push(Taken { update: asked, frame: Duration::ZERO, what: format!("{name}: which commands can run") });
        for (what, action) in others(&state) {
            let (update, frame) = take(&state, &action);
            taken.push(Taken { update, frame, what: format!("{name}: {what}") });
        }
        for command in can {
            for key in keys_of(command, &state) {
                let (update, frame) = take(&state, &Action::Key(key));
                taken.push(Taken { update, frame, what: format!("{name}: {} ({})", command.id, key.name()) });
            }
        }
    }
    let slower = |taken: &Taken| taken.update.max(taken.frame);
    taken.sort_by_key(|taken| std::cmp::Reverse(slower(taken)));
    let over = taken.iter().filter(|taken| slower(taken) > MOST).count();
    println!("{over} of {} above {} ms at {size} statements; the slowest:", taken.len(), MOST.as_millis());
    println!("  update    frame");
    for Taken { update, frame, what } in taken.iter().take(TOLD.max(over)) {
        println!("{:8.2} {:8.2}  {what}", milliseconds(*update), milliseconds(*frame));
    }
}
