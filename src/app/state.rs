//! The whole state of the program.

mod beside;
mod overlays;

use crate::debate::Debate;

use super::keymap::Keymap;
use super::marks::{Change, Marks};
use super::note::NoteEditor;
use super::reading::Reading;
use super::regions::Division;
use super::searchable::Searchable;
use super::searches::Searches;
use super::selection::Selection;
use super::settings::{Settings, ThemeName};
use super::shelf::{Absent, Shelf};
use super::{Context, Effect, Size, regions};
pub use overlays::Overlay;

/// Which pane of the debate view has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The outline, or the list that stands in its place.
    Outline,
    /// The page.
    Page,
}

/// Said where a debate opens elsewhere than at its beginning, until the first key.
const TAKEN_UP: &str = "back where you stopped; {first} leads to the beginning";

/// The whole state of the program. The view is a function of it.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) size: Size,
    /// Whether the terminal shows only ASCII: names of keys are longer then.
    ascii: bool,
    /// Whether the terminal tells what is done with the mouse.
    pub(super) mouse: bool,
    /// Whether the mouse has hold of the line between outline and page.
    pub(super) holds_divider: bool,
    /// How the reader has divided the screen between outline and page, if they have.
    pub(super) division: Option<Division>,
    pub(super) shelf: Shelf,
    /// The selected entry of the shelf and the first one on the screen.
    pub(super) shelf_selection: Selection,
    /// Where the reader is in each debate of the shelf that has been opened.
    pub(super) readings: Vec<Option<Reading>>,
    /// What is kept of the reader's marks on each debate, until it is opened; none where nothing is.
    pub(super) kept: Vec<Option<Marks>>,
    /// The debate on the screen; the shelf where there is none.
    pub(super) open: Option<usize>,
    /// What each debate is searched with.
    pub(super) searchables: Vec<Searchable>,
    /// What has been searched for, and what the last search found.
    pub(super) searches: Searches,
    pub(super) overlay: Option<Overlay>,
    pub(super) message: Option<String>,
    pub(super) settings: Settings,
}

impl State {
    /// A state with these debates: a single one is open at once, several are a shelf to choose from.
    #[must_use]
    pub fn new(shelf: Shelf, size: Size) -> Self {
        let readings = shelf.entries.iter().map(|_| None).collect();
        let searchables = vec![Searchable::default(); shelf.entries.len()];
        let mut state = Self {
            size,
            ascii: false,
            mouse: false,
            holds_divider: false,
            division: None,
            shelf,
            shelf_selection: Selection::default(),
            readings,
            kept: Vec::new(),
            open: None,
            searchables,
            searches: Searches::default(),
            overlay: None,
            message: None,
            settings: Settings::default(),
        };
        state.shelf_selection.row =
            state.shelf.entries.iter().position(|entry| entry.debate.is_ok()).unwrap_or_default();
        if state.shelf.entries.len() == 1 {
            state.open_entry(0);
        }
        state.settle();
        state
    }

    /// The same, with what the reader has settled. Before their marks, since what is told of those names keys.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.mouse = settings.mouse;
        self.settings = settings;
        self
    }

    /// The same, with what is kept of the reader's marks on each debate: the reader is where they stopped. Where there
    /// is none, marks last as long as the program.
    #[must_use]
    pub fn with_marks(mut self, kept: Vec<Option<Marks>>) -> Self {
        for marks in kept.iter().flatten() {
            self.searches.remember(&marks.queries);
        }
        self.kept = kept;
        let mut taken_up = false;
        for (reading, kept) in self.readings.iter_mut().zip(&mut self.kept) {
            if let Some(reading) = reading
                && let Some(marks) = kept.take()
            {
                taken_up |= reading.take_up(marks);
            }
        }
        if taken_up {
            self.say(TAKEN_UP);
        }
        self.settle();
        self
    }

    /// The same, on a terminal that shows only ASCII, or not only that.
    #[must_use]
    pub fn with_ascii(mut self, ascii: bool) -> Self {
        self.ascii = ascii;
        self
    }

    /// The same with the mouse on or off from the beginning. The terminal has to be told.
    #[must_use]
    pub fn with_mouse(mut self, on: bool) -> Self {
        self.mouse = on;
        self
    }

    /// Whether the mouse is on.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// Whether the mouse has hold of the line between outline and page.
    #[must_use]
    pub fn holds_divider(&self) -> bool {
        self.holds_divider
    }

    /// Puts the line between outline and page on column `x`, or as near as both sides allow, where they stand beside
    /// each other.
    pub(super) fn divide_at(&mut self, x: u16) {
        if self.regions().divider.is_some() {
            self.division = Some(Division::at(x, self.size.width));
        }
    }

    /// Where the line would be, put on column `x`.
    pub(super) fn divided_at(&self, x: u16) -> u16 {
        Division::at(x, self.size.width).outline(self.size.width)
    }

    /// Whether the terminal shows only ASCII.
    #[must_use]
    pub fn ascii(&self) -> bool {
        self.ascii
    }

    /// The size of the screen.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// The debates at hand.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Which entry of the shelf is selected, and which is the first on the screen.
    #[must_use]
    pub fn shelf_selection(&self) -> Selection {
        self.shelf_selection
    }

    /// The debate on the screen; none while the shelf is shown.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.readings.get(self.open?)?.as_ref()
    }

    pub(super) fn reading_mut(&mut self) -> Option<&mut Reading> {
        self.readings.get_mut(self.open?)?.as_mut()
    }

    /// The entry of the shelf that is on the screen.
    #[must_use]
    pub fn open(&self) -> Option<usize> {
        self.open
    }

    /// What lies over the screen.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// What has been searched for, and what the last search found.
    #[must_use]
    pub fn searches(&self) -> &Searches {
        &self.searches
    }

    /// What the last command had to say, until the next key.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Tells the reader something until the next key; commands in braces by their keys, as [`Keymap::tell`] reads them.
    pub(super) fn say(&mut self, words: &str) {
        self.message = Some(self.settings.keymap.tell(words, self.context()));
    }

    /// What the reader has settled.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How things look.
    #[must_use]
    pub fn theme(&self) -> ThemeName {
        self.settings.theme.unwrap_or_default()
    }

    /// Which key runs which command.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.settings.keymap
    }

    /// What has the focus: the keys that work are those of this context.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.overlay, self.reading()) {
            (Some(Overlay::Search(_)), _) => Context::Search,
            (Some(Overlay::Palette(_)), _) => Context::Palette,
            (Some(Overlay::Filters(_)), _) => Context::Filters,
            (Some(Overlay::Note(_)), _) => Context::Note,
            (Some(Overlay::Address(_)), _) => Context::Address,
            (Some(Overlay::Copying(_)), _) => Context::Copying,
            (Some(Overlay::Help { .. }), _) => Context::Help,
            (None, None) if self.loading().is_some() => Context::Progress,
            (None, None) => Context::Shelf,
            (None, Some(reading)) if reading.source_text().is_some() => Context::Text,
            (None, Some(reading)) if reading.exchange().is_some() => Context::Exchange,
            (None, Some(reading)) if reading.grid().is_some() => Context::Grid,
            (None, Some(reading)) if reading.map().is_some() && reading.pane() == Pane::Outline => Context::Map,
            (None, Some(reading)) => match reading.pane() {
                Pane::Outline if reading.listing().is_some() => Context::Listing,
                Pane::Outline => Context::Outline,
                Pane::Page => Context::Page,
            },
        }
    }

    /// The debate of an entry of the shelf, if it can be opened.
    #[must_use]
    pub fn debate(&self, entry: usize) -> Option<&Debate> {
        self.shelf.entries.get(entry)?.debate.as_deref().ok()
    }

    /// Opens an entry of the shelf where the reader left it, or how far it has come. Returns whether it can be opened.
    pub(super) fn open_entry(&mut self, entry: usize) -> bool {
        let debate = match self.shelf.entries.get(entry).map(|entry| &entry.debate) {
            Some(Ok(debate)) => Some(debate),
            Some(Err(Absent::Loading(_))) => None,
            _ => return false,
        };
        if let (Some(debate), Some(slot @ None)) = (debate, self.readings.get_mut(entry)) {
            let mut reading = Reading::new(debate.clone());
            let marks = self.kept.get_mut(entry).and_then(Option::take);
            let taken_up = marks.is_some_and(|marks| reading.take_up(marks));
            *slot = Some(reading);
            if taken_up {
                self.say(TAKEN_UP);
            }
        }
        self.open = Some(entry);
        self.shelf_selection.row = entry;
        true
    }

    /// Changes the reader's marks on the open debate.
    pub(super) fn mark(&mut self, change: Change) -> Vec<Effect> {
        let (Some(open), Some(reading)) = (self.open, self.reading_mut()) else { return Vec::new() };
        reading.mark(change).map(|change| Effect::Keep(open, change)).into_iter().collect()
    }

    /// The reader has looked at the screen for a while: what stands there has been read, and here they are.
    pub(super) fn rested(&mut self) -> Vec<Effect> {
        let regions = self.regions();
        if let (None, Some(reading)) = (&self.overlay, self.open.and_then(|open| self.readings.get_mut(open)?.as_mut()))
        {
            reading.see(&regions);
        }
        let looked_at = self.overlay.is_none().then(|| self.reading()?.on_the_page(&regions)).flatten();
        let mut effects = looked_at.map_or_else(Vec::new, |id| self.mark(Change::Read { id, on: true }));
        effects.extend(self.on_note(NoteEditor::change));
        effects.extend(self.stopped());
        effects
    }

    /// Keeps where the reader is, in every debate that has been opened.
    pub(super) fn stopped(&mut self) -> Vec<Effect> {
        let stopped = |(entry, reading): (usize, &mut Option<Reading>)| {
            let change = reading.as_mut()?.stopped()?;
            Some(Effect::Keep(entry, change))
        };
        self.readings.iter_mut().enumerate().filter_map(stopped).collect()
    }

    /// Hears that what a debate was packed from has changed.
    pub(super) fn became_stale(&mut self, entry: usize, words: String) {
        if let Some(entry) = self.shelf.entries.get_mut(entry) {
            entry.is_stale = true;
        }
        self.message = Some(words);
    }

    /// Hears what is kept by now.
    pub(super) fn hear(&mut self, entry: usize, marks: Marks, taken: usize) {
        if let Some(Some(reading)) = self.readings.get_mut(entry) {
            reading.hear(marks, taken);
        }
    }

    /// Brings what follows from the rest of the state into line with it; every update ends here.
    pub(super) fn settle(&mut self) {
        let (size, regions) = (self.size, self.regions());
        if let Some(reading) = self.reading_mut() {
            reading.on_text(|text| text.settle(size));
            reading.settle(&regions);
        }
        let height = regions::shelf(size).shelf.map_or(0, |area| usize::from(area.height));
        self.shelf_selection.show(self.shelf_selection.row, self.shelf.entries.len(), height);
        let last_help = match &self.overlay {
            Some(Overlay::Help { context, .. }) => super::help::lines(self, *context).len(),
            _ => 0,
        };
        self.on_finder(|finder, searched| finder.settle(size, searched));
        match &mut self.overlay {
            Some(Overlay::Palette(palette)) => palette.menu_mut().settle(size),
            Some(Overlay::Filters(menu)) => menu.settle(size),
            Some(Overlay::Note(note)) => note.settle(size),
            Some(Overlay::Address(address)) => address.settle(size),
            Some(Overlay::Copying(copying)) => copying.settle(size),
            Some(Overlay::Help { scroll, .. }) => {
                *scroll = (*scroll).min(last_help.saturating_sub(super::help::height(size)));
            }
            Some(Overlay::Search(_)) | None => {}
        }
    }
}
