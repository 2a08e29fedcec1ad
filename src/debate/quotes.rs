//! Whether a quote stands in a text, and where; and if not, what there comes nearest to it.
//!
//! A quote must stand there letter by letter. What typesetting changes does not matter: the kind and amount of white
//! space, of quotation marks and of dashes, white space beside either, and whether an accent is part of its letter or a
//! character of its own. An ellipsis in the quote (`…`, `...`, either in brackets) stands for anything left out: the
//! parts around it must follow each other in the text.
//!
//! Looking a quote up takes time in proportion to the text, finding the nearest passage a bounded time.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use indexmap::IndexMap;
use memchr::memmem;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// Invisible characters that only tell where a line may break, as they stand in cleaned text.
const BREAKS: [&str; 4] = ["⟨U+00AD⟩", "⟨U+200B⟩", "⟨U+2060⟩", "⟨U+FEFF⟩"];

/// Words of a quote that the search for the nearest passage looks at.
const WORDS: usize = 64;

/// Places in the text that it looks at.
const PLACES: usize = 20_000;

/// Passages that it compares with the quote word by word.
const PASSAGES: usize = 4;

/// Different words of the text that it compares with the quote's when none of them is there as it stands.
const COMPARED: usize = 20_000;

/// A text to look quotes up in. It should be clean, as quotes are.
#[derive(Debug)]
pub struct LocalText<'t> {
    text: &'t str,
    folded: Folded,
    words: OnceLock<Words>,
}

/// What became of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It stands in the text: each of its parts here. No part for a quote that says nothing.
    Found(Vec<Range<usize>>),
    /// All its parts stand in the text, but do not follow each other.
    Displaced,
    /// It does not; the nearest passage, if anything is near.
    Missing(Option<Range<usize>>),
}

impl<'t> LocalText<'t> {
    /// Prepares a text, in time proportional to it.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, folded: Folded::new(text), words: OnceLock::new() }
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Looks a quote up. With `near` the nearest passage is looked for where the quote is missing.
    #[must_use]
    pub fn look_up(&self, quote: &str, near: bool) -> Lookup {
        let mut found = Vec::new();
        let mut from = 0;
        let mut displaced = false;
        for part in parts(quote) {
            let part = Folded::new(part).text;
            if part.is_empty() {
                continue;
            }
            let seek = memmem::Finder::new(&part);
            let folded = self.folded.text.as_bytes();
            // A match of whole UTF-8 begins and ends between characters.
            if let Some(at) = seek.find(&folded[from..]) {
                let start = from + at;
                from = start + part.len();
                found.push(self.folded.source(start..from));
            } else if seek.find(folded.get(..from + part.len()).unwrap_or(folded)).is_some() {
                displaced = true;
            } else {
                return Lookup::Missing(if near { self.nearest(&part) } else { None });
            }
        }
        if displaced { Lookup::Displaced } else { Lookup::Found(found) }
    }

    /// The passage whose words are most like those of a folded part of a quote.
    fn nearest(&self, part: &str) -> Option<Range<usize>> {
        let words = self.words.get_or_init(|| Words::new(&self.folded.text));
        let sought: Vec<String> = words_of(part).take(WORDS).map(|range| part[range].to_lowercase()).collect();
        let (first, last) = words.nearest(&sought)?;
        let start = words.places.get(first)?.1.start;
        let end = words.places.get(last)?.1.end;
        Some(self.folded.source(start..end))
    }
}

/// A text as it is compared, and where in the text each piece of it comes from.
#[derive(Debug)]
struct Folded {
    text: String,
    runs: Vec<Run>,
}

/// A stretch of the folded text.
#[derive(Debug)]
struct Run {
    folded: usize,
    source: Range<usize>,
    /// The same bytes, one for one.
    verbatim: bool,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), runs: Vec::new() };
        let mut blank: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let start = at;
            if let Some(name) = BREAKS.into_iter().find(|name| c == '⟨' && rest.starts_with(name)) {
                at += name.len();
                continue;
            }
            at += c.len_utf8();
            if c.is_whitespace() {
                blank = Some(blank.map_or(start, |blank| blank.start)..at);
                continue;
            }
            let mark = mark(c);
            let before = folded.text.chars().next_back();
            if let Some(blank) = blank.take()
                && mark.is_none()
                && before.is_some_and(|before| !(matches!(before, '-' | '\'') || unspaced(before) && unspaced(c)))
            {
                folded.push(text, " ", blank);
            }
            if let Some(mark) = mark {
                if before != Some(mark) {
                    folded.push(text, mark.encode_utf8(&mut [0; 4]), start..at);
                }
                continue;
            }
            // A letter with the accents behind it.
            let next_is_ascii = text.as_bytes().get(at).is_none_or(u8::is_ascii);
            let marks = if next_is_ascii {
                0
            } else {
                text[at..].chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum()
            };
            at += marks;
            if c.is_ascii() && marks == 0 {
                folded.push(text, &text[start..at], start..at);
            } else {
                let composed: String = text[start..at].nfc().collect();
                folded.push(text, &composed, start..at);
            }
        }
        folded
    }

    fn push(&mut self, text: &str, piece: &str, source: Range<usize>) {
        let verbatim = text.get(source.clone()) == Some(piece);
        let folded = self.text.len();
        self.text.push_str(piece);
        match self.runs.last_mut() {
            Some(last) if verbatim && last.verbatim && last.source.end == source.start => last.source.end = source.end,
            _ => self.runs.push(Run { folded, source, verbatim }),
        }
    }

    /// Where a range of the folded text, not empty, stands in the text.
    fn source(&self, range: Range<usize>) -> Range<usize> {
        let run = |at: usize| self.runs.get(self.runs.partition_point(|run| run.folded <= at).saturating_sub(1));
        let start = run(range.start).map_or(0, |run| {
            let into = if run.verbatim { range.start - run.folded } else { 0 };
            run.source.start + into
        });
        let end = run(range.end.saturating_sub(1)).map_or(start, |run| {
            if run.verbatim { run.source.start + (range.end - run.folded) } else { run.source.end }
        });
        start..end
    }
}

/// What stands for all quotation marks and apostrophes, and for all dashes and hyphens.
fn mark(c: char) -> Option<char> {
    match c {
        '"'
        | '\''
        | '`'
        | '´'
        | '«'
        | '»'
        | '\u{2018}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}'
        | '‹'
        | '›'
        | 'ʼ'
        | '「'..='』'
        | '〝'..='〟'
        | '＂'
        | '＇' => Some('\''),
        '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => Some('-'),
        _ => None,
    }
}

/// Scripts that write no blanks, so that a line may break between any two characters.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff65}')
}

/// The parts of a quote between its ellipses.
fn parts(quote: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = quote[at..].chars().next() {
        if let Some(length) = gap(&quote[at..]) {
            parts.push(&quote[start..at]);
            at += length;
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    parts.push(&quote[start..]);
    parts
}

/// The length of the ellipsis that a text begins with, the brackets around it included.
fn gap(text: &str) -> Option<usize> {
    let dots = |text: &str| {
        let dots = text.bytes().take_while(|byte| *byte == b'.').count();
        if text.starts_with('…') { Some('…'.len_utf8()) } else { (dots >= 3).then_some(dots) }
    };
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return dots(text),
    };
    let inside = text[1..].trim_start();
    let behind = inside.get(dots(inside)?..)?.trim_start();
    behind.starts_with(close).then(|| text.len() - behind.len() + 1)
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

/// The words of a text, for passages that come near.
#[derive(Debug, Default)]
struct Words {
    /// Each different word and the places where it stands.
    vocabulary: IndexMap<String, Vec<usize>>,
    /// Each place: which word, and where it stands in the folded text.
    places: Vec<(usize, Range<usize>)>,
}

impl Words {
    fn new(folded: &str) -> Self {
        let mut words = Self::default();
        for range in words_of(folded) {
            let entry = words.vocabulary.entry(folded[range.clone()].to_lowercase());
            let word = entry.index();
            entry.or_default().push(words.places.len());
            words.places.push((word, range));
        }
        words
    }

    /// The first and the last place of the passage that is most like the words sought.
    fn nearest(&self, sought: &[String]) -> Option<(usize, usize)> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rustix::time::{ClockId, clock_gettime};

    const TEXT: &str = "They are, she said,\na   bargain. But few people – he said – “use\u{a0}them”,\nand \
                        l'été n’est pas fini. A cafe\u{301} for the co\u{2060}-op. […] The end... of it";

    fn shown(text: &str, lookup: Lookup) -> String {
        match lookup {
            Lookup::Found(ranges) => {
                let parts: Vec<String> = ranges.into_iter().map(|range| text[range].replace('\n', " ")).collect();
                format!("found: {}", parts.join(" | "))
            }
            Lookup::Displaced => "displaced".to_owned(),
            Lookup::Missing(None) => "missing".to_owned(),
            Lookup::Missing(Some(range)) => format!("near: {}", text[range].replace('\n', " ")),
        }
    }

    #[test]
    fn quotes_are_found_however_they_are_typeset() {
        let clean = crate::debate::clean(TEXT);
        let text = LocalText::new(&clean);
        for (quote, expected) in [
            ("a bargain", "found: a   bargain"),
            ("said, a bargain.", "found: said, a   bargain."),
            ("few people - he said - use them", "near: few people – he said – “use\u{a0}them"),
            ("few people--he said--'use them'", "found: few people – he said – “use\u{a0}them”"),
            ("« use them »,", "found: “use\u{a0}them”,"),
            ("L'été", "near: l'été"),
            ("l’été n'est", "found: l'été n’est"),
            ("l'e\u{301}te\u{301}", "found: l'été"),
            ("A café", "found: A cafe\u{301}"),
            ("A cafe", "near: A cafe\u{301}"),
            ("the co-op", "found: the co⟨U+2060⟩-op"),
            ("the co⟨U+00AD⟩-op", "found: the co⟨U+2060⟩-op"),
            ("They … bargain", "found: They | bargain"),
            ("They […] few [...] The end", "found: They | few | The end"),
            ("They ( … ) few", "found: They | few"),
            ("The end… of it", "found: The end | of it"),
            ("[…] The end", "found: The end"),
            ("few … They", "displaced"),
            ("few people … were there", "missing"),
            ("bargian", "near: bargain"),
            ("nothing of the kind whatever", "missing"),
            ("…", "found: "),
            ("", "found: "),
        ] {
            assert_eq!(shown(&clean, text.look_up(quote, true)), expected, "{quote:?}");
        }
        assert_eq!(text.look_up("bargian", false), Lookup::Missing(None));
    }

    #[test]
    fn the_nearest_passage_is_the_one_with_most_words_in_order() {
        let text = "Trains are slow. The night trains of the north are late and empty, in winter above all. \
                    In the north winter is long, and all are late. Empty words. 討論 很 長 的 夜車";
        let found = LocalText::new(text);
        for (quote, expected) in [
            (
                "the night train of the north is late and empty",
                "near: The night trains of the north are late and empty",
            ),
            ("in the north the winter is long", "near: In the north winter is long"),
            ("very late and emptty", "near: are late and empty"),
            ("很長的夜火車", "near: 很 長 的 夜車"),
            ("planes fly over mountains", "missing"),
            // One word says nothing of where several may stand.
            ("winter sports", "missing"),
            ("empty stadium seats", "missing"),
            ("empty sporting words", "near: Empty words"),
            ("nigth", "near: night"),
        ] {
            assert_eq!(shown(text, found.look_up(quote, true)), expected, "{quote:?}");
        }
    }

    #[test]
    fn the_nearest_passage_takes_a_bounded_time() {
        let text = "the same words again and again ".repeat(50_000);
        let found = LocalText::new(&text);
        let began = clock_gettime(ClockId::ThreadCPUTime);
        for _ in 0..20 {
            assert!(matches!(found.look_up(&"again the worms ".repeat(200), true), Lookup::Missing(Some(_))));
        }
        let took = clock_gettime(ClockId::ThreadCPUTime) - began;
        assert!(took.tv_sec < 30, "{took:?}");
    }

    /// A fragment typeset otherwise: each piece of white space, quotation mark and dash replaced by another.
    fn typeset(fragment: &str, choices: &[usize]) -> String {
        let mut choices = choices.iter().cycle();
        let mut pick = |of: &[&'static str]| of[choices.next().map_or(0, |choice| choice % of.len())];
        fragment
            .chars()
            .map(|c| match c {
                c if c.is_whitespace() => pick(&[" ", "\n", "\u{a0} ", "   "]).to_owned(),
                c if mark(c) == Some('\'') => pick(&["'", "\"", "“", "” ", " «", "’"]).to_owned(),
                c if mark(c) == Some('-') => pick(&["-", "–", " — ", "--"]).to_owned(),
                c => c.to_string(),
            })
            .collect()
    }

    proptest! {
        #[test]
        fn every_fragment_is_found(
            text in "[abé討 \n.,…()\\[\\]'\"“”«–—-]{0,60}|[\\PC]{0,40}",
            start in 0_usize..60,
            length in 0_usize..60,
            choices in prop::collection::vec(0_usize..12, 1..8),
        ) {
            let text = crate::debate::clean(&text);
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            let start = start.min(graphemes.len());
            let end = (start + length).min(graphemes.len());
            let fragment = graphemes[start..end].concat();
            let quote = typeset(&fragment, &choices);
            let found = LocalText::new(&text).look_up(&quote, true);
            prop_assert!(matches!(found, Lookup::Found(_)), "{:?} in {:?}", quote, text);
        }

        #[test]
        fn nothing_panics_and_passages_lie_in_the_text(text in any::<String>(), quote in any::<String>()) {
            let found = LocalText::new(&text).look_up(&quote, true);
            let ranges = match found {
                Lookup::Found(ranges) => ranges,
                Lookup::Missing(range) => range.into_iter().collect(),
                Lookup::Displaced => Vec::new(),
            };
            for range in ranges {
                prop_assert!(text.get(range.clone()).is_some_and(|passage| !passage.is_empty()), "{:?}", range);
            }
        }
    }
}
