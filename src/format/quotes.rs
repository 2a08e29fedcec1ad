//! Looks the quotes of a debate up in the local texts of its sources.

use std::path::Path;

use super::{limits, local};
use crate::debate::{Debate, LocalText, Lookup, SourceIndex, StatementIndex, clean, clean_line};

/// A quote whose source has a local text, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The statement it is given for.
    pub statement: StatementIndex,
    /// By which of its attributions.
    pub attribution: usize,
    /// Where it stands in the YAML; none where the debate was not read from YAML.
    pub place: Option<QuotePlace>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Where a quote begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotePlace {
    /// The file, safe to show.
    pub file: String,
    /// The line of the file, from 1.
    pub line: usize,
    /// The column there, from 1, in characters.
    pub column: usize,
}

/// What became of a quote that was to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands in the local text.
    Found {
        /// The line of the text, from 1; none for a quote that is nothing but an ellipsis.
        line: Option<usize>,
    },
    /// All its parts do, but they do not follow each other.
    Displaced,
    /// It does not; the nearest passage there, if anything is near and it was looked for.
    Missing(Option<Passage>),
    /// It could not be looked up, and why not.
    Unsearched(String),
}

impl Outcome {
    /// Whether it was looked up and does not stand in the text.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Displaced)
    }
}

/// A passage of a local text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The line of the text where it begins, from 1.
    pub line: usize,
    /// Its words on one line, safe to show; cut where they are many.
    pub text: String,
}

/// Looks all of them up that have a local text in `folder`, in the order of the debate, without their places. Each text is
/// read once and let go before the next.
#[must_use]
pub fn look_up_quotes(debate: &Debate, folder: &Path) -> Vec<Quoted> {
    let mut run = Run { bytes: limits::SEARCHED, passages: limits::PASSAGES };
    let mut all = Vec::new();
    for (place, source) in debate.sources().iter().enumerate() {
        if let Some(path) = &source.text {
            run.source(debate, SourceIndex::new(place), path, folder, &mut all);
        }
    }
    all.sort_by_key(|quoted: &Quoted| (quoted.statement, quoted.attribution));
    all
}

/// What may still be done.
struct Run {
    bytes: u64,
    passages: usize,
}

impl Run {
    fn source(&mut self, debate: &Debate, source: SourceIndex, path: &str, folder: &Path, all: &mut Vec<Quoted>) {
        let mentions = debate.resting_on(source).iter();
        let quotes: Vec<_> =
            mentions.filter_map(|mention| Some((*mention, debate.attribution(*mention).quote.as_ref()?))).collect();
        if quotes.is_empty() {
            return;
        }
        // Reading and folding a text is as much work as searching it several times.
        let read = local::read(path, folder).and_then(|raw| self.spend(raw.len().saturating_mul(8)).map(|()| raw));
        let raw = read.as_ref().map(String::as_str).unwrap_or_default();
        let text = clean(raw);
        let text = LocalText::new(&text);
        let breaks: Vec<usize> =
            text.text().bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        let line = |at: usize| breaks.partition_point(|newline| *newline < at) + 1;
        for (mention, quote) in quotes {
            let ready = read.as_ref().map_err(Clone::clone).and_then(|_| self.spend(text.text().len() + quote.len()));
            let outcome = match ready {
                Err(why) => Outcome::Unsearched(why),
                Ok(()) => match text.look_up(quote, self.passages > 0) {
                    Lookup::Found(parts) => Outcome::Found { line: parts.first().map(|part| line(part.start)) },
                    Lookup::Displaced => Outcome::Displaced,
                    Lookup::Missing(nearest) => {
                        self.passages = self.passages.saturating_sub(1);
                        let passage = |range: std::ops::Range<usize>| Passage {
                            line: line(range.start),
                            text: shortened(text.text().get(range).unwrap_or_default()),
                        };
                        Outcome::Missing(nearest.map(passage))
                    }
                },
            };
            let attribution = mention.attribution as usize;
            all.push(Quoted { statement: mention.statement, attribution, place: None, outcome });
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), String> {
        match self.bytes.checked_sub(bytes as u64) {
            Some(rest) => {
                self.bytes = rest;
                Ok(())
            }
            None => Err("there is more text than is searched in one run".to_owned()),
        }
    }
}

fn shortened(passage: &str) -> String {
    let line = clean_line(passage).split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(limits::PASSAGE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
