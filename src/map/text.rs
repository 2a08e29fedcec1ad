//! A map as text.

use crate::debate::{RelationKind, StatementKind};

use super::canvas::{Canvas, Look, Stroke};
use super::layout::{Area, End};
use super::{Chart, Placed};

/// The signs on a map, each of one column; what they are is not the map's to say.
#[derive(Clone, Copy)]
pub struct Signs<'a> {
    /// At the beginning of a relation.
    pub relation: &'a dyn Fn(RelationKind) -> char,
    /// Before the words of a statement.
    pub statement: &'a dyn Fn(StatementKind) -> char,
    /// Whether lines are drawn in ASCII.
    pub ascii: bool,
}

impl Signs<'_> {
    /// What stands before the words of a statement: an argument shows by its relations what it is.
    pub(super) fn before(&self, kind: StatementKind) -> String {
        match kind {
            StatementKind::Argument => String::new(),
            _ => format!("{} ", (self.statement)(kind)),
        }
    }
}

/// How a relation is drawn.
pub(super) fn stroke(kind: RelationKind) -> Stroke {
    match kind {
        RelationKind::Rebuts => Stroke::Heavy,
        RelationKind::Undercuts => Stroke::Dashed,
        RelationKind::Answers | RelationKind::Supports | RelationKind::Premise => Stroke::Light,
    }
}

impl Chart<'_> {
    /// The rows of the drawing.
    #[must_use]
    pub fn text(&self, placed: &Placed, signs: &Signs<'_>) -> Vec<String> {
        let Placed { words, layout } = placed;
        let mut canvas = Canvas::new(layout.width, layout.height, signs.ascii);
        for (area, words) in layout.nodes.iter().zip(words) {
            canvas.frame(*area, words, Stroke::Light);
        }
        for ((edge, kind), route) in self.edges().zip(&layout.routes) {
            let look = Look {
                stroke: stroke(kind),
                sign: (edge.from < words.len()).then(|| (signs.relation)(kind)),
                has_head: self.arrives(edge),
            };
            canvas.edge(route, look);
        }
        let hits = self.edges().zip(&layout.routes).filter(|((edge, _), _)| matches!(edge.to, End::Edge(_)));
        hits.filter_map(|(_, route)| route.last()).for_each(|end| canvas.point(*end));
        for &Area { x, y, .. } in &layout.nodes[self.joins()] {
            canvas.point(super::layout::Point { x, y });
        }
        canvas.rows().collect()
    }
}
