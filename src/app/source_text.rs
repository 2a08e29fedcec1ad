//! Reading the local text of a source: what of it is on the screen, and which quote is chosen.

use std::ops::Range;
use std::sync::Arc;

use super::Size;
use super::page::MEASURE;
use super::quoted_text::{Quote, QuotedText, not_found};
use super::regions::{self, Area};
use super::scroll::Scroll;
use super::wording::count;
use crate::debate::{Debate, SourceIndex, StatementIndex};

/// A text that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    source: SourceIndex,
    quoted: Arc<QuotedText>,
    chosen: Option<usize>,
    scroll: Scroll,
}

/// Where the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Whose text it is, and below it the chosen quote, where there is room.
    pub head: Option<Area>,
    /// The text, without the margin for its signs.
    pub text: Area,
}

/// Where the text and its head stand.
#[must_use]
pub fn areas(size: Size) -> Areas {
    let whole = regions::whole(size);
    // Two lines, and where there is room a blank one.
    let above = match whole.height {
        0..=4 => 0,
        5..=11 => 2,
        _ => 3,
    };
    let text = Area { y: whole.y + above, height: whole.height - above, ..whole };
    let measure = u16::try_from(MEASURE).unwrap_or(u16::MAX);
    Areas {
        head: (above > 0).then_some(Area { height: 2, ..whole }),
        text: Area { width: text.width.min(measure), ..text },
    }
}

impl SourceText {
    /// The text of a source, opened where it is quoted for a statement, else at its beginning.
    #[must_use]
    pub(super) fn new(
        source: SourceIndex,
        quoted: Arc<QuotedText>,
        statement: Option<StatementIndex>,
        size: Size,
    ) -> Self {
        let wanted = |quote: &Quote| Some(quote.mention.statement) == statement;
        let chosen = quoted.quotes().iter().position(wanted);
        let mut text = Self { source, quoted, chosen: None, scroll: Scroll::default() };
        text.choose(chosen, size);
        text
    }

    /// Whose text it is.
    #[must_use]
    pub fn source(&self) -> SourceIndex {
        self.source
    }

    /// The text with its quotes.
    #[must_use]
    pub fn quoted(&self) -> &QuotedText {
        &self.quoted
    }

    /// The chosen quote.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// What of the text is on the screen.
    #[must_use]
    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// The statement for which the chosen quote is given.
    #[must_use]
    pub fn statement(&self) -> Option<StatementIndex> {
        Some(self.quoted.quotes().get(self.chosen?)?.mention.statement)
    }

    /// Which quote is chosen and who says it; where none is, how many there are.
    #[must_use]
    pub fn told(&self, debate: &Debate) -> String {
        let quotes = self.quoted.quotes();
        let Some((place, quote)) = self.chosen.and_then(|place| Some((place, quotes.get(place)?))) else {
            return match quotes.len() {
                0 => "no quote from it in this debate".to_owned(),
                number => format!("{} from it in this debate", count(number, "quote", "quotes")),
            };
        };
        let said = debate.attribution(quote.mention);
        let found = if quote.is_found { "" } else { ", not found here" };
        let who = &debate.actor(said.actor).name;
        let wording = debate.statement(quote.mention.statement).wording();
        format!("quote {} of {}{found}: said by {who}, who {}: {wording}", place + 1, quotes.len(), said.stance.verb())
    }

    /// That quotes are not found in it, if so.
    #[must_use]
    pub fn told_of_missing(&self) -> Option<String> {
        let missing = self.quoted.missing();
        (missing > 0).then(|| not_found(missing))
    }

    /// How much of the source's text lies above the end of the screen, in hundredths.
    #[must_use]
    pub fn read(&self, size: Size) -> usize {
        let end = self.rows(size).last().map_or(0, |row| row.end).min(self.quoted.end());
        (end * 100).checked_div(self.quoted.end()).unwrap_or(100)
    }

    /// The rows on the screen.
    #[must_use]
    pub fn rows(&self, size: Size) -> Vec<Range<usize>> {
        let Area { width, height, .. } = areas(size).text;
        self.scroll.rows(self.quoted.text(), width.into(), height.into())
    }

    /// Scrolls by rows. A quote that leaves the screen is given up for the nearest one on it.
    pub(super) fn step(&mut self, by: isize, size: Size) {
        let Area { width, height, .. } = areas(size).text;
        self.scroll.step(self.quoted.text(), by, width.into(), height.into());
        let rows = self.rows(size);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let shown = first.start..last.end;
        if self.is_chosen_in(&shown) {
            return;
        }
        let on_screen = self.quoted.parts_in(&shown).map(|(_, quote)| quote);
        self.chosen = if by < 0 { on_screen.max() } else { on_screen.min() };
    }

    /// Chooses the next quote, or the one before. Returns whether there is one.
    pub(super) fn step_to_quote(&mut self, next: bool, size: Size) -> bool {
        let quotes = self.quoted.quotes();
        let top = self.scroll.top();
        let begins = |quote: &Quote| quote.parts.first().map_or(0, |part| part.start);
        let wanted = match (self.chosen, next) {
            (Some(chosen), true) => Some(chosen + 1),
            (Some(chosen), false) => chosen.checked_sub(1),
            (None, true) => quotes.iter().position(|quote| begins(quote) >= top),
            (None, false) => quotes.iter().rposition(|quote| begins(quote) < top),
        };
        let wanted = wanted.filter(|wanted| *wanted < quotes.len());
        self.choose(wanted, size);
        wanted.is_some()
    }

    fn choose(&mut self, quote: Option<usize>, size: Size) {
        let place = quote.and_then(|quote| self.quoted.quotes().get(quote)?.parts.first().map(|part| part.start));
        if let Some(place) = place {
            let Area { width, height, .. } = areas(size).text;
            self.scroll.show(self.quoted.text(), place, width.into(), height.into());
            self.chosen = quote;
        }
    }

    fn is_chosen_in(&self, shown: &Range<usize>) -> bool {
        let chosen = self.chosen.and_then(|chosen| self.quoted.quotes().get(chosen));
        let touches = |part: &Range<usize>| part.start < shown.end && part.end > shown.start;
        chosen.is_some_and(|quote| quote.parts.iter().any(touches))
    }

    /// Keeps the chosen quote on the screen, whose size may have changed; where none is chosen, the first one there is.
    pub(super) fn settle(&mut self, size: Size) {
        let Area { width, height, .. } = areas(size).text;
        self.scroll.settle(self.quoted.text(), width.into(), height.into());
        let rows = self.rows(size);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        if !self.is_chosen_in(&(first.start..last.end)) {
            match self.chosen {
                Some(chosen) => self.choose(Some(chosen), size),
                None => self.step(0, size),
            }
        }
    }
}
