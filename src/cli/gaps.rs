//! `agon gaps`: what is missing, by kind.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::app::glyph::Glyph;
use crate::debate::{Debate, GapKind, StatementIndex};

use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file, debate
  gaps: every kind, a list of
    kind: one-sided, unheld, unanswered, standing-reply, unsourced, unplaced
    heading: the same in words; count
    statements: a list of type, id, text";

/// Print what is missing: questions with one side, statements without reply, arguments without a source
///
/// Gaps are no errors: the exit status is 0 with them, too.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Gaps {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    debate: &'a str,
    gaps: Vec<OfKind<'a>>,
}

#[derive(Debug, Serialize)]
struct OfKind<'a> {
    kind: &'static str,
    heading: &'static str,
    count: usize,
    statements: Vec<json::Reference<'a>>,
}

impl Gaps {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            let status = self.debates.each(|file, debate| list.item(&row(file, debate)))?;
            list.end()?;
            return Ok(status);
        }
        let mut first = true;
        self.debates.each(|_, debate| {
            print::title(manner, out, debate, &mut first)?;
            let mut none = true;
            for kind in GapKind::ALL {
                let statements: Vec<StatementIndex> = debate.gaps(kind).collect();
                if statements.is_empty() {
                    continue;
                }
                none = false;
                writeln!(out, "{}", manner.bold(&format!("{}: {}", kind.heading(), statements.len())))?;
                for index in statements {
                    let statement = debate.statement(index);
                    let before = format!("  {} ", Glyph::of_kind(statement.kind).sign(false));
                    let text = statement.wording();
                    Entry { before: &before, text, id: &statement.id, ..Entry::default() }.write(manner, out)?;
                }
            }
            if none {
                writeln!(out, "{}", manner.dim("nothing is missing"))?;
            }
            Ok(())
        })
    }
}

fn row<'a>(file: &'a str, debate: &'a Debate) -> Row<'a> {
    let of_kind = |kind: GapKind| {
        let statements: Vec<StatementIndex> = debate.gaps(kind).collect();
        OfKind {
            kind: kind.word(),
            heading: kind.heading(),
            count: statements.len(),
            statements: json::statements(debate, &statements),
        }
    };
    Row { file, debate: debate.title(), gaps: GapKind::ALL.into_iter().map(of_kind).collect() }
}
