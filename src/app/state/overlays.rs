//! What lies over the screen, and how each is changed.

use super::State;
use crate::app::Context;
use crate::app::Effect;
use crate::app::address::Address;
use crate::app::command::Command;
use crate::app::copying::Copying;
use crate::app::filter::Offered;
use crate::app::finder::Finder;
use crate::app::marks::Change;
use crate::app::menu::Menu;
use crate::app::note::NoteEditor;
use crate::app::palette::Palette;
use crate::app::searchable::Searched;

/// What lies over the screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The search.
    Search(Box<Finder>),
    /// The commands that work here, to choose from.
    Palette(Box<Palette>),
    /// The filters there are, to choose from.
    Filters(Box<Menu<Offered>>),
    /// The note that is being written.
    Note(Box<NoteEditor>),
    /// An address, before it is opened.
    Address(Box<Address>),
    /// A text to copy.
    Copying(Box<Copying>),
    /// The keys that work here.
    Help {
        /// Whose keys.
        context: Context,
        /// The first line on the screen.
        scroll: usize,
        /// What it was asked for from, to return to.
        behind: Option<Box<Overlay>>,
    },
}

impl Overlay {
    /// Whether it is the search, or what was asked for from there.
    #[must_use]
    pub fn is_search(&self) -> bool {
        match self {
            Self::Search(_) => true,
            Self::Help { behind: Some(behind), .. } => behind.is_search(),
            _ => false,
        }
    }
}

impl State {
    /// Changes the search, if it is what has the focus.
    pub(in crate::app) fn on_finder(&mut self, change: impl FnOnce(&mut Finder, Searched<'_>)) {
        let Self { overlay, shelf, searchables, readings, kept, .. } = self;
        if let Some(Overlay::Search(finder)) = overlay {
            change(finder, Searched { shelf, searchables, readings, kept });
        }
    }

    /// Changes the palette, if it is what has the focus.
    pub(in crate::app) fn on_palette(&mut self, change: impl FnOnce(&mut Menu<&'static Command>)) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            change(palette.menu_mut());
        }
    }

    /// Changes the list of filters, if it is what has the focus.
    pub(in crate::app) fn on_filters(&mut self, change: impl FnOnce(&mut Menu<Offered>)) {
        if let Some(Overlay::Filters(menu)) = &mut self.overlay {
            change(menu);
        }
    }

    /// Changes the address, if it is what has the focus.
    pub(in crate::app) fn on_address(&mut self, change: impl FnOnce(&mut Address)) {
        if let Some(Overlay::Address(address)) = &mut self.overlay {
            change(address);
        }
    }

    /// Changes the text to copy, if it is what has the focus.
    pub(in crate::app) fn on_copying(&mut self, change: impl FnOnce(&mut Copying)) {
        if let Some(Overlay::Copying(copying)) = &mut self.overlay {
            change(copying);
        }
    }

    /// Changes the note that is being written, if one is; what that gives to keep is kept.
    pub(in crate::app) fn on_note(&mut self, change: impl FnOnce(&mut NoteEditor) -> Option<Change>) -> Vec<Effect> {
        let change = match &mut self.overlay {
            Some(Overlay::Note(note)) => change(note),
            Some(Overlay::Help { behind: Some(behind), .. }) => match &mut **behind {
                Overlay::Note(note) => change(note),
                _ => None,
            },
            _ => None,
        };
        change.map_or_else(Vec::new, |change| self.mark(change))
    }
}
