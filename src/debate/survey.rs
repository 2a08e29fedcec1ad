//! What follows from a whole debate and is asked for on a key press. It takes a while on a large one, so it is worked
//! out once, ahead of the key where that can be.

use std::sync::{Arc, OnceLock};

use super::filter::{Filter, Term};
use super::{
    ActorIndex, Chronology, Debate, GapKind, Lists, Mention, SourceIndex, Stance, Stands, StatementIndex, StatementKind,
};

/// What follows from a whole debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    gaps: [Vec<StatementIndex>; GapKind::ALL.len()],
    chronology: Arc<Chronology>,
    stands: Arc<Stands>,
    stances: Vec<[u32; Stance::ALL.len()]>,
    resting: Vec<u32>,
    /// By actor and stance.
    arguments: Lists<Mention>,
    /// By actor.
    repliers: Lists<(ActorIndex, usize)>,
    replied_to: Lists<(ActorIndex, usize)>,
    terms: Vec<(Term, Option<usize>)>,
}

impl Survey {
    fn of(debate: &Debate) -> Self {
        let mut gaps: [Vec<StatementIndex>; GapKind::ALL.len()] = Default::default();
        for index in (0..debate.statements().len()).map(StatementIndex::new) {
            for (kind, found) in GapKind::ALL.into_iter().zip(&mut gaps) {
                if debate.has_gap(index, kind) {
                    found.push(index);
                }
            }
        }
        let stances_of = |actor| {
            let mut last = [None; Stance::ALL.len()];
            let mut counts = [0; Stance::ALL.len()];
            for mention in debate.said_by(actor) {
                let stance = debate.attribution(*mention).stance as usize;
                // What is said in two sources is one statement.
                counts[stance] += u32::from(last[stance].replace(mention.statement) != Some(mention.statement));
            }
            counts
        };
        let resting_on = |source| {
            let mentions = debate.resting_on(source);
            mentions.chunk_by(|one, other| one.statement == other.statement).fold(0, |count, _| count + 1)
        };
        let [repliers, replied_to] = partners(debate);
        let everything = Filter::default();
        Self {
            gaps,
            chronology: Arc::new(Chronology::new(debate.chronology(&everything))),
            stands: Arc::new(debate.stands()),
            stances: (0..debate.actors().len()).map(|place| stances_of(ActorIndex::new(place))).collect(),
            resting: (0..debate.sources().len()).map(|place| resting_on(SourceIndex::new(place))).collect(),
            arguments: arguments(debate),
            repliers,
            replied_to,
            terms: everything.further(debate, &everything.matching(debate)),
        }
    }

    /// The statements that have a gap of a kind, in the order of the file.
    #[must_use]
    pub fn gaps(&self, kind: GapKind) -> &[StatementIndex] {
        &self.gaps[kind as usize]
    }

    /// Everything that has a place in time.
    #[must_use]
    pub fn chronology(&self) -> &Arc<Chronology> {
        &self.chronology
    }

    /// How everybody stands to the positions.
    #[must_use]
    pub fn stands(&self) -> &Arc<Stands> {
        &self.stands
    }

    /// How many statements an actor asserts, concedes or denies.
    #[must_use]
    pub fn says(&self, actor: ActorIndex, stance: Stance) -> usize {
        self.stances.get(actor.place()).map_or(0, |counts| counts[stance as usize] as usize)
    }

    /// Where an actor asserts, concedes or denies what is no position, in the order of the file.
    #[must_use]
    pub fn arguments(&self, actor: ActorIndex, stance: Stance) -> &[Mention] {
        self.arguments.get(list_of(actor, stance))
    }

    /// Who else replies to an actor, and with how many statements, in the order of the file.
    #[must_use]
    pub fn repliers(&self, to: ActorIndex) -> &[(ActorIndex, usize)] {
        self.repliers.get(to.place())
    }

    /// To whom else an actor replies, and to how many of their statements, in the order of the file.
    #[must_use]
    pub fn replied_to(&self, by: ActorIndex) -> &[(ActorIndex, usize)] {
        self.replied_to.get(by.place())
    }

    /// How many actors there are.
    #[must_use]
    pub fn actors(&self) -> usize {
        self.stances.len()
    }

    /// How many statements rest on a source.
    #[must_use]
    pub fn rest_on(&self, source: SourceIndex) -> usize {
        self.resting.get(source.place()).map_or(0, |count| *count as usize)
    }

    /// How many sources there are.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.resting.len()
    }

    /// Every term that something in the debate meets, with how many statements it leaves, as [`Filter::further`] tells
    /// them.
    #[must_use]
    pub fn terms(&self) -> &[(Term, Option<usize>)] {
        &self.terms
    }
}

fn list_of(actor: ActorIndex, stance: Stance) -> usize {
    actor.place() * Stance::ALL.len() + stance as usize
}

fn arguments(debate: &Debate) -> Lists<Mention> {
    let statements = (0..debate.statements().len()).map(StatementIndex::new);
    let others = statements.filter(|index| debate.statement(*index).kind != StatementKind::Position);
    let mentions = others.flat_map(|statement| {
        let said = debate.statement(statement).said.iter().zip(0..);
        said.map(move |(said, attribution)| (list_of(said.actor, said.stance), Mention { statement, attribution }))
    });
    Lists::new(debate.actors().len() * Stance::ALL.len(), mentions)
}

/// Who replies to each actor, and to whom each replies, with how many statements.
fn partners(debate: &Debate) -> [Lists<(ActorIndex, usize)>; 2] {
    let (mut replies, mut targets) = (Vec::new(), Vec::new());
    for reply in (0..debate.statements().len()).map(StatementIndex::new) {
        for relation in debate.statement(reply).relations.iter().filter(|relation| relation.kind.is_reply()) {
            for to in debate.speakers_for(relation.target) {
                for by in debate.speakers_for(reply).filter(|by| *by != to) {
                    replies.push((to, by, reply));
                    targets.push((by, to, relation.target));
                }
            }
        }
    }
    let counted = |mut all: Vec<(ActorIndex, ActorIndex, StatementIndex)>| {
        all.sort_unstable();
        all.dedup();
        let pairs = all.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        Lists::new(debate.actors().len(), pairs.map(|pair| (pair[0].0.place(), (pair[0].1, pair.len()))))
    };
    [counted(replies), counted(targets)]
}

/// A survey once it is made. It follows from the debate, so that two debates that say the same are the same with it and
/// without.
#[derive(Debug, Clone, Default)]
pub(super) struct Surveyed(OnceLock<Arc<Survey>>);

impl PartialEq for Surveyed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Surveyed {}

impl Debate {
    /// What follows from all of it, in time proportional to its size when it is first asked for.
    #[must_use]
    pub fn survey(&self) -> &Arc<Survey> {
        self.surveyed.0.get_or_init(|| Arc::new(Survey::of(self)))
    }

    /// Whether that has been worked out.
    #[must_use]
    pub fn is_surveyed(&self) -> bool {
        self.surveyed.0.get().is_some()
    }
}
