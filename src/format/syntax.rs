//! What a YAML parser objects to, in words for people who do not read grammars.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::quoted;
use super::{limits, recovery};
use crate::debate::clean_line;

/// The cause of a finding that a key stands in line with the items of a list.
pub(super) const KEY_IN_LIST: &str = "a list goes on with a key";

/// The finding for an error of the parser at byte `at`, inside the bracket or brace that was opened at `flow`.
pub(super) fn explain(error: &ScanError, at: usize, text: &str, flow: Option<usize>) -> Finding {
    let range = at..text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let (message, help) = words(error.kind());
    let message = match (message, error.kind()) {
        (Some(message), _) => message.to_owned(),
        (None, ErrorKind::UnexpectedCharacter { character }) => {
            format!("{} cannot stand here", quoted(&character.to_string()))
        }
        (None, ErrorKind::MissingAnchorOrAliasName) => {
            let sign = text.get(range.clone()).unwrap_or_default();
            format!("{} cannot begin a text", quoted(sign))
        }
        (None, _) => clean_line(&error.info()).into_owned(),
    };
    let mut finding = Finding::new(Code::Syntax, range, message);
    if matches!(error.kind(), ErrorKind::ExpectedBlockSequenceEntry) {
        finding = finding.cause(KEY_IN_LIST);
    }
    let Some(flow) = flow else {
        let corrected = match error.kind() {
            _ if is_misplaced_key(error, text, at) => in_line(text, at),
            ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::MissingAnchorOrAliasName => in_quotes(text, at),
            ErrorKind::UnexpectedCharacter { character } if !character.is_control() => in_quotes(text, at),
            kind if is_tab(kind) => {
                let start = recovery::line_start(text, at);
                blanks(text, start, tabbed(text, start))
                    .map(|blanks| format!("indent with spaces, probably {blanks}: YAML takes no tabs there"))
            }
            ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => in_line(text, at),
            _ => None,
        };
        return finding.help_if(corrected.or(help.map(str::to_owned)));
    };
    finding.help_if(help.map(str::to_owned)).related(flow..flow + 1, "opened here")
}

/// Where the fault is, for an error that the parser tells at byte `at`. It tells a tab at the beginning of a line at the
/// text above or behind.
pub(super) fn place(error: &ScanError, at: usize, text: &str) -> usize {
    if !is_tab(error.kind()) {
        return at;
    }
    let line = recovery::line_start(text, at);
    let in_line = leading_tab(text, line).filter(|tab| *tab <= at);
    let below = || {
        let behind = text.get(at..).unwrap_or_default();
        behind.match_indices('\n').find_map(|(newline, _)| leading_tab(text, at + newline + 1))
    };
    let is_above = matches!(error.kind(), ErrorKind::TabInPlainScalar);
    in_line.or_else(|| is_above.then(below).flatten()).unwrap_or(at)
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    )
}

/// The first tab before anything else on the line that begins at `start`.
fn leading_tab(text: &str, start: usize) -> Option<usize> {
    let line = text.get(start..)?;
    let blanks = recovery::indentation(line);
    line.get(blanks..)?.starts_with('\t').then_some(start + blanks)
}

/// Columns that people take a tab for.
const TAB: usize = 4;

/// Whether the parser objects to the colon at `at` behind what looks like a key at the beginning of its line.
pub(super) fn is_misplaced_key(error: &ScanError, text: &str, at: usize) -> bool {
    let is_colon = matches!(error.kind(), ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    let before = text.get(recovery::line_start(text, at)..at).unwrap_or_default().trim_start_matches([' ', '-']);
    is_colon && !before.is_empty() && before.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// How to put the line that holds `at` in line with those above.
fn in_line(text: &str, at: usize) -> Option<String> {
    let start = recovery::line_start(text, at);
    let indentation = recovery::indentation(text.get(start..)?);
    let blanks = blanks(text, start, Some(indentation)).filter(|blanks| *blanks != indentation)?;
    Some(format!("indent it by {blanks} blanks, if it is a key like those above"))
}

/// How far the line that begins at `start` with tabs seems to be indented.
fn tabbed(text: &str, start: usize) -> Option<usize> {
    let tab = leading_tab(text, start)?;
    let tabs = text.get(start..)?.chars().take_while(|c| matches!(c, ' ' | '\t')).filter(|c| *c == '\t').count();
    Some(tab - start + tabs * TAB)
}

/// How many blanks the line that begins at `start` was probably meant to begin with, which seems to be indented by
/// `wide`: as many as a line above that it may go on with.
fn blanks(text: &str, start: usize, wide: Option<usize>) -> Option<usize> {
    let wide = wide?;
    let mut innermost = usize::MAX;
    let mut nearest: Option<usize> = None;
    for above in text.get(..start)?.lines().rev().filter(|line| !line.trim().is_empty()) {
        if above.trim_start().starts_with('#') || above.starts_with('\t') || recovery::content(above) > innermost {
            continue;
        }
        // The first line below a key stands further in.
        let below = (innermost == usize::MAX && above.trim_end().ends_with(':')).then(|| recovery::content(above) + 2);
        let beside = [recovery::content(above), recovery::indentation(above)];
        for indentation in below.into_iter().chain(beside) {
            if nearest.is_none_or(|nearest| indentation.abs_diff(wide) < nearest.abs_diff(wide)) {
                nearest = Some(indentation);
            }
        }
        innermost = recovery::indentation(above);
        if innermost == 0 {
            break;
        }
    }
    nearest.filter(|blanks| *blanks > 0)
}

/// The finding for a first key without a blank behind its colon, which makes a text of it that goes on up to the colon of
/// the next key, at byte `at`. The text begins at `start`.
pub(super) fn unspaced(error: &ScanError, text: &str, start: usize, at: usize) -> Option<Finding> {
    let is_colon = matches!(error.kind(), ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    let (line, _) = text.get(start..at)?.split_once('\n').filter(|_| is_colon)?;
    let (key, spaced) = spaced(line)?;
    let range = start..start + key.len() + 1;
    Some(
        Finding::new(Code::Syntax, range, format!("a key without a blank behind its colon: {}", quoted(key)))
            .help(spaced),
    )
}

/// A key at the beginning of a text that has no blank behind its colon, and how to write it.
pub(super) fn spaced(text: &str) -> Option<(&str, String)> {
    let line = text.lines().next()?.trim_end();
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase());
    let is_value = value.starts_with(|c: char| !c.is_whitespace() && c != '/' && c != ':');
    let short = if line.chars().count() <= limits::QUOTED { clean_line(value) } else { "…".into() };
    (is_key && is_value).then(|| (key, format!("write `{key}: {short}`")))
}

/// The finding for the first quote, bracket or brace in `range` that is not closed in its line, where the line below
/// cannot go on with it, or the parser says so.
pub(super) fn unclosed(error: &ScanError, text: &str, range: Range<usize>) -> Option<Finding> {
    let surely = matches!(
        error.kind(),
        ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::UnclosedQuotedScalar
            | ErrorKind::UnclosedFlowCollection { .. }
    );
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
        quote => {
            return Finding::new(Code::Syntax, at..at + rest, "a quoted text without its closing quote")
                .help(format!("write `{quote}` where it ends"));
        }
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
    // Inside quotes, a quote ends the text too early.
    let inner = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    let value = inner.unwrap_or(value);
    // A sign with a blank behind it names no anchor, alias or tag.
    let is_name = value.starts_with(['&', '*', '!']) && !value[1..].starts_with(' ');
    let writable = !value.is_empty() && !value.starts_with(['{', '[', '|', '>']) && !is_name && !value.contains('\\');
    let short = line.chars().count() <= limits::QUOTED;
    let (key, value) = (clean_line(key), clean_line(value).replace('"', "\\\""));
    (writable && short).then(|| format!("put the text in quotes: `{key}: \"{value}\"`"))
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
        ErrorKind::ExpectedBlockSequenceEntry => (
            Some("a key in line with the items of a list"),
            Some("indent it further, if it belongs to the item above; an item of its own begins with `- `"),
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            (None, Some("YAML takes no control characters; inside \"…\", write it as \\x and two digits"))
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::MissingAnchorOrAliasName => (None, Some(QUOTES)),
        _ => (None, None),
    }
}
