//! How long it takes from a saved file to the screen: reading it, finding what changed, keeping the place and drawing.
//! Beside this the program waits until a file has been at rest for forty milliseconds.
//!
//! `cargo bench --bench live`

mod support;
#[path = "support/yaml.rs"]
mod yaml;

use std::sync::Arc;

use agon::app::problems::Problems;
use agon::app::{Action, State, update};
use agon::format::{self, Origin};
use divan::{Bencher, black_box};
use support::{draw, open, press, terminal};

const SIZES: [usize; 3] = [10, 10_000, 100_000];

fn main() {
    divan::main();
}

/// A debate that is open, some way down and with whole branches open.
fn reading(yaml: &str) -> State {
    let debate = format::read(yaml.as_bytes(), &Origin::named("bench")).map(Arc::new);
    #[expect(clippy::expect_used, reason = "a bench of nothing is none")]
    let mut state = open(&debate.expect("a debate without errors"));
    press(&mut state, "E down down pagedown pagedown");
    draw(&mut terminal(), &state);
    state
}

/// Saves a file with `saved` in it over one with `yaml`.
fn save(bencher: Bencher<'_, '_>, yaml: &str, saved: &str) {
    let state = reading(yaml);
    bencher.with_inputs(|| (state.clone(), terminal())).bench_local_refs(|(state, terminal)| {
        let outcome = format::read(black_box(saved).as_bytes(), &Origin::named("bench"));
        let outcome = outcome.map(Arc::new).map_err(|report| Arc::new(Problems::of(report)));
        update(state, Action::Reloaded { entry: 0, outcome });
        draw(terminal, state);
    });
}

#[divan::bench(args = SIZES, max_time = 2)]
fn one_statement_reworded(bencher: Bencher<'_, '_>, size: usize) {
    let yaml = yaml::debate(size);
    save(bencher, &yaml, &yaml.replacen("at some length", "at no great length", 1));
}

#[divan::bench(args = SIZES, max_time = 2)]
fn every_statement_reworded(bencher: Bencher<'_, '_>, size: usize) {
    let yaml = yaml::debate(size);
    save(bencher, &yaml, &yaml.replace("at some length", "at no great length"));
}

#[divan::bench(args = SIZES, max_time = 2)]
fn one_error(bencher: Bencher<'_, '_>, size: usize) {
    let yaml = yaml::debate(size);
    save(bencher, &yaml, &yaml.replacen("rebuts:", "rebut:", 1));
}

#[divan::bench(args = SIZES, max_time = 2)]
fn the_same(bencher: Bencher<'_, '_>, size: usize) {
    let yaml = yaml::debate(size);
    save(bencher, &yaml, &yaml);
}
