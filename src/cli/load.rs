//! From the paths on the command line to debates.
//!
//! A file is read when its turn comes and let go when it has been understood, so that a folder of large debates costs
//! the debates and one file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::app::marks::Marks;
use crate::app::problems::Problems;
use crate::app::wording::cut_in_the_middle;
use crate::debate::{Debate, clean_line};
use crate::format::pack::{self, ENDING, Fault, Unchecked};
use crate::format::{self, Origin, Progress, Report};
use crate::search::Index;
use crate::terminal::{Folder, MarksFile, Seen};

use super::packed::{self, Packed};
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
    /// A debate in a pack.
    Packed(Packed),
    /// A folder that holds no debate, or does not open.
    Folder(PathBuf, String),
}

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
        for input in self.paths.iter().flat_map(|path| inputs(path)).flat_map(Input::unpacked) {
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

/// Whether a path leads nowhere and does not look like one either: a word that lost its place.
pub(super) fn is_stray_word(path: &Path) -> bool {
    let looks_like_a_path = path.to_string_lossy().contains(['/', '\\', '.']);
    // A link to nowhere, or a file that may not be looked at, is there.
    !looks_like_a_path && path.as_os_str() != "-" && path.symlink_metadata().is_err()
}

/// Whether a word among ids is a path: it is there, or it is written like one.
pub(super) fn is_path(word: &Path) -> bool {
    let written_like_one = word.to_string_lossy().contains(['/', '\\'])
        || word.as_os_str() == "-"
        || has_known_ending(word)
        || ends_as_pack(word);
    written_like_one || word.symlink_metadata().is_ok()
}

fn has_known_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn ends_as_pack(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// Whether a file is meant to be a pack, whole or not: by its name, or as it begins.
fn is_pack(path: &Path) -> bool {
    pack::is_one(path) || (ends_as_pack(path) && path.is_file())
}

/// The folders right below one in which debates stand.
pub(super) fn folders_with_debates(folder: &Path) -> Vec<PathBuf> {
    let is_debate = |file: &PathBuf| beginning(file).is_some_and(|bytes| format::has_title(&bytes));
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let below = entry.path();
        if below.is_dir() && candidates(&below).is_ok_and(|files| files.iter().any(is_debate)) {
            found.push(below);
        }
    }
    found.sort();
    found
}

fn inputs(path: &Path) -> Vec<Input> {
    if path.as_os_str() == "-" {
        return vec![Input::Standard];
    }
    if !path.is_dir() {
        return vec![Input::File(path.to_owned())];
    }
    match candidates(path).and_then(|files| Ok((files, packs(path)?))) {
        Ok((files, packs)) if files.is_empty() && packs.is_empty() => {
            let words = "this folder holds no debate: no file whose name ends in .yaml, .yml, .json or .agonpack";
            vec![Input::Folder(path.to_owned(), words.to_owned())]
        }
        Ok((files, packs)) => {
            let real: Vec<PathBuf> = files.iter().filter_map(|file| file.canonicalize().ok()).collect();
            // What was packed of the files beside it would be there twice.
            let is_there = |input: &Input| match input {
                Input::Packed(packed) => {
                    packed.yaml().and_then(|yaml| yaml.canonicalize().ok()).is_some_and(|yaml| real.contains(&yaml))
                }
                _ => false,
            };
            let packed = packs.into_iter().map(Input::File).flat_map(Input::unpacked);
            let others: Vec<Input> = packed.filter(|input| !is_there(input)).collect();
            files.into_iter().map(Input::File).chain(others).collect()
        }
        Err(error) => vec![Input::Folder(path.to_owned(), in_words(&error))],
    }
}

/// Files that may be debates, in a folder.
fn candidates(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_named(folder, has_known_ending)
}

/// Packs, in a folder.
fn packs(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_named(folder, ends_as_pack)
}

fn files_named(folder: &Path, is_named: impl Fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let file = entry?.path();
        let named = is_named(&file);
        let hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // A pipe or a device in a folder was not meant, and might never end.
        if named && !hidden && file.is_file() {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}

/// As much of a file as shows what it is. What is no file can be read but once.
fn beginning(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    if !path.is_file() {
        return None;
    }
    File::open(path).ok()?.take(1 << 16).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// How many folders up from a part its debate is looked for.
const ABOVE: usize = 3;

impl Input {
    /// The debates of a pack; anything else is itself. A pack that does not open says why when it is read.
    fn unpacked(self) -> Vec<Self> {
        match self.path().filter(|path| is_pack(path)).map(packed::debates) {
            Some(Ok(debates)) => debates.into_iter().map(Self::Packed).collect(),
            _ => vec![self],
        }
    }

    /// What a path stands for where one debate is asked for.
    pub(super) fn one(path: &Path) -> Self {
        let named = if path.as_os_str() == "-" { Self::Standard } else { Self::File(path.to_owned()) };
        let mut debates = named.clone().unpacked();
        if debates.len() == 1 { debates.pop().unwrap_or(named) } else { named }
    }

    /// What `debate`, the one that was read, is searched with, where that need not be made. The rest of it is to be read.
    pub(super) fn index(&self, debate: &Debate) -> Result<Option<Index>, Refusal> {
        match self {
            Self::Packed(packed) => packed.index(debate).map_err(Refusal::of),
            _ => Ok(None),
        }
    }

    /// The same, all of it read.
    pub(super) fn whole_index(&self, debate: &Debate) -> Result<Option<Index>, Refusal> {
        let index = self.index(debate)?;
        index.iter().try_for_each(Index::read_all).map_err(Refusal::of)?;
        Ok(index)
    }

    /// The pack that it is in, or is meant to be, however damaged.
    pub(super) fn pack(&self) -> Option<&Path> {
        match self {
            Self::Packed(packed) => Some(&packed.pack),
            _ => self.path().filter(|path| is_pack(path)),
        }
    }

    /// What to tell of a pack that its YAML has left behind.
    pub(super) fn is_stale(&self) -> Option<String> {
        self.is_stale_as(&self.name())
    }

    /// The same in a line of a screen, which may be narrow.
    pub(super) fn is_stale_shortly(&self) -> Option<String> {
        /// Columns for the name.
        const SHORT: usize = 24;
        self.is_stale_as(&cut_in_the_middle(&self.name(), SHORT))
    }

    fn is_stale_as(&self, name: &str) -> Option<String> {
        match self {
            Self::Packed(packed) => packed.is_stale(name),
            _ => None,
        }
    }

    /// The debate that it is part of: that of a file beside it or above which includes it. What has a title of its own is
    /// no part.
    pub(super) fn whole(&self) -> Option<Self> {
        let path = self.path()?;
        // Large debates are not read twice, once for this.
        if format::has_title(&beginning(path)?) || !format::may_be_part(&self.bytes().ok()?) {
            return None;
        }
        let real = path.canonicalize().ok()?;
        let mut folder = self.origin().folder.unwrap_or_default();
        for _ in 0..ABOVE {
            let looked_in = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            for other in candidates(looked_in).unwrap_or_default() {
                let main = Self::File(folder.join(other.file_name().unwrap_or_default()));
                let may_be = main.bytes().is_ok_and(|raw| format::may_include(&raw) && !format::may_be_part(&raw));
                if may_be && main.files().iter().skip(1).any(|file| file.canonicalize().is_ok_and(|file| file == real))
                {
                    return Some(main);
                }
            }
            folder = match (folder.file_name(), folder.parent()) {
                (Some(_), Some(above)) => above.to_owned(),
                _ => folder.join(".."),
            };
        }
        None
    }

    /// The way to this file from the folder of the main file that `whole` is; none where it does not lie below.
    pub(super) fn way_from(&self, whole: &Self) -> Option<String> {
        let folder = whole.origin().folder?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let file = self.path()?.canonicalize().ok()?;
        Some(file.strip_prefix(folder.canonicalize().ok()?).ok()?.to_string_lossy().into_owned())
    }

    /// The file it is.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            _ => None,
        }
    }

    /// The files that the debate is made of: its own first, then all that are included, also those that are not there.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.read().files.into_iter().map(|file| file.path).collect()
    }

    /// Those of the files it is made of that are worth following: a pipe does not change.
    pub(super) fn followed(&self, files: Vec<Seen>) -> Vec<Seen> {
        match self {
            Self::File(path) if path.is_file() || !path.exists() => files,
            Self::Packed(_) => files,
            _ => Vec::new(),
        }
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built in".to_owned(),
            Self::Standard => "-".to_owned(),
            Self::File(path) | Self::Folder(path, _) => clean_line(&path.to_string_lossy()).into_owned(),
            Self::Packed(packed) => packed.name(),
        }
    }

    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::File(path) => Origin::file(path),
            Self::Packed(packed) => packed.origin(),
            _ => Origin::named(&self.name()),
        }
    }

    /// The bytes, or why they cannot be had.
    pub(super) fn bytes(&self) -> Result<Cow<'static, [u8]>, String> {
        self.bytes_counted(&AtomicU64::new(0))
    }

    /// The same; `count` has how many there are, as soon as that is known.
    fn bytes_counted(&self, count: &AtomicU64) -> Result<Cow<'static, [u8]>, String> {
        match self {
            Self::BuiltIn => Ok(Cow::Borrowed(BUILT_IN)),
            Self::Standard => {
                let input = io::stdin();
                if input.is_terminal() {
                    print::say("reading the debate from standard input; end it with Ctrl-D on a line of its own");
                }
                let bytes = bounded(input.lock(), count)?;
                if format::pack::begins_one(&bytes) {
                    return Err("a pack is not read from standard input: name its file".to_owned());
                }
                Ok(bytes)
            }
            Self::Packed(packed) => Err(packed::is_no_yaml(&packed.pack)),
            Self::File(path) if is_pack(path) => Err(packed::is_no_yaml(path)),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| in_words(&error))?;
                count.store(file.metadata().map_or(0, |metadata| metadata.len()), Ordering::Relaxed);
                bounded(file, &AtomicU64::new(0))
            }
            Self::Folder(_, words) => Err(words.clone()),
        }
    }

    /// How many bytes are read before it can be shown, as far as that can be told without reading it.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Packed(packed) => packed.read_at_first(),
            _ => self.path().and_then(|path| path.metadata().ok()).map_or(0, |metadata| metadata.len()),
        }
    }

    /// The file that holds the reader's marks on this debate; none for what cannot be known again.
    pub(super) fn marks(&self, folder: &Folder) -> Option<MarksFile> {
        match self {
            Self::BuiltIn => Some(folder.of_the_built_in()),
            Self::File(path) => folder.of_file(path),
            Self::Packed(packed) => packed.marks(folder),
            Self::Standard | Self::Folder(..) => None,
        }
    }

    /// The reader's marks on this debate, where there is a folder to look into.
    ///
    /// # Errors
    /// Says in words why there are none, where that is not because none were set.
    pub(super) fn kept_marks(&self, folder: Option<&Folder>) -> Result<Marks, String> {
        let file = folder.and_then(|folder| self.marks(folder));
        file.map_or_else(|| Ok(Marks::default()), |file| file.look())
    }

    pub(super) fn read(&self) -> Book {
        self.read_counted(&AtomicU64::new(0), &Progress::default())
    }

    /// The same, but for a packed debate so much of it that it can be shown, and what has to be checked then.
    pub(super) fn begin(&self, count: &AtomicU64, progress: &Progress) -> (Book, Option<Unchecked>) {
        let Self::Packed(packed) = self else { return (self.read_counted(count, progress), None) };
        let files = packed.seen();
        let (debate, rest) = match packed.begin(progress) {
            Ok((debate, rest)) => (Ok(debate), Some(rest)),
            Err(fault) => (Err(Refusal::of(fault)), None),
        };
        (Book { name: self.name(), files, debate }, rest)
    }

    /// The same; `count` has how many bytes its own file has and `progress` how far it has come.
    fn read_counted(&self, count: &AtomicU64, progress: &Progress) -> Book {
        if let Self::Packed(packed) = self {
            let debate = packed.read().map_err(Refusal::of);
            return Book { name: self.name(), files: packed.seen(), debate };
        }
        let origin = self.origin();
        let own = self.path().map(Seen::now);
        let mut included = Stamped { folder: format::Folder::of(&origin), files: Vec::new() };
        let debate = match self.bytes_counted(count) {
            Ok(bytes) => format::read_with(&bytes, &origin, &mut included, progress)
                .map_err(|report| Refusal::Errors(Box::new(report))),
            Err(words) => Err(Refusal::Unreadable(words)),
        };
        Book { name: self.name(), files: own.into_iter().chain(included.files).collect(), debate }
    }
}

/// Included files, each looked at before it is read.
struct Stamped {
    folder: format::Folder,
    files: Vec<Seen>,
}

impl format::Files for Stamped {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        if let Some(path) = self.folder.path(path)
            && self.files.iter().all(|seen| seen.path != path)
        {
            self.files.push(Seen::now(&path));
        }
        self.folder.read(path)
    }
}

fn bounded(mut source: impl Read, count: &AtomicU64) -> Result<Cow<'static, [u8]>, String> {
    /// Read at once.
    const PIECE: u64 = 1 << 20;
    let mut bytes = Vec::new();
    // A wrong path, such as a disk's, may not fill the memory.
    while bytes.len() <= format::BYTES {
        let read = source.by_ref().take(PIECE).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
        if read == 0 {
            return Ok(Cow::Owned(bytes));
        }
        count.fetch_add(read as u64, Ordering::Relaxed);
    }
    Err(format!("it is larger than {} MiB", format::BYTES >> 20))
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
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
