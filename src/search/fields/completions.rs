//! What a value of a field may become while it is typed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Name, called, title};
use crate::debate::wording::cut;
use crate::debate::{Date, Debate, Period};
use crate::search::Index;
use crate::search::completion::{Candidate, quoted};
use crate::search::entry::{Entry, each_own};
use crate::search::letters::Letters;

/// Names of which letters are compared.
const COMPARED: usize = 5_000;

/// Fewer letters in order are in too many names.
const LETTERS: usize = 2;

/// Dates that are looked at to complete one.
const DATES: usize = 20_000;

/// Where too many begin so, so many times more than are offered are looked at for those that come first.
const SOME: usize = 4;

/// Columns of a statement's wording beside its id.
const WORDING: usize = 40;

impl Name {
    /// The values that begin with what was typed, then those that have words which do, then those that have its letters in
    /// order; as they are typed whole, at most `most`.
    pub(in crate::search) fn completions(
        self,
        index: &Index,
        debate: &Debate,
        value: &str,
        most: usize,
    ) -> Vec<Candidate> {
        let values = self.values();
        let lower = value.to_lowercase();
        let letters = Letters::of(&lower);
        let candidate = |text: String| Candidate::with_letters(text, None, &letters);
        if self == Self::Date {
            return dates(debate, value).into_iter().rev().take(most).map(candidate).collect();
        }
        if !values.is_empty() {
            let begins = |word: &&str| word.starts_with(&lower);
            let (begun, others): (Vec<&str>, Vec<&str>) = values.into_iter().map(|(word, _)| word).partition(begins);
            let has_letters = |word: &&str| letters.count() >= LETTERS && letters.fit(word).is_some();
            let words = begun.into_iter().chain(others.into_iter().filter(has_letters));
            return words.map(|word| candidate(word.to_owned())).collect();
        }
        let mut entries: Vec<Entry> = if lower.is_empty() {
            self.all_named(index, debate).take(most).collect()
        } else {
            let begun = self.begun(index, debate, value);
            let mut entries = begun.unwrap_or_else(|| self.some_begun(index, debate, value, most * SOME));
            // An id that has been typed whole may still be the beginning of another one.
            entries.sort_by_cached_key(|entry| !called(debate, *entry).to_lowercase().starts_with(&lower));
            entries
        };
        if letters.count() >= LETTERS && entries.len() < most {
            entries.extend(self.with_letters(index, debate, &letters));
        }
        let mut seen = std::collections::HashSet::new();
        entries.retain(|entry| seen.len() < most && seen.insert(*entry));
        let candidate = |entry| {
            let name = match entry {
                Entry::Statement(statement) => cut(debate.statement(statement).wording(), WORDING),
                _ => title(debate, entry).to_owned(),
            };
            let id = &*called(debate, entry);
            let name = (name != id).then_some(name);
            // What a statement says is no name of it.
            let is_statement = matches!(entry, Entry::Statement(_));
            let letters = if is_statement && letters.fit(id).is_none() { &Letters::of("") } else { &letters };
            Candidate::with_letters(quoted(id), name, letters)
        };
        entries.into_iter().map(candidate).collect()
    }

    /// What it can name that has letters in order in an id, a name or a title, the best first.
    fn with_letters(self, index: &Index, debate: &Debate, letters: &Letters) -> Vec<Entry> {
        let entries = self.named_entries(index);
        let signatures = index.signatures.get(entries.start as usize..entries.end as usize).unwrap_or_default();
        let may_have = entries.zip(signatures).filter(|(_, names)| letters.may_be_in(**names)).map(|(entry, _)| entry);
        let fitting = |number: u32| {
            let entry = index.entries.entry(number);
            let mut best = None;
            if self.term(debate, entry).is_some() {
                let points = |text: &str| letters.fit(text).map(|(points, _)| points);
                if let Entry::Statement(_) = entry {
                    // Its id is all that it is called by.
                    best = points(&called(debate, entry));
                } else {
                    each_own(debate, entry, |piece| {
                        if self.is_named_by(debate, entry, piece.field) {
                            best = best.max(points(piece.text));
                        }
                    });
                }
            }
            Some((Reverse(best?), number))
        };
        let mut fitting: Vec<(Reverse<i64>, u32)> = may_have.take(COMPARED).filter_map(fitting).collect();
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, number)| index.entries.entry(number)).collect()
    }
}

/// Whether more that is typed may make a date of this, or two.
pub(in crate::search) fn may_become_date(value: &str) -> bool {
    const DATES: [&str; 3] = ["2001-11-11", "9999-11-11", "9999-12-30"];
    let last = value.rsplit_once("..").map_or(value, |(_, last)| last);
    let is_date = |whole: &str| whole.parse::<Period>().is_ok();
    let goes_on = |date: &str| {
        let ends = ["2001", "2001-11", "2001-11-11"].map(str::len);
        ends.iter().filter_map(|end| date.get(last.len()..*end)).any(|rest| is_date(&format!("{value}{rest}")))
    };
    value.strip_suffix('.').is_some_and(is_date) || DATES.into_iter().any(goes_on)
}

/// The years of what is dated in a debate that begin with what was typed; once that is a year its months, and of a month
/// its days.
fn dates(debate: &Debate, typed: &str) -> BTreeSet<String> {
    let of_sources = debate.sources().iter().filter_map(|source| source.date);
    let all = of_sources.chain(debate.events().iter().filter_map(|event| event.date)).take(DATES);
    let as_exact_as_typed = |date: Date| match (typed.len(), date.month, date.day) {
        (0..4, ..) => Some(format!("{:04}", date.year)),
        (4..7, Some(month), _) => Some(format!("{:04}-{month:02}", date.year)),
        (7.., Some(month), Some(day)) => Some(format!("{:04}-{month:02}-{day:02}", date.year)),
        _ => None,
    };
    all.filter_map(as_exact_as_typed).filter(|date| date.starts_with(typed)).collect()
}
