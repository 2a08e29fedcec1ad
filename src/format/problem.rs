//! What can be wrong with a file of the right shape, and where, without places: both ways of reading find the same.

use crate::debate::{DateError, RelationKind, StatementKind, UrlError};

/// A step from the top of a file downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The value under a key.
    Key(&'static str),
    /// The n-th entry of a section.
    Entry(usize),
    /// The n-th item of a list, or the only one standing bare.
    Item(usize),
}

/// The way to a part of the file.
pub(super) type Path = Vec<Step>;

/// What is meant by a path: the part itself, or the key it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    Key,
    Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) path: Path,
    pub(super) aim: Aim,
    pub(super) kind: ProblemKind,
}

/// What an id may be the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Belongs {
    Actor,
    Source,
    Question,
    /// Any statement.
    Statement,
}

impl Belongs {
    /// With its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Actor => "an actor",
            Self::Source => "a source",
            Self::Question => "a question",
            Self::Statement => "a statement",
        }
    }
}

/// What an id turned out to be the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Actor,
    Source,
    Statement(StatementKind),
}

impl Is {
    /// With its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Actor => "an actor",
            Self::Source => "a source",
            Self::Statement(StatementKind::Question) => "a question",
            Self::Statement(StatementKind::Position) => "a position",
            Self::Statement(StatementKind::Argument) => "an argument",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// Nothing, or what YAML may take for nothing. The careful way has told that already, or knows better.
    PerhapsNothing,
    BadId(String),
    DuplicateId {
        id: String,
        first: Path,
    },
    Dangling {
        id: String,
        belongs: Belongs,
    },
    WrongKind {
        id: String,
        belongs: Belongs,
        is: Is,
        defined: Path,
    },
    SelfRelation {
        id: String,
        kind: RelationKind,
    },
    Repeated {
        word: String,
        first: Path,
    },
    BadDate {
        word: String,
        error: DateError,
    },
    BadUrl {
        word: String,
        error: UrlError,
    },
    BadPath {
        word: String,
        why: &'static str,
    },
    NoReason {
        id: String,
    },
    /// `argument` does not bear on `on`, but on these.
    NoBearing {
        argument: String,
        on: String,
        bears_on: Vec<String>,
        defined: Path,
    },
}
