//! A hit, made ready to be shown.

use std::ops::Range;

use crate::app::place::{Place, speakers};
use crate::debate::{Debate, StatementIndex};
use crate::search::{Field, Hit, Passage, Passages, Query};

/// The most steps of a way to a hit that are all told; a screen shows fewer.
const STEPS: usize = 60;

/// Of a longer way the root and so many of the last steps are told.
const NEAREST: usize = 3;

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
    /// The passages that were found, beside the title and the speakers.
    pub passages: Passages,
    /// The words it has not, where nothing has all of them.
    pub missing: Vec<String>,
}

impl Found {
    /// Makes a hit in a debate ready; `query` is the one it was found by, and `partial` whether by some of its words.
    #[must_use]
    pub fn new(entry: usize, debate: &Debate, hit: &Hit, query: &Query, partial: bool) -> Self {
        let place = Place::from(hit.entry);
        let title = place.title(debate);
        let names = match place {
            Place::Statement(index) => speakers(debate, index, SPEAKERS),
            _ => String::new(),
        };
        let marks_of_names = match hit.speaker() {
            Some(speaker) => of_part(&names, speaker),
            None if hit.is_by_letters() => Vec::new(),
            None => query.highlight(&names),
        };
        let marks = match hit.letters() {
            Some(name) if name.field != Field::Id && name.text.as_str() == title => name.matches.clone(),
            _ => query.highlight(title),
        };
        let missing = if partial { query.missing(debate, hit.entry) } else { Vec::new() };
        Self {
            entry,
            place,
            marks,
            passages: hit.passages(debate, query, &[title, &names]),
            speakers: (names, marks_of_names),
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
            let above = |at: &StatementIndex| debate.parent(*at);
            let mut steps: Vec<StatementIndex> = std::iter::successors(above(&index), above).take(STEPS + 1).collect();
            let is_long = steps.len() > STEPS;
            if is_long {
                steps.truncate(NEAREST);
                steps.push(debate.root(index));
            }
            steps.reverse();
            let mut way: Vec<String> = steps.iter().map(|step| debate.statement(*step).wording().to_string()).collect();
            if is_long {
                way.insert(1, "…".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{Parts, Relation, RelationKind, Statement, StatementKind};

    #[test]
    fn of_a_long_way_the_root_and_the_last_steps_are_told() {
        let statement = |place: usize| {
            let kind = if place == 0 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&place.to_string(), kind);
            let relation =
                |target| Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(target), on: None };
            statement.relations.extend(place.checked_sub(1).map(relation));
            statement
        };
        let debate = Debate::new(Parts { statements: (0..100).map(statement).collect(), ..Parts::default() });
        let words = |place: usize| debate.statement(StatementIndex::new(place)).wording().to_string();
        for (to, expected) in [(0, vec![]), (2, vec![words(0), words(1)]), (60, (0..60).map(words).collect())] {
            assert_eq!(whereabouts(&debate, Place::Statement(StatementIndex::new(to))), expected, "{to}");
        }
        let told = [words(0), "…".to_owned(), words(58), words(59), words(60)];
        assert_eq!(whereabouts(&debate, Place::Statement(StatementIndex::new(61))), told);
        let roots = || (0..100).map(|place| debate.root(StatementIndex::new(place)).place());
        assert!(roots().all(|root| root == 0));
        let _ = debate.survey();
        assert!(roots().all(|root| root == 0));
    }
}
