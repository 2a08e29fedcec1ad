//! What of a debate is on a map: which statements, and which relations between them.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::debate::{Debate, Relation, RelationKind, StatementIndex};

use super::layout::{Edge, End};
use super::{Plan, Words};

/// How much of a debate is on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Everything,
    /// A statement and what bears on it, directly or through others: a question with all its positions.
    Below(StatementIndex),
    /// A statement and what so many relations lead to from it, whichever way they go.
    Around(StatementIndex, usize),
}

/// What stands at an end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    /// A box.
    Statement(StatementIndex),
    /// Where premises join, or where an undercut meets a relation: numbered from 0.
    Point(usize),
}

/// A relation between two spots with none in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it begins.
    pub(super) from: Spot,
    /// Where it ends.
    pub(super) to: Spot,
    /// How it bears.
    pub(super) kind: RelationKind,
    /// Whether it arrives at what it bears on, and does not only pass a point.
    pub(super) arrives: bool,
}

/// A node by its statement, and whether it is the point where that one's premises join.
type NodeName = (StatementIndex, bool);

/// An edge by its beginning, its kind and its end: where that is another edge, by both ends of that one.
type EdgeName = (NodeName, u8, (Option<NodeName>, Option<NodeName>));

/// Statements and the relations between them, ready to be set.
#[derive(Debug)]
pub struct Chart<'a> {
    debate: &'a Debate,
    /// The statement from which its extent is seen, if there is one.
    about: Option<StatementIndex>,
    /// The statements, in the order of the file; behind their nodes stand those where premises join.
    statements: Vec<StatementIndex>,
    /// The edges, and which relation each stands for.
    edges: Vec<Edge>,
    kinds: Vec<RelationKind>,
    joins: usize,
}

/// A chart with the place of everything.
#[derive(Debug)]
pub struct Placed {
    /// The words in each box.
    pub(super) words: Vec<Words>,
    pub(super) plan: Plan,
}

impl Placed {
    /// The columns and rows it takes.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let cells = |count: i32| usize::try_from(count).unwrap_or(0);
        let (columns, rows) = self.plan.size();
        (cells(columns), cells(rows))
    }

    /// Where everything is.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The rows of the drawing.
    #[must_use]
    pub fn text(&self, signs: &super::Signs<'_>) -> Vec<String> {
        self.plan.text(&self.words, signs)
    }
}

impl<'a> Chart<'a> {
    /// What of a debate is within an extent.
    #[must_use]
    pub fn new(debate: &'a Debate, extent: Extent) -> Self {
        let about = match extent {
            Extent::Everything => None,
            Extent::Below(statement) | Extent::Around(statement, _) => Some(statement),
        };
        Self { about, ..Self::of(debate, statements(debate, extent)) }
    }

    /// These statements of a debate, each once, with the relations between them.
    #[must_use]
    pub fn of(debate: &'a Debate, statements: Vec<StatementIndex>) -> Self {
        let nodes: HashMap<StatementIndex, usize> =
            statements.iter().enumerate().map(|(node, statement)| (*statement, node)).collect();
        let mut chart = Self { debate, about: None, statements, edges: Vec::new(), kinds: Vec::new(), joins: 0 };
        // The edge by which one statement bears on another.
        let mut bearing = HashMap::new();
        let mut of_one_bearing = Vec::new();
        for node in 0..chart.statements.len() {
            let statement = debate.statement(chart.statements[node]);
            chart.add_premises(node, &nodes, &mut bearing);
            for relation in &statement.relations {
                let Some(&target) = nodes.get(&relation.target) else { continue };
                match relation {
                    Relation { kind: RelationKind::Premise, .. } => {}
                    Relation { on: Some(on), .. } => of_one_bearing.push((node, target, *on)),
                    Relation { kind, .. } => {
                        bearing.entry((relation.target, node)).or_insert(chart.edges.len());
                        chart.add(node, End::Node(target), *kind);
                    }
                }
            }
        }
        let bearing: HashMap<(usize, usize), usize> =
            bearing.into_iter().map(|((target, node), edge)| ((node, nodes[&target]), edge)).collect();
        for (node, target, on) in of_one_bearing {
            let edge = nodes.get(&on).and_then(|on| bearing.get(&(target, *on)));
            // Where that bearing is not on the map, or is itself one on another, the statement that has it is meant.
            match edge {
                Some(edge) => chart.add(node, End::Edge(*edge), RelationKind::Undercuts),
                None => chart.add(node, End::Node(target), RelationKind::Undercuts),
            }
        }
        chart
    }

    fn add(&mut self, from: usize, to: End, kind: RelationKind) {
        self.edges.push(Edge { from, to, class: kind as u8 });
        self.kinds.push(kind);
    }

    /// Joint premises join before they arrive; so does the one of which the others are not on the map, lest it look as if it
    /// were enough.
    fn add_premises(
        &mut self,
        node: usize,
        nodes: &HashMap<StatementIndex, usize>,
        bearing: &mut HashMap<(StatementIndex, usize), usize>,
    ) {
        let index = self.statements[node];
        let because = &self.debate.statement(index).because;
        let premises: Vec<usize> = because
            .iter()
            .filter_map(|premise| nodes.get(premise).copied())
            .filter(|premise| *premise != node)
            .collect();
        let mut end = node;
        if because.len() > 1 && !premises.is_empty() {
            end = self.statements.len() + self.joins;
            self.joins += 1;
        }
        for premise in premises {
            bearing.entry((index, premise)).or_insert(self.edges.len());
            self.add(premise, End::Node(end), RelationKind::Premise);
        }
        if end != node {
            self.add(end, End::Node(node), RelationKind::Premise);
        }
    }

    /// Whether there is nothing on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The debate it is of.
    #[must_use]
    pub fn debate(&self) -> &'a Debate {
        self.debate
    }

    /// What it is called: as the statement from which its extent is seen, or as the debate.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.about.map_or_else(|| self.debate.title(), |statement| self.debate.statement(statement).wording())
    }

    /// The statements, in the order of the boxes.
    #[must_use]
    pub fn statements(&self) -> &[StatementIndex] {
        &self.statements
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = (Edge, RelationKind)> + '_ {
        self.edges.iter().copied().zip(self.kinds.iter().copied())
    }

    /// Whether an edge arrives at what it bears on, and does not join others first.
    pub(super) fn arrives(&self, edge: Edge) -> bool {
        match edge.to {
            End::Node(node) => node < self.statements.len(),
            End::Edge(_) => true,
        }
    }

    /// Every place of the layout where premises join.
    pub(super) fn joins(&self) -> std::ops::Range<usize> {
        self.statements.len()..self.statements.len() + self.joins
    }

    /// Which node of a chart of more statements each node of this one is, and which edge each edge, where it leads from the
    /// same to the same there.
    pub(super) fn places_in(&self, whole: &Self) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
        let (own, others) = (self.node_names(), whole.node_names());
        let nodes: HashMap<NodeName, usize> = others.iter().copied().zip(0..).collect();
        let edges: HashMap<EdgeName, usize> =
            (0..whole.edges.len()).map(|edge| (whole.edge_name(&others, edge), edge)).collect();
        (
            own.iter().map(|name| nodes.get(name).copied()).collect(),
            (0..self.edges.len()).map(|edge| edges.get(&self.edge_name(&own, edge)).copied()).collect(),
        )
    }

    fn node_names(&self) -> Vec<NodeName> {
        let mut names: Vec<NodeName> = self.statements.iter().map(|statement| (*statement, false)).collect();
        for edge in self.edges.iter().filter(|edge| self.joins().contains(&edge.from)) {
            if let End::Node(node) = edge.to {
                names.push((self.statements[node], true));
            }
        }
        names
    }

    fn edge_name(&self, names: &[NodeName], edge: usize) -> EdgeName {
        let Edge { from, to, .. } = self.edges[edge];
        let end = |to: End| match to {
            End::Node(node) => (None, Some(names[node])),
            End::Edge(hit) => (Some(names[self.edges[hit].from]), node_of(self.edges[hit].to).map(|node| names[node])),
        };
        (names[from], self.kinds[edge] as u8, end(to))
    }

    /// All relations in links between boxes and points, and how many points there are.
    pub(super) fn links(&self) -> (Vec<Link>, usize) {
        let mut points = self.joins;
        let mut hits = vec![Vec::new(); self.edges.len()];
        let spot = |node: usize| match self.statements.get(node) {
            Some(statement) => Spot::Statement(*statement),
            None => Spot::Point(node - self.statements.len()),
        };
        let mut ends = Vec::with_capacity(self.edges.len());
        for edge in &self.edges {
            ends.push(match edge.to {
                End::Node(node) => spot(node),
                End::Edge(hit) => {
                    hits[hit].push(Spot::Point(points));
                    points += 1;
                    Spot::Point(points - 1)
                }
            });
        }
        let mut links = Vec::new();
        for (index, (edge, kind)) in self.edges().enumerate() {
            let mut from = spot(edge.from);
            for &to in &hits[index] {
                links.push(Link { from, to, kind, arrives: false });
                from = to;
            }
            links.push(Link { from, to: ends[index], kind, arrives: self.arrives(edge) });
        }
        (links, points)
    }
}

fn node_of(end: End) -> Option<usize> {
    if let End::Node(node) = end { Some(node) } else { None }
}

fn statements(debate: &Debate, extent: Extent) -> Vec<StatementIndex> {
    let all = (0..debate.statements().len()).map(StatementIndex::new);
    let (start, depth, both_ways) = match extent {
        Extent::Everything => return all.collect(),
        Extent::Below(statement) => (statement, usize::MAX, false),
        Extent::Around(statement, depth) => (statement, depth, true),
    };
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((at, away)) = queue.pop_front() {
        if away == depth {
            continue;
        }
        let below = debate.children(at).iter().map(|child| child.statement);
        let above = debate.statement(at).relations.iter().map(|relation| relation.target);
        for next in below.chain(above.filter(|_| both_ways)) {
            if seen.insert(next) {
                queue.push_back((next, away + 1));
            }
        }
    }
    all.filter(|statement| seen.contains(statement)).collect()
}
