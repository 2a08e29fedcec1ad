//! The window on a map: what of it is on the screen.

use crate::debate::StatementIndex;
use crate::map::layout::{Area, Point};

use super::Map;

/// What becomes of the window when it is next looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It stays.
    Stay,
    /// It moves as little as needed for the chosen box to be seen.
    Seen,
    /// It has the chosen box in its middle.
    Centred,
    /// The chosen box stays where it was on the screen, in another drawing.
    Anchored(Point),
}

impl Map {
    pub(super) fn look_at(&mut self, chosen: StatementIndex) {
        let Some(area) = self.drawing.as_deref().and_then(|drawing| drawing.area(chosen)) else { return };
        let (columns, rows) = (i32::from(self.room.0), i32::from(self.room.1));
        match self.look {
            Look::Stay => {}
            Look::Seen => {
                self.corner.x = seen(self.corner.x, columns, (area.x, area.width));
                self.corner.y = seen(self.corner.y, rows, (area.y, area.height));
            }
            Look::Centred => {
                let at = middle(area);
                self.corner = Point { x: at.x - columns / 2, y: at.y - rows / 2 };
            }
            Look::Anchored(stood) => {
                self.corner = Point { x: area.x - stood.x, y: area.y - stood.y };
                self.keep_inside();
                self.corner.x = seen(self.corner.x, columns, (area.x, area.width));
                self.corner.y = seen(self.corner.y, rows, (area.y, area.height));
            }
        }
        self.look = Look::Stay;
        self.keep_inside();
    }

    /// A map that is smaller than the window stands in its middle; the window leaves a larger one on no side.
    pub(super) fn keep_inside(&mut self) {
        let Some((width, height)) = self.drawing.as_deref().map(|drawing| drawing.plan().size()) else { return };
        let kept = |corner: i32, window: u16, size: i32| {
            let room = size - i32::from(window);
            if room <= 0 { room / 2 } else { corner.clamp(0, room) }
        };
        self.corner.x = kept(self.corner.x, self.room.0, width);
        self.corner.y = kept(self.corner.y, self.room.1, height);
    }
}

/// The first column or row of a window of `room`, moved as little as needed for what begins at `first` and is `size` long
/// to be seen with a little around it; of what is longer the beginning.
fn seen(corner: i32, room: i32, (first, size): (i32, i32)) -> i32 {
    let around = ((room - size) / 2).clamp(0, 2);
    let highest = first - around;
    let lowest = (first + size + around - room).min(highest);
    corner.clamp(lowest, highest)
}

pub(super) fn middle(area: Area) -> Point {
    Point { x: area.x + area.width / 2, y: area.y + area.height / 2 }
}
