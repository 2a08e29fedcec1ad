//! The happy way from bytes to a debate: `serde_yaml` alone, and no places.

use serde::de::DeserializeOwned;

use super::include::{Files, Inclusions, Opened, SourceFolders};
use super::shape::{self, File, Included, LocalPath, OneOrMany, Section};
use super::{Origin, guard, resolve};
use crate::debate::Debate;

/// The debate, if nothing in its files needs care.
pub(super) fn read(bytes: &[u8], origin: &Origin, files: &mut dyn Files) -> Option<Debate> {
    let mut file: File = parsed(bytes)?;
    if file.agon.0 != shape::VERSION {
        return None;
    }
    let mut folders = SourceFolders::default();
    let named = file.include.clone();
    let mut inclusions = Inclusions::new(origin, bytes.len(), files);
    include(&named, &mut file, &mut folders, &mut inclusions)?;
    let (parts, problems) = resolve::resolve(&file, &folders, origin);
    problems.is_empty().then(|| Debate::new(parts))
}

fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_yaml::from_str(guard::plain(bytes)?).ok()
}

/// Adds what the file at hand includes.
fn include(
    named: &OneOrMany<LocalPath>,
    file: &mut File,
    folders: &mut SourceFolders,
    inclusions: &mut Inclusions<'_>,
) -> Option<()> {
    for path in named {
        let Opened { path, bytes } = inclusions.open(&path.0).ok()?;
        let added: Included = parsed(&bytes)?;
        drop(bytes);
        if added.agon.is_some_and(|version| version.0 != shape::VERSION) {
            return None;
        }
        inclusions.enter(path);
        folders.begin(file.sources.0.len(), inclusions.folder());
        extend(&mut file.actors, added.actors)?;
        extend(&mut file.sources, added.sources)?;
        extend(&mut file.questions, added.questions)?;
        extend(&mut file.positions, added.positions)?;
        extend(&mut file.arguments, added.arguments)?;
        file.events.extend(added.events);
        include(&added.include, file, folders, inclusions)?;
        inclusions.leave();
    }
    Some(())
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
