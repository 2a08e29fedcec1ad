//! `GraphML`, which programs that work on graphs read.

use std::io::{self, Write};

use crate::debate::{StatementIndex, clean_line};
use crate::map::Chart;
use crate::map::chart::Spot;

use super::{escaped, name};

/// What is said of nodes and edges: the key, what it is for, its name.
const KEYS: [(&str, &str, &str); 5] = [
    ("kind", "node", "kind"),
    ("id", "node", "id"),
    ("text", "node", "text"),
    ("speakers", "node", "speakers"),
    ("relation", "edge", "relation"),
];

/// Writes a map as `GraphML`; `speakers` tells who speaks to a statement, if anybody does.
///
/// # Errors
///
/// When it cannot be written.
pub fn graphml(chart: &Chart<'_>, speakers: impl Fn(StatementIndex) -> String, out: &mut dyn Write) -> io::Result<()> {
    let debate = chart.debate();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "  <desc>{}</desc>", escaped(&clean_line(debate.title())))?;
    for (key, of, name) in KEYS {
        writeln!(out, "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"string\"/>")?;
    }
    writeln!(out, "  <graph id=\"debate\" edgedefault=\"directed\">")?;
    for statement in chart.statements() {
        let at = debate.statement(*statement);
        let own = name(Spot::Statement(*statement));
        writeln!(out, "    <node id=\"{own}\">")?;
        let speakers = speakers(*statement);
        let told = [("kind", at.kind.word()), ("id", &at.id), ("text", at.wording()), ("speakers", &speakers)];
        for (key, value) in told.into_iter().filter(|(_, value)| !value.is_empty()) {
            writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(&clean_line(value)))?;
        }
        writeln!(out, "    </node>")?;
    }
    let (links, points) = chart.links();
    for point in 0..points {
        writeln!(out, "    <node id=\"{}\"><data key=\"kind\">point</data></node>", name(Spot::Point(point)))?;
    }
    for link in links {
        let (from, to) = (name(link.from), name(link.to));
        let verb = link.kind.verb();
        writeln!(out, "    <edge source=\"{from}\" target=\"{to}\"><data key=\"relation\">{verb}</data></edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}
