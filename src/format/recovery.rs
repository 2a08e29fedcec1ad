//! Where reading can go on behind a place that YAML makes nothing of.
//!
//! The next line that stands in line with a list or mapping which was open at that place is taken for a new item of it.
//! What lies between is not read, and nothing is said about what may be there.

use std::ops::Range;

/// A list or mapping in block notation that was open where reading failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// Bytes before it on its line.
    pub(super) indentation: usize,
    pub(super) is_list: bool,
}

/// Where to go on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Resumption {
    /// What belongs to the block, from here to the first line that does not.
    pub(super) range: Range<usize>,
    /// Which block it is, counted from the outermost.
    pub(super) block: usize,
}

/// The first line at or behind `from` that goes on with one of the blocks, which stand from the outermost to the
/// innermost.
pub(super) fn next(text: &str, from: usize, blocks: &[Block]) -> Option<Resumption> {
    let mut lines = lines(text, from);
    let mut blocks = blocks;
    loop {
        let (at, line) = lines.next()?;
        // How far a line behind a tab is meant to be indented is not known: it may begin an entry, whose keys are then
        // not those of the entry before.
        if line.starts_with('\t') && blocks.len() > 2 {
            blocks = blocks.get(..2)?;
        }
        let indentation = indentation(line);
        let Some(item) = Item::of(line.get(indentation..)?) else { continue };
        // A line a little to the left of its neighbours is one of them; one to the right of all is part of an item.
        let fits = |block: &Block| block.indentation >= indentation && block.is_list == (item == Item::OfList);
        let Some(nearest) = blocks.iter().filter(|block| fits(block)).map(|block| block.indentation).min() else {
            continue;
        };
        let block = blocks.iter().rposition(|block| fits(block) && block.indentation == nearest)?;
        let end = lines.find(|(_, line)| ends(line, indentation, item)).map_or(text.len(), |(end, _)| end);
        return Some(Resumption { range: at..end, block });
    }
}

/// What begins a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    OfList,
    OfMapping,
}

impl Item {
    fn of(line: &str) -> Option<Self> {
        let line = line.trim_end();
        if line == "-" || line.starts_with("- ") {
            return Some(Self::OfList);
        }
        let key = line.ends_with(':') || line.contains(": ");
        (key && !line.starts_with(['#', '{', '[', '}', ']', '-', '\t', '|', '>', '%', '@', '`', ':', ',']))
            .then_some(Self::OfMapping)
    }
}

/// Whether a block of such items, indented so, is over at this line.
fn ends(line: &str, block: usize, item: Item) -> bool {
    let indentation = indentation(line);
    let Some(rest) = line.get(indentation..).filter(|rest| !rest.trim().is_empty() && !rest.starts_with('#')) else {
        return false;
    };
    indentation < block || (indentation == block && item == Item::OfList && Item::of(rest) != Some(Item::OfList))
}

pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// How far a line is indented, the dashes of lists among the blanks.
pub(super) fn content(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    line.len() - rest.len()
}

/// Where the line begins that holds `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |newline| newline + 1)
}

/// Where the line behind the one that holds `at` begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline + 1)
}

/// The lines from `from` on, which begins one, each with its place.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text.get(from..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resumed(text: &str, blocks: &[(usize, bool)]) -> Option<(String, usize)> {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|(indentation, is_list)| Block { indentation: *indentation, is_list: *is_list })
            .collect();
        next(text, 0, &blocks).map(|resumption| (text[resumption.range].to_owned(), resumption.block))
    }

    #[test]
    fn reading_goes_on_with_the_next_item() {
        let map = (0, false);
        for (text, blocks, expected) in [
            // The next key of the file, the next entry, the next key of an entry.
            ("  of a text\n\nb: x\nc: y\n", vec![map], Some(("b: x\nc: y\n", 0))),
            ("    deep: x\n  b: x\n\n  c: y\nd:\n", vec![map, (2, false)], Some(("  b: x\n\n  c: y\n", 1))),
            ("    b: x\n  c: y\n", vec![map, (2, false), (4, false)], Some(("    b: x\n", 2))),
            // A little to the left of its neighbours.
            ("  b: x\n", vec![map, (3, false)], Some(("  b: x\n", 1))),
            // A list, also one that stands right below its key.
            ("  - {b: x}\n  - c\nd: x\n", vec![map, (2, true)], Some(("  - {b: x}\n  - c\n", 1))),
            ("- b\nc: x\n", vec![map, (0, true)], Some(("- b\n", 1))),
            ("c: x\n- b\n", vec![map, (0, true)], Some(("c: x\n- b\n", 0))),
            // Nothing to go on with.
            ("words\n# a: comment\n}: x\n", vec![map], None),
            ("- b\n", vec![map], None),
            // A line behind a tab may begin another entry.
            ("\tb:\n    c: x\n  d: x\n", vec![map, (2, false), (4, false)], Some(("  d: x\n", 1))),
            ("", vec![map], None),
        ] {
            let expected = expected.map(|(text, block): (&str, usize)| (text.to_owned(), block));
            assert_eq!(resumed(text, &blocks), expected, "{text:?}");
        }
    }
}
