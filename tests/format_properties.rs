//! What holds for every file: no bytes bring the room down, and its two ways of reading agree.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test may end so"
)]

use agon::format::shape::{
    Actor, Address, Argument, Attribution, Bearing, Event, File, Id, LocalPath, OneOrMany, Position, Prose, Question,
    Section, Source, Stance, Undercut, Version, When,
};
use agon::format::{Folder, Origin, check, check_carefully, human, read, read_in_runs};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The two ways agree about `bytes`, and what they say can be shown.
fn agree(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let origin = Origin::named("x");
    let report = check_carefully(bytes, &origin, &mut Folder::default(), None);
    prop_assert_eq!(&check(bytes, &origin), &report);
    let read = read(bytes, &origin);
    match (&read, &report.debate) {
        (Ok(read), Some(checked)) => prop_assert_eq!(read, checked),
        (Err(read), None) => prop_assert_eq!(read, &report.only_errors()),
        (Ok(_), None) => prop_assert!(false, "read takes what check refuses: {}", human(&report, false)),
        (Err(read), Some(_)) => prop_assert!(false, "check takes what read refuses: {}", human(read, false)),
    }
    // A line is the smallest run, so that all is cut that may be.
    for run in [Some(1), Some(100), None] {
        let read = read_in_runs(bytes, &origin, &mut Folder::default(), run);
        prop_assert!(read.is_none() || read == report.debate, "in runs of {:?} bytes", run);
        let carefully = check_carefully(bytes, &origin, &mut Folder::default(), run);
        prop_assert_eq!(&carefully, &report, "in runs of {:?} bytes", run);
    }
    prop_assert_eq!(report.errors() == 0, report.debate.is_some());
    let lines =
        String::from_utf8_lossy(bytes).lines().count() + String::from_utf8_lossy(bytes).matches('\r').count() + 1;
    for told in &report.diagnostics {
        prop_assert!((1..=lines).contains(&told.line) && told.column > 0 && told.length > 0, "{}", told);
        prop_assert!(told.source_line.get(told.mark.clone()).is_some(), "{}", told);
    }
    let _ = human(&report, true);
    Ok(read.is_ok())
}

/// Texts that YAML could take for something else.
fn text() -> impl Strategy<Value = String> {
    let words = select(vec![
        "x",
        "null",
        "~",
        "true",
        "1",
        "1.10",
        "0x1F",
        "2031-05-02",
        "- a",
        "a: b",
        "a #b",
        "[a",
        "{a",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "a\\nb",
        "|",
        ">",
        "?",
        "? a",
        ": a",
        "---",
        "...",
        "<<",
        "=",
        "討論",
        "سؤال",
        "🚂",
        "a\nb",
        "a\n\n b",
        "\ta",
        "a\t",
        "é",
        "\u{feff}x",
        "\u{202e}x",
        "\u{7f}x",
        "\u{9b}x",
        "a\r\nb",
        "\u{1b}[31m",
        "No",
        "1_000",
        ".inf",
        "0o7",
        "1e3",
        "=",
        "a,b",
        "a]b",
        "a}b",
        "#",
    ]);
    prop_oneof![
        6 => words.prop_map(str::to_owned),
        2 => "[ -~]{1,30}",
        1 => any::<String>(),
    ]
    // What writes YAML here takes these for newlines and indents behind them; YAML 1.2 does not.
    .prop_map(|text| text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n"))
    .prop_filter("a text is not empty", |text| !text.trim().is_empty())
}

fn prose() -> impl Strategy<Value = Prose> {
    text().prop_map(Prose)
}

fn proses() -> impl Strategy<Value = OneOrMany<Prose>> {
    // A list names nothing twice; texts are compared as they are shown, so they must differ by more than blanks.
    vec(text(), 0..3).prop_map(|texts| {
        OneOrMany(texts.into_iter().enumerate().map(|(n, text)| Prose(format!("{text} {n}"))).collect())
    })
}

/// Ids of all kinds, told apart by their number.
fn id(kind: &str, n: usize) -> Id {
    let forms = ["a", "2031.", "null-", "дебаты", "討論", "x_", "true.", "0x", "-", "1e"];
    Id(format!("{}{kind}{n}", forms[n % forms.len()]))
}

fn said(actors: usize, sources: usize) -> BoxedStrategy<OneOrMany<Attribution>> {
    let one = (any::<Index>(), option::of(any::<Index>()), 0..4_usize, option::of(prose()), option::of(prose()));
    let one = one.prop_map(move |(actor, source, stance, quote, at)| Attribution {
        by: id("actor", actor.index(actors.max(1))),
        source: source.filter(|_| sources > 0).map(|source| id("source", source.index(sources.max(1)))),
        stance: [None, Some(Stance::Asserts), Some(Stance::Concedes), Some(Stance::Denies)][stance],
        quote,
        at,
    });
    vec(one, 0..if actors == 0 { 1 } else { 3 }).prop_map(OneOrMany).boxed()
}

/// Different numbers below `count`, without `own`.
fn some(count: usize, own: Option<usize>) -> impl Strategy<Value = Vec<usize>> {
    vec(any::<Index>(), 0..3).prop_map(move |indexes| {
        let mut numbers: Vec<usize> =
            indexes.iter().filter(|_| count > 0).map(|index| index.index(count.max(1))).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| Some(*number) != own);
        numbers
    })
}

fn ids(kind: &'static str, count: usize, own: Option<usize>) -> impl Strategy<Value = OneOrMany<Id>> {
    some(count, own).prop_map(move |numbers| OneOrMany(numbers.into_iter().map(|n| id(kind, n)).collect()))
}

fn date() -> impl Strategy<Value = Option<When>> {
    option::of(select(vec!["2031", "2031-05", "2031-05-02~", "0000?", "2028-02-29%"]).prop_map(When::from))
}

fn section<T: std::fmt::Debug>(kind: &'static str, entries: Vec<T>) -> Section<T> {
    Section(entries.into_iter().enumerate().map(|(n, entry)| (id(kind, n), entry)).collect())
}

fn argument(own: usize, arguments: usize, actors: usize, sources: usize) -> impl Strategy<Value = Argument> {
    let relations = (
        ids("argument", arguments, Some(own)),
        ids("argument", arguments, Some(own)),
        ids("argument", arguments, Some(own)),
        ids("argument", arguments, Some(own)),
    );
    (option::of(prose()), relations, said(actors, sources), proses(), option::of(prose())).prop_map(
        |(text, (supports, rebuts, undercuts, because), said, tags, note)| Argument {
            text: if because.is_empty() && text.is_none() { Some(Prose("wordless".into())) } else { text },
            supports,
            rebuts,
            undercuts: OneOrMany(undercuts.0.into_iter().map(Undercut::All).collect()),
            because,
            said,
            tags,
            note,
        },
    )
}

fn file() -> impl Strategy<Value = File> {
    (0..3_usize, 0..3_usize, 0..3_usize, 0..4_usize, 0..6_usize)
        .prop_flat_map(|(actors, sources, questions, positions, arguments)| {
            let actor = (prose(), option::of(prose()), proses(), option::of(prose()))
                .prop_map(|(name, role, aka, note)| Actor { name, role, aka, note });
            let words = (prose(), option::of(prose()), option::of(prose()), proses(), option::of(prose()));
            let url =
                option::of(select(vec!["https://example.org/?a=b#c", "HTTP://é.example"]).prop_map(Address::from));
            let local = option::of(select(vec!["a.txt", "討論/b c.txt", "./x: y.txt"]).prop_map(LocalPath::from));
            let source =
                (words, date(), url, local).prop_map(|((title, kind, publisher, authors, note), date, url, text)| {
                    Source { title, kind, publisher, authors, date, url, text, note }
                });
            let question = (prose(), option::of(prose()), said(actors, sources), proses(), option::of(prose()))
                .prop_map(|(text, about, said, tags, note)| Question { text, about, said, tags, note });
            let position = (any::<Index>(), prose(), said(actors, sources), proses(), option::of(prose())).prop_map(
                move |(answers, text, said, tags, note)| Position {
                    answers: OneOrMany(vec![id("question", answers.index(questions.max(1)))]),
                    text,
                    said,
                    tags,
                    note,
                },
            );
            let event = (
                date(),
                prose(),
                ids("actor", actors, None),
                ids("source", sources, None),
                ids("argument", arguments, None),
                option::of(prose()),
            )
                .prop_map(|(date, text, actors, sources, about, note)| Event {
                    date,
                    text,
                    actors,
                    sources,
                    about,
                    note,
                });
            let all: Vec<_> = (0..arguments).map(|own| argument(own, arguments, actors, sources)).collect();
            (
                (prose(), option::of(prose()), option::of(prose())),
                vec(actor, actors),
                vec(source, sources),
                vec(question, questions),
                vec(position, if questions == 0 { 0 } else { positions }),
                all,
                vec(event, 0..3),
                any::<Index>(),
            )
        })
        .prop_map(
            |((title, summary, language), actors, sources, questions, positions, mut arguments, events, which)| {
                // Undercut one bearing that exists.
                let bearing = arguments.iter().enumerate().find_map(|(n, argument)| {
                    let on = argument.supports.0.first().or(argument.rebuts.0.first())?;
                    Some(Bearing { argument: id("argument", n), on: on.clone() })
                });
                if let Some(bearing) = bearing {
                    let by = which.index(arguments.len());
                    if bearing.argument != id("argument", by) {
                        arguments[by].undercuts.0.push(Undercut::One(bearing));
                    }
                }
                File {
                    agon: Version("1".into()),
                    title,
                    summary,
                    language,
                    include: OneOrMany::default(),
                    actors: section("actor", actors),
                    sources: section("source", sources),
                    questions: section("question", questions),
                    positions: section("position", positions),
                    arguments: section("argument", arguments),
                    events,
                }
            },
        )
}

/// JSON with escapes for what JSON takes raw in a string and YAML does not: DEL, C1 controls, noncharacters.
fn escaped(json: &str) -> String {
    let raw = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    json.chars().map(|c| if raw(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
}

const EVERY_KEY: &str = include_str!("data/valid/every-key.yaml");
const FORMS: &str = include_str!("data/valid/yaml-forms.yaml");
const SCRIPTS: &str = include_str!("data/valid/scripts.yaml");
const JSON: &str = include_str!("data/valid/json.json");

/// Pieces that mean something to YAML.
fn piece() -> impl Strategy<Value = &'static str> {
    select(vec![
        "\n", " ", "  ", "\t", ":", ": ", "-", "- ", ",", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ",
        "|", "|2", ">-", "\"", "'", "%", "@", "`", "?", "? ", "\r", "\r\n", "---\n", "...\n", "\u{feff}", "\u{85}",
        "\u{2028}", "<<", "~", "null", "\\", "é", "\0", "a", "1", "agon", "text: ", "\n  ",
    ])
}

/// A place in a file where something is put in, taken out or put in the place of something.
#[derive(Debug)]
struct Change {
    at: Index,
    kind: u8,
    piece: &'static str,
    whole_line: bool,
}

fn change() -> impl Strategy<Value = Change> {
    (any::<Index>(), 0..3_u8, piece(), any::<bool>()).prop_map(|(at, kind, piece, whole_line)| Change {
        at,
        kind,
        piece,
        whole_line,
    })
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>) {
        let mut start = self.at.index(bytes.len().max(1)).min(bytes.len());
        let mut end = (start + 1).min(bytes.len());
        if self.whole_line {
            start = bytes[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            end = bytes[end..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| end + at + 1);
        }
        let removed = if self.kind == 0 { start..start } else { start..end };
        let put: &[u8] = if self.kind == 1 { b"" } else { self.piece.as_bytes() };
        bytes.splice(removed, put.iter().copied());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..200)) {
        agree(&bytes)?;
    }

    #[test]
    fn any_text_is_survived(text in any::<String>(), pieces in vec(piece(), 0..60)) {
        agree(text.as_bytes())?;
        agree(pieces.concat().as_bytes())?;
        agree(format!("agon: 1\ntitle: {}", pieces.concat()).as_bytes())?;
    }

    #[test]
    fn a_debate_reads_the_same_by_both_ways_and_from_both_notations(file in file()) {
        let yaml = serde_yaml::to_string(&file).expect("YAML");
        let json = escaped(&serde_json::to_string(&file).expect("JSON"));
        let pretty = escaped(&serde_json::to_string_pretty(&file).expect("JSON").replace("\n  ", "\n\t"));
        let origin = Origin::named("x");
        let report = check(yaml.as_bytes(), &origin);
        prop_assert!(report.debate.is_some(), "{}\n{}", yaml, human(&report, false));
        for text in [&yaml, &json, &pretty] {
            let read = read(text.as_bytes(), &origin);
            prop_assert!(read.is_ok(), "{}\n{}", text, read.err().map(|report| human(&report, false)).unwrap_or_default());
            prop_assert_eq!(read.as_ref().ok(), report.debate.as_ref(), "{}", text);
            prop_assert!(agree(text.as_bytes())?);
        }
        let debate = report.debate.expect("a debate");
        prop_assert_eq!(debate.statements().len(), file.questions.0.len() + file.positions.0.len() + file.arguments.0.len());
        let relations: usize = file.arguments.0.values().map(|argument| {
            argument.supports.0.len() + argument.rebuts.0.len() + argument.undercuts.0.len() + argument.because.0.len()
        }).sum();
        let read: usize = debate.statements().iter().map(|statement| statement.relations.len()).sum();
        prop_assert_eq!(read, relations + file.positions.0.len());
    }

    #[test]
    fn changed_files_are_survived(
        which in 0..4_usize,
        changes in vec(change(), 1..4),
    ) {
        let mut bytes = [EVERY_KEY, FORMS, SCRIPTS, JSON][which].as_bytes().to_vec();
        for change in &changes {
            change.make(&mut bytes);
        }
        agree(&bytes)?;
    }

    /// What is plain enough to be cut has mistakes of all kinds, too.
    #[test]
    fn damaged_debates_are_told_the_same(
        file in file(),
        mistakes in vec((any::<Index>(), any::<Index>(), 0..4_u8), 0..4),
        changes in vec(change(), 0..2),
    ) {
        let yaml = serde_yaml::to_string(&file).expect("YAML");
        let mut lines: Vec<String> = yaml.lines().map(str::to_owned).collect();
        for (at, other, mistake) in mistakes {
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match mistake {
                0 => drop(lines.remove(at)),
                1 => lines.swap(at, other),
                2 => lines.insert(at, lines[other].clone()),
                _ => lines[at] = lines[at].replacen(['e', '1'], "x", 1),
            }
            if lines.is_empty() {
                lines.push(String::new());
            }
        }
        let mut bytes = (lines.join("\n") + "\n").into_bytes();
        for change in &changes {
            change.make(&mut bytes);
        }
        agree(&bytes)?;
    }
}
