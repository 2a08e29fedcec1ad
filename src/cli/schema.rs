//! `agon schema`: the shape of a debate's file, for editors.

use std::io::{self, Write};

use clap::Args;

use crate::format;

use super::{Status, print};

/// Print the JSON Schema of a debate's file, for completion and a first check in an editor
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// That of a file that a debate includes
    #[arg(long)]
    included: bool,
}

impl Schema {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        print::json(out, &if self.included { format::schema_of_included() } else { format::schema() })?;
        Ok(Status::Done)
    }
}
