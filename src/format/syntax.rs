//! What a YAML parser objects to, in words for people who do not read grammars.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::quoted;
use super::{limits, recovery};
use crate::debate::clean_line;

/// The finding for an error of the parser at byte `at`, inside the bracket or brace that was opened at `flow`.
pub(super) fn explain(error: &ScanError, at: usize, text: &str, flow: Option<usize>) -> Finding {
    let range = at..text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let (message, help) = words(error.kind());
    let message = match (message, error.kind()) {
        (Some(message), _) => message.to_owned(),
        (None, ErrorKind::UnexpectedCharacter { character }) => {
            format!("{} cannot stand here", quoted(&character.to_string()))
        }
        (None, _) => clean_line(&error.info()).into_owned(),
    };
    let finding = Finding::new(Code::Syntax, range, message);
    let Some(flow) = flow else {
        let quotes = matches!(error.kind(), ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
        let corrected = quotes.then(|| in_quotes(text, at)).flatten();
        return finding.help_if(corrected.or(help.map(str::to_owned)));
    };
    finding.help_if(help.map(str::to_owned)).related(flow..flow + 1, "opened here")
}

/// Where the fault is, for an error that the parser tells at byte `at`. It tells a tab at the beginning of a line at the
/// text above.
pub(super) fn place(error: &ScanError, at: usize, text: &str) -> usize {
    if !matches!(error.kind(), ErrorKind::TabInPlainScalar) {
        return at;
    }
    let behind = text.get(at..).unwrap_or_default();
    let tab = behind.match_indices('\n').find_map(|(newline, _)| {
        let line = behind.get(newline + 1..)?;
        let blanks = recovery::indentation(line);
        line.get(blanks..)?.starts_with('\t').then_some(at + newline + 1 + blanks)
    });
    tab.unwrap_or(at)
}

/// The finding for the first quote, bracket or brace in `range` that is not closed in its line, where the line below
/// cannot go on with it, or the parser says so.
pub(super) fn unclosed(error: &ScanError, text: &str, range: Range<usize>) -> Option<Finding> {
    let surely = matches!(error.kind(), ErrorKind::InvalidQuotedScalarIndent);
    let mut start = range.start;
    for line in text.get(range)?.split_inclusive('\n') {
        let next = start + line.len();
        let whole = text.get(recovery::line_start(text, start)..).unwrap_or_default();
        let below = || text.get(next..).unwrap_or_default().lines().find(|below| !below.trim().is_empty());
        if let Some((at, opening)) = opening(line.trim_end())
            && (surely || below().is_some_and(|below| recovery::indentation(below) <= recovery::content(whole)))
        {
            return Some(never_closed(start + at, opening, line.trim_end().len() - at, line));
        }
        start = next;
    }
    None
}

fn never_closed(at: usize, opening: char, rest: usize, line: &str) -> Finding {
    let close = match opening {
        '[' => ']',
        '{' => '}',
        _ => return Finding::new(Code::Syntax, at..at + rest, "a quoted text without its closing quote"),
    };
    let help = if line.contains(" #") {
        "a `#` behind a blank begins a comment: put a text that holds one in quotes".to_owned()
    } else {
        format!("write the `{close}` behind its last item")
    };
    Finding::new(Code::Syntax, at..at + 1, format!("a `{opening}` without its `{close}`")).help(help)
}

/// What is still open at the end of the line: a quote, or the outermost of the brackets and braces.
fn opening(line: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote: Option<(usize, char)> = None;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        // Elsewhere they are signs of the text: an apostrophe.
        let begins = matches!(previous, ' ' | ',' | '[' | '{');
        match quote {
            Some((_, closing)) if closing == c && (c == '\'' || previous != '\\') => quote = None,
            None if begins && matches!(c, '"' | '\'') => quote = Some((at, c)),
            None if begins && matches!(c, '[' | '{') => open.push((at, c)),
            None if matches!(c, ']' | '}') => drop(open.pop()),
            None if c == '#' && previous == ' ' => break,
            _ => {}
        }
        previous = c;
    }
    quote.or(open.first().copied())
}

/// How the line that holds `at` would be right, its value in quotes.
fn in_quotes(text: &str, at: usize) -> Option<String> {
    let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?.trim();
    let (key, value) = line.trim_start_matches("- ").split_once(": ")?;
    let value = value.trim();
    let writable = !value.is_empty() && !value.starts_with(['"', '\'', '{', '[', '|', '>', '&', '*', '!']);
    let short = line.chars().count() <= limits::QUOTED;
    let (key, value) = (clean_line(key), clean_line(value));
    (writable && short && !value.contains(['"', '\\'])).then(|| format!("put the text in quotes: `{key}: \"{value}\"`"))
}

fn words(kind: &ErrorKind) -> (Option<&'static str>, Option<&'static str>) {
    const SPACES: &str = "indent with spaces: YAML takes no tabs there";
    const QUOTES: &str = "put the text in quotes";
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            Some("a colon that makes no key here"),
            Some("put a text that holds a colon and a blank in quotes; a key begins a line of its own"),
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => (Some("a tab where YAML wants spaces"), Some(SPACES)),
        ErrorKind::SimpleKeyExpected => {
            (Some("a line that is no `key: value`"), Some("a key is followed by a colon and a blank"))
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => (
            Some("this does not stand in line with the keys above"),
            Some("the keys of a mapping are indented alike; a text that goes on is indented further than its key"),
        ),
        ErrorKind::ExpectedFlowMappingSeparator => {
            (Some("expected `,` or `}` here"), Some("inside {…}, put a text with commas, brackets or colons in quotes"))
        }
        ErrorKind::ExpectedFlowSequenceSeparator => {
            (Some("expected `,` or `]` here"), Some("inside […], put a text with commas, brackets or colons in quotes"))
        }
        ErrorKind::UnclosedQuotedScalar => (Some("a quoted text without its closing quote"), None),
        ErrorKind::InvalidTrailingSingleQuotedScalar => {
            (Some("text behind a closing quote"), Some("inside '…', write '' for an apostrophe"))
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            (Some("text behind a closing quote"), Some("inside \"…\", write \\\" for a quote"))
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            Some("a backslash before a character that has no meaning there"),
            Some("inside \"…\", write \\\\ for a backslash"),
        ),
        ErrorKind::UnclosedFlowCollection { open: '[' } => (Some("a `[` without its `]`"), None),
        ErrorKind::UnclosedFlowCollection { .. } => (Some("a `{` without its `}`"), None),
        ErrorKind::MismatchedFlowCollectionEnd { open: '[', .. } => (Some("expected `]` here"), None),
        ErrorKind::MismatchedFlowCollectionEnd { .. } => (Some("expected `}` here"), None),
        ErrorKind::MisplacedFlowCollectionEnd => (Some("a closing bracket without its opening one"), Some(QUOTES)),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            (None, Some("YAML takes no control characters; inside \"…\", write it as \\x and two digits"))
        }
        ErrorKind::UnexpectedCharacter { .. } => (None, Some(QUOTES)),
        _ => (None, None),
    }
}
