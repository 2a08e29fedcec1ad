//! What a query may go on with: the names of fields, and their values.

use std::ops::Range;

use super::Index;
use super::fields::Name;
use super::syntax::{What, is_quote, pieces};
use crate::debate::Debate;

/// What may be put in the place of a part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What may stand there.
    pub candidates: Vec<String>,
}

/// More are not offered.
const MOST: usize = 50;

/// Every field as an example, with what it finds.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    Name::ALL.into_iter().map(Name::example)
}

impl Index {
    /// What the piece of a query may become in which its byte `cursor` stands; nothing where that is no field nor the
    /// beginning of one, or where there is no value that begins so.
    #[must_use]
    pub fn complete(&self, debate: &Debate, typed: &str, cursor: usize) -> Option<Completion> {
        let piece =
            pieces(typed).into_iter().find(|piece| (piece.range.start + 1..=piece.range.end).contains(&cursor))?;
        let (range, mut candidates) = match piece.what {
            What::Words { text, quoted: false } => {
                let lower = typed.get(text.clone())?.to_lowercase();
                let begins = |name: &Name| name.word().starts_with(&lower);
                (text, Name::ALL.into_iter().filter(begins).map(|name| format!("{}:", name.word())).collect())
            }
            What::Words { .. } => return None,
            What::Field { name, value } => {
                let field = Name::find(typed.get(name.clone())?)?;
                let range = name.end + 1..piece.range.end;
                let value = typed.get(value)?.trim_matches(is_quote);
                (range, field.completions(self, debate, value, MOST))
            }
        };
        candidates.retain(|candidate| typed.get(range.clone()) != Some(candidate));
        (!candidates.is_empty()).then_some(Completion { range, candidates })
    }
}
