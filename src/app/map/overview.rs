//! The whole map made small, with the window on it.

use crate::app::Size;
use crate::app::regions::Area;
use crate::map::layout::Area as Cells;

use super::Map;

/// The least room beside which an overview may stand.
const LEAST: Size = Size { width: 48, height: 14 };

/// The whole map made small, for a corner of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Where it stands, with a frame of one cell.
    pub area: Area,
    /// Inside the frame, row by row: whether there is a box in the upper half of the cell, and in the lower.
    pub cells: Vec<[bool; 2]>,
    /// The columns and rows inside the frame that the window has.
    pub window: Area,
    /// The column and row inside the frame of what is chosen.
    pub chosen: Option<(u16, u16)>,
}

impl Map {
    /// The overview, where the map is larger than the screen and there is room for one. It stands at the right, in the
    /// corner that is farther from what is chosen.
    #[must_use]
    pub fn overview(&self, drawing_area: Area) -> Option<Overview> {
        let drawing = self.drawing()?;
        let (width, height) = drawing.plan().size();
        let window = self.window();
        let is_larger = width > window.width || height > window.height;
        if !is_larger || drawing_area.width < LEAST.width || drawing_area.height < LEAST.height {
            return None;
        }
        // Half a cell is about as high as a cell is wide: the map keeps its form, within a part of the screen.
        let most = (i32::from(drawing_area.width) / 4, i32::from(drawing_area.height) / 2);
        let (columns, halves) = fitted((width, 2 * height), (most.0 - 2, 2 * (most.1 - 2)));
        let rows = (halves + 1) / 2;
        let scaled = |area: Cells| {
            let part = |start: i32, length: i32, whole: i32, cells: i32| {
                let first = start.clamp(0, whole - 1) * cells / whole;
                let last = (start + length - 1).clamp(0, whole - 1) * cells / whole;
                (first, last - first + 1)
            };
            let (x, width) = part(area.x, area.width, width, columns);
            let (y, height) = part(area.y, area.height, height, halves);
            Cells { x, y, width, height }
        };
        let cells = |count: i32| u16::try_from(count).unwrap_or(0);
        let mut filled = vec![[false; 2]; usize::from(cells(columns)) * usize::from(cells(rows))];
        for area in drawing.plan().boxes() {
            let small = scaled(*area);
            for y in small.y..small.y + small.height {
                for x in small.x..small.x + small.width {
                    let place = usize::from(cells(y / 2)) * usize::from(cells(columns)) + usize::from(cells(x));
                    if let Some(cell) = filled.get_mut(place) {
                        cell[usize::from(y % 2 == 1)] = true;
                    }
                }
            }
        }
        let chosen = self.chosen.and_then(|chosen| drawing.area(chosen));
        let stands_high = chosen.is_some_and(|area| 2 * (area.y - window.y) + area.height > window.height);
        let outer = (cells(columns) + 2, cells(rows) + 2);
        let y = if stands_high { drawing_area.y } else { drawing_area.y + drawing_area.height - outer.1 };
        let area = Area { x: drawing_area.x + drawing_area.width - outer.0, y, width: outer.0, height: outer.1 };
        let seen = scaled(window);
        let window = Area {
            x: cells(seen.x),
            y: cells(seen.y / 2),
            width: cells(seen.width),
            height: cells((seen.y + seen.height - 1) / 2 - seen.y / 2 + 1),
        };
        let chosen = chosen.map(|area| {
            let middle = super::window::middle(area);
            let small = scaled(Cells { x: middle.x, y: middle.y, width: 1, height: 1 });
            (cells(small.x), cells(small.y / 2))
        });
        Some(Overview { area, cells: filled, window, chosen })
    }
}

impl Map {
    /// Moves the window to a cell of the overview, by its row and column with the frame.
    pub(in crate::app) fn look_to(&mut self, overview: &Overview, (row, column): (usize, usize)) {
        let Some((width, height)) = self.drawing().map(|drawing| drawing.plan().size()) else { return };
        let window = self.window();
        let part = |cell: usize, cells: u16, whole: i32| {
            let cells = i32::from(cells.saturating_sub(2)).max(1);
            let cell = i32::try_from(cell).unwrap_or(i32::MAX).saturating_sub(1).clamp(0, cells - 1);
            (2 * cell + 1) * whole / (2 * cells)
        };
        let (x, y) = (part(column, overview.area.width, width), part(row, overview.area.height, height));
        self.pan(x - window.width / 2 - window.x, y - window.height / 2 - window.y);
    }
}

/// The largest size of the form of `of` within `most`.
fn fitted(of: (i32, i32), most: (i32, i32)) -> (i32, i32) {
    let (width, height) = (of.0.max(1), of.1.max(1));
    let (columns, rows) = (most.0.max(1), most.1.max(1));
    if width * rows > columns * height {
        (columns.min(width), (columns * height / width).clamp(1, rows))
    } else {
        ((rows * width / height).clamp(1, columns), rows.min(height))
    }
}
