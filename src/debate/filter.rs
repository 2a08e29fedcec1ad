//! Choosing statements: the terms of a filter and what meets them.
//!
//! A term is one thing that can be asked of a statement; a [`Filter`] is several, all of which must hold. A [`Condition`]
//! asks for any of some terms, or for none of them; a [`Test`] says what meets conditions, a filter's or a query's.

mod test;

pub use test::{Condition, Test};

use super::changes::Successors;
use super::{
    ActorIndex, Attribution, Debate, Period, RelationKind, SourceIndex, Stance, Statement, StatementIndex,
    StatementKind, StatementSet, TagIndex,
};

/// Steps that are taken in all to count what stands under each question. In a debate where everything hangs together
/// under thousands of questions, those that come later are not counted.
const STEPS: usize = 2_000_000;

/// A kind of statement one can ask for: what it is, or how it bears on another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What is disputed.
    Question,
    /// An answer to a question.
    Position,
    /// A reason, of whatever relation.
    Argument,
    /// It supports another statement.
    Support,
    /// It rebuts another statement.
    Rebuttal,
    /// It undercuts another statement.
    Undercut,
    /// Another statement rests on it.
    Premise,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Question, Self::Position, Self::Argument, Self::Support, Self::Rebuttal, Self::Undercut, Self::Premise];

    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Position => "position",
            Self::Argument => "argument",
            Self::Support => "support",
            Self::Rebuttal => "rebuttal",
            Self::Undercut => "undercut",
            Self::Premise => "premise",
        }
    }

    /// Whether a statement is of this kind.
    #[must_use]
    pub fn is_of(self, statement: &Statement) -> bool {
        let relates = |kind| statement.relations.iter().any(|relation| relation.kind == kind);
        match self {
            Self::Question => statement.kind == StatementKind::Question,
            Self::Position => statement.kind == StatementKind::Position,
            Self::Argument => statement.kind == StatementKind::Argument,
            Self::Support => relates(RelationKind::Supports),
            Self::Rebuttal => relates(RelationKind::Rebuts),
            Self::Undercut => relates(RelationKind::Undercuts),
            Self::Premise => relates(RelationKind::Premise),
        }
    }
}

/// Something that a statement can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Somebody's exact words.
    Quote,
    /// A note of the debate's author.
    Note,
    /// Something that rebuts or undercuts it.
    Reply,
}

impl Part {
    /// Every part, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Quote, Self::Note, Self::Reply];

    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Note => "note",
            Self::Reply => "reply",
        }
    }
}

/// What the reader has put on a statement, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// There is a bookmark on it.
    Bookmarked,
    /// There is a note on it.
    Noted,
    /// It has not been read.
    Unread,
}

impl Mark {
    /// Every mark, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Bookmarked, Self::Noted, Self::Unread];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bookmarked => "bookmarked",
            Self::Noted => "noted",
            Self::Unread => "unread",
        }
    }
}

/// Says which statements carry a mark; none where that is not known.
pub type Marked<'a> = dyn Fn(Mark) -> Option<StatementSet> + 'a;

/// One thing that can be asked of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A position or an argument that nobody has replied to.
    Unanswered,
    /// An argument that is said in no source, as [`super::GapKind::Unsourced`] has it.
    Unsourced,
    /// It has this.
    Has(Part),
    /// It is of this kind.
    Kind(Kind),
    /// This actor asserts, concedes or denies it.
    By(ActorIndex),
    /// It is said in this source.
    In(SourceIndex),
    /// It carries this tag.
    Tagged(TagIndex),
    /// It is this statement or bears on it, directly or through others.
    Under(StatementIndex),
    /// Somebody takes this stance to it.
    Stance(Stance),
    /// It is said in a source of this time.
    Dated(Period),
    /// It answers this question.
    Answers(StatementIndex),
    /// It is this statement or at most two relations away from it, in whichever direction they lead.
    Near(StatementIndex),
    /// The reader's own mark is on it. A [`Filter`] knows nothing of marks.
    Marked(Mark),
}

impl Term {
    /// The term in words, to stand behind "only": `by Ana Díaz`, `rebuttals`.
    #[must_use]
    pub fn words(self, debate: &Debate) -> String {
        match self {
            Self::Unanswered => "unanswered".to_owned(),
            Self::Unsourced => "unsourced".to_owned(),
            Self::Has(part) => format!("with a {}", part.word()),
            Self::Kind(kind) => format!("{}s", kind.word()),
            Self::By(actor) => format!("by {}", debate.actor(actor).name),
            Self::In(source) => format!("in {}", debate.source(source).title),
            Self::Tagged(tag) => format!("tagged {}", debate.tag(tag).name),
            Self::Under(statement) => format!("under {}", debate.statement(statement).wording()),
            Self::Stance(Stance::Asserts) => "asserted".to_owned(),
            Self::Stance(Stance::Concedes) => "conceded".to_owned(),
            Self::Stance(Stance::Denies) => "denied".to_owned(),
            Self::Dated(period) => format!("of {period}"),
            Self::Answers(question) => format!("answers to {}", debate.statement(question).wording()),
            Self::Marked(mark) => mark.word().to_owned(),
            Self::Near(statement) => format!("near {}", debate.statement(statement).wording()),
        }
    }

    /// What it has become in another version of the debate.
    #[must_use]
    pub fn followed(self, successors: &Successors) -> Option<Self> {
        Some(match self {
            Self::Unanswered
            | Self::Unsourced
            | Self::Has(_)
            | Self::Kind(_)
            | Self::Stance(_)
            | Self::Dated(_)
            | Self::Marked(_) => self,
            Self::By(actor) => Self::By(successors.actor(actor)?),
            Self::In(source) => Self::In(successors.source(source)?),
            Self::Tagged(tag) => Self::Tagged(successors.tag(tag)?),
            Self::Under(statement) => Self::Under(successors.statement(statement)?),
            Self::Answers(question) => Self::Answers(successors.statement(question)?),
            Self::Near(statement) => Self::Near(successors.statement(statement)?),
        })
    }
}

/// Conditions on statements that must all hold; without any, every statement meets it.
///
/// Where actors and sources are asked for, each of the actors says it in each of the sources: what one says here and
/// another says there is by neither of them in both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<Term>,
}

impl FromIterator<Term> for Filter {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        let mut filter = Self::default();
        for term in terms {
            if !filter.terms.contains(&term) {
                filter.terms.push(term);
            }
        }
        filter
    }
}

impl Filter {
    /// The terms, in the order in which they were added.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Adds a term, or takes it away where it is set.
    pub fn toggle(&mut self, term: Term) {
        match self.terms.iter().position(|other| *other == term) {
            Some(place) => _ = self.terms.remove(place),
            None => self.terms.push(term),
        }
    }

    /// The statement that all that meets the filter stands under, if a term says so.
    #[must_use]
    pub fn under(&self) -> Option<StatementIndex> {
        self.terms.iter().find_map(|term| match term {
            Term::Under(statement) => Some(*statement),
            _ => None,
        })
    }

    /// How statements bear on others that meet it, if a term says so.
    #[must_use]
    pub fn relation(&self) -> Option<RelationKind> {
        self.terms.iter().find_map(|term| match term {
            Term::Kind(Kind::Support) => Some(RelationKind::Supports),
            Term::Kind(Kind::Rebuttal) => Some(RelationKind::Rebuts),
            Term::Kind(Kind::Undercut) => Some(RelationKind::Undercuts),
            Term::Kind(Kind::Premise) => Some(RelationKind::Premise),
            _ => None,
        })
    }

    /// The statements that meet it. Looks at each once.
    #[must_use]
    pub fn matching(&self, debate: &Debate) -> StatementSet {
        let test = self.test(debate);
        let all = (0..debate.statements().len()).map(StatementIndex::new);
        let mut set = StatementSet::none(debate);
        all.filter(|index| test.statement(*index)).for_each(|index| _ = set.insert(index));
        set
    }

    /// Every term that may be added and that something in `among` meets, with how many statements it would leave; for
    /// what stands under a question none where counting would take too long. `among` are those that meet the filter, or
    /// fewer.
    #[must_use]
    pub fn further(&self, debate: &Debate, among: &StatementSet) -> Vec<(Term, Option<usize>)> {
        let mut unanswered = 0;
        let mut kinds = Kind::ALL.map(|kind| (kind, 0));
        let mut actors = Tally::new(debate.actors().len());
        let mut sources = Tally::new(debate.sources().len());
        let mut tags = Tally::new(debate.tags().len());
        let (mut asked_actors, mut asked_sources) = (Vec::new(), Vec::new());
        for term in &self.terms {
            match term {
                Term::By(actor) => asked_actors.push(*actor),
                Term::In(source) => asked_sources.push(*source),
                _ => {}
            }
        }
        for index in among.iter() {
            let statement = debate.statement(index);
            unanswered += usize::from(is_unanswered(debate, index));
            for (kind, count) in &mut kinds {
                *count += usize::from(kind.is_of(statement));
            }
            for said in &statement.said {
                if asked_sources.iter().all(|source| is_said(statement, Some(said.actor), Some(*source))) {
                    actors.count(said.actor.place(), index);
                }
                if let Some(source) = said.source
                    && asked_actors.iter().all(|actor| is_said(statement, Some(*actor), Some(source)))
                {
                    sources.count(source.place(), index);
                }
            }
            for tag in &statement.tags {
                tags.count(tag.place(), index);
            }
        }
        let mut further = vec![(Term::Unanswered, Some(unanswered))];
        further.extend(kinds.map(|(kind, count)| (Term::Kind(kind), Some(count))));
        further.extend(actors.counted().map(|(place, count)| (Term::By(ActorIndex::new(place)), Some(count))));
        further.extend(sources.counted().map(|(place, count)| (Term::In(SourceIndex::new(place)), Some(count))));
        further.extend(tags.counted().map(|(place, count)| (Term::Tagged(TagIndex::new(place)), Some(count))));
        further.extend(under_questions(debate, among));
        further.retain(|(term, count)| *count != Some(0) && !self.terms.contains(term));
        further
    }

    /// Whether an attribution is by one of the actors and in one of the sources that are asked for.
    pub(super) fn asks_for(&self, said: &Attribution) -> bool {
        let mut by = None;
        let mut at = None;
        for term in &self.terms {
            match term {
                Term::By(actor) => by = Some(by == Some(true) || said.actor == *actor),
                Term::In(source) => at = Some(at == Some(true) || said.source == Some(*source)),
                _ => {}
            }
        }
        by.unwrap_or(true) && at.unwrap_or(true)
    }

    /// Prepares to ask of many statements and events whether they meet it.
    pub(super) fn test<'a>(&self, debate: &'a Debate) -> Test<'a> {
        Test::new(debate, self.terms.iter().map(|term| Condition::from(*term)), &|_| None)
    }
}

fn is_said(statement: &Statement, by: Option<ActorIndex>, at: Option<SourceIndex>) -> bool {
    let asked = |said: &Attribution| {
        by.is_none_or(|actor| said.actor == actor) && at.is_none_or(|source| said.source == Some(source))
    };
    statement.said.iter().any(asked)
}

fn is_unanswered(debate: &Debate, index: StatementIndex) -> bool {
    debate.statement(index).kind != StatementKind::Question && debate.replies(index).next().is_none()
}

/// Counts statements, each once for each place.
struct Tally {
    counts: Vec<(usize, Option<StatementIndex>)>,
}

impl Tally {
    fn new(places: usize) -> Self {
        Self { counts: vec![(0, None); places] }
    }

    fn count(&mut self, place: usize, statement: StatementIndex) {
        let (count, last) = &mut self.counts[place];
        if last.replace(statement) != Some(statement) {
            *count += 1;
        }
    }

    /// Places and their counts, the highest first.
    fn counted(self) -> impl Iterator<Item = (usize, usize)> {
        let mut counted: Vec<(usize, usize)> = self.counts.into_iter().map(|(count, _)| count).enumerate().collect();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted.into_iter()
    }
}

/// For every question how many of `among` stand under it.
fn under_questions(debate: &Debate, among: &StatementSet) -> Vec<(Term, Option<usize>)> {
    let mut under = Vec::new();
    let mut seen = vec![None; debate.statements().len()];
    let mut steps = 0;
    let mut stack = Vec::new();
    for (place, statement) in debate.statements().iter().enumerate() {
        if statement.kind != StatementKind::Question {
            continue;
        }
        let question = StatementIndex::new(place);
        let mut count = 0;
        stack.push(question);
        seen[place] = Some(question);
        while let Some(at) = stack.pop() {
            count += usize::from(among.contains(at));
            let children = debate.children(at);
            steps += 1 + children.len();
            if steps > STEPS {
                stack.clear();
                break;
            }
            for child in children {
                if seen[child.statement.place()].replace(question) != Some(question) {
                    stack.push(child.statement);
                }
            }
        }
        under.push((Term::Under(question), (steps <= STEPS).then_some(count)));
    }
    under
}

#[cfg(test)]
mod tests;
