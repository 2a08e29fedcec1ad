//! The words of a debate in order, and the ways to find one: exactly, by its beginning, by the nearest spelling.
//!
//! Sorted words make all three cheap: the words that begin alike lie side by side, and so do those that share the work
//! of comparing. The words are kept in one buffer; a word's number is its place in the order of bytes, which is the
//! order of code points.

use std::ops::Range;

/// Folded words, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Vocabulary {
    pub(super) letters: String,
    /// Where each word begins in `letters`; one more for the end.
    pub(super) starts: Vec<u32>,
}

/// The words nearest to a typed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nearest {
    /// Typing errors between.
    pub(super) distance: u8,
    /// Whether only the beginning of the words is that near.
    pub(super) beginning: bool,
    /// The words, in order.
    pub(super) words: Vec<u32>,
}

impl Vocabulary {
    /// Takes words that are sorted and different.
    pub(super) fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> Self {
        let mut letters = String::new();
        let mut starts = vec![0];
        for word in sorted {
            letters.push_str(word);
            starts.push(u32::try_from(letters.len()).unwrap_or(u32::MAX));
        }
        Self { letters, starts }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The letters of a word; none of no word.
    pub(super) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.letters.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let at = self.halved(0..self.len(), |other| other >= word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The words that a word begins with, but for itself, each with where it ends.
    pub(super) fn beginnings_of(&self, word: &str) -> impl Iterator<Item = (u32, usize)> {
        let last = self.halved(0..self.len(), |other| other >= word);
        let mut next = 0;
        word.char_indices().skip(1).filter_map(move |(end, _)| {
            let beginning = word.get(..end)?;
            next = self.halved(next..last, |other| other >= beginning);
            (next < last && self.word(next) == beginning).then_some((next, end))
        })
    }

    /// The first word from number `start` on that is `word` or stands behind it.
    pub(super) fn from(&self, start: u32, word: &str) -> u32 {
        self.first(start, |other| other >= word)
    }

    /// All words that begin with `beginning`, itself included: it comes first.
    pub(super) fn beginning_with(&self, beginning: &str) -> Range<u32> {
        let start = self.halved(0..self.len(), |other| other >= beginning);
        start..self.behind(start, beginning)
    }

    /// The first word from `start` on that does not begin with `beginning`, where those that do come first.
    pub(super) fn behind(&self, start: u32, beginning: &str) -> u32 {
        self.first(start, |word| !word.starts_with(beginning))
    }

    /// The words at the least distance from `typed`, from 1 to `errors`; the typed word itself is none of them. Whole
    /// words come before words of which only the beginning is as near; the latter count when `unfinished` errors are
    /// granted.
    ///
    /// The distance is that of optimal string alignment: letters left out, put in, replaced, and neighbours swapped,
    /// each counting one and no letter touched twice (the restricted distance of Damerau 1964; Boytsov 2011, "Indexing
    /// methods for approximate dictionary searching", section 2.1). The sorted words are walked like a trie: a word
    /// takes over the rows of the letters it shares with the one before, and a beginning whose row has no cell within
    /// reach ends the walk for all words that share it.
    pub(super) fn nearest(&self, typed: &str, errors: u8, unfinished: u8) -> Option<Nearest> {
        let typed: Vec<char> = typed.chars().collect();
        // Few spellings lie one error away and many two: look there only when the first look finds nothing.
        (1..=errors.max(unfinished)).find_map(|reach| {
            let mut walk = Walk::new(&typed, reach);
            walk.run(self, unfinished >= reach);
            let Walk { whole, begun, .. } = walk;
            let (beginning, words) = if errors >= reach && !whole.is_empty() { (false, whole) } else { (true, begun) };
            (!words.is_empty()).then_some(Nearest { distance: reach, beginning, words })
        })
    }

    /// The first word from `from` on for which `holds`, where from that word on it always holds: steps double, then
    /// halve.
    fn first(&self, from: u32, holds: impl Fn(&str) -> bool) -> u32 {
        let end = self.len();
        let mut low = from;
        let mut step = 1;
        let high = loop {
            let probe = low.saturating_add(step - 1);
            if probe >= end {
                break end;
            }
            if holds(self.word(probe)) {
                break probe;
            }
            low = probe + 1;
            step *= 2;
        };
        self.halved(low..high, holds)
    }

    /// The same among some words; where it holds of none of them, the one behind.
    fn halved(&self, among: Range<u32>, holds: impl Fn(&str) -> bool) -> u32 {
        let Range { start: mut low, end: mut high } = among;
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.word(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

/// A walk over the sorted words with the rows of the alignment table that belong to the current one's letters.
struct Walk<'a> {
    typed: &'a [char],
    reach: u8,
    /// The letters down to here, each with the end of its bytes.
    path: Vec<(char, usize)>,
    /// Row after row: the distance of the path's first n letters to every beginning of the typed word.
    rows: Vec<u8>,
    /// For every depth the least distance of a beginning of the path to the whole typed word.
    least: Vec<u8>,
    /// Words at exactly `reach`.
    whole: Vec<u32>,
    /// Words with a beginning at exactly `reach`, and none nearer.
    begun: Vec<u32>,
}

impl<'a> Walk<'a> {
    fn new(typed: &'a [char], reach: u8) -> Self {
        let rows = (0..=typed.len()).map(small).collect();
        let least = vec![small(typed.len())];
        Self { typed, reach, path: Vec::new(), rows, least, whole: Vec::new(), begun: Vec::new() }
    }

    fn run(&mut self, vocabulary: &Vocabulary, unfinished: bool) {
        let mut number = 0;
        while number < vocabulary.len() {
            let word = vocabulary.word(number);
            let shared = word.chars().zip(&self.path).take_while(|(letter, (known, _))| letter == known).count();
            self.back_to(shared);
            let mut alive = true;
            for (at, letter) in word.char_indices().skip(shared) {
                alive = self.step(letter, at + letter.len_utf8());
                if !alive {
                    break;
                }
            }
            let least = self.least.last().copied().unwrap_or(u8::MAX);
            if alive {
                if self.rows.last() == Some(&self.reach) {
                    self.whole.push(number);
                }
                if unfinished && least == self.reach {
                    self.begun.push(number);
                }
                number += 1;
            } else {
                // No word that begins like this can come nearer.
                let beginning = word.get(..self.path.last().map_or(0, |(_, end)| *end)).unwrap_or_default();
                let next = vocabulary.first(number + 1, |other| !other.starts_with(beginning));
                if unfinished && least == self.reach {
                    self.begun.extend(number..next);
                }
                number = next;
            }
        }
    }

    fn back_to(&mut self, depth: usize) {
        self.path.truncate(depth);
        self.least.truncate(depth + 1);
        self.rows.truncate((depth + 1) * (self.typed.len() + 1));
    }

    /// Adds a letter to the path; false when nothing below it is within reach.
    fn step(&mut self, letter: char, end: usize) -> bool {
        let width = self.typed.len() + 1;
        let above = self.rows.len() - width;
        let two_above = above.checked_sub(width);
        let before = self.path.last().map(|(before, _)| *before);
        let mut left = small(self.path.len() + 1);
        let mut lowest = left;
        self.rows.push(left);
        let mut typed_before = None;
        for (column, &typed) in self.typed.iter().enumerate() {
            let cell = |row: usize, column: usize| self.rows.get(row + column).copied().unwrap_or(u8::MAX);
            let replaced = cell(above, column).saturating_add(u8::from(typed != letter));
            let put_in = cell(above, column + 1).saturating_add(1);
            let left_out = left.saturating_add(1);
            let mut best = replaced.min(put_in).min(left_out);
            if let Some(two_above) = two_above
                && typed_before == Some(letter)
                && before == Some(typed)
            {
                best = best.min(cell(two_above, column - 1).saturating_add(1));
            }
            self.rows.push(best);
            lowest = lowest.min(best);
            left = best;
            typed_before = Some(typed);
        }
        let least = self.least.last().copied().unwrap_or(u8::MAX).min(left);
        self.least.push(least);
        self.path.push((letter, end));
        // A swap reaches back over a row, but costs no less than replacing its first letter costs in the row between.
        lowest <= self.reach
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
