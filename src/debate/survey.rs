//! What follows from a whole debate and is asked for on a key press. It takes a while on a large one, so it is worked
//! out once, ahead of the key where that can be.

use std::sync::{Arc, OnceLock};

use super::filter::{Filter, Term};
use super::order::Orders;
use super::{
    ActorIndex, Chronology, Date, Debate, GapKind, Lists, Mention, Reply, SourceIndex, Stance, Stands, StatementIndex,
    StatementKind,
};

/// Statements that are looked at between two rests.
const BETWEEN_RESTS: usize = 64;

/// What follows from a whole debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    gaps: [Vec<StatementIndex>; GapKind::ALL.len()],
    chronology: Arc<Chronology>,
    stands: Arc<Stands>,
    said_on: Vec<Option<Date>>,
    replies: Vec<u32>,
    orders: Orders,
    /// See [`Debate::replies_to`], on the shortest way.
    replied: Vec<Option<StatementIndex>>,
    /// How many stand below each on their shortest ways.
    hang: Vec<u32>,
    /// What the shortest way to each begins with.
    roots: Vec<StatementIndex>,
    /// The nearest position on the shortest way to each, itself among them.
    positions: Vec<Option<StatementIndex>>,
    stances: Vec<[u32; Stance::ALL.len()]>,
    resting: Vec<u32>,
    /// By actor and stance.
    arguments: Lists<Mention>,
    /// How many different statements are among these.
    argued: Vec<u32>,
    between: Vec<Reply>,
    /// By actor.
    repliers: Lists<(ActorIndex, usize)>,
    replied_to: Lists<(ActorIndex, usize)>,
    terms: Vec<(Term, Option<usize>)>,
}

impl Survey {
    fn of(debate: &Debate, rest: fn()) -> Self {
        let rest_at = |index: &StatementIndex| {
            if index.place().is_multiple_of(BETWEEN_RESTS) {
                rest();
            }
        };
        let all = || (0..debate.statements().len()).map(StatementIndex::new).inspect(rest_at);
        let replies = |index| u32::try_from(debate.replies(index).count()).unwrap_or(u32::MAX);
        let mut gaps: [Vec<StatementIndex>; GapKind::ALL.len()] = Default::default();
        for index in all() {
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
        let resting_on = |place| different(debate.resting_on(SourceIndex::new(place)));
        let arguments = arguments(debate);
        let between = replies_between(debate);
        let [repliers, replied_to] = partners(debate, &between);
        let everything = Filter::default();
        let downwards = debate.downwards();
        let mut hang = vec![0; debate.statements().len()];
        for at in downwards.iter().rev() {
            if let Some(parent) = debate.parent(*at) {
                hang[parent.place()] += hang[at.place()] + 1;
            }
        }
        let mut positions = vec![None; debate.statements().len()];
        let mut roots: Vec<StatementIndex> = all().collect();
        for at in downwards {
            if let Some(parent) = debate.parent(at) {
                roots[at.place()] = roots[parent.place()];
            }
            let above = || debate.parent(at).and_then(|parent| positions[parent.place()]);
            let is_position = debate.statement(at).kind == StatementKind::Position;
            positions[at.place()] = if is_position { Some(at) } else { above() };
        }
        Self {
            gaps,
            chronology: Arc::new(Chronology::new(debate.chronology(&everything))),
            stands: Arc::new(debate.stands()),
            said_on: all().map(|index| debate.said_on(index)).collect(),
            replies: all().map(replies).collect(),
            orders: Orders::of(debate),
            replied: all().map(|index| debate.replies_to(index, debate.parent(index))).collect(),
            hang,
            roots,
            positions,
            stances: (0..debate.actors().len()).map(|place| stances_of(ActorIndex::new(place))).collect(),
            resting: (0..debate.sources().len()).map(resting_on).collect(),
            argued: (0..debate.actors().len() * Stance::ALL.len()).map(|list| different(arguments.get(list))).collect(),
            arguments,
            between,
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

    /// When a statement was first said: the earliest date of its sources.
    pub(super) fn said_on(&self, index: StatementIndex) -> Option<Date> {
        self.said_on[index.place()]
    }

    /// How many replies a statement has.
    pub(super) fn replies(&self, index: StatementIndex) -> usize {
        self.replies[index.place()] as usize
    }

    /// What a statement replies to, on the shortest way.
    pub(super) fn replied(&self, index: StatementIndex) -> Option<StatementIndex> {
        self.replied[index.place()]
    }

    /// How many statements stand below one on their shortest ways.
    pub(super) fn hangs_on(&self, index: StatementIndex) -> usize {
        self.hang[index.place()] as usize
    }

    /// What the shortest way to a statement begins with.
    #[must_use]
    pub fn root(&self, of: StatementIndex) -> StatementIndex {
        self.roots[of.place()]
    }

    /// The nearest position on the shortest way to a statement.
    #[must_use]
    pub fn position_above(&self, index: StatementIndex) -> Option<StatementIndex> {
        self.positions[index.place()]
    }

    pub(super) fn orders(&self) -> &Orders {
        &self.orders
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

    /// How many different arguments these are.
    #[must_use]
    pub fn argues(&self, actor: ActorIndex, stance: Stance) -> usize {
        self.argued.get(list_of(actor, stance)).map_or(0, |count| *count as usize)
    }

    /// The replies to one actor by another, in order.
    pub(super) fn replies_to(&self, to: ActorIndex, by: ActorIndex) -> &[Reply] {
        let first = self.between.partition_point(|reply| pair_of(reply) < (to, by));
        let here = &self.between[first..];
        &here[..here.partition_point(|reply| pair_of(reply) == (to, by))]
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

/// How many statements mentions are of; those of one stand together.
fn different(mentions: &[Mention]) -> u32 {
    mentions.chunk_by(|one, other| one.statement == other.statement).fold(0, |count, _| count + 1)
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

/// Every reply of one who speaks to one who speaks, by these two, then as replies are ordered.
fn replies_between(debate: &Debate) -> Vec<Reply> {
    let mut all = Vec::new();
    for reply in (0..debate.statements().len()).map(StatementIndex::new) {
        for relation in debate.statement(reply).relations.iter().filter(|relation| relation.kind.is_reply()) {
            let (target, kind, on) = (relation.target, relation.kind, relation.on);
            for to in debate.speakers_for(target) {
                all.extend(debate.speakers_for(reply).map(|by| Reply { target, to, reply, by, kind, on }));
            }
        }
    }
    all.sort_unstable_by_key(|reply| (pair_of(reply), *reply));
    all.dedup();
    all
}

fn pair_of(reply: &Reply) -> (ActorIndex, ActorIndex) {
    (reply.to, reply.by)
}

/// Who else replies to each actor, and to whom else each replies, with how many statements.
fn partners(debate: &Debate, replies: &[Reply]) -> [Lists<(ActorIndex, usize)>; 2] {
    let pairs = || {
        let pairs = replies.chunk_by(|one, other| pair_of(one) == pair_of(other));
        pairs.filter(|pair| pair[0].to != pair[0].by)
    };
    let repliers = pairs().map(|pair| {
        let mut replies: Vec<StatementIndex> = pair.iter().map(|reply| reply.reply).collect();
        replies.sort_unstable();
        replies.dedup();
        (pair[0].to.place(), (pair[0].by, replies.len()))
    });
    let replied_to = pairs().map(|pair| {
        let targets = pair.chunk_by(|one, other| one.target == other.target).count();
        (pair[0].by.place(), (pair[0].to, targets))
    });
    let actors = debate.actors().len();
    [Lists::new(actors, repliers), Lists::new(actors, replied_to)]
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
        self.survey_with(|| {})
    }

    /// The same. Where it is worked out, `rest` is called again and again.
    pub fn survey_with(&self, rest: fn()) -> &Arc<Survey> {
        self.surveyed.0.get_or_init(|| Arc::new(Survey::of(self, rest)))
    }

    /// That, if it has been worked out.
    pub(super) fn surveyed(&self) -> Option<&Survey> {
        self.surveyed.0.get().map(|survey| &**survey)
    }

    /// How many statements rest on a source.
    #[must_use]
    pub fn rest_on(&self, source: SourceIndex) -> usize {
        self.surveyed().map_or_else(|| different(self.resting_on(source)) as usize, |survey| survey.rest_on(source))
    }

    /// Whether that has been worked out.
    #[must_use]
    pub fn is_surveyed(&self) -> bool {
        self.surveyed().is_some()
    }
}
