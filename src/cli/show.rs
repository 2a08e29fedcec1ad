//! `agon show`: the page of one statement, actor, source, event or tag: what the screen shows, as plain text.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::Args;

use crate::app::Place;
use crate::app::page::{Line, Page, Role};
use crate::app::wording::width;
use crate::debate::{ActorIndex, Debate, EventIndex, SourceIndex, StatementIndex, TagIndex, clean_line};
use crate::search::Index;

use super::print::{self, Manner};
use super::{Debates, Format, HowToPrint, Status, json};

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
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

/// Near ids that are told where there is none of that name.
const SUGGESTIONS: usize = 5;

/// Longer words are not compared with ids: the comparison costs the product of their lengths.
const LONGEST_COMPARED: usize = 64;

/// Columns of a page in a pipe.
const USUAL_COLUMNS: usize = 80;

impl Show {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let (debates, status) = self.debates.read_those_that_open();
        if debates.is_empty() {
            return Ok(status);
        }
        let mut shown = false;
        for (file, debate) in &debates {
            for place in find(debate, &self.id) {
                if shown {
                    let what = format!("{} {}", place.word(debate), clean_line(&json::id(debate, place)));
                    print::say(&format!("there is also the {what} in {file}"));
                    continue;
                }
                shown = true;
                match self.print.format {
                    Format::Human => write_page(debate, place, manner, out)?,
                    Format::Json => print::json(out, &json::shown(file, debate, place))?,
                }
                out.flush()?;
            }
        }
        if shown {
            return Ok(status);
        }
        let near = near(&debates, &self.id);
        let hint = if near.is_empty() {
            "agon search finds ids by words".to_owned()
        } else {
            format!("near it: {}", near.join(", "))
        };
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

/// What may have been meant: ids that differ little, then what a search finds.
fn near(debates: &[(String, Debate)], word: &str) -> Vec<String> {
    let name = word.split_once(':').map_or(word, |(_, name)| name).to_lowercase();
    let length = name.chars().count();
    let mut alike = BTreeSet::new();
    for (_, debate) in debates {
        for place in places_with_id(debate) {
            let id = match place {
                Place::Statement(index) => &debate.statement(index).id,
                Place::Actor(index) => &debate.actor(index).id,
                Place::Source(index) => &debate.source(index).id,
                Place::Event(_) | Place::Tag(_) => continue,
            };
            let lengths = [length, id.chars().count()];
            if lengths.iter().any(|length| *length > LONGEST_COMPARED) || lengths[0].abs_diff(lengths[1]) > length / 3 {
                continue;
            }
            let distance = strsim::osa_distance(&name, &id.to_lowercase());
            if distance <= length / 3 {
                alike.insert((distance, json::id(debate, place)));
            }
        }
    }
    let mut near: Vec<String> = alike.into_iter().map(|(_, id)| id).take(SUGGESTIONS).collect();
    let words = name.replace(['-', '_', '.'], " ");
    for (_, debate) in debates {
        for hit in Index::new(debate).search(debate, &words, SUGGESTIONS).hits {
            let id = json::id(debate, hit.entry.into());
            if near.len() < SUGGESTIONS && !near.contains(&id) {
                near.push(id);
            }
        }
    }
    near.iter().map(|id| clean_line(id).into_owned()).collect()
}

fn places_with_id(debate: &Debate) -> impl Iterator<Item = Place> + '_ {
    let statements = (0..debate.statements().len()).map(|place| Place::Statement(StatementIndex::new(place)));
    let actors = (0..debate.actors().len()).map(|place| Place::Actor(ActorIndex::new(place)));
    let sources = (0..debate.sources().len()).map(|place| Place::Source(SourceIndex::new(place)));
    statements.chain(actors).chain(sources)
}

/// The page, and at every link on it what leads there.
fn write_page(debate: &Debate, place: Place, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let path = match place {
        Place::Statement(index) => debate.path(index),
        _ => Vec::new(),
    };
    let columns = manner.columns.unwrap_or(USUAL_COLUMNS);
    let page = Page::new(debate, place, &path, columns, usize::MAX);
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
