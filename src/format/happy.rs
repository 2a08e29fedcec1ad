//! The happy way from bytes to a debate: `serde_yaml` alone, and no places.

use super::include::{Files, Inclusions, Opened, SourceFolders};
use super::runs::{Cutting, Pieces};
use super::shape::{self, File, Included, LocalPath, OneOrMany, WithSections};
use super::{Origin, Progress, advice, guard, limits, resolve};
use crate::debate::Debate;

/// A debate that was read so, and what its files say.
pub(super) struct Happy {
    pub(super) debate: Debate,
    pub(super) file: File,
    /// Whether there may be a warning that the debate itself does not show.
    pub(super) may_be_cut_off: bool,
}

impl Happy {
    /// None where something in the files needs care.
    pub(super) fn read(
        bytes: &[u8],
        origin: &Origin,
        files: &mut dyn Files,
        cutting: Cutting,
        progress: &Progress,
    ) -> Option<Self> {
        let mut file: File = parsed(bytes, cutting, progress)?;
        if file.agon.0 != shape::VERSION {
            return None;
        }
        let mut inclusions = Inclusions::new(origin, bytes.len(), files);
        let may_be_cut_off = advice::may_be_cut_off(bytes);
        let mut reading = Reading { folders: SourceFolders::default(), may_be_cut_off, cutting, progress };
        let named = file.include.clone();
        reading.include(&named, &mut file, &mut inclusions)?;
        let (parts, problems) = resolve::resolve(&file, &reading.folders, origin);
        let may_be_cut_off = reading.may_be_cut_off;
        let goes_on = problems.is_empty() && !progress.is_given_up();
        goes_on.then(|| Self { debate: Debate::new(parts), file, may_be_cut_off })
    }
}

fn parsed<T: WithSections>(bytes: &[u8], cutting: Cutting, progress: &Progress) -> Option<T> {
    if bytes.len() > limits::BYTES {
        return None;
    }
    progress.expect(bytes.len());
    if let Some(pieces) = Pieces::of(bytes, cutting) {
        return pieces.read(progress);
    }
    let parsed: T = serde_yaml::from_str(guard::plain(guard::without_mark(bytes))?).ok()?;
    progress.read(bytes.len());
    progress.found(parsed.statements());
    (!progress.is_given_up()).then_some(parsed)
}

/// What is gathered beside the entries.
struct Reading<'p> {
    folders: SourceFolders,
    may_be_cut_off: bool,
    cutting: Cutting,
    progress: &'p Progress,
}

impl Reading<'_> {
    /// Adds what the file at hand includes.
    fn include(
        &mut self,
        named: &OneOrMany<LocalPath>,
        file: &mut File,
        inclusions: &mut Inclusions<'_>,
    ) -> Option<()> {
        for path in named {
            let Opened { path, bytes } = inclusions.open(&path.0).ok()?;
            let added: Included = parsed(&bytes, self.cutting, self.progress)?;
            self.may_be_cut_off |= advice::may_be_cut_off(&bytes);
            drop(bytes);
            if added.agon.is_some_and(|version| version.0 != shape::VERSION) {
                return None;
            }
            inclusions.enter(path);
            self.folders.begin(file.sources.0.len(), inclusions.folder());
            file.actors.extend(added.actors.0)?;
            file.sources.extend(added.sources.0)?;
            file.questions.extend(added.questions.0)?;
            file.positions.extend(added.positions.0)?;
            file.arguments.extend(added.arguments.0)?;
            file.events.extend(added.events);
            self.include(&added.include, file, inclusions)?;
            inclusions.leave();
        }
        Some(())
    }
}
