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
use crate::debate::{Child, Debate, RelationKind, StatementIndex, StatementKind};

use super::load::Book;
use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file, depth
  relation: how it bears on the last one before it with a smaller depth
  on: for an undercut of one bearing, on which
  type, id, text
  again: whether it stands further up already, with all that is below it
  circle: whether it stands below itself";

/// Print everything in debates, one line a statement, from the questions down
///
/// A line ends with the statement's id, for agon show. A statement that stands in several places is told whole at the
/// first one and marked "shown above" at the others, or "in a circle" where it stands below itself.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Outline {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

/// Indentation ends here: deeper threads say how deep they are.
const DEEPEST: usize = 24;

impl Outline {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        match self.print.format {
            Format::Human => print(self.debates.read(), manner, out),
            Format::Json => print_json(&self.debates, out),
        }
    }
}

/// Prints the debates one after the other.
pub(super) fn print(books: impl Iterator<Item = Book>, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
    let mut status = Status::Done;
    let mut first = true;
    for book in books {
        let debate = match book.debate {
            Ok(debate) => debate,
            Err(refusal) => {
                status = status.max(refusal.say(&book.name));
                continue;
            }
        };
        print::title(manner, out, &debate, &mut first)?;
        if debate.statements().is_empty() {
            writeln!(out, "{}", manner.dim("no statement yet"))?;
        }
        for step in Walk::new(&debate) {
            write_line(&debate, &step, manner, out)?;
        }
    }
    Ok(status)
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
    Entry { before: &before, words: &words, text: statement.wording(), id: &statement.id, bold: step.depth == 0 }
        .write(manner, out)
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
}

fn print_json(debates: &Debates, out: &mut dyn Write) -> io::Result<Status> {
    let mut list = JsonList::new(out);
    let status = debates.each(|file, debate| {
        for step in Walk::new(debate) {
            list.item(&Row {
                file,
                depth: step.depth,
                relation: step.child.map(|child| child.kind.verb()),
                on: step.child.and_then(|child| child.on).map(|on| &*debate.statement(on).id),
                statement: json::reference(debate, Place::Statement(step.statement)),
                again: step.seen != Seen::Never,
                circle: step.seen == Seen::Around,
            })?;
        }
        Ok(())
    })?;
    list.end()?;
    Ok(status)
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
}

/// Depth first from the roots, without recursion: threads run deep.
struct Walk<'a> {
    debate: &'a Debate,
    roots: std::slice::Iter<'a, StatementIndex>,
    /// The way down to here: each statement and those below it that are still to come.
    way: Vec<(StatementIndex, std::slice::Iter<'a, Child>)>,
    seen: Vec<Seen>,
}

impl<'a> Walk<'a> {
    fn new(debate: &'a Debate) -> Self {
        let seen = vec![Seen::Never; debate.statements().len()];
        Self { debate, roots: debate.roots().iter(), way: Vec::new(), seen }
    }

    fn step(&mut self, statement: StatementIndex, child: Option<Child>) -> Step {
        let step = Step { statement, child, depth: self.way.len(), seen: self.seen[statement.place()] };
        if step.seen == Seen::Never {
            self.seen[statement.place()] = Seen::Around;
            self.way.push((statement, self.debate.children(statement).iter()));
        }
        step
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while let Some((statement, below)) = self.way.last_mut() {
            if let Some(child) = below.next() {
                let child = *child;
                return Some(self.step(child.statement, Some(child)));
            }
            self.seen[statement.place()] = Seen::Above;
            self.way.pop();
        }
        let root = *self.roots.next()?;
        Some(self.step(root, None))
    }
}
