//! What a query asks besides words to be found: conditions on statements, and words that must not be there.

use super::lists::Lists;
use crate::debate::Debate;
use crate::debate::filter::{Condition, Term, Test};
use crate::debate::{RelationKind, SourceIndex, StatementIndex, StatementSet};
use crate::search::Index;
use crate::search::entry::{Entries, Entry};
use crate::search::facts::Facts;
use crate::search::query::{self, Clause, Query};
use crate::search::set::Set;

/// Leaves those that meet the conditions of a query and have none of the words that are excluded.
pub(in crate::search) fn narrow(index: &Index, debate: &Debate, query: &Query, found: &mut Set) {
    for term in query.excluded() {
        found.remove(&having(index, debate, term));
    }
    meeting(index, debate, query, query.conditions(), found);
}

/// Leaves the statements and events that meet all conditions; all, where there are none.
fn meeting(index: &Index, debate: &Debate, query: &Query, conditions: &[Condition], found: &mut Set) {
    if conditions.is_empty() || found.is_empty() {
        return;
    }
    let marked = |mark| query.marked(mark).cloned();
    let test = Test::new(debate, conditions.iter().cloned(), &marked);
    let mut events = Set::none(index.entries.count());
    for entry in index.entries.events().filter(|entry| found.contains(*entry)) {
        if let Entry::Event(event) = index.entries.entry(entry)
            && test.event(debate.event(event))
        {
            events.insert(entry);
        }
    }
    found.keep_below(index.entries.statements().end);
    for (condition, reached) in test.conditions() {
        let met = met(index, debate, condition, reached);
        if condition.is_negated() { found.remove(&met) } else { found.keep(&met) }
    }
    if test.asks_several_of_one() {
        let facts = |entry: u32| index.facts.get(entry as usize).copied().unwrap_or_default();
        let one_has_all = |entry: u32| test.statement(StatementIndex::new(entry as usize));
        found.retain(|entry| !facts(entry).is_said_more_than_once() || one_has_all(entry));
    }
    found.add(&events);
}

/// The statements that a condition asks for, negated or not.
fn met(index: &Index, debate: &Debate, condition: &Condition, reached: Option<&StatementSet>) -> Set {
    let mut met = Set::none(index.entries.count());
    let asked = condition.terms().iter().fold(Facts::default(), |facts, term| facts.or(Facts::that(*term)));
    if asked != Facts::default() {
        met.fill(index.facts.iter().map(|facts| facts.has_any(asked)));
    }
    let mut add = |index: StatementIndex| met.insert(Entries::statement(index));
    for term in condition.terms() {
        match *term {
            Term::By(actor) => debate.said_by(actor).iter().for_each(|mention| add(mention.statement)),
            Term::In(source) => debate.resting_on(source).iter().for_each(|mention| add(mention.statement)),
            Term::Tagged(tag) => debate.tagged(tag).iter().for_each(|statement| add(*statement)),
            Term::Answers(question) => {
                let answers = debate.children(question).iter().filter(|child| child.kind == RelationKind::Answers);
                answers.for_each(|child| add(child.statement));
            }
            Term::Dated(period) => {
                for (place, source) in debate.sources().iter().enumerate() {
                    if source.date.is_some_and(|date| period.may_hold(date)) {
                        for mention in debate.resting_on(SourceIndex::new(place)) {
                            add(mention.statement);
                        }
                    }
                }
            }
            // These are facts, or reached.
            Term::Unanswered
            | Term::Unsourced
            | Term::Has(_)
            | Term::Kind(_)
            | Term::Stance(_)
            | Term::Under(_)
            | Term::Near(_)
            | Term::Marked(_) => {}
        }
    }
    if let Some(reached) = reached {
        // Statements come first among entries.
        let starts = (0..).step_by(u64::BITS as usize);
        starts.zip(reached.bits()).for_each(|(start, bits)| met.insert_bits(start, *bits));
    }
    met
}

/// The entries that have a term or a form of it in what they say themselves: in their own texts, their tags, the names of
/// who speaks. What their sources are called is not theirs.
fn having(index: &Index, debate: &Debate, term: &query::Term) -> Set {
    let mut has = Set::none(index.entries.count());
    let lists = Lists::of(index, term);
    for part in std::iter::once(&lists.exact).chain(lists.forms.iter().map(|(part, _)| part)) {
        part.each(index, |entry, _| has.insert(entry));
        for lender in part.lenders(index) {
            if !matches!(index.entries.entry(lender), Entry::Source(_)) {
                index.entries.each_borrower(debate, lender, |entry| has.insert(entry));
            }
        }
    }
    has
}

/// The entries for which the parts of a clause hold that are no words to be found.
pub(super) fn besides_words(index: &Index, debate: &Debate, query: &Query, clause: &Clause) -> Set {
    let mut holds = Set::none(index.entries.count());
    for condition in &clause.conditions {
        let mut meets = Set::all(index.entries.count());
        meeting(index, debate, query, std::slice::from_ref(condition), &mut meets);
        holds.add(&meets);
    }
    for term in &clause.lacking {
        let mut lacks = Set::all(index.entries.count());
        lacks.remove(&having(index, debate, term));
        holds.add(&lacks);
    }
    holds
}
