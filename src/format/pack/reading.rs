//! From the sections of a packed debate to the debate.
//!
//! That the hashes are right says that a pack is as it was written, not that this program wrote it. So every index is
//! compared with what it leads into before anything follows it, and every text passes the door when it is made.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::thread;

use rkyv::rancor;
use rkyv::rend::unaligned::u32_ule;
use rkyv::vec::ArchivedVec;
use yoke::Yoke;

use super::Fault;
use super::tables::{
    ActorRow, ArchivedStarts, ArchivedTables, EventRow, KINDS, LOW, NONE, RELATIONS, STANCES, SourceRow,
};
use crate::debate::{
    Actor, ActorIndex, Attribution, Child, Date, Debate, Event, Lists, Mention, Parts, Relation, RelationKind, Source,
    SourceIndex, Statement, StatementIndex, Supply, TagIndex, Text, Url, Walks, clean_line,
};

type Column = ArchivedVec<u32_ule>;

/// The tables in their bytes.
type Held = Yoke<&'static ArchivedTables, Box<[u8]>>;

/// The debate of these tables, whose texts `read` reads in the meantime.
pub(super) fn debate(tables: Vec<u8>, read: impl FnOnce() -> Result<Vec<u8>, Fault> + Send) -> Result<Debate, Fault> {
    let held = Held::try_attach_to_cart(tables.into_boxed_slice(), |bytes| {
        rkyv::access::<ArchivedTables, rancor::Error>(bytes)
    });
    let held = held.map_err(|_| Fault::Unsound("its tables"))?;
    let tables: &ArchivedTables = held.get();
    let (texts, rest) = thread::scope(|scope| {
        let texts = scope.spawn(read);
        let rest = tables.check().and_then(|()| Ok((tables.parts()?, tables.walks())));
        (texts.join().unwrap_or(Err(Fault::Damaged)), rest)
    });
    let (texts, (parts, walks)) = (texts?, rest?);
    if tables.string_ends.last().map_or(0, |end| end.to_native() as usize) != texts.len() {
        return Err(Fault::Unsound("its texts"));
    }
    Ok(Debate::supplied(parts, Arc::new(Packed { held, texts }), walks))
}

fn all(column: &Column) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone {
    column.iter().map(|number| number.to_native())
}

/// Whether all numbers lead into `count` entries, or nowhere where `optional`.
fn lead(column: &Column, count: usize, optional: bool) -> bool {
    // Without a way out of the loop it is as fast as reading.
    all(column).fold(true, |so_far, number| so_far & (((number as usize) < count) | (optional & (number == NONE))))
}

fn ascend(numbers: impl Iterator<Item = u32> + Clone) -> bool {
    numbers.clone().zip(numbers.skip(1)).fold(true, |so_far, (one, next)| so_far & (one <= next))
}

impl ArchivedStarts {
    /// Whether these are the starts of `lists` lists with `items` items in all.
    fn are_sound(&self, lists: usize, items: usize) -> bool {
        let ends = all(&self.0).next() == Some(0) && all(&self.0).next_back().map(|end| end as usize) == Some(items);
        self.0.len() == lists + 1 && ends && ascend(all(&self.0))
    }

    /// The entries of a statement, as places in the column.
    fn of(&self, place: usize) -> Range<usize> {
        self.0[place].to_native() as usize..self.0[place + 1].to_native() as usize
    }

    /// All entries in turn, each with its statement.
    fn all(&self) -> impl Iterator<Item = (StatementIndex, usize)> + Clone {
        let bounds = all(&self.0).zip(all(&self.0).skip(1)).enumerate();
        bounds.flat_map(|(place, (start, end))| {
            (start as usize..end as usize).map(move |number| (StatementIndex::new(place), number))
        })
    }
}

impl ArchivedTables {
    /// Whether everything in the columns leads to something that is there.
    fn check(&self) -> Result<(), Fault> {
        let statements = self.kinds.len();
        let columns = [
            (self.relations.are_sound(statements, self.targets.len()), "its relations"),
            (self.relation_kinds.len() == self.targets.len(), "its relations"),
            (self.bearings.len() == self.targets.len(), "its relations"),
            (self.relation_kinds.iter().all(|kind| usize::from(*kind) < RELATIONS.len()), "its relations"),
            (lead(&self.targets, statements, false), "its relations"),
            (lead(&self.bearings, statements, true), "its relations"),
            (self.premises.are_sound(statements, self.because.len()), "its premises"),
            (lead(&self.because, statements, false), "its premises"),
            (self.attributions.are_sound(statements, self.speakers.len()), "its attributions"),
            (self.said_in.len() == self.speakers.len(), "its attributions"),
            (self.stances.len() == self.speakers.len(), "its attributions"),
            (self.stances.iter().all(|stance| usize::from(stance & LOW) < STANCES.len()), "its attributions"),
            (lead(&self.speakers, self.actors.len(), false), "its attributions"),
            (lead(&self.said_in, self.sources.len(), true), "its attributions"),
            (self.carried.are_sound(statements, self.carried_tags.len()), "its tags"),
            (lead(&self.carried_tags, self.tags.len(), false), "its tags"),
            (self.kinds.iter().all(|kind| usize::from(kind & LOW) < KINDS.len()), "its statements"),
            (self.by_id.len() == statements && lead(&self.by_id, statements, false), "its ids"),
            (self.strings.are_sound(statements, self.string_ends.len()), "its texts"),
            (ascend(all(&self.string_ends)), "its texts"),
            (lead(&self.roots, statements, false), "its roots"),
            (self.ways_end(), "its roots"),
        ];
        columns.into_iter().try_for_each(|(is_sound, of)| if is_sound { Ok(()) } else { Err(Fault::Unsound(of)) })
    }

    /// Whether every way up leads to a root: each step is one nearer to it.
    fn ways_end(&self) -> bool {
        let count = self.kinds.len();
        self.parents.len() == count
            && self.depths.len() == count
            && all(&self.parents).zip(all(&self.depths)).all(|(parent, depth)| match self.depths.get(parent as usize) {
                Some(above) => above.to_native().checked_add(1) == Some(depth),
                None => parent == NONE && depth == 0,
            })
    }

    fn parts(&self) -> Result<Parts, Fault> {
        let text = |raw: &rkyv::string::ArchivedString| Text::new(raw);
        Ok(Parts {
            title: text(&self.title),
            summary: self.summary.as_ref().map(text),
            language: self.language.as_ref().map(text),
            actors: deserialized::<Vec<ActorRow>, _>(&self.actors)?.into_iter().map(actor).collect(),
            sources: deserialized::<Vec<SourceRow>, _>(&self.sources)?
                .into_iter()
                .map(source)
                .collect::<Result<_, _>>()?,
            statements: Vec::new(),
            events: deserialized::<Vec<EventRow>, _>(&self.events)?
                .into_iter()
                .map(|row| self.event(row))
                .collect::<Result<_, _>>()?,
            tags: self.tags.iter().map(text).collect(),
        })
    }

    fn event(&self, row: EventRow) -> Result<Event, Fault> {
        let EventRow { date: when, text, actors, sources, about, note } = row;
        let unsound = || Fault::Unsound("its events");
        Ok(Event {
            date: date(when)?,
            text: Text::new(&text),
            actors: indexes(&actors, self.actors.len(), ActorIndex::new).ok_or_else(unsound)?,
            sources: indexes(&sources, self.sources.len(), SourceIndex::new).ok_or_else(unsound)?,
            about: indexes(&about, self.kinds.len(), StatementIndex::new).ok_or_else(unsound)?,
            note: note.map(|note| Text::new(&note)),
        })
    }

    /// What follows from the statements. Two of the lists are made on other threads.
    fn walks<'a>(&'a self) -> Walks {
        let statements = self.kinds.len();
        let mentions = |of: &'a Column| {
            let bounds = all(&self.attributions.0).zip(all(&self.attributions.0).skip(1)).enumerate();
            bounds.flat_map(move |(place, (start, end))| {
                (start..end).map(move |number| {
                    let mention = Mention { statement: StatementIndex::new(place), attribution: number - start };
                    (of[number as usize].to_native() as usize, mention)
                })
            })
        };
        let by_actor = || Lists::new(self.actors.len(), mentions(&self.speakers));
        let by_source = || Lists::new(self.sources.len(), mentions(&self.said_in));
        let carried = || {
            self.carried.all().map(|(statement, number)| (self.carried_tags[number].to_native() as usize, statement))
        };
        thread::scope(|scope| {
            let by_actor = scope.spawn(by_actor);
            let by_source = scope.spawn(by_source);
            Walks {
                children: Lists::new(statements, self.children()),
                roots: places(&self.roots).map(StatementIndex::new).collect(),
                parents: all(&self.parents).map(index).collect(),
                by_tag: Lists::new(self.tags.len(), carried()),
                by_actor: by_actor.join().unwrap_or_else(|_| Lists::new(self.actors.len(), [].into_iter())),
                by_source: by_source.join().unwrap_or_else(|_| Lists::new(self.sources.len(), [].into_iter())),
            }
        })
    }

    /// Everything that bears on a statement, with that: first all premises, then the rest.
    fn children(&self) -> impl Iterator<Item = (usize, Child)> + Clone {
        let premises = self.premises.all().map(|(place, number)| {
            let statement = StatementIndex::new(self.because[number].to_native() as usize);
            (place.place(), Child { statement, kind: RelationKind::Premise, on: None })
        });
        let relations = self.relations.all().map(|(statement, number)| {
            let kind = RELATIONS[usize::from(self.relation_kinds[number])];
            let on = index(self.bearings[number].to_native());
            (self.targets[number].to_native() as usize, Child { statement, kind, on })
        });
        premises.chain(relations.filter(|(_, child)| child.kind != RelationKind::Premise))
    }
}

fn places(column: &Column) -> impl Iterator<Item = usize> + Clone {
    all(column).map(|number| number as usize)
}

fn index(number: u32) -> Option<StatementIndex> {
    (number != NONE).then(|| StatementIndex::new(number as usize))
}

fn indexes<T>(numbers: &[u32], count: usize, index: impl Fn(usize) -> T) -> Option<Vec<T>> {
    numbers.iter().map(|number| *number as usize).map(|place| (place < count).then(|| index(place))).collect()
}

fn deserialized<T, A>(archived: &A) -> Result<T, Fault>
where
    A: rkyv::Deserialize<T, rancor::Strategy<rkyv::de::Pool, rancor::Error>>,
{
    rkyv::deserialize::<T, rancor::Error>(archived).map_err(|_| Fault::Unsound("its tables"))
}

fn texts(raw: &[String]) -> Vec<Text> {
    raw.iter().map(|text| Text::new(text)).collect()
}

fn text(raw: Option<String>) -> Option<Text> {
    raw.map(|text| Text::new(&text))
}

fn id(raw: &str) -> Box<str> {
    clean_line(raw).into()
}

fn date(raw: Option<String>) -> Result<Option<Date>, Fault> {
    raw.map(|date| date.parse()).transpose().map_err(|_| Fault::Unsound("its dates"))
}

fn actor(row: ActorRow) -> Actor {
    let ActorRow { id: raw, name, role, aka, note } = row;
    Actor { id: id(&raw), name: Text::new(&name), role: text(role), aka: texts(&aka), note: text(note) }
}

fn source(row: SourceRow) -> Result<Source, Fault> {
    Ok(Source {
        id: id(&row.id),
        title: Text::new(&row.title),
        kind: text(row.kind),
        publisher: text(row.publisher),
        authors: texts(&row.authors),
        date: date(row.date)?,
        url: row.url.map(|url| Url::new(&url)).transpose().map_err(|_| Fault::Unsound("its addresses"))?,
        text: text(row.text),
        note: text(row.note),
    })
}

/// Whether the text of this number is there.
fn has(flags: u8, number: u32) -> bool {
    flags >> (LOW.count_ones() + number) & 1 == 1
}

/// The statements of a packed debate.
struct Packed {
    held: Held,
    texts: Vec<u8>,
}

impl fmt::Debug for Packed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Packed").field("statements", &self.len()).finish_non_exhaustive()
    }
}

impl Packed {
    /// A string, before any door. Bytes that are no text are shown as such.
    fn string(&self, number: usize) -> Cow<'_, str> {
        let ends = &self.held.get().string_ends;
        let end = |number: usize| ends.get(number).map_or(0, |end| end.to_native() as usize);
        let start = number.checked_sub(1).map_or(0, end);
        String::from_utf8_lossy(self.texts.get(start..end(number)).unwrap_or_default())
    }

    fn id(&self, place: usize) -> Cow<'_, str> {
        self.string(self.held.get().strings.of(place).start)
    }
}

impl Supply for Packed {
    fn len(&self) -> usize {
        self.held.get().kinds.len()
    }

    fn make(&self, at: StatementIndex) -> Statement {
        let (tables, place) = (self.held.get(), at.place());
        // The first is the id.
        let mut strings = tables.strings.of(place).skip(1).map(|number| Text::new(&self.string(number)));
        let mut text = |flags: u8, number: u32| {
            if has(flags, number) { strings.next() } else { None }
        };
        let flags = tables.kinds[place];
        let mut statement = Statement::new(&clean_line(&self.id(place)), KINDS[usize::from(flags & LOW)]);
        statement.text = text(flags, 0);
        statement.about = text(flags, 1);
        statement.note = text(flags, 2);
        statement.relations.extend(tables.relations.of(place).map(|number| Relation {
            kind: RELATIONS[usize::from(tables.relation_kinds[number])],
            target: StatementIndex::new(tables.targets[number].to_native() as usize),
            on: index(tables.bearings[number].to_native()),
        }));
        let because = tables.premises.of(place).map(|number| tables.because[number].to_native() as usize);
        statement.because.extend(because.map(StatementIndex::new));
        statement.said.extend(tables.attributions.of(place).map(|number| {
            let flags = tables.stances[number];
            let source = tables.said_in[number].to_native();
            Attribution {
                actor: ActorIndex::new(tables.speakers[number].to_native() as usize),
                source: (source != NONE).then(|| SourceIndex::new(source as usize)),
                stance: STANCES[usize::from(flags & LOW)],
                quote: text(flags, 0),
                place: text(flags, 1),
            }
        }));
        let tags = tables.carried.of(place).map(|number| tables.carried_tags[number].to_native() as usize);
        statement.tags.extend(tags.map(TagIndex::new));
        statement
    }

    fn words(&self, of: StatementIndex) -> Cow<'_, str> {
        let (tables, place) = (self.held.get(), of.place());
        let strings = tables.strings.of(place);
        if has(tables.kinds[place], 0) { self.string(strings.start + 1) } else { self.string(strings.start) }
    }

    fn by_id(&self, id: &str) -> Option<StatementIndex> {
        let sorted = self.held.get().by_id.as_slice();
        let at =
            sorted.binary_search_by(|place| self.id(place.to_native() as usize).as_bytes().cmp(id.as_bytes())).ok()?;
        Some(StatementIndex::new(sorted[at].to_native() as usize))
    }
}
