//! `agon map` and `agon export`: the argument map as text, as a picture, as a graph.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use serde::Serialize;

use crate::app::glyph::Glyph;
use crate::app::map::{Sketch, sign_before, voices};
use crate::app::wording::{longest_word, width, wrap};
use crate::debate::{Debate, RelationKind, StatementIndex, StatementKind, clean_line};
use crate::map::layout::{Area, Direction, Edge, End, Point};
use crate::map::{Chart, Extent, Placed, Signs, export};

use super::print::{self, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json, load, near, open};

/// Columns of words in a box, the first that makes the map fit: in narrower ones one cannot read.
const WORDS: [usize; 6] = [44, 38, 32, 26, 22, 18];

/// Those where it is not said what the map is to fit in, or it does not fit in any case.
const USUAL_WORDS: usize = 26;

/// Columns of a box that its words do not have.
const FRAME: usize = 5;

/// Up to so many columns a word is not broken.
const LONG_WORD: usize = 30;

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
    /// Write the id of each statement above its words
    #[arg(long)]
    ids: bool,
    #[command(flatten)]
    print: HowToPrint,
}

/// Write the argument map as a picture or a graph
#[derive(Debug, Args)]
pub(super) struct Export {
    /// As what
    #[arg(value_enum)]
    format: Graph,
    #[command(flatten)]
    subject: Subject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Graph {
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
        let lines = |chart: &Chart<'_>, index: StatementIndex, columns: usize| {
            let debate = chart.debate();
            let id = self.ids.then(|| debate.statement(index).id.to_string());
            let sign = sign_before(debate, chart.statements(), index).map(|glyph| sign(glyph, ascii));
            let words = worded(debate, index, columns, sign);
            id.into_iter().chain(words).chain(voices(debate, index, columns)).collect()
        };
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            let status = self
                .subject
                .each(|file, chart| list.item(&drawn(file, chart, &self.subject.placed(chart, columns, lines))))?;
            list.end()?;
            return Ok(status);
        }
        let mut first = true;
        self.subject.each(|_, chart| {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            let placed = self.subject.placed(chart, columns, lines);
            if let Some(columns) = columns.filter(|columns| *columns < placed.size().0) {
                let needed = placed.size().0;
                print::say(&format!(
                    "the map takes {needed} columns, not {columns}: agon map | less -S shows it by parts, ID and --depth draw less"
                ));
            }
            for row in placed.text(&Signs { relation: &|kind| sign(Glyph::of_relation(kind), ascii), ascii }) {
                writeln!(out, "{row}")?;
            }
            Ok(())
        })
    }
}

/// A map as programs read it. Everything is counted in columns and rows from 0.
#[derive(Debug, Serialize)]
struct Drawn<'a> {
    debate: &'a str,
    file: &'a str,
    columns: i32,
    rows: i32,
    boxes: Vec<Boxed<'a>>,
    /// Where premises join.
    points: Vec<[i32; 2]>,
    relations: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Boxed<'a> {
    #[serde(flatten)]
    statement: json::Reference<'a>,
    column: i32,
    row: i32,
    columns: i32,
    rows: i32,
}

#[derive(Debug, Serialize)]
struct Line {
    /// `answers`, `supports`, `rebuts`, `undercuts` or `premise`.
    kind: &'static str,
    from: Tip,
    to: Tip,
    /// Where the line begins, turns and ends: column and row.
    way: Vec<[i32; 2]>,
}

/// What is at an end of a line.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Tip {
    /// The box of the statement with this id.
    Box(String),
    /// A point where premises join, by its place in the list, from 0.
    Point(usize),
    /// Another line, by its place in the list, from 0.
    Relation(usize),
}

fn drawn<'a>(file: &'a str, chart: &Chart<'a>, placed: &Placed) -> Drawn<'a> {
    let (debate, plan) = (chart.debate(), placed.plan());
    let (columns, rows) = plan.size();
    let node = |node: usize| match chart.statements().get(node) {
        Some(statement) => Tip::Box(debate.statement(*statement).id.to_string()),
        None => Tip::Point(node - chart.statements().len()),
    };
    let line = |(edge, kind, way): (Edge, RelationKind, &[Point])| Line {
        kind: export::class(kind),
        from: node(edge.from),
        to: match edge.to {
            End::Node(at) => node(at),
            End::Edge(relation) => Tip::Relation(relation),
        },
        way: way.iter().map(|at| [at.x, at.y]).collect(),
    };
    let boxed = |(statement, area): (&StatementIndex, &Area)| Boxed {
        statement: json::statement_reference(debate, *statement),
        column: area.x,
        row: area.y,
        columns: area.width,
        rows: area.height,
    };
    Drawn {
        debate: debate.title(),
        file,
        columns,
        rows,
        boxes: chart.statements().iter().zip(plan.boxes()).map(boxed).collect(),
        points: plan.points().map(|at| [at.x, at.y]).collect(),
        relations: plan.edges().map(line).collect(),
    }
}

impl Export {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        let direction = self.subject.direction.into();
        let mut done = false;
        self.subject.each(|_, chart| {
            if std::mem::replace(&mut done, true) {
                print::say("only the first debate is written: a file holds one");
                return Ok(());
            }
            let lines = |chart: &Chart<'_>, index: StatementIndex, columns: usize| {
                let kind = chart.debate().statement(index).kind;
                let sign = (kind != StatementKind::Argument).then(|| sign(Glyph::of_kind(kind), false));
                worded(chart.debate(), index, columns, sign)
            };
            match self.format {
                Graph::Svg => export::svg(chart, &self.subject.placed(chart, None, lines), out),
                Graph::Dot => export::dot(chart, direction, out),
                Graph::Mermaid => export::mermaid(chart, direction, out),
                Graph::Graphml => export::graphml(chart, out),
            }
        })
    }
}

impl Subject {
    /// Takes the chart of each debate that has the statement asked for, or of every one where none is.
    fn each(&self, mut take: impl FnMut(&str, &Chart<'_>) -> io::Result<()>) -> io::Result<Status> {
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
        for (file, debate) in &debates {
            let extent = match id {
                None => Some(Extent::Everything),
                Some(id) => debate.statement_by_id(id).map(|statement| self.extent(statement)),
            };
            if let Some(extent) = extent {
                found = true;
                take(file, &Chart::new(debate, extent))?;
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

    /// The chart with the widest lines with which it fits, of those that are made for so many columns.
    fn placed(
        &self,
        chart: &Chart<'_>,
        columns: Option<usize>,
        lines: impl Fn(&Chart<'_>, StatementIndex, usize) -> Vec<String>,
    ) -> Placed {
        let direction = Direction::from(self.direction);
        // No word is broken for which there is room.
        let most = columns.map_or(usize::MAX, |columns| columns.saturating_sub(FRAME)).max(1);
        let lines = |index: StatementIndex, words: usize| {
            let words = words.max(longest_word(chart.debate().statement(index).wording()).min(LONG_WORD));
            lines(chart, index, words.min(most))
        };
        let place = |words| {
            let lines = |_: &Debate, index| lines(index, words);
            chart.placed(direction, columns.unwrap_or(USUAL_COLUMNS), lines)
        };
        let Some(columns) = columns else { return place(USUAL_WORDS) };
        let mut sketch = Sketch::new(chart.debate(), chart.statements(), direction.is_level());
        for words in WORDS {
            let size = |place: usize| {
                let lines = chart.statements().get(place).map_or_else(Vec::new, |index| lines(*index, words));
                (lines.iter().map(|line| width(line)).max().unwrap_or(0) + FRAME, lines.len() + 2)
            };
            let sizes: Vec<(usize, usize)> = (0..chart.statements().len()).map(size).collect();
            if sketch.size(columns, |place| sizes[place]).0 <= columns {
                let placed = place(words);
                if placed.size().0 <= columns {
                    return placed;
                }
                sketch.learn(placed.size(), columns, |place| sizes[place]);
            }
        }
        place(USUAL_WORDS)
    }
}

fn is_statement(place: crate::app::Place) -> bool {
    matches!(place, crate::app::Place::Statement(_))
}

fn sign(glyph: Glyph, ascii: bool) -> char {
    glyph.sign(ascii).chars().next().unwrap_or(' ')
}

/// The words of a statement in lines, with a sign before them where it shows by no relation what it is.
fn worded(debate: &Debate, index: StatementIndex, columns: usize, sign: Option<char>) -> Vec<String> {
    let wording = debate.statement(index).wording().replace('\n', " ");
    wrap(&sign.map_or_else(|| wording.clone(), |sign| format!("{sign} {wording}")), columns)
}
