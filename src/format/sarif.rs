//! Diagnostics in the Static Analysis Results Interchange Format 2.1.0, which services that host code show beside it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Diagnostic, Severity, explanations};

/// One run over files with all that was found in them. `unread` are those that could not be looked at whole, each with
/// why; `notes` is what else there is to know of a file.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], unread: &[(String, String)], notes: &[(String, String)]) -> Value {
    let rules: Vec<Value> = explanations()
        .map(|explanation| {
            json!({
                "id": explanation.code,
                "shortDescription": { "text": explanation.title },
                "fullDescription": { "text": explanation.story },
                "defaultConfiguration": { "level": explanation.severity.word() },
            })
        })
        .collect();
    let all = unread.iter().map(|told| ("error", told)).chain(notes.iter().map(|told| ("note", told)));
    let notifications: Vec<Value> = all
        .map(|(level, (file, words))| {
            json!({
                "level": level,
                "message": { "text": words },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
            })
        })
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "agon", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": diagnostics.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
    let Diagnostic { code, severity, message, file, line, column, length, label, help, related, .. } = diagnostic;
    let more = [label, help].into_iter().flatten();
    let text = more.fold(message.clone(), |text, more| text + "; " + more);
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut result = json!({
        "ruleId": code,
        "level": level,
        "message": { "text": text },
        "locations": [location(file, *line, *column, *length)],
    });
    if !related.is_empty() {
        let places = related.iter().map(|place| {
            let mut location = location(&place.file, place.line, place.column, place.length);
            location["message"] = json!({ "text": place.message });
            location
        });
        result["relatedLocations"] = places.collect();
    }
    result
}

fn location(file: &str, line: usize, column: usize, length: usize) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(file) },
            "region": { "startLine": line, "startColumn": column, "endColumn": column + length },
        },
    })
}

/// The name of a file as a reference: a relative one stays relative.
fn uri(file: &str) -> String {
    let mut uri = String::from(if file.starts_with('/') { "file://" } else { "" });
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_references() {
        for (file, reference) in [
            ("debates/a b.yaml", "debates/a%20b.yaml"),
            ("/tmp/ü.yaml", "file:///tmp/%C3%BC.yaml"),
            ("a:b#c?.yaml", "a%3Ab%23c%3F.yaml"),
            ("-", "-"),
        ] {
            assert_eq!(uri(file), reference);
        }
    }
}
