//! Whether a quote stands in a text, and where; and if not, what there comes nearest to it.
//!
//! A quote must stand there letter by letter. What typesetting changes does not matter: the kind and amount of white
//! space, of quotation marks and of dashes, white space beside either, and whether an accent is part of its letter or a
//! character of its own. An ellipsis in the quote (`…`, `...`, either in brackets) stands for anything left out: the
//! parts around it must follow each other in the text.
//!
//! Looking a quote up takes time in proportion to the text, finding the nearest passage a bounded time.

mod folded;
mod near;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use folded::Folded;
use near::Words;

/// A text to look quotes up in. It should be clean, as quotes are.
#[derive(Debug)]
pub struct LocalText<'t> {
    text: &'t str,
    folded: Folded,
    words: OnceLock<Words>,
}

/// What became of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It stands in the text: each of its parts here. No part for a quote that says nothing.
    Found(Vec<Range<usize>>),
    /// All its parts stand in the text, but do not follow each other.
    Displaced,
    /// It does not; the nearest passage, if anything is near.
    Missing(Option<Range<usize>>),
}

impl<'t> LocalText<'t> {
    /// Prepares a text, in time proportional to it.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, folded: Folded::new(text), words: OnceLock::new() }
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Looks a quote up. With `near` the nearest passage is looked for where the quote is missing.
    #[must_use]
    pub fn look_up(&self, quote: &str, near: bool) -> Lookup {
        let mut found = Vec::new();
        let mut from = 0;
        let mut displaced = false;
        for part in parts(quote) {
            let part = Folded::new(part).text;
            if part.is_empty() {
                continue;
            }
            let seek = memmem::Finder::new(&part);
            let folded = self.folded.text.as_bytes();
            // A match of whole UTF-8 begins and ends between characters.
            if let Some(at) = seek.find(&folded[from..]) {
                let start = from + at;
                from = start + part.len();
                found.push(self.folded.source(start..from));
            } else if seek.find(folded.get(..from + part.len()).unwrap_or(folded)).is_some() {
                displaced = true;
            } else {
                return Lookup::Missing(if near { self.nearest(&part) } else { None });
            }
        }
        if displaced { Lookup::Displaced } else { Lookup::Found(found) }
    }

    /// The passage nearest to a folded part of a quote.
    fn nearest(&self, part: &str) -> Option<Range<usize>> {
        let words = self.words.get_or_init(|| Words::new(&self.folded.text));
        words.nearest(part).map(|passage| self.folded.source(passage))
    }
}

/// The parts of a quote between its ellipses.
fn parts(quote: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = quote[at..].chars().next() {
        if let Some(length) = gap(&quote[at..]) {
            parts.push(&quote[start..at]);
            at += length;
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    parts.push(&quote[start..]);
    parts
}

/// The length of the ellipsis that a text begins with, the brackets around it included.
fn gap(text: &str) -> Option<usize> {
    let dots = |text: &str| {
        let dots = text.bytes().take_while(|byte| *byte == b'.').count();
        if text.starts_with('…') { Some('…'.len_utf8()) } else { (dots >= 3).then_some(dots) }
    };
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return dots(text),
    };
    let inside = text[1..].trim_start();
    let behind = inside.get(dots(inside)?..)?.trim_start();
    behind.starts_with(close).then(|| text.len() - behind.len() + 1)
}
