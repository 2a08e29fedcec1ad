//! Opening the outline down to a statement.
//!
//! That is done at once where one of the rows at hand is near. Otherwise it is done beside the screen: until then the
//! outline shows what it showed, but what counts as selected is the end of the way. Whoever asks for more than that
//! waits: see [`Reading::catch_up`].

use std::sync::Arc;

use crate::app::outline::Outline;
use crate::app::work::is_large;
use crate::debate::{Debate, StatementIndex, Way};

use super::Reading;

/// A way that is opened beside the screen.
#[derive(Debug, Clone)]
pub(super) struct Far {
    /// Where the reader is by now.
    way: Way,
    /// Which request it is.
    serial: u64,
    is_asked_for: bool,
}

/// An outline to be opened down a way.
#[derive(Debug, Clone)]
pub struct RevealRequest {
    debate: Arc<Debate>,
    outline: Outline,
    way: Way,
    serial: u64,
}

impl RevealRequest {
    /// Opens it.
    pub(in crate::app) fn run(mut self) -> Self {
        reveal(&mut self.outline, &self.debate, &self.way);
        self
    }
}

/// An outline is told by which request it is for.
impl PartialEq for RevealRequest {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial && self.way == other.way && Arc::ptr_eq(&self.debate, &other.debate)
    }
}

impl Eq for RevealRequest {}

/// Where the way goes round a circle and the outline does not, or where an excerpt leads there on another one, that leads
/// to the same statement.
fn reveal(outline: &mut Outline, debate: &Debate, way: &Way) {
    if !outline.reveal(debate, way) {
        let way = outline.way(debate, way.to());
        outline.reveal(debate, &way);
    }
}

impl Reading {
    /// The statement that is selected in the outline, or will be once that is open.
    #[must_use]
    pub fn selected(&self) -> Option<StatementIndex> {
        self.far.as_ref().map(|far| far.way.to()).or_else(|| self.outline.selected())
    }

    /// The way from its root down to it.
    pub(super) fn selected_way(&self) -> Option<Way> {
        self.far.as_ref().map(|far| far.way.clone()).or_else(|| self.outline.selected_way())
    }

    /// Whether the outline is being opened down to what is selected.
    #[must_use]
    pub fn is_revealing(&self) -> bool {
        self.far.is_some()
    }

    /// Selects the row at the end of a way, in the excerpt that is asked for if that has the statement.
    pub(super) fn reveal(&mut self, way: &Way) {
        self.show_excerpt(self.is_in_excerpt(way.to()));
        self.reveal_here(way);
    }

    /// The same of a way that is given by its steps.
    pub(super) fn reveal_path(&mut self, path: &[StatementIndex]) {
        if let Some(way) = Way::along(&self.debate, path) {
            self.reveal(&way);
        }
    }

    /// The same in the outline that is shown.
    pub(super) fn reveal_here(&mut self, way: &Way) {
        if !is_large(&self.debate) || self.outline.is_excerpt() || self.outline.is_near(&self.debate, way) {
            self.far = None;
            reveal(&mut self.outline, &self.debate, way);
        } else if let Some(far) = &mut self.far {
            far.way = way.clone();
        } else {
            self.reveals += 1;
            self.far = Some(Far { way: way.clone(), serial: self.reveals, is_asked_for: false });
        }
    }

    /// The outline to be opened beside the screen, once.
    pub(in crate::app) fn reveal_request(&mut self) -> Option<RevealRequest> {
        let far = self.far.as_mut()?;
        if std::mem::replace(&mut far.is_asked_for, true) {
            return None;
        }
        let (way, serial) = (far.way.clone(), far.serial);
        Some(RevealRequest { debate: Arc::clone(&self.debate), outline: self.outline.clone(), way, serial })
    }

    /// Takes the outline that was opened, if it is still waited for. From there the reader may have gone on.
    pub(in crate::app) fn revealed(&mut self, revealed: RevealRequest) {
        let is_awaited = |far: &mut Far| far.serial == revealed.serial;
        if let Some(far) = self.far.take_if(is_awaited) {
            self.outline = revealed.outline;
            self.reveal_here(&far.way);
        }
    }

    /// Opens the outline now, for whoever looks at its rows or changes them.
    pub(in crate::app) fn catch_up(&mut self) {
        if let Some(far) = self.far.take() {
            reveal(&mut self.outline, &self.debate, &far.way);
        }
    }
}
