//! What changed between two versions of a debate, as statements and relations.

#[path = "support/random.rs"]
mod random;
mod support;

use std::sync::Arc;

use agon::debate::changes::{Change, Changes, Difference, Piece, reworded};
use agon::debate::{ActorIndex, Debate, EventIndex, Relation, RelationKind, Stance, StatementIndex, Text};
use proptest::prelude::*;

fn debate(yaml: &str) -> Arc<Debate> {
    support::debate(yaml.as_bytes())
}

const OLD: &str = "\
agon: 1
title: Trains
actors: {ana: {name: Ana}, bo: {name: Bo, aka: [B.]}}
sources: {paper: {title: The paper, date: 2031-05}}
questions: {q: {text: Which?}}
positions: {p: {answers: q, text: This one saves more than it costs., said: {by: ana, in: paper}, tags: [a, b]}}
arguments:
  one: {text: First., supports: p, said: {by: ana}}
  two: {text: Second., rebuts: one, because: [one], said: {by: bo}}
  three: {text: Third., rebuts: two, said: {by: bo}}
events: [{date: 2031-05-02, text: It began., actors: [ana], about: q}, {text: It ended.}]
";

/// What changes when the first word of each pair gives way to the second.
fn after(replacements: &[(&str, &str)]) -> Changes {
    let mut new = OLD.to_owned();
    for (from, to) in replacements {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    Changes::between(&debate(OLD), &debate(&new))
}

fn statement(place: usize, differences: Vec<Difference>) -> Changes {
    let index = StatementIndex::new(place);
    Changes { statements: vec![Change::Changed { old: index, new: index, differences }], ..Changes::default() }
}

fn text(key: &'static str, old: &str, new: &str) -> Difference {
    let text = |text: &str| Some(Text::new(text)).filter(|text| !text.is_empty());
    Difference::Text { key, old: text(old), new: text(new) }
}

#[test]
fn nothing_changes_between_a_debate_and_itself() {
    assert!(after(&[]).is_empty());
    assert!(after(&[("{ana: {name: Ana}", "{  ana: {name: 'Ana'}")]).is_empty());
}

#[test]
fn words_of_the_debate_and_its_statements() {
    let heading = vec![text("title", "Trains", "Planes"), text("language", "", "en")];
    assert_eq!(after(&[("Trains", "Planes\nlanguage: en")]), Changes { heading, ..Changes::default() });
    assert_eq!(after(&[("First.", "Foremost.")]), statement(2, vec![text("text", "First.", "Foremost.")]));
}

#[test]
fn relations_premises_attributions_and_tags() {
    let relation = |kind, target| Relation { kind, target: StatementIndex::new(target), on: None };
    let gone = vec![relation(RelationKind::Rebuts, 3)];
    let added = vec![relation(RelationKind::Supports, 1), relation(RelationKind::Undercuts, 3)];
    assert_eq!(
        after(&[("rebuts: two", "undercuts: two, supports: p")]),
        statement(4, vec![Difference::Relations { gone, added }])
    );
    let because = Difference::Because { gone: vec![StatementIndex::new(2)], added: vec![StatementIndex::new(4)] };
    assert_eq!(after(&[("because: [one]", "because: [three]")]), statement(3, vec![because]));
    let old = debate(OLD);
    let mut denied = old.statements()[3].said[0].clone();
    denied.stance = Stance::Denies;
    let said = Difference::Said { gone: vec![old.statements()[3].said[0].clone()], added: vec![denied] };
    assert_eq!(after(&[("[one], said: {by: bo}", "[one], said: {by: bo, stance: denies}")]), statement(3, vec![said]));
    let tags = Difference::List { key: "tags", gone: vec![Text::new("a")], added: vec![Text::new("c")] };
    assert_eq!(after(&[("[a, b]", "[b, c]")]), statement(1, vec![tags]));
    assert_eq!(after(&[("[a, b]", "[b, a]")]), statement(1, vec![Difference::Order("tags")]));
}

#[test]
fn what_is_added_and_gone() {
    let statements = vec![Change::Gone(StatementIndex::new(4)), Change::Added(StatementIndex::new(4))];
    assert_eq!(
        after(&[("three: {text: Third.", "four: {text: Fourth.")]),
        Changes { statements, ..Changes::default() }
    );
    let actors = vec![Change::Added(ActorIndex::new(2))];
    assert_eq!(after(&[("B.]}}", "B.]}, eve: {name: Eve}}")]), Changes { actors, ..Changes::default() });
}

#[test]
fn another_id_alone_is_a_new_name_and_no_new_relation() {
    assert_eq!(after(&[("one", "uno"), ("This uno", "This one")]), statement(2, vec![Difference::Id]));
    let index = ActorIndex::new(0);
    let renamed = Change::Changed { old: index, new: index, differences: vec![Difference::Id] };
    assert_eq!(after(&[("ana", "anna")]), Changes { actors: vec![renamed], ..Changes::default() });
}

#[test]
fn events_are_known_by_their_words_and_dates() {
    let index = EventIndex::new(0);
    let changed = |differences| {
        let events = vec![Change::Changed { old: index, new: index, differences }];
        Changes { events, ..Changes::default() }
    };
    assert_eq!(after(&[("It began.", "It begins.")]), changed(vec![text("text", "It began.", "It begins.")]));
    let actors = Difference::List { key: "actors", gone: vec![Text::new("ana")], added: vec![Text::new("bo")] };
    assert_eq!(
        after(&[("2031-05-02", "2031-05-03"), ("actors: [ana]", "actors: [bo]")]),
        changed(vec![text("date", "2031-05-02", "2031-05-03"), actors])
    );
}

#[test]
fn another_order_is_told_once() {
    let swapped =
        after(&[("{ana: {name: Ana}, bo: {name: Bo, aka: [B.]}}", "{bo: {name: Bo, aka: [B.]}, ana: {name: Ana}}")]);
    assert_eq!(swapped, Changes { reordered: vec!["actors"], ..Changes::default() });
}

#[test]
fn changed_words_are_marked_and_blanks_between_them_are_not_kept() {
    let kept = |text: &str| Piece::Kept(text.to_owned());
    let gone = |text: &str| Piece::Gone(text.to_owned());
    let added = |text: &str| Piece::Added(text.to_owned());
    for (old, new, pieces) in [
        ("", "", vec![]),
        ("same", "same", vec![kept("same")]),
        ("", "all", vec![added("all")]),
        ("all", "", vec![gone("all")]),
        ("they save more", "they cost more", vec![kept("they "), gone("save"), added("cost"), kept(" more")]),
        ("a b c d", "a x y d", vec![kept("a "), gone("b c"), added("x y"), kept(" d")]),
        ("討論", "討議", vec![kept("討"), gone("論"), added("議")]),
    ] {
        assert_eq!(reworded(old, new), pieces);
    }
    let long = "word ".repeat(6_000);
    assert_eq!(reworded(&long, "x"), [gone(&long), added("x")]);
}

/// How many are gone, added and changed.
fn count<I>(changes: &[Change<I>]) -> (usize, usize, usize) {
    changes.iter().fold((0, 0, 0), |(gone, added, changed), change| match change {
        Change::Gone(_) => (gone + 1, added, changed),
        Change::Added(_) => (gone, added + 1, changed),
        Change::Changed { .. } => (gone, added, changed + 1),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn changes_there_and_back_mirror_each_other(old in random::debate(), new in random::debate()) {
        prop_assert_eq!(Changes::between(&old, &old), Changes::default());
        let there = Changes::between(&old, &new);
        let back = Changes::between(&new, &old);
        let mirrored = |(gone, added, changed): (usize, usize, usize)| (added, gone, changed);
        prop_assert_eq!(count(&there.statements), mirrored(count(&back.statements)));
        prop_assert_eq!(count(&there.actors), mirrored(count(&back.actors)));
        prop_assert_eq!(count(&there.sources), mirrored(count(&back.sources)));
        prop_assert_eq!(count(&there.events), mirrored(count(&back.events)));
        let (gone, added, _) = count(&there.statements);
        prop_assert_eq!(old.statements().len() - gone, new.statements().len() - added);
        // Words can be had for all of it.
        let told = agon::app::changes::told(&there, &old, &new);
        prop_assert_eq!(told.len(), there.statements.len() + there.actors.len() + there.sources.len() + there.events.len());
    }

    #[test]
    fn a_rewording_holds_both_versions(old in random::raw_text(), new in random::raw_text()) {
        let pieces = reworded(&old, &new);
        let side = |left_out: fn(&Piece) -> bool| -> String {
            pieces.iter().filter(|piece| !left_out(piece)).map(Piece::text).collect()
        };
        prop_assert_eq!(side(|piece| matches!(piece, Piece::Added(_))), old);
        prop_assert_eq!(side(|piece| matches!(piece, Piece::Gone(_))), new);
    }
}
