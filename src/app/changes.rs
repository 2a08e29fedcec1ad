//! What changed in a debate, in words.

use crate::debate::changes::{Change, Changes, Difference, Piece, reworded};
use crate::debate::{Attribution, Debate, Relation, RelationKind, StatementIndex, Text};

use super::place::Place;

/// A line of words, with what was taken out and put in marked.
pub type Line = Vec<Piece>;

/// What became of one thing, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What became of it.
    pub fate: Fate,
    /// What it is: in the old debate if it has gone, else in the new one.
    pub place: Place,
    /// How it differs; of what was added, how it bears on others and who says it.
    pub lines: Vec<Line>,
}

/// What can become of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is no longer there.
    Gone,
    /// It was not there before.
    Added,
    /// It is not what it was.
    Changed,
}

impl Fate {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Added => "added",
            Self::Changed => "changed",
        }
    }
}

/// Everything that changed but the debate's own heading: statements, actors, sources, events.
#[must_use]
pub fn told(changes: &Changes, old: &Debate, new: &Debate) -> Vec<Told> {
    let mut all = Vec::new();
    tell(&changes.statements, Place::Statement, old, new, &mut all);
    tell(&changes.actors, Place::Actor, old, new, &mut all);
    tell(&changes.sources, Place::Source, old, new, &mut all);
    tell(&changes.events, Place::Event, old, new, &mut all);
    all
}

fn tell<I: Copy>(changes: &[Change<I>], place: fn(I) -> Place, old: &Debate, new: &Debate, all: &mut Vec<Told>) {
    for change in changes {
        let (fate, place, lines) = match change {
            Change::Gone(index) => (Fate::Gone, place(*index), Vec::new()),
            Change::Added(index) => (Fate::Added, place(*index), bearings(new, place(*index))),
            Change::Changed { old: before, new: after, differences } => {
                (Fate::Changed, place(*after), lines(differences, Some((place(*before), place(*after))), old, new))
            }
        };
        all.push(Told { fate, place, lines });
    }
}

/// The lines for the differences of one thing, which stands at these places; of the debate itself it is none.
#[must_use]
pub fn lines(differences: &[Difference], places: Option<(Place, Place)>, old: &Debate, new: &Debate) -> Vec<Line> {
    differences.iter().flat_map(|difference| lines_of(difference, places, old, new)).collect()
}

fn lines_of(difference: &Difference, places: Option<(Place, Place)>, old: &Debate, new: &Debate) -> Vec<Line> {
    let both = |gone: Vec<String>, added: Vec<String>| -> Vec<Line> {
        let gone = gone.into_iter().map(|words| plain(format!("no longer {words}")));
        gone.chain(added.into_iter().map(|words| plain(format!("now {words}")))).collect()
    };
    match difference {
        Difference::Id | Difference::Kind => {
            let Some((before, after)) = places else { return Vec::new() };
            let (key, words): (&str, fn(&Debate, Place) -> String) = match difference {
                Difference::Id => ("id", id),
                _ => ("kind", |debate, place| place.word(debate).to_owned()),
            };
            vec![vec![
                Piece::Kept(format!("{key}: ")),
                Piece::Gone(words(old, before)),
                Piece::Added(words(new, after)),
            ]]
        }
        Difference::Text { key, old, new } => {
            let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
            vec![std::iter::once(Piece::Kept(format!("{key}: "))).chain(reworded(&text(old), &text(new))).collect()]
        }
        Difference::List { key, gone, added } => {
            let items = |texts: &[Text]| texts.iter().map(Text::as_str).collect::<Vec<_>>().join(", ");
            let pieces = [Piece::Gone(items(gone)), Piece::Added(items(added))];
            let pieces = pieces.into_iter().filter(|piece| !piece.text().is_empty());
            vec![std::iter::once(Piece::Kept(format!("{key}: "))).chain(pieces).collect()]
        }
        Difference::Relations { gone, added } => both(
            gone.iter().map(|relation| relation_in_words(old, relation)).collect(),
            added.iter().map(|relation| relation_in_words(new, relation)).collect(),
        ),
        Difference::Because { gone, added } => both(
            gone.iter().map(|premise| premise_in_words(old, *premise)).collect(),
            added.iter().map(|premise| premise_in_words(new, *premise)).collect(),
        ),
        Difference::Said { gone, added } => both(
            gone.iter().map(|said| said_in_words(old, said)).collect(),
            added.iter().map(|said| said_in_words(new, said)).collect(),
        ),
        Difference::Order(key) => vec![plain(format!("{key}: in another order"))],
    }
}

/// What a statement that was added bears on, rests on, and who says it.
pub(super) fn bearings(debate: &Debate, place: Place) -> Vec<Line> {
    let Place::Statement(index) = place else { return Vec::new() };
    let statement = debate.statement(index);
    let own = statement.relations.iter().filter(|relation| relation.kind != RelationKind::Premise);
    let relations = own.map(|relation| relation_in_words(debate, relation));
    let premises = statement.because.iter().map(|premise| premise_in_words(debate, *premise));
    let said = statement.said.iter().map(|said| said_in_words(debate, said));
    relations.chain(premises).chain(said).map(plain).collect()
}

fn plain(words: String) -> Line {
    vec![Piece::Kept(words)]
}

/// `undercuts empty-in-winter on yes-subsidy`.
fn relation_in_words(debate: &Debate, relation: &Relation) -> String {
    let id = |index: StatementIndex| &debate.statement(index).id;
    let on = relation.on.map_or_else(String::new, |on| format!(" on {}", id(on)));
    format!("{} {}{on}", relation.kind.verb(), id(relation.target))
}

fn premise_in_words(debate: &Debate, premise: StatementIndex) -> String {
    format!("rests on {}", debate.statement(premise).id)
}

/// `said: Ana Díaz asserts, in hearing-2031, “a bargain”, minute 12`.
fn said_in_words(debate: &Debate, said: &Attribution) -> String {
    let mut words = format!("said: {} {}", debate.actor(said.actor).name, said.stance.verb());
    let source = said.source.map(|source| format!("in {}", debate.source(source).id));
    let quote = said.quote.as_ref().map(|quote| format!("“{quote}”"));
    for part in [source, quote, said.place.as_ref().map(Text::to_string)].into_iter().flatten() {
        words.push_str(", ");
        words.push_str(&part);
    }
    words
}

/// The id of what stands at a place; empty where it has none.
pub(super) fn id(debate: &Debate, place: Place) -> String {
    match place {
        Place::Statement(index) => debate.statement(index).id.to_string(),
        Place::Actor(index) => debate.actor(index).id.to_string(),
        Place::Source(index) => debate.source(index).id.to_string(),
        Place::Event(_) | Place::Between(..) | Place::Tag(_) => String::new(),
    }
}
