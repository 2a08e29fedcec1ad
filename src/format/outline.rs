//! Where the entries of a very large file stand, found by its layout alone: enough to place warnings.

use super::advice::{self, Advice, Advised, Errors};
use super::diagnostic::{Read, Report};
use super::happy::Happy;
use super::lines::Texts;
use super::nearest::Nearest;
use super::runs::{begins_entry, column, opened};
use super::sound::{Sound, SoundKind};
use super::{Origin, guard};
use crate::debate::Debate;

/// The warnings of a debate whose main file is larger than what the careful way reads, each at its entry. Those that take
/// the text itself are not worked out.
pub(super) fn report(happy: Happy, raw: &[u8], origin: &Origin) -> Report {
    let more_warnings = advice::may_need_text(&happy);
    let debate = happy.debate;
    let text = std::str::from_utf8(guard::without_mark(raw)).unwrap_or_default();
    let nowhere = || Sound::new(0..0, SoundKind::Map(Vec::new()));
    let outline = Some(outline(text)).filter(|outline| fits(outline, &debate));
    let sound = outline.unwrap_or_else(nowhere);
    let advised = Advised { debate: &debate, file: None, sound: &sound, text: "", origin, errors: &Errors::default() };
    let Advice { findings, quotes, .. } = advice::advise(&advised, &mut Nearest::new());
    let read = Read { debate, quotes };
    Report { more_warnings, ..Report::new(findings, &Texts::of(&origin.name, text), Some(read)) }
}

/// The sections whose entries stand below them, with the places of their ids, and nothing in them.
fn outline(text: &str) -> Sound<'_> {
    let mut sections = Vec::new();
    let mut entries = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let Some((column, first)) = column(line.as_bytes()) else { continue };
        if column == 0 {
            entries = None;
        }
        if let Some(section) = opened(line.as_bytes()).filter(|_| column == 0) {
            let range = at..at + section.len();
            sections.push((section.into(), range.clone(), Sound::new(range, SoundKind::Map(Vec::new()))));
            entries = Some(None);
        } else if let Some(entries) = &mut entries
            && *entries.get_or_insert(column) == column
            && begins_entry(first)
            && let Some((_, _, Sound { kind: SoundKind::Map(found), .. })) = sections.last_mut()
        {
            let line = line.get(column..).unwrap_or_default();
            let key = line.split_once(':').map_or(line, |(key, _)| key);
            let range = at + column..at + column + key.len();
            let id = key.trim_matches(['"', '\'']).into();
            found.push((id, range.clone(), Sound::new(range, SoundKind::Text("".into()))));
        }
    }
    Sound::new(0..0, SoundKind::Map(sections))
}

/// Whether the entries are those of the debate, in its order.
fn fits(outline: &Sound<'_>, debate: &Debate) -> bool {
    let SoundKind::Map(sections) = &outline.kind else { return false };
    let ids = |section: &'static str| {
        let found = sections.iter().filter(move |(name, ..)| name == section);
        found.flat_map(|(_, _, section)| match &section.kind {
            SoundKind::Map(entries) => entries.as_slice(),
            _ => &[],
        })
    };
    let ids = |section| ids(section).map(|(id, ..)| &**id);
    let statements = ids("questions").chain(ids("positions")).chain(ids("arguments"));
    ids("actors").eq(debate.actors().iter().map(|actor| &*actor.id))
        && ids("sources").eq(debate.sources().iter().map(|source| &*source.id))
        && statements.eq(debate.statements().iter().map(|statement| &*statement.id))
}

#[cfg(test)]
mod tests {
    use super::super::{Folder, Progress, check, runs::Cutting, short};
    use super::*;

    /// The place is that of the id, whatever part of the entry is meant.
    #[test]
    fn warnings_stand_at_their_entries() {
        let text = "\u{feff}agon: 1\ntitle: T\nactors: # those who speak\n  ana:\n    name: Ana\n\n  'ben': {name: Ben}\n\
                    questions:\n  q: {text: Q}\npositions:\n  # Nobody\n  p: {answers: q, text: P}\narguments:\n  \
                    a:\n    text: A\n    rebuts: p\n";
        let origin = Origin::named("x");
        let read = Happy::read(text.as_bytes(), &origin, &mut Folder::default(), Cutting::USUAL, &Progress::default());
        let found = report(read.expect("it is plain"), text.as_bytes(), &origin);
        assert_eq!(short(&found), short(&check(text.as_bytes(), &origin)));
        assert_eq!(found.diagnostics.iter().map(|told| told.line).collect::<Vec<_>>(), [4, 7, 12, 14]);
    }
}
