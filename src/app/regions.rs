//! Where things are on the screen: a function of the state ([`State::regions`]), used by the update (page size,
//! scrolling) and by the view, so that the two cannot disagree.

use super::{Pane, Size, State};

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Row and column of a cell in it, from its first ones, if the cell lies in it.
    #[must_use]
    pub fn place(self, at: Cell) -> Option<(usize, usize)> {
        let (row, column) = (at.y.checked_sub(self.y)?, at.x.checked_sub(self.x)?);
        (row < self.height && column < self.width).then_some((usize::from(row), usize::from(column)))
    }
}

/// A cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Its column.
    pub x: u16,
    /// Its row.
    pub y: u16,
}

/// From this width on, there is room to spare beside the page.
const WIDE: u16 = 110;

/// Below this width, outline and page take turns.
const NARROW: u16 = 60;

/// What the page needs with its margins; the outline gets the rest, up to what its longest lines need.
const PAGE: u16 = 82;
const OUTLINE: u16 = 100;

/// What the reader's own way of dividing the screen leaves to outline and page at least.
const OUTLINE_AT_LEAST: u16 = 16;
const PAGE_AT_LEAST: u16 = 28;

/// How the reader has divided the screen: so many of so many columns for the outline. On another screen it is the same
/// share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Division {
    columns: u16,
    of: u16,
}

impl Division {
    /// With the divider at column `x` of a screen of `of` columns, or as near as both sides allow.
    pub(super) fn at(x: u16, of: u16) -> Self {
        Self { columns: Self { columns: x, of }.outline(of), of }
    }

    /// The columns of the outline on a screen of `width` columns.
    pub(super) fn outline(self, width: u16) -> u16 {
        let share = u32::from(self.columns) * u32::from(width) / u32::from(self.of.max(1));
        let most = width.saturating_sub(1 + PAGE_AT_LEAST).max(OUTLINE_AT_LEAST);
        u16::try_from(share).unwrap_or(u16::MAX).clamp(OUTLINE_AT_LEAST, most)
    }
}

/// The areas of the screen. What is not shown is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Regions {
    /// The top line: where am I.
    pub title: Option<Area>,
    /// The line between the top line and what lies below it, where there is one.
    pub under: Option<Area>,
    /// The list of debates.
    pub shelf: Option<Area>,
    /// How far a debate has come that is being read, its margins left out.
    pub progress: Option<Area>,
    /// The outline, or the list that stands in its place.
    pub outline: Option<Area>,
    /// The line between outline and page.
    pub divider: Option<Area>,
    /// The text of the page, its margins left out.
    pub page: Option<Area>,
    /// The text of the exchange, its margins left out.
    pub exchange: Option<Area>,
    /// The local text of a source, its margins left out.
    pub text: Option<Area>,
    /// The grid of actors and positions.
    pub grid: Option<Grid>,
    /// The map.
    pub map: Option<Map>,
    /// The bottom line: what can I do.
    pub footer: Option<Area>,
}

/// Whether outline and page take turns at this size.
#[must_use]
pub fn takes_turns(size: Size) -> bool {
    size.width < NARROW
}

impl State {
    /// Where things are on the screen, under what lies over it.
    #[must_use]
    pub fn regions(&self) -> Regions {
        match self.reading() {
            Some(reading) if reading.source_text().is_some() => {
                Regions { text: Some(whole(self.size)), ..lines(self.size) }
            }
            Some(reading) if reading.grid().is_some() => Regions { grid: Some(grid(self.size)), ..lines(self.size) },
            Some(reading) if reading.map().is_some() => map(self.size, reading.pane()),
            Some(reading) if reading.exchange().is_some() => {
                Regions { exchange: Some(whole(self.size)), ..lines(self.size) }
            }
            Some(reading) => debate(self.size, self.division, reading.pane()),
            None if self.loading().is_some() => Regions { progress: Some(whole(self.size)), ..lines(self.size) },
            None => shelf(self.size),
        }
    }
}

/// Outline and page, beside each other or in turn.
fn debate(size: Size, division: Option<Division>, pane: Pane) -> Regions {
    let body = frame(size).1;
    let mut regions = lines(size);
    if body.height == 0 || body.width == 0 {
        return regions;
    }
    if takes_turns(size) {
        match pane {
            Pane::Outline => regions.outline = Some(body),
            Pane::Page => regions.page = Some(with_margin(body)),
        }
        return regions;
    }
    let share = size.width / 5 * 2;
    let usual = if size.width >= WIDE { share.max(size.width.saturating_sub(PAGE)).min(OUTLINE) } else { share };
    let left = division.map_or(usual, |division| division.outline(size.width));
    regions.outline = Some(Area { width: left, ..body });
    regions.divider = Some(Area { x: left, width: 1, ..body });
    regions.page = Some(with_margin(Area { x: left + 1, width: body.width - left - 1, ..body }));
    regions
}

/// The top line and the bottom line alone.
fn lines(size: Size) -> Regions {
    let (title, body, footer) = frame(size);
    let under = title.filter(|title| body.y > title.y + 1).map(|title| Area { y: title.y + 1, ..title });
    Regions { title, under, footer, ..Regions::default() }
}

/// What fills the screen between the top line and the bottom line, its margins left out.
pub(super) fn whole(size: Size) -> Area {
    with_margin(frame(size).1)
}

/// The areas of the grid of actors and positions. What is not shown is `None` or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grid {
    /// The line of the questions, above their positions.
    pub questions: Option<Area>,
    /// The heads of the columns.
    pub heads: Area,
    /// The names of the actors, left of their cells.
    pub names: Area,
    /// The cells.
    pub cells: Area,
    /// The line between the cells and what is told of the chosen one.
    pub divider: Option<Area>,
    /// What is told of the chosen cell.
    pub told: Option<Area>,
    /// The columns of the screen that one of the grid takes, with the gap before it.
    pub column: u16,
}

impl Grid {
    /// How many actors are on the screen.
    #[must_use]
    pub fn rows(&self) -> usize {
        usize::from(self.cells.height)
    }

    /// How many positions are on the screen.
    #[must_use]
    pub fn columns(&self) -> usize {
        usize::from(self.cells.width / self.column.max(1)).max(1)
    }
}

/// The areas of the grid of actors and positions: its heads and names stay where they are, however it is scrolled.
#[must_use]
pub(super) fn grid(size: Size) -> Grid {
    let body = frame(size).1;
    let told = if body.height < 6 { 0 } else { (body.height * 2 / 5).min(12) };
    let divider = u16::from(told >= 4);
    let upper = body.height - told - divider;
    let questions = u16::from(upper >= 5);
    let heads = match upper - questions {
        0 | 1 => 0,
        2..=4 => 1,
        5..=9 => 2,
        _ => 3,
    };
    let names = if body.width < 16 { body.width / 2 } else { (body.width / 4).clamp(10, 26) };
    let right = Area { x: body.x + names, width: body.width - names, ..body };
    let column = match size.width {
        0..NARROW => 9,
        NARROW..=119 => 11,
        _ => 13,
    };
    let cells = Area { y: body.y + questions + heads, height: upper - questions - heads, ..right };
    let below = body.y + upper;
    Grid {
        questions: (questions > 0).then_some(Area { height: 1, ..right }),
        heads: Area { y: body.y + questions, height: heads, ..right },
        names: Area { x: body.x, width: names, ..cells },
        cells,
        divider: (divider > 0).then_some(Area { y: below, height: 1, ..body }),
        told: (told > 0).then(|| with_margin(Area { y: below + divider, height: told, ..body })),
        column: column.min(cells.width).max(1),
    }
}

/// The areas of the map. What is not shown is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Map {
    /// The window on the map.
    pub window: Area,
    /// The line between the map and what stands beside or below it.
    pub divider: Option<Area>,
    /// The words of what is chosen, where its page has no room.
    pub told: Option<Area>,
}

/// From this size on, the page of what is chosen stands beside the map.
const BESIDE_MAP: Size = Size { width: 150, height: 24 };

/// From this height on, it stands below.
const BELOW_MAP: u16 = 36;

/// The map with the page of what is chosen beside or below it; where there is no room for both, they take turns.
fn map(size: Size, pane: Pane) -> Regions {
    let body = frame(size).1;
    let mut regions = lines(size);
    if body.height == 0 || body.width == 0 {
        return regions;
    }
    if size.width >= BESIDE_MAP.width && size.height >= BESIDE_MAP.height {
        let left = body.width - (PAGE - 10).min(body.width * 2 / 5);
        let window = Area { width: left, ..body };
        regions.map = Some(Map { window, divider: Some(Area { x: left, width: 1, ..body }), told: None });
        regions.page = Some(with_margin(Area { x: left + 1, width: body.width - left - 1, ..body }));
    } else if size.height >= BELOW_MAP && !takes_turns(size) {
        let below = body.height / 3;
        let (window, divider, page) = split(body, below);
        regions.map = Some(Map { window, divider: Some(divider), told: None });
        regions.page = Some(with_margin(page));
    } else if pane == Pane::Page {
        regions.page = Some(with_margin(body));
    } else {
        // The words in two lines, and where there is room who says them.
        let below = match body.height {
            0..8 => 0,
            8..16 => 2,
            _ => 3,
        };
        let told = (below > 0).then(|| split(body, below));
        let window = told.map_or(body, |(window, ..)| window);
        regions.map = Some(Map {
            window,
            divider: told.map(|(_, divider, _)| divider),
            told: told.map(|(.., told)| with_margin(told)),
        });
    }
    regions
}

/// The upper part, the row between, and the lower part of so many rows.
fn split(area: Area, below: u16) -> (Area, Area, Area) {
    let upper = area.height - below - 1;
    let row = |y: u16, height: u16| Area { y: area.y + y, height, ..area };
    (row(0, upper), row(upper, 1), row(upper + 1, below))
}

/// The list of debates.
pub(super) fn shelf(size: Size) -> Regions {
    let (title, body, footer) = frame(size);
    Regions { title, shelf: Some(body), footer, ..Regions::default() }
}

/// The top line, what lies between, and the bottom line; very low screens lose the top first.
fn frame(size: Size) -> (Option<Area>, Area, Option<Area>) {
    let Size { width, height } = size;
    let line = |y| Area { x: 0, y, width, height: 1 };
    match height {
        0 | 1 => (None, Area { x: 0, y: 0, width, height }, None),
        2..=5 => (None, Area { x: 0, y: 0, width, height: height - 1 }, Some(line(height - 1))),
        6..=14 => (Some(line(0)), Area { x: 0, y: 1, width, height: height - 2 }, Some(line(height - 1))),
        // Where there is room, a blank row sets the lines off.
        _ => (Some(line(0)), Area { x: 0, y: 2, width, height: height - 4 }, Some(line(height - 1))),
    }
}

fn with_margin(area: Area) -> Area {
    let margin = if area.width >= 40 { 2 } else { u16::from(area.width >= 12) };
    Area { x: area.x + margin, width: area.width - 2 * margin, ..area }
}

/// An overlay's box and what is inside it: framed where there is room, the whole screen where there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlay {
    /// The whole box.
    pub outer: Area,
    /// Inside the frame, if it has one.
    pub inner: Area,
    /// Whether it has a frame.
    pub framed: bool,
}

/// Where an overlay of at most `width` by `height` cells stands.
#[must_use]
pub fn overlay(size: Size, width: u16, height: u16) -> Overlay {
    // The bottom line, with the keys, stays to be seen.
    let below = u16::from(frame(size).2.is_some());
    let whole = Area { x: 0, y: 0, width: size.width, height: size.height - below };
    if size.width < 40 || size.height < 12 {
        return Overlay { outer: whole, inner: whole, framed: false };
    }
    let width = width.min(size.width - 2);
    let top = u16::from(size.height > 16);
    let height = height.min(whole.height - top);
    let outer = Area { x: (size.width - width) / 2, y: top, width, height };
    let inner = Area { x: outer.x + 2, y: outer.y + 1, width: width - 4, height: height - 2 };
    Overlay { outer, inner, framed: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside(size: Size, area: Area) -> bool {
        area.x + area.width <= size.width && area.y + area.height <= size.height
    }

    #[test]
    fn the_reader_divides_the_screen_within_bounds_and_for_every_size() {
        for (x, of, width, expected) in [
            (50, 100, 100, 50),
            (50, 100, 200, 100),
            (50, 100, 60, 30),
            // Neither side is lost.
            (3, 100, 100, 16),
            (99, 100, 100, 71),
            (99, 100, 60, 31),
        ] {
            let regions = debate(Size { width, height: 30 }, Some(Division::at(x, of)), Pane::Outline);
            assert_eq!(regions.divider.map(|area| area.x), Some(expected), "{x} of {of} on {width}");
        }
    }

    proptest! {
        #[test]
        fn every_area_lies_on_the_screen_and_none_on_another(
            width in 0_u16..300,
            height in 0_u16..120,
            page in any::<bool>(),
            division in proptest::option::of((any::<u16>(), any::<u16>())),
        ) {
            let size = Size { width, height };
            let regions = debate(size, division.map(|(x, of)| Division::at(x, of)), if page { Pane::Page } else { Pane::Outline });
            let areas: Vec<Area> = [regions.title, regions.outline, regions.divider, regions.page, regions.footer]
                .into_iter()
                .flatten()
                .collect();
            let narrowest = [regions.outline, regions.page].into_iter().flatten().map(|area| area.width).min();
            prop_assert!(takes_turns(size) || narrowest.is_none_or(|columns| columns >= 16), "{narrowest:?}");
            let mut cells = std::collections::HashSet::new();
            for area in areas {
                prop_assert!(inside(size, area), "{area:?}");
                for y in area.y..area.y + area.height {
                    for x in area.x..area.x + area.width {
                        prop_assert!(cells.insert((x, y)), "{x},{y} twice");
                    }
                }
            }
            let grid = grid(size);
            let areas = [grid.questions, Some(grid.heads), Some(grid.names), Some(grid.cells), grid.divider, grid.told];
            let mut cells = std::collections::HashSet::new();
            for area in areas.into_iter().flatten() {
                prop_assert!(inside(size, area), "{area:?}");
                for y in area.y..area.y + area.height {
                    for x in area.x..area.x + area.width {
                        prop_assert!(cells.insert((x, y)), "{x},{y} twice");
                    }
                }
            }
            prop_assert!(grid.cells.height > 0 || frame(size).1.height == 0);
            let regions = map(size, if page { Pane::Page } else { Pane::Outline });
            let map = regions.map.unwrap_or_default();
            let areas = [regions.title, Some(map.window), map.divider, map.told, regions.page, regions.footer];
            let mut cells = std::collections::HashSet::new();
            for area in areas.into_iter().flatten() {
                prop_assert!(inside(size, area), "{area:?}");
                for y in area.y..area.y + area.height {
                    for x in area.x..area.x + area.width {
                        prop_assert!(cells.insert((x, y)), "{x},{y} twice");
                    }
                }
            }
            let body = frame(size).1;
            prop_assert!(regions.page.is_some() || map.window.height > 0 || body.height == 0 || body.width == 0);
            let overlay = overlay(size, 100, 40);
            prop_assert!(inside(size, overlay.outer) && inside(size, overlay.inner));
        }
    }
}
