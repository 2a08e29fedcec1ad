//! The whole map made small, with the window on it.

use crate::app::Size;
use crate::app::regions::Area;
use crate::map::layout::Area as Cells;

use super::Map;

/// The least room beside which an overview may stand.
const LEAST: Size = Size { width: 48, height: 14 };

/// The least inside the frame in which anything can be told apart.
const LEAST_INSIDE: Size = Size { width: 6, height: 2 };

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

/// A corner of the window, those that are liked best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Corner {
    RightBelow,
    RightAbove,
    LeftBelow,
    LeftAbove,
}

impl Corner {
    const ALL: [Self; 4] = [Self::RightBelow, Self::RightAbove, Self::LeftBelow, Self::LeftAbove];

    /// The first column and row of what is so large and stands there, seen from the first of the whole.
    fn of(self, whole: Size, size: Size) -> (u16, u16) {
        let (right, below) = (whole.width.saturating_sub(size.width), whole.height.saturating_sub(size.height));
        match self {
            Self::RightBelow => (right, below),
            Self::RightAbove => (right, 0),
            Self::LeftBelow => (0, below),
            Self::LeftAbove => (0, 0),
        }
    }
}

/// What an overview covers, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Covered {
    chosen: bool,
    /// The relations of the chosen box, and the boxes at their other ends.
    related: usize,
    boxes: usize,
}

impl Map {
    /// Columns and rows of the overview with its frame, where the map is larger than a window of this size and there is
    /// room for one.
    fn overview_size(&self, window: Size) -> Option<Size> {
        let (width, height) = self.drawing()?.plan().size();
        let is_larger = width > i32::from(window.width) || height > i32::from(window.height);
        if !is_larger || window.width < LEAST.width || window.height < LEAST.height {
            return None;
        }
        // Half a cell is about as high as a cell is wide: the map keeps its form, within a part of the screen.
        let most = ((window.width / 6).clamp(10, 24) - 2, (window.height / 4).clamp(6, 12) - 2);
        let (columns, halves) = fitted((width, 2 * height), (i32::from(most.0), 2 * i32::from(most.1)));
        let (columns, rows) =
            (cells(columns).max(LEAST_INSIDE.width), cells((halves + 1) / 2).max(LEAST_INSIDE.height));
        Some(Size { width: columns + 2, height: rows + 2 })
    }

    /// Sets the overview in the corner where it covers least. It stays in the one it is in, unless it covers the chosen box
    /// or its relations there and would cover less of them in another.
    pub(super) fn place_overview(&mut self) {
        let window = Size { width: self.room.0, height: self.room.1 };
        let Some(size) = self.overview_size(window) else {
            self.overview = None;
            return;
        };
        let covered: Vec<(Covered, Corner)> = self.covered(size, window).into_iter().zip(Corner::ALL).collect();
        let Some(&(best, corner)) = covered.iter().min() else { return };
        let now = covered.iter().find(|(_, corner)| Some(*corner) == self.overview).map(|(covered, _)| *covered);
        if now.is_none_or(|now| (best.chosen, best.related) < (now.chosen, now.related)) {
            self.overview = Some(corner);
        }
    }

    /// What an overview of this size covers in each corner of the window.
    fn covered(&self, size: Size, window: Size) -> [Covered; 4] {
        let nothing = Covered { chosen: false, related: 0, boxes: 0 };
        let Some(drawing) = self.drawing() else { return [nothing; 4] };
        let plan = drawing.plan();
        let chosen = self.chosen.and_then(|chosen| drawing.place(chosen));
        let joined = chosen.map(|chosen| plan.joined(chosen));
        Corner::ALL.map(|corner| {
            let (x, y) = corner.of(window, size);
            let at = Cells {
                x: self.corner.x + i32::from(x),
                y: self.corner.y + i32::from(y),
                width: i32::from(size.width),
                height: i32::from(size.height),
            };
            let mut covered = nothing;
            for (place, _) in plan.boxes().iter().enumerate().filter(|(_, area)| area.meets(at)) {
                covered.boxes += 1;
                covered.chosen |= chosen == Some(place);
                covered.related += usize::from(joined.as_ref().is_some_and(|joined| joined.boxes[place]));
            }
            for (edge, (.., route)) in plan.edges().enumerate() {
                if joined.as_ref().is_some_and(|joined| joined.edges[edge])
                    && route.windows(2).any(|ends| Cells::between(ends[0], ends[1]).meets(at))
                {
                    covered.related += 1;
                }
            }
            covered
        })
    }

    /// The overview, where the map is larger than the screen and there is room for one.
    #[must_use]
    pub fn overview(&self, drawing_area: Area) -> Option<Overview> {
        let whole = Size { width: drawing_area.width, height: drawing_area.height };
        let size = self.overview_size(whole)?;
        let (x, y) = self.overview.unwrap_or(Corner::RightBelow).of(whole, size);
        let area = Area { x: drawing_area.x + x, y: drawing_area.y + y, width: size.width, height: size.height };
        let drawing = self.drawing()?;
        let (width, height) = drawing.plan().size();
        let window = self.window();
        let (columns, rows) = (i32::from(size.width) - 2, i32::from(size.height) - 2);
        let halves = 2 * rows;
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

fn cells(count: i32) -> u16 {
    u16::try_from(count).unwrap_or(0)
}
