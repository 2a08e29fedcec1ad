//! What a debate is: statements and the relations between them, the actors who speak, the sources they are found in,
//! the events around them, and the walks over that graph.
//!
//! A [`Debate`] is built once from [`Parts`] and does not change. Everything in it refers to everything else by a small
//! index that is also its place in the order of the file, and every text in it has passed the one door that cleans
//! ([`Text`]). Cycles are legal, people argue in circles, so every walk here survives them.

mod cells;
pub mod changes;
mod chronology;
pub mod citation;
mod date;
mod excerpt;
mod exchanges;
pub mod filter;
mod gaps;
mod graph;
mod lists;
mod order;
mod people;
mod period;
mod quotes;
mod roll;
mod stands;
mod statement;
mod statements;
mod survey;
mod text;
mod walks;
mod way;
pub mod wording;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

pub use chronology::{Chronology, Moment};
pub use date::{Date, DateError};
pub use excerpt::{Excerpt, StatementSet};
pub use exchanges::Reply;
pub use gaps::GapKind;
pub use graph::{Below, Child, Debate, Frame, Mention, Parts};
pub use lists::Lists;
pub use order::Order;
pub use people::{Actor, ActorIndex, Event, EventIndex, Source, SourceIndex, Tag, TagIndex, Url, UrlError};
pub use period::{Period, PeriodError};
pub use quotes::{LocalText, Lookup};
pub use stands::{Answer, Stand, Stands};
pub use statement::{Attribution, Relation, RelationKind, Stance, Statement, StatementIndex, StatementKind};
pub use statements::{Statements, Supply};
pub use survey::Survey;
pub use text::{Text, clean, clean_line};
pub use way::{Bend, Way};

/// Whether `word` may be an id: letters and digits of any script, `-`, `_` and `.`, at least one of them. Marks count as
/// part of the letter they stand on.
#[must_use]
pub fn is_id(word: &str) -> bool {
    let part = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '.')
            || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark)
    };
    !word.is_empty() && word.chars().all(part) && clean_line(word) == word
}

/// A small index into one of a debate's lists: the place in the order of the file.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of the `place`-th of its kind, from 0. A debate holds at most `u32::MAX` of a kind.
            #[must_use]
            pub fn new(place: usize) -> Self {
                Self(u32::try_from(place).unwrap_or(u32::MAX))
            }

            /// The place in the order of the file, from 0.
            #[must_use]
            pub fn place(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use index;

#[cfg(test)]
mod tests;
