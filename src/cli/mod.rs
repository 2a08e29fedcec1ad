//! The command line: one file a command, and the help, the completions and the man pages from one definition.
//!
//! What is kept true: results go to standard output and words about them to standard error; the exit status is that of
//! [`Status`]; a reader that closes the pipe ends the program quietly, done; and all that is printed has passed the
//! door that cleans text, since a pipe's other end may be a terminal too.

mod actors;
mod add;
mod arrivals;
mod aside;
mod change;
mod check;
mod completions;
mod diff;
mod explain;
mod export;
mod filter;
mod gaps;
mod grid;
mod json;
mod keys;
mod load;
mod man;
mod map;
mod near;
mod new;
mod notes;
mod open;
mod outline;
mod pack;
mod packed;
mod print;
mod rename;
mod schema;
mod search;
mod settings;
mod shelf;
mod show;
mod sources;
mod text;
mod timeline;
mod verify;

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, ValueHint};

use print::Manner;

/// Explore a debate in the terminal.
///
/// A debate is a file of YAML: questions, the positions people take on them, the arguments for and against, who said
/// what, and in which source. Without PATH the debate that is built in opens: who answers for what users post?
#[derive(Debug, Parser)]
#[command(name = "agon", version, args_conflicts_with_subcommands = true, after_help = EXIT_STATUS)]
struct Arguments {
    #[command(flatten)]
    debates: Debates,
    #[command(flatten)]
    memory: open::Memory,
    #[command(flatten)]
    look: settings::Look,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXIT_STATUS: &str =
    "Exit status: 0 done; 1 found wanting (errors in a file, nothing found, a misquote, a difference); 2 wrong usage.";

/// The debates at hand.
#[derive(Debug, Clone, Default, Args)]
struct Debates {
    /// Debates: files, folders or packs of them, or `-` for standard input [default: the one that is built in]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Debug, Clone, Copy, Args)]
struct HowToPrint {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Verify(verify::Verify),
    Show(show::Show),
    Search(search::Search),
    Outline(outline::Outline),
    Actors(actors::Actors),
    Sources(sources::Sources),
    Timeline(timeline::Timeline),
    Gaps(gaps::Gaps),
    Map(map::Map),
    Export(export::Export),
    Notes(notes::Notes),
    New(new::New),
    Add(Box<add::Add>),
    Rename(rename::Rename),
    Diff(diff::Diff),
    Pack(pack::Pack),
    Keys(keys::Keys),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a command came out. The later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done.
    Done,
    /// Done, and found wanting: there are errors in a file, nothing was found, a quote is not in its text, or two files differ.
    Wanting,
    /// Something was named that is not there.
    Wrong,
    /// A signal of this number ended it.
    Ended(u8),
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Wanting => Self::from(1),
            Status::Wrong => Self::from(2),
            Status::Ended(signal) => Self::from(signal.saturating_add(128)),
        }
    }
}

/// Where an option is not known since what stands before it is no command: which command may have been meant.
fn misspelt(error: &clap::Error) -> Option<String> {
    let first = std::env::args_os().nth(1).filter(|_| error.kind() == clap::error::ErrorKind::UnknownArgument)?;
    open::hint(Path::new(&first), false)
}

/// The whole program, from the arguments it was started with to its exit status.
#[must_use]
pub fn run() -> ExitCode {
    let matches = match Arguments::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => match misspelt(&error) {
            Some(hint) => {
                print::say(&hint);
                return Status::Wrong.into();
            }
            None => error.exit(),
        },
    };
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let manner = Manner::of_standard_output();
    let mut out = BufWriter::new(io::stdout().lock());
    let status = if manner.ascii && is_for_people(&matches) {
        carry_out(arguments, manner, &mut print::InAscii(&mut out))
    } else {
        carry_out(arguments, manner, &mut out)
    };
    match status.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => status.into(),
        // Whoever reads has read enough. What is left in the buffer goes with it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            let _ = out.into_parts();
            ExitCode::SUCCESS
        }
        Err(error) => {
            print::say(&format!("cannot write: {error}"));
            let _ = out.into_parts();
            Status::Wanting.into()
        }
    }
}

/// Whether results are printed for people: what programs read stays as it is in every letter.
fn is_for_people(matches: &ArgMatches) -> bool {
    let format =
        |matches: &ArgMatches| matches.try_get_raw("format").ok().flatten()?.next().map(|word| word == "human");
    matches.subcommand().is_none_or(|(_, matches)| format(matches).unwrap_or(false))
}

fn carry_out(arguments: Arguments, manner: Manner, out: &mut dyn io::Write) -> io::Result<Status> {
    match arguments.command {
        None => open::run(&arguments.debates, arguments.memory, arguments.look, manner, out),
        Some(Command::Check(command)) => command.run(manner, out),
        Some(Command::Explain(command)) => command.run(manner, out),
        Some(Command::Verify(command)) => command.run(manner, out),
        Some(Command::Show(command)) => command.run(manner, out),
        Some(Command::Search(command)) => command.run(manner, out),
        Some(Command::Outline(command)) => command.run(manner, out),
        Some(Command::Actors(command)) => command.run(manner, out),
        Some(Command::Sources(command)) => command.run(manner, out),
        Some(Command::Timeline(command)) => command.run(manner, out),
        Some(Command::Gaps(command)) => command.run(manner, out),
        Some(Command::Map(command)) => command.run(manner, out),
        Some(Command::Export(command)) => command.run(out),
        Some(Command::Notes(command)) => command.run(out),
        Some(Command::New(command)) => command.run(out),
        Some(Command::Add(command)) => command.run(manner, out),
        Some(Command::Rename(command)) => command.run(manner, out),
        Some(Command::Diff(command)) => command.run(manner, out),
        Some(Command::Pack(command)) => Ok(command.run()),
        Some(Command::Keys(command)) => command.run(manner, out),
        Some(Command::Schema(command)) => command.run(out),
        Some(Command::Completions(command)) => command.run(out),
        Some(Command::Man(command)) => command.run(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
