//! `agon map`: the argument map as text.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use serde::Serialize;

use crate::app::ascii::in_ascii;
use crate::app::glyph::Glyph;
use crate::app::map::{Sketch, premises, sign_before, signs, voices};
use crate::app::wording::{longest_word, width, wrap};
use crate::debate::{Debate, RelationKind, StatementIndex, clean_line};
use crate::map::layout::{Area, Direction, Edge, Effort, End, Point};
use crate::map::{Chart, Extent, Placed, Signs, Size, Words, export};

use super::print::{self, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json, load, near};

/// Columns of words in a box, the first that makes the map fit: narrower ones are hard to read.
const WORDS: [usize; 6] = [43, 37, 31, 25, 21, NARROWEST];

/// Those where it does not fit in any case.
const NARROWEST: usize = 18;

/// Those where it is not said what the map is to fit in.
const USUAL_WORDS: usize = 25;

/// Columns of a box that its words do not have: the frame, blanks, and the sign before them.
const FRAME: usize = 4 + Words::SIGN;

/// Up to so many columns a word is not broken.
const LONG_WORD: usize = 30;

/// Columns from which on words are broken, the first that makes the map fit, where it does not with whole ones; lines may
/// then be as short, too.
const BROKEN: [usize; 3] = [24, NARROWEST, 14];

/// Columns that the legend may take where the map takes fewer.
const LEGEND: usize = 60;

/// Columns where neither a terminal nor anybody else says how many there are.
const USUAL_COLUMNS: usize = 120;

const JSON: &str = "\
As JSON: a list of
  debate, file; columns, rows: of the whole drawing
  boxes: a list of type, id, text; column, row, columns, rows
  points: where premises join, a list of pairs of column and row
  relations: a list of
    kind: answers, supports, rebuts, undercuts or premise
    from, to: a box by its id, or a point or a relation by its place in its list
    way: where the line begins, turns and ends, pairs of column and row
Columns, rows and places in lists count from 0.";

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
pub(super) struct Subject {
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

/// How boxes are set, in the text and in the picture.
#[derive(Debug, Args)]
pub(super) struct Setting {
    /// Columns to keep within, or as near as one can read [default: those of the terminal; for a picture, as many as it takes]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    /// Write the id of each statement above its words
    #[arg(long)]
    ids: bool,
}

/// Draw the argument map: statements as boxes, relations as lines
///
/// A double line answers, a thin one supports, a heavy one rebuts, a dashed one undercuts, and a thin one with a hollow
/// head is a premise. The sign before the words says it, too; where lines of several kinds leave a box, each has its own.
/// Premises that hold only together join in a point, and an undercut of one bearing ends on its line. Lines of one kind
/// may arrive together.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Map {
    #[command(flatten)]
    subject: Subject,
    /// Draw with ASCII characters only; the words stay as they are
    #[arg(long)]
    ascii: bool,
    #[command(flatten)]
    setting: Setting,
    #[command(flatten)]
    print: HowToPrint,
}

impl Map {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let ascii = self.ascii || manner.ascii;
        let columns = self.setting.columns().or(manner.columns);
        let placed = |chart: &Chart<'_>, direction| self.setting.placed(chart, direction, columns, ascii);
        let direction = self.subject.direction();
        self.subject.charts(|charts| {
            if self.print.format == Format::Json {
                let mut list = JsonList::new(out);
                for (file, chart) in charts {
                    list.item(&drawn(file, chart, &placed(chart, direction)))?;
                }
                return list.end();
            }
            let mut first = true;
            for (_, chart) in charts {
                if charts.len() > 1 {
                    print::title(manner, out, chart.debate(), &mut first)?;
                }
                let map = placed(chart, direction);
                if let Some(columns) = columns.filter(|columns| *columns < map.size().0) {
                    let turned = placed(chart, direction.turned()).size().0;
                    let other = (turned <= columns)
                        .then(|| format!("--direction {} takes {turned}", direction.turned().word()));
                    say_too_wide(map.size().0, columns, other);
                }
                write(chart, &map, columns, &signs(ascii), out)?;
            }
            Ok(())
        })
    }
}

fn say_too_wide(needed: usize, columns: usize, other: Option<String>) {
    let usual = "agon map | less -S shows it by parts, ID and --depth draw less".to_owned();
    let help = other.map_or_else(|| usual.clone(), |other| format!("{other}; {usual}"));
    print::say(&format!("the map takes {needed} columns, not {columns}: {help}"));
}

/// The drawing, and below it what its lines mean.
fn write(
    chart: &Chart<'_>,
    map: &Placed,
    columns: Option<usize>,
    signs: &Signs<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if chart.is_empty() {
        return writeln!(out, "no statement yet");
    }
    for row in map.text(signs) {
        writeln!(out, "{row}")?;
    }
    let legend = chart.legend(columns.unwrap_or_else(|| map.size().0.max(LEGEND)), signs);
    if !legend.is_empty() {
        writeln!(out)?;
    }
    legend.iter().try_for_each(|row| writeln!(out, "{row}"))
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

impl Subject {
    /// Takes the chart of each debate that has the statement asked for, or of every one where none is.
    pub(super) fn charts(&self, take: impl FnOnce(&[(&str, Chart<'_>)]) -> io::Result<()>) -> io::Result<Status> {
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
        let mut charts = Vec::new();
        for (file, debate) in &debates {
            let extent = match id {
                None => Some(Extent::Everything),
                Some(id) => debate.statement_by_id(id).map(|statement| self.extent(statement)),
            };
            charts.extend(extent.map(|extent| (&**file, Chart::new(debate, extent))));
        }
        match id {
            Some(id) if charts.is_empty() && !debates.is_empty() => {
                let hint = near::hint(&debates, id, is_statement);
                print::say(&format!("no statement has the id “{}”; {hint}", clean_line(id)));
                Ok(status.max(Status::Wanting))
            }
            _ => take(&charts).map(|()| status),
        }
    }

    pub(super) fn direction(&self) -> Direction {
        self.direction.into()
    }

    fn extent(&self, statement: StatementIndex) -> Extent {
        self.depth.map_or(Extent::Below(statement), |depth| Extent::Around(statement, depth))
    }
}

impl Setting {
    pub(super) fn columns(&self) -> Option<usize> {
        self.width.map(usize::from)
    }

    /// The chart with the widest lines with which it fits, of those that are made for so many columns.
    pub(super) fn placed(
        &self,
        chart: &Chart<'_>,
        direction: Direction,
        columns: Option<usize>,
        ascii: bool,
    ) -> Placed {
        // No word is broken for which there is room, nor an id.
        let most = columns.map_or(usize::MAX, |columns| columns.saturating_sub(FRAME)).max(1);
        let told = |index: StatementIndex, columns: usize, long_word: usize| {
            let statement = chart.debate().statement(index);
            let id = if self.ids { width(&statement.id) } else { 0 };
            let columns = columns.max(longest_word(statement.wording()).max(id).min(long_word)).min(most);
            let sign = sign_before(chart.debate(), chart.statements(), index).map(|glyph| sign(glyph, ascii));
            let (words, foot) = self.told(chart, index, columns, ascii);
            Words { sign, foot: foot.len(), lines: [words, foot].concat() }
        };
        let arranged = chart.arranged(Effort::Full);
        let place_broken = |words, long_word| {
            let told = |_: &Debate, index| told(index, words, long_word);
            arranged.placed(direction, columns.unwrap_or(USUAL_COLUMNS), told)
        };
        let place = |words| place_broken(words, LONG_WORD);
        let Some(columns) = columns else { return place(USUAL_WORDS) };
        let mut sketch = Sketch::new(chart.debate(), chart.statements(), direction.is_level());
        let mut left = Vec::new();
        for words in WORDS {
            let size = |index: &StatementIndex| {
                let Size { columns, rows, .. } = told(*index, words, LONG_WORD).size();
                (columns + FRAME - Words::SIGN, rows + 2)
            };
            let sizes: Vec<(usize, usize)> = chart.statements().iter().map(size).collect();
            if sketch.size(columns, |place| sizes[place]).0 <= columns {
                let placed = place(words);
                if placed.size().0 <= columns {
                    return placed;
                }
                sketch.learn(placed.size(), columns, |place| sizes[place]);
            } else {
                left.push(words);
            }
        }
        // What seemed too wide may fit all the same.
        let narrowest = place(NARROWEST);
        let fits = |placed: &Placed| placed.size().0 <= columns;
        if fits(&narrowest) {
            left.retain(|words| *words != NARROWEST);
            return left.into_iter().map(place).find(fits).unwrap_or(narrowest);
        }
        // Broken words make no map half as wide, and where they do not make it fit, they stay whole.
        let may_fit = narrowest.size().0 / 2 < columns;
        let mut broken =
            BROKEN.into_iter().filter(|_| may_fit).map(|columns| place_broken(columns.min(NARROWEST), columns));
        broken.find(fits).unwrap_or(narrowest)
    }

    /// What is told in a box: the id if it is asked for, the words, who speaks and how many reply.
    pub(super) fn lines(&self, chart: &Chart<'_>, index: StatementIndex, columns: usize, ascii: bool) -> Vec<String> {
        let (words, foot) = self.told(chart, index, columns, ascii);
        [words, foot].concat()
    }

    /// The same with the words, and the id before them, apart from what is told below them.
    fn told(
        &self,
        chart: &Chart<'_>,
        index: StatementIndex,
        columns: usize,
        ascii: bool,
    ) -> (Vec<String>, Vec<String>) {
        let debate = chart.debate();
        let id = self.ids.then(|| wrap_id(&debate.statement(index).id, columns)).into_iter().flatten();
        let wording = debate.statement(index).wording().replace('\n', " ");
        let voices = voices(debate, index, columns).map(|told| if ascii { in_ascii(&told).into_owned() } else { told });
        let premises =
            premises(debate, chart.statements(), index).map(|told| format!("{} {told}", Glyph::Premise.sign(ascii)));
        (id.chain(wrap(&wording, columns)).collect(), premises.into_iter().chain(voices).collect())
    }
}

fn is_statement(place: crate::app::Place) -> bool {
    matches!(place, crate::app::Place::Statement(_))
}

fn sign(glyph: Glyph, ascii: bool) -> char {
    glyph.sign(ascii).chars().next().unwrap_or(' ')
}

/// An id in lines, which begin behind a hyphen where they can.
fn wrap_id(id: &str, columns: usize) -> Vec<String> {
    // In an id there are no blanks.
    wrap(&id.replace('-', "- "), columns).into_iter().map(|line| line.replace(' ', "")).collect()
}
