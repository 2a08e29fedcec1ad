//! `agon sources`: where it can be looked up, what rests on each, and how to cite it.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use indexmap::IndexMap;
use serde::Serialize;

use crate::app::Place;
use crate::app::glyph::Glyph;
use crate::app::wording::count;
use crate::debate::citation::{self, Keys};
use crate::debate::{Attribution, Debate, SourceIndex, StatementIndex};

use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Status, json};

const JSON: &str = "\
As JSON: a list of
  file; type, id, text: what agon show takes, and the title
  kind, publisher, authors, date, url, local_text, note; citation: as text
  statements: what rests on it, a list of statement, actor, role, stance,
    quote, source, at
  events: a list of type, id, text
The other formats are citations: a list in Markdown, entries for BibTeX with
the ids for keys, and an array of CSL-JSON items.";

/// Print every source: how to cite it, what to know of it, and what rests on it
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Sources {
    #[command(flatten)]
    debates: Debates,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// Citations, a list in Markdown.
    Markdown,
    /// Citations for TeX.
    Bibtex,
    /// Citations for programs that manage them.
    CslJson,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    #[serde(flatten)]
    reference: json::Reference<'a>,
    citation: String,
    #[serde(flatten)]
    detail: json::SourceDetail<'a>,
}

impl Sources {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let mut keys = Keys::default();
        match self.format {
            Format::Human => {
                let mut first = true;
                self.debates.each(|_, debate| {
                    print::title(manner, out, debate, &mut first)?;
                    if debate.sources().is_empty() {
                        writeln!(out, "{}", manner.dim("no source yet"))?;
                    }
                    all(debate).try_for_each(|source| write(debate, source, manner, out))
                })
            }
            Format::Json => self.list(out, |list, file, debate| {
                all(debate).try_for_each(|index| {
                    list.item(&Row {
                        file,
                        reference: json::reference(debate, Place::Source(index)),
                        citation: citation::plain(debate.source(index)),
                        detail: json::source(debate, index),
                    })
                })
            }),
            Format::CslJson => self.list(out, |list, _, debate| {
                let sources = debate.sources().iter();
                sources.into_iter().try_for_each(|source| list.item(&citation::csl(source, &keys.key(&source.id))))
            }),
            Format::Markdown => self.debates.each(|_, debate| {
                let mut sources = debate.sources().iter();
                sources.try_for_each(|source| writeln!(out, "- {}", citation::markdown(source)))
            }),
            Format::Bibtex => {
                let mut between = "";
                self.debates.each(|_, debate| {
                    debate.sources().iter().try_for_each(|source| {
                        let between = std::mem::replace(&mut between, "\n");
                        write!(out, "{between}{}", citation::bibtex(source, &keys.key(&source.id)))
                    })
                })
            }
        }
    }

    fn list(
        &self,
        out: &mut dyn Write,
        mut each: impl FnMut(&mut JsonList<'_>, &str, &Debate) -> io::Result<()>,
    ) -> io::Result<Status> {
        let mut list = JsonList::new(out);
        let status = self.debates.each(|file, debate| each(&mut list, file, debate))?;
        list.end()?;
        Ok(status)
    }
}

fn all(debate: &Debate) -> impl Iterator<Item = SourceIndex> + use<> {
    (0..debate.sources().len()).map(SourceIndex::new)
}

fn write(debate: &Debate, index: SourceIndex, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let source = debate.source(index);
    let id = json::id(debate, Place::Source(index));
    let before = format!("{} ", Glyph::Source.sign(false));
    Entry { before: &before, text: &source.title, id: &id, bold: true, ..Entry::default() }.write(manner, out)?;
    print::paragraph(manner, out, 4, &citation::plain(source))?;
    if let Some(text) = &source.text {
        print::paragraph(manner, out, 4, &format!("Local copy: {text}"))?;
    }
    if let Some(note) = &source.note {
        print::paragraph(manner, out, 4, &format!("Note: {note}"))?;
    }
    let mut statements: IndexMap<StatementIndex, Vec<&Attribution>> = IndexMap::new();
    for mention in debate.resting_on(index) {
        statements.entry(mention.statement).or_default().push(debate.attribution(*mention));
    }
    let events = debate.events_in(index);
    let mut rests = vec![count(statements.len(), "statement", "statements")];
    if !events.is_empty() {
        rests.push(count(events.len(), "event", "events"));
    }
    writeln!(out, "    {}", manner.dim(&format!("Rests on it: {}", rests.join(", "))))?;
    for (statement, said) in statements {
        let statement = debate.statement(statement);
        let before = format!("    {} ", Glyph::of_kind(statement.kind).sign(false));
        let mut who: Vec<String> = Vec::new();
        for said in said {
            let words = format!("{} {}", debate.actor(said.actor).name, said.stance.verb());
            if !who.contains(&words) {
                who.push(words);
            }
        }
        let words = format!("{}: ", who.join(", "));
        Entry { before: &before, words: &words, text: statement.wording(), id: &statement.id, bold: false }
            .write(manner, out)?;
    }
    for event in events {
        let before = format!("    {} ", Glyph::Event.sign(false));
        let id = json::id(debate, Place::Event(*event));
        let text = &debate.event(*event).text;
        Entry { before: &before, text, id: &id, ..Entry::default() }.write(manner, out)?;
    }
    Ok(())
}
