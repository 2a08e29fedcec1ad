//! The part of a text around what matched in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::wording::{cut, width};

/// Matches of one text that are looked at: a screen shows fewer.
const LOOKED_AT: usize = 64;

/// What stands for what is left out between two parts.
const BETWEEN: &str = " … ";

/// A part of a text, with the bytes of it that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// On one line.
    pub text: String,
    /// In order and apart.
    pub marks: Vec<Range<usize>>,
}

/// What of `text` fits in so many columns: all of it, or what has the most of the different words that are marked, with
/// as much around them as there is room for. With `begun` it tells how the text begins where that leaves the marks their
/// room. What is marked comes first: nothing else takes a column from it.
#[must_use]
pub fn excerpt(text: &str, marks: &[Range<usize>], columns: usize, begun: bool) -> Excerpt {
    // Of a long text only what is near the marks is ever measured.
    if fits(text, columns) {
        return Excerpt { text: on_one_line(text), marks: marks.to_vec() };
    }
    let marks = marks.get(..LOOKED_AT).unwrap_or(marks);
    let Some(best) = stretch(text, marks, columns.saturating_sub(2)) else {
        // Nothing is marked, or what is has no room: the text from there on.
        let start = marks.first().map_or(0, |mark| mark.start);
        return opened(text, start, marks, columns);
    };
    let mut parts = vec![best];
    for mark in different(text, marks) {
        if !parts.iter().any(|part| marks.iter().any(|other| inside(part, other) && same(text, other, mark))) {
            try_with(text, &mut parts, columns, |parts| parts.push(mark.clone()));
        }
    }
    for place in 0..parts.len() {
        // The rest of a word of which only the beginning is marked.
        for backwards in [false, true] {
            grow(text, &mut parts, columns, place, backwards, true);
        }
    }
    // The beginning of the text, where that is near.
    if parts.first().is_some_and(|first| text.get(..first.start).is_some_and(|before| fits(before, columns / 3))) {
        try_with(text, &mut parts, columns, |parts| parts.iter_mut().take(1).for_each(|first| first.start = 0));
    }
    if begun {
        let head = cut(text.get(..text.floor_char_boundary(columns * 4)).unwrap_or_default(), columns * 2 / 5);
        let head = head.trim_end_matches('…').len();
        if head > 0 && parts.first().is_some_and(|first| head < first.start) && text.is_char_boundary(head) {
            try_with(text, &mut parts, columns, |parts| parts.insert(0, 0..head));
        }
    }
    // What comes after a match says more of it than what comes before.
    while [false, false, true].into_iter().fold(false, |grown, backwards| {
        (0..parts.len()).fold(grown, |grown, place| grow(text, &mut parts, columns, place, backwards, false) || grown)
    }) {}
    put_together(text, &parts, marks)
}

impl Excerpt {
    /// The same in rows that its text was wrapped into.
    #[must_use]
    pub fn rows(&self, lines: Vec<String>) -> Vec<Self> {
        let mut at = 0;
        let row = |line: String| {
            // A line stands in the text as it is; only the blanks between two lines are left out, and the last may be cut.
            let whole =
                line.strip_suffix('…').filter(|_| !self.text.get(at..).is_some_and(|rest| rest.contains(&line)));
            let kept = whole.unwrap_or(&line);
            let start = at + self.text.get(at..).and_then(|rest| rest.find(kept))?;
            at = start + kept.len();
            let inside = |mark: &Range<usize>| (mark.start.max(start), mark.end.min(at));
            let marks = self.marks.iter().map(inside).filter(|(from, to)| from < to);
            Some(Self { marks: marks.map(|(from, to)| from - start..to - start).collect(), text: line })
        };
        lines.into_iter().map_while(row).collect()
    }
}

/// Whether a text is no wider; one with far more bytes is, unless it is made of marks upon marks.
fn fits(text: &str, columns: usize) -> bool {
    text.len() <= columns.saturating_mul(16) && width(text) <= columns
}

fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}

fn inside(part: &Range<usize>, mark: &Range<usize>) -> bool {
    part.start <= mark.start && mark.end <= part.end
}

fn same(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let word = |mark: &Range<usize>| text.get(mark.clone()).unwrap_or_default().to_lowercase();
    word(one) == word(other)
}

/// Of marks on the same word the first.
fn different<'a>(text: &str, marks: &'a [Range<usize>]) -> Vec<&'a Range<usize>> {
    let mut different: Vec<&Range<usize>> = Vec::new();
    for mark in marks {
        if !different.iter().any(|other| same(text, other, mark)) {
            different.push(mark);
        }
    }
    different
}

/// From a mark to a mark, no wider than `columns`: with the most different words, then the shortest, then the first.
fn stretch(text: &str, marks: &[Range<usize>], columns: usize) -> Option<Range<usize>> {
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for (place, first) in marks.iter().enumerate() {
        let mut words: Vec<&Range<usize>> = Vec::new();
        for last in marks.get(place..).unwrap_or_default() {
            let whole = first.start..last.end;
            let Some(part) = text.get(whole.clone()).filter(|part| fits(part, columns)) else { break };
            if words.iter().any(|other| same(text, other, last)) {
                continue;
            }
            words.push(last);
            let better = |(most, columns, _): &(usize, usize, Range<usize>)| {
                words.len() > *most || words.len() == *most && width(part) < *columns
            };
            if best.as_ref().is_none_or(better) {
                best = Some((words.len(), width(part), whole));
            }
        }
    }
    best.map(|(.., stretch)| stretch)
}

/// The text from `start` on.
fn opened(text: &str, start: usize, marks: &[Range<usize>], columns: usize) -> Excerpt {
    let lead = if start > 0 && columns > 1 { "…" } else { "" };
    let rest = on_one_line(text.get(start..).unwrap_or_default());
    let shown = cut(&rest, columns.saturating_sub(width(lead)));
    let end = start + shown.trim_end_matches('…').len();
    let moved = |mark: &Range<usize>| {
        let to = mark.end.min(end);
        (mark.start >= start && mark.start < to).then(|| mark.start - start + lead.len()..to - start + lead.len())
    };
    Excerpt { marks: marks.iter().filter_map(moved).collect(), text: format!("{lead}{shown}") }
}

/// The columns that parts of a text take, with what stands for the rest.
fn columns_of(text: &str, parts: &[Range<usize>]) -> usize {
    let wide: usize = parts.iter().map(|part| width(text.get(part.clone()).unwrap_or_default())).sum();
    let between = width(BETWEEN) * parts.len().saturating_sub(1);
    let ends = usize::from(parts.first().is_some_and(|first| first.start > 0))
        + usize::from(parts.last().is_some_and(|last| last.end < text.len()));
    wide + between + ends
}

/// Changes the parts if they have room then; those that meet are one. Returns whether they had.
fn try_with(
    text: &str,
    parts: &mut Vec<Range<usize>>,
    columns: usize,
    change: impl FnOnce(&mut Vec<Range<usize>>),
) -> bool {
    let mut changed = parts.clone();
    change(&mut changed);
    changed.sort_by_key(|part| part.start);
    changed.dedup_by(|next, before| {
        let gap = text.get(before.end.min(next.start)..next.start).unwrap_or_default();
        let meets = gap.len() <= 4 && gap.trim().is_empty();
        if meets {
            before.end = before.end.max(next.end);
        }
        meets
    });
    let fits = columns_of(text, &changed) <= columns;
    if fits {
        *parts = changed;
    }
    fits
}

/// Makes a part longer by a word, or by the rest of the one it ends in; of a long one, as of a script without blanks, by a
/// letter. Returns whether there was one, and room for it.
fn grow(
    text: &str,
    parts: &mut Vec<Range<usize>>,
    columns: usize,
    place: usize,
    backwards: bool,
    rest_only: bool,
) -> bool {
    let Some(part) = parts.get(place).cloned() else { return false };
    // Nothing is further away than the row is wide.
    let near = columns.saturating_mul(16);
    let (word, letter) = if backwards {
        let from = text.ceil_char_boundary(part.start.saturating_sub(near));
        let before = text.get(from..part.start).unwrap_or_default();
        let kept = if rest_only { before } else { before.trim_end() };
        let word = kept.rfind(char::is_whitespace).map_or(0, |at| at + first_length(kept.get(at..)));
        let letter = kept.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        (from + word..part.end, from + letter..part.end)
    } else {
        let behind = text.get(part.end..text.floor_char_boundary(part.end.saturating_add(near))).unwrap_or_default();
        let blanks = if rest_only { 0 } else { behind.len() - behind.trim_start().len() };
        let kept = behind.get(blanks..).unwrap_or_default();
        let word = kept.find(char::is_whitespace).unwrap_or(kept.len());
        let letter = kept.graphemes(true).next().map_or(0, str::len);
        (part.start..part.end + blanks + word, part.start..part.end + blanks + letter)
    };
    let is_more = |longer: &Range<usize>| longer.start < part.start || longer.end > part.end;
    let mut put = |longer: Range<usize>| {
        is_more(&longer)
            && try_with(text, parts, columns, |parts| {
                if let Some(part) = parts.get_mut(place) {
                    *part = longer;
                }
            })
    };
    // Few words are so long.
    let is_long = word.end - word.start > part.end - part.start + 24;
    put(word) || is_long && put(letter)
}

fn first_length(text: Option<&str>) -> usize {
    text.and_then(|text| text.chars().next()).map_or(0, char::len_utf8)
}

fn put_together(text: &str, parts: &[Range<usize>], marks: &[Range<usize>]) -> Excerpt {
    let mut excerpt = Excerpt { text: String::new(), marks: Vec::new() };
    for (place, part) in parts.iter().enumerate() {
        excerpt.text.push_str(match (place, part.start) {
            (0, 0) => "",
            (0, _) => "…",
            _ => BETWEEN,
        });
        let here = excerpt.text.len();
        excerpt.text.push_str(&on_one_line(text.get(part.clone()).unwrap_or_default()));
        for mark in marks.iter().filter(|mark| mark.start < part.end && mark.end > part.start) {
            let (from, to) = (mark.start.max(part.start), mark.end.min(part.end));
            excerpt.marks.push(from - part.start + here..to - part.start + here);
        }
    }
    if parts.last().is_some_and(|last| last.end < text.len()) {
        excerpt.text.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use proptest::prelude::*;

    /// An excerpt with its marks in brackets.
    fn told(text: &str, words: &[&str], columns: usize, begun: bool) -> String {
        let mut marks: Vec<Range<usize>> =
            words.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at..at + word.len())).collect();
        marks.sort_by_key(|mark| mark.start);
        let Excerpt { text, marks } = excerpt(text, &marks, columns, begun);
        let mut told = String::new();
        let mut done = 0;
        for mark in marks {
            let _ = write!(told, "{}[{}]", &text[done..mark.start], &text[mark.clone()]);
            done = mark.end;
        }
        told + &text[done..]
    }

    #[test]
    fn the_marked_words_have_their_room_first() {
        let text =
            "They had sounded the drums of persecution long before anybody was arrested, and nobody was surprised.";
        let cases = [
            (&["sounded", "drums"][..], 200, false),
            (&["sounded", "drums"], 40, false),
            (&["sounded", "drums"], 20, false),
            // Both words, however far from each other.
            (&["drums", "surprised"], 40, false),
            // Together they have no room.
            (&["drums", "surprised"], 14, false),
            // The beginning where there is room, and never in the place of a mark.
            (&["arrest"], 40, true),
            (&["arrest"], 12, true),
            (&["arrest"], 8, true),
            // Not even the mark has room.
            (&["surprised"], 6, false),
            (&[], 20, false),
            (&["surprised"], 0, false),
        ];
        let told: Vec<String> =
            cases.into_iter().map(|(words, columns, begun)| told(text, words, columns, begun)).collect();
        assert_eq!(
            told,
            [
                "They had [sounded] the [drums] of persecution long before anybody was arrested, and nobody was surprised.",
                "They had [sounded] the [drums] of…",
                "…[sounded] the [drums]…",
                "…the [drums] of persecution … [surprised].",
                "…the [drums] of…",
                "They had sounded the … [arrest]ed, and…",
                "…[arrest]ed,…",
                "…[arrest]…",
                "…[surp]…",
                "They had sounded…",
                "",
            ]
        );
    }

    #[test]
    fn scripts_without_blanks_have_their_room_too() {
        assert_eq!(
            told("一二三四五六七八九十一二三四五六七八九十自由一二三四", &["自由"], 16, false),
            "…十[自由]一二三四"
        );
    }

    proptest! {
        #[test]
        fn an_excerpt_fits_and_marks_what_is_marked(
            text in "[a-c é自\u{301}]{0,60}",
            word in "[a-c自]{1,3}",
            columns in 0_usize..40,
            begun in any::<bool>(),
        ) {
            let marks: Vec<Range<usize>> = text.match_indices(&word).map(|(at, _)| at..at + word.len()).collect();
            let excerpt = excerpt(&text, &marks, columns, begun);
            // A mark on a letter that is parted from it takes the column of another.
            prop_assert!(width(&excerpt.text) <= columns + 2, "{:?}", excerpt);
            let mut end = 0;
            for mark in &excerpt.marks {
                prop_assert!(mark.start >= end && mark.end > mark.start, "{:?}", excerpt);
                let marked = excerpt.text.get(mark.clone());
                prop_assert!(marked.is_some_and(|marked| word.starts_with(marked)), "{:?}", excerpt);
                end = mark.end;
            }
            let has_room = columns >= width(&word) + 2;
            prop_assert!(!has_room || marks.is_empty() || !excerpt.marks.is_empty(), "{:?}", excerpt);
        }
    }
}
