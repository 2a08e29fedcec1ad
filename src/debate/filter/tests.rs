use super::*;
use crate::debate::{Actor, Excerpt, Order, Parts, Relation, Source, Stance, Text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

fn actor(id: &str) -> Actor {
    Actor::new(id, id)
}

fn source(id: &str) -> Source {
    Source::new(id, id)
}

fn by(actor: usize) -> Term {
    Term::By(ActorIndex::new(actor))
}

fn at(source: usize) -> Term {
    Term::In(SourceIndex::new(source))
}

fn under(statement: usize) -> Term {
    Term::Under(StatementIndex::new(statement))
}

/// Questions `q` and `r`; positions `y` on `q` and `n` on both; `a` supports `y` and rebuts `n`, `b` undercuts `a`, `c`
/// is a premise of `b`, and `d` and `e` support each other far from any question. Ana says `y` in one source and `a` in the other, Bo
/// `a` in the first and `n` nowhere.
fn debate() -> Debate {
    let index = |place| StatementIndex::new(place);
    let relates = |kind, target| Relation { kind, target: index(target), on: None };
    let said = |actor, source: Option<usize>| Attribution {
        actor: ActorIndex::new(actor),
        source: source.map(SourceIndex::new),
        stance: Stance::Asserts,
        quote: None,
        place: None,
    };
    let statement = |id: &str, kind, relations: Vec<Relation>, said: Vec<Attribution>| {
        let mut statement = Statement::new(id, kind);
        statement.text = Some(Text::new(id));
        (statement.relations, statement.said) = (relations, said);
        statement
    };
    let (answers, supports) = (RelationKind::Answers, RelationKind::Supports);
    let mut statements = vec![
        statement("q", StatementKind::Question, vec![], vec![]),
        statement("r", StatementKind::Question, vec![], vec![]),
        statement("y", StatementKind::Position, vec![relates(answers, 0)], vec![said(0, Some(0))]),
        statement("n", StatementKind::Position, vec![relates(answers, 0), relates(answers, 1)], vec![said(1, None)]),
        statement(
            "a",
            StatementKind::Argument,
            vec![relates(supports, 2), relates(RelationKind::Rebuts, 3)],
            vec![said(0, Some(1)), said(1, Some(0))],
        ),
        statement("b", StatementKind::Argument, vec![relates(RelationKind::Undercuts, 4)], vec![]),
        statement("c", StatementKind::Argument, vec![], vec![]),
        statement("d", StatementKind::Argument, vec![relates(supports, 8)], vec![]),
        statement("e", StatementKind::Argument, vec![relates(supports, 7)], vec![]),
    ];
    statements[5].because = vec![index(6)];
    statements[4].tags = vec![TagIndex::new(0)];
    Debate::new(Parts {
        actors: vec![actor("ana"), actor("bo")],
        sources: vec![source("one"), source("two")],
        tags: vec![Text::new("tax")],
        statements,
        ..Parts::default()
    })
}

fn ids(debate: &Debate, set: &StatementSet) -> String {
    set.iter().map(|index| debate.statement(index).id.to_string()).collect::<Vec<_>>().join(" ")
}

/// The excerpt depth first, dots for depth; what does not match in brackets.
fn shown(debate: &Debate, excerpt: &Excerpt) -> String {
    let mut stack: Vec<(usize, StatementIndex)> = excerpt.roots().iter().rev().map(|root| (0, *root)).collect();
    let mut shown = Vec::new();
    while let Some((depth, at)) = stack.pop() {
        let id = &debate.statement(at).id;
        let id = if excerpt.matching().contains(at) { id.to_string() } else { format!("[{id}]") };
        shown.push(format!("{}{id}", ".".repeat(depth)));
        let children = excerpt.children(debate, at, Order::File);
        stack.extend(children.iter().rev().map(|(_, child)| (depth + 1, child.statement)));
    }
    shown.join(" ")
}

#[test]
fn a_filter_leaves_what_meets_all_its_terms() {
    let debate = debate();
    for (terms, matching, excerpt) in [
        (vec![], "q r y n a b c d e", "q .y ..a ...b ....c .n r d .e"),
        (vec![by(0)], "y a", "[q] .y ..a"),
        (vec![by(1)], "n a", "[q] .[y] ..a .n"),
        (vec![by(0), by(1)], "a", "[q] .[y] ..a"),
        (vec![at(0)], "y a", "[q] .y ..a"),
        // Who says it where: what one says here and another there is by neither in both.
        (vec![by(0), at(0)], "y", "[q] .y"),
        (vec![by(0), at(1)], "a", "[q] .[y] ..a"),
        (vec![by(1), at(1)], "", ""),
        (vec![by(0), by(1), at(0)], "", ""),
        (vec![Term::Tagged(TagIndex::new(0))], "a", "[q] .[y] ..a"),
        (vec![Term::Unanswered], "y b c d e", "[q] .y ..[a] ...b ....c d .e"),
        (vec![Term::Kind(Kind::Question)], "q r", "q r"),
        (vec![Term::Kind(Kind::Position)], "y n", "[q] .y .n"),
        (vec![Term::Kind(Kind::Argument)], "a b c d e", "[q] .[y] ..a ...b ....c d .e"),
        (vec![Term::Kind(Kind::Support)], "a d e", "[q] .[y] ..a d .e"),
        // What rebuts stands under what it rebuts, though it supports something nearer.
        (vec![Term::Kind(Kind::Rebuttal)], "a", "[q] .[n] ..a"),
        (vec![Term::Kind(Kind::Undercut)], "b", "[q] .[y] ..[a] ...b"),
        (vec![Term::Kind(Kind::Premise)], "c", "[q] .[y] ..[a] ...[b] ....c"),
        (vec![Term::Kind(Kind::Support), Term::Unanswered], "d e", "d .e"),
        // Under another question the way leads down from that one.
        (vec![under(1)], "r n a b c", "r .n ..a ...b ....c"),
        (vec![under(1), by(1)], "n a", "[r] .n ..a"),
        (vec![under(3), by(0)], "a", "[n] .a"),
        (vec![under(8)], "d e", "e .d"),
        (vec![under(2), under(3)], "a b c", "[y] .a ..b ...c"),
    ] {
        let filter: Filter = terms.iter().copied().collect();
        let set = filter.matching(&debate);
        assert_eq!(
            (ids(&debate, &set).as_str(), set.len()),
            (matching, matching.split_whitespace().count()),
            "{terms:?}"
        );
        let told = Excerpt::new(&debate, set, &filter);
        assert_eq!(shown(&debate, &told), excerpt, "{terms:?}");
    }
}

#[test]
fn terms_are_added_once_and_taken_away() {
    let mut filter = Filter::default();
    filter.toggle(by(1));
    filter.toggle(Term::Unanswered);
    filter.toggle(by(0));
    filter.toggle(Term::Unanswered);
    assert_eq!(filter.terms(), [by(1), by(0)]);
    assert_eq!([by(0), by(1), by(0)].into_iter().collect::<Filter>().terms(), [by(0), by(1)]);
}

#[test]
fn further_terms_say_how_much_they_leave() {
    let debate = debate();
    let told = |terms: &[Term]| {
        let filter: Filter = terms.iter().copied().collect();
        let further = filter.further(&debate, &filter.matching(&debate));
        let words = |(term, count): (Term, Option<usize>)| format!("{} {}", term.words(&debate), count.unwrap_or(99));
        further.into_iter().map(words).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        told(&[]),
        "unanswered 5, questions 2, positions 2, arguments 5, supports 3, rebuttals 1, undercuts 1, premises 1, by ana 2, \
         by bo 2, in one 2, in two 1, tagged tax 1, under q 6, under r 5"
    );
    assert_eq!(
        told(&[by(1)]),
        "positions 1, arguments 1, supports 1, rebuttals 1, by ana 1, in one 1, tagged tax 1, under q 2, under r 2"
    );
}

/// Any graph, circles and all.
fn graph() -> impl Strategy<Value = Debate> {
    let statement = (vec((0..3_usize, any::<Index>()), 0..3), vec((any::<Index>(), any::<Index>()), 0..3));
    vec(statement, 1..12).prop_map(|all| {
        let count = all.len();
        let statements = all.into_iter().enumerate().map(|(place, (relations, said))| {
            let kind = if place < 2 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&place.to_string(), kind);
            for (kind, target) in relations.into_iter().filter(|_| place >= 2) {
                let kind = [RelationKind::Supports, RelationKind::Rebuts, RelationKind::Undercuts][kind];
                let target = StatementIndex::new((place + 1 + target.index(count - 1)) % count);
                statement.relations.push(Relation { kind, target, on: None });
            }
            statement.said.extend(said.into_iter().map(|(actor, source)| Attribution {
                actor: ActorIndex::new(actor.index(3)),
                source: Some(SourceIndex::new(source.index(3))),
                stance: Stance::Asserts,
                quote: None,
                place: None,
            }));
            statement
        });
        Debate::new(Parts {
            actors: ["a", "b", "c"].map(actor).to_vec(),
            sources: ["a", "b", "c"].map(source).to_vec(),
            statements: statements.collect(),
            ..Parts::default()
        })
    })
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        Just(Term::Unanswered),
        proptest::sample::select(Kind::ALL.to_vec()).prop_map(Term::Kind),
        (0..3_usize).prop_map(by),
        (0..3_usize).prop_map(at),
        Just(under(0)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// What a term is said to leave it leaves, and it leaves less than before; of what would leave nothing nothing is
    /// said.
    #[test]
    fn what_is_offered_is_what_is_left(debate in graph(), terms in vec(term(), 0..3), wanted in term()) {
        let filter: Filter = terms.into_iter().collect();
        let before = filter.matching(&debate);
        let further = filter.further(&debate, &before);
        for (term, count) in &further {
            let mut with = filter.clone();
            with.toggle(*term);
            let left = with.matching(&debate);
            prop_assert_eq!(Some(left.len()), *count, "{:?} after {:?}", term, filter);
            prop_assert!(left.iter().all(|index| before.contains(index)));
        }
        let mut with = filter.clone();
        with.toggle(wanted);
        let offered = further.iter().any(|(term, _)| *term == wanted);
        prop_assert!(filter.terms().contains(&wanted) || offered != with.matching(&debate).is_empty());
    }

    /// Each statement that matches is in the excerpt once, at the end of its way, and counted above.
    #[test]
    fn an_excerpt_has_all_that_matches_and_ends(debate in graph(), terms in vec(term(), 0..3)) {
        let filter: Filter = terms.into_iter().collect();
        let matching = filter.matching(&debate);
        let excerpt = Excerpt::new(&debate, matching.clone(), &filter);
        let mut stack = excerpt.roots().to_vec();
        let mut met = StatementSet::none(&debate);
        while let Some(at) = stack.pop() {
            prop_assert!(met.insert(at), "{:?} stands twice", at);
            prop_assert!(excerpt.contains(at) && excerpt.path(at).last() == Some(&at));
            let mut children: Vec<_> =
                excerpt.children(&debate, at, Order::Date).into_iter().map(|(_, child)| child.statement).collect();
            children.sort();
            children.dedup();
            let counted: usize =
                children.iter().map(|child| excerpt.below(*child) + usize::from(matching.contains(*child))).sum();
            prop_assert_eq!((counted, counted > 0), (excerpt.below(at), excerpt.has_children(at)));
            stack.extend(children);
        }
        prop_assert_eq!(met.len(), excerpt.len());
        prop_assert!(matching.iter().all(|index| met.contains(index)));
    }
}
