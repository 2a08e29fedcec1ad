//! The happy way from bytes to a debate: `serde_yaml` alone, and no places.

use serde::de::DeserializeOwned;

use super::include::{Files, Inclusions, Opened, SourceFolders};
use super::shape::{self, File, Included, LocalPath, OneOrMany, Section};
use super::{Origin, Progress, advice, guard, resolve};
use crate::debate::Debate;

/// The debate, if nothing in its files needs care.
pub(super) fn read(bytes: &[u8], origin: &Origin, files: &mut dyn Files, progress: &Progress) -> Option<Debate> {
    Some(Happy::read(bytes, origin, files, progress)?.debate)
}

/// A debate that was read so, and what its files say.
pub(super) struct Happy {
    pub(super) debate: Debate,
    pub(super) file: File,
    /// Whether there may be a warning that the debate itself does not show.
    pub(super) may_be_cut_off: bool,
}

impl Happy {
    pub(super) fn read(bytes: &[u8], origin: &Origin, files: &mut dyn Files, progress: &Progress) -> Option<Self> {
        let mut file: File = parsed(bytes, progress)?;
        progress.found(file.statements());
        if file.agon.0 != shape::VERSION {
            return None;
        }
        let mut inclusions = Inclusions::new(origin, bytes.len(), files);
        let mut reading =
            Reading { folders: SourceFolders::default(), may_be_cut_off: advice::may_be_cut_off(bytes), progress };
        let named = file.include.clone();
        reading.include(&named, &mut file, &mut inclusions)?;
        let (parts, problems) = resolve::resolve(&file, &reading.folders, origin);
        let may_be_cut_off = reading.may_be_cut_off;
        let goes_on = problems.is_empty() && !progress.is_given_up();
        goes_on.then(|| Self { debate: Debate::new(parts), file, may_be_cut_off })
    }
}

fn parsed<T: DeserializeOwned>(bytes: &[u8], progress: &Progress) -> Option<T> {
    progress.expect(bytes.len());
    let parsed = serde_yaml::from_str(guard::plain(bytes)?).ok()?;
    progress.read(bytes.len());
    (!progress.is_given_up()).then_some(parsed)
}

/// What is gathered beside the entries.
struct Reading<'p> {
    folders: SourceFolders,
    may_be_cut_off: bool,
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
            let added: Included = parsed(&bytes, self.progress)?;
            self.progress.found(added.statements());
            self.may_be_cut_off |= advice::may_be_cut_off(&bytes);
            drop(bytes);
            if added.agon.is_some_and(|version| version.0 != shape::VERSION) {
                return None;
            }
            inclusions.enter(path);
            self.folders.begin(file.sources.0.len(), inclusions.folder());
            extend(&mut file.actors, added.actors)?;
            extend(&mut file.sources, added.sources)?;
            extend(&mut file.questions, added.questions)?;
            extend(&mut file.positions, added.positions)?;
            extend(&mut file.arguments, added.arguments)?;
            file.events.extend(added.events);
            self.include(&added.include, file, inclusions)?;
            inclusions.leave();
        }
        Some(())
    }
}

/// Puts entries behind the others; none where an id is taken.
fn extend<T>(section: &mut Section<T>, added: Section<T>) -> Option<()> {
    for (id, entry) in added.0 {
        if section.0.insert(id, entry).is_some() {
            return None;
        }
    }
    Some(())
}
