//! How things are printed: to people at a terminal with a little weight, into a pipe plainly, to programs as JSON.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};

use serde::Serialize;

use crate::terminal;

/// What may be done to text on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// Whether codes for bold, dim and colour may stand in it.
    pub(super) styled: bool,
    /// The columns of the terminal; a pipe has none, and nothing is cut for it.
    pub(super) columns: Option<usize>,
}

impl Manner {
    pub(super) fn of_standard_output() -> Self {
        let columns = terminal::columns().map(usize::from);
        Self { styled: columns.is_some() && colour_is_welcome(), columns }
    }

    pub(super) fn bold(self, text: &str) -> Cow<'_, str> {
        self.dressed(text, "\u{1b}[1m")
    }

    pub(super) fn dim(self, text: &str) -> Cow<'_, str> {
        self.dressed(text, "\u{1b}[2m")
    }

    fn dressed<'a>(self, text: &'a str, code: &str) -> Cow<'a, str> {
        if self.styled && !text.trim().is_empty() {
            Cow::Owned(format!("{code}{text}\u{1b}[0m"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// Whether words on standard error may have colour.
pub(super) fn colour_on_standard_error() -> bool {
    io::stderr().is_terminal() && colour_is_welcome()
}

/// Whether nobody said that there should be no colour.
pub(super) fn colour_is_welcome() -> bool {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !no_colour && !is_dumb()
}

/// Whether the terminal says that it knows no codes at all.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|name| name == "dumb")
}

/// Words about the results: to standard error, and if nobody is there to hear them, to nobody.
pub(super) fn say(words: &str) {
    let _ = writeln!(io::stderr(), "agon: {words}");
}

/// The same for text of several lines that speaks for itself.
pub(super) fn say_plainly(words: &str) {
    let _ = write!(io::stderr(), "{words}");
}

/// A value as JSON, with a newline behind it.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
