//! The local text of a source with the quotes of the debate found in it, and behind it a list of those that are not.

use std::ops::Range;
use std::path::PathBuf;

use crate::debate::{Debate, LocalText, Lookup, Mention, SourceIndex, Text, clean, clean_line};

use super::wording::count;

/// Quotes not found for which the nearest passage is looked for.
const PASSAGES: usize = 50;

/// Characters of such a passage that are told.
const PASSAGE: usize = 300;

/// Bytes that are searched, counted anew for each quote. What is past them is not looked up.
const SEARCHED: usize = 4 << 30;

/// What is asked for: the local text of a source, and the quotes to find in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRequest {
    /// The debate's entry of the shelf.
    pub entry: usize,
    /// The source.
    pub source: SourceIndex,
    /// The folder of the debate's file.
    pub folder: PathBuf,
    /// The path of the text in that folder.
    pub path: Text,
    /// The quotes from this source, and where in the debate each stands.
    pub quotes: Vec<(Mention, Text)>,
}

/// The quotes that a debate gives from a source.
#[must_use]
pub fn quotes(debate: &Debate, source: SourceIndex) -> Vec<(Mention, Text)> {
    let mentions = debate.resting_on(source).iter();
    mentions.filter_map(|mention| Some((*mention, debate.attribution(*mention).quote.clone()?))).collect()
}

/// A quote, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Who says it to what: the attribution that gives it.
    pub mention: Mention,
    /// Where it stands: its parts in the source's text, or where that is not so its line in the list behind it.
    pub parts: Vec<Range<usize>>,
    /// Whether it stands in the source's text.
    pub is_found: bool,
}

/// A text with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedText {
    text: String,
    end: usize,
    quotes: Vec<Quote>,
    /// The parts of all quotes by where they begin, each with its quote and how far any part up to it reaches.
    parts: Vec<(Range<usize>, usize, usize)>,
}

impl QuotedText {
    /// Finds the quotes in a text as it was read; both are cleaned. Takes time in proportion to the text, once for each
    /// quote.
    #[must_use]
    pub fn new(raw: &str, quotes: &[(Mention, Text)]) -> Self {
        let cleaned = clean(raw);
        let text = cleaned.trim_end();
        let local = LocalText::new(text);
        let mut found: Vec<Quote> = Vec::new();
        let mut missing: Vec<(Mention, String)> = Vec::new();
        let mut searched = 0_usize;
        for (mention, quote) in quotes {
            searched = searched.saturating_add(text.len());
            let why = if searched > SEARCHED {
                Some("  not looked for: there is more to search than is searched in one go".to_owned())
            } else {
                match local.look_up(quote, missing.len() < PASSAGES) {
                    Lookup::Found(parts) if parts.is_empty() => Some("  it leaves everything out".to_owned()),
                    Lookup::Found(parts) => {
                        found.push(Quote { mention: *mention, parts, is_found: true });
                        continue;
                    }
                    Lookup::Displaced => Some("  all its parts stand here, but in another order".to_owned()),
                    Lookup::Missing(nearest) => nearest.map(|range| nearest_passage(text, range)),
                }
            };
            let quote = clean_line(quote);
            missing.push((*mention, why.map_or_else(|| format!("“{quote}”"), |why| format!("“{quote}”\n{why}"))));
        }
        found.sort_by_key(|quote| (quote.parts[0].start, quote.mention.statement, quote.mention.attribution));
        let end = text.len();
        let mut whole = cleaned.into_owned();
        whole.truncate(end);
        if !missing.is_empty() {
            whole.push_str("\n\n");
            whole.push_str(&not_found(missing.len()));
            whole.push('\n');
        }
        for (mention, told) in missing {
            whole.push('\n');
            let start = whole.len();
            let line = told.find('\n').unwrap_or(told.len());
            whole.push_str(&told);
            found.push(Quote { mention, parts: std::iter::once(start..start + line).collect(), is_found: false });
        }
        let mut parts: Vec<_> = found
            .iter()
            .enumerate()
            .flat_map(|(quote, of)| of.parts.iter().map(move |part| (part.clone(), quote, part.end)))
            .collect();
        parts.sort_by_key(|(part, quote, _)| (part.start, *quote));
        let mut reach = 0;
        for (part, _, reaches) in &mut parts {
            reach = reach.max(part.end);
            *reaches = reach;
        }
        Self { text: whole, end, quotes: found, parts }
    }

    /// The text, and behind it the list of quotes not found in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the source's own text ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end
    }

    /// The quotes: those found in the order in which they stand, then the others.
    #[must_use]
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// How many quotes are not found in the text.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.quotes.len() - self.quotes.partition_point(|quote| quote.is_found)
    }

    /// The parts of quotes that touch a range of the text, and which quote each is of, the last one first.
    pub fn parts_in(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        let (start, end) = (range.start, range.end);
        let before_end = self.parts.partition_point(|(part, ..)| part.start < end);
        let near = self.parts[..before_end].iter().rev().take_while(move |(_, _, reach)| *reach > start);
        near.filter(move |(part, ..)| part.end > start).map(|(part, quote, _)| (part.clone(), *quote))
    }
}

/// `2 quotes are not found in this text`.
#[must_use]
pub fn not_found(number: usize) -> String {
    format!("{} not found in this text", count(number, "quote is", "quotes are"))
}

fn nearest_passage(text: &str, range: Range<usize>) -> String {
    let passage = clean_line(text.get(range).unwrap_or_default()).split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = passage.char_indices().nth(PASSAGE).map_or(passage.len(), |(end, _)| end);
    let more = if cut < passage.len() { "…" } else { "" };
    format!("  nearest to it: “{}{more}”", &passage[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::StatementIndex;
    use rustix::time::{ClockId, clock_gettime};

    fn quoted(text: &str, quotes: &[&str]) -> QuotedText {
        let mention = |place| Mention { statement: StatementIndex::new(place), attribution: 0 };
        let quotes: Vec<_> =
            quotes.iter().enumerate().map(|(place, quote)| (mention(place), Text::new(quote))).collect();
        QuotedText::new(text, &quotes)
    }

    #[test]
    fn quotes_stand_in_the_order_of_the_text_and_the_missing_behind_it() {
        let text = quoted(
            "One two three.\r\nFour\u{1b} five, six seven.\n\n",
            &["six … seven", "seven … two", "for fife six", "planes", "three"],
        );
        let shown: Vec<(usize, bool, Vec<&str>)> = text
            .quotes()
            .iter()
            .map(|quote| {
                let parts = quote.parts.iter().map(|part| &text.text()[part.clone()]).collect();
                (quote.mention.statement.place(), quote.is_found, parts)
            })
            .collect();
        assert_eq!(
            shown,
            [
                (4, true, vec!["three"]),
                (0, true, vec!["six", "seven"]),
                (1, false, vec!["“seven … two”"]),
                (2, false, vec!["“for fife six”"]),
                (3, false, vec!["“planes”"]),
            ]
        );
        assert_eq!(&text.text()[..text.end()], "One two three.\nFour␛ five, six seven.");
        assert_eq!(text.missing(), 3);
        assert!(text.text()[text.end()..].starts_with("\n\n3 quotes are not found in this text\n\n“seven … two”\n"));
    }

    #[test]
    fn the_parts_that_touch_a_range_are_found() {
        let text = quoted("a b c d e f g h i j", &["a b c d e f g h", "b", "d e", "j"]);
        for (range, expected) in [
            (0..1, vec![0]),
            (2..3, vec![1, 0]),
            (4..6, vec![0]),
            (6..9, vec![2, 0]),
            (16..17, vec![]),
            (16..19, vec![3]),
        ] {
            let found: Vec<usize> =
                text.parts_in(&range).map(|(_, quote)| text.quotes()[quote].mention.statement.place()).collect();
            assert_eq!(found, expected, "{range:?}");
        }
    }

    #[test]
    fn a_large_text_is_ready_soon() {
        let text = "So it was said by many, and so it was written.\n".repeat((8 << 20) / 47);
        let quotes: Vec<String> =
            (0..100).map(|place| format!("and so it was {}", ["written", "red", "said"][place % 3])).collect();
        let quotes: Vec<&str> = quotes.iter().map(String::as_str).collect();
        let began = clock_gettime(ClockId::ThreadCPUTime);
        assert_eq!(quoted(&text, &quotes).missing(), 66);
        let took = clock_gettime(ClockId::ThreadCPUTime) - began;
        assert!(took.tv_sec < 30, "{took:?}");
    }
}
