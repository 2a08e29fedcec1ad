//! `agon diff`: what changed between two versions of a debate.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::app::changes::{Fate, Line, Told, lines, told};
use crate::app::glyph::Glyph;
use crate::debate::changes::{Changes, Piece};
use crate::debate::{Debate, Parts, clean_line};
use crate::format::{self, Origin};

use super::load::Input;
use super::print::{self, Entry, Manner};
use super::{Format, HowToPrint, Status, json};

const JSON: &str = "\
As JSON:
  old, new: the files; different: whether anything changed
  heading: what changed in title, summary and language, a list of lines
  changes: a list of
    change: gone, added or changed; type, id, text
    lines: how it differs, or what it bears on and who says it
  reordered: which of statements, actors, sources and events stand in
    another order
A line is a list of kept, gone or added, with the words of it.";

/// Tell what changed between two versions of a debate: statements and relations, not lines
///
/// What was taken out of a text stands in [-…-], what was put in in {+…+}. Exit status: 0 nothing changed, 1 something
/// did, 2 a file could not be read as a debate.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Diff {
    /// The old version and the new one; `-` is standard input
    #[arg(value_name = "FILE", required = true, num_args = 1..=9, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Take what git gives to an external diff command (a path, then the file, the hash and the mode of both versions),
    /// and end with 0 as git expects: git config diff.agon.command 'agon diff --git'. The other files of a debate are
    /// taken as they stand in the folder
    #[arg(long, conflicts_with = "format")]
    git: bool,
    #[command(flatten)]
    print: HowToPrint,
}

/// What there is to tell.
struct Comparison {
    old: Debate,
    new: Debate,
    changes: Changes,
}

#[derive(Debug, Serialize)]
struct Sum<'a> {
    old: &'a str,
    new: &'a str,
    different: bool,
    heading: Vec<Vec<Part>>,
    changes: Vec<Row<'a>>,
    reordered: &'a [&'static str],
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    change: &'static str,
    #[serde(flatten)]
    what: json::Reference<'a>,
    lines: Vec<Vec<Part>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    Kept(String),
    Gone(String),
    Added(String),
}

impl Diff {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        if self.git {
            return self.for_git(manner, out);
        }
        let [old, new] = self.files.as_slice() else {
            print::say("two files are compared: agon diff OLD NEW");
            return Ok(Status::Wrong);
        };
        let (old, new) = (Input::one(old).read(), Input::one(new).read());
        let (old_name, new_name) = (old.name, new.name);
        let comparison = match (old.debate, new.debate) {
            (Ok(old), Ok(new)) => Comparison::of(old, new),
            (old, new) => {
                for (name, book) in [(&old_name, old), (&new_name, new)] {
                    if let Err(refusal) = book {
                        refusal.say(name);
                    }
                }
                return Ok(Status::Wrong);
            }
        };
        match self.print.format {
            Format::Json => print::json(out, &comparison.sum(&old_name, &new_name))?,
            Format::Human => comparison.write(None, manner, out)?,
        }
        Ok(if comparison.changes.is_empty() { Status::Done } else { Status::Wanting })
    }

    /// One file of many that git compares. Any other status than 0 would keep git from the rest.
    fn for_git(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let Some(path) = self.files.first() else { return Ok(Status::Wrong) };
        let name = clean_line(&path.to_string_lossy()).into_owned();
        let (Some(old), Some(new)) = (self.files.get(1), self.files.get(4)) else {
            writeln!(out, "{}", manner.bold(&format!("{name}: not merged yet")))?;
            return Ok(Status::Done);
        };
        let file = Input::File(path.clone());
        let read = |version: &PathBuf| Version::of(&file, version)?.read(&name);
        match (read(old), read(new)) {
            (Some(old), Some(new)) => Comparison::of(old, new).write(Some(&name), manner, out)?,
            (old, _) => {
                let which = if old.is_none() { "old" } else { "new" };
                let words =
                    format!("{name}: the {which} version is no debate without errors; see git diff --no-ext-diff");
                writeln!(out, "{}", manner.bold(&words))?;
            }
        }
        Ok(Status::Done)
    }
}

/// A file as git has it in some version, in the place of the one that stands in the folder. Git hands over no other file:
/// those that it includes, or that include it, are read as they stand.
struct Version {
    /// The debate's main file.
    main: Input,
    /// The way to the file from the main one, where it is not that one.
    part: Option<String>,
    bytes: Vec<u8>,
    folder: format::Folder,
}

impl Version {
    /// That of `file` which stands in `version`.
    fn of(file: &Input, version: &Path) -> Option<Self> {
        let whole = file.whole().and_then(|whole| Some((file.way_from(&whole)?, whole)));
        let (part, main) = whole.map_or_else(|| (None, file.clone()), |(part, whole)| (Some(part), whole));
        // Git's name for a version that is not there.
        let bytes = if version == Path::new("/dev/null") {
            Vec::new()
        } else {
            Input::File(version.to_owned()).bytes().ok()?.into_owned()
        };
        let folder = format::Folder::of(&main.origin());
        Some(Self { main, part, bytes, folder })
    }

    fn read(mut self, name: &str) -> Option<Debate> {
        let origin = self.main.origin();
        if self.part.is_some() {
            let bytes = self.main.bytes().ok()?;
            return format::read_with(&bytes, &origin, &mut self, &format::Progress::default()).ok();
        }
        if self.bytes.is_empty() {
            return Some(Debate::new(Parts::default()));
        }
        format::read_with(
            &self.bytes,
            &Origin { name: name.to_owned(), ..origin },
            &mut self.folder,
            &format::Progress::default(),
        )
        .ok()
    }
}

impl format::Files for Version {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        if self.part.as_deref() != Some(path) {
            return self.folder.read(path);
        }
        // A part that was not there yet adds nothing.
        Ok(if self.bytes.is_empty() { b"{}".to_vec() } else { self.bytes.clone() })
    }
}

impl Comparison {
    fn of(old: Debate, new: Debate) -> Self {
        let changes = Changes::between(&old, &new);
        Self { old, new, changes }
    }

    /// The debate that a place is of.
    fn debate_of(&self, told: &Told) -> &Debate {
        if told.fate == Fate::Gone { &self.old } else { &self.new }
    }

    fn write(&self, path: Option<&str>, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        if let Some(path) = path {
            writeln!(out, "{}", manner.bold(path))?;
        } else if !self.changes.is_empty() {
            writeln!(out, "{}", manner.bold(&clean_line(self.new.title())))?;
        }
        for line in lines(&self.changes.heading, None, &self.old, &self.new) {
            writeln!(out, "{}", marked(&line, manner))?;
        }
        for told in told(&self.changes, &self.old, &self.new) {
            let debate = self.debate_of(&told);
            let (word, kind) = (told.fate.word(), told.place.word(debate));
            let words = format!("{word} {kind} ");
            let sign = format!("{} ", Glyph::of_place(debate, told.place).sign(false));
            let (text, id) = (told.place.title(debate), json::id(debate, told.place));
            Entry { before: &sign, words: &words, text, id: &id, bold: false }.write(manner, out)?;
            for line in &told.lines {
                writeln!(out, "    {}", marked(line, manner))?;
            }
        }
        for name in &self.changes.reordered {
            writeln!(out, "{name}: in another order")?;
        }
        Ok(())
    }

    fn sum<'a>(&'a self, old: &'a str, new: &'a str) -> Sum<'a> {
        let row = |told: Told| {
            let debate = self.debate_of(&told);
            Row { change: told.fate.word(), what: json::reference(debate, told.place), lines: parts(told.lines) }
        };
        Sum {
            old,
            new,
            different: !self.changes.is_empty(),
            heading: parts(lines(&self.changes.heading, None, &self.old, &self.new)),
            changes: told(&self.changes, &self.old, &self.new).into_iter().map(row).collect(),
            reordered: &self.changes.reordered,
        }
    }
}

fn parts(lines: Vec<Line>) -> Vec<Vec<Part>> {
    let part = |piece| match piece {
        Piece::Kept(text) => Part::Kept(text),
        Piece::Gone(text) => Part::Gone(text),
        Piece::Added(text) => Part::Added(text),
    };
    lines.into_iter().map(|line| line.into_iter().map(part).collect()).collect()
}

/// A line with marks round what has gone and what was added, and a little weight on it at a terminal.
fn marked(line: &Line, manner: Manner) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Piece::Kept(text) => out.push_str(&clean_line(text)),
            Piece::Gone(text) => out.push_str(&manner.dim(&format!("[-{}-]", clean_line(text)))),
            Piece::Added(text) => out.push_str(&manner.bold(&format!("{{+{}+}}", clean_line(text)))),
        }
    }
    out
}
