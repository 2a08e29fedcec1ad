//! Parts that hang together nowhere, side by side on shelves.

use super::Point;

/// Blank columns between two parts, and rows between two shelves.
const GAP: (i32, i32) = (3, 1);

/// The left upper corner of each part, of which `sizes` tells columns and rows: in their order from left to right, on a
/// new shelf where they would go beyond `columns`. What had a corner before is on a new shelf where it was on one, and not
/// farther left or higher than it was.
pub(super) fn shelves(sizes: &[(i32, i32)], columns: i32, former: &[Option<Point>]) -> Vec<Point> {
    let mut at = Point { x: 0, y: 0 };
    let mut tallest = 0;
    let mut shelf = None;
    let mut corners = Vec::with_capacity(sizes.len());
    for (part, &(width, height)) in sizes.iter().enumerate() {
        let stood = former.get(part).copied().flatten();
        let is_next = match (stood, shelf) {
            (Some(stood), Some(shelf)) => stood.y > shelf,
            _ => at.x > 0 && at.x + width > columns,
        };
        if is_next {
            at = Point { x: 0, y: at.y + tallest + GAP.1 };
            tallest = 0;
        }
        if let Some(stood) = stood {
            if is_next || shelf.is_none() {
                at.y = at.y.max(stood.y);
                shelf = Some(stood.y);
            }
            at.x = at.x.max(stood.x);
        }
        corners.push(at);
        at.x += width + GAP.0;
        tallest = tallest.max(height);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_side_by_side_as_far_as_there_is_room() {
        let corner = |x, y| Point { x, y };
        let sizes = [(10, 3), (20, 5), (8, 2), (50, 4), (1, 1)];
        assert_eq!(shelves(&sizes, 33, &[]), [corner(0, 0), corner(13, 0), corner(0, 6), corner(0, 9), corner(0, 14)]);
        assert_eq!(shelves(&[], 33, &[]), []);
        // The first has become smaller, the second wider; the third is new.
        let former = [Some(corner(0, 0)), Some(corner(15, 0)), None, Some(corner(0, 9)), Some(corner(55, 9))];
        let sizes = [(8, 3), (25, 5), (8, 2), (50, 4), (1, 1)];
        assert_eq!(
            shelves(&sizes, 33, &former),
            [corner(0, 0), corner(15, 0), corner(0, 6), corner(0, 9), corner(55, 9)]
        );
    }
}
