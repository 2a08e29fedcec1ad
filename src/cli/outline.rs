//! `agon outline`: everything in a debate, one line a statement, from the questions down.
//!
//! A debate is a graph, so a statement may stand in several places. It is told whole at the first and referred to at
//! the others, so that the outline is as long as the debate has statements and relations, whatever circles it argues
//! in. It is written as it is walked: the first line does not wait for the last.

use std::fmt::Write as _;
use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::app::Place;
use crate::app::glyph::Glyph;
use crate::debate::{Child, Debate, Excerpt, Order, RelationKind, StatementIndex, StatementKind};

use super::filter::{Filters, Sort};
use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file, depth
  relation: how it bears on the last one before it with a smaller depth
  on: for an undercut of one bearing, on which
  type, id, text
  again: whether it stands further up already, with all that is below it
  circle: whether it stands below itself
  matches: whether it meets the filter; others stand above one that does";

/// Print everything in debates, one line a statement, from the questions down
///
/// A line ends with the statement's id, for agon show. A statement that stands in several places is told whole at the
/// first one and marked "shown above" at the others, or "in a circle" where it stands below itself. With a filter only
/// what meets it is printed, and in brackets what it stands under; the exit status is 1 where nothing does.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Outline {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    sort: Sort,
    #[command(flatten)]
    print: HowToPrint,
}

/// Indentation ends here: deeper threads say how deep they are.
const DEEPEST: usize = 24;

impl Outline {
    /// Everything in these debates.
    pub(super) fn of_all(debates: Debates) -> Self {
        let sort = Sort { order: Order::File };
        Self { debates, filters: Filters::default(), sort, print: HowToPrint { format: Format::Human } }
    }

    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        self.print_each(manner, out, |take| {
            self.filters.each(&self.debates, "nothing is all of that", |file, debate, filtering| {
                let excerpt = filtering.excerpt().map(AsRef::as_ref);
                let is_left = !excerpt.is_some_and(Excerpt::is_empty);
                if is_left { take(file, debate, excerpt).map(|()| true) } else { Ok(false) }
            })
        })
    }

    /// Prints what `each` hands on: a file's name, its debate, and what a filter has left of it.
    fn print_each(
        &self,
        manner: Manner,
        out: &mut dyn Write,
        each: impl FnOnce(&mut dyn FnMut(&str, &Debate, Option<&Excerpt>) -> io::Result<()>) -> io::Result<Status>,
    ) -> io::Result<Status> {
        let order = self.sort.order;
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            let status = each(&mut |file, debate, excerpt| {
                Walk::new(debate, excerpt, order).try_for_each(|step| list.item(&row(file, debate, &step)))
            })?;
            list.end()?;
            return Ok(status);
        }
        let mut first = true;
        each(&mut |_, debate, excerpt| {
            print::title(manner, out, debate, &mut first)?;
            if debate.statements().is_empty() {
                writeln!(out, "{}", manner.dim("no statement yet"))?;
            }
            if let Some(excerpt) = excerpt {
                let (shown, all) = (excerpt.matching().len(), debate.statements().len());
                writeln!(out, "{}", manner.dim(&format!("only {shown} of {all} statements")))?;
            }
            Walk::new(debate, excerpt, order).try_for_each(|step| write_line(debate, &step, manner, out))
        })
    }
}

fn write_line(debate: &Debate, step: &Step, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let statement = debate.statement(step.statement);
    let mut before = "  ".repeat(step.depth.min(DEEPEST));
    if step.depth > DEEPEST {
        let _ = write!(before, "{} deep: ", step.depth);
    }
    before.push_str(glyph(debate, step).sign(false));
    before.push(' ');
    let mut words = Vec::new();
    match (step.child, statement.kind) {
        // Their signs say all there is to say about them.
        (Some(Child { kind: RelationKind::Answers, .. }), _) | (None, StatementKind::Question) => {}
        (Some(Child { kind: RelationKind::Premise, .. }), _) => words.push("premise".to_owned()),
        (Some(Child { kind, on, .. }), _) => {
            words.push(kind.verb().to_owned());
            if let Some(on) = on {
                words.push(format!("only on {}", debate.statement(on).id));
            }
        }
        (None, kind) => words.push(kind.word().to_owned()),
    }
    match step.seen {
        Seen::Never => {}
        Seen::Above => words.push("shown above".to_owned()),
        Seen::Around => words.push("in a circle".to_owned()),
    }
    let mut words = words.join(", ");
    if !words.is_empty() {
        words.push_str(": ");
    }
    let text = statement.wording();
    // What is there only because something below it was asked for.
    let text = if step.matches { text.to_string() } else { format!("({text})") };
    let bold = step.depth == 0 && step.matches;
    Entry { before: &before, words: &words, text: &text, id: &statement.id, bold }.write(manner, out)
}

fn glyph(debate: &Debate, step: &Step) -> Glyph {
    match (step.seen, step.child) {
        (Seen::Around, _) => Glyph::Loop,
        (_, Some(child)) => Glyph::of_relation(child.kind),
        (_, None) => Glyph::of_kind(debate.statement(step.statement).kind),
    }
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    depth: usize,
    relation: Option<&'static str>,
    on: Option<&'a str>,
    #[serde(flatten)]
    statement: json::Reference<'a>,
    again: bool,
    circle: bool,
    matches: bool,
}

fn row<'a>(file: &'a str, debate: &'a Debate, step: &Step) -> Row<'a> {
    Row {
        file,
        depth: step.depth,
        relation: step.child.map(|child| child.kind.verb()),
        on: step.child.and_then(|child| child.on).map(|on| &*debate.statement(on).id),
        statement: json::reference(debate, Place::Statement(step.statement)),
        again: step.seen != Seen::Never,
        circle: step.seen == Seen::Around,
        matches: step.matches,
    }
}

/// Where a statement has been met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    /// Further up, with all that is below it.
    Above,
    /// On the way down to here: it is its own ancestor.
    Around,
}

/// One line of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    statement: StatementIndex,
    /// How it bears on the statement it stands under; none for a root.
    child: Option<Child>,
    depth: usize,
    seen: Seen,
    /// Whether it meets the filter.
    matches: bool,
}

/// Depth first from the roots, without recursion: threads run deep.
struct Walk<'a> {
    debate: &'a Debate,
    excerpt: Option<&'a Excerpt>,
    order: Order,
    roots: std::slice::Iter<'a, StatementIndex>,
    /// The way down to here: each statement and those below it that are still to come.
    way: Vec<(StatementIndex, std::vec::IntoIter<(usize, Child)>)>,
    seen: Vec<Seen>,
}

impl<'a> Walk<'a> {
    fn new(debate: &'a Debate, excerpt: Option<&'a Excerpt>, order: Order) -> Self {
        let seen = vec![Seen::Never; debate.statements().len()];
        let roots = excerpt.map_or(debate.roots(), Excerpt::roots).iter();
        Self { debate, excerpt, order, roots, way: Vec::new(), seen }
    }

    fn step(&mut self, statement: StatementIndex, child: Option<Child>) -> Step {
        let matches = self.excerpt.is_none_or(|excerpt| excerpt.matching().contains(statement));
        let step = Step { statement, child, depth: self.way.len(), seen: self.seen[statement.place()], matches };
        if step.seen == Seen::Never {
            self.seen[statement.place()] = Seen::Around;
            let below = match self.excerpt {
                Some(excerpt) => excerpt.children(self.debate, statement, self.order),
                None => self.debate.children_in_order(statement, self.order),
            };
            self.way.push((statement, below.into_iter()));
        }
        step
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while let Some((statement, below)) = self.way.last_mut() {
            if let Some((_, child)) = below.next() {
                return Some(self.step(child.statement, Some(child)));
            }
            self.seen[statement.place()] = Seen::Above;
            self.way.pop();
        }
        let root = *self.roots.next()?;
        Some(self.step(root, None))
    }
}
