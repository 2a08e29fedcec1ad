//! Stretches of time, as one asks for them: `2024-08..2024-09`, `2024`, `..2024-08`.

use std::fmt;
use std::str::FromStr;

use super::{Date, DateError};

/// From the beginning of one date to the end of another; without one of them it has no beginning or no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

/// Why a word is no [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodError {
    /// One of its ends is no date.
    Date(DateError),
    /// It ends before it begins.
    Backwards,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(DateError::Form) => {
                formatter.write_str("a date is such as 2031, 2031-05 or 2031-05-02; from one to another 2031..2032-05")
            }
            Self::Date(error) => error.fmt(formatter),
            Self::Backwards => formatter.write_str("it ends before it begins"),
        }
    }
}

impl std::error::Error for PeriodError {}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(word: &str) -> Result<Self, PeriodError> {
        let date = |word: &str| word.parse::<Date>().map_err(PeriodError::Date);
        let end = |word: &str| if word.is_empty() { Ok(None) } else { date(word).map(Some) };
        let (from, to) = match word.split_once("..") {
            Some(("", "")) => return Err(PeriodError::Date(DateError::Form)),
            Some((from, to)) => (end(from)?, end(to)?),
            None => {
                let date = date(word)?;
                (Some(date), Some(date))
            }
        };
        if let (Some(from), Some(to)) = (from, to)
            && first_day(from) > last_day(to)
        {
            return Err(PeriodError::Backwards);
        }
        Ok(Self { from, to })
    }
}

/// As it is typed: `2024-08..2024-09`.
impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        if self.from == self.to {
            return formatter.write_str(&end(self.from));
        }
        write!(formatter, "{}..{}", end(self.from), end(self.to))
    }
}

impl Period {
    /// Whether something of this date may have been in it: of a date that is only a year or a month, whether any of its
    /// days is.
    #[must_use]
    pub fn may_hold(self, date: Date) -> bool {
        self.from.is_none_or(|from| last_day(date) >= first_day(from))
            && self.to.is_none_or(|to| first_day(date) <= last_day(to))
    }
}

fn first_day(date: Date) -> (u16, u8, u8) {
    (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

fn last_day(date: Date) -> (u16, u8, u8) {
    (date.year, date.month.unwrap_or(12), date.day.unwrap_or(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_holds_what_may_have_been_in_it() {
        for (word, inside, outside) in [
            ("2024-08", "2024-08 2024-08-01 2024-08-31~ 2024", "2024-07-31 2024-09 2023 2025"),
            ("2024-08..2024-09", "2024-08-01 2024-09-30 2024-09 2024", "2024-07 2024-10-01 2025"),
            ("2024-08-15..", "2024-08-15 2024-08 2024 2030", "2024-08-14 2024-07 2023"),
            ("..2024-08", "1999 2024 2024-08-31", "2024-09 2025"),
            ("2024..2024-02", "2024 2024-02-29 2024-01", "2024-03 2023"),
        ] {
            let period: Period = word.parse().expect(word);
            assert_eq!(period.to_string(), word);
            for (dates, holds) in [(inside, true), (outside, false)] {
                for date in dates.split(' ') {
                    assert_eq!(period.may_hold(date.parse().expect(date)), holds, "{word} {date}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_period_says_why() {
        for (word, error) in [
            ("", PeriodError::Date(DateError::Form)),
            ("..", PeriodError::Date(DateError::Form)),
            ("2024-8", PeriodError::Date(DateError::Form)),
            ("2024...2025", PeriodError::Date(DateError::Form)),
            ("2024-13..", PeriodError::Date(DateError::Month)),
            ("2025..2024", PeriodError::Backwards),
            ("2024-09..2024-08-31", PeriodError::Backwards),
        ] {
            assert_eq!(word.parse::<Period>(), Err(error), "{word}");
        }
    }
}
