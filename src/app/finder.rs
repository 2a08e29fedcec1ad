//! The search: a line to type in, and what it finds.
//!
//! It lies over the screen and changes nothing below it, so leaving it leaves all as it was.

mod line;

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use crate::debate::{Debate, StatementIndex};
use crate::search::{
    Correction, Field, Hit, Index, Partial, Passage, Query, Remark, Results, keep_the_fullest, remarks,
};

use super::place::Place;
use super::searchable::{Readiness, Searched};
use super::searches::Searches;
use super::selection::Selection;
use super::typed::Typed;
use super::wording::count;
use super::{Key, Size, regions};
use line::Completing;
pub use line::Told;

/// Hits that are made ready to be shown; the count goes on.
const SHOWN: usize = 200;

/// The most steps of a way to a hit that are all told; a screen shows fewer.
const STEPS: usize = 60;

/// Of a longer way the root and so many of the last steps are told.
const NEAREST: usize = 3;

/// Rows that a hit takes.
pub const ROWS_OF_A_HIT: usize = 2;

/// A hit, made ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The entry of the shelf.
    pub entry: usize,
    /// Where it leads.
    pub place: Place,
    /// How good it is; comparable within one search.
    pub score: f32,
    /// What matches in its title (for a statement, its wording), in bytes.
    pub marks: Vec<Range<usize>>,
    /// The passage that was found, where that is not the title.
    pub passage: Option<Passage>,
}

impl Found {
    /// Makes a hit in a debate ready; `query` is the one it was found by.
    #[must_use]
    pub fn new(entry: usize, debate: &Debate, hit: Hit, query: &Query) -> Self {
        let Hit { entry: what, score, passage } = hit;
        let place = Place::from(what);
        let title = place.title(debate);
        let of_title = matches!(passage.field, Field::Text | Field::Name | Field::Title | Field::Tag);
        let (marks, passage) = if of_title && passage.text.as_str() == title {
            (passage.matches, None)
        } else {
            (query.highlight(title), Some(passage))
        };
        Self { entry, place, score, marks, passage }
    }
}

/// The search.
#[derive(Debug, Clone)]
pub struct Finder {
    typed: Typed,
    /// The entries of the shelf that are searched.
    entries: Vec<usize>,
    found: Vec<Found>,
    total: usize,
    corrections: Vec<Correction>,
    /// How many of the words were found, where nothing has all of them.
    partial: Option<Partial>,
    /// How well all debates could be searched.
    readiness: Readiness,
    /// How long that took, once it is known.
    taken: Option<Duration>,
    /// What of the query no debate understands.
    faults: Vec<Remark>,
    /// What its fields were taken to mean.
    meanings: Vec<Remark>,
    selection: Selection,
    /// Whether the reader has moved to the chosen hit: then it stays chosen while they type on.
    is_held: bool,
    grouped: bool,
    completing: Option<Completing>,
    /// What was searched for before, the last one last.
    queries: Vec<String>,
    /// How many queries back the one on the line is, and what was typed before it was taken.
    recalled: Option<(usize, String)>,
}

impl Finder {
    /// An empty search over these entries of the shelf, after others.
    #[must_use]
    pub fn new(entries: Vec<usize>, before: &Searches) -> Self {
        Self {
            typed: Typed::default(),
            entries,
            found: Vec::new(),
            total: 0,
            corrections: Vec::new(),
            partial: None,
            readiness: Readiness::default(),
            taken: None,
            faults: Vec::new(),
            meanings: Vec::new(),
            selection: Selection::default(),
            is_held: false,
            grouped: before.is_grouped(),
            completing: None,
            queries: before.queries().to_vec(),
            recalled: None,
        }
    }

    /// Whether hits stand together by question.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        self.grouped
    }

    /// What was searched for before, the last one last.
    #[must_use]
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// What of the query no debate understands: the bytes where it stands, and why.
    #[must_use]
    pub fn faults(&self) -> &[Remark] {
        &self.faults
    }

    /// The line that is typed in.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// What was found, the best first, as far as it is made ready to be shown.
    #[must_use]
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// How much was found in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Words that were found in place of typed ones.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// What to tell of it beside the line.
    #[must_use]
    pub fn told(&self) -> String {
        if self.typed.text().trim().is_empty() {
            return String::new();
        }
        if self.readiness == Readiness::Unready && self.found.is_empty() {
            return "a moment".to_owned();
        }
        let hits = count(self.total, "hit", "hits");
        let time = self.taken.map(|taken| format!(" in {:.1} ms", taken.as_secs_f64() * 1000.0)).unwrap_or_default();
        let mut told = hits + &time + if self.grouped { ", by question" } else { "" };
        if self.readiness != Readiness::Indexed {
            told += ", not ranked yet";
        }
        if self.corrections.is_empty() {
            return told;
        }
        let words: Vec<String> =
            self.corrections.iter().take(3).map(|correction| format!("“{}”", correction.shown)).collect();
        format!("{told}, showing {}", words.join(", "))
    }

    /// Hears how long what was done last has taken: if that was a search, it is told.
    pub(super) fn took(&mut self, time: Duration) {
        self.taken.get_or_insert(time);
    }

    /// Whether several debates are searched.
    #[must_use]
    pub fn over_several(&self) -> bool {
        self.entries.len() > 1
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The chosen hit.
    #[must_use]
    pub fn chosen(&self) -> Option<&Found> {
        self.found.get(self.selection.row)
    }

    /// Moves the choice by `by` hits; from an empty line up to what was searched for before.
    pub(super) fn step(&mut self, by: isize, searched: Searched<'_>) {
        if self.typed.text().is_empty() && self.found.is_empty() {
            self.recall(by < 0, searched);
            return;
        }
        self.selection.step(by, self.found.len());
        self.is_held = true;
    }

    /// The debates that are searched and whose index stands, with that.
    fn indexed<'a>(&'a self, searched: Searched<'a>) -> impl Iterator<Item = (&'a Debate, &'a Index)> + 'a {
        self.entries.iter().filter_map(move |entry| {
            let (debate, searchable) = searched.debate(*entry)?;
            Some((debate, searchable.index(debate)?))
        })
    }

    /// The entries of the shelf that are searched.
    #[must_use]
    pub fn entries(&self) -> &[usize] {
        &self.entries
    }

    /// How well all of them could be searched.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        self.readiness
    }

    /// Puts the hits together by question, or into one list.
    pub(super) fn group(&mut self, searched: Searched<'_>) {
        self.grouped = !self.grouped;
        self.is_held = !self.found.is_empty();
        self.search(searched);
    }

    /// Whether a hit stands under the same question as the one before it in the list.
    #[must_use]
    pub fn goes_on_with_a_question(&self, row: usize, debate: &Debate) -> bool {
        let hit = |row: usize| self.found.get(row).map(|found| (found.entry, question(debate, found.place)));
        self.grouped
            && row.checked_sub(1).is_some_and(|before| match (hit(before), hit(row)) {
                (Some((one, question)), Some((other, same))) => one == other && question.is_some() && question == same,
                _ => false,
            })
    }

    /// Chooses the hit at a line on the screen. Returns whether it was chosen already.
    pub(super) fn choose(&mut self, line: usize) -> bool {
        let row = self.selection.top + line / ROWS_OF_A_HIT;
        self.is_held |= row < self.found.len();
        row < self.found.len() && std::mem::replace(&mut self.selection.row, row) == row
    }

    /// Scrolls by `by` hits.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        self.selection.row = self.selection.scroll(by, self.found.len(), Self::page(size));
        self.is_held = !self.found.is_empty();
    }

    /// Puts the cursor on a column of the line, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize) {
        let told = self.told();
        self.typed.put_cursor(column, columns, &told);
    }

    /// Hits that fit on the screen.
    pub(super) fn page(size: Size) -> usize {
        (results(size).height as usize / ROWS_OF_A_HIT).max(1)
    }

    pub(super) fn settle(&mut self, size: Size) {
        let height = Self::page(size);
        self.selection.show(self.selection.row, self.found.len(), height);
    }

    /// Takes a key that edits the line; others do nothing.
    pub(super) fn edit(&mut self, key: Key, searched: Searched<'_>) {
        if self.typed.edit(key) {
            self.changed(searched);
        } else {
            // The cursor may be at another piece now.
            self.completing = None;
        }
    }

    /// Takes pasted text.
    pub(super) fn paste(&mut self, text: &str, searched: Searched<'_>) {
        self.typed.paste(text);
        self.changed(searched);
    }

    /// Empties the line.
    pub(super) fn clear(&mut self, searched: Searched<'_>) {
        self.typed.clear();
        self.changed(searched);
    }

    /// The line is another one.
    fn changed(&mut self, searched: Searched<'_>) {
        self.completing = None;
        self.recalled = None;
        self.search(searched);
    }

    /// Searches again, where the debate of `entry` is another one now. `becomes` says what a place in it has become: the
    /// chosen hit stays chosen, or what stands in its place.
    pub(super) fn follow(&mut self, entry: usize, becomes: impl Fn(Place) -> Option<Place>, searched: Searched<'_>) {
        if !self.entries.contains(&entry) {
            return;
        }
        let before = self.selection;
        // What is held is of the debate as it was.
        let is_held = std::mem::take(&mut self.is_held);
        let chosen = self.chosen().and_then(|found| {
            let place = if found.entry == entry { becomes(found.place)? } else { found.place };
            Some((found.entry, place))
        });
        self.search(searched);
        self.is_held = is_held;
        self.selection = before;
        let same = self.found.iter().position(|found| Some((found.entry, found.place)) == chosen);
        self.selection.row = same.unwrap_or(before.row.min(self.found.len().saturating_sub(1)));
    }

    pub(super) fn search(&mut self, searched: Searched<'_>) {
        let held = self.chosen().filter(|_| self.is_held).map(|found| (found.entry, found.place));
        self.total = 0;
        self.found.clear();
        self.corrections.clear();
        self.readiness = Readiness::default();
        self.taken = None;
        let (mut debates, mut results) = (Vec::new(), Vec::new());
        for entry in self.entries.iter().copied() {
            let Some((debate, searchable)) = searched.debate(entry) else { continue };
            let marked = |mark| searched.marked(entry, mark);
            let (readiness, found) = searchable.search(debate, &marked, self.typed.text(), SHOWN);
            self.readiness = self.readiness.max(readiness);
            if let Some(found) = found {
                debates.push((entry, debate));
                results.push(found);
            }
        }
        self.partial = keep_the_fullest(&mut results);
        let mut queries = Vec::new();
        for ((entry, debate), Results { hits, total, corrections, query, .. }) in debates.into_iter().zip(results) {
            self.found.extend(hits.into_iter().map(|hit| Found::new(entry, debate, hit, &query)));
            self.total += total;
            for correction in corrections {
                if !self.corrections.contains(&correction) {
                    self.corrections.push(correction);
                }
            }
            queries.push(query);
        }
        (self.faults, self.meanings) = remarks(&queries);
        // Each debate's hits are in order already; the sort is stable and keeps the order of the shelf among equals.
        if self.entries.len() > 1 {
            self.found.sort_by(|one, other| other.score.total_cmp(&one.score));
            self.found.truncate(SHOWN);
        }
        if self.grouped {
            group(&mut self.found, searched);
        }
        self.choose_again(held);
    }

    /// Chooses the hit that the reader was at, where it stood on the screen, or the first one.
    fn choose_again(&mut self, held: Option<(usize, Place)>) {
        let same = |found: &Found| Some((found.entry, found.place)) == held;
        if let Some(row) = self.found.iter().position(same) {
            let above = self.selection.row.saturating_sub(self.selection.top);
            self.selection = Selection { row, top: row.saturating_sub(above) };
        } else {
            self.selection = Selection::default();
            self.is_held = false;
        }
    }
}

/// The question that a place stands under.
fn question(debate: &Debate, place: Place) -> Option<StatementIndex> {
    match place {
        Place::Statement(index) => Some(debate.root(index)),
        _ => None,
    }
}

/// Puts hits under the same question together: where the best of them stands, in the order they have.
fn group(found: &mut [Found], searched: Searched<'_>) {
    let mut groups = HashMap::new();
    found.sort_by_cached_key(|found| {
        let question = searched.debate(found.entry).and_then(|(debate, _)| question(debate, found.place));
        let next = groups.len();
        *groups.entry((found.entry, question)).or_insert(next)
    });
}

/// The box of the search.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 116, 36)
}

/// From this height of the box on, the chosen hit is shown whole below the others.
const TALL: u16 = 16;

/// Rows of the chosen hit, with the line above it.
const PREVIEW: u16 = 8;

/// Where the hits stand in it: under the line and a blank one.
#[must_use]
pub fn results(size: Size) -> regions::Area {
    let inner = area(size).inner;
    let above = if inner.height >= 8 { 2 } else { 1 };
    let below = if inner.height >= TALL { PREVIEW } else { 0 };
    regions::Area { y: inner.y + above.min(inner.height), height: inner.height.saturating_sub(above + below), ..inner }
}

/// Where something is told of the query: under the line, if there is room.
#[must_use]
pub fn under_the_line(size: Size) -> Option<regions::Area> {
    let inner = area(size).inner;
    let has_room = results(size).y > inner.y + 1;
    has_room.then_some(regions::Area { y: inner.y + 1, height: 1, ..inner })
}

/// Where the chosen hit is shown whole, if there is room.
#[must_use]
pub fn preview(size: Size) -> Option<regions::Area> {
    let inner = area(size).inner;
    let y = (inner.y + inner.height).checked_sub(PREVIEW)?;
    (inner.height >= TALL).then_some(regions::Area { y, height: PREVIEW, ..inner })
}

/// Where a hit is: the way from the question; for what is no statement, what else tells it apart.
#[must_use]
pub fn whereabouts(debate: &Debate, place: Place) -> Vec<String> {
    match place {
        Place::Statement(index) => {
            let above = |at: &StatementIndex| debate.parent(*at);
            let mut steps: Vec<StatementIndex> = std::iter::successors(above(&index), above).take(STEPS + 1).collect();
            let is_long = steps.len() > STEPS;
            if is_long {
                steps.truncate(NEAREST);
                steps.push(debate.root(index));
            }
            steps.reverse();
            let mut way: Vec<String> = steps.iter().map(|step| debate.statement(*step).wording().to_string()).collect();
            if is_long {
                way.insert(1, "…".to_owned());
            }
            way
        }
        Place::Actor(index) | Place::Between(_, index) => {
            debate.actor(index).role.iter().map(ToString::to_string).collect()
        }
        Place::Source(index) => {
            let source = debate.source(index);
            source.publisher.iter().map(ToString::to_string).chain(source.date.map(|date| date.in_words())).collect()
        }
        Place::Event(index) => debate.event(index).date.iter().map(crate::debate::Date::in_words).collect(),
        Place::Tag(index) => {
            vec![count(debate.tagged(index).len(), "statement", "statements")]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{Parts, Relation, RelationKind, Statement, StatementKind};

    #[test]
    fn of_a_long_way_the_root_and_the_last_steps_are_told() {
        let statement = |place: usize| {
            let kind = if place == 0 { StatementKind::Question } else { StatementKind::Argument };
            let mut statement = Statement::new(&place.to_string(), kind);
            let relation =
                |target| Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(target), on: None };
            statement.relations.extend(place.checked_sub(1).map(relation));
            statement
        };
        let debate = Debate::new(Parts { statements: (0..100).map(statement).collect(), ..Parts::default() });
        let words = |place: usize| debate.statement(StatementIndex::new(place)).wording().to_string();
        for (to, expected) in [(0, vec![]), (2, vec![words(0), words(1)]), (60, (0..60).map(words).collect())] {
            assert_eq!(whereabouts(&debate, Place::Statement(StatementIndex::new(to))), expected, "{to}");
        }
        let told = [words(0), "…".to_owned(), words(58), words(59), words(60)];
        assert_eq!(whereabouts(&debate, Place::Statement(StatementIndex::new(61))), told);
        let roots = || (0..100).map(|place| debate.root(StatementIndex::new(place)).place());
        assert!(roots().all(|root| root == 0));
        let _ = debate.survey();
        assert!(roots().all(|root| root == 0));
    }
}
