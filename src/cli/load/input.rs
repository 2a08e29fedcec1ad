//! One debate to read: what it is called, what lies beside it, its bytes and what they mean.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::app::marks::Marks;
use crate::app::wording::cut_in_the_middle;
use crate::cli::packed::{self, Packed};
use crate::cli::print;
use crate::debate::{Debate, clean_line};
use crate::format::pack::Unchecked;
use crate::format::{self, Origin, Progress};
use crate::search::Index;
use crate::terminal::{Folder, MarksFile, Seen};

use super::paths::is_pack;
use super::{Book, Refusal};

/// The debate that opens when none is named.
const BUILT_IN: &[u8] = include_bytes!("../../../data/platform-liability.yaml");

/// Where a debate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Input {
    BuiltIn,
    Standard,
    File(PathBuf),
    /// A debate in a pack.
    Packed(Packed),
    /// A folder that holds no debate, or does not open.
    Folder(PathBuf, String),
}

impl Input {
    /// What `debate`, the one that was read, is searched with, where that need not be made. The rest of it is to be read.
    pub(in crate::cli) fn index(&self, debate: &Debate) -> Result<Option<Index>, Refusal> {
        match self {
            Self::Packed(packed) => packed.index(debate).map_err(Refusal::of),
            _ => Ok(None),
        }
    }

    /// The same, all of it read.
    pub(in crate::cli) fn whole_index(&self, debate: &Debate) -> Result<Option<Index>, Refusal> {
        let index = self.index(debate)?;
        index.iter().try_for_each(|index| index.read_all(&Progress::default())).map_err(Refusal::of)?;
        Ok(index)
    }

    /// The same as it is now: what is packed may be made anew, and what was meant to be a pack may have become one.
    pub(in crate::cli) fn now(&self) -> Result<Self, Refusal> {
        match self {
            Self::Packed(packed) => packed.now().map(Self::Packed).map_err(Refusal::of),
            Self::File(path) => Ok(Self::one(path)),
            _ => Ok(self.clone()),
        }
    }

    /// The pack that it is in, or is meant to be, however damaged.
    pub(in crate::cli) fn pack(&self) -> Option<&Path> {
        match self {
            Self::Packed(packed) => Some(&packed.pack),
            _ => self.path().filter(|path| is_pack(path)),
        }
    }

    /// What to tell of a pack that its YAML has left behind.
    pub(in crate::cli) fn is_stale(&self) -> Option<String> {
        self.is_stale_as(&self.name())
    }

    /// The same in a line of a screen, which may be narrow.
    pub(in crate::cli) fn is_stale_shortly(&self) -> Option<String> {
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

    /// The file it is.
    pub(in crate::cli) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            _ => None,
        }
    }

    /// The files that the debate is made of: its own first, then all that are included, also those that are not there.
    pub(in crate::cli) fn files(&self) -> Vec<PathBuf> {
        self.read().files.into_iter().map(|file| file.path).collect()
    }

    /// Those of the files it is made of that are worth following: a pipe does not change.
    pub(in crate::cli) fn followed(&self, files: Vec<Seen>) -> Vec<Seen> {
        match self {
            Self::File(path) if path.is_file() || !path.exists() => files,
            Self::Packed(_) => files,
            _ => Vec::new(),
        }
    }

    pub(in crate::cli) fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built in".to_owned(),
            Self::Standard => "-".to_owned(),
            Self::File(path) | Self::Folder(path, _) => clean_line(&path.to_string_lossy()).into_owned(),
            Self::Packed(packed) => packed.name(),
        }
    }

    pub(in crate::cli) fn origin(&self) -> Origin {
        match self {
            Self::File(path) => Origin::file(path),
            Self::Packed(packed) => packed.origin(),
            _ => Origin::named(&self.name()),
        }
    }

    /// The bytes, or why they cannot be had.
    pub(in crate::cli) fn bytes(&self) -> Result<Cow<'static, [u8]>, String> {
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
    pub(in crate::cli) fn length(&self) -> u64 {
        match self {
            Self::Packed(packed) => packed.read_at_first(),
            _ => self.path().and_then(|path| path.metadata().ok()).map_or(0, |metadata| metadata.len()),
        }
    }

    /// The file that holds the reader's marks on this debate; none for what cannot be known again.
    pub(in crate::cli) fn marks(&self, folder: &Folder) -> Option<MarksFile> {
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
    pub(in crate::cli) fn kept_marks(&self, folder: Option<&Folder>) -> Result<Marks, String> {
        let file = folder.and_then(|folder| self.marks(folder));
        file.map_or_else(|| Ok(Marks::default()), |file| file.look())
    }

    pub(in crate::cli) fn read(&self) -> Book {
        self.read_counted(&AtomicU64::new(0), &Progress::default())
    }

    /// The same, but for a packed debate so much of it that it can be shown, and what has to be checked then.
    pub(in crate::cli) fn begin(&self, count: &AtomicU64, progress: &Progress) -> (Book, Option<Unchecked>) {
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
            let files = packed.seen();
            return Book { name: self.name(), files, debate: packed.read().map_err(Refusal::of) };
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

/// Why something cannot be read.
pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
    }
}
