//! From the paths on the command line to debates.
//!
//! A file is read when its turn comes and let go when it has been understood, so that a folder of large debates costs
//! the debates and one file.

mod input;
mod paths;

use std::io;
use std::path::{Path, PathBuf};

use crate::app::marks::Marks;
use crate::app::problems::Problems;
use crate::debate::{Debate, clean_line};
use crate::format::Report;
use crate::format::pack::Fault;
use crate::search::Index;
use crate::terminal::{Folder, Seen};

use super::{Debates, Status, print};

pub(super) use input::Input;
pub(super) use paths::{folders_with_debates, is_path, is_stray_word};

/// A debate by its name, or why there is none.
#[derive(Debug)]
pub(super) struct Book {
    /// The name to show, clean.
    pub(super) name: String,
    /// The files it is made of, as they were just before they were read: its own first, then all that are included, also
    /// those that are not there.
    pub(super) files: Vec<Seen>,
    pub(super) debate: Result<Debate, Refusal>,
}

/// Why there is no debate.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The bytes could not be had.
    Unreadable(String),
    /// They are no debate.
    Errors(Box<Report>),
}

impl Debates {
    /// What the paths stand for: a folder for the debates in it, none at all for the one that is built in. A
    /// file that is no more than part of a debate stands for that.
    pub(super) fn inputs(&self) -> Vec<Input> {
        if self.paths.is_empty() {
            return vec![Input::BuiltIn];
        }
        let (mut debates, mut wholes) = (Vec::new(), Vec::new());
        for input in self.paths.iter().flat_map(|path| Input::named(path)) {
            match input.whole() {
                Some(whole) => wholes.push(whole),
                None => debates.push(input),
            }
        }
        for whole in wholes {
            let is_there = |input: &Input| input.path().map(Path::canonicalize).and_then(Result::ok);
            if !debates.iter().any(|input| is_there(input) == is_there(&whole)) {
                debates.push(whole);
            }
        }
        debates
    }

    /// Reads the debates one after the other.
    pub(super) fn read(&self) -> impl Iterator<Item = Book> + use<> {
        self.inputs().into_iter().map(|input| {
            if let Some(words) = input.is_stale() {
                print::say(&words);
            }
            input.read()
        })
    }

    /// Reads the debates one after the other, says what is wrong with those that cannot be opened, and hands on the
    /// others.
    pub(super) fn each(&self, mut take: impl FnMut(&str, &Debate) -> io::Result<()>) -> io::Result<Status> {
        let mut status = Status::Done;
        for book in self.read() {
            match book.debate {
                Ok(debate) => take(&book.name, &debate)?,
                Err(refusal) => status = status.max(refusal.say(&book.name)),
            }
        }
        Ok(status)
    }

    /// The folder of the file that one of them was read from, by its name.
    pub(super) fn folder_of(&self, name: &str) -> Option<PathBuf> {
        self.inputs().iter().find(|input| input.name() == name)?.origin().folder
    }

    /// What one of them is searched with, by its name, where that need not be made.
    pub(super) fn index_of(&self, name: &str, debate: &Debate) -> Result<Option<Index>, Refusal> {
        let inputs = self.inputs();
        inputs.iter().find(|input| input.name() == name).map_or(Ok(None), |input| input.whole_index(debate))
    }

    /// The reader's marks on the debate of this name.
    ///
    /// # Errors
    /// Says in words why there are none, where that is not because none were set.
    pub(super) fn marks_of(&self, name: &str) -> Result<Marks, String> {
        let inputs = self.inputs();
        let input = inputs.iter().find(|input| input.name() == name);
        input.map_or_else(|| Ok(Marks::default()), |input| input.kept_marks(Folder::of_environment().as_ref()))
    }

    /// Reads all debates, says what is wrong with those that cannot be opened, and keeps the others.
    pub(super) fn read_those_that_open(&self) -> (Vec<(String, Debate)>, Status) {
        let mut status = Status::Done;
        let mut open = Vec::new();
        for book in self.read() {
            match book.debate {
                Ok(debate) => open.push((book.name, debate)),
                Err(refusal) => status = status.max(refusal.say(&book.name)),
            }
        }
        (open, status)
    }
}

impl Refusal {
    /// What is wrong with a pack.
    pub(super) fn of(fault: Fault) -> Self {
        Self::Unreadable(fault.to_string())
    }

    /// Tells the whole of it on standard error.
    pub(super) fn say(&self, name: &str) -> Status {
        match self {
            Self::Unreadable(words) => {
                print::say(&format!("{name}: {words}"));
                Status::Wrong
            }
            Self::Errors(report) => {
                print::say_report(report);
                Status::Wanting
            }
        }
    }

    /// The same for the screen.
    pub(super) fn problems(&self) -> Problems {
        match self {
            Self::Unreadable(words) => Problems::unreadable(clean_line(words).into_owned()),
            Self::Errors(report) => Problems::of((**report).clone()),
        }
    }
}
