//! How long it takes to lay out and to draw a map, and how good the layout is beside that of `dot`.

#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "../tests/figures/mod.rs"]
mod figures;
mod support;

use std::time::Instant;

use agon::app::wording::wrap;
use agon::app::{Action, Effect, State, Work, update};
use agon::debate::{Debate, RelationKind};
use agon::format::{Origin, read};
use agon::map::layout::{Arrangement, Direction, Edge, Effort, End, Graph, layout};
use agon::map::{Chart, Extent, Signs, Words};
use divan::Bencher;
use figures::{Figures, cases, folds};
use support::Shape;

fn main() {
    print_figures();
    print_moves();
    divan::main();
}

/// How far boxes move when branches are folded up and unfolded.
fn print_moves() {
    println!("\ngraph        changes   median with/without hint   largest with/without   crossings with/without");
    for case in cases().iter().filter(|case| case.graph.nodes.len() < 200) {
        let changes = folds::changes(&case.graph, Direction::Right, 12);
        if changes.is_empty() {
            continue;
        }
        let cells = |way: usize| {
            let mut all: Vec<i32> = changes.iter().flat_map(|change| &change.moved[way]).copied().collect();
            all.sort_unstable();
            (all[all.len() / 2], all[all.len() - 1])
        };
        let crossings = |way: usize| changes.iter().map(|change| change.crossings[way]).sum::<usize>();
        let ((median, most), (free_median, free_most)) = (cells(0), cells(1));
        println!(
            "{:12} {:>7} {:>26} {:>22} {:>24}",
            case.name,
            changes.len(),
            format!("{median}/{free_median}"),
            format!("{most}/{free_most}"),
            format!("{}/{}", crossings(0), crossings(1)),
        );
    }
}

/// Every figure with that of `dot` behind it.
fn print_figures() {
    println!("graph                   ms     crossings          length         bends         width        height");
    for case in cases() {
        let start = Instant::now();
        // As `dot` draws them: reasons stand above what they bear on.
        let layout = layout(&case.graph, Direction::Up, 200);
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        let Figures { crossings, length, bends, width, height } = Figures::of(&layout);
        let beside = |own: usize, of: fn(&figures::Dot) -> usize| match &case.dot {
            Some(dot) => format!("{own}/{}", of(dot)),
            None => own.to_string(),
        };
        println!(
            "{:12} {:>13} {:>13} {:>15} {:>13} {:>13} {:>13}",
            case.name,
            case.dot.map_or(format!("{milliseconds:.1}"), |dot| format!("{milliseconds:.1}/{}", dot.milliseconds)),
            beside(crossings, |dot| dot.crossings),
            beside(length, |dot| dot.drawn.length),
            beside(bends, |dot| dot.drawn.bends),
            beside(width, |dot| dot.drawn.width),
            beside(height, |dot| dot.drawn.height),
        );
    }
}

const SIGNS: Signs<'_> = Signs { relation: &|kind| if kind == RelationKind::Rebuts { 'x' } else { '+' }, ascii: false };

fn draw(bencher: Bencher<'_, '_>, debate: &Debate, direction: Direction) {
    bencher.bench_local(|| {
        let chart = Chart::new(debate, Extent::Everything);
        let lines =
            |debate: &Debate, index| Words { lines: wrap(debate.statement(index).wording(), 30), ..Words::default() };
        chart.arranged(Effort::Full).placed(direction, 200, lines).text(&SIGNS).len()
    });
}

#[divan::bench(args = [Direction::Right, Direction::Down])]
fn built_in(bencher: Bencher<'_, '_>, direction: Direction) {
    let bytes = include_bytes!("../data/platform-liability.yaml");
    let debate = read(bytes, &Origin::named("built in")).expect("it is sound");
    draw(bencher, &debate, direction);
}

/// Four debates of 500 statements, each with some that bear on the one before: the first look at it, and the layout.
#[divan::bench(args = [Effort::Quick, Effort::Full])]
fn two_thousand(bencher: Bencher<'_, '_>, effort: Effort) {
    let one = cases().into_iter().find(|case| case.name == "debate500").expect("a case").graph;
    let count = one.nodes.len();
    let mut graph = Graph::default();
    for copy in 0..4 {
        let moved = |edge: &Edge| {
            let End::Node(to) = edge.to else { return *edge };
            Edge { from: edge.from + copy * count, to: End::Node(to + copy * count), ..*edge }
        };
        graph.nodes.extend(&one.nodes);
        graph.edges.extend(one.edges.iter().map(moved));
        let bridge = |bridge: usize| Edge {
            from: copy * count + count / 3 + 17 * bridge,
            to: End::Node((copy - 1) * count + count / 2 + 13 * bridge),
            class: 1,
        };
        graph.edges.extend((0..8).filter(|_| copy > 0).map(bridge));
    }
    bencher.bench_local(|| Arrangement::new(&graph, effort).layout(&graph.nodes, Direction::Right, 200, &[]).width);
}

#[divan::bench(args = [100, 1_000, 2_000])]
fn generated(bencher: Bencher<'_, '_>, statements: usize) {
    draw(bencher, &support::debate(statements, Shape::Even), Direction::Right);
}

#[divan::bench(args = [100, 1_000])]
fn wide(bencher: Bencher<'_, '_>, statements: usize) {
    draw(bencher, &support::debate(statements, Shape::Wide), Direction::Right);
}

/// The map of so many statements on the screen, drawn.
fn shown(statements: usize) -> State {
    let mut state = support::open(&support::debate(statements, Shape::Even));
    for key in ["c", "i", "i", "i", "i"] {
        for effect in update(&mut state, Action::Key(key.parse().expect("a key"))) {
            if let Effect::Work(work @ Work::Map(_)) = effect
                && let Some(drawn) = work.run()
            {
                update(&mut state, drawn);
            }
        }
    }
    state
}

/// All that is done beside the screen for a large map.
#[divan::bench(args = [200, 500, 2_000])]
fn draw_beside_the_screen(bencher: Bencher<'_, '_>, statements: usize) {
    let mut state = support::open(&support::debate(statements, Shape::Even));
    let mut drawn = Vec::new();
    for key in ["c", "i", "i", "i", "i"] {
        let effects = update(&mut state, Action::Key(key.parse().expect("a key")));
        drawn.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Work(work @ Work::Map(_)) => Some(work),
            _ => None,
        }));
    }
    let work = drawn.pop().expect("a map");
    bencher.bench_local(|| work.clone().run().is_some());
}

/// A key on the map, and the frame after it.
fn key(bencher: Bencher<'_, '_>, statements: usize, key: &str) {
    let state = shown(statements);
    bencher.with_inputs(|| (state.clone(), support::terminal())).bench_local_refs(|(state, terminal)| {
        support::press(state, key);
        support::draw(terminal, state);
    });
}

#[divan::bench(args = [42, 200, 500])]
fn step_on_the_map(bencher: Bencher<'_, '_>, statements: usize) {
    key(bencher, statements, "l");
}

#[divan::bench(args = [42, 200, 500])]
fn move_the_window(bencher: Bencher<'_, '_>, statements: usize) {
    key(bencher, statements, "ctrl-down");
}

/// Maps as small as these are drawn between the key and the frame.
#[divan::bench(args = [10, 42, 60])]
fn other_zoom(bencher: Bencher<'_, '_>, statements: usize) {
    key(bencher, statements, "Z");
}

/// The first map of a debate.
#[divan::bench(args = [42, 10_000, 100_000])]
fn open_the_map(bencher: Bencher<'_, '_>, statements: usize) {
    let state = support::open(&support::debate(statements, Shape::Even));
    bencher.with_inputs(|| (state.clone(), support::terminal())).bench_local_refs(|(state, terminal)| {
        support::press(state, "c");
        support::draw(terminal, state);
    });
}
