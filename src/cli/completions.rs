//! `agon completions`: what a shell needs to complete the command line.

use std::io::{self, Write};

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Arguments, Status};

/// Print the completions of the command line for a shell
///
/// For bash, say: agon completions bash > ~/.local/share/bash-completion/completions/agon
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        // Into memory first: the generator panics where it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "agon", &mut script);
        out.write_all(&script)?;
        Ok(Status::Done)
    }
}
