//! `agon show`: the page of one statement, actor, source, event or tag: what the screen shows, as plain text.

use std::io::{self, Write};
use std::path::Path;

use clap::Args;

use crate::app::Place;
use crate::app::exchange::Exchange;
use crate::app::page::{Line, Page, Role, Setting};
use crate::app::wording::width;
use crate::debate::{Debate, EventIndex, Order, TagIndex, Way, clean_line};

use super::filter::Sort;
use super::print::{self, Manner};
use super::{Debates, Format, HowToPrint, Status, json, load, near, text};

const JSON: &str = "\
As JSON: debate, file, type, id, text, and of
  a statement: about, path, said, bears_on, answered_by, rests_on, rebutted_by,
    undercut_by, supported_by, events, tags, note
  an actor: role, aka, says, events, note
  a source: kind, publisher, authors, date, url, local_text, statements,
    events, note
  an event: date, actors, sources, about, note
  a tag: statements
said is a list of actor, role, stance, quote, source, at; says and a source's
statements are the same with statement; bears_on and those that end in _by or
_on are lists of relation, type, id, text, on; the rest of type, id, text.";

/// Print the page of a statement, an actor, a source, an event or a tag
///
/// ID is looked for among the statements, then the actors, the sources and the tags; actor:ID, source:ID, tag:NAME and
/// event:NUMBER say which is meant. Ids come from agon outline and agon search.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Show {
    /// Which one
    #[arg(value_name = "ID", required = true)]
    id: String,
    /// Print the exchange a statement stands in instead: the thread of replies, claim and answer in turn
    #[arg(long, conflicts_with = "format")]
    exchange: bool,
    /// Print the local copy of the source instead, its quotes marked and numbered
    #[arg(long, conflicts_with_all = ["format", "exchange"])]
    text: bool,
    #[command(flatten)]
    sort: Sort,
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

/// Columns of a page in a pipe.
const USUAL_COLUMNS: usize = 80;

impl Show {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        if let [id, ..] = self.debates.paths.as_slice()
            && load::is_stray_word(id)
            && load::is_path(Path::new(&self.id))
        {
            let (id, file) = (id.to_string_lossy(), clean_line(&self.id));
            print::say(&format!("the id comes first: agon show {} {file}", clean_line(&id)));
            return Ok(Status::Wrong);
        }
        let (debates, status) = self.debates.read_those_that_open();
        if debates.is_empty() {
            return Ok(status);
        }
        let mut shown = false;
        let mut status = status;
        for (file, debate) in &debates {
            for place in find(debate, &self.id) {
                if shown {
                    let what = format!("{} {}", place.word(debate), clean_line(&json::id(debate, place)));
                    print::say(&format!("there is also the {what} in {file}"));
                    continue;
                }
                shown = true;
                match self.print.format {
                    Format::Human if self.text => {
                        let columns = manner.columns.unwrap_or(USUAL_COLUMNS);
                        let folder = self.debates.folder_of(file);
                        status = status.max(text::write(debate, folder.as_deref(), place, columns, manner, out)?);
                    }
                    Format::Human if self.exchange => write_exchange(debate, place, manner, out)?,
                    Format::Human => write_page(debate, place, self.sort.order, manner, out)?,
                    Format::Json => print::json(out, &json::shown(file, debate, place))?,
                }
                out.flush()?;
            }
        }
        if shown {
            return Ok(status);
        }
        let hint = near::hint(&debates, &self.id, |_| true);
        print::say(&format!("nothing here has the id “{}”; {hint}", clean_line(&self.id)));
        Ok(status.max(Status::Wanting))
    }
}

/// The places that `word` names, the likeliest first.
fn find(debate: &Debate, word: &str) -> Vec<Place> {
    let (kind, name) = match word.split_once(':') {
        Some((kind, name)) => (Some(kind), name),
        None => (None, word),
    };
    let asked = |of: &str| kind.is_none_or(|kind| kind == of);
    let statement = debate.statement_by_id(name).filter(|_| asked("statement")).map(Place::Statement);
    let actor = debate.actor_by_id(name).filter(|_| asked("actor")).map(Place::Actor);
    let source = debate.source_by_id(name).filter(|_| asked("source")).map(Place::Source);
    let tag = debate.tags().iter().position(|tag| asked("tag") && &*tag.name == name);
    let event =
        name.parse().ok().filter(|number| kind == Some("event") && (1..=debate.events().len()).contains(number));
    let tag = tag.map(|place| Place::Tag(TagIndex::new(place)));
    let event = event.map(|number| Place::Event(EventIndex::new(number - 1)));
    [statement, actor, source, tag, event].into_iter().flatten().collect()
}

/// The page, and at every link on it what leads there.
fn write_page(debate: &Debate, place: Place, order: Order, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let path = match place {
        Place::Statement(index) => debate.path(index),
        _ => Vec::new(),
    };
    if matches!(place, Place::Actor(_) | Place::Between(..)) {
        // Nothing is told later here.
        let _ = debate.survey();
    }
    let columns = manner.columns.unwrap_or(USUAL_COLUMNS);
    let page = Page::new(debate, place, &path, Setting { columns, most: usize::MAX, order });
    for (number, line) in page.lines.iter().enumerate() {
        let mut text = dressed(line, manner);
        let link = line.link.and_then(|link| page.links.get(link));
        if let Some(link) = link.filter(|link| link.last == number) {
            let id = json::id(debate, link.place);
            let id = clean_line(&id);
            let plain = line.text();
            if width(&plain) + width(&id) + 2 <= columns {
                text.push_str("  ");
            } else {
                let indent = page.lines.get(link.first).map_or(0, |first| indent(&first.text()));
                text.push('\n');
                text.push_str(&" ".repeat(indent + 4));
            }
            text.push_str(&manner.dim(&id));
        }
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// The thread of replies; of what is no statement its page.
fn write_exchange(debate: &Debate, place: Place, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let exchange = match place {
        Place::Statement(index) => Some(Exchange::new(debate, &Way::shortest(index))),
        _ => None,
    };
    let Some(exchange) = exchange else {
        return write_page(debate, place, Order::File, manner, out);
    };
    for line in exchange.lines(debate, manner.columns.unwrap_or(USUAL_COLUMNS)) {
        writeln!(out, "{}", dressed(&line, manner))?;
    }
    Ok(())
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn dressed(line: &Line, manner: Manner) -> String {
    let mut out = String::new();
    for span in &line.spans {
        match span.role {
            Role::Statement | Role::Heading => out.push_str(&manner.bold(&span.text)),
            Role::Secondary | Role::Number => out.push_str(&manner.dim(&span.text)),
            _ => out.push_str(&span.text),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
