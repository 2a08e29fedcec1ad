//! What is wrong with a file, and where.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::lines::Lines;
use super::{Origin, Quoted, limits};
use crate::debate::{Debate, clean_line};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be opened.
    Error,
    /// The file can be opened; an author may want to look.
    Warning,
}

impl Severity {
    /// The word for it: `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The kinds of diagnostics with their codes. A code never changes its meaning and is never used again.
macro_rules! codes {
    ($($name:ident $code:literal $what:literal)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Code { $($name),+ }

        impl Code {
            pub(super) fn word(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }

        /// Every code with what it stands for, in order.
        pub const CODES: &[(&str, &str)] = &[$(($code, $what)),+];
    };
}

codes! {
    NoText "E0001" "the file is not UTF-8 text"
    TooLarge "E0002" "the file is too large"
    Syntax "E0003" "the YAML itself is broken"
    Nesting "E0004" "lists and mappings stand too deep inside each other"
    Unfolding "E0005" "aliases unfold to too much"
    Documents "E0006" "more than one document in the file"
    Nothing "E0007" "no debate in the file"
    Tag "E0008" "a YAML tag that means nothing here"
    Version "E0009" "a word that is no version of the format"
    UnknownKey "E0010" "a key that the format does not have"
    DuplicateKey "E0011" "a key or id stands twice in one mapping"
    DuplicateId "E0012" "two statements have the same id"
    MissingKey "E0013" "a required key is missing"
    WrongType "E0014" "a mapping, a list or a text where something else belongs"
    Empty "E0015" "nothing where something belongs"
    UnknownWord "E0016" "a word that is none of those that may stand here"
    BadId "E0017" "a word that is no id"
    Dangling "E0018" "an id that nothing has"
    WrongKind "E0019" "the id of something that does not belong here"
    SelfRelation "E0020" "a statement that bears on itself"
    Repeated "E0021" "the same thing given twice in a list"
    BadDate "E0022" "a word that is no date"
    BadUrl "E0023" "a word that is no web address"
    BadPath "E0024" "a path that leaves the file's folder"
    NoReason "E0025" "an argument that says nothing"
    NoBearing "E0026" "an undercut of a bearing that does not exist"
    NewerVersion "E0027" "a newer version of the format"
    UnusedActor "W0001" "an actor used nowhere"
    UnusedSource "W0002" "a source used nowhere"
    LoneTag "W0003" "a tag used once that is nearly another"
    LooseArgument "W0004" "an argument that bears on nothing"
    Unheld "W0005" "a position that nobody holds"
    Unattributed "W0006" "an argument that nobody is said to make"
    UnreadableText "W0007" "a local text that cannot be read"
    SameName "W0008" "two actors with one name"
    Misquoted "W0009" "a quote that is not in its source's local text"
}

impl Code {
    fn severity(self) -> Severity {
        if self >= Self::UnusedActor { Severity::Warning } else { Severity::Error }
    }
}

/// Something to say about a range of bytes, before it is placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) label: Option<String>,
    pub(super) help: Option<String>,
    pub(super) related: Option<(Range<usize>, String)>,
}

impl Finding {
    pub(super) fn new(code: Code, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, range, message: message.into(), label: None, help: None, related: None }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn help_if(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    pub(super) fn related(mut self, range: Range<usize>, message: impl Into<String>) -> Self {
        self.related = Some((range, message.into()));
        self
    }
}

/// One thing that is wrong with a file, and where. All of its text is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for its kind: one of [`CODES`].
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The file, as the reader named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How many characters it concerns, on this line; at least 1.
    pub length: usize,
    /// The line itself, cleaned; cut around the place where it is long.
    pub source_line: String,
    /// Which bytes of `source_line` it concerns.
    #[serde(skip)]
    pub mark: Range<usize>,
    /// What was expected at the place, in few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Another place that has to do with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
}

/// Another place that has to do with a diagnostic, in the same file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How many characters, on this line; at least 1.
    pub length: usize,
    /// The line itself, cleaned; cut around the place where it is long.
    pub source_line: String,
    /// Which bytes of `source_line`.
    #[serde(skip)]
    pub mark: Range<usize>,
    /// What is there.
    pub message: String,
}

/// The short form, as compilers write it: `file:line:column: error[E0018]: message`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, severity, code, message, .. } = self;
        write!(formatter, "{file}:{line}:{column}: {}[{code}]: {message}", severity.word())
    }
}

/// Everything that is wrong with a file, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more were found than are kept.
    pub left_out: usize,
    /// The quotes whose sources have a local text, in the order of the statements, when there is no error.
    pub quotes: Vec<Quoted>,
    /// The debate, when there is no error.
    pub debate: Option<Debate>,
}

impl Report {
    /// How many errors are in the report.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings are in the report.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// The same without its warnings, to be told by itself: neither quotes nor the debate.
    #[must_use]
    pub fn only_errors(&self) -> Self {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { diagnostics: errors.cloned().collect(), left_out: self.left_out, ..Self::default() }
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Places the findings, in the order of the file. Errors never give way to warnings where not all can be kept.
    pub(super) fn new(mut findings: Vec<Finding>, text: &str, origin: &Origin, read: Option<Read>) -> Self {
        findings.sort_by_key(|finding| (finding.code.severity(), finding.range.start, finding.code));
        let left_out = findings.len().saturating_sub(limits::DIAGNOSTICS);
        findings.truncate(limits::DIAGNOSTICS);
        findings.sort_by_key(|finding| (finding.range.start, finding.code));
        let (debate, quotes) = read.map_or((None, Vec::new()), |read| (Some(read.debate), read.quotes));
        let places_needed = !(findings.is_empty() && quotes.is_empty());
        let lines = Lines::new(if places_needed { text } else { "" });
        let quotes = quotes.into_iter().map(|(range, quoted)| {
            let place = lines.place(&range);
            Quoted { line: place.line, column: place.column, ..quoted }
        });
        let quotes = quotes.collect();
        let file = clean_line(&origin.name).into_owned();
        let diagnostics = findings.into_iter().map(|finding| placed(finding, &file, &lines)).collect();
        Self { diagnostics, left_out, quotes, debate }
    }
}

/// A file without an error: its debate, and the quotes that were to be looked up with their places.
pub(super) struct Read {
    pub(super) debate: Debate,
    pub(super) quotes: Vec<(Range<usize>, Quoted)>,
}

fn placed(finding: Finding, file: &str, lines: &Lines<'_>) -> Diagnostic {
    let place = lines.place(&finding.range);
    let related = finding.related.map(|(range, message)| {
        let place = lines.place(&range);
        Related {
            line: place.line,
            column: place.column,
            length: place.length,
            source_line: place.source_line,
            mark: place.mark,
            message,
        }
    });
    Diagnostic {
        severity: finding.code.severity(),
        code: finding.code.word(),
        message: finding.message,
        file: file.to_owned(),
        line: place.line,
        column: place.column,
        length: place.length,
        source_line: place.source_line,
        mark: place.mark,
        label: finding.label,
        help: finding.help,
        related,
    }
}
