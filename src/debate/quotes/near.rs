//! The passage of a text that comes nearest to a quote, word by word, in a bounded time.

use std::collections::HashMap;
use std::ops::Range;

use indexmap::IndexMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words of a quote that the search for the nearest passage looks at.
const WORDS: usize = 64;

/// Places in the text that it looks at.
const PLACES: usize = 20_000;

/// Passages that it compares with the quote word by word.
const PASSAGES: usize = 4;

/// Different words of the text that it compares with the quote's when none of them is there as it stands.
const COMPARED: usize = 20_000;

/// The words of a text, for passages that come near.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each different word and the places where it stands.
    vocabulary: IndexMap<String, Vec<usize>>,
    /// Each place: which word, and where it stands in the folded text.
    places: Vec<(usize, Range<usize>)>,
}

impl Words {
    pub(super) fn new(folded: &str) -> Self {
        let mut words = Self::default();
        for range in words_of(folded) {
            let entry = words.vocabulary.entry(folded[range.clone()].to_lowercase());
            let word = entry.index();
            entry.or_default().push(words.places.len());
            words.places.push((word, range));
        }
        words
    }

    /// The passage of the folded text whose words are most like those of a folded part of a quote.
    pub(super) fn nearest(&self, part: &str) -> Option<Range<usize>> {
        let sought: Vec<String> = words_of(part).take(WORDS).map(|range| part[range].to_lowercase()).collect();
        let (first, last) = self.passage(&sought)?;
        Some(self.places.get(first)?.1.start..self.places.get(last)?.1.end)
    }

    /// The first and the last place of the passage that is most like the words sought.
    fn passage(&self, sought: &[String]) -> Option<(usize, usize)> {
        let hits = self.hits(sought);
        let width = sought.len() + sought.len() / 4 + 1;
        let mut best: Option<(usize, (usize, usize))> = None;
        for start in densest(&hits, width) {
            let from = start.saturating_sub(sought.len());
            let to = (start + width + sought.len()).min(self.places.len());
            if let Some((cost, passage)) = self.align(sought, from..to)
                && best.is_none_or(|(least, _)| cost < least)
            {
                best = Some((cost, passage));
            }
        }
        // Of what is less alike than a third, nothing is near; of a few words, half must be alike, and one is not enough.
        let is_near = |(cost, (first, last)): &(usize, (usize, usize))| match sought.len() {
            1 => *cost <= 1,
            few @ 2..6 => *cost <= few && first < last,
            many => cost * 3 <= many * 4,
        };
        best.filter(is_near).map(|(_, passage)| passage)
    }

    /// Places of the words sought, in order, with which one it is and how much it tells: rare words tell more.
    fn hits(&self, sought: &[String]) -> Vec<(usize, usize, u32)> {
        let mut lists: Vec<(&[usize], usize)> = Vec::new();
        for (index, word) in sought.iter().enumerate() {
            if !sought[..index].contains(word)
                && let Some(places) = self.vocabulary.get(word)
            {
                lists.push((places, index));
            }
        }
        if lists.is_empty() {
            let mut longest: Vec<(usize, &String)> = sought.iter().enumerate().collect();
            longest.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
            for (index, word) in longest.into_iter().take(PASSAGES) {
                let alike = self.vocabulary.iter().take(COMPARED).filter(|(other, _)| alike(word, other));
                lists.extend(alike.map(|(_, places)| (places.as_slice(), index)));
            }
        }
        lists.sort_by_key(|(places, _)| places.len());
        let mut hits = Vec::new();
        for (places, index) in lists {
            let weight = 1 + (self.places.len() / places.len().max(1)).max(1).ilog2();
            let room = PLACES - hits.len();
            hits.extend(places.iter().take(room).map(|place| (*place, index, weight)));
        }
        hits.sort_unstable();
        hits
    }

    /// The stretch of `places` that costs least to make the words sought of, and what it costs: 2 for a word that is
    /// missing, in excess or another, 1 for one that is nearly the same.
    fn align(&self, sought: &[String], places: Range<usize>) -> Option<(usize, (usize, usize))> {
        let words = self.places.get(places.clone())?;
        let mut nearly: HashMap<(usize, usize), bool> = HashMap::new();
        // For each length of a beginning of what is sought: the cost, and where in the text that began.
        let mut row: Vec<(usize, usize)> = (0..=sought.len()).map(|length| (length * 2, 0)).collect();
        let mut best: Option<(usize, (usize, usize))> = None;
        for (at, (word, _)) in words.iter().enumerate() {
            let text = self.vocabulary.get_index(*word)?.0;
            let mut diagonal = row[0];
            row[0] = (0, at + 1);
            for (index, wanted) in sought.iter().enumerate() {
                let same = if wanted == text {
                    0
                } else {
                    2 - usize::from(*nearly.entry((index, *word)).or_insert_with(|| alike(wanted, text)))
                };
                let replaced = (diagonal.0 + same, diagonal.1);
                let excess = (row[index + 1].0 + 2, row[index + 1].1);
                let missing = (row[index].0 + 2, row[index].1);
                diagonal = row[index + 1];
                row[index + 1] = [replaced, excess, missing].into_iter().min_by_key(|(cost, _)| *cost)?;
            }
            let (cost, start) = *row.last()?;
            if start <= at && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, (places.start + start, places.start + at)));
            }
        }
        best
    }
}

/// Where the words of a folded text stand.
fn words_of(folded: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    folded.unicode_word_indices().flat_map(|(at, word)| {
        // What stands for quotation marks may stand between two words.
        let mut start = at;
        word.split('\'').filter_map(move |word| {
            let range = start..start + word.len();
            start = range.end + 1;
            (!range.is_empty()).then_some(range)
        })
    })
}

/// Where the few windows begin that hold most of what is sought, told by `hits` in order.
fn densest(hits: &[(usize, usize, u32)], width: usize) -> Vec<usize> {
    let mut count: HashMap<usize, u32> = HashMap::new();
    let mut weight = 0;
    let mut last = 0;
    let mut windows: Vec<(u32, usize)> = Vec::new();
    for (start, index, told) in hits {
        while let Some((_, entering, adds)) = hits.get(last).filter(|(place, ..)| *place < start + width) {
            let held = count.entry(*entering).or_default();
            *held += 1;
            weight += if *held == 1 { *adds } else { 0 };
            last += 1;
        }
        match windows.last_mut() {
            // Of windows that overlap, the better one.
            Some((most, at)) if start - *at < width => {
                if weight > *most {
                    (*most, *at) = (weight, *start);
                }
            }
            _ => windows.push((weight, *start)),
        }
        if let Some(held) = count.get_mut(index) {
            *held -= 1;
            weight -= if *held == 0 { *told } else { 0 };
        }
    }
    windows.sort_by_key(|(weight, start)| (std::cmp::Reverse(*weight), *start));
    windows.into_iter().take(PASSAGES).map(|(_, start)| start).collect()
}

/// Whether two words differ by little: typing errors, an ending.
fn alike(one: &str, other: &str) -> bool {
    let lengths = [one.chars().count(), other.chars().count()];
    let allowed = lengths[0].max(lengths[1]) / 3;
    lengths[0].abs_diff(lengths[1]) <= allowed
        && lengths.iter().all(|length| *length <= WORDS)
        && strsim::osa_distance(one, other) <= allowed
}
