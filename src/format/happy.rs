//! The happy way from bytes to a debate: `serde_yaml` alone, and no places.

use super::batch::{Batches, Standing};
use super::include::{Files, Inclusions, Opened, may_include};
use super::names::Words;
use super::resolve::Resolver;
use super::runs::{Cutting, Pieces};
use super::shape::{self, File, Included, LocalPath, OneOrMany, WithSections};
use super::{Origin, Progress, advice, guard, limits};
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
        self.progress.expect(bytes.len());
        self.may_be_cut_off |= advice::may_be_cut_off(bytes);
        let standing = Standing { origin: self.origin, folder };
        if let Some(pieces) = Pieces::of(bytes, self.cutting) {
            let (file, batches) = pieces.read(standing, is_main, self.progress)?;
            self.batches.append(batches);
            return Some(file);
        }
        // In one piece the careful way is no slower, holds less, and can be watched and given up. What a file includes
        // might be more than it reads.
        let is_careful_worth = self.cutting.is_worth_threads(bytes.len()) && bytes.len() <= limits::CAREFUL;
        if is_main && is_careful_worth && !may_include(bytes) {
            return None;
        }
        let file: T = serde_yaml::from_str(guard::plain(guard::without_mark(bytes))?).ok()?;
        self.progress.read(bytes.len());
        self.progress.found(file.statements());
        self.batches.append(Batches::of(&file.sections(), standing)?);
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
