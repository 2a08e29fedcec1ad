//! How far the rows of the outline are set in.

use crate::debate::Debate;

use super::{Outline, Row};

/// Columns by which a branch is set in.
const INDENT: usize = 2;

/// What stands left of a row, behind the column of the reader's own marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin {
    /// The depth of a row that has moved left, and is told.
    pub depth: Option<usize>,
    /// Blank columns.
    pub blanks: usize,
    /// The column of the sign that says whether the branch is open.
    pub sign: usize,
}

impl Outline {
    /// Columns by which the rows move left: deep threads stay readable where the selected row keeps most of the width.
    #[must_use]
    pub fn shift(&self, debate: &Debate, columns: usize) -> usize {
        let selected = self.row(debate, self.selection.row);
        selected.map_or(0, |row| (row.depth * INDENT).saturating_sub(columns / 3))
    }
}

impl Row {
    /// What stands left of it where the rows have moved left by `shift` columns.
    #[must_use]
    pub fn margin(&self, shift: usize) -> Margin {
        let depth = (shift > 0 && self.depth > 0).then_some(self.depth);
        let blanks = (self.depth * INDENT).saturating_sub(shift).max(usize::from(depth.is_some()));
        let digits = depth.and_then(usize::checked_ilog10).map_or(0, |log| log as usize + 1);
        Margin { depth, blanks, sign: 1 + digits + blanks }
    }
}
