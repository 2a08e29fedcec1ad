use super::*;
use crate::debate::{Parts, Relation, Statement, StatementKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// Any graph of rebuttals and supports, circles and all; no statement is its own target.
fn graph() -> impl Strategy<Value = Debate> {
    vec(vec((any::<Index>(), any::<bool>()), 0..3), 2..10).prop_map(|targets| {
        let mut parts = Parts::default();
        let count = targets.len();
        for (place, targets) in targets.into_iter().enumerate() {
            let kind = if place == 0 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&place.to_string(), kind);
            for (target, rebuts) in targets.into_iter().filter(|_| place > 0) {
                let target = StatementIndex::new((place + 1 + target.index(count - 1)) % count);
                let kind = if rebuts { RelationKind::Rebuts } else { RelationKind::Supports };
                statement.relations.push(Relation { kind, target, on: None });
            }
            parts.statements.push(statement);
        }
        Debate::new(parts)
    })
}

/// Every turn, each worked out from the debate alone; where `way` leads to is one of them.
fn expected(debate: &Debate, way: &Way) -> Vec<StatementIndex> {
    let replies_to = |from, to| debate.replies(to).any(|reply| reply.statement == from);
    let path = way.steps(debate);
    let mut thread = vec![way.to()];
    let mut on_path = path.len() - 1;
    let mut is_on_path = true;
    loop {
        let at = thread[0];
        let above = if is_on_path { on_path.checked_sub(1).map(|place| path[place]) } else { debate.parent(at) };
        let first = || debate.statement(at).relations.iter().find(|relation| relation.kind.is_reply());
        let before = above.filter(|above| replies_to(at, *above)).or_else(|| first().map(|relation| relation.target));
        let Some(before) = before.filter(|before| !thread.contains(before)) else { break };
        is_on_path &= above == Some(before);
        on_path = on_path.saturating_sub(1);
        thread.insert(0, before);
    }
    while let Some(next) = thread.last().and_then(|last| debate.replies(*last).next()) {
        if thread.contains(&next.statement) {
            break;
        }
        thread.push(next.statement);
    }
    thread
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_thread_is_what_replies_to_what(debate in graph(), to in any::<Index>(), down in vec(any::<Index>(), 0..6)) {
        let mut way = Way::shortest(StatementIndex::new(to.index(debate.statements().len())));
        for step in down {
            let children = debate.children(way.to());
            let Some(child) = children.get(step.index(children.len().max(1))).map(|child| child.statement) else { break };
            if way.steps(&debate).contains(&child) {
                break;
            }
            way.go_down(&debate, child);
        }
        let exchange = Exchange::new(&debate, &way);
        let _ = debate.survey();
        // What has been worked out ahead changes nothing.
        prop_assert_eq!(&Exchange::new(&debate, &way), &exchange);
        let statements: Vec<StatementIndex> = exchange.steps.iter().map(|step| step.statement).collect();
        prop_assert_eq!(&statements, &expected(&debate, &way));
        prop_assert_eq!(statements[exchange.cursor()], way.to());
        // Each turn is the reply it is told to be, and stands on a way on which each step bears on the one above.
        for place in 0..exchange.len() {
            let turn = exchange.turn(&debate, place).expect("a turn");
            if let Some(before) = place.checked_sub(1) {
                let replies: Vec<_> = debate.replies(statements[before]).collect();
                prop_assert_eq!(turn.choices, replies.len());
                prop_assert_eq!(replies[turn.choice].statement, turn.statement);
                prop_assert_eq!(Some(replies[turn.choice].kind), turn.relation);
            }
            let steps = exchange.way_to(place).steps(&debate);
            prop_assert!(steps.ends_with(&statements[..=place]), "{steps:?} for {statements:?}");
            let bears = |pair: &[StatementIndex]| debate.children(pair[0]).iter().any(|child| child.statement == pair[1]);
            prop_assert!(steps.windows(2).all(bears), "{steps:?}");
        }
    }
}
