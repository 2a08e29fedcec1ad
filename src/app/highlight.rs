//! What of a text matches the last search, until that is ended: the words stay marked wherever they are read.
//!
//! It is worked out when a text is drawn, of what is on the screen alone.

use std::ops::Range;

use crate::search::{Passage, Query};

use super::page::{Origin, Span};

/// Bytes before and behind a row that are looked at with it: a phrase may begin on the row before.
const AROUND: usize = 200;

/// What is marked in the texts of a debate.
#[derive(Debug, Clone, Copy)]
pub struct Highlight<'a> {
    query: &'a Query,
    /// The name in which the hit at hand was found by some of its letters.
    letters: Option<&'a Passage>,
}

impl<'a> Highlight<'a> {
    /// What matches `query`, and in the name that is the same as `letters` what that tells.
    #[must_use]
    pub fn new(query: &'a Query, letters: Option<&'a Passage>) -> Self {
        Self { query, letters }
    }

    /// The bytes of a short text that match, in order and apart.
    #[must_use]
    pub fn of(self, text: &str) -> Vec<Range<usize>> {
        self.by_letters(text).unwrap_or_else(|| self.query.highlight(text))
    }

    /// The bytes of a piece of a line that match.
    #[must_use]
    pub fn of_span(self, span: &Span) -> Vec<Range<usize>> {
        match &span.origin {
            Origin::Program => Vec::new(),
            Origin::Text => self.of(&span.text),
            Origin::Row(whole, start) => {
                // A row that is cut ends otherwise than the text goes on.
                let rest = whole.get(*start..).unwrap_or_default();
                let same = if rest.starts_with(&span.text) {
                    span.text.len()
                } else {
                    span.text.trim_end_matches('…').len()
                };
                let row = *start..(*start + same).min(whole.len());
                self.by_letters(whole)
                    .unwrap_or_else(|| self.near(whole, &row))
                    .iter()
                    .filter_map(|mark| within(mark, &row))
                    .collect()
            }
        }
    }

    /// What matches in a text around a row of it.
    fn near(self, text: &str, row: &Range<usize>) -> Vec<Range<usize>> {
        let is_blank = |c: char| c.is_whitespace();
        let from = text.floor_char_boundary(row.start.saturating_sub(AROUND));
        // Half a word at the beginning might seem to be another one.
        let before = text.get(from..row.start).unwrap_or_default();
        let from = if from == 0 { 0 } else { before.find(is_blank).map_or(row.start, |blank| from + blank) };
        let to = text.ceil_char_boundary(row.end.saturating_add(AROUND));
        let marks = self.query.highlight(text.get(from..to).unwrap_or_default());
        marks.into_iter().map(|mark| from + mark.start..from + mark.end).collect()
    }

    fn by_letters(self, text: &str) -> Option<Vec<Range<usize>>> {
        self.letters.filter(|name| *name.text == *text).map(|name| name.matches.clone())
    }
}

/// The part of a mark that lies in a row, from its beginning.
fn within(mark: &Range<usize>, row: &Range<usize>) -> Option<Range<usize>> {
    let (from, to) = (mark.start.max(row.start), mark.end.min(row.end));
    (from < to).then(|| from - row.start..to - row.start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::page::Role;
    use crate::app::wording::wrap;
    use crate::debate::{Debate, Parts, Statement, StatementKind, Text};
    use crate::search::Index;

    fn compiled(query: &str) -> Query {
        let mut statement = Statement::new("fear", StatementKind::Question);
        statement.text = Some(Text::new("Fear of prison keeps people away; prisons do not, a b cé 討論"));
        let debate = Debate::new(Parts { statements: vec![statement], ..Parts::default() });
        Index::new(&debate).compile(&debate, query)
    }

    /// The rows of a text, with what is marked in brackets.
    fn rows(text: &str, columns: usize, highlight: Highlight<'_>) -> Vec<String> {
        let told = |row: &Span| {
            let mut told = row.text.clone();
            for mark in highlight.of_span(row).into_iter().rev() {
                told.insert(mark.end, ']');
                told.insert(mark.start, '[');
            }
            told
        };
        Span::rows(text, wrap(text, columns), Role::Plain).iter().map(told).collect()
    }

    #[test]
    fn what_matches_is_marked_over_the_ends_of_rows() {
        let text = "Fear of prison keeps\n\npeople from building; prisons do not.";
        let query = compiled("\"fear of prison\" keeps-people pris");
        let highlight = Highlight::new(&query, None);
        assert_eq!(
            rows(text, 12, highlight),
            ["[Fear] [of]", "[prison] [keeps]", "", "[people] from", "building;", "[pris]ons do", "not."]
        );
        assert_eq!(rows("Prison", 12, highlight), ["[Pris]on"]);
        assert!(highlight.of_span(&Span::told("prison", Role::Plain)).is_empty());
    }

    #[test]
    fn a_name_found_by_its_letters_has_them_marked_and_nothing_else_has() {
        let query = compiled("frs");
        let passage = Passage {
            field: crate::search::Field::Name,
            attribution: None,
            text: Text::new("Mary Anne Franks"),
            matches: vec![10..12, 15..16],
        };
        let highlight = Highlight::new(&query, Some(&passage));
        assert_eq!(rows("Mary Anne Franks", 40, highlight), ["Mary Anne [Fr]ank[s]"]);
        assert_eq!(rows("Mary Anne Franks", 12, highlight), ["Mary Anne", "[Fr]ank[s]"]);
        assert_eq!(rows("Mary Anne Franks, professor", 40, highlight), ["Mary Anne Franks, professor"]);
    }

    proptest! {
        #[test]
        fn rows_are_marked_as_their_text_is(
            words in prop::collection::vec("(a|ab|b|cé|\\n|討論)", 0..60),
            columns in 2_usize..30,
            query in "(a|b|\"a b\"|\"b a\"|c|討|\"a b a\")",
        ) {
            let text = words.join(" ");
            let query = compiled(&query);
            let highlight = Highlight::new(&query, None);
            let mut marked = Vec::new();
            let spans = Span::rows(&text, wrap(&text, columns), Role::Plain);
            for span in &spans {
                let start = match &span.origin {
                    Origin::Row(_, start) => *start,
                    _ => 0,
                };
                marked.extend(highlight.of_span(span).into_iter().flat_map(|mark| start + mark.start..start + mark.end));
            }
            let whole: Vec<usize> = query.highlight(&text).into_iter().flatten().collect();
            prop_assert_eq!(marked, whole, "{:?}", spans);
        }
    }
}
