//! Fitting words into columns: wrapping, cutting at a word, counting.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal: those of its letters as they stand in cells, one beside the other, where
/// nothing is drawn together.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// Whether a letter, as it stands in a cell, is one of which terminals differ in how many columns it takes: it has several
/// characters, and not only marks on the first.
#[must_use]
pub fn is_doubtful(letter: &str) -> bool {
    // A character has four bytes at the most, and so have few letters of more.
    letter.len() >= 4
        && letter.chars().skip(1).any(|c| {
            let is_mark =
                matches!(c.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark);
            !is_mark || matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}')
        })
}

/// Breaks `text` into lines of at most `columns`, at the places Unicode allows (UAX #14), inside a word only where it
/// is longer than a line, and never inside a letter. Never fewer than one line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, columns.max(1))).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    // Most of what is told fits.
    let is_blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let (bytes, is_plain) = (line.as_bytes(), line.is_ascii());
    if is_plain && line.len() <= columns && !is_blank(bytes.first()) && !is_blank(bytes.last()) {
        return vec![line.to_owned()];
    }
    let mut pieces = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let blank = end + word.word.len();
        end = blank + word.whitespace.len();
        // The tables of words may be older than those of letters, and part a blank from the mark that stands on it.
        if is_plain || GraphemeCursor::new(end, line.len(), true).is_boundary(line, 0).unwrap_or(true) {
            Piece::add(&mut pieces, &line[start..blank], &line[blank..end], columns);
            start = end;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "no screen has that many columns")]
    let lines = wrap_first_fit(&pieces, &[columns as f64]);
    let joined = |pieces: &[Piece]| {
        let Some((last, others)) = pieces.split_last() else { return String::new() };
        let mut line = String::with_capacity(columns.min(line.len()));
        others.iter().flat_map(|piece| [piece.text, piece.blank]).for_each(|text| line.push_str(text));
        line.push_str(last.text);
        line
    };
    lines.into_iter().map(joined).collect()
}

/// What stays on one line, and the blanks between it and the next. The library would break long words between
/// characters and take the widths of those; on a screen letters stand.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    blank: &'a str,
    columns: usize,
}

impl<'a> Piece<'a> {
    /// Adds a word to `pieces`, as one of them or, where it is longer than a line, as several.
    fn add(pieces: &mut Vec<Self>, word: &'a str, blank: &'a str, columns: usize) {
        let whole = width(word);
        if whole <= columns {
            pieces.push(Self { text: word, blank, columns: whole });
            return;
        }
        let (mut start, mut used) = (0, 0);
        for (at, grapheme) in word.grapheme_indices(true) {
            let needed = grapheme.width();
            if used > 0 && used + needed > columns {
                pieces.push(Self { text: &word[start..at], blank: "", columns: used });
                (start, used) = (at, 0);
            }
            used += needed;
        }
        pieces.push(Self { text: &word[start..], blank, columns: used });
    }
}

#[expect(clippy::cast_precision_loss, reason = "no word has that many letters")]
impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        width(self.blank) as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks a line as [`wrap`] does, into the bytes of each row; blanks at the end of a row belong to none.
#[must_use]
pub fn wrap_ranges(line: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    // The row so far, blanks behind it left out; where the next word begins, and the columns up to there.
    let (mut start, mut end, mut at, mut used) = (0, 0, 0, 0);
    for word in textwrap::WordSeparator::UnicodeBreakProperties.find_words(line) {
        let wide = width(word.word);
        if used + wide > columns {
            if end > start {
                rows.push(start..end);
            }
            (start, used) = (at, 0);
        }
        if wide > columns {
            for (offset, grapheme) in word.word.grapheme_indices(true) {
                let wide = width(grapheme);
                if used > 0 && used + wide > columns {
                    rows.push(start..at + offset);
                    (start, used) = (at + offset, 0);
                }
                used += wide;
            }
        } else {
            used += wide;
        }
        end = at + word.word.len();
        at = end + word.whitespace.len();
        used += word.whitespace.len();
    }
    rows.push(start..end);
    rows
}

/// Columns of the longest piece of `text` that [`wrap`] does not break where lines are long enough for it.
#[must_use]
pub fn longest_word(text: &str) -> usize {
    let words = text.split('\n').flat_map(|line| WordSeparator::UnicodeBreakProperties.find_words(line));
    words.map(|word| width(word.word)).max().unwrap_or(0)
}

/// As [`wrap`], but at most `lines`, the last one cut with `…` where there is more.
#[must_use]
pub fn wrap_at_most(text: &str, columns: usize, lines: usize) -> Vec<String> {
    // What cannot be shown need not be wrapped: few letters take more than eight bytes a column.
    let enough = text.floor_char_boundary(columns.saturating_mul(lines.saturating_add(1)).saturating_mul(8));
    let mut wrapped = wrap(&text[..enough], columns);
    if wrapped.len() <= lines && enough < text.len() {
        wrapped = wrap(text, columns);
    }
    if wrapped.len() > lines {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut() {
            *last = cut(&format!("{last} {}", "…".repeat(columns)), columns);
        }
    }
    wrapped
}

/// The first line of `text` in at most `columns`, cut at a word with `…` behind it where there is more. Where even the
/// first word is too long it is cut inside.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    let line = text.lines().next().unwrap_or_default();
    let more = line.len() < text.trim_end().len();
    if columns == 0 {
        return String::new();
    }
    if !more && line.is_ascii() && line.len() <= columns {
        return line.to_owned();
    }
    let mut used = 0;
    let mut fits = 0;
    let mut word_end = 0;
    let mut last_blank = true;
    for (at, grapheme) in line.grapheme_indices(true) {
        let blank = grapheme.chars().all(char::is_whitespace);
        // A word may be the last one only where the mark of cutting fits behind it.
        if blank && !last_blank && used < columns {
            word_end = at;
        }
        last_blank = blank;
        used += grapheme.width();
        if used > columns {
            let end = if word_end > 0 { word_end } else { fits };
            return format!("{}…", line[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '…']));
        }
        if used < columns {
            fits = at + grapheme.len();
        }
    }
    if !more {
        return line.to_owned();
    }
    let end = if used < columns {
        line.len()
    } else if word_end > 0 {
        word_end
    } else {
        fits
    };
    format!("{}…", line[..end].trim_end_matches([' ', '…']))
}

/// A name in at most `columns`, with `…` in place of its middle where it is longer: its end tells the most.
#[must_use]
pub fn cut_in_the_middle(name: &str, columns: usize) -> String {
    if name.width() <= columns {
        return name.to_owned();
    }
    let room = columns.saturating_sub(1);
    let (mut start, mut used) = (0, 0);
    for (at, grapheme) in name.grapheme_indices(true) {
        used += grapheme.width();
        if used > room / 3 {
            break;
        }
        start = at + grapheme.len();
    }
    let (mut end, mut used) = (name.len(), name[..start].width());
    for (at, grapheme) in name.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > room || at < start {
            break;
        }
        end = at;
    }
    if columns == 0 { String::new() } else { format!("{}…{}", &name[..start], &name[end..]) }
}

/// With a capital letter at the beginning.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// `1 reply`, `2 replies`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_word_is_what_a_line_must_have_room_for() {
        for (text, expected) in [
            ("", 0),
            ("an air bag", 3),
            ("a well-known inventiveness", 13),
            ("e\u{301}te\u{301} ici", 3),
            ("討論討論", 2),
            ("one\nthree", 5),
        ] {
            assert_eq!(longest_word(text), expected, "{text}");
            let broken = wrap(text, expected).concat();
            assert_eq!(broken.replace(' ', ""), text.replace([' ', '\n'], ""), "{text}");
        }
    }

    #[test]
    fn text_is_cut_at_a_word() {
        for (text, columns, expected) in [
            ("Fear of prison keeps people away", 40, "Fear of prison keeps people away"),
            ("Fear of prison keeps people away", 32, "Fear of prison keeps people away"),
            ("Fear of prison keeps people away", 31, "Fear of prison keeps people…"),
            ("Fear of prison keeps people away", 15, "Fear of prison…"),
            ("Fear of prison keeps people away", 14, "Fear of…"),
            ("Wait, what", 6, "Wait…"),
            ("Incomprehensible", 8, "Incompr…"),
            ("Incomprehensible", 1, "…"),
            ("Incomprehensible", 0, ""),
            ("two\nlines", 10, "two…"),
            ("two\nlines", 3, "tw…"),
            ("討論討論", 5, "討論…"),
            ("", 5, ""),
        ] {
            assert_eq!(cut(text, columns), expected, "{text:?} in {columns}");
        }
    }

    #[test]
    fn names_are_cut_in_the_middle() {
        for (name, columns, expected) in [
            ("/tmp/debates/corpus.agonpack", 28, "/tmp/debates/corpus.agonpack"),
            ("/tmp/debates/corpus.agonpack", 24, "/tmp/de…/corpus.agonpack"),
            ("/tmp/debates/corpus.agonpack", 4, "/…ck"),
            ("/tmp/debates/corpus.agonpack", 2, "…k"),
            ("/tmp/debates/corpus.agonpack", 1, "…"),
            ("/tmp/debates/corpus.agonpack", 0, ""),
            ("討論討論討論", 7, "討…討論"),
        ] {
            assert_eq!(cut_in_the_middle(name, columns), expected, "{name} in {columns}");
        }
    }

    #[test]
    fn text_wraps_at_words_and_a_bound() {
        let text = "One two three four five six seven";
        assert_eq!(wrap(text, 10), ["One two", "three four", "five six", "seven"]);
        assert_eq!(wrap_at_most(text, 10, 2), ["One two", "three…"]);
        assert_eq!(wrap_at_most(text, 10, 4), ["One two", "three four", "five six", "seven"]);
        assert_eq!(wrap("", 10), [""]);
        for (line, columns, expected) in [
            (text, 10, vec!["One two", "three four", "five six", "seven"]),
            ("  set in, and on", 8, vec!["  set", "in, and", "on"]),
            ("      set in", 4, vec!["set", "in"]),
            ("討論、很長", 4, vec!["討", "論、", "很長"]),
            ("incomprehensible thing", 8, vec!["incompre", "hensible", "thing"]),
            ("", 8, vec![""]),
        ] {
            let rows: Vec<&str> = wrap_ranges(line, columns).into_iter().map(|row| &line[row]).collect();
            assert_eq!(rows, expected, "{line:?} in {columns}");
        }
    }

    #[test]
    fn letters_are_measured_as_they_stand_in_cells() {
        for (text, columns) in [
            ("plain", 5),
            ("討論", 4),
            ("e\u{301}", 1),
            ("❤\u{fe0f}", 2),
            ("👩\u{200d}👩\u{200d}👧", 2),
            // Lam and alef are drawn as one where letters join, and in two cells where they cannot.
            ("لا", 2),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
        }
        assert_eq!(wrap("a \u{113e1}b c", 2), ["a \u{113e1}", "b", "c"]);
        assert_eq!(wrap("v\u{c55}\u{bc6}w", 1), ["v\u{c55}\u{bc6}", "w"]);
        assert_eq!(wrap(&"❤\u{fe0f}".repeat(5), 4), ["❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f}"]);
    }

    #[test]
    fn letters_of_which_terminals_take_the_width_differently_are_known() {
        for (letter, expected) in [
            ("a", false),
            ("│", false),
            ("🚆", false),
            ("e\u{301}\u{302}", false),
            ("שׁ", false),
            ("👍🏽", true),
            ("❤\u{fe0f}", true),
            ("1\u{fe0f}\u{20e3}", true),
            ("🇸🇪", true),
            ("👩\u{200d}👧", true),
            ("क्ष", true),
            ("हि", true),
        ] {
            assert_eq!(is_doubtful(letter), expected, "{letter}");
        }
    }

    #[test]
    fn what_is_left_out_is_marked_however_many_bytes_its_letters_take() {
        let letter = format!("e{}", "\u{301}".repeat(6));
        assert_eq!(wrap_at_most(&letter.repeat(10), 4, 3), [letter.repeat(4), letter.repeat(4), letter.repeat(2)]);
        let wrapped = wrap_at_most(&letter.repeat(13), 4, 3);
        assert_eq!(wrapped, [letter.repeat(4), letter.repeat(4), format!("{}…", letter.repeat(3))]);
    }

    /// Letters wider, narrower or longer than they seem, and words.
    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "👩\u{200d}👩\u{200d}👧",
            "🇩🇪",
            "لا",
            "ｶﾞ",
            "討論",
            "e\u{301}\u{302}\u{303}",
            "ก็ำ",
            "क्ष",
            "\u{1112}\u{1161}\u{11ab}",
            "﷽",
            "v\u{c55}\u{bc6}",
            " ",
            " ",
            "\n",
            "word",
            "incomprehensibilities",
        ];
        let pieces = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40);
        prop_oneof![any::<String>(), pieces.prop_map(|pieces| pieces.concat())]
    }

    /// The letters of a text, without what may vanish where a line ends.
    fn letters<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let graphemes = lines.into_iter().flat_map(|line| line.graphemes(true));
        graphemes.filter(|grapheme| !grapheme.chars().all(char::is_whitespace)).collect()
    }

    fn is_one_letter(line: &str) -> bool {
        line.graphemes(true).count() == 1
    }

    proptest! {
        #[test]
        fn no_letter_is_broken_or_lost(raw in text(), columns in 0_usize..60) {
            let text = crate::debate::clean(&raw);
            let wrapped = wrap(&text, columns);
            prop_assert_eq!(letters(wrapped.iter().map(String::as_str)), letters([&*text]));
        }

        #[test]
        fn nothing_is_wider_than_its_columns(raw in text(), columns in 2_usize..60, lines in 1_usize..5) {
            let text = crate::debate::clean(&raw);
            prop_assert!(width(&cut(&text, columns)) <= columns, "{:?}", cut(&text, columns));
            let wrapped = wrap_at_most(&text, columns, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                // Some letters are wider than any line of few columns.
                prop_assert!(width(&line) <= columns || is_one_letter(&line), "{line:?}");
            }
            for line in text.lines() {
                let rows = wrap_ranges(line, columns);
                let shown: String = rows.iter().map(|row| &line[row.clone()]).collect();
                prop_assert_eq!(shown.replace(' ', ""), line.replace(' ', ""));
                for row in rows {
                    let row = &line[row];
                    prop_assert!(width(row) <= columns || is_one_letter(row), "{row:?}");
                }
            }
        }
    }
}
