//! Who replies to whom: the relations between statements, seen as relations between those who speak for them.
//!
//! An actor speaks for what they assert or concede. What they deny is no statement of theirs: a reply to it is no reply
//! to them. A denial is told apart, as the two standing on the same statement ([`Debate::shared`]).

use super::{ActorIndex, Debate, RelationKind, Stance, StatementIndex};

/// One actor replying to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reply {
    /// What is replied to.
    pub target: StatementIndex,
    /// Who speaks for that.
    pub to: ActorIndex,
    /// The reply.
    pub reply: StatementIndex,
    /// Who speaks for the reply.
    pub by: ActorIndex,
    /// How it replies: it rebuts or undercuts.
    pub kind: RelationKind,
    /// For an undercut of one bearing: on what.
    pub on: Option<StatementIndex>,
}

impl Debate {
    /// Whether an actor asserts or concedes a statement.
    #[must_use]
    pub fn speaks_for(&self, actor: ActorIndex, statement: StatementIndex) -> bool {
        self.statement(statement).said.iter().any(|said| said.actor == actor && said.stance != Stance::Denies)
    }

    /// Every statement of one actor that rebuts or undercuts one of the other, both ways, in the order in which what is
    /// replied to stands in the file. Of an actor with themselves: where they reply to their own statement.
    #[must_use]
    pub fn exchanges(&self, one: ActorIndex, other: ActorIndex) -> Vec<Reply> {
        let survey = self.survey();
        let mut exchanges = [survey.replies_to(one, other), survey.replies_to(other, one)].concat();
        exchanges.sort_unstable();
        exchanges.dedup();
        exchanges
    }

    /// The statements that both actors assert, concede or deny, in the order of the file.
    #[must_use]
    pub fn shared(&self, one: ActorIndex, other: ActorIndex) -> Vec<StatementIndex> {
        // Mentions stand in the order of the file, those of a statement together.
        let mut others = self.said_by(other).iter().map(|mention| mention.statement).peekable();
        let mut shared: Vec<StatementIndex> = self.said_by(one).iter().map(|mention| mention.statement).collect();
        shared.dedup();
        shared.retain(|statement| {
            while others.next_if(|other| other < statement).is_some() {}
            others.peek() == Some(statement)
        });
        shared
    }

    /// What a statement replies to: what it stands `under`, if it replies to that, or else what it replies to first.
    #[must_use]
    pub fn replies_to(&self, statement: StatementIndex, under: Option<StatementIndex>) -> Option<StatementIndex> {
        if let Some(survey) = self.surveyed().filter(|_| under == self.parent(statement)) {
            return survey.replied(statement);
        }
        let targets = || self.statement(statement).relations.iter().filter(|relation| relation.kind.is_reply());
        let is_target = |under: &StatementIndex| targets().any(|relation| relation.target == *under);
        under.filter(is_target).or_else(|| targets().next().map(|relation| relation.target))
    }

    /// Those who assert or concede a statement.
    pub(super) fn speakers_for(&self, statement: StatementIndex) -> impl Iterator<Item = ActorIndex> + '_ {
        let said = self.statement(statement).said.iter();
        said.filter(|said| said.stance != Stance::Denies).map(|said| said.actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{Actor, Attribution, Parts, Relation, Statement, StatementKind, Text};

    /// Arguments from `id by stance[, by stance]… [rebuts|undercuts id]…`, by actors `a`, `b` and `c`.
    fn debate(lines: &[&str]) -> Debate {
        let actor = |name: &str| Actor::new(name, name);
        let ids: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        let index = |id: &str| StatementIndex::new(ids.iter().position(|other| *other == id).expect(id));
        let statement = |line: &&str| {
            let mut words = line.split(' ');
            let mut statement = Statement::new(words.next().expect("id"), StatementKind::Argument);
            statement.text = Some(Text::new(line));
            while let (Some(word), Some(next)) = (words.next(), words.next()) {
                let kind = match word {
                    "rebuts" => RelationKind::Rebuts,
                    "undercuts" => RelationKind::Undercuts,
                    "supports" => RelationKind::Supports,
                    name => {
                        let stance = Stance::ALL.into_iter().find(|stance| stance.verb() == next).expect(next);
                        let place = ["a", "b", "c"].iter().position(|known| *known == name).expect(name);
                        let actor = ActorIndex::new(place);
                        statement.said.push(Attribution { actor, source: None, stance, quote: None, place: None });
                        continue;
                    }
                };
                statement.relations.push(Relation { kind, target: index(next), on: None });
            }
            statement
        };
        let statements = lines.iter().map(statement).collect();
        Debate::new(Parts { actors: ["a", "b", "c"].map(actor).into(), statements, ..Parts::default() })
    }

    #[test]
    fn exchanges_are_found_both_ways_and_only_between_speakers() {
        for (lines, one, other, expected) in [
            (&["x a asserts", "y b asserts rebuts x"][..], 0, 1, &["b y rebuts a x"][..]),
            (&["x a asserts", "y b asserts rebuts x"], 1, 0, &["b y rebuts a x"]),
            (&["x a asserts", "y b concedes undercuts x"], 0, 1, &["b y undercuts a x"]),
            // Neither side speaks for what it denies.
            (&["x a denies", "y b asserts rebuts x"], 0, 1, &[]),
            (&["x a asserts", "y b denies rebuts x"], 0, 1, &[]),
            // Support is no reply, and a third one's reply is not between the two.
            (&["x a asserts", "y b asserts supports x"], 0, 1, &[]),
            (&["x a asserts", "y c asserts rebuts x"], 0, 1, &[]),
            // In a circle, in the order of what is replied to.
            (
                &["x a asserts rebuts y", "y b asserts rebuts x", "z a asserts undercuts y"],
                0,
                1,
                &["b y rebuts a x", "a x rebuts b y", "a z undercuts b y"],
            ),
            // Said twice, or by both: one exchange for each pair of speakers.
            (&["x a asserts a concedes", "y b asserts b asserts rebuts x"], 0, 1, &["b y rebuts a x"]),
            (&["x a asserts b asserts", "y a asserts b asserts rebuts x"], 0, 1, &["b y rebuts a x", "a y rebuts b x"]),
            (&["x a asserts", "y a concedes rebuts x"], 0, 0, &["a y rebuts a x"]),
        ] {
            let debate = debate(lines);
            let name = |actor: ActorIndex| &*debate.actor(actor).id;
            let id = |statement: StatementIndex| &*debate.statement(statement).id;
            let shown: Vec<String> = debate
                .exchanges(ActorIndex::new(one), ActorIndex::new(other))
                .iter()
                .map(|found| {
                    let Reply { target, to, reply, by, kind, .. } = *found;
                    format!("{} {} {} {} {}", name(by), id(reply), kind.verb(), name(to), id(target))
                })
                .collect();
            assert_eq!(shown, expected, "{lines:?}");
        }
    }

    #[test]
    fn repliers_are_counted_by_statements() {
        let debate = debate(&[
            "x a asserts",
            "w a asserts",
            "y b asserts c concedes rebuts x undercuts w",
            "z b asserts a concedes rebuts x",
            "n c denies rebuts w",
        ]);
        let names = |all: &[(ActorIndex, usize)]| -> Vec<String> {
            all.iter().map(|(actor, count)| format!("{} {count}", debate.actor(*actor).id)).collect()
        };
        for (actor, repliers, replied_to) in [(0, &["b 2", "c 1"][..], &[][..]), (1, &[], &["a 2"]), (2, &[], &["a 2"])]
        {
            let actor = ActorIndex::new(actor);
            assert_eq!(names(debate.survey().repliers(actor)), repliers);
            assert_eq!(names(debate.survey().replied_to(actor)), replied_to);
        }
        let shared = debate.shared(ActorIndex::new(0), ActorIndex::new(1));
        assert_eq!(shared, [StatementIndex::new(3)]);
    }
}
