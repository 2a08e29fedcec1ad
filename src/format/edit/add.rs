//! One more entry at the end of its section.

use serde_json::Value;

use super::entry::Entry;
use super::notation::{self, Notation, quoted};
use super::{Changed, Debate, Edit, NEWLINES, Refusal, is_line_start, line_end, line_start, newline, next_line};
use crate::format::tree::{Kind, Place, Tree};
use crate::format::{Origin, bytes, grower};

/// The keys of a file in their usual order.
const ORDER: [&str; 11] = [
    "agon",
    "title",
    "summary",
    "language",
    "include",
    "actors",
    "sources",
    "questions",
    "positions",
    "arguments",
    "events",
];

/// Columns between a key and what stands below it, where the file shows no other habit.
const STEP: usize = 2;

/// A file with one more entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The id of the entry; an event has none.
    pub id: Option<String>,
    /// The file.
    pub changed: Changed,
}

/// The debate whose main file is in `raw`, with `entry` at the end of its section, under the id that is `given` or else
/// one made from its words. It goes into the file at the path `into`, from the folder of the main file; without one, into
/// that.
///
/// # Errors
/// A [`Refusal`], and nothing is changed.
pub fn add(
    raw: &[u8],
    origin: &Origin,
    into: Option<&str>,
    entry: Entry,
    given: Option<&str>,
) -> Result<Added, Refusal> {
    let debate = Debate::open(raw, origin)?;
    let id = entry.id(&debate, given)?;
    let path = into.unwrap_or_default();
    let Some(document) = debate.files.iter().find(|document| document.path == path) else {
        return Err(Refusal::Words(format!("the debate does not include {path}")));
    };
    // The tree reads a text in which tabs have become blanks, one for one: its places are those of the file.
    let Ok(text) = bytes::text(&document.bytes) else { return Err(super::laid_out_otherwise()) };
    let tree = grower::grow(&text, &mut Vec::new());
    let has_id = !matches!(entry, Entry::Event(_));
    let new = New { section: entry.section(), id: has_id.then(|| id.0.clone()), value: entry.value() };
    let edits = Site::of(&tree, document.text()?).ok_or_else(super::laid_out_otherwise)?.edits(&new)?;
    let mut meant = document.file.clone();
    entry.put(&mut meant, id);
    let mut changed = debate.revised(vec![(document, edits, meant)])?;
    Ok(Added { changed: changed.pop().ok_or_else(super::laid_out_otherwise)?, id: new.id })
}

/// What is to be written.
struct New {
    section: &'static str,
    id: Option<String>,
    value: Value,
}

impl New {
    /// The entry on one line.
    fn flow(&self, notation: Notation) -> String {
        match &self.id {
            Some(id) => notation::entry(id, &self.value, notation),
            None => notation::flow(&self.value, notation),
        }
    }

    /// The entry in lines that begin at `column`.
    fn block(&self, column: usize, step: usize, on_one_line: bool) -> Vec<String> {
        let blanks = " ".repeat(column);
        let before = if self.id.is_none() { "- " } else { "" };
        let line = format!("{blanks}{before}{}", self.flow(Notation::Flow));
        if on_one_line && notation::fits(&line) {
            return vec![line];
        }
        let mut lines = match (&self.id, &self.value) {
            (Some(id), value) => notation::block(id, value, column, step),
            (None, Value::Object(keys)) => notation::mapping(keys, column + before.len(), step),
            _ => vec![line],
        };
        if let Some(first) = lines.first_mut() {
            *first = format!("{blanks}{before}{}", first.trim_start());
        }
        lines
    }

    /// The whole section on one line.
    fn section(&self, notation: Notation) -> String {
        let key = if notation == Notation::Json { quoted(self.section) } else { self.section.to_owned() };
        format!("{key}: {}", self.container(notation))
    }

    fn container(&self, notation: Notation) -> String {
        let entry = self.flow(notation);
        if self.id.is_some() { format!("{{{entry}}}") } else { format!("[{entry}]") }
    }
}

/// Where to write it.
struct Site<'s> {
    tree: &'s Tree<'s>,
    text: &'s str,
    keys: &'s [(Place, Place)],
    /// The whole file is one pair of braces.
    flow: bool,
    notation: Notation,
    /// Where the keys of a file in block notation begin.
    column: usize,
    step: usize,
}

impl<'s> Site<'s> {
    fn of(tree: &'s Tree<'s>, text: &'s str) -> Option<Self> {
        let root = tree.root.as_ref()?;
        let Kind::Map { entries, flow } = &tree.node(root).kind else { return None };
        let json = *flow && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        let notation = if json { Notation::Json } else { Notation::Flow };
        let start = tree.written(root).start;
        let column = start - line_start(text, start);
        let mut site = Self { tree, text, keys: entries, flow: *flow, notation, column, step: STEP };
        let habit = entries.iter().find_map(|(_, value)| match &tree.node(value).kind {
            Kind::Map { entries, flow: false } if !entries.is_empty() => site.column_of(value).checked_sub(column),
            _ => None,
        });
        site.step = habit.filter(|step| *step > 0).unwrap_or(STEP);
        Some(site)
    }

    /// Where the entries of a block begin.
    fn column_of(&self, place: &Place) -> usize {
        let start = self.tree.written(place).start;
        let line = line_start(self.text, start);
        let column = start - line;
        let Kind::List(_) = self.tree.node(place).kind else { return column };
        // A list that is not indented begins, to the parser, behind its first dash.
        let before = self.text.get(line..start).unwrap_or_default();
        before.find('-').filter(|dash| before[..*dash].trim().is_empty()).unwrap_or(column)
    }

    fn key(&self, name: &str) -> Option<&'s (Place, Place)> {
        let is_it = |key: &Place| matches!(&self.tree.node(key).kind, Kind::Scalar { text, .. } if text == name);
        self.keys.iter().find(|(key, _)| is_it(key))
    }

    fn is_flow(&self, place: &Place) -> bool {
        match &self.tree.node(place).kind {
            Kind::Map { flow, .. } => *flow,
            _ => self.text.as_bytes().get(self.tree.written(place).start) == Some(&b'['),
        }
    }

    fn edits(&self, new: &New) -> Result<Vec<Edit>, Refusal> {
        let Some((key, value)) = self.key(new.section) else { return Ok(self.section(new)) };
        if value.alias().is_some() {
            let words = format!("`{}` is an alias in this file: write the entry where its anchor stands", new.section);
            return Err(Refusal::Words(words));
        }
        Ok(match &self.tree.node(value).kind {
            Kind::Map { entries, .. } if !entries.is_empty() => {
                let ends: Vec<Entries> = entries.iter().map(|(key, value)| (key, value)).collect();
                self.behind(&ends, value, new)
            }
            Kind::List(items) if !items.is_empty() => {
                let ends: Vec<Entries> = items.iter().map(|item| (item, item)).collect();
                self.behind(&ends, value, new)
            }
            _ => self.filled(key, value, new),
        })
    }

    /// Behind the last of the entries of `container`.
    fn behind(&self, entries: &[Entries<'_>], container: &Place, new: &New) -> Vec<Edit> {
        let Some((key, value)) = entries.last() else { return Vec::new() };
        let (start, end) = (self.tree.range(key).start, self.end(value));
        if self.is_flow(container) {
            return self.behind_in_flow(start, end, &new.flow(self.notation));
        }
        let column = self.column_of(container);
        let inside = match &self.tree.node(value).kind {
            Kind::Map { flow: false, .. } if new.id.is_some() => self.column_of(value).checked_sub(column),
            _ => None,
        };
        let on_one_line = self.is_flow(value) && value.alias().is_none();
        let mut lines = new.block(column, inside.filter(|step| *step > 0).unwrap_or(self.step), on_one_line);
        let apart = entries.len() > 1
            && entries.get(entries.len() - 2).is_some_and(|(_, before)| self.blank_between(self.end(before), start));
        if apart {
            lines.insert(0, String::new());
        }
        vec![self.lines_at(self.below(end, column.max(1)), &lines)]
    }

    /// As the only entry of a section that has none yet.
    fn filled(&self, key: &Place, value: &Place, new: &New) -> Vec<Edit> {
        let written = self.tree.written(value);
        let inside = self.text.get(written.start + 1..written.end.saturating_sub(1)).unwrap_or_default();
        let braces = matches!(self.tree.node(value).kind, Kind::Map { .. } | Kind::List(_));
        // A comment inside the braces keeps them.
        if braces && (self.flow || !inside.trim().is_empty()) {
            return vec![Edit::insert(written.end - 1, new.flow(self.notation))];
        }
        if self.flow {
            return vec![Edit { range: written, text: new.container(self.notation) }];
        }
        let mut edits = Vec::new();
        let end = if written.is_empty() { self.tree.range(key).end } else { written.end };
        if !written.is_empty() {
            let before = self.text.get(..written.start).unwrap_or_default();
            let start = before.trim_end_matches(' ').len();
            edits.push(Edit { range: start..written.end, text: String::new() });
        }
        let lines = new.block(self.column + self.step, self.step, false);
        edits.push(self.lines_at(self.below(end, self.column + 1), &lines));
        edits
    }

    /// With a section that is not there yet, where it usually stands.
    fn section(&self, new: &New) -> Vec<Edit> {
        let before = ORDER.iter().take_while(|name| **name != new.section).filter_map(|name| self.key(name)).last();
        let Some((key, value)) = before else { return Vec::new() };
        let (start, end) = (self.tree.range(key).start, self.end(value));
        if self.flow {
            return self.behind_in_flow(start, end, &new.section(self.notation));
        }
        let blanks = " ".repeat(self.column);
        let mut lines = vec![format!("{blanks}{}:", new.section)];
        lines.extend(new.block(self.column + self.step, self.step, false));
        let sections = self.keys.windows(2).any(|pair| match pair {
            [(_, before), (key, _)] => self.blank_between(self.end(before), self.tree.range(key).start),
            _ => false,
        });
        if sections {
            lines.insert(0, String::new());
        }
        vec![self.lines_at(self.below(end, self.column + 1), &lines)]
    }

    /// Behind an entry inside braces or brackets: on a line of its own, if that entry has one.
    fn behind_in_flow(&self, start: usize, end: usize, item: &str) -> Vec<Edit> {
        let indent = self.text.get(line_start(self.text, start)..start).unwrap_or_default();
        let own_line = indent.trim().is_empty();
        let between = if own_line { format!("{}{indent}", newline(self.text)) } else { " ".to_owned() };
        // A comment on the line stays with the entry before.
        let line = self.text.get(end..line_end(self.text, end)).unwrap_or_default();
        let rest = line.trim_start();
        let comma = rest.starts_with(',');
        if own_line && rest.trim_start_matches(',').trim_start().starts_with('#') {
            let behind = if comma { "," } else { "" };
            let mut edits = vec![Edit::insert(end + line.len(), format!("{between}{item}{behind}"))];
            if !comma {
                edits.push(Edit::insert(end, ",".to_owned()));
            }
            return edits;
        }
        vec![Edit::insert(end, format!(",{between}{item}"))]
    }

    /// Where a value ends.
    fn end(&self, value: &Place) -> usize {
        if let Some(alias) = value.alias() {
            return alias.end;
        }
        let written = self.tree.written(value);
        match &self.tree.node(value).kind {
            Kind::Map { entries, flow: false } => entries.last().map_or(written.end, |(_, value)| self.end(value)),
            Kind::List(items) if !self.is_flow(value) => items.last().map_or(written.end, |item| self.end(item)),
            // A block of text reaches over the blank lines below it; they are part of the text only if it keeps them.
            Kind::Scalar { text, .. } if !text.ends_with("\n\n") => {
                written.start + self.text.get(written.clone()).map_or(0, |raw| raw.trim_end().len())
            }
            _ => written.end,
        }
    }

    /// The line below what ends at `end`, and below the comments that follow it and are indented by `least` or more:
    /// they are part of the section; those further left speak of what comes next.
    fn below(&self, end: usize, least: usize) -> usize {
        // A block of text ends where the line below it begins.
        let mut below = if is_line_start(self.text, end) { end } else { next_line(self.text, end) };
        let mut at = below;
        while at < self.text.len() {
            let line = self.text.get(at..line_end(self.text, at)).unwrap_or_default();
            let rest = line.trim_start();
            at = next_line(self.text, at);
            if rest.starts_with('#') && line.len() - rest.len() >= least {
                below = at;
            } else if !rest.is_empty() {
                break;
            }
        }
        below
    }

    fn blank_between(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or_default().replace("\r\n", "\n");
        // The first piece is the rest of a line, the last one the beginning of one.
        let mut lines: Vec<&str> = between.split(NEWLINES).skip(1).collect();
        lines.pop();
        lines.iter().any(|line| line.trim().is_empty())
    }

    /// Whole lines put in where a line begins, or behind a last line that has no end.
    fn lines_at(&self, at: usize, lines: &[String]) -> Edit {
        let newline = newline(self.text);
        let lines = lines.join(newline);
        let text = if is_line_start(self.text, at) { format!("{lines}{newline}") } else { format!("{newline}{lines}") };
        Edit::insert(at, text)
    }
}

/// The first and the last part of an entry.
type Entries<'t> = (&'t Place, &'t Place);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::rule::Rule;

    #[test]
    fn the_usual_order_is_that_of_the_schema() {
        let Some(Rule::Record(file)) = Rule::of_file(&crate::format::schema()) else { panic!("a file is a mapping") };
        assert_eq!(file.keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>(), ORDER);
    }
}
