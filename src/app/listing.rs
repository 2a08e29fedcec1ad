//! The list that stands in place of the outline in the other views: headings, and entries one can choose.

use crate::debate::{Date, Debate, GapKind, Moment, SourceIndex, Stance, StatementIndex};

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

/// A listing, its chosen entry and the first row on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    rows: Vec<ListingRow>,
    selection: Selection,
    /// How many entries a filter has left, and of how many.
    filtered: Option<(usize, usize)>,
}

impl Listing {
    /// The listing of these rows.
    #[must_use]
    pub(super) fn of(rows: Vec<ListingRow>) -> Self {
        let row = rows.iter().position(is_entry).unwrap_or_default();
        Self { rows, selection: Selection { row, top: 0 }, filtered: None }
    }

    /// The listing of a view of the debate itself; the other views give an empty one.
    #[must_use]
    pub fn new(debate: &Debate, marks: &Marks, filtering: &Filtering, view: View) -> Self {
        let rows = match view {
            View::Debate | View::Exchange | View::Map | View::Grid | View::Changes | View::Problems => Vec::new(),
            View::People => people(debate),
            View::Sources => sources(debate),
            View::Time => time(debate, filtering),
            View::Gaps => gaps(debate),
            View::Marks => marked(debate, marks),
        };
        let is_filtered = view == View::Time && filtering.excerpt().is_some();
        let filtered = is_filtered.then(|| {
            let is_dated = |place: &usize| debate.said_on(StatementIndex::new(*place)).is_some();
            let dated = (0..debate.statements().len()).filter(is_dated).count();
            (rows.iter().filter(|row| is_entry(row)).count(), debate.events().len() + dated)
        });
        Self { filtered, ..Self::of(rows) }
    }

    /// How many entries a filter has left, and of how many; none where the list is not filtered.
    #[must_use]
    pub fn filtered(&self) -> Option<(usize, usize)> {
        self.filtered
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &[ListingRow] {
        &self.rows
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Where the chosen entry leads; nowhere in an empty listing.
    #[must_use]
    pub fn chosen(&self) -> Option<Place> {
        match self.rows.get(self.selection.row)? {
            ListingRow::Entry { place, .. } => Some(*place),
            ListingRow::Heading(_) | ListingRow::Gone(_) | ListingRow::Problem { .. } => None,
        }
    }

    /// What has gone, if the chosen entry is such.
    #[must_use]
    pub fn gone(&self) -> Option<&Gone> {
        match self.rows.get(self.selection.row)? {
            ListingRow::Gone(gone) => Some(gone),
            _ => None,
        }
    }

    /// The place of the chosen error among the errors.
    #[must_use]
    pub fn problem(&self) -> Option<usize> {
        match self.rows.get(self.selection.row)? {
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
    pub(super) fn renewed(&self, mut listing: Self, becomes: impl Fn(Place) -> Option<Place>) -> Self {
        let is_chosen = |row: &ListingRow| match (self.rows.get(self.selection.row), row) {
            (Some(ListingRow::Entry { place: before, .. }), ListingRow::Entry { place, .. }) => {
                becomes(*before) == Some(*place)
            }
            (Some(ListingRow::Problem { message, .. }), ListingRow::Problem { message: other, .. }) => message == other,
            (before, row) => before == Some(row),
        };
        let here = self.selection.row;
        let same = (0..listing.rows.len()).filter(|row| is_chosen(&listing.rows[*row]));
        listing.selection.row = same.min_by_key(|row| row.abs_diff(here)).unwrap_or(here);
        listing.step(0);
        // It stands as far from the top of the screen.
        listing.selection.top = listing.selection.row.saturating_sub(here.saturating_sub(self.selection.top));
        listing
    }

    /// Chooses the entry that leads to a place, if there is one.
    pub(super) fn choose(&mut self, wanted: Place) {
        // A place may stand under several heads: the one that is chosen is as good as the first.
        if self.chosen() == Some(wanted) {
            return;
        }
        let row = self.rows.iter().position(|row| matches!(row, ListingRow::Entry { place, .. } if *place == wanted));
        if let Some(row) = row {
            self.selection.row = row;
        }
    }

    /// Moves by `by` rows and on to the next entry in that direction, or else the last one.
    pub(super) fn step(&mut self, by: isize) {
        self.choose_near(self.selection.row.saturating_add_signed(by).min(self.rows.len().saturating_sub(1)), by > 0);
    }

    /// Chooses the entry at row `wanted`, or the next one below or above, or else the last one in the other direction.
    fn choose_near(&mut self, wanted: usize, below: bool) {
        let down = || (wanted..self.rows.len()).find(|row| is_entry(&self.rows[*row]));
        let up = || (0..=wanted).rev().find(|row| self.rows.get(*row).is_some_and(is_entry));
        let row = if below { down().or_else(up) } else { up().or_else(down) };
        self.selection.row = row.unwrap_or_default();
    }

    /// Whether a row can be chosen.
    #[must_use]
    pub fn is_entry(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(is_entry)
    }

    /// Chooses a row that can be chosen.
    pub(super) fn choose_row(&mut self, row: usize) {
        if self.is_entry(row) {
            self.selection.row = row;
        }
    }

    /// Scrolls by `by` rows; the choice goes along so that it is among `height` on the screen.
    pub(super) fn scroll(&mut self, by: isize, height: usize) {
        let row = self.selection.scroll(by, self.rows.len(), height);
        if row != self.selection.row {
            self.choose_near(row, by > 0);
        }
    }

    /// Scrolls as little as needed for the chosen row, and a heading right above it, to be on the screen.
    pub(super) fn settle(&mut self, height: usize) {
        let row = self.selection.row;
        let headed = row > 0 && !is_entry(&self.rows[row - 1]);
        self.selection.show(row - usize::from(headed), self.rows.len(), height);
    }
}

fn is_entry(row: &ListingRow) -> bool {
    !matches!(row, ListingRow::Heading(_))
}

fn entry(place: Place, before: String, behind: String) -> ListingRow {
    ListingRow::Entry { place, before, behind, least: String::new() }
}

/// How many statements an actor asserts, concedes and denies, in words.
#[must_use]
pub fn stances(debate: &Debate, actor: crate::debate::ActorIndex) -> String {
    tally(debate, actor, &Stance::ALL)
}

fn tally(debate: &Debate, actor: crate::debate::ActorIndex, stances: &[Stance]) -> String {
    let mentions = debate.said_by(actor);
    let tally: Vec<String> = stances
        .iter()
        .filter_map(|&stance| {
            // What is said in two sources is one statement.
            let of_stance = mentions.iter().filter(|mention| debate.attribution(**mention).stance == stance);
            let mut statements: Vec<_> = of_stance.map(|mention| mention.statement).collect();
            statements.dedup();
            (!statements.is_empty()).then(|| format!("{} {}", stance.verb(), statements.len()))
        })
        .collect();
    tally.join(", ")
}

fn people(debate: &Debate) -> Vec<ListingRow> {
    (0..debate.actors().len())
        .map(crate::debate::ActorIndex::new)
        .map(|actor| ListingRow::Entry {
            place: Place::Actor(actor),
            before: String::new(),
            behind: stances(debate, actor),
            // Nearly everybody asserts; who concedes or denies is what a reader looks for.
            least: tally(debate, actor, &[Stance::Concedes, Stance::Denies]),
        })
        .collect()
}

fn sources(debate: &Debate) -> Vec<ListingRow> {
    (0..debate.sources().len())
        .map(SourceIndex::new)
        .map(|source| {
            let mut statements: Vec<_> = debate.resting_on(source).iter().map(|mention| mention.statement).collect();
            statements.dedup();
            entry(Place::Source(source), String::new(), count(statements.len(), "statement", "statements"))
        })
        .collect()
}

/// Events and dated statements by time, under their months and years; then what has no date.
fn time(debate: &Debate, filtering: &Filtering) -> Vec<ListingRow> {
    let mut rows = Vec::new();
    let mut head = None;
    for (date, moment) in filtering.chronology(debate) {
        // Of a date without a day the head tells all there is to tell.
        let of = date.map(|date| match date.day {
            Some(_) => Date { day: None, approximate: false, uncertain: false, ..date },
            None => date,
        });
        if head != Some(of) {
            rows.push(ListingRow::Heading(of.map_or_else(|| "Without a date".to_owned(), |of| of.in_words())));
            head = Some(of);
        }
        let place = match moment {
            Moment::Event(index) => Place::Event(index),
            Moment::Statement(index) => Place::Statement(index),
        };
        rows.push(entry(place, date.map(day).unwrap_or_default(), String::new()));
    }
    rows
}

/// A date below the head of its month: the day, and whether it is sure.
fn day(date: Date) -> String {
    let Some(day) = date.day else { return String::new() };
    let about = if date.approximate { "about " } else { "" };
    let doubtful = if date.uncertain { "?" } else { "" };
    format!("{about}{day}{doubtful}")
}

fn gaps(debate: &Debate) -> Vec<ListingRow> {
    let mut rows = Vec::new();
    for kind in GapKind::ALL {
        let entries: Vec<ListingRow> =
            debate.gaps(kind).map(|index| entry(Place::Statement(index), String::new(), String::new())).collect();
        if !entries.is_empty() {
            rows.push(ListingRow::Heading(format!("{}: {}", kind.heading(), entries.len())));
            rows.extend(entries);
        }
    }
    rows
}

/// Bookmarks, then notes, in the order they were made; then those whose statement has gone.
fn marked(debate: &Debate, marks: &Marks) -> Vec<ListingRow> {
    let of = |ids: &mut dyn Iterator<Item = &String>| -> Vec<ListingRow> {
        ids.filter_map(|id| debate.statement_by_id(id))
            .map(|index| entry(Place::Statement(index), String::new(), String::new()))
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
