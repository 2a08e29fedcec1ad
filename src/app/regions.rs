//! Where things are on the screen: a function of its size and of what has the focus, used by the update (page size,
//! scrolling) and by the view, so that the two cannot disagree.

use super::{Pane, Size};

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

/// From this width on, there is room to spare beside the page.
const WIDE: u16 = 110;

/// Below this width, outline and page take turns.
const NARROW: u16 = 60;

/// What the page needs with its margins; the outline gets the rest, up to what its longest lines need.
const PAGE: u16 = 82;
const OUTLINE: u16 = 100;

/// The areas of the debate view. What is not shown is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Regions {
    /// The top line: where am I.
    pub title: Option<Area>,
    /// The outline.
    pub outline: Option<Area>,
    /// The line between outline and page.
    pub divider: Option<Area>,
    /// The text of the page, its margins left out.
    pub page: Option<Area>,
    /// The bottom line: what can I do.
    pub footer: Option<Area>,
}

/// Whether outline and page take turns at this size.
#[must_use]
pub fn takes_turns(size: Size) -> bool {
    size.width < NARROW
}

/// The areas of the debate view.
#[must_use]
pub fn reading(size: Size, pane: Pane) -> Regions {
    let (title, body, footer) = frame(size);
    let mut regions = Regions { title, footer, ..Regions::default() };
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
    let left = if size.width >= WIDE { share.max(size.width.saturating_sub(PAGE)).min(OUTLINE) } else { share };
    regions.outline = Some(Area { width: left, ..body });
    regions.divider = Some(Area { x: left, width: 1, ..body });
    regions.page = Some(with_margin(Area { x: left + 1, width: body.width - left - 1, ..body }));
    regions
}

/// The text of a view that fills the screen between the top line and the bottom line, its margins left out.
#[must_use]
pub fn whole(size: Size) -> Area {
    with_margin(frame(size).1)
}

/// The line between the top line and what lies below it, where there is one.
#[must_use]
pub fn above(size: Size) -> Option<Area> {
    let (title, body, _) = frame(size);
    let title = title?;
    (body.y > title.y + 1).then_some(Area { y: title.y + 1, ..title })
}

/// The list of debates.
#[must_use]
pub fn shelf(size: Size) -> (Option<Area>, Area, Option<Area>) {
    frame(size)
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

    proptest! {
        #[test]
        fn every_area_lies_on_the_screen_and_none_on_another(width in 0_u16..300, height in 0_u16..120, page in any::<bool>()) {
            let size = Size { width, height };
            let regions = reading(size, if page { Pane::Page } else { Pane::Outline });
            let areas: Vec<Area> = [regions.title, regions.outline, regions.divider, regions.page, regions.footer]
                .into_iter()
                .flatten()
                .collect();
            let mut cells = std::collections::HashSet::new();
            for area in areas {
                prop_assert!(inside(size, area), "{area:?}");
                for y in area.y..area.y + area.height {
                    for x in area.x..area.x + area.width {
                        prop_assert!(cells.insert((x, y)), "{x},{y} twice");
                    }
                }
            }
            let overlay = overlay(size, 100, 40);
            prop_assert!(inside(size, overlay.outer) && inside(size, overlay.inner));
        }
    }
}
