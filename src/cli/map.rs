//! `agon map` and `agon export`: the argument map as text, as a picture, as a graph.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::app::glyph::Glyph;
use crate::debate::{RelationKind, StatementIndex, StatementKind, clean_line};
use crate::map::layout::Direction;
use crate::map::{Chart, Extent, Placed, Signs, export};

use super::print::{self, Manner};
use super::{Debates, Status, load, near, open};

/// Columns of words in a box, the first that makes the map fit.
const WORDS: [usize; 4] = [30, 24, 18, 12];

/// Columns where neither a terminal nor anybody else says how many there are.
const USUAL_COLUMNS: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    Down,
    Up,
    Left,
    Right,
}

impl From<Way> for Direction {
    fn from(way: Way) -> Self {
        match way {
            Way::Down => Self::Down,
            Way::Up => Self::Up,
            Way::Left => Self::Left,
            Way::Right => Self::Right,
        }
    }
}

/// What is drawn.
#[derive(Debug, Args)]
struct Subject {
    /// Only what lies within so many relations of ID, whichever way they go
    #[arg(long, value_name = "NUMBER")]
    depth: Option<usize>,
    /// Where reasons stand, seen from what they bear on
    #[arg(long, value_enum, default_value_t = Way::Right)]
    direction: Way,
    /// A statement, to draw it and all that bears on it [default: everything], and debates: files, folders or packs of
    /// them, or `-` for standard input [default: the one that is built in]
    #[arg(value_name = "ID or PATH", value_hint = ValueHint::AnyPath)]
    words: Vec<PathBuf>,
}

/// Draw the argument map: statements as boxes, relations as lines
///
/// A thin line supports, answers or is a premise, a heavy one rebuts, a dashed one undercuts; the sign where it begins
/// says which. Premises that hold only together join in a point, and an undercut of one bearing ends on its line. Lines
/// of one kind may arrive together.
#[derive(Debug, Args)]
pub(super) struct Map {
    #[command(flatten)]
    subject: Subject,
    /// Draw with ASCII characters only; the words stay as they are
    #[arg(long)]
    ascii: bool,
    /// Columns to keep within, if it can be done [default: those of the terminal]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

/// Write the argument map as a picture or a graph
#[derive(Debug, Args)]
pub(super) struct Export {
    /// As what
    #[arg(value_enum)]
    format: Format,
    #[command(flatten)]
    subject: Subject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A picture with the layout of the map
    Svg,
    /// For Graphviz
    Dot,
    /// For Markdown that draws it
    Mermaid,
    /// For programs that work on graphs
    Graphml,
}

impl Map {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let ascii = self.ascii || open::speaks_only_ascii();
        let columns = self.width.or(manner.columns);
        let mut first = true;
        self.subject.each(out, |chart, out| {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            let placed = self.subject.placed(chart, columns, ascii);
            if let Some(columns) = columns.filter(|columns| *columns < placed.columns()) {
                let needed = placed.columns();
                print::say(&format!(
                    "the map takes {needed} columns, not {columns}: agon map | less -S shows it by parts, ID and --depth draw less"
                ));
            }
            for row in with_signs(ascii, |signs| placed.text(signs)) {
                writeln!(out, "{row}")?;
            }
            Ok(())
        })
    }
}

impl Export {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        let direction = self.subject.direction.into();
        let mut done = false;
        self.subject.each(out, |chart, out| {
            if std::mem::replace(&mut done, true) {
                print::say("only the first debate is written: a file holds one");
                return Ok(());
            }
            match self.format {
                Format::Svg => export::svg(chart, &self.subject.placed(chart, None, false), out),
                Format::Dot => export::dot(chart, direction, out),
                Format::Mermaid => export::mermaid(chart, direction, out),
                Format::Graphml => export::graphml(chart, out),
            }
        })
    }
}

impl Subject {
    /// Takes the chart of each debate that has the statement asked for, or of every one where none is.
    fn each(
        &self,
        out: &mut dyn Write,
        mut take: impl FnMut(&Chart<'_>, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Status> {
        let (paths, ids): (Vec<PathBuf>, Vec<PathBuf>) =
            self.words.iter().cloned().partition(|word| load::is_path(word));
        let ids: Vec<String> = ids.iter().map(|id| id.to_string_lossy().into_owned()).collect();
        let id = match ids.as_slice() {
            [] => None,
            [id] => Some(id.strip_prefix("statement:").unwrap_or(id)),
            [_, other, ..] => {
                print::say(&format!("one ID at a time: “{}” is no PATH", clean_line(other)));
                return Ok(Status::Wrong);
            }
        };
        if id.is_none() && self.depth.is_some() {
            print::say("--depth needs the ID to measure from");
            return Ok(Status::Wrong);
        }
        let (debates, status) = Debates { paths }.read_those_that_open();
        let mut found = false;
        for (_, debate) in &debates {
            let extent = match id {
                None => Some(Extent::Everything),
                Some(id) => debate.statement_by_id(id).map(|statement| self.extent(statement)),
            };
            if let Some(extent) = extent {
                found = true;
                take(&Chart::new(debate, extent), out)?;
            }
        }
        match id {
            Some(id) if !found && !debates.is_empty() => {
                let hint = near::hint(&debates, id, is_statement);
                print::say(&format!("no statement has the id “{}”; {hint}", clean_line(id)));
                Ok(status.max(Status::Wanting))
            }
            _ => Ok(status),
        }
    }

    fn extent(&self, statement: StatementIndex) -> Extent {
        self.depth.map_or(Extent::Below(statement), |depth| Extent::Around(statement, depth))
    }

    /// The chart with the widest words with which it fits.
    fn placed(&self, chart: &Chart<'_>, columns: Option<usize>, ascii: bool) -> Placed {
        let place = |words| {
            let direction = self.direction.into();
            with_signs(ascii, |signs| chart.placed(direction, words, columns.unwrap_or(USUAL_COLUMNS), signs))
        };
        let mut placed = place(WORDS[0]);
        for words in &WORDS[1..] {
            if columns.is_none_or(|columns| placed.columns() <= columns) {
                break;
            }
            placed = place(*words);
        }
        placed
    }
}

fn is_statement(place: crate::app::Place) -> bool {
    matches!(place, crate::app::Place::Statement(_))
}

/// The signs that stand everywhere else too.
fn with_signs<T>(ascii: bool, draw: impl FnOnce(&Signs<'_>) -> T) -> T {
    let sign = |glyph: Glyph| glyph.sign(ascii).chars().next().unwrap_or(' ');
    let relation = |kind: RelationKind| sign(Glyph::of_relation(kind));
    let statement = |kind: StatementKind| sign(Glyph::of_kind(kind));
    draw(&Signs { relation: &relation, statement: &statement, ascii })
}
