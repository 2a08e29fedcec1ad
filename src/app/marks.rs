//! The reader's own marks on a debate: bookmarks, notes, what has been read, and where they stopped.
//!
//! They hang on the ids of statements, so that they outlive edits of the debate, and keep the wording that was marked,
//! so that a mark whose statement has gone can still be told.
//!
//! Several windows may have the same debate open. What is kept is therefore never written over as a whole: a window
//! hands on each [`Change`] it makes, and whoever keeps the marks applies it to what is kept by then ([`Marks::apply`]).
//! Bookmarks, what was read and the place go by the latest change. A note names the text it replaces: text that its
//! writer never saw stays, and the two stand one below the other.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::debate::filter::Mark;
use crate::debate::{Debate, StatementSet, clean, clean_line};

use super::searches::keep_the_last;
use super::view::View;

/// The version of the file's form.
const VERSION: u32 = 1;

/// Between two notes on one statement that were written without knowledge of each other.
const BETWEEN: &str = "\n\n";

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

    /// The marks in a file's bytes, cleaned as all that comes from outside.
    ///
    /// # Errors
    /// When they are no marks, or marks in a form that only a later agon knows.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NoMarks> {
        #[derive(Deserialize)]
        struct Versioned {
            #[serde(rename = "agon-marks")]
            version: u32,
        }
        #[derive(Deserialize)]
        struct File {
            marks: Marks,
        }
        let versioned: Versioned = serde_json::from_slice(bytes).map_err(|_| NoMarks::Damaged)?;
        if versioned.version > VERSION {
            return Err(NoMarks::FromLater);
        }
        let File { marks } = serde_json::from_slice(bytes).map_err(|_| NoMarks::Damaged)?;
        Ok(marks.cleaned())
    }

    /// The bytes of a file with these marks. `debate` says of which one, for people who look into the folder.
    #[must_use]
    pub fn to_json(&self, debate: &str) -> Vec<u8> {
        #[derive(Serialize)]
        struct File<'a> {
            #[serde(rename = "agon-marks")]
            version: u32,
            debate: &'a str,
            marks: &'a Marks,
        }
        // Maps by strings, strings and numbers: there is nothing in it that could not be written.
        let mut bytes = serde_json::to_vec_pretty(&File { version: VERSION, debate, marks: self }).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn cleaned(self) -> Self {
        let line = |text: &str| clean_line(text).into_owned();
        let note = |note: Note| Note { text: clean(&note.text).into_owned(), wording: line(&note.wording) };
        let bookmark = |bookmark: Bookmark| Bookmark { wording: line(&bookmark.wording) };
        Self {
            bookmarks: self.bookmarks.into_iter().map(|(id, one)| (line(&id), bookmark(one))).collect(),
            notes: self.notes.into_iter().map(|(id, one)| (line(&id), note(one))).collect(),
            read: self.read.iter().map(|id| line(id)).collect(),
            stopped: self.stopped,
            queries: self.queries.iter().map(|query| line(query)).collect(),
        }
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

/// A note after `was` in it has become `text`. What stands in `kept` and is not `was` came from somebody else and stays.
fn merged(kept: &str, was: &str, text: &str) -> String {
    let Some((before, after)) = around(kept, was) else {
        // What was replaced is not there any more: both stay, unless the new text is there already.
        return if text.is_empty() || around(kept, text).is_some() { kept.to_owned() } else { joined(&[kept, text]) };
    };
    if was.is_empty() && around(kept, text).is_some() {
        return kept.to_owned();
    }
    joined(&[before, text, after])
}

/// What stands before and after a part of a note: parts have a blank line between them.
fn around<'a>(note: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    if note == part {
        return Some(("", ""));
    }
    if part.is_empty() {
        return Some((note, ""));
    }
    let found = note.match_indices(part).find(|(at, _)| {
        let (before, after) = (&note[..*at], &note[at + part.len()..]);
        (before.is_empty() || before.ends_with(BETWEEN)) && (after.is_empty() || after.starts_with(BETWEEN))
    });
    found.map(|(at, _)| {
        let (before, after) = (&note[..at], &note[at + part.len()..]);
        (before.strip_suffix(BETWEEN).unwrap_or(before), after.strip_prefix(BETWEEN).unwrap_or(after))
    })
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(BETWEEN)
}

/// Why bytes are no marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMarks {
    /// They are in no form that is known.
    Damaged,
    /// They are in a form of a later version of the program.
    FromLater,
}

impl fmt::Display for NoMarks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Damaged => "the file is damaged",
            Self::FromLater => "the file was written by a later version of agon",
        })
    }
}

impl std::error::Error for NoMarks {}

/// The marks as one window has them: what was kept when it last heard, and its own changes since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marking {
    now: Marks,
    /// Whether somebody keeps the marks when this window is gone.
    is_kept: bool,
    /// Changes that are handed on and not yet known to be kept.
    on_their_way: Vec<Change>,
}

impl Marking {
    /// With what is kept; the window goes on from there.
    #[must_use]
    pub fn kept(marks: Marks) -> Self {
        Self { now: marks, is_kept: true, on_their_way: Vec::new() }
    }

    /// The marks now.
    #[must_use]
    pub fn now(&self) -> &Marks {
        &self.now
    }

    /// Whether somebody keeps the marks when this window is gone. What is unread is told only then: in a window that
    /// remembers nothing all would be unread at each start.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Makes a change; returns it if it is to be handed on.
    #[must_use]
    pub(super) fn change(&mut self, change: Change) -> Option<Change> {
        self.now.apply(&change);
        self.is_kept.then(|| {
            self.on_their_way.push(change.clone());
            change
        })
    }

    /// Hears what is kept, after the first `taken` of the changes on their way. Returns whether that is something new.
    pub(super) fn hear(&mut self, kept: Marks, taken: usize) -> bool {
        self.on_their_way.drain(..taken.min(self.on_their_way.len()));
        let before = std::mem::replace(&mut self.now, kept);
        for change in &self.on_their_way {
            self.now.apply(change);
        }
        self.now != before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(was: &str, text: &str) -> Change {
        Change::Note { id: "a".into(), wording: "A".into(), was: was.into(), text: text.into() }
    }

    #[test]
    fn a_note_keeps_what_its_writer_never_saw() {
        for (kept, was, text, expected) in [
            ("", "", "mine", "mine"),
            ("mine", "mine", "mine, longer", "mine, longer"),
            ("mine", "mine", "", ""),
            ("theirs", "", "mine", "theirs\n\nmine"),
            ("theirs", "mine", "mine, longer", "theirs\n\nmine, longer"),
            ("theirs\n\nmine", "mine", "mine, longer", "theirs\n\nmine, longer"),
            ("mine\n\ntheirs", "mine", "", "theirs"),
            ("theirs\n\nmine\n\nelse", "mine", "my own", "theirs\n\nmy own\n\nelse"),
            ("theirs", "mine", "", "theirs"),
            ("", "mine", "mine, longer", "mine, longer"),
            // A part is a paragraph, not any letters that look like it.
            ("cat", "a", "b", "cat\n\nb"),
            ("cat", "", "a", "cat\n\na"),
        ] {
            let once = merged(kept, was, text);
            assert_eq!(once, expected, "{kept:?}: {was:?} to {text:?}");
            assert_eq!(merged(&once, was, text), expected, "again: {kept:?}: {was:?} to {text:?}");
        }
    }

    #[test]
    fn what_hangs_on_an_id_goes_over_to_another() {
        let bookmark = |id: &str| Change::Bookmark { id: id.into(), wording: "A".into(), on: true };
        let note = |id: &str, text: &str| Change::Note {
            id: id.into(),
            wording: "A".into(),
            was: String::new(),
            text: text.into(),
        };
        let read = |id: &str| Change::Read { id: id.into(), on: true };
        let stopped = |id: &str| Change::Stopped(Stopped::new(id, View::Time));
        let all = |id: &str, text: &str| vec![bookmark(id), note(id, text), read(id), stopped(id)];
        for (before, after) in [
            (all("a", "mine"), all("b", "mine")),
            (all("c", "mine"), all("c", "mine")),
            // In the order they were set.
            (vec![bookmark("x"), bookmark("a"), bookmark("y")], vec![bookmark("x"), bookmark("b"), bookmark("y")]),
            // Beside what is there.
            ([all("b", "there"), all("a", "mine")].concat(), all("b", "there\n\nmine")),
        ] {
            let marks = |changes: &[Change]| {
                let mut marks = Marks::default();
                for change in changes {
                    marks.apply(change);
                }
                marks
            };
            let mut renamed = marks(&before);
            for _ in 0..2 {
                renamed.apply(&Change::Renamed { old: "a".into(), new: "b".into() });
                assert_eq!(renamed, marks(&after), "{before:?}");
            }
        }
    }

    #[test]
    fn marks_are_read_as_they_are_written_and_nothing_else_is_read() {
        let mut marks = Marks::default();
        for change in [
            note("", "one\n\ntwo “three”"),
            Change::Bookmark { id: "ö".into(), wording: "Ö?".into(), on: true },
            Change::Read { id: "b".into(), on: true },
            Change::Read { id: "c".into(), on: true },
            Change::Read { id: "c".into(), on: false },
            Change::Stopped(Stopped::new("b", View::Time)),
        ] {
            marks.apply(&change);
        }
        let bytes = marks.to_json("/debate.yaml");
        assert_eq!(Marks::from_json(&bytes), Ok(marks.clone()));
        for cut in 0..bytes.len() - 2 {
            assert_eq!(Marks::from_json(&bytes[..cut]), Err(NoMarks::Damaged), "the first {cut} bytes");
        }
        let later = String::from_utf8(bytes).expect("text").replace("\"agon-marks\": 1", "\"agon-marks\": 2");
        assert_eq!(Marks::from_json(later.as_bytes()), Err(NoMarks::FromLater));
        let hostile = br#"{"agon-marks": 1, "marks": {"notes": {"a": {"text": "\u001b[2J"}}}}"#;
        assert_eq!(Marks::from_json(hostile).expect("marks").notes["a"].text, "␛[2J");
        assert_eq!(marks.stopped.map(|stopped| stopped.view()), Some(View::Time));
    }

    /// What one of two windows does next.
    #[derive(Debug, Clone)]
    enum Step {
        Write(usize, u8),
        Set(usize, u8, bool),
        Read(usize, u8, bool),
        Save(usize),
        Hear(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        let window = 0_usize..2;
        prop_oneof![
            (window.clone(), 0_u8..3).prop_map(|(window, id)| Step::Write(window, id)),
            (window.clone(), 0_u8..3, any::<bool>()).prop_map(|(window, id, on)| Step::Set(window, id, on)),
            (window.clone(), 0_u8..3, any::<bool>()).prop_map(|(window, id, on)| Step::Read(window, id, on)),
            window.clone().prop_map(Step::Save),
            window.prop_map(Step::Hear),
        ]
    }

    /// A window, what it has handed on and is not saved yet, and what it has not heard yet.
    #[derive(Default)]
    struct Window {
        marking: Marking,
        queue: Vec<Change>,
        told: Option<(Marks, usize)>,
        /// The text this window wrote last for each statement.
        wrote: std::collections::BTreeMap<String, String>,
    }

    proptest! {
        /// Whatever two windows do in whatever order, in the end all that either wrote last is kept, bookmarks and what is
        /// read are as they were saved last, and both see the same.
        #[test]
        fn two_windows_lose_nothing(steps in proptest::collection::vec(step(), 0..60)) {
            let mut kept = Marks::default();
            let mut windows = [Window::default(), Window::default()];
            for window in &mut windows {
                window.marking = Marking::kept(Marks::default());
            }
            let mut read = std::collections::BTreeMap::new();
            let mut set = std::collections::BTreeMap::new();
            let mut save = |window: &mut Window, kept: &mut Marks| {
                for change in &window.queue {
                    kept.apply(change);
                    match change {
                        Change::Bookmark { id, on, .. } => _ = set.insert(id.clone(), *on),
                        Change::Read { id, on } => _ = read.insert(id.clone(), *on),
                        _ => {}
                    }
                }
                let before = window.told.take().map_or(0, |(_, taken)| taken);
                window.told = Some((kept.clone(), before + window.queue.len()));
                window.queue.clear();
            };
            let hear = |window: &mut Window| {
                if let Some((marks, taken)) = window.told.take() {
                    window.marking.hear(marks, taken);
                }
            };
            for (number, step) in steps.into_iter().enumerate() {
                let (at, change) = match step {
                    Step::Save(at) => {
                        save(&mut windows[at], &mut kept);
                        continue;
                    }
                    Step::Hear(at) => {
                        hear(&mut windows[at]);
                        continue;
                    }
                    Step::Write(at, id) => {
                        let id = id.to_string();
                        // A writer goes on from the text on their screen.
                        let was = windows[at].marking.now().notes.get(&id).map_or_else(String::new, |note| note.text.clone());
                        let own = format!("written {number} by {at}");
                        let previous = windows[at].wrote.insert(id.clone(), own.clone());
                        let text = match previous.filter(|previous| was.contains(previous.as_str())) {
                            Some(previous) => was.replace(&previous, &own),
                            None => joined(&[&was, &own]),
                        };
                        (at, Change::Note { id, wording: String::new(), was, text })
                    }
                    Step::Set(at, id, on) => (at, Change::Bookmark { id: id.to_string(), wording: String::new(), on }),
                    Step::Read(at, id, on) => (at, Change::Read { id: id.to_string(), on }),
                };
                let change = windows[at].marking.change(change);
                windows[at].queue.extend(change);
            }
            for at in [0, 1, 0, 1] {
                save(&mut windows[at], &mut kept);
                hear(&mut windows[at]);
            }
            for window in &windows {
                prop_assert_eq!(window.marking.now(), &kept);
                for (id, own) in &window.wrote {
                    prop_assert!(kept.notes[id].text.contains(own.as_str()), "{} lost {:?}", id, own);
                }
            }
            for (id, on) in read {
                prop_assert_eq!(kept.read.contains(&id), on);
            }
            for (id, on) in set {
                prop_assert_eq!(kept.bookmarks.contains_key(&id), on);
            }
        }
    }
}
