//! The command table: everything a key can do, each with its keys, where it works, one sentence of help, and whether it
//! can run now.
//!
//! The keys that work, the hints on the bottom line, the help on `?` and the tables in the documentation are all made
//! from it; nothing lists keys twice.

mod filtering;
mod going;
mod marking;
mod moving;
mod table;

use super::state::State;
use super::{Effect, Key, KeyCode};

pub use table::COMMANDS;

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of debates.
    Shelf,
    /// The outline of a debate.
    Outline,
    /// The list that stands in place of the outline in the other views.
    Listing,
    /// The page beside it.
    Page,
    /// The thread of replies.
    Exchange,
    /// The search.
    Search,
    /// The palette of commands.
    Palette,
    /// The filters to choose from.
    Filters,
    /// The note that is being written.
    Note,
    /// The list of keys.
    Help,
}

use Context::{Exchange, Filters, Help, Listing, Note, Outline, Page, Palette, Search, Shelf};

impl Context {
    /// Every context.
    pub const ALL: [Self; 10] = [Shelf, Outline, Listing, Page, Exchange, Search, Palette, Filters, Note, Help];

    /// What to call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Shelf => "the list of debates",
            Outline => "the outline",
            Listing => "the list",
            Page => "the page",
            Exchange => "the exchange",
            Search => "the search",
            Palette => "the palette",
            Filters => "the filters",
            Note => "the note",
            Help => "this list",
        }
    }
}

/// Why a command cannot run now, for the reader.
pub type Reason = &'static str;

/// Something a key can do.
pub struct Command {
    /// Its name, stable: keymaps and documentation refer to it.
    pub id: &'static str,
    /// Its keys, as [`Key`] names them. Plain characters never reach it in the search,
    /// the palette, the filters and a note, where they are typed.
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
    /// Whether one of its keys is `key` in `context`.
    #[must_use]
    pub fn answers(&self, key: Key, context: Context) -> bool {
        let typed = matches!(context, Search | Palette | Filters | Note)
            && matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false });
        !typed && self.contexts.contains(&context) && self.keys.iter().any(|name| name.parse() == Ok(key))
    }

    /// Whether its keys are numbers that tell it which: without its key it means nothing.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.keys.iter().all(|key| key.ends_with(|end: char| end.is_ascii_digit()))
    }

    /// Its keys that work in `context`.
    pub fn keys_in(&self, context: Context) -> impl Iterator<Item = Key> + '_ {
        self.keys.iter().filter_map(|name| name.parse().ok()).filter(move |key| self.answers(*key, context))
    }

    pub(super) fn run(&self, state: &mut State, key: Key) -> Vec<Effect> {
        match (self.enabled)(state) {
            Ok(()) => (self.run)(state, key),
            Err(reason) => {
                state.message = Some(reason.to_owned());
                Vec::new()
            }
        }
    }
}

/// The command that `key` runs in `context`.
#[must_use]
pub fn find(key: Key, context: Context) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.answers(key, context))
}
