//! What helps to type a query: completion, the queries before, and what there is to tell of this one.

use crate::app::finder::Finder;
use crate::app::searchable::Searched;
use crate::debate::clean_line;
use crate::search::{Completion, Partial};

/// A completion of which one candidate stands on the line, to be replaced by the next.
#[derive(Debug, Clone)]
pub(super) struct Completing {
    completion: Completion,
    chosen: usize,
}

/// What is told of the query, under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is told.
    pub words: String,
    /// Whether something is wrong.
    pub is_fault: bool,
}

impl Finder {
    /// What there is to tell under the line: what it may be completed with, else what is wrong with it, else how much of it
    /// was found and what its fields were taken to mean.
    #[must_use]
    pub fn under_the_line(&self) -> Option<Told> {
        if let Some(Completing { completion, chosen }) = &self.completing {
            let (before, from) = completion.candidates.split_at(*chosen);
            let candidates: Vec<&str> = from.iter().chain(before).map(String::as_str).collect();
            return Some(Told { words: clean_line(&candidates.join("  ")).into_owned(), is_fault: false });
        }
        if let Some(fault) = self.faults.first() {
            return Some(Told { words: clean_line(&fault.words).into_owned(), is_fault: true });
        }
        let meanings = self.meanings.iter().map(|meaning| meaning.words.to_string());
        let told: Vec<String> = self.partial.map(Partial::in_words).into_iter().chain(meanings).collect();
        (!told.is_empty()).then(|| Told { words: clean_line(&told.join("; ")).into_owned(), is_fault: false })
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

    /// Completes the piece of the query at the cursor, or puts the next candidate in the place of the one before.
    /// Returns whether there is one.
    pub(in crate::app) fn complete(&mut self, searched: Searched<'_>) -> bool {
        let completing = match self.completing.take() {
            Some(Completing { completion, chosen }) => {
                let chosen = (chosen + 1) % completion.candidates.len();
                Some(Completing { completion, chosen })
            }
            None => self.completion(searched).map(|completion| Completing { completion, chosen: 0 }),
        };
        let Some(Completing { mut completion, chosen }) = completing else { return false };
        let candidate = completion.candidates.get(chosen).cloned().unwrap_or_default();
        let Some(range) = self.typed.replace(&completion.range, &candidate) else { return false };
        self.changed(searched);
        if completion.candidates.len() > 1 {
            completion.range = range;
            self.completing = Some(Completing { completion, chosen });
        }
        true
    }

    fn completion(&self, searched: Searched<'_>) -> Option<Completion> {
        let mut all: Option<Completion> = None;
        for (debate, index) in self.indexed(searched) {
            let Some(completion) = index.complete(debate, self.typed.text(), self.typed.cursor()) else { continue };
            match &mut all {
                Some(all) => {
                    let known = |candidate: &String| all.candidates.contains(candidate);
                    let others: Vec<String> = completion.candidates.into_iter().filter(|one| !known(one)).collect();
                    all.candidates.extend(others);
                }
                None => all = Some(completion),
            }
        }
        all
    }
}
