//! How long it takes to open a debate, and how much memory: the way it is read, the way it is checked, with and without
//! errors, and `serde_yaml` alone.
//!
//! `cargo bench --bench open`

use std::time::Instant;

use agon::format::shape::File;
use agon::format::{Origin, check, read};
use divan::{Bencher, counter::BytesCount};
use faults::{Fault, faulty};
use yaml::debate;

#[path = "support/faults.rs"]
mod faults;
#[path = "support/yaml.rs"]
mod yaml;

/// Errors in a file that is faulty.
const ERRORS: usize = 1_000;

fn main() {
    if let Ok(way) = std::env::var(WAY) {
        println!("{:.1}", peak(&way));
        return;
    }
    for way in [ALONE, "read", FAULTY] {
        println!("peak of memory, {way}, {MANY} statements: {} times the file", of_its_own(way).trim());
    }
    for (statements, rounds) in [(SIZES[1], 11), (MANY, 3)] {
        for (fault, ratio) in ratios(statements, rounds) {
            println!("check of {statements} statements with {fault}: {ratio:.2} times the time without");
        }
    }
    divan::main();
}

/// How much longer a file is checked for errors of each kind, beside one without: by the median of so many rounds, all
/// of them in turn.
fn ratios(statements: usize, rounds: usize) -> Vec<(String, f64)> {
    let faults = Fault::ALL.map(|fault| (format!("{ERRORS} {fault}"), faulty(statements, fault, ERRORS)));
    let one = ("one dangling id".to_owned(), faulty(statements, Fault::DanglingId, 1));
    let files: Vec<(String, String)> =
        [("nothing".to_owned(), debate(statements)), one].into_iter().chain(faults).collect();
    let origin = Origin::named("bench");
    let mut times = vec![Vec::new(); files.len()];
    for _ in 0..rounds {
        for ((_, text), times) in files.iter().zip(&mut times) {
            let start = Instant::now();
            divan::black_box(check(text.as_bytes(), &origin));
            times.push(start.elapsed().as_secs_f64());
        }
    }
    let mut medians = times.into_iter().map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.get(rounds / 2).copied().unwrap_or(f64::NAN)
    });
    let clean = medians.next().unwrap_or(f64::NAN);
    files.into_iter().skip(1).zip(medians).map(|((fault, _), median)| (fault, median / clean)).collect()
}

/// Tells the process whose memory is measured which way to read.
const WAY: &str = "AGON_BENCH_WAY";

const ALONE: &str = "serde_yaml alone";

const FAULTY: &str = "check of errors";

/// What a process of its own says, which does nothing but read one file in this way.
fn of_its_own(way: &str) -> String {
    let told = std::env::current_exe().and_then(|own| std::process::Command::new(own).env(WAY, way).output());
    told.map_or_else(|error| error.to_string(), |told| String::from_utf8_lossy(&told.stdout).into_owned())
}

/// The most memory that this process had, the file among it, in sizes of the file.
fn peak(way: &str) -> f64 {
    let text = if way == FAULTY { faulty(MANY, Fault::Mixed, ERRORS) } else { debate(MANY) };
    let is_read = match way {
        ALONE => serde_yaml::from_str::<File>(&text).is_ok(),
        FAULTY => check(text.as_bytes(), &Origin::named("bench")).errors() == ERRORS,
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

#[divan::bench(args = Fault::ALL)]
fn checking_what_has_a_thousand_errors(bencher: Bencher<'_, '_>, fault: Fault) {
    let text = faulty(SIZES[1], fault, ERRORS);
    let origin = Origin::named("bench");
    assert_eq!(check(text.as_bytes(), &origin).errors(), ERRORS);
    bencher.counter(BytesCount::of_str(&text)).bench(|| check(text.as_bytes(), &origin).errors());
}

#[divan::bench(args = SIZES, max_time = 4)]
fn serde_yaml_alone(bencher: Bencher<'_, '_>, statements: usize) {
    let text = debate(statements);
    bencher.counter(BytesCount::of_str(&text)).bench(|| serde_yaml::from_str::<File>(&text).is_ok());
}
