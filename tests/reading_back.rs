//! What a drawn map says is what was to be drawn: it is read back from its characters alone.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod figures;
#[path = "support/reader.rs"]
mod reader;

use std::collections::BTreeMap;

use agon::debate::RelationKind;
use agon::map::layout::{Direction, Edge, End, Graph, Node};
use agon::map::{Plan, Signs, Size, Words};
use figures::cases;
use proptest::prelude::*;
use reader::{Found, Relation, Target, UNCLEAR, read, read_ascii};

const DIRECTIONS: [Direction; 4] = [Direction::Down, Direction::Up, Direction::Left, Direction::Right];

const KINDS: [RelationKind; 5] = [
    RelationKind::Answers,
    RelationKind::Supports,
    RelationKind::Rebuts,
    RelationKind::Undercuts,
    RelationKind::Premise,
];

fn sign(kind: RelationKind, ascii: bool) -> char {
    let signs = match kind {
        RelationKind::Answers => ['◆', '*'],
        RelationKind::Supports => ['+', '+'],
        RelationKind::Rebuts => ['×', 'x'],
        RelationKind::Undercuts => ['⊘', '/'],
        RelationKind::Premise => ['∴', ':'],
    };
    signs[usize::from(ascii)]
}

/// A graph to be drawn, its boxes first.
#[derive(Debug, Clone)]
struct Subject {
    words: Vec<Vec<String>>,
    /// How many of the last lines of each are to have no sign of a line beside them.
    feet: usize,
    joins: usize,
    edges: Vec<Edge>,
    kinds: Vec<RelationKind>,
}

impl Subject {
    /// The drawing, with boxes made higher by so many rows as far as there is room.
    fn drawn(&self, direction: Direction, higher: usize, ascii: bool) -> Vec<String> {
        let cells = |count: usize| i32::try_from(count).expect("a size");
        let words = |(node, lines): (usize, &Vec<String>)| {
            let mut kinds = self.edges.iter().zip(&self.kinds).filter(|(edge, _)| edge.from == node).map(|of| *of.1);
            let first = kinds.next();
            Words {
                sign: first.filter(|first| kinds.all(|kind| kind == *first)).map(|kind| sign(kind, ascii)),
                lines: lines.clone(),
                foot: self.feet,
            }
        };
        let words: Vec<Words> = self.words.iter().enumerate().map(words).collect();
        let boxes = words.iter().map(|words| {
            let Size { columns, rows, foot } = words.size();
            Node::Box { width: cells(columns), height: cells(rows), foot: cells(foot) }
        });
        let nodes = boxes.chain((0..self.joins).map(|_| Node::Join)).collect();
        let mut plan = Plan::new(&Graph { nodes, edges: self.edges.clone() }, &self.kinds, direction, 200);
        if higher > 0 {
            plan.make_higher(|place| cells(words[place].size().rows + higher));
        }
        plan.text(&words, &Signs { relation: &|kind| sign(kind, ascii), ascii })
    }

    /// What is to be found. Over a point where edges join, every one that comes in leads to where those go that leave.
    fn told(&self, ascii: bool) -> Found {
        let words = |node: usize| self.words[node].join(" ");
        let mut boxes: Vec<String> = (0..self.words.len()).map(words).collect();
        let mut relations: Vec<Relation> = Vec::new();
        for (edge, kind) in self.edges.iter().zip(&self.kinds).filter(|(edge, _)| edge.from < self.words.len()) {
            relations.extend(self.ends(*edge).into_iter().map(|end| (sign(*kind, ascii), words(edge.from), end)));
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
                feet: 0,
                joins: case.graph.nodes.len() - case.words.len(),
                edges: case.graph.edges.clone(),
                kinds: case.kinds.clone(),
            };
            let drawn = subject.drawn(direction, 0, false);
            let mut read_in = vec![(subject.told(false), read(&drawn))];
            // In ASCII once to each side.
            if form == 0 || is_large {
                read_in.push((subject.told(true), read_ascii(&subject.drawn(direction, 0, true))));
            }
            for (told, found) in read_in {
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
    }
    assert_eq!((lacking, read_back), (Vec::new(), 16 * (12 + 4) + 4 + 4));
}

/// Circles, loops, parallel edges, edges on edges, separate parts, boxes of one line and of several, with wide letters.
fn subject() -> impl Strategy<Value = Subject> {
    let edge = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8_u8, 0..KINDS.len());
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
            Subject { words, feet: 0, joins: 0, edges, kinds }
        },
    )
}

proptest! {
    #[test]
    fn any_graph_is_read_back_whole(
        subject in subject(),
        direction in prop::sample::select(DIRECTIONS.to_vec()),
        ascii in any::<bool>(),
    ) {
        let drawn = subject.drawn(direction, 0, ascii);
        let found = if ascii { read_ascii(&drawn) } else { read(&drawn) };
        prop_assert_eq!(found, subject.told(ascii), "\n{}", drawn.join("\n"));
    }

    #[test]
    fn it_is_where_boxes_are_made_higher(
        subject in subject(),
        direction in prop::sample::select(DIRECTIONS.to_vec()),
        rows in 1..8_usize,
    ) {
        let (before, drawn) = (subject.drawn(direction, 0, false), subject.drawn(direction, rows, false));
        prop_assert_eq!(drawn.len(), before.len());
        prop_assert_eq!(read(&drawn), subject.told(false), "\n{}", drawn.join("\n"));
    }
}

#[test]
fn what_is_drawn_wrong_is_not_read_back() {
    let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
    let drawn = |drawing: &[&str]| read(&rows(drawing)).relations;
    let relation = |sign: char, from: &str, to: &str| (sign, from.to_owned(), Target::Box(to.to_owned()));
    assert_eq!(
        drawn(&["┌───┐   ┌─────┐", "│ a │◂─┬┤ + b │", "└───┘  │└─────┘", "┌───┐  │", "│ c×├━━┛", "└───┘"]),
        [relation(UNCLEAR, "c", "a"), relation('+', "b", "a")]
    );
    // The form of the line and the sign tell different things, or the head and the sign do.
    for row in ["│ a │◂━━┤ + b │", "│ a │◃──┤ + b │", "│ a │◂─═┤ + b │", "│ a │◂──┤ ∴ b │"]
    {
        let drawing = ["┌───┐   ┌─────┐", row, "└───┘   └─────┘"];
        assert_eq!(drawn(&drawing), [relation(UNCLEAR, "b", "a")], "{row}");
    }
    // The line is broken, the head is missing, the sign is missing, the frame is open.
    for drawing in [
        ["┌───┐   ┌─────┐", "│ a │◂─ ┤ + b │", "└───┘   └─────┘"],
        ["┌───┐   ┌─────┐", "│ a │───┤ + b │", "└───┘   └─────┘"],
        ["┌───┐   ┌─────┐", "│ a │◂──┤   b │", "└───┘   └─────┘"],
        ["┌───┐   ┌─────┐", "│ a │◂──┤ + b │", "└── ┘   └─────┘"],
    ] {
        assert_eq!(drawn(&drawing), [], "{drawing:?}");
    }
    // In ASCII a line passes below another one and turns where its sign says so.
    let drawn = |drawing: &[&str]| read_ascii(&rows(drawing)).relations;
    let boxes = ["+---+  .. +-----+", "| a |<-||-| + b |", "+---+  '' +-----+"];
    assert_eq!(drawn(&boxes), [relation('+', "b", "a")]);
    for row in ["| a |<-+-| + b |", "| a |<-'-| + b |", "| a |<-  | + b |"] {
        assert_eq!(drawn(&["+---+    +-----+", row, "+---+    +-----+"]), [], "{row}");
    }
}
