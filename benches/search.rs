//! How long search takes: making the index, and one key press, at the size of a small debate, a large one and a corpus.
//!
//! `cargo bench --bench search`

use std::sync::OnceLock;

use agon::debate::{
    Actor, ActorIndex, Attribution, Debate, Parts, Relation, RelationKind, Source, SourceIndex, Stance, Statement,
    StatementIndex, StatementKind, TagIndex, Text,
};
use agon::search::Index;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [150, 10_000, 100_000];

fn main() {
    divan::main();
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    /// A number below `2.pow(bits)`, the n-th about n times rarer than the first (Zipf's law), as words are used.
    fn rank(&mut self, bits: usize) -> usize {
        let size = 1 << self.below(bits);
        size - 1 + self.below(size)
    }
}

/// As many words as a debate of that size would have, common ones first.
fn words(count: usize) -> Vec<String> {
    const COMMON: [&str; 40] = [
        "the",
        "of",
        "to",
        "and",
        "a",
        "in",
        "that",
        "is",
        "it",
        "for",
        "state",
        "people",
        "surveillance",
        "train",
        "night",
        "would",
        "platform",
        "because",
        "nobody",
        "should",
        "evidence",
        "police",
        "court",
        "law",
        "freedom",
        "speech",
        "children",
        "harm",
        "encryption",
        "account",
        "statement",
        "states",
        "trail",
        "innovation",
        "police",
        "prison",
        "privacy",
        "message",
        "messages",
        "sánchez",
    ];
    const SYLLABLES: [&str; 24] = [
        "ra", "ti", "con", "per", "mo", "sur", "ve", "il", "lan", "ce", "der", "no", "pre", "sta", "be", "lu", "for",
        "ge", "ma", "in", "re", "te", "do", "ki",
    ];
    let mut chance = Chance(1);
    let mut words: Vec<String> = COMMON.map(str::to_owned).to_vec();
    while words.len() < count {
        let syllables = 2 + chance.below(3);
        words.push((0..syllables).map(|_| SYLLABLES[chance.below(SYLLABLES.len())]).collect());
    }
    words
}

fn debate(size: usize) -> Debate {
    // Twice the statements, but no more than a language has: 256 to 65,536.
    let bits = (size.ilog2() as usize + 1).min(16);
    let words = words(1 << bits);
    let mut chance = Chance(2);
    let mut sentence = |length: usize| {
        let text: Vec<&str> = (0..length).map(|_| &*words[chance.rank(bits)]).collect();
        Text::new(&text.join(" "))
    };
    let mut parts = Parts { title: Text::new("Generated"), ..Parts::default() };
    for number in 0..size / 50 + 3 {
        parts.actors.push(Actor {
            id: format!("actor-{number}").into(),
            name: sentence(2),
            role: Some(sentence(3)),
            aka: Vec::new(),
            note: None,
        });
        parts.sources.push(Source {
            id: format!("source-{number}").into(),
            title: sentence(6),
            kind: None,
            publisher: Some(sentence(2)),
            authors: Vec::new(),
            date: None,
            url: None,
            text: None,
            note: None,
        });
        parts.tags.push(sentence(1));
    }
    let many = parts.actors.len();
    for number in 0..size {
        let kind = match number {
            0 => StatementKind::Question,
            1..4 => StatementKind::Position,
            _ => StatementKind::Argument,
        };
        let text = sentence(14);
        let id: Vec<&str> = text.split(' ').take(3).collect();
        let mut statement = Statement::new(&format!("{}-{number}", id.join("-")), kind);
        statement.text = Some(text);
        statement.relations.extend((number > 0).then(|| Relation {
            kind: RelationKind::Supports,
            target: StatementIndex::new(number / 3),
            on: None,
        }));
        statement.said.push(Attribution {
            actor: ActorIndex::new(number * 7 % many),
            source: Some(SourceIndex::new(number * 11 % many)),
            stance: Stance::Asserts,
            quote: Some(sentence(10)),
            place: None,
        });
        statement.tags.push(TagIndex::new(number * 13 % many));
        parts.statements.push(statement);
    }
    Debate::new(parts)
}

fn made(size: usize) -> &'static (Debate, Index) {
    static MADE: [OnceLock<(Debate, Index)>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let place = SIZES.iter().position(|other| *other == size).unwrap_or(0);
    MADE[place].get_or_init(|| {
        let debate = debate(size);
        let index = Index::new(&debate);
        (debate, index)
    })
}

#[divan::bench(args = SIZES, max_time = 5)]
fn index(bencher: Bencher<'_, '_>, size: usize) {
    let (debate, _) = made(size);
    bencher.bench(|| Index::new(black_box(debate)));
}

/// One key press: a query at its end, and the hits of a screen.
fn key_press(bencher: Bencher<'_, '_>, size: usize, query: &str) {
    let (debate, index) = made(size);
    bencher.bench(|| index.search(black_box(debate), black_box(query), 50));
}

#[divan::bench(args = SIZES)]
fn one_letter(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "s");
}

#[divan::bench(args = SIZES)]
fn one_word(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "surveillance");
}

#[divan::bench(args = SIZES)]
fn commonest_word(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "the");
}

#[divan::bench(args = SIZES)]
fn two_words(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "surveillance state");
}

#[divan::bench(args = SIZES)]
fn two_words_and_a_letter(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "surveillance state p");
}

#[divan::bench(args = SIZES)]
fn phrase(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "\"surveillance state\"");
}

#[divan::bench(args = SIZES)]
fn typing_error(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "surveilanec");
}

#[divan::bench(args = SIZES)]
fn two_typing_errors(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "zurveilanec sttae");
}

#[divan::bench(args = SIZES)]
fn found_nowhere(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "qqwxyzv");
}

#[divan::bench(args = SIZES)]
fn letters_of_an_id(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "nosthepla");
}

#[divan::bench(args = SIZES)]
fn fields_only(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "kind:rebuttal is:unanswered -by:actor-1");
}

#[divan::bench(args = SIZES)]
fn words_and_fields(bencher: Bencher<'_, '_>, size: usize) {
    key_press(bencher, size, "surveillance kind:rebuttal by:s -police");
}
