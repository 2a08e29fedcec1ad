//! What a map looks like as text.

use crate::debate::RelationKind;

use crate::debate::wording::width;

use super::glyph::{Head, Stroke};

/// What stands in a box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What stands before its first line, of one column; the others hang below the first word.
    pub sign: Option<char>,
    /// The lines.
    pub lines: Vec<String>,
    /// How many of the last ones are no words of the statement: no line leaves a box beside them with its sign.
    pub foot: usize,
}

/// The room that words take in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// The last of the rows, beside which no line leaves the box with its sign.
    pub foot: usize,
}

impl Words {
    /// Columns of a sign before words, with the blank between the two.
    pub const SIGN: usize = 2;

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = String> + '_ {
        let count = self.lines.len().max(usize::from(self.sign.is_some()));
        (0..count).map(|row| {
            let line = self.lines.get(row).map_or("", String::as_str);
            match self.sign {
                Some(sign) if row == 0 => format!("{sign} {line}").trim_end().to_owned(),
                Some(_) => format!("  {line}"),
                None => line.to_owned(),
            }
        })
    }

    /// The room that they take.
    #[must_use]
    pub fn size(&self) -> Size {
        let columns = self.rows().map(|row| width(&row)).max().unwrap_or(0);
        Size { columns, rows: self.rows().count(), foot: self.foot }
    }
}

/// The signs on a map, each of one column; what they are is not the map's to say.
#[derive(Clone, Copy)]
pub struct Signs<'a> {
    /// Of a relation: where it begins, if others begin at the same box.
    pub relation: &'a dyn Fn(RelationKind) -> char,
    /// Whether lines are drawn in ASCII.
    pub ascii: bool,
}

/// How a relation is drawn.
pub(super) fn stroke(kind: RelationKind) -> Stroke {
    match kind {
        RelationKind::Rebuts => Stroke::Heavy,
        RelationKind::Undercuts => Stroke::Dashed,
        RelationKind::Answers => Stroke::Double,
        RelationKind::Supports | RelationKind::Premise => Stroke::Light,
    }
}

/// How it ends.
pub(super) fn head(kind: RelationKind) -> Head {
    if kind == RelationKind::Premise { Head::Hollow } else { Head::Full }
}
