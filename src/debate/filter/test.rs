//! What meets conditions: the one place that says so, for the outline's filter and for queries.

use super::{Kind, Marked, Part, Term, is_unanswered};
use crate::debate::{Attribution, Date, Debate, Event, GapKind, RelationKind, Statement, StatementIndex, StatementSet};

/// Relations from one statement to another that is near it.
const NEAR: usize = 2;

/// Any of some terms, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// In order, each once.
    any: Vec<Term>,
    negated: bool,
    /// Whether any of them asks for a time.
    is_dated: bool,
    /// Whether events can meet it: they have no kind, no tag, no stances and no replies.
    is_for_events: bool,
}

impl From<Term> for Condition {
    fn from(term: Term) -> Self {
        Self::new(vec![term], false)
    }
}

impl Condition {
    /// Any of these terms; when `negated`, none of them.
    #[must_use]
    pub fn new(mut any: Vec<Term>, negated: bool) -> Self {
        any.sort_unstable();
        any.dedup();
        let of_event =
            |term: &Term| matches!(term, Term::By(_) | Term::In(_) | Term::Under(_) | Term::Near(_) | Term::Dated(_));
        // A name may stand for thousands of terms, and each event and each attribution is asked.
        let is_dated = any.iter().any(|term| matches!(term, Term::Dated(_)));
        Self { is_for_events: any.iter().all(of_event), any, negated, is_dated }
    }

    /// The terms of several that are not negated, any of which is enough; none where there is none.
    #[must_use]
    pub fn any_of(conditions: Vec<Self>) -> Option<Self> {
        let terms: Vec<Term> = conditions.into_iter().flat_map(|condition| condition.any).collect();
        (!terms.is_empty()).then(|| Self::new(terms, false))
    }

    /// Whether none of its terms may hold.
    #[must_use]
    pub fn is_negated(&self) -> bool {
        self.negated
    }

    /// The terms, in order.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.any
    }

    fn has(&self, term: Term) -> bool {
        self.any.binary_search(&term).is_ok()
    }

    /// What all its terms ask of an attribution, if that is what they do.
    fn of_attribution(&self) -> Option<Aspect> {
        let first = Aspect::of(self.any.first()?)?;
        let all = !self.negated && self.any.iter().all(|term| Aspect::of(term) == Some(first));
        all.then_some(first)
    }

    fn is_said(&self, debate: &Debate, said: &Attribution) -> bool {
        self.has(Term::By(said.actor))
            || said.source.is_some_and(|source| self.has(Term::In(source)))
            || self.has(Term::Stance(said.stance))
            || (said.quote.is_some() && self.has(Term::Has(Part::Quote)))
            || self.is_dated && self.may_hold(said.source.and_then(|source| debate.source(source).date))
    }

    /// Whether a date may be in a time it asks for.
    fn may_hold(&self, date: Option<Date>) -> bool {
        let holds = |date, term: &Term| matches!(term, Term::Dated(period) if period.may_hold(date));
        self.is_dated && date.is_some_and(|date| self.any.iter().any(|term| holds(date, term)))
    }
}

/// What of an attribution a term is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Actor,
    Source,
    Stance,
    Quote,
    Date,
}

impl Aspect {
    const ALL: [Self; 5] = [Self::Actor, Self::Source, Self::Stance, Self::Quote, Self::Date];

    fn of(term: &Term) -> Option<Self> {
        match term {
            Term::By(_) => Some(Self::Actor),
            Term::In(_) => Some(Self::Source),
            Term::Stance(_) => Some(Self::Stance),
            Term::Has(Part::Quote) => Some(Self::Quote),
            Term::Dated(_) => Some(Self::Date),
            _ => None,
        }
    }
}

/// Conditions at work on a debate. All of them must hold.
///
/// What is asked of attributions is asked of one and the same: for each actor and each source that are asked for there
/// is one by that actor in that source. What one says here and another says there is by neither of them in both.
#[derive(Debug)]
pub struct Test<'a> {
    debate: &'a Debate,
    /// Those on attributions, by what of them they are about.
    said: [Vec<Condition>; Aspect::ALL.len()],
    /// All others, each with the statements that its terms reach.
    others: Vec<(Condition, Option<StatementSet>)>,
}

impl<'a> Test<'a> {
    /// Prepares to ask of many statements and events whether they meet all of these; `marked` says which statements carry
    /// a mark. Walks the debate once for each condition that asks where a statement stands.
    #[must_use]
    pub fn new(debate: &'a Debate, conditions: impl IntoIterator<Item = Condition>, marked: &Marked<'_>) -> Self {
        let mut test = Self { debate, said: Default::default(), others: Vec::new() };
        for condition in conditions {
            if let Some(aspect) = condition.of_attribution() {
                test.said[aspect as usize].push(condition);
            } else {
                let reached = reached(debate, &condition.any, marked);
                test.others.push((condition, reached));
            }
        }
        test
    }

    /// The conditions, each with the statements that its terms reach.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&Condition, Option<&StatementSet>)> {
        let said = self.said.iter().flatten().map(|condition| (condition, None));
        said.chain(self.others.iter().map(|(condition, reached)| (condition, reached.as_ref())))
    }

    /// Whether several things are asked of one and the same attribution.
    pub(crate) fn asks_several_of_one(&self) -> bool {
        self.said.iter().filter(|of_aspect| !of_aspect.is_empty()).count() > 1
    }

    /// Whether a statement meets them.
    #[must_use]
    pub fn statement(&self, index: StatementIndex) -> bool {
        let statement = self.debate.statement(index);
        let holds = |(condition, reached): &(Condition, Option<StatementSet>)| {
            condition.negated != self.meets_any(condition, reached.as_ref(), index, statement)
        };
        self.others.iter().all(holds) && self.is_said(statement, &self.said, &mut Vec::new())
    }

    fn meets_any(
        &self,
        condition: &Condition,
        reached: Option<&StatementSet>,
        index: StatementIndex,
        statement: &Statement,
    ) -> bool {
        let has = |term| condition.has(term);
        let answers = |relation: &crate::debate::Relation| {
            relation.kind == RelationKind::Answers && has(Term::Answers(relation.target))
        };
        reached.is_some_and(|reached| reached.contains(index))
            || (has(Term::Unanswered) && is_unanswered(self.debate, index))
            || (has(Term::Unsourced) && self.debate.has_gap(index, GapKind::Unsourced))
            || (has(Term::Has(Part::Note)) && statement.note.is_some())
            || (has(Term::Has(Part::Reply)) && self.debate.replies(index).next().is_some())
            || Kind::ALL.into_iter().any(|kind| has(Term::Kind(kind)) && kind.is_of(statement))
            || statement.tags.iter().any(|tag| has(Term::Tagged(*tag)))
            || statement.relations.iter().any(answers)
            || statement.said.iter().any(|said| condition.is_said(self.debate, said))
    }

    /// Whether for each choice of one condition from each of `aspects` there is an attribution that meets all of those
    /// and `chosen`.
    fn is_said<'t>(
        &'t self,
        statement: &Statement,
        aspects: &'t [Vec<Condition>],
        chosen: &mut Vec<&'t Condition>,
    ) -> bool {
        let Some((first, rest)) = aspects.split_first() else {
            let meets = |said: &Attribution| chosen.iter().all(|condition| condition.is_said(self.debate, said));
            return chosen.is_empty() || statement.said.iter().any(meets);
        };
        if first.is_empty() {
            return self.is_said(statement, rest, chosen);
        }
        first.iter().all(|condition| {
            chosen.push(condition);
            let is_said = self.is_said(statement, rest, chosen);
            chosen.pop();
            is_said
        })
    }

    /// Whether an event meets them: who took part, where it is reported, when it was, what it is about. Conditions that
    /// ask for what only statements have leave no event.
    #[must_use]
    pub fn event(&self, event: &Event) -> bool {
        let meets_any = |condition: &Condition, reached: Option<&StatementSet>| {
            reached.is_some_and(|reached| event.about.iter().any(|about| reached.contains(*about)))
                || event.actors.iter().any(|actor| condition.has(Term::By(*actor)))
                || event.sources.iter().any(|source| condition.has(Term::In(*source)))
                || condition.may_hold(event.date)
        };
        self.conditions()
            .all(|(condition, reached)| condition.is_for_events && condition.negated != meets_any(condition, reached))
    }
}

/// The statements that terms reach from those they name, and those that carry marks; none where no term asks for such.
fn reached(debate: &Debate, terms: &[Term], marked: &Marked<'_>) -> Option<StatementSet> {
    let mut set: Option<StatementSet> = None;
    let mut under = Vec::new();
    let mut near = Vec::new();
    for term in terms {
        match term {
            Term::Under(statement) => under.push(*statement),
            Term::Near(statement) => near.push(*statement),
            _ => {}
        }
    }
    if !under.is_empty() {
        set = Some(debate.branches(&under));
    }
    for term in terms {
        if let Term::Marked(mark) = term
            && let Some(with_it) = marked(*mark)
        {
            set = Some(match set {
                Some(set) => set.with(&with_it),
                None => with_it,
            });
        }
    }
    if !near.is_empty() {
        let mut within = StatementSet::none(debate);
        near.retain(|statement| within.insert(*statement));
        for _ in 0..NEAR {
            let here = std::mem::take(&mut near);
            for at in here {
                let mut reach = |other| {
                    if within.insert(other) {
                        near.push(other);
                    }
                };
                // There may be many, and nobody reads them: none is made for that.
                debate.each_child(at, &mut reach);
                debate.statements().each_target(at, &mut reach);
            }
        }
        set = Some(match set {
            Some(set) => set.with(&within),
            None => within,
        });
    }
    set
}
