//! A date that is typed as people write it: `24 August 2024`.
//!
//! The words of it stand in few texts. What was said or happened then is asked for with a field, and that is told.

use std::ops::Range;

use crate::debate::Date;
use crate::format::dates;

/// The most words of a date that are looked at together.
const WORDS: usize = 4;

/// Words of what was typed that are looked at.
const LOOKED_AT: usize = 64;

/// The first date in what was typed that has at least a month: where it stands, and the date.
pub(super) fn date_in(typed: &str) -> Option<(Range<usize>, Date)> {
    let words: Vec<Range<usize>> = typed
        .split_whitespace()
        .take(LOOKED_AT)
        .map(|word| {
            let start = word.as_ptr().addr() - typed.as_ptr().addr();
            start..start + word.len()
        })
        .collect();
    (0..words.len()).find_map(|first| {
        let longest = WORDS.min(words.len() - first);
        (1..=longest).rev().find_map(|count| {
            let range = words[first].start..words[first + count - 1].end;
            date(typed.get(range.clone())?).map(|date| (range, date))
        })
    })
}

/// The one date that words mean, if they name a month and a year, and begin and end with what belongs to it.
fn date(words: &str) -> Option<Date> {
    let is_part = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || Date::month_named(word).is_some();
    let mut all = words.split_whitespace();
    let last = all.clone().next_back()?;
    if words.contains([':', '"']) || !is_part(all.next()?) || !is_part(last) {
        return None;
    }
    match dates::meant(words).as_slice() {
        [date] if date.month.is_some() => Some(Date { approximate: false, uncertain: false, ..*date }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_among_other_words() {
        for (typed, expected) in [
            ("24 August 2024", Some(("24 August 2024", "2024-08-24"))),
            ("what happened on 24 August 2024?", Some(("24 August 2024?", "2024-08-24"))),
            ("arrest aug 2024 paris", Some(("aug 2024", "2024-08"))),
            ("the 3rd of March 2026", Some(("3rd of March 2026", "2026-03-03"))),
            ("arrested 2024-08-24", Some(("2024-08-24", "2024-08-24"))),
            ("August 24, 2024", Some(("August 24, 2024", "2024-08-24"))),
            // Day and month, or month and day: nobody knows.
            ("3/4/2024", None),
            ("2024", None),
            ("may 24 people", None),
            ("in 2024 may", Some(("2024 may", "2024-05"))),
            ("date:2024-08-24", None),
            ("\"24 August 2024\"", None),
            ("31 February 2024", Some(("February 2024", "2024-02"))),
            ("", None),
        ] {
            let found = date_in(typed).map(|(range, date)| (typed[range].to_owned(), date.to_string()));
            assert_eq!(found, expected.map(|(words, date)| (words.to_owned(), date.to_owned())), "{typed}");
        }
    }
}
