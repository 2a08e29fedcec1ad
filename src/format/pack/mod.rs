//! Packs: debates in a form that opens at once, however large they are.
//!
//! A pack is made from debates and stands beside them; their YAML stays the truth. It holds what reading them has worked
//! out, in tables that need no parsing, under a hash for each block of its bytes. So a debate can be shown of which
//! little has been read, and the rest follows: see [`Unchecked`]. What is damaged, cut short, foreign, older or newer is
//! refused in words, and nothing in a pack is taken on trust: see [`mod@blocks`] and [`mod@reading`].

mod blocks;
mod checking;
mod container;
mod parts;
mod people;
mod reading;
mod rows;
mod writing;

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _, Seek, Write};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::debate::{Debate, Parts, Relation, RelationKind, StatementIndex, is_id};

use super::Progress;
use blocks::Data;
use container::{Contents, Entry, Section, Writer};
pub use container::{Made, Medium, PackedFile};
pub use parts::{Lists, Part};
use reading::Packed;

/// How the names of packs end.
pub const ENDING: &str = "agonpack";

/// Why a pack is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The system does not let it be read.
    Unreadable(io::ErrorKind),
    /// It is no pack.
    Foreign,
    /// It is in this version of the form, which is newer than all that are known.
    Newer(u64),
    /// It is in this version of the form, which is read no more.
    Older(u64),
    /// Its end is missing.
    Cut {
        /// The bytes that are there.
        there: u64,
        /// The bytes it had, where that is known.
        whole: Option<u64>,
    },
    /// It is not as it was written.
    Damaged,
    /// It is as it was written, but not by this program: this of it does not fit the rest.
    Unsound(&'static str),
    /// A debate that was in it is not in it any more.
    Gone,
    /// Whoever had it read did not wait.
    GivenUp,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ANEW: &str = "make it anew with agon pack";
        match self {
            Self::Unreadable(kind) => write!(formatter, "{kind}"),
            Self::Foreign => write!(formatter, "it is no pack"),
            Self::Newer(version) => write!(
                formatter,
                "this pack was written by a newer agon, in version {version} of its form: read it with that, or {ANEW}"
            ),
            Self::Older(version) => {
                write!(formatter, "this pack was written by an older agon, in version {version} of its form: {ANEW}")
            }
            Self::Cut { there, whole: Some(whole) } => {
                write!(formatter, "this pack is cut short, {there} bytes of {whole} are there: {ANEW}")
            }
            Self::Cut { there, whole: None } => {
                write!(formatter, "this pack is cut short, after {there} bytes: {ANEW}")
            }
            Self::Damaged => {
                write!(formatter, "this pack is damaged, its bytes are not those that were written: {ANEW}")
            }
            Self::Unsound(what) => {
                write!(formatter, "this pack was not written by agon, {what} cannot be right: {ANEW}")
            }
            Self::Gone => write!(formatter, "this debate is not in the pack any more"),
            Self::GivenUp => write!(formatter, "given up before it was read"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
}

/// Whether a file that begins so is a pack, whole or not.
#[must_use]
pub fn begins_one(beginning: &[u8]) -> bool {
    container::begins_one(beginning)
}

/// Whether there is a pack at `path`, whole or not. What is no plain file is none.
#[must_use]
pub fn is_one(path: &Path) -> bool {
    let mut beginning = [0; container::MAGIC.len()];
    let mut read = || File::open(path)?.read_exact(&mut beginning);
    path.is_file() && read().is_ok() && begins_one(&beginning)
}

/// A pack that has been opened: what it holds is known, and nothing of that is read yet.
pub struct Pack<M> {
    data: Arc<Data<M>>,
    entries: Vec<Entry>,
}

impl<M> fmt::Debug for Pack<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pack").field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl<M: Medium> Pack<M> {
    /// Opens a pack.
    ///
    /// # Errors
    /// Any [`Fault`].
    pub fn open(medium: M) -> Result<Self, Fault> {
        let (Contents { entries, hashes }, length) = container::contents(&medium)?;
        Ok(Self { data: Arc::new(Data { medium, length, hashes }), entries })
    }

    /// What each debate in it was made from.
    #[must_use]
    pub fn debates(&self) -> impl ExactSizeIterator<Item = &Made> {
        self.entries.iter().map(|entry| &entry.made)
    }

    fn entry(&self, number: usize) -> Result<&Entry, Fault> {
        self.entries.get(number).ok_or(Fault::Unsound("its contents"))
    }

    /// How many bytes are read before one of the debates can be shown; 0 where there is none of this number.
    #[must_use]
    pub fn read_at_first(&self, number: usize) -> u64 {
        self.entries.get(number).map_or(0, |entry| entry.frame.length)
    }

    /// Reads one of the debates, all of it.
    ///
    /// # Errors
    /// Any [`Fault`]; [`Fault::Unsound`] when there is none of this number.
    pub fn debate(&self, number: usize) -> Result<Debate, Fault> {
        let (debate, unchecked) = self.begin(number, &Progress::default())?;
        unchecked.check(&Progress::default())?;
        Ok(debate)
    }

    /// Reads so much of one of the debates that it can be shown. Whatever else is asked of it is read and checked then;
    /// where that fails it is left out. So whoever has it must have the rest checked, and let it go if that finds a fault.
    ///
    /// # Errors
    /// As [`Pack::debate`]; [`Fault::GivenUp`].
    pub fn begin(&self, number: usize, progress: &Progress) -> Result<(Debate, Unchecked), Fault> {
        let (debate, packed) = reading::debate(&self.data, self.entry(number)?, progress)?;
        Ok((debate, Unchecked(packed)))
    }

    /// The parts of what one of the debates is searched with, none of them read yet; none at all where it is not there.
    ///
    /// # Errors
    /// As [`Pack::debate`].
    pub fn index(&self, number: usize) -> Result<Vec<Part>, Fault> {
        let part = |section: &Section| Ok(Part::new(&self.data, section.range(self.data.length)?));
        self.entry(number)?.index.iter().map(part).collect()
    }

    /// Compares what one of the debates is searched with with its hashes, and keeps nothing of it.
    ///
    /// # Errors
    /// As [`Pack::debate`].
    pub fn check_index(&self, number: usize) -> Result<(), Fault> {
        let check = |section: &Section| self.data.check(&section.range(self.data.length)?);
        self.entry(number)?.index.iter().try_for_each(check)
    }
}

/// The rest of a debate that was begun to be read.
#[derive(Debug)]
pub struct Unchecked(Arc<dyn Check>);

/// Something of which the rest can be read.
trait Check: fmt::Debug + Send + Sync {
    fn check(&self, progress: &Progress) -> Result<(), Fault>;
}

impl<M: Medium> Check for Packed<M> {
    fn check(&self, progress: &Progress) -> Result<(), Fault> {
        Self::check(self, progress)
    }
}

impl Unchecked {
    /// Reads and checks it. After that the debate is whole, and needs its pack no more.
    ///
    /// # Errors
    /// Any [`Fault`], also one that was found since the debate was begun.
    pub fn check(&self, progress: &Progress) -> Result<(), Fault> {
        self.0.check(progress)
    }
}

impl PackedFile {
    /// What is kept of a file.
    #[must_use]
    pub fn new(path: Option<String>, bytes: &[u8]) -> Self {
        Self { path, length: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// Whether a file still has these bytes.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.hash == xxh3_128(bytes)
    }
}

/// Holds all of a debate from a pack against what follows from its statements: that it is what its YAML would be.
///
/// # Errors
/// [`Fault::Unsound`].
pub fn verify(debate: &Debate) -> Result<(), Fault> {
    let own = |relation: &Relation| relation.kind != RelationKind::Premise;
    let statements = debate.statements().iter().cloned().map(|mut statement| {
        statement.relations.retain(own);
        statement
    });
    let parts = Parts {
        title: debate.title().clone(),
        summary: debate.summary().cloned(),
        language: debate.language().cloned(),
        actors: debate.actors().to_vec(),
        sources: debate.sources().to_vec(),
        statements: statements.collect(),
        events: debate.events().to_vec(),
        tags: debate.tags().iter().map(|tag| tag.name.clone()).collect(),
    };
    let ids = debate.statements().iter().map(|statement| &statement.id).enumerate();
    for (place, id) in ids {
        if !is_id(id) || debate.statement_by_id(id) != Some(StatementIndex::new(place)) {
            return Err(Fault::Unsound("its ids"));
        }
    }
    if *debate == Debate::new(parts) { Ok(()) } else { Err(Fault::Unsound("its relations")) }
}

/// A pack that is being written.
pub struct Packer<W> {
    writer: Writer<W>,
    entries: Vec<Entry>,
}

impl<W> fmt::Debug for Packer<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Packer").field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl<W: Write + Seek> Packer<W> {
    /// Begins a pack at the beginning of `out`.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn begin(out: W) -> io::Result<Self> {
        Ok(Self { writer: Writer::begin(out)?, entries: Vec::new() })
    }

    /// Adds a debate that was made from this, and the parts of what it is searched with.
    ///
    /// # Errors
    /// When it cannot be written, or is larger than a pack can hold.
    pub fn add(&mut self, made: Made, debate: &Debate, index: &[Vec<u8>]) -> io::Result<()> {
        let [frame, actors, sources] = people::write(debate).ok_or_else(writing::too_large)?;
        let frame = self.writer.section(&frame)?;
        let actors = self.writer.section(&actors)?;
        let sources = self.writer.section(&sources)?;
        let tables = writing::tables(debate, &mut self.writer)?;
        let index = index.iter().map(|part| self.writer.section(part)).collect::<io::Result<_>>()?;
        self.entries.push(Entry { made, frame, actors, sources, tables, index });
        Ok(())
    }

    /// Ends the pack.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(self) -> io::Result<W> {
        self.writer.end(self.entries)
    }
}

#[cfg(test)]
mod tests;
