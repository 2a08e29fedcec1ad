//! What stands in a pack of a debate but for its statements: its frame, the title and what happened, which is read when
//! it is opened, and who speaks in which sources, read when the first of them is asked for.

use rkyv::api::high::HighSerializer;
use rkyv::rancor;
use rkyv::rend::unaligned::u32_ule;
use rkyv::ser::allocator::ArenaHandle;
use rkyv::string::ArchivedString;
use rkyv::util::AlignedVec;
use rkyv::vec::ArchivedVec;
use rkyv::{Archive, Serialize};

use super::Fault;
use crate::debate::{
    self, Actor, ActorIndex, Date, Debate, Event, Source, SourceIndex, StatementIndex, Text, Url, clean_line,
};

#[derive(Debug, Archive, Serialize)]
struct Frame {
    title: String,
    summary: Option<String>,
    language: Option<String>,
    events: Vec<EventRow>,
    tags: Vec<String>,
    /// Statements at which walks begin.
    roots: Vec<u32>,
}

#[derive(Debug, Archive, Serialize)]
struct ActorRow {
    id: String,
    name: String,
    role: Option<String>,
    aka: Vec<String>,
    note: Option<String>,
}

#[derive(Debug, Archive, Serialize)]
struct SourceRow {
    id: String,
    title: String,
    kind: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    url: Option<String>,
    text: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Archive, Serialize)]
struct EventRow {
    date: Option<String>,
    text: String,
    actors: Vec<u32>,
    sources: Vec<u32>,
    about: Vec<u32>,
    note: Option<String>,
}

/// The bytes of the frame, the actors and the sources; none where they are more than these can tell.
pub(super) fn write(debate: &Debate) -> Option<[Vec<u8>; 3]> {
    fn bytes(
        rows: &impl for<'a> Serialize<HighSerializer<AlignedVec, ArenaHandle<'a>, rancor::Error>>,
    ) -> Option<Vec<u8>> {
        let bytes = rkyv::to_bytes::<rancor::Error>(rows).ok()?;
        i32::try_from(bytes.len()).ok().map(|_| bytes.into_vec())
    }
    let frame = Frame {
        title: debate.title().to_string(),
        summary: string(debate.summary()),
        language: string(debate.language()),
        events: debate.events().iter().map(EventRow::of).collect(),
        tags: debate.tags().iter().map(|tag| tag.name.to_string()).collect(),
        roots: debate.roots().iter().map(|root| number(root.place())).collect(),
    };
    let actors: Vec<ActorRow> = debate.actors().iter().map(ActorRow::of).collect();
    let sources: Vec<SourceRow> = debate.sources().iter().map(SourceRow::of).collect();
    Some([bytes(&frame)?, bytes(&actors)?, bytes(&sources)?])
}

/// The frame that these bytes are, of a debate with so many actors, sources and statements. Every text passes the door,
/// and every index is of an entry.
pub(super) fn frame(bytes: &[u8], counts: [usize; 3]) -> Result<debate::Frame, Fault> {
    let frame = rkyv::access::<ArchivedFrame, rancor::Error>(bytes).map_err(|_| Fault::Unsound("its title"))?;
    let [.., statements] = counts;
    Ok(debate::Frame {
        title: text(&frame.title),
        summary: frame.summary.as_ref().map(text),
        language: frame.language.as_ref().map(text),
        events: frame.events.iter().map(|row| event(row, counts)).collect::<Result<_, _>>()?,
        tags: frame.tags.iter().map(text).collect(),
        roots: indexes(&frame.roots, statements, StatementIndex::new).ok_or(Fault::Unsound("its roots"))?,
    })
}

/// The actors that these bytes are.
pub(super) fn actors(bytes: &[u8]) -> Result<Vec<Actor>, Fault> {
    let rows = rkyv::access::<ArchivedVec<ArchivedActorRow>, rancor::Error>(bytes);
    Ok(rows.map_err(|_| Fault::Unsound("its actors"))?.iter().map(actor).collect())
}

/// The sources that these bytes are.
pub(super) fn sources(bytes: &[u8]) -> Result<Vec<Source>, Fault> {
    let rows = rkyv::access::<ArchivedVec<ArchivedSourceRow>, rancor::Error>(bytes);
    rows.map_err(|_| Fault::Unsound("its sources"))?.iter().map(source).collect()
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn string(text: Option<&Text>) -> Option<String> {
    text.map(Text::to_string)
}

fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(Text::to_string).collect()
}

impl ActorRow {
    fn of(actor: &Actor) -> Self {
        Self {
            id: actor.id.to_string(),
            name: actor.name.to_string(),
            role: string(actor.role.as_ref()),
            aka: strings(&actor.aka),
            note: string(actor.note.as_ref()),
        }
    }
}

impl SourceRow {
    fn of(source: &Source) -> Self {
        Self {
            id: source.id.to_string(),
            title: source.title.to_string(),
            kind: string(source.kind.as_ref()),
            publisher: string(source.publisher.as_ref()),
            authors: strings(&source.authors),
            date: source.date.map(|date| date.to_string()),
            url: source.url.as_ref().map(|url| url.as_str().to_owned()),
            text: string(source.text.as_ref()),
            note: string(source.note.as_ref()),
        }
    }
}

impl EventRow {
    fn of(event: &Event) -> Self {
        Self {
            date: event.date.map(|date| date.to_string()),
            text: event.text.to_string(),
            actors: event.actors.iter().map(|actor| number(actor.place())).collect(),
            sources: event.sources.iter().map(|source| number(source.place())).collect(),
            about: event.about.iter().map(|about| number(about.place())).collect(),
            note: string(event.note.as_ref()),
        }
    }
}

fn indexes<T>(numbers: &ArchivedVec<u32_ule>, count: usize, index: impl Fn(usize) -> T) -> Option<Vec<T>> {
    let places = numbers.iter().map(|number| number.to_native() as usize);
    places.map(|place| (place < count).then(|| index(place))).collect()
}

fn text(raw: &ArchivedString) -> Text {
    Text::new(raw)
}

fn id(raw: &ArchivedString) -> Box<str> {
    clean_line(raw).into()
}

fn date(raw: Option<&ArchivedString>) -> Result<Option<Date>, Fault> {
    raw.map(|date| date.parse()).transpose().map_err(|_| Fault::Unsound("its dates"))
}

fn actor(row: &ArchivedActorRow) -> Actor {
    Actor {
        id: id(&row.id),
        name: text(&row.name),
        role: row.role.as_ref().map(text),
        aka: row.aka.iter().map(text).collect(),
        note: row.note.as_ref().map(text),
    }
}

fn source(row: &ArchivedSourceRow) -> Result<Source, Fault> {
    let url = row.url.as_ref().map(|url| Url::new(url)).transpose();
    Ok(Source {
        id: id(&row.id),
        title: text(&row.title),
        kind: row.kind.as_ref().map(text),
        publisher: row.publisher.as_ref().map(text),
        authors: row.authors.iter().map(text).collect(),
        date: date(row.date.as_ref())?,
        url: url.map_err(|_| Fault::Unsound("its addresses"))?,
        text: row.text.as_ref().map(text),
        note: row.note.as_ref().map(text),
    })
}

fn event(row: &ArchivedEventRow, [actors, sources, statements]: [usize; 3]) -> Result<Event, Fault> {
    let unsound = || Fault::Unsound("its events");
    Ok(Event {
        date: date(row.date.as_ref())?,
        text: text(&row.text),
        actors: indexes(&row.actors, actors, ActorIndex::new).ok_or_else(unsound)?,
        sources: indexes(&row.sources, sources, SourceIndex::new).ok_or_else(unsound)?,
        about: indexes(&row.about, statements, StatementIndex::new).ok_or_else(unsound)?,
        note: row.note.as_ref().map(text),
    })
}
