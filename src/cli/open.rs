//! `agon` without a command: opens the debates on the screen, or where there is none prints them.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::Arc;

use clap::CommandFactory as _;

use crate::app::marks::{Change, Marks};
use crate::app::{self, Absent, Action, Shelf, ShelfEntry, Size, State};
use crate::debate::clean_line;
use crate::terminal::{self, End, Folder, Found, Keeper, Loader, MarksFile, MarksFiles, Unkept};
use crate::ui::{self, Theme};

use super::arrivals::Arrivals;
use super::load::{self, Input};
use super::print::{self, Manner};
use super::settings::{Look, Settled};
use super::shelf::Shelved;
use super::{Arguments, Debates, Status, outline};

/// The signal that stands for a reader who would not wait, as for one who pressed Ctrl-C.
const INTERRUPTED: u8 = 2;

/// What is done with the reader's own marks.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct Memory {
    /// Leave no trace: neither take up nor keep bookmarks, notes, what was read and where you stopped
    #[arg(long)]
    private: bool,
}

pub(super) fn run(
    debates: &Debates,
    memory: Memory,
    look: Look,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<Status> {
    let inputs = debates.inputs();
    if let [Input::File(path), others @ ..] = inputs.as_slice()
        && let Some(hint) = hint(path, others.is_empty())
    {
        print::say(&hint);
        return Ok(Status::Wrong);
    }
    if manner.columns.is_none() || print::is_dumb() {
        return outline::Outline::of_all(debates.clone()).run(manner, out);
    }
    let books = Arc::new(Shelved::new(inputs.clone()));
    let loader = match Loader::start(books.clone(), inputs.len()) {
        Ok(loader) => loader,
        Err(error) => {
            print::say(&format!("cannot read beside the screen: {error}"));
            return Ok(Status::Wanting);
        }
    };
    // Who types the debate has the terminal until then.
    let patiently = inputs.contains(&Input::Standard) && io::stdin().is_terminal();
    let shelf = books.shelf(loader.first(patiently));
    // With nothing to open there is nothing to show, and all there is to say can be said here.
    if shelf.is_hopeless() {
        return Ok(books.say_all());
    }
    let folder = if memory.private { None } else { Folder::of_environment() };
    let taken = take_up(&inputs, folder.as_ref());
    books.follow(Arrivals::new(debates, &inputs, folder, Arc::clone(&taken.files)));
    Ok(show(&inputs, &books, shelf, loader, taken, look))
}

/// The marks on the debates that are open: the files that keep them, what is in those, and what there is to tell.
struct Taken {
    files: Arc<MarksFiles>,
    kept: Vec<Option<Marks>>,
    told: Vec<String>,
}

fn take_up(inputs: &[Input], folder: Option<&Folder>) -> Taken {
    let mut taken = Taken { files: Arc::default(), kept: Vec::new(), told: Vec::new() };
    for input in inputs {
        let (file, kept, told) = marks_of(input, folder);
        taken.files.push(file);
        taken.kept.push(kept);
        taken.told.extend(told);
    }
    taken
}

/// The file that keeps the marks on a debate, if any does; what is in it; and what there is to tell of that.
pub(super) fn marks_of(input: &Input, folder: Option<&Folder>) -> (Option<MarksFile>, Option<Marks>, Option<String>) {
    let Some(file) = folder.and_then(|folder| input.marks(folder)) else { return (None, None, None) };
    match file.open() {
        Ok(Found { marks, told }) => (Some(file), Some(marks), told),
        // Where they cannot be taken up nothing may be written either.
        Err(words) => (None, None, Some(words)),
    }
}

fn show(inputs: &[Input], books: &Shelved, mut shelf: Shelf, loader: Loader, taken: Taken, look: Look) -> Status {
    let (settings, mut told) = Settled::read().for_screen(look);
    let Taken { files, kept, told: of_marks } = taken;
    told.extend(of_marks);
    for (input, entry) in inputs.iter().zip(&mut shelf.entries) {
        let stale = input.is_stale_shortly();
        entry.is_stale = stale.is_some();
        told.extend(stale);
    }
    let mut keeper = match Keeper::start(files) {
        Ok(keeper) => keeper,
        Err(error) => {
            print::say(&format!("your marks will not be kept: {error}"));
            Keeper::default()
        }
    };
    // The terminal tells its size before anything is drawn.
    let ascii = print::speaks_only_ascii();
    let state = State::new(shelf, Size { width: 80, height: 24 });
    let mut state = state.with_settings(settings).with_marks(kept).with_ascii(ascii);
    if !told.is_empty() {
        app::update(&mut state, Action::Told(told.join("; ")));
    }
    let mouse = state.mouse();
    let end = terminal::run(&mut state, &mut keeper, loader, mouse, app::update, |frame, state| {
        ui::draw(frame, state, Theme { name: state.theme(), ascii });
    });
    for unkept in keeper.finish() {
        say_unkept(&unkept);
    }
    let status = match end {
        Ok(End::Quit) if state.shelf().is_hopeless() => books.say_all(),
        Ok(End::Quit) => match state.shelf().entries.as_slice() {
            [ShelfEntry { name, debate: Err(Absent::GivenUp), .. }] => {
                print::say(&format!("{name}: given up before it was read"));
                Status::Ended(INTERRUPTED)
            }
            _ => Status::Done,
        },
        Ok(End::Signal(number)) => Status::Ended(u8::try_from(number).unwrap_or(0)),
        Err(error) => {
            print::say(&error.to_string());
            Status::Wanting
        }
    };
    // To let go of a million statements one by one takes longer than the system does, which has them all in a moment.
    std::mem::forget(state);
    status
}

/// The last chance to tell of what could not be kept: words that somebody wrote may not vanish without a word.
fn say_unkept(unkept: &Unkept) {
    print::say(&unkept.why);
    for change in &unkept.changes {
        match change {
            Change::Bookmark { id, on: true, .. } => print::say(&format!("not kept: the bookmark on {id}")),
            Change::Bookmark { id, .. } => print::say(&format!("not kept: that {id} has no bookmark any more")),
            Change::Note { id, text, .. } => print::say(&format!("not kept: the note on {id}:\n{text}")),
            Change::Renamed { old, new } => print::say(&format!("not kept: your marks on {old}, which is {new} now")),
            Change::Read { .. } | Change::Stopped(_) | Change::Searched(_) => {}
        }
    }
}

/// For a path that leads nowhere, before others or alone: what may have been meant, in words.
pub(super) fn hint(path: &Path, is_alone: bool) -> Option<String> {
    // A link to nowhere, or a file that may not be looked at, has its own words.
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let name = path.to_string_lossy();
    let command = Arguments::command();
    let near = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .map(|command| (strsim::osa_distance(command, &name.to_lowercase()), command))
        .filter(|(distance, command)| *distance <= 1 + command.len() / 4)
        .min()
        .map(|(_, command)| command);
    let name = clean_line(&name);
    let meant = match near {
        Some(command) => format!("did you mean `agon {command}`?"),
        None if !is_alone || !load::is_stray_word(path) => return None,
        None => format!("to look for words in a debate: agon search \"{name}\""),
    };
    Some(format!("{name}: there is no such file or folder; {meant}"))
}
