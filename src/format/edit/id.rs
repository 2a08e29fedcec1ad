//! An id made from a text: few words that mean something, joined by hyphens.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::debate::is_id;

/// Words of an id.
const WORDS: usize = 4;

/// Characters of an id, but for a number behind it.
const LENGTH: usize = 32;

/// English words that say little by themselves. Words of other languages are taken as they come.
const LITTLE: [&str; 36] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from", "has", "have",
    "if", "in", "is", "it", "its", "of", "on", "or", "so", "that", "the", "their", "them", "there", "they", "this",
    "to", "was", "with",
];

/// An id that says what `text` is about and that is not `taken`; of a text without a letter or digit, `otherwise`.
pub(super) fn made_from(text: &str, otherwise: &str, taken: impl Fn(&str) -> bool) -> String {
    let text = folded(text);
    let all: Vec<&str> = text
        // An apostrophe belongs to its word and falls out of it.
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c)))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !LITTLE.contains(word)).collect();
    let mut id = String::new();
    for word in if telling.is_empty() { all } else { telling }.into_iter().take(WORDS) {
        let word: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
        if !id.is_empty() && id.chars().count() + 1 + word.chars().count() > LENGTH {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LENGTH));
    }
    if !is_id(&id) {
        otherwise.clone_into(&mut id);
    }
    let numbered = (2_usize..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// In lower case, Latin letters without their accents. Other scripts keep their marks, which are letters there.
fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut latin = false;
    for c in text.nfkd() {
        if is_combining_mark(c) && latin {
            continue;
        }
        latin = c.is_ascii_alphabetic();
        plain.extend(c.to_lowercase());
    }
    plain.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_few_telling_words() {
        for (text, id) in [
            ("The trains run empty in winter.", "trains-run-empty-winter"),
            ("Rafael López", "rafael-lopez"),
            ("Durov's lawyer", "durovs-lawyer"),
            ("Is it so?", "is-it-so"),
            ("“No”: 12.5 % of them", "no-12-5"),
            ("Обсуждение поездов", "обсуждение-поездов"),
            ("ночной поезд", "ночной-поезд"),
            ("討論夜車", "討論夜車"),
            ("हिन्दी", "हिन्दी"),
            ("?!", "argument"),
            ("🚂", "argument"),
            ("incomprehensibilities incomprehensibilities", "incomprehensibilities"),
        ] {
            assert_eq!(made_from(text, "argument", |_| false), id);
        }
        assert_eq!(made_from(&"x".repeat(100), "argument", |_| false), "x".repeat(32));
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let taken = ["yes", "yes-2"];
        assert_eq!(made_from("Yes!", "position", |id| taken.contains(&id)), "yes-3");
    }
}
