//! Which kind of entry a mapping was probably meant to be.

use super::rule::{Record, Rule};
use super::tree::{Kind, Place, Tree};

/// The sections of a file that hold entries under ids, with what stands in them.
fn sections(file: &Record) -> impl Iterator<Item = (&str, &Rule, &Record)> {
    file.keys.iter().filter_map(|key| match &key.rule {
        Rule::Section(entry) => match &**entry {
            Rule::Record(record) => Some((key.name.as_str(), &**entry, &**record)),
            _ => None,
        },
        _ => None,
    })
}

/// The only section whose entries have all the keys of `value`, and have no other that they need; none where it is
/// the one that `value` stands in, or where there are several.
pub(super) fn section_of<'r>(
    tree: &Tree<'_>,
    value: &Place,
    own: Option<&Record>,
    file: &'r Record,
) -> Option<(&'r str, &'r Rule, &'r Record)> {
    let Kind::Map { entries, .. } = &tree.node(value).kind else { return None };
    let names: Vec<&str> = entries.iter().filter_map(|(key, _)| tree.scalar(key)).collect();
    let takes = |record: &Record| {
        names.iter().all(|name| record.key(name).is_some())
            && record.keys.iter().all(|key| !key.required || names.contains(&key.name.as_str()))
    };
    if names.is_empty() || names.len() < entries.len() || own.is_some_and(takes) {
        return None;
    }
    let mut found = sections(file).filter(|(_, _, record)| takes(record));
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// What says who says a statement.
pub(super) fn attribution(file: &Record) -> Option<&Record> {
    let said = sections(file).find_map(|(_, _, record)| record.key("said"))?;
    match said.rule.item() {
        Rule::Record(record) => Some(record),
        _ => None,
    }
}

/// Where a key belongs that `record` does not have, in words: `` `quote` is a key of an attribution, under `said` ``.
pub(super) fn owner(name: &str, file: &Record) -> Option<String> {
    let mut owners: Vec<String> = Vec::new();
    for (section, _, record) in sections(file) {
        if record.key(name).is_some() {
            owners.push(format!("{}, under `{section}`", record.noun));
        }
    }
    if attribution(file).is_some_and(|record| record.key(name).is_some()) {
        owners.push("an attribution, under `said`".to_owned());
    }
    // What nearly everything has tells nothing.
    if owners.len() > 2 {
        return None;
    }
    (!owners.is_empty()).then(|| format!("`{name}` is a key of {}", owners.join(", or of ")))
}

/// Whether a debate's main file has this key, and those that it includes do not.
pub(super) fn is_of_main_file(name: &str) -> bool {
    matches!(name, "title" | "summary" | "language")
}

/// Whether something is of the kind that `rule` wants, whatever it holds.
pub(super) fn fits(tree: &Tree<'_>, value: &Place, rule: &Rule) -> bool {
    let kind = &tree.node(value).kind;
    match rule {
        Rule::Text(_) | Rule::Version | Rule::Words(_) => {
            matches!(kind, Kind::Scalar { text, .. } if !text.trim().is_empty())
        }
        Rule::List(_) => matches!(kind, Kind::List(_)),
        Rule::OneOrMany(item) => matches!(kind, Kind::List(_)) || fits(tree, value, item),
        Rule::Either(..) => matches!(kind, Kind::Scalar { .. } | Kind::Map { .. }),
        Rule::Section(_) => match kind {
            Kind::Map { entries, .. } => {
                entries.iter().all(|(_, value)| matches!(tree.node(value).kind, Kind::Map { .. } | Kind::Broken))
            }
            _ => false,
        },
        Rule::Record(_) => matches!(kind, Kind::Map { .. }),
    }
}
