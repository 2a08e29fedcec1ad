//! Reads a drawn map from its characters alone, as an eye would: boxes are closed frames with words in them, lines are
//! followed from the signs where they begin to the heads where they end.

#![allow(unreachable_pub, reason = "nobody else sees it")]

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthChar as _;

type At = (usize, usize);

/// What an eye finds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The box with these words.
    Box(String),
    /// The line from the boxes with these words to one.
    Line(Vec<String>, String),
}

/// A relation: the sign at its beginning, the words of the box where it begins, where it ends.
pub type Relation = (char, String, Target);

/// The words in each box, and all relations, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub boxes: Vec<String>,
    pub relations: Vec<Relation>,
}

/// Directions: up, right, down, left.
const STEPS: [(isize, isize); 4] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// Characters by the directions in which they have arms.
const GLYPHS: [(&str, [bool; 4]); 11] = [
    ("│┃┆╽╿", [true, false, true, false]),
    ("─━╌╼╾", [false, true, false, true]),
    ("┌┍┎┏", [false, true, true, false]),
    ("┐┑┒┓", [false, false, true, true]),
    ("└┕┖┗", [true, true, false, false]),
    ("┘┙┚┛", [true, false, false, true]),
    ("├┝┞┟┠┡┢┣", [true, true, true, false]),
    ("┤┥┦┧┨┩┪┫", [true, false, true, true]),
    ("┬┭┮┯┰┱┲┳", [false, true, true, true]),
    ("┴┵┶┷┸┹┺┻", [true, true, false, true]),
    ("┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋●", [true, true, true, true]),
];

const HEADS: [char; 4] = ['▴', '▸', '▾', '◂'];
const POINT: char = '●';

/// A frame, by its corners, and the words in it.
struct Frame {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    words: String,
}

struct Page {
    rows: Vec<Vec<char>>,
}

/// Reads a drawing.
pub fn read(drawing: &[String]) -> Found {
    let page = Page { rows: drawing.iter().map(|row| cells(row)).collect() };
    let frames = page.frames();
    let mut found = Found { boxes: frames.iter().map(|frame| frame.words.clone()).collect(), ..Found::default() };
    let mut sides = BTreeMap::new();
    for (index, frame) in frames.iter().enumerate() {
        for side in frame.sides() {
            sides.insert(side.0, (index, side.1));
        }
    }
    let eye = Eye { page: &page, frames: &frames, sides };
    for &(at, (index, outward)) in &eye.sides.iter().map(|(at, side)| (*at, *side)).collect::<Vec<_>>() {
        if let Some(sign) = eye.sign(at, outward) {
            for target in eye.targets(at, outward) {
                found.relations.push((sign, frames[index].words.clone(), target));
            }
        }
    }
    found.boxes.sort();
    found.relations.sort();
    found
}

/// What fills the second column of a wide letter.
const FILL: char = '\0';

/// One character in each column.
fn cells(row: &str) -> Vec<char> {
    let columns = |letter: char| match letter.width() {
        Some(0) | None => vec![],
        Some(1) => vec![letter],
        Some(_) => vec![letter, FILL],
    };
    row.chars().flat_map(columns).collect()
}

fn arms(letter: char) -> Option<[bool; 4]> {
    GLYPHS.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, arms)| *arms)
}

fn step((x, y): At, way: usize) -> Option<At> {
    Some((x.checked_add_signed(STEPS[way].0)?, y.checked_add_signed(STEPS[way].1)?))
}

fn back(way: usize) -> usize {
    (way + 2) % 4
}

impl Page {
    fn letter(&self, (x, y): At) -> char {
        self.rows.get(y).and_then(|row| row.get(x)).copied().unwrap_or(' ')
    }

    /// All closed frames with words in them.
    fn frames(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        for (top, row) in self.rows.iter().enumerate() {
            for left in (0..row.len()).filter(|left| "┌┏".contains(row[*left])) {
                frames.extend(self.frame(left, top));
            }
        }
        frames
    }

    fn frame(&self, left: usize, top: usize) -> Option<Frame> {
        // On a side stand its line and lines that leave outward, above and below also signs, but nothing that leads inside.
        let is_side = |at: At, inward: usize| {
            arms(self.letter(at)).map_or(self.letter(at) != ' ' && inward.is_multiple_of(2), |arms| {
                !arms[inward] && arms[(inward + 1) % 4] && arms[(inward + 3) % 4]
            })
        };
        let along = |from: At, way: usize, inward: usize, corners: &str| {
            let mut at = step(from, way)?;
            while !corners.contains(self.letter(at)) {
                if !is_side(at, inward) {
                    return None;
                }
                at = step(at, way)?;
            }
            Some(at)
        };
        let (right, _) = along((left, top), 1, 2, "┐┓")?;
        let (_, bottom) = along((left, top), 2, 1, "└┗")?;
        if along((left, bottom), 1, 0, "┘┛")? != (right, bottom) || along((right, top), 2, 3, "┘┛")? != (right, bottom)
        {
            return None;
        }
        let mut words = Vec::new();
        for y in top + 1..bottom {
            // Where a line leaves through a side, its sign stands beside it.
            let leaves = |x: usize, way: usize| arms(self.letter((x, y))).is_some_and(|arms| arms[way]);
            let (first, last) = (left + 1 + usize::from(leaves(left, 3)), right - usize::from(leaves(right, 1)));
            if (first..last).any(|x| arms(self.letter((x, y))).is_some()) {
                return None;
            }
            let line: String = (first..last).map(|x| self.letter((x, y))).filter(|letter| *letter != FILL).collect();
            words.extend(line.split_whitespace().map(str::to_owned));
        }
        (!words.is_empty()).then(|| Frame { left, top, right, bottom, words: words.join(" ") })
    }
}

impl Frame {
    /// The cells of the frame without its corners, with the way that leads outward.
    fn sides(&self) -> Vec<(At, usize)> {
        let level = (self.left + 1..self.right).flat_map(|x| [((x, self.top), 0), ((x, self.bottom), 2)]);
        let upright = (self.top + 1..self.bottom).flat_map(|y| [((self.left, y), 3), ((self.right, y), 1)]);
        level.chain(upright).collect()
    }
}

/// Follows lines.
struct Eye<'a> {
    page: &'a Page,
    frames: &'a [Frame],
    /// Which frame each cell of a side is of, and the way outward.
    sides: BTreeMap<At, (usize, usize)>,
}

/// What lines lead to from a place, along every branch.
#[derive(Default)]
struct Reached {
    heads: BTreeSet<usize>,
    /// Boxes where lines begin that join on the way.
    begins: BTreeSet<usize>,
    points: BTreeSet<At>,
}

impl Eye<'_> {
    /// The sign of the line that begins at a side: above and below in the side, left and right inside it.
    fn sign(&self, at: At, outward: usize) -> Option<char> {
        match arms(self.page.letter(at)) {
            None => Some(self.page.letter(at)),
            Some(arms) if arms[outward] => Some(self.page.letter(step(at, back(outward))?)).filter(|sign| *sign != ' '),
            Some(_) => None,
        }
    }

    /// Where the line ends that begins at a side.
    fn targets(&self, at: At, outward: usize) -> Vec<Target> {
        let mut reached = Reached::default();
        self.follow(at, outward, &mut reached);
        let words = |index: &usize| self.frames[*index].words.clone();
        let on_lines = reached.points.iter().map(|point| {
            let [mut upstream, mut downstream] = [Reached::default(), Reached::default()];
            for way in 0..4 {
                let mut along = Reached::default();
                self.follow(*point, way, &mut along);
                let whole = if along.heads.is_empty() { &mut upstream } else { &mut downstream };
                whole.begins.append(&mut along.begins);
                whole.heads.append(&mut along.heads);
            }
            let to: Vec<String> = downstream.heads.iter().map(words).collect();
            Target::Line(upstream.begins.iter().map(words).collect(), to.join(" and "))
        });
        on_lines.chain(reached.heads.iter().map(|index| Target::Box(words(index)))).collect()
    }

    /// Goes out of a cell on that way and on, straight over crossings, along every branch where lines join, never
    /// against a head.
    fn follow(&self, from: At, way: usize, reached: &mut Reached) {
        let mut seen = BTreeSet::new();
        let mut left = vec![(from, way)];
        while let Some((at, way)) = left.pop() {
            if !seen.insert((at, way)) {
                continue;
            }
            let Some(next) = step(at, way) else { continue };
            if let Some((index, outward)) = self.sides.get(&next) {
                if HEADS.contains(&self.page.letter(at)) {
                    reached.heads.insert(*index);
                } else if self.sign(next, *outward).is_some() && *outward == back(way) {
                    reached.begins.insert(*index);
                }
                continue;
            }
            let letter = self.page.letter(next);
            if let Some(head) = HEADS.iter().position(|head| *head == letter) {
                if head == way && step(next, way).is_some_and(|beyond| self.page.letter(beyond) == POINT) {
                    reached.points.extend(step(next, way));
                } else if head == way {
                    left.push((next, way));
                }
                continue;
            }
            let Some(arms) = arms(letter).filter(|arms| arms[back(way)]) else { continue };
            let is_crossing = arms == [true; 4] && letter != POINT;
            for on in (0..4).filter(|on| arms[*on] && *on != back(way) && (!is_crossing || *on == way)) {
                left.push((next, on));
            }
        }
    }
}
