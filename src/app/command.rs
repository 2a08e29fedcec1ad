//! The command table: everything a key can do, each with its keys, where it works, one sentence of help, and whether it
//! can run now.
//!
//! The keys that work, the hints on the bottom line, the help on `?` and the tables in the documentation are all made
//! from it; nothing lists keys twice.

use super::finder::Finder;
use super::help;
use super::page::Link;
use super::place::Place;
use super::reading::Reading;
use super::regions;
use super::state::{Overlay, Pane, State};
use super::{Effect, Key, KeyCode};

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of debates.
    Shelf,
    /// The outline of a debate.
    Outline,
    /// The page beside it.
    Page,
    /// The search.
    Search,
    /// The list of keys.
    Help,
}

use Context::{Help, Outline, Page, Search, Shelf};

impl Context {
    /// Every context.
    pub const ALL: [Self; 5] = [Shelf, Outline, Page, Search, Help];

    /// What to call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Shelf => "the list of debates",
            Outline => "the outline",
            Page => "the page",
            Search => "the search",
            Help => "this list",
        }
    }
}

/// Why a command cannot run now, for the reader.
pub type Reason = &'static str;

/// Something a key can do.
pub struct Command {
    /// Its name, stable: keymaps and documentation refer to it.
    pub id: &'static str,
    /// Its keys, as [`Key`] names them. Plain characters never reach it in the search, where they are typed.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub contexts: &'static [Context],
    /// One sentence of help.
    pub help: &'static str,
    /// A word or two for the bottom line, for the commands that matter most, the first in the table first.
    pub hint: Option<&'static str>,
    /// Whether it can run now, or why not.
    pub enabled: fn(&State) -> Result<(), Reason>,
    run: fn(&mut State, Key) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Command").field(&self.id).finish()
    }
}

impl Command {
    /// Whether one of its keys is `key` in `context`.
    #[must_use]
    pub fn answers(&self, key: Key, context: Context) -> bool {
        let typed = context == Search && matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false });
        !typed && self.contexts.contains(&context) && self.keys.iter().any(|name| name.parse() == Ok(key))
    }

    /// Its keys that work in `context`.
    pub fn keys_in(&self, context: Context) -> impl Iterator<Item = Key> + '_ {
        self.keys.iter().filter_map(|name| name.parse().ok()).filter(move |key| self.answers(*key, context))
    }

    pub(super) fn run(&self, state: &mut State, key: Key) -> Vec<Effect> {
        match (self.enabled)(state) {
            Ok(()) => (self.run)(state, key),
            Err(reason) => {
                state.message = Some(reason.to_owned());
                Vec::new()
            }
        }
    }
}

/// The command that `key` runs in `context`.
#[must_use]
pub fn find(key: Key, context: Context) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.answers(key, context))
}

/// All commands, in the order in which help lists them.
pub const COMMANDS: &[Command] = &[
    Command {
        id: "go",
        keys: &["enter"],
        contexts: &[Shelf, Outline, Page, Search],
        help: "Go to what is chosen: read the statement, follow the link, open the hit or the debate",
        hint: Some("go"),
        enabled: can_go,
        run: go,
    },
    Command {
        id: "toggle-branch",
        keys: &["space"],
        contexts: &[Outline],
        help: "Open or close the branch",
        hint: Some("open"),
        enabled: always,
        run: |state, _| on_reading(state, Reading::toggle_branch),
    },
    Command {
        id: "leave",
        keys: &["esc", "left", "h"],
        contexts: &[Page],
        help: "Leave the page for the outline",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, |reading| reading.focus(Pane::Outline)),
    },
    Command {
        id: "leave-search",
        keys: &["esc"],
        contexts: &[Search],
        help: "Leave the search; all is as it was before",
        hint: Some("leave as it was"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "leave-help",
        keys: &["esc", "?", "q", "enter", "f1", "backspace"],
        contexts: &[Help],
        help: "Leave this list",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "back",
        keys: &["backspace", "H", "alt-left"],
        contexts: &[Outline, Page],
        help: "Go back to where you came from",
        hint: Some("back"),
        enabled: can_go_back,
        run: back,
    },
    Command {
        id: "search",
        keys: &["/"],
        contexts: &[Shelf, Outline, Page],
        help: "Search statements, quotes, actors, sources and tags",
        hint: Some("search"),
        enabled: always,
        run: search,
    },
    Command {
        id: "forward",
        keys: &["L", "alt-right"],
        contexts: &[Outline, Page],
        help: "Go forward again, after going back",
        hint: None,
        enabled: |state| reading(state, Reading::can_go_forward, "there is nothing to go forward to"),
        run: |state, _| {
            on_reading(state, |reading| {
                reading.forward();
            })
        },
    },
    Command {
        id: "first-reply",
        keys: &["r"],
        contexts: &[Outline, Page],
        help: "Go to the first reply: what rebuts or undercuts this statement",
        hint: Some("reply"),
        enabled: |state| reading(state, |reading| reading.first_reply().is_some(), "no reply recorded"),
        run: |state, _| follow(state, Reading::first_reply),
    },
    Command {
        id: "source",
        keys: &["s"],
        contexts: &[Outline, Page],
        help: "Go to the source: where this was said, and all that rests on it",
        hint: Some("source"),
        enabled: |state| reading(state, |reading| reading.source().is_some(), "no source given here"),
        run: |state, _| go_to(state, Reading::source),
    },
    Command {
        id: "actor",
        keys: &["a"],
        contexts: &[Outline, Page],
        help: "Go to the actor: who said this, and all else they say",
        hint: Some("actor"),
        enabled: |state| reading(state, |reading| reading.actor().is_some(), "nobody is named here"),
        run: |state, _| go_to(state, Reading::actor),
    },
    Command {
        id: "go-to-number",
        keys: &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        contexts: &[Outline, Page],
        help: "Go to the statement with this number on the page",
        hint: None,
        enabled: |state| {
            reading(state, |reading| reading.numbered(1).is_some(), "there are no numbered statements on the page")
        },
        run: go_to_number,
    },
    Command {
        id: "help",
        keys: &["?", "f1"],
        contexts: &[Shelf, Outline, Page, Search],
        help: "Show all the keys that work here",
        hint: Some("all keys"),
        enabled: always,
        run: |state, _| {
            let context = state.context();
            let behind = match state.overlay.take() {
                Some(Overlay::Search(finder)) => Some(finder),
                _ => None,
            };
            state.overlay = Some(Overlay::Help { context, scroll: 0, behind });
            Vec::new()
        },
    },
    Command {
        id: "up",
        keys: &["u"],
        contexts: &[Outline, Page],
        help: "Go up to the statement this one bears on",
        hint: Some("up"),
        enabled: |state| reading(state, |reading| reading.above().is_some(), "this bears on nothing"),
        run: |state, _| follow(state, Reading::above),
    },
    Command {
        id: "move-up",
        keys: &["up", "k", "ctrl-p"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Move up by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, -1),
    },
    Command {
        id: "move-down",
        keys: &["down", "j", "ctrl-n"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Move down by one",
        hint: None,
        enabled: always,
        run: |state, _| step(state, 1),
    },
    Command {
        id: "page-up",
        keys: &["pageup"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Move up by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, -1),
    },
    Command {
        id: "page-down",
        keys: &["pagedown"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Move down by a screen",
        hint: None,
        enabled: always,
        run: |state, _| screen(state, 1),
    },
    Command {
        id: "first",
        keys: &["home", "g"],
        contexts: &[Shelf, Outline, Page, Help],
        help: "Move to the first line",
        hint: None,
        enabled: always,
        run: |state, _| end(state, false),
    },
    Command {
        id: "last",
        keys: &["end", "G"],
        contexts: &[Shelf, Outline, Page, Help],
        help: "Move to the last line",
        hint: None,
        enabled: always,
        run: |state, _| end(state, true),
    },
    Command {
        id: "open-branch",
        keys: &["right", "l"],
        contexts: &[Outline],
        help: "Open the branch; in an open one move to its first line",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::open_branch),
    },
    Command {
        id: "close-branch",
        keys: &["left", "h"],
        contexts: &[Outline],
        help: "Close the branch; in a closed one move to the line it stands under",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::close_branch),
    },
    Command {
        id: "open-whole-branch",
        keys: &["E"],
        contexts: &[Outline],
        help: "Open the branch and everything in it",
        hint: None,
        enabled: always,
        run: |state, _| {
            let complete = state.reading_mut().is_none_or(Reading::open_whole_branch);
            if !complete {
                state.message = Some("opened as far as is sensible; the deepest branches stay closed".to_owned());
            }
            Vec::new()
        },
    },
    Command {
        id: "close-all",
        keys: &["C"],
        contexts: &[Outline],
        help: "Close all branches",
        hint: None,
        enabled: always,
        run: |state, _| on_reading(state, Reading::close_all),
    },
    Command {
        id: "other-pane",
        keys: &["tab", "backtab"],
        contexts: &[Outline, Page],
        help: "Move between the outline and the page",
        hint: None,
        enabled: always,
        run: |state, _| {
            on_reading(state, |reading| {
                reading.focus(if reading.pane() == Pane::Outline { Pane::Page } else { Pane::Outline });
            })
        },
    },
    Command {
        id: "clear",
        keys: &["ctrl-u"],
        contexts: &[Search],
        help: "Empty the line",
        hint: Some("clear"),
        enabled: always,
        run: |state, _| {
            let State { overlay, shelf, indexes, .. } = state;
            if let Some(Overlay::Search(finder)) = overlay {
                finder.clear(shelf, indexes);
            }
            Vec::new()
        },
    },
    Command {
        id: "shelf",
        keys: &["S"],
        contexts: &[Outline, Page],
        help: "Go to the list of debates",
        hint: None,
        enabled: |state| if state.shelf.entries.len() > 1 { Ok(()) } else { Err("this is the only debate open") },
        run: |state, _| {
            state.open = None;
            Vec::new()
        },
    },
    Command {
        id: "quit",
        keys: &["q"],
        contexts: &[Shelf, Outline, Page],
        help: "Quit",
        hint: Some("quit"),
        enabled: always,
        run: |_, _| vec![Effect::Quit],
    },
    Command {
        id: "quit-at-once",
        keys: &["ctrl-c"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Quit, from anywhere",
        hint: None,
        enabled: always,
        run: |_, _| vec![Effect::Quit],
    },
    Command {
        id: "suspend",
        keys: &["ctrl-z"],
        contexts: &[Shelf, Outline, Page, Search, Help],
        help: "Give the terminal back to the shell; fg returns",
        hint: None,
        enabled: always,
        run: |_, _| vec![Effect::Suspend],
    },
];

#[expect(clippy::unnecessary_wraps, reason = "it stands where other commands may have a reason")]
fn always(_: &State) -> Result<(), Reason> {
    Ok(())
}

fn reading(state: &State, holds: impl Fn(&Reading) -> bool, reason: Reason) -> Result<(), Reason> {
    if state.reading().is_some_and(holds) { Ok(()) } else { Err(reason) }
}

fn on_reading(state: &mut State, change: impl FnOnce(&mut Reading)) -> Vec<Effect> {
    if let Some(reading) = state.reading_mut() {
        change(reading);
    }
    Vec::new()
}

fn can_go(state: &State) -> Result<(), Reason> {
    match state.context() {
        Shelf => match state.shelf.entries.get(state.shelf_cursor) {
            Some(entry) if entry.debate.is_ok() => Ok(()),
            Some(_) => Err("this file has errors: agon check tells them all"),
            None => Err("there is no debate here"),
        },
        Outline => reading(state, |reading| reading.place().is_some(), "this debate has no statement yet"),
        Page => reading(state, |reading| reading.chosen().is_some(), "there is no link here"),
        Search => match &state.overlay {
            Some(Overlay::Search(finder)) if finder.chosen().is_some() => Ok(()),
            _ => Err("nothing is chosen"),
        },
        Help => Ok(()),
    }
}

fn go(state: &mut State, _: Key) -> Vec<Effect> {
    match state.context() {
        Shelf => {
            state.open_entry(state.shelf_cursor);
        }
        Outline => return on_reading(state, Reading::read),
        Page => return follow(state, Reading::chosen),
        Search => {
            let found = match &state.overlay {
                Some(Overlay::Search(finder)) => finder.chosen().map(|found| (found.entry, found.place)),
                _ => None,
            };
            if let Some((entry, place)) = found {
                state.overlay = None;
                if state.open_entry(entry) {
                    arrive(state, |reading| reading.go(place));
                }
            }
        }
        Help => {}
    }
    Vec::new()
}

/// Goes somewhere in the open debate; where outline and page take turns, one goes there to read.
fn arrive(state: &mut State, go: impl FnOnce(&mut Reading)) {
    let takes_turns = regions::takes_turns(state.size);
    if let Some(reading) = state.reading_mut() {
        go(reading);
        if takes_turns {
            reading.focus(Pane::Page);
        }
    }
}

fn follow(state: &mut State, link: fn(&Reading) -> Option<Link>) -> Vec<Effect> {
    if let Some(link) = state.reading().and_then(link) {
        arrive(state, |reading| reading.follow(link));
    }
    Vec::new()
}

fn go_to(state: &mut State, place: fn(&Reading) -> Option<Place>) -> Vec<Effect> {
    if let Some(place) = state.reading().and_then(place) {
        arrive(state, |reading| reading.go(place));
    }
    Vec::new()
}

fn go_to_number(state: &mut State, key: Key) -> Vec<Effect> {
    let KeyCode::Char(digit) = key.code else { return Vec::new() };
    let number = digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default();
    match state.reading().and_then(|reading| reading.numbered(number)) {
        Some(link) => arrive(state, |reading| reading.follow(link)),
        None => state.message = Some(format!("no statement here has the number {number}")),
    }
    Vec::new()
}

fn can_go_back(state: &State) -> Result<(), Reason> {
    if state.shelf.entries.len() > 1 {
        return Ok(());
    }
    let can =
        |reading: &Reading| reading.can_go_back() || (reading.pane() == Pane::Page && regions::takes_turns(state.size));
    reading(state, can, "this is where you began")
}

/// Back to where one came from; from where one began, to the outline, and from there to the list of debates.
fn back(state: &mut State, _: Key) -> Vec<Effect> {
    let takes_turns = regions::takes_turns(state.size);
    let Some(reading) = state.reading_mut() else { return Vec::new() };
    if !reading.back() {
        if takes_turns && reading.pane() == Pane::Page {
            reading.focus(Pane::Outline);
        } else {
            state.open = None;
        }
    }
    Vec::new()
}

fn search(state: &mut State, _: Key) -> Vec<Effect> {
    let entries = match state.open {
        Some(open) => vec![open],
        None => (0..state.shelf.entries.len()).collect(),
    };
    state.overlay = Some(Overlay::Search(Box::new(Finder::new(entries))));
    Vec::new()
}

fn close_overlay(state: &mut State, _: Key) -> Vec<Effect> {
    state.overlay = match state.overlay.take() {
        Some(Overlay::Help { behind, .. }) => behind.map(Overlay::Search),
        _ => None,
    };
    Vec::new()
}

/// Moves by lines: rows, links or hits.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let size = state.size;
    match state.context() {
        Shelf => {
            let last = state.shelf.entries.len().saturating_sub(1);
            state.shelf_cursor = state.shelf_cursor.saturating_add_signed(by).min(last);
        }
        Outline => {
            return on_reading(state, |reading| {
                reading.select_row(reading.outline().cursor().saturating_add_signed(by));
            });
        }
        Page => return on_reading(state, |reading| reading.step_on_page(by > 0, size)),
        Search => {
            if let Some(finder) = state.finder_mut() {
                finder.step(by);
            }
        }
        Help => scroll_help(state, by),
    }
    Vec::new()
}

/// Moves by what the screen holds, less one line so that the eye keeps its place.
fn screen(state: &mut State, by: isize) -> Vec<Effect> {
    let size = state.size;
    let by_lines = |height: usize| by * isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let regions = state.reading().map(|reading| regions::reading(size, reading.pane())).unwrap_or_default();
    match state.context() {
        Page => {
            let height = regions.page.map_or(1, |area| usize::from(area.height));
            on_reading(state, |reading| reading.scroll_page(by_lines(height), size))
        }
        Outline => step(state, by_lines(regions.outline.map_or(1, |area| usize::from(area.height)))),
        Shelf => step(state, by_lines(usize::from(regions::shelf(size).1.height))),
        Search => step(state, by_lines(Finder::page(size) + 1)),
        Help => step(state, by_lines(help::height(size))),
    }
}

/// Moves to the first or the last line.
fn end(state: &mut State, last: bool) -> Vec<Effect> {
    let size = state.size;
    if state.context() == Page {
        return on_reading(state, |reading| reading.page_end(last, size));
    }
    step(state, if last { isize::MAX } else { isize::MIN + 1 })
}

fn scroll_help(state: &mut State, by: isize) {
    if let Some(Overlay::Help { scroll, .. }) = &mut state.overlay {
        *scroll = scroll.saturating_add_signed(by);
    }
}
