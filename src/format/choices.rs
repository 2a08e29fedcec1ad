//! Ids to choose from, in words.

use super::lines::quoted;

/// The most ids of a list.
const MOST: usize = 6;

/// A list goes on while it has fewer characters.
const WIDTH: usize = 60;

/// The first of `ids`, without those that stand there twice, as many as go into a line of help:
/// `` `close`, `cost`, … ``. None where there is no id.
pub(super) fn listed<'i>(ids: impl Iterator<Item = &'i str>) -> Option<String> {
    let mut listed = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        if seen.contains(&id) {
            continue;
        }
        if !seen.is_empty() {
            listed.push_str(", ");
        }
        if seen.len() == MOST || listed.chars().count() >= WIDTH {
            listed.push('…');
            break;
        }
        listed.push_str(&quoted(id));
        seen.push(id);
    }
    (!listed.is_empty()).then_some(listed)
}

/// What to write where one of `ids` belongs: the only one, or one of them. None where there is none.
pub(super) fn one_of<'i>(ids: impl Iterator<Item = &'i str>) -> Option<String> {
    let listed = listed(ids)?;
    Some(if listed.contains(", ") { format!("one of {listed}") } else { listed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_bounded() {
        let long = "a".repeat(61);
        for (ids, expected) in [
            (vec![], None),
            (vec!["a"], Some("`a`")),
            (vec!["a", "b", "a"], Some("one of `a`, `b`")),
            (vec!["a", "b", "c", "d", "e", "f", "g"], Some("one of `a`, `b`, `c`, `d`, `e`, `f`, …")),
            (vec![&*long, "b"], Some(&*format!("one of `{}…`, …", "a".repeat(60)))),
        ] {
            assert_eq!(one_of(ids.into_iter()).as_deref(), expected);
        }
    }
}
