//! What is wrong with a file, and where.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::code::{Code, Severity};
use super::lines::{Lines, Place, Texts};
use super::{QuotePlace, Quoted, limits};
use crate::debate::Debate;

/// Something to say about a range of bytes, before it is placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) label: Option<String>,
    pub(super) help: Option<String>,
    pub(super) related: Option<(Range<usize>, String)>,
    /// What brought it about, where one mistake of the author's may show in many places: findings with the same code
    /// and cause are told as one.
    pub(super) cause: Option<String>,
}

impl Finding {
    pub(super) fn new(code: Code, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, range, message: message.into(), label: None, help: None, related: None, cause: None }
    }

    /// The same in a text that stands behind others.
    pub(super) fn behind(mut self, before: usize) -> Self {
        let behind = |range: Range<usize>| range.start + before..range.end + before;
        self.range = behind(self.range);
        self.related = self.related.map(|(range, message)| (behind(range), message));
        self
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

    pub(super) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

/// One thing that is wrong with a file, and where. All of its text is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for its kind: one of [`explanations`](super::explanations).
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The file, as the reader named it; one that is included, as it stands beside that.
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
    /// Other places that have to do with it. Places with the same message stand together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// Another place that has to do with a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The file.
    pub file: String,
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

/// The short form, on one line: `file:line:column: error: message [E0018]`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, severity, code, message, .. } = self;
        write!(formatter, "{file}:{line}:{column}: {}: {message} [{code}]", severity.word())
    }
}

/// Everything that is wrong with a debate, in the order of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more were found than are kept.
    pub left_out: usize,
    /// Whether there may be warnings that are not told, because an error may be what they come from or the file is large.
    pub more_warnings: bool,
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

    /// That there may be more warnings than are told, and why, if there may be.
    #[must_use]
    pub fn told_of_more(&self) -> Option<&'static str> {
        self.more_warnings.then(|| {
            if self.errors() > 0 {
                "there may be more warnings when the errors are gone"
            } else {
                "there may be more warnings: not all are looked for in a file of this size"
            }
        })
    }

    /// The same without its warnings, to be told by itself: neither quotes nor the debate.
    #[must_use]
    pub fn only_errors(&self) -> Self {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        // Errors never give way to warnings.
        let left_out = if self.warnings() > 0 { 0 } else { self.left_out };
        Self { diagnostics: errors.cloned().collect(), left_out, ..Self::default() }
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Places the findings, in the order of the texts. Errors never give way to warnings where not all can be kept.
    pub(super) fn new(findings: Vec<Finding>, texts: &Texts<'_>, read: Option<Read>) -> Self {
        let mut findings = by_cause(findings);
        findings.sort_by_key(|(finding, _)| (finding.code.severity(), finding.range.start, finding.code));
        let left_out = findings.len().saturating_sub(limits::DIAGNOSTICS);
        findings.truncate(limits::DIAGNOSTICS);
        findings.sort_by_key(|(finding, _)| (finding.range.start, finding.code));
        let (debate, quotes) = read.map_or((None, Vec::new()), |read| (Some(read.debate), read.quotes));
        let places_needed = !(findings.is_empty() && quotes.is_empty());
        let nothing = Texts::default();
        let lines = Lines::of(if places_needed { texts } else { &nothing });
        let quotes = quotes.into_iter().map(|(range, quoted)| {
            let Place { file, line, column, .. } = lines.place(&range);
            Quoted { place: Some(QuotePlace { file: texts.name(file).to_owned(), line, column }), ..quoted }
        });
        let quotes = quotes.collect();
        let diagnostics =
            findings.into_iter().map(|(finding, others)| placed(finding, &others, texts, &lines)).collect();
        Self { diagnostics, left_out, more_warnings: false, quotes, debate }
    }
}

/// A file without an error: its debate, and the quotes that were to be looked up with their places.
pub(super) struct Read {
    pub(super) debate: Debate,
    pub(super) quotes: Vec<(Range<usize>, Quoted)>,
}

/// Places with the same mistake that are told beside the first.
const OTHERS: usize = 3;

/// The places where a mistake stands again.
#[derive(Default)]
struct Others {
    count: usize,
    /// The first of them.
    first: Vec<Range<usize>>,
}

/// The findings with those of one cause made one, which stands at the first of their places.
fn by_cause(mut findings: Vec<Finding>) -> Vec<(Finding, Others)> {
    findings.sort_by_key(|finding| (finding.range.start, finding.code));
    let mut first_of: HashMap<(Code, String), usize> = HashMap::new();
    let mut told: Vec<(Finding, Others)> = Vec::with_capacity(findings.len());
    for finding in findings {
        if let Some(cause) = &finding.cause {
            let first = *first_of.entry((finding.code, cause.clone())).or_insert(told.len());
            if let Some((_, others)) = told.get_mut(first) {
                others.count += 1;
                if others.first.len() < OTHERS {
                    others.first.push(finding.range);
                }
                continue;
            }
        }
        told.push((finding, Others::default()));
    }
    told
}

impl Others {
    fn in_words(&self) -> String {
        match self.count {
            1 => "the same in one more place".to_owned(),
            count if count > OTHERS => format!("the same in {count} more places, the first {OTHERS} of them here"),
            count => format!("the same in {count} more places"),
        }
    }
}

fn placed(finding: Finding, others: &Others, texts: &Texts<'_>, lines: &Lines<'_>) -> Diagnostic {
    let Place { file, line, column, length, source_line, mark } = lines.place(&finding.range);
    let related = |range: &Range<usize>, message: String| {
        let Place { file, line, column, length, source_line, mark } = lines.place(range);
        Related { file: texts.name(file).to_owned(), line, column, length, source_line, mark, message }
    };
    let second = finding.related.map(|(range, message)| related(&range, message));
    let same = others.first.iter().map(|range| related(range, others.in_words()));
    Diagnostic {
        severity: finding.code.severity(),
        code: finding.code.word(),
        message: finding.message,
        file: texts.name(file).to_owned(),
        line,
        column,
        length,
        source_line,
        mark,
        label: finding.label,
        help: finding.help,
        related: second.into_iter().chain(same).collect(),
    }
}
