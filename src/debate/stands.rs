//! Who stands where: actors against positions.
//!
//! To reply to a position is what it is everywhere: to rebut or undercut the position itself. Whoever replies to an
//! argument for it has not replied to it.

use std::collections::BTreeMap;

use super::{ActorIndex, Child, Debate, RelationKind, Stance, StatementIndex, StatementKind};

/// A way in which an actor stands to a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// They speak to the position itself.
    Says(Stance),
    /// A statement that they assert or concede rebuts or undercuts it.
    Replies,
}

impl Stand {
    /// Every way, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::Says(Stance::Asserts), Self::Says(Stance::Concedes), Self::Says(Stance::Denies), Self::Replies];

    /// The verb: `asserts`, `replies`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Says(stance) => stance.verb(),
            Self::Replies => "replies",
        }
    }
}

/// A position, under one of the questions it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The question; none for a position that answers nothing.
    pub question: Option<StatementIndex>,
    /// The position.
    pub position: StatementIndex,
}

impl Answer {
    /// The way from the question to the position, both included.
    #[must_use]
    pub fn path(self) -> Vec<StatementIndex> {
        self.question.into_iter().chain([self.position]).collect()
    }
}

/// How every actor stands to every position; where there is nothing to tell, nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    actors: Vec<ActorIndex>,
    answers: Vec<Answer>,
    /// Sorted, each once.
    all: Vec<(ActorIndex, StatementIndex, Stand)>,
}

impl Debate {
    /// How everybody stands to the positions, in time proportional to the size of the debate.
    #[must_use]
    pub fn stands(&self) -> Stands {
        let is_position = |index: &StatementIndex| self.statement(*index).kind == StatementKind::Position;
        let positions = || (0..self.statements().len()).map(StatementIndex::new).filter(is_position);
        let mut all = Vec::new();
        for position in positions() {
            let says = self.statement(position).said.iter();
            all.extend(says.map(|said| (said.actor, position, Stand::Says(said.stance))));
            for reply in self.replies(position) {
                let said = self.statement(reply.statement).said.iter().filter(|said| said.stance != Stance::Denies);
                all.extend(said.map(|said| (said.actor, position, Stand::Replies)));
            }
        }
        all.sort_unstable();
        all.dedup();
        let mut actors: Vec<ActorIndex> = all.iter().map(|(actor, ..)| *actor).collect();
        actors.dedup();
        let questions = (0..self.statements().len())
            .map(StatementIndex::new)
            .filter(|index| self.statement(*index).kind == StatementKind::Question);
        let mut answers: Vec<Answer> = questions
            .flat_map(|question| {
                let answers = self.children(question).iter().filter(|child| child.kind == RelationKind::Answers);
                answers.map(move |child| Answer { question: Some(question), position: child.statement })
            })
            .collect();
        let answers_nothing = |position: &StatementIndex| {
            self.statement(*position).relations.iter().all(|relation| relation.kind != RelationKind::Answers)
        };
        let loose = positions().filter(answers_nothing);
        answers.extend(loose.map(|position| Answer { question: None, position }));
        Stands { actors, answers, all }
    }

    /// The replies to a statement that an actor speaks for, in the order of the file.
    pub fn replies_by(&self, actor: ActorIndex, to: StatementIndex) -> impl Iterator<Item = &Child> {
        self.replies(to).filter(move |child| self.speaks_for(actor, child.statement))
    }

    /// The positions that an actor speaks to and how, by the questions they answer, in the order of the file.
    #[must_use]
    pub fn positions_of(&self, actor: ActorIndex) -> BTreeMap<StatementIndex, Vec<(StatementIndex, Stance)>> {
        let mut questions: BTreeMap<StatementIndex, Vec<(StatementIndex, Stance)>> = BTreeMap::new();
        for position in self.survey().stands().spoken_to_by(actor) {
            let statement = self.statement(position);
            for said in statement.said.iter().filter(|said| said.actor == actor) {
                let stand = (position, said.stance);
                for answer in statement.relations.iter().filter(|relation| relation.kind == RelationKind::Answers) {
                    let stands = questions.entry(answer.target).or_default();
                    if !stands.contains(&stand) {
                        stands.push(stand);
                    }
                }
            }
        }
        questions
    }
}

impl Stands {
    /// Those who stand to some position, in the order of the file.
    #[must_use]
    pub fn actors(&self) -> &[ActorIndex] {
        &self.actors
    }

    /// Every position, question by question, in the order of the file; one that answers two questions comes twice.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Everything there is to tell: by actor, then by position, then in the order of [`Stand::ALL`].
    #[must_use]
    pub fn all(&self) -> &[(ActorIndex, StatementIndex, Stand)] {
        &self.all
    }

    /// How an actor stands to a position, each way once, in the order of [`Stand::ALL`].
    pub fn of(&self, actor: ActorIndex, position: StatementIndex) -> impl Iterator<Item = Stand> + '_ {
        let first = self.all.partition_point(|(of, to, _)| (*of, *to) < (actor, position));
        let here = self.all[first..].iter().take_while(move |(of, to, _)| (*of, *to) == (actor, position));
        here.map(|(.., stand)| *stand)
    }

    /// The positions that an actor speaks to, each once, in the order of the file.
    pub fn spoken_to_by(&self, actor: ActorIndex) -> impl Iterator<Item = StatementIndex> + '_ {
        let first = self.all.partition_point(|(of, ..)| *of < actor);
        let here = self.all[first..].chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        let here = here.take_while(move |stands| stands[0].0 == actor);
        // Replies come last.
        here.filter(|stands| stands[0].2 != Stand::Replies).map(|stands| stands[0].1)
    }

    /// The first position, in the order of the file, that an actor stands to.
    #[must_use]
    pub fn first_of(&self, actor: ActorIndex) -> Option<StatementIndex> {
        let first = self.all.partition_point(|(of, ..)| *of < actor);
        self.all.get(first).filter(|(of, ..)| *of == actor).map(|(_, position, _)| *position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{Actor, Attribution, Parts, Relation, Statement, Text};

    /// Two questions, two positions and four arguments, by actors `a` to `d`.
    fn debate() -> Debate {
        use RelationKind::{Answers, Rebuts, Supports, Undercuts};
        use Stance::{Asserts, Concedes, Denies};
        let actor = |name: &str| Actor::new(name, name);
        let statement = |id: &str, kind, bears: &[(RelationKind, usize)], says: &[(usize, Stance)]| {
            let mut statement = Statement::new(id, kind);
            statement.text = Some(Text::new(id));
            let relation =
                |(kind, target): &(_, usize)| Relation { kind: *kind, target: StatementIndex::new(*target), on: None };
            statement.relations = bears.iter().map(relation).collect();
            let said = |(actor, stance): &(usize, Stance)| Attribution {
                actor: ActorIndex::new(*actor),
                source: None,
                stance: *stance,
                quote: None,
                place: None,
            };
            statement.said = says.iter().map(said).collect();
            statement
        };
        let (question, position, argument) =
            (StatementKind::Question, StatementKind::Position, StatementKind::Argument);
        let statements = vec![
            statement("q", question, &[], &[]),
            statement("r", question, &[], &[]),
            statement(
                "one",
                position,
                &[(Answers, 1), (Answers, 0)],
                &[(1, Asserts), (0, Asserts), (0, Asserts), (1, Denies)],
            ),
            statement("two", position, &[(Answers, 0)], &[(0, Concedes)]),
            statement("against", argument, &[(Rebuts, 2)], &[(2, Asserts), (0, Asserts), (3, Denies)]),
            statement("beside", argument, &[(Undercuts, 2)], &[(2, Asserts)]),
            statement("for", argument, &[(Supports, 3)], &[(1, Asserts)]),
            statement("back", argument, &[(Rebuts, 6)], &[(2, Asserts)]),
        ];
        Debate::new(Parts { actors: ["a", "b", "c", "d"].map(actor).into(), statements, ..Parts::default() })
    }

    #[test]
    fn everybody_stands_where_they_speak_or_reply_themselves() {
        let debate = debate();
        let stands = debate.stands();
        let id = |index| &*debate.statement(index).id;
        let name = |index| &*debate.actor(index).id;
        let all: Vec<String> = stands
            .all()
            .iter()
            .map(|(actor, position, stand)| format!("{} {} {}", name(*actor), stand.verb(), id(*position)))
            .collect();
        // Who denies a reply does not reply, nor does who replies to an argument for the position.
        let expected =
            ["a asserts one", "a replies one", "a concedes two", "b asserts one", "b denies one", "c replies one"];
        assert_eq!(all, expected);
        let actors: Vec<&str> = stands.actors().iter().map(|actor| name(*actor)).collect();
        assert_eq!(actors, ["a", "b", "c"]);
        let answers: Vec<String> = stands
            .answers()
            .iter()
            .map(|answer| format!("{} {}", answer.question.map_or("-", id), id(answer.position)))
            .collect();
        assert_eq!(answers, ["q one", "q two", "r one"]);
        for actor in (0..4).map(ActorIndex::new) {
            let here: Vec<_> = stands.all().iter().filter(|(of, ..)| *of == actor).collect();
            assert_eq!(stands.first_of(actor), here.first().map(|(_, position, _)| *position));
            for position in [2, 3].map(StatementIndex::new) {
                let expected: Vec<Stand> =
                    here.iter().filter(|(_, to, _)| *to == position).map(|(.., stand)| *stand).collect();
                assert_eq!(stands.of(actor, position).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn an_actors_positions_stand_under_their_questions() {
        let debate = debate();
        let told = |name: &str| -> Vec<String> {
            let positions = debate.positions_of(debate.actor_by_id(name).expect(name));
            let id = |index| &*debate.statement(index).id;
            let one = |(position, stance): &(_, Stance)| format!("{} {}", stance.verb(), id(*position));
            positions
                .into_iter()
                .map(|(question, all)| {
                    format!("{}: {}", id(question), all.iter().map(one).collect::<Vec<_>>().join(", "))
                })
                .collect()
        };
        assert_eq!(told("a"), ["q: asserts one, concedes two", "r: asserts one"]);
        assert_eq!(told("b"), ["q: asserts one, denies one", "r: asserts one, denies one"]);
        assert!(told("c").is_empty());
    }
}
