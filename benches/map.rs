//! How long it takes to lay out and to draw a map, and how good the layout is beside that of `dot`.

#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "../tests/figures/mod.rs"]
mod figures;
mod support;

use std::time::Instant;

use agon::debate::{Debate, RelationKind, StatementKind};
use agon::format::{Origin, read};
use agon::map::layout::{Direction, layout};
use agon::map::{Chart, Extent, Signs};
use divan::Bencher;
use figures::{Figures, cases};
use support::Shape;

fn main() {
    print_figures();
    divan::main();
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

const SIGNS: Signs<'_> = Signs {
    relation: &|kind| if kind == RelationKind::Rebuts { 'x' } else { '+' },
    statement: &|kind| if kind == StatementKind::Question { '?' } else { '*' },
    ascii: false,
};

fn draw(bencher: Bencher<'_, '_>, debate: &Debate, direction: Direction) {
    bencher.bench_local(|| {
        let chart = Chart::new(debate, Extent::Everything);
        chart.text(&chart.placed(direction, 30, 200, &SIGNS), &SIGNS).len()
    });
}

#[divan::bench(args = [Direction::Right, Direction::Down])]
fn built_in(bencher: Bencher<'_, '_>, direction: Direction) {
    let bytes = include_bytes!("../data/platform-liability.yaml");
    let debate = read(bytes, &Origin::named("built in")).expect("it is sound");
    draw(bencher, &debate, direction);
}

#[divan::bench(args = [100, 1_000])]
fn generated(bencher: Bencher<'_, '_>, statements: usize) {
    draw(bencher, &support::debate(statements, Shape::Even), Direction::Right);
}

#[divan::bench(args = [100, 1_000])]
fn wide(bencher: Bencher<'_, '_>, statements: usize) {
    draw(bencher, &support::debate(statements, Shape::Wide), Direction::Right);
}
