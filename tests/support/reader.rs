//! Reads a drawn map from its characters alone, as an eye would: boxes are closed frames with words in them, lines are
//! followed from the frames where they begin to the heads where they end. What a line means is told by the sign before the
//! words of its box, or beside the place where it leaves, and once more by its form: both must tell the same.

#![allow(unreachable_pub, reason = "nobody else sees it")]

#[path = "ascii.rs"]
mod ascii;

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

/// A relation: its sign, or [`UNCLEAR`], the words of the box where it begins, where it ends.
pub type Relation = (char, String, Target);

/// Where sign and form of a line do not tell the same.
pub const UNCLEAR: char = '!';

/// The words in each box, and all relations, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub boxes: Vec<String>,
    pub relations: Vec<Relation>,
}

/// Signs with the forms of their lines, and whether they have a hollow head.
const SIGNS: [(char, char, bool); 5] =
    [('◆', '═', false), ('+', '─', false), ('×', '━', false), ('⊘', '╌', false), ('∴', '─', true)];

/// The same signs in ASCII.
const IN_ASCII: [(char, char); 5] = [('◆', '*'), ('+', '+'), ('×', 'x'), ('⊘', '/'), ('∴', ':')];

/// Directions: up, right, down, left.
const STEPS: [(isize, isize); 4] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// Characters by the directions in which they have arms.
const GLYPHS: [(&str, [bool; 4]); 11] = [
    ("│┃┆║╽╿", [true, false, true, false]),
    ("─━╌═╼╾", [false, true, false, true]),
    ("┌┍┎┏╔╒╓", [false, true, true, false]),
    ("┐┑┒┓╗╕╖", [false, false, true, true]),
    ("└┕┖┗╚╘╙", [true, true, false, false]),
    ("┘┙┚┛╝╛╜", [true, false, false, true]),
    ("├┝┞┟┠┡┢┣╠╞╟", [true, true, true, false]),
    ("┤┥┦┧┨┩┪┫╣╡╢", [true, false, true, true]),
    ("┬┭┮┯┰┱┲┳╦╤╥", [false, true, true, true]),
    ("┴┵┶┷┸┹┺┻╩╧╨", [true, true, false, true]),
    ("┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╪╫╬●", [true, true, true, true]),
];

const HEADS: [char; 4] = ['▴', '▸', '▾', '◂'];
const HOLLOW: [char; 4] = ['▵', '▹', '▿', '◃'];
const POINT: char = '●';

/// Which way a head leads, and whether it is hollow.
fn head(letter: char) -> Option<(usize, bool)> {
    let full = HEADS.iter().position(|head| *head == letter).map(|way| (way, false));
    full.or_else(|| HOLLOW.iter().position(|head| *head == letter).map(|way| (way, true)))
}

/// The form of a straight piece of line.
fn form(letter: char) -> Option<char> {
    ["─│", "━┃", "╌┆", "═║"].iter().find(|pieces| pieces.contains(letter)).and_then(|pieces| pieces.chars().next())
}

/// A frame, by its corners, the words in it, and the sign before them.
struct Frame {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    sign: Option<char>,
    words: String,
}

struct Page {
    rows: Vec<Vec<char>>,
}

/// Reads a drawing.
pub fn read(drawing: &[String]) -> Found {
    read_page(&Page { rows: drawing.iter().map(|row| cells(row)).collect() })
}

/// Reads a drawing in ASCII.
pub fn read_ascii(drawing: &[String]) -> Found {
    let mut found = read_page(&Page { rows: ascii::usual(drawing.iter().map(|row| cells(row)).collect()) });
    for (sign, ..) in &mut found.relations {
        *sign = IN_ASCII.iter().find(|(usual, _)| usual == sign).map_or(*sign, |(_, ascii)| *ascii);
    }
    found.relations.sort();
    found
}

fn read_page(page: &Page) -> Found {
    let frames = page.frames();
    let mut found = Found { boxes: frames.iter().map(|frame| frame.words.clone()).collect(), ..Found::default() };
    let mut sides = BTreeMap::new();
    for (index, frame) in frames.iter().enumerate() {
        for side in frame.sides() {
            sides.insert(side.0, (index, side.1));
        }
    }
    let eye = Eye { page, frames: &frames, sides };
    for (&at, &(index, outward)) in &eye.sides {
        if !eye.begins(at, outward) {
            continue;
        }
        let own = eye.page.letter(step(at, back(outward)).expect("inside"));
        let sign = frames[index].sign.or_else(|| SIGNS.iter().map(|sign| sign.0).find(|sign| *sign == own));
        let Some(sign) = sign else { continue };
        for (target, line) in eye.targets(at, outward) {
            let told = if line.tells(sign) { sign } else { UNCLEAR };
            found.relations.push((told, frames[index].words.clone(), target));
        }
    }
    found.boxes.sort();
    found.relations.sort();
    found
}

/// What a line looks like from where it begins to a point on it, or to its head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    form: Option<char>,
    /// It is not the same all along.
    changes: bool,
    /// Whether its head is hollow, if it does not pass a point before.
    hollow: Option<bool>,
    passed: bool,
}

impl Line {
    fn pass(&mut self, letter: char) {
        if letter == POINT {
            self.passed = true;
        } else if let Some(form) = form(letter).filter(|_| !self.passed) {
            self.changes |= self.form.is_some_and(|before| before != form);
            self.form = self.form.or(Some(form));
        }
    }

    fn ends(self, is_hollow: bool) -> Self {
        Self { hollow: (!self.passed).then_some(is_hollow), ..self }
    }

    /// Whether it is what the line of this sign looks like.
    fn tells(self, sign: char) -> bool {
        let (_, form, is_hollow) = *SIGNS.iter().find(|(known, ..)| *known == sign).expect("a sign");
        // Lines of several kinds may join on their way to a point.
        (!self.changes || self.passed)
            && self.form.is_none_or(|found| found == form)
            && self.hollow.is_none_or(|found| found == is_hollow)
    }
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
        // On a side stand its line and lines that leave outward, but nothing that leads inside.
        let is_side = |at: At, inward: usize| {
            arms(self.letter(at)).is_some_and(|arms| !arms[inward] && arms[(inward + 1) % 4] && arms[(inward + 3) % 4])
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
        let is_sign = |letter: char| SIGNS.iter().any(|(sign, ..)| *sign == letter);
        let leaves = |at: At, way: usize| arms(self.letter(at)).is_some_and(|arms| arms[way]);
        // Signs stand in rows of their own below and above the places where lines leave.
        let has_signs = |y: usize, side: usize, way: usize| {
            let mut letters = (left + 1..right).filter(|x| self.letter((*x, y)) != ' ').peekable();
            letters.peek().is_some() && letters.all(|x| is_sign(self.letter((x, y))) && leaves((x, side), way))
        };
        let first = top + 1 + usize::from(has_signs(top + 1, top, 0));
        let last = bottom - usize::from(has_signs(bottom - 1, bottom, 2));
        let mut words: Vec<String> = Vec::new();
        let mut sign = None;
        for y in first..last {
            // Or beside the places where they leave at the sides.
            let is_beside = |x: usize, side: usize, way: usize| leaves((side, y), way) && is_sign(self.letter((x, y)));
            let from = left + 1 + usize::from(is_beside(left + 1, left, 3));
            let to = right - usize::from(is_beside(right - 1, right, 1));
            if (from..to).any(|x| arms(self.letter((x, y))).is_some()) {
                return None;
            }
            let line: String = (from..to).map(|x| self.letter((x, y))).filter(|letter| *letter != FILL).collect();
            let mut line: Vec<&str> = line.split_whitespace().collect();
            if let [lead, ..] = line[..]
                && let Some(letter) =
                    lead.chars().next().filter(|letter| is_sign(*letter) && lead.len() == letter.len_utf8())
                && words.is_empty()
            {
                sign = Some(letter);
                line.remove(0);
            }
            words.extend(line.into_iter().map(str::to_owned));
        }
        (!words.is_empty()).then(|| Frame { left, top, right, bottom, sign, words: words.join(" ") })
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
    heads: BTreeSet<(usize, Line)>,
    /// Boxes where lines begin that join on the way.
    begins: BTreeSet<usize>,
    points: BTreeSet<(At, Line)>,
}

impl Eye<'_> {
    /// Whether a line begins at a side.
    fn begins(&self, at: At, outward: usize) -> bool {
        arms(self.page.letter(at)).is_some_and(|arms| arms[outward])
    }

    /// Where the line ends that begins at a side, and what it looks like on the way.
    fn targets(&self, at: At, outward: usize) -> Vec<(Target, Line)> {
        let mut reached = Reached::default();
        self.follow(at, outward, &mut reached);
        let words = |index: &usize| self.frames[*index].words.clone();
        let on_lines = reached.points.iter().map(|(point, line)| {
            let [mut upstream, mut downstream] = [Reached::default(), Reached::default()];
            for way in 0..4 {
                let mut along = Reached::default();
                self.follow(*point, way, &mut along);
                let whole = if along.heads.is_empty() { &mut upstream } else { &mut downstream };
                whole.begins.append(&mut along.begins);
                whole.heads.append(&mut along.heads);
            }
            let to: BTreeSet<usize> = downstream.heads.iter().map(|(index, _)| *index).collect();
            let to: Vec<String> = to.iter().map(words).collect();
            (Target::Line(upstream.begins.iter().map(words).collect(), to.join(" and ")), *line)
        });
        on_lines.chain(reached.heads.iter().map(|(index, line)| (Target::Box(words(index)), *line))).collect()
    }

    /// Goes out of a cell on that way and on, straight over crossings, along every branch where lines join, never
    /// against a head.
    fn follow(&self, from: At, way: usize, reached: &mut Reached) {
        let mut seen = BTreeSet::new();
        let mut left = vec![(from, way, Line::default())];
        while let Some((at, way, mut line)) = left.pop() {
            if !seen.insert((at, way)) {
                continue;
            }
            let Some(next) = step(at, way) else { continue };
            if let Some((index, outward)) = self.sides.get(&next) {
                if let Some((_, is_hollow)) = head(self.page.letter(at)) {
                    reached.heads.insert((*index, line.ends(is_hollow)));
                } else if self.begins(next, *outward) && *outward == back(way) {
                    reached.begins.insert(*index);
                }
                continue;
            }
            let letter = self.page.letter(next);
            if let Some((leads, is_hollow)) = head(letter) {
                if leads == way && step(next, way).is_some_and(|beyond| self.page.letter(beyond) == POINT) {
                    reached.points.extend(step(next, way).map(|point| (point, line.ends(is_hollow))));
                } else if leads == way {
                    left.push((next, way, line));
                }
                continue;
            }
            let Some(arms) = arms(letter).filter(|arms| arms[back(way)]) else { continue };
            line.pass(letter);
            let is_crossing = arms == [true; 4] && letter != POINT;
            for on in (0..4).filter(|on| arms[*on] && *on != back(way) && (!is_crossing || *on == way)) {
                left.push((next, on, line));
            }
        }
    }
}
