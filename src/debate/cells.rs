//! Values that are made when they are first asked for.

use std::sync::OnceLock;

/// Cells for which memory is taken together, when the first of them is asked for.
const BLOCK: usize = 32;

/// So many values, none of them made yet.
#[derive(Debug, Clone)]
pub(super) struct Cells<T> {
    count: usize,
    blocks: Vec<OnceLock<Box<[OnceLock<T>]>>>,
}

impl<T> Cells<T> {
    pub(super) fn new(count: usize) -> Self {
        let mut blocks = Vec::new();
        blocks.resize_with(count.div_ceil(BLOCK), OnceLock::new);
        Self { count, blocks }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The value at a place, if it has been made.
    pub(super) fn made(&self, place: usize) -> Option<&T> {
        self.blocks.get(place / BLOCK)?.get()?.get(place % BLOCK)?.get()
    }

    /// The value at a place, which `make` makes if it is the first to be asked; none past the end.
    pub(super) fn get(&self, place: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let block = self.blocks.get(place / BLOCK).filter(|_| place < self.count)?;
        let cells = block.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(BLOCK).collect());
        cells.get(place % BLOCK).map(|cell| cell.get_or_init(make))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_made_once() {
        let cells = Cells::new(40);
        let get = |place: usize, made: u8| cells.get(place, || made).copied();
        assert_eq!([get(0, 1), get(39, 2), get(0, 3), get(39, 4)], [Some(1), Some(2), Some(1), Some(2)]);
        assert_eq!([0, 1, 39, 40].map(|place| cells.made(place).copied()), [Some(1), None, Some(2), None]);
        // In the same block, and not there.
        assert_eq!([get(40, 5), get(64, 6)], [None, None]);
    }
}
