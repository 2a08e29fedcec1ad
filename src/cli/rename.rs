//! `agon rename`: another id for a statement, an actor or a source.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use crate::app::marks::{Change, Marks};
use crate::format::edit::{self, IdKind};
use crate::terminal::Folder;

use super::Status;
use super::change::Target;
use super::print::{self, Manner};

/// Rename an id everywhere in a debate, and touch nothing else
///
/// The id changes where it is defined and wherever it is referred to, in all files of the debate or in none; the same
/// word in a text stays. Where a statement, an actor and a source share the id, actor:OLD or --kind says which is meant.
/// Your own marks on a statement go with it.
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// The id as it is
    #[arg(value_name = "OLD")]
    old: String,
    /// The id as it is to be
    #[arg(value_name = "NEW")]
    new: String,
    #[command(flatten)]
    target: Target,
    /// What has the id
    #[arg(long, value_enum)]
    kind: Option<Kind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Statement,
    Actor,
    Source,
}

impl From<Kind> for IdKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Statement => Self::Statement,
            Kind::Actor => Self::Actor,
            Kind::Source => Self::Source,
        }
    }
}

impl Rename {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        // As agon show and agon search have it. No id holds a colon.
        let named = self
            .old
            .split_once(':')
            .and_then(|(kind, id)| IdKind::ALL.into_iter().find(|known| known.word() == kind).map(|kind| (kind, id)));
        let (kind, old) = match named {
            Some((kind, old)) => (Some(kind), old),
            None => (self.kind.map(IdKind::from), self.old.as_str()),
        };
        self.target.change(
            manner,
            out,
            |bytes, origin| edit::rename(bytes, origin, old, &self.new, kind),
            |kind, _| {
                print::say(&format!("`{old}` is now `{}`", self.new));
                if kind == IdKind::Statement
                    && let Err(words) = self.take_marks_along(old)
                {
                    print::say(&format!("{words}; they are on `{old}` still"));
                }
                Ok(())
            },
        )
    }

    /// Puts the reader's own marks on the statement that was `old`, if there are any, on the id that it has now.
    fn take_marks_along(&self, old: &str) -> Result<(), String> {
        let marks = Folder::of_environment().and_then(|folder| self.target.input().marks(&folder));
        match marks {
            Some(marks) if marks.look()? != Marks::default() => {
                marks.change(&[Change::Renamed { old: old.to_owned(), new: self.new.clone() }])
            }
            _ => Ok(()),
        }
    }
}
