//! What helps to type a query: completion, the queries before, and what there is to tell of this one.

use std::fmt::Write as _;
use std::ops::Range;

use crate::app::excerpt::Excerpt;
use crate::app::finder::{Finder, RANKED};
use crate::app::searchable::{Readiness, Searched};
use crate::app::wording::{count, cut, width, wrap_at_most};
use crate::debate::clean_line;
use crate::search::{Candidate, Completion, Partial};

/// Columns that what is typed keeps beside a short word of what it found.
const TYPED: usize = 20;

/// Columns that it keeps beside a single number.
const TYPED_AT_LEAST: usize = 5;

/// Rows that one thing takes that is told.
const ROWS: usize = 3;

/// A completion of which one candidate stands on the line, to be replaced by the next; what was typed is among them.
#[derive(Debug, Clone)]
pub(super) struct Completing {
    completion: Completion,
    chosen: usize,
}

/// A row of what is told of the query, under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is told.
    pub words: String,
    /// The bytes of it that were typed: in order and apart.
    pub marks: Vec<Range<usize>>,
    /// Whether something is wrong.
    pub is_fault: bool,
}

/// Why nothing is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Nothing is asked for yet.
    Asked,
    /// No debate has been read yet.
    Unread,
    /// It cannot be searched yet.
    Unready,
    /// Not all of the debate has been looked at as well as it can be.
    Unranked,
    /// What is left out leaves nothing of so many.
    LeftOut(usize),
    /// The words stand nowhere together.
    Words,
    /// No statement has all that the fields ask for.
    Fields,
}

impl Nothing {
    /// In words; none where there is nothing to say.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Asked => String::new(),
            Self::Unread => "What is found appears here as soon as a debate has been read.".to_owned(),
            Self::Unready => {
                "The debate is made ready to be searched: what is found appears here in a moment.".to_owned()
            }
            Self::Unranked => "Nothing found so far; typing errors are looked for in a moment.".to_owned(),
            Self::LeftOut(1) => "Nothing found: the only hit has what is left out with -.".to_owned(),
            Self::LeftOut(hits) => format!("Nothing found: all {hits} hits have what is left out with -."),
            Self::Words => {
                "Nothing found. Every word must occur; beginnings of words count, and so do typing errors.".to_owned()
            }
            Self::Fields => "Nothing found: no statement has all that is asked for.".to_owned(),
        }
    }
}

impl Finder {
    /// Why there is no hit.
    #[must_use]
    pub fn nothing(&self) -> Nothing {
        let mut queries = self.sought.iter().map(|(_, query)| query);
        match self.readiness {
            Readiness::Unready => Nothing::Unready,
            _ if self.sought.is_empty() && self.absent.may_come() => Nothing::Unread,
            _ if queries.clone().all(crate::search::Query::is_empty) => Nothing::Asked,
            Readiness::Scanned => Nothing::Unranked,
            Readiness::Indexed if self.left_out > 0 => Nothing::LeftOut(self.left_out),
            Readiness::Indexed if queries.any(crate::search::Query::has_words) => Nothing::Words,
            Readiness::Indexed => Nothing::Fields,
        }
    }

    /// What to tell of what was found, the whole of it first and then ever shorter.
    fn forms(&self) -> Vec<String> {
        if self.is_empty() {
            return vec![String::new()];
        }
        if self.readiness == Readiness::Unready && self.ranked.is_empty() {
            return vec!["a moment".to_owned()];
        }
        if self.sought.is_empty() && self.absent.may_come() {
            return vec!["not read yet".to_owned()];
        }
        let hits = count(self.total, "hit", "hits");
        let hits = if self.is_held && self.total > 1 { format!("{} of {hits}", self.selection.row + 1) } else { hits };
        let time = self.taken.map(|taken| format!(" in {:.1} ms", taken.as_secs_f64() * 1000.0)).unwrap_or_default();
        let listed = self.total.min(RANKED);
        let mut notes = String::new();
        if listed < self.total {
            let _ = write!(notes, ", the first {listed} listed");
        }
        if self.readiness != Readiness::Indexed {
            notes += ", not ranked yet";
        }
        let by_letters = self.ranked.iter().rev().take_while(|one| one.hit.is_by_letters()).count();
        let by_letters = match by_letters {
            0 => "",
            all if all == self.total => ", by letters of a name",
            _ => ", some by letters of a name",
        };
        let grouped = match (self.grouped, self.has_headings()) {
            (true, true) => ", by question",
            (true, false) if self.total > 0 => ", not by question yet",
            _ => "",
        };
        let all = format!("{hits}{time}{grouped}{notes}{by_letters}");
        let shortest =
            if listed < self.total { format!("first {listed} of {}", self.total) } else { self.total.to_string() };
        let mut forms = Vec::new();
        forms.extend(self.showing().map(|showing| format!("{all}, {showing}")));
        forms.extend([all, format!("{hits}{time}{notes}"), format!("{hits}{notes}"), hits, shortest]);
        if listed < self.total {
            // Hits are never left out without a word.
            forms.remove(forms.len() - 2);
        }
        forms
    }

    /// What is shown in place of misspelt words.
    fn showing(&self) -> Option<String> {
        let words: Vec<String> =
            self.corrections.iter().take(3).map(|correction| format!("“{}”", correction.shown)).collect();
        (!words.is_empty()).then(|| format!("showing {}", words.join(", ")))
    }

    /// What to tell of what was found.
    #[must_use]
    pub fn told(&self) -> String {
        self.forms().swap_remove(0)
    }

    /// The same beside the line, which is so many columns wide with it: as much as has room.
    #[must_use]
    pub fn told_in(&self, columns: usize) -> String {
        let mut forms = self.forms();
        let place = self.form(&forms, columns);
        place.map_or_else(String::new, |place| forms.swap_remove(place))
    }

    fn form(&self, forms: &[String], columns: usize) -> Option<usize> {
        let (text, _) = self.typed.shown();
        let beside = |typed: usize| move |form: &String| width(form) + typed + 4 <= columns;
        let last = forms.len().checked_sub(1)?;
        let short = last.saturating_sub(1);
        forms
            .iter()
            .position(beside(width(&text)))
            .or_else(|| forms.iter().skip(short).position(beside(TYPED)).map(|place| short + place))
            .or_else(|| forms.get(last).filter(|form| beside(TYPED_AT_LEAST)(form)).map(|_| last))
    }

    /// What there is to tell under the line, in the order of weight: what it may be completed with while that is gone
    /// through, what is wrong with it, first at the cursor, which debates are not searched, what is shown in place of misspelt words if that has no room
    /// beside the line, what the value at the cursor may become, how much of it was found, what its fields were taken to
    /// mean, and what the word at the cursor may become.
    fn under_the_line(&self, columns: usize) -> Vec<Told> {
        let told = |words: &str| Told { words: clean_line(words).into_owned(), marks: Vec::new(), is_fault: false };
        let mut all = Vec::new();
        if let Some(Completing { completion, chosen }) = &self.completing {
            let (before, from) = completion.candidates.split_at(*chosen);
            all.push(self.listed(from.iter().chain(before), columns));
        }
        let cursor = self.typed.cursor();
        let mut faults: Vec<_> = self.faults.iter().collect();
        faults.sort_by_key(|fault| !(fault.range.start <= cursor && cursor <= fault.range.end));
        all.extend(faults.into_iter().map(|fault| Told { is_fault: true, ..told(&fault.words) }));
        if self.typed.overflows() {
            all.push(Told { is_fault: true, ..told("the line is full: what came last is not all there") });
        }
        all.extend(self.absent.told().iter().map(|words| told(words)));
        let forms = self.forms();
        if let Some(showing) = self.showing()
            && self.form(&forms, columns) != Some(0)
        {
            all.push(told(&showing));
        }
        let suggested = |values: bool| {
            let of_that = |completion: &&Completion| completion.is_value == values && self.completing.is_none();
            let suggested = self.suggested.as_ref().filter(of_that);
            suggested.map(|completion| self.listed(completion.candidates.iter(), columns))
        };
        all.extend(suggested(true));
        all.extend(self.partial.map(|partial| told(&Partial::in_words(partial))));
        all.extend(self.meanings.iter().map(|meaning| told(&meaning.words)));
        all.extend(suggested(false));
        all
    }

    /// The rows of what is told under the line, all there are, so many columns wide with the one they are set in by.
    #[must_use]
    pub fn told_lines(&self, columns: usize) -> Vec<Told> {
        let room = columns.saturating_sub(1);
        let mut lines = Vec::new();
        for Told { words, marks, is_fault } in self.under_the_line(columns) {
            let wrapped = wrap_at_most(&words, room, ROWS);
            let rows = Excerpt { text: words, marks }.rows(wrapped);
            lines.extend(rows.into_iter().map(|Excerpt { text: words, marks }| Told { words, marks, is_fault }));
        }
        lines
    }

    /// How many of these rows say more than what the word at the cursor may become, which takes no room from any hit.
    #[must_use]
    pub fn rows_told(&self, columns: usize) -> usize {
        let of_words = self.suggested.as_ref().is_some_and(|completion| !completion.is_value);
        let suggests = of_words && self.completing.is_none() && !self.ranked.is_empty();
        self.told_lines(columns).len() - usize::from(suggests)
    }

    /// Whether something was searched for before.
    #[must_use]
    pub fn can_recall(&self) -> bool {
        !self.queries.is_empty()
    }

    /// Takes the query before the one on the line, or the one after it, and after the last one what was typed before.
    pub(in crate::app) fn recall(&mut self, older: bool, searched: Searched<'_>) {
        let (back, typed) = match (self.recalled.take(), older) {
            (None, true) => (1, self.typed.text().to_owned()),
            (None, false) => return,
            (Some((back, typed)), true) => ((back + 1).min(self.queries.len()), typed),
            (Some((back, typed)), false) => (back - 1, typed),
        };
        let query = match self.queries.len().checked_sub(back).and_then(|place| self.queries.get(place)) {
            Some(query) => query.clone(),
            None => typed.clone(),
        };
        self.typed.clear();
        self.typed.replace(&(0..0), &query);
        self.changed(searched);
        self.recalled = (back > 0 && !self.queries.is_empty()).then_some((back, typed));
    }

    /// Completes the piece of the query at the cursor, or puts the next candidate in the place of the one before, or the
    /// one before it. What is whole at the end of the line is complete with a blank behind it, as in a shell, and only then
    /// goes on.
    pub(in crate::app) fn complete(&mut self, forward: bool, searched: Searched<'_>) {
        let begun = self.completing.take().map(|completing| (completing, false));
        let Some((completing, is_whole)) = begun.or_else(|| self.completing_from_here(searched)) else { return };
        let Completing { mut completion, chosen } = completing;
        let count = completion.candidates.len();
        let finishes = forward && is_whole && completion.range.end == self.typed.text().len();
        let step = match (finishes, forward) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => count - 1,
        };
        let chosen = (chosen + step) % count;
        let mut text = completion.candidates.get(chosen).map(|candidate| candidate.text.clone()).unwrap_or_default();
        if finishes {
            text.push(' ');
        }
        let Some(range) = self.typed.replace(&completion.range, &text) else { return };
        self.changed(searched);
        // Two are what was typed and what it means: there is nothing to go on to.
        if count > 2 || finishes {
            completion.range = range;
            self.completing = Some(Completing { completion, chosen });
        }
    }

    /// What the piece at the cursor may become, at what it is. What was typed is where it stands among the candidates, or
    /// before the first; returns whether it is one of them.
    fn completing_from_here(&self, searched: Searched<'_>) -> Option<(Completing, bool)> {
        let mut completion = self.completion(searched)?;
        let typed = self.typed.text().get(completion.range.clone()).unwrap_or_default();
        let is_typed = |candidate: &Candidate| candidate.text == typed;
        let whole = completion.candidates.iter().position(is_typed);
        let chosen = whole.unwrap_or_else(|| {
            completion.candidates.push(Candidate::typed(typed));
            completion.candidates.len() - 1
        });
        (completion.candidates.len() > 1).then_some((Completing { completion, chosen }, whole.is_some()))
    }

    fn completion(&self, searched: Searched<'_>) -> Option<Completion> {
        let mut all: Option<Completion> = None;
        for (debate, index) in self.indexed(searched) {
            let Some(completion) = index.complete(debate, self.typed.text(), self.typed.cursor()) else { continue };
            match &mut all {
                Some(all) => {
                    let known = |candidate: &Candidate| all.candidates.contains(candidate);
                    let others: Vec<Candidate> = completion.candidates.into_iter().filter(|one| !known(one)).collect();
                    all.candidates.extend(others);
                }
                None => all = Some(completion),
            }
        }
        all
    }

    /// Works out what the word or the value at the cursor may become, to be shown before anybody asks for it.
    pub(super) fn suggest(&mut self, searched: Searched<'_>) {
        self.suggested = None;
        if self.completing.is_none() {
            self.suggested = self.completion(searched);
        }
    }

    /// Whether what stands at the cursor may become something else.
    #[must_use]
    pub fn can_complete(&self) -> bool {
        self.completing.is_some() || self.suggested.is_some()
    }

    /// Candidates in a row, with what they are called: the first few beside hits, all of them where there is none.
    fn listed<'a>(&self, candidates: impl Iterator<Item = &'a Candidate>, columns: usize) -> Told {
        let (mut words, mut marks) = (String::new(), Vec::new());
        for candidate in candidates {
            if !words.is_empty() {
                words.push_str("  ");
            }
            let before = words.len();
            marks.extend(candidate.marks.iter().map(|mark| before + mark.start..before + mark.end));
            words.push_str(&clean_line(&candidate.told()));
        }
        if !self.ranked.is_empty() {
            words = cut(&words, columns.saturating_sub(1));
            let end = words.strip_suffix('…').map_or(words.len(), str::len);
            marks.retain(|mark| mark.end <= end);
        }
        Told { words, marks, is_fault: false }
    }
}
