//! The map as a file: a picture as SVG, the graph as DOT, Mermaid and `GraphML`.

mod dot;
mod graphml;
mod mermaid;
mod svg;

pub use dot::dot;
pub use graphml::graphml;
pub use mermaid::mermaid;
pub use svg::{class, svg};

use std::borrow::Cow;

use crate::debate::RelationKind;

use super::chart::Spot;
use super::layout::Direction;

/// `text` as it may stand in XML, in an element or an attribute.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"))
}

/// Which way edges lead, in the letters of DOT and Mermaid: from a reason to what it bears on.
fn flow(direction: Direction) -> &'static str {
    match direction {
        Direction::Down => "BT",
        Direction::Up => "TB",
        Direction::Left => "LR",
        Direction::Right => "RL",
    }
}

/// The name of a spot among all: `s3` or `p0`.
fn name(spot: Spot) -> String {
    match spot {
        Spot::Statement(statement) => format!("s{}", statement.place()),
        Spot::Point(point) => format!("p{point}"),
    }
}

/// Colours for a surrounding, as they are written in files.
struct Colours {
    paper: &'static str,
    ink: &'static str,
    supports: &'static str,
    rebuts: &'static str,
    undercuts: &'static str,
}

const LIGHT: Colours =
    Colours { paper: "#ffffff", ink: "#1c1c1c", supports: "#1b6e3c", rebuts: "#b3261e", undercuts: "#8a5a00" };

const DARK: Colours =
    Colours { paper: "#161616", ink: "#e4e4e4", supports: "#7fd1a0", rebuts: "#ff8a80", undercuts: "#e6b450" };

impl Colours {
    fn of(&self, kind: RelationKind) -> &'static str {
        match kind {
            RelationKind::Answers | RelationKind::Premise => self.ink,
            RelationKind::Supports => self.supports,
            RelationKind::Rebuts => self.rebuts,
            RelationKind::Undercuts => self.undercuts,
        }
    }
}
