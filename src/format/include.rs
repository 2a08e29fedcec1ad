//! The files that a debate is made of: its main file and those that it includes.
//!
//! Both ways of reading walk through them here, so both take the same files in the same order: a file's own entries come
//! first, then those of each file it includes, with all that this one includes. Paths begin in the folder of the file
//! that names them; a file is known by its way from the folder of the main file, which none of them leaves.

use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::tree::Kind;
use super::{Origin, bytes, grower, limits, local, resolve};

/// Where the files are that a debate includes.
pub trait Files {
    /// What stands in the file at `path`, which begins in the folder of the main file: folders with `/` between them,
    /// no `.` and no `..`.
    ///
    /// # Errors
    /// Says in words why it may not or cannot be read.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String>;
}

/// The folder of a debate's main file.
#[derive(Debug, Clone, Default)]
pub struct Folder(Option<PathBuf>);

impl Folder {
    /// That of the file which bytes came from.
    #[must_use]
    pub fn of(origin: &Origin) -> Self {
        Self(origin.folder.clone())
    }

    /// Where a file in it is.
    #[must_use]
    pub fn path(&self, path: &str) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join(path))
    }
}

impl Files for Folder {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let Some(folder) = &self.0 else {
            return Err("the debate comes from no file, and has no folder".to_owned());
        };
        local::bytes(path, folder, limits::BYTES)
    }
}

/// A file of a debate that was read.
pub(super) struct Opened {
    /// Its way from the folder of the main file.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It may not, cannot or need not be.
    Words(String),
    /// It is one of those that include this one.
    Circle,
    /// It was included before.
    Twice(String),
    /// Debates of this size are not read.
    TooLarge,
}

/// The walk through the files of one debate.
pub(super) struct Inclusions<'f> {
    files: &'f mut dyn Files,
    /// All files so far.
    seen: IndexSet<String>,
    /// The files from the main one to the one at hand, each of which includes the next.
    open: Vec<String>,
    bytes: usize,
    most: usize,
}

impl<'f> Inclusions<'f> {
    /// Begins with the main file, of so many bytes. All files together may have `most`.
    pub(super) fn new(origin: &Origin, bytes: usize, most: usize, files: &'f mut dyn Files) -> Self {
        let name = Path::new(&origin.name).file_name().map(|name| name.to_string_lossy().into_owned());
        let main = name.unwrap_or_default();
        Self { files, seen: IndexSet::from([main.clone()]), open: vec![main], bytes, most }
    }

    /// How many there are in the files so far.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The folder of the file at hand.
    pub(super) fn folder(&self) -> &str {
        let path = self.open.last().map(String::as_str).unwrap_or_default();
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Reads a file that the one at hand names.
    pub(super) fn open(&mut self, path: &str) -> Result<Opened, Refused> {
        let words = |words: &str| Err(Refused::Words(words.to_owned()));
        // The happy way cannot see quotes.
        if path.trim().is_empty() || resolve::may_be_nothing(path) {
            return words("it names no file");
        }
        if path.split('/').any(|part| part == "..") {
            return words("`..` goes up, and an included file stands beside this one or below");
        }
        let path = local::joined(path, self.folder()).map_err(|why| Refused::Words(why.to_owned()))?;
        if self.open.contains(&path) {
            return Err(Refused::Circle);
        }
        if self.seen.contains(&path) {
            return Err(Refused::Twice(path));
        }
        if self.open.len() >= limits::INCLUSIONS {
            return Err(Refused::Words(format!("more than {} files include each other", limits::INCLUSIONS)));
        }
        if self.seen.len() >= limits::FILES {
            return Err(Refused::Words(format!("the debate has more than {} files", limits::FILES)));
        }
        let bytes = self.files.read(&path).map_err(Refused::Words)?;
        self.seen.insert(path.clone());
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > self.most {
            return Err(Refused::TooLarge);
        }
        Ok(Opened { path, bytes })
    }

    /// From here to [`Self::leave`], the file at `path` is at hand.
    pub(super) fn enter(&mut self, path: String) {
        self.open.push(path);
    }

    /// Back to the file that includes the one at hand.
    pub(super) fn leave(&mut self) {
        self.open.pop();
    }
}

/// Whether a file may include others; fast to find out of one that does not.
#[must_use]
pub fn may_include(raw: &[u8]) -> bool {
    memchr::memmem::find_iter(raw, "include").any(|at| {
        let behind = raw.get(at + "include".len()..).unwrap_or_default();
        behind.iter().find(|byte| !matches!(byte, b'"' | b'\'' | b' ')) == Some(&b':')
    })
}

/// Whether the beginning of a file, or all of it, has a title, as most debates have it; fast to find out.
#[must_use]
pub fn has_title(raw: &[u8]) -> bool {
    let begins_a_line = |at: usize| at == 0 || raw.get(at - 1) == Some(&b'\n');
    memchr::memmem::find_iter(raw, "title:").any(begins_a_line) || has_title_in_braces(raw)
}

/// The same of a file that stands in braces, as JSON does. Of one that has no title all is looked at.
fn has_title_in_braces(raw: &[u8]) -> bool {
    // The beginning of a file may end amid a character.
    let text = raw.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('{')
        && grower::keys(text).any(|key| key == "title")
}

/// Whether a file may be one that others include: it has no title, which every debate of its own has.
#[must_use]
pub fn may_be_part(raw: &[u8]) -> bool {
    if has_title(raw) {
        return false;
    }
    let Ok(text) = bytes::text(raw) else { return false };
    if text.trim_start().starts_with('{') {
        return true;
    }
    let tree = grower::grow(&text, &mut Vec::new());
    match tree.root.as_ref().map(|root| &tree.node(root).kind) {
        Some(Kind::Map { entries, .. }) => entries.iter().all(|(key, _)| tree.scalar(key) != Some("title")),
        _ => true,
    }
}

/// The folder that the paths of each source begin in.
#[derive(Debug, Default)]
pub(super) struct SourceFolders(Vec<(usize, String)>);

impl SourceFolders {
    /// The sources from this one on are those of a file in `folder`.
    pub(super) fn begin(&mut self, source: usize, folder: &str) {
        self.0.push((source, folder.to_owned()));
    }

    /// That of a source, from the folder of the main file.
    pub(super) fn of(&self, source: usize) -> &str {
        let file = self.0.partition_point(|(first, _)| *first <= source);
        file.checked_sub(1).and_then(|file| self.0.get(file)).map_or("", |(_, folder)| folder.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debate_has_a_title_however_it_is_laid_out() {
        for (text, has_one, is_part) in [
            ("agon: 1\ntitle: T\n", true, false),
            ("agon: 1\n'title': T\n", false, false),
            ("{\"agon\": 1, \"title\": \"T\", \"actors\": {}}", true, false),
            ("\u{feff}\n{agon: 1, actors: {a: {name: \"}\"}}, title: T}", true, false),
            ("{\n\t\"agon\": 1,\n\t\"title\": \"T\"\n}", true, false),
            ("{sources: {s: {title: T}}}", false, true),
            ("{sources: {title: {title: T}}, [title]: title, actors: {a: {name: title}}}", false, true),
            ("{summary: title, actors: {}}", false, true),
            ("sources:\n  s:\n    title: T\n", false, true),
            ("{", false, true),
            ("", false, true),
        ] {
            assert_eq!((has_title(text.as_bytes()), may_be_part(text.as_bytes())), (has_one, is_part), "{text:?}");
        }
        assert!(!may_be_part(b"{agon: \xff"));
        // Its beginning is enough, also where that ends amid a character.
        let long = format!("{{\"title\": \"T\", \"actors\": {{{}\"b\": {{\"name\": \"ä", "\"a\": {}, ".repeat(200));
        assert!(has_title(&long.as_bytes()[..long.len() - 1]));
    }
}
