//! What the commands that change a file share: reading it, refusing, writing it.
//!
//! Of several files, none takes its place before all are written, and all are put back where one cannot take it.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::debate::clean_line;
use crate::format::edit::{self, Changed, Revision};
use crate::format::{self, Origin};

use super::aside;
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
    /// The debate that the file is, or is a part of.
    pub(super) fn input(&self) -> Input {
        let named = if self.file.as_os_str() == "-" { Input::Standard } else { Input::File(self.file.clone()) };
        named.whole().unwrap_or(named)
    }

    /// The way to the file from the folder of its debate's main file; none where it is that one.
    pub(super) fn part(&self) -> Option<String> {
        let file = Input::File(self.file.clone());
        file.way_from(&file.whole()?)
    }

    /// Changes the file and the others of its debate, and tells `result` where it was asked for.
    pub(super) fn change<T>(
        &self,
        manner: Manner,
        out: &mut dyn Write,
        change: impl FnOnce(&[u8], &Origin) -> Result<(Vec<Changed>, T), edit::Refusal>,
        tell: impl FnOnce(T, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Status> {
        let input = self.input();
        let (name, origin) = (input.name(), input.origin());
        let bytes = match input.bytes() {
            Ok(bytes) => bytes,
            Err(words) => return Ok(Refusal::Unreadable(words).say(&name)),
        };
        let (changed, result) = match change(&bytes, &origin) {
            Ok(changed) => changed,
            Err(refusal) => return Ok(say(&refusal, &name, &bytes, &origin)),
        };
        let (main, folder) = (input.path().unwrap_or(&self.file).to_owned(), origin.folder.unwrap_or_default());
        let path = |changed: &Changed| changed.path.as_ref().map_or_else(|| main.clone(), |path| folder.join(path));
        let files: Vec<(PathBuf, Changed)> = changed.into_iter().map(|changed| (path(&changed), changed)).collect();
        if self.dry_run {
            for (path, Changed { revision, .. }) in &files {
                write_lines(&clean_line(&path.to_string_lossy()), revision, manner, out)?;
            }
        } else if input == Input::Standard {
            for (_, Changed { revision, .. }) in &files {
                out.write_all(&revision.bytes)?;
            }
            // What the command would print else is no part of the file.
            return tell(result, &mut io::stderr()).map(|()| Status::Done);
        } else if let Err((path, words)) = replace(&files) {
            print::say(&format!("{}: {words}; nothing was changed", clean_line(&path.to_string_lossy())));
            return Ok(Status::Wanting);
        } else {
            tell(result, out)?;
        }
        Ok(Status::Done)
    }
}

/// Tells why nothing was changed.
fn say(refusal: &edit::Refusal, name: &str, bytes: &[u8], origin: &Origin) -> Status {
    match refusal {
        edit::Refusal::Errors(report) => {
            print::say_report(report);
            print::say(&format!("{name}: nothing was changed: mend its errors first"));
            Status::Wanting
        }
        edit::Refusal::WouldBeErrors(report) => {
            print::say_report(&report.only_errors());
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

/// Puts all files in their places, if they still hold what they held before. Otherwise none; then, which one is at fault
/// and why.
fn replace(files: &[(PathBuf, Changed)]) -> Result<(), (PathBuf, String)> {
    let mut asides = Vec::with_capacity(files.len());
    for (path, changed) in files {
        asides.push(aside::instead_of(path, &changed.revision.bytes).map_err(|words| (path.clone(), words))?);
    }
    for (aside, (path, changed)) in asides.iter().zip(files) {
        // Somebody else may have saved it in the meantime.
        if !fs::read(aside.place()).is_ok_and(|now| now == changed.before) {
            return Err((path.clone(), "somebody else changed it just now".to_owned()));
        }
    }
    for (number, (aside, (path, _))) in asides.into_iter().zip(files).enumerate() {
        if let Err(words) = aside::take_place(aside) {
            for (path, changed) in files.iter().take(number) {
                let back = aside::instead_of(path, &changed.before).and_then(aside::take_place);
                back.map_err(|words| (path.clone(), format!("{words}; it is changed already, and others are not")))?;
            }
            return Err((path.clone(), words));
        }
    }
    Ok(())
}
