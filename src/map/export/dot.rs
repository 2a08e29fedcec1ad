//! DOT, the language of Graphviz.

use std::io::{self, Write};

use crate::debate::{RelationKind, StatementIndex, clean_line};
use crate::map::Chart;
use crate::map::chart::Spot;
use crate::map::layout::Direction;

use super::{LIGHT, flow, name};

/// Writes a map as a graph in DOT, with these lines in its boxes; reasons stand in the given direction from what they bear
/// on.
///
/// # Errors
///
/// When it cannot be written.
pub fn dot(
    chart: &Chart<'_>,
    direction: Direction,
    lines: impl Fn(StatementIndex) -> Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let debate = chart.debate();
    writeln!(out, "digraph debate {{")?;
    writeln!(out, "  graph [label={}, rankdir={}];", quoted(&clean_line(debate.title())), flow(direction))?;
    writeln!(out, "  node [shape=box];")?;
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        let (id, label) = (quoted(&clean_line(&at.id)), label(&lines(*statement)));
        let own = name(Spot::Statement(*statement));
        writeln!(out, "  {own} [id={id}, class={}, label={label}];", quoted(at.kind.word()))?;
    }
    let (links, points) = chart.links();
    for point in 0..points {
        writeln!(out, "  {} [shape=point];", name(Spot::Point(point)))?;
    }
    for link in links {
        let style = match link.kind {
            RelationKind::Rebuts => "bold",
            RelationKind::Undercuts => "dashed",
            _ => "solid",
        };
        let head = match (link.arrives, link.kind) {
            (false, _) => ", dir=none",
            (true, RelationKind::Premise) => ", arrowhead=empty",
            (true, _) => "",
        };
        let label = if link.arrives { format!(", label={}", quoted(link.kind.verb())) } else { String::new() };
        let colour = LIGHT.of(link.kind);
        // Two lines beside each other.
        let colour = match link.kind {
            RelationKind::Answers => format!("\"{colour}:invis:{colour}\""),
            _ => quoted(colour),
        };
        writeln!(out, "  {} -> {} [style={style}, color={colour}{head}{label}];", name(link.from), name(link.to))?;
    }
    writeln!(out, "}}")
}

/// Lines that begin at the left.
fn label(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line) + "\\l").collect();
    format!("\"{}\"", lines.concat())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
