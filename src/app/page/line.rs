//! A line and its pieces, each with what it means and where its words come from.

use std::sync::Arc;

use super::Role;

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, from the left.
    pub spans: Vec<Span>,
    /// The link it belongs to, as a place in [`super::Page::links`].
    pub link: Option<usize>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, clean.
    pub text: String,
    /// What it means.
    pub role: Role,
    /// Where its words come from.
    pub origin: Origin,
}

/// Where the words of a piece come from: those of the debate can be searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// They are the program's own.
    Program,
    /// They are of a text of the debate: all of it, or as much as has room.
    Text,
    /// They are a row of this text, from this byte on.
    Row(Arc<str>, usize),
}

impl Line {
    /// The line as plain text, without blanks at its end.
    #[must_use]
    pub fn text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

impl Span {
    /// Words of the program.
    #[must_use]
    pub fn told(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, origin: Origin::Program }
    }

    /// A text of the debate on one row.
    #[must_use]
    pub fn text(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, origin: Origin::Text }
    }

    /// A text of the debate on the rows it was wrapped into, of which the last may be cut.
    #[must_use]
    pub fn rows(text: &str, rows: Vec<String>, role: Role) -> Vec<Self> {
        if rows.len() == 1 {
            return rows.into_iter().map(|row| Self::text(row, role)).collect();
        }
        let (mut end, mut starts) = (0, Vec::with_capacity(rows.len()));
        for row in &rows {
            // Between two rows there are blanks at most.
            let kept = row.trim_end_matches('…');
            let start = text.get(end..).and_then(|rest| rest.find(kept)).map_or(end, |at| end + at);
            starts.push(start);
            end = (start + kept.len()).min(text.len());
        }
        let whole: Arc<str> = text.get(..end).unwrap_or_default().into();
        let row = |(text, start)| Self { text, role, origin: Origin::Row(Arc::clone(&whole), start) };
        rows.into_iter().zip(starts).map(row).collect()
    }
}
