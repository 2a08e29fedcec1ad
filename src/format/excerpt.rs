//! What is wrong with a file that is too large for the careful way, which takes many times its bytes of memory.
//!
//! The file is read in runs. Those that cannot be read, and those that name what is not there, are put together as a
//! smaller file, which the careful way reads. It is told the ids of the entries that are left out, so that it misses
//! none of them; an id that an unreadable run shares with one that is left out is found when that run can be read.

use std::collections::{HashMap, HashSet};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::de::DeserializeOwned;

use super::batch::{Batch, Entry, Standing};
use super::containers::Entries;
use super::problem::Belongs;
use super::runs::{Cutting, Pieces};
use super::shape::{self, Id};
use super::{Origin, Progress, guard};

/// A part of a file that is small enough for the careful way.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    pub(super) text: Vec<u8>,
    /// The ids of the entries that are left out.
    pub(super) left_out: HashSet<String>,
    /// Entries are left out of which not even the ids are known.
    pub(super) is_incomplete: bool,
    /// Lines so far, of the excerpt and of the file.
    at: (usize, usize),
    /// The same where each piece begins.
    pieces: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Of the runs with a mistake, as many as make `most` bytes. None where there is no such run, or the file is not one
    /// that can be cut.
    pub(super) fn of(file: &[u8], origin: &Origin, cutting: Cutting, most: usize, progress: &Progress) -> Option<Self> {
        let pieces = Pieces::of(file, cutting)?;
        let standing = Standing { origin, folder: "" };
        let mut runs: Vec<Run<'_>> = Vec::new();
        for (section, texts) in &pieces.sections {
            let read = |text: &&[u8]| if progress.is_given_up() { None } else { names(section, text, standing) };
            let names: Vec<Option<Names>> = texts.par_iter().map(read).collect();
            runs.extend(texts.iter().zip(names).map(|(text, names)| Run { section, text, names }));
        }
        let wrong = wrong(&runs);
        let mut excerpt = Self::default();
        let mut runs = runs.into_iter().zip(wrong).peekable();
        let mut has_run = false;
        for (number, outside) in pieces.outside.iter().enumerate() {
            excerpt.take(outside);
            let section = pieces.sections.get(number).map(|(section, _)| *section);
            while let Some((run, is_wrong)) = runs.next_if(|(run, _)| Some(run.section) == section) {
                if is_wrong && excerpt.text.len() + run.text.len() <= most {
                    excerpt.take(run.text);
                    has_run = true;
                } else {
                    excerpt.leave_out(run);
                }
            }
        }
        has_run.then_some(excerpt)
    }

    fn take(&mut self, piece: &[u8]) {
        self.pieces.push(self.at);
        self.text.extend_from_slice(piece);
        let lines = lines(piece);
        self.at = (self.at.0 + lines, self.at.1 + lines);
    }

    fn leave_out(&mut self, run: Run<'_>) {
        self.at.1 += lines(run.text);
        match run.names {
            Some(names) => self.left_out.extend(names.own.into_iter().map(|id| id.0)),
            None => self.is_incomplete = true,
        }
    }

    /// The line of the file that is this line of the excerpt, both from 1.
    pub(super) fn line(&self, line: usize) -> usize {
        let piece = self.pieces.partition_point(|(of_excerpt, _)| *of_excerpt < line).checked_sub(1);
        let begins = piece.and_then(|piece| self.pieces.get(piece));
        begins.map_or(line, |(of_excerpt, of_file)| line - of_excerpt + of_file)
    }
}

fn lines(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// A run of a section.
struct Run<'t> {
    section: &'static str,
    text: &'t [u8],
    /// None where it cannot be read.
    names: Option<Names>,
}

/// The ids of entries, and what they name.
struct Names {
    own: Vec<Id>,
    others: Vec<(Belongs, String)>,
}

/// Those of a run, if nothing in it needs care.
fn names(section: &str, run: &[u8], standing: Standing<'_>) -> Option<Names> {
    fn of<E: Entry + DeserializeOwned>(run: &[u8], standing: Standing<'_>) -> Option<Names> {
        let entries: Entries<E> = serde_yaml::from_str(guard::plain(run)?).ok()?;
        let others = Batch::of(entries.0.iter().map(|(id, entry)| (id, entry)), standing)?.into_words();
        Some(Names { own: entries.0.into_iter().map(|(id, _)| id).collect(), others })
    }
    match section {
        "actors" => of::<shape::Actor>(run, standing),
        "sources" => of::<shape::Source>(run, standing),
        "questions" => of::<shape::Question>(run, standing),
        "positions" => of::<shape::Position>(run, standing),
        _ => of::<shape::Argument>(run, standing),
    }
}

/// Of each run, whether something in it may be wrong, or it holds the other end of that.
fn wrong(runs: &[Run<'_>]) -> Vec<bool> {
    let mut wrong: Vec<bool> = runs.iter().map(|run| run.names.is_none()).collect();
    let space = |section| match section {
        "actors" => Belongs::Actor,
        "sources" => Belongs::Source,
        _ => Belongs::Statement,
    };
    let mut homes: HashMap<(Belongs, &str), usize> = HashMap::new();
    for (number, run) in runs.iter().enumerate() {
        for id in run.names.iter().flat_map(|names| &names.own) {
            if let Some(first) = homes.insert((space(run.section), &id.0), number) {
                wrong[first] = true;
                wrong[number] = true;
            }
        }
    }
    for (number, run) in runs.iter().enumerate() {
        for (belongs, id) in run.names.iter().flat_map(|names| &names.others) {
            let home = |belongs| homes.get(&(belongs, id.as_str())).copied();
            let is_there = match belongs {
                Belongs::Question => home(Belongs::Statement).is_some_and(|home| runs[home].section == "questions"),
                belongs => home(*belongs).is_some(),
            };
            if !is_there {
                wrong[number] = true;
                for other in [Belongs::Actor, Belongs::Source, Belongs::Statement].into_iter().filter_map(home) {
                    wrong[other] = true;
                }
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::super::{Folder, Report, careful, short};
    use super::*;

    const CUTTING: Cutting = Cutting { least: 0, run: 1 };

    /// A debate with so many arguments, and something put in the place of the tenth, and of the last.
    fn debate(tenth: &str, last: &str) -> String {
        let head = "# A comment\nagon: 1\ntitle: T\nactors:\n  ana: {name: Ana}\n\n  ben: {name: Ben}\nsources:\n  \
                    hearing: {title: Hearing}\nquestions:\n  q: {text: Q}\npositions:\n  # One.\n  p: {answers: q, text: P}\n\
                    arguments:\n";
        let argument = |n: usize| match n {
            10 => tenth.to_owned(),
            29 => last.to_owned(),
            n => format!("  a{n}:\n    text: A\n    rebuts: [p]\n    said: {{by: ana, in: hearing}}\n"),
        };
        head.to_owned() + &(0..30).map(argument).collect::<String>()
    }

    fn of_large(text: &str) -> Report {
        careful::of_large(text.as_bytes(), &Origin::named("x"), &mut Folder::default(), CUTTING, &Progress::default())
    }

    /// The errors are those of the whole file, at the same lines.
    #[test]
    fn an_excerpt_tells_what_the_whole_would() {
        let fine = "  f: {text: F, rebuts: p}\n";
        for (tenth, last) in [
            ("  b: {txt: B, rebuts: p}\n", fine),
            (fine, "  c:\n    text: C\n    rebuts: nobody\n"),
            ("  b: {text: B, rebuts: p, said: {by: bem}}\n", "  c: {text: C, rebuts: [p, p]}\n"),
            ("  b: {text: B, rebuts: ana}\n", fine),
            (fine, "  a3: {text: A again, rebuts: p}\n"),
            (fine, "  q: {text: A again, rebuts: p}\n"),
            ("  b: {text: \"B, rebuts: p}\n", fine),
            ("  b: {text: B, rebuts: b}\n", "  c: {rebuts: p}\n"),
        ] {
            let text = debate(tenth, last);
            let progress = Progress::default();
            let whole = careful::read(text.as_bytes(), &Origin::named("x"), &mut Folder::default(), &progress);
            let whole = whole.expect_err("it has an error");
            assert_eq!(short(&of_large(&text)), short(&whole), "{tenth}{last}");
        }
    }

    /// A section without an entry is no place to cut at.
    #[test]
    fn lines_behind_an_empty_section_are_counted() {
        let text = "agon: 1\ntitle: T\nactors:\n  # none\n\nsources:\nquestions:\n  q: {text: Q}\npositions:\n  p: {answers: q, \
                    txt: P}\n";
        let lines: Vec<_> = of_large(text).diagnostics.iter().map(|told| told.line).collect();
        assert_eq!(lines, [10]);
    }

    #[test]
    fn what_no_excerpt_shows_is_told_of_the_whole_file() {
        let fine = "  f: {text: F, rebuts: p}\n";
        for text in [debate(fine, "  c: {text: C,\n  rebuts: p}\n"), "{\"agon\": 1}".to_owned()] {
            let codes: Vec<_> = of_large(&text).diagnostics.iter().map(|told| (told.code, told.line)).collect();
            assert_eq!(codes, [("E0002", 1)], "{text}");
        }
    }

    #[test]
    fn no_more_than_so_many_bytes_are_taken() {
        let text = debate("  b: {txt: B}\n", "  c: {txt: C}\n");
        let progress = Progress::default();
        let excerpt = |most| Excerpt::of(text.as_bytes(), &Origin::named("x"), CUTTING, most, &progress);
        let taken = |most| excerpt(most).map(|taken| (taken.is_incomplete, taken.text.len() <= most));
        assert_eq!(taken(10_000), Some((false, true)));
        assert_eq!(taken(100), Some((true, true)));
        assert_eq!(taken(10), None);
    }
}
