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
