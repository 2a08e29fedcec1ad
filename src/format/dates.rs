//! What an author may have meant by a word that is no date.

use std::fmt::Write as _;

use crate::debate::Date;

/// Words that say about when.
const ABOUT: [&str; 6] = ["about", "around", "approximately", "circa", "ca", "c"];

/// Words in a date that say nothing.
const FILLERS: [&str; 13] =
    ["the", "of", "in", "st", "nd", "rd", "th", "spring", "summer", "autumn", "fall", "winter", "early"];

/// The dates that `word` may be read as, the likeliest first: none, one, or two where day and month may be either.
#[must_use]
pub fn meant(word: &str) -> Vec<Date> {
    // A time of day behind it.
    if let Some((date, _)) = word.split_once(['T', ' '])
        && let Ok(date @ Date { day: Some(_), .. }) = date.parse()
    {
        return vec![date];
    }
    let Some(pieces) = Pieces::of(word) else { return Vec::new() };
    let mut dates: Vec<Date> = Vec::new();
    for date in pieces.readings() {
        if !dates.contains(&date) {
            dates.push(date);
        }
    }
    dates
}

/// The dates of a span of time: the first and the last.
pub(super) fn span(word: &str) -> Option<(Date, Date)> {
    let date = |part: &str| match meant(part.trim()).as_slice() {
        [date] => Some(*date),
        _ => part.trim().parse().ok(),
    };
    let between = [" to ", " till ", " until ", " - ", "–", "—", "..", "/"];
    between.into_iter().find_map(|between| {
        let (first, last) = word.split_once(between)?;
        Some((date(first)?, date(last)?))
    })
}

/// A date taken apart: numbers in their order, and a month that stands there in letters.
#[derive(Default)]
struct Pieces<'w> {
    numbers: Vec<&'w str>,
    month: Option<u8>,
    approximate: bool,
    uncertain: bool,
}

impl<'w> Pieces<'w> {
    /// None where something is no part of a date.
    fn of(word: &'w str) -> Option<Self> {
        let mut pieces = Self { approximate: word.contains('~'), uncertain: word.contains('?'), ..Self::default() };
        for part in word.split(|c: char| !c.is_alphanumeric()) {
            let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = part.strip_suffix(letters).unwrap_or_default();
            if !number.is_empty() {
                pieces.numbers.push(number);
            }
            let letters = letters.to_lowercase();
            if ABOUT.contains(&letters.as_str()) {
                pieces.approximate = true;
            } else if !letters.is_empty() && !FILLERS.contains(&letters.as_str()) {
                if pieces.month.is_some() {
                    return None;
                }
                pieces.month = Some(Date::month_named(&letters)?);
            }
        }
        Some(pieces)
    }

    fn readings(&self) -> Vec<Date> {
        let is_year = |number: &str| number.len() == 4;
        let (years, others): (Vec<&str>, Vec<&str>) = self.numbers.iter().partition(|number| is_year(number));
        if let ([], [digits], None) = (years.as_slice(), others.as_slice(), self.month) {
            // All digits in a row.
            let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
            return if digits.len() == 8 { self.dates(part(0..4), &[(part(4..6), part(6..8))]) } else { Vec::new() };
        }
        let [year] = years.as_slice() else { return Vec::new() };
        let month = self.month.map(|month| month.to_string());
        match (month.as_deref(), others.as_slice()) {
            (None, []) => self.dates(year, &[("", "")]),
            (None, [month]) => self.dates(year, &[(*month, "")]),
            (Some(month), []) => self.dates(year, &[(month, "")]),
            (Some(month), [day]) => self.dates(year, &[(month, *day)]),
            (None, [one, other]) if self.numbers.first() == Some(year) => {
                // Behind a year, the month comes first, if it can.
                self.dates(year, &[(*one, *other), (*other, *one)]).into_iter().take(1).collect()
            }
            (None, [one, other]) => self.dates(year, &[(*other, *one), (*one, *other)]),
            _ => Vec::new(),
        }
    }

    /// Those of these months and days that are dates.
    fn dates(&self, year: &str, readings: &[(&str, &str)]) -> Vec<Date> {
        let date = |(month, day): &(&str, &str)| {
            let mut word = year.to_owned();
            for part in [month, day].into_iter().filter(|part| !part.is_empty()) {
                let _ = write!(word, "-{part:0>2}");
            }
            let date: Date = word.parse().ok()?;
            Some(Date { approximate: self.approximate, uncertain: self.uncertain, ..date })
        };
        readings.iter().filter_map(date).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_for_dates_is_understood() {
        for (word, expected) in [
            ("2030-13-02", "2030-02-13"),
            ("2030-2-13", "2030-02-13"),
            ("2030/03/11", "2030-03-11"),
            ("20300311", "2030-03-11"),
            ("2030-03-11T10:30", "2030-03-11"),
            ("March 2032", "2032-03"),
            ("mar. 2032", "2032-03"),
            ("11 March 2032", "2032-03-11"),
            ("11th of March, 2032", "2032-03-11"),
            ("March 3rd 2032", "2032-03-03"),
            ("11.3.2030", "2030-03-11 2030-11-03"),
            ("11/3/2030", "2030-03-11 2030-11-03"),
            ("13/3/2030", "2030-03-13"),
            ("3/13/2030", "2030-03-13"),
            ("4/4/2030", "2030-04-04"),
            ("3/2030", "2030-03"),
            ("about 2031", "2031~"),
            ("c. May 2031", "2031-05~"),
            ("May 2031?", "2031-05?"),
            ("2031-2033", ""),
            ("2031-02-30", ""),
            ("30/2/2031", ""),
            ("31/32", ""),
            ("last spring", ""),
            ("spring 2031", "2031"),
            ("early May 2031", "2031-05"),
            ("March", ""),
            ("March May 2031", ""),
            ("1 2 3 2031", ""),
            ("", ""),
        ] {
            let dates: Vec<String> = meant(word).iter().map(ToString::to_string).collect();
            assert_eq!(dates.join(" "), expected, "{word}");
        }
    }

    #[test]
    fn spans_are_known() {
        for (word, expected) in [
            ("2031-05-02 to 2031-05-04", Some("2031-05-02 2031-05-04")),
            ("2031-05-02/2031-05-04", Some("2031-05-02 2031-05-04")),
            ("2031–2033", Some("2031 2033")),
            ("May 2031 - June 2031", Some("2031-05 2031-06")),
            ("2031-05", None),
            ("12/3/2031", None),
            ("to 2031", None),
            ("", None),
        ] {
            let span = span(word).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(span.as_deref(), expected, "{word}");
        }
    }
}
