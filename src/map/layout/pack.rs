//! Parts that hang together nowhere, side by side on shelves.

use super::Point;

/// Blank columns between two parts, and rows between two shelves.
const GAP: (i32, i32) = (3, 1);

/// The left upper corner of each part, of which `sizes` tells columns and rows: in their order from left to right, on a
/// new shelf where they would go beyond `columns`.
pub(super) fn shelves(sizes: &[(i32, i32)], columns: i32) -> Vec<Point> {
    let mut at = Point { x: 0, y: 0 };
    let mut tallest = 0;
    sizes
        .iter()
        .map(|&(width, height)| {
            if at.x > 0 && at.x + width > columns {
                at = Point { x: 0, y: at.y + tallest + GAP.1 };
                tallest = 0;
            }
            let corner = at;
            at.x += width + GAP.0;
            tallest = tallest.max(height);
            corner
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_side_by_side_as_far_as_there_is_room() {
        let corner = |x, y| Point { x, y };
        let sizes = [(10, 3), (20, 5), (8, 2), (50, 4), (1, 1)];
        assert_eq!(shelves(&sizes, 33), [corner(0, 0), corner(13, 0), corner(0, 6), corner(0, 9), corner(0, 14)]);
        assert_eq!(shelves(&[], 33), []);
    }
}
