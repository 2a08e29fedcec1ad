//! A hit, made ready to be shown.

use std::ops::Range;

use crate::app::place::{Place, speakers};
use crate::debate::Debate;
use crate::search::{Field, Hit, Passage, Query};

/// Steps of the way to a hit that are told; a screen shows fewer.
const STEPS: usize = 60;

/// Speakers that are told.
const SPEAKERS: usize = 2;

/// A hit, made ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The entry of the shelf.
    pub entry: usize,
    /// Where it leads.
    pub place: Place,
    /// What matches in its title (for a statement, its wording), in bytes.
    pub marks: Vec<Range<usize>>,
    /// Who speaks to a statement, and what matches in that.
    pub speakers: (String, Vec<Range<usize>>),
    /// The passage that was found, where that is neither the title nor one of the speakers.
    pub passage: Option<Passage>,
    /// The words it has not, where nothing has all of them.
    pub missing: Vec<String>,
}

impl Found {
    /// Makes a hit in a debate ready; `query` is the one it was found by, and `partial` whether by some of its words.
    #[must_use]
    pub fn new(entry: usize, debate: &Debate, hit: &Hit, query: &Query, partial: bool) -> Self {
        let place = Place::from(hit.entry);
        let title = place.title(debate);
        let passage = hit.passage(debate, query);
        let names = match place {
            Place::Statement(index) => speakers(debate, index, SPEAKERS),
            _ => String::new(),
        };
        let marks_of_names = match hit.speaker() {
            Some(speaker) => of_part(&names, speaker),
            None if hit.is_by_letters() => Vec::new(),
            None => query.highlight(&names),
        };
        let of_title = matches!(passage.field, Field::Text | Field::Name | Field::Title | Field::Tag);
        let is_title = of_title && passage.text.as_str() == title;
        let is_told = match passage.field {
            Field::Speaker => names.contains(passage.text.as_str()),
            // Where it is said is told where nothing else matches.
            Field::Source => !query.highlight(title).is_empty(),
            _ => false,
        };
        let marks = if is_title { passage.matches.clone() } else { query.highlight(title) };
        let missing = if partial { query.missing(debate, hit.entry) } else { Vec::new() };
        Self {
            entry,
            place,
            marks,
            speakers: (names, marks_of_names),
            passage: Some(passage).filter(|_| !is_title && !is_told),
            missing: missing.into_iter().map(|word| crate::debate::clean_line(word).into_owned()).collect(),
        }
    }
}

/// What matches in a name, in the bytes of a list of names.
fn of_part(names: &str, name: &Passage) -> Vec<Range<usize>> {
    let Some(at) = names.find(name.text.as_str()) else { return Vec::new() };
    name.matches.iter().map(|range| at + range.start..at + range.end).collect()
}

/// Where a hit is: the way from the question; for what is no statement, what else tells it apart.
#[must_use]
pub fn whereabouts(debate: &Debate, place: Place) -> Vec<String> {
    match place {
        Place::Statement(index) => {
            let path = debate.path(index);
            let above = &path[..path.len() - 1];
            let mut way: Vec<String> =
                above.iter().take(STEPS).map(|step| debate.statement(*step).wording().to_string()).collect();
            if above.len() > STEPS {
                way.push("…".to_owned());
            }
            way
        }
        Place::Actor(index) | Place::Between(_, index) => {
            debate.actor(index).role.iter().map(ToString::to_string).collect()
        }
        Place::Source(index) => {
            let source = debate.source(index);
            source.publisher.iter().map(ToString::to_string).chain(source.date.map(|date| date.in_words())).collect()
        }
        Place::Event(index) => debate.event(index).date.iter().map(crate::debate::Date::in_words).collect(),
        Place::Tag(index) => {
            vec![crate::app::wording::count(debate.tagged(index).len(), "statement", "statements")]
        }
    }
}
