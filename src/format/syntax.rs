//! What a YAML parser objects to, in words for people who do not read grammars.

use granit_parser::{ErrorKind, ScanError};

use super::code::Code;
use super::diagnostic::Finding;
use super::limits;
use super::lines::quoted;
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

/// The finding for what begins at or behind byte `at` of a line and is not closed in it: a quote, or the bracket or
/// brace that stands there.
pub(super) fn unclosed(at: usize, text: &str, flow: bool) -> Option<Finding> {
    let line = text.get(at..)?.lines().next()?;
    if let Some(quote) = open_quote(line) {
        let range = at + quote..at + line.trim_end().len();
        return Some(Finding::new(Code::Syntax, range, "a quoted text without its closing quote"));
    }
    if !flow {
        return None;
    }
    let (open, close) = if line.starts_with('[') { ('[', ']') } else { ('{', '}') };
    let help = if line.contains(" #") {
        "a `#` behind a blank begins a comment: put a text that holds one in quotes".to_owned()
    } else {
        format!("write the `{close}` behind its last item")
    };
    Some(Finding::new(Code::Syntax, at..at + 1, format!("a `{open}` without its `{close}`")).help(help))
}

/// Where the quote stands that is still open at the end of the line.
fn open_quote(line: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        match open {
            Some((_, quote)) if quote == c && (c == '\'' || previous != '\\') => open = None,
            Some(_) => {}
            // Within a word it is an apostrophe.
            None if matches!(c, '"' | '\'') && matches!(previous, ' ' | ',' | '[' | '{' | ':') => open = Some((at, c)),
            None if c == '#' && previous == ' ' => break,
            None => {}
        }
        previous = c;
    }
    open.map(|(at, _)| at)
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
