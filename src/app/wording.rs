//! Fitting words into columns: wrapping, cutting at a word, counting.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks `text` into lines of at most `columns`, at the places Unicode allows (UAX #14), inside a word only where it
/// is longer than a line. Never fewer than one line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options = textwrap::Options::new(columns.max(1))
        .word_separator(textwrap::WordSeparator::UnicodeBreakProperties)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// As [`wrap`], but at most `lines`, the last one cut with `…` where there is more.
#[must_use]
pub fn wrap_at_most(text: &str, columns: usize, lines: usize) -> Vec<String> {
    // What cannot be shown need not be wrapped: a character takes four bytes at the most, a mark on it a few more.
    let enough = text.floor_char_boundary(columns.saturating_mul(lines.saturating_add(1)).saturating_mul(8));
    let mut wrapped = wrap(&text[..enough], columns);
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
    fn text_wraps_at_words_and_a_bound() {
        let text = "One two three four five six seven";
        assert_eq!(wrap(text, 10), ["One two", "three four", "five six", "seven"]);
        assert_eq!(wrap_at_most(text, 10, 2), ["One two", "three…"]);
        assert_eq!(wrap_at_most(text, 10, 4), ["One two", "three four", "five six", "seven"]);
        assert_eq!(wrap("", 10), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_columns(raw in any::<String>(), columns in 2_usize..60, lines in 1_usize..5) {
            let text = crate::debate::clean(&raw);
            prop_assert!(width(&cut(&text, columns)) <= columns, "{:?}", cut(&text, columns));
            let wrapped = wrap_at_most(&text, columns, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
        }
    }
}
