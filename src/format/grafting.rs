//! The located tree of a large file, grown in parts: one for each of its pieces, many at a time, and grafted together.
//!
//! Why it is that of the whole: what [`super::runs`] says of one parser holds for any. As long as each piece before is
//! read without an error, a reader of the whole comes to the next one as a reader who begins with it; so all pieces
//! together say what the whole says, at the same places; only the blanks behind a block of text at the end of a piece
//! are not counted among it. Where a piece needs care that only the whole can get, nothing is grafted.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use super::diagnostic::Finding;
use super::grower::{self, Part};
use super::runs::{Cutting, Pieces};
use super::tree::{Kind, Node, Place, Tree, small};
use super::{Progress, guard, limits, shape};

/// The tree of all of `text` that can be read; in parts, where it may be cut so.
pub(super) fn grow<'a>(text: &'a str, findings: &mut Vec<Finding>, cutting: Cutting, progress: &Progress) -> Tree<'a> {
    in_parts(text, cutting, progress).unwrap_or_else(|| grower::grow_with(text, findings, progress))
}

/// None where something needs care, and nothing is counted then.
fn in_parts<'a>(text: &'a str, cutting: Cutting, progress: &Progress) -> Option<Tree<'a>> {
    if text.starts_with('\u{feff}') {
        return None;
    }
    let pieces = Pieces::of(text.as_bytes(), cutting)?;
    let pieces = in_order(&pieces);
    // A fault that a look at the bytes finds costs no growing.
    let is_plain = |piece: &Piece| {
        let piece = text.as_bytes().get(piece.range.clone()).and_then(guard::plain);
        piece.is_some_and(|piece| !ends_in_empty_block(piece))
    };
    if !pieces.par_iter().all(is_plain) {
        return None;
    }
    let (counted, found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let part = |(number, piece): (usize, &Piece)| {
        if progress.is_given_up() {
            return None;
        }
        // All but what stands outside is two deeper in the file.
        let part = grower::grow_part(text, piece.range.clone(), small(number), limits::NESTING - 2)?;
        progress.read(piece.range.len());
        counted.fetch_add(piece.range.len(), Ordering::Relaxed);
        let statements = part.root.as_ref().map(|root| &part.nodes[root.node()].kind).map_or(0, |root| match root {
            Kind::Map { entries, .. } if piece.run_of.is_some_and(shape::has_statements) => entries.len(),
            _ => 0,
        });
        progress.found(statements);
        found.fetch_add(statements, Ordering::Relaxed);
        Some(part)
    };
    let parts: Option<Vec<Part<'a>>> = pieces.par_iter().enumerate().map(part).collect();
    let tree = parts.and_then(|parts| grafted(text, &pieces, parts));
    if tree.is_none() {
        progress.take_back(counted.into_inner(), found.into_inner());
    }
    tree
}

/// Whether a block of text that is empty may stand at the end: the parser places it where the next thing begins.
fn ends_in_empty_block(piece: &str) -> bool {
    let says_something = |line: &&str| !matches!(line.trim_start().chars().next(), None | Some('#'));
    let last = piece.lines().rev().find(says_something).unwrap_or_default();
    let last = last.split_once(" #").map_or(last, |(last, _)| last).trim_end();
    last.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit()).ends_with(['|', '>'])
}

/// A piece of a file.
struct Piece {
    range: Range<usize>,
    /// The section that it opens at its end.
    opens: Option<&'static str>,
    /// The section of whose entries it is a run.
    run_of: Option<&'static str>,
}

fn in_order(pieces: &Pieces<'_>) -> Vec<Piece> {
    let mut ordered = Vec::new();
    let mut start = 0;
    let mut piece = |written: &[u8], opens, run_of| {
        let range = start..start + written.len();
        start = range.end;
        ordered.push(Piece { range, opens, run_of });
    };
    for (number, outside) in pieces.outside.iter().enumerate() {
        let section = pieces.sections.get(number);
        piece(outside, section.map(|(name, _)| *name), None);
        if let Some((name, runs)) = section {
            runs.iter().for_each(|run| piece(run, None, Some(*name)));
        }
    }
    ordered
}

/// The file that is made of these parts.
fn grafted<'a>(text: &str, pieces: &[Piece], mut parts: Vec<Part<'a>>) -> Option<Tree<'a>> {
    let stem = small(parts.len());
    let mut file: Vec<(Place, Place)> = Vec::new();
    let mut start = None;
    let mut sections: Vec<Node<'a>> = Vec::new();
    for (piece, part) in pieces.iter().zip(&mut parts) {
        let Some(root) = &part.root else {
            // Behind all sections there may be nothing.
            if piece.opens.is_none() && piece.run_of.is_none() {
                continue;
            }
            return None;
        };
        let root = part.nodes.get_mut(root.node())?;
        let range = root.range();
        let entries = match &mut root.kind {
            Kind::Map { entries, flow: false } => std::mem::take(entries),
            Kind::Scalar { text, plain: true }
                if text.is_empty() && piece.opens.is_none() && piece.run_of.is_none() =>
            {
                continue;
            }
            _ => return None,
        };
        if piece.run_of.is_some() {
            let end = text.get(..piece.range.end)?.trim_end().len();
            let section = sections.last_mut()?;
            if let Kind::Map { entries: there, .. } = &mut section.kind {
                if there.is_empty() {
                    section.span = range.into();
                }
                there.extend(entries);
            }
            section.weight = section.weight.saturating_add(root.weight);
            section.end_at(end);
            continue;
        }
        start.get_or_insert(range.start);
        file.extend(entries);
        if let Some(opens) = piece.opens {
            let (key, value) = file.last_mut()?;
            let name = part.nodes.get(key.node()).map(|node| &node.kind);
            if !matches!(name, Some(Kind::Scalar { text, .. }) if text == opens) {
                return None;
            }
            *value = Place::new(stem, sections.len(), None);
            let kind = Kind::Map { entries: Vec::new(), flow: false };
            sections.push(Node { span: (0..0).into(), weight: 1, kind, partial: false });
        }
    }
    let root = Place::new(stem, sections.len(), None);
    let span = (start?..text.trim_end().len()).into();
    // Nothing is unfolded that would ask for its weight.
    sections.push(Node { span, weight: 1, kind: Kind::Map { entries: file, flow: false }, partial: false });
    let mut parts: Vec<Vec<Node<'a>>> = parts.into_iter().map(|part| part.nodes).collect();
    parts.push(sections);
    Some(Tree { parts, root: Some(root), unread: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of a tree but the numbers of its nodes, what aliases would cost, and the blanks behind a block of text.
    fn told(text: &str, tree: &Tree<'_>) -> String {
        fn of(text: &str, tree: &Tree<'_>, place: &Place) -> String {
            let node = tree.node(place);
            let all = |places: &[&Place]| places.iter().map(|place| of(text, tree, place)).collect::<String>();
            let kind = match &node.kind {
                Kind::Scalar { text, plain } => format!("{text:?} {plain}"),
                Kind::List(items) => format!("[{}]", all(&items.iter().collect::<Vec<_>>())),
                Kind::Map { entries, flow } => {
                    let places: Vec<&Place> = entries.iter().flat_map(|(key, value)| [key, value]).collect();
                    format!("{{{}}} {flow}", all(&places))
                }
                Kind::Broken => "broken".to_owned(),
            };
            let range = tree.range(place);
            let end = text.get(..range.end).map_or(range.end, |before| before.trim_end().len());
            format!("{}..{end} {} {kind}\n", range.start, node.partial)
        }
        tree.root.as_ref().map(|root| of(text, tree, root)).unwrap_or_default()
    }

    fn in_lines(text: &str) -> Option<Tree<'_>> {
        in_parts(text, Cutting::to(Some(1)), &Progress::default())
    }

    #[test]
    fn the_parts_make_the_whole() {
        for text in [
            "agon: 1\nactors:\n  a: {name: A}\n  b:\n    name: B\n",
            "# First\ntitle: T\nactors: # all\n\n   # of them\n   a: {name: 'A'} # one\n\n   b: {name: B,\n     role: R}\n# c\n\n\
             positions:\n  p:\n    text: >-\n      one\n\n      two\n  # behind\n  q:\n    text: |+\n      three\n\n\n  r: x\n\n\
             events:\n- {text: E}\narguments:\n  a: [1, {b: c}]\n  # last\n\n\n",
            "arguments:\n  a:\n  b:\n    text:\n\n  c: \n    d\n    e\n  \"f\": |+\n   g\n\n# end",
            "questions:\n  # none\nactors:\n  ä: {nome: 討論, name: }\n  b: []\nsources:\n    s:\n    - a\n    - b: c\n      d: e\n    t: u\n",
        ] {
            let whole = grower::grow(text, &mut Vec::new());
            assert_eq!(in_lines(text).map(|tree| told(text, &tree)), Some(told(text, &whole)), "{text}");
        }
    }

    #[test]
    fn what_needs_care_is_not_cut() {
        for text in [
            "agon: 1\ntitle: T\n",
            "{\nactors:\n  a: {name: A}\n}\n",
            "actors:\n  a: {name: A}\n  b: {name: [}\n",
            "actors:\n  a: {name: A,\n  name: B}\n  b: {}\n",
            "actors:\n  a: &a {name: A}\n  b: *a\n",
            "actors:\n  a: \"A\n   B\"\n",
            "actors:\n  a: !b c\n",
            " title: T\nactors:\n  a: {name: A}\n",
            "words\nactors:\n  a: {name: A}\n",
            "- a\nactors:\n  a: {name: A}\n",
            "actors:\n  a: {name: A}\n- b\n",
            "actors:\n  a: {name: A}\nwords\n",
            "actors:\n  a\n  b: {}\n",
            "actors:\n  a:\n    note: |\n\n  b: {}\n",
            "actors:\n  a:\n    note: >-2 # none\n  # of it\n  b: {}\n",
        ] {
            assert!(in_lines(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_read_twice_is_counted_once() {
        let text = "actors:\n  a: {name: A}\n  b: {name: ]}\n";
        let progress = Progress::default();
        let _ = grow(text, &mut Vec::new(), Cutting::to(Some(1)), &progress);
        assert_eq!(progress.bytes(), text.len() as u64);
    }
}
