//! Warnings: what is right by the rules and may still not be what the author meant.
//!
//! Beside errors, only those are told that no error can be the cause of: an actor is not idle because the one entry that
//! names it is broken.

mod written;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use super::code::Code;
use super::diagnostic::Finding;
use super::happy::Happy;
use super::lines::{self, quoted, shown};
use super::nearest::Nearest;
use super::problem::{Aim, Path as Steps, Step};
use super::shape::{self, File, OneOrMany};
use super::sound::{Sound, SoundKind};
use super::wording::place;
use super::{Origin, Outcome, Passage, Quoted, limits, local, quotes, synonyms};
use crate::debate::{ActorIndex, Debate, RelationKind, SourceIndex, Stance, StatementIndex, StatementKind, TagIndex};

/// Whether there is nothing to warn of in a debate that was read the happy way, found out without a place. What takes
/// more than the debate to know is left to [`advise`].
pub(super) fn is_needless(happy: &Happy, origin: &Origin) -> bool {
    let debate = &happy.debate;
    let has_text = origin.folder.is_some() && debate.sources().iter().any(|source| source.text.is_some());
    if has_text || may_need_text(happy) {
        return false;
    }
    let nowhere = Sound::new(0..0, SoundKind::Map(Vec::new()));
    let advised = Advised { debate, file: None, sound: &nowhere, text: "", origin, errors: &Errors::default() };
    let advice = advise(&advised, &mut Nearest::new());
    advice.findings.is_empty() && advice.quotes.is_empty()
}

/// Whether there may be a warning that takes the text of the file.
pub(super) fn may_need_text(happy: &Happy) -> bool {
    happy.may_be_cut_off || written::may_be_odd(&happy.debate)
}

/// Whether a comment may begin right behind a text in a file.
pub(super) fn may_be_cut_off(raw: &[u8]) -> bool {
    let at = |place: usize| raw.get(place).copied().unwrap_or_default();
    memchr::memchr_iter(b'#', raw).any(|sign| {
        let letter = at(sign + 1).is_ascii_alphanumeric() || !at(sign + 1).is_ascii();
        letter && sign > 0 && at(sign - 1) == b' '
    })
}

/// The keys of statements, which are among the entries where they are indented too little.
const KEYS: [&str; 10] =
    ["text", "about", "answers", "supports", "rebuts", "undercuts", "because", "said", "tags", "note"];

/// What there is to look at.
pub(super) struct Advised<'a> {
    /// What could be made of the file: a whole debate, or what is left of one beside the errors.
    pub(super) debate: &'a Debate,
    /// What the file says; none where the debate says all of it, and nothing is to be told of how it is written.
    pub(super) file: Option<&'a File>,
    pub(super) sound: &'a Sound<'a>,
    pub(super) text: &'a str,
    pub(super) origin: &'a Origin,
    pub(super) errors: &'a Errors,
}

/// The errors of a file, as far as they may be the cause of something else.
#[derive(Debug, Default)]
pub(super) struct Errors {
    /// Where each begins, in order.
    starts: Vec<usize>,
    /// One of them may hide that something is named.
    may_hide_uses: bool,
}

impl Errors {
    pub(super) fn of(findings: &[Finding]) -> Self {
        // With these, all that names another has been read.
        let harmless =
            [Code::BadDate, Code::BadUrl, Code::BadPath, Code::Repeated, Code::UnknownWord, Code::DuplicateId];
        let mut starts: Vec<usize> = findings.iter().map(|finding| finding.range.start).collect();
        starts.sort_unstable();
        Self { starts, may_hide_uses: findings.iter().any(|finding| !harmless.contains(&finding.code)) }
    }

    fn are_in(&self, range: &Range<usize>) -> bool {
        let first = self.starts.partition_point(|start| *start < range.start);
        self.starts.get(first).is_some_and(|start| *start < range.end)
    }
}

/// What was found beside errors.
#[derive(Debug, Default)]
pub(super) struct Advice {
    pub(super) findings: Vec<Finding>,
    /// Some that may be there were left out: an error may be their cause.
    pub(super) is_partial: bool,
    /// The quotes that were looked up, with their places.
    pub(super) quotes: Vec<(Range<usize>, Quoted)>,
}

pub(super) fn advise(advised: &Advised<'_>, nearest: &mut Nearest) -> Advice {
    let debate = advised.debate;
    let mut adviser = Adviser { advised, debate, sections: Sections::of(debate), advice: Advice::default() };
    adviser.language();
    adviser.actors();
    adviser.sources();
    adviser.statements();
    adviser.tags(nearest);
    adviser.cut_off(advised.sound);
    adviser.texts();
    // A debate that comes from no file has no folder to read from.
    if let Some(folder) = &advised.origin.folder {
        adviser.quotes(folder, quotes::look_up_quotes(advised.debate, folder));
    }
    adviser.advice
}

struct Adviser<'a> {
    advised: &'a Advised<'a>,
    debate: &'a Debate,
    sections: Sections,
    advice: Advice,
}

impl Adviser<'_> {
    fn at(&self, path: &[Step], aim: Aim) -> Range<usize> {
        place(self.advised.sound, path, aim)
    }

    fn warn(&self, code: Code, path: &[Step], aim: Aim, message: String) -> Finding {
        Finding::new(code, self.at(path, aim), message)
    }

    fn tell(&mut self, finding: Finding) {
        self.advice.findings.push(finding);
    }

    /// Tells of something that is named nowhere, if all that may name it has been read.
    fn tell_unused(&mut self, finding: Finding) {
        self.tell_if(!self.advised.errors.may_hide_uses, finding);
    }

    /// Tells of something in an entry, if there is no error in that or right behind it, where a part of it may stand that
    /// is indented too little.
    fn tell_of_entry(&mut self, entry: &[Step], finding: Finding) {
        let (key, value) = (self.at(entry, Aim::Key), self.at(entry, Aim::Value));
        let end = self.next_entry(entry).unwrap_or(usize::MAX).max(value.end);
        self.tell_if(!self.advised.errors.are_in(&(key.start..end)), finding);
    }

    /// Where the next entry of the same section begins, or the next section.
    fn next_entry(&self, entry: &[Step]) -> Option<usize> {
        let [Step::Key(section), Step::Entry(place)] = entry else { return None };
        let SoundKind::Map(sections) = &self.advised.sound.kind else { return None };
        let (_, _, own) = sections.iter().find(|(name, ..)| name == section)?;
        let SoundKind::Map(entries) = &own.kind else { return None };
        // A key of the entry that stands among the entries is none.
        let next = entries.iter().skip(place + 1).find(|(id, ..)| !KEYS.contains(&&**id)).map(|(_, key, _)| key.start);
        let sections = || sections.iter().map(|(_, key, _)| key.start).filter(|start| *start >= own.range.end);
        next.or_else(|| sections().min())
    }

    fn tell_if(&mut self, certain: bool, finding: Finding) {
        if certain {
            self.tell(finding);
        } else {
            self.advice.is_partial = true;
        }
    }

    fn language(&mut self) {
        let Some(language) =
            self.debate.language().filter(|language| !language.is_empty() && !is_language_code(language))
        else {
            return;
        };
        let message = format!("{} is no language code", quoted(language));
        let path = [Step::Key("language")];
        let finding = self.warn(Code::BadLanguage, &path, Aim::Value, message);
        let help = match synonyms::language_code(language) {
            Some(code) => format!("did you mean `{code}`?"),
            None => "write a code such as `en`, `de` or `pt-BR`".to_owned(),
        };
        self.tell(finding.help(help));
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
                self.tell_unused(finding);
            }
            if actor.name.is_empty() {
                continue;
            }
            if let Some(first) = names.get(&*actor.name) {
                let name_of = |entry| [Step::Key("actors"), Step::Entry(entry), Step::Key("name")];
                let first = self.at(&name_of(*first), Aim::Value);
                let finding = self
                    .warn(
                        Code::SameName,
                        &name_of(entry),
                        Aim::Value,
                        format!("another actor has the name {}, too", quoted(&actor.name)),
                    )
                    .help("if they are one, keep one id; if not, let `role` or the name tell them apart")
                    .related(first, "first given here");
                self.tell(finding);
            } else {
                names.insert(&actor.name, entry);
            }
        }
    }

    fn sources(&mut self) {
        let (debate, origin) = (self.debate, self.advised.origin);
        for (entry, source) in debate.sources().iter().enumerate() {
            let index = SourceIndex::new(entry);
            let path = [Step::Key("sources"), Step::Entry(entry)];
            if debate.resting_on(index).is_empty() && debate.events_in(index).is_empty() {
                let message = format!("the source {} is named nowhere", quoted(&source.id));
                let finding = self.warn(Code::UnusedSource, &path, Aim::Key, message);
                self.tell_unused(finding);
            }
            let why = match (&source.text, &origin.folder) {
                (Some(text), Some(folder)) => local::unreadable(text, folder).map(|why| (text, why)),
                _ => None,
            };
            if let Some((text, why)) = why {
                let path: Steps = [path.as_slice(), &[Step::Key("text")]].concat();
                let message = format!("the text {} cannot be read: {why}", quoted(text));
                let finding = self.warn(Code::UnreadableText, &path, Aim::Value, message);
                self.tell(finding.help("put the text there, write the way to it, or leave `text` out"));
            }
        }
    }

    /// Tells of an argument that bears on the same statement both ways.
    fn both_ways(&mut self, index: StatementIndex) {
        let statement = self.debate.statement(index);
        let others = |kind| statement.relations.iter().filter(move |relation| relation.kind == kind);
        for rebutted in others(RelationKind::Rebuts) {
            if others(RelationKind::Supports).all(|supported| supported.target != rebutted.target) {
                continue;
            }
            let path = self.sections.path_of(index);
            let key = |name| self.at(&[path.as_slice(), &[Step::Key(name)]].concat(), Aim::Key);
            let (own, target) = (quoted(&statement.id), quoted(&self.debate.statement(rebutted.target).id));
            let message = format!("{own} both supports and rebuts {target}");
            let finding = Finding::new(Code::ForAndAgainst, key("rebuts"), message)
                .help("keep one of them; what speaks for both sides is two arguments")
                .related(key("supports"), "supported here");
            self.tell(finding);
        }
    }

    /// Tells of quotes and places that no source is named for.
    fn unsourced(&mut self, index: StatementIndex) {
        // As the file has it: the source that is named may be unknown because of an error.
        let of_file = self.advised.file.and_then(|file| said_in(file, self.sections.entry_of(index)));
        let of_debate = of_file.is_none().then(|| &self.debate.statement(index).said);
        let of_file = of_file.into_iter().flatten();
        let of_file = of_file.map(|said| (said.source.is_some(), said.quote.is_some(), said.at.is_some()));
        let of_debate = of_debate.into_iter().flatten();
        let of_debate = of_debate.map(|said| (said.source.is_some(), said.quote.is_some(), said.place.is_some()));
        for (item, said) in of_file.chain(of_debate).enumerate() {
            let (key, what) = match said {
                (false, true, _) => ("quote", "a quote"),
                (false, false, true) => ("at", "a place"),
                _ => continue,
            };
            let path = self.sections.path_of(index);
            let at = [path.as_slice(), &[Step::Key("said"), Step::Item(item), Step::Key(key)]].concat();
            let message = format!("{what} without its source");
            let finding = self.warn(Code::QuoteWithoutSource, &at, Aim::Key, message);
            self.tell_of_entry(&path, finding.help("name with `in` the source that it stands in"));
        }
    }

    fn statements(&mut self) {
        let (debate, sections) = (self.debate, self.sections);
        let mut attributed = self.advised.file.map(attributed);
        for (place, statement) in debate.statements().iter().enumerate() {
            let index = StatementIndex::new(place);
            self.both_ways(index);
            self.unsourced(index);
            let path = || sections.path_of(index);
            let id = || quoted(&statement.id);
            // As the file has it: whoever is named there may be unknown because of an error.
            let Attributed { is_said, is_held } = match &mut attributed {
                Some(attributed) => attributed.next().unwrap_or_default(),
                None => Attributed {
                    is_said: !statement.said.is_empty(),
                    is_held: statement.said.iter().any(|said| said.stance != Stance::Denies),
                },
            };
            match statement.kind {
                StatementKind::Question => {}
                StatementKind::Position => {
                    if !is_held {
                        let finding = self
                            .warn(Code::Unheld, &path(), Aim::Key, format!("nobody holds the position {}", id()))
                            .help("say with `said` who asserts it, and where");
                        self.tell_of_entry(&path(), finding);
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
                        self.tell_unused(finding);
                    }
                    if !is_said && statement.text.is_some() {
                        let finding = self
                            .warn(
                                Code::Unattributed,
                                &path(),
                                Aim::Key,
                                format!("nobody is said to make the argument {}", id()),
                            )
                            .help("say with `said` who makes it, and where");
                        self.tell_of_entry(&path(), finding);
                    }
                }
            }
        }
    }

    /// Tells of the quotes that do not stand in the local text, and gives all of them their places.
    fn quotes(&mut self, folder: &Path, quotes: Vec<Quoted>) {
        let (debate, sections) = (self.debate, self.sections);
        let mut told: HashSet<SourceIndex> = HashSet::new();
        // Beyond these, what is near is not looked for.
        let missing = quotes.iter().filter(|quoted| matches!(quoted.outcome, Outcome::Missing(_))).count();
        let all_compared = missing <= limits::PASSAGES;
        for quoted in quotes {
            let said = [Step::Key("said"), Step::Item(quoted.attribution), Step::Key("quote")];
            let entry = sections.path_of(quoted.statement);
            let at = self.at(&[entry.as_slice(), &said].concat(), Aim::Value);
            let source = debate.statement(quoted.statement).said.get(quoted.attribution).and_then(|said| said.source);
            let text = source.and_then(|source| debate.source(source).text.as_deref()).unwrap_or_default();
            if let (Some(source), Outcome::Unsearched(why)) = (source, &quoted.outcome)
                && told.insert(source)
                && local::unreadable(text, folder).is_none()
            {
                let path = [Step::Key("sources"), Step::Entry(source.place()), Step::Key("text")];
                let message = format!("the text {} cannot be searched: {why}", lines::quoted(text));
                let finding = self.warn(Code::UnreadableText, &path, Aim::Value, message);
                self.tell(finding);
            }
            let help = match &quoted.outcome {
                Outcome::Displaced => Some("its parts stand there, but do not follow each other".to_owned()),
                Outcome::Missing(None) if all_compared => Some(
                    "nothing near it stands there: look for it in another source, or write it as it is there"
                        .to_owned(),
                ),
                Outcome::Missing(Some(Passage { line, text })) => Some(format!("nearest, in line {line}: “{text}”")),
                _ => None,
            };
            if quoted.outcome.is_missing() {
                let message = format!("this quote is not in the text {}", lines::quoted(text));
                let finding = Finding::new(Code::Misquoted, at.clone(), message).help_if(help);
                // Where an attribution of the entry is broken, those behind it are not counted as in the file.
                self.tell_of_entry(&entry, finding);
            }
            self.advice.quotes.push((at, quoted));
        }
    }

    /// A tag comes into being by use, so that a mistyped one is another tag.
    fn tags(&mut self, nearest: &mut Nearest) {
        let debate = self.debate;
        let all = || debate.tags().iter().enumerate().map(|(place, tag)| (tag, debate.tagged(TagIndex::new(place))));
        let often: Vec<&str> = all().filter(|(_, carry)| carry.len() > 1).map(|(tag, _)| &*tag.name).collect();
        for (place, (tag, carry)) in all().enumerate() {
            let sections = self.sections;
            let path = |statement: StatementIndex| {
                let mut path = sections.path_of(statement);
                let item = debate.statement(statement).tags.iter().position(|tag| tag.place() == place);
                path.extend([Step::Key("tags"), Step::Item(item.unwrap_or(0))]);
                path
            };
            if let (Some(statement), true) = (carry.first(), tag.name.contains(',')) {
                let message = format!("this is one tag, {}", quoted(&tag.name));
                let names: Vec<&str> = tag.name.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
                let finding = self.warn(Code::SeveralTags, &path(*statement), Aim::Value, message);
                self.tell(
                    finding.help(format!("if several are meant, write a list: `[{}]`", shown(&names.join(", ")))),
                );
            }
            let [statement] = carry else { continue };
            let Some(meant) = nearest.find(&tag.name, often.iter().copied()) else { continue };
            let message = format!("the tag {} is used only here", quoted(&tag.name));
            let finding = self
                .warn(Code::LoneTag, &path(*statement), Aim::Value, message)
                .help(format!("did you mean {}?", quoted(meant)));
            self.tell_unused(finding);
        }
    }
}

/// Whether a word has the form of a language tag whose language is a code of two or three letters (RFC 5646,
/// section 2.1).
fn is_language_code(word: &str) -> bool {
    let mut subtags = word.split('-');
    let is_code =
        subtags.next().is_some_and(|code| matches!(code.len(), 2 | 3) && is_all(code, u8::is_ascii_alphabetic));
    is_code && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && is_all(subtag, u8::is_ascii_alphanumeric))
}

fn is_all(word: &str, of: impl Fn(&u8) -> bool) -> bool {
    word.as_bytes().iter().all(of)
}

/// Whether somebody says a statement, and whether somebody stands by it.
#[derive(Debug, Clone, Copy, Default)]
struct Attributed {
    is_said: bool,
    is_held: bool,
}

/// Who says an entry of a file, where it is a statement.
fn said_in<'f>(file: &'f File, entry: (&str, usize)) -> Option<&'f OneOrMany<shape::Attribution>> {
    match entry {
        ("questions", place) => file.questions.0.get_index(place).map(|(_, question)| &question.said),
        ("positions", place) => file.positions.0.get_index(place).map(|(_, position)| &position.said),
        (_, place) => file.arguments.0.get_index(place).map(|(_, argument)| &argument.said),
    }
}

/// That of each statement of a file.
fn attributed(file: &File) -> impl Iterator<Item = Attributed> {
    fn of(said: &OneOrMany<shape::Attribution>) -> Attributed {
        let is_held = said.iter().any(|said| said.stance != Some(shape::Stance::Denies));
        Attributed { is_said: !said.is_empty(), is_held }
    }
    let questions = file.questions.0.values().map(|question| of(&question.said));
    let positions = file.positions.0.values().map(|position| of(&position.said));
    questions.chain(positions).chain(file.arguments.0.values().map(|argument| of(&argument.said)))
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
        let (section, entry) = self.entry_of(statement);
        vec![Step::Key(section), Step::Entry(entry)]
    }

    /// Its section, and its place there.
    fn entry_of(self, statement: StatementIndex) -> (&'static str, usize) {
        let mut entry = statement.place();
        for (section, count) in self.0 {
            match entry.checked_sub(count) {
                None => return (section, entry),
                Some(rest) => entry = rest,
            }
        }
        ("arguments", entry)
    }
}
