//! Warnings: what is right by the rules and may still not be what the author meant.
//!
//! They are worked out only for a file without errors: an actor is not idle because the one entry that names it is
//! broken.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use super::code::Code;
use super::diagnostic::Finding;
use super::happy::Happy;
use super::lines::{self, quoted};
use super::nearest::Nearest;
use super::problem::{Aim, Path as Steps, Step};
use super::sound::{Sound, SoundKind};
use super::wording::place;
use super::{Origin, Outcome, Passage, Quoted, local, quotes};
use crate::debate::{ActorIndex, Debate, SourceIndex, Stance, StatementIndex, StatementKind};

/// Whether there is nothing to warn of in a debate that was read the happy way, found out without a place. What takes
/// more than the debate to know is left to [`advise`].
pub(super) fn is_needless(happy: &Happy, origin: &Origin) -> bool {
    let Happy { debate, may_be_cut_off } = happy;
    if *may_be_cut_off || (origin.folder.is_some() && debate.sources().iter().any(|source| source.text.is_some())) {
        return false;
    }
    let nowhere = Sound::new(0..0, SoundKind::Map(Vec::new()));
    let mut findings = Vec::new();
    let quotes = advise(debate, &nowhere, "", origin, &mut Nearest::new(), &mut findings);
    findings.is_empty() && quotes.is_empty()
}

/// Whether a comment may begin right behind a text in a file.
pub(super) fn may_be_cut_off(raw: &[u8]) -> bool {
    let at = |place: usize| raw.get(place).copied().unwrap_or_default();
    memchr::memchr_iter(b'#', raw).any(|sign| {
        let letter = at(sign + 1).is_ascii_alphanumeric() || !at(sign + 1).is_ascii();
        letter && sign > 0 && at(sign - 1) == b' '
    })
}

pub(super) fn advise(
    debate: &Debate,
    sound: &Sound,
    text: &str,
    origin: &Origin,
    nearest: &mut Nearest,
    findings: &mut Vec<Finding>,
) -> Vec<(Range<usize>, Quoted)> {
    let mut adviser = Adviser { debate, sound, sections: Sections::of(debate), findings };
    adviser.actors();
    adviser.sources(origin);
    adviser.statements();
    adviser.tags(nearest);
    adviser.cut_off(sound, text);
    // A debate that comes from no file has no folder to read from.
    let Some(folder) = &origin.folder else { return Vec::new() };
    adviser.quotes(folder, quotes::look_up(debate, folder))
}

struct Adviser<'d, 'f> {
    debate: &'d Debate,
    sound: &'d Sound,
    sections: Sections,
    findings: &'f mut Vec<Finding>,
}

impl Adviser<'_, '_> {
    fn warn(&mut self, code: Code, path: &[Step], aim: Aim, message: String) -> Finding {
        Finding::new(code, place(self.sound, path, aim), message)
    }

    fn actors(&mut self) {
        let mut names: HashMap<&str, usize> = HashMap::new();
        let debate = self.debate;
        for (entry, actor) in debate.actors().iter().enumerate() {
            let index = ActorIndex::new(entry);
            let path = [Step::Key("actors"), Step::Entry(entry)];
            if debate.said_by(index).is_empty() && debate.events_with(index).is_empty() {
                let finding = self.warn(
                    Code::UnusedActor,
                    &path,
                    Aim::Key,
                    format!("the actor {} is named nowhere", quoted(&actor.id)),
                );
                self.findings.push(finding);
            }
            if let Some(first) = names.get(&*actor.name) {
                let name_of = |entry| [Step::Key("actors"), Step::Entry(entry), Step::Key("name")];
                let first = place(self.sound, &name_of(*first), Aim::Value);
                let finding = self
                    .warn(
                        Code::SameName,
                        &name_of(entry),
                        Aim::Value,
                        format!("another actor has the name {}, too", quoted(&actor.name)),
                    )
                    .help("if they are one, keep one id; if not, let `role` or the name tell them apart")
                    .related(first, "first given here");
                self.findings.push(finding);
            } else {
                names.insert(&actor.name, entry);
            }
        }
    }

    fn sources(&mut self, origin: &Origin) {
        let debate = self.debate;
        for (entry, source) in debate.sources().iter().enumerate() {
            let index = SourceIndex::new(entry);
            let path = [Step::Key("sources"), Step::Entry(entry)];
            if debate.resting_on(index).is_empty() && debate.events_in(index).is_empty() {
                let message = format!("the source {} is named nowhere", quoted(&source.id));
                let finding = self.warn(Code::UnusedSource, &path, Aim::Key, message);
                self.findings.push(finding);
            }
            let why = match (&source.text, &origin.folder) {
                (Some(text), Some(folder)) => local::unreadable(text, folder).map(|why| (text, why)),
                _ => None,
            };
            if let Some((text, why)) = why {
                let path: Steps = [path.as_slice(), &[Step::Key("text")]].concat();
                let message = format!("the text {} cannot be read: {why}", quoted(text));
                let finding = self.warn(Code::UnreadableText, &path, Aim::Value, message);
                self.findings.push(finding);
            }
        }
    }

    fn statements(&mut self) {
        let (debate, sections) = (self.debate, self.sections);
        for (place, statement) in debate.statements().iter().enumerate() {
            let path = || sections.path_of(StatementIndex::new(place));
            let id = || quoted(&statement.id);
            match statement.kind {
                StatementKind::Question => {}
                StatementKind::Position => {
                    let held = statement.said.iter().any(|said| said.stance != Stance::Denies);
                    if !held {
                        let finding = self
                            .warn(Code::Unheld, &path(), Aim::Key, format!("nobody holds the position {}", id()))
                            .help("say with `said` who asserts it, and where");
                        self.findings.push(finding);
                    }
                }
                StatementKind::Argument => {
                    if statement.relations.is_empty() {
                        let finding = self
                            .warn(
                                Code::LooseArgument,
                                &path(),
                                Aim::Key,
                                format!("the argument {} bears on nothing", id()),
                            )
                            .help("say what it `supports`, `rebuts` or `undercuts`, or name it in a `because`");
                        self.findings.push(finding);
                    }
                    if statement.said.is_empty() && statement.text.is_some() {
                        let finding = self
                            .warn(
                                Code::Unattributed,
                                &path(),
                                Aim::Key,
                                format!("nobody is said to make the argument {}", id()),
                            )
                            .help("say with `said` who makes it, and where");
                        self.findings.push(finding);
                    }
                }
            }
        }
    }

    /// Tells of the quotes that do not stand in the local text, and gives all of them their places.
    fn quotes(&mut self, folder: &Path, quotes: Vec<Quoted>) -> Vec<(Range<usize>, Quoted)> {
        let debate = self.debate;
        let mut placed = Vec::with_capacity(quotes.len());
        let mut told: HashSet<SourceIndex> = HashSet::new();
        for quoted in quotes {
            let said = [Step::Key("said"), Step::Item(quoted.attribution), Step::Key("quote")];
            let path = [self.sections.path_of(quoted.statement).as_slice(), &said].concat();
            let at = place(self.sound, &path, Aim::Value);
            let source = debate.statement(quoted.statement).said.get(quoted.attribution).and_then(|said| said.source);
            let text = source.and_then(|source| debate.source(source).text.as_deref()).unwrap_or_default();
            if let (Some(source), Outcome::Unsearched(why)) = (source, &quoted.outcome)
                && told.insert(source)
                && local::unreadable(text, folder).is_none()
            {
                let path = [Step::Key("sources"), Step::Entry(source.place()), Step::Key("text")];
                let message = format!("the text {} cannot be searched: {why}", lines::quoted(text));
                let finding = self.warn(Code::UnreadableText, &path, Aim::Value, message);
                self.findings.push(finding);
            }
            let help = match &quoted.outcome {
                Outcome::Displaced => Some("its parts stand there, but do not follow each other".to_owned()),
                Outcome::Missing(Some(Passage { line, text })) => Some(format!("nearest, in line {line}: “{text}”")),
                _ => None,
            };
            if quoted.outcome.is_missing() {
                let message = format!("this quote is not in the text {}", lines::quoted(text));
                self.findings.push(Finding::new(Code::Misquoted, at.clone(), message).help_if(help));
            }
            placed.push((at, quoted));
        }
        placed
    }

    /// A tag comes into being by use, so that a mistyped one is another tag.
    fn tags(&mut self, nearest: &mut Nearest) {
        let debate = self.debate;
        let often: Vec<&str> =
            debate.tags().iter().filter(|tag| tag.statements.len() > 1).map(|tag| &*tag.name).collect();
        for (place, tag) in debate.tags().iter().enumerate() {
            let [statement] = tag.statements.as_slice() else { continue };
            let Some(meant) = nearest.find(&tag.name, often.iter().copied()) else { continue };
            let mut path = self.sections.path_of(*statement);
            let item = debate.statement(*statement).tags.iter().position(|tag| tag.place() == place);
            path.extend([Step::Key("tags"), Step::Item(item.unwrap_or(0))]);
            let message = format!("the tag {} is used only here", quoted(&tag.name));
            let finding =
                self.warn(Code::LoneTag, &path, Aim::Value, message).help(format!("did you mean {}?", quoted(meant)));
            self.findings.push(finding);
        }
    }
}

impl Adviser<'_, '_> {
    /// Tells of plain texts with a comment right behind them that looks like more text.
    fn cut_off(&mut self, part: &Sound, text: &str) {
        match &part.kind {
            SoundKind::List(items) => items.iter().for_each(|item| self.cut_off(item, text)),
            SoundKind::Map(entries) => entries.iter().for_each(|(_, _, value)| self.cut_off(value, text)),
            SoundKind::Text(_) => {
                let Some((written, behind)) =
                    text.get(part.range.start..).and_then(|rest| rest.split_at_checked(part.range.len()))
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
                    self.findings.push(finding);
                }
            }
        }
    }
}

/// The sections whose statements come first, and how many each has.
#[derive(Debug, Clone, Copy)]
struct Sections([(&'static str, usize); 2]);

impl Sections {
    fn of(debate: &Debate) -> Self {
        let count = |kind| debate.statements().iter().filter(|statement| statement.kind == kind).count();
        Self([("questions", count(StatementKind::Question)), ("positions", count(StatementKind::Position))])
    }

    /// Where a statement stands in the file.
    fn path_of(self, statement: StatementIndex) -> Steps {
        let mut entry = statement.place();
        for (section, count) in self.0 {
            match entry.checked_sub(count) {
                None => return vec![Step::Key(section), Step::Entry(entry)],
                Some(rest) => entry = rest,
            }
        }
        vec![Step::Key("arguments"), Step::Entry(entry)]
    }
}
