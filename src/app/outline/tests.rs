use super::*;
use crate::debate::{Parts, Relation, Statement, StatementKind, Text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// A debate from pairs of a statement and what it bears on; ids are letters in the order of first use, `q` a question.
fn debate(relations: &str) -> Debate {
    let mut ids: Vec<&str> = Vec::new();
    for id in relations.split([' ', '>']) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let index = |id: &str| StatementIndex::new(ids.iter().position(|other| *other == id).expect(id));
    let mut parts = Parts { title: Text::new("Test"), ..Parts::default() };
    for id in &ids {
        let kind = if *id == "q" { StatementKind::Question } else { StatementKind::Argument };
        parts.statements.push(Statement::new(id, kind));
    }
    for (from, to) in relations.split(' ').filter_map(|pair| pair.split_once('>')) {
        let relation = Relation { kind: RelationKind::Rebuts, target: index(to), on: None };
        parts.statements[index(from).place()].relations.push(relation);
    }
    Debate::new(parts)
}

/// The rows on one line each joined by a blank: depth as dots, the id, and what can be opened: `+` closed, `-` open, `@`
/// a loop. The selected one stands in brackets.
fn shown(outline: &Outline, debate: &Debate) -> String {
    let row = |number| {
        let row = outline.row(debate, number).expect("a row");
        let branch = match row.branch {
            Branch::Leaf => "",
            Branch::Closed => "+",
            Branch::Opened => "-",
            Branch::Loop => "@",
        };
        let text = format!("{}{branch}", debate.statement(row.statement).id);
        let text = if number == outline.selection().row() { format!("[{text}]") } else { text };
        format!("{}{text}", ".".repeat(row.depth))
    };
    (0..outline.len()).map(row).collect::<Vec<_>>().join(" ")
}

/// `o2` opens row 2, `c2` closes it, `b2` opens everything below it, `s2` selects it, `C` closes all, and `r:qab` reveals
/// the path from `q` through `a` to `b`.
fn run(outline: &mut Outline, debate: &Debate, operations: &str) {
    for operation in operations.split_whitespace() {
        let row = || operation[1..].parse().expect(operation);
        match &operation[..1] {
            "o" => _ = outline.open(debate, row()),
            "c" => _ = outline.close(row()),
            "b" => _ = outline.open_branch(debate, row()),
            "s" => outline.select(row()),
            "C" => outline.close_all(),
            _ => {
                let ids = operation[2..].char_indices().map(|(at, _)| &operation[at + 2..at + 3]);
                let path: Vec<StatementIndex> = ids.filter_map(|id| debate.statement_by_id(id)).collect();
                _ = Way::along(debate, &path).map(|way| outline.reveal(debate, &way));
            }
        }
    }
}

#[test]
fn a_circle_is_seen_below_either_of_two_rows_of_one_statement() {
    // `a` bears on the question twice, and `b` and `a` on each other.
    let debate = debate("q a>q a>q b>a a>b");
    for (operations, expected) in [("o0 o1 o2", "[q-] .a- ..b- ...a@ .a+"), ("o0 o2 o3", "[q-] .a+ .a- ..b- ...a@")] {
        let mut outline = Outline::new(&debate, Order::File);
        run(&mut outline, &debate, operations);
        assert_eq!(shown(&outline, &debate), expected, "{operations}");
    }
}

#[test]
fn branches_open_and_close_around_the_selected_row() {
    // `a` and `b` rebut the question, `s` rebuts both, `a` and `l` rebut each other, `x` is on its own.
    let debate = debate("q a>q b>q s>a s>b l>a a>l x");
    for (operations, expected) in [
        ("", "[q+] x"),
        ("o0", "[q-] .a+ .b+ x"),
        ("o1", "[q+] x"),
        ("o7 c7 b7", "[q+] x"),
        ("s1 o0", "q- .a+ .b+ [x]"),
        ("s9", "q+ [x]"),
        ("s1 o0 c0", "q+ [x]"),
        ("o0 s2 c0", "[q+] x"),
        ("o0 o2 o1", "[q-] .a- ..s ..l+ .b- ..s x"),
        // A loop is shown and opens no further; so does opening everything.
        ("o0 o1 o3 o4", "[q-] .a- ..s ..l- ...a@ .b+ x"),
        ("b0", "[q-] .a- ..s ..l- ...a@ .b- ..s x"),
        ("o0 b1", "[q-] .a- ..s ..l- ...a@ .b+ x"),
        // What was open below a closed branch is open again with it.
        ("o0 o1 s3 c0 o0", "[q-] .a- ..s ..l+ .b+ x"),
        ("o0 o1 s3 c1", "q- .[a+] .b+ x"),
        ("o0 o1 s4 c1", "q- .a+ .[b+] x"),
        // Closing all goes to the root and forgets what was open below.
        ("b0 s4 C", "[q+] x"),
        ("b0 s7 C", "q+ [x]"),
        ("b0 C o0", "[q-] .a+ .b+ x"),
        // The same statement under two parents is two rows.
        ("r:qbs", "q- .a+ .b- ..[s] x"),
        ("r:qas", "q- .a- ..[s] ..l+ .b+ x"),
        ("r:qala", "q- .a- ..s ..l- ...[a@] .b+ x"),
        // A path that is none is followed as far as it goes.
        ("r:qalas", "q- .a- ..s ..l- ...[a@] .b+ x"),
        ("r:qx", "[q-] .a+ .b+ x"),
        ("r:ab", "[q+] x"),
        ("r:x", "q+ [x]"),
    ] {
        let mut outline = Outline::new(&debate, Order::File);
        run(&mut outline, &debate, operations);
        assert_eq!(shown(&outline, &debate), expected, "{operations}");
    }
}

#[test]
fn what_lies_below_is_counted_for_the_rows_on_the_screen() {
    let debate = debate("q a>q b>a c>b x");
    let mut outline = Outline::new(&debate, Order::File);
    run(&mut outline, &debate, "o0 o1");
    outline.settle(&debate, 2);
    let below: Vec<Option<usize>> =
        (0..4).map(|row| outline.row(&debate, row).and_then(|row| row.below).map(|below| below.count)).collect();
    assert_eq!(below, [Some(3), Some(2), None, None]);
    outline.select(3);
    outline.settle(&debate, 2);
    assert_eq!(
        (outline.selection().top(), outline.row(&debate, 3).and_then(|row| row.below).map(|below| below.count)),
        (2, Some(0))
    );
}

#[test]
fn threads_of_any_depth_open_and_close() {
    let mut parts = Parts { title: Text::new("Deep"), ..Parts::default() };
    let depth: usize = 70_000;
    for place in 0..depth {
        let mut statement = Statement::new(&place.to_string(), StatementKind::Argument);
        let target = place.checked_sub(1).map(StatementIndex::new);
        statement.relations.extend(target.map(|target| Relation { kind: RelationKind::Rebuts, target, on: None }));
        parts.statements.push(statement);
    }
    let debate = Debate::new(parts);
    let mut outline = Outline::new(&debate, Order::File);
    let way = Way::shortest(StatementIndex::new(depth - 1));
    assert!(outline.reveal(&debate, &way));
    assert_eq!((outline.len(), outline.selected_way()), (depth, Some(way)));
    assert_eq!(outline.row(&debate, depth - 1).map(|row| row.depth), Some(depth - 1));
    assert!(outline.close(depth - 2));
    assert_eq!((outline.len(), outline.selection().row()), (depth - 1, depth - 2));
}

#[derive(Debug, Clone)]
enum Step {
    Open(Index),
    Close(Index),
    Branch(Index),
    Select(Index),
    CloseAll,
    Reveal(Index),
    Return(Index),
    Sort(usize),
    Settle(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<Index>().prop_map(Step::Open),
        2 => any::<Index>().prop_map(Step::Close),
        1 => any::<Index>().prop_map(Step::Branch),
        3 => any::<Index>().prop_map(Step::Select),
        1 => Just(Step::CloseAll),
        2 => any::<Index>().prop_map(Step::Reveal),
        2 => any::<Index>().prop_map(Step::Return),
        1 => (0..3_usize).prop_map(Step::Sort),
        2 => (0..12_usize).prop_map(Step::Settle),
    ]
}

/// Any graph, circles and all; no statement is its own target.
fn graph() -> impl Strategy<Value = Debate> {
    vec(vec(any::<Index>(), 0..3), 0..9).prop_map(|targets| {
        let mut parts = Parts { title: Text::new("Test"), ..Parts::default() };
        let count = targets.len();
        for (place, targets) in targets.into_iter().enumerate() {
            let kind = if place == 0 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&place.to_string(), kind);
            for target in targets.iter().filter(|_| place > 0) {
                let target = StatementIndex::new((place + 1 + target.index(count - 1)) % count);
                statement.relations.push(Relation { kind: RelationKind::Supports, target, on: None });
            }
            parts.statements.push(statement);
        }
        Debate::new(parts)
    })
}

impl Outline {
    /// The rows as they follow from what is open: every root, and below it in order what is open.
    fn expected_rows(&self) -> Vec<NodeIndex> {
        let mut stack: Vec<NodeIndex> = self.tree.roots().collect();
        stack.reverse();
        let mut rows = Vec::new();
        while let Some(node) = stack.pop() {
            rows.push(node);
            if self.is_open(node) {
                stack.extend(self.tree.children(node).rev());
            }
        }
        rows
    }

    /// What stands on the rows below an open node, and what should.
    fn listed(&self, debate: &Debate, node: NodeIndex) -> [Vec<StatementIndex>; 2] {
        let statement = self.tree.node(node).statement;
        let listed = self.tree.children(node).map(|child| self.tree.node(child).statement).collect();
        let children = debate.children_in_order(statement, self.tree.order());
        [listed, children.into_iter().map(|(_, child)| child.statement).collect()]
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn rows_are_what_is_open_in_order(debate in graph(), steps in vec(step(), 0..30)) {
        let mut outline = Outline::new(&debate, Order::File);
        let mut been = Vec::new();
        for step in steps {
            let rows = outline.len();
            if rows == 0 {
                break;
            }
            been.extend(outline.selected_way());
            let mut height = None;
            match step {
                Step::Open(row) => _ = outline.open(&debate, row.index(rows)),
                Step::Close(row) => _ = outline.close(row.index(rows)),
                // A graph of circles has paths without number; opening all of them is bounded, but slow to check.
                Step::Branch(row) if rows < 50 => _ = outline.open_branch(&debate, row.index(rows)),
                Step::Branch(_) => {}
                Step::Select(row) => outline.select(row.index(rows + 2)),
                Step::CloseAll => outline.close_all(),
                Step::Reveal(to) => {
                    let way = Way::shortest(StatementIndex::new(to.index(debate.statements().len())));
                    prop_assert!(outline.reveal(&debate, &way));
                    prop_assert_eq!(outline.selected_way(), Some(way));
                }
                // Back where one has been, on the way on which one was there.
                Step::Return(to) => {
                    let way = &been[to.index(been.len())];
                    prop_assert!(outline.reveal(&debate, way));
                    prop_assert_eq!(outline.selected_way(), Some(way.clone()));
                    let mut steps: Vec<StatementIndex> = outline.upwards().collect();
                    prop_assert_eq!((outline.selected_root(), outline.selected_depth()), (steps.last().copied(), steps.len() - 1));
                    steps.reverse();
                    prop_assert_eq!(way.steps(&debate), steps);
                }
                Step::Sort(order) => {
                    let before = (outline.selected_way(), outline.len());
                    outline.sort(&debate, Order::ALL[order]);
                    prop_assert_eq!((outline.selected_way(), outline.len()), before);
                    let back = outline.clone();
                    outline.sort(&debate, Order::File);
                    outline.sort(&debate, Order::ALL[order]);
                    prop_assert_eq!(&outline.rows, &back.rows);
                }
                Step::Settle(lines) => {
                    outline.settle(&debate, lines);
                    height = Some(lines.max(1));
                }
            }
            let rows: Vec<NodeIndex> = outline.rows.iter().map(|shown| shown.node).collect();
            prop_assert_eq!(rows, outline.expected_rows());
            prop_assert!(outline.selection().row() < outline.len());
            if let Some(height) = height {
                prop_assert!((outline.selection().top()..outline.selection().top() + height).contains(&outline.selection().row()));
                prop_assert!(outline.selection().top() == 0 || outline.selection().top() + height <= outline.len());
            }
            for Shown { node, depth } in outline.rows.iter().copied() {
                let row = outline.tree.node(node);
                let above: Vec<NodeIndex> = outline.tree.upwards(row.parent).collect();
                let looped = above.iter().any(|above| outline.tree.node(*above).statement == row.statement);
                prop_assert_eq!((looped, above.len()), (row.looped, depth as usize));
                prop_assert!(!(looped && outline.is_open(node)));
                if outline.is_open(node) {
                    let [listed, expected] = outline.listed(&debate, node);
                    prop_assert_eq!(listed, expected);
                }
            }
        }
    }
}
