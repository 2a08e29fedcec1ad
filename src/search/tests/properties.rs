//! What holds of any query on any debate.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::super::fold::{fold, is_accent};
use super::super::words::each_word;
use super::*;
use crate::debate::StatementIndex;

fn finds(index: &Index, debate: &Debate, query: &str, place: usize) -> bool {
    let wanted = Entry::Statement(StatementIndex::new(place));
    index.search(debate, query, usize::MAX).hits.iter().any(|hit| hit.entry == wanted)
}

fn all_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(text[word.range].to_owned()));
    words
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| fold(c, |letter| out.push(letter)));
    out
}

/// Text of words, names and scripts, with odd characters between.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z]{1,12}",
                "[a-z]{2,6}['’_.-][a-z]{1,6}",
                "[áéßłøæñÅÇĞİıœ]{1,5}",
                "[夜行列車ひらカタ]{1,4}",
                "[\u{e01}-\u{e39}]{1,6}",
                "[ა-ჰא-ת\u{5b0}-\u{5bd}]{1,5}",
                "\\PC{1,4}",
                "-?(by|kind|near|is|x):[a-z]{0,5}",
                "OR|-|\"",
            ],
            1..12
        )
        .prop_map(|words| words.join(" ")),
    ]
}

/// A piece of a query on the night trains.
fn piece() -> impl Strategy<Value = String> {
    let simple = proptest::sample::select(vec![
        "trains",
        "sleeping",
        "cameras",
        "the",
        "state",
        "\"sleeping cars\"",
        "diaz",
        "by:diaz",
        "by:union",
        "by:s",
        "in:hearing-2031",
        "in:asleep",
        "kind:rebuttal",
        "kind:p",
        "is:unanswered",
        "is:unsourced",
        "has:quote",
        "has:reply",
        "tag:tax",
        "answers:staff",
        "under:yes-subsidy",
        "near:attendants",
        "stance:asserts",
        "stance:denies",
    ]);
    prop_oneof![
        4 => simple.clone().prop_map(str::to_owned),
        2 => simple.clone().prop_map(|piece| format!("-{piece}")),
        1 => (simple.clone(), simple).prop_map(|(one, other)| format!("{one} OR {other}")),
    ]
}

proptest! {
    #[test]
    fn any_query_on_any_debate_is_answered_with_marks_that_fit(
        texts in proptest::collection::vec(text(), 0..6),
        query in text(),
    ) {
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let results = index.search(&debate, &query, 10);
        prop_assert_eq!(&results, &index.search(&debate, &query, 10));
        let letters = folded(&query);
        for hit in &results.hits {
            let passage = hit.passage(&debate, &results.query);
            let text = &passage.text;
            let mut end = None;
            // What lacks a word may be found without any.
            let by_words = results.query.has_words() && results.query.clauses().iter().all(|one| one.lacking.is_empty());
            prop_assert!(!passage.matches.is_empty() || !by_words);
            for range in &passage.matches {
                prop_assert!(end < Some(range.start) && range.start < range.end, "{:?}", passage);
                let marked = text.get(range.clone());
                prop_assert!(marked.is_some(), "{:?}", passage);
                let marked = marked.unwrap_or_default();
                end = Some(range.end);
                if results.corrections.is_empty() && hit.score >= 1.0 {
                    // Marks that touch are joined, so the words of one are taken one by one.
                    each_word(marked, |word| {
                        let known = letters.contains(word.letters)
                            || results.query.terms().iter().any(|term| {
                                term.words.iter().any(|typed| word.letters.starts_with(&**typed) || typed.starts_with(word.letters))
                            });
                        assert!(known, "{marked} for {query}");
                    });
                }
            }
        }
    }

    /// Every piece of a query narrows what is found, or is not understood and changes nothing; a piece that is negated
    /// finds the statements that it does not find otherwise.
    #[test]
    fn every_hit_meets_every_piece_of_the_query(pieces in proptest::collection::vec(piece(), 1..4)) {
        let debate = night_trains();
        let index = Index::new(&debate);
        let found = |query: &str| -> Vec<Entry> {
            let results = index.search(&debate, query, usize::MAX);
            // What is corrected, or found by letters, is another query.
            let as_typed = results.corrections.is_empty() && results.hits.iter().all(|hit| hit.score >= 1.0);
            if as_typed { results.hits.iter().map(|hit| hit.entry).collect() } else { Vec::new() }
        };
        let query = pieces.join(" ") + " ";
        let hits = found(&query);
        for left_out in 0..pieces.len() {
            let mut others = pieces.clone();
            let one = others.remove(left_out) + " ";
            let alone = found(&one);
            prop_assert!(hits.iter().all(|hit| alone.contains(hit)), "{} finds more than {}", query, one);
            if !others.is_empty() {
                let more = found(&(others.join(" ") + " "));
                prop_assert!(hits.iter().all(|hit| more.contains(hit)), "{} loses hits without {}", query, one);
            }
            if !one.starts_with('-') && one.contains(':') && !one.contains(" OR ") {
                let without = found(&format!("-{one}"));
                for place in 0..debate.statements().len() {
                    let entry = Entry::Statement(StatementIndex::new(place));
                    prop_assert!(alone.contains(&entry) != without.contains(&entry), "{} of {:?}", one, entry);
                }
            }
        }
    }

    #[test]
    fn a_word_of_a_statement_finds_it(texts in proptest::collection::vec(text(), 1..6), pick in any::<prop::sample::Index>()) {
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let place = pick.index(texts.len());
        // Between two others it is an operator.
        let is_word = |word: &String| !word.eq_ignore_ascii_case("OR");
        for word in all_words(debate.statement(StatementIndex::new(place)).wording()).into_iter().filter(is_word) {
            prop_assert!(finds(&index, &debate, &word, place), "{}", word);
            // The iota below a Greek letter is dropped as an accent, but stands beside its capital.
            let shouted = word.to_uppercase();
            let subscript = word.chars().nfd().any(|c| c == '\u{345}');
            prop_assert!(subscript || finds(&index, &debate, &shouted, place), "{}", shouted);
            let bare: String = word.nfd().filter(|c| !is_accent(*c)).collect();
            prop_assert!(!is_word(&bare) || finds(&index, &debate, &bare, place), "{}", bare);
        }
    }

    #[test]
    fn one_typing_error_in_a_word_finds_it(
        pick in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        letter in proptest::char::range('a', 'z'),
        error in 0..4,
    ) {
        let debate = night_trains();
        let index = Index::new(&debate);
        let long = |word: &String| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic);
        let words: Vec<(usize, String)> = debate
            .statements()
            .iter()
            .enumerate()
            .flat_map(|(place, statement)| all_words(statement.wording()).into_iter().map(move |word| (place, folded(&word))))
            .filter(|(_, word)| word.is_ascii() && long(word))
            .collect();
        let (place, word) = &words[pick.index(words.len())];
        let mut letters: Vec<char> = word.chars().collect();
        let at = at.index(letters.len() - 1);
        match error {
            0 => letters.swap(at, at + 1),
            1 => letters.insert(at, letter),
            2 => letters[at] = letter,
            _ => { letters.remove(at); }
        }
        let typed: String = letters.into_iter().collect();
        // Another word, the beginning of one, or two that stand side by side, is taken at its word.
        let known = !index.vocabulary.beginning_with(&typed).is_empty()
            || index.compile(&debate, &typed).terms().iter().any(|term| !term.open.is_empty());
        prop_assert!(known || finds(&index, &debate, &typed, *place), "{} for {}", typed, word);
    }

    #[test]
    fn words_are_found_in_order(
        words in proptest::collection::btree_set("[abé]{1,5}", 0..40),
        typed in "[abé]{1,6}",
    ) {
        let vocabulary = vocabulary::Vocabulary::new(words.iter().map(String::as_str));
        let numbered = || (0..).zip(&words);
        let number = |holds: &dyn Fn(&str) -> bool| -> Vec<u32> {
            numbered().filter(|(_, word)| holds(word)).map(|(number, _)| number).collect()
        };
        prop_assert_eq!(vocabulary.find(&typed), number(&|word| word == typed).first().copied());
        prop_assert_eq!(vocabulary.beginning_with(&typed).collect::<Vec<_>>(), number(&|word| word.starts_with(&typed)));
        let begun = number(&|word| typed.starts_with(word) && word != typed);
        prop_assert_eq!(vocabulary.beginnings_of(&typed).map(|(number, _)| number).collect::<Vec<_>>(), begun);
        prop_assert!(vocabulary.beginnings_of(&typed).all(|(number, end)| vocabulary.word(number) == &typed[..end]));
    }

    #[test]
    fn the_nearest_spellings_are_those_of_the_whole_table(
        words in proptest::collection::btree_set("[ab]{1,6}|[abcé]{1,7}", 1..40),
        typed in "[abc]{1,8}",
        errors in 1_u8..3,
        unfinished in 0_u8..3,
    ) {
        let vocabulary = vocabulary::Vocabulary::new(words.iter().map(String::as_str));
        let beginning = |word: &str| {
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            ends.map(|end| distance(&word[..end], &typed)).min().unwrap_or(usize::MAX)
        };
        let at = |reach: u8, measure: &dyn Fn(&str) -> usize| -> Vec<u32> {
            (0..).zip(&words).filter(|(_, word)| measure(word) == usize::from(reach)).map(|(number, _)| number).collect()
        };
        let expected = (1..=errors.max(unfinished)).find_map(|reach| {
            let whole = if reach <= errors { at(reach, &|word| distance(word, &typed)) } else { Vec::new() };
            let begun = if reach <= unfinished { at(reach, &beginning) } else { Vec::new() };
            let found = if whole.is_empty() { (true, begun) } else { (false, whole) };
            (!found.1.is_empty()).then_some((reach, found.0, found.1))
        });
        let nearest = vocabulary.nearest(&typed, errors, unfinished);
        prop_assert_eq!(nearest.map(|nearest| (nearest.distance, nearest.beginning, nearest.words)), expected);
    }
}

/// The distance of optimal string alignment by the whole table.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = match (i, j) {
                (0, _) | (_, 0) => i + j,
                _ => {
                    let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    if swapped { best.min(table[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    table[one.len()][other.len()]
}
