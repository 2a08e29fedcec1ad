//! What a map looks like as text.

use crate::debate::{RelationKind, StatementKind};

use super::canvas::Stroke;

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
