//! The happy way from bytes to a debate: `serde_yaml`, and no places.

use super::batch::{Batches, Standing};
use super::include::{Files, Inclusions, Opened, may_include};
use super::names::Words;
use super::resolve::Resolver;
use super::runs::{Cutting, Pieces};
use super::shape::{self, File, Included, LocalPath, OneOrMany, WithSections};
use super::{Origin, Progress, advice, bytes, careful, guard, limits};
use crate::debate::{Debate, Parts};

/// A debate that was read so.
pub(super) struct Happy {
    pub(super) debate: Debate,
    /// Whether there may be a warning that the debate itself does not show.
    pub(super) may_be_cut_off: bool,
    /// Of all its files.
    bytes: usize,
}

impl Happy {
    /// Whether the careful way does not read so much.
    pub(super) fn is_large(&self) -> bool {
        self.bytes > limits::CAREFUL
    }

    /// None where something in the files needs care.
    pub(super) fn read(
        bytes: &[u8],
        origin: &Origin,
        files: &mut dyn Files,
        cutting: Cutting,
        progress: &Progress,
    ) -> Option<Self> {
        let mut reading = Reading { origin, cutting, progress, batches: Batches::default(), may_be_cut_off: false };
        let file: File = reading.file(bytes, "", true)?;
        if file.agon.0 != shape::VERSION {
            return None;
        }
        let parts = head(&file, origin)?;
        let mut inclusions = Inclusions::new(origin, bytes.len(), limits::BYTES, files);
        reading.include(&file.include, &mut inclusions)?;
        let bytes = inclusions.bytes();
        drop(file);
        let Reading { batches, may_be_cut_off, .. } = reading;
        let parts = batches.join(parts)?;
        (!progress.is_given_up()).then(|| Self { debate: Debate::new(parts), may_be_cut_off, bytes })
    }
}

/// What a file says of the debate as a whole; none where there is a problem.
fn head(file: &File, origin: &Origin) -> Option<Parts> {
    let mut resolver = Resolver::new(origin, Words::default());
    let parts = resolver.head(file);
    resolver.problems.is_empty().then_some(parts)
}

/// The files of a debate, one after the other.
struct Reading<'o> {
    origin: &'o Origin,
    cutting: Cutting,
    progress: &'o Progress,
    batches: Batches,
    may_be_cut_off: bool,
}

impl Reading<'_> {
    /// Reads a file that stands in `folder`.
    fn file<T: WithSections>(&mut self, bytes: &[u8], folder: &str, is_main: bool) -> Option<T> {
        if bytes.len() > limits::BYTES || self.progress.is_given_up() {
            return None;
        }
        let spaced = bytes::spaced(guard::without_mark(bytes));
        let bytes = spaced.as_ref();
        self.progress.expect(bytes.len());
        self.may_be_cut_off |= advice::may_be_cut_off(bytes);
        let standing = Standing { origin: self.origin, folder };
        if let Some(pieces) = Pieces::of(bytes, self.cutting) {
            let (file, batches) = pieces.read(standing, is_main, self.progress)?;
            self.batches.append(batches);
            return Some(file);
        }
        let is_worth_watching = self.cutting.is_worth_threads(bytes.len());
        // The careful way tells what is wrong with it besides. What a file includes might be more than that reads.
        if is_main && is_worth_watching && bytes.len() <= limits::CAREFUL && !may_include(bytes) {
            return None;
        }
        let text = guard::plain(bytes)?;
        let file: T = if is_worth_watching { self.watched(text, is_main)? } else { self.at_once(text)? };
        self.batches.append(Batches::of(&file.sections(), standing)?);
        Some(file)
    }

    fn at_once<T: WithSections>(&self, text: &str) -> Option<T> {
        let file: T = serde_yaml::from_str(text).ok()?;
        self.progress.read(text.len());
        self.progress.found(file.statements());
        Some(file)
    }

    /// Reads a large file in one piece. As the careful way does, which is no slower then, holds less, and can be watched and
    /// given up.
    fn watched<T: WithSections>(&self, text: &str, is_main: bool) -> Option<T> {
        let before = self.progress.statements();
        let file: T = careful::shape_in(text, is_main, self.progress)?;
        // Those behind the last look have not been counted.
        self.progress.found_all(before + file.statements() as u64);
        Some(file)
    }

    /// Reads what a file includes.
    fn include(&mut self, named: &OneOrMany<LocalPath>, inclusions: &mut Inclusions<'_>) -> Option<()> {
        for path in named {
            let Opened { path, bytes } = inclusions.open(&path.0).ok()?;
            inclusions.enter(path);
            let added: Included = self.file(&bytes, inclusions.folder(), false)?;
            drop(bytes);
            if added.agon.is_some_and(|version| version.0 != shape::VERSION) {
                return None;
            }
            self.include(&added.include, inclusions)?;
            inclusions.leave();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;
    use crate::format::{Report, read_with};

    struct Part(Vec<u8>);

    impl Files for Part {
        fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
            Ok(self.0.clone())
        }
    }

    /// So many arguments, with so long texts, on one line each, which cannot be read in runs.
    fn in_one_piece(before: &str, arguments: usize, length: usize) -> Vec<u8> {
        let text = "A ".repeat(length / 2);
        let arguments: Vec<String> = (0..arguments).map(|number| format!("a{number}: {{text: {text}}}")).collect();
        format!("{{{before}arguments: {{\n{}\n}}}}", arguments.join(",\n")).into_bytes()
    }

    /// What is read of a file that includes a part; and of which share of its bytes, in percent, it was told that some
    /// statements and not yet all were found. Where it is to be given up, it is so then.
    fn watched(main: &[u8], part: Vec<u8>, statements: u64, gives_up: bool) -> (Result<Debate, Report>, Option<u64>) {
        let (progress, is_over) = (Progress::default(), AtomicBool::new(false));
        let watch = || {
            while !is_over.load(Ordering::Relaxed) {
                let (bytes, found) = (progress.bytes(), progress.statements());
                if (1..statements).contains(&found) && bytes < progress.total() {
                    if gives_up {
                        progress.give_up();
                    }
                    return Some(bytes * 100 / progress.total());
                }
                thread::yield_now();
            }
            None
        };
        thread::scope(|scope| {
            let watching = scope.spawn(watch);
            let read = read_with(main, &Origin::named("main.yaml"), &mut Part(part), &progress);
            is_over.store(true, Ordering::Relaxed);
            if read.is_ok() {
                assert_eq!((progress.bytes(), progress.statements()), (progress.total(), statements));
            }
            (read, watching.join().expect("it does not fail"))
        })
    }

    #[test]
    fn what_is_read_in_one_piece_is_counted_on_the_way() {
        let includes = b"agon: 1\ntitle: T\ninclude: a.yaml\n";
        let part = in_one_piece("", 20_000, 30);
        let itself_includes = in_one_piece("agon: 1, title: T, include: a.yaml, ", 20_000, 30);
        let empty = b"actors: {}".to_vec();
        for (main, part) in [(includes.as_slice(), part), (itself_includes.as_slice(), empty)] {
            let (read, seen) = watched(main, part, 20_000, false);
            let read = read.map(|debate| debate.statements().len()).map_err(|report| report.diagnostics);
            assert_eq!((read, seen.is_some()), (Ok(20_000), true), "{seen:?}");
        }
    }

    #[test]
    fn json_is_plain_though_it_is_indented_with_tabs() {
        let json = "{\n\t\"agon\": 1,\n\t\"title\": \"T\",\n\t\"questions\": {\n\t\t\"q\": {\"text\": \"Q\"}\n\t}\n}\n";
        let yaml = "agon: 1\ntitle: T\nquestions: {q: {text: Q}}\n";
        let read = |text: &str| {
            let origin = Origin::named("x");
            Happy::read(text.as_bytes(), &origin, &mut Part(Vec::new()), Cutting::USUAL, &Progress::default())
                .map(|happy| happy.debate)
        };
        assert!(read(yaml).is_some());
        assert_eq!(read(json), read(yaml));
    }

    #[test]
    fn what_is_read_in_one_piece_is_given_up_on_the_way_however_large_it_is() {
        let includes = b"agon: 1\ntitle: T\ninclude: a.yaml\n";
        let large = in_one_piece("agon: 1, title: T, ", 40_000, 1_700);
        assert!(large.len() > limits::CAREFUL);
        let part = in_one_piece("", 20_000, 30);
        for (main, part) in [(large.as_slice(), Vec::new()), (includes.as_slice(), part)] {
            let (read, seen) = watched(main, part, 20_000, true);
            assert_eq!(read, Err(Report::default()));
            assert!(seen.is_some_and(|share| share < 90), "{seen:?}");
        }
    }
}
