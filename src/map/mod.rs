//! The drawn argument map: boxes with words, and the relations between them as lines on the character grid.
//!
//! A [`Chart`] says what of a debate is on the map; [`layout`] knows nodes and edges only and says where they stand;
//! [`Placed::text`] and [`export`] write it down.

mod arranged;
mod canvas;
mod chart;
pub mod export;
mod glyph;
mod higher;
pub mod layout;
mod legend;
mod plan;
mod text;

pub use arranged::Arranged;
pub use chart::{Chart, Extent, Placed};
pub use legend::Mark;
pub use plan::{Item, Joined, Plan};
pub use text::{Signs, Size, Words};
