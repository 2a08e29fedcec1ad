//! A chart whose boxes have their order, to be laid out for words of any length.

use std::sync::Arc;

use crate::debate::{Debate, RelationKind, StatementIndex};

use super::layout::{Area, Arrangement, Direction, Edge, Effort, Graph, Node};
use super::plan::Plan;
use super::text::{Size, Words};
use super::{Chart, Placed};

/// A chart of which it is known in which order its boxes stand beside each other: to find that takes longest, and it serves
/// for words of every length.
#[derive(Debug)]
pub struct Arranged<'a> {
    chart: &'a Chart<'a>,
    arrangement: Arc<Arrangement>,
}

impl Chart<'_> {
    /// Finds an order for its boxes.
    #[must_use]
    pub fn arranged(&self, effort: Effort) -> Arranged<'_> {
        self.arranged_as(Arc::new(Arrangement::new(&self.graph(), effort)))
    }

    /// Finds an order that is near to that of a drawing in this direction, where `stood` tells the area of a box.
    #[must_use]
    pub fn arranged_near(
        &self,
        effort: Effort,
        direction: Direction,
        stood: impl Fn(StatementIndex) -> Option<Area>,
    ) -> Arranged<'_> {
        let areas: Vec<Option<Area>> = self.statements().iter().map(|statement| stood(*statement)).collect();
        self.arranged_as(Arc::new(Arrangement::near(&self.graph(), effort, &areas, direction)))
    }

    /// With the order that was found for it before.
    #[must_use]
    pub fn arranged_as(&self, arrangement: Arc<Arrangement>) -> Arranged<'_> {
        Arranged { chart: self, arrangement }
    }

    fn graph(&self) -> Graph {
        let nodes = self.statements().iter().map(|_| Node::Box { width: 0, height: 0, foot: 0 });
        let nodes = nodes.chain(self.joins().map(|_| Node::Join)).collect();
        Graph { nodes, edges: self.edges().map(|(edge, _)| edge).collect() }
    }
}

impl Arranged<'_> {
    /// Another chart of fewer of the same statements, each of them beside the same others as here.
    #[must_use]
    pub fn remainder<'a>(&self, chart: &'a Chart<'a>) -> Arranged<'a> {
        let (nodes, edges) = chart.places_in(self.chart);
        chart.arranged_as(Arc::new(self.arrangement.remainder(&chart.graph(), &nodes, &edges)))
    }

    /// The order that was found.
    #[must_use]
    pub fn arrangement(&self) -> Arc<Arrangement> {
        Arc::clone(&self.arrangement)
    }

    /// Lays everything out, side by side as far as `columns` go. `size` tells the room that the words in each box take,
    /// `stood` where it was before, in the same direction: there it stays if it can.
    #[must_use]
    pub fn plan(
        &self,
        direction: Direction,
        columns: usize,
        size: impl Fn(usize, StatementIndex) -> Size,
        stood: impl Fn(StatementIndex) -> Option<Area>,
    ) -> Plan {
        let chart = self.chart;
        let cells = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 2);
        let boxes = chart.statements().iter().enumerate().map(|(place, statement)| {
            let Size { columns, rows, foot } = size(place, *statement);
            Node::Box { width: cells(columns), height: cells(rows), foot: cells(foot) }
        });
        let nodes: Vec<Node> = boxes.chain(chart.joins().map(|_| Node::Join)).collect();
        let stood: Vec<Option<Area>> = chart.statements().iter().map(|statement| stood(*statement)).collect();
        let edges: Vec<(Edge, RelationKind)> = chart.edges().collect();
        Plan::framed(&nodes, &edges, direction, |nodes| {
            self.arrangement.layout(nodes, direction, cells(columns), &stood)
        })
    }

    /// Sets everything side by side as far as `columns` go, with these words in the boxes.
    #[must_use]
    pub fn placed(
        &self,
        direction: Direction,
        columns: usize,
        words: impl Fn(&Debate, StatementIndex) -> Words,
    ) -> Placed {
        let chart = self.chart;
        let words: Vec<Words> = chart.statements().iter().map(|statement| words(chart.debate(), *statement)).collect();
        let plan = self.plan(direction, columns, |place, _| words[place].size(), |_| None);
        Placed { words, plan }
    }
}
