//! How long it takes to open a debate, and how much memory: the way it is read, the way it is checked, and `serde_yaml`
//! alone.
//!
//! `cargo bench --bench open`

use agon::format::shape::File;
use agon::format::{Origin, check, read};
use divan::{Bencher, counter::BytesCount};
use yaml::debate;

#[path = "support/yaml.rs"]
mod yaml;

fn main() {
    if let Ok(way) = std::env::var(WAY) {
        println!("{:.1}", peak(&way));
        return;
    }
    for way in [ALONE, "read"] {
        println!("peak of memory, {way}, {MANY} statements: {} times the file", of_its_own(way).trim());
    }
    divan::main();
}

/// Tells the process whose memory is measured which way to read.
const WAY: &str = "AGON_BENCH_WAY";

const ALONE: &str = "serde_yaml alone";

/// What a process of its own says, which does nothing but read one file in this way.
fn of_its_own(way: &str) -> String {
    let told = std::env::current_exe().and_then(|own| std::process::Command::new(own).env(WAY, way).output());
    told.map_or_else(|error| error.to_string(), |told| String::from_utf8_lossy(&told.stdout).into_owned())
}

/// The most memory that this process had, the file among it, in sizes of the file.
fn peak(way: &str) -> f64 {
    let text = debate(MANY);
    let is_read = match way {
        ALONE => serde_yaml::from_str::<File>(&text).is_ok(),
        _ => read(text.as_bytes(), &Origin::named("bench")).is_ok(),
    };
    assert!(is_read);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    #[expect(clippy::cast_precision_loss, reason = "told to one place")]
    peak.map_or(f64::NAN, |kibibytes: f64| kibibytes * 1024.0 / text.len() as f64)
}

const MANY: usize = 100_000;

/// Statements in a debate: about as many as in the one that is built in, many, and very many.
const SIZES: [usize; 3] = [150, 10_000, MANY];

#[divan::bench(args = SIZES, max_time = 4)]
fn reading(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    let origin = Origin::named("bench");
    bencher.counter(BytesCount::of_str(&text)).bench(|| read(text.as_bytes(), &origin).is_ok());
}

#[divan::bench(args = SIZES, max_time = 4)]
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

#[divan::bench(args = SIZES, max_time = 4)]
fn serde_yaml_alone(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    bencher.counter(BytesCount::of_str(&text)).bench(|| serde_yaml::from_str::<File>(&text).is_ok());
}
