//! SVG: the layout as a picture with real text, for light and dark.
//!
//! Other programs make it a PNG, and not all of them know variables, nested rules or markers in the colour of their line:
//! rules are plain, and the light colours come before any that a dark surrounding asks for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::debate::wording::width;
use crate::debate::{Debate, RelationKind, StatementIndex, clean_line};
use crate::map::layout::{Area, End, Point};
use crate::map::{Chart, Mark, Placed, Signs, Words};

use super::{Colours, DARK, LIGHT, escaped};

/// Of a cell, in the picture's own units.
const CELL: (i32, i32) = (9, 18);

/// Around everything.
const MARGIN: i32 = 18;

/// How long and how wide a head is to either side.
const HEAD: (i32, i32) = (9, 5);

/// What does not change with the surroundings.
const FORM: &str = "\
    text { font: 14px 'DejaVu Sans Mono', ui-monospace, Menlo, Consolas, monospace; white-space: pre; }
    .box { stroke-width: 1; }
    .question .box { stroke-width: 2.5; }
    .position .box { stroke-width: 1.75; }
    .line, .gap { fill: none; stroke-width: 1.5; }
    .answers .line { stroke-width: 4.5; }
    .rebuts .line { stroke-width: 3; }
    .undercuts .line { stroke-dasharray: 6 4; }
";

/// The rules for a surrounding.
fn write_rules(colours: &Colours, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let Colours { paper, ink, .. } = colours;
    writeln!(out, "{indent}.paper {{ fill: {paper}; }}")?;
    writeln!(out, "{indent}text, .head, .point {{ fill: {ink}; }}")?;
    writeln!(out, "{indent}.line {{ stroke: {ink}; }}")?;
    writeln!(out, "{indent}.gap {{ stroke: {paper}; }}")?;
    writeln!(out, "{indent}.box, .premise .head {{ fill: {paper}; stroke: {ink}; }}")?;
    for kind in [RelationKind::Supports, RelationKind::Rebuts, RelationKind::Undercuts] {
        let (class, colour) = (class(kind), colours.of(kind));
        writeln!(out, "{indent}.{class} text, .{class} .head {{ fill: {colour}; }}")?;
        writeln!(out, "{indent}.{class} .line {{ stroke: {colour}; }}")?;
    }
    Ok(())
}

/// Writes a map as a picture, with these signs where lines of several kinds leave a box, and below it what is on it means.
///
/// # Errors
///
/// When it cannot be written.
pub fn svg(chart: &Chart<'_>, placed: &Placed, signs: &Signs<'_>, out: &mut dyn Write) -> io::Result<()> {
    let layout = &placed.plan.layout;
    let legend = Legend::new(chart, layout.width);
    let (columns, rows) = (layout.width.max(legend.columns), layout.height + legend.rows());
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">"
    )?;
    writeln!(out, "  <title id=\"title\">{}</title>", escaped(&clean_line(chart.title())))?;
    writeln!(out, "  <desc id=\"desc\">{}</desc>", escaped(&description(chart)))?;
    write!(out, "  <style>\n{FORM}")?;
    write_rules(&LIGHT, "    ", out)?;
    writeln!(out, "    @media (prefers-color-scheme: dark) {{")?;
    write_rules(&DARK, "      ", out)?;
    writeln!(out, "    }}\n  </style>")?;
    writeln!(out, "  <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>")?;
    write_boxes(chart, placed, signs, out)?;
    let (mut lines, mut double) = (Lines::default(), Vec::new());
    for (place, (edge, kind, route)) in placed.plan.edges().enumerate() {
        let own = lines.own(route, kind);
        // That of a line which others join is theirs, too.
        let has_head = chart.arrives(edge) && own.last() == route.last();
        writeln!(out, "  <g class=\"{}\">", class(kind))?;
        write_line(&own, has_head, out)?;
        if let Some(at) = placed.plan.sign(place) {
            write_text(at, &(signs.relation)(kind).to_string(), out)?;
        }
        writeln!(out, "  </g>")?;
        if let (End::Edge(_), Some(end)) = (edge.to, route.last()) {
            write_point(*end, out)?;
        }
        if kind == RelationKind::Answers {
            double.push((own, has_head));
        }
    }
    // Where double lines join, no side of one crosses the gap of another.
    for (route, has_head) in &double {
        write_gap(route, *has_head, out)?;
    }
    for &Area { x, y, .. } in &layout.nodes[chart.joins()] {
        write_point(Point { x, y }, out)?;
    }
    legend.write(layout.height + 1, signs, out)?;
    writeln!(out, "</svg>")
}

fn write_boxes(chart: &Chart<'_>, placed: &Placed, signs: &Signs<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut leaving = vec![None; chart.statements().len()];
    for (edge, kind) in chart.edges() {
        if let Some(leaving) = leaving.get_mut(edge.from) {
            *leaving = Some(kind);
        }
    }
    let boxes = chart.statements().iter().zip(placed.plan.boxes()).zip(&placed.words);
    for (place, ((statement, area), words)) in boxes.enumerate() {
        let (left, top) = middle(Point { x: area.x, y: area.y });
        let (right, bottom) = middle(Point { x: area.x + area.width - 1, y: area.y + area.height - 1 });
        let (width, height) = (right - left, bottom - top);
        writeln!(out, "  <g class=\"{}\">", chart.debate().statement(*statement).kind.word())?;
        writeln!(
            out,
            "    <rect class=\"box\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>"
        )?;
        let mut first = placed.plan.words(place, words.size().rows);
        if let Some(sign) = words.sign {
            // The sign of a relation is as its line.
            let kind = leaving[place].filter(|kind| (signs.relation)(*kind) == sign);
            kind.map_or(Ok(()), |kind| writeln!(out, "    <g class=\"{}\">", class(kind)))?;
            write_text(first, &sign.to_string(), out)?;
            kind.map_or(Ok(()), |_| writeln!(out, "    </g>"))?;
            first.x += i32::try_from(Words::SIGN).unwrap_or(0);
        }
        for (y, line) in (first.y..).zip(&words.lines) {
            write_text(Point { y, ..first }, line, out)?;
        }
        writeln!(out, "  </g>")?;
    }
    Ok(())
}

/// The lines that have been drawn, by their kinds and where they arrive: what several share is drawn once.
#[derive(Default)]
struct Lines(BTreeMap<(RelationKind, Point), Vec<Vec<Point>>>);

impl Lines {
    /// The way of a line to where it joins one of the same kind that was drawn before, or to its end.
    fn own(&mut self, route: &[Point], kind: RelationKind) -> Vec<Point> {
        let Some(end) = route.last() else { return Vec::new() };
        let before = self.0.entry((kind, *end)).or_default();
        let length = |route: &Vec<Point>| -> i32 {
            route.windows(2).map(|ends| (ends[0].x - ends[1].x).abs() + (ends[0].y - ends[1].y).abs()).sum()
        };
        let own = before.iter().map(|other| to_join(route, other)).min_by_key(length);
        let own = own.unwrap_or_else(|| route.to_vec());
        before.push(route.to_vec());
        own
    }
}

/// A way to the cell from which on it is the same as another one.
fn to_join(route: &[Point], other: &[Point]) -> Vec<Point> {
    let (mut route, mut other) = (route.to_vec(), other.to_vec());
    while let ([.., before, end], [.., other_before, other_end]) = (&route[..], &other[..])
        && end == other_end
    {
        let (back, other_back) = (apart(*end, *before), apart(*end, *other_before));
        let way = (back.0.signum(), back.1.signum());
        if way != (other_back.0.signum(), other_back.1.signum()) {
            break;
        }
        let cells = |(x, y): (i32, i32)| x.abs() + y.abs();
        let shared = cells(back).min(cells(other_back));
        let meet = Point { x: end.x + way.0 * shared, y: end.y + way.1 * shared };
        for (ends, back) in [(&mut route, back), (&mut other, other_back)] {
            ends.pop();
            if shared < cells(back) {
                ends.push(meet);
            }
        }
    }
    route
}

/// Columns and rows from one cell to another.
fn apart(from: Point, to: Point) -> (i32, i32) {
    (to.x - from.x, to.y - from.y)
}

/// A line from where it begins to where it ends, with its head if it has one.
fn write_line(route: &[Point], has_head: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <path class=\"line\" d=\"{}\"/>", path(route, has_head))?;
    if let [.., before, last] = route
        && has_head
    {
        let (x, y) = middle(*last);
        let (along, across) = HEAD;
        let (right, down) = ((last.x - before.x).signum(), (last.y - before.y).signum());
        let corner = |side: i32| (x - right * along + down * across * side, y - down * along + right * across * side);
        let (one, other) = (corner(1), corner(-1));
        writeln!(out, "    <path class=\"head\" d=\"M{x} {y}L{} {}L{} {}z\"/>", one.0, one.1, other.0, other.1)?;
    }
    Ok(())
}

/// What is between the two sides of a double line.
fn write_gap(route: &[Point], has_head: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  <path class=\"gap\" d=\"{}\"/>", path(route, has_head))
}

/// What is below the map: rows of what is on it and what that means.
struct Legend {
    /// Each with its first column and its row.
    entries: Vec<(Mark, Point)>,
    columns: i32,
}

impl Legend {
    fn new(chart: &Chart<'_>, columns: i32) -> Self {
        let mut legend = Self { entries: Vec::new(), columns: 0 };
        let (mut x, mut y) = (0, 0);
        for mark in chart.marks() {
            let room = Self::sample(mark) + 1 + i32::try_from(width(mark.words())).unwrap_or(i32::MAX / 2);
            if x > 0 && x + room > columns {
                (x, y) = (0, y + 1);
            }
            legend.entries.push((mark, Point { x, y }));
            legend.columns = legend.columns.max(x + room);
            x += room + 3;
        }
        legend
    }

    /// Columns of what a mark looks like: a sign and its line, or a point.
    fn sample(mark: Mark) -> i32 {
        if mark.parts().0.is_some() { 5 } else { 1 }
    }

    /// Its rows with one that parts them from the map.
    fn rows(&self) -> i32 {
        self.entries.last().map_or(0, |(_, at)| at.y + 2)
    }

    fn write(&self, top: i32, signs: &Signs<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (mark, at) in &self.entries {
            let at = Point { y: at.y + top, ..*at };
            let columns = Self::sample(*mark);
            let (line, has_point) = mark.parts();
            let end = Point { x: at.x + columns - 1, ..at };
            if let Some(kind) = line {
                let route = [Point { x: at.x + 1, ..at }, end];
                writeln!(out, "  <g class=\"{}\">", class(kind))?;
                write_text(at, &(signs.relation)(kind).to_string(), out)?;
                write_line(&route, true, out)?;
                writeln!(out, "  </g>")?;
                if kind == RelationKind::Answers {
                    write_gap(&route, true, out)?;
                }
            }
            if has_point {
                write_point(end, out)?;
            }
            write_text(Point { x: at.x + columns + 1, ..at }, mark.words(), out)?;
        }
        Ok(())
    }
}

/// The map in words: which statements there are, and every relation.
fn description(chart: &Chart<'_>) -> String {
    let debate = chart.debate();
    let is_there = |statement: StatementIndex| chart.statements().binary_search(&statement).is_ok();
    let mut told = Vec::new();
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        told.push(format!("{}: {}", at.kind.word(), wording(debate, *statement)));
        if at.because.len() > 1 {
            let premises: Vec<String> = at.because.iter().map(|premise| wording(debate, *premise)).collect();
            told.push(format!("It rests on these together: {}", premises.join(" And: ")));
        }
        for relation in at.relations.iter().filter(|relation| is_there(relation.target)) {
            let target = wording(debate, relation.target);
            let on = relation.on.map(|on| format!(" That it bears on: {}", wording(debate, on)));
            told.push(format!("It {}: {target}{}", relation.kind.verb(), on.unwrap_or_default()));
        }
    }
    if told.is_empty() {
        told.push("no statement yet".to_owned());
    }
    told.join("\n")
}

fn wording(debate: &Debate, statement: StatementIndex) -> String {
    clean_line(debate.statement(statement).wording()).into_owned()
}

/// The word for a relation in files.
#[must_use]
pub fn class(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Answers => "answers",
        RelationKind::Supports => "supports",
        RelationKind::Rebuts => "rebuts",
        RelationKind::Undercuts => "undercuts",
        RelationKind::Premise => "premise",
    }
}

/// The middle of a cell.
fn middle(at: Point) -> (i32, i32) {
    (MARGIN + at.x * CELL.0 + CELL.0 / 2, MARGIN + at.y * CELL.1 + CELL.1 / 2)
}

/// A way from cell to cell, to where its head begins if it has one.
fn path(route: &[Point], has_head: bool) -> String {
    let mut points: Vec<(i32, i32)> = route.iter().map(|point| middle(*point)).collect();
    if let [.., before, last] = &mut points[..]
        && has_head
    {
        *last = (last.0 - (last.0 - before.0).signum() * HEAD.0, last.1 - (last.1 - before.1).signum() * HEAD.0);
    }
    let points: Vec<String> = points.into_iter().map(|(x, y)| format!("{x} {y}")).collect();
    format!("M{}", points.join("L"))
}

/// Words that begin in a cell.
fn write_text(at: Point, words: &str, out: &mut dyn Write) -> io::Result<()> {
    let (x, y) = (MARGIN + at.x * CELL.0, MARGIN + at.y * CELL.1 + 14);
    writeln!(out, "    <text x=\"{x}\" y=\"{y}\">{}</text>", escaped(words))
}

fn write_point(at: Point, out: &mut dyn Write) -> io::Result<()> {
    let (x, y) = middle(at);
    writeln!(out, "  <circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>")
}
