//! Warnings: what is right by the rules and may still not be what the author meant.
//!
//! They are worked out only for a file without errors: an actor is not idle because the one entry that names it is
//! broken.

use std::collections::HashMap;

use super::diagnostic::{Code, Finding};
use super::lines::quoted;
use super::nearest::Nearest;
use super::problem::{Aim, Path, Step};
use super::shape::File;
use super::structure::Sound;
use super::wording::place;
use super::{Origin, local};
use crate::debate::{ActorIndex, Debate, SourceIndex, Stance, StatementIndex, StatementKind};

pub(super) fn advise(
    debate: &Debate,
    file: &File,
    sound: &Sound,
    origin: &Origin,
    nearest: &mut Nearest,
    findings: &mut Vec<Finding>,
) {
    let mut adviser = Adviser { debate, sound, findings };
    adviser.actors();
    adviser.sources(origin);
    adviser.statements(file);
    adviser.tags(file, nearest);
}

struct Adviser<'d, 'f> {
    debate: &'d Debate,
    sound: &'d Sound,
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
                let path: Path = [path.as_slice(), &[Step::Key("text")]].concat();
                let message = format!("the text {} cannot be read: {why}", quoted(text));
                let finding = self.warn(Code::UnreadableText, &path, Aim::Value, message);
                self.findings.push(finding);
            }
        }
    }

    fn statements(&mut self, file: &File) {
        let debate = self.debate;
        for (place, statement) in debate.statements().iter().enumerate() {
            let path = path_of(file, StatementIndex::new(place));
            let id = quoted(&statement.id);
            match statement.kind {
                StatementKind::Question => {}
                StatementKind::Position => {
                    let held = statement.said.iter().any(|said| said.stance != Stance::Denies);
                    if !held {
                        let finding = self
                            .warn(Code::Unheld, &path, Aim::Key, format!("nobody holds the position {id}"))
                            .help("say with `said` who asserts it, and where");
                        self.findings.push(finding);
                    }
                }
                StatementKind::Argument => {
                    if statement.relations.is_empty() {
                        let finding = self
                            .warn(Code::LooseArgument, &path, Aim::Key, format!("the argument {id} bears on nothing"))
                            .help("say what it `supports`, `rebuts` or `undercuts`, or name it in a `because`");
                        self.findings.push(finding);
                    }
                    if statement.said.is_empty() && statement.text.is_some() {
                        let finding = self
                            .warn(
                                Code::Unattributed,
                                &path,
                                Aim::Key,
                                format!("nobody is said to make the argument {id}"),
                            )
                            .help("say with `said` who makes it, and where");
                        self.findings.push(finding);
                    }
                }
            }
        }
    }

    /// A tag comes into being by use, so that a mistyped one is another tag.
    fn tags(&mut self, file: &File, nearest: &mut Nearest) {
        let debate = self.debate;
        let often: Vec<&str> =
            debate.tags().iter().filter(|tag| tag.statements.len() > 1).map(|tag| &*tag.name).collect();
        for (place, tag) in debate.tags().iter().enumerate() {
            let [statement] = tag.statements.as_slice() else { continue };
            let Some(meant) = nearest.find(&tag.name, often.iter().copied()) else { continue };
            let mut path = path_of(file, *statement);
            let item = debate.statement(*statement).tags.iter().position(|tag| tag.place() == place);
            path.extend([Step::Key("tags"), Step::Item(item.unwrap_or(0))]);
            let message = format!("the tag {} is used only here", quoted(&tag.name));
            let finding =
                self.warn(Code::LoneTag, &path, Aim::Value, message).help(format!("did you mean {}?", quoted(meant)));
            self.findings.push(finding);
        }
    }
}

/// Where a statement stands in the file.
fn path_of(file: &File, statement: StatementIndex) -> Path {
    let mut entry = statement.place();
    for (section, count) in [("questions", file.questions.0.len()), ("positions", file.positions.0.len())] {
        match entry.checked_sub(count) {
            None => return vec![Step::Key(section), Step::Entry(entry)],
            Some(rest) => entry = rest,
        }
    }
    vec![Step::Key("arguments"), Step::Entry(entry)]
}
