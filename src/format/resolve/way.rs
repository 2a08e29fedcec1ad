//! Paths to what is read.

use std::ops::Deref;

use crate::format::problem::Step;

/// A path on its way down: nearly all are followed for nothing, since there is no problem there.
#[derive(Clone, Copy)]
pub(super) struct Way {
    steps: [Step; Self::LONGEST],
    length: usize,
}

impl Way {
    const LONGEST: usize = 6;
}

impl Deref for Way {
    type Target = [Step];

    fn deref(&self) -> &[Step] {
        self.steps.get(..self.length).unwrap_or_default()
    }
}

/// A path and one step more.
pub(super) fn below(path: &[Step], step: Step) -> Way {
    let mut way = Way { steps: [Step::Entry(0); Way::LONGEST], length: 0 };
    for (place, step) in way.steps.iter_mut().zip(path.iter().copied().chain([step])) {
        *place = step;
        way.length += 1;
    }
    way
}
