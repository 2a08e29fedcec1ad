//! What is done beside the screen for the open debate, and what comes of it.

use std::sync::Arc;

use super::{Overlay, State};
use crate::app::map::{Drawing, MapRequest};
use crate::app::menu::Menu;
use crate::app::quoted_text::QuotedText;
use crate::app::reading::Reading;
use crate::app::{Context, Effect, FilterRequest, Filtered, RevealRequest, Work};
use crate::debate::SourceIndex;

impl State {
    /// The outline of the open debate, if it is to be opened beside the screen.
    pub(in crate::app) fn reveal_request(&mut self) -> Option<Work> {
        let entry = self.open?;
        Some(Work::Reveal(entry, Box::new(self.reading_mut()?.reveal_request()?)))
    }

    /// Shows an outline that was opened, if it is still waited for.
    pub(in crate::app) fn revealed(&mut self, entry: usize, revealed: RevealRequest) {
        if let Some(Some(reading)) = self.readings.get_mut(entry) {
            reading.revealed(revealed);
        }
    }

    /// Has what is done beside the screen stand before a command looks at it. An exchange hides the outline, and goes on
    /// without it.
    pub(in crate::app) fn catch_up(&mut self) {
        self.on_filters(Menu::catch_up);
        if self.context() != Context::Exchange
            && let Some(reading) = self.reading_mut()
        {
            reading.catch_up();
        }
    }

    /// What is typed into a list of very many filters.
    pub(in crate::app) fn look_up(&mut self) -> Option<Work> {
        let Some(Overlay::Filters(menu)) = &mut self.overlay else { return None };
        menu.look_up().map(Work::LookUp)
    }

    /// What the open debate does not need any more.
    pub(in crate::app) fn give_back(&mut self) -> Option<Work> {
        self.reading_mut()?.give_back()
    }

    /// Changes what is shown only, on the open debate.
    pub(in crate::app) fn filter(&mut self, change: impl FnOnce(&mut Reading) -> Option<FilterRequest>) -> Vec<Effect> {
        self.open.map_or_else(Vec::new, |open| self.filter_in(open, change))
    }

    fn filter_in(&mut self, entry: usize, change: impl FnOnce(&mut Reading) -> Option<FilterRequest>) -> Vec<Effect> {
        let request = self.readings.get_mut(entry).and_then(Option::as_mut).and_then(change);
        request.map(|request| Effect::Work(Work::Filter(entry, Box::new(request)))).into_iter().collect()
    }

    /// Shows what a filter leaves.
    pub(in crate::app) fn filtered(&mut self, entry: usize, filtered: Filtered) -> Vec<Effect> {
        self.filter_in(entry, |reading| reading.filtered(filtered))
    }

    /// Shows a text that was asked for, if the reader still waits for it, or says why there is none.
    pub(in crate::app) fn text_read(
        &mut self,
        entry: usize,
        source: SourceIndex,
        text: Result<Arc<QuotedText>, String>,
    ) {
        let size = self.size;
        if self.open != Some(entry) {
            return;
        }
        let Some(reading) = self.reading_mut() else { return };
        match text {
            Ok(text) => {
                if reading.show_text(source, text, size) {
                    self.message = None;
                }
            }
            Err(why) => self.message = Some(format!("its text cannot be read: {why}")),
        }
    }

    /// The map of the open debate, if one is to be drawn elsewhere.
    pub(in crate::app) fn draw_map(&mut self) -> Option<Work> {
        let entry = self.open?;
        let request = self.reading_mut()?.map_request()?;
        Some(Work::Map(Box::new(MapRequest { entry, ..request })))
    }

    /// Shows a map that was asked for, if it is still wanted.
    pub(in crate::app) fn map_drawn(&mut self, entry: usize, serial: u64, drawing: Arc<Drawing>) {
        if let Some(Some(reading)) = self.readings.get_mut(entry) {
            reading.take_map(serial, drawing);
        }
    }
}
