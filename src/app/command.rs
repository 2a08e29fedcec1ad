//! The command table: everything a key can do, each with its keys, where it works, one sentence of help, and whether it
//! can run now.
//!
//! The keys that work, the hints on the bottom line, the help on `?` and the tables in the documentation are all made
//! from it; nothing lists keys twice.

mod citing;
mod dividing;
mod editing;
mod filtering;
mod going;
mod mapping;
mod marking;
mod moving;
mod searching;
mod table;

use super::state::State;
use super::{Effect, Key};

pub(super) use going::leave_overlay;
pub use table::COMMANDS;
use table::TOPICS;

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of debates.
    Shelf,
    /// How far a debate has come that is being read.
    Progress,
    /// The outline of a debate.
    Outline,
    /// The list that stands in place of the outline in the other views.
    Listing,
    /// The page beside it.
    Page,
    /// The thread of replies.
    Exchange,
    /// The local text of a source.
    Text,
    /// The grid of actors and positions.
    Grid,
    /// The map.
    Map,
    /// The search.
    Search,
    /// The palette of commands.
    Palette,
    /// The filters to choose from.
    Filters,
    /// The note that is being written.
    Note,
    /// An address, before it is opened.
    Address,
    /// A text to copy.
    Copying,
    /// The list of keys.
    Help,
}

use Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Map, Note, Outline, Page, Palette, Progress, Search,
    Shelf, Text,
};

impl Context {
    /// Every context.
    pub const ALL: [Self; 16] = [
        Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note, Address,
        Copying, Help,
    ];

    /// What to call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Shelf => "the list of debates",
            Progress => "a debate that is being read",
            Outline => "the outline",
            Listing => "the list",
            Page => "the page",
            Exchange => "the exchange",
            Text => "the text",
            Grid => "the grid",
            Map => "the map",
            Search => "the search",
            Palette => "the palette",
            Filters => "the filters",
            Note => "the note",
            Address => "the address",
            Copying => "the text to copy",
            Help => "this list",
        }
    }

    /// Its name in a keymap and in a table of keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Shelf => "shelf",
            Progress => "progress",
            Outline => "outline",
            Listing => "list",
            Page => "page",
            Exchange => "exchange",
            Text => "text",
            Grid => "grid",
            Map => "map",
            Search => "search",
            Palette => "palette",
            Filters => "filters",
            Note => "note",
            Address => "address",
            Copying => "copy",
            Help => "help",
        }
    }

    /// Whether text is typed in it.
    #[must_use]
    pub fn is_typed_in(self) -> bool {
        matches!(self, Search | Palette | Filters | Note)
    }
}

/// Why a command cannot run now, for the reader. Keys are named by their commands, as [`super::Keymap::tell`] reads them.
pub type Reason = &'static str;

/// Something a key can do.
#[derive(Clone, Copy)]
pub struct Command {
    /// Its name, stable: keymaps and documentation refer to it.
    pub id: &'static str,
    /// Its keys where the reader has given it no others, as [`Key`] names them. Plain characters never reach it where
    /// text is typed.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub contexts: &'static [Context],
    /// One sentence of help.
    pub help: &'static str,
    /// A word or two for the bottom line, for the commands that matter most, the first in the table first.
    pub hint: Option<&'static str>,
    /// Whether it can run now, or why not.
    pub enabled: fn(&State) -> Result<(), Reason>,
    run: fn(&mut State, Key) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Command").field(&self.id).finish()
    }
}

impl Command {
    /// Whether each of its keys has a number that tells it which: without its key it means nothing.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.keys.iter().all(|key| key.ends_with(|end: char| end.is_ascii_digit()))
    }

    pub(super) fn run(&self, state: &mut State, key: Key) -> Vec<Effect> {
        match (self.enabled)(state) {
            Ok(()) => (self.run)(state, key),
            Err(reason) => {
                state.say(reason);
                Vec::new()
            }
        }
    }
}

/// The commands by topic, in the order of the table.
pub fn by_topic() -> impl Iterator<Item = (&'static str, &'static [Command])> {
    TOPICS.into_iter()
}

/// The command with this id.
#[must_use]
pub fn named(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}
