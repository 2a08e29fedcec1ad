//! The outside of a pack: what it is, what it holds, and the hashes of its bytes.
//!
//! ```text
//! agonpack           8 bytes
//! version            4 bytes, as all numbers with the lowest byte first
//! length of contents 4 bytes
//! length of the file 8 bytes
//! hash               8 bytes: of all that stands before it, then the contents
//! data               sections, one after the other
//! contents           up to the end of the file
//! ```
//! The data is cut into blocks, and the contents have the hash of each. So every byte of a pack is under one of the
//! hashes, and any part of it can be read and checked without the rest; see [`super::blocks`].

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use rkyv::{Archive, Deserialize, Serialize, rancor};
use xxhash_rust::xxh3::Xxh3;

use super::Fault;
use super::rows::Row;

/// What a pack begins with.
pub(super) const MAGIC: [u8; 8] = *b"agonpack";

/// So many bytes of it may be others where a pack is damaged.
const DAMAGED: usize = 2;

/// The version of the form that is written and read. What is older is made anew from its YAML.
const VERSION: u32 = 5;

/// The bytes before the data.
const HEAD: usize = 32;

/// The bytes of it that its hash is made from.
const HASHED: usize = 24;

/// The bytes of a block: few enough that to read one for a single row takes some microseconds, as a frame may need rows of
/// many.
pub(super) const BLOCK: usize = 1 << 14;

/// Where the bytes of a pack are.
pub trait Medium: fmt::Debug + Send + Sync + 'static {
    /// How many there are.
    ///
    /// # Errors
    /// When that cannot be told.
    fn length(&self) -> io::Result<u64>;

    /// Fills `buffer` with those from `start` on.
    ///
    /// # Errors
    /// When they cannot be read; [`io::ErrorKind::UnexpectedEof`] when there are fewer.
    fn fill(&self, buffer: &mut [u8], start: u64) -> io::Result<()>;
}

impl Medium for File {
    fn length(&self) -> io::Result<u64> {
        self.metadata().map(|metadata| metadata.len())
    }

    fn fill(&self, buffer: &mut [u8], start: u64) -> io::Result<()> {
        self.read_exact_at(buffer, start)
    }
}

impl Medium for Vec<u8> {
    fn length(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn fill(&self, buffer: &mut [u8], start: u64) -> io::Result<()> {
        let from = usize::try_from(start).ok().and_then(|start| self.get(start..)).unwrap_or_default();
        io::Cursor::new(from).read_exact(buffer)
    }
}

/// Bytes of the data that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Section {
    /// The first one, counted from the beginning of the data.
    pub(super) start: u64,
    pub(super) length: u64,
}

impl Section {
    /// The same as a range, where it lies in `data` bytes.
    pub(super) fn range(self, data: u64) -> Result<Range<u64>, Fault> {
        let end = self.start.checked_add(self.length).filter(|end| *end <= data);
        end.map(|end| self.start..end).ok_or(Fault::Unsound("its contents"))
    }
}

/// A file that a packed debate was made from, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub struct PackedFile {
    /// Its path from the folder of the pack, with `/` between folders; none where it is not in that folder or below.
    pub path: Option<String>,
    /// Its bytes.
    pub length: u64,
    /// Their hash: XXH3 with 128 bits.
    pub hash: u128,
}

/// What a packed debate was made from.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub struct Made {
    /// Its name then. It has not passed a door.
    pub name: String,
    /// The main file, then those it includes.
    pub files: Vec<PackedFile>,
    /// How many warnings there were of these.
    pub warnings: u32,
}

/// What a pack says of a debate in it.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) made: Made,
    /// Its title and what happened; see [`super::people`], as for the two below.
    pub(super) frame: Section,
    pub(super) actors: Section,
    pub(super) sources: Section,
    pub(super) tables: Tables,
    /// What it is searched with, if that is there: parts of which only the search knows more.
    pub(super) index: Vec<Section>,
}

/// Where the tables of a debate's statements are: rows of [`super::rows`], one behind the other.
///
/// A row of `statements` says where a statement's rows begin in other tables, and there is one more at the end. So
/// nothing is made of a million statements before it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Tables {
    pub(super) statements: Section,
    pub(super) relations: Section,
    /// The premises that a statement rests on.
    pub(super) premises: Section,
    pub(super) attributions: Section,
    pub(super) tags: Section,
    /// Where each string ends among the texts. It begins where the one before it ends. A statement has its id, its text,
    /// what it is about, its note; then of each of its attributions the quote and the place. What is not there takes no
    /// row.
    pub(super) strings: Section,
    pub(super) texts: Section,
    /// All statements, sorted by the bytes of their ids.
    pub(super) by_id: Section,
    /// What bears on a statement. Apart from its other rows, since whoever counts what lies below one looks at many.
    pub(super) children: Lists,
    pub(super) by_actor: Lists,
    pub(super) by_source: Lists,
    pub(super) by_tag: Lists,
}

/// Lists by number: where each begins among the items, with one more for the end, and the items.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Lists {
    pub(super) starts: Section,
    pub(super) items: Section,
}

/// What a pack holds.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Contents {
    pub(super) entries: Vec<Entry>,
    /// Of every block of the data.
    pub(super) hashes: Vec<u64>,
}

/// Writes a pack.
pub(super) struct Writer<W> {
    out: W,
    /// Bytes of the data so far.
    at: u64,
    hashes: Vec<u64>,
    /// Of the block that is not full yet.
    hash: Xxh3,
}

impl<W: Write + Seek> Writer<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(&[0; HEAD])?;
        Ok(Self { out, at: 0, hashes: Vec::new(), hash: Xxh3::new() })
    }

    /// Writes a section of these bytes.
    pub(super) fn section(&mut self, bytes: &[u8]) -> io::Result<Section> {
        let start = self.at;
        self.write(bytes)?;
        Ok(Section { start, length: bytes.len() as u64 })
    }

    /// Writes a section of rows.
    pub(super) fn rows<R: Row>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<Section> {
        let start = self.at;
        let mut bytes = Vec::with_capacity(BLOCK);
        for row in rows {
            row.write(&mut bytes);
            if bytes.len() + R::SIZE > BLOCK {
                self.write(&bytes)?;
                bytes.clear();
            }
        }
        self.write(&bytes)?;
        Ok(Section { start, length: self.at - start })
    }

    /// Writes a section of texts, one behind the other.
    pub(super) fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> io::Result<Section> {
        let start = self.at;
        for text in texts {
            self.write(text.as_bytes())?;
        }
        Ok(Section { start, length: self.at - start })
    }

    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        while !bytes.is_empty() {
            let filled = usize::try_from(self.at % BLOCK as u64).unwrap_or_default();
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - filled));
            self.hash.update(now);
            self.at += now.len() as u64;
            if filled + now.len() == BLOCK {
                self.end_block();
            }
            bytes = later;
        }
        Ok(())
    }

    fn end_block(&mut self) {
        self.hashes.push(self.hash.digest());
        self.hash.reset();
    }

    pub(super) fn end(mut self, entries: Vec<Entry>) -> io::Result<W> {
        if !self.at.is_multiple_of(BLOCK as u64) {
            self.end_block();
        }
        let contents = Contents { entries, hashes: self.hashes };
        let contents = rkyv::to_bytes::<rancor::Error>(&contents).map_err(io::Error::other)?;
        self.out.write_all(&contents)?;
        let mut head = Vec::with_capacity(HEAD);
        head.extend(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend(u32::try_from(contents.len()).map_err(io::Error::other)?.to_le_bytes());
        head.extend((HEAD as u64 + self.at + contents.len() as u64).to_le_bytes());
        head.extend(of_head(&head, &contents).to_le_bytes());
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&head)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn of_head(head: &[u8], contents: &[u8]) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(head);
    hash.update(contents);
    hash.digest()
}

/// Reads what a pack holds, and how many bytes of data it has.
pub(super) fn contents(medium: &impl Medium) -> Result<(Contents, u64), Fault> {
    let there = medium.length()?;
    let mut head = [0; HEAD];
    let begins = usize::try_from(there).unwrap_or(HEAD).min(HEAD);
    let (beginning, _) = head.split_at_mut(begins);
    medium.fill(beginning, 0)?;
    let magic = begins.min(MAGIC.len());
    if begins == 0 || head[..magic] != MAGIC[..magic] {
        return Err(if begins_one(&head[..magic]) { Fault::Damaged } else { Fault::Foreign });
    }
    if begins < HEAD {
        return Err(Fault::Cut { there, whole: None });
    }
    let version = number::<4>(&head, 8);
    if version > u64::from(VERSION) {
        return Err(Fault::Newer(version));
    }
    if (1..u64::from(VERSION)).contains(&version) {
        return Err(Fault::Older(version));
    }
    let (length, whole) = (number::<4>(&head, 12), number::<8>(&head, 16));
    if there < whole {
        return Err(Fault::Cut { there, whole: Some(whole) });
    }
    let start = whole.checked_sub(length).filter(|start| *start >= HEAD as u64 && there == whole);
    let start = start.ok_or(Fault::Damaged)?;
    let mut contents = vec![0; usize::try_from(length).map_err(|_| Fault::Damaged)?];
    medium.fill(&mut contents, start)?;
    if of_head(&head[..HASHED], &contents) != number::<8>(&head, HASHED) || version != u64::from(VERSION) {
        return Err(Fault::Damaged);
    }
    let contents =
        rkyv::from_bytes::<Contents, rancor::Error>(&contents).map_err(|_| Fault::Unsound("its contents"))?;
    let data = start - HEAD as u64;
    let blocks = usize::try_from(data.div_ceil(BLOCK as u64)).ok();
    if blocks == Some(contents.hashes.len()) { Ok((contents, data)) } else { Err(Fault::Unsound("its contents")) }
}

/// The number of `N` bytes, at most 8, at a place of the head.
fn number<const N: usize>(head: &[u8; HEAD], at: usize) -> u64 {
    head[at..at + N].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Whether a file that begins so is a pack, whole or not: nothing else has nearly all bytes of [`MAGIC`].
pub(super) fn begins_one(beginning: &[u8]) -> bool {
    let same = beginning.iter().zip(&MAGIC).filter(|(byte, of_magic)| byte == of_magic).count();
    same + DAMAGED >= MAGIC.len()
}

/// Where a byte of the data stands in the file.
pub(super) fn in_file(at: u64) -> u64 {
    HEAD as u64 + at
}
