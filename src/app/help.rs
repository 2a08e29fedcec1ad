//! The list of keys that work in a context, made from the command table.

use super::command::{self, Command, Context};
use super::glyph::Glyph;
use super::keymap::Keymap;
use super::map::signs;
use super::state::State;
use super::wording::{width, wrap};
use super::{Key, Size, regions};
use crate::map::Mark;

/// A command that has a key in a context.
#[derive(Debug, Clone)]
pub struct HelpEntry {
    /// The keys, as shown: `↵`, `↑ k`.
    pub keys: String,
    /// The keys, as shown where signs are drawn in ASCII: `enter`, `up k`.
    pub ascii: String,
    /// The command.
    pub command: &'static Command,
    /// What it has to do with.
    pub topic: &'static str,
}

/// The commands that have a key in a context, in the order of the table.
#[must_use]
pub fn entries(keymap: &Keymap, context: Context) -> Vec<HelpEntry> {
    command::by_topic()
        .flat_map(|(topic, commands)| commands.iter().map(move |command| (topic, command)))
        .filter_map(|(topic, command)| {
            let shown = |form: fn(Key) -> String| keymap.keys(command, context).iter().copied().map(form).collect();
            let (keys, ascii): (Vec<String>, Vec<String>) = (shown(Key::shown), shown(Key::shown_in_ascii));
            (!keys.is_empty()).then(|| HelpEntry { keys: shortened(&keys), ascii: shortened(&ascii), command, topic })
        })
        .collect()
}

/// A run of keys, such as the digits, is told by its ends.
fn shortened(keys: &[String]) -> String {
    match keys {
        [first, .., last] if keys.len() > 4 => format!("{first} … {last}"),
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

/// The list for `context`, as it fits on the screen, under topics where there are several: what a key does is wrapped; keys that do nothing now come last, with
/// the reason; then what the signs mean.
#[must_use]
pub fn lines(state: &State, context: Context) -> Vec<HelpLine> {
    let entries = entries(&state.settings.keymap, context);
    let room = text_columns(state.size(), &entries);
    let mut lines = Vec::new();
    let mut add = |keys: [&str; 2], text: &str, enabled: bool| {
        let mut keys = Some(keys.map(str::to_owned));
        for text in wrap(text, room) {
            let [keys, ascii] = keys.take().unwrap_or_default();
            lines.push(HelpLine { keys, ascii, text, enabled });
        }
    };
    let reason = |entry: &HelpEntry| {
        (entry.command.enabled)(state)
            .err()
            .filter(|_| !matches!(context, Context::Search | Context::Note | Context::Address | Context::Copying))
    };
    let (now, not_now): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| reason(entry).is_none());
    let has_topics = now.iter().any(|entry| entry.topic != now[0].topic);
    let mut topic = "";
    for entry in &now {
        if has_topics && entry.topic != topic {
            if !topic.is_empty() {
                add(["", ""], "", true);
            }
            topic = entry.topic;
            add(["", ""], &format!("{topic}:"), false);
        }
        add([&entry.keys, &entry.ascii], entry.command.help, true);
    }
    if !not_now.is_empty() {
        add(["", ""], "", true);
        add(["", ""], "Not now:", false);
    }
    for entry in &not_now {
        let reason = state.settings.keymap.tell(reason(entry).unwrap_or_default(), context);
        add([&entry.keys, &entry.ascii], &format!("{}: {reason}", entry.command.help), false);
    }
    add(["", ""], "", true);
    add(["", ""], "Signs:", false);
    for (glyph, meaning) in LEGEND {
        add([glyph.sign(false), glyph.sign(true)], meaning, true);
    }
    if context == Context::Map {
        add(["", ""], "", true);
        add(["", ""], "Lines, from the sign to the head:", false);
        for mark in Mark::ALL {
            add(
                [false, true].map(|ascii| mark.sample(&signs(ascii))).each_ref().map(String::as_str),
                mark.words(),
                true,
            );
        }
    }
    lines
}

/// What the signs mean. The numbers in the outline are told with them.
const LEGEND: [(Glyph, &str); 12] = [
    (Glyph::Question, "a question: what is disputed"),
    (Glyph::Position, "a position: an answer that somebody holds"),
    (Glyph::Supports, "supports the statement above"),
    (Glyph::Rebuts, "rebuts it: says that it is wrong"),
    (Glyph::Undercuts, "undercuts it: says that, even if true, it does not bear on what it is used for"),
    (Glyph::Premise, "a premise: the statement above rests on it"),
    (Glyph::Loop, "stands further up already: people argue in circles"),
    (Glyph::Closed, "a closed branch; the number at the right tells how many statements lie below"),
    (Glyph::Actor, "an actor: somebody who speaks"),
    (Glyph::Source, "a source"),
    (Glyph::Event, "an event"),
    (Glyph::Tag, "a tag"),
];

/// Columns that the keys take.
#[must_use]
pub fn key_columns(state: &State, context: Context) -> usize {
    longest(state.size(), &entries(&state.settings.keymap, context))
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
