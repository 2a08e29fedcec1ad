//! A menu: a line to type in, and under it what has the typed letters in its name, to choose from.

mod choices;

use std::ops::Range;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher as _;

use super::selection::Selection;
use super::typed::Typed;
use super::{Key, Size, regions};
use choices::{COMPARED, Choices, beginnings, folded, matcher};

pub use choices::{LookUp, Naming};

/// Something to choose that matches, and which letters of its name were found.
#[derive(Debug, Clone)]
pub struct Offer<T> {
    /// What it is.
    pub item: T,
    /// What it is called.
    pub name: String,
    /// The places of the letters found in its name, in characters.
    pub places: Vec<usize>,
    /// The bytes found of the sentence about it, where its name has not all letters.
    pub of_about: Vec<Range<usize>>,
}

/// A line to type in, and what matches it: at once, or where there is very much to choose from, when it has been looked up
/// beside the screen.
#[derive(Debug, Clone)]
pub struct Menu<T> {
    typed: Typed,
    choices: Arc<Choices<T>>,
    /// The places of what matches, the best first; none where nothing is typed.
    found: Option<Vec<usize>>,
    /// What is being looked up, and whether that has been asked for. Until it is found, what was found before stays.
    awaited: Option<(LookUp<T>, bool)>,
    selection: Selection,
}

impl<T: Copy> Menu<T> {
    /// All of these, with nothing typed yet.
    #[must_use]
    pub fn new(items: Vec<T>, naming: Arc<dyn Naming<T>>) -> Self {
        Self {
            typed: Typed::default(),
            choices: Arc::new(Choices::new(items, naming)),
            found: None,
            awaited: None,
            selection: Selection::default(),
        }
    }

    /// The line that is typed in.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// How many match.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.as_ref().map_or(self.choices.items.len(), Vec::len)
    }

    /// Whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of those that match, the best first; as it was given where nothing is typed.
    #[must_use]
    pub fn offer(&self, row: usize) -> Option<Offer<T>> {
        let item = self.item(row)?;
        let name = self.choices.naming.name(item);
        let mut offer = Offer { item, name, places: Vec::new(), of_about: Vec::new() };
        if self.found.is_some() {
            let wanted = self.wanted();
            match matcher().fuzzy_indices(&folded(&offer.name), &wanted) {
                Some((_, places)) => offer.places = places,
                None => offer.of_about = beginnings(self.choices.naming.about(item), &wanted).unwrap_or_default(),
            }
        }
        Some(offer)
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// What is chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<T> {
        self.item(self.selection.row)
    }

    fn item(&self, row: usize) -> Option<T> {
        let place = self.found.as_ref().map_or(Some(row), |found| found.get(row).copied())?;
        self.choices.items.get(place).copied()
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selection.step(by, self.len());
    }

    /// Chooses the offer at a line on the screen. Returns whether there is one.
    pub(super) fn choose(&mut self, line: usize) -> bool {
        let row = self.selection.top + line;
        let is_there = row < self.len();
        if is_there {
            self.selection.row = row;
        }
        is_there
    }

    /// Scrolls by `by` offers.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        self.selection.row = self.selection.scroll(by, self.len(), usize::from(list(size).height));
    }

    /// Puts the cursor on a column of the line, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize) {
        self.typed.put_cursor(column, columns, "");
    }

    pub(super) fn settle(&mut self, size: Size) {
        let height = usize::from(list(size).height).max(1);
        self.selection.show(self.selection.row, self.len(), height);
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
    pub(super) fn renew(&mut self, items: Vec<T>, naming: Arc<dyn Naming<T>>) {
        let before = self.selection;
        self.choices = Arc::new(Choices::new(items, naming));
        self.find();
        self.catch_up();
        self.selection = before;
        self.selection.step(0, self.len());
    }

    /// What is typed, folded.
    fn wanted(&self) -> String {
        folded(self.typed.text().trim())
    }

    fn find(&mut self) {
        self.selection = Selection::default();
        let look_up = LookUp { choices: Arc::clone(&self.choices), wanted: self.wanted() };
        self.awaited = None;
        if look_up.wanted.is_empty() {
            self.found = None;
        } else if self.choices.items.len() > COMPARED {
            self.awaited = Some((look_up, false));
        } else {
            self.found = Some(look_up.run());
        }
    }

    /// What is to be looked up beside the screen, once.
    pub(super) fn look_up(&mut self) -> Option<LookUp<T>> {
        let (look_up, is_asked_for) = self.awaited.as_mut()?;
        (!std::mem::replace(is_asked_for, true)).then(|| look_up.clone())
    }

    /// Takes what was found, if that is what is waited for.
    pub(super) fn take(&mut self, look_up: &LookUp<T>, found: Vec<usize>) {
        if self.awaited.take_if(|(awaited, _)| awaited == look_up).is_some() {
            self.found = Some(found);
        }
    }

    /// Waits for what is looked up: whoever chooses means what the typed letters find.
    pub(super) fn catch_up(&mut self) {
        if let Some((look_up, _)) = self.awaited.take() {
            self.found = Some(look_up.run());
        }
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

    /// Things are called by what they are.
    #[derive(Debug)]
    struct Itself;

    impl Naming<&'static str> for Itself {
        fn name(&self, item: &'static str) -> String {
            item.to_owned()
        }
    }

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
            // Of many as well as of few.
            for times in [1, COMPARED] {
                let mut menu = Menu::new(names.repeat(times), Arc::new(Itself));
                menu.paste(typed);
                menu.catch_up();
                assert_eq!(menu.offer(0).map(|offer| offer.name).as_deref(), first, "{typed}");
            }
        }
    }

    #[test]
    fn among_many_what_was_found_stays_until_what_is_typed_has_been_looked_up() {
        let mut menu = Menu::new(["go back", "ground"].repeat(COMPARED), Arc::new(Itself));
        menu.paste("ba");
        let first = menu.look_up().expect("something to look up");
        assert_eq!((menu.look_up(), menu.len()), (None, 2 * COMPARED));
        menu.paste("c");
        let second = menu.look_up().expect("something to look up");
        // What is not waited for any more comes too late.
        menu.take(&first, Vec::new());
        assert_eq!(menu.len(), 2 * COMPARED);
        menu.take(&second, second.run());
        assert_eq!((menu.len(), menu.chosen()), (COMPARED, Some("go back")));
        menu.clear();
        assert_eq!((menu.look_up(), menu.len()), (None, 2 * COMPARED));
    }
}
