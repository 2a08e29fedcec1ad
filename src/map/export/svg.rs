//! SVG: the layout as a picture with real text, for light and dark.
//!
//! Other programs make it a PNG, and not all of them know variables, nested rules or markers in the colour of their line:
//! rules are plain, and the light colours come before any that a dark surrounding asks for.

use std::io::{self, Write};

use crate::debate::wording::width;
use crate::debate::{Debate, RelationKind, StatementIndex, clean_line};
use crate::map::layout::{Area, End, Point};
use crate::map::{Chart, Mark, Placed, Signs};

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
    .line { fill: none; stroke-width: 1.5; }
    .rebuts .line { stroke-width: 3; }
    .undercuts .line { stroke-dasharray: 6 4; }
";

/// The rules for a surrounding.
fn write_rules(colours: &Colours, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let Colours { paper, ink, .. } = colours;
    writeln!(out, "{indent}.paper {{ fill: {paper}; }}")?;
    writeln!(out, "{indent}text, .head, .point {{ fill: {ink}; }}")?;
    writeln!(out, "{indent}.line {{ stroke: {ink}; }}")?;
    writeln!(out, "{indent}.box {{ fill: {paper}; stroke: {ink}; }}")?;
    for kind in [RelationKind::Supports, RelationKind::Rebuts, RelationKind::Undercuts] {
        let (class, colour) = (class(kind), colours.of(kind));
        writeln!(out, "{indent}.{class} text, .{class} .head {{ fill: {colour}; }}")?;
        writeln!(out, "{indent}.{class} .line {{ stroke: {colour}; }}")?;
    }
    Ok(())
}

/// Writes a map as a picture, with these signs where its lines begin, and below it what is on it means.
///
/// # Errors
///
/// When it cannot be written.
pub fn svg(chart: &Chart<'_>, placed: &Placed, signs: &Signs<'_>, out: &mut dyn Write) -> io::Result<()> {
    let layout = &placed.plan.layout;
    let legend = Legend::new(chart, layout.width, signs);
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
    write_boxes(chart, placed, out)?;
    for ((edge, kind), route) in chart.edges().zip(&layout.routes) {
        let sign = (!chart.joins().contains(&edge.from)).then(|| (signs.relation)(kind));
        write_relation(kind, route, sign, chart.arrives(edge), out)?;
        if let (End::Edge(_), Some(end)) = (edge.to, route.last()) {
            write_point(*end, out)?;
        }
    }
    for &Area { x, y, .. } in &layout.nodes[chart.joins()] {
        write_point(Point { x, y }, out)?;
    }
    legend.write(layout.height + 1, signs, out)?;
    writeln!(out, "</svg>")
}

fn write_boxes(chart: &Chart<'_>, placed: &Placed, out: &mut dyn Write) -> io::Result<()> {
    let boxes = chart.statements().iter().zip(placed.plan.boxes()).zip(&placed.words);
    for (place, ((statement, area), lines)) in boxes.enumerate() {
        let (left, top) = middle(Point { x: area.x, y: area.y });
        let (right, bottom) = middle(Point { x: area.x + area.width - 1, y: area.y + area.height - 1 });
        let (width, height) = (right - left, bottom - top);
        writeln!(out, "  <g class=\"{}\">", chart.debate().statement(*statement).kind.word())?;
        writeln!(
            out,
            "    <rect class=\"box\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>"
        )?;
        let first = area.y + (area.height - i32::try_from(lines.len()).unwrap_or(0)) / 2;
        for (y, line) in (first..).zip(lines) {
            write_text(Point { x: area.x + placed.plan.indent(place), y }, line, out)?;
        }
        writeln!(out, "  </g>")?;
    }
    Ok(())
}

/// A line from where it begins to where it ends, with its sign and its head.
fn write_relation(
    kind: RelationKind,
    route: &[Point],
    sign: Option<char>,
    has_head: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [first, .., last] = route else { return Ok(()) };
    writeln!(out, "  <g class=\"{}\">", class(kind))?;
    writeln!(out, "    <path class=\"line\" d=\"{}\"/>", path(route))?;
    if let Some(before) = route.iter().rev().nth(1).filter(|_| has_head) {
        let (x, y) = middle(*last);
        let (along, across) = HEAD;
        let (right, down) = ((last.x - before.x).signum(), (last.y - before.y).signum());
        let corner = |side: i32| (x - right * along + down * across * side, y - down * along + right * across * side);
        let (one, other) = (corner(1), corner(-1));
        writeln!(out, "    <path class=\"head\" d=\"M{x} {y}L{} {}L{} {}z\"/>", one.0, one.1, other.0, other.1)?;
    }
    if let (Some(sign), Some(next)) = (sign, route.get(1)) {
        // As in the text: at a side beside the words, else on the frame, which makes room for it.
        let at = Point { x: first.x - (next.x - first.x).signum(), y: first.y };
        if at == *first {
            let (x, y) = middle(at);
            let (left, top) = (x - CELL.0 / 2 - 2, y - CELL.1 / 2 + 2);
            let (width, height) = (CELL.0 + 4, CELL.1 - 4);
            writeln!(
                out,
                "    <rect class=\"paper\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
            )?;
        }
        write_text(at, &sign.to_string(), out)?;
    }
    writeln!(out, "  </g>")
}

/// What is below the map: rows of what is on it and what that means.
struct Legend {
    /// Each with its first column and its row.
    entries: Vec<(Mark, Point)>,
    columns: i32,
}

impl Legend {
    fn new(chart: &Chart<'_>, columns: i32, signs: &Signs<'_>) -> Self {
        let mut legend = Self { entries: Vec::new(), columns: 0 };
        let (mut x, mut y) = (0, 0);
        for mark in chart.marks() {
            let room = i32::try_from(width(&mark.sample(signs)) + 1 + width(mark.words())).unwrap_or(i32::MAX);
            if x > 0 && x + room > columns {
                (x, y) = (0, y + 1);
            }
            legend.entries.push((mark, Point { x, y }));
            legend.columns = legend.columns.max(x + room);
            x += room + 3;
        }
        legend
    }

    /// Its rows with one that parts them from the map.
    fn rows(&self) -> i32 {
        self.entries.last().map_or(0, |(_, at)| at.y + 2)
    }

    fn write(&self, top: i32, signs: &Signs<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (mark, at) in &self.entries {
            let at = Point { y: at.y + top, ..*at };
            let columns = i32::try_from(width(&mark.sample(signs))).unwrap_or(0);
            let (line, has_point) = mark.parts();
            let end = Point { x: at.x + columns - 1, ..at };
            if let Some(kind) = line {
                writeln!(out, "  <g class=\"{}\">", class(kind))?;
                write_text(at, &(signs.relation)(kind).to_string(), out)?;
                writeln!(out, "    <path class=\"line\" d=\"{}\"/>", path(&[Point { x: at.x + 1, ..at }, end]))?;
                writeln!(out, "  </g>")?;
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

fn path(route: &[Point]) -> String {
    let points: Vec<String> = route
        .iter()
        .map(|point| {
            let (x, y) = middle(*point);
            format!("{x} {y}")
        })
        .collect();
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
