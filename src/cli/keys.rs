//! `agon keys`: which key runs which command, and what is wrong with the settings.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use indexmap::IndexMap;
use serde::Serialize;

use crate::app::Keymap;
use crate::app::command::{COMMANDS, Command, Context};
use crate::app::settings::{self, Settings};
use crate::app::wording::width;
use crate::debate::clean_line;

use super::Status;
use super::print::{self, Manner};
use super::settings::Settled;

/// Print which key runs which command, and all that is wrong with the settings
///
/// A * marks what is not as it is by default. `--format yaml` prints a file of settings to start from.
#[derive(Debug, Args)]
pub(super) struct Keys {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// As it is without settings
    #[arg(long)]
    default: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// As a file of settings.
    Yaml,
}

/// A command with its keys, by the names of the contexts in which it works.
#[derive(Serialize)]
struct Entry {
    command: &'static str,
    help: &'static str,
    keys: IndexMap<&'static str, Vec<String>>,
    /// Its keys without settings, where they are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<IndexMap<&'static str, Vec<String>>>,
}

impl Entry {
    fn new(command: &'static Command, keymap: &Keymap, default: &Keymap) -> Self {
        let names = |keymap: &Keymap, context| keymap.keys(command, context).iter().map(|key| key.name()).collect();
        let all = |keymap| command.contexts.iter().map(|context| (context.name(), names(keymap, *context))).collect();
        let (keys, default) = (all(keymap), all(default));
        let default = (keys != default).then_some(default);
        Self { command: command.id, help: command.help, keys, default }
    }

    fn write(&self, manner: Manner, out: &mut dyn Write, columns: [usize; 2]) -> io::Result<()> {
        let [names, keys] = columns;
        let mut name = self.command;
        for (words, contexts) in grouped(&self.keys) {
            let was = self.default.as_ref().and_then(|default| Some((default, contexts.first()?)));
            let was = was.map(|(default, context)| words_of(&default[context])).filter(|was| *was != words);
            let mark = if was.is_some() { "*" } else { " " };
            let was = was.map_or_else(String::new, |was| format!("; by default {was}"));
            let place =
                if contexts.len() == Context::ALL.len() { "everywhere".to_owned() } else { contexts.join(", ") };
            let gap = " ".repeat(keys.saturating_sub(width(&words)));
            let words = manner.bold(&words).into_owned();
            writeln!(out, "{mark} {name:names$}  {words}{gap}  {}", manner.dim(&format!("{place}{was}")))?;
            name = "";
        }
        writeln!(out, "  {:names$}  {}", "", self.help)
    }
}

/// Contexts with the same keys together, in the order of the contexts.
fn grouped(keys: &IndexMap<&'static str, Vec<String>>) -> IndexMap<String, Vec<&'static str>> {
    let mut groups: IndexMap<String, Vec<&'static str>> = IndexMap::new();
    for (context, keys) in keys {
        groups.entry(words_of(keys)).or_default().push(context);
    }
    groups
}

fn words_of(keys: &[String]) -> String {
    if keys.is_empty() { "no key".to_owned() } else { keys.join(" ") }
}

impl Keys {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let settled = Settled::read();
        let wanting = !self.default && settled.say_all();
        let place = settled.path.as_ref().map(|path| clean_line(&path.to_string_lossy()).into_owned());
        let settings = if self.default { Settings::default() } else { settled.settings };
        let default = Keymap::default();
        let entries = || COMMANDS.iter().map(|command| Entry::new(command, &settings.keymap, &default));
        match self.format {
            Format::Json => print::json(out, &entries().collect::<Vec<_>>())?,
            Format::Yaml => out.write_all(settings::yaml(&settings).as_bytes())?,
            Format::Human => {
                let names = COMMANDS.iter().map(|command| command.id.len()).max().unwrap_or_default();
                let keys = entries().flat_map(|entry| grouped(&entry.keys).into_keys().collect::<Vec<_>>());
                // A run of numbers is longer than all else, and alone on its line.
                let keys = keys.map(|words| width(&words)).filter(|width| *width <= 20).max().unwrap_or_default();
                for entry in entries() {
                    entry.write(manner, out, [names, keys])?;
                }
                if let Some(place) = place {
                    writeln!(out, "\n{}", manner.dim(&format!("Settings: {place}")))?;
                }
            }
        }
        Ok(if wanting { Status::Wanting } else { Status::Done })
    }
}
