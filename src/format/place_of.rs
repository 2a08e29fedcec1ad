//! Where something is written in a file.

use super::lines::Lines;
use super::tree::{Kind, Place, Tree};
use super::{bytes, grower};

/// Something that stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// The statement with this id.
    Statement(String),
    /// The actor with this id.
    Actor(String),
    /// The source with this id.
    Source(String),
    /// The event at this place in the order of the file, from 0.
    Event(usize),
}

/// The line and the column, from 1, the latter in characters, where `item` is written. None where it is not, or where
/// the bytes are no text. What is wrong elsewhere in the file does not matter.
fn place_of(raw: &[u8], item: &Item) -> Option<(usize, usize)> {
    let text = bytes::text(raw).ok()?;
    let tree = grower::grow(&text, &mut Vec::new());
    let root = tree.root.as_ref()?;
    let place = match item {
        Item::Statement(id) => entry(&tree, root, &["questions", "positions", "arguments"], id),
        Item::Actor(id) => entry(&tree, root, &["actors"], id),
        Item::Source(id) => entry(&tree, root, &["sources"], id),
        Item::Event(number) => match &tree.node(value(&tree, root, "events")?).kind {
            Kind::List(items) => items.get(*number),
            _ => None,
        },
    };
    let found = Lines::new(&text).place(&tree.range(place?));
    Some((found.line, found.column))
}

/// The file among these, by its place, and where in it `item` is written: events are counted over all of them, in the
/// order of the files.
#[must_use]
pub fn place_in_files(files: &[Vec<u8>], item: &Item) -> Option<(usize, (usize, usize))> {
    let mut item = item.clone();
    for (number, raw) in files.iter().enumerate() {
        if let Some(place) = place_of(raw, &item) {
            return Some((number, place));
        }
        if let Item::Event(wanted) = &mut item {
            *wanted = wanted.saturating_sub(events(raw));
        }
    }
    None
}

/// How many events are written in a file.
fn events(raw: &[u8]) -> usize {
    let Ok(text) = bytes::text(raw) else { return 0 };
    let tree = grower::grow(&text, &mut Vec::new());
    let events = tree.root.as_ref().and_then(|root| value(&tree, root, "events"));
    match events.map(|events| &tree.node(events).kind) {
        Some(Kind::List(items)) => items.len(),
        _ => 0,
    }
}

/// The value under a key of a map.
fn value<'t>(tree: &'t Tree<'_>, of: &Place, key: &str) -> Option<&'t Place> {
    let Kind::Map { entries, .. } = &tree.node(of).kind else { return None };
    entries.iter().find(|(name, _)| tree.scalar(name) == Some(key)).map(|(_, value)| value)
}

/// The key of an entry in one of these sections.
fn entry<'t>(tree: &'t Tree<'_>, root: &Place, sections: &[&str], id: &str) -> Option<&'t Place> {
    sections.iter().filter_map(|section| value(tree, root, section)).find_map(|section| {
        let Kind::Map { entries, .. } = &tree.node(section).kind else { return None };
        entries.iter().find(|(key, _)| tree.scalar(key) == Some(id)).map(|(key, _)| key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = "\u{feff}agon: 1
title: Ärger # with a comment
actors: {é: {name: É}, b: {name: B}}
questions:
  q:
    text: What?
positions:
  'yes': {answers: q, text: 'Yes'}
events:
  - {text: first}
  -
    text: second
arguments:
  yes-2: &anchor {text: Because, supports: nobody}
"
    .as_bytes();

    #[test]
    fn everything_is_found_where_it_is_written() {
        for (item, expected) in [
            (Item::Statement("q".into()), Some((5, 3))),
            (Item::Statement("yes".into()), Some((8, 3))),
            (Item::Statement("yes-2".into()), Some((14, 3))),
            (Item::Statement("b".into()), None),
            (Item::Actor("é".into()), Some((3, 10))),
            (Item::Actor("b".into()), Some((3, 24))),
            (Item::Source("b".into()), None),
            (Item::Event(0), Some((10, 5))),
            (Item::Event(1), Some((12, 5))),
            (Item::Event(2), None),
        ] {
            assert_eq!(place_of(FILE, &item), expected, "{item:?}");
        }
        assert_eq!(place_of(b"\xff\xfe", &Item::Event(0)), None);
        assert_eq!(place_of(b"", &Item::Event(0)), None);
        assert_eq!(place_of(b"questions: [", &Item::Statement("q".into())), None);
    }

    #[test]
    fn of_several_files_the_right_one_is_found() {
        let part = b"actors: {c: {name: C}}\nevents: [{text: third}]\n";
        let files = [FILE.to_vec(), b"# nothing".to_vec(), part.to_vec()];
        for (item, expected) in [
            (Item::Actor("b".into()), Some((0, (3, 24)))),
            (Item::Actor("c".into()), Some((2, (1, 10)))),
            (Item::Event(1), Some((0, (12, 5)))),
            (Item::Event(2), Some((2, (2, 10)))),
            (Item::Event(3), None),
        ] {
            assert_eq!(place_in_files(&files, &item), expected, "{item:?}");
        }
    }

    #[test]
    fn what_is_wrong_elsewhere_does_not_matter() {
        let broken = b"agon: 1\nquestions:\n  q: {text: What?}\npositions:\n  p: {text: [}\n";
        assert_eq!(place_of(broken, &Item::Statement("q".into())), Some((3, 3)));
    }
}
