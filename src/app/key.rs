//! Keys, as the keymap names them and a reader writes them: `g`, `G`, `ctrl-c`, `pageup`, `space`.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers. Shift is part of the character (`G`), and Shift-Tab is `BackTab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character, as the keyboard's layout makes it.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// A function key, from 1.
    Function(u8),
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Control held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }
}

impl From<char> for Key {
    fn from(c: char) -> Self {
        KeyCode::Char(c).into()
    }
}

/// The keys that have a name, each with the name the keymap uses and the one shown on the screen.
const NAMED: [(KeyCode, &str, &str); 16] = [
    (KeyCode::Enter, "enter", "↵"),
    (KeyCode::Escape, "esc", "esc"),
    (KeyCode::Backspace, "backspace", "⌫"),
    (KeyCode::Tab, "tab", "⇥"),
    (KeyCode::BackTab, "backtab", "⇤"),
    (KeyCode::Up, "up", "↑"),
    (KeyCode::Down, "down", "↓"),
    (KeyCode::Left, "left", "←"),
    (KeyCode::Right, "right", "→"),
    (KeyCode::PageUp, "pageup", "PgUp"),
    (KeyCode::PageDown, "pagedown", "PgDn"),
    (KeyCode::Home, "home", "Home"),
    (KeyCode::End, "end", "End"),
    (KeyCode::Delete, "delete", "Del"),
    (KeyCode::Insert, "insert", "Ins"),
    (KeyCode::Char(' '), "space", "space"),
];

/// The word is no key: neither one character nor a name, or its modifiers are not `ctrl-` and `alt-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyError;

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected a key such as g, G, ctrl-c, alt-x, enter, pageup, space or f1")
    }
}

impl std::error::Error for KeyError {}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(word: &str) -> Result<Self, KeyError> {
        let (mut rest, mut ctrl, mut alt) = (word, false, false);
        // `-` alone is a key too, so a prefix counts only with something behind it.
        loop {
            if let Some(behind) = rest.strip_prefix("ctrl-").filter(|behind| !behind.is_empty() && !ctrl) {
                (rest, ctrl) = (behind, true);
            } else if let Some(behind) = rest.strip_prefix("alt-").filter(|behind| !behind.is_empty() && !alt) {
                (rest, alt) = (behind, true);
            } else {
                break;
            }
        }
        let named = NAMED.iter().find(|(_, name, _)| *name == rest).map(|(code, ..)| *code);
        let function = || {
            let number: u8 = rest.strip_prefix('f')?.parse().ok()?;
            (1..=24).contains(&number).then_some(KeyCode::Function(number))
        };
        let character = || {
            let mut characters = rest.chars();
            let c = characters.next()?;
            (characters.next().is_none() && !c.is_control() && !c.is_whitespace()).then_some(KeyCode::Char(c))
        };
        let code = named.or_else(character).or_else(function).ok_or(KeyError)?;
        Ok(Self { code, ctrl, alt })
    }
}

impl Key {
    /// The name the keymap uses: `ctrl-c`, `pageup`.
    #[must_use]
    pub fn name(self) -> String {
        self.words("ctrl-", |entry| entry.1)
    }

    /// The short form for the screen: `^c`, `PgUp`.
    #[must_use]
    pub fn shown(self) -> String {
        self.words("^", |entry| entry.2)
    }

    /// As [`Key::shown`], where signs are drawn in ASCII: `enter` for `↵`.
    #[must_use]
    pub fn shown_in_ascii(self) -> String {
        self.words("^", |entry| if entry.2.is_ascii() { entry.2 } else { entry.1 })
    }

    /// What a terminal sends in place of a key that it never sends: there Control makes no difference between small
    /// and capital letters, and some letters with it are keys of their own.
    pub(super) fn sent(self) -> Option<Self> {
        match self.code {
            KeyCode::Char(c) if self.ctrl && c.is_uppercase() => {
                Some(Self { code: KeyCode::Char(c.to_ascii_lowercase()), ..self }).filter(|sent| *sent != self)
            }
            KeyCode::Char('h') if self.ctrl && !self.alt => Some(KeyCode::Backspace.into()),
            KeyCode::Char('i') if self.ctrl && !self.alt => Some(KeyCode::Tab.into()),
            KeyCode::Char('m') if self.ctrl && !self.alt => Some(KeyCode::Enter.into()),
            KeyCode::Char('[') if self.ctrl && !self.alt => Some(KeyCode::Escape.into()),
            _ => None,
        }
    }

    /// The key that is meant by the name it has elsewhere: `C-x`, `Ctrl+C`, `<CR>`, `shift-g`.
    pub(super) fn meant(word: &str) -> Option<Self> {
        let word = word.trim_matches(['<', '>']);
        let (word, mut ctrl) = word.strip_prefix('^').map_or((word, false), |behind| (behind, !behind.is_empty()));
        let mut parts: Vec<&str> = word.split(['-', '+']).collect();
        let base = parts.pop().filter(|base| !base.is_empty())?;
        let (mut alt, mut shift) = (false, false);
        for part in parts {
            match part.to_lowercase().as_str() {
                "ctrl" | "control" | "c" | "strg" => ctrl = true,
                "alt" | "meta" | "option" | "m" | "a" => alt = true,
                "shift" | "s" => shift = true,
                _ => return None,
            }
        }
        let mut characters = base.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(c), None) if shift => KeyCode::Char(c.to_uppercase().next()?),
            (Some(c), None) => KeyCode::Char(if ctrl { c.to_ascii_lowercase() } else { c }),
            _ => match base.to_lowercase().as_str() {
                "tab" if shift => KeyCode::BackTab,
                _ if shift => return None,
                "escape" => KeyCode::Escape,
                "return" | "ret" | "cr" => KeyCode::Enter,
                "bs" | "back" => KeyCode::Backspace,
                "del" => KeyCode::Delete,
                "ins" => KeyCode::Insert,
                "pgup" => KeyCode::PageUp,
                "pgdn" | "pgdown" => KeyCode::PageDown,
                "spacebar" | "blank" => KeyCode::Char(' '),
                "btab" => KeyCode::BackTab,
                name => name.parse::<Self>().ok()?.code,
            },
        };
        Some(Self { code, ctrl, alt })
    }

    /// The names of the keys that are no characters.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(_, name, _)| *name)
    }

    fn words(self, ctrl: &str, word: impl Fn(&(KeyCode, &'static str, &'static str)) -> &'static str) -> String {
        let ctrl = if self.ctrl { ctrl } else { "" };
        let alt = if self.alt { "alt-" } else { "" };
        let code = match (NAMED.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some(entry), _) => word(entry).to_owned(),
            (None, KeyCode::Char(c)) => c.to_string(),
            (None, KeyCode::Function(number)) => format!("f{number}"),
            (None, _) => String::new(),
        };
        format!("{ctrl}{alt}{code}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_named_and_shown_short() {
        for (name, shown) in [
            ("g", "g"),
            ("G", "G"),
            ("?", "?"),
            ("-", "-"),
            ("ctrl-c", "^c"),
            ("alt-x", "alt-x"),
            ("ctrl-alt-x", "^alt-x"),
            ("ctrl--", "^-"),
            ("enter", "↵"),
            ("pageup", "PgUp"),
            ("space", "space"),
            ("f12", "f12"),
            ("f", "f"),
            ("é", "é"),
        ] {
            let key: Key = name.parse().expect(name);
            assert_eq!((key.name().as_str(), key.shown().as_str()), (name, shown));
        }
        for (name, shown) in [("enter", "enter"), ("alt-left", "alt-left"), ("ctrl-up", "^up"), ("pageup", "PgUp")] {
            assert_eq!(name.parse::<Key>().expect(name).shown_in_ascii(), shown);
        }
    }

    #[test]
    fn keys_are_known_by_the_names_they_have_elsewhere() {
        for (word, meant) in [
            ("C-x", Some("ctrl-x")),
            ("Ctrl+C", Some("ctrl-c")),
            ("^P", Some("ctrl-p")),
            ("<CR>", Some("enter")),
            ("Enter", Some("enter")),
            ("shift-g", Some("G")),
            ("Shift+Tab", Some("backtab")),
            ("M-Left", Some("alt-left")),
            ("PgDn", Some("pagedown")),
            ("F5", Some("f5")),
            ("shift-up", None),
            ("super-x", None),
            ("ctrl-", None),
            ("^", None),
            ("gg", None),
        ] {
            assert_eq!(Key::meant(word).map(Key::name).as_deref(), meant, "{word}");
        }
    }

    #[test]
    fn keys_that_no_terminal_sends_are_known() {
        for (name, sent) in [
            ("ctrl-G", Some("ctrl-g")),
            ("ctrl-alt-G", Some("ctrl-alt-g")),
            ("ctrl-h", Some("backspace")),
            ("ctrl-i", Some("tab")),
            ("ctrl-m", Some("enter")),
            ("ctrl-g", None),
            ("alt-h", None),
            ("h", None),
            ("G", None),
        ] {
            let key: Key = name.parse().expect(name);
            assert_eq!(key.sent().map(Key::name).as_deref(), sent, "{name}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for word in ["", " ", "\u{1b}", "ctrl-", "shift-a", "f0", "f25", "gg", "ctrl-ctrl-c", "Enter"] {
            assert_eq!(word.parse::<Key>(), Err(KeyError), "{word:?}");
        }
    }
}
