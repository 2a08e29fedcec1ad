//! Values as they are written into a file: in block or in flow notation, quoted where YAML would read something else.

use std::fmt::Write as _;

use serde_json::Value;

/// Entries longer than this are written over several lines.
const WIDTH: usize = 110;

/// How the parts of an entry are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// What YAML allows inside braces.
    Flow,
    /// What JSON allows.
    Json,
}

/// `value` on one line.
pub(super) fn flow(value: &Value, notation: Notation) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, notation)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            // The format's own keys stand bare, also `on`, which is a truth value to some.
            let key = |key: &str| if notation == Notation::Json { quoted(key) } else { key.to_owned() };
            let entry = |(name, value): (&String, &Value)| format!("{}: {}", key(name), flow(value, notation));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::String(text) => scalar(text, notation),
        other => other.to_string(),
    }
}

/// An entry of a section on one line.
pub(super) fn entry(key: &str, value: &Value, notation: Notation) -> String {
    format!("{}: {}", scalar(key, notation), flow(value, notation))
}

/// A text on one line.
pub(super) fn scalar(text: &str, notation: Notation) -> String {
    let may_be_plain = notation == Notation::Flow && is_plain(text) && !text.contains([',', '[', ']', '{', '}']);
    if may_be_plain { text.to_owned() } else { quoted(text) }
}

/// `key: value` over as many lines as it needs. The first is not indented; those below are, by `indent` columns and
/// `step` more for each level.
pub(super) fn block(key: &str, value: &Value, indent: usize, step: usize) -> Vec<String> {
    let mut lines = vec![format!("{}:", scalar(key, Notation::Flow))];
    match value {
        Value::Object(entries) => lines.extend(mapping(entries, indent + step, step)),
        other => {
            if let Some(line) = lines.first_mut() {
                let _ = write!(line, " {}", flow(other, Notation::Flow));
            }
        }
    }
    lines
}

/// The entries of a mapping, every line indented.
pub(super) fn mapping(entries: &serde_json::Map<String, Value>, indent: usize, step: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let mut lines = Vec::new();
    for (key, value) in entries {
        let line = match value {
            Value::String(text) if is_plain(text) => format!("{blanks}{key}: {text}"),
            other => format!("{blanks}{key}: {}", flow(other, Notation::Flow)),
        };
        match value {
            Value::Object(_) if line.chars().count() > WIDTH => {
                lines.extend(
                    block(key, value, indent, step)
                        .into_iter()
                        .enumerate()
                        .map(|(number, line)| if number == 0 { format!("{blanks}{line}") } else { line }),
                );
            }
            _ => lines.push(line),
        }
    }
    lines
}

/// Whether an entry is short enough for one line.
pub(super) fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

/// Whether YAML reads `text`, written as it is behind a key, as this text and nothing else: by the rules of 1.1 and of
/// 1.2, since other programs read the file too.
fn is_plain(text: &str) -> bool {
    let unprintable = |c: char| c.is_control() || is_no_plain_character(c);
    let starts_well = text
        .chars()
        .next()
        .is_some_and(|first| !first.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`=<~.".contains(first) && first != '+');
    let ends_well = text.chars().next_back().is_some_and(|last| !last.is_whitespace() && last != ':');
    starts_well
        && ends_well
        && !text.contains(unprintable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !is_value(text)
}

/// Whether YAML takes a bare word for something other than a text. A date stands bare.
fn is_value(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let lower = text.to_ascii_lowercase();
    let number = lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | '_' | 'x' | 'o' | ':' | '+' | '-'));
    let date = lower.len() >= 7 && lower.chars().all(|c| c.is_ascii_digit() || c == '-') && lower.contains('-');
    WORDS.contains(&lower.as_str()) || (number && !date)
}

/// Line ends and marks that readers of YAML disagree about.
fn is_no_plain_character(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in double quotes, as both YAML and JSON read it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_no_plain_character(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_quoted_where_they_would_be_read_as_something_else() {
        for (text, written) in [
            ("A plain text, it's one", "\"A plain text, it's one\""),
            ("A plain text", "A plain text"),
            ("討論 🚂", "討論 🚂"),
            ("a: b", "\"a: b\""),
            ("a:", "\"a:\""),
            ("a #b", "\"a #b\""),
            ("a#b", "a#b"),
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("- a", "\"- a\""),
            ("&a", "\"&a\""),
            ("*a", "\"*a\""),
            ("!a", "\"!a\""),
            ("%a", "\"%a\""),
            ("@a", "\"@a\""),
            ("“a”", "“a”"),
            ("\"a\\", "\"\\\"a\\\\\""),
            ("yes", "\"yes\""),
            ("Null", "\"Null\""),
            ("2031", "\"2031\""),
            ("1.10", "\"1.10\""),
            ("2031-05", "2031-05"),
            ("2031-05-02~", "2031-05-02~"),
            ("12 trains", "12 trains"),
            ("a\nb", "\"a\\nb\""),
            ("a\u{85}\u{feff}", "\"a\\u0085\\ufeff\""),
            (" a", "\" a\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(text, Notation::Flow), written);
            assert_eq!(serde_json::from_str::<String>(&scalar(text, Notation::Json)).ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn entries_are_written_in_each_notation() {
        let value = json!({"text": "Yes, they do", "answers": ["a", "b"], "said": {"by": "ana", "at": "p. 2"}});
        assert_eq!(
            entry("p", &value, Notation::Flow),
            "p: {text: \"Yes, they do\", answers: [a, b], said: {by: ana, at: p. 2}}"
        );
        assert_eq!(
            entry("p", &value, Notation::Json),
            r#""p": {"text": "Yes, they do", "answers": ["a", "b"], "said": {"by": "ana", "at": "p. 2"}}"#
        );
        let lines = ["p:", "      text: Yes, they do", "      answers: [a, b]", "      said: {by: ana, at: p. 2}"];
        assert_eq!(block("p", &value, 2, 4), lines);
        let long = json!({"said": {"by": "ana", "quote": "long ".repeat(30).trim()}});
        let quote = format!("      quote: {}", "long ".repeat(30).trim());
        assert_eq!(
            block("p", &long, 0, 2),
            ["p:", "  said:", "    by: ana", quote.replacen("      ", "    ", 1).as_str()]
        );
    }
}
