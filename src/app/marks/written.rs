//! Marks as they are kept: read and written.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::debate::{clean, clean_line};

use super::{Bookmark, Marks, Note};

/// The version of the file's form.
const VERSION: u32 = 1;

impl Marks {
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
