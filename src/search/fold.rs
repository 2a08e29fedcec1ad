//! Letters as they are compared: without case, accents and other dress.
//!
//! Two spellings that a reader takes for the same word fold to the same letters: `Sánchez` and `SANCHEZ`, `Straße` and
//! `strasse`, `Łódź` and `lodz`, full-width and plain digits. What carries meaning in its script stays: Thai and Indic
//! vowel signs, the voiced kana. Folding works character by character, so that a place among the folded letters leads
//! back to a place in the text; only the marks of one letter may stand in another order than there.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{EmojiStatus, UnicodeEmoji};

/// What stands between the numbers of `½`: without it that would be a twelve.
const FRACTION: char = '\u{2044}';

/// Hands the folded letters of one character to `keep`; none for an accent, an apostrophe or a bracket.
///
/// Compatibility decomposition (Unicode Standard Annex #15, NFKD), then full case folding (The Unicode Standard, section
/// 3.13, as upper case and then lower case, which brings ß, ſ and ς where folding does), then the marks of the European
/// and Semitic scripts dropped, then the letters that Unicode does not take apart (ł, ø, æ) written in plain ones.
pub(super) fn fold(c: char, mut keep: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ';') {
            keep(c.to_ascii_lowercase());
        }
        return;
    }
    if !is_letter(c) {
        return;
    }
    let letters = std::iter::once(c).nfkd().filter(|part| is_letter(*part));
    for letter in letters.flat_map(char::to_uppercase).flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letters) => letters.chars().for_each(&mut keep),
            None => keep(letter),
        }
    }
}

/// Puts the marks of each letter in their canonical order (The Unicode Standard, section 3.11, D109), so that spellings
/// which differ in nothing else fold alike.
pub(super) fn put_marks_in_order(letters: &mut String) {
    let class = |c: &char| canonical_combining_class(*c);
    let is_out_of_order = |(one, next): (char, char)| class(&next) != 0 && class(&one) > class(&next);
    if letters.is_ascii() || !letters.chars().zip(letters.chars().skip(1)).any(is_out_of_order) {
        return;
    }
    let mut all: Vec<char> = letters.chars().collect();
    for marks in all.chunk_by_mut(|one, next| class(one) != 0 && class(next) != 0) {
        marks.sort_by_key(class);
    }
    *letters = all.into_iter().collect();
}

/// Whether a character changes the one before it and folds to nothing: a combining accent.
pub(super) fn is_accent(c: char) -> bool {
    // Fixed classes of Hebrew and Arabic points, and the classes of marks by where they stand. The other numbers are
    // vowel signs, tone marks and viramas of scripts that spell with them, and kana voicing.
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
}

/// The apostrophes that people and typesetters put inside words.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{ff07}')
}

/// Whether a character is read as a picture (Unicode Technical Standard #51): what stands as one by default, and of the
/// others the symbols that are no part of writing. The colours of skins are dress.
pub(super) fn is_emoji(c: char) -> bool {
    const SYMBOLS: char = '\u{2600}';
    c >= '\u{2300}'
        && match c.emoji_status() {
            EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent => true,
            EmojiStatus::EmojiOther | EmojiStatus::EmojiModifierBase => c >= SYMBOLS && !is_written(c),
            _ => false,
        }
}

/// Signs of writing among them: marks and circled letters of Chinese, Japanese and Korean, arrows.
fn is_written(c: char) -> bool {
    matches!(c, '\u{2900}'..='\u{32ff}')
}

fn is_letter(c: char) -> bool {
    !is_accent(c)
        && !is_apostrophe(c)
        && (c.is_alphanumeric()
            || is_emoji(c)
            || canonical_combining_class(c) != 0
            || matches!(c, '.' | ',' | ';' | FRACTION))
}

/// Plain letters for those that have no decomposition.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ł' | 'ƚ' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ə' => "e",
        _ => return None,
    })
}

/// One letter for one character, folded, so that places stay places.
#[must_use]
pub fn first_letter(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut first = None;
    fold(c, |letter| first = first.or(Some(letter)));
    first.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| fold(c, |letter| out.push(letter)));
        out
    }

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (text, letters) in [
            ("Sánchez", "sanchez"),
            ("Sa\u{301}nchez", "sanchez"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Łódź", "lodz"),
            ("Ærøskøbing", "aeroskobing"),
            ("Đorđe Œuvre", "dordeoeuvre"),
            ("İstanbul ISPARTA ırmak", "istanbulispartairmak"),
            ("ΟΔΟΣ οδός", "οδοσοδοσ"),
            ("Ёлка", "елка"),
            ("２０３１", "2031"),
            ("½ ⅞ 1\u{2044}2", "1\u{2044}27\u{2044}81\u{2044}2"),
            ("ﬁne", "fine"),
            ("ᾠδῇ ΩΔΗ", "ωδηωδη"),
            ("isn’t it's", "isntits"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
            ("か", "か"),
            ("ที่", "ที่"),
            ("(—…™🉀)", ""),
        ] {
            assert_eq!(folded(text), letters, "{text}");
        }
        assert_ne!(folded("が"), folded("か"));
        assert_ne!(folded("कि"), folded("कु"));
    }
}
