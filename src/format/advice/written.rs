//! Warnings about how a text is written.

use super::super::code::Code;
use super::super::diagnostic::Finding;
use super::super::lines::quoted;
use super::super::problem::{Aim, Step};
use super::super::shape::{Attribution, Id, OneOrMany};
use super::super::sound::{Sound, SoundKind};
use super::Adviser;
use crate::debate::Debate;

/// Pairs of quotation marks.
const MARKS: [(char, char); 9] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('„', '”'), ('‘', '’'), ('«', '»'), ('»', '«'), ('「', '」')];

impl Adviser<'_> {
    /// Tells of plain texts with a comment right behind them that looks like more text.
    pub(super) fn cut_off(&mut self, part: &Sound<'_>) {
        match &part.kind {
            SoundKind::List(items) => items.iter().for_each(|item| self.cut_off(item)),
            SoundKind::Map(entries) => entries.iter().for_each(|(_, _, value)| self.cut_off(value)),
            SoundKind::Text(_) => {
                let Some((written, behind)) =
                    self.advised.text.get(part.range.start..).and_then(|rest| rest.split_at_checked(part.range.len()))
                else {
                    return;
                };
                let comment = behind.trim_start_matches(' ');
                let cut = comment.len() < behind.len()
                    && comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
                if cut && !written.starts_with(['"', '\'', '|', '>']) {
                    let at = part.range.end + behind.len() - comment.len();
                    let end = comment.find(['\n', '\r']).unwrap_or(comment.len());
                    let finding =
                        Finding::new(Code::CutOff, at..at + end, "a comment begins here and cuts the text off")
                            .help("put the text in quotes; a comment has a blank behind its `#`");
                    self.tell(finding);
                }
            }
        }
    }

    /// Tells of texts that would read otherwise than they were meant: quotes in quotation marks of their own, and ids
    /// where a reader is shown the word as it stands.
    pub(super) fn texts(&mut self) {
        let Some(file) = self.advised.file else { return };
        for (place, (_, source)) in file.sources.0.iter().enumerate() {
            for (item, author) in source.authors.iter().enumerate() {
                if let Some(actor) = file.actors.0.get(&Id::from(&*author.0)) {
                    let path = [Step::Key("sources"), Step::Entry(place), Step::Key("authors"), Step::Item(item)];
                    let message = format!("{} is the id of an actor, and authors are shown as they stand", id(author));
                    let finding = self.warn(Code::IdAsText, &path, Aim::Value, message);
                    self.tell(finding.help(format!("write the name, {}", quoted(&actor.name.0))));
                }
            }
        }
        for (place, (_, question)) in file.questions.0.iter().enumerate() {
            let entry = [Step::Key("questions"), Step::Entry(place)];
            self.said(&question.said, &entry);
            let Some(about) = &question.about else { continue };
            let named = Id::from(&*about.0);
            let kind = [
                (file.questions.0.contains_key(&named), "a question"),
                (file.positions.0.contains_key(&named), "a position"),
                (file.arguments.0.contains_key(&named), "an argument"),
                (file.actors.0.contains_key(&named), "an actor"),
                (file.sources.0.contains_key(&named), "a source"),
            ];
            if let Some((_, noun)) = kind.iter().find(|(is, _)| *is) {
                let path = [entry.as_slice(), &[Step::Key("about")]].concat();
                let message = format!("{} is the id of {noun}, and `about` is shown as it stands", id(about));
                let finding = self.warn(Code::IdAsText, &path, Aim::Value, message);
                self.tell(finding.help("say in words what the question is about: it cannot refer to something"));
            }
        }
        for (place, (_, position)) in file.positions.0.iter().enumerate() {
            self.said(&position.said, &[Step::Key("positions"), Step::Entry(place)]);
        }
        for (place, (_, argument)) in file.arguments.0.iter().enumerate() {
            self.said(&argument.said, &[Step::Key("arguments"), Step::Entry(place)]);
        }
    }

    /// Tells of the quotes of a statement.
    fn said(&mut self, said: &OneOrMany<Attribution>, entry: &[Step]) {
        for (item, attribution) in said.iter().enumerate() {
            if attribution.quote.as_ref().is_some_and(|quote| is_in_marks(&quote.0)) {
                let path = [entry, &[Step::Key("said"), Step::Item(item), Step::Key("quote")]].concat();
                let message = "this quote has quotation marks of its own, and is shown in a second pair".to_owned();
                let finding = self.warn(Code::QuotedTwice, &path, Aim::Value, message);
                self.tell(finding.help("leave out the marks at its ends"));
            }
        }
    }
}

/// Whether [`Adviser::texts`] may have something to tell of a debate without errors.
pub(super) fn may_be_odd(debate: &Debate) -> bool {
    let is_id = |word: &str| {
        debate.statement_by_id(word).is_some()
            || debate.actor_by_id(word).is_some()
            || debate.source_by_id(word).is_some()
    };
    debate.sources().iter().flat_map(|source| &source.authors).any(|author| is_id(author))
        || debate.statements().iter().any(|statement| {
            let mut quotes = statement.said.iter().filter_map(|said| said.quote.as_ref());
            statement.about.as_ref().is_some_and(|about| is_id(about)) || quotes.any(|quote| is_in_marks(quote))
        })
}

fn id(prose: &super::super::shape::Prose) -> String {
    quoted(&prose.0)
}

/// Whether a text stands in one pair of quotation marks as a whole.
fn is_in_marks(text: &str) -> bool {
    let text = text.trim();
    MARKS.iter().any(|(open, close)| {
        let inner = text.strip_prefix(*open).and_then(|text| text.strip_suffix(*close));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([*open, *close]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_marks_is_known() {
        for (text, expected) in [
            ("“quiet as a cat”", true),
            (" \"quiet as a cat\" ", true),
            ("„leise“", true),
            ("«silencieux»", true),
            ("'tis quiet'", true),
            ("quiet as a cat", false),
            ("“quiet” as a “cat”", false),
            ("“quiet” as a cat", false),
            ("\"", false),
            ("“”", false),
            ("", false),
        ] {
            assert_eq!(is_in_marks(text), expected, "{text}");
        }
    }
}
