//! A menu: a line to type in, and under it what has the typed letters in its name, to choose from.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::search::first_letter;

use super::selection::Selection;
use super::typed::Typed;
use super::{Key, Size, regions};

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// What it is.
    pub item: T,
    /// What it is called.
    pub name: String,
    /// More words it is found by, when its name has none of the letters.
    pub about: &'static str,
}

/// Something to choose that matches, and which letters of its name were found.
#[derive(Debug, Clone)]
pub struct Offer<T> {
    /// What it is.
    pub item: T,
    /// What it is called.
    pub name: String,
    /// The places of the letters found in its name, in characters.
    pub places: Vec<usize>,
}

/// A line to type in, and what matches it.
#[derive(Debug, Clone)]
pub struct Menu<T> {
    typed: Typed,
    entries: Vec<Entry<T>>,
    offers: Vec<Offer<T>>,
    selection: Selection,
}

impl<T: Copy> Menu<T> {
    /// All of these, with nothing typed yet.
    #[must_use]
    pub fn new(entries: Vec<Entry<T>>) -> Self {
        let mut menu = Self { typed: Typed::default(), entries, offers: Vec::new(), selection: Selection::default() };
        menu.find();
        menu
    }

    /// The line that is typed in.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// What matches, the best first; as it was given where nothing is typed.
    #[must_use]
    pub fn offers(&self) -> &[Offer<T>] {
        &self.offers
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// What is chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<T> {
        Some(self.offers.get(self.selection.row)?.item)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selection.step(by, self.offers.len());
    }

    /// Chooses the offer at a line on the screen. Returns whether there is one.
    pub(super) fn choose(&mut self, line: usize) -> bool {
        let row = self.selection.top + line;
        let is_there = row < self.offers.len();
        if is_there {
            self.selection.row = row;
        }
        is_there
    }

    /// Scrolls by `by` offers.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        self.selection.row = self.selection.scroll(by, self.offers.len(), usize::from(list(size).height));
    }

    /// Puts the cursor on a column of the line, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize) {
        self.typed.put_cursor(column, columns, "");
    }

    pub(super) fn settle(&mut self, size: Size) {
        let height = usize::from(list(size).height).max(1);
        self.selection.show(self.selection.row, self.offers.len(), height);
    }

    /// Takes a key that edits the line; others do nothing.
    pub(super) fn edit(&mut self, key: Key) {
        if self.typed.edit(key) {
            self.find();
        }
    }

    /// Takes pasted text.
    pub(super) fn paste(&mut self, text: &str) {
        self.typed.paste(text);
        self.find();
    }

    /// Empties the line.
    pub(super) fn clear(&mut self) {
        self.typed.clear();
        self.find();
    }

    /// Offers other things in place of these, to what is typed already.
    pub(super) fn renew(&mut self, entries: Vec<Entry<T>>) {
        let before = self.selection;
        self.entries = entries;
        self.find();
        self.selection = before;
        self.selection.step(0, self.offers.len());
    }

    fn find(&mut self) {
        self.selection = Selection::default();
        let folded = |text: &str| text.chars().map(first_letter).collect::<String>();
        let typed = &folded(self.typed.text().trim());
        let matcher = SkimMatcherV2::default().ignore_case();
        let score = |entry: &Entry<T>| match matcher.fuzzy_indices(&folded(&entry.name), typed) {
            Some((score, places)) => Some((2 * score, places)),
            None => Some((matcher.fuzzy_match(entry.about, typed)?, Vec::new())),
        };
        let offer = |entry: &Entry<T>| {
            let (score, places) = score(entry)?;
            Some((score, Offer { item: entry.item, name: entry.name.clone(), places }))
        };
        let mut found: Vec<(i64, Offer<T>)> = self.entries.iter().filter_map(offer).collect();
        if !typed.is_empty() {
            found.sort_by_cached_key(|(score, offer)| {
                let name = folded(&offer.name);
                let begins = |word: &str| name.split_whitespace().any(|of| of.starts_with(word));
                // Who types beginnings of words means these words, however near their letters stand in another name.
                std::cmp::Reverse((typed.split_whitespace().all(begins), *score))
            });
        }
        self.offers = found.into_iter().map(|(_, offer)| offer).collect();
    }
}

/// The box of a menu.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 90, 24)
}

/// Where the offers stand in it: under the line.
#[must_use]
pub fn list(size: Size) -> regions::Area {
    let inner = area(size).inner;
    let above = inner.height.min(if inner.height >= 6 { 2 } else { 1 });
    regions::Area { y: inner.y + above, height: inner.height - above, ..inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_words_come_before_letters_that_stand_anywhere() {
        let names = ["by Author of the analysis on the drums", "in The arrest and its drums", "go back", "background"];
        for (typed, first) in [
            ("in drums", Some(names[1])),
            ("in The", Some(names[1])),
            ("author drums", Some(names[0])),
            ("gba", Some(names[2])),
            ("ground", Some(names[3])),
            ("xyz", None),
            ("", Some(names[0])),
        ] {
            let entry = |name: &&str| Entry { item: (), name: (*name).to_owned(), about: "" };
            let mut menu = Menu::new(names.iter().map(entry).collect());
            menu.paste(typed);
            assert_eq!(menu.offers().first().map(|offer| offer.name.as_str()), first, "{typed}");
        }
    }
}
