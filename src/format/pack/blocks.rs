//! The data of a pack: each block is read and compared with its hash when something of it is first asked for, and then
//! kept. Nothing of a block is looked at before its hash was found right.
//!
//! What is found wrong on the way cannot be told to whoever asks for a row: they get nothing, and the fault is kept for
//! whoever reads the rest. A block that could not be had stays so: what was not there once is not there the next time,
//! so that all answers agree.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Fault;
use super::container::{BLOCK, Medium, in_file};
use super::rows::{Row, Table};
use crate::format::Progress;

/// The data of a pack.
pub(super) struct Data<M> {
    pub(super) medium: M,
    /// The bytes there are.
    pub(super) length: u64,
    /// Of each block.
    pub(super) hashes: Vec<u64>,
}

impl<M: Medium> Data<M> {
    /// The bytes of a block, as places in the data.
    fn range(&self, block: usize) -> Range<u64> {
        let start = (block * BLOCK) as u64;
        start.min(self.length)..(start + BLOCK as u64).min(self.length)
    }

    /// Fills `buffer`, which has the size of the block, and compares its hash.
    fn fill(&self, block: usize, buffer: &mut [u8]) -> Result<(), Fault> {
        let start = in_file((block * BLOCK) as u64);
        self.medium.fill(buffer, start).map_err(|error| match (error.kind(), self.medium.length()) {
            // Cut short since its contents were read.
            (std::io::ErrorKind::UnexpectedEof, Ok(there)) => Fault::Cut { there, whole: None },
            (kind, _) => Fault::Unreadable(kind),
        })?;
        if self.hashes.get(block) == Some(&xxh3_64(buffer)) { Ok(()) } else { Err(Fault::Damaged) }
    }

    fn block(&self, block: usize) -> Result<Box<[u8]>, Fault> {
        let range = self.range(block);
        let mut bytes = vec![0; size(&range)].into_boxed_slice();
        self.fill(block, &mut bytes)?;
        Ok(bytes)
    }

    /// Reads bytes that are wanted as a whole, on several threads.
    pub(super) fn read(&self, range: &Range<u64>, progress: &Progress) -> Result<Vec<u8>, Fault> {
        let mut bytes = vec![0; size(range)];
        let mut rest = bytes.as_mut_slice();
        let mut parts = Vec::new();
        for block in blocks(range) {
            let own = self.range(block);
            let here = own.start.max(range.start)..own.end.min(range.end);
            let (part, behind) = rest.split_at_mut_checked(size(&here)).ok_or(Fault::Unsound("its contents"))?;
            rest = behind;
            parts.push((block, own, here, part));
        }
        parts.into_par_iter().try_for_each(|(block, own, here, part)| {
            if progress.is_given_up() {
                return Err(Fault::GivenUp);
            }
            if here == own {
                self.fill(block, part)?;
            } else {
                let whole = self.block(block)?;
                let before = size(&(own.start..here.start));
                part.copy_from_slice(&whole[before..before + part.len()]);
            }
            progress.read(part.len());
            Ok(())
        })?;
        Ok(bytes)
    }

    /// Compares all blocks that have some of these bytes with their hashes, on several threads.
    pub(super) fn check(&self, range: &Range<u64>) -> Result<(), Fault> {
        blocks(range).into_par_iter().try_for_each_init(
            || vec![0; BLOCK],
            |buffer, block| {
                let bytes = buffer.get_mut(..size(&self.range(block))).unwrap_or_default();
                self.fill(block, bytes)
            },
        )
    }

    /// Reads bytes block by block.
    pub(super) fn read_alone(&self, range: &Range<u64>) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::with_capacity(size(range));
        let mut buffer = vec![0; BLOCK];
        for block in blocks(range) {
            let own = self.range(block);
            let whole = buffer.get_mut(..size(&own)).unwrap_or_default();
            self.fill(block, whole)?;
            let here = own.start.max(range.start)..own.end.min(range.end);
            let before = size(&(own.start..here.start));
            bytes.extend_from_slice(whole.get(before..before + size(&here)).unwrap_or_default());
        }
        Ok(bytes)
    }
}

fn size(range: &Range<u64>) -> usize {
    usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX)
}

/// The blocks that have some of these bytes.
fn blocks(range: &Range<u64>) -> Range<usize> {
    let number = |block: u64| usize::try_from(block).unwrap_or(usize::MAX);
    let end = if range.is_empty() { range.start / BLOCK as u64 } else { range.end.div_ceil(BLOCK as u64) };
    number(range.start / BLOCK as u64)..number(end)
}

/// Some of the data, block by block as it is asked for.
pub(super) struct Blocks<M> {
    /// None when all has been read.
    data: RwLock<Option<Arc<Data<M>>>>,
    /// The bytes that may be asked for.
    range: Range<u64>,
    /// The first block, and what has been read of it and the others: nothing of one that could not be had.
    first: usize,
    read: Vec<OnceLock<Box<[u8]>>>,
    /// What was found wrong first.
    fault: OnceLock<Fault>,
}

impl<M> fmt::Debug for Blocks<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Blocks").field("range", &self.range).finish_non_exhaustive()
    }
}

impl<M: Medium> Blocks<M> {
    pub(super) fn new(data: Arc<Data<M>>, range: Range<u64>) -> Self {
        let blocks = blocks(&range);
        let mut read = Vec::new();
        read.resize_with(blocks.len(), OnceLock::new);
        Self { data: RwLock::new(Some(data)), range, first: blocks.start, read, fault: OnceLock::new() }
    }

    /// Something is wrong. What counts is what was first.
    pub(super) fn blame(&self, fault: Fault) {
        let _ = self.fault.set(fault);
    }

    /// What was found wrong so far.
    pub(super) fn fault(&self) -> Result<(), Fault> {
        self.fault.get().map_or(Ok(()), |fault| Err(*fault))
    }

    /// The bytes of a block from a place in the data on; none where they cannot be had.
    fn block_from(&self, start: u64) -> Option<&[u8]> {
        let number = usize::try_from(start / BLOCK as u64).ok()?;
        let cell = self.read.get(number.checked_sub(self.first)?)?;
        let block = cell.get_or_init(|| {
            let data = self.data.read().unwrap_or_else(PoisonError::into_inner).clone();
            let block = data.ok_or(Fault::Damaged).and_then(|data| data.block(number));
            block.unwrap_or_else(|fault| {
                self.blame(fault);
                Box::default()
            })
        });
        block.get(usize::try_from(start % BLOCK as u64).ok()?..).filter(|rest| !rest.is_empty())
    }

    /// So many bytes from a place in the data on; none where they cannot be had.
    pub(super) fn bytes(&self, start: u64, length: usize) -> Option<Cow<'_, [u8]>> {
        if start < self.range.start || start.checked_add(length as u64)? > self.range.end {
            return None;
        }
        if length == 0 {
            return Some(Cow::Borrowed(&[]));
        }
        let beginning = self.block_from(start)?;
        if let Some(bytes) = beginning.get(..length) {
            return Some(Cow::Borrowed(bytes));
        }
        let mut bytes = Vec::with_capacity(length);
        bytes.extend_from_slice(beginning);
        while bytes.len() < length {
            let more = self.block_from(start + bytes.len() as u64)?;
            bytes.extend_from_slice(&more[..more.len().min(length - bytes.len())]);
        }
        Some(Cow::Owned(bytes))
    }

    /// What some rows of a table lead to; nothing where they are not there, which is a fault of `what`.
    pub(super) fn each<R: Row, T>(
        &self,
        table: &Table<R>,
        rows: Range<usize>,
        what: &'static str,
        follow: impl FnMut(R) -> Option<T>,
    ) -> Vec<T> {
        let Some(bytes) = table.bytes(rows).and_then(|(start, length)| self.bytes(start, length)) else {
            self.blame(Fault::Unsound(what));
            return Vec::new();
        };
        let mut all = Vec::with_capacity(bytes.len() / R::SIZE);
        all.extend(bytes.chunks_exact(R::SIZE).filter_map(R::read).filter_map(follow));
        all
    }

    /// Some rows of a table, likewise.
    pub(super) fn rows<R: Row>(&self, table: &Table<R>, rows: Range<usize>, what: &'static str) -> Vec<R> {
        self.each(table, rows, what, Some)
    }

    /// A row of a table and the next one, likewise.
    pub(super) fn two<R: Row>(&self, table: &Table<R>, row: usize, what: &'static str) -> Option<[R; 2]> {
        let bytes = table.bytes(row..row.saturating_add(2)).and_then(|(start, length)| self.bytes(start, length));
        let two = bytes.and_then(|bytes| Some([R::read(&bytes)?, R::read(bytes.get(R::SIZE..)?)?]));
        if two.is_none() {
            self.blame(Fault::Unsound(what));
        }
        two
    }

    /// One row of a table, likewise.
    pub(super) fn row<R: Row>(&self, table: &Table<R>, row: usize, what: &'static str) -> Option<R> {
        let bytes = table.bytes(row..row.saturating_add(1)).and_then(|(start, length)| self.bytes(start, length));
        let row = bytes.and_then(|bytes| R::read(&bytes));
        if row.is_none() {
            self.blame(Fault::Unsound(what));
        }
        row
    }

    /// Reads all that has not been read yet, and lets go of the file. After that nothing can go wrong any more.
    pub(super) fn read_all(&self, progress: &Progress) -> Result<(), Fault> {
        let blocks = self.first..self.first + self.read.len();
        blocks.into_par_iter().try_for_each(|block| {
            progress.rest();
            if progress.is_given_up() {
                return Err(Fault::GivenUp);
            }
            self.block_from((block * BLOCK) as u64).map_or_else(|| self.fault().and(Err(Fault::Damaged)), |_| Ok(()))
        })?;
        *self.data.write().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}
