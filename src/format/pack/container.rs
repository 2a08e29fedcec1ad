//! The outside of a pack: what it is, what it holds, and sections of bytes with the hash of each.
//!
//! ```text
//! agonpack           8 bytes
//! version            4 bytes, as all numbers with the lowest byte first
//! length of contents 4 bytes
//! length of the file 8 bytes
//! hash               8 bytes: of all that stands before it, then the contents
//! sections           one after the other
//! contents           up to the end of the file
//! ```
//! Every byte of a pack is under one of the hashes, and nothing of a section is looked at before its hash was found
//! right.

use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt as _;
use std::thread;

use rkyv::{Archive, Deserialize, Serialize, rancor};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Fault;

/// What a pack begins with.
pub(super) const MAGIC: [u8; 8] = *b"agonpack";

/// The version of the form that is written, and the only one there is so far.
const VERSION: u32 = 1;

/// The bytes before the sections.
const HEAD: usize = 32;

/// The bytes of it that its hash is made from.
const HASHED: usize = 24;

/// A section is hashed in pieces, and then their hashes, so that several threads may do it.
const PIECE: usize = 1 << 20;

/// Threads that read one section. More would wait for the memory.
const READERS: usize = 4;

/// Where the bytes of a pack are.
pub trait Medium: Sync {
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

/// Bytes that belong together, somewhere in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Section {
    start: u64,
    length: u64,
    hash: u64,
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

/// What a pack says of a debate in it.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) name: String,
    /// The main file, then those it includes.
    pub(super) files: Vec<PackedFile>,
    pub(super) tables: Section,
    pub(super) texts: Section,
    /// What it is searched with, if that is there: bytes of which only the search knows more.
    pub(super) index: Option<Section>,
}

/// What a pack holds.
#[derive(Debug, Clone, PartialEq, Eq, Archive, Serialize, Deserialize)]
pub(super) struct Contents {
    pub(super) entries: Vec<Entry>,
}

/// Writes a pack.
pub(super) struct Writer<W> {
    out: W,
    at: u64,
}

impl<W: Write + Seek> Writer<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(&[0; HEAD])?;
        Ok(Self { out, at: HEAD as u64 })
    }

    pub(super) fn section(&mut self, bytes: &[u8]) -> io::Result<Section> {
        self.out.write_all(bytes)?;
        let hashes: Vec<u64> = bytes.chunks(PIECE).map(xxh3_64).collect();
        let section = Section { start: self.at, length: bytes.len() as u64, hash: of_pieces(&hashes) };
        self.at += section.length;
        Ok(section)
    }

    pub(super) fn end(mut self, contents: &Contents) -> io::Result<W> {
        let contents = rkyv::to_bytes::<rancor::Error>(contents).map_err(io::Error::other)?;
        self.out.write_all(&contents)?;
        let mut head = Vec::with_capacity(HEAD);
        head.extend(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend(u32::try_from(contents.len()).map_err(io::Error::other)?.to_le_bytes());
        head.extend((self.at + contents.len() as u64).to_le_bytes());
        head.extend(of_head(&head, &contents).to_le_bytes());
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&head)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn of_pieces(hashes: &[u64]) -> u64 {
    let mut all = Xxh3::new();
    for hash in hashes {
        all.update(&hash.to_le_bytes());
    }
    all.digest()
}

fn of_head(head: &[u8], contents: &[u8]) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(head);
    hash.update(contents);
    hash.digest()
}

/// Reads what a pack holds.
pub(super) fn contents(medium: &impl Medium) -> Result<Contents, Fault> {
    let there = medium.length()?;
    let mut head = [0; HEAD];
    let begins = usize::try_from(there).unwrap_or(HEAD).min(HEAD);
    let (beginning, _) = head.split_at_mut(begins);
    medium.fill(beginning, 0)?;
    let magic = begins.min(MAGIC.len());
    if begins == 0 || head[..magic] != MAGIC[..magic] {
        return Err(Fault::Foreign);
    }
    if begins < HEAD {
        return Err(Fault::Cut { there, whole: None });
    }
    let version = number::<4>(&head, 8);
    if version > u64::from(VERSION) {
        return Err(Fault::Newer(version));
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
    rkyv::from_bytes::<Contents, rancor::Error>(&contents).map_err(|_| Fault::Unsound("its contents"))
}

/// The number of `N` bytes, at most 8, at a place of the head.
fn number<const N: usize>(head: &[u8; HEAD], at: usize) -> u64 {
    head[at..at + N].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Reads a section, on several threads, and compares its hash.
pub(super) fn section(medium: &impl Medium, section: &Section) -> Result<Vec<u8>, Fault> {
    let end = section.start.checked_add(section.length).ok_or(Fault::Unsound("its contents"))?;
    let there = medium.length()?;
    // Cut short since its contents were read.
    if end > there {
        return Err(Fault::Cut { there, whole: None });
    }
    let mut bytes = vec![0; usize::try_from(section.length).map_err(|_| Fault::Unsound("its contents"))?];
    let mut hashes = vec![0; bytes.len().div_ceil(PIECE)];
    let readers = thread::available_parallelism().map_or(1, usize::from).min(READERS);
    let share = hashes.len().div_ceil(readers).max(1);
    thread::scope(|scope| {
        let shares = bytes.chunks_mut(share * PIECE).zip(hashes.chunks_mut(share)).zip(0_u64..);
        let readers: Vec<_> = shares
            .map(|((bytes, hashes), number)| {
                let start = section.start + number * (share * PIECE) as u64;
                scope.spawn(move || read(medium, start, bytes, hashes))
            })
            .collect();
        readers.into_iter().try_for_each(|reader| reader.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
    })?;
    if of_pieces(&hashes) == section.hash { Ok(bytes) } else { Err(Fault::Damaged) }
}

/// Fills `bytes` from `start` on and hashes each piece while the processor still has it at hand.
fn read(medium: &impl Medium, start: u64, bytes: &mut [u8], hashes: &mut [u64]) -> io::Result<()> {
    for ((piece, hash), number) in bytes.chunks_mut(PIECE).zip(hashes).zip(0_u64..) {
        medium.fill(piece, start + number * PIECE as u64)?;
        *hash = xxh3_64(piece);
    }
    Ok(())
}
