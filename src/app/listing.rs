//! The list that stands in place of the outline in the other views: headings, and entries one can choose.
//!
//! A listing holds no rows: it knows what stands in each of its parts, and makes a row when it is asked for, so that a
//! list of a million costs what is on the screen.

use std::ops::Range;
use std::sync::Arc;

use crate::debate::{ActorIndex, Chronology, Date, Debate, GapKind, Moment, SourceIndex, Stance, Survey};

use super::filter::Filtering;
use super::marks::Marks;
use super::place::Place;
use super::selection::Selection;
use super::view::View;
use super::wording::count;

/// A row of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListingRow {
    /// A head over the entries below it; it cannot be chosen.
    Heading(String),
    /// Something to choose.
    Entry {
        /// Where it leads.
        place: Place,
        /// What stands before its title, such as a date.
        before: String,
        /// What stands behind, such as a count.
        behind: String,
        /// What of that stays where there is no room for all; the title gives way to it.
        least: String,
    },
    /// Something that is not in the debate any more; it can be chosen and leads nowhere.
    Gone(Gone),
    /// An error in the file; it can be chosen, and an editor opened there.
    Problem {
        /// Its place among the errors.
        number: usize,
        /// The line.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

/// Something that is not in the debate any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub id: String,
    /// What it said.
    pub wording: String,
    /// What to tell before that.
    pub lead: &'static str,
    /// Whether it was a statement, which may carry marks.
    pub is_statement: bool,
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    heading: Option<String>,
    entries: Entries,
    /// Its first row.
    first: usize,
}

/// What stands in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entries {
    Rows(Vec<ListingRow>),
    Actors(Arc<Survey>),
    Sources(Arc<Survey>),
    Gaps(Arc<Survey>, GapKind),
    Moments(Arc<Chronology>, Range<usize>),
}

impl Entries {
    fn len(&self) -> usize {
        match self {
            Self::Rows(rows) => rows.len(),
            Self::Actors(survey) => survey.actors(),
            Self::Sources(survey) => survey.sources(),
            Self::Gaps(survey, kind) => survey.gaps(*kind).len(),
            Self::Moments(_, range) => range.len(),
        }
    }

    /// Where entry number `number` leads; nowhere for what is no place in the debate.
    fn place(&self, number: usize) -> Option<Place> {
        Some(match self {
            Self::Rows(rows) => match rows.get(number)? {
                ListingRow::Entry { place, .. } => *place,
                ListingRow::Heading(_) | ListingRow::Gone(_) | ListingRow::Problem { .. } => return None,
            },
            Self::Actors(_) => Place::Actor(ActorIndex::new(number)),
            Self::Sources(_) => Place::Source(SourceIndex::new(number)),
            Self::Gaps(survey, kind) => Place::Statement(*survey.gaps(*kind).get(number)?),
            Self::Moments(chronology, range) => match chronology.moments().get(range.start + number)?.1 {
                Moment::Event(index) => Place::Event(index),
                Moment::Statement(index) => Place::Statement(index),
            },
        })
    }

    fn row(&self, number: usize) -> Option<ListingRow> {
        if let Self::Rows(rows) = self {
            return rows.get(number).cloned();
        }
        let place = self.place(number)?;
        let (mut before, mut behind, mut least) = Default::default();
        match (self, place) {
            (Self::Actors(survey), Place::Actor(actor)) => {
                behind = tally(survey, actor, &Stance::ALL);
                // Nearly everybody asserts; who concedes or denies is what a reader looks for.
                least = tally(survey, actor, &[Stance::Concedes, Stance::Denies]);
            }
            (Self::Sources(survey), Place::Source(source)) => {
                behind = count(survey.rest_on(source), "statement", "statements");
            }
            (Self::Moments(chronology, range), _) => {
                let date = chronology.moments().get(range.start + number)?.0;
                before = date.map(day).unwrap_or_default();
            }
            _ => {}
        }
        Some(ListingRow::Entry { place, before, behind, least })
    }

    /// The numbers of the entries that lead to a place, at most one but for rows that are at hand; `moment` is its place
    /// in time.
    fn find(&self, wanted: Place, moment: Option<usize>) -> Vec<usize> {
        let number = match (self, wanted) {
            (Self::Rows(rows), _) => {
                return (0..rows.len()).filter(|number| self.place(*number) == Some(wanted)).collect();
            }
            (Self::Actors(_), Place::Actor(actor)) => Some(actor.place()),
            (Self::Sources(_), Place::Source(source)) => Some(source.place()),
            (Self::Gaps(survey, kind), Place::Statement(index)) => survey.gaps(*kind).binary_search(&index).ok(),
            (Self::Moments(_, range), _) => moment.and_then(|moment| moment.checked_sub(range.start)),
            _ => None,
        };
        number.filter(|number| *number < self.len()).into_iter().collect()
    }
}

/// A listing, its chosen entry and the first row on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// None of them without a row.
    parts: Vec<Part>,
    selection: Selection,
    /// How many entries a filter has left, and of how many.
    filtered: Option<(usize, usize)>,
}

impl Listing {
    /// The listing of these rows.
    #[must_use]
    pub(super) fn of(rows: Vec<ListingRow>) -> Self {
        Self::of_parts([(None, Entries::Rows(rows))])
    }

    fn of_parts(parts: impl IntoIterator<Item = (Option<String>, Entries)>) -> Self {
        let mut listing = Self { parts: Vec::new(), selection: Selection::default(), filtered: None };
        for (heading, entries) in parts {
            if entries.len() > 0 {
                let first = listing.len();
                listing.parts.push(Part { heading, entries, first });
            }
        }
        listing.selection.row = (0..listing.len()).find(|row| listing.is_entry(*row)).unwrap_or_default();
        listing
    }

    /// The listing of a view of the debate itself; the other views give an empty one.
    #[must_use]
    pub fn new(debate: &Debate, marks: &Marks, filtering: &Filtering, view: View) -> Self {
        let survey = || Arc::clone(debate.survey());
        match view {
            View::Debate | View::Exchange | View::Map | View::Grid | View::Changes | View::Problems => {
                Self::of(Vec::new())
            }
            View::People => Self::of_parts([(None, Entries::Actors(survey()))]),
            View::Sources => Self::of_parts([(None, Entries::Sources(survey()))]),
            View::Time => {
                let chronology = filtering.chronology(debate);
                let part = |(period, range): (Option<Date>, Range<usize>)| {
                    let heading = period.map_or_else(|| "Without a date".to_owned(), |period| period.in_words());
                    (Some(heading), Entries::Moments(Arc::clone(chronology), range))
                };
                let all = debate.survey().chronology().moments().len();
                let filtered = filtering.excerpt().is_some().then(|| (chronology.moments().len(), all));
                Self { filtered, ..Self::of_parts(chronology.periods().map(part)) }
            }
            View::Gaps => Self::of_parts(GapKind::ALL.into_iter().map(|kind| {
                let survey = survey();
                (Some(format!("{}: {}", kind.heading(), survey.gaps(kind).len())), Entries::Gaps(survey, kind))
            })),
            View::Marks => Self::of(marked(debate, marks)),
        }
    }

    /// How many entries a filter has left, and of how many; none where the list is not filtered.
    #[must_use]
    pub fn filtered(&self) -> Option<(usize, usize)> {
        self.filtered
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.last().map_or(0, Part::end)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The part that has a row, and which of its entries that is; none for its heading.
    fn part(&self, row: usize) -> Option<(&Part, Option<usize>)> {
        let part = self.parts.get(self.parts.partition_point(|part| part.first <= row).checked_sub(1)?)?;
        let number = (row - part.first).checked_sub(usize::from(part.heading.is_some()));
        (row < part.end()).then_some((part, number))
    }

    /// A row; none past the end.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<ListingRow> {
        match self.part(row)? {
            (part, Some(number)) => part.entries.row(number),
            (part, None) => part.heading.clone().map(ListingRow::Heading),
        }
    }

    /// Where a row leads; nowhere for one that is no place in the debate.
    fn place(&self, row: usize) -> Option<Place> {
        let (part, number) = self.part(row)?;
        part.entries.place(number?)
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Where the chosen entry leads; nowhere in an empty listing.
    #[must_use]
    pub fn chosen(&self) -> Option<Place> {
        self.place(self.selection.row)
    }

    /// The chosen row, where it is no place in the debate.
    fn beside_the_debate(&self) -> Option<&ListingRow> {
        match self.part(self.selection.row)? {
            (Part { entries: Entries::Rows(rows), .. }, Some(number)) => rows.get(number),
            _ => None,
        }
    }

    /// What has gone, if the chosen entry is such.
    #[must_use]
    pub fn gone(&self) -> Option<&Gone> {
        match self.beside_the_debate()? {
            ListingRow::Gone(gone) => Some(gone),
            _ => None,
        }
    }

    /// The place of the chosen error among the errors.
    #[must_use]
    pub fn problem(&self) -> Option<usize> {
        match self.beside_the_debate()? {
            ListingRow::Problem { number, .. } => Some(*number),
            _ => None,
        }
    }

    /// Whether what is chosen has a page of its own and is no place in the debate.
    pub(super) fn is_beside_the_debate(&self) -> bool {
        self.gone().is_some() || self.problem().is_some()
    }

    /// The same list made anew as `listing`: the entry that was chosen is so again, or what stands in its place if it has
    /// gone. `becomes` says what a place has become.
    pub(super) fn renewed(&self, debate: &Debate, mut listing: Self, becomes: impl Fn(Place) -> Option<Place>) -> Self {
        let same: Vec<usize> = match self.chosen() {
            Some(before) => becomes(before).map_or_else(Vec::new, |now| listing.rows_of(debate, now)),
            // Only rows that are at hand are no places.
            None => {
                let before = self.row(self.selection.row);
                let is_same = |row: &usize| match (&before, listing.row(*row)) {
                    (Some(ListingRow::Problem { message, .. }), Some(ListingRow::Problem { message: other, .. })) => {
                        *message == other
                    }
                    (before, row) => row == *before,
                };
                (0..listing.len()).filter(|_| !self.is_empty()).filter(is_same).collect()
            }
        };
        let here = self.selection.row;
        listing.selection.row = same.into_iter().min_by_key(|row| row.abs_diff(here)).unwrap_or(here);
        listing.step(0);
        // It stands as far from the top of the screen.
        listing.selection.top = listing.selection.row.saturating_sub(here.saturating_sub(self.selection.top));
        listing
    }

    /// The rows that lead to a place: it may stand under several heads.
    fn rows_of(&self, debate: &Debate, wanted: Place) -> Vec<usize> {
        let moment = match wanted {
            Place::Event(index) => Some(Moment::Event(index)),
            Place::Statement(index) => Some(Moment::Statement(index)),
            _ => None,
        };
        let chronology = self.parts.iter().find_map(|part| match &part.entries {
            Entries::Moments(chronology, _) => Some(chronology),
            _ => None,
        });
        let moment = chronology.and_then(|chronology| chronology.place(debate, moment?));
        let found = self.parts.iter().map(|part| (part, part.entries.find(wanted, moment)));
        found.flat_map(|(part, numbers)| numbers.into_iter().map(|number| part.row_of(number))).collect()
    }

    /// Chooses the entry that leads to a place, if there is one.
    pub(super) fn choose(&mut self, debate: &Debate, wanted: Place) {
        // The one that is chosen is as good as the first.
        if self.chosen() == Some(wanted) {
            return;
        }
        if let Some(row) = self.rows_of(debate, wanted).first() {
            self.selection.row = *row;
        }
    }

    /// Moves by `by` rows and on to the next entry in that direction, or else the last one.
    pub(super) fn step(&mut self, by: isize) {
        self.choose_near(self.selection.row.saturating_add_signed(by).min(self.len().saturating_sub(1)), by > 0);
    }

    /// Chooses the entry at row `wanted`, or the next one below or above, or else the last one in the other direction.
    fn choose_near(&mut self, wanted: usize, below: bool) {
        let down = || (wanted..self.len()).find(|row| self.is_entry(*row));
        let up = || (0..=wanted).rev().find(|row| self.is_entry(*row));
        let row = if below { down().or_else(up) } else { up().or_else(down) };
        self.selection.row = row.unwrap_or_default();
    }

    /// Whether a row can be chosen.
    #[must_use]
    pub fn is_entry(&self, row: usize) -> bool {
        match self.part(row) {
            Some((Part { entries: Entries::Rows(rows), .. }, Some(number))) => {
                rows.get(number).is_some_and(|row| !matches!(row, ListingRow::Heading(_)))
            }
            Some((_, number)) => number.is_some(),
            None => false,
        }
    }

    /// Chooses a row that can be chosen.
    pub(super) fn choose_row(&mut self, row: usize) {
        if self.is_entry(row) {
            self.selection.row = row;
        }
    }

    /// Scrolls by `by` rows; the choice goes along so that it is among `height` on the screen.
    pub(super) fn scroll(&mut self, by: isize, height: usize) {
        let row = self.selection.scroll(by, self.len(), height);
        if row != self.selection.row {
            self.choose_near(row, by > 0);
        }
    }

    /// Scrolls as little as needed for the chosen row, and a heading right above it, to be on the screen.
    pub(super) fn settle(&mut self, height: usize) {
        let row = self.selection.row;
        let headed = row > 0 && !self.is_entry(row - 1);
        self.selection.show(row - usize::from(headed), self.len(), height);
    }
}

impl Part {
    /// Behind its last row.
    fn end(&self) -> usize {
        self.row_of(self.entries.len())
    }

    fn row_of(&self, number: usize) -> usize {
        self.first + usize::from(self.heading.is_some()) + number
    }
}

/// How many statements an actor asserts, concedes and denies, in words.
#[must_use]
pub fn stances(debate: &Debate, actor: ActorIndex) -> String {
    tally(debate.survey(), actor, &Stance::ALL)
}

fn tally(survey: &Survey, actor: ActorIndex, stances: &[Stance]) -> String {
    let told = stances.iter().map(|stance| (stance.verb(), survey.says(actor, *stance)));
    let told = told.filter(|(_, statements)| *statements > 0).map(|(verb, statements)| format!("{verb} {statements}"));
    told.collect::<Vec<_>>().join(", ")
}

/// A date below the head of its month: the day, and whether it is sure.
fn day(date: Date) -> String {
    let Some(day) = date.day else { return String::new() };
    let about = if date.approximate { "about " } else { "" };
    let doubtful = if date.uncertain { "?" } else { "" };
    format!("{about}{day}{doubtful}")
}

/// Bookmarks, then notes, in the order they were made; then those whose statement has gone.
fn marked(debate: &Debate, marks: &Marks) -> Vec<ListingRow> {
    let of = |ids: &mut dyn Iterator<Item = &String>| -> Vec<ListingRow> {
        ids.filter_map(|id| debate.statement_by_id(id))
            .map(|index| ListingRow::Entry {
                place: Place::Statement(index),
                before: String::new(),
                behind: String::new(),
                least: String::new(),
            })
            .collect()
    };
    let gone = marks.gone(debate).map(|id| {
        ListingRow::Gone(Gone {
            id: id.to_owned(),
            wording: marks.wording(id).to_owned(),
            lead: "Not in the debate any more. When you marked it, it said:",
            is_statement: true,
        })
    });
    let mut rows = Vec::new();
    for (heading, entries) in [
        ("Bookmarks", of(&mut marks.bookmarks.keys())),
        ("My notes", of(&mut marks.notes.keys())),
        ("Marked, and not in the debate any more", gone.collect()),
    ] {
        if !entries.is_empty() {
            rows.push(ListingRow::Heading(format!("{heading}: {}", entries.len())));
            rows.extend(entries);
        }
    }
    rows
}
