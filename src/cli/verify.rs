//! `agon verify`: whether quotes stand in the local texts of their sources.

use std::collections::HashSet;
use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::app::Place;
use crate::app::glyph::Glyph;
use crate::app::wording::count;
use crate::debate::{Attribution, Debate, SourceIndex, clean_line};
use crate::format::{self, Outcome, QuotePlace, Quoted};

use super::load::{Input, Refusal};
use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file, debate
  found, not_found, unreadable, no_local_text: how many quotes
  quotes: those whose source has a local text, a list of
    statement: type, id, text; actor, role, stance, quote, source, at
    file, line, column: where the quote stands; line and column from 1;
      none in a pack
    outcome: found, not found, out of order (its parts do not follow each
      other) or unreadable; why: for the last
    text_line: where it stands in the local text, from 1
    nearest: for one not found, what comes nearest; nearest_line";

/// Check quotes against the local texts of their sources
///
/// A source may name a local copy with `text`, in the folder of the debate's file. A quote must stand there letter by
/// letter; white space and the kinds of quotation marks and dashes do not matter, and an ellipsis (…, [...]) stands for
/// anything left out. Exit status 1 where a quote is not found or a text cannot be read.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Verify {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

#[derive(Debug, Default, Serialize)]
struct Sum {
    found: usize,
    not_found: usize,
    unreadable: usize,
    no_local_text: usize,
}

#[derive(Debug, Serialize)]
struct OfFile<'a> {
    file: &'a str,
    debate: &'a str,
    #[serde(flatten)]
    sum: &'a Sum,
    quotes: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    statement: json::Reference<'a>,
    #[serde(flatten)]
    said: json::Said<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest_line: Option<usize>,
}

impl Verify {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let inputs = self.debates.inputs();
        let mut status = Status::Done;
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            for input in inputs {
                status = status.max(verify(&input, |file, debate, quotes, sum| {
                    let quotes = quotes.iter().filter_map(|quoted| row(debate, quoted)).collect();
                    list.item(&OfFile { file, debate: debate.title(), sum, quotes })
                })?);
            }
            list.end()?;
            return Ok(status);
        }
        for input in inputs {
            status = status.max(verify(&input, |file, debate, quotes, sum| {
                let mut unread = HashSet::new();
                for quoted in quotes {
                    write(file, debate, quoted, &mut unread, manner, out)?;
                }
                out.flush()?;
                print::say(&format!("{file}: {}", sum.in_words()));
                Ok(())
            })?);
        }
        Ok(status)
    }
}

/// Why quotes of a pack are not looked up.
const NOT_BESIDE: &str = "where its local texts stand is not known: it was made of a file that stood neither in the folder \
                          of the pack nor below";

/// Checks one file and hands on what was found.
fn verify(input: &Input, take: impl FnOnce(&str, &Debate, &[Quoted], &Sum) -> io::Result<()>) -> io::Result<Status> {
    let file = input.name();
    if let Some(words) = input.is_stale() {
        print::say(&words);
    }
    let (debate, quotes) = match quotes(input) {
        Ok(read) => read,
        Err(refusal) => return Ok(refusal.say(&file)),
    };
    let sum = Sum::new(&debate, &quotes);
    take(&file, &debate, &quotes, &sum)?;
    Ok(if sum.not_found + sum.unreadable == 0 { Status::Done } else { Status::Wanting })
}

/// A debate and its quotes that have a local text.
fn quotes(input: &Input) -> Result<(Debate, Vec<Quoted>), Refusal> {
    if let Input::Packed(_) = input {
        let debate = input.read().debate?;
        let quotes = match input.origin().folder {
            Some(folder) => format::look_up_quotes(&debate, &folder),
            None if debate.sources().iter().all(|source| source.text.is_none()) => Vec::new(),
            None => return Err(Refusal::Unreadable(NOT_BESIDE.to_owned())),
        };
        return Ok((debate, quotes));
    }
    let bytes = input.bytes().map_err(Refusal::Unreadable)?;
    let mut report = format::check(&bytes, &input.origin());
    drop(bytes);
    match report.debate.take() {
        Some(debate) => Ok((debate, report.quotes)),
        None => Err(Refusal::Errors(Box::new(report))),
    }
}

impl Sum {
    fn new(debate: &Debate, quotes: &[Quoted]) -> Self {
        let mut sum = Self::default();
        for quoted in quotes {
            match quoted.outcome {
                Outcome::Found { .. } => sum.found += 1,
                Outcome::Missing(_) | Outcome::Displaced => sum.not_found += 1,
                Outcome::Unsearched(_) => sum.unreadable += 1,
            }
        }
        let said = debate.statements().iter().flat_map(|statement| &statement.said);
        sum.no_local_text = said.filter(|said| said.quote.is_some()).count() - quotes.len();
        sum
    }

    /// `12 quotes found, 1 not found, 3 without a local text`.
    fn in_words(&self) -> String {
        if self.found + self.not_found + self.unreadable == 0 {
            let quotes = count(self.no_local_text, "quote", "quotes");
            return format!("nothing to look up; {quotes} without a local text");
        }
        let mut parts = vec![format!("{} found", count(self.found, "quote", "quotes"))];
        for (number, words) in [
            (self.not_found, "not found"),
            (self.unreadable, "whose text cannot be read"),
            (self.no_local_text, "without a local text"),
        ] {
            if number > 0 {
                parts.push(format!("{number} {words}"));
            }
        }
        parts.join(", ")
    }
}

fn attribution<'a>(debate: &'a Debate, quoted: &Quoted) -> Option<&'a Attribution> {
    debate.statement(quoted.statement).said.get(quoted.attribution)
}

fn row<'a>(debate: &'a Debate, quoted: &'a Quoted) -> Option<Row<'a>> {
    let place = quoted.place.as_ref();
    let (outcome, mut why, mut text_line, mut nearest) = (word(&quoted.outcome), None, None, None);
    match &quoted.outcome {
        Outcome::Found { line } => text_line = *line,
        Outcome::Displaced => {}
        Outcome::Missing(passage) => nearest = passage.as_ref(),
        Outcome::Unsearched(words) => why = Some(words.as_str()),
    }
    Some(Row {
        statement: json::statement_reference(debate, quoted.statement),
        said: json::attribution(debate, attribution(debate, quoted)?),
        file: place.map(|place| place.file.as_str()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        outcome,
        why,
        text_line,
        nearest: nearest.map(|passage| passage.text.as_str()),
        nearest_line: nearest.map(|passage| passage.line),
    })
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Found { .. } => "found",
        Outcome::Displaced => "out of order",
        Outcome::Missing(_) => "not found",
        Outcome::Unsearched(_) => "unreadable",
    }
}

/// Tells of a quote that was not found, and once of a text that cannot be read.
fn write(
    file: &str,
    debate: &Debate,
    quoted: &Quoted,
    unread: &mut HashSet<SourceIndex>,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(said) = attribution(debate, quoted) else { return Ok(()) };
    let Some(source) = said.source else { return Ok(()) };
    let text = debate.source(source).text.as_deref().unwrap_or_default();
    let place = match &quoted.place {
        Some(QuotePlace { file, line, column }) => format!("{file}:{line}:{column}"),
        None => file.to_owned(),
    };
    let words = match &quoted.outcome {
        Outcome::Found { .. } => return Ok(()),
        Outcome::Unsearched(_) if !unread.insert(source) => return Ok(()),
        Outcome::Unsearched(why) => format!("{text} cannot be read: {why}"),
        Outcome::Displaced => format!("out of order in {text}"),
        Outcome::Missing(_) => format!("not found in {text}"),
    };
    writeln!(out, "{}: {}", manner.bold(&place), clean_line(&words))?;
    if let Outcome::Unsearched(_) = quoted.outcome {
        return Ok(());
    }
    let quote = said.quote.as_deref().unwrap_or_default();
    print::paragraph(manner, out, 4, &format!("“{quote}”"))?;
    if let Outcome::Missing(Some(passage)) = &quoted.outcome {
        print::paragraph(manner, out, 4, &format!("nearest, in line {}: “{}”", passage.line, passage.text))?;
    }
    let statement = debate.statement(quoted.statement);
    let sign = Glyph::of_place(debate, Place::Statement(quoted.statement));
    let before = format!("    {} ", sign.sign(false));
    Entry { before: &before, text: statement.wording(), id: &statement.id, ..Entry::default() }.write(manner, out)
}
