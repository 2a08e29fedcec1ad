//! SVG: the layout as a picture with real text, for light and dark.

use std::io::{self, Write};

use crate::debate::{RelationKind, clean_line};
use crate::map::layout::{Area, End, Point};
use crate::map::{Chart, Placed};

use super::escaped;

/// Of a cell, in the picture's own units.
const CELL: (i32, i32) = (9, 18);

/// Around everything.
const MARGIN: i32 = 18;

const STYLE: &str = "\
    svg { color: #1c1c1c; background: #ffffff; --rebuts: #b3261e; --undercuts: #8a5a00; --supports: #1b6e3c; }
    text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: currentColor; white-space: pre; }
    rect { fill: none; stroke: currentColor; }
    .question rect { stroke-width: 2.5; }
    .position rect { stroke-width: 1.75; }
    path { fill: none; stroke: currentColor; stroke-width: 1.5; }
    .point { fill: currentColor; }
    .supports { stroke: var(--supports); }
    .rebuts { stroke: var(--rebuts); stroke-width: 3; }
    .undercuts { stroke: var(--undercuts); stroke-dasharray: 6 4; }
    marker path { fill: context-stroke; stroke: none; }
    @media (prefers-color-scheme: dark) {
      svg { color: #e4e4e4; background: #161616; --rebuts: #ff8a80; --undercuts: #e6b450; --supports: #7fd1a0; }
    }
";

/// Writes a map as a picture.
///
/// # Errors
///
/// When it cannot be written.
pub fn svg(chart: &Chart<'_>, placed: &Placed, out: &mut dyn Write) -> io::Result<()> {
    let (words, layout) = (&placed.words, &placed.plan.layout);
    let (width, height) = (layout.width * CELL.0 + 2 * MARGIN, layout.height * CELL.1 + 2 * MARGIN);
    let debate = chart.debate();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">"
    )?;
    writeln!(out, "  <title id=\"title\">{}</title>", escaped(&clean_line(debate.title())))?;
    writeln!(out, "  <desc id=\"desc\">{}</desc>", escaped(&description(chart)))?;
    writeln!(out, "  <style>\n{STYLE}  </style>")?;
    writeln!(
        out,
        "  <defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"10\" \
         markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>"
    )?;
    for ((edge, kind), route) in chart.edges().zip(&layout.routes) {
        let head = if chart.arrives(edge) { " marker-end=\"url(#head)\"" } else { "" };
        writeln!(out, "  <path class=\"{}\" d=\"{}\"{head}/>", class(kind), path(route))?;
        if let (End::Edge(_), Some(end)) = (edge.to, route.last()) {
            write_point(*end, out)?;
        }
    }
    for &Area { x, y, .. } in &layout.nodes[chart.joins()] {
        write_point(Point { x, y }, out)?;
    }
    for (place, ((statement, area), lines)) in chart.statements().iter().zip(&layout.nodes).zip(words).enumerate() {
        let at = debate.statement(*statement);
        let (left, top) = middle(Point { x: area.x, y: area.y });
        let (right, bottom) = middle(Point { x: area.x + area.width - 1, y: area.y + area.height - 1 });
        writeln!(out, "  <g class=\"{}\">", at.kind.word())?;
        let (width, height) = (right - left, bottom - top);
        writeln!(out, "    <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>")?;
        let first = area.y + (area.height - i32::try_from(lines.len()).unwrap_or(0)) / 2;
        for (row, line) in (first..).zip(lines) {
            let (x, y) = (MARGIN + (area.x + placed.plan.indent(place)) * CELL.0, MARGIN + row * CELL.1 + 14);
            writeln!(out, "    <text x=\"{x}\" y=\"{y}\">{}</text>", escaped(line))?;
        }
        writeln!(out, "  </g>")?;
    }
    writeln!(out, "</svg>")
}

/// The map in words: which statements there are, and every relation.
fn description(chart: &Chart<'_>) -> String {
    let debate = chart.debate();
    let mut told = Vec::new();
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        told.push(format!("{}: {}", at.kind.word(), clean_line(at.wording())));
        for relation in
            at.relations.iter().filter(|relation| chart.statements().binary_search(&relation.target).is_ok())
        {
            let target = debate.statement(relation.target).wording();
            told.push(format!("It {}: {}", relation.kind.verb(), clean_line(target)));
        }
    }
    told.join("\n")
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

fn write_point(at: Point, out: &mut dyn Write) -> io::Result<()> {
    let (x, y) = middle(at);
    writeln!(out, "  <circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>")
}
