//! What the commands that change a file share: reading it, refusing, writing it.
//!
//! A file is replaced whole or not at all: the new one is written beside it, sent to the disk, and put in its place in
//! one step, under the old one's permissions. A link stays a link to the file it leads to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::debate::clean_line;
use crate::format::edit::{self, Revision};
use crate::format::{self, Origin};

use super::load::{Input, Refusal};
use super::print::{self, Manner};
use super::{Status, near};

/// The file to change, and whether to.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The debate's file, or `-` to read standard input and write the outcome to standard output
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Print the lines that would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Target {
    fn input(&self) -> Input {
        if self.file.as_os_str() == "-" { Input::Standard } else { Input::File(self.file.clone()) }
    }

    /// Changes the file, and tells `result` where it was asked for.
    pub(super) fn change<T>(
        &self,
        manner: Manner,
        out: &mut dyn Write,
        change: impl FnOnce(&[u8], &Origin) -> Result<(Revision, T), edit::Refusal>,
        tell: impl FnOnce(T, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Status> {
        let input = self.input();
        let name = input.name();
        let bytes = match input.bytes() {
            Ok(bytes) => bytes,
            Err(words) => return Ok(Refusal::Unreadable(words).say(&name)),
        };
        let (revision, result) = match change(&bytes, &input.origin()) {
            Ok(changed) => changed,
            Err(refusal) => return Ok(say(&refusal, &name, &bytes, &input.origin())),
        };
        if self.dry_run {
            write_lines(&name, &revision, manner, out)?;
        } else if input == Input::Standard {
            out.write_all(&revision.bytes)?;
            // What the command would print else is no part of the file.
            return tell(result, &mut io::stderr()).map(|()| Status::Done);
        } else if let Err(words) = replace(&self.file, &bytes, &revision.bytes) {
            print::say(&format!("{name}: {words}; nothing was changed"));
            return Ok(Status::Wanting);
        } else {
            tell(result, out)?;
        }
        Ok(Status::Done)
    }
}

/// Tells why nothing was changed.
fn say(refusal: &edit::Refusal, name: &str, bytes: &[u8], origin: &Origin) -> Status {
    let colour = print::colour_on_standard_error();
    match refusal {
        edit::Refusal::Errors(report) => {
            print::say_plainly(&format::human(report, colour));
            print::say(&format!("{name}: nothing was changed: mend its errors first"));
            Status::Wanting
        }
        edit::Refusal::WouldBeErrors(report) => {
            print::say_plainly(&format::human(&report.only_errors(), colour));
            print::say(&format!("{name}: nothing was changed: with this there would be errors in it"));
            Status::Wrong
        }
        edit::Refusal::NoSuchId(id) => {
            let debate = format::read(bytes, origin).ok();
            let debates: Vec<_> = debate.map(|debate| (name.to_owned(), debate)).into_iter().collect();
            let hint = near::hint(&debates, id, |_| true);
            print::say(&format!("{name}: nothing has the id `{}`; {hint}", clean_line(id)));
            Status::Wrong
        }
        edit::Refusal::Words(words) => {
            print::say(&format!("{name}: {}", clean_line(words)));
            Status::Wrong
        }
    }
}

/// The lines that would change, the old ones with `-` before them, the new ones with `+`.
fn write_lines(name: &str, revision: &Revision, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    for changed in &revision.lines {
        writeln!(out, "{}", manner.dim(&format!("{name}:{}", changed.line)))?;
        for (sign, lines) in [('-', &changed.old), ('+', &changed.new)] {
            for line in lines {
                let line = format!("{sign}{}", clean_line(line));
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}

/// Puts `bytes` in the place of the file, if it still holds what it held `before`.
fn replace(path: &Path, before: &[u8], bytes: &[u8]) -> Result<(), String> {
    let path = path.canonicalize().map_err(|error| in_words(&error))?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err("it is no file".to_owned()) };
    let metadata = path.metadata().map_err(|error| in_words(&error))?;
    if !metadata.is_file() {
        return Err("it is no plain file".to_owned());
    }
    let aside = folder.join(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
    let written = write_aside(&aside, bytes, &metadata).map_err(|error| in_words(&error)).and_then(|()| {
        // Somebody else may have saved it in the meantime.
        let unchanged = fs::read(&path).is_ok_and(|now| now == before);
        if !unchanged {
            return Err("somebody else changed it just now".to_owned());
        }
        fs::rename(&aside, &path).map_err(|error| in_words(&error))
    });
    if written.is_err() {
        let _ = fs::remove_file(&aside);
        return written;
    }
    // The file is in its place; without this a power cut may bring back the one before, whole.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn write_aside(aside: &Path, bytes: &[u8], like: &fs::Metadata) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(aside)?;
    file.write_all(bytes)?;
    let own = file.metadata()?;
    if own.gid() != like.gid() {
        fchown(&file, None, Some(like.gid()))?;
    }
    if own.uid() != like.uid() {
        // Only the superuser may give files away; for all others the file becomes their own.
        let _ = fchown(&file, Some(like.uid()), None);
    }
    file.set_permissions(like.permissions())?;
    file.sync_all()
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

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::AlreadyExists => "there is a file of this name already".to_owned(),
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
    }
}
