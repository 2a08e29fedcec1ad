//! What is told before anything is typed: what was searched for last, and what can be typed, with examples that find
//! something in the debate at hand.

use super::Finder;
use crate::app::Size;
use crate::app::regions::Area;
use crate::app::searchable::Searched;
use crate::app::wording::{width, wrap};
use crate::debate::{Debate, clean_line};
use crate::search::examples;

/// Queries that are told of those before.
const LAST_QUERIES: usize = 3;

impl Finder {
    /// Where it stands: in the room of the hits.
    #[must_use]
    pub fn hint_area(&self, size: Size) -> Area {
        self.areas(size).results
    }

    /// The first of its lines on the screen.
    #[must_use]
    pub fn hint_top(&self) -> usize {
        self.hint_top
    }

    /// All of its lines, so many columns wide; the examples are of `debate`.
    #[must_use]
    pub fn hint(&self, debate: Option<&Debate>, columns: usize) -> Vec<String> {
        let several = if self.over_several() { " in all debates" } else { "" };
        let mut lines: Vec<String> = Vec::new();
        if !self.queries.is_empty() {
            let last = self.queries.iter().rev().take(LAST_QUERIES).map(|query| clean_line(query));
            lines.extend(wrap(&format!("Last: {}", last.collect::<Vec<_>>().join("  |  ")), columns));
        }
        lines.extend(wrap(&format!("Words or their beginnings{several}; a typing error or two is forgiven."), columns));
        lines.extend(wrap("\"exact words\", -without, one OR other; and of statements:", columns));
        let examples = debate.map(examples).unwrap_or_default();
        let most = columns.saturating_sub(2) / 2;
        let column = examples.iter().map(|(example, _)| width(example)).filter(|wide| *wide <= most).max();
        let column = column.unwrap_or_default() + 2;
        for (example, about) in &examples {
            // A long one stands on a line of its own.
            let beside = width(example) + 2 <= column;
            if !beside {
                lines.push(example.clone());
            }
            let about = wrap(about, columns.saturating_sub(column).max(1));
            for (place, about) in about.iter().enumerate() {
                let example = if place == 0 && beside { example.as_str() } else { "" };
                let gap = " ".repeat(column.saturating_sub(width(example)));
                lines.push(format!("{example}{gap}{about}"));
            }
        }
        lines
    }

    /// Lines that one screen goes on by.
    pub(super) fn hint_page(&self, size: Size) -> isize {
        isize::try_from(self.hint_area(size).height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Scrolls no further than the last line.
    pub(super) fn settle_hint(&mut self, size: Size, searched: Searched<'_>) {
        if self.hint_top > 0 {
            let area = self.hint_area(size);
            let debate = self.entries.iter().find_map(|entry| searched.debate(*entry)).map(|(debate, _)| debate);
            let lines = self.hint(debate, usize::from(area.width)).len();
            self.hint_top = self.hint_top.min(lines.saturating_sub(usize::from(area.height)));
        }
    }
}
