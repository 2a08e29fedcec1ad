//! The list of keys that work in a context, made from the command table.

use super::command::{COMMANDS, Command, Context};
use super::{Size, regions};

/// One line of the list: the keys and the command they run.
#[derive(Debug, Clone)]
pub struct HelpLine {
    /// The keys, as shown: `↵`, `↑ k`.
    pub keys: String,
    /// The command.
    pub command: &'static Command,
}

/// The commands of a context that have a key there, in the order of the table.
#[must_use]
pub fn lines(context: Context) -> Vec<HelpLine> {
    COMMANDS
        .iter()
        .filter_map(|command| {
            let keys: Vec<String> = command.keys_in(context).map(super::Key::shown).collect();
            (!keys.is_empty()).then(|| HelpLine { keys: shortened(&keys), command })
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

/// The box of the list.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 90, size.height.saturating_sub(2).min(40))
}

/// Lines of the list that fit on the screen; the last line of the box is for its own keys.
#[must_use]
pub fn height(size: Size) -> usize {
    usize::from(area(size).inner.height.saturating_sub(1)).max(1)
}
