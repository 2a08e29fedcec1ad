//! Files are replaced whole or not at all: the new one is written beside the place it is to take, sent to the disk, and put
//! there in one step. A link stays a link to the file it leads to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::{Path, PathBuf};

use crate::debate::clean_line;

/// A file beside the place it is to take. Where it does not take it, it goes.
pub(super) struct Aside {
    file: File,
    at: PathBuf,
    place: PathBuf,
}

impl Aside {
    /// An empty file that is to stand at a place, whatever stands there now.
    pub(super) fn begin(place: &Path) -> Result<Self, String> {
        Self::with_mode(place, 0o666)
    }

    /// A file that holds these bytes, to take the place of one that is there, with its owner and permissions.
    pub(super) fn instead_of(path: &Path, bytes: &[u8]) -> Result<Self, String> {
        let metadata = path.metadata().map_err(|error| in_words(&error))?;
        if !metadata.is_file() {
            return Err("it is no plain file".to_owned());
        }
        let mut aside = Self::with_mode(path, 0o600)?;
        let written = aside.file.write_all(bytes).and_then(|()| aside.be_like(&metadata));
        written.and_then(|()| aside.file.sync_all()).map_err(|error| in_words(&error))?;
        Ok(aside)
    }

    fn with_mode(place: &Path, mode: u32) -> Result<Self, String> {
        let place = real(place)?;
        let Some(name) = place.file_name() else {
            return Err("it is no file".to_owned());
        };
        let at = place.with_file_name(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&at);
        Ok(Self { file: file.map_err(|error| in_words(&error))?, at, place })
    }

    fn be_like(&self, other: &Metadata) -> io::Result<()> {
        let own = self.file.metadata()?;
        if own.gid() != other.gid() {
            fchown(&self.file, None, Some(other.gid()))?;
        }
        if own.uid() != other.uid() {
            // Only the superuser may give files away; for all others the file becomes their own.
            let _ = fchown(&self.file, Some(other.uid()), None);
        }
        self.file.set_permissions(other.permissions())
    }

    /// Where it is to stand: no link.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// To write to.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Sends it to the disk and puts it in its place.
    pub(super) fn take_place(self) -> Result<(), String> {
        self.file.sync_all().and_then(|()| fs::rename(&self.at, &self.place)).map_err(|error| in_words(&error))?;
        // The file is in its place; without this a power cut may bring back the one before, whole.
        let _ = self.place.parent().map(File::open).and_then(|folder| folder.ok()?.sync_all().ok());
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.at);
    }
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
