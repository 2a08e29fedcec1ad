//! The search: a line to type in, and what it finds.
//!
//! It lies over the screen and changes nothing below it, so leaving it leaves all as it was. All hits are ranked, as far as
//! anybody goes through them; what is shown of a hit is made for those on the screen.

mod absent;
mod areas;
mod found;
mod groups;
mod hint;
mod line;
mod rows;

use std::time::Duration;

use crate::debate::Debate;
use crate::search::{Completion, Correction, Hit, Index, Partial, Query, Remark, Results, keep_the_fullest, remarks};

use super::place::Place;
use super::searchable::{Readiness, Searched};
use super::searches::Searches;
use super::selection::Selection;
use super::typed::Typed;
use super::{Key, Size};
use absent::Absentees;
pub use areas::{Areas, area};
pub use found::{Found, whereabouts};
pub use groups::{Group, Heading, group};
use line::Completing;
pub use line::{Nothing, Told};
pub use rows::Row;

/// Hits that are put in order at once: more than anybody looks through for the right one.
pub const AT_ONCE: usize = 200;

/// Hits that are put in order when the reader comes near the end of those, or goes through them one by one. To order a
/// million of them takes longer than a key may; where there are more, that is told.
pub const RANKED: usize = 10_000;

/// A hit in one of the debates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ranked {
    /// The entry of the shelf.
    pub(super) entry: usize,
    pub(super) hit: Hit,
}

impl Ranked {
    /// Where it leads: the entry of the shelf, and where in it.
    pub(super) fn place(&self) -> (usize, Place) {
        (self.entry, Place::from(self.hit.entry))
    }

    /// What it stands under: the entry of the shelf, and what of it.
    fn heading(&self, searched: Searched<'_>) -> (usize, Heading) {
        let (entry, place) = self.place();
        (entry, searched.debate(entry).map_or(Heading::Kind(""), |(debate, _)| Heading::of(debate, place)))
    }
}

/// What was found in the end, to be gone through.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// In the order of the list.
    pub(super) ranked: Vec<Ranked>,
    /// By what, in each debate.
    pub(super) sought: Vec<(usize, Query)>,
    /// How many there are in all.
    pub(super) total: usize,
    /// Which of them is chosen.
    pub(super) chosen: usize,
}

/// The search.
#[derive(Debug, Clone)]
pub struct Finder {
    typed: Typed,
    /// The entries of the shelf that are searched.
    entries: Vec<usize>,
    /// What was found, in the order of the list.
    ranked: Vec<Ranked>,
    /// By what it was found, in each debate.
    sought: Vec<(usize, Query)>,
    /// Those of it that are near the screen, and the row of the first one.
    found: Vec<Found>,
    found_from: usize,
    total: usize,
    /// How many of it are put in order.
    limit: usize,
    /// What would be found if nothing were left out, where all of it is.
    left_out: usize,
    corrections: Vec<Correction>,
    /// How many of the words were found, where nothing has all of them.
    partial: Option<Partial>,
    /// How well all debates could be searched.
    readiness: Readiness,
    /// Which of them are not there to be searched.
    absent: Absentees,
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
    groups: Vec<Group>,
    completing: Option<Completing>,
    /// What the value at the cursor may become.
    suggested: Option<Completion>,
    /// The first line on the screen of what is told before anything is typed.
    hint_top: usize,
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
            ranked: Vec::new(),
            sought: Vec::new(),
            found: Vec::new(),
            found_from: 0,
            total: 0,
            limit: AT_ONCE,
            left_out: 0,
            corrections: Vec::new(),
            partial: None,
            readiness: Readiness::default(),
            absent: Absentees::default(),
            taken: None,
            faults: Vec::new(),
            meanings: Vec::new(),
            selection: Selection::default(),
            is_held: false,
            grouped: before.is_grouped(),
            groups: Vec::new(),
            completing: None,
            suggested: None,
            hint_top: 0,
            queries: before.queries().to_vec(),
            recalled: None,
        }
    }

    /// Whether hits are to stand together by question.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        self.grouped
    }

    /// Whether they do.
    #[must_use]
    pub fn has_headings(&self) -> bool {
        !self.groups.is_empty()
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

    /// What was found, for whoever is done with the search.
    pub(super) fn outcome(self) -> Outcome {
        let Self { ranked, sought, total, selection, .. } = self;
        Outcome { ranked, sought, total, chosen: selection.row }
    }

    /// The line that is typed in.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// Where all hits lead that there are in the list, in its order: the entry of the shelf and the place.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = (usize, Place)> + '_ {
        self.ranked.iter().map(Ranked::place)
    }

    /// A hit of the list, if it is near the screen.
    #[must_use]
    pub fn found(&self, row: usize) -> Option<&Found> {
        self.found.get(row.checked_sub(self.found_from)?)
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

    /// Hears how long what was done last has taken: if that was a search, it is told.
    pub(super) fn took(&mut self, time: Duration) {
        self.taken.get_or_insert(time);
    }

    /// Whether several debates are searched.
    #[must_use]
    pub fn over_several(&self) -> bool {
        self.entries.len() > 1
    }

    /// Which hit is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Where the chosen hit leads.
    #[must_use]
    pub fn chosen(&self) -> Option<(usize, Place)> {
        self.ranked.get(self.selection.row).map(Ranked::place)
    }

    /// Moves the choice by `by` hits; from an empty line up to what was searched for before.
    pub(super) fn step(&mut self, by: isize, searched: Searched<'_>) {
        if self.typed.text().is_empty() && self.ranked.is_empty() {
            self.recall(by < 0, searched);
            return;
        }
        self.selection.step(by, self.ranked.len());
        self.is_held = true;
    }

    /// Moves the choice by a screen of hits; before anything is typed what is told then.
    pub(super) fn turn(&mut self, by: isize, size: Size, searched: Searched<'_>) {
        if self.is_empty() {
            self.hint_top = self.hint_top.saturating_add_signed(by * self.hint_page(size));
        } else {
            let page = isize::try_from(self.page(size)).unwrap_or(1);
            self.step(by * page, searched);
        }
    }

    /// Whether nothing has been typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.typed.text().trim().is_empty()
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
        self.is_held = !self.ranked.is_empty();
        self.search(searched);
    }

    /// Chooses the hit at a line on the screen. Returns whether it was chosen already.
    pub(super) fn choose(&mut self, line: usize, size: Size) -> bool {
        let Some(Row::Hit { row, .. }) = self.rows(size).nth(line) else { return false };
        self.is_held = true;
        std::mem::replace(&mut self.selection.row, row) == row
    }

    /// Scrolls by `by` lines, or as many hits as take them.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        if self.is_empty() {
            self.hint_top = self.hint_top.saturating_add_signed(by);
            return;
        }
        let hits = isize::try_from(self.rows_of_a_hit(size)).unwrap_or(1);
        self.selection.row = self.selection.scroll(by / hits, self.ranked.len(), self.page(size));
        self.is_held = !self.ranked.is_empty();
    }

    /// Puts the cursor on a column of the line, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize, searched: Searched<'_>) {
        let told = self.told_in(columns);
        self.typed.put_cursor(column, columns, &told);
        self.suggest(searched);
    }

    /// Takes a key that edits the line; others do nothing.
    pub(super) fn edit(&mut self, key: Key, searched: Searched<'_>) {
        if self.typed.edit(key) {
            self.changed(searched);
        } else {
            // The cursor may be at another piece now.
            self.completing = None;
            self.suggest(searched);
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
        self.limit = AT_ONCE;
        self.search(searched);
        self.suggest(searched);
    }

    /// Another entry of the shelf is searched too; its debate may still have to be read.
    pub(super) fn take_in(&mut self, entry: usize, searched: Searched<'_>) {
        self.entries.push(entry);
        self.look_for_absent(searched);
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
        let chosen = self.chosen().and_then(|(of, place)| {
            let place = if of == entry { becomes(place)? } else { place };
            Some((of, place))
        });
        self.search(searched);
        self.is_held = is_held;
        self.selection = before;
        let same = self.hits().position(|hit| Some(hit) == chosen);
        self.selection.row = same.unwrap_or(before.row.min(self.ranked.len().saturating_sub(1)));
    }

    pub(super) fn search(&mut self, searched: Searched<'_>) {
        let held = self.chosen().filter(|_| self.is_held);
        (self.total, self.left_out) = (0, 0);
        self.ranked.clear();
        self.sought.clear();
        self.found.clear();
        self.corrections.clear();
        self.readiness = Readiness::default();
        self.look_for_absent(searched);
        self.taken = None;
        // Headings tell how many hits stand under them.
        let stand_together = self.grouped && searched.are_surveyed(&self.entries);
        let limit = if stand_together { RANKED } else { self.limit };
        let (mut of, mut results) = (Vec::new(), Vec::new());
        for entry in self.entries.iter().copied() {
            let Some((debate, searchable)) = searched.debate(entry) else { continue };
            let marked = |mark| searched.marked(entry, mark);
            let (readiness, found) = searchable.search(debate, &marked, self.typed.text(), limit);
            self.readiness = self.readiness.max(readiness);
            if let Some(found) = found {
                of.push(entry);
                results.push(found);
            }
        }
        self.partial = keep_the_fullest(&mut results);
        let mut queries = Vec::new();
        for (entry, Results { hits, total, left_out, corrections, query, .. }) in of.iter().copied().zip(results) {
            self.ranked.extend(hits.into_iter().map(|hit| Ranked { entry, hit }));
            self.total += total;
            self.left_out += left_out;
            for correction in corrections {
                if !self.corrections.contains(&correction) {
                    self.corrections.push(correction);
                }
            }
            queries.push(query);
        }
        (self.faults, self.meanings) = remarks(&queries);
        self.sought = of.into_iter().zip(queries).collect();
        // Each debate's hits are in order already; the sort is stable and keeps the order of the shelf among equals.
        if self.entries.len() > 1 {
            self.ranked.sort_by(|one, other| other.hit.score.total_cmp(&one.hit.score));
            self.ranked.truncate(limit);
        }
        self.groups =
            if stand_together { group(&mut self.ranked, |ranked| ranked.heading(searched)) } else { Vec::new() };
        self.choose_again(held);
    }

    /// Chooses the hit that the reader was at, where it stood on the screen, or the first one.
    fn choose_again(&mut self, held: Option<(usize, Place)>) {
        if let Some(row) = held.and_then(|held| self.hits().position(|hit| hit == held)) {
            let above = self.selection.row.saturating_sub(self.selection.top);
            self.selection = Selection { row, top: row.saturating_sub(above) };
        } else {
            self.selection = Selection::default();
            self.is_held = false;
        }
    }

    /// Puts all hits in order that are gone through. What is chosen stays so.
    pub(super) fn reach_all(&mut self, searched: Searched<'_>) {
        if self.ranked.len() < self.total.min(RANKED) {
            self.limit = RANKED;
            self.is_held = true;
            self.search(searched);
        }
    }

    /// Scrolls to the chosen hit, and makes ready what is on the screen then.
    pub(super) fn settle(&mut self, size: Size, searched: Searched<'_>) {
        if self.selection.top + 3 * self.page(size) > self.ranked.len() {
            self.reach_all(searched);
        }
        self.show_chosen(size);
        self.settle_hint(size, searched);
        let rows = self.selection.top..(self.selection.top + self.page(size) + 1).min(self.ranked.len());
        if rows.is_empty() {
            self.found.clear();
            return;
        }
        let known: Vec<Option<Found>> = rows.clone().map(|row| self.found(row).cloned()).collect();
        let made = rows.clone().zip(known).map_while(|(row, known)| known.or_else(|| self.make(row, searched)));
        self.found = made.collect();
        self.found_from = rows.start;
    }

    fn make(&self, row: usize, searched: Searched<'_>) -> Option<Found> {
        let Ranked { entry, hit } = self.ranked.get(row)?;
        let (debate, _) = searched.debate(*entry)?;
        let (_, query) = self.sought.iter().find(|(of, _)| of == entry)?;
        Some(Found::new(*entry, debate, hit, query, self.partial.is_some()))
    }
}
