//! The same search without an index, as plainly as it can be said: what the index must agree with.

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;

use super::entry::{Entries, each_lent, each_own};
use super::words::each_word;
use super::*;
use crate::debate::{
    Actor, ActorIndex, Attribution, Parts, Source, SourceIndex, Stance, Statement, StatementKind, TagIndex, Text,
};

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.letters.to_owned()));
    words
}

/// The words of an entry, each with what it weighs, and of each name that is lent to it whose it is.
struct Read {
    own: Vec<(String, u32)>,
    lent: Vec<(Field, String, String)>,
}

fn read(debate: &Debate, entries: Entries, number: u32) -> Read {
    let mut read = Read { own: Vec::new(), lent: Vec::new() };
    each_own(debate, entries.entry(number), |piece| {
        let tenths = u32::from(piece.field.tenths());
        read.own.extend(words(piece.text).into_iter().map(|word| (word, tenths)));
    });
    each_lent(debate, entries.entry(number), |piece| {
        // Here nobody has another name, so that a lender is known by its only one.
        read.lent.extend(words(piece.text).into_iter().map(|word| (piece.field, piece.text.to_owned(), word)));
    });
    read
}

/// What words for which `is_meant` holds weigh in an entry.
fn weight(read: &Read, is_meant: &dyn Fn(&str) -> bool) -> u32 {
    let own: u32 = read.own.iter().filter(|(word, _)| is_meant(word)).map(|(_, tenths)| tenths).sum();
    let lenders: HashSet<(Field, &str)> =
        read.lent.iter().filter(|(.., word)| is_meant(word)).map(|(field, name, _)| (*field, &**name)).collect();
    own + lenders.into_iter().map(|(field, _)| u32::from(field.tenths())).sum::<u32>()
}

/// The entries that have all terms, and their scores; with each term whether beginnings count.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn matching(debate: &Debate, terms: &[(String, bool)]) -> Vec<(u32, f32)> {
    let entries = Entries::of(debate);
    let read: Vec<Read> = (0..entries.count()).map(|number| read(debate, entries, number)).collect();
    let kind = |number: u32| entries.entry(number).word(debate);
    let length = |read: &Read| read.own.iter().map(|(_, tenths)| *tenths).sum::<u32>() as f32 / 10.0;
    let norm = |number: u32| {
        let alike: Vec<f32> =
            (0..).zip(&read).filter(|(other, _)| kind(*other) == kind(number)).map(|(_, read)| length(read)).collect();
        let average = (alike.iter().sum::<f32>() / alike.len() as f32).max(1.0);
        1.0 / (0.6 + 0.4 * length(&read[number as usize]) / average)
    };
    let everything = read.len() as f32;
    let mut found: Vec<(u32, f32)> = (0..entries.count()).map(|number| (number, 0.0)).collect();
    for (term, beginning) in terms {
        let begins = |word: &str| word.starts_with(term) && (*beginning || word == term);
        let different = |read: &Read| {
            read.own.iter().map(|(word, _)| word).filter(|word| begins(word)).collect::<BTreeSet<_>>().len()
        };
        let count = (read.iter().map(different).sum::<usize>() as f32).min(everything);
        let rarity = (1.0 + (everything - count + 0.5) / (count + 0.5)).ln();
        found.retain_mut(|(number, score)| {
            let read = &read[*number as usize];
            let (weight, strength) = match (weight(read, &|word| word == term), weight(read, &begins)) {
                (0, 0) => return false,
                (0, begun) => (begun, 0.5),
                (exact, _) => (exact, 1.0),
            };
            let count = weight.min(255) as f32 / 10.0 * norm(*number);
            *score += rarity * strength * count / (1.2 + count);
            true
        });
    }
    found
}

fn prose() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec!["a", "ab", "abc", "abd", "b", "bc", "bcd", "bce", "c", "é", "ça", "討"]);
    proptest::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

/// A debate of few words, in which names lend to statements.
fn debates() -> impl Strategy<Value = Debate> {
    let statement = (prose(), proptest::option::of(prose()), 0_usize..3, proptest::option::of(0_usize..2), 0_u8..3);
    let lists = (
        proptest::collection::vec(statement, 0..150),
        proptest::collection::vec(prose(), 3),
        proptest::collection::vec(prose(), 2),
        proptest::sample::subsequence(vec!["a", "abc", "c", "ça"], 0..4),
    );
    lists.prop_map(|(statements, names, titles, tags)| {
        let mut parts = Parts { title: Text::new("Generated"), ..Parts::default() };
        for (number, name) in names.iter().enumerate() {
            let id = format!("x{number}");
            let name = Text::new(&format!("{name} y{number}"));
            parts.actors.push(Actor { id: id.into(), name, role: None, aka: Vec::new(), note: None });
        }
        for (number, title) in titles.iter().enumerate() {
            parts.sources.push(Source {
                id: format!("z{number}").into(),
                title: Text::new(&format!("{title} y{number}")),
                kind: None,
                publisher: Some(Text::new("abc press")),
                authors: Vec::new(),
                date: None,
                url: None,
                text: None,
                note: None,
            });
        }
        parts.tags = tags.iter().map(|tag| Text::new(tag)).collect();
        for (number, (text, quote, actor, source, tag)) in statements.into_iter().enumerate() {
            let kind = if number % 3 == 0 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&format!("s{number}"), kind);
            statement.text = Some(Text::new(&text));
            statement.said.push(Attribution {
                actor: ActorIndex::new(actor),
                source: source.map(SourceIndex::new),
                stance: Stance::Asserts,
                quote: quote.map(|quote| Text::new(&quote)),
                place: None,
            });
            statement.tags.extend((usize::from(tag) < tags.len()).then(|| TagIndex::new(usize::from(tag))));
            parts.statements.push(statement);
        }
        Debate::new(parts)
    })
}

proptest! {
    #[test]
    fn the_index_finds_what_a_plain_look_at_every_text_finds(
        debate in debates(),
        typed in proptest::sample::subsequence(vec!["a", "ab", "abc", "b", "bc", "bcd", "c", "é", "s"], 1..4).prop_shuffle(),
        growing in any::<bool>(),
    ) {
        let index = Index::new(&debate);
        let last = typed.len() - 1;
        let terms: Vec<(String, bool)> = typed
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let word = words(word).concat();
                let beginning = (at == last && growing) || word.len() >= 3 || index.vocabulary.find(&word).is_none();
                (word, beginning)
            })
            .collect();
        let line = typed.join(" ") + if growing { "" } else { " " };
        let query = index.compile(&debate, &line);
        let scores = rank::matching(&index, &debate, &query);
        let found: Vec<u32> = scores.found.iter().collect();
        let expected = matching(&debate, &terms);
        prop_assert_eq!(&found, &expected.iter().map(|(number, _)| *number).collect::<Vec<_>>(), "{}", line);
        for (number, score) in expected {
            prop_assert!((scores.score(number) - score).abs() < 1e-4, "{} of {}: {} and {}", line, number, scores.score(number), score);
        }
    }
}
