//! How long it takes to lay out and to draw a map.

#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

mod support;

use agon::debate::{Debate, RelationKind, StatementKind};
use agon::format::{Origin, read};
use agon::map::layout::Direction;
use agon::map::{Chart, Extent, Signs};
use divan::Bencher;
use support::Shape;

fn main() {
    divan::main();
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
