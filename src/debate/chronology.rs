//! What happened and was said, by time.

use std::collections::{BTreeSet, VecDeque};

use super::{ActorIndex, Date, Debate, EventIndex, StatementIndex};

/// Something with a place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// It happened.
    Event(EventIndex),
    /// It was said.
    Statement(StatementIndex),
}

/// Which moments are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Only what this actor took part in or spoke to.
    pub actor: Option<ActorIndex>,
    /// Only this statement, what bears on it directly or through others, and events about any of these.
    pub about: Option<StatementIndex>,
}

impl Debate {
    /// Events and dated statements by time; then, without a date, the events whose source gives none. A statement is
    /// dated by the earliest source it is said in. What begins alike stands in the order of events, statements, file.
    #[must_use]
    pub fn chronology(&self, asked: Asked) -> Vec<(Option<Date>, Moment)> {
        let branch = asked.about.map(|about| self.branch(about));
        let within = |statement: StatementIndex| branch.as_ref().is_none_or(|branch| branch.contains(&statement));
        let mut moments = Vec::new();
        for (place, event) in self.events().iter().enumerate() {
            let by_actor = asked.actor.is_none_or(|actor| event.actors.contains(&actor));
            let about = branch.is_none() || event.about.iter().any(|statement| within(*statement));
            if by_actor && about {
                moments.push((event.date, Moment::Event(EventIndex::new(place))));
            }
        }
        for place in 0..self.statements().len() {
            let statement = StatementIndex::new(place);
            if let Some(date) = self.said_on(statement, asked.actor).filter(|_| within(statement)) {
                moments.push((Some(date), Moment::Statement(statement)));
            }
        }
        moments.sort_by_key(|(date, moment)| (date.is_none(), *date, *moment));
        moments
    }

    /// When a statement was first said, by anybody or by one actor: the earliest date of its sources.
    #[must_use]
    pub fn said_on(&self, statement: StatementIndex, by: Option<ActorIndex>) -> Option<Date> {
        let said = self.statement(statement).said.iter().filter(|said| by.is_none_or(|by| said.actor == by));
        said.filter_map(|said| self.source(said.source?).date).min()
    }

    /// A statement and all that bears on it, directly or through others.
    #[must_use]
    pub fn branch(&self, of: StatementIndex) -> BTreeSet<StatementIndex> {
        let mut seen = BTreeSet::from([of]);
        let mut queue = VecDeque::from([of]);
        while let Some(at) = queue.pop_front() {
            for child in self.children(at) {
                if seen.insert(child.statement) {
                    queue.push_back(child.statement);
                }
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{
        Actor, Attribution, Event, Parts, Relation, RelationKind, Source, SourceIndex, Stance, Statement,
        StatementKind, Text,
    };

    /// Two actors; sources of 2030, of May 2031 and without a date; a circle of `b` and `c` below `a`; `d` apart.
    fn debate() -> Debate {
        let actor = |id: &str| Actor { id: id.into(), name: Text::new(id), role: None, aka: Vec::new(), note: None };
        let source = |date: Option<&str>| Source {
            id: date.unwrap_or("undated").into(),
            title: Text::new("Source"),
            kind: None,
            publisher: None,
            authors: Vec::new(),
            date: date.and_then(|date| date.parse().ok()),
            url: None,
            text: None,
            note: None,
        };
        let statement = |id: &str, targets: &[usize], said: &[(usize, usize)]| {
            let mut statement = Statement::new(id, StatementKind::Argument);
            statement.text = Some(Text::new(id));
            statement.relations = targets
                .iter()
                .map(|target| Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(*target), on: None })
                .collect();
            statement.said = said
                .iter()
                .map(|(actor, source)| Attribution {
                    actor: ActorIndex::new(*actor),
                    source: Some(SourceIndex::new(*source)),
                    stance: Stance::Asserts,
                    quote: None,
                    place: None,
                })
                .collect();
            statement
        };
        let event = |text: &str, date: Option<&str>, actors: &[usize], about: &[usize]| Event {
            date: date.and_then(|date| date.parse().ok()),
            text: Text::new(text),
            actors: actors.iter().copied().map(ActorIndex::new).collect(),
            sources: Vec::new(),
            about: about.iter().copied().map(StatementIndex::new).collect(),
            note: None,
        };
        Debate::new(Parts {
            actors: vec![actor("ana"), actor("bo")],
            sources: vec![source(Some("2030")), source(Some("2031-05")), source(None)],
            statements: vec![
                statement("a", &[], &[(0, 1), (1, 0)]),
                statement("b", &[0, 2], &[(1, 1)]),
                statement("c", &[1], &[(0, 2)]),
                statement("d", &[], &[(0, 0)]),
            ],
            events: vec![
                event("late", Some("2031-05-02?"), &[0], &[2]),
                event("never", None, &[1], &[3]),
                event("early", Some("2030"), &[], &[]),
            ],
            ..Parts::default()
        })
    }

    #[test]
    fn moments_stand_by_time() {
        let debate = debate();
        for (actor, about, expected) in [
            (None, None, "2030 early, 2030 a, 2030 d, 2031-05 b, 2031-05-02? late, never"),
            (Some(0), None, "2030 d, 2031-05 a, 2031-05-02? late"),
            (Some(1), None, "2030 a, 2031-05 b, never"),
            (None, Some(0), "2030 a, 2031-05 b, 2031-05-02? late"),
            (None, Some(2), "2031-05 b, 2031-05-02? late"),
            (None, Some(3), "2030 d, never"),
            (Some(1), Some(3), "never"),
        ] {
            let asked = Asked { actor: actor.map(ActorIndex::new), about: about.map(StatementIndex::new) };
            let shown: Vec<String> = debate
                .chronology(asked)
                .into_iter()
                .map(|(date, moment)| {
                    let text = match moment {
                        Moment::Event(index) => debate.event(index).text.as_str(),
                        Moment::Statement(index) => &debate.statement(index).id,
                    };
                    date.map_or_else(|| text.to_owned(), |date| format!("{date} {text}"))
                })
                .collect();
            assert_eq!(shown.join(", "), expected, "{asked:?}");
        }
    }
}
