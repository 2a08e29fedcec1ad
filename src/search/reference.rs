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

/// The texts of an entry as words, each with what a word of it weighs, and the names that are lent to it.
struct Read {
    own: Vec<(Vec<String>, u32)>,
    lent: Vec<(Field, String, Vec<String>)>,
}

fn read(debate: &Debate, entries: Entries, number: u32) -> Read {
    let mut read = Read { own: Vec::new(), lent: Vec::new() };
    each_own(debate, entries.entry(number), |piece| {
        let tenths = u32::from(piece.field.tenths());
        read.own.push((words(piece.text), tenths));
    });
    each_lent(debate, entries.entry(number), |piece| {
        // Here nobody has another name, so that a lender is known by its only one.
        read.lent.push((piece.field, piece.text.to_owned(), words(piece.text)));
    });
    read
}

/// The last words of all places where a text has the words of a term but the last one, and behind them one that
/// `is_meant`.
fn last_words<'a>(text: &'a [String], term: &[String], is_meant: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    let (_, first) = term.split_last().expect("a term has a word");
    let ends = |window: &'a [String]| {
        let (last, before) = window.split_last().expect("as many as the term");
        (before == first && is_meant(last)).then_some(last.as_str())
    };
    text.windows(term.len()).filter_map(ends).collect()
}

/// What a term weighs in an entry, of which the last word is any that `is_meant`.
fn weight(read: &Read, term: &[String], is_meant: &dyn Fn(&str) -> bool) -> u32 {
    let count = |text: &[String]| u32::try_from(last_words(text, term, is_meant).len()).expect("few words");
    let own: u32 = read.own.iter().map(|(text, tenths)| count(text) * tenths).sum();
    let lenders: HashSet<(Field, &str)> =
        read.lent.iter().filter(|(.., text)| count(text) > 0).map(|(field, name, _)| (*field, &**name)).collect();
    own + lenders.into_iter().map(|(field, _)| u32::from(field.tenths())).sum::<u32>()
}

/// The entries that have all terms, and their scores. A term is words side by side, and whether beginnings of the last
/// one count.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn matching(debate: &Debate, terms: &[(Vec<String>, bool)]) -> Vec<(u32, f32)> {
    let entries = Entries::of(debate);
    let read: Vec<Read> = (0..entries.count()).map(|number| read(debate, entries, number)).collect();
    let kind = |number: u32| entries.entry(number).word(debate);
    let length = |read: &Read| {
        let words = |text: &[String]| u32::try_from(text.len()).expect("few words");
        read.own.iter().map(|(text, tenths)| words(text) * tenths).sum::<u32>() as f32 / 10.0
    };
    let norm = |number: u32| {
        let alike: Vec<f32> =
            (0..).zip(&read).filter(|(other, _)| kind(*other) == kind(number)).map(|(_, read)| length(read)).collect();
        let average = (alike.iter().sum::<f32>() / alike.len() as f32).max(1.0);
        1.0 / (0.6 + 0.4 * length(&read[number as usize]) / average)
    };
    let everything = read.len() as f32;
    let mut found: Vec<(u32, f32)> = (0..entries.count()).map(|number| (number, 0.0)).collect();
    for (term, beginning) in terms {
        let last = term.last().expect("a term has a word");
        let begins = |word: &str| word.starts_with(last) && (*beginning || word == last);
        let different = |read: &Read| {
            read.own.iter().flat_map(|(text, _)| last_words(text, term, &begins)).collect::<BTreeSet<_>>().len()
        };
        let count = (read.iter().map(different).sum::<usize>() as f32).min(everything);
        let rarity = (1.0 + (everything - count + 0.5) / (count + 0.5)).ln();
        found.retain_mut(|(number, score)| {
            let read = &read[*number as usize];
            let (weight, strength) = match (weight(read, term, &|word| word == last), weight(read, term, &begins)) {
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

/// Words, most of them common; now and then very many.
fn prose() -> impl Strategy<Value = String> {
    let common = proptest::sample::select(vec!["a", "ab", "abc", "abd", "b", "bc", "bcd", "bce", "c", "é", "ça", "討"]);
    let word = || prop_oneof![8 => common.clone().prop_map(str::to_owned), 1 => "[abc][a-z]{0,2}"];
    let words =
        prop_oneof![20 => proptest::collection::vec(word(), 1..7), 1 => proptest::collection::vec(word(), 50..90)];
    words.prop_map(|words| words.join(" "))
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

/// What is typed.
const WORDS: [&str; 9] = ["a", "ab", "abc", "b", "bc", "bcd", "c", "é", "s"];

proptest! {
    #[test]
    fn the_index_finds_what_a_plain_look_at_every_text_finds(
        debate in debates(),
        typed in proptest::sample::subsequence(WORDS.to_vec(), 1..4).prop_shuffle(),
        phrase in proptest::option::of(proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 2..5)),
        growing in any::<bool>(),
    ) {
        let index = Index::new(&debate);
        let last = typed.len() - 1;
        let mut terms: Vec<(Vec<String>, bool)> = typed
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let word = words(word);
                let is_long = word.concat().len() >= 3;
                let grows = at == last && growing && phrase.is_none();
                let beginning = grows || is_long || index.vocabulary.find(&word.concat()).is_none();
                (word, beginning)
            })
            .collect();
        let mut line = typed.join(" ");
        if let Some(phrase) = &phrase {
            line = format!("{line} \"{}", phrase.join(" "));
            terms.push((phrase.iter().map(|word| words(word).concat()).collect(), growing));
        }
        if !growing {
            line.push_str(if phrase.is_some() { "\"" } else { " " });
        }
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
