//! From a debate to its tables in a pack, table by table: of a large one there is no second copy in memory.

use std::io::{self, Seek, Write};
use std::iter;

use super::container::{Lists, Tables, Writer};
use super::rows::{
    AttributionRow, KINDS, MentionRow, NONE, Number, RELATIONS, RelationRow, Row, STANCES, StatementRow, flags,
};
use crate::debate::{
    ActorIndex, Attribution, Child, Debate, Mention, RelationKind, SourceIndex, Statement, StatementIndex, TagIndex,
    Text,
};

/// Why a debate does not fit: numbers of 32 bits cannot tell all of it.
pub(super) fn too_large() -> io::Error {
    io::Error::other("it is larger than a pack can hold")
}

/// Writes the tables of a debate.
///
/// # Errors
/// When they cannot be written, or it is larger than a pack can hold.
pub(super) fn tables<W: Write + Seek>(debate: &Debate, writer: &mut Writer<W>) -> io::Result<Tables> {
    fits(debate)?;
    let statements = || debate.statements().iter();
    let index = |place: usize| StatementIndex::new(place);
    let each = || (0..debate.statements().len()).map(index);
    let mut by_id: Vec<u32> = (0..debate.statements().len()).map(number).collect();
    by_id.sort_by_key(|place| &debate.statements()[*place as usize].id);
    let actors = (0..debate.actors().len()).map(ActorIndex::new);
    let sources = (0..debate.sources().len()).map(SourceIndex::new);
    let tags = (0..debate.tags().len()).map(TagIndex::new);
    Ok(Tables {
        statements: writer.rows(statement_rows(debate))?,
        relations: writer.rows(statements().flat_map(|statement| &statement.relations).map(|relation| {
            RelationRow {
                kind: number_of(&RELATIONS, relation.kind),
                other: number(relation.target.place()),
                on: place_of(relation.on),
            }
        }))?,
        premises: writer.rows(statements().flat_map(|statement| &statement.because).map(|at| row(at.place())))?,
        attributions: writer.rows(statements().flat_map(|statement| &statement.said).map(attribution_row))?,
        tags: writer.rows(statements().flat_map(|statement| &statement.tags).map(|tag| row(tag.place())))?,
        strings: writer.rows(ends(statements().flat_map(strings).map(str::len)))?,
        texts: writer.texts(statements().flat_map(strings))?,
        by_id: writer.rows(by_id.into_iter().map(|number| Number { number }))?,
        children: lists(writer, each().map(|at| debate.children(at)), child_row)?,
        by_actor: lists(writer, actors.map(|actor| debate.said_by(actor)), mention_row)?,
        by_source: lists(writer, sources.map(|source| debate.resting_on(source)), mention_row)?,
        by_tag: lists(writer, tags.map(|tag| debate.tagged(tag)), |statement| row(statement.place()))?,
    })
}

/// Whether every place can be told by a number that is not [`NONE`].
fn fits(debate: &Debate) -> io::Result<()> {
    let mut sums = [0_usize; 6];
    for (statement, place) in debate.statements().iter().zip(0..) {
        let lengths = [
            statement.relations.len(),
            statement.because.len(),
            statement.said.len(),
            statement.tags.len(),
            debate.children(StatementIndex::new(place)).len(),
            strings(statement).map(str::len).sum(),
        ];
        sums.iter_mut().zip(lengths).for_each(|(sum, length)| *sum += length);
    }
    let fits = sums.into_iter().chain([debate.statements().len()]).all(|sum| number(sum) != NONE);
    if fits { Ok(()) } else { Err(too_large()) }
}

fn lists<'a, W: Write + Seek, T: Copy + 'a, R: Row>(
    writer: &mut Writer<W>,
    lists: impl Iterator<Item = &'a [T]> + Clone,
    row: impl Fn(T) -> R,
) -> io::Result<Lists> {
    let starts = iter::once(Number { number: 0 }).chain(ends(lists.clone().map(<[T]>::len)));
    Ok(Lists { starts: writer.rows(starts)?, items: writer.rows(lists.flatten().copied().map(row))? })
}

/// Where each of so many things ends.
fn ends(lengths: impl Iterator<Item = usize>) -> impl Iterator<Item = Number> {
    lengths.scan(0, |end, length| {
        *end += length;
        Some(row(*end))
    })
}

/// A row for each statement, and one for the end.
fn statement_rows(debate: &Debate) -> impl Iterator<Item = StatementRow> {
    let parents = (0..debate.statements().len()).map(|place| place_of(debate.parent(StatementIndex::new(place))));
    let parents: Vec<u32> = parents.collect();
    let depths = depths(&parents);
    let first = StatementRow {
        kind: 0,
        parent: NONE,
        depth: 0,
        relations: 0,
        premises: 0,
        attributions: 0,
        tags: 0,
        strings: 0,
    };
    let mut next = first;
    let statements = debate.statements().iter().zip(parents).zip(depths);
    let rows = statements.map(move |((statement, parent), depth)| {
        let here = StatementRow { kind: of_statement(statement), parent, depth, ..next };
        next.relations += number(statement.relations.len());
        next.premises += number(statement.because.len());
        next.attributions += number(statement.said.len());
        next.tags += number(statement.tags.len());
        next.strings += number(strings(statement).count());
        (here, next)
    });
    // Each row with the beginning of the next one; only the last of those is a row of its own.
    let mut rows = rows.peekable();
    let mut last = Some(first);
    iter::from_fn(move || match rows.next() {
        Some((here, next)) => {
            last = Some(next);
            Some(here)
        }
        None => last.take(),
    })
}

/// The texts of a statement that are there, in the order of [`Tables::strings`].
fn strings(statement: &Statement) -> impl Iterator<Item = &str> {
    let own = [&statement.text, &statement.about, &statement.note].into_iter().flatten();
    let of_said = statement.said.iter().flat_map(|said| [&said.quote, &said.place]).flatten();
    iter::once(&*statement.id).chain(own.chain(of_said).map(Text::as_str))
}

fn of_statement(statement: &Statement) -> u8 {
    let texts = [statement.text.is_some(), statement.about.is_some(), statement.note.is_some()];
    number_of(&KINDS, statement.kind) | flags(texts)
}

fn attribution_row(said: &Attribution) -> AttributionRow {
    AttributionRow {
        stance: number_of(&STANCES, said.stance) | flags([said.quote.is_some(), said.place.is_some()]),
        actor: number(said.actor.place()),
        source: said.source.map_or(NONE, |source| number(source.place())),
    }
}

fn child_row(child: Child) -> RelationRow {
    let kind: RelationKind = child.kind;
    RelationRow { kind: number_of(&RELATIONS, kind), other: number(child.statement.place()), on: place_of(child.on) }
}

fn mention_row(mention: Mention) -> MentionRow {
    MentionRow { statement: number(mention.statement.place()), attribution: mention.attribution }
}

fn number_of<T: PartialEq + Copy>(all: &[T], one: T) -> u8 {
    all.iter().zip(0..).find(|(other, _)| **other == one).map_or(0, |(_, number)| number)
}

fn row(place: usize) -> Number {
    Number { number: number(place) }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

fn place_of(index: Option<StatementIndex>) -> u32 {
    index.map_or(NONE, |index| number(index.place()))
}

/// How far each statement is from its root.
fn depths(parents: &[u32]) -> Vec<u32> {
    let mut depths = vec![NONE; parents.len()];
    let mut way = Vec::new();
    for place in 0..parents.len() {
        let mut at = place;
        while depths[at] == NONE {
            way.push(at);
            match parents.get(parents[at] as usize) {
                Some(_) => at = parents[at] as usize,
                None => break,
            }
        }
        let known = depths[at];
        for (at, depth) in way.drain(..).rev().zip(if known == NONE { 0 } else { known + 1 }..) {
            depths[at] = depth;
        }
    }
    depths
}
