//! Boxes made higher where there is nothing above or below them, when everything else stands already.

use super::Plan;
use super::layout::Area;

impl Plan {
    /// Makes boxes high enough for as many rows of words as `rows` tells, or as far as rows are free above and below them.
    /// Nothing else moves, no line is touched, and the whole becomes no larger.
    pub fn make_higher(&mut self, rows: impl Fn(usize) -> i32) {
        for place in 0..self.boxes().len() {
            let wanted = rows(place) - self.rows(place);
            if wanted > 0 {
                let (above, below) = self.free_rows(place);
                let up = above.min(wanted / 2);
                let down = below.min(wanted - up);
                let up = above.min(wanted - down);
                if let Some(area) = self.layout.nodes.get_mut(place) {
                    *area = Area { y: area.y - up, height: area.height + up + down, ..*area };
                }
            }
        }
    }

    /// How many rows a box may have above it and below it, so that one stays blank before everything else.
    fn free_rows(&self, place: usize) -> (i32, i32) {
        let here = self.layout.nodes[place];
        let (first, last) = (here.y, here.y + here.height - 1);
        let (mut top, mut bottom) = (0, self.layout.height - 1);
        let mut meet = |other: Area| {
            let (from, to) = (other.y, other.y + other.height - 1);
            if (Area { y: from, height: other.height, ..here }).meets(other) {
                top = if from < first { top.max(to + 2) } else { top };
                bottom = if to > last { bottom.min(from - 2) } else { bottom };
            }
        };
        for (_, area) in self.layout.nodes.iter().enumerate().filter(|(other, _)| *other != place) {
            meet(*area);
        }
        for ends in self.layout.routes.iter().flat_map(|route| route.windows(2)) {
            meet(Area::between(ends[0], ends[1]));
        }
        // Nearer than that its own lines come, where it is not higher than they need.
        ((first - top).max(0), (bottom - last).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::layout::Layout;

    #[test]
    fn boxes_grow_into_free_rows_alone() {
        let area = |x, y, width, height| Area { x, y, width, height };
        for (boxes, rows, expected) in [
            // Nothing is near: to both sides.
            (vec![area(0, 8, 10, 3)], 5, vec![area(0, 6, 10, 7)]),
            // At the upper edge only down, at the lower one only up.
            (vec![area(0, 1, 10, 3), area(20, 17, 10, 3)], 6, vec![area(0, 0, 10, 8), area(20, 12, 10, 8)]),
            // A row stays blank between two; the first one takes what there is.
            (vec![area(0, 4, 10, 3), area(5, 9, 10, 3)], 3, vec![area(0, 3, 10, 5), area(5, 9, 10, 5)]),
            (vec![area(0, 0, 10, 3), area(5, 4, 10, 3)], 2, vec![area(0, 0, 10, 3), area(5, 4, 10, 4)]),
            // It is high enough.
            (vec![area(0, 8, 10, 9)], 5, vec![area(0, 8, 10, 9)]),
        ] {
            let mut plan = Plan::standing(&boxes, &[]);
            plan.layout = Layout { width: 40, height: 20, ..plan.layout };
            plan.make_higher(|_| rows);
            assert_eq!(plan.boxes(), expected, "{boxes:?}");
        }
    }
}
