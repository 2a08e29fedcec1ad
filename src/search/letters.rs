//! Letters in order, not side by side, as `frprsn` in `fear-of-prison`: what `fuzzy-matcher` finds.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::first_letter;
use super::jump::{bytes, in_order};
use super::signature::{Asked, Signature};

/// Letters that are looked for.
pub(super) struct Letters {
    wanted: Vec<char>,
    pattern: String,
    asked: Asked,
    matcher: SkimMatcherV2,
}

impl Letters {
    /// The letters and digits of what was typed.
    pub(super) fn of(typed: &str) -> Self {
        let wanted: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).collect();
        Self {
            pattern: wanted.iter().collect(),
            asked: Asked::new(&wanted, 0, usize::MAX),
            matcher: SkimMatcherV2::default().ignore_case(),
            wanted,
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.wanted.len()
    }

    /// Whether names of this signature may have them.
    pub(super) fn may_be_in(&self, names: Signature) -> bool {
        self.asked.has_letters(names)
    }

    /// How well a text has them, the first one where a word begins; and the bytes where they stand.
    pub(super) fn fit(&self, text: &str) -> Option<(i64, Vec<Range<usize>>)> {
        if self.wanted.is_empty() || in_order(text, &self.wanted) < self.wanted.len() {
            return None;
        }
        let folded: String = text.chars().map(first_letter).collect();
        let (points, places) = self.matcher.fuzzy_indices(&folded, &self.pattern)?;
        let first = places.first().copied()?;
        let before = first.checked_sub(1).and_then(|before| text.chars().nth(before));
        before.is_none_or(|before| !before.is_alphanumeric()).then(|| (points, bytes(text, &places)))
    }
}
