//! `agon man`: the manual, for `man -l -`.

use std::io::{self, Write};

use clap::{Args, CommandFactory as _};
use clap_mangen::roff::{Roff, bold, roman};

use crate::app::Keymap;
use crate::app::command::{COMMANDS, Context};

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
        let Some(name) = &self.command else {
            whole(all, out)?;
            return Ok(Status::Done);
        };
        let Some(command) = all.find_subcommand(name) else {
            let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
            print::say(&format!("there is no command of that name; there are: {}", names.join(", ")));
            return Ok(Status::Wrong);
        };
        let title = format!("agon-{}", command.get_name());
        clap_mangen::Man::new(command.clone()).title(title.to_uppercase()).render(out)?;
        Ok(Status::Done)
    }
}

/// The page of all of agon, with what only the screen has: its keys.
fn whole(all: clap::Command, out: &mut dyn Write) -> io::Result<()> {
    let page = clap_mangen::Man::new(all);
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    page.render_subcommands_section(out)?;
    let mut rest = Roff::new();
    rest.control("SH", ["KEYS"]);
    let keymap = Keymap::default();
    for context in Context::ALL {
        rest.control("SS", [format!("In {}", context.title()).as_str()]);
        for command in COMMANDS {
            let keys: Vec<String> = keymap.keys(command, context).iter().map(|key| key.name()).collect();
            if !keys.is_empty() {
                rest.control("TP", []);
                rest.text([bold(keys.join(", "))]);
                rest.text([roman(command.help)]);
            }
        }
    }
    rest.control("SH", ["EXIT STATUS"]);
    for (status, words) in [
        ("0", "Done."),
        ("1", "Found wanting: errors in a file, nothing found, a quote that is not in its text, a difference."),
        ("2", "Wrong usage: something was named that is not there, or asked for that does not exist."),
        ("128 and more", "Ended by the signal of that number above 128, with the terminal given back."),
    ] {
        rest.control("TP", []);
        rest.text([bold(status)]);
        rest.text([roman(words)]);
    }
    rest.control("SH", ["ENVIRONMENT"]);
    for (name, words) in [
        (
            "NO_COLOR",
            "Where it is set and not empty, the screen uses bold, dim and reverse, and no colour, unless a theme is asked for.",
        ),
        ("AGON_THEME", "The theme of the screen; the option --theme goes before it, and it before the settings."),
        ("AGON_CONFIG_DIR", "The folder of the settings, in place of the one below."),
        ("AGON_STATE_DIR", "The folder of your bookmarks, notes and places, in place of the one below."),
        ("TERM", "Where it is dumb, the outline is printed in place of the screen."),
        ("LC_ALL, LC_CTYPE, LANG", "Where the first that is set names no UTF-8, signs are drawn in ASCII."),
    ] {
        rest.control("TP", []);
        rest.text([bold(name)]);
        rest.text([roman(words)]);
    }
    rest.control("SH", ["FILES"]);
    for (name, words) in [
        (
            "$XDG_CONFIG_HOME/agon/config.yaml, ~/.config/agon/config.yaml",
            "Settings; agon keys --format yaml prints such a file.",
        ),
        (
            "$XDG_STATE_HOME/agon, ~/.local/state/agon",
            "Your bookmarks and notes, what was read, and where you stopped, one file a debate.",
        ),
    ] {
        rest.control("TP", []);
        rest.text([bold(name)]);
        rest.text([roman(words)]);
    }
    rest.to_writer(out)?;
    page.render_version_section(out)
}
