//! Mermaid, which code hosts and editors draw in Markdown.

use std::io::{self, Write};

use crate::debate::{RelationKind, StatementIndex, StatementKind};
use crate::map::Chart;
use crate::map::chart::Spot;
use crate::map::layout::Direction;

use super::{flow, name};

/// Writes a map as a Mermaid flowchart, with these lines in its boxes; reasons stand in the given direction from what they bear on.
///
/// # Errors
///
/// When it cannot be written.
pub fn mermaid(
    chart: &Chart<'_>,
    direction: Direction,
    lines: impl Fn(StatementIndex) -> Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let debate = chart.debate();
    writeln!(out, "flowchart {}", flow(direction))?;
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        let (open, close) = match at.kind {
            StatementKind::Question => ("{{", "}}"),
            StatementKind::Position => ("(", ")"),
            StatementKind::Argument => ("[", "]"),
        };
        let lines: Vec<String> = lines(*statement).iter().map(|line| escaped(line)).collect();
        let label = lines.join("<br>");
        writeln!(out, "  {}{open}\"{label}\"{close}", name(Spot::Statement(*statement)))?;
    }
    let (links, points) = chart.links();
    for point in 0..points {
        writeln!(out, "  {}((\" \"))", name(Spot::Point(point)))?;
    }
    for link in links {
        let line = match (link.kind, link.arrives) {
            (RelationKind::Rebuts, true) => "==>",
            (RelationKind::Rebuts, false) => "===",
            (RelationKind::Undercuts, true) => "-.->",
            (RelationKind::Undercuts, false) => "-.-",
            (_, true) => "-->",
            (_, false) => "---",
        };
        let label = if link.arrives { format!("|{}|", link.kind.verb()) } else { String::new() };
        writeln!(out, "  {} {line}{label} {}", name(link.from), name(link.to))?;
    }
    Ok(())
}

/// Characters that mean something, by their numbers.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_') {
            escaped.extend(["#", &u32::from(c).to_string(), ";"]);
        } else {
            escaped.push(c);
        }
    }
    escaped
}
