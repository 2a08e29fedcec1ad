//! Whether search finds what a reader would want: queries on the built-in debate, judged by hand.
//!
//! `cargo test --test relevance -- --nocapture` prints the share that is reached and what is missed.

mod support;

use agon::search::{Entry, Index};
use support::{BUILT_IN, debate};

/// Hits a reader looks at.
const LOOKED_AT: usize = 3;

/// The share of queries that are answered among the first hits, and how high on average: of those that were written down
/// from the texts, and of those that were reported.
const HELD: [(&str, f64, f64); 2] = [("written down", 0.95, 0.95), ("reported", 0.8, 0.6)];

#[test]
fn what_a_reader_wants_is_among_the_first_hits() {
    let debate = debate(BUILT_IN);
    let index = Index::new(&debate);
    let id = |entry: Entry| match entry {
        Entry::Statement(index) => debate.statement(index).id.to_string(),
        Entry::Actor(index) => debate.actor(index).id.to_string(),
        Entry::Source(index) => debate.source(index).id.to_string(),
        Entry::Event(index) => format!("event:{}", index.place() + 1),
        Entry::Tag(_) => String::new(),
    };
    let is_event = |id: &str| {
        id.strip_prefix("event:").is_some_and(|number| number.parse().is_ok_and(|n: usize| n <= debate.events().len()))
    };
    let known = |id: &str| {
        let is_named = debate.statement_by_id(id).is_some() || debate.actor_by_id(id).is_some();
        is_named || debate.source_by_id(id).is_some() || is_event(id)
    };
    let lists: Vec<&str> = include_str!("data/relevance.yaml").split("\n---\n").collect();
    assert_eq!(lists.len(), HELD.len());
    for (list, (name, least_success, least_reciprocal)) in lists.into_iter().zip(HELD) {
        let judged: indexmap::IndexMap<String, Vec<String>> = serde_yaml::from_str(list).expect("judgements");
        let (mut reached, mut reciprocal, mut behind, mut missed) = (0_u16, 0.0, Vec::new(), Vec::new());
        for (query, wanted) in &judged {
            assert!(
                !wanted.is_empty() && wanted.iter().all(|id| known(id)),
                "{query}: {wanted:?} is not in the debate"
            );
            let hits: Vec<String> =
                index.search(&debate, query, LOOKED_AT).hits.into_iter().map(|hit| id(hit.entry)).collect();
            match hits.iter().zip(1_u16..).find(|(hit, _)| wanted.contains(hit)) {
                Some((_, rank)) => {
                    reached += 1;
                    reciprocal += 1.0 / f64::from(rank);
                    if rank > 1 {
                        behind.push(format!("{query}: {hits:?}"));
                    }
                }
                None => missed.push(format!("{query}: {hits:?}")),
            }
        }
        let all = f64::from(u16::try_from(judged.len()).expect("few"));
        let (success, reciprocal) = (f64::from(reached) / all, reciprocal / all);
        println!(
            "{} queries {name}: success at {LOOKED_AT} {success:.3}, mean reciprocal rank {reciprocal:.3}",
            judged.len()
        );
        println!("not the first: {behind:#?}\nmissed: {missed:#?}");
        assert!(success >= least_success && reciprocal >= least_reciprocal, "{success} {reciprocal} {missed:#?}");
    }
}
