//! What the names in a file are the names of.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexSet};

use super::problem::{Belongs, Is, Path, ProblemKind, Step};
use super::shape::{File, Section, Sections};
use crate::debate::StatementKind;

/// Where names are looked up.
pub(super) trait Names {
    /// The index of what has this id.
    ///
    /// # Errors
    /// There is no such thing, or it is of another kind.
    fn index(&mut self, id: &str, belongs: Belongs) -> Result<usize, ProblemKind>;

    /// Whether a statement itself has this id.
    fn is_own(&self, id: &str, own: Own<'_>) -> bool;
}

/// The statement at hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'s> {
    pub(super) id: &'s str,
    pub(super) index: usize,
}

/// Where an id is defined.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) section: &'static str,
    pub(super) entry: usize,
    pub(super) index: usize,
    pub(super) kind: Is,
}

impl Home {
    pub(super) fn path(self) -> Path {
        vec![Step::Key(self.section), Step::Entry(self.entry)]
    }
}

/// The three spaces of names.
pub(super) struct Homes<'f> {
    pub(super) actors: HashMap<&'f str, Home, RandomState>,
    pub(super) sources: HashMap<&'f str, Home, RandomState>,
    pub(super) statements: HashMap<&'f str, Home, RandomState>,
}

impl<'f> Homes<'f> {
    pub(super) fn of(file: &'f File) -> Self {
        fn homes<'f, T>(section: &'f Section<T>, name: &'static str, before: usize, kind: Is) -> Vec<(&'f str, Home)> {
            let ids = section.0.keys().enumerate();
            ids.map(|(entry, id)| (id.0.as_str(), Home { section: name, entry, index: before + entry, kind })).collect()
        }
        let positions_from = file.questions.0.len();
        let arguments_from = positions_from + file.positions.0.len();
        let count = arguments_from + file.arguments.0.len();
        let mut statements = HashMap::with_capacity_and_hasher(count, RandomState::default());
        for (id, home) in homes(&file.questions, "questions", 0, Is::Statement(StatementKind::Question))
            .into_iter()
            .chain(homes(&file.positions, "positions", positions_from, Is::Statement(StatementKind::Position)))
            .chain(homes(&file.arguments, "arguments", arguments_from, Is::Statement(StatementKind::Argument)))
        {
            statements.entry(id).or_insert(home);
        }
        Self {
            actors: homes(&file.actors, "actors", 0, Is::Actor).into_iter().collect(),
            sources: homes(&file.sources, "sources", 0, Is::Source).into_iter().collect(),
            statements,
        }
    }

    fn of_kind(&self, belongs: Belongs) -> &HashMap<&'f str, Home, RandomState> {
        match belongs {
            Belongs::Actor => &self.actors,
            Belongs::Source => &self.sources,
            Belongs::Question | Belongs::Statement => &self.statements,
        }
    }
}

impl Names for Homes<'_> {
    fn index(&mut self, id: &str, belongs: Belongs) -> Result<usize, ProblemKind> {
        if let Some(home) = self.of_kind(belongs).get(id).copied()
            && (belongs != Belongs::Question || home.kind == Is::Statement(StatementKind::Question))
        {
            return Ok(home.index);
        }
        let elsewhere = [Belongs::Statement, Belongs::Actor, Belongs::Source]
            .into_iter()
            .find_map(|belongs| self.of_kind(belongs).get(id).copied());
        let id = id.to_owned();
        Err(match elsewhere {
            Some(home) => ProblemKind::WrongKind { id, belongs, is: home.kind, defined: home.path() },
            None => ProblemKind::Dangling { id, belongs },
        })
    }

    fn is_own(&self, id: &str, own: Own<'_>) -> bool {
        // By index, not by id: of two statements with one id, the second may well speak of the first.
        id == own.id && self.statements.get(id).is_some_and(|home| home.index == own.index)
    }
}

/// Names of which it is not known yet what they are the names of.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: IndexSet<(Belongs, String), RandomState>,
}

/// A word that is looked up.
#[derive(Hash)]
struct Word<'w>(Belongs, &'w str);

impl Equivalent<(Belongs, String)> for Word<'_> {
    fn equivalent(&self, other: &(Belongs, String)) -> bool {
        self.0 == other.0 && self.1 == other.1
    }
}

impl Words {
    pub(super) fn into_words(self) -> Vec<(Belongs, String)> {
        self.words.into_iter().collect()
    }

    /// All of them, in the order of their indexes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Belongs, &str)> {
        self.words.iter().map(|(belongs, word)| (*belongs, word.as_str()))
    }
}

impl Names for Words {
    /// The place among the words.
    fn index(&mut self, id: &str, belongs: Belongs) -> Result<usize, ProblemKind> {
        let known = self.words.get_index_of(&Word(belongs, id));
        Ok(known.unwrap_or_else(|| self.words.insert_full((belongs, id.to_owned())).0))
    }

    fn is_own(&self, id: &str, own: Own<'_>) -> bool {
        id == own.id
    }
}

/// The ids of a file whose entries stand on lines of their own, found before any is read: a mistyped name need not wait
/// until all are. What the layout shows may not be all, so this only says what takes care.
pub(super) struct Known<'f> {
    actors: Ids<'f>,
    sources: Ids<'f>,
    questions: Ids<'f>,
    statements: Ids<'f>,
}

type Ids<'f> = HashSet<&'f [u8], RandomState>;

impl<'f> Known<'f> {
    /// Those that stand in sections as the layout has them, and those that were read. None where two are the same.
    pub(super) fn of(layout: &[(&'static str, &'f [u8])], read: &Sections<'f>) -> Option<Self> {
        fn ids<T>(section: &Section<T>) -> impl Iterator<Item = &[u8]> {
            section.0.keys().map(|id| id.0.as_bytes())
        }
        let mut known = Self {
            actors: ids(read.actors).collect(),
            sources: ids(read.sources).collect(),
            questions: ids(read.questions).collect(),
            statements: Ids::with_capacity_and_hasher(layout.len(), RandomState::default()),
        };
        known.statements.extend(ids(read.questions).chain(ids(read.positions)).chain(ids(read.arguments)));
        for (section, id) in layout {
            let is_new = match *section {
                "actors" => known.actors.insert(id),
                "sources" => known.sources.insert(id),
                "questions" => known.questions.insert(id) && known.statements.insert(id),
                _ => known.statements.insert(id),
            };
            if !is_new {
                return None;
            }
        }
        Some(known)
    }

    /// Whether each of these words is among the ids of its kind.
    pub(super) fn has_all(&self, words: &Words) -> bool {
        words.iter().all(|(belongs, word)| {
            let ids = match belongs {
                Belongs::Actor => &self.actors,
                Belongs::Source => &self.sources,
                Belongs::Question => &self.questions,
                Belongs::Statement => &self.statements,
            };
            ids.contains(word.as_bytes())
        })
    }
}
