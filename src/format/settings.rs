//! A file of settings: words, lists and mappings with their places, and what is wrong with them.
//!
//! What the words mean is for others to say: they take the [`Value`] and complain, and the complaints come out as the
//! same diagnostics that a debate gets.

use std::ops::Range;

use super::code::Code;
use super::diagnostic::{Finding, Report};
use super::lines::{Texts, quoted};
use super::nearest::Nearest;
use super::tree::{self, Kind, Tree};
use super::{Origin, bytes, grower};

/// Where something stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Place {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, as it is written.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, behind a key.
    Nothing(Place),
    /// A word.
    Word(Word),
    /// A list.
    List(Vec<Value>, Place),
    /// A mapping, no key twice.
    Mapping(Vec<(Word, Value)>, Place),
}

impl Value {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Nothing(place) | Self::List(_, place) | Self::Mapping(_, place) => place,
            Self::Word(word) => &word.place,
        }
    }
}

/// The kind of a [`Complaint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A key that settings do not have.
    UnknownKey,
    /// A word that is none of those that may stand there.
    UnknownWord,
    /// A mapping, a list or a word where something else belongs.
    WrongType,
    /// The same thing given twice.
    Repeated,
}

/// What is wrong with something in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its kind.
    pub fault: Fault,
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What was expected at the place, in few words.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Another place that has to do with it, and what is there.
    pub related: Option<(Place, String)>,
}

/// A file of settings on its way to a meaning.
pub struct File {
    text: String,
    origin: Origin,
    findings: Vec<Finding>,
    nearest: Nearest,
}

impl File {
    /// Reads all of `bytes` that can be read. There is no value where the file says nothing.
    #[must_use]
    pub fn read(bytes: &[u8], origin: &Origin) -> (Self, Option<Value>) {
        let mut file =
            Self { text: String::new(), origin: origin.clone(), findings: Vec::new(), nearest: Nearest::new() };
        match bytes::text(bytes) {
            Err(unread) => {
                file.text = unread.shown;
                file.findings.push(unread.finding);
                (file, None)
            }
            Ok(text) => {
                let tree = grower::grow(&text, &mut file.findings);
                let root = tree.root.as_ref().filter(|_| !tree.is_nothing());
                let value = root.and_then(|root| file.value(&tree, root));
                file.advise();
                file.text = text.into_owned();
                (file, value)
            }
        }
    }

    /// What the parser finds is told as it is of a debate; here a lone sign is most often what it stumbles over.
    fn advise(&mut self) {
        for finding in &mut self.findings {
            match finding.code {
                Code::Syntax if finding.help.is_none() => {
                    finding.help = Some("put a sign in quotes, such as \"?\"".to_owned());
                }
                Code::Documents => finding.help = Some("settings are one document: take this line away".to_owned()),
                _ => {}
            }
        }
    }

    fn value(&mut self, tree: &Tree<'_>, at: &tree::Place) -> Option<Value> {
        let place = Place::from(tree.range(at));
        Some(match &tree.node(at).kind {
            Kind::Scalar { text, plain: true } if text.is_empty() => Value::Nothing(place),
            Kind::Scalar { text, .. } => Value::Word(Word { text: text.to_string(), place }),
            // The file broke off inside it: who knows what else was to stand there.
            Kind::List(_) if tree.node(at).partial => return None,
            Kind::List(items) => Value::List(items.iter().filter_map(|item| self.value(tree, item)).collect(), place),
            Kind::Map { entries, .. } => {
                let mut read: Vec<(Word, Value)> = Vec::new();
                for (key, value) in entries {
                    let range = tree.range(key);
                    let Kind::Scalar { text, .. } = &tree.node(key).kind else {
                        self.findings.push(Finding::new(Code::WrongType, range, "a key cannot be a list or a mapping"));
                        continue;
                    };
                    if let Some((first, _)) = read.iter().find(|(first, _)| first.text == *text) {
                        let message = format!("{} stands here twice", quoted(text));
                        let finding = Finding::new(Code::DuplicateKey, range, message)
                            .label("given again here")
                            .related(first.place.start..first.place.end, "first given here");
                        self.findings.push(finding);
                        continue;
                    }
                    // What the file broke off before is not known, and what was complained of is not there.
                    let Some(mut value) = self.value(tree, value) else { continue };
                    let place = Place::from(range);
                    // Where nothing stands the key shows better what is missing.
                    if let Value::Nothing(nowhere) = &mut value {
                        *nowhere = place.clone();
                    }
                    read.push((Word { text: text.to_string(), place }, value));
                }
                Value::Mapping(read, place)
            }
            Kind::Broken => return None,
        })
    }

    /// Keeps a complaint for the report.
    pub fn complain(&mut self, complaint: Complaint) {
        let Complaint { fault, place, message, label, help, related } = complaint;
        let code = match fault {
            Fault::UnknownKey => Code::UnknownKey,
            Fault::UnknownWord => Code::UnknownWord,
            Fault::WrongType => Code::WrongType,
            Fault::Repeated => Code::Repeated,
        };
        let mut finding = Finding::new(code, place.start..place.end, message).help_if(help);
        if let Some(label) = label {
            finding = finding.label(label);
        }
        if let Some((place, message)) = related {
            finding = finding.related(place.start..place.end, message);
        }
        self.findings.push(finding);
    }

    /// The one of `candidates` that was probably meant by `word`.
    pub fn meant<'c>(&mut self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        self.nearest.find(word, candidates)
    }

    /// All that is wrong, in the order of the file.
    #[must_use]
    pub fn report(self) -> Report {
        Report::new(self.findings, &Texts::of(&self.origin.name, &self.text), None)
    }
}

/// A word of the file as a message repeats it: cleaned, on one line, not endless.
#[must_use]
pub fn repeated(word: &str) -> String {
    quoted(word)
}
