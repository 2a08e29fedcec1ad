//! Files that would hang, exhaust or deceive a careless reader. They are made here, not stored.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test may end so"
)]

use agon::format::{Origin, check, human, read};
use rustix::time::{ClockId, clock_gettime};

/// Of the processors' time: far above what any of them takes, far below what the naive way takes.
const SECONDS: i64 = 10;

const HEAD: &str = "agon: 1\ntitle: T\n";

/// What is expected: a debate, or the first error's code at a line.
enum Expected {
    Debate,
    Error(&'static str, usize),
}
use Expected::{Debate, Error};

fn laughs() -> String {
    let mut text = format!("{HEAD}l0: &l0 ha\n");
    for level in 1..40 {
        let inner = vec![format!("*l{}", level - 1); 10].join(", ");
        text.push_str(&format!("l{level}: &l{level} [{inner}]\n"));
    }
    text
}

fn indented() -> String {
    let mut text = String::from(HEAD);
    // The text itself grows with the square of the depth.
    for level in 0..4_000 {
        text.push_str(&" ".repeat(level));
        text.push_str("a:\n");
    }
    text
}

fn many_idle() -> String {
    let count = 20_000;
    let actors: String = (0..count).map(|n| format!("  a{n}: {{name: A{n}}}\n")).collect();
    let questions: String = (0..count).map(|n| format!("  q{n}: {{text: Q, tags: [t{n}, s{}]}}\n", n / 2)).collect();
    let events: String = (0..count).map(|_| "  - {text: E}\n").collect();
    format!("actors:\n{actors}questions:\n{questions}events:\n{events}")
}

fn cases() -> Vec<(&'static str, Vec<u8>, Expected)> {
    let text = |text: String| text.into_bytes();
    let head = |rest: &str| format!("{HEAD}{rest}").into_bytes();
    let utf_16: Vec<u8> = "\u{feff}agon: 1\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let long = "x".repeat(1 << 20);
    vec![
        ("nothing", vec![], Error("E0007", 1)),
        ("blanks", b" \n\n  \n".to_vec(), Error("E0007", 1)),
        ("comments", b"# agon: 1\n# title: T\n".to_vec(), Error("E0007", 1)),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe\n\n".to_vec(), Error("E0001", 1)),
        ("every byte", (0..=255).collect(), Error("E0001", 1)),
        ("a NUL", head("summary: a\nlanguage: \0\n"), Error("E0001", 4)),
        ("bad UTF-8", [HEAD.as_bytes(), b"summary: ok\nlanguage: \xc3\x28\n"].concat(), Error("E0001", 4)),
        ("a broken last character", [HEAD.as_bytes(), b"summary: \xe2\x82"].concat(), Error("E0001", 3)),
        ("UTF-16", utf_16, Error("E0001", 1)),
        ("a byte-order mark", text(format!("\u{feff}{HEAD}")), Debate),
        ("two byte-order marks", text(format!("\u{feff}\u{feff}{HEAD}")), Debate),
        ("open brackets", text("[".repeat(100_000)), Error("E0004", 1)),
        ("open brackets under a key", head(&format!("\nsummary: {}", "[".repeat(100_000))), Error("E0004", 4)),
        ("open braces", text("{a: ".repeat(100_000)), Error("E0004", 1)),
        ("dashes", text("- ".repeat(100_000)), Error("E0004", 1)),
        ("questions", text("? ".repeat(100_000)), Error("E0004", 1)),
        ("closed brackets", text("]".repeat(100_000)), Error("E0003", 1)),
        ("indentation", text(indented()), Error("E0010", 3)),
        ("brackets in a text", head(&format!("summary: \"{}\"\n", "[{".repeat(100_000))), Debate),
        (
            "long text and many aliases",
            head(&format!("summary: &a {}\nl: [{}]\n", "x".repeat(10_000), "*a, ".repeat(100_000))),
            Error("E0010", 4),
        ),
        ("a billion laughs", text(laughs()), Error("E0010", 3)),
        (
            "a long section as a list",
            head(&format!(
                "questions:\n{}",
                (0..60_000).map(|n| format!("- id: q{n}\n  text: Q\n")).collect::<String>()
            )),
            Error("E0014", 4),
        ),
        (
            "many anchors",
            head(&(0..100_000).map(|n| format!("a{n}: &a{n} x\n")).collect::<String>()),
            Error("E0010", 3),
        ),
        ("a long key", head(&format!("{long}: x\n")), Error("E0003", 3)),
        ("a long quoted key", head(&format!("\"{long}\": x\n")), Error("E0003", 3)),
        ("a long line", head(&format!("summary: {long}\n")), Debate),
        ("a long broken line", head(&format!("summary: {long}: x\n")), Error("E0003", 3)),
        ("a long id", head(&format!("questions: {{? {long} : {{text: Q}}}}\n")), Debate),
        (
            "many dangling ids",
            head(&format!(
                "arguments: {{a: {{text: A, supports: [{}]}}}}\n",
                (0..50_000).map(|n| format!("id-{n}, ")).collect::<String>()
            )),
            Error("E0018", 3),
        ),
        ("many duplicate keys", head(&"summary: x\n".repeat(50_000)), Error("E0011", 4)),
        (
            "many entries with one fault",
            head(&format!("actors:\n{}", (0..50_000).map(|n| format!("  a{n}: {{nam: x}}\n")).collect::<String>())),
            Error("E0010", 4),
        ),
        ("many opened quotes", head(&"a: \"\n".repeat(50_001)), Error("E0010", 3)),
        ("many idle actors, events and tags", head(&many_idle()), Debate),
        ("tabs as indentation", head("actors:\n\ta: {name: A}\n"), Error("E0003", 4)),
        ("tabs after values", head("summary:\ttabbed\t \n"), Debate),
        ("carriage returns", text("agon: 1\rtitle: T\rsummary: S\r".to_owned()), Debate),
        ("both newlines", text("agon: 1\r\ntitle: T\nsummary: |\r\n  a\r\n  b\n".to_owned()), Debate),
        ("a binary tag", head("summary: !!binary aGk=\n"), Error("E0008", 3)),
        ("a foreign tag", head("summary: !foo x\n"), Error("E0008", 3)),
        ("a string tag", head("summary: !!str 5\n"), Debate),
        ("an undeclared tag", head("summary: !e!foo x\n"), Error("E0003", 3)),
        ("a merge key", head("actors: {a: &a {name: A}, b: {<<: *a}}\n"), Error("E0013", 3)),
        ("two documents", head("---\nagon: 1\n"), Error("E0006", 3)),
        ("an ended document", head("...\n"), Debate),
        ("a directive", text(format!("%YAML 1.2\n---\n{HEAD}")), Debate),
        ("an old directive", text(format!("%YAML 1.1\n---\n{HEAD}")), Debate),
        ("a strange directive", text(format!("%FOO bar\n---\n{HEAD}")), Debate),
        ("many directives", text(format!("{}---\n{HEAD}", "%FOO bar\n".repeat(100_000))), Debate),
        ("control characters", head("summary: a\u{7}b\n"), Error("E0003", 3)),
        ("escaped control characters", head("summary: \"a\\a\\0\\e[31mb\"\n"), Debate),
        ("line separators", head("summary: a\u{2028}b\u{85}c\n"), Debate),
        ("many comments", text(format!("{}{HEAD}", "# x\n".repeat(100_000))), Debate),
        ("an empty JSON object", b"{}".to_vec(), Error("E0013", 1)),
        ("a JSON array", b"[]".to_vec(), Error("E0014", 1)),
        ("a number", b"1".to_vec(), Error("E0014", 1)),
        ("too much", vec![b' '; (64 << 20) + 1], Error("E0002", 1)),
    ]
}

#[test]
fn hostile_files_are_told_or_read_in_time() {
    let mut wrong = Vec::new();
    for (name, bytes, expected) in cases() {
        let origin = Origin::named(name);
        let started = clock_gettime(ClockId::ProcessCPUTime);
        let report = check(&bytes, &origin);
        let read = read(&bytes, &origin);
        let shown = human(&report, false);
        let time = clock_gettime(ClockId::ProcessCPUTime) - started;
        if time.tv_sec >= SECONDS {
            wrong.push(format!("{name} took {time:?}"));
        }
        if read.is_ok() != report.debate.is_some() || read.is_ok_and(|debate| Some(debate) != report.debate) {
            wrong.push(format!("{name} is read in two ways"));
        }
        let first = report.diagnostics.first().map(|first| (first.code, first.line));
        let right = match expected {
            Debate => report.debate.is_some(),
            Error(code, line) => report.debate.is_none() && first == Some((code, line)),
        };
        if !right {
            wrong.push(format!("{name}: {first:?}, {} in all\n{shown:.1000}", report.diagnostics.len()));
        }
        if report.diagnostics.len() > 1_000 || shown.len() > 5_000_000 {
            wrong.push(format!("{name}: {} diagnostics in {} bytes", report.diagnostics.len(), shown.len()));
        }
        let longest = report.diagnostics.iter().flat_map(|told| [told.message.len(), told.source_line.len()]).max();
        if longest > Some(4_000) {
            wrong.push(format!("{name}: a text of {longest:?} bytes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_kept_is_counted() {
    let many: String = (0..1_234).map(|n| format!("key-{n}: x\n")).collect();
    let report = check(format!("{HEAD}{many}").as_bytes(), &Origin::named("x"));
    assert_eq!((report.diagnostics.len(), report.left_out), (1_000, 234));
    assert!(human(&report, false).contains("1000 errors, and 234 more; agon explain"));
}
