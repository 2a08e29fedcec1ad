//! What is wrong with the file of a debate that has been saved, while the version before it is on the screen.

use crate::format::{Diagnostic, Report, Severity};

use super::listing::ListingRow;
use super::wording::count;

/// Why a file is no debate; at least a line of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// The errors, in the order of the file; none where it could not be read at all.
    pub errors: Vec<Diagnostic>,
    /// How many more there are.
    pub left_out: usize,
    /// Why it could not be read, where that is so; clean.
    pub unreadable: Option<String>,
}

impl Problems {
    /// The errors of a report.
    #[must_use]
    pub fn of(report: Report) -> Self {
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        let errors = report.diagnostics.into_iter().filter(is_error).collect();
        Self { errors, left_out: report.left_out, unreadable: None }
    }

    /// Of a file that could not be read, why in clean words.
    #[must_use]
    pub fn unreadable(words: String) -> Self {
        Self { unreadable: Some(words), ..Self::default() }
    }

    /// The list of them.
    #[must_use]
    pub(super) fn rows(&self) -> Vec<ListingRow> {
        let row = |(number, error): (usize, &Diagnostic)| ListingRow::Problem {
            number,
            line: error.line,
            message: error.message.clone(),
        };
        let told =
            self.unreadable.clone().or_else(|| (self.left_out > 0).then(|| format!("and {} more", self.left_out)));
        self.errors.iter().enumerate().map(row).chain(told.map(ListingRow::Heading)).collect()
    }

    /// `3 errors`, or why the file could not be read.
    #[must_use]
    pub fn sum(&self) -> String {
        match &self.unreadable {
            Some(words) => words.clone(),
            None => count(self.errors.len() + self.left_out, "error", "errors"),
        }
    }

    /// The whole of it in one line, which stands beside the name of the debate's own file.
    #[must_use]
    pub fn line(&self, name: &str) -> String {
        let file = |error: &Diagnostic| if error.file == name { String::new() } else { format!("{}, ", error.file) };
        let errors = self.errors.len() + self.left_out;
        match (&self.unreadable, self.errors.first()) {
            (Some(words), _) => words.clone(),
            (None, Some(first)) if errors > 1 => {
                format!("{}line {}: {}, and {} more", file(first), first.line, first.message, errors - 1)
            }
            (None, Some(first)) => format!("{}line {}: {}", file(first), first.line, first.message),
            (None, None) => "it is no debate".to_owned(),
        }
    }
}
