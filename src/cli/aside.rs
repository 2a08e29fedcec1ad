//! Files that the reader names are replaced whole or not at all, see [`Aside`]. A link stays a link to the file it leads to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, fchown};
use std::path::{Path, PathBuf};

use crate::debate::clean_line;
use crate::terminal::Aside;

/// An empty file that is to stand at a place, whatever stands there now.
pub(super) fn begin(place: &Path) -> Result<Aside<'static>, String> {
    with_mode(place, 0o666)
}

/// A file that holds these bytes, to take the place of one that is there, with its owner and permissions.
pub(super) fn instead_of(path: &Path, bytes: &[u8]) -> Result<Aside<'static>, String> {
    let metadata = path.metadata().map_err(|error| in_words(&error))?;
    if !metadata.is_file() {
        return Err("it is no plain file".to_owned());
    }
    let aside = with_mode(path, 0o600)?;
    let written = aside.write(bytes).and_then(|()| be_like(aside.file(), &metadata)).and_then(|()| aside.sync());
    written.map_err(|error| in_words(&error)).map(|()| aside)
}

fn with_mode(place: &Path, mode: u32) -> Result<Aside<'static>, String> {
    let place = real(place)?;
    let Some(name) = place.file_name() else {
        return Err("it is no file".to_owned());
    };
    let at = place.with_file_name(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
    Aside::begin(at, place, mode).map_err(|error| match error.kind() {
        // The folder is there.
        ErrorKind::NotFound => "no file can be made in this folder".to_owned(),
        _ => in_words(&error),
    })
}

fn be_like(file: &File, other: &Metadata) -> io::Result<()> {
    let own = file.metadata()?;
    if own.gid() != other.gid() {
        fchown(file, None, Some(other.gid()))?;
    }
    if own.uid() != other.uid() {
        // Only the superuser may give files away; for all others the file becomes their own.
        let _ = fchown(file, Some(other.uid()), None);
    }
    file.set_permissions(other.permissions())
}

/// Puts it in its place.
pub(super) fn take_place(aside: Aside<'_>) -> Result<(), String> {
    let placed = aside.take_place().map_err(|error| in_words(&error))?;
    // It stands there; whether a power cut may bring back the one before is nothing that could be told.
    let _ = placed.stay();
    Ok(())
}

/// The place that a path leads to, whether a file is there or not: no link, and in a folder that is there.
fn real(path: &Path) -> Result<PathBuf, String> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let Some(name) = path.file_name() else {
        return Err("it is no file".to_owned());
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(folder.canonicalize().map_err(|error| in_words(&error))?.join(name))
}

/// Writes a file that must not be there yet.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| in_words(&error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // Half a file would be in the way of the next attempt.
        let _ = fs::remove_file(path);
        in_words(&error)
    })
}

pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::AlreadyExists => "there is a file of this name already".to_owned(),
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
    }
}
