//! The bytes of the lists of an index: made here, or in a pack, of which no more is read than is asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::format::Progress;
use crate::format::pack::{Fault, Lists, Part};

/// Lists of bytes, one behind the other.
#[derive(Debug, Clone)]
pub(super) enum Bytes {
    Own(Vec<u8>),
    Packed(Arc<Lists>),
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl Eq for Bytes {}

impl Bytes {
    /// Those of lists in a pack, which end at these places.
    pub(super) fn packed(part: Part, ends: impl Iterator<Item = usize>) -> Self {
        Self::Packed(Arc::new(part.lists(ends)))
    }

    /// The bytes of a list, or of a part of one; none where they are not there.
    pub(super) fn get(&self, range: Range<usize>) -> &[u8] {
        let bytes = match self {
            Self::Own(bytes) => bytes.get(range),
            Self::Packed(lists) => lists.get(range),
        };
        bytes.unwrap_or_default()
    }

    /// The first bytes of a list, at most so many; none where they are not there.
    pub(super) fn first(&self, range: Range<usize>, most: usize) -> Cow<'_, [u8]> {
        match self {
            Self::Own(_) => Cow::Borrowed(self.get(range.start..range.end.min(range.start.saturating_add(most)))),
            Self::Packed(lists) => lists.first(range, most).unwrap_or_default(),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Own(bytes) => bytes.len(),
            Self::Packed(lists) => lists.bytes(),
        }
    }

    /// Reads those that have not been read yet.
    pub(super) fn read_all(&self, progress: &Progress) -> Result<(), Fault> {
        match self {
            Self::Own(_) => Ok(()),
            Self::Packed(lists) => lists.read_all(progress),
        }
    }

    pub(super) fn into_all(self) -> Vec<u8> {
        match self {
            Self::Own(bytes) => bytes,
            Self::Packed(lists) => lists.all(),
        }
    }

    /// All of them in one run.
    fn all(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Own(bytes) => Cow::Borrowed(bytes),
            Self::Packed(lists) => Cow::Owned(lists.all()),
        }
    }
}
