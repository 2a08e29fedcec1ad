//! Lines that could as well be straight.

use super::columns::Columns;

/// A bend of so many cells looks like a slip.
const LITTLE: i32 = 2;

/// The lines at each place, by their places in the list.
struct Incident {
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
}

impl Columns<'_> {
    /// Makes lines straight where that costs nothing: whatever hangs on one of the ends by straight lines is taken along.
    /// Where several meet a side of a box they stay bent, unless one would bend twice or hardly bends: the box stands in the
    /// middle of all of them.
    pub(super) fn straighten(&self, left: &mut [i32]) {
        let mut incident =
            Incident { above: vec![Vec::new(); self.widths.len()], below: vec![Vec::new(); self.widths.len()] };
        for (index, line) in self.lines.iter().enumerate() {
            incident.above[line.lower].push(index);
            incident.below[line.upper].push(index);
        }
        let mut at = vec![(0, 0); self.widths.len()];
        for (layer, row) in self.rows.iter().enumerate() {
            row.iter().enumerate().for_each(|(stand, place)| at[*place] = (layer, stand));
        }
        let borders = self.borders(left);
        // From below, so that a long line goes straight up from where it begins.
        for line in self.lines.iter().rev() {
            let bend = line.bend(left);
            if bend == 0 {
                continue;
            }
            let is_alone = incident.below[line.upper].len() == 1 && incident.above[line.lower].len() == 1;
            let is_free = is_alone || (!line.is_shared && bend.abs() <= LITTLE);
            for (start, shift) in [(line.upper, -bend), (line.lower, bend)] {
                let block = self.block(start, left, &incident);
                if (is_free || block.iter().all(|place| *place >= self.boxes))
                    && self.has_room(&block, shift, left, &at, borders)
                    && self.cost(&block, shift, left, &incident) <= 0
                {
                    for place in block {
                        left[place] += shift;
                    }
                    break;
                }
            }
        }
    }

    /// The first column and the one behind the last.
    fn borders(&self, left: &[i32]) -> (i32, i32) {
        self.rows.iter().flatten().fold((i32::MAX, i32::MIN), |(least, most), place| {
            (least.min(left[*place]), most.max(left[*place] + self.widths[*place]))
        })
    }

    /// A place and what hangs on it by straight lines.
    fn block(&self, start: usize, left: &[i32], incident: &Incident) -> Vec<usize> {
        let mut block = vec![start];
        let mut at = 0;
        while let Some(&place) = block.get(at) {
            at += 1;
            for &line in incident.above[place].iter().chain(&incident.below[place]) {
                let line = &self.lines[line];
                let next = line.upper + line.lower - place;
                if line.bend(left) == 0 && !block.contains(&next) {
                    block.push(next);
                }
            }
        }
        block
    }

    /// Whether a block can be shifted without coming too near to anything.
    fn has_room(&self, block: &[usize], shift: i32, left: &[i32], at: &[(usize, usize)], borders: (i32, i32)) -> bool {
        block.iter().all(|place| {
            let (layer, stand) = at[*place];
            let row = &self.rows[layer];
            let end = left[*place] + self.widths[*place] + shift;
            if shift > 0 {
                row.get(stand + 1).map_or(end <= borders.1, |next| {
                    block.contains(next) || end + (self.gap)(*place, *next) <= left[*next]
                })
            } else {
                stand.checked_sub(1).map_or(left[*place] + shift >= borders.0, |before| {
                    let before = row[before];
                    block.contains(&before)
                        || left[before] + self.widths[before] + (self.gap)(before, *place) <= left[*place] + shift
                })
            }
        })
    }

    /// How much longer lines become when a block is shifted, by weight.
    fn cost(&self, block: &[usize], shift: i32, left: &[i32], incident: &Incident) -> i64 {
        let mut cost = 0;
        for place in block {
            for (lines, sign) in [(&incident.above[*place], -1), (&incident.below[*place], 1)] {
                for line in lines {
                    let line = &self.lines[*line];
                    let bend = line.bend(left);
                    if bend != 0 && !block.contains(&(line.upper + line.lower - place)) {
                        cost += line.weight * i64::from((bend + sign * shift).abs() - bend.abs());
                    }
                }
            }
        }
        cost
    }
}
