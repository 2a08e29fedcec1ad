//! What is called what was typed, and stands before all that only has the words.
//!
//! An id, a name or a title that is just what was typed comes first, in the order of kinds; a blank may have been typed for
//! the hyphens of an id. Then what has an id that
//! begins so, where what was typed is written as only ids are; then actors that have every term in their names, those
//! before of whose name the terms are more.

use crate::debate::Debate;
use crate::search::Index;
use crate::search::entry::{Entries, Entry, Field, each_own};
use crate::search::fold::first_letter;
use crate::search::query::Query;
use crate::search::set::Set;
use crate::search::words::each_word;

/// Called just so; of kinds that come later somewhat less.
const EXACTLY: f32 = 4.0;
const LATER: f32 = 0.1;
/// With an id that begins so.
const BEGUN: f32 = 3.0;
/// An actor with all terms in its names; how much of a name they are is added.
const NAMED: f32 = 1.0;
/// Names that are compared for one query, of those that matching entries have.
const COMPARED: usize = 4096;

/// A query as a name.
pub(super) struct Called<'a> {
    index: &'a Index,
    debate: &'a Debate,
    query: &'a Query,
    /// What was typed, where it may be one; and its letters, folded.
    typed: Option<(&'a str, Vec<char>)>,
}

impl<'a> Called<'a> {
    pub(super) fn new(index: &'a Index, debate: &'a Debate, query: &'a Query) -> Self {
        let folded = |typed: &'a str| (typed, letters(typed).collect());
        Self { index, debate, query, typed: query.name().filter(|typed| !typed.is_empty()).map(folded) }
    }

    /// How far an entry is called so: 0 for not at all. `is_named` says whether it is an actor with all terms in its names.
    pub(super) fn by(&self, entry: u32, is_named: bool) -> f32 {
        let mut most = if is_named { NAMED + self.share(entry) } else { 0.0 };
        if let Some((typed, letters)) = &self.typed {
            let may_be_id = typed.contains(['-', '_', '.']) && !typed.contains(char::is_whitespace);
            each_own(self.debate, self.index.entries.entry(entry), |piece| {
                if calls(piece.field) && is_so(piece.text, letters) {
                    most = most.max(EXACTLY - LATER * f32::from(self.index.kind(entry)));
                } else if may_be_id && piece.field == Field::Id && piece.text.starts_with(typed) {
                    most = most.max(BEGUN);
                }
            });
        }
        most
    }

    /// Those of `found` that are called just so, as far as names tell it that can be looked up or are few.
    pub(super) fn exactly(&self, found: &Set) -> Vec<u32> {
        let Some((typed, letters)) = &self.typed else { return Vec::new() };
        let entries = self.index.entries;
        let of_blank = |sign: char| typed.chars().map(|c| if c.is_whitespace() { sign } else { c }).collect::<String>();
        let ids = [(*typed).to_owned(), of_blank('-'), of_blank('_')];
        let ids = ids.iter().flat_map(|id| [id.clone(), id.to_lowercase()]);
        let statement = ids.filter_map(|id| self.debate.statement_by_id(&id)).map(Entries::statement).next();
        let has = |entry: u32| {
            let mut has = false;
            each_own(self.debate, entries.entry(entry), |piece| {
                has |= calls(piece.field) && is_so(piece.text, letters);
            });
            has
        };
        let lenders = found
            .iter_from(entries.lenders().start)
            .take(COMPARED)
            .filter(|entry| matches!(entries.entry(*entry), Entry::Actor(_) | Entry::Source(_)) && has(*entry));
        statement.into_iter().filter(|entry| found.contains(*entry)).chain(lenders).collect()
    }

    /// How much of a name, an other name or the id of an actor the terms are, of whichever it is most: 1 for all of it.
    fn share(&self, entry: u32) -> f32 {
        let mut matches = Vec::new();
        let mut most = 0.0_f32;
        each_own(self.debate, self.index.entries.entry(entry), |piece| {
            if piece.field.is_name() || piece.field == Field::Id {
                self.query.matches(piece.text, &mut matches);
                let mut words = 0_u16;
                each_word(piece.text, |_| words = words.saturating_add(1));
                let mut last = None;
                let fits: f32 = matches
                    .iter()
                    .filter(|found| last.replace(found.word) != Some(found.word))
                    .map(|found| found.how.strength())
                    .sum();
                most = most.max(fits / f32::from(words.max(1)));
            }
        });
        most
    }
}

/// Whether one thing is called by it: a tag stands for many.
fn calls(field: Field) -> bool {
    matches!(field, Field::Id | Field::Name | Field::Aka | Field::Title)
}

/// The letters of a name, folded, and what stands between its words as a blank.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '_');
    name.chars().map(move |c| if is_between(c) { ' ' } else { first_letter(c) })
}

/// Whether a name has just these letters.
fn is_so(name: &str, letters: &[char]) -> bool {
    // Most names are longer, and need not be looked at.
    let may_be = letters.len()..=letters.len() * char::MAX.len_utf8();
    may_be.contains(&name.len()) && self::letters(name).eq(letters.iter().copied())
}
