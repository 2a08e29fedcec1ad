//! Signs that stand beside words: one cell wide in every terminal font, each with an ASCII form.

use crate::debate::{Debate, RelationKind, StatementKind};

use super::place::Place;

/// A sign with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// A question.
    Question,
    /// A position.
    Position,
    /// An argument by itself, without a relation to show.
    Argument,
    /// It supports.
    Supports,
    /// It rebuts.
    Rebuts,
    /// It undercuts.
    Undercuts,
    /// The statement above rests on it.
    Premise,
    /// It has been shown further up: people argue in a circle.
    Loop,
    /// A branch that is open.
    Opened,
    /// A branch that is closed.
    Closed,
    /// An actor.
    Actor,
    /// A source.
    Source,
    /// An event.
    Event,
    /// A tag.
    Tag,
    /// The reader's bookmark.
    Bookmark,
    /// The reader's note.
    Note,
    /// Not read yet.
    Unread,
    /// Changed, and not seen since.
    Changed,
}

impl Glyph {
    /// All of them.
    const ALL: [Self; 18] = [
        Self::Question,
        Self::Position,
        Self::Argument,
        Self::Supports,
        Self::Rebuts,
        Self::Undercuts,
        Self::Premise,
        Self::Loop,
        Self::Opened,
        Self::Closed,
        Self::Actor,
        Self::Source,
        Self::Event,
        Self::Tag,
        Self::Bookmark,
        Self::Note,
        Self::Unread,
        Self::Changed,
    ];

    /// The sign, of the usual or the ASCII form.
    #[must_use]
    pub fn sign(self, ascii: bool) -> &'static str {
        let (usual, plain) = match self {
            Self::Question => ("?", "?"),
            Self::Position => ("◆", "*"),
            Self::Argument => ("·", "-"),
            Self::Supports => ("+", "+"),
            Self::Rebuts => ("×", "x"),
            Self::Undercuts => ("⊘", "/"),
            Self::Premise => ("∴", ":"),
            Self::Loop => ("↺", "@"),
            Self::Opened => ("▾", "v"),
            Self::Closed => ("▸", ">"),
            Self::Actor => ("○", "o"),
            Self::Source => ("§", "$"),
            Self::Event => ("◇", "!"),
            Self::Tag => ("#", "#"),
            Self::Bookmark => ("★", "="),
            Self::Note => ("¶", "&"),
            Self::Unread => ("•", "."),
            Self::Changed => ("~", "~"),
        };
        if ascii { plain } else { usual }
    }

    /// What has this as its usual sign.
    #[must_use]
    pub(super) fn with_sign(sign: char) -> Option<Self> {
        Self::ALL.into_iter().find(|glyph| glyph.sign(false).starts_with(sign))
    }

    /// The sign of a relation.
    #[must_use]
    pub fn of_relation(kind: RelationKind) -> Self {
        match kind {
            RelationKind::Answers => Self::Position,
            RelationKind::Supports => Self::Supports,
            RelationKind::Rebuts => Self::Rebuts,
            RelationKind::Undercuts => Self::Undercuts,
            RelationKind::Premise => Self::Premise,
        }
    }

    /// The sign of a statement by itself.
    #[must_use]
    pub fn of_kind(kind: StatementKind) -> Self {
        match kind {
            StatementKind::Question => Self::Question,
            StatementKind::Position => Self::Position,
            StatementKind::Argument => Self::Argument,
        }
    }

    /// The sign of a place; of an argument that of its first relation.
    #[must_use]
    pub fn of_place(debate: &Debate, place: Place) -> Self {
        match place {
            Place::Statement(index) => {
                let statement = debate.statement(index);
                match (statement.kind, statement.relations.first()) {
                    (StatementKind::Argument, Some(relation)) => Self::of_relation(relation.kind),
                    (kind, _) => Self::of_kind(kind),
                }
            }
            Place::Actor(_) | Place::Between(..) => Self::Actor,
            Place::Source(_) => Self::Source,
            Place::Event(_) => Self::Event,
            Place::Tag(_) => Self::Tag,
        }
    }
}
