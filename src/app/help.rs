//! The list of keys that work in a context, made from the command table.

use super::command::{COMMANDS, Command, Context};
use super::state::State;
use super::wording::{width, wrap};
use super::{Key, Size, regions};

/// A command that has a key in a context.
#[derive(Debug, Clone)]
pub struct HelpEntry {
    /// The keys, as shown: `↵`, `↑ k`.
    pub keys: String,
    /// The keys, as shown where signs are drawn in ASCII: `enter`, `up k`.
    pub ascii: String,
    /// The command.
    pub command: &'static Command,
}

/// The commands that have a key in a context, in the order of the table.
#[must_use]
pub fn entries(context: Context) -> Vec<HelpEntry> {
    COMMANDS
        .iter()
        .filter_map(|command| {
            let keys: Vec<String> = command.keys_in(context).map(Key::shown).collect();
            let ascii: Vec<String> = command.keys_in(context).map(Key::shown_in_ascii).collect();
            (!keys.is_empty()).then(|| HelpEntry { keys: shortened(&keys), ascii: shortened(&ascii), command })
        })
        .collect()
}

/// A run of digits is told by its ends.
fn shortened(keys: &[String]) -> String {
    match keys {
        [first, .., last] if keys.len() > 4 && keys.iter().all(|key| key.len() == 1) => format!("{first} … {last}"),
        _ => keys.join(" "),
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The keys; empty where the line goes on with what the one above says.
    pub keys: String,
    /// The keys, where signs are drawn in ASCII.
    pub ascii: String,
    /// What they do.
    pub text: String,
    /// Whether they do it now.
    pub enabled: bool,
}

/// The list for `context`, as it fits on the screen: what a key does is wrapped, and followed by the reason where it
/// does nothing now.
#[must_use]
pub fn lines(state: &State, context: Context) -> Vec<HelpLine> {
    let entries = entries(context);
    let room = text_columns(state.size(), &entries);
    let mut lines = Vec::new();
    for HelpEntry { keys, ascii, command } in entries {
        let reason = (command.enabled)(state).err().filter(|_| context != Context::Search);
        let text = match reason {
            Some(reason) => format!("{} (not now: {reason})", command.help),
            None => command.help.to_owned(),
        };
        let mut keys = Some((keys, ascii));
        for text in wrap(&text, room) {
            let (keys, ascii) = keys.take().unwrap_or_default();
            lines.push(HelpLine { keys, ascii, text, enabled: reason.is_none() });
        }
    }
    lines
}

/// Columns that the keys take.
#[must_use]
pub fn key_columns(size: Size, context: Context) -> usize {
    longest(size, &entries(context))
}

fn longest(size: Size, entries: &[HelpEntry]) -> usize {
    // One layout for both forms, so that it follows from the state alone.
    let longest = entries.iter().map(|entry| width(&entry.keys).max(width(&entry.ascii))).max().unwrap_or_default();
    longest.min(usize::from(area(size).inner.width) / 3)
}

fn text_columns(size: Size, entries: &[HelpEntry]) -> usize {
    usize::from(area(size).inner.width).saturating_sub(longest(size, entries) + 2)
}

/// The box of the list.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 90, 42)
}

/// Lines of the list that fit on the screen.
#[must_use]
pub fn height(size: Size) -> usize {
    usize::from(area(size).inner.height).max(1)
}
