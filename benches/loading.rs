//! How long a reader waits, from the start of the program in a terminal to its first frame and to the debate, and how
//! long a scan takes that answers until the index stands. Best and median of some runs, in milliseconds.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on fails")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use agon::search::{Index, Scan};
use pty::{Terminal, agon};

#[path = "../tests/support/pty.rs"]
mod pty;
mod support;
#[path = "support/yaml.rs"]
mod yaml;

/// Statements of the debates that are opened.
const SIZES: [usize; 3] = [10, 10_000, 100_000];

/// The end of a frame.
const FRAME: &[u8] = b"\x1b[?2026l";

fn main() {
    println!("{:34} {:>10} {:>10}", "start of the program to", "best", "median");
    opening("the first frame, built in", 15, None, |_| true);
    for size in SIZES {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("loading-{size}.yaml"));
        std::fs::write(&path, yaml::debate(size)).expect("a file");
        let runs = if size > 10_000 { 5 } else { 15 };
        opening(&format!("the first frame of {size}"), runs, Some(&path), |_| true);
        opening(&format!("the debate of {size}"), runs, Some(&path), |screen| screen.contains("line 1 of"));
    }
    for size in [10_000, 100_000] {
        let debate = support::debate(size, support::Shape::Even);
        took(&format!("the scan of {size} made"), 5, || drop(black_box(Scan::new(&debate))));
        took(&format!("the index of {size} made"), 3, || drop(black_box(Index::new(&debate))));
        let scan = Scan::new(&debate);
        for query in ["s", "stat", "statement 999", "speaks", "qqwxyzv"] {
            took(&format!("a scan of {size} for {query:?}"), 15, || drop(black_box(scan.search(&debate, query, 200))));
        }
    }
}

/// From the start to a frame that shows what is waited for.
fn opening(name: &str, runs: usize, path: Option<&PathBuf>, shows: fn(&str) -> bool) {
    let once = || {
        let began = Instant::now();
        let terminal = agon(120, 40, |agon| {
            agon.arg("--private");
            if let Some(path) = path {
                agon.arg(path);
            }
        });
        terminal.until("a frame", |seen| {
            let is_whole = seen.bytes.windows(FRAME.len()).any(|bytes| bytes == FRAME);
            is_whole && shows(&seen.emulator.screen().contents())
        });
        let took = began.elapsed();
        leave(terminal);
        took
    };
    tell(name, (0..runs).map(|_| once()).collect());
}

fn leave(mut terminal: Terminal) {
    terminal.type_keys("q");
    terminal.ended();
}

fn took(name: &str, runs: usize, work: impl Fn()) {
    let once = || {
        let began = Instant::now();
        work();
        began.elapsed()
    };
    tell(name, (0..runs).map(|_| once()).collect());
}

fn tell(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |place: usize| times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    println!("{name:34} {:10.2} {:10.2}", at(0), at(times.len() / 2));
}
