//! `agon notes`: the reader's own bookmarks and notes, as Markdown to take elsewhere.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::app::marks::Marks;
use crate::app::{Context, Place};
use crate::debate::citation::escaped_markdown;
use crate::debate::{Debate, StatementIndex};
use crate::terminal::Folder;

use super::print::{self, JsonList};
use super::settings::Settled;
use super::{Debates, Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON: a list of
  file, debate
  marks: a list of
    id: of the statement
    statement: type, id, text; null if it is not in the debate any more
    wording: what it said when it was marked
    bookmarked, note
    said: a list of actor, role, stance, quote, source, at";

/// Print your own bookmarks and notes as Markdown
///
/// Each with its statement, who said it and in which source. Marks whose statement is not in the debate any more come
/// last. The exit status is 1 where there is none.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Notes {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    print: HowToPrint,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    debate: &'a str,
    marks: Vec<Marked<'a>>,
}

/// A statement with what the reader put on it.
#[derive(Debug, Serialize)]
struct Marked<'a> {
    id: &'a str,
    statement: Option<json::Reference<'a>>,
    wording: &'a str,
    bookmarked: bool,
    note: Option<&'a str>,
    said: Vec<json::Said<'a>>,
    #[serde(skip)]
    index: Option<StatementIndex>,
}

impl Notes {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        let Some(folder) = Folder::of_environment() else {
            print::say("there is no folder for your marks: neither AGON_STATE_DIR nor HOME is set");
            return Ok(Status::Wanting);
        };
        let mut status = Status::Done;
        let mut rows = Vec::new();
        for input in self.debates.inputs() {
            let book = input.read();
            let debate = match book.debate {
                Ok(debate) => debate,
                Err(refusal) => {
                    status = status.max(refusal.say(&book.name));
                    continue;
                }
            };
            match input.marks(&folder).map(|file| file.look()).transpose() {
                Ok(marks) => rows.push((book.name, debate, marks.unwrap_or_default())),
                Err(words) => {
                    print::say(&words);
                    status = status.max(Status::Wanting);
                }
            }
        }
        rows.retain(|(_, _, marks)| !marks.none_set());
        if rows.is_empty() {
            let keymap = Settled::read().settings.keymap;
            let words = "there is no bookmark and no note: on the screen {bookmark} sets one, {note} writes one";
            print::say(&keymap.tell(words, Context::Outline));
            status = status.max(Status::Wanting);
        }
        match self.print.format {
            Format::Json => {
                let mut list = JsonList::new(out);
                for (file, debate, marks) in &rows {
                    list.item(&Row { file, debate: debate.title(), marks: marked(debate, marks) })?;
                }
                list.end()?;
            }
            Format::Human => {
                for (place, (_, debate, marks)) in rows.iter().enumerate() {
                    if place > 0 {
                        writeln!(out)?;
                    }
                    write_markdown(debate, marks, out)?;
                }
            }
        }
        Ok(status)
    }
}

/// All that is marked: what is in the debate in its order, then the rest.
fn marked<'a>(debate: &'a Debate, marks: &'a Marks) -> Vec<Marked<'a>> {
    let one = |id: &'a str| {
        let index = debate.statement_by_id(id);
        Marked {
            id,
            statement: index.map(|index| json::reference(debate, Place::Statement(index))),
            wording: marks.wording(id),
            bookmarked: marks.bookmarks.contains_key(id),
            note: marks.notes.get(id).map(|note| note.text.as_str()),
            said: index.map_or_else(Vec::new, |index| json::said(debate, index)),
            index,
        }
    };
    let mut ids: Vec<&str> = marks.bookmarks.keys().chain(marks.notes.keys()).map(String::as_str).collect();
    ids.sort_by_key(|id| debate.statement_by_id(id).map_or(usize::MAX, StatementIndex::place));
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.into_iter().map(one).collect()
}

fn write_markdown(debate: &Debate, marks: &Marks, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escaped_markdown(debate.title()))?;
    for marked in marked(debate, marks) {
        let text = marked.index.map_or(marked.wording, |index| debate.statement(index).wording());
        writeln!(out, "\n## {}\n", escaped_markdown(if text.is_empty() { marked.id } else { text }))?;
        let mut words = vec![format!("`{}`", marked.id)];
        words.push(match marked.index {
            Some(index) => debate.statement(index).kind.word().to_owned(),
            None => "not in the debate any more".to_owned(),
        });
        if marked.bookmarked {
            words.push("bookmarked".to_owned());
        }
        writeln!(out, "{}", words.join(", "))?;
        if let Some(index) = marked.index.filter(|index| !debate.statement(*index).said.is_empty()) {
            writeln!(out)?;
            for said in &debate.statement(index).said {
                let actor = escaped_markdown(&debate.actor(said.actor).name);
                write!(out, "- {actor} {}", said.stance.verb())?;
                if let Some(quote) = &said.quote {
                    write!(out, " “{}”", escaped_markdown(quote))?;
                }
                match said.source.map(|source| debate.source(source)) {
                    Some(source) => {
                        let title = escaped_markdown(&source.title);
                        match &source.url {
                            Some(url) => write!(out, " in [{title}](<{}>)", url.as_str())?,
                            None => write!(out, " in {title}")?,
                        }
                    }
                    None => write!(out, ", no source given")?,
                }
                if let Some(place) = &said.place {
                    write!(out, ", {}", escaped_markdown(place))?;
                }
                writeln!(out)?;
            }
        }
        if let Some(note) = marked.note {
            writeln!(out)?;
            // The note may be Markdown of its writer's own: quoted, it cannot break the rest.
            for line in note.lines() {
                writeln!(out, "{}", format!("> {line}").trim_end())?;
            }
        }
    }
    Ok(())
}
