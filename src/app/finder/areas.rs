//! Where things stand in the box of the search.

use super::Finder;
use crate::app::Size;
use crate::app::regions::{self, Area};

/// From this height of the box on, the chosen hit is shown whole below the others, however many there are.
const TALL: u16 = 16;

/// Rows of the chosen hit there at least, with the line above it.
const PREVIEW: u16 = 8;

/// In a lower box, where the others leave so many rows.
const FEWEST: u16 = 4;

/// Where things stand in the box. What has no room is `None` or has no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The line that is typed in.
    pub typed: Option<Area>,
    /// What is told of it.
    pub told: Area,
    /// The hits.
    pub results: Area,
    /// The chosen hit, whole.
    pub preview: Option<Area>,
}

/// The box of the search.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 116, 44)
}

impl Finder {
    /// Where things stand in the box.
    #[must_use]
    pub fn areas(&self, size: Size) -> Areas {
        let inner = area(size).inner;
        let rows = |y: u16, height: u16| Area { y: inner.y + y, height, ..inner };
        let typed = inner.height.min(1);
        let below = inner.height - typed;
        let columns = usize::from(inner.width);
        let lines = if inner.height < TALL { self.rows_told(columns) } else { self.told_lines(columns).len() };
        let needed = u16::try_from(lines).unwrap_or(u16::MAX);
        // A blank row sets the hits off; more is told where there is room, and where it takes none from any hit.
        let fewest = u16::from(inner.height >= 8);
        let most = match inner.height {
            _ if self.ranked.is_empty() => below,
            0..4 => 0,
            4..8 => 1,
            8..TALL => 2,
            TALL.. => 4,
        };
        let told = needed.clamp(fewest, most.max(fewest)).min(below);
        // The chosen hit has what the others leave; of a tall box some rows in any case, once something is typed.
        let rows_of_hits = u16::try_from(self.rows_needed()).unwrap_or(u16::MAX);
        let left = (below - told).saturating_sub(rows_of_hits.saturating_add(1));
        let preview = match (rows_of_hits, inner.height) {
            (0, TALL..) if self.is_empty() => 0,
            (0, TALL..) => PREVIEW.max(inner.height / 3),
            (_, TALL..) => left.max(PREVIEW).max(inner.height / 3),
            (1.., ..TALL) if left >= FEWEST => left,
            _ => 0,
        };
        Areas {
            typed: (typed > 0).then(|| rows(0, typed)),
            told: rows(typed, told),
            results: rows(typed + told, (below - told).saturating_sub(preview)),
            preview: (preview > 0).then(|| rows(inner.height - preview, preview)),
        }
    }
}
