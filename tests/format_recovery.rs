//! One broken line is told once, and nothing is made up about the rest of the file.

#![allow(clippy::expect_used, reason = "a test may end so")]

use std::collections::BTreeSet;

use agon::format::{Origin, Severity, check};

const FILE: &str = include_str!("data/valid/every-key.yaml");

/// Files, and how many of their signs are left alone between two that are left out.
const UNCLOSED: [(&str, usize); 6] = [
    (FILE, 1),
    (include_str!("data/valid/yaml-forms.yaml"), 1),
    (include_str!("data/valid/warned.yaml"), 1),
    (include_str!("data/valid/circles.yaml"), 1),
    (include_str!("data/valid/quotes.yaml"), 1),
    (include_str!("../data/platform-liability.yaml"), 23),
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

/// What YAML takes, and the format does not.
const MISTAKES: &[(&str, Breakage)] = &[
    ("a key nobody knows", |line| line.contains("said: ").then(|| line.replacen("said: ", "xyzzy: ", 1))),
    ("another key nobody knows", |line| line.contains("by: ").then(|| line.replacen("by: ", "xyzzy: ", 1))),
    ("a mistyped key", |line| line.contains("rebuts: ").then(|| line.replacen("rebuts: ", "rebts: ", 1))),
    ("an id that nothing has", |line| line.contains("by: ").then(|| line.replacen("by: ", "by: xyzzy-", 1))),
    ("another id that nothing has", |line| line.contains("supports: ").then(|| line.replacen("ts: ", "ts: xyzzy-", 1))),
    ("a date in words", |line| line.contains("date: ").then(|| line.replacen("date: ", "date: May, ", 1))),
    ("no text", |line| line.contains("text: ").then(|| line.replacen("text: ", "text: # ", 1))),
    ("too far in", |line| line.starts_with("    ").then(|| format!("  {line}"))),
    ("too far out", |line| line.starts_with("    ").then(|| line.replacen("  ", "", 1))),
    ("at the left edge", |line| line.starts_with("  ").then(|| line.trim_start().to_owned())),
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

/// Whatever is not closed is told once, and nobody is warned of what comes from it: one closing sign after the other is
/// left out.
#[test]
fn what_is_not_closed_is_told_once() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (file, step) in UNCLOSED {
        let warned = warnings(file);
        for (at, sign) in file.match_indices(['}', ']', '"', '\'']).step_by(step) {
            let broken = [&file[..at], &file[at + sign.len()..]].concat();
            let told = errors(&broken);
            tried += 1;
            let made_up = warnings(&broken).difference(&warned).cloned().collect::<Vec<_>>();
            if told.len() > 1 || (!told.is_empty() && !made_up.is_empty()) {
                let told = [told, made_up].concat();
                let line = file[..at].matches('\n').count();
                let text = file.lines().nth(line).unwrap_or_default();
                wrong.push(format!("{sign} in line {}: {text}\n    {}", line + 1, told.join("\n    ")));
            }
        }
    }
    assert!(tried > 150, "{tried} signs have been left out");
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

fn errors(file: &str) -> Vec<String> {
    let report = check(file.as_bytes(), &Origin::named("x"));
    let errors = report.diagnostics.iter().filter(|told| told.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

/// Without their places.
fn warnings(file: &str) -> BTreeSet<String> {
    let report = check(file.as_bytes(), &Origin::named("x"));
    let warnings = report.diagnostics.iter().filter(|told| told.severity == Severity::Warning);
    warnings.map(|told| format!("{}: {}", told.code, told.message)).collect()
}

/// What is warned of beside errors is warned of without them, too.
#[test]
fn no_warning_comes_from_an_error() {
    let mut wrong = Vec::new();
    let mut warned_beside_errors = 0;
    for file in [FILE, include_str!("data/valid/warned.yaml"), include_str!("data/valid/written.yaml")] {
        let warned = warnings(file);
        let lines: Vec<&str> = file.lines().collect();
        for (name, breakage) in BREAKAGES.iter().chain(MISTAKES) {
            for (place, line) in lines.iter().enumerate() {
                let Some(broken) = breakage(line) else { continue };
                let mut all = lines.clone();
                all[place] = &broken;
                let all = all.join("\n");
                if errors(&all).is_empty() {
                    continue;
                }
                let told = warnings(&all);
                warned_beside_errors += told.len();
                let made_up: Vec<_> = told.difference(&warned).cloned().collect();
                if !made_up.is_empty() {
                    wrong.push(format!("{name} in line {}: {broken}\n    {}", place + 1, made_up.join("\n    ")));
                }
            }
        }
    }
    assert!(warned_beside_errors > 100, "{warned_beside_errors} warnings beside errors");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
