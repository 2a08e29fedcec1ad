//! Parts that hang together nowhere, side by side and under each other.
//!
//! Each stands as high as those before it let it be (Baker, Coffman, Rivest: *Orthogonal Packings in Two Dimensions*,
//! 1980), above what is left free below others.

use super::Point;

/// Blank columns between two parts, and rows between those under each other.
const GAP: (i32, i32) = (3, 1);

/// The left upper corner of each part, of which `sizes` tells columns and rows: as high as can be within `columns`, then as
/// far to the left. What had a corner before is as near to it as can be.
pub(super) fn corners(sizes: &[(i32, i32)], columns: i32, former: &[Option<Point>]) -> Vec<Point> {
    let mut skyline = Skyline(vec![(0, 0)]);
    let mut corners = Vec::with_capacity(sizes.len());
    for (part, &(width, height)) in sizes.iter().enumerate() {
        // What has grown to the left or upwards would begin outside.
        let inside = |stood: Point| Point { x: stood.x.max(0), y: stood.y.max(0) };
        let stood = former.get(part).copied().flatten().map(inside);
        let at = |x: i32| Point { x, y: skyline.height(x, width + GAP.0).max(stood.map_or(0, |stood| stood.y)) };
        let fits = |at: &Point| at.x == 0 || stood.is_some() || at.x + width <= columns;
        let starts = skyline.0.iter().map(|(x, _)| *x).chain(stood.map(|stood| stood.x));
        let away = |at: &Point| stood.map_or(0, |stood| (at.x - stood.x).abs() + (at.y - stood.y).abs());
        let corner =
            starts.map(at).filter(fits).min_by_key(|at| (away(at), at.y, at.x)).unwrap_or(Point { x: 0, y: 0 });
        skyline.build(corner.x, width + GAP.0, corner.y + height + GAP.1);
        corners.push(corner);
    }
    corners
}

/// From which column on how many rows are taken, from left to right.
struct Skyline(Vec<(i32, i32)>);

impl Skyline {
    /// The most rows that are taken in some of the columns.
    fn height(&self, x: i32, width: i32) -> i32 {
        let ends = self.0.iter().skip(1).map(|(x, _)| *x).chain([i32::MAX]);
        let over = self.0.iter().zip(ends).filter(|((start, _), end)| *start < x + width && x < *end);
        over.map(|((_, rows), _)| *rows).max().unwrap_or(0)
    }

    /// Takes so many rows of these columns.
    fn build(&mut self, x: i32, width: i32, rows: i32) {
        let behind = self.0.iter().rev().find(|(start, _)| *start <= x + width).map_or(0, |(_, rows)| *rows);
        self.0.retain(|(start, _)| *start < x || *start > x + width);
        self.0.extend([(x, rows), (x + width, behind)]);
        self.0.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_as_high_as_there_is_room() {
        let corner = |x, y| Point { x, y };
        let sizes = [(10, 3), (20, 5), (8, 2), (50, 4), (1, 1)];
        assert_eq!(corners(&sizes, 33, &[]), [corner(0, 0), corner(13, 0), corner(0, 4), corner(0, 7), corner(0, 12)]);
        // Many small ones beside a high one.
        let sizes = [(10, 9), (5, 2), (5, 2), (5, 2)];
        assert_eq!(corners(&sizes, 20, &[]), [corner(0, 0), corner(13, 0), corner(13, 3), corner(13, 6)]);
        assert_eq!(corners(&[], 33, &[]), []);
        // The first has become smaller, the second wider, which leaves no room for the third where it was; the fourth is
        // new.
        let stood = |x, y| Some(corner(x, y));
        let former = [stood(0, 0), stood(15, 0), stood(30, 0), None, stood(0, 9)];
        let sizes = [(8, 3), (25, 5), (1, 1), (8, 2), (50, 4)];
        assert_eq!(
            corners(&sizes, 33, &former),
            [corner(0, 0), corner(15, 0), corner(30, 6), corner(0, 4), corner(0, 9)]
        );
    }
}
