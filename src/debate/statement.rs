//! Statements, what relates them, and who says them.

use super::{ActorIndex, SourceIndex, TagIndex, Text, index};

index! {
    /// Which statement of a debate.
    StatementIndex
}

/// What a statement is in the debate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// What is disputed.
    Question,
    /// An answer to a question that somebody holds.
    Position,
    /// A reason: a statement that supports, rebuts or undercuts another.
    Argument,
}

impl StatementKind {
    /// The word for it, as in the file and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Position => "position",
            Self::Argument => "argument",
        }
    }
}

/// How one statement bears on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// A position answers a question.
    Answers,
    /// It says the target is right.
    Supports,
    /// It says the target is wrong.
    Rebuts,
    /// It says the target, even if true, does not bear on what it is used for (Pollock's undercutting defeater).
    Undercuts,
    /// The target rests on it, jointly with the target's other premises. The file writes this at the target, as
    /// `because`.
    Premise,
}

impl RelationKind {
    /// Every kind, in the order in which groups are shown.
    pub const ALL: [Self; 5] = [Self::Answers, Self::Premise, Self::Rebuts, Self::Undercuts, Self::Supports];

    /// The verb from the statement to its target: `rebuts`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Supports => "supports",
            Self::Rebuts => "rebuts",
            Self::Undercuts => "undercuts",
            Self::Premise => "is a premise of",
        }
    }

    /// The words from the target back to the statement: `rebutted by`.
    #[must_use]
    pub fn passive(self) -> &'static str {
        match self {
            Self::Answers => "answered by",
            Self::Supports => "supported by",
            Self::Rebuts => "rebutted by",
            Self::Undercuts => "undercut by",
            Self::Premise => "rests on",
        }
    }

    /// Whether a statement of this relation is a reply to its target: it rebuts or undercuts it.
    #[must_use]
    pub fn is_reply(self) -> bool {
        matches!(self, Self::Rebuts | Self::Undercuts)
    }
}

/// How a statement bears on another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// On which statement.
    pub target: StatementIndex,
    /// For an undercut of one bearing: only what the target is used for *here* is denied.
    pub on: Option<StatementIndex>,
}

/// How an actor stands to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Grants that it is so, against their own side.
    Concedes,
    /// Says that it is not so.
    Denies,
}

impl Stance {
    /// Every stance, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Asserts, Self::Concedes, Self::Denies];

    /// The verb: `asserts`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Concedes => "concedes",
            Self::Denies => "denies",
        }
    }
}

/// An actor asserting, conceding or denying a statement, in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who.
    pub actor: ActorIndex,
    /// Where it can be looked up.
    pub source: Option<SourceIndex>,
    /// How they stand to it.
    pub stance: Stance,
    /// Their words, exactly.
    pub quote: Option<Text>,
    /// The place in the source: a page, a minute, a paragraph.
    pub place: Option<Text>,
}

/// A question, a position or an argument: whatever can be selected, linked, replied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id, unique among the statements.
    pub id: Box<str>,
    /// What it is.
    pub kind: StatementKind,
    /// What it says. An argument may have none and be nothing but its premises; see [`Statement::wording`].
    pub text: Option<Text>,
    /// More about it (questions).
    pub about: Option<Text>,
    /// What it bears on, in the order of the file; its being a premise of others comes last.
    pub relations: Vec<Relation>,
    /// The premises it rests on jointly: if one falls, it falls.
    pub because: Vec<StatementIndex>,
    /// Who asserts, concedes or denies it.
    pub said: Vec<Attribution>,
    /// Its tags.
    pub tags: Vec<TagIndex>,
    /// What a careful reader should know.
    pub note: Option<Text>,
    /// For an argument without a text its premises joined, else nothing; set when the debate is built.
    pub(super) premises: Text,
}

impl Statement {
    /// A statement with an id and a kind, and nothing else yet.
    #[must_use]
    pub fn new(id: &str, kind: StatementKind) -> Self {
        Self {
            id: id.into(),
            kind,
            text: None,
            about: None,
            relations: Vec::new(),
            because: Vec::new(),
            said: Vec::new(),
            tags: Vec::new(),
            note: None,
            premises: Text::default(),
        }
    }

    /// What to show for it where it has no text of its own, else nothing; `words_of` says what a premise has: its text,
    /// or its id.
    pub(super) fn worded<W: AsRef<str>>(&self, words_of: impl Fn(StatementIndex) -> W) -> Text {
        let joined = |words: Vec<W>| words.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" And: ");
        if self.text.is_some() {
            return Text::default();
        }
        Text::new(&joined(self.because.iter().map(|premise| words_of(*premise)).collect()))
    }

    /// What to show for it: its text, or its premises where it has none of its own.
    #[must_use]
    pub fn wording(&self) -> &Text {
        self.text.as_ref().unwrap_or(&self.premises)
    }
}
