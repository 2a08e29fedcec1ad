//! `agon timeline`: what happened and what was said, by time.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::app::glyph::Glyph;
use crate::app::{Place, speakers};
use crate::debate::{Date, Debate, Moment};

use super::filter::Filters;
use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file
  date: as in the file, such as 2031-05~; or null
  approximate: about then; uncertain: perhaps then
  type, id, text: an event or a statement
  actors: who took part or said it; sources: where; about: for an event the
    statements it bears on. Each a list of type, id, text";

/// Print events and dated statements by time
///
/// A statement is dated by the earliest source in which it is said. An event has no kind, no tag and no replies: a filter
/// that asks for them leaves statements only. A date that is not sure says so: "about", or
/// "doubtful". Events without a date come last.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Timeline {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    print: HowToPrint,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    date: Option<String>,
    approximate: bool,
    uncertain: bool,
    #[serde(flatten)]
    reference: json::Reference<'a>,
    actors: Vec<json::Reference<'a>>,
    sources: Vec<json::Reference<'a>>,
    about: Vec<json::Reference<'a>>,
}

/// Dates and what belongs to them, in order.
type Moments<'a> = &'a [(Option<Date>, Moment)];

impl Timeline {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        self.print_each(manner, out, |take| {
            self.filters.each(&self.debates, "nothing of that has a place in time", |file, debate, filtering| {
                let moments = filtering.chronology(debate).moments();
                let is_left = filtering.only().is_empty() || !moments.is_empty();
                if is_left { take(file, debate, moments).map(|()| true) } else { Ok(false) }
            })
        })
    }

    /// Prints what `each` hands on: a file's name, its debate, and what happened and was said in it.
    fn print_each(
        &self,
        manner: Manner,
        out: &mut dyn Write,
        each: impl FnOnce(&mut dyn FnMut(&str, &Debate, Moments<'_>) -> io::Result<()>) -> io::Result<Status>,
    ) -> io::Result<Status> {
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            let status = each(&mut |file, debate, moments| {
                let mut rows = moments.iter().map(|(date, moment)| row(file, debate, *date, *moment));
                rows.try_for_each(|row| list.item(&row))
            })?;
            list.end()?;
            return Ok(status);
        }
        let mut first = true;
        each(&mut |_, debate, moments| {
            print::title(manner, out, debate, &mut first)?;
            if moments.is_empty() {
                writeln!(out, "{}", manner.dim("nothing has a date yet"))?;
            }
            let mut head = None;
            for &(date, moment) in moments {
                let of = heading(date);
                if head.as_ref() != Some(&of) {
                    writeln!(out, "{}", manner.bold(&of))?;
                    head = Some(of);
                }
                write(debate, date, moment, manner, out)?;
            }
            Ok(())
        })
    }
}

fn place(moment: Moment) -> Place {
    match moment {
        Moment::Event(index) => Place::Event(index),
        Moment::Statement(index) => Place::Statement(index),
    }
}

/// The year, or the month of a year.
fn heading(date: Option<Date>) -> String {
    let of = date.map(|date| Date { day: None, approximate: false, uncertain: false, ..date });
    of.map_or_else(|| "Without a date".to_owned(), |of| of.in_words())
}

/// What a date says beyond its heading: the day, and whether it is sure.
fn rest(date: Date) -> Vec<String> {
    let day = match (date.day, date.approximate) {
        (Some(day), false) => Some(day.to_string()),
        (Some(day), true) => Some(format!("about {day}")),
        (None, true) => Some("about then".to_owned()),
        (None, false) => None,
    };
    [day, date.uncertain.then(|| "doubtful".to_owned())].into_iter().flatten().collect()
}

fn write(debate: &Debate, date: Option<Date>, moment: Moment, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let place = place(moment);
    let sign = match moment {
        Moment::Event(_) => Glyph::Event,
        Moment::Statement(index) => Glyph::of_kind(debate.statement(index).kind),
    };
    let before = format!("  {} ", sign.sign(false));
    let mut words = date.map(rest).unwrap_or_default();
    if let Moment::Statement(index) = moment {
        words.push(speakers(debate, index, 3));
    }
    let words = if words.is_empty() { String::new() } else { format!("{}: ", words.join(", ")) };
    let id = json::id(debate, place);
    Entry { before: &before, words: &words, text: place.title(debate), id: &id, bold: false }.write(manner, out)
}

fn row<'a>(file: &'a str, debate: &'a Debate, date: Option<Date>, moment: Moment) -> Row<'a> {
    let reference = |place| json::reference(debate, place);
    let (mut actors, mut sources, mut about) = (Vec::new(), Vec::new(), Vec::new());
    match moment {
        Moment::Event(index) => {
            let event = debate.event(index);
            actors.extend(event.actors.iter().map(|actor| reference(Place::Actor(*actor))));
            sources.extend(event.sources.iter().map(|source| reference(Place::Source(*source))));
            about.extend(json::statements(debate, &event.about));
        }
        Moment::Statement(index) => {
            let said = &debate.statement(index).said;
            let who: indexmap::IndexSet<_> = said.iter().map(|said| said.actor).collect();
            let places: indexmap::IndexSet<_> = said.iter().filter_map(|said| said.source).collect();
            actors.extend(who.into_iter().map(|actor| reference(Place::Actor(actor))));
            sources.extend(places.into_iter().map(|source| reference(Place::Source(source))));
        }
    }
    Row {
        file,
        date: date.map(|date| date.to_string()),
        approximate: date.is_some_and(|date| date.approximate),
        uncertain: date.is_some_and(|date| date.uncertain),
        reference: reference(place(moment)),
        actors,
        sources,
        about,
    }
}
