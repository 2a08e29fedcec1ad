//! A text as quotes are compared with it: what typesetting changes is the same in all.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Invisible characters that only tell where a line may break, as they stand in cleaned text.
const BREAKS: [&str; 4] = ["⟨U+00AD⟩", "⟨U+200B⟩", "⟨U+2060⟩", "⟨U+FEFF⟩"];

/// A text as it is compared, and where in the text each piece of it comes from.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    runs: Vec<Run>,
}

/// A stretch of the folded text.
#[derive(Debug)]
struct Run {
    folded: usize,
    source: Range<usize>,
    /// The same bytes, one for one.
    verbatim: bool,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), runs: Vec::new() };
        let mut blank: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let start = at;
            if let Some(name) = BREAKS.into_iter().find(|name| c == '⟨' && rest.starts_with(name)) {
                at += name.len();
                continue;
            }
            at += c.len_utf8();
            if c.is_whitespace() {
                blank = Some(blank.map_or(start, |blank| blank.start)..at);
                continue;
            }
            let mark = mark(c);
            let before = folded.text.chars().next_back();
            if let Some(blank) = blank.take()
                && mark.is_none()
                && before.is_some_and(|before| !(matches!(before, '-' | '\'') || unspaced(before) && unspaced(c)))
            {
                folded.push(text, " ", blank);
            }
            if let Some(mark) = mark {
                if before != Some(mark) {
                    folded.push(text, mark.encode_utf8(&mut [0; 4]), start..at);
                }
                continue;
            }
            // A letter with the accents behind it.
            let next_is_ascii = text.as_bytes().get(at).is_none_or(u8::is_ascii);
            let marks = if next_is_ascii {
                0
            } else {
                text[at..].chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum()
            };
            at += marks;
            if c.is_ascii() && marks == 0 {
                folded.push(text, &text[start..at], start..at);
            } else {
                let composed: String = text[start..at].nfc().collect();
                folded.push(text, &composed, start..at);
            }
        }
        folded
    }

    fn push(&mut self, text: &str, piece: &str, source: Range<usize>) {
        let verbatim = text.get(source.clone()) == Some(piece);
        let folded = self.text.len();
        self.text.push_str(piece);
        match self.runs.last_mut() {
            Some(last) if verbatim && last.verbatim && last.source.end == source.start => last.source.end = source.end,
            _ => self.runs.push(Run { folded, source, verbatim }),
        }
    }

    /// Where a range of the folded text, not empty, stands in the text.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let run = |at: usize| self.runs.get(self.runs.partition_point(|run| run.folded <= at).saturating_sub(1));
        let start = run(range.start).map_or(0, |run| {
            let into = if run.verbatim { range.start - run.folded } else { 0 };
            run.source.start + into
        });
        let end = run(range.end.saturating_sub(1)).map_or(start, |run| {
            if run.verbatim { run.source.start + (range.end - run.folded) } else { run.source.end }
        });
        start..end
    }
}

/// What stands for all quotation marks and apostrophes, and for all dashes and hyphens.
pub(super) fn mark(c: char) -> Option<char> {
    match c {
        '"'
        | '\''
        | '`'
        | '´'
        | '«'
        | '»'
        | '\u{2018}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}'
        | '‹'
        | '›'
        | 'ʼ'
        | '「'..='』'
        | '〝'..='〟'
        | '＂'
        | '＇' => Some('\''),
        '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => Some('-'),
        _ => None,
    }
}

/// Scripts that write no blanks, so that a line may break between any two characters.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff65}')
}
