//! The views of a debate: ways of looking at the same thing. They share the selected statement and the page.

/// A way of looking at a debate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// The outline of questions, positions and arguments.
    #[default]
    Debate,
    /// The thread of replies that the statement at hand stands in, as a conversation.
    Exchange,
    /// Statements as boxes and relations as lines.
    Map,
    /// Everybody who speaks.
    People,
    /// Who holds what: actors against positions.
    Grid,
    /// Every source.
    Sources,
    /// Events and dated statements in the order of time.
    Time,
    /// What is missing: claims without reply, without source, and the like.
    Gaps,
    /// The reader's own bookmarks and notes.
    Marks,
    /// What changed since the reader last saw the debate.
    Changes,
    /// What is wrong with the file as it was saved last.
    Problems,
}

impl View {
    /// The views there always are, in the order of the top line.
    pub const ALL: [Self; 9] = [
        Self::Debate,
        Self::Exchange,
        Self::People,
        Self::Grid,
        Self::Sources,
        Self::Time,
        Self::Gaps,
        Self::Marks,
        Self::Map,
    ];

    /// Those that are there while they have something to show, behind the others so that these keep their numbers.
    pub const PASSING: [Self; 2] = [Self::Changes, Self::Problems];

    /// Its name on the top line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Debate => "Debate",
            Self::Exchange => "Exchange",
            Self::Map => "Map",
            Self::People => "People",
            Self::Grid => "Grid",
            Self::Sources => "Sources",
            Self::Time => "Time",
            Self::Gaps => "Gaps",
            Self::Marks => "Marks",
            Self::Changes => "Changes",
            Self::Problems => "Problems",
        }
    }
}
