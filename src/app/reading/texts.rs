//! Reading the local texts of sources.

use std::sync::Arc;

use crate::app::Pane;
use crate::app::Size;
use crate::app::place::Place;
use crate::app::quoted_text::QuotedText;
use crate::app::source_text::SourceText;
use crate::app::view::View;
use crate::debate::{SourceIndex, StatementIndex, Way};

use super::Reading;

impl Reading {
    /// The source at hand that has a local text, the first of them.
    #[must_use]
    pub fn source_with_text(&self) -> Option<SourceIndex> {
        self.sources().into_iter().find(|source| self.debate.source(*source).text.is_some())
    }

    /// Waits for the text of a source, to be opened where the statement at hand is quoted: the one that the page shows,
    /// or on the page of a source the one of the chosen link.
    pub(in crate::app) fn await_text(&mut self, source: SourceIndex) {
        let linked = self.chosen().filter(|_| self.pane == Pane::Page).map(|link| link.place);
        let statement = [self.place, linked].into_iter().flatten().find_map(|place| match place {
            Place::Statement(index) => Some(index),
            _ => None,
        });
        self.awaited = Some((source, statement));
    }

    /// Shows the text of a source if it is waited for. Returns whether it is.
    pub(in crate::app) fn show_text(&mut self, source: SourceIndex, text: Arc<QuotedText>, size: Size) -> bool {
        match self.awaited.take() {
            Some((awaited, statement)) if awaited == source => {
                self.leave();
                self.text = Some(SourceText::new(source, text, statement, size));
                true
            }
            other => {
                self.awaited = other;
                false
            }
        }
    }

    /// Changes what of the text is shown.
    pub(in crate::app) fn on_text(&mut self, change: impl FnOnce(&mut SourceText)) {
        if let Some(text) = &mut self.text {
            change(text);
        }
    }

    /// The statement for which the chosen quote of the text is given.
    #[must_use]
    pub fn quoted_statement(&self) -> Option<StatementIndex> {
        self.text.as_ref()?.statement()
    }

    /// Goes to that statement.
    pub(in crate::app) fn go_to_quoted(&mut self) {
        let Some(statement) = self.quoted_statement() else { return };
        self.leave();
        self.set_view(View::Debate);
        self.reveal(&Way::shortest(statement));
        self.turn_to(Place::Statement(statement));
        self.pane = Pane::Page;
    }
}
