//! Forms of one word: `train` and `trains`, `arrested` and `arrest`. Only in a language whose forms are known, and only
//! where the debate says that it is in that language, or a word tells by its letters ([`arabic`]).
//!
//! Words that are merely made from each other are no forms: whoever types `innovation` does not mean `innovate`, and
//! a misspelling must not pass for a form of what was meant, since corrections are told.

mod arabic;

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::vocabulary::Vocabulary;

/// Articles, prepositions, conjunctions, pronouns, auxiliaries and question words of English, in order. Who asks a whole
/// question types them, and they say nothing of what it is about.
#[rustfmt::skip]
const FUNCTION_WORDS: [&str; 71] = [
    "a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "is", "it", "its",
    "many", "may", "might", "much", "must", "my", "of", "on", "or", "our", "she", "should", "so", "than", "that",
    "the", "their", "them", "then", "there", "they", "this", "to", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

/// Those of them that a question begins with, in order; not `may` and `will`, which are a month and a name as well.
const ASKING: [&str; 22] = [
    "are", "could", "did", "do", "does", "had", "has", "have", "how", "is", "should", "was", "were", "what", "when",
    "where", "which", "who", "whom", "whose", "why", "would",
];

/// Letters of the longest ending, and one that is doubled before it.
const ENDING: usize = 4;

/// Words with the same stem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forms {
    /// The words that can be stemmed, by their stems; none in a language whose forms are not known.
    pub(super) by_stem: Vec<u32>,
}

impl Forms {
    /// Reads a vocabulary once; `language` is a tag of BCP 47. English stems are those of Porter's second stemmer.
    pub(super) fn new(language: Option<&str>, vocabulary: &Vocabulary) -> Self {
        let primary = language.and_then(|language| language.split('-').next());
        if !primary.is_some_and(|primary| primary.eq_ignore_ascii_case("en")) {
            return Self::default();
        }
        let mut stems: Vec<(Box<str>, u32)> = (0..vocabulary.len())
            .into_par_iter()
            .filter(|number| can_be_stemmed(vocabulary.word(*number)))
            .map(|number| (stem(vocabulary.word(number)), number))
            .collect();
        stems.par_sort_unstable();
        Self { by_stem: stems.into_iter().map(|(_, number)| number).collect() }
    }

    /// Whether a word is one of those that only join others or ask, in a language of which they are known.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        !self.by_stem.is_empty() && FUNCTION_WORDS.binary_search(&word).is_ok()
    }

    /// Whether what begins with this word is a question, in a language of which that is known.
    pub(super) fn asks(&self, word: &str) -> bool {
        !self.by_stem.is_empty() && ASKING.binary_search(&word).is_ok()
    }

    /// The other forms of a word, in order.
    pub(super) fn of(&self, word: &str, vocabulary: &Vocabulary) -> Vec<u32> {
        if arabic::is_arabic(word) {
            return arabic::forms(word, vocabulary);
        }
        if self.by_stem.is_empty() || !can_be_stemmed(word) {
            return Vec::new();
        }
        // Stems are dear: first it is asked whether anything begins as its forms would.
        let shared = word.get(..word.len().saturating_sub(ENDING)).unwrap_or_default();
        if vocabulary.beginning_with(shared).is_empty() {
            return Vec::new();
        }
        let wanted = stem(word);
        let start = self.by_stem.partition_point(|other| stem(vocabulary.word(*other)) < wanted);
        let rest = self.by_stem.get(start..).unwrap_or_default();
        let forms = rest.iter().copied().take_while(|other| stem(vocabulary.word(*other)) == wanted);
        let is_other_form = |other: &u32| {
            let other = vocabulary.word(*other);
            other != word && is_inflected_alike(word, other)
        };
        forms.filter(is_other_form).collect()
    }
}

fn stem(word: &str) -> Box<str> {
    Stemmer::create(Algorithm::English).stem(word).into()
}

/// Whether two words with the same stem differ by no more than what number, person and tense make of a word.
fn is_inflected_alike(one: &str, other: &str) -> bool {
    const ENDINGS: [&str; 10] = ["", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied"];
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let is_inflected = |word: &str| {
        let ending = word.get(shared..).unwrap_or_default();
        // "stop" and "stopped": the last letter is doubled.
        let doubled =
            ending.bytes().next() == shared.checked_sub(1).and_then(|last| word.as_bytes().get(last).copied());
        ENDINGS.contains(&ending) || (doubled && ending.get(1..).is_some_and(|rest| matches!(rest, "ed" | "ing")))
    };
    is_inflected(one) && is_inflected(other)
}

/// The stemmer knows the letters of English, and short words have no endings.
fn can_be_stemmed(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_known_in_english_only() {
        assert!(FUNCTION_WORDS.is_sorted() && ASKING.is_sorted());
        assert!(ASKING.iter().all(|word| FUNCTION_WORDS.contains(word)));
        let vocabulary = Vocabulary::new(["law", "how"].into_iter());
        for (language, word, expected) in [("en", "how", true), ("en", "law", false), ("de", "how", false)] {
            assert_eq!(Forms::new(Some(language), &vocabulary).is_function_word(word), expected, "{language} {word}");
        }
    }

    #[test]
    fn forms_are_known_in_english_only() {
        let words = [
            "arrest",
            "arrested",
            "arresting",
            "arrestingly",
            "build",
            "countries",
            "innovate",
            "innovation",
            "laws",
            "make",
            "stop",
            "stopped",
            "straße",
            "surveillance",
            "train",
            "trains",
            "was",
        ];
        let vocabulary = Vocabulary::new(words.into_iter());
        for (language, word, expected) in [
            (Some("en"), "arrests", &["arrest", "arrested", "arresting"][..]),
            (Some("en-GB"), "trains", &["train"]),
            (Some("EN"), "law", &["laws"]),
            (Some("en"), "building", &["build"]),
            (Some("en"), "making", &["make"]),
            (Some("en"), "stopping", &["stop", "stopped"]),
            (Some("en"), "country", &["countries"]),
            (Some("en"), "innovations", &["innovation"]),
            (Some("en"), "surveilance", &[]),
            (Some("en"), "build", &[]),
            (Some("en"), "is", &[]),
            (Some("en"), "straßen", &[]),
            (Some("de"), "trains", &[]),
            (Some("enm"), "trains", &[]),
            (None, "trains", &[]),
        ] {
            let forms = Forms::new(language, &vocabulary).of(word, &vocabulary);
            let forms: Vec<&str> = forms.into_iter().map(|form| vocabulary.word(form)).collect();
            assert_eq!(forms, expected, "{language:?} {word}");
        }
    }
}
