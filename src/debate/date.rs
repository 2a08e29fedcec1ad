//! Dates as sources give them: a year, a month or a day, sometimes about, sometimes doubtful.

use std::fmt;
use std::str::FromStr;

/// A date of the Extended Date/Time Format (ISO 8601-2, level 1): `2031`, `2031-05` or `2031-05-02`, with `~` behind it
/// for *about*, `?` for *doubtful*, `%` for both.
///
/// Dates order by when they begin: a year before its months, a month before its days; then the certain before the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, from 1; only with a month.
    pub day: Option<u8>,
    /// About then (`~`).
    pub approximate: bool,
    /// Perhaps then (`?`).
    pub uncertain: bool,
}

/// Why a word is no [`Date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form year, year-month or year-month-day.
    Form,
    /// The month is not 1 to 12.
    Month,
    /// That month of that year has no such day.
    Day,
}

impl fmt::Display for DateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Form => "expected a date such as 2031, 2031-05 or 2031-05-02, with ~ for about or ? for doubtful",
            Self::Month => "there are months 01 to 12",
            Self::Day => "that month has no such day",
        })
    }
}

impl std::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(word: &str) -> Result<Self, DateError> {
        let (digits, approximate, uncertain) = match word.char_indices().next_back() {
            Some((at, '~')) => (&word[..at], true, false),
            Some((at, '?')) => (&word[..at], false, true),
            Some((at, '%')) => (&word[..at], true, true),
            _ => (word, false, false),
        };
        let mut parts = digits.split('-');
        let year = number(parts.next(), 4)?.ok_or(DateError::Form)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        let narrow = |value: u16| u8::try_from(value).map_err(|_| DateError::Form);
        let month = month.map(narrow).transpose()?;
        let day = day.map(narrow).transpose()?;
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(DateError::Month);
        }
        if let (Some(month), Some(day)) = (month, day)
            && !(1..=days_in(year, month)).contains(&day)
        {
            return Err(DateError::Day);
        }
        Ok(Self { year, month, day, approximate, uncertain })
    }
}

fn number(part: Option<&str>, length: usize) -> Result<Option<u16>, DateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map(Some).map_err(|_| DateError::Form)
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// As in the file: `2031-05~`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(formatter, "-{part:02}")?;
        }
        formatter.write_str(match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        })
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The month of this English name, or of one that is cut off behind three letters or more: `mar` is 3.
    #[must_use]
    pub fn month_named(name: &str) -> Option<u8> {
        let name = name.to_lowercase();
        if name.len() < 3 {
            return None;
        }
        let month = MONTHS.iter().position(|month| month.to_lowercase().starts_with(&name))?;
        u8::try_from(month + 1).ok()
    }

    /// In words: `about May 2031`, `2 May 2031 (doubtful)`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
        let when = match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            (None, _) => self.year.to_string(),
        };
        let about = if self.approximate { "about " } else { "" };
        let doubtful = if self.uncertain { " (doubtful)" } else { "" };
        format!("{about}{when}{doubtful}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_as_they_stand() {
        for (word, words) in [
            ("2031", "2031"),
            ("2031-05", "May 2031"),
            ("2031-05-02", "2 May 2031"),
            ("2031-05~", "about May 2031"),
            ("2031-05-02?", "2 May 2031 (doubtful)"),
            ("2031%", "about 2031 (doubtful)"),
            ("2028-02-29", "29 February 2028"),
        ] {
            let date: Date = word.parse().expect(word);
            assert_eq!((date.to_string().as_str(), date.in_words().as_str()), (word, words));
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (word, error) in [
            ("", DateError::Form),
            ("~", DateError::Form),
            ("31", DateError::Form),
            ("2031-5", DateError::Form),
            ("2031-05-02-01", DateError::Form),
            ("2031-05-02~?", DateError::Form),
            ("May 2031", DateError::Form),
            ("+031", DateError::Form),
            ("２０３１", DateError::Form),
            ("2031-13", DateError::Month),
            ("2031-00", DateError::Month),
            ("2031-04-31", DateError::Day),
            ("2031-02-29", DateError::Day),
            ("2100-02-29", DateError::Day),
            ("2031-01-00", DateError::Day),
        ] {
            assert_eq!(word.parse::<Date>(), Err(error), "{word}");
        }
    }

    #[test]
    fn a_year_comes_before_its_months_and_a_month_before_its_days() {
        let mut words = ["2031-05-02", "2032", "2031-05", "2031", "2031-04-30", "2031-05-02?"];
        words.sort_by_key(|word| word.parse::<Date>().expect(word));
        assert_eq!(words, ["2031", "2031-04-30", "2031-05", "2031-05-02", "2031-05-02?", "2032"]);
    }
}
