//! What changed in a debate that is written on while it is read: everything since the reader last saw all of it.
//!
//! Several saves add up. Each change is marked until its page has stood on the screen for a while, and stays in the list
//! until the next save, so that nothing vanishes from under the reader's eyes. A change that was seen is forgotten with
//! the next save, and is news again when the same thing is changed further.

use std::collections::HashMap;
use std::sync::Arc;

use crate::debate::Debate;
use crate::debate::changes::{Change, Changes, Difference};

use super::changes::{Fate, Line, bearings, id, lines};
use super::listing::{Gone, ListingRow};
use super::place::Place;
use super::wording::{capital, count};

/// What changed, and what of it has been seen.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// As the reader last saw all of it; none while nothing has changed.
    before: Option<Arc<Debate>>,
    items: Vec<Item>,
    /// The items of what is in the debate now.
    of: HashMap<Place, usize>,
    /// The items of what has gone, by the ids it had.
    gone: HashMap<String, Vec<usize>>,
    heading: Vec<Difference>,
    reordered: Vec<&'static str>,
}

/// One thing that changed.
#[derive(Debug, Clone)]
struct Item {
    fate: Fate,
    /// In the debate before if it has gone, else in the one at hand.
    place: Place,
    old: Option<Place>,
    differences: Vec<Difference>,
    is_seen: bool,
}

/// By which an item is known again after another save.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    /// Its place before, and whether it has gone.
    Before(Option<Place>, Fate),
    /// Of what was added all that its differences do not tell.
    Added(&'static str, String, String),
}

impl Item {
    fn key(&self, now: &Debate) -> Key {
        match self.fate {
            Fate::Added => Key::Added(self.place.word(now), id(now, self.place), self.place.title(now).to_owned()),
            Fate::Gone => Key::Before(Some(self.place), self.fate),
            Fate::Changed => Key::Before(self.old, self.fate),
        }
    }
}

impl News {
    /// What is new in `now`, which has taken the place of `last`.
    #[must_use]
    pub(super) fn followed(&self, last: &Arc<Debate>, now: &Debate) -> Self {
        let before = self.before.as_ref().filter(|_| self.items.iter().any(|item| !item.is_seen)).unwrap_or(last);
        let changes = Changes::between(before, now);
        let mut items = Vec::new();
        gather(changes.statements, Place::Statement, &mut items);
        gather(changes.actors, Place::Actor, &mut items);
        gather(changes.sources, Place::Source, &mut items);
        gather(changes.events, Place::Event, &mut items);
        let mut news = Self {
            before: Some(Arc::clone(before)),
            items,
            of: HashMap::new(),
            gone: HashMap::new(),
            heading: changes.heading,
            reordered: changes.reordered,
        };
        if self.before.as_ref().is_some_and(|own| Arc::ptr_eq(own, before)) {
            let seen = self.items.iter().filter(|item| item.is_seen);
            let seen: HashMap<Key, Vec<Line>> = seen.map(|item| (item.key(last), self.lines(item, last))).collect();
            let items = std::mem::take(&mut news.items);
            let is_seen = |item: &Item| seen.get(&item.key(now)).is_some_and(|lines| *lines == news.lines(item, now));
            news.items = items.into_iter().filter(|item| !is_seen(item)).collect();
        }
        for (number, item) in news.items.iter().enumerate() {
            if item.fate == Fate::Gone {
                news.gone.entry(id(before, item.place)).or_default().push(number);
            } else {
                news.of.insert(item.place, number);
            }
        }
        news
    }

    fn lines(&self, item: &Item, now: &Debate) -> Vec<Line> {
        match (item.fate, &self.before) {
            (Fate::Added, _) => bearings(now, item.place),
            (Fate::Changed, Some(before)) => {
                lines(&item.differences, item.old.map(|old| (old, item.place)), before, now)
            }
            _ => Vec::new(),
        }
    }

    /// Whether there is nothing to list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.heading.is_empty() && self.reordered.is_empty()
    }

    /// Whether something in the debate has changed and has not been seen.
    #[must_use]
    pub fn is_unseen(&self, place: Place) -> bool {
        self.of.get(&place).is_some_and(|number| !self.items[*number].is_seen)
    }

    /// Whether something has gone and its row in the list has not been seen.
    #[must_use]
    pub fn is_gone_unseen(&self, gone: &Gone) -> bool {
        self.gone(gone).any(|number| !self.items[number].is_seen)
    }

    /// The items of a row of what has gone.
    fn gone<'a>(&'a self, gone: &'a Gone) -> impl Iterator<Item = usize> + 'a {
        let title = |number: usize| Some(self.items[number].place.title(self.before.as_deref()?));
        let of_id = self.gone.get(&gone.id).into_iter().flatten().copied();
        of_id.filter(move |number| title(*number) == Some(gone.wording.as_str()))
    }

    /// What became of something in the debate, and how it differs.
    #[must_use]
    pub fn told(&self, place: Place, now: &Debate) -> Option<(Fate, Vec<Line>)> {
        let item = &self.items[*self.of.get(&place)?];
        Some((item.fate, self.lines(item, now)))
    }

    /// The page of something in the debate has been looked at.
    pub(super) fn see(&mut self, place: Place) {
        if let Some(number) = self.of.get(&place) {
            self.items[*number].is_seen = true;
        }
    }

    /// The chosen row of the list, which is of something that has gone, has been looked at.
    pub(super) fn see_gone(&mut self, gone: &Gone) {
        for number in self.gone(gone).collect::<Vec<_>>() {
            self.items[number].is_seen = true;
        }
    }

    /// All of it at once, shortly: `2 statements changed, 1 added`.
    #[must_use]
    pub fn sum(&self) -> String {
        let only_statements = self.items.iter().all(|item| matches!(item.place, Place::Statement(_)));
        let mut parts = Vec::new();
        for fate in [Fate::Changed, Fate::Added, Fate::Gone] {
            let number = self.items.iter().filter(|item| item.fate == fate).count();
            let counted = match parts.is_empty() {
                true if only_statements => count(number, "statement", "statements"),
                true => count(number, "entry", "entries"),
                false => number.to_string(),
            };
            if number > 0 {
                parts.push(format!("{counted} {}", fate.word()));
            }
        }
        parts.extend(self.about_all());
        parts.join(", ")
    }

    /// What changed that belongs to no single thing.
    fn about_all(&self) -> Vec<String> {
        let heading = (!self.heading.is_empty()).then(|| format!("the debate's {}", differing(&self.heading)));
        let reordered = self.reordered.iter().map(|name| format!("{name} in another order"));
        heading.into_iter().chain(reordered).collect()
    }

    /// The list of it.
    #[must_use]
    pub(super) fn rows(&self, now: &Debate) -> Vec<ListingRow> {
        let Some(before) = &self.before else { return Vec::new() };
        let mut rows: Vec<ListingRow> = self.about_all().into_iter().map(ListingRow::Heading).collect();
        for fate in [Fate::Changed, Fate::Added, Fate::Gone] {
            let items: Vec<&Item> = self.items.iter().filter(|item| item.fate == fate).collect();
            if items.is_empty() {
                continue;
            }
            rows.push(ListingRow::Heading(format!("{}: {}", capital(fate.word()), items.len())));
            rows.extend(items.into_iter().map(|item| match item.fate {
                Fate::Gone => ListingRow::Gone(Gone {
                    id: id(before, item.place),
                    wording: item.place.title(before).to_owned(),
                    lead: "Not in the debate any more. It said:",
                    is_statement: matches!(item.place, Place::Statement(_)),
                }),
                Fate::Added | Fate::Changed => {
                    let behind = if item.fate == Fate::Added {
                        item.place.word(now).to_owned()
                    } else {
                        differing(&item.differences)
                    };
                    ListingRow::Entry { place: item.place, before: String::new(), behind, least: String::new() }
                }
            }));
        }
        rows
    }
}

fn gather<I: Copy>(changes: Vec<Change<I>>, place: fn(I) -> Place, items: &mut Vec<Item>) {
    items.extend(changes.into_iter().map(|change| {
        let (fate, at, old, differences) = match change {
            Change::Gone(index) => (Fate::Gone, index, None, Vec::new()),
            Change::Added(index) => (Fate::Added, index, None, Vec::new()),
            Change::Changed { old, new, differences } => (Fate::Changed, new, Some(old), differences),
        };
        Item { fate, place: place(at), old: old.map(place), differences, is_seen: false }
    }));
}

/// What differs, in few words: `text, relations`.
fn differing(differences: &[Difference]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for difference in differences {
        let word = match difference {
            Difference::Id => "renamed",
            Difference::Kind => "another kind",
            Difference::Text { key, .. } | Difference::List { key, .. } => key,
            Difference::Relations { .. } => "relations",
            Difference::Because { .. } => "premises",
            Difference::Said { .. } => "said",
            Difference::Order(_) => "order",
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}
