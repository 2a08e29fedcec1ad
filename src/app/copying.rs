//! A text that can be copied, shown as it is: by the program, or where a terminal does not allow that, by selecting it.

use super::Size;
use super::citing::{Form, forms};
use super::place::Place;
use super::regions::{self, Area};
use super::scroll::Scroll;
use crate::debate::{Debate, Url};

/// The texts to choose from, and what of the chosen one is on the screen.
#[derive(Debug, Clone)]
pub struct Copying {
    /// One at least.
    texts: Vec<(Form, String)>,
    chosen: usize,
    scroll: Scroll,
}

impl Copying {
    /// A place, in every format that there is of it.
    #[must_use]
    pub fn of_place(debate: &Debate, place: Place) -> Self {
        Self { texts: forms(debate, place), chosen: 0, scroll: Scroll::default() }
    }

    /// An address.
    #[must_use]
    pub fn of_address(url: &Url) -> Self {
        Self { texts: vec![(Form::Address, url.to_string())], chosen: 0, scroll: Scroll::default() }
    }

    /// The formats to choose from.
    #[must_use]
    pub fn forms(&self) -> impl ExactSizeIterator<Item = Form> + '_ {
        self.texts.iter().map(|(form, _)| *form)
    }

    /// Which one is chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The text as it would be copied.
    #[must_use]
    pub fn text(&self) -> &str {
        self.texts.get(self.chosen).map_or("", |(_, text)| text)
    }

    /// What of it is on the screen.
    #[must_use]
    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// Turns to the next format or the one before, round and round.
    pub(super) fn turn(&mut self, next: bool) {
        let by = if next { 1 } else { self.texts.len() - 1 };
        self.chosen = (self.chosen + by) % self.texts.len();
        self.scroll = Scroll::default();
    }

    pub(super) fn step(&mut self, by: isize, size: Size) {
        let Area { width, height, .. } = areas(size).1;
        let mut scroll = self.scroll;
        scroll.step(self.text(), by, width.into(), height.into());
        self.scroll = scroll;
    }

    pub(super) fn settle(&mut self, size: Size) {
        self.step(0, size);
    }
}

/// The line with the formats, where there is room for it, and the text: from edge to edge, so that nothing stands beside
/// what is selected.
#[must_use]
pub fn areas(size: Size) -> (Option<Area>, Area) {
    let regions = regions::shelf(size);
    (regions.title, regions.shelf.unwrap_or_default())
}
