//! The reader's own marks on a debate: bookmarks, notes, what has been read, and where they stopped.
//!
//! They hang on the ids of statements, so that they outlive edits of the debate, and keep the wording that was marked,
//! so that a mark whose statement has gone can still be told.
//!
//! Several windows may have the same debate open. What is kept is therefore never written over as a whole: a window
//! hands on each [`Change`] it makes, and whoever keeps the marks applies it to what is kept by then ([`Marks::apply`]).
//! Bookmarks, what was read and the place go by the latest change. A note names the text it replaces: text that its
//! writer never saw stays, and the two stand one below the other.

mod marking;
mod notes;
mod written;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::debate::filter::Mark;
use crate::debate::{Debate, StatementSet};

use super::searches::keep_the_last;
use super::view::View;
pub use marking::Marking;
use notes::merged;
pub use written::NoMarks;

/// The longest note, in bytes: more than anybody writes, and less than what makes a key press slow.
pub const LONGEST_NOTE: usize = 1 << 16;

/// A bookmark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The statement's wording when it was marked.
    #[serde(default)]
    pub wording: String,
}

/// A note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What the reader wrote.
    pub text: String,
    /// The statement's wording when it was written.
    #[serde(default)]
    pub wording: String,
}

/// Where the reader stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// The selected statement's id.
    pub statement: String,
    /// The view, by its name on the top line.
    #[serde(default)]
    view: String,
}

impl Stopped {
    /// At this statement, in this view.
    #[must_use]
    pub fn new(statement: &str, view: View) -> Self {
        Self { statement: statement.to_owned(), view: view.name().to_owned() }
    }

    /// The view; the debate's own if no view has that name any more.
    #[must_use]
    pub fn view(&self) -> View {
        View::ALL.into_iter().find(|view| view.name() == self.view).unwrap_or_default()
    }
}

/// The reader's own marks on a debate, by the ids of statements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Bookmarks, in the order they were set.
    #[serde(default)]
    pub bookmarks: IndexMap<String, Bookmark>,
    /// Notes, in the order they were begun.
    #[serde(default)]
    pub notes: IndexMap<String, Note>,
    /// What has been read.
    #[serde(default)]
    pub read: BTreeSet<String>,
    /// Where the reader stopped.
    #[serde(default)]
    pub stopped: Option<Stopped>,
    /// What was searched for last, the last one last.
    #[serde(default)]
    pub queries: Vec<String>,
}

/// One change of the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A bookmark is set or taken away.
    Bookmark {
        /// The statement.
        id: String,
        /// Its wording.
        wording: String,
        /// Whether it is set.
        on: bool,
    },
    /// A note is written, changed, or emptied, which takes it away.
    Note {
        /// The statement.
        id: String,
        /// Its wording.
        wording: String,
        /// The text its writer replaces.
        was: String,
        /// The text now.
        text: String,
    },
    /// A statement has been read, or is marked as unread again.
    Read {
        /// The statement.
        id: String,
        /// Whether it has been read.
        on: bool,
    },
    /// A statement has another id.
    Renamed {
        /// The id it had.
        old: String,
        /// The id it has.
        new: String,
    },
    /// The reader is here now.
    Stopped(Stopped),
    /// The reader has searched for this, and gone to a hit.
    Searched(String),
}

impl Marks {
    /// Whether there is neither a bookmark nor a note.
    #[must_use]
    pub fn none_set(&self) -> bool {
        self.bookmarks.is_empty() && self.notes.is_empty()
    }

    /// Whether a mark is on the statement with this id.
    #[must_use]
    pub fn carry(&self, mark: Mark, id: &str) -> bool {
        match mark {
            Mark::Bookmarked => self.bookmarks.contains_key(id),
            Mark::Noted => self.notes.contains_key(id),
            Mark::Unread => !self.read.contains(id),
        }
    }

    /// The statements of a debate that a mark is on.
    #[must_use]
    pub fn carried(&self, mark: Mark, debate: &Debate) -> StatementSet {
        fn of<'a>(debate: &Debate, ids: impl Iterator<Item = &'a String>) -> StatementSet {
            StatementSet::of(debate, ids.filter_map(|id| debate.statement_by_id(id)))
        }
        match mark {
            Mark::Bookmarked => of(debate, self.bookmarks.keys()),
            Mark::Noted => of(debate, self.notes.keys()),
            Mark::Unread => of(debate, self.read.iter()).others(),
        }
    }

    /// Makes a change. Making it a second time changes nothing more.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Bookmark { id, wording, on: true } => {
                self.bookmarks.entry(id.clone()).or_default().wording.clone_from(wording);
            }
            Change::Bookmark { id, on: false, .. } => {
                self.bookmarks.shift_remove(id);
            }
            Change::Note { id, wording, was, text } => {
                let kept = self.notes.get(id).map_or("", |note| note.text.as_str());
                let merged = merged(kept, was, text);
                if merged.is_empty() {
                    self.notes.shift_remove(id);
                } else {
                    self.notes.insert(id.clone(), Note { text: merged, wording: wording.clone() });
                }
            }
            Change::Read { id, on: true } => {
                self.read.insert(id.clone());
            }
            Change::Read { id, on: false } => {
                self.read.remove(id);
            }
            Change::Renamed { old, new } => self.rename(old, new),
            Change::Stopped(stopped) => self.stopped = Some(stopped.clone()),
            Change::Searched(query) => {
                self.queries.retain(|other| other != query);
                self.queries.push(query.clone());
                keep_the_last(&mut self.queries);
            }
        }
    }

    /// Puts what hangs on one id on another, beside what hangs there already.
    fn rename(&mut self, old: &str, new: &str) {
        if old == new {
            return;
        }
        if let Some((place, _, bookmark)) = self.bookmarks.shift_remove_full(old)
            && !self.bookmarks.contains_key(new)
        {
            self.bookmarks.shift_insert(place, new.to_owned(), bookmark);
        }
        if let Some((place, _, note)) = self.notes.shift_remove_full(old) {
            match self.notes.get_mut(new) {
                Some(there) => there.text = merged(&there.text, "", &note.text),
                None => _ = self.notes.shift_insert(place, new.to_owned(), note),
            }
        }
        if self.read.remove(old) {
            self.read.insert(new.to_owned());
        }
        if let Some(stopped) = self.stopped.as_mut().filter(|stopped| stopped.statement == old) {
            new.clone_into(&mut stopped.statement);
        }
    }

    /// All ids that something hangs on.
    pub(super) fn ids(&self) -> BTreeSet<&str> {
        let stopped = self.stopped.iter().map(|stopped| &stopped.statement);
        self.bookmarks.keys().chain(self.notes.keys()).chain(&self.read).chain(stopped).map(String::as_str).collect()
    }

    /// The ids of marked statements that are not in the debate any more: bookmarks, then notes.
    pub fn gone<'a>(&'a self, debate: &'a Debate) -> impl Iterator<Item = &'a str> {
        let noted = self.notes.keys().filter(|id| !self.bookmarks.contains_key(*id));
        self.bookmarks.keys().chain(noted).map(String::as_str).filter(|id| debate.statement_by_id(id).is_none())
    }

    /// The wording that was marked.
    #[must_use]
    pub fn wording(&self, id: &str) -> &str {
        let bookmark = self.bookmarks.get(id).map(|bookmark| bookmark.wording.as_str());
        bookmark.or_else(|| self.notes.get(id).map(|note| note.wording.as_str())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
