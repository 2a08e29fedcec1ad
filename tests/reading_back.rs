//! What a drawn map says is what was to be drawn: it is read back from its characters alone.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod figures;
#[path = "support/reader.rs"]
mod reader;

use std::collections::BTreeMap;

use agon::debate::RelationKind;
use agon::map::layout::{Direction, Edge, End, Graph, Node};
use agon::map::{Plan, Signs};
use figures::cases;
use proptest::prelude::*;
use reader::{Found, Relation, Target, read};

const DIRECTIONS: [Direction; 4] = [Direction::Down, Direction::Up, Direction::Left, Direction::Right];

const KINDS: [RelationKind; 3] = [RelationKind::Supports, RelationKind::Rebuts, RelationKind::Undercuts];

fn sign(kind: RelationKind) -> char {
    match kind {
        RelationKind::Rebuts => '×',
        RelationKind::Undercuts => '⊘',
        _ => '+',
    }
}

/// A graph to be drawn, its boxes first.
#[derive(Debug, Clone)]
struct Subject {
    words: Vec<Vec<String>>,
    joins: usize,
    edges: Vec<Edge>,
    kinds: Vec<RelationKind>,
}

impl Subject {
    fn drawn(&self, direction: Direction) -> Vec<String> {
        let cells = |count: usize| i32::try_from(count).expect("a size");
        // Where edges leave at the sides, their signs stand beside the words.
        let beside = 4 + usize::from(matches!(direction, Direction::Left | Direction::Right));
        let boxes = self.words.iter().map(|lines| {
            let widest =
                lines.iter().map(|line| unicode_width::UnicodeWidthStr::width(line.as_str())).max().unwrap_or(0);
            Node::Box { width: cells(widest + beside), height: cells(lines.len() + 2) }
        });
        let nodes = boxes.chain((0..self.joins).map(|_| Node::Join)).collect();
        let plan = Plan::new(&Graph { nodes, edges: self.edges.clone() }, &self.kinds, direction, 200);
        plan.text(&self.words, &Signs { relation: &sign, ascii: false })
    }

    /// What is to be found. Over a point where edges join, every one that comes in leads to where those go that leave.
    fn told(&self) -> Found {
        let words = |node: usize| self.words[node].join(" ");
        let mut boxes: Vec<String> = (0..self.words.len()).map(words).collect();
        let mut relations: Vec<Relation> = Vec::new();
        for (edge, kind) in self.edges.iter().zip(&self.kinds).filter(|(edge, _)| edge.from < self.words.len()) {
            relations.extend(self.ends(*edge).into_iter().map(|end| (sign(*kind), words(edge.from), end)));
        }
        boxes.sort();
        relations.sort();
        Found { boxes, relations }
    }

    fn ends(&self, edge: Edge) -> Vec<Target> {
        let words = |node: usize| self.words[node].join(" ");
        match edge.to {
            End::Node(node) if node < self.words.len() => vec![Target::Box(words(node))],
            End::Node(join) => {
                self.edges.iter().filter(|edge| edge.from == join).flat_map(|edge| self.ends(*edge)).collect()
            }
            End::Edge(hit) => match self.edges[hit] {
                Edge { from, to: End::Node(to), .. } => vec![Target::Line(vec![words(from)], words(to))],
                Edge { from, .. } => vec![Target::Box(words(from))],
            },
        }
    }
}

/// How many of the one are not among the other.
fn missing<T: Ord>(one: &[T], other: &[T]) -> usize {
    let mut count: BTreeMap<&T, isize> = BTreeMap::new();
    for of in one {
        *count.entry(of).or_default() += 1;
    }
    for of in other {
        *count.entry(of).or_default() -= 1;
    }
    count.into_values().filter_map(|left| usize::try_from(left).ok()).sum()
}

#[test]
fn every_case_is_read_back_whole() {
    let mut lacking = Vec::new();
    let mut read_back = 0;
    for case in cases() {
        // With all words, with one line of them, with a sign.
        let words = |lines: &Vec<String>, form: usize| match form {
            0 => lines.clone(),
            1 => lines.iter().take(1).cloned().collect(),
            _ => lines[0].split(' ').take(1).map(str::to_owned).collect(),
        };
        let all = (0..3).flat_map(|form| DIRECTIONS.map(|direction| (form, direction)));
        // The largest is drawn once to each side.
        let is_large = case.words.len() > 200;
        for (form, direction) in all.filter(|(form, direction)| !is_large || *form == *direction as usize % 3) {
            let subject = Subject {
                words: case.words.iter().map(|lines| words(lines, form)).collect(),
                joins: case.graph.nodes.len() - case.words.len(),
                edges: case.graph.edges.clone(),
                kinds: case.kinds.clone(),
            };
            let (told, found) = (subject.told(), read(&subject.drawn(direction)));
            let counts = [
                missing(&told.boxes, &found.boxes),
                missing(&found.boxes, &told.boxes),
                missing(&told.relations, &found.relations),
                missing(&found.relations, &told.relations),
            ];
            read_back += 1;
            if counts != [0; 4] {
                lacking.push((case.name.clone(), direction, form, counts));
            }
        }
    }
    assert_eq!((lacking, read_back), (Vec::new(), 16 * 12 + 4));
}

/// Circles, loops, parallel edges, edges on edges, separate parts, boxes of one line and of several, with wide letters.
fn subject() -> impl Strategy<Value = Subject> {
    let edge = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8_u8, 0..3_usize);
    (prop::collection::vec((1..4_usize, 0..12_usize), 1..16), prop::collection::vec(edge, 0..24)).prop_map(
        |(boxes, drawn)| {
            let lines = |(number, (lines, more)): (usize, (usize, usize))| {
                let line = |row| format!("{number}.{row}{}", &"討論 and so on"[..more / 3 * 3]);
                (0..lines).map(line).collect()
            };
            let words: Vec<Vec<String>> = boxes.into_iter().enumerate().map(lines).collect();
            let (mut edges, mut kinds): (Vec<Edge>, Vec<RelationKind>) = (Vec::new(), Vec::new());
            for (from, to, on, kind) in drawn {
                let to = match on {
                    0 if !edges.is_empty() => End::Edge(to.index(edges.len())),
                    _ => End::Node(to.index(words.len())),
                };
                edges.push(Edge { from: from.index(words.len()), to, class: KINDS[kind] as u8 });
                kinds.push(KINDS[kind]);
            }
            Subject { words, joins: 0, edges, kinds }
        },
    )
}

proptest! {
    #[test]
    fn any_graph_is_read_back_whole(subject in subject(), direction in prop::sample::select(DIRECTIONS.to_vec())) {
        let drawn = subject.drawn(direction);
        prop_assert_eq!(read(&drawn), subject.told(), "\n{}", drawn.join("\n"));
    }
}

#[test]
fn what_is_drawn_wrong_is_not_read_back() {
    let drawn = |rows: &[&str]| read(&rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>()).relations;
    let relation = |sign: char, from: &str, to: &str| (sign, from.to_owned(), Target::Box(to.to_owned()));
    assert_eq!(
        drawn(&["┌───┐   ┌───┐", "│ a │◂─┬┤+b │", "└───┘  │└───┘", "┌───┐  │", "│ c×┝━━┛", "└───┘"]),
        [relation('+', "b", "a"), relation('×', "c", "a")]
    );
    // The line is broken, the head is missing, the frame is open.
    for rows in [
        ["┌───┐   ┌───┐", "│ a │◂─ ┤+b │", "└───┘   └───┘"],
        ["┌───┐   ┌───┐", "│ a │───┤+b │", "└───┘   └───┘"],
        ["┌───┐   ┌───┐", "│ a │◂──┤+b │", "└── ┘   └───┘"],
    ] {
        assert_eq!(drawn(&rows), [], "{rows:?}");
    }
}
