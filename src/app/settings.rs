//! What a reader has settled beforehand: how things look, whether the mouse is used, and which keys do what.
//!
//! What a file says rightly is taken, and what is wrong with it is told: it never keeps the program from starting.

mod keys;
#[cfg(test)]
mod tests;
mod write;

use std::sync::Arc;

use crate::format::settings::{Complaint, Fault, File, Place, Value, Word, repeated};
use crate::format::{Origin, Report};

use super::keymap::Keymap;

pub use write::yaml;

/// The name of a theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// The terminal's own foreground, background and sixteen colours, so that light and dark are as the terminal is.
    #[default]
    SixteenColours,
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// White letters on black, and no colour that stands out less than seven to one.
    HighContrast,
    /// Bold, dim and reverse only.
    Mono,
}

impl ThemeName {
    /// Every theme, in the order in which a key turns through them.
    pub const ALL: [Self; 5] = [Self::SixteenColours, Self::Dark, Self::Light, Self::HighContrast, Self::Mono];

    /// What it is called in settings and on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SixteenColours => "16-colour",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let here = Self::ALL.iter().position(|theme| *theme == self).unwrap_or_default();
        Self::ALL[(here + 1) % Self::ALL.len()]
    }
}

/// What a reader has settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// How things look; none where nothing was said about it.
    pub theme: Option<ThemeName>,
    /// Whether the mouse is used from the beginning.
    pub mouse: bool,
    /// Which key runs which command where.
    pub keymap: Arc<Keymap>,
}

/// The settings in a file, as far as they are right, and all that is wrong with them.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin) -> (Settings, Report) {
    let (mut file, value) = File::read(bytes, origin);
    let mut settings = Settings::default();
    let entries = match value {
        None | Some(Value::Nothing(_)) => Vec::new(),
        Some(Value::Mapping(entries, _)) => entries,
        Some(other) => {
            let message = "settings are a mapping".to_owned();
            complain(&mut file, Fault::WrongType, other.place(), message, Some("expected `theme: …` and the like"));
            Vec::new()
        }
    };
    for (key, value) in entries {
        match key.text.as_str() {
            "theme" => settings.theme = theme(&mut file, &value),
            "mouse" => settings.mouse = mouse(&mut file, &value),
            "keys" => settings.keymap = Arc::new(keys::read(&mut file, value)),
            _ => {
                let help = match file.meant(&key.text, ["theme", "mouse", "keys"].into_iter()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "settings have the keys `theme`, `mouse` and `keys`".to_owned(),
                };
                let message = format!("settings have no key {}", repeated(&key.text));
                unknown(&mut file, Fault::UnknownKey, &key.place, message, None, help);
            }
        }
    }
    (settings, file.report())
}

fn theme(file: &mut File, value: &Value) -> Option<ThemeName> {
    let names = || ThemeName::ALL.into_iter().map(ThemeName::name);
    let word = word_of(file, value, "a theme")?;
    let theme = ThemeName::named(&word.text);
    if theme.is_none() {
        let meant = file.meant(&word.text, names()).map(|meant| format!("; did you mean `{meant}`?"));
        let help = format!("there are {}{}", names().collect::<Vec<_>>().join(", "), meant.unwrap_or_default());
        let message = format!("there is no theme {}", repeated(&word.text));
        unknown(file, Fault::UnknownWord, &word.place, message, None, help);
    }
    theme
}

fn mouse(file: &mut File, value: &Value) -> bool {
    let Some(word) = word_of(file, value, "whether the mouse is used") else { return false };
    match word.text.as_str() {
        "true" => true,
        "false" => false,
        _ => {
            let message = format!("`mouse` cannot be {}", repeated(&word.text));
            complain(file, Fault::UnknownWord, &word.place, message, Some("expected true or false"));
            false
        }
    }
}

/// The word that must stand there.
fn word_of<'v>(file: &mut File, value: &'v Value, what: &str) -> Option<&'v Word> {
    if let Value::Word(word) = value {
        return Some(word);
    }
    complain(file, Fault::WrongType, value.place(), format!("{what} is told by one word"), None);
    None
}

fn complain(file: &mut File, fault: Fault, place: &Place, message: String, label: Option<&str>) {
    let label = label.map(str::to_owned);
    file.complain(Complaint { fault, place: place.clone(), message, label, help: None, related: None });
}

fn unknown(file: &mut File, fault: Fault, place: &Place, message: String, label: Option<String>, help: String) {
    file.complain(Complaint { fault, place: place.clone(), message, label, help: Some(help), related: None });
}
