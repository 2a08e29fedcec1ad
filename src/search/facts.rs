//! What can be asked of many statements, worked out ahead: a bit for each answer.

use crate::debate::filter::{Kind, Part, Term};
use crate::debate::{Debate, GapKind, Stance, Statement, StatementIndex, StatementKind};

/// Somebody says it, and somebody else, or the same one elsewhere.
const SAID_MORE_THAN_ONCE: u16 = 1 << 15;

/// What holds of one statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facts(pub(super) u16);

impl Facts {
    /// What a statement of a debate is.
    pub(super) fn of(debate: &Debate, index: StatementIndex, statement: &Statement) -> Self {
        let is_answered = debate.replies(index).next().is_some();
        let mut facts = Self(if statement.said.len() > 1 { SAID_MORE_THAN_ONCE } else { 0 });
        let mut add = |term: Term, holds: bool| facts.0 |= if holds { Self::that(term).0 } else { 0 };
        for kind in Kind::ALL {
            add(Term::Kind(kind), kind.is_of(statement));
        }
        add(Term::Unanswered, statement.kind != StatementKind::Question && !is_answered);
        add(Term::Unsourced, debate.has_gap(index, GapKind::Unsourced));
        add(Term::Has(Part::Quote), statement.said.iter().any(|said| said.quote.is_some()));
        add(Term::Has(Part::Note), statement.note.is_some());
        add(Term::Has(Part::Reply), is_answered);
        for said in &statement.said {
            add(Term::Stance(said.stance), true);
        }
        facts
    }

    /// The fact that a term asks for; none for a term that asks for something else.
    pub(super) fn that(term: Term) -> Self {
        let bit = match term {
            Term::Kind(kind) => kind as u16,
            Term::Unanswered => 7,
            Term::Unsourced => 8,
            Term::Has(Part::Quote) => 9,
            Term::Has(Part::Note) => 10,
            Term::Has(Part::Reply) => 11,
            Term::Stance(Stance::Asserts) => 12,
            Term::Stance(Stance::Concedes) => 13,
            Term::Stance(Stance::Denies) => 14,
            Term::By(_)
            | Term::In(_)
            | Term::Tagged(_)
            | Term::Under(_)
            | Term::Dated(_)
            | Term::Answers(_)
            | Term::Near(_)
            | Term::Marked(_) => return Self::default(),
        };
        Self(1 << bit)
    }

    /// Whether the statement is a question.
    pub(super) fn is_question(self) -> bool {
        self.has_any(Self::that(Term::Kind(Kind::Question)))
    }

    /// The place of the statement in the order of kinds of entries: questions, positions, arguments.
    pub(super) fn rank(self) -> u8 {
        let kinds = [Kind::Question, Kind::Position, Kind::Argument].into_iter().zip(0..);
        kinds.filter(|(kind, _)| self.has_any(Self::that(Term::Kind(*kind)))).map(|(_, rank)| rank).next().unwrap_or(2)
    }

    /// These and others.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of some others is among these.
    pub(super) fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether what holds of different attributions may be taken for what holds of one.
    pub(super) fn is_said_more_than_once(self) -> bool {
        self.0 & SAID_MORE_THAN_ONCE != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::filter::{Condition, Test};
    use crate::search::sample::night_trains;

    #[test]
    fn facts_are_what_conditions_say() {
        let debate = night_trains();
        let mut terms = vec![Term::Unanswered, Term::Unsourced];
        terms.extend(Kind::ALL.map(Term::Kind));
        terms.extend(Part::ALL.map(Term::Has));
        terms.extend(Stance::ALL.map(Term::Stance));
        for term in terms {
            let test = Test::new(&debate, [Condition::from(term)], &|_| None);
            for (place, statement) in debate.statements().iter().enumerate() {
                let index = StatementIndex::new(place);
                let holds = Facts::of(&debate, index, statement).has_any(Facts::that(term));
                assert_eq!(holds, test.statement(index), "{term:?} {}", statement.id);
            }
        }
    }
}
