//! What of a debate follows from its statements: both ends of every relation, and where walks begin and lead.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{
    ActorIndex, Child, Lists, Mention, Relation, RelationKind, SourceIndex, Statement, StatementIndex, StatementKind,
    Supply, TagIndex,
};

/// What of a debate follows from its statements; see the questions of the same names that [`super::Debate`] answers.
pub(super) struct Walks {
    pub(super) children: Lists<Child>,
    pub(super) roots: Vec<StatementIndex>,
    pub(super) by_actor: Lists<Mention>,
    pub(super) by_source: Lists<Mention>,
    pub(super) by_tag: Lists<StatementIndex>,
}

impl Walks {
    /// What follows from these statements, to which their premises are added, and for each the next one on the way to its
    /// root; `counts` are those of actors, sources and tags.
    pub(super) fn of(statements: &mut [Statement], counts: [usize; 3]) -> (Self, Vec<Option<StatementIndex>>) {
        add_premises(statements);
        word_all(statements);
        let statements = &*statements;
        let children = children_of(statements);
        let (roots, parents) = roots_and_parents(statements, &children);
        let mentions = || {
            statements.iter().enumerate().flat_map(|(place, statement)| {
                statement.said.iter().zip(0..).map(move |(said, attribution)| {
                    (said, Mention { statement: StatementIndex::new(place), attribution })
                })
            })
        };
        let [actors, sources, tags] = counts;
        let by_actor = Lists::new(actors, mentions().map(|(said, mention)| (said.actor.place(), mention)));
        let by_source =
            Lists::new(sources, mentions().filter_map(|(said, mention)| Some((said.source?.place(), mention))));
        let carried = statements.iter().enumerate().flat_map(|(place, statement)| {
            statement.tags.iter().map(move |tag| (tag.place(), StatementIndex::new(place)))
        });
        (Self { children, roots, by_actor, by_source, by_tag: Lists::new(tags, carried) }, parents)
    }

    /// The same as it is supplied.
    pub(super) fn supplied(roots: Vec<StatementIndex>, supply: &Arc<dyn Supply>, counts: [usize; 3]) -> Self {
        let [of_children, of_actor, of_source, of_tag] = std::array::from_fn(|_| Arc::clone(supply));
        let [actors, sources, tags] = counts;
        Self {
            children: Lists::supplied(supply.len(), move |place| of_children.children(StatementIndex::new(place))),
            roots,
            by_actor: Lists::supplied(actors, move |place| of_actor.said_by(ActorIndex::new(place))),
            by_source: Lists::supplied(sources, move |place| of_source.resting_on(SourceIndex::new(place))),
            by_tag: Lists::supplied(tags, move |place| of_tag.tagged(TagIndex::new(place))),
        }
    }
}

/// Gives every premise its relation to the argument that rests on it.
fn add_premises(statements: &mut [Statement]) {
    for place in 0..statements.len() {
        for premise in statements[place].because.clone() {
            statements[premise.place()].relations.push(Relation {
                kind: RelationKind::Premise,
                target: StatementIndex::new(place),
                on: None,
            });
        }
    }
}

fn word_all(statements: &mut [Statement]) {
    for place in 0..statements.len() {
        statements[place].premises = statements[place].worded(|premise| {
            let premise = &statements[premise.place()];
            premise.text.as_deref().unwrap_or(&premise.id)
        });
    }
}

fn children_of(statements: &[Statement]) -> Lists<Child> {
    let premises = statements.iter().enumerate().flat_map(|(place, statement)| {
        statement
            .because
            .iter()
            .map(move |premise| (place, Child { statement: *premise, kind: RelationKind::Premise, on: None }))
    });
    let others = statements.iter().enumerate().flat_map(|(place, statement)| {
        statement.relations.iter().filter(|relation| relation.kind != RelationKind::Premise).map(move |relation| {
            let child = Child { statement: StatementIndex::new(place), kind: relation.kind, on: relation.on };
            (relation.target.place(), child)
        })
    });
    Lists::new(statements.len(), premises.chain(others))
}

/// Breadth first from the questions, then from whatever no question leads to: first what bears on nothing, then, of the
/// circles that are left, each one's first statement.
fn roots_and_parents(
    statements: &[Statement],
    children: &Lists<Child>,
) -> (Vec<StatementIndex>, Vec<Option<StatementIndex>>) {
    let mut roots = Vec::new();
    let mut parents = vec![None; statements.len()];
    let mut reached = vec![false; statements.len()];
    let mut queue = VecDeque::new();
    let rounds: [&dyn Fn(&Statement) -> bool; 3] =
        [&|statement| statement.kind == StatementKind::Question, &|statement| statement.relations.is_empty(), &|_| {
            true
        }];
    for (round, begins) in rounds.into_iter().enumerate() {
        for (place, statement) in statements.iter().enumerate() {
            if reached[place] || !begins(statement) {
                continue;
            }
            reached[place] = true;
            let root = StatementIndex::new(place);
            roots.push(root);
            queue.push_back(root);
            // Questions and loose ends start together, so that ways are shortest; circles one after the other, since
            // the first may lead to the next.
            if round == 2 {
                spread(&mut queue, children, &mut reached, &mut parents);
            }
        }
        spread(&mut queue, children, &mut reached, &mut parents);
    }
    (roots, parents)
}

fn spread(
    queue: &mut VecDeque<StatementIndex>,
    children: &Lists<Child>,
    reached: &mut [bool],
    parents: &mut [Option<StatementIndex>],
) {
    while let Some(at) = queue.pop_front() {
        for child in children.get(at.place()) {
            let place = child.statement.place();
            if !reached[place] {
                reached[place] = true;
                parents[place] = Some(at);
                queue.push_back(child.statement);
            }
        }
    }
}
