//! Parts of a pack of which only their reader knows more: read as a whole, or list by list as each is asked for.
//!
//! A list is wanted in one run of bytes, which the blocks of a pack are not. So a part is cut into pieces where lists end,
//! and a piece is read, and compared with the hashes of its blocks, when something of it is first asked for. As with
//! blocks, what could not be had once is not there the next time, and the fault is kept for whoever reads the rest.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::Fault;
use super::blocks::Data;
use super::container::{BLOCK, Medium};
use crate::format::Progress;

/// Bytes of a piece, beside the rest of its last list. A piece begins and ends amid blocks, and these are read whole: with
/// much fewer bytes, most of what is read would be read twice.
const PIECE: usize = 4 * BLOCK;

/// Something of which bytes are read.
trait Source: Send + Sync {
    /// On several threads.
    fn read(&self, range: &Range<u64>) -> Result<Vec<u8>, Fault>;

    /// On this thread alone: others may wait for it.
    fn read_alone(&self, range: &Range<u64>) -> Result<Vec<u8>, Fault>;
}

impl<M: Medium> Source for Data<M> {
    fn read(&self, range: &Range<u64>) -> Result<Vec<u8>, Fault> {
        Self::read(self, range, &Progress::default())
    }

    fn read_alone(&self, range: &Range<u64>) -> Result<Vec<u8>, Fault> {
        Self::read_alone(self, range)
    }
}

/// A part of a pack.
#[derive(Clone)]
pub struct Part {
    source: Arc<dyn Source>,
    /// Its bytes, as places in the data.
    range: Range<u64>,
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Part").field("range", &self.range).finish_non_exhaustive()
    }
}

impl Part {
    pub(super) fn new<M: Medium>(data: &Arc<Data<M>>, range: Range<u64>) -> Self {
        Self { source: Arc::clone(data) as Arc<dyn Source>, range }
    }

    /// All of it.
    ///
    /// # Errors
    /// Any [`Fault`].
    pub fn read(&self) -> Result<Vec<u8>, Fault> {
        self.source.read(&self.range)
    }

    /// Bytes of it as places in the data.
    fn places(&self, bytes: &Range<usize>) -> Range<u64> {
        self.range.start + bytes.start as u64..self.range.start + bytes.end as u64
    }

    /// The lists in it, which end at these places, in order; nothing of them is read yet.
    #[must_use]
    pub fn lists(self, ends: impl Iterator<Item = usize>) -> Lists {
        let length = usize::try_from(self.range.end - self.range.start).unwrap_or(usize::MAX);
        let mut bounds = vec![0];
        let mut last = 0;
        for end in ends.filter(|end| *end < length) {
            if end >= last + PIECE {
                bounds.push(end);
                last = end;
            }
        }
        bounds.push(length);
        let mut pieces = Vec::new();
        pieces.resize_with(bounds.len() - 1, OnceLock::new);
        Lists { part: RwLock::new(Some(self)), bounds, pieces, fault: OnceLock::new() }
    }
}

/// Lists of bytes in a pack, one behind the other.
#[derive(Debug)]
pub struct Lists {
    /// None when all has been read.
    part: RwLock<Option<Part>>,
    /// Where each piece begins, and where the last one ends.
    bounds: Vec<usize>,
    /// What has been read: nothing of what could not be had.
    pieces: Vec<OnceLock<Box<[u8]>>>,
    /// What was found wrong first.
    fault: OnceLock<Fault>,
}

impl Lists {
    /// How many bytes all of them have.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bounds.last().copied().unwrap_or_default()
    }

    /// The bytes of a list, or of a part of it; none where it is not there or cannot be had.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> Option<&[u8]> {
        let piece = self.bounds.partition_point(|start| *start <= range.start).checked_sub(1)?;
        let start = *self.bounds.get(piece)?;
        self.piece(piece)?.get(range.start - start..range.end.checked_sub(start)?)
    }

    /// The first bytes of a list, at most so many, likewise. Of a long list that is not read yet nothing else is read.
    #[must_use]
    pub fn first(&self, list: Range<usize>, most: usize) -> Option<Cow<'_, [u8]>> {
        let first = list.start..list.end.min(list.start.saturating_add(most));
        let piece = self.bounds.partition_point(|start| *start <= list.start).checked_sub(1)?;
        let is_at_hand = list.len() <= PIECE || self.pieces.get(piece)?.get().is_some();
        if list.end > *self.bounds.get(piece + 1)? {
            return None;
        }
        let part = self.part.read().unwrap_or_else(PoisonError::into_inner).clone().filter(|_| !is_at_hand);
        let Some(part) = part else { return self.get(first).map(Cow::Borrowed) };
        part.source.read_alone(&part.places(&first)).map(Cow::Owned).map_err(|fault| self.blame(fault)).ok()
    }

    /// The bytes of all of them, without those that cannot be had.
    #[must_use]
    pub fn all(&self) -> Vec<u8> {
        (0..self.pieces.len()).filter_map(|piece| self.piece(piece)).flatten().copied().collect()
    }

    fn piece(&self, piece: usize) -> Option<&[u8]> {
        let bounds = *self.bounds.get(piece)?..*self.bounds.get(piece + 1)?;
        let read = self.pieces.get(piece)?.get_or_init(|| {
            let part = self.part.read().unwrap_or_else(PoisonError::into_inner).clone();
            let read = part.ok_or(Fault::Damaged).and_then(|part| part.source.read_alone(&part.places(&bounds)));
            read.map_err(|fault| self.blame(fault)).unwrap_or_default().into_boxed_slice()
        });
        Some(read)
    }

    /// Something is wrong. What counts is what was first.
    fn blame(&self, fault: Fault) {
        let _ = self.fault.set(fault);
    }

    /// Reads all that has not been read yet, and lets go of the pack. After that nothing can go wrong any more.
    ///
    /// # Errors
    /// Any [`Fault`], also one that was found before.
    pub fn read_all(&self, progress: &Progress) -> Result<(), Fault> {
        let read = |piece: usize| {
            progress.rest();
            self.piece(piece);
            self.fault.get().map_or(Ok(()), |fault| Err(*fault))
        };
        (0..self.pieces.len()).into_par_iter().try_for_each(read)?;
        *self.part.write().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}
