//! `agon export`: the argument map as a picture or as a graph.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use crate::app::map::{sign_of_kind, signs};
use crate::app::speakers;
use crate::map::export;

use super::Status;
use super::map::{Setting, Subject};
use super::print;

/// Columns of words in a box that Graphviz draws.
const COLUMNS: usize = 30;

/// Write the argument map as a picture or a graph
#[derive(Debug, Args)]
pub(super) struct Export {
    /// As what
    #[arg(value_enum)]
    format: Graph,
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    setting: Setting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Graph {
    /// A picture with the words and the layout of the map
    Svg,
    /// For Graphviz
    Dot,
    /// For Markdown that draws it
    Mermaid,
    /// For programs that work on graphs
    Graphml,
}

impl Export {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        if self.format != Graph::Svg && self.setting.columns().is_some() {
            print::say("--width is for svg: others lay a graph out themselves");
            return Ok(Status::Wrong);
        }
        let direction = self.subject.direction();
        self.subject.charts(|charts| {
            let [(_, chart), others @ ..] = charts else { return Ok(()) };
            if !others.is_empty() {
                print::say("only the first debate is written: a file holds one");
            }
            let debate = chart.debate();
            // What reads Mermaid breaks lines where it will.
            // The graph says in words how a statement bears on others; its sign says what it is.
            let lines = |columns: usize| {
                move |index| {
                    let mut lines = self.setting.lines(chart, index, columns, false);
                    if let (Some(sign), Some(first)) = (sign_of_kind(debate, index), lines.first_mut()) {
                        *first = format!("{} {first}", sign.sign(false));
                    }
                    lines
                }
            };
            match self.format {
                Graph::Svg => {
                    let placed = self.setting.placed(chart, direction, self.setting.columns(), false);
                    export::svg(chart, &placed, &signs(false), out)
                }
                Graph::Dot => export::dot(chart, direction, lines(COLUMNS), out),
                Graph::Mermaid => export::mermaid(chart, direction, lines(usize::MAX), out),
                Graph::Graphml => {
                    let speakers = |index| speakers(debate, index, usize::MAX);
                    export::graphml(chart, speakers, out)
                }
            }
        })
    }
}
