//! `agon` without a command: opens the debates on the screen, or where there is none prints them.

use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory as _;

use crate::app::{self, Size, State};
use crate::debate::clean_line;
use crate::terminal::{self, End};
use crate::ui::{self, Theme};

use super::load::{self, Book, Input, Refusal};
use super::print::{self, Manner};
use super::{Arguments, Debates, Status, outline};

pub(super) fn run(debates: &Debates, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
    let inputs = debates.inputs();
    if let [Input::File(path)] = inputs.as_slice()
        && let Some(hint) = hint(path)
    {
        print::say(&hint);
        return Ok(Status::Wrong);
    }
    if manner.columns.is_none() || print::is_dumb() {
        return outline::print(debates.read(), manner, out);
    }
    let books: Vec<Book> = debates.read().collect();
    // With nothing to open there is nothing to show, and all there is to say can be said here.
    if books.iter().all(|book| book.debate.is_err()) {
        return Ok(say_all(&books));
    }
    Ok(show(books))
}

fn say_all(books: &[Book]) -> Status {
    let refusals = books.iter().filter_map(|book| Some((&book.name, book.debate.as_ref().err()?)));
    refusals.map(|(name, refusal): (_, &Refusal)| refusal.say(name)).max().unwrap_or(Status::Done)
}

fn show(books: Vec<Book>) -> Status {
    // The terminal tells its size before anything is drawn.
    let mut state = State::new(load::shelf(books), Size { width: 80, height: 24 });
    let theme = Theme { colours: print::colour_is_welcome(), ascii: speaks_only_ascii() };
    match terminal::run(&mut state, app::update, |frame, state| ui::draw(frame, state, theme)) {
        Ok(End::Quit) => Status::Done,
        Ok(End::Signal(number)) => Status::Ended(u8::try_from(number).unwrap_or(0)),
        Err(error) => {
            print::say(&error.to_string());
            Status::Wanting
        }
    }
}

/// Whether the locale says, of itself, that characters are not UTF-8. Saying nothing, as containers do, says nothing.
fn speaks_only_ascii() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// For a path that leads nowhere: what may have been meant, in words.
fn hint(path: &Path) -> Option<String> {
    // A link to nowhere, or a file that may not be looked at, has its own words.
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let name = path.to_string_lossy();
    let command = Arguments::command();
    let near = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .find(|command| strsim::osa_distance(command, &name.to_lowercase()) <= 1 + command.len() / 4);
    let name = clean_line(&name);
    let meant = match near {
        Some(command) => format!("did you mean `agon {command}`?"),
        None if !load::is_stray_word(path) => return None,
        None => format!("to look for words in a debate: agon search \"{name}\""),
    };
    Some(format!("{name}: there is no such file or folder; {meant}"))
}
