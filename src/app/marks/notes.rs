//! Notes on one statement that were written in several windows.

/// Between two notes on one statement that were written without knowledge of each other.
const BETWEEN: &str = "\n\n";

/// A note after `was` in it has become `text`. What stands in `kept` and is not `was` came from somebody else and stays.
pub(super) fn merged(kept: &str, was: &str, text: &str) -> String {
    let Some((before, after)) = around(kept, was) else {
        // What was replaced is not there any more: both stay, unless the new text is there already.
        return if text.is_empty() || around(kept, text).is_some() { kept.to_owned() } else { joined(&[kept, text]) };
    };
    if was.is_empty() && around(kept, text).is_some() {
        return kept.to_owned();
    }
    joined(&[before, text, after])
}

/// What stands before and after a part of a note: parts have a blank line between them.
fn around<'a>(note: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    if note == part {
        return Some(("", ""));
    }
    if part.is_empty() {
        return Some((note, ""));
    }
    let found = note.match_indices(part).find(|(at, _)| {
        let (before, after) = (&note[..*at], &note[at + part.len()..]);
        (before.is_empty() || before.ends_with(BETWEEN)) && (after.is_empty() || after.starts_with(BETWEEN))
    });
    found.map(|(at, _)| {
        let (before, after) = (&note[..at], &note[at + part.len()..]);
        (before.strip_suffix(BETWEEN).unwrap_or(before), after.strip_prefix(BETWEEN).unwrap_or(after))
    })
}

pub(super) fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(BETWEEN)
}
