//! What happened and was said, by time.

use std::ops::Range;

use super::filter::Filter;
use super::{Attribution, Date, Debate, EventIndex, StatementIndex, StatementSet};

/// Something with a place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// It happened.
    Event(EventIndex),
    /// It was said.
    Statement(StatementIndex),
}

/// What has a place in time, under the months and years it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chronology {
    moments: Vec<(Option<Date>, Moment)>,
    /// Where each period begins.
    periods: Vec<usize>,
}

impl Chronology {
    /// Puts moments that stand by time, as [`Debate::chronology`] tells them, under their periods.
    #[must_use]
    pub fn new(moments: Vec<(Option<Date>, Moment)>) -> Self {
        let begins = |place: &usize| *place == 0 || period(moments[place - 1].0) != period(moments[*place].0);
        let periods = (0..moments.len()).filter(begins).collect();
        Self { moments, periods }
    }

    /// All of it, by time.
    #[must_use]
    pub fn moments(&self) -> &[(Option<Date>, Moment)] {
        &self.moments
    }

    /// The place of something among them.
    #[must_use]
    pub fn place(&self, debate: &Debate, moment: Moment) -> Option<usize> {
        let key = |(date, moment): &(Option<Date>, Moment)| by_time(*date, *moment);
        let at = |date: Option<Date>| self.moments.binary_search_by_key(&by_time(date, moment), key).ok();
        match moment {
            Moment::Event(index) => at(debate.event(index).date),
            // It stands at the date of one of its sources.
            Moment::Statement(index) => {
                let sources = debate.statement(index).said.iter().filter_map(|said| said.source);
                sources.filter_map(|source| debate.source(source).date).find_map(|date| at(Some(date)))
            }
        }
    }

    /// The periods by time, each with the places of its moments: the month of a date that has a day, else the date; and
    /// none for what has no date.
    pub fn periods(&self) -> impl Iterator<Item = (Option<Date>, Range<usize>)> + '_ {
        let ends = self.periods.iter().skip(1).copied().chain([self.moments.len()]);
        self.periods.iter().zip(ends).map(|(begin, end)| (period(self.moments[*begin].0), *begin..end))
    }
}

/// The order in time: what has no date last; what begins alike stands in the order of events, statements, file.
fn by_time(date: Option<Date>, moment: Moment) -> (bool, Option<Date>, Moment) {
    (date.is_none(), date, moment)
}

/// Of a date without a day it tells all there is to tell.
fn period(date: Option<Date>) -> Option<Date> {
    date.map(|date| match date.day {
        Some(_) => Date { day: None, approximate: false, uncertain: false, ..date },
        None => date,
    })
}

impl Debate {
    /// Events and dated statements by time; then, without a date, the events whose source gives none. Only what meets
    /// the filter; a statement is dated by the earliest of the sources in which it is said as the filter asks. What
    /// begins alike stands in the order of events, statements, file.
    #[must_use]
    pub fn chronology(&self, filter: &Filter) -> Vec<(Option<Date>, Moment)> {
        let test = filter.test(self);
        let mut moments = Vec::new();
        for (place, event) in self.events().iter().enumerate() {
            if test.event(event) {
                moments.push((event.date, Moment::Event(EventIndex::new(place))));
            }
        }
        for statement in (0..self.statements().len()).map(StatementIndex::new) {
            let said = self.statement(statement).said.iter().filter(|said| filter.asks_for(said));
            if let Some(date) = self.earliest(said).filter(|_| test.statement(statement)) {
                moments.push((Some(date), Moment::Statement(statement)));
            }
        }
        moments.sort_by_key(|(date, moment)| by_time(*date, *moment));
        moments
    }

    /// When a statement was first said: the earliest date of its sources.
    #[must_use]
    pub fn said_on(&self, statement: StatementIndex) -> Option<Date> {
        self.earliest(self.statement(statement).said.iter())
    }

    fn earliest<'a>(&self, said: impl Iterator<Item = &'a Attribution>) -> Option<Date> {
        said.filter_map(|said| self.source(said.source?).date).min()
    }

    /// These statements and all that bears on them, directly or through others.
    pub(super) fn branches(&self, of: &[StatementIndex]) -> StatementSet {
        let mut branches = StatementSet::of(self, of.iter().copied());
        // What bears on a statement mostly stands behind it: gone through in the order of the file, what is asked for one
        // after the other lies side by side. What stands before it is not met again on the way.
        let mut before = Vec::new();
        let mut next = branches.next_from(0);
        while let Some(at) = next {
            before.push(at);
            while let Some(one) = before.pop() {
                self.each_child(one, |child| {
                    if branches.insert(child) && child < at {
                        before.push(child);
                    }
                });
            }
            next = branches.next_from(at.place() + 1);
        }
        branches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::filter::{Kind, Term};
    use crate::debate::{
        Actor, ActorIndex, Event, Parts, Relation, RelationKind, Source, SourceIndex, Stance, Statement, StatementKind,
        Text,
    };

    /// Two actors; sources of 2030, of May 2031 and without a date; a circle of `b` and `c` below `a`; `d` apart.
    fn debate() -> Debate {
        let actor = |id: &str| Actor::new(id, id);
        let source = |date: Option<&str>| Source {
            date: date.and_then(|date| date.parse().ok()),
            ..Source::new(date.unwrap_or("undated"), "Source")
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
        let by = |place| Term::By(ActorIndex::new(place));
        let at = |place| Term::In(SourceIndex::new(place));
        let under = |place| Term::Under(StatementIndex::new(place));
        for (terms, expected) in [
            (vec![], "2030 early, 2030 a, 2030 d, 2031-05 b, 2031-05-02? late, never"),
            (vec![by(0)], "2030 d, 2031-05 a, 2031-05-02? late"),
            (vec![by(1)], "2030 a, 2031-05 b, never"),
            (vec![under(0)], "2030 a, 2031-05 b, 2031-05-02? late"),
            (vec![under(2)], "2031-05 b, 2031-05-02? late"),
            (vec![under(3)], "2030 d, never"),
            (vec![by(1), under(3)], "never"),
            // Dated by where it is said as is asked for.
            (vec![at(1)], "2031-05 a, 2031-05 b"),
            (vec![at(0), by(1)], "2030 a"),
            (vec![by(0), by(1)], "2030 a"),
            // An event is no rebuttal and has no replies.
            (vec![Term::Kind(Kind::Rebuttal)], "2031-05 b"),
            (vec![Term::Unanswered, under(3)], "2030 d"),
        ] {
            let filter: Filter = terms.into_iter().collect();
            let shown: Vec<String> = debate
                .chronology(&filter)
                .into_iter()
                .map(|(date, moment)| {
                    let text = match moment {
                        Moment::Event(index) => debate.event(index).text.as_str(),
                        Moment::Statement(index) => &debate.statement(index).id,
                    };
                    date.map_or_else(|| text.to_owned(), |date| format!("{date} {text}"))
                })
                .collect();
            assert_eq!(shown.join(", "), expected, "{filter:?}");
        }
    }
}
