//! What is missing from a debate: not faults of the file, but places where a careful reader would ask on.

use super::{Debate, RelationKind, Stance, StatementIndex, StatementKind};

/// What can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// A question with fewer than two positions.
    OneSided,
    /// A position that nobody asserts or concedes.
    Unheld,
    /// A position or an argument that nobody has replied to. Rebuttals and undercuts are counted apart.
    Unanswered,
    /// A rebuttal or undercut that nobody has replied to: as far as this debate goes, it stands.
    StandingReply,
    /// An argument that is said in no source.
    Unsourced,
    /// A quote without the place in its source.
    Unplaced,
}

impl GapKind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::OneSided, Self::Unheld, Self::Unanswered, Self::StandingReply, Self::Unsourced, Self::Unplaced];

    /// The head of its list.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::OneSided => "Questions with one side only",
            Self::Unheld => "Positions nobody holds",
            Self::Unanswered => "Statements nobody has replied to",
            Self::StandingReply => "Rebuttals and undercuts without an answer",
            Self::Unsourced => "Arguments without a source",
            Self::Unplaced => "Quotes without a place",
        }
    }

    /// A stable word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OneSided => "one-sided",
            Self::Unheld => "unheld",
            Self::Unanswered => "unanswered",
            Self::StandingReply => "standing-reply",
            Self::Unsourced => "unsourced",
            Self::Unplaced => "unplaced",
        }
    }
}

impl Debate {
    /// The statements that have a gap of a kind, in the order of the file. Looks at each statement once.
    pub fn gaps(&self, kind: GapKind) -> impl Iterator<Item = StatementIndex> + '_ {
        (0..self.statements().len()).map(StatementIndex::new).filter(move |index| self.has_gap(*index, kind))
    }

    /// Whether a statement has a gap of a kind.
    #[must_use]
    pub fn has_gap(&self, index: StatementIndex, kind: GapKind) -> bool {
        let statement = self.statement(index);
        let is_reply = statement.relations.iter().any(|relation| relation.kind.is_reply());
        let unanswered = || self.replies(index).next().is_none();
        match (kind, statement.kind) {
            (GapKind::OneSided, StatementKind::Question) => {
                self.children(index).iter().filter(|child| child.kind == RelationKind::Answers).count() < 2
            }
            (GapKind::Unheld, StatementKind::Position) => {
                statement.said.iter().all(|said| said.stance == Stance::Denies)
            }
            (GapKind::Unanswered, StatementKind::Position | StatementKind::Argument) => !is_reply && unanswered(),
            (GapKind::StandingReply, StatementKind::Position | StatementKind::Argument) => is_reply && unanswered(),
            // An argument that is nothing but its premises has its sources in them.
            (GapKind::Unsourced, StatementKind::Argument) => {
                statement.text.is_some() && statement.said.iter().all(|said| said.source.is_none())
            }
            (GapKind::Unplaced, _) => statement.said.iter().any(|said| said.quote.is_some() && said.place.is_none()),
            _ => false,
        }
    }
}
