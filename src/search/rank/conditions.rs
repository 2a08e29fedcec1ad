//! What a query asks besides words to be found: conditions on statements, and words that must not be there.

use super::{Found, Lists};
use crate::debate::Debate;
use crate::debate::filter::{Condition, Test};
use crate::search::Index;
use crate::search::entry::Entry;
use crate::search::query::{Clause, Query, Term};

/// Leaves those that meet the conditions of a query and have none of the words that are excluded.
pub(in crate::search) fn narrow(index: &Index, debate: &Debate, query: &Query, found: &mut Vec<Found>) {
    if !query.excluded().is_empty() {
        let has = having(index, debate, query.excluded());
        found.retain(|found| !has.get(found.entry as usize).copied().unwrap_or_default());
    }
    if !query.conditions().is_empty() && !found.is_empty() {
        let test = Test::new(debate, query.conditions().iter().cloned());
        found.retain(|found| meets(index, debate, &test, found.entry));
    }
}

/// Conditions are on statements and on events.
fn meets(index: &Index, debate: &Debate, test: &Test<'_>, entry: u32) -> bool {
    match index.entries.entry(entry) {
        Entry::Statement(statement) => test.statement(statement),
        Entry::Event(event) => test.event(debate.event(event)),
        Entry::Actor(_) | Entry::Source(_) | Entry::Tag(_) => false,
    }
}

/// For every entry whether any of these terms is in it, just as it was typed.
fn having(index: &Index, debate: &Debate, terms: &[Term]) -> Vec<bool> {
    let mut has = vec![false; index.entries.count() as usize];
    let mut mark = |entry: u32| has.get_mut(entry as usize).into_iter().for_each(|has| *has = true);
    for term in terms {
        for occurrence in Lists::of(index, term).exact.get() {
            mark(occurrence.entry);
            if occurrence.field().lent_as().is_some() {
                index.entries.each_borrower(debate, occurrence.entry, &mut mark);
            }
        }
    }
    has
}

/// The entries for which the parts of a clause hold that are no words to be found.
pub(super) fn besides_words(index: &Index, debate: &Debate, clause: &Clause) -> Vec<u32> {
    if clause.conditions.is_empty() && clause.lacking.is_empty() {
        return Vec::new();
    }
    let test = |condition: &Condition| Test::new(debate, [condition.clone()]);
    let tests: Vec<Test<'_>> = clause.conditions.iter().map(test).collect();
    let has: Vec<Vec<bool>> =
        clause.lacking.iter().map(|term| having(index, debate, std::slice::from_ref(term))).collect();
    let holds = |entry: &u32| {
        tests.iter().any(|test| meets(index, debate, test, *entry))
            || has.iter().any(|has| !has.get(*entry as usize).copied().unwrap_or_default())
    };
    (0..index.entries.count()).filter(holds).collect()
}
