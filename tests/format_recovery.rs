//! One broken line is told once, and nothing is made up about the rest of the file.

#![allow(clippy::expect_used, reason = "a test may end so")]

use agon::format::{Origin, Severity, check};

const FILE: &str = include_str!("data/valid/every-key.yaml");

const OTHERS: [&str; 5] = [
    include_str!("../data/platform-liability.yaml"),
    include_str!("data/valid/yaml-forms.yaml"),
    include_str!("data/valid/warned.yaml"),
    include_str!("data/valid/circles.yaml"),
    include_str!("data/valid/quotes.yaml"),
];

/// What is done to a line, where it can be done: the line, and what it is made.
type Breakage = fn(&str) -> Option<String>;

const BREAKAGES: &[(&str, Breakage)] = &[
    ("a colon in a plain text", |line| {
        (line.contains(": ") && !line.contains(['{', '"', '['])).then(|| format!("{line}: x"))
    }),
    ("a quote that is opened", |line| {
        (line.contains(": ") && !line.contains(['"', '\''])).then(|| line.replacen(": ", ": \"", 1))
    }),
    ("a sign that begins no text", |line| line.contains(": ").then(|| line.replacen(": ", ": @", 1))),
    ("a tab", |line| (line.starts_with("  ") && line.contains(": ")).then(|| format!("\t{}", line.trim_start()))),
];

#[test]
fn a_broken_line_is_told_once() {
    let lines: Vec<&str> = FILE.lines().collect();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (name, breakage) in BREAKAGES {
        for (place, line) in lines.iter().enumerate() {
            let Some(broken) = breakage(line) else { continue };
            let mut all = lines.clone();
            all[place] = &broken;
            let report = check(all.join("\n").as_bytes(), &Origin::named("x"));
            let told: Vec<_> = report.diagnostics.iter().filter(|told| told.severity == Severity::Error).collect();
            tried += 1;
            if told.iter().any(|told| told.line != place + 1 || told.code != "E0003") || told.len() > 1 {
                let told: Vec<String> = told.iter().map(ToString::to_string).collect();
                wrong.push(format!("{name} in line {}: {broken}\n    {}", place + 1, told.join("\n    ")));
            }
        }
    }
    assert!(tried > 100, "{tried} lines have been broken");
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

/// Whatever is not closed is told once: each closing sign of each line is left out in turn.
#[test]
fn what_is_not_closed_is_told_once() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for file in OTHERS.into_iter().chain([FILE]) {
        let before = errors(file);
        for (at, sign) in file.match_indices(['}', ']', '"', '\'']) {
            let broken = [&file[..at], &file[at + sign.len()..]].concat();
            let told = errors(&broken);
            tried += 1;
            if told.len() > before.len() + 1 {
                let line = file[..at].matches('\n').count();
                let text = file.lines().nth(line).unwrap_or_default();
                wrong.push(format!("{sign} in line {}: {text}\n    {}", line + 1, told.join("\n    ")));
            }
        }
    }
    assert!(tried > 1_000, "{tried} signs have been left out");
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

fn errors(file: &str) -> Vec<String> {
    let report = check(file.as_bytes(), &Origin::named("x"));
    let errors = report.diagnostics.iter().filter(|told| told.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}
