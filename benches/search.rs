//! How long search takes: making the index, and one key press from the query to the hits of a screen with their marks; and
//! beside it what `fzf --filter` and FTS5 of `SQLite` take for the same lines, where their programs are installed.
//!
//! `cargo bench --bench search`, or with sizes: `cargo bench --bench search -- 10000 100000`; with queries besides, those
//! alone are typed: `cargo bench --bench search -- 100000 'by:s near' '"of the'`

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use agon::app::finder::AT_ONCE;
use agon::debate::{ActorIndex, Debate, SourceIndex, StatementIndex, TagIndex, Text};
use agon::search::{Entry, Index, Passage, Results};
use rustix::time::{ClockId, clock_gettime};

#[path = "support/generate/mod.rs"]
mod generate;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// Hits of the largest box: it is 36 rows high.
const SHOWN: usize = 18;

/// How often each key is pressed of a query that is typed letter by letter.
const TYPED: usize = 20;

/// About how long FTS5 is asked the same in one session.
const SESSION: Duration = Duration::from_secs(1);

/// What is typed, and what it stands for.
const QUERIES: [(&str, &str); 33] = [
    ("one letter", "s"),
    ("two letters", "th"),
    ("one word", "surveillance"),
    ("the commonest word", "the"),
    ("two words", "surveillance state"),
    ("two words and a letter", "surveillance state p"),
    ("a rare and a common word", "surveillance the"),
    ("two common words", "the of"),
    ("five common words", "of the and to in"),
    ("a phrase", "\"surveillance of\""),
    ("a phrase of common words", "\"of the\""),
    ("a phrase still typed", "\"of t"),
    ("a longer phrase", "\"of the state"),
    ("a typing error", "surveilanec"),
    ("two typing errors", "zurveilanec sttae"),
    ("found nowhere", "qqwxyzv"),
    ("letters of an id", "nosthepla"),
    ("fields only", "kind:rebuttal is:unanswered -tag:tax"),
    ("an actor", "by:s"),
    ("a source", "in:s"),
    ("questions by a letter", "answers:s"),
    ("a letter of many ids", "under:s"),
    ("two letters of ids", "under:se"),
    ("a word of many ids", "under:secret"),
    ("two words of ids", "under:secret-tariffs"),
    ("near a letter of ids", "near:o"),
    ("near what is nowhere", "near:zzzzzz"),
    ("an unknown beginning", "whatsa"),
    ("a short one", "thro"),
    ("a longer one", "fantasti"),
    ("letters of a name", "jrgncrtr"),
    ("words and fields", "surveillance kind:rebuttal by:s -police"),
    ("alternatives", "police OR surveillance OR kind:question"),
];

/// What is typed, and the same for FTS5 and for fzf.
const COMPARED: [(&str, &str, &str); 4] = [
    ("s", "s*", "'s"),
    ("surveillance", "surveillance*", "'surveillance"),
    ("surveillance state", "surveillance* state*", "'surveillance 'state"),
    ("the of", "the* of*", "'the 'of"),
];

/// Whole words that must be found in the same entries by FTS5.
const EQUAL: [&[&str]; 6] =
    [&["surveillance"], &["the"], &["night"], &["state", "law"], &["surveillance", "the", "of"], &["sanchez"]];

fn main() -> ExitCode {
    let (mut sizes, mut queries) = (Vec::new(), Vec::new());
    for argument in std::env::args().skip(1).filter(|argument| argument != "--bench") {
        match argument.parse() {
            Ok(size) => sizes.push(size),
            Err(_) => queries.push(argument),
        }
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    // One after the other, so that there is no more than one debate in memory.
    let are_equal: Vec<bool> = sizes.into_iter().map(|size| measure(size, &queries)).collect();
    if are_equal.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Prints all figures for a debate of one size, or those of typing some queries. Returns whether FTS5 finds the same.
fn measure(size: usize, queries: &[String]) -> bool {
    let debate = generate::Generate::new(size, 1).debate();
    let began = Instant::now();
    let index = Index::new(&debate);
    let built = began.elapsed();
    println!("{size} statements: index in {built:.2?}, {} bytes a statement", index.bytes() / size);
    if !queries.is_empty() {
        typed(&debate, &index, queries.iter().map(String::as_str));
        return true;
    }
    println!("  {:28} {:>10} {:>10} {:>10}", "", "median", "p99", "hits");
    let [near, under] = ["near", "under"].map(|field| format!("{field}:{}", most_answered(&debate)));
    // The first question has the most under it.
    let question = format!("under:{}", debate.statements()[0].id);
    let large = [
        ("near what is answered most", near.as_str()),
        ("under what is answered most", under.as_str()),
        ("under a large question", question.as_str()),
    ];
    for (what, query) in QUERIES.into_iter().chain(large) {
        let times = times(200, || screen(&index, black_box(&debate), black_box(query)));
        let (median, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        let total = index.search(&debate, query, 0).total;
        println!("  {what:28} {:>10} {:>10} {total:>10}", milliseconds(median), milliseconds(p99));
    }
    let folder = std::env::temp_dir().join(format!("agon-bench-{}", std::process::id()));
    let compared = fs::create_dir_all(&folder).and_then(|()| compare(&debate, &index, &folder));
    let _ = fs::remove_dir_all(&folder);
    compared.unwrap_or_else(|error| {
        println!("  not compared: {error}");
        true
    })
}

/// Prints what the keys of some queries take that are typed letter by letter: all of them, the slowest key, that key at its
/// best, and what then stands in the line.
fn typed<'a>(debate: &Debate, index: &Index, queries: impl Iterator<Item = &'a str>) {
    println!("  {:28} {:>10} {:>10} {:>10}", "typed letter by letter", "median", "slowest", "at best");
    for query in queries {
        let ends = query.char_indices().map(|(at, _)| at).skip(1).chain([query.len()]);
        let mut keys: Vec<(Vec<Duration>, &str)> = ends
            .filter_map(|end| query.get(..end))
            .map(|line| (times(TYPED, || screen(index, black_box(debate), black_box(line))), line))
            .collect();
        keys.sort_by_key(|(times, _)| times[0]);
        let (times, line) = &keys[keys.len() - 1];
        let (slowest, best, line) = (times[TYPED * 9 / 10], times[0], *line);
        keys.sort_by_key(|(times, _)| times[TYPED / 2]);
        let median = keys[keys.len() / 2].0[TYPED / 2];
        let [median, slowest, best] = [median, slowest, best].map(milliseconds);
        let short: String = query.chars().take(28).collect();
        let end: String = line.chars().skip(line.chars().count().saturating_sub(28)).collect();
        println!("  {short:28} {median:>10} {slowest:>10} {best:>10}  {end}");
    }
}

/// The id of the statement that most bears on.
fn most_answered(debate: &Debate) -> &str {
    let all = (0..debate.statements().len()).map(StatementIndex::new);
    let most = all.max_by_key(|index| debate.children(*index).len());
    most.map_or("", |index| &debate.statement(index).id)
}

/// What a key press asks for: the hits that can be gone through, and of those on the screen what is shown.
fn screen(index: &Index, debate: &Debate, query: &str) -> (Results, Vec<Passage>) {
    let results = index.search(debate, query, AT_ONCE);
    let passages = results.hits.iter().take(SHOWN).map(|hit| hit.passage(debate, &results.query)).collect();
    (results, passages)
}

/// How long something takes, so often, the shortest first.
fn times<T>(often: usize, mut something: impl FnMut() -> T) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..often)
        .map(|_| {
            let began = Instant::now();
            black_box(something());
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

/// What the processor takes for something on the average of so often: time that others took it for does not count.
fn processor<T>(often: u32, mut something: impl FnMut() -> T) -> Duration {
    let now = || {
        let now = clock_gettime(ClockId::ProcessCPUTime);
        Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or_default())
    };
    black_box(something());
    let began = now();
    for _ in 0..often {
        black_box(something());
    }
    now().saturating_sub(began) / often
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

/// Prints what others take, and whether FTS5 finds the same.
fn compare(debate: &Debate, index: &Index, folder: &Path) -> std::io::Result<bool> {
    let lines = lines(debate);
    let text = folder.join("lines");
    fs::write(&text, lines.join("\n") + "\n")?;
    let has_fzf = is_there("fzf");
    let fts = if is_there("sqlite3") { Some(Fts::new(folder, &text)?) } else { None };
    if !has_fzf {
        println!("  fzf is not installed: not compared");
    }
    let Some(fts) = fts else {
        println!("  sqlite3 is not installed: not compared");
        return Ok(true);
    };
    // Of ours and of FTS5 the time of the processor, of fzf that of the clock, since it works on all processors.
    println!("  {:28} {:>10} {:>10} {:>10}", "beside the others", "agon", "FTS5", "fzf");
    for (query, of_fts, of_fzf) in COMPARED {
        let ours = processor(50, || screen(index, debate, query));
        let best = format!("SELECT rowid FROM lines WHERE lines MATCH '{of_fts}' ORDER BY rank LIMIT {AT_ONCE};\n");
        let of_fts = fts.time(&best)?;
        // The program reads all lines each time; what that alone takes is taken off.
        let of_fzf = if has_fzf {
            let reading = fzf("^qqwxyzv$", &text)?;
            milliseconds(fzf(of_fzf, &text)?.saturating_sub(reading))
        } else {
            String::from("-")
        };
        println!("  {query:28} {:>10} {:>10} {of_fzf:>10}", milliseconds(ours), milliseconds(of_fts));
    }
    let mut all_equal = true;
    for words in EQUAL {
        let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let quoted = quoted.join(" ");
        let hits = index.search(debate, &quoted, usize::MAX).hits;
        let ours: BTreeSet<usize> = hits.into_iter().map(|hit| line_of(debate, hit.entry)).collect();
        let theirs = fts.matching(&quoted)?;
        let only = |one: &BTreeSet<usize>, other| -> Vec<usize> { one.difference(other).copied().collect() };
        let (only_ours, only_theirs) = (only(&ours, &theirs), only(&theirs, &ours));
        if let Some(line) = only_ours.iter().chain(&only_theirs).next() {
            all_equal = false;
            println!(
                "  {quoted}: {} found here only, {} by FTS5 only, such as {:?}",
                only_ours.len(),
                only_theirs.len(),
                lines.get(*line)
            );
        } else {
            println!("  {quoted}: the same {} entries as FTS5", ours.len());
        }
    }
    Ok(all_equal)
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn fzf(query: &str, lines: &Path) -> std::io::Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..5 {
        let began = Instant::now();
        let input = fs::File::open(lines)?;
        Command::new("fzf").args(["--filter", query]).stdin(input).stdout(Stdio::null()).status()?;
        least = least.min(began.elapsed());
    }
    Ok(least)
}

/// A full text index of `SQLite`, asked through its program.
struct Fts {
    file: std::path::PathBuf,
}

impl Fts {
    fn new(folder: &Path, lines: &Path) -> std::io::Result<Self> {
        let fts = Self { file: folder.join("lines.db") };
        let lines = lines.display();
        // Words as near to ours as there are: letters of any script, accents dropped.
        fts.ask(&format!(
            "CREATE VIRTUAL TABLE lines USING fts5(line, tokenize = 'unicode61 remove_diacritics 2');\n\
             .mode ascii\n.separator \"\\037\" \"\\n\"\n.import \"{lines}\" lines\n\
             INSERT INTO lines(lines) VALUES ('optimize');\n"
        ))?;
        Ok(fts)
    }

    fn ask(&self, script: &str) -> std::io::Result<String> {
        let mut program =
            Command::new("sqlite3").arg(&self.file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        if let Some(mut input) = program.stdin.take() {
            input.write_all(script.as_bytes())?;
        }
        let output = program.wait_with_output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The time of a query. Of each the program tells the time by the clock in whole milliseconds, but the processor's
    /// finely: so the query is asked many times in one session, all pages at hand, and what its processor took is shared
    /// out among all but the first, which reads the pages.
    fn time(&self, query: &str) -> std::io::Result<Duration> {
        let mut times = self.times(query, 3)?;
        let once = times.iter().min().copied().unwrap_or_default().max(Duration::from_micros(100));
        let often = usize::try_from(SESSION.as_nanos() / once.as_nanos()).unwrap_or(usize::MAX).clamp(10, 1000);
        times = self.times(query, often + 1)?;
        let all: Duration = times.iter().skip(1).sum();
        u32::try_from(times.len() - 1).map_or(Ok(all), |often| Ok(all / often))
    }

    /// What the processor takes for a query, as often as it is asked in one session.
    fn times(&self, query: &str, often: usize) -> std::io::Result<Vec<Duration>> {
        let answer = self.ask(&format!("PRAGMA cache_size = -4000000;\n.timer on\n{}", query.repeat(often)))?;
        let of_line = |line: &str| {
            let (_, told) = line.strip_prefix("Run Time: ")?.split_once("user ")?;
            let (user, system) = told.split_once(" sys ")?;
            Some(Duration::from_secs_f64(user.trim().parse::<f64>().ok()? + system.trim().parse::<f64>().ok()?))
        };
        let times: Vec<Duration> = answer.lines().filter_map(of_line).collect();
        if times.len() == often { Ok(times) } else { Err(std::io::Error::other("no time told")) }
    }

    /// The lines that match, from 0.
    fn matching(&self, query: &str) -> std::io::Result<BTreeSet<usize>> {
        let answer = self.ask(&format!("SELECT rowid - 1 FROM lines WHERE lines MATCH '{query}';\n"))?;
        Ok(answer.lines().filter_map(|line| line.parse().ok()).collect())
    }
}

/// Every entry on a line: all texts by which it can be found.
fn lines(debate: &Debate) -> Vec<String> {
    let mut lines: Vec<Vec<&str>> = Vec::new();
    let actor = |index: ActorIndex| {
        let actor = debate.actor(index);
        std::iter::once(actor.name.as_str()).chain(actor.aka.iter().map(Text::as_str))
    };
    let source = |index: SourceIndex| debate.source(index).title.as_str();
    for statement in debate.statements().iter() {
        let mut line = vec![statement.wording().as_str(), &*statement.id];
        line.extend(statement.about.iter().chain(&statement.note).map(Text::as_str));
        for said in &statement.said {
            line.extend(said.quote.iter().map(Text::as_str));
            line.extend(actor(said.actor));
            line.extend(said.source.map(source));
        }
        line.extend(statement.tags.iter().map(|tag| debate.tag(*tag).name.as_str()));
        lines.push(line);
    }
    for place in 0..debate.actors().len() {
        let one = debate.actor(ActorIndex::new(place));
        let others = one.role.iter().chain(&one.note).map(Text::as_str);
        lines.push(actor(ActorIndex::new(place)).chain(others).chain([&*one.id]).collect());
    }
    for place in 0..debate.sources().len() {
        let one = debate.source(SourceIndex::new(place));
        let others = one.authors.iter().chain(&one.publisher).chain(&one.kind).chain(&one.note);
        lines.push(others.map(Text::as_str).chain([one.title.as_str(), &*one.id]).collect());
    }
    for event in debate.events() {
        let mut line = vec![event.text.as_str()];
        line.extend(event.note.iter().map(Text::as_str));
        line.extend(event.actors.iter().flat_map(|index| actor(*index)));
        line.extend(event.sources.iter().map(|index| source(*index)));
        lines.push(line);
    }
    lines.extend((0..debate.tags().len()).map(|place| vec![debate.tag(TagIndex::new(place)).name.as_str()]));
    // A line has no signs that would end it or be taken for a quotation.
    lines.into_iter().map(|line| line.join(" ; ").replace(['\n', '\u{1f}'], " ")).collect()
}

/// The line of an entry, from 0.
fn line_of(debate: &Debate, entry: Entry) -> usize {
    let (statements, actors, sources) = (debate.statements().len(), debate.actors().len(), debate.sources().len());
    match entry {
        Entry::Statement(index) => index.place(),
        Entry::Actor(index) => statements + index.place(),
        Entry::Source(index) => statements + actors + index.place(),
        Entry::Event(index) => statements + actors + sources + index.place(),
        Entry::Tag(index) => statements + actors + sources + debate.events().len() + index.place(),
    }
}
