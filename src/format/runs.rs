//! A large file, read in runs of entries: many at a time, and each let go as soon as it is understood.
//!
//! `serde_yaml` holds all events of what it reads, some ten times the text. So the entries of the sections are cut out
//! in runs, each of which is read on its own as a mapping; what is left is read as a file whose sections are empty.
//!
//! Why a cut cannot change what a file says. Take its pieces in their order: what stands outside of the sections up to
//! and with the line `arguments:`, then the runs of that section, then what stands behind it, and so on. As long as
//! every piece before is read without an error, a reader of the whole comes to the next one as a reader who begins
//! with it:
//! - No bracket and no quoted text is open at the end of a piece: that is an error in it. Nor at the beginning of the
//!   line that opens a section: it has neither quotes nor brackets, so its piece would be in error.
//! - No plain text and no block of text goes on behind a piece. Their lines stand to the right of the mapping that they
//!   are part of, and a piece begins at the column of its mapping: that of the section's first entry, or none. A line
//!   between these two columns is a doubt, and nothing is cut.
//! - Anchors, aliases, tags, directives, tabs and more documents than one are what [`guard`] leaves to the careful way.
//!   It is asked about every piece, and knows nothing of other lines but how many brackets they open.
//!
//! So the whole is read without an error where all pieces are, and says the same. Where a piece fails, as one does that
//! was cut inside of brackets, the careful way reads the whole.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::batch::{Batch, Batches, Entry, Standing};
use super::containers::Entries;
use super::names::Known;
use super::shape::WithSections;
use super::{Progress, guard, limits, shape};

/// Where a file is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cutting {
    /// Bytes of the smallest file that is.
    pub(super) least: usize,
    /// Bytes of a run, beside the rest of its last entry.
    pub(super) run: usize,
}

impl Cutting {
    /// A smaller file is read before the threads have begun.
    pub(super) const USUAL: Self = Self { least: 512 << 10, run: 64 << 10 };

    /// Whether a text of so many bytes is worth more than one thread.
    pub(super) fn is_worth_threads(self, bytes: usize) -> bool {
        bytes >= self.least
    }

    /// Does both, at once if that is worth it for a text of so many bytes.
    pub(super) fn both<A: Send, B: Send>(
        self,
        bytes: usize,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        if self.is_worth_threads(bytes) { rayon::join(one, other) } else { (one(), other()) }
    }

    /// Files of every size to runs of so many bytes, or not at all.
    pub(super) fn to(run: Option<usize>) -> Self {
        Self { least: if run.is_some() { 0 } else { usize::MAX }, run: run.unwrap_or(0) }
    }
}

/// The sections that are cut.
const SECTIONS: [&str; 5] = ["actors", "sources", "questions", "positions", "arguments"];

/// A file in pieces: all of it, each behind the one before.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces<'t> {
    /// What stands outside of the entries: before those of each section, and behind all.
    pub(super) outside: Vec<&'t [u8]>,
    /// The runs of each section.
    pub(super) sections: Vec<(&'static str, Vec<&'t [u8]>)>,
    /// The ids of the entries of all sections, each with its section, as the layout has them; none of a file that is too
    /// large to be read carefully.
    pub(super) ids: Vec<(&'static str, &'t [u8])>,
}

impl<'t> Pieces<'t> {
    /// None where there is nothing to cut, or a doubt.
    pub(super) fn of(file: &'t [u8], cutting: Cutting) -> Option<Self> {
        if !cutting.is_worth_threads(file.len()) {
            return None;
        }
        let file = guard::without_mark(file);
        let is_large = file.len() > limits::CAREFUL;
        let mut pieces = Self::default();
        // Where the piece at hand begins.
        let mut begin = 0;
        // A section whose first entry has not come yet, and where the line ends that opens it.
        let mut opening = None;
        // Inside of a section, the column at which its entries stand.
        let mut entries = None;
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', file).map(|newline| newline + 1).chain([file.len()]) {
            let from = std::mem::replace(&mut start, end);
            let line = file.get(from..end)?;
            let Some((column, first)) = column(line) else { continue };
            if column == 0 {
                if entries.take().is_some() {
                    pieces.run(file.get(begin..from)?);
                    begin = from;
                }
                opening = opened(line).map(|section| (section, end));
                continue;
            }
            if let Some((section, below)) = opening.take() {
                if !begins_entry(first) {
                    return None;
                }
                pieces.outside.push(file.get(begin..below)?);
                pieces.sections.push((section, Vec::new()));
                if !is_large {
                    pieces.id(line.get(column..)?);
                }
                (begin, entries) = (below, Some(column));
            } else if let Some(entry) = entries
                && column <= entry
            {
                if column < entry {
                    return None;
                }
                if !begins_entry(first) {
                    continue;
                }
                if !is_large {
                    pieces.id(line.get(column..)?);
                }
                if from - begin >= cutting.run {
                    pieces.run(file.get(begin..from)?);
                    begin = from;
                }
            }
        }
        let rest = file.get(begin..)?;
        if entries.is_some() {
            pieces.run(rest);
        } else {
            pieces.outside.push(rest);
        }
        (!pieces.sections.is_empty()).then_some(pieces)
    }

    /// The next run of the last section.
    fn run(&mut self, run: &'t [u8]) {
        if let Some((_, runs)) = self.sections.last_mut() {
            runs.push(run);
        }
    }

    /// The id of the next entry of the last section, which a line begins with.
    fn id(&mut self, line: &'t [u8]) {
        let end = memchr::memchr(b':', line).unwrap_or(line.len());
        let mut id = line.get(..end).unwrap_or_default().trim_ascii_end();
        for quote in [b'"', b'\''] {
            id = id.strip_prefix(&[quote]).and_then(|id| id.strip_suffix(&[quote])).unwrap_or(id);
        }
        if let Some((section, _)) = self.sections.last() {
            self.ids.push((section, id));
        }
    }

    /// What the file says outside of its sections, and what in them; none where something needs care. `is_all` says
    /// that what is named has to stand in this file, or in those that it includes.
    pub(super) fn read<T: WithSections>(
        &self,
        standing: Standing<'_>,
        is_all: bool,
        progress: &Progress,
    ) -> Option<(T, Batches)> {
        let outside = self.outside.iter().map(|piece| guard::plain(piece)).collect::<Option<Vec<&str>>>()?;
        for piece in &outside {
            serde_yaml::from_str::<Entries<IgnoredAny>>(piece).ok()?;
        }
        let file: T = serde_yaml::from_str(&outside.concat()).ok()?;
        progress.read(outside.iter().map(|piece| piece.len()).sum());
        progress.found(file.statements());
        let mut batches = Batches::of(&file.sections(), standing)?;
        let mut known = None;
        if is_all && file.included().is_empty() && !self.ids.is_empty() {
            known = Some(Known::of(&self.ids, &file.sections())?);
        }
        for (section, runs) in &self.sections {
            let reading = Reading { section, runs, standing, known: known.as_ref(), progress };
            match *section {
                "actors" => batches.actors.extend(reading.batches::<shape::Actor>()?),
                "sources" => batches.sources.extend(reading.batches::<shape::Source>()?),
                "questions" => batches.questions.extend(reading.batches::<shape::Question>()?),
                "positions" => batches.positions.extend(reading.batches::<shape::Position>()?),
                _ => batches.arguments.extend(reading.batches::<shape::Argument>()?),
            }
        }
        Some((file, batches))
    }
}

/// The runs of a section that are read.
struct Reading<'a> {
    section: &'static str,
    runs: &'a [&'a [u8]],
    standing: Standing<'a>,
    /// What may be named, where that is known.
    known: Option<&'a Known<'a>>,
    progress: &'a Progress,
}

impl Reading<'_> {
    fn batches<T: Entry + DeserializeOwned>(&self) -> Option<Vec<Batch<T::Made>>> {
        match self.runs {
            // No thread has to be woken for it.
            [run] => Some(vec![self.batch::<T>(run)?]),
            runs => runs.par_iter().map(|run| self.batch::<T>(run)).collect(),
        }
    }

    fn batch<T: Entry + DeserializeOwned>(&self, run: &[u8]) -> Option<Batch<T::Made>> {
        if self.progress.is_given_up() {
            return None;
        }
        let entries: Entries<T> = serde_yaml::from_str(guard::plain(run)?).ok()?;
        let batch = Batch::of(entries.0.iter().map(|(id, entry)| (id, entry)), self.standing)?;
        if self.known.is_some_and(|known| !known.has_all(&batch.words)) {
            return None;
        }
        self.progress.read(run.len());
        if shape::has_statements(self.section) {
            self.progress.found(batch.entries.len());
        }
        Some(batch)
    }
}

/// How far a line is indented, and what it begins with; none where it says nothing.
pub(super) fn column(line: &[u8]) -> Option<(usize, u8)> {
    let column = line.iter().position(|byte| *byte != b' ')?;
    let first = line.get(column).copied()?;
    (!matches!(first, b'\n' | b'\r' | b'#')).then_some((column, first))
}

/// The section that a line opens whose entries all stand below.
pub(super) fn opened(line: &[u8]) -> Option<&'static str> {
    let behind = |name: &&str| line.strip_prefix(name.as_bytes()).and_then(|rest| rest.strip_prefix(b":"));
    let (name, rest) = SECTIONS.iter().find_map(|name| Some((*name, behind(name)?)))?;
    let said = rest.trim_ascii();
    let is_comment = rest.starts_with(b" ") && said.starts_with(b"#");
    let closes = |byte: &u8| matches!(byte, b'"' | b'\'' | b'[' | b']' | b'{' | b'}');
    (said.is_empty() || (is_comment && !said.iter().any(closes))).then_some(name)
}

/// Whether a line that begins so, and stands where entries do, is an entry for all that can be seen.
pub(super) fn begins_entry(first: u8) -> bool {
    first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, b'_' | b'"' | b'\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_ENTRY: Cutting = Cutting { least: 0, run: 1 };

    /// What stands outside of the sections, and the runs of each.
    type Texts<'t> = (Vec<&'t str>, Vec<(&'t str, Vec<&'t str>)>);

    fn pieces(text: &str) -> Option<Texts<'_>> {
        let text_of = |piece: &&'static [u8]| std::str::from_utf8(piece).expect("text");
        let Pieces { outside, sections, .. } = Pieces::of(text.to_owned().leak().as_bytes(), BY_ENTRY)?;
        let sections = sections.iter().map(|(name, runs)| (*name, runs.iter().map(text_of).collect()));
        Some((outside.iter().map(text_of).collect(), sections.collect()))
    }

    #[test]
    fn sections_are_cut_at_their_entries() {
        let text = "\u{feff}agon: 1\ntitle: |\n  arguments:\nactors: # all\n\n # of them\n  a:\n    name: A\n# b\n  # c\n  b: {\n    \
                    name: B\n  }\n  'c': {name: C}\nevents:\n- {text: E}\nsources:\n# none\narguments:\r\n  a-b: c\n";
        assert_eq!(
            pieces(text),
            Some((
                vec![
                    "agon: 1\ntitle: |\n  arguments:\nactors: # all\n",
                    "events:\n- {text: E}\nsources:\n# none\narguments:\r\n"
                ],
                vec![
                    (
                        "actors",
                        vec![
                            "\n # of them\n  a:\n    name: A\n# b\n  # c\n",
                            "  b: {\n    name: B\n  }\n",
                            "  'c': {name: C}\n"
                        ]
                    ),
                    ("arguments", vec!["  a-b: c\n"]),
                ]
            ))
        );
    }

    #[test]
    fn what_is_in_doubt_is_not_cut() {
        for text in [
            "agon: 1\ntitle: T\n",
            "{\"arguments\": {}}",
            "arguments: {a: {text: A}}\n",
            "arguments: # {a\n  b: {}\n",
            "arguments:\n    a: {}\n  b: {}\n",
            "arguments:# a\n  b: {}\n",
            "arguments:\n  {a: {}}\n  b: {}\n",
            "arguments:\n  - a\n",
            "actors:\n# none\n",
            "",
        ] {
            assert_eq!(pieces(text), None, "{text:?}");
        }
        let small = Cutting { least: 100, ..BY_ENTRY };
        assert_eq!(Pieces::of(b"arguments:\n  a: {}\n", small), None);
    }
}
