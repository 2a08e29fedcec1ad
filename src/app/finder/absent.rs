//! Debates that are meant to be searched and are not there: being read still, given up, or no debates.

use super::Finder;
use crate::app::searchable::Searched;
use crate::app::shelf::Absent;
use crate::app::wording::count;

/// Which of the debates are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Absentees {
    unread: usize,
    given_up: usize,
    /// The name of each that is refused, and why.
    refused: Vec<(String, String)>,
}

impl Absentees {
    /// Whether some are still to come.
    pub(super) fn may_come(&self) -> bool {
        self.unread > 0
    }

    /// What there is to tell of them.
    pub(super) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        match self.unread {
            0 => {}
            1 => told.push("1 debate is still being read".to_owned()),
            many => told.push(format!("{many} debates are still being read")),
        }
        match self.refused.as_slice() {
            [] => {}
            [(name, why)] => told.push(format!("{name} is not searched: {why}")),
            [(first, _), others @ ..] => {
                let others = count(others.len(), "other debate", "other debates");
                told.push(format!("{first} and {others} are not searched, as they cannot be read"));
            }
        }
        match self.given_up {
            0 => {}
            1 => told.push("1 debate is not searched, as its reading was given up".to_owned()),
            many => told.push(format!("{many} debates are not searched, as their reading was given up")),
        }
        told
    }
}

impl Finder {
    /// Looks which of the debates are not there.
    pub(in crate::app) fn look_for_absent(&mut self, searched: Searched<'_>) {
        self.absent = Absentees::default();
        for entry in self.entries.iter().filter_map(|entry| searched.shelf.entries.get(*entry)) {
            match &entry.debate {
                Ok(_) => {}
                Err(Absent::Loading(_)) => self.absent.unread += 1,
                Err(Absent::GivenUp) => self.absent.given_up += 1,
                Err(Absent::Refused(problems)) => self.absent.refused.push((entry.name.clone(), problems.sum())),
            }
        }
    }
}
