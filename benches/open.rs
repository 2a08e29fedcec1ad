//! How long it takes to open a debate: the way it is read, the way it is checked, and `serde_yaml` alone.

use agon::format::shape::File;
use agon::format::{Origin, check, read};
use divan::{Bencher, counter::BytesCount};
use yaml::debate;

#[path = "support/yaml.rs"]
mod yaml;

fn main() {
    divan::main();
}

/// Statements in a debate: about as many as in the one that is built in, and very many.
const SIZES: [usize; 2] = [150, 10_000];

#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    let origin = Origin::named("bench");
    bencher.counter(BytesCount::of_str(&text)).bench(|| read(text.as_bytes(), &origin).is_ok());
}

#[divan::bench(args = SIZES)]
fn checking(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    let origin = Origin::named("bench");
    assert_eq!(check(text.as_bytes(), &origin).diagnostics, []);
    bencher.counter(BytesCount::of_str(&text)).bench(|| check(text.as_bytes(), &origin).debate.is_some());
}

/// The same with so many errors of two kinds, no two of which have one cause.
const ERRORS: usize = 1_000;

fn faulty(statements: usize) -> String {
    let mut text = debate(statements);
    for n in 0..ERRORS / 2 {
        text = text.replacen(&format!("p. {n}}}"), &format!("p. {n}, by: somebody}}"), 1);
        text = text.replacen(&format!("rebuts: [p, argument-{}]", 1_000 + n), &format!("rebuts: [p, argumnt-{n}]"), 1);
    }
    text
}

#[divan::bench]
fn checking_what_has_a_thousand_errors(bencher: Bencher<'_, '_>) {
    let text = faulty(SIZES[1]);
    let origin = Origin::named("bench");
    assert_eq!(check(text.as_bytes(), &origin).errors(), ERRORS);
    bencher.counter(BytesCount::of_str(&text)).bench(|| check(text.as_bytes(), &origin).errors());
}

#[divan::bench(args = SIZES)]
fn serde_yaml_alone(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    bencher.counter(BytesCount::of_str(&text)).bench(|| serde_yaml::from_str::<File>(&text).is_ok());
}
