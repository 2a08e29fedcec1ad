//! What the reader's editor is asked to show.

use crate::debate::Debate;
use crate::format::Item;

use super::place::Place;

/// What is asked of the reader's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRequest {
    /// The debate's entry of the shelf.
    pub entry: usize,
    /// Where in its file.
    pub spot: Spot,
}

/// Somewhere in the file of a debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Where this is written.
    Item(Item),
    /// At a line and a column, both from 1, of the file with this name.
    Line {
        /// The file, as the reader named it; clean.
        file: String,
        /// The line.
        line: usize,
        /// The column, in characters.
        column: usize,
    },
    /// Where it begins.
    Beginning,
}

impl Spot {
    /// Where a place is written: of what is between two the first of them, of a tag what carries it first.
    #[must_use]
    pub fn of(debate: &Debate, place: Place) -> Self {
        let statement = |index| Item::Statement(debate.statement(index).id.to_string());
        let item = match place {
            Place::Statement(index) => statement(index),
            Place::Actor(index) | Place::Between(index, _) => Item::Actor(debate.actor(index).id.to_string()),
            Place::Source(index) => Item::Source(debate.source(index).id.to_string()),
            Place::Event(index) => Item::Event(index.place()),
            Place::Tag(index) => match debate.tagged(index).first() {
                Some(first) => statement(*first),
                None => return Self::Beginning,
            },
        };
        Self::Item(item)
    }
}
