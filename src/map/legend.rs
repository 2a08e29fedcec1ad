//! What the lines and points of a map mean.

use crate::debate::RelationKind;
use crate::debate::wording::width;

use super::glyph::{POINT, drawn_level};
use super::layout::End;
use super::text::{head, stroke};
use super::{Chart, Signs};

/// Something on a map that has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A line.
    Relation(RelationKind),
    /// A point where premises join.
    Together,
    /// A point where an undercut ends on a line.
    OneBearing,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Relation(RelationKind::Answers),
        Self::Relation(RelationKind::Supports),
        Self::Relation(RelationKind::Rebuts),
        Self::Relation(RelationKind::Undercuts),
        Self::Relation(RelationKind::Premise),
        Self::Together,
        Self::OneBearing,
    ];

    /// What it means.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Relation(kind) => kind.verb(),
            Self::Together => "premises that hold only together",
            Self::OneBearing => "undercuts one bearing only",
        }
    }

    /// The relation of which it has a line, if it has one, and whether it has a point.
    pub(super) fn parts(self) -> (Option<RelationKind>, bool) {
        match self {
            Self::Relation(kind) => (Some(kind), false),
            Self::Together => (None, true),
            Self::OneBearing => (Some(RelationKind::Undercuts), true),
        }
    }

    /// What it looks like: the sign, a piece of the line and its head, and the point where it has one.
    #[must_use]
    pub fn sample(self, signs: &Signs<'_>) -> String {
        let (line, has_point) = self.parts();
        let mut sample = String::new();
        if let Some(kind) = line {
            let [piece, head] = drawn_level(stroke(kind), head(kind), signs.ascii);
            sample.extend([(signs.relation)(kind), piece, head]);
        }
        if has_point {
            sample.push(POINT[usize::from(signs.ascii)]);
        }
        sample
    }
}

impl Chart<'_> {
    /// What there is on it that has a meaning.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        Mark::ALL.into_iter().filter(|mark| match mark {
            Mark::Relation(kind) => self.edges().any(|(edge, other)| other == *kind && matches!(edge.to, End::Node(_))),
            Mark::Together => !self.joins().is_empty(),
            Mark::OneBearing => self.edges().any(|(edge, _)| matches!(edge.to, End::Edge(_))),
        })
    }

    /// What the lines and points on it mean, in rows of at most so many columns, if each fits.
    #[must_use]
    pub fn legend(&self, columns: usize, signs: &Signs<'_>) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        for mark in self.marks() {
            let told = format!("{} {}", mark.sample(signs), mark.words());
            match rows.last_mut() {
                Some(row) if width(row) + 2 + width(&told) <= columns => row.extend(["  ", &told]),
                _ => rows.push(told),
            }
        }
        rows
    }
}
