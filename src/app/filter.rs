//! What the reader wants to see only: a [`Filter`] on the debate, and what they have marked themselves.

use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::filter::{Filter, Mark, Term};
use crate::debate::{Chronology, Date, Debate, Excerpt, Moment, StatementSet};

use super::marks::Marks;
use super::menu::Naming;

/// The most marks that are counted to tell how much they leave.
const COUNTED: usize = 5_000;

/// One condition that the reader may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// On the debate.
    Term(Term),
    /// On the reader's own marks.
    Mark(Mark),
}

impl Choice {
    fn words(self, debate: &Debate) -> String {
        match self {
            Self::Term(term) => term.words(debate),
            Self::Mark(mark) => mark.word().to_owned(),
        }
    }
}

/// A choice as it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// The choice.
    pub choice: Choice,
    /// Whether it is set: choosing it takes it away.
    pub is_set: bool,
    /// How many statements are left with it; none where counting would take too long.
    pub leaves: Option<usize>,
}

impl Naming<Offered> for Debate {
    fn name(&self, offered: Offered) -> String {
        offered.choice.words(self)
    }
}

/// What the reader wants to see only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// The conditions on the debate.
    pub filter: Filter,
    /// The conditions on the reader's own marks.
    pub marks: Vec<Mark>,
}

impl Only {
    /// Whether everything is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.filter.terms().is_empty() && self.marks.is_empty()
    }

    /// Adds a condition, or takes it away where it is set.
    pub fn toggle(&mut self, choice: Choice) {
        match choice {
            Choice::Term(term) => self.filter.toggle(term),
            Choice::Mark(mark) => match self.marks.iter().position(|other| *other == mark) {
                Some(place) => _ = self.marks.remove(place),
                None => self.marks.push(mark),
            },
        }
    }

    /// The statements that meet all of it.
    #[must_use]
    pub fn matching(&self, debate: &Debate, marks: &Marks) -> StatementSet {
        let mut matching = self.filter.matching(debate);
        if !self.marks.is_empty() {
            matching.retain(|index| self.marks.iter().all(|mark| marks.carry(*mark, &debate.statement(index).id)));
        }
        matching
    }

    /// The excerpt of the debate that shows what meets it.
    #[must_use]
    pub fn excerpt(&self, debate: &Debate, marks: &Marks) -> Excerpt {
        Excerpt::new(debate, self.matching(debate, marks), &self.filter)
    }

    /// What has a place in time and meets all of it. Events carry no marks.
    fn moments(&self, debate: &Debate, matching: &StatementSet) -> Vec<(Option<Date>, Moment)> {
        let mut moments = debate.chronology(&self.filter);
        if !self.marks.is_empty() {
            moments.retain(|(_, moment)| match moment {
                Moment::Event(_) => false,
                Moment::Statement(index) => matching.contains(*index),
            });
        }
        moments
    }

    fn choices(&self) -> impl Iterator<Item = Choice> + '_ {
        let terms = self.filter.terms().iter().copied().map(Choice::Term);
        terms.chain(self.marks.iter().copied().map(Choice::Mark))
    }

    /// What is wanted, in words: `by Ana Díaz, unanswered`.
    #[must_use]
    pub fn words(&self, debate: &Debate) -> String {
        self.choices().map(|choice| choice.words(debate)).collect::<Vec<_>>().join(", ")
    }
}

/// A filter that has been worked out. It stays as it was when it was chosen: what is read or marked meanwhile does not
/// vanish from under the reader's eyes.
#[derive(Debug, Clone, Default)]
pub struct Filtering {
    only: Only,
    /// None where everything is wanted.
    left: Option<Left>,
}

/// What a filter leaves.
#[derive(Debug, Clone)]
struct Left {
    excerpt: Arc<Excerpt>,
    chronology: Arc<Chronology>,
    /// What may be asked for besides.
    terms: Arc<[(Term, Option<usize>)]>,
}

impl Filtering {
    /// Works a filter out.
    #[must_use]
    pub fn new(only: Only, debate: &Debate, marks: &Marks) -> Self {
        let left = (!only.is_empty()).then(|| {
            let excerpt = Arc::new(only.excerpt(debate, marks));
            let chronology = Arc::new(Chronology::new(only.moments(debate, excerpt.matching())));
            let terms = only.filter.further(debate, excerpt.matching()).into();
            Left { excerpt, chronology, terms }
        });
        Self { only, left }
    }

    /// The same filter on another version of the debate, without what has no meaning there.
    #[must_use]
    pub fn followed(&self, successors: &Successors, new: &Debate, marks: &Marks) -> Self {
        let terms = self.only.filter.terms().iter().filter_map(|term| term.followed(successors));
        Self::new(Only { filter: terms.collect(), marks: self.only.marks.clone() }, new, marks)
    }

    /// What is wanted.
    #[must_use]
    pub fn only(&self) -> &Only {
        &self.only
    }

    /// The excerpt of the debate; none where everything is wanted.
    #[must_use]
    pub fn excerpt(&self) -> Option<&Arc<Excerpt>> {
        self.left.as_ref().map(|left| &left.excerpt)
    }

    /// Events and statements by time, as far as they are wanted.
    #[must_use]
    pub fn chronology<'a>(&'a self, debate: &'a Debate) -> &'a Arc<Chronology> {
        self.left.as_ref().map_or_else(|| debate.survey().chronology(), |left| &left.chronology)
    }

    /// What may be chosen: first what is set, then all that would leave something. What is unread is offered where it is
    /// known how much that is of the whole debate.
    #[must_use]
    pub fn offers(&self, debate: &Debate, marks: &Marks, unread: Option<usize>) -> Vec<Offered> {
        let all = debate.statements().len();
        let among = self.excerpt().map(|excerpt| excerpt.matching());
        let len = among.map_or(all, StatementSet::len);
        let is_there = |id: &String| {
            debate.statement_by_id(id).is_some_and(|index| among.is_none_or(|among| among.contains(index)))
        };
        let set = self.only.choices().map(|choice| Offered { choice, is_set: true, leaves: Some(len) });
        // None where counting would take too long; then something is left, for all that is known.
        let count = |ids: &mut dyn ExactSizeIterator<Item = &String>| {
            (ids.len() <= COUNTED).then(|| ids.filter(|id| is_there(id)).count())
        };
        let of_mark = |mark: Mark| {
            let leaves = match mark {
                Mark::Bookmarked => count(&mut marks.bookmarks.keys()),
                Mark::Noted => count(&mut marks.notes.keys()),
                Mark::Unread => {
                    let of_all = unread?;
                    if among.is_none() { Some(of_all) } else { count(&mut marks.read.iter()).map(|read| len - read) }
                }
            };
            let is_offered = leaves != Some(0) && !self.only.marks.contains(&mark);
            is_offered.then_some(Offered { choice: Choice::Mark(mark), is_set: false, leaves })
        };
        let of_marks = Mark::ALL.into_iter().filter_map(of_mark);
        let of_term = |(term, leaves)| Offered { choice: Choice::Term(term), is_set: false, leaves };
        let further = self.left.as_ref().map_or_else(|| debate.survey().terms(), |left| &left.terms);
        let (first, rest) = further.split_at(further.iter().take_while(|(term, _)| *term == Term::Unanswered).count());
        set.chain(first.iter().copied().map(of_term)).chain(of_marks).chain(rest.iter().copied().map(of_term)).collect()
    }
}
