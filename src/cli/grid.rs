//! `agon actors --grid`: who asserts, concedes and denies each position, and who replies to it.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::app::Place;
use crate::app::glyph::Glyph;
use crate::debate::{ActorIndex, Answer, Debate, Stance, Stand, StatementIndex};

use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, Status, json};

/// A position under a question, and everybody who stands to it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    question: Option<json::Reference<'a>>,
    position: json::Reference<'a>,
    asserts: Vec<json::Reference<'a>>,
    concedes: Vec<json::Reference<'a>>,
    denies: Vec<json::Reference<'a>>,
    replies: Vec<json::Reference<'a>>,
}

/// Those who stand to a position, by how they do.
type Standing = HashMap<(StatementIndex, Stand), Vec<ActorIndex>>;

pub(super) fn run(debates: &Debates, format: Format, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
    if format == Format::Json {
        let mut list = JsonList::new(out);
        let status = debates.each(|file, debate| {
            let (answers, standing) = read(debate);
            answers.into_iter().try_for_each(|answer| list.item(&row(file, debate, answer, &standing)))
        })?;
        list.end()?;
        return Ok(status);
    }
    let mut first = true;
    debates.each(|_, debate| {
        print::title(manner, out, debate, &mut first)?;
        let (answers, standing) = read(debate);
        if answers.is_empty() {
            writeln!(out, "{}", manner.dim("no position yet"))?;
        }
        let mut question = None;
        for answer in answers {
            if question.replace(answer.question) != Some(answer.question)
                && let Some(question) = answer.question
            {
                write_statement(debate, question, 0, manner, out)?;
            }
            write_statement(debate, answer.position, 2, manner, out)?;
            write_standing(debate, answer.position, &standing, manner, out)?;
        }
        Ok(())
    })
}

fn read(debate: &Debate) -> (Vec<Answer>, Standing) {
    let stands = debate.stands();
    let mut standing = Standing::new();
    for (actor, position, stand) in stands.all() {
        standing.entry((*position, *stand)).or_default().push(*actor);
    }
    (stands.answers().to_vec(), standing)
}

fn actors(standing: &Standing, position: StatementIndex, stand: Stand) -> &[ActorIndex] {
    standing.get(&(position, stand)).map_or(&[], Vec::as_slice)
}

fn row<'a>(file: &'a str, debate: &'a Debate, answer: Answer, standing: &Standing) -> Row<'a> {
    let of = |stand| -> Vec<json::Reference<'a>> {
        let actors = actors(standing, answer.position, stand).iter();
        actors.map(|actor| json::reference(debate, Place::Actor(*actor))).collect()
    };
    Row {
        file,
        question: answer.question.map(|question| json::statement_reference(debate, question)),
        position: json::statement_reference(debate, answer.position),
        asserts: of(Stand::Says(Stance::Asserts)),
        concedes: of(Stand::Says(Stance::Concedes)),
        denies: of(Stand::Says(Stance::Denies)),
        replies: of(Stand::Replies),
    }
}

fn write_standing(
    debate: &Debate,
    position: StatementIndex,
    standing: &Standing,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut nobody = true;
    for stand in Stand::ALL {
        let names: Vec<&str> =
            actors(standing, position, stand).iter().map(|actor| debate.actor(*actor).name.as_str()).collect();
        if !names.is_empty() {
            nobody = false;
            print::paragraph(manner, out, 6, &format!("{}: {}", stand.verb(), names.join(", ")))?;
        }
    }
    if nobody { writeln!(out, "      {}", manner.dim("nobody speaks or replies to it")) } else { Ok(()) }
}

fn write_statement(
    debate: &Debate,
    index: StatementIndex,
    indent: usize,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    let statement = debate.statement(index);
    let before = format!("{:indent$}{} ", "", Glyph::of_kind(statement.kind).sign(false));
    Entry { before: &before, text: statement.wording(), id: &statement.id, ..Entry::default() }.write(manner, out)
}
