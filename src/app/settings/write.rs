//! Settings as a file that says the same.

use std::fmt::Write as _;

use crate::app::command::{COMMANDS, Command, Context};
use crate::app::key::Key;
use crate::app::keymap::{Keymap, default_keys};

use super::keys::{NONE, spread};
use super::{Settings, ThemeName};

/// A file that is read as these settings. Everything that can be settled stands in it; what is as it would be without it
/// stands behind a `#`.
#[must_use]
pub fn yaml(settings: &Settings) -> String {
    let mut out = String::from("# Settings of agon. What stands behind a # is as it is without this file.\n\n");
    let names: Vec<&str> = ThemeName::ALL.into_iter().map(ThemeName::name).collect();
    let theme = settings.theme.map_or_else(|| ("# ", ThemeName::default().name()), |theme| ("", theme.name()));
    let _ = writeln!(out, "# One of {}.\n{}theme: {}\n", names.join(", "), theme.0, theme.1);
    let off = if settings.mouse { "" } else { "# " };
    let _ = writeln!(out, "# Whether the mouse is used from the beginning.\n{off}mouse: {}\n", settings.mouse);
    out.push_str(
        "# A command's keys: one, a list, or none; or a mapping from where they work to those. They replace its own,\n\
         # and a key given is taken from the command that had it. Of commands that go by number the first key is 1.\n\
         keys:\n",
    );
    for command in COMMANDS {
        let _ = writeln!(out, "  # {}.", command.help);
        let _ = writeln!(out, "  {}", entry(&settings.keymap, command));
    }
    out
}

/// The line that gives a command its keys, as a comment where they are its own.
fn entry(keymap: &Keymap, command: &'static Command) -> String {
    let id = command.id;
    let changed = |context: &&Context| keymap.keys(command, **context) != default_keys(command, **context);
    let changed: Vec<Context> = command.contexts.iter().filter(changed).copied().collect();
    if changed.is_empty() {
        let keys: Vec<Key> = command.keys.iter().filter_map(|name| name.parse().ok()).collect();
        return format!("# {id}: {}", listed(&keys));
    }
    // The longest list is that of a context in which nothing is typed.
    let all = command.contexts.iter().map(|context| keymap.keys(command, *context)).max_by_key(|keys| keys.len());
    let all = all.unwrap_or_default();
    if command.contexts.iter().all(|context| spread(command, *context, all) == keymap.keys(command, *context)) {
        return format!("{id}: {}", listed(all));
    }
    let by_context: Vec<String> = changed
        .into_iter()
        .map(|context| format!("{}: {}", context.name(), listed(keymap.keys(command, context))))
        .collect();
    format!("{id}: {{{}}}", by_context.join(", "))
}

fn listed(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(|key| quoted(&key.name())).collect();
    match words.as_slice() {
        [] => NONE.to_owned(),
        [word] => word.clone(),
        _ => format!("[{}]", words.join(", ")),
    }
}

/// A key's name as YAML reads it as text: most signs mean something there, and so do some letters.
fn quoted(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.chars().count() > 1 && name.chars().all(is_word) && !name.ends_with('-') {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
