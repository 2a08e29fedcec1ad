//! How long a reader of a pack waits: from the start of the program in a terminal to the last byte of the first frame with
//! the debate, and from a key in its search to the last byte of the frame with the hits; and what the parts of that take.
//! Best and median of some runs, in milliseconds.
//!
//! `cargo bench --bench packs`, or with sizes: `cargo bench --bench packs -- 10000 1000000`. A pack that an earlier run
//! has made is taken as it is.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on fails")]

use std::cell::RefCell;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use agon::format::Progress;
use agon::format::pack::{Made, Pack, Packer, verify};
use agon::search::Index;
use generate::Generate;
use pty::{Terminal, agon};

#[path = "support/generate/mod.rs"]
mod generate;
#[path = "../tests/support/pty.rs"]
mod pty;

/// Statements of the debates that are packed.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

const RUNS: usize = 9;

/// The end of a frame.
const FRAME: &[u8] = b"\x1b[?2026l";

/// After the start, when a key is pressed in the search, in thousandths of a second: amid all that is still being read.
const SOON: [u64; 5] = [100, 200, 300, 500, 1_000];

/// A program that has done nothing for so long has nothing to do.
const IDLE: Duration = Duration::from_millis(500);

/// When something is typed.
#[derive(Debug, Clone, Copy)]
enum When {
    AtOnce,
    /// So long after the start, if the debate is there.
    After(Duration),
    /// When all that is made beside the screen stands.
    Idle,
}

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    for size in if asked.is_empty() { SIZES.to_vec() } else { asked } {
        measure(size);
    }
}

fn measure(size: usize) {
    let path = pack(size);
    println!("{:52} {:>10} {:>10}", format!("{size} statements"), "best", "median");
    on_screen("start to the first frame with the debate", &path, When::AtOnce, |waiting| waiting.since_start());
    let search = |waiting: &mut Waiting| {
        waiting.keys("/");
        waiting.until("the search", |screen| screen.contains("Search"));
        waiting.begin();
        waiting.keys("s");
        waiting.until("hits of the index", |screen| screen.contains(" hits") && !screen.contains("not ranked"));
        waiting.since_begin()
    };
    on_screen("first key in the search to the hits, when all stands", &path, When::Idle, search);
    for thousandths in SOON {
        let name = format!("the same {thousandths} ms after the start");
        on_screen(&name, &path, When::After(Duration::from_millis(thousandths)), search);
    }
    let at_once = |waiting: &mut Waiting| {
        waiting.keys("/s");
        waiting.until("hits of the index", |screen| screen.contains(" hits") && !screen.contains("not ranked"));
        waiting.since_start()
    };
    on_screen("start to the hits, typed at the first frame", &path, When::AtOnce, at_once);

    let file = || File::open(&path).expect("a file");
    took("inside: opened, what is in it known", || drop(black_box(Pack::open(file()).expect("a pack"))));
    let debate = || Pack::open(file()).and_then(|pack| pack.debate(0)).expect("a pack");
    took("inside: read", || std::mem::forget(black_box(debate())));
    let debate = debate();
    let index = || {
        let parts = Pack::open(file()).and_then(|pack| pack.index(0)).expect("a pack");
        Index::from_parts(&parts, &debate).expect("sound parts").expect("an index")
    };
    took("inside: the index, before its lists are read", || drop(black_box(index())));
    for query in ["s", "surveillance", "the of", "surveilanec"] {
        let indexes = RefCell::new((0..RUNS).map(|_| index()).collect::<Vec<_>>());
        took(&format!("inside: first search for {query:?}"), || {
            let index = indexes.borrow_mut().pop().expect("one for each run");
            std::mem::forget(black_box(index.search(&debate, query, 200)));
            std::mem::forget(index);
        });
    }
    let index = index();
    index.read_all(&Progress::default()).expect("a sound pack");
    for query in ["s", "surveillance", "the of", "surveilanec"] {
        took(&format!("inside: search for {query:?}"), || drop(black_box(index.search(&debate, query, 200))));
    }
    if size <= 100_000 {
        took("inside: all held against all", || verify(&debate).expect("a sound pack"));
    }
}

/// A pack of so many statements, and what it took to make it.
fn pack(size: usize) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("packs-{size}.agonpack"));
    let is_there = File::open(&path).is_ok_and(|file| Pack::open(file).is_ok());
    if !is_there {
        let debate = Generate::new(size, 1).debate();
        let began = Instant::now();
        let index = Index::new(&debate).into_parts();
        let indexed = began.elapsed();
        let mut packer = Packer::begin(BufWriter::new(File::create(&path).expect("a file"))).expect("a pack");
        let made = Made { name: "generated".to_owned(), files: Vec::new(), warnings: 0 };
        packer.add(made, &debate, &index).expect("a pack");
        packer.end().expect("a pack");
        println!("made in {:.2?}, {indexed:.2?} of it for the index", began.elapsed());
    }
    let length = fs::metadata(&path).expect("a file").len();
    println!("{} MiB, {} bytes a statement", length >> 20, length / size as u64);
    path
}

/// A program in its terminal.
struct Waiting {
    terminal: Terminal,
    started: Instant,
    begun: Instant,
    /// When the last thing came that was waited for.
    seen: Instant,
}

impl Waiting {
    fn keys(&mut self, keys: &str) {
        self.terminal.type_keys(keys);
    }

    fn begin(&mut self) {
        self.begun = Instant::now();
    }

    /// Waits for a whole frame that shows something.
    fn until(&mut self, what: &str, shows: impl Fn(&str) -> bool) {
        let shown = |seen: &pty::Seen| seen.bytes.ends_with(FRAME) && shows(&seen.emulator.screen().contents());
        self.seen = self.terminal.until(what, shown);
    }

    fn since_start(&self) -> Duration {
        self.seen - self.started
    }

    fn since_begin(&self) -> Duration {
        self.seen - self.begun
    }

    /// How long the program has been at work, in ticks of the system.
    fn at_work(&self) -> u64 {
        let id = self.terminal.program.process_id().unwrap_or_default();
        let told = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let behind_name = told.rsplit_once(") ").map_or("", |(_, behind)| behind);
        behind_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    fn wait(&self, when: When) {
        match when {
            When::AtOnce => {}
            When::After(after) => std::thread::sleep(after.saturating_sub(self.started.elapsed())),
            When::Idle => {
                let mut before = None;
                while before.replace(self.at_work()) != Some(self.at_work()) {
                    std::thread::sleep(IDLE);
                }
            }
        }
    }

    /// The most memory that the program had.
    fn peak(&self) -> u64 {
        let id = self.terminal.program.process_id().unwrap_or_default();
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        peak.unwrap_or(0)
    }
}

/// Starts the program, waits for the debate, then until it is time, and has something done, which says how long it took.
fn on_screen(name: &str, path: &Path, when: When, work: impl Fn(&mut Waiting) -> Duration) {
    let mut peak = 0;
    let mut once = || {
        let started = Instant::now();
        let terminal = agon(120, 40, |agon| {
            agon.arg("--private");
            agon.arg(path);
        });
        let mut waiting = Waiting { terminal, started, begun: started, seen: started };
        waiting.until("the debate", |screen| screen.contains("line 1 of"));
        waiting.wait(when);
        let took = work(&mut waiting);
        peak = peak.max(waiting.peak());
        let mut terminal = waiting.terminal;
        terminal.type_keys("\x1b");
        std::thread::sleep(Duration::from_millis(50));
        terminal.type_keys("\x1bq");
        terminal.type_keys("q");
        terminal.ended();
        took
    };
    let times = (0..RUNS).map(|_| once()).collect();
    tell(&format!("{name} ({} MiB)", peak >> 10), times);
}

fn took(name: &str, work: impl Fn()) {
    let once = || {
        let began = Instant::now();
        work();
        began.elapsed()
    };
    tell(name, (0..RUNS).map(|_| once()).collect());
}

fn tell(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |place: usize| times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    println!("  {name:50} {:10.2} {:10.2}", at(0), at(times.len() / 2));
}
