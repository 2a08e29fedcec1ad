//! What stands in a pack of a debate, but for its texts.
//!
//! Of the statements there are columns: a number for each of them, or for each relation, premise, attribution, tag or
//! string of them, one statement's after the other's. Where a statement's begin stands in a column of starts, which has
//! one more at the end. So nothing is made of a million statements when a pack is opened but what has to be.

use rkyv::{Archive, Deserialize, Serialize};

use crate::debate::{
    Actor, Debate, Event, RelationKind, Source, Stance, Statement, StatementIndex, StatementKind, Text,
};

/// In a column of indexes: there is none.
pub(super) const NONE: u32 = u32::MAX;

/// A debate without its texts.
#[derive(Debug, Default, Archive, Serialize)]
pub(super) struct Tables {
    pub(super) title: String,
    pub(super) summary: Option<String>,
    pub(super) language: Option<String>,
    pub(super) actors: Vec<ActorRow>,
    pub(super) sources: Vec<SourceRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) tags: Vec<String>,
    pub(super) roots: Vec<u32>,
    /// Of each statement: its kind, and which texts it has; see [`of_statement`].
    pub(super) kinds: Vec<u8>,
    /// Of each statement: the next on the way to its root, and how far that is.
    pub(super) parents: Vec<u32>,
    pub(super) depths: Vec<u32>,
    /// All statements, sorted by the bytes of their ids.
    pub(super) by_id: Vec<u32>,
    pub(super) relations: Starts,
    pub(super) relation_kinds: Vec<u8>,
    pub(super) targets: Vec<u32>,
    pub(super) bearings: Vec<u32>,
    pub(super) premises: Starts,
    pub(super) because: Vec<u32>,
    pub(super) attributions: Starts,
    pub(super) speakers: Vec<u32>,
    pub(super) said_in: Vec<u32>,
    /// Of each attribution: its stance, and which texts it has; as [`super::reading`] takes them apart.
    pub(super) stances: Vec<u8>,
    pub(super) carried: Starts,
    pub(super) carried_tags: Vec<u32>,
    /// Of each statement: its id, its text, what it is about, its note; then of each of its attributions: the quote, the
    /// place. What is not there takes no place.
    pub(super) strings: Starts,
    /// Where each string ends among the texts. It begins where the one before it ends.
    pub(super) string_ends: Vec<u32>,
}

/// Where the entries of each statement begin in a column.
#[derive(Debug, Archive, Serialize)]
pub(super) struct Starts(pub(super) Vec<u32>);

impl Default for Starts {
    fn default() -> Self {
        Self(vec![0])
    }
}

#[derive(Debug, Archive, Serialize, Deserialize)]
pub(super) struct ActorRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) aka: Vec<String>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Archive, Serialize, Deserialize)]
pub(super) struct SourceRow {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) text: Option<String>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Archive, Serialize, Deserialize)]
pub(super) struct EventRow {
    pub(super) date: Option<String>,
    pub(super) text: String,
    pub(super) actors: Vec<u32>,
    pub(super) sources: Vec<u32>,
    pub(super) about: Vec<u32>,
    pub(super) note: Option<String>,
}

/// The kinds, each with its number in a pack.
pub(super) const KINDS: [StatementKind; 3] =
    [StatementKind::Question, StatementKind::Position, StatementKind::Argument];
pub(super) const RELATIONS: [RelationKind; 5] = [
    RelationKind::Answers,
    RelationKind::Supports,
    RelationKind::Rebuts,
    RelationKind::Undercuts,
    RelationKind::Premise,
];
pub(super) const STANCES: [Stance; 3] = [Stance::Asserts, Stance::Concedes, Stance::Denies];

/// The bits that tell a kind or a stance; above them one for each text that may be there.
pub(super) const LOW: u8 = 0b11;

/// Numbers that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

impl Tables {
    /// The tables of a debate, and its texts.
    pub(super) fn of(debate: &Debate) -> Result<(Self, Vec<u8>), TooLarge> {
        let mut tables = Self {
            title: debate.title().to_string(),
            summary: debate.summary().map(Text::to_string),
            language: debate.language().map(Text::to_string),
            actors: debate.actors().iter().map(ActorRow::of).collect(),
            sources: debate.sources().iter().map(SourceRow::of).collect(),
            events: debate.events().iter().map(EventRow::of).collect(),
            tags: debate.tags().iter().map(|tag| tag.name.to_string()).collect(),
            roots: debate.roots().iter().map(|root| number(root.place())).collect(),
            ..Self::default()
        };
        let mut texts = Vec::new();
        for (place, statement) in debate.statements().iter().enumerate() {
            tables.add(statement, &mut texts)?;
            tables.parents.push(place_of(debate.parent(StatementIndex::new(place))));
        }
        tables.depths = depths(&tables.parents);
        let count = debate.statements().len();
        tables.by_id = (0..count).map(number).collect();
        tables.by_id.sort_by_key(|place| &debate.statements()[*place as usize].id);
        Ok((tables, texts))
    }

    fn add(&mut self, statement: &Statement, texts: &mut Vec<u8>) -> Result<(), TooLarge> {
        let mut string = |text: &str| {
            texts.extend_from_slice(text.as_bytes());
            self.string_ends.push(u32::try_from(texts.len()).map_err(|_| TooLarge)?);
            Ok(())
        };
        string(&statement.id)?;
        for text in [&statement.text, &statement.about, &statement.note].into_iter().flatten() {
            string(text)?;
        }
        for said in &statement.said {
            for text in [&said.quote, &said.place].into_iter().flatten() {
                string(text)?;
            }
        }
        self.kinds.push(of_statement(statement));
        for relation in &statement.relations {
            self.relation_kinds.push(number_of(&RELATIONS, relation.kind));
            self.targets.push(number(relation.target.place()));
            self.bearings.push(place_of(relation.on));
        }
        self.because.extend(statement.because.iter().map(|premise| number(premise.place())));
        for said in &statement.said {
            self.speakers.push(number(said.actor.place()));
            self.said_in.push(said.source.map_or(NONE, |source| number(source.place())));
            self.stances.push(number_of(&STANCES, said.stance) | flags([said.quote.is_some(), said.place.is_some()]));
        }
        self.carried_tags.extend(statement.tags.iter().map(|tag| number(tag.place())));
        self.relations.end(self.targets.len());
        self.premises.end(self.because.len());
        self.attributions.end(self.speakers.len());
        self.carried.end(self.carried_tags.len());
        self.strings.end(self.string_ends.len());
        Ok(())
    }
}

impl Starts {
    fn end(&mut self, at: usize) {
        self.0.push(number(at));
    }
}

fn of_statement(statement: &Statement) -> u8 {
    let texts = [statement.text.is_some(), statement.about.is_some(), statement.note.is_some()];
    number_of(&KINDS, statement.kind) | flags(texts)
}

/// Above [`LOW`], a bit for each.
fn flags<const N: usize>(are_there: [bool; N]) -> u8 {
    are_there.into_iter().rev().fold(0, |flags, is_there| flags << 1 | u8::from(is_there)) << LOW.count_ones()
}

fn number_of<T: PartialEq + Copy>(all: &[T], one: T) -> u8 {
    all.iter().zip(0..).find(|(other, _)| **other == one).map_or(0, |(_, number)| number)
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
