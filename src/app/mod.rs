//! The state of the program and how it changes: [`update()`] takes a state and an [`Action`] and returns the [`Effect`]s
//! that must happen outside. It is pure: no clock, no files, no terminal; the size of the screen is part of the state.

pub mod changes;
pub mod citing;
pub mod command;
pub mod exchange;
pub mod field;
pub mod finder;
pub mod glyph;
pub mod help;
pub mod history;
mod key;
pub mod listing;
pub mod marks;
pub mod note;
pub mod outline;
pub mod page;
pub mod palette;
mod place;
mod reading;
pub mod regions;
pub mod selection;
mod shelf;
mod state;
pub mod typed;
mod update;
mod view;
pub mod wording;

use marks::{Change, Marks};

pub use command::Context;
pub use key::{Key, KeyCode, KeyError};
pub use place::{Place, names, speakers};
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
    /// Nothing has happened for a while: the reader looks at what is on the screen.
    Rested,
    /// Marks have been kept, for the entry of the shelf: what is kept now, with the first `taken` of the changes that
    /// were handed on and not heard of yet.
    Kept {
        /// The entry of the shelf.
        entry: usize,
        /// What is kept, by this window and others.
        marks: Box<Marks>,
        /// How many changes are in it.
        taken: usize,
        /// What the reader should know.
        told: Option<String>,
    },
    /// Something the reader should know.
    Told(String),
}

/// Something that must happen outside the program's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Keep a change of the reader's marks on the debate of this entry of the shelf.
    Keep(usize, Change),
    /// Put this text on the clipboard, as far as the terminal lets it.
    Copy(String),
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}
