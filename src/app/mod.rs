//! The state of the program and how it changes: [`update()`] takes a state and an [`Action`] and returns the [`Effect`]s
//! that must happen outside. It is pure: no clock, no files, no terminal; the size of the screen is part of the state.

pub mod command;
pub mod exchange;
pub mod finder;
pub mod glyph;
pub mod help;
pub mod history;
mod key;
pub mod listing;
pub mod marks;
pub mod outline;
pub mod page;
pub mod palette;
mod place;
mod reading;
pub mod regions;
mod shelf;
mod state;
pub mod typed;
mod update;
mod view;
pub mod wording;

pub use command::Context;
pub use key::{Key, KeyCode, KeyError};
pub use place::{Place, speakers};
pub use reading::Reading;
pub use shelf::{Shelf, ShelfEntry};
pub use state::{Overlay, Pane, State};
pub use update::update;
pub use view::View;

/// Something that happened to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted into the terminal.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
}

/// Something that must happen outside the program's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}
