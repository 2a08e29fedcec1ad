//! From a range of bytes to a file, a line, a column and the line itself, fit to be shown.
//!
//! The texts of a debate's files follow each other as one, and ranges are those of the whole: what tells of a place need
//! not know of files.

use std::borrow::Cow;
use std::ops::Range;

use super::limits;
use crate::debate::clean_line;

/// A place in a file, as a reader counts: from 1, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Which file, in the order of the texts.
    pub(super) file: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) length: usize,
    pub(super) source_line: String,
    pub(super) mark: Range<usize>,
}

/// The texts of the files of a debate, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    text: Cow<'a, str>,
    files: Vec<TextOf>,
}

/// Where the text of a file begins, and the file's name, safe to show.
#[derive(Debug)]
struct TextOf {
    start: usize,
    name: String,
}

impl<'a> Texts<'a> {
    /// The text of a single file.
    pub(super) fn of(name: &str, text: &'a str) -> Self {
        let mut texts = Self::default();
        texts.push(name, Cow::Borrowed(text));
        texts
    }

    /// Where the text of the next file will begin.
    pub(super) fn next(&self) -> usize {
        // A newline ends the last line of each text.
        if self.files.is_empty() { 0 } else { self.text.len() + 1 }
    }

    /// Puts the text of another file behind the others.
    pub(super) fn push(&mut self, name: &str, text: Cow<'a, str>) {
        let start = self.next();
        if self.files.is_empty() {
            self.text = text;
        } else {
            let all = self.text.to_mut();
            all.push('\n');
            all.push_str(&text);
        }
        self.files.push(TextOf { start, name: clean_line(name).into_owned() });
    }

    /// All of them as one.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The name of a file.
    pub(super) fn name(&self, file: usize) -> &str {
        self.files.get(file).map(|file| file.name.as_str()).unwrap_or_default()
    }

    fn starts(&self) -> Vec<usize> {
        self.files.iter().map(|file| file.start).collect()
    }
}

/// Where the lines of a text begin. A line ends at a newline, a carriage return, or both in this order.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Where the files in it begin.
    files: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Those of the texts of several files, each of which counts its own.
    pub(super) fn of(texts: &'a Texts<'_>) -> Self {
        Self { files: texts.starts(), ..Self::new(texts.text()) }
    }

    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { text, starts, files: Vec::new() }
    }

    /// The place of `range`, of which only the first line counts. A range that ends before it begins, or that points
    /// into a character or beyond the end, is bent to the nearest one that does not.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        let at = floor(self.text, range.start);
        let file = self.files.partition_point(|start| *start <= at).saturating_sub(1);
        let before = self.files.get(file).map_or(0, |file| self.starts.partition_point(|start| start < file));
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or(0);
        let next = self.starts.get(line).copied().unwrap_or(self.text.len());
        let whole = self.text.get(start..next).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let from = (at - start).min(whole.len());
        let to = floor(whole, range.end.saturating_sub(start)).max(from);
        let (left, rest) = whole.split_at(from);
        let (marked, after) = rest.split_at(to - from);
        let marked = marked.trim_end();
        let (source_line, mark) = excerpt(left, marked, if marked.is_empty() { rest } else { after });
        Place {
            file,
            line: line - before,
            column: left.chars().count() + 1,
            length: marked.chars().count().max(1),
            source_line,
            mark,
        }
    }
}

/// The cleaned line and which of its bytes are marked, at least one character where there is one; cut on both sides
/// where it is long.
fn excerpt(before: &str, marked: &str, after: &str) -> (String, Range<usize>) {
    let lead = limits::EXCERPT / 2;
    let kept_before = last(before, lead);
    let kept_marked = first(marked, limits::EXCERPT / 2);
    let kept_after = if kept_marked.len() < marked.len() { "" } else { first(after, lead) };
    let mut line = String::new();
    if kept_before.len() < before.len() {
        line.push('…');
    }
    line.push_str(&clean_line(kept_before));
    let from = line.len();
    line.push_str(&clean_line(kept_marked));
    let mut to = line.len();
    line.push_str(&clean_line(kept_after));
    if kept_marked.len() < marked.len() || kept_after.len() < after.len() {
        line.push('…');
    }
    if to == from {
        to = line.get(from..).and_then(|rest| rest.chars().next()).map_or(from, |c| from + c.len_utf8());
    }
    (line, from..to)
}

fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

fn last(text: &str, characters: usize) -> &str {
    let Some(back) = characters.checked_sub(1) else { return "" };
    text.char_indices().rev().nth(back).map_or(text, |(start, _)| text.get(start..).unwrap_or(text))
}

/// The nearest place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A word of the file as a message repeats it: cleaned, on one line, not endless.
pub(super) fn quoted(word: &str) -> String {
    format!("`{}`", shown(word))
}

/// The same without quotation marks.
pub(super) fn shown(word: &str) -> String {
    let kept = first(word, limits::QUOTED);
    let more = if kept.len() < word.len() { "…" } else { "" };
    format!("{}{more}", clean_line(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, range: Range<usize>) -> (usize, usize, usize, String, String) {
        let place = Lines::new(text).place(&range);
        let marked = place.source_line[place.mark].to_owned();
        (place.line, place.column, place.length, place.source_line, marked)
    }

    fn found(
        line: usize,
        column: usize,
        length: usize,
        source: &str,
        marked: &str,
    ) -> (usize, usize, usize, String, String) {
        (line, column, length, source.to_owned(), marked.to_owned())
    }

    #[test]
    fn every_kind_of_newline_ends_a_line() {
        let text = "ab\ncd\r\nef\rgh";
        assert_eq!(place(text, 1..2), found(1, 2, 1, "ab", "b"));
        assert_eq!(place(text, 3..5), found(2, 1, 2, "cd", "cd"));
        assert_eq!(place(text, 8..9), found(3, 2, 1, "ef", "f"));
        assert_eq!(place(text, 10..12), found(4, 1, 2, "gh", "gh"));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(place("討論: дa", 8..11), found(1, 5, 2, "討論: дa", "дa"));
    }

    #[test]
    fn ranges_beyond_a_line_or_the_text_are_bent() {
        assert_eq!(place("ab\ncd", 1..5), found(1, 2, 1, "ab", "b"));
        assert_eq!(place("ab", 9..12), found(1, 3, 1, "ab", ""));
        assert_eq!(place("", 0..0), found(1, 1, 1, "", ""));
        assert_eq!(place("ab\n", 3..3), found(2, 1, 1, "", ""));
        #[expect(clippy::reversed_empty_ranges, reason = "that is the case at hand")]
        let reversed = 2..1;
        assert_eq!(place("abc", reversed), found(1, 3, 1, "abc", "c"));
    }

    #[test]
    fn each_file_counts_its_own_lines() {
        let mut texts = Texts::default();
        let starts = [("a", "one\ntwo"), ("b", "drei\n"), ("c", ""), ("d", "vier")].map(|(name, text)| {
            let start = texts.next();
            texts.push(name, text.into());
            start
        });
        let lines = Lines::of(&texts);
        let place = |at: usize| {
            let Place { file, line, column, source_line, .. } = lines.place(&(at..at + 1));
            (texts.name(file).to_owned(), line, column, source_line)
        };
        let found = |file: &str, line, column, source: &str| (file.to_owned(), line, column, source.to_owned());
        assert_eq!(
            starts.map(place),
            [found("a", 1, 1, "one"), found("b", 1, 1, "drei"), found("c", 1, 1, ""), found("d", 1, 1, "vier"),]
        );
        assert_eq!([5, 7, 13].map(place), [found("a", 2, 2, "two"), found("a", 2, 4, "two"), found("b", 2, 1, ""),]);
    }

    #[test]
    fn long_lines_are_cut_and_unsafe_ones_cleaned() {
        let text = format!("{}X{}", "a".repeat(1_000), "b".repeat(1_000));
        let place = Lines::new(&text).place(&(1_000..1_001));
        assert_eq!((place.column, place.length), (1_001, 1));
        assert_eq!(place.source_line, format!("…{}X{}…", "a".repeat(80), "b".repeat(80)));
        assert_eq!(&place.source_line[place.mark], "X");
        let evil = Lines::new("a\u{202e}b: \u{1b}x").place(&(7..9));
        assert_eq!((evil.source_line.as_str(), &evil.source_line[evil.mark.clone()]), ("a⟨U+202E⟩b: ␛x", "␛x"));
    }
}
