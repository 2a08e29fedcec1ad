//! Forms of an Arabic word: with the article, what is written together with it, and the conjunction before all.
//!
//! Arabic writes "the", "and", and before the article also "with", "as", "so" and "to" as one with the word behind them.
//! Two words are forms of one where they are the same without these, as the light10 stemmer takes them off (Larkey,
//! Ballesteros and Connell, "Light stemming for Arabic information retrieval", 2007): the conjunction where three letters
//! are left, then the article where two are. Other prefixes of one letter are no form without the article, since too many
//! words begin with them: `فكرة`, an idea, is no ball (`كرة`). Nor are endings touched.
//!
//! That a word is Arabic its letters tell, whatever language the debate is in: who is quoted may speak another. Persian
//! and Urdu write some of theirs otherwise, and a form must stand in the debate as well.

use crate::search::vocabulary::Vocabulary;

/// And.
const CONJUNCTION: &str = "و";
/// The article, alone and with what goes before it.
const ARTICLES: [&str; 5] = ["ال", "بال", "كال", "فال", "لل"];
/// God, who is not `له`, to him, with the article.
const GOD: &str = "لله";

/// Letters that are left at least without the conjunction and without the article.
const WITHOUT_CONJUNCTION: usize = 3;
const WITHOUT_ARTICLE: usize = 2;

/// Whether a folded word has only letters of the Arabic alphabet.
pub(super) fn is_arabic(word: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}');
    !word.is_empty() && word.chars().all(is_letter)
}

/// The other forms of an Arabic word, in order.
pub(super) fn forms(word: &str, vocabulary: &Vocabulary) -> Vec<u32> {
    let bare_word = bare(word);
    let mut forms = Vec::new();
    for conjunction in ["", CONJUNCTION] {
        for article in std::iter::once("").chain(ARTICLES) {
            let form = format!("{conjunction}{article}{bare_word}");
            forms.extend(vocabulary.find(&form).filter(|_| form != word && bare(&form) == bare_word));
        }
    }
    forms.sort_unstable();
    forms
}

/// A word without the conjunction and the article.
fn bare(word: &str) -> &str {
    let word = without(word, CONJUNCTION, WITHOUT_CONJUNCTION).unwrap_or(word);
    let bare = ARTICLES.iter().find_map(|article| without(word, article, WITHOUT_ARTICLE));
    bare.filter(|_| !word.ends_with(GOD)).unwrap_or(word)
}

/// What is behind a prefix, if that is so many letters at least.
fn without<'a>(word: &'a str, prefix: &str, least: usize) -> Option<&'a str> {
    word.strip_prefix(prefix).filter(|rest| rest.chars().count() >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_conjunctions_are_taken_off_where_enough_is_left() {
        for (word, expected) in [
            ("قانون", "قانون"),
            ("القانون", "قانون"),
            ("والقانون", "قانون"),
            ("بالقانون", "قانون"),
            ("وللقانون", "قانون"),
            ("الحق", "حق"),
            ("وقانون", "قانون"),
            // A boy is no "and", a thousand no "the", and God not "to him".
            ("ولد", "ولد"),
            ("الف", "الف"),
            ("والله", "الله"),
            ("بالله", "بالله"),
            ("بقانون", "بقانون"),
        ] {
            assert_eq!(bare(word), expected, "{word}");
        }
    }

    #[test]
    fn forms_are_words_that_are_the_same_without_articles() {
        let mut words = ["قانون", "القانون", "والقانون", "بقانون", "قانونية", "فكرة", "كرة", "الله", "له", "law"];
        words.sort_unstable();
        let vocabulary = Vocabulary::new(words.into_iter());
        for (word, expected) in [
            ("قانون", &["القانون", "والقانون"][..]),
            ("للقانون", &["القانون", "قانون", "والقانون"]),
            ("كرة", &[]),
            ("الله", &[]),
            ("له", &[]),
        ] {
            let mut forms: Vec<&str> = forms(word, &vocabulary).into_iter().map(|form| vocabulary.word(form)).collect();
            let mut expected = expected.to_vec();
            forms.sort_unstable();
            expected.sort_unstable();
            assert_eq!(forms, expected, "{word}");
        }
        for (word, expected) in [("قانون", true), ("قانون1", false), ("گفتگو", false), ("law", false), ("", false)]
        {
            assert_eq!(is_arabic(word), expected, "{word}");
        }
    }
}
