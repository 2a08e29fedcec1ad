//! The keys that a file of settings gives to commands.
//!
//! The keys that a command is given replace its own, everywhere or in the context named. A key that is given away is
//! taken from the command that had it by default. A key is given to one command only, unless the table gives it to both, and what leads out of the program
//! and of what is typed in keeps a key.

use std::collections::HashMap;

use crate::app::command::{COMMANDS, Command, Context};
use crate::app::key::{Key, KeyError};
use crate::app::keymap::{Keymap, can_run, default_keys, is_shared};
use crate::debate::clean_line;
use crate::format::settings::{Complaint, Fault, File, Place, Value, Word, repeated};

use super::{complain, unknown};

/// Says in place of keys that there are none.
pub(super) const NONE: &str = "none";

/// The commands without a key to which nobody could leave where they are.
const ALWAYS: [&str; 4] = ["quit-at-once", "leave-line", "leave-help", "keep-note"];

/// Keys given to a command, everywhere or in one context.
struct Given {
    command: usize,
    context: Option<Context>,
    keys: Vec<(Key, Place)>,
    place: Place,
}

impl Given {
    fn command(&self) -> &'static Command {
        &COMMANDS[self.command]
    }
}

pub(super) fn read(file: &mut File, value: Value) -> Keymap {
    let entries = match value {
        Value::Nothing(_) => Vec::new(),
        Value::Mapping(entries, _) => entries,
        Value::Word(_) | Value::List(..) => {
            let message = "keys are given by command".to_owned();
            complain(file, Fault::WrongType, value.place(), message, Some("expected a mapping such as `search: /`"));
            Vec::new()
        }
    };
    let mut given = Vec::new();
    for (id, value) in entries {
        let Some(command) = COMMANDS.iter().position(|command| command.id == id.text) else {
            let meant = file.meant(&id.text, COMMANDS.iter().map(|command| command.id));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "agon keys lists all commands".to_owned(),
            };
            unknown(
                file,
                Fault::UnknownKey,
                &id.place,
                format!("there is no command {}", repeated(&id.text)),
                None,
                help,
            );
            continue;
        };
        match value {
            Value::Mapping(by_context, _) => {
                for (name, value) in by_context {
                    let Some(context) = context(file, &COMMANDS[command], &name) else { continue };
                    let place = value.place().clone();
                    let keys = keys(file, value, |key| can_run(key, context));
                    given.extend(keys.map(|keys| Given { command, context: Some(context), keys, place }));
                }
            }
            value => {
                let place = value.place().clone();
                let contexts = COMMANDS[command].contexts;
                let keys = keys(file, value, |key| contexts.iter().any(|context| can_run(key, *context)));
                given.extend(keys.map(|keys| Given { command, context: None, keys, place }));
            }
        }
    }
    resolve(file, &given)
}

/// The context of that name, if the command works there.
fn context(file: &mut File, command: &Command, name: &Word) -> Option<Context> {
    let found = command.contexts.iter().copied().find(|context| context.name() == name.text);
    if found.is_none() {
        let names: Vec<&str> = command.contexts.iter().map(|context| context.name()).collect();
        let meant = file.meant(&name.text, names.iter().copied()).map(|meant| format!("; did you mean `{meant}`?"));
        let help = format!("it works in {}{}", names.join(", "), meant.unwrap_or_default());
        let message = format!("`{}` does not work in {}", command.id, repeated(&name.text));
        unknown(file, Fault::UnknownKey, &name.place, message, None, help);
    }
    found
}

/// The keys in `value`; none where not one of those that stand there is right.
fn keys(file: &mut File, value: Value, can_run: impl Fn(Key) -> bool) -> Option<Vec<(Key, Place)>> {
    let words = match value {
        Value::Word(word) if word.text == NONE => return Some(Vec::new()),
        Value::List(items, _) if items.is_empty() => return Some(Vec::new()),
        Value::Word(word) => vec![Value::Word(word)],
        Value::List(items, _) => items,
        Value::Nothing(_) | Value::Mapping(..) => vec![value],
    };
    let mut keys: Vec<(Key, Place)> = Vec::new();
    for value in words {
        let Value::Word(word) = value else {
            let is_nothing = matches!(value, Value::Nothing(_));
            let message = if is_nothing { "no key is given here" } else { "this is no key" }.to_owned();
            let label = "expected a key, a list of keys, or none";
            complain(file, Fault::WrongType, value.place(), message, Some(label));
            continue;
        };
        let Some(key) = key(file, &word) else { continue };
        if let Some((_, first)) = keys.iter().find(|(before, _)| *before == key) {
            let related = Some((first.clone(), "first given here".to_owned()));
            let message = format!("{} stands here twice", repeated(&word.text));
            let place = word.place;
            file.complain(Complaint { fault: Fault::Repeated, place, message, label: None, help: None, related });
        } else if can_run(key) {
            keys.push((key, word.place));
        } else {
            let message = format!("{} is typed here and can run nothing", repeated(&word.text));
            let help = "give a key with ctrl- or alt-, or one that writes nothing, such as f2".to_owned();
            unknown(file, Fault::UnknownWord, &word.place, message, Some("a character of the text".to_owned()), help);
        }
    }
    (!keys.is_empty()).then_some(keys)
}

/// The key that a word names.
fn key(file: &mut File, word: &Word) -> Option<Key> {
    // What cannot be seen by itself, such as an accent without its letter, could not be told of.
    let is_seen = clean_line(&word.text) == word.text;
    let sent = match word.text.parse::<Key>().and_then(|key| if is_seen { Ok(key) } else { Err(KeyError) }) {
        Ok(key) => match key.sent() {
            Some(sent) => sent,
            None => return Some(key),
        },
        Err(error) => {
            let help = if let Some(meant) = Key::meant(&word.text).filter(|_| is_seen) {
                format!("did you mean `{}`?", meant.name())
            } else {
                let meant = file.meant(&word.text, Key::names()).map(|meant| format!("; did you mean `{meant}`?"));
                format!("{error}{}", meant.unwrap_or_default())
            };
            unknown(file, Fault::UnknownWord, &word.place, format!("{} is no key", repeated(&word.text)), None, help);
            return None;
        }
    };
    let message = format!("{} never comes from a terminal", repeated(&word.text));
    let help = format!("what is sent is `{}`", sent.name());
    unknown(file, Fault::UnknownWord, &word.place, message, None, help);
    None
}

/// The keys of a command in a context where it was given `keys` wherever it works. Where text is typed and none of them
/// can run anything, it keeps its own.
pub(super) fn spread(command: &Command, context: Context, keys: &[Key]) -> Vec<Key> {
    let free: Vec<Key> = keys.iter().copied().filter(|key| can_run(*key, context)).collect();
    if free.is_empty() && !keys.is_empty() { default_keys(command, context) } else { free }
}

/// A clash of what was given, in every context in which it comes about.
type Clashes<T> = Vec<(T, Vec<Context>)>;

fn note<T: PartialEq>(clashes: &mut Clashes<T>, clash: T, context: Context) {
    match clashes.iter_mut().find(|(known, _)| *known == clash) {
        Some((_, contexts)) => contexts.push(context),
        None => clashes.push((clash, vec![context])),
    }
}

fn resolve(file: &mut File, given: &[Given]) -> Keymap {
    let mut keys: HashMap<(&str, Context), Vec<Key>> = HashMap::new();
    let mut twice = Vec::new();
    let mut lost = Vec::new();
    for context in Context::ALL {
        let mut here = Here { context, keys: vec![None; COMMANDS.len()], holders: HashMap::new() };
        // What is said of one context counts more than what is said of all.
        let said = |command: usize, context: Option<Context>| {
            given.iter().position(|given| given.command == command && given.context == context)
        };
        for (number, entry) in given.iter().enumerate() {
            let works = entry.command().contexts.contains(&context);
            let counts = said(entry.command, Some(context)).or_else(|| said(entry.command, None)) == Some(number);
            if works && counts {
                here.give(given, number, &mut twice);
            }
        }
        here.fill_up();
        // What one of them gets back may be what another one had been given instead of its own.
        for _ in ALWAYS {
            for place in here.without_a_way_out() {
                note(&mut lost, (place, here.blame(given, place)), context);
                here.restore(place);
            }
        }
        for (command, held) in COMMANDS.iter().zip(here.keys) {
            keys.insert((command.id, context), held.unwrap_or_default());
        }
    }
    tell_twice(file, given, twice);
    tell_lost(file, given, lost);
    Keymap::new(|command, context| keys.get(&(command.id, context)).cloned().unwrap_or_default())
}

/// The keys of one context while they are given out.
struct Here {
    context: Context,
    /// By command; none while nothing has been said of it.
    keys: Vec<Option<Vec<Key>>>,
    /// Who has a key: the command, and the number of what gave it, if anything did.
    holders: HashMap<Key, (usize, Option<usize>)>,
}

/// A key given a second time: where, and the number of what gave it first.
type Twice = (Key, Place, usize);

impl Here {
    fn give(&mut self, given: &[Given], number: usize, twice: &mut Clashes<Twice>) {
        let entry = &given[number];
        let mut held = Vec::new();
        for (key, place) in entry.keys.iter().filter(|(key, _)| can_run(*key, self.context)) {
            match self.holders.get(key) {
                Some((holder, Some(first))) if !self.is_shared(*key, entry.command, *holder) => {
                    note(twice, (*key, place.clone(), *first), self.context);
                }
                holder => {
                    if holder.is_none() {
                        self.holders.insert(*key, (entry.command, Some(number)));
                    }
                    held.push(*key);
                }
            }
        }
        // Where it can have none of what it was given, it keeps its own.
        if !held.is_empty() || entry.keys.is_empty() {
            self.keys[entry.command] = Some(held);
        }
    }

    /// Gives the commands of which nothing was said their own keys, as far as those are free.
    fn fill_up(&mut self) {
        for (place, command) in COMMANDS.iter().enumerate() {
            if self.keys[place].is_none() {
                let mut own = default_keys(command, self.context);
                own.retain(|key| self.holders.get(key).is_none_or(|(holder, _)| self.is_shared(*key, place, *holder)));
                for key in &own {
                    self.holders.entry(*key).or_insert((place, None));
                }
                self.keys[place] = Some(own);
            }
        }
    }

    fn is_shared(&self, key: Key, one: usize, other: usize) -> bool {
        is_shared(key, self.context, &COMMANDS[one], &COMMANDS[other])
    }

    /// The commands that must have a key and have none.
    fn without_a_way_out(&self) -> Vec<usize> {
        let lost = |(place, command): (usize, &Command)| {
            let has_key = self.keys[place].as_ref().is_some_and(|keys| !keys.is_empty());
            let must = ALWAYS.contains(&command.id) && command.contexts.contains(&self.context);
            (must && !has_key).then_some(place)
        };
        COMMANDS.iter().enumerate().filter_map(lost).collect()
    }

    /// Gives a command its own keys back, whoever has them.
    fn restore(&mut self, place: usize) {
        let own = default_keys(&COMMANDS[place], self.context);
        for held in &mut self.keys {
            let Some(mut keys) = held.take() else { continue };
            let before = keys.len();
            keys.retain(|key| !own.contains(key));
            // Who has nothing left of what it was given has its own again.
            *held = (before == 0 || !keys.is_empty()).then_some(keys);
        }
        self.holders.extend(own.iter().map(|key| (*key, (place, None))));
        self.keys[place] = Some(own);
        self.fill_up();
    }

    /// The number of what left a command without a key.
    fn blame(&self, given: &[Given], place: usize) -> Option<usize> {
        let said = |context: Option<Context>| {
            given.iter().position(|given| given.command == place && given.context == context)
        };
        let own = default_keys(&COMMANDS[place], self.context);
        let taken = || own.iter().find_map(|key| self.holders.get(key)?.1);
        said(Some(self.context)).or_else(|| said(None)).or_else(taken)
    }
}

fn names(contexts: &[Context]) -> String {
    contexts.iter().map(|context| context.name()).collect::<Vec<_>>().join(", ")
}

fn tell_twice(file: &mut File, given: &[Given], twice: Clashes<Twice>) {
    for ((key, place, first), contexts) in twice {
        let first = &given[first];
        let before = first.keys.iter().find(|(given, _)| *given == key).map_or(&first.place, |(_, place)| place);
        let id = first.command().id;
        file.complain(Complaint {
            fault: Fault::Repeated,
            place,
            message: format!("`{}` is given to two commands in {}", key.name(), names(&contexts)),
            label: Some("given again here; this one is left out".to_owned()),
            help: None,
            related: Some((before.clone(), format!("it runs `{id}`"))),
        });
    }
}

fn tell_lost(file: &mut File, given: &[Given], lost: Clashes<(usize, Option<usize>)>) {
    for ((place, blame), contexts) in lost {
        let Some(entry) = blame.and_then(|number| given.get(number)) else { continue };
        let command = &COMMANDS[place];
        let own = default_keys(command, contexts[0]);
        let taken = entry.keys.iter().find(|(key, _)| own.contains(key)).map_or(&entry.place, |(_, place)| place);
        let message = format!("`{}` would be without a key in {}", command.id, names(&contexts));
        let help = "nobody could leave without it, so it keeps its own; give it another key first".to_owned();
        unknown(file, Fault::UnknownWord, taken, message, None, help);
    }
}
