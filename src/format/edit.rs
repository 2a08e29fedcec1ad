//! Changes to a file that leave all else in it as it is: every comment, every blank line, every quote.
//!
//! A change is a few replaced ranges of bytes at places that the located tree gives. Whatever the layout of the file,
//! the outcome is read back and compared with what was meant before anybody gets to see it: a change either does
//! exactly that, or is refused. So it is with all files of a debate together.

mod add;
mod entry;
mod id;
mod notation;
mod rename;

use std::ops::Range;

use indexmap::IndexMap;
use serde_json::Value;

use super::shape::{File, Id};
use super::{Files, Folder, Origin, Report, careful, check_with, limits};

pub use add::{Added, add};
pub use entry::Entry;
pub use rename::{IdKind, rename};

/// A text as YAML writes it behind a key: bare where it may be, in quotes where it must be.
#[must_use]
pub fn text_in_yaml(text: &str) -> String {
    notation::scalar(text, notation::Notation::Flow)
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// There are errors in the file as it is.
    Errors(Box<Report>),
    /// There would be errors in it: what was asked for names what is not there, or is no date, or the like.
    WouldBeErrors(Box<Report>),
    /// No statement, actor or source has this id.
    NoSuchId(String),
    /// Something else, in words.
    Words(String),
}

/// A changed file, and what was changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The whole file as it is to be.
    pub bytes: Vec<u8>,
    /// The lines that differ, in the order of the file.
    pub lines: Vec<ChangedLines>,
}

/// Lines of a file that became others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLines {
    /// The number of the first one, from 1.
    pub line: usize,
    /// As they were; none where lines were only put in.
    pub old: Vec<String>,
    /// As they are now.
    pub new: Vec<String>,
}

/// A range of a text and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    text: String,
}

impl Edit {
    fn insert(at: usize, text: String) -> Self {
        Self { range: at..at, text }
    }
}

/// A debate without errors that is to be changed: its files, the main one first.
struct Debate<'o> {
    origin: &'o Origin,
    files: Vec<Document>,
}

/// One of its files.
struct Document {
    /// The way from the folder of the main file; of that itself, nothing.
    path: String,
    bytes: Vec<u8>,
    /// What it says, without those that it includes.
    file: File,
}

/// A file that was changed, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The way to it from the folder of the debate's main file; none where it is that one itself.
    pub path: Option<String>,
    /// As it was.
    pub before: Vec<u8>,
    /// As it is to be.
    pub revision: Revision,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// The included files of a debate as they were read, or as they are to be.
#[derive(Default)]
struct Held(IndexMap<String, Vec<u8>>);

impl Files for Held {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

/// The folder of a debate, and what was read there.
struct Holding {
    folder: Folder,
    held: Held,
}

impl Files for Holding {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.folder.read(path)?;
        self.held.0.insert(path.to_owned(), bytes.clone());
        Ok(bytes)
    }
}

impl<'o> Debate<'o> {
    fn open(raw: &[u8], origin: &'o Origin) -> Result<Self, Refusal> {
        let mut holding = Holding { folder: Folder::of(origin), held: Held::default() };
        let report = check_with(raw, origin, &mut holding);
        if report.errors() > 0 {
            return Err(Refusal::Errors(Box::new(report)));
        }
        let main = (String::new(), raw.to_vec());
        let mut files = Vec::new();
        for (path, bytes) in std::iter::once(main).chain(holding.held.0) {
            if bytes.len() > limits::CAREFUL {
                return Err(too_large(&path));
            }
            match careful::file(&bytes, path.is_empty()) {
                Some(file) => files.push(Document { path, bytes, file }),
                // Without a word in it, it has no id to change either.
                None if !path.is_empty() => files.push(Document { path, bytes, file: File::default() }),
                None => return Err(Refusal::Errors(Box::new(report))),
            }
        }
        Ok(Self { origin, files })
    }

    /// Whether something of this kind has this id, in any of the files.
    fn has(&self, kind: IdKind, id: &Id) -> bool {
        self.files.iter().any(|document| kind.has(&document.file, id))
    }

    /// Carries out the edits of each file, if that makes of all of them what is meant.
    fn revised(&self, changes: Vec<(&Document, Vec<Edit>, File)>) -> Result<Vec<Changed>, Refusal> {
        let mut changed = Vec::new();
        for (document, edits, meant) in changes {
            changed.push(document.revised(edits, &meant)?);
        }
        let bytes = |document: &Document| {
            let new = changed.iter().find(|changed| changed.path.as_deref().unwrap_or_default() == document.path);
            new.map_or_else(|| document.bytes.clone(), |changed| changed.revision.bytes.clone())
        };
        let mut all = self.files.iter().map(|document| (document.path.clone(), bytes(document)));
        let Some((_, main)) = all.next() else { return Err(laid_out_otherwise()) };
        let report = check_with(&main, self.origin, &mut Held(all.collect()));
        if report.errors() > 0 {
            return Err(Refusal::WouldBeErrors(Box::new(report)));
        }
        Ok(changed)
    }
}

impl Document {
    /// As it is written, behind a byte-order mark.
    fn text(&self) -> Result<&str, Refusal> {
        let text = self.bytes.strip_prefix(MARK).unwrap_or(&self.bytes);
        std::str::from_utf8(text).map_err(|_| laid_out_otherwise())
    }

    fn revised(&self, mut edits: Vec<Edit>, meant: &File) -> Result<Changed, Refusal> {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let before = self.text()?;
        let text = applied(before, &edits).ok_or_else(laid_out_otherwise)?;
        let mark = if self.bytes.starts_with(MARK) { MARK } else { b"" };
        let bytes = [mark, text.as_bytes()].concat();
        match careful::file(&bytes, self.path.is_empty()) {
            Some(file) if in_order(&file) == in_order(meant) => {}
            // Only what was asked for may be at fault; where the layout is, this is not the file that was meant.
            _ => return Err(laid_out_otherwise()),
        }
        let lines = changed_lines(before, &text, &edits);
        let path = Some(self.path.clone()).filter(|path| !path.is_empty());
        Ok(Changed { path, before: self.bytes.clone(), revision: Revision { bytes, lines } })
    }
}

/// Everything a file says, in its order. White space at the ends of texts says nothing.
fn in_order(file: &File) -> Option<String> {
    fn trim(value: &mut Value) {
        match value {
            Value::String(text) => *text = text.trim().to_owned(),
            Value::Array(items) => items.iter_mut().for_each(trim),
            Value::Object(entries) => entries.values_mut().for_each(trim),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(file).ok()?;
    trim(&mut value);
    Some(value.to_string())
}

fn too_large(path: &str) -> Refusal {
    let file = if path.is_empty() { "this file" } else { path };
    let most = limits::CAREFUL >> 20;
    Refusal::Words(format!(
        "{file} is larger than {most} megabytes, too large to be changed safely: change it in your editor, or divide it, \
         as agon reads what a debate includes"
    ))
}

fn laid_out_otherwise() -> Refusal {
    Refusal::Words("this file is laid out in a way that makes the change unsafe: make it in your editor".to_owned())
}

/// The text after the edits, which are in order; none if two overlap.
fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 256);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start)?);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The lines that the edits touch, before and after.
fn changed_lines(old: &str, new: &str, edits: &[Edit]) -> Vec<ChangedLines> {
    let mut changed: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // How much further behind a place of the old text stands in the new one.
    let mut longer: isize = 0;
    for edit in edits {
        let old_range = edit.range.clone();
        let start = old_range.start.saturating_add_signed(longer);
        let new_range = start..start + edit.text.len();
        longer += isize::try_from(edit.text.len()).unwrap_or(0) - isize::try_from(old_range.len()).unwrap_or(0);
        match changed.last_mut() {
            Some((last, last_new)) if !old.get(last.end..old_range.start).unwrap_or_default().contains(NEWLINES) => {
                last.end = old_range.end;
                last_new.end = new_range.end;
            }
            _ => changed.push((old_range, new_range)),
        }
    }
    changed
        .into_iter()
        .map(|(mut old_range, mut new_range)| {
            let only_put_in = old_range.is_empty() && is_line_start(old, old_range.start);
            if !only_put_in {
                old_range = line_start(old, old_range.start)..line_end(old, old_range.end);
                new_range = line_start(new, new_range.start)..line_end(new, new_range.end);
            }
            let before = lines(old.get(..old_range.start).unwrap_or_default()).len();
            let mut old = lines(old.get(old_range).unwrap_or_default());
            let mut new = lines(new.get(new_range).unwrap_or_default());
            let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
            old.drain(..same);
            new.drain(..same);
            let same_behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
            old.truncate(old.len() - same_behind);
            new.truncate(new.len() - same_behind);
            ChangedLines { line: before + same + 1, old, new }
        })
        .collect()
}

const NEWLINES: [char; 2] = ['\n', '\r'];

/// The lines of a text, without what ends them.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::to_owned).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Where the line of a place begins.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(NEWLINES)).map_or(0, |newline| newline + 1)
}

/// Where the line of a place ends, before its newline.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find(NEWLINES)).map_or(text.len(), |newline| at + newline)
}

/// Behind the newline that ends the line of a place, or the end of the text.
fn next_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    let rest = text.get(end..).unwrap_or_default();
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

fn is_line_start(text: &str, at: usize) -> bool {
    at == 0 || text.get(..at).is_some_and(|before| before.ends_with(NEWLINES))
}

/// What ends the lines of a text.
fn newline(text: &str) -> &'static str {
    match text.find(NEWLINES).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
