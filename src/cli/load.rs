//! From the paths on the command line to debates.
//!
//! A file is read when its turn comes and let go when it has been understood, so that a folder of large debates costs
//! the debates and one file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::problems::Problems;
use crate::app::{Action, Shelf, ShelfEntry};
use crate::debate::{Debate, clean_line};
use crate::format::{self, Origin, Report};
use crate::terminal::{self, Folder, MarksFile};

use super::{Debates, Status, print};

/// The debate that opens when none is named.
const BUILT_IN: &[u8] = include_bytes!("../../data/platform-liability.yaml");

/// How the names of debates end in a folder.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Where a debate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    BuiltIn,
    Standard,
    File(PathBuf),
    /// A folder that holds no debate, or does not open.
    Folder(PathBuf, String),
}

/// A debate by its name, or why there is none.
#[derive(Debug)]
pub(super) struct Book {
    /// The name to show, clean.
    pub(super) name: String,
    /// The folder of its file.
    pub(super) folder: Option<PathBuf>,
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
    /// What the paths stand for: a folder for the debates in it, none at all for the one that is built in.
    pub(super) fn inputs(&self) -> Vec<Input> {
        if self.paths.is_empty() {
            return vec![Input::BuiltIn];
        }
        self.paths.iter().flat_map(|path| inputs(path)).collect()
    }

    /// Reads the debates one after the other.
    pub(super) fn read(&self) -> impl Iterator<Item = Book> + use<> {
        self.inputs().into_iter().map(|input| input.read())
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

/// Whether a path leads nowhere and does not look like one either: a word that lost its place.
pub(super) fn is_stray_word(path: &Path) -> bool {
    let looks_like_a_path = path.to_string_lossy().contains(['/', '\\', '.']);
    // A link to nowhere, or a file that may not be looked at, is there.
    !looks_like_a_path && path.as_os_str() != "-" && path.symlink_metadata().is_err()
}

/// Whether a word among ids is a path: it is there, or it is written like one.
pub(super) fn is_path(word: &Path) -> bool {
    let written_like_one =
        word.to_string_lossy().contains(['/', '\\']) || word.as_os_str() == "-" || has_known_ending(word);
    written_like_one || word.symlink_metadata().is_ok()
}

fn has_known_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn inputs(path: &Path) -> Vec<Input> {
    if path.as_os_str() == "-" {
        return vec![Input::Standard];
    }
    if !path.is_dir() {
        return vec![Input::File(path.to_owned())];
    }
    let found = || -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in path.read_dir()? {
            let file = entry?.path();
            let named = has_known_ending(&file);
            let hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            // A pipe or a device in a folder was not meant, and might never end.
            if named && !hidden && file.is_file() {
                found.push(file);
            }
        }
        found.sort();
        Ok(found)
    };
    match found() {
        Ok(files) if files.is_empty() => {
            let words = "this folder holds no debate: no file whose name ends in .yaml, .yml or .json";
            vec![Input::Folder(path.to_owned(), words.to_owned())]
        }
        Ok(files) => files.into_iter().map(Input::File).collect(),
        Err(error) => vec![Input::Folder(path.to_owned(), in_words(&error))],
    }
}

impl Input {
    pub(super) fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built in".to_owned(),
            Self::Standard => "-".to_owned(),
            Self::File(path) | Self::Folder(path, _) => clean_line(&path.to_string_lossy()).into_owned(),
        }
    }

    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::File(path) => Origin::file(path),
            _ => Origin::named(&self.name()),
        }
    }

    /// The bytes, or why they cannot be had.
    pub(super) fn bytes(&self) -> Result<Cow<'static, [u8]>, String> {
        match self {
            Self::BuiltIn => Ok(Cow::Borrowed(BUILT_IN)),
            Self::Standard => {
                let input = io::stdin();
                if input.is_terminal() {
                    print::say("reading the debate from standard input; end it with Ctrl-D on a line of its own");
                }
                bounded(input.lock())
            }
            Self::File(path) => File::open(path).map_err(|error| in_words(&error)).and_then(bounded),
            Self::Folder(_, words) => Err(words.clone()),
        }
    }

    /// The file that holds the reader's marks on this debate; none for what cannot be known again.
    pub(super) fn marks(&self, folder: &Folder) -> Option<MarksFile> {
        match self {
            Self::BuiltIn => Some(folder.of_the_built_in()),
            Self::File(path) => folder.of_file(path),
            Self::Standard | Self::Folder(..) => None,
        }
    }

    pub(super) fn read(&self) -> Book {
        let debate = match self.bytes() {
            Ok(bytes) => format::read(&bytes, &self.origin()).map_err(|report| Refusal::Errors(Box::new(report))),
            Err(words) => Err(Refusal::Unreadable(words)),
        };
        Book { name: self.name(), folder: self.origin().folder, debate }
    }
}

fn bounded(source: impl Read) -> Result<Cow<'static, [u8]>, String> {
    let mut bytes = Vec::new();
    // A wrong path, such as a disk's, may not fill the memory.
    source.take(format::BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
    if bytes.len() > format::BYTES {
        return Err(format!("it is larger than {} MiB", format::BYTES >> 20));
    }
    Ok(Cow::Owned(bytes))
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
    }
}

impl Refusal {
    /// Tells the whole of it on standard error.
    pub(super) fn say(&self, name: &str) -> Status {
        match self {
            Self::Unreadable(words) => {
                print::say(&format!("{name}: {words}"));
                Status::Wrong
            }
            Self::Errors(report) => {
                print::say_plainly(&format::human(report, print::colour_on_standard_error()));
                Status::Wanting
            }
        }
    }

    /// The same for the screen.
    fn problems(self) -> Problems {
        match self {
            Self::Unreadable(words) => Problems::unreadable(clean_line(&words).into_owned()),
            Self::Errors(report) => Problems::of(*report),
        }
    }
}

/// The files of the debates on the screen.
#[derive(Debug)]
pub(super) struct Followed {
    inputs: Vec<Input>,
}

impl Followed {
    /// Those of these inputs; standard input, pipes and what is built in do not change.
    pub(super) fn new(inputs: &[Input]) -> Self {
        Self { inputs: inputs.to_vec() }
    }
}

impl terminal::Followed for Followed {
    fn files(&self) -> Vec<Vec<PathBuf>> {
        let files = |input: &Input| match input {
            Input::File(path) if path.is_file() || !path.exists() => vec![path.clone()],
            _ => Vec::new(),
        };
        self.inputs.iter().map(files).collect()
    }

    fn changed(&self, entry: usize) -> Action {
        let book = self.inputs.get(entry).map(Input::read);
        let debate = book.map_or_else(|| Err(Refusal::Unreadable("it is gone".to_owned())), |book| book.debate);
        let outcome = debate.map(Arc::new).map_err(|refusal| Arc::new(refusal.problems()));
        Action::Reloaded { entry, outcome }
    }
}

/// The books as the screen has them.
pub(super) fn shelf(books: Vec<Book>) -> Shelf {
    let entry = |book: Book| ShelfEntry {
        name: book.name,
        folder: book.folder,
        debate: book.debate.map(Arc::new).map_err(|refusal| refusal.problems().line()),
    };
    Shelf { entries: books.into_iter().map(entry).collect() }
}
