//! From the bytes of a file to a debate, and everything wrong on the way.
//!
//! There are two ways. [`read`] is the happy one: `serde_yaml` behind a guard that lets only plain files through, and
//! no places. [`check`] is the careful one: a walk over a parser's events that keeps every place, checked against the
//! schema that is generated from the same types `serde_yaml` reads into. Both end in the same step from ids to indexes.
//! The happy way may refuse whatever it likes, since the careful one is asked then; it must never take what the careful
//! one refuses or read it otherwise. Both take what a debate includes in the order of [`mod@include`]. Neither panics,
//! hangs or grows without bound on any bytes.
//!
//! What a reader settles is read by [`settings`], with the same parser, the same places and the same diagnostics.

mod advice;
mod batch;
mod bytes;
mod careful;
mod choices;
mod code;
mod containers;
pub mod dates;
mod diagnostic;
pub mod edit;
mod excerpt;
mod explanation;
mod grafting;
mod grower;
mod guard;
mod happy;
mod human;
mod include;
mod limits;
mod lines;
mod local;
mod misplaced;
mod names;
mod nearest;
mod outline;
pub mod pack;
mod place_of;
mod problem;
mod progress;
mod quotes;
mod recovery;
mod resolve;
mod rule;
mod runs;
mod sarif;
mod schema;
pub mod settings;
pub mod shape;
mod sound;
mod structure;
mod synonyms;
mod syntax;
mod tree;
mod wording;

use std::path::PathBuf;

use crate::debate::Debate;
use happy::Happy;
use runs::Cutting;

pub use code::Severity;
pub use diagnostic::{Diagnostic, Related, Report};
pub use explanation::{Example, Explanation, explanations};
pub use human::{human, human_within, short};
pub use include::{Files, Folder, has_title, may_be_part, may_include};
pub use limits::BYTES;
pub use local::{read as local_text, stays_below};
pub use place_of::{Item, place_in_files};
pub use progress::Progress;
pub use quotes::{Outcome, Passage, QuotePlace, Quoted, look_up_quotes};
pub use sarif::sarif;
pub use schema::{schema, schema_of_included};

/// Where bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The name to show: the path as it was given, `-`, or `built in`.
    pub name: String,
    /// The folder that paths in the file begin in, if it has one.
    pub folder: Option<PathBuf>,
}

impl Origin {
    /// A file at a path.
    #[must_use]
    pub fn file(path: &std::path::Path) -> Self {
        Self { name: path.display().to_string(), folder: path.parent().map(PathBuf::from) }
    }

    /// Something that is no file and has no folder.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), folder: None }
    }
}

/// The debate in `bytes`, fast; no warnings are worked out. What it includes is read from the folder of its origin.
///
/// # Errors
/// The [`Report`] of [`check`] without its warnings, when there is an error.
#[expect(clippy::result_large_err, reason = "a debate is as large")]
pub fn read(bytes: &[u8], origin: &Origin) -> Result<Debate, Report> {
    read_with(bytes, origin, &mut Folder::of(origin), &Progress::default())
}

/// As [`read`], where `files` has what is included and `progress` tells how far it has come.
///
/// # Errors
/// As [`read`]; a report that says nothing where the reading was given up.
#[expect(clippy::result_large_err, reason = "a debate is as large")]
pub fn read_with(bytes: &[u8], origin: &Origin, files: &mut dyn Files, progress: &Progress) -> Result<Debate, Report> {
    if let Some(Happy { debate, .. }) = Happy::read(bytes, origin, files, Cutting::USUAL, progress) {
        return Ok(debate);
    }
    progress.begin_anew();
    careful::read(bytes, origin, files, progress)
}

/// Everything that is wrong with `bytes` and what they include, and the debate when there is no error. What it includes
/// is read from the folder of its origin.
#[must_use]
pub fn check(bytes: &[u8], origin: &Origin) -> Report {
    check_with(bytes, origin, &mut Folder::of(origin))
}

/// As [`check`], where `files` has what is included.
#[must_use]
pub fn check_with(bytes: &[u8], origin: &Origin, files: &mut dyn Files) -> Report {
    // Places are looked for only where there is something to tell of one.
    match Happy::read(bytes, origin, files, Cutting::USUAL, &Progress::default()) {
        Some(happy) if advice::is_needless(&happy, origin) => {
            Report { debate: Some(happy.debate), ..Report::default() }
        }
        Some(happy) if happy.is_large() => outline::report(happy, bytes, origin),
        _ => careful::check(bytes, origin, files, Cutting::USUAL),
    }
}

/// The debate, if nothing in the file needs care; read in runs of so many bytes, or in one piece. To hold each way of
/// reading to the others.
#[must_use]
pub fn read_in_runs(bytes: &[u8], origin: &Origin, files: &mut dyn Files, run: Option<usize>) -> Option<Debate> {
    Some(Happy::read(bytes, origin, files, Cutting::to(run), &Progress::default())?.debate)
}

/// As [`check_with`], by the careful way alone, which tells the same; read in runs of so many bytes, or in one piece. To
/// hold each way of reading to the others.
#[must_use]
pub fn check_carefully(bytes: &[u8], origin: &Origin, files: &mut dyn Files, run: Option<usize>) -> Report {
    careful::check(bytes, origin, files, Cutting::to(run))
}
