//! The state of the program and how it changes: [`update()`] takes a state and an [`Action`] and returns the [`Effect`]s
//! that must happen outside. It is pure: no clock, no files, no terminal; the size of the screen is part of the state.

pub mod address;
pub mod ascii;
pub mod bars;
pub mod changes;
pub mod citing;
pub mod command;
pub mod copying;
mod edit_request;
pub mod excerpt;
pub mod exchange;
pub mod field;
pub mod filter;
pub mod finder;
mod following;
pub mod glyph;
pub mod grid;
pub mod help;
pub mod highlight;
pub mod history;
mod key;
mod keymap;
pub mod listing;
mod loading;
pub mod map;
pub mod marks;
pub mod menu;
mod mouse;
pub mod news;
pub mod note;
pub mod outline;
pub mod page;
pub mod palette;
mod place;
pub mod problems;
pub mod quoted_text;
mod reading;
pub mod regions;
pub mod scroll;
pub mod searchable;
pub mod searches;
pub mod selection;
pub mod settings;
mod shelf;
pub mod source_text;
mod state;
pub mod typed;
mod update;
mod view;
mod work;

use std::sync::Arc;
use std::time::Duration;

use crate::debate::{Debate, SourceIndex, Url};
use filter::Offered;
use map::Drawing;
use marks::{Change, Marks};
use menu::LookUp;
use problems::Problems;
use quoted_text::{QuotedText, TextRequest};
use searchable::Prepared;

pub use crate::debate::wording;
pub use command::Context;
pub use edit_request::{EditRequest, Spot};
pub use key::{Key, KeyCode, KeyError};
pub use keymap::Keymap;
pub use mouse::{Mouse, MouseKind};
pub use place::{Place, names, speakers};
pub use reading::{Reading, RevealRequest};
pub use regions::Cell;
pub use settings::{Settings, ThemeName};
pub use shelf::{Absent, Arrival, Loading, Shelf, ShelfEntry};
pub use state::{Overlay, Pane, State};
pub use update::update;
pub use view::View;
pub use work::{FilterRequest, Filtered, Work};

/// Something that happened to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted into the terminal.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// The action before has taken so long.
    Took(Duration),
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
    /// What a debate was packed from has changed; told in words.
    Stale {
        /// The entry of the shelf.
        entry: usize,
        /// What to tell.
        words: String,
    },
    /// The local text of a source has been read, or why not.
    TextRead {
        /// The entry of the shelf.
        entry: usize,
        /// The source.
        source: SourceIndex,
        /// The text with its quotes.
        text: Result<Arc<QuotedText>, String>,
    },
    /// A debate is being read, and has come so far.
    Progressed {
        /// The entry of the shelf.
        entry: usize,
        /// How far.
        loading: Loading,
    },
    /// A debate has come to the shelf.
    Arrived(Box<Arrival>),
    /// A debate has been read for the first time.
    Loaded {
        /// The entry of the shelf.
        entry: usize,
        /// The debate, or why there is none.
        outcome: Result<Arc<Debate>, Arc<Problems>>,
    },
    /// A debate was opened of which not all had been read, and the rest of it cannot be had.
    Damaged {
        /// The entry of the shelf.
        entry: usize,
        /// The debate.
        debate: Arc<Debate>,
        /// What is wrong.
        problems: Arc<Problems>,
    },
    /// A map has been drawn.
    MapDrawn {
        /// The entry of the shelf.
        entry: usize,
        /// Which request it was.
        serial: u64,
        /// The drawing.
        drawing: Arc<Drawing>,
    },
    /// Something was made of a large debate to search it with.
    Prepared {
        /// The entry of the shelf.
        entry: usize,
        /// The debate.
        debate: Arc<Debate>,
        /// What was made of it.
        with: Prepared,
    },
    /// What follows from the whole of this debate has been worked out.
    Surveyed(Arc<Debate>),
    /// A file has been saved and read again.
    Reloaded {
        /// The entry of the shelf.
        entry: usize,
        /// The debate in it, or why there is none.
        outcome: Result<Arc<Debate>, Arc<Problems>>,
    },
    /// A filter has been looked up among those there are.
    LookedUp {
        /// What was looked up.
        look_up: LookUp<Offered>,
        /// The places of what matches, the best first.
        found: Vec<usize>,
    },
    /// The outline of this entry of the shelf has been opened.
    Revealed(usize, Box<RevealRequest>),
    /// What a filter leaves of the debate of this entry of the shelf.
    Filtered(usize, Box<Filtered>),
    /// An address could not be handed to a browser.
    NotOpened {
        /// The address.
        url: Url,
        /// Why.
        why: String,
    },
}

/// Something that must happen outside the program's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Read the debate of this entry of the shelf, before all others that wait for that.
    Load(usize),
    /// Read no more of the debate of this entry of the shelf.
    GiveUp(usize),
    /// Make what this large debate is searched with: first what answers soon, then what answers well.
    Prepare {
        /// The entry of the shelf.
        entry: usize,
        /// The debate.
        debate: Arc<Debate>,
    },
    /// Keep a change of the reader's marks on the debate of this entry of the shelf.
    Keep(usize, Change),
    /// Have the terminal tell what is done with the mouse, or leave the mouse to the terminal.
    Mouse(bool),
    /// Put this text on the clipboard, as far as the terminal lets it.
    Copy(String),
    /// Open this address in the browser.
    OpenLink(Url),
    /// Read the local text of a source.
    ReadText(TextRequest),
    /// Open the file of a debate in the reader's editor.
    Edit(EditRequest),
    /// Do this beside the screen.
    Work(Work),
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}
