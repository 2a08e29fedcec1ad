//! `agon man`: the manual, for `man -l -`.

use std::io::{self, Write};

use clap::{Args, CommandFactory as _};

use super::{Arguments, Status, print};

/// Print the manual page of agon or of one of its commands
///
/// To read it: agon man search | man -l -
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Of which command [default: all of agon]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        let mut all = Arguments::command();
        // Gives the commands their full names, `agon search`.
        all.build();
        let page = if let Some(name) = &self.command {
            let Some(command) = all.find_subcommand(name) else {
                let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
                print::say(&format!("there is no command of that name; there are: {}", names.join(", ")));
                return Ok(Status::Wrong);
            };
            let title = format!("agon-{}", command.get_name());
            clap_mangen::Man::new(command.clone()).title(title.to_uppercase())
        } else {
            clap_mangen::Man::new(all)
        };
        page.render(out)?;
        Ok(Status::Done)
    }
}
