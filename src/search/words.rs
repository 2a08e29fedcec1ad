//! Text as words: where each one stands, and its folded letters.
//!
//! Word boundaries are those of Unicode Standard Annex #29, section 4, so that an ideograph is a word of its own and
//! Thai falls into its syllable signs; a few words that the annex leaves whole are taken apart, since people look for
//! their parts: `fear_of_prison`, `example.org`, `l’État`, and every letter of a run of katakana, as of ideographs. An
//! emoji is a word. What is written in two ways is one word: `U.S.A.` and `USA`, `1,000` and `1000`. A possessive `’s` is
//! not part of its word. Every word knows its place in the text to the byte, and no word is empty.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::fold::{fold, is_accent, is_apostrophe, is_emoji, put_marks_in_order};

/// Letters of a word that count; nothing that people write is longer.
pub(super) const LETTERS: usize = 64;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Its folded letters, at most [`LETTERS`].
    pub(super) letters: &'a str,
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// How many words stand before it.
    pub(super) number: usize,
    /// Whether nothing, or only a sign inside a word, lies between it and the word before.
    pub(super) joined: bool,
}

/// What a byte is to the words of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Sign,
    Blank,
    /// What the annex knows.
    Other,
}

/// The class of every byte, so that a text is read byte by byte with one look at each.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut c = 0_u8;
    while c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            classes[c as usize] = Class::Letter;
        } else if c.is_ascii_punctuation() {
            classes[c as usize] = Class::Sign;
        } else if c.is_ascii_whitespace() {
            classes[c as usize] = Class::Blank;
        }
        c += 1;
    }
    classes
};

/// Where bytes of a class end that begin at `start`.
#[inline]
fn end_of(class: Class, bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| CLASSES[usize::from(**byte)] == class).count()
}

/// Hands every word of `text` to `found`, in order.
pub(super) fn each_word(text: &str, found: impl FnMut(Word<'_>)) {
    each_word_beginning(text, |_| true, found);
}

/// Hands every word of `text` whose first byte, folded, `begins` one that is looked for to `found`, in order: the letters of
/// the others need not be put together.
pub(super) fn each_word_beginning(text: &str, begins: impl Fn(u8) -> bool, mut found: impl FnMut(Word<'_>)) {
    let bytes = text.as_bytes();
    let mut letters = String::new();
    let mut number = 0;
    let mut start = 0;
    while start < bytes.len() {
        // No word reaches over a blank, and most of what stands between two is plain: what is more is left to the annex.
        let first = end_of(Class::Sign, bytes, start);
        let last = end_of(Class::Letter, bytes, first);
        let end = end_of(Class::Sign, bytes, last);
        let is_over = bytes.get(end).is_none_or(|byte| CLASSES[usize::from(*byte)] == Class::Blank);
        if is_over && last - first <= LETTERS {
            if let Some(letter) = bytes.get(first).filter(|_| first < last) {
                if begins(letter.to_ascii_lowercase()) {
                    letters.clear();
                    letters.push_str(text.get(first..last).unwrap_or_default());
                    letters.make_ascii_lowercase();
                    found(Word { letters: &letters, range: first..last, number, joined: false });
                }
                number += 1;
            }
            start = end + 1;
        } else {
            let rest = bytes.get(end..).unwrap_or_default();
            let blank = end + rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
            let mut words = 0;
            each_word_of_run(text.get(start..blank).unwrap_or_default(), start, &mut letters, &mut |word: Word<'_>| {
                if word.letters.bytes().next().is_some_and(&begins) {
                    found(Word { number: number + word.number, ..word });
                }
                words = word.number + 1;
            });
            number += words;
            start = blank + 1;
        }
    }
}

/// Hands every word of a run without blanks, which begins at `before`, to `found`.
fn each_word_of_run(run: &str, before: usize, letters: &mut String, found: &mut impl FnMut(Word<'_>)) {
    let mut end = None;
    let mut number = 0;
    let mut each = |(start, segment): (usize, &str)| {
        let mut joined = end == Some(start);
        end = Some(start + segment.len());
        let start = before + start;
        each_part(segment, |part| {
            letters.clear();
            fold_into(segment.get(part.clone()).unwrap_or_default(), letters);
            if !letters.is_empty() {
                found(Word { letters, range: start + part.start..start + part.end, number, joined });
                joined = true;
                number += 1;
            }
        });
    };
    if run.is_ascii() {
        run.unicode_word_indices().for_each(each);
    } else {
        // Emoji are no words to the annex.
        let is_word = |segment: &str| segment.contains(|c: char| c.is_alphanumeric() || is_emoji(c));
        run.split_word_bound_indices().filter(|(_, segment)| is_word(segment)).for_each(&mut each);
    }
}

/// How many bytes of `word` it takes to have `count` folded letters, accents on the last one included.
pub(super) fn bytes_of_letters(word: &str, count: usize) -> usize {
    let mut letters = 0;
    let mut end = 0;
    // What an emoji is put together from is no part of it to be seen.
    if word.contains(is_emoji) {
        return word.len();
    }
    for (at, c) in word.char_indices() {
        if letters >= count && !is_accent(c) {
            break;
        }
        if !is_passed_over(word, at, c) {
            fold(c, |_| letters += 1);
        }
        end = at + c.len_utf8();
    }
    end
}

/// Whether a sign in a word is written by some and not by others.
fn is_passed_over(word: &str, at: usize, sign: char) -> bool {
    match sign {
        ',' => {
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let is_behind_one = word.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            is_behind_one && word.get(at + 1..).is_some_and(|behind| digits(behind) == 3)
        }
        '.' => is_abbreviation(word),
        _ => false,
    }
}

/// Whether a word is three letters or more with a full stop between every two: two may be as well the initials of a name,
/// or without their stops another word.
fn is_abbreviation(word: &str) -> bool {
    let is_letter = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    word.len() >= 5 && word.split('.').all(is_letter)
}

fn fold_into(part: &str, letters: &mut String) {
    if part.is_ascii() && part.len() <= LETTERS && part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        letters.push_str(part);
        letters.make_ascii_lowercase();
        return;
    }
    for (at, c) in part.char_indices() {
        if is_passed_over(part, at, c) {
            continue;
        }
        fold(c, |letter| {
            // A mark with no letter before it spells nothing.
            let begins = (letter.is_alphanumeric() || is_emoji(letter)) && !is_combining_mark(letter);
            if begins || !letters.is_empty() {
                letters.push(letter);
            }
        });
    }
    put_marks_in_order(letters);
    if let Some((end, _)) = letters.char_indices().nth(LETTERS) {
        letters.truncate(end);
    }
}

/// Takes one segment of the annex apart where people would.
fn each_part(segment: &str, mut found: impl FnMut(Range<usize>)) {
    let is_sign = |byte: u8| !byte.is_ascii_alphanumeric();
    if !segment.bytes().any(is_sign) || is_abbreviation(segment) {
        found(0..segment.len());
        return;
    }
    if segment.chars().any(is_katakana) {
        let mut parts = segment.grapheme_indices(true).map(|(at, letter)| at..at + letter.len()).peekable();
        while let Some(mut part) = parts.next() {
            // What is no katakana between two of them stays whole.
            let is_other = |part: &Range<usize>| !segment.get(part.clone()).unwrap_or_default().contains(is_katakana);
            while is_other(&part)
                && let Some(next) = parts.next_if(is_other)
            {
                part.end = next.end;
            }
            found(part);
        }
        return;
    }
    let mut start = 0;
    let mut before = ' ';
    let mut characters = segment.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, c)| *c);
        let between_digits = before.is_numeric() && after.is_numeric();
        let splits = match c {
            '_' | '＿' => true,
            '.' | ':' | '．' | '：' => !between_digits,
            _ if is_apostrophe(c) => is_elided(segment.get(start..at).unwrap_or_default()),
            _ => false,
        };
        if splits {
            found(start..possessed(segment, start..at));
            start = at + c.len_utf8();
        }
        before = c;
    }
    found(start..possessed(segment, start..segment.len()));
}

/// Katakana in both widths, and the sign that lengthens a vowel: what the annex joins to one word.
fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

/// Words that Romance languages cut short before a vowel: `l’État`, `dell’arte`.
fn is_elided(start: &str) -> bool {
    const ELIDED: [&str; 15] =
        ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "un", "dell", "all", "nell", "sull", "dall"];
    ELIDED.iter().any(|elided| folds_to(start, elided))
}

/// Where the part `range` of `segment` ends without a possessive `’s`.
fn possessed(segment: &str, range: Range<usize>) -> usize {
    let part = segment.get(range.clone()).unwrap_or_default();
    part.rsplit_once(is_apostrophe)
        .filter(|(owner, ending)| !owner.is_empty() && folds_to(ending, "s"))
        .map_or(range.end, |(owner, _)| range.start + owner.len())
}

/// Whether the folded letters of `part` are `letters`, told so that accents change nothing here either.
fn folds_to(part: &str, letters: &str) -> bool {
    let mut wanted = letters.chars();
    let mut same = true;
    for c in part.chars() {
        fold(c, |letter| same &= wanted.next() == Some(letter));
        if !same {
            return false;
        }
    }
    wanted.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words of a text as `place letters`, `+` before a joined one.
    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(text, |word| {
            let joined = if word.joined { "+" } else { "" };
            out.push(format!("{joined}{}={}", &text[word.range], word.letters));
        });
        out
    }

    #[test]
    fn words_are_those_a_reader_would_look_for() {
        for (text, expected) in [
            ("Night trains, again!", &["Night=night", "trains=trains", "again=again"][..]),
            ("Spain’s isn't O'Brien", &["Spain=spain", "isn't=isnt", "O'Brien=obrien"]),
            ("l’État dell'arte", &["l=l", "+État=etat", "dell=dell", "+arte=arte"]),
            ("fear_of-prison", &["fear=fear", "+of=of", "prison=prison"]),
            ("example.org 3.5 1,000", &["example=example", "+org=org", "3.5=3.5", "1,000=1000"]),
            (
                "U.S.A. a.b.c U.S. 1,000,000.5 1,00",
                &["U.S.A=usa", "a.b.c=abc", "U=u", "+S=s", "1,000,000.5=1000000.5", "1,00=1,00"],
            ),
            ("夜行列車", &["夜=夜", "+行=行", "+列=列", "+車=車"]),
            ("カメラと", &["カ=カ", "+メ=メ", "+ラ=ラ", "+と=と"]),
            ("ﾃﾞｰﾀ", &["ﾃﾞ=テ\u{3099}", "+ｰ=ー", "+ﾀ=タ"]),
            ("データ_a1", &["デ=テ\u{3099}", "+ー=ー", "+タ=タ", "+_a1=a1"]),
            ("Straße Łódź", &["Straße=strasse", "Łódź=lodz"]),
            ("½ 1\u{2044}2", &["½=1\u{2044}2", "1\u{2044}2=1\u{2044}2"]),
            (
                "ก\u{e48}\u{e38} ก\u{e38}\u{e48}",
                &["ก\u{e48}\u{e38}=ก\u{e38}\u{e48}", "ก\u{e38}\u{e48}=ก\u{e38}\u{e48}"],
            ),
            ("s\u{307}\u{323}o ṩo", &["s\u{307}\u{323}o=so", "ṩo=so"]),
            ("👍🏽 👍 ❤\u{fe0f} 🇪🇸", &["👍🏽=👍", "👍=👍", "❤\u{fe0f}=❤", "🇪🇸=🇪🇸"]),
            ("so👨\u{200d}👩\u{200d}👧🎉", &["so=so", "+👨\u{200d}👩\u{200d}👧=👨👩👧", "+🎉=🎉"]),
            ("— … © ™ → #", &[]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_lead_back_to_bytes() {
        for (word, count, bytes) in [
            ("Straße", 4, "Stra"),
            ("Straße", 5, "Straß"),
            ("Straße", 6, "Straß"),
            ("Straße", 7, "Straße"),
            ("Sa\u{301}nchez", 2, "Sa\u{301}"),
            ("Sánchez", 2, "Sá"),
            ("isn't", 4, "isn't"),
            ("a", 9, "a"),
            ("1,000", 2, "1,0"),
            ("U.S.A", 2, "U.S"),
            ("👨\u{200d}👩", 1, "👨\u{200d}👩"),
        ] {
            assert_eq!(&word[..bytes_of_letters(word, count)], bytes, "{word} {count}");
        }
    }

    proptest! {
        #[test]
        fn plain_words_are_those_of_the_annex(text in "([a-zA-Z0-9_'’.,;:é夜カ\u{301}\u{200d} \n-]|\\PC){0,40}") {
            let mut annex = Vec::new();
            let mut letters = String::new();
            each_word_of_run(&text, 0, &mut letters, &mut |word: Word<'_>| annex.push((word.letters.to_owned(), word.range, word.number, word.joined)));
            let mut read = Vec::new();
            each_word(&text, |word| read.push((word.letters.to_owned(), word.range, word.number, word.joined)));
            prop_assert_eq!(&read, &annex);
            annex.retain(|(letters, ..)| letters.starts_with(['b', 'é', '夜', '1']));
            read.clear();
            let begins = |first: u8| ["b", "é", "夜", "1"].iter().any(|letter| letter.as_bytes()[0] == first);
            each_word_beginning(&text, begins, |word| {
                read.push((word.letters.to_owned(), word.range, word.number, word.joined));
            });
            read.retain(|(letters, ..)| letters.starts_with(['b', 'é', '夜', '1']));
            prop_assert_eq!(read, annex);
        }

        #[test]
        fn every_word_stands_in_its_text_in_order(text in any::<String>()) {
            let mut end = 0;
            let mut fine = true;
            each_word(&text, |word| {
                fine &= word.range.start >= end && text.get(word.range.clone()).is_some();
                fine &= !word.letters.is_empty() && word.letters.chars().count() <= LETTERS;
                end = word.range.end;
            });
            prop_assert!(fine);
        }
    }
}
