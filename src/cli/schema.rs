//! `agon schema`: the shape of a debate's file, for editors.

use std::io::{self, Write};

use clap::Args;

use super::{Status, print};

/// Print the JSON Schema of a debate's file, for completion and a first check in an editor
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        print::json(out, &crate::format::schema())?;
        Ok(Status::Done)
    }
}
