//! Which key runs which command where: the keys of the command table, or what the reader has put in their place.
//!
//! What is kept true: in one context a key runs one command, and in what is typed in no plain character runs any.

use std::collections::HashMap;

use super::command::{COMMANDS, Command, Context, named};
use super::{Key, KeyCode};

/// Which key runs which command where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// By a command's id; of each command in every context where it has a key.
    keys: HashMap<(&'static str, Context), Vec<Key>>,
    /// The place in the table of the command that a key runs, and which of its keys it is, from 0.
    bound: HashMap<(Context, Key), (usize, usize)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(default_keys)
    }
}

/// The keys of a command in a context as the table has them.
pub(super) fn default_keys(command: &Command, context: Context) -> Vec<Key> {
    let keys = command.keys.iter().filter_map(|name| name.parse().ok());
    keys.filter(|key| command.contexts.contains(&context) && can_run(*key, context)).collect()
}

/// Whether a key can run a command in a context: where text is typed, plain characters are that text.
pub(super) fn can_run(key: Key, context: Context) -> bool {
    !(context.is_typed_in() && matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false }))
}

impl Keymap {
    /// A keymap of the keys that `keys` gives each command in each of its contexts. Of two that want the same key the
    /// first in the table gets it.
    pub(super) fn new(keys: impl Fn(&'static Command, Context) -> Vec<Key>) -> Self {
        let mut keymap = Self { keys: HashMap::new(), bound: HashMap::new() };
        for (place, command) in COMMANDS.iter().enumerate() {
            for &context in command.contexts {
                let mut free = keys(command, context);
                free.retain(|key| can_run(*key, context) && !keymap.bound.contains_key(&(context, *key)));
                for (number, key) in free.iter().enumerate() {
                    keymap.bound.insert((context, *key), (place, number));
                }
                if !free.is_empty() {
                    keymap.keys.insert((command.id, context), free);
                }
            }
        }
        keymap
    }

    /// The command that `key` runs in `context`.
    #[must_use]
    pub fn find(&self, key: Key, context: Context) -> Option<&'static Command> {
        COMMANDS.get(self.bound.get(&(context, key))?.0)
    }

    /// Which of its command's keys `key` is in `context`, from 0: of those that are numbered it tells what to go to.
    #[must_use]
    pub fn number(&self, key: Key, context: Context) -> Option<usize> {
        self.bound.get(&(context, key)).map(|(_, number)| *number)
    }

    /// The keys of a command in a context, the one to tell of first.
    #[must_use]
    pub fn keys(&self, command: &Command, context: Context) -> &[Key] {
        self.keys.get(&(command.id, context)).map_or(&[], Vec::as_slice)
    }

    /// `words` with the key of a command for each `{id}` in them: its first one in `context`, else in another; of a
    /// command without a key its name. Signs are spelt out, as they would be in speech.
    #[must_use]
    pub fn tell(&self, words: &str, context: Context) -> String {
        let mut told = String::new();
        let mut rest = words;
        while let Some((before, (id, behind))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            told.push_str(before);
            told.push_str(&self.key_of(id, context).map_or_else(|| id.replace('-', " "), Key::shown_in_ascii));
            rest = behind;
        }
        told.push_str(rest);
        told
    }

    fn key_of(&self, id: &str, context: Context) -> Option<Key> {
        let command = named(id)?;
        let mut contexts = std::iter::once(context).chain(command.contexts.iter().copied());
        contexts.find_map(|context| self.keys(command, context).first()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_no_context_does_the_table_give_a_key_twice() {
        let keymap = Keymap::default();
        for command in COMMANDS {
            for context in Context::ALL {
                assert_eq!(keymap.keys(command, context), default_keys(command, context), "{command:?} {context:?}");
            }
        }
    }

    #[test]
    fn words_name_the_key_of_a_command() {
        let keymap = Keymap::default();
        for (words, context, told) in [
            ("back where you stopped", Context::Page, "back where you stopped"),
            ("{marks} lists, {bookmark} sets", Context::Page, "M lists, m sets"),
            ("{move-down} reads on", Context::Page, "down reads on"),
            // In the note itself no key opens a note.
            ("{note} writes", Context::Note, "A writes"),
            ("{no-such-command} and {", Context::Page, "no such command and {"),
        ] {
            assert_eq!(keymap.tell(words, context), told);
        }
        let bare = Keymap::new(|_, _| Vec::new());
        assert_eq!(bare.tell("{list-marks} lists", Context::Page), "list marks lists");
    }
}
