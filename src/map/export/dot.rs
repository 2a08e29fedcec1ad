//! DOT, the language of Graphviz.

use std::io::{self, Write};

use crate::debate::{RelationKind, clean_line};
use crate::map::Chart;
use crate::map::chart::Spot;
use crate::map::layout::Direction;

use super::{flow, name};

/// Writes a map as a graph in DOT; reasons stand in the given direction from what they bear on.
///
/// # Errors
///
/// When it cannot be written.
pub fn dot(chart: &Chart<'_>, direction: Direction, out: &mut dyn Write) -> io::Result<()> {
    let debate = chart.debate();
    writeln!(out, "digraph debate {{")?;
    writeln!(out, "  graph [label={}, rankdir={}];", quoted(&clean_line(debate.title())), flow(direction))?;
    writeln!(out, "  node [shape=box];")?;
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        let (id, label) = (quoted(&clean_line(&at.id)), quoted(&clean_line(at.wording())));
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
        let head = if link.arrives { "" } else { ", dir=none" };
        let label = if link.arrives { format!(", label={}", quoted(link.kind.verb())) } else { String::new() };
        writeln!(out, "  {} -> {} [style={style}{head}{label}];", name(link.from), name(link.to))?;
    }
    writeln!(out, "}}")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
