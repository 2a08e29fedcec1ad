//! How things are printed: to people at a terminal with a little weight, into a pipe plainly, to programs as JSON.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};

use serde::Serialize;

use crate::app::ascii::in_ascii;
use crate::app::wording::{cut, width, wrap};
use crate::debate::{Debate, clean_line};
use crate::format::{self, Report};
use crate::terminal;

/// A text cut to fewer columns than this says nothing; the terminal wraps the line instead.
const LEAST_TEXT: usize = 24;

/// What may be done to text on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// Whether codes for bold, dim and colour may stand in it.
    pub(super) styled: bool,
    /// The columns of the terminal; a pipe has none, and nothing is cut for it.
    pub(super) columns: Option<usize>,
    /// Whether only ASCII is to be printed, beside letters.
    pub(super) ascii: bool,
}

impl Manner {
    pub(super) fn of_standard_output() -> Self {
        let columns = terminal::columns().map(usize::from);
        Self { styled: columns.is_some() && colour_is_welcome(), columns, ascii: speaks_only_ascii() }
    }

    /// The first line of a text in at most so many columns, cut as [`cut`] does.
    pub(super) fn cut(self, text: &str, columns: usize) -> String {
        if !self.ascii {
            return cut(text, columns);
        }
        let text = in_ascii(text);
        let whole = cut(&text, columns);
        // The mark takes three columns in ASCII.
        if whole.ends_with('…') { in_ascii(&cut(&text, columns.saturating_sub(2))).into_owned() } else { whole }
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

/// Whether the locale says, of itself, that characters are not UTF-8. Saying nothing, as containers do, says nothing.
pub(super) fn speaks_only_ascii() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// A writer of text through the door to ASCII.
pub(super) struct InAscii<W>(pub(super) W);

impl<W: Write> Write for InAscii<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A letter may lie on both sides of an end: what is left of it comes again.
        let (text, rest) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, 0),
            Err(error) => {
                let (text, rest) = bytes.split_at(error.valid_up_to());
                (std::str::from_utf8(text).unwrap_or_default(), rest.len())
            }
        };
        if text.is_empty() {
            return self.0.write(bytes);
        }
        self.0.write_all(in_ascii(text).as_bytes())?;
        Ok(bytes.len() - rest)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Words about the results: to standard error, and if nobody is there to hear them, to nobody.
pub(super) fn say(words: &str) {
    say_plainly(&format!("agon: {words}\n"));
}

/// The same for text of several lines that speaks for itself.
pub(super) fn say_plainly(words: &str) {
    let words = if speaks_only_ascii() { in_ascii(words) } else { words.into() };
    let _ = io::stderr().write_all(words.as_bytes());
}

/// What is wrong with a file, to standard error.
pub(super) fn say_report(report: &Report) {
    let columns = terminal::error_columns().map_or(usize::MAX, usize::from);
    say_plainly(&format::human_within(report, colour_on_standard_error(), columns));
}

/// A value as JSON, with a newline behind it.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// A list as JSON, written item by item, so that the first does not wait for the last.
pub(super) struct JsonList<'a> {
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> JsonList<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, empty: true }
    }

    pub(super) fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        let before = if std::mem::take(&mut self.empty) { "[\n" } else { ",\n" };
        self.out.write_all(before.as_bytes())?;
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }

    pub(super) fn end(self) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[]\n" } else { b"\n]\n" })
    }
}

/// A line that ends with an id.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry<'a> {
    /// Indentation and sign, with the blank behind it.
    pub(super) before: &'a str,
    /// What it is, in words, with the blank behind them.
    pub(super) words: &'a str,
    /// Its text, cut where the terminal is narrow.
    pub(super) text: &'a str,
    /// What `agon show` takes.
    pub(super) id: &'a str,
    pub(super) bold: bool,
}

impl Entry<'_> {
    pub(super) fn write(self, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        let Self { before, words, text, id, bold } = self;
        let id = clean_line(id);
        let text = clean_line(text);
        let taken = width(before) + width(words) + width(&id) + 2;
        let room = manner.columns.and_then(|columns| columns.checked_sub(taken));
        let text = match room.filter(|room| *room >= LEAST_TEXT) {
            Some(room) => manner.cut(&text, room).into(),
            None => text,
        };
        let text = if bold { manner.bold(&text) } else { text };
        writeln!(out, "{before}{}{text}  {}", manner.dim(words), manner.dim(&id))
    }
}

/// A text of its own lines: wrapped at a terminal, on one line in a pipe.
pub(super) fn paragraph(manner: Manner, out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    let text = clean_line(text);
    let room = manner.columns.and_then(|columns| columns.checked_sub(indent)).filter(|room| *room >= LEAST_TEXT);
    let lines = room.map_or_else(|| vec![text.to_string()], |room| wrap(&text, room));
    for line in lines {
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}

/// The title of a debate, with a blank line before all but the first.
pub(super) fn title(manner: Manner, out: &mut dyn Write, debate: &Debate, first: &mut bool) -> io::Result<()> {
    if !std::mem::take(first) {
        writeln!(out)?;
    }
    writeln!(out, "{}", manner.bold(&clean_line(debate.title())))
}
