//! What the top line (where am I) and the bottom line (what can I do) tell, and in which columns.

use super::command::{COMMANDS, Command};
use super::wording::{count, cut, width};
use super::{Key, State, View};

/// Something on a line that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<T> {
    /// What it stands for.
    pub what: T,
    /// Its first column, from the beginning of the line.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
}

/// The piece at a column.
#[must_use]
pub fn at<T>(pieces: &[Piece<T>], column: usize) -> Option<&T> {
    pieces.iter().find(|piece| (piece.column..piece.column + piece.columns).contains(&column)).map(|piece| &piece.what)
}

const STALE: &str = "  stale";

/// The top line of an open debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopLine {
    /// The title of the debate.
    pub title: String,
    /// That it was packed from what has changed since, with blanks before it; empty where it was not.
    pub stale: &'static str,
    /// Where it comes from, with blanks before it; empty where there is no room.
    pub name: String,
    /// What a filter has left, for the line under the top one.
    pub under: Option<String>,
    /// The views, all of them where there is room, else the one that is shown.
    pub views: Vec<Piece<View>>,
}

/// The top line; none where it is not shown, or no debate is open.
#[must_use]
pub fn top(state: &State) -> Option<TopLine> {
    let entry = state.shelf().entries.get(state.open()?)?;
    let reading = state.reading()?;
    let columns = usize::from(state.regions().title?.width).saturating_sub(2);
    let stale = if entry.is_stale { STALE } else { "" };
    let left = columns.saturating_sub(width(stale));
    let needed = |views: &[View]| views.iter().map(|view| width(view.name()) + 2).sum::<usize>();
    let title_needs = width(reading.debate().title()).min(48);
    let views = [reading.views(), View::ALL.to_vec(), vec![reading.view()]];
    let views = views.into_iter().filter(|views| views.contains(&reading.view()));
    let mut views = views;
    let views = views.find(|views| title_needs + needed(views) <= left).unwrap_or_default();
    let room = left - needed(&views);
    // What a filter has left, or what is on the map, is told on the line under the top one; where there is none, in the title's place: the
    // reader knows which debate this is, and must not take a part of it for the whole.
    let filter = reading.map_told(state.keymap()).or_else(|| reading.filter_told(state.keymap()));
    let (title, under) = match (filter, state.regions().under) {
        (Some(filter), Some(_)) => (cut(reading.debate().title(), room), Some(cut(&filter, columns))),
        (Some(filter), None) => (cut(&filter, room), None),
        (None, _) => (cut(reading.debate().title(), room), None),
    };
    let name = if width(&title) + 2 + width(&entry.name) <= room { format!("  {}", entry.name) } else { String::new() };
    let mut column = 1 + room + width(stale);
    let views = views.into_iter().map(|what| {
        let columns = width(what.name());
        column += 2 + columns;
        Piece { what, column: column - columns, columns }
    });
    Some(TopLine { title, stale, name, under, views: views.collect() })
}

/// A key that matters now.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// What it does.
    pub command: &'static Command,
    /// The key.
    pub key: Key,
}

impl Hint {
    /// The key as it is shown, and a word or two for what it does.
    #[must_use]
    pub fn words(&self, ascii: bool) -> [String; 2] {
        let key = if ascii { self.key.shown_in_ascii() } else { self.key.shown() };
        [key, format!(" {}", self.command.hint.unwrap_or_default())]
    }
}

/// The bottom line.
#[derive(Debug, Clone)]
pub struct BottomLine {
    /// The keys that matter now.
    pub hints: Vec<Piece<Hint>>,
    /// At the right what the last command had to say, or how far the reader is.
    pub told: Piece<String>,
}

/// The bottom line; none where it is not shown.
#[must_use]
pub fn bottom(state: &State) -> Option<BottomLine> {
    let columns = usize::from(state.regions().footer?.width).saturating_sub(2);
    let told = match state.message() {
        Some(message) => cut(message, columns),
        None => match problems(state) {
            Some(problems) if state.overlay().is_none() => cut(&problems, columns),
            _ if columns >= 60 => status(state),
            _ => state.hit_read().filter(|_| columns >= 30 && state.overlay().is_none()).unwrap_or_default(),
        },
    };
    let taken = width(&told);
    let gap = if told.is_empty() { 0 } else { 2 };
    let hints = hints(state, columns.saturating_sub(taken + gap));
    Some(BottomLine { hints, told: Piece { what: told, column: 1 + columns - taken, columns: taken } })
}

/// That the file has been saved with errors; none where it has not.
fn problems(state: &State) -> Option<String> {
    let problems = state.reading()?.problems()?;
    if problems.unreadable.is_some() {
        return Some(format!("the file cannot be read: {}", problems.sum()));
    }
    let words = format!("the file as saved: {}; {{problems}} lists them", problems.sum());
    Some(state.keymap().tell(&words, state.context()))
}

/// Which hit is shown, or where the reader is among the rows; and how much is unread.
fn status(state: &State) -> String {
    let Some(reading) = state.reading().filter(|_| state.overlay().is_none()) else { return String::new() };
    if let Some(text) = reading.source_text() {
        return format!("{} %", text.read(state.size()));
    }
    if let Some(grid) = reading.grid() {
        let place = |here: usize, of: usize| format!("{} of {of}", (here + 1).min(of));
        let actor = place(grid.row().row(), grid.stands().actors().len());
        return format!("actor {actor}, position {}", place(grid.column().row(), grid.stands().answers().len()));
    }
    if reading.map().is_some()
        && let Some(hits) = hits_on_map(state)
    {
        return hits;
    }
    let is_tree = reading.map().is_some() || reading.listing().is_none() && reading.exchange().is_none();
    let outline = reading.outline();
    let line = match state.hit_read() {
        Some(hit) => Some(hit),
        None if !is_tree || reading.map().is_some() => None,
        None if reading.is_revealing() => Some("opening the outline …".to_owned()),
        None => Some(format!("line {} of {}", outline.selection().row() + 1, outline.len())),
    };
    let unread =
        Some(reading.unread()).filter(|unread| is_tree && *unread > 0).map(|unread| format!("{unread} unread"));
    let told: Vec<String> = [line, unread].into_iter().flatten().collect();
    told.join(", ")
}

/// Which hit is shown on the map, or how many there are, and the keys that go on, which work there as in the outline; none
/// where no search goes on.
fn hits_on_map(state: &State) -> Option<String> {
    /// From so many columns on there is room for both keys.
    const BOTH: u16 = 100;
    let hits = Some(state.searches().total()).filter(|hits| *hits > 0 && state.searches().goes_on())?;
    let told = state.hit_read().unwrap_or_else(|| count(hits, "hit", "hits"));
    let keys = match (hits, state.size().width) {
        (1, _) => "",
        (_, BOTH..) => "; {next-hit} next, {previous-hit} before",
        _ => "; {next-hit} next",
    };
    Some(state.keymap().tell(&(told + keys), state.context()))
}

/// Hints on the bottom line; more would not be read.
const HINTS: usize = 7;

/// Columns between two hints.
const BETWEEN: usize = 3;

/// As many hints as fit, the first in the table first; the key to all the others always has its place.
fn hints(state: &State, columns: usize) -> Vec<Piece<Hint>> {
    let context = state.context();
    let mut all: Vec<Piece<Hint>> = COMMANDS
        .iter()
        .filter(|command| command.hint.is_some() && (command.enabled)(state).is_ok())
        .filter_map(|command| {
            let what = Hint { command, key: *state.keymap().keys(command, context).first()? };
            let columns = what.words(state.ascii()).iter().map(|word| width(word)).sum();
            Some(Piece { what, column: 0, columns })
        })
        .collect();
    let total = |all: &[Piece<Hint>]| {
        all.iter().map(|piece| piece.columns).sum::<usize>() + BETWEEN * all.len().saturating_sub(1)
    };
    while total(&all) > columns || all.len() > HINTS {
        let Some(last) = all.iter().rposition(|piece| piece.what.command.id != "help") else { break };
        all.remove(last);
    }
    if total(&all) > columns {
        return Vec::new();
    }
    let mut column = 1;
    for piece in &mut all {
        piece.column = column;
        column += piece.columns + BETWEEN;
    }
    all
}
