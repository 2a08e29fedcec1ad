//! Which key runs which command where: the keys of the command table, or what the reader has put in their place.
//!
//! What is kept true: in one context a key runs one command, or the first that can run now of several to which the table
//! gives it, and in what is typed in no plain character runs any.

use std::collections::HashMap;

use super::command::{COMMANDS, Command, Context, named};
use super::{Key, KeyCode};

/// Which key runs which command where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// By a command's id; of each command in every context where it has a key.
    keys: HashMap<(&'static str, Context), Vec<Key>>,
    /// The places in the table of the commands that a key runs, and which of the keys of each it is, from 0.
    bound: HashMap<(Context, Key), Vec<(usize, usize)>>,
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

/// Whether the table gives a key to both of two commands in a context.
pub(super) fn is_shared(key: Key, context: Context, one: &Command, other: &Command) -> bool {
    [one, other].into_iter().all(|command| default_keys(command, context).contains(&key))
}

/// Whether a key can run a command in a context: where text is typed, plain characters are that text.
pub(super) fn can_run(key: Key, context: Context) -> bool {
    !(context.is_typed_in() && matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false }))
}

impl Keymap {
    /// A keymap of the keys that `keys` gives each command in each of its contexts. Of two that want the same key the
    /// first in the table gets it, unless the table gives it to both.
    pub(super) fn new(keys: impl Fn(&'static Command, Context) -> Vec<Key>) -> Self {
        let mut keymap = Self { keys: HashMap::new(), bound: HashMap::new() };
        for (place, command) in COMMANDS.iter().enumerate() {
            for &context in command.contexts {
                let mut free = keys(command, context);
                free.retain(|key| {
                    let mut holders = keymap.bound.get(&(context, *key)).into_iter().flatten();
                    can_run(*key, context)
                        && holders.all(|(holder, _)| is_shared(*key, context, command, &COMMANDS[*holder]))
                });
                for (number, key) in free.iter().enumerate() {
                    keymap.bound.entry((context, *key)).or_default().push((place, number));
                }
                if !free.is_empty() {
                    keymap.keys.insert((command.id, context), free);
                }
            }
        }
        keymap
    }

    /// The commands that `key` runs in `context`: of several the first that can run now.
    pub fn commands(&self, key: Key, context: Context) -> impl Iterator<Item = &'static Command> {
        self.bound.get(&(context, key)).into_iter().flatten().filter_map(|(place, _)| COMMANDS.get(*place))
    }

    /// Which of its command's keys `key` is in `context`, from 0: of those that are numbered it tells what to go to.
    #[must_use]
    pub fn number(&self, key: Key, context: Context) -> Option<usize> {
        self.bound.get(&(context, key))?.first().map(|(_, number)| *number)
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
    fn the_table_gives_no_key_twice_but_what_ends_a_search_before_it_leaves() {
        let keymap = Keymap::default();
        let mut shared = Vec::new();
        for context in Context::ALL {
            for command in COMMANDS {
                assert_eq!(keymap.keys(command, context), default_keys(command, context), "{command:?} {context:?}");
                for key in keymap.keys(command, context) {
                    let ids: Vec<&str> = keymap.commands(*key, context).map(|command| command.id).collect();
                    if ids.len() > 1 && ids[0] == command.id {
                        shared.push((context, key.name(), ids));
                    }
                }
            }
        }
        assert_eq!(shared, [(Context::Map, "esc".to_owned(), vec!["end-search", "leave-view"])]);
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
