//! What search does, on the night trains, and the names by which the tests tell of it.

mod bounds;
mod compounds;
mod fields;
mod forgiving;
mod properties;
mod words;

use std::fmt::Write as _;

use super::sample::{night_train_parts, night_trains};
use super::*;
use crate::debate::{Parts, Statement, StatementKind, Text};

/// The id of an entry, or what it says.
fn name(debate: &Debate, entry: Entry) -> String {
    match entry {
        Entry::Statement(index) => debate.statement(index).id.to_string(),
        Entry::Actor(index) => format!("actor {}", debate.actor(index).id),
        Entry::Source(index) => format!("source {}", debate.source(index).id),
        Entry::Event(index) => format!("event {}", index.place()),
        Entry::Tag(index) => format!("tag {}", debate.tag(index).name),
    }
}

/// A hit in one line: its name, its field, its passage with the matches in brackets.
fn line(debate: &Debate, query: &Query, hit: &Hit) -> String {
    let Passage { field, attribution, text, matches } = &hit.passage(debate, query);
    let attribution = attribution.map(|number| format!(" {number}")).unwrap_or_default();
    format!("{} · {}{attribution}: {}", name(debate, hit.entry), field.word(), marked(text, matches))
}

fn marked(text: &str, matches: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    let mut end = 0;
    for range in matches {
        let _ = write!(out, "{}[{}]", &text[end..range.start], &text[range.clone()]);
        end = range.end;
    }
    out + &text[end..]
}

fn results(query: &str) -> (Debate, Results) {
    let debate = night_trains();
    let results = Index::new(&debate).search(&debate, query, 100);
    assert_eq!(results.total, results.hits.len());
    (debate, results)
}

/// All hits of a query on the night trains, and what was corrected.
fn lines(query: &str) -> Vec<String> {
    let (debate, results) = results(query);
    results.hits.iter().map(|hit| line(&debate, &results.query, hit)).collect()
}

/// What is found, without where; first how many of the words, where nothing has all of them.
fn names(query: &str) -> String {
    let (debate, results) = results(query);
    let partial = results.partial.map(|Partial { words, of, .. }| format!("{words} of {of}: ")).unwrap_or_default();
    partial + &results.hits.iter().map(|hit| name(&debate, hit.entry)).collect::<Vec<_>>().join(", ")
}

fn corrected(query: &str) -> Vec<String> {
    let (_, results) = results(query);
    results.corrections.iter().map(|Correction { typed, shown }| format!("{typed} → {shown}")).collect()
}

/// A debate of one question for each text.
fn questions(texts: &[String]) -> Debate {
    let statements = texts.iter().enumerate().map(|(number, text)| {
        let mut statement = Statement::new(&format!("q{number}"), StatementKind::Question);
        statement.text = Some(Text::new(text));
        statement
    });
    Debate::new(Parts { statements: statements.collect(), ..Parts::default() })
}
