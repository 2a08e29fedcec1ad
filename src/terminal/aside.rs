//! Files are replaced whole or not at all: the new one is written beside the place it is to take, sent to the disk, and put
//! there in one step.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// The steps in which a file is replaced; each may fail.
pub(super) trait Disk {
    /// Makes a file that is not there yet.
    fn create(&self, path: &Path, mode: u32) -> io::Result<File>;
    /// Writes to it.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<()>;
    /// Has the disk itself know what was written.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Puts a file in another's place.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Has the disk know the folder's new entries.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes away what is of no use.
    fn remove(&self, path: &Path);
}

pub(super) struct Real;

impl Disk for Real {
    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Not every system can, and then there is nothing to wait for.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    fn remove(&self, path: &Path) {
        let _ = fs::remove_file(path);
    }
}

/// A file beside the place it is to take. Where it does not take it, it goes.
pub struct Aside<'d> {
    disk: &'d dyn Disk,
    file: File,
    at: PathBuf,
    place: PathBuf,
    is_placed: bool,
}

impl Aside<'static> {
    /// An empty file at `at`, where none may be yet, that is to take `place`, in the same folder. `mode` has the permissions
    /// that it begins with.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn begin(at: PathBuf, place: PathBuf, mode: u32) -> io::Result<Self> {
        Self::begin_on(&Real, at, place, mode)
    }
}

impl<'d> Aside<'d> {
    /// The same on a disk that may fail.
    pub(super) fn begin_on(disk: &'d dyn Disk, at: PathBuf, place: PathBuf, mode: u32) -> io::Result<Self> {
        let file = disk.create(&at, mode)?;
        Ok(Self { disk, file, at, place, is_placed: false })
    }

    /// Where it is to stand.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The file itself.
    #[must_use]
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Writes more to it.
    ///
    /// # Errors
    /// When not all of it can be written.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.disk.write(&self.file, bytes)
    }

    /// Sends it to the disk.
    ///
    /// # Errors
    /// When that fails.
    pub fn sync(&self) -> io::Result<()> {
        self.disk.sync(&self.file)
    }

    /// Sends it to the disk and puts it in its place.
    ///
    /// # Errors
    /// When it does not stand there.
    pub fn take_place(mut self) -> io::Result<Placed<'d>> {
        self.sync()?;
        self.disk.rename(&self.at, &self.place)?;
        self.is_placed = true;
        Ok(Placed { disk: self.disk, folder: self.place.parent().map(Path::to_owned) })
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        if !self.is_placed {
            self.disk.remove(&self.at);
        }
    }
}

/// A file has taken its place; a power cut may bring back the one before, whole.
#[must_use]
pub struct Placed<'d> {
    disk: &'d dyn Disk,
    folder: Option<PathBuf>,
}

impl Placed<'_> {
    /// Has it stay there whatever happens.
    ///
    /// # Errors
    /// When that cannot be known.
    pub fn stay(self) -> io::Result<()> {
        self.folder.map_or(Ok(()), |folder| self.disk.sync_folder(&folder))
    }
}
