use std::fmt::Write as _;

use proptest::prelude::*;

use super::entry::{each_lent, each_own};
use super::fold::fold;
use super::sample::night_trains;
use super::words::each_word;
use super::*;
use crate::debate::{Parts, Statement, StatementIndex, StatementKind, Text};

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
fn line(debate: &Debate, hit: &Hit) -> String {
    let Passage { field, attribution, text, matches } = &hit.passage;
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
    results.hits.iter().map(|hit| line(&debate, hit)).collect()
}

/// What is found, without where.
fn names(query: &str) -> String {
    let (debate, results) = results(query);
    results.hits.iter().map(|hit| name(&debate, hit.entry)).collect::<Vec<_>>().join(", ")
}

fn corrected(query: &str) -> Vec<String> {
    let (_, results) = results(query);
    results.corrections.iter().map(|Correction { typed, shown }| format!("{typed} → {shown}")).collect()
}

#[test]
fn hits_come_in_order_with_the_passage_that_matters() {
    for (query, expected) in [
        // An actor by the surname first, then what they say.
        (
            "diaz",
            &[
                "actor ana-diaz · name: Ana [Díaz]",
                "yes-subsidy · speaker 0: Ana [Díaz]",
                "kerosene-untaxed · speaker 0: Ana [Díaz]",
                "energy-per-berth · speaker 0: Ana [Díaz]",
            ][..],
        ),
        // Own text before an argument that is nothing but its premises, before a role.
        (
            "sleeping",
            &[
                "berths-are-heavy · text: [Sleeping] cars are heavy and carry few people",
                "empty-in-winter · text: [Sleeping] cars run half empty in winter",
                "actor strassmann · role: [Sleeping] car attendant",
                "premises · premises: [Sleeping] cars run half empty in winter And: [Sleeping] cars are heavy and carry \
                 few people",
            ],
        ),
        // A quote.
        ("eleven", &["empty-in-winter · quote 0: We counted [eleven] passengers"]),
        // One term in the text, the other in the speaker's name.
        ("diaz flights", &["yes-subsidy · text: Yes: they replace [flights]"]),
        // Words in a source's title lead to it, then to what rests on it.
        (
            "asleep",
            &[
                "source energy-study · title: The energy of travelling [asleep]",
                "comfort · source 0: The energy of travelling [asleep]",
                "energy-per-berth · source 0: The energy of travelling [asleep]",
            ],
        ),
        ("ekstrom", &["source energy-study · author: Bo [Ekström]"]),
        (
            "tax",
            &[
                "kerosene-untaxed · text: Planes pay no fuel [tax], while trains pay [tax] on energy",
                "tag tax · tag: [tax]",
            ],
        ),
        // A beginning, to the letter, through a letter that folds to two.
        (
            "stras",
            &[
                "actor strassmann · name: Ida [Straß]mann",
                "comfort · speaker 0: Ida [Straß]mann",
                "energy-per-berth · speaker 1: Ida [Straß]mann",
            ],
        ),
        // Ideographs side by side, then apart.
        ("夜行", &["tokyo · text: 東京では[夜行]列車が走っている"]),
        ("夜車", &["tokyo · text: 東京では[夜]行列[車]が走っている"]),
        ("รถไฟ", &["thai · text: [รถไฟ]กลางคืนช่วยประหยัดเวลา"]),
        // A possessive is not part of its word.
        ("naive states", &[]),
        ("naive state’s", &["naive · text: It’s [naïve] to think the [state]’s money comes free"]),
        // Letters of an id.
        ("feartheft", &["fear-of-theft · id: [fear]-of-[theft]"]),
        ("anadiaz", &["actor ana-diaz · name: [Ana] [Díaz]"]),
    ] {
        assert_eq!(lines(query), expected, "{query}");
    }
}

#[test]
fn show() {
    for query in std::env::var("Q").unwrap_or_default().split('|') {
        let debate = night_trains();
        let results = Index::new(&debate).search(&debate, query, 100);
        println!("## {query} {:?}", results.corrections);
        for hit in &results.hits {
            println!("{:.3} {}", hit.score, line(&debate, hit));
        }
    }
}
