//! The JSON Schema, tried with a validator that knows nothing of this program.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may end so")]

use std::path::{Path, PathBuf};

use agon::format::{Origin, check, explanations, schema};
use jsonschema::Validator;
use serde_json::Value;

/// What a schema sees of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// All of it: it is a fault of the shape.
    Always,
    /// Most forms of it.
    Mostly,
    /// Few forms of it.
    Rarely,
    /// Nothing: it takes more than the shape to find it.
    Never,
    /// There is no value to look at.
    Unread,
}
use Seen::{Always, Mostly, Never, Rarely, Unread};

const SEEN: &[(&str, Seen)] = &[
    ("E0001", Unread),
    ("E0002", Unread),
    ("E0003", Unread),
    ("E0004", Unread),
    ("E0005", Unread),
    ("E0006", Unread),
    ("E0007", Always),
    ("E0008", Unread),
    ("E0009", Always),
    ("E0010", Always),
    ("E0011", Unread),
    ("E0012", Never),
    ("E0013", Always),
    ("E0014", Always),
    ("E0015", Always),
    ("E0016", Always),
    ("E0017", Always),
    // A word with a blank is an id that nothing has, and none that anything could have.
    ("E0018", Rarely),
    ("E0019", Never),
    ("E0020", Never),
    ("E0021", Never),
    // Neither how many days a month has nor all that an address may not hold is drawn in a pattern.
    ("E0022", Mostly),
    ("E0023", Mostly),
    ("E0024", Never),
    ("E0025", Always),
    ("E0026", Never),
    ("E0027", Always),
    ("E0028", Always),
    ("E0029", Never),
    ("E0030", Never),
    ("W0001", Never),
    ("W0002", Never),
    ("W0003", Never),
    ("W0004", Never),
    ("W0005", Never),
    ("W0006", Never),
    ("W0007", Never),
    ("W0008", Never),
    ("W0009", Never),
    ("W0010", Never),
    ("W0011", Never),
    ("W0012", Never),
    ("W0013", Never),
    ("W0014", Never),
    ("W0015", Never),
    ("W0016", Never),
];

fn seen(code: &str) -> Seen {
    SEEN.iter().find(|(known, _)| *known == code).expect("every code is in the table").1
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).expect("the schema is one")
}

/// The value of a file as editors see it; none where another reader of YAML makes none of it.
fn value(bytes: &[u8]) -> Option<Value> {
    serde_yaml::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect(folder);
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} is empty");
    files
}

/// What the validator objects to.
fn objections(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_table_is_complete() {
    let codes: Vec<&str> = explanations().map(|explanation| explanation.code).collect();
    assert_eq!(SEEN.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);
}

#[test]
fn the_schema_is_one_of_2020_12() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema keeps to its own");
}

#[test]
fn valid_files_pass() {
    let validator = validator();
    let mut read = 0;
    for path in files("data").into_iter().chain(files("tests/data/valid")) {
        let Some(value) = value(&std::fs::read(&path).expect("the file")) else { continue };
        read += 1;
        assert_eq!(objections(&validator, &value), Vec::<String>::new(), "{}", path.display());
    }
    assert!(read > 8, "{read} files have been read");
}

#[test]
fn invalid_files_fail_where_their_shape_is_wrong() {
    let validator = validator();
    let mut tried = 0;
    for path in files("tests/data/invalid") {
        let bytes = std::fs::read(&path).expect("the file");
        let report = check(&bytes, &Origin::file(&path));
        let faults: Vec<Seen> = report.diagnostics.iter().map(|diagnostic| seen(diagnostic.code)).collect();
        let Some(value) = value(&bytes).filter(|_| !faults.contains(&Unread)) else { continue };
        let objections = objections(&validator, &value);
        if faults.contains(&Always) {
            assert!(!objections.is_empty(), "{} passes", path.display());
            tried += 1;
        } else if faults.iter().all(|fault| *fault == Never) {
            assert_eq!(objections, Vec::<String>::new(), "{}", path.display());
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried} files have been tried");
}

/// Each fault alone.
#[test]
fn examples_fail_by_the_table_and_pass_corrected() {
    let validator = validator();
    for explanation in explanations() {
        let Some(example) = explanation.example else { continue };
        let right = value(example.right.as_bytes()).expect(explanation.code);
        assert_eq!(objections(&validator, &right), Vec::<String>::new(), "{}", explanation.code);
        let Some(wrong) = value(example.wrong.as_bytes()) else {
            assert_eq!(seen(explanation.code), Unread, "{}", explanation.code);
            continue;
        };
        match seen(explanation.code) {
            Always | Mostly => assert!(!validator.is_valid(&wrong), "{} passes", explanation.code),
            Never | Rarely => assert_eq!(objections(&validator, &wrong), Vec::<String>::new(), "{}", explanation.code),
            Unread => {}
        }
    }
}

/// Every definition of an entry, and every kind of text but free prose, shows how it may look.
#[test]
fn the_examples_of_the_schema_are_true() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let mut without = Vec::new();
    for (name, definition) in definitions {
        let mut part = schema.clone();
        part["$ref"] = format!("#/$defs/{name}").into();
        for key in ["type", "properties", "required", "additionalProperties"] {
            part.as_object_mut().expect("an object").remove(key);
        }
        let validator = jsonschema::draft202012::new(&part).expect(name);
        let examples = definition["examples"].as_array().map(Vec::as_slice).unwrap_or_default();
        if examples.is_empty() {
            without.push(name.as_str());
        }
        for example in examples {
            assert_eq!(objections(&validator, example), Vec::<String>::new(), "{name}");
        }
    }
    without.sort_unstable();
    assert_eq!(without, ["Prose", "Stance", "Version"]);
}

#[test]
fn the_schema_in_assets_is_the_generated_one() {
    let generated = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    let path = Path::new("assets/agon.schema.json");
    if std::env::var_os("AGON_BLESS").is_some() {
        std::fs::write(path, &generated).expect("it is written");
    }
    let stored = std::fs::read_to_string(path).expect("the schema");
    assert!(stored == generated, "write it anew with AGON_BLESS=1");
}

#[test]
fn every_key_has_a_description() {
    fn undescribed(name: &str, schema: &serde_json::Value, found: &mut Vec<String>) {
        let properties = schema.get("properties").and_then(serde_json::Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            if property.get("description").is_none() {
                found.push(format!("{name}.{key}"));
            }
        }
        let definitions = schema.get("$defs").and_then(serde_json::Value::as_object);
        for (name, definition) in definitions.into_iter().flatten() {
            undescribed(name, definition, found);
        }
    }
    let mut found = Vec::new();
    undescribed("File", &schema(), &mut found);
    assert_eq!(found, Vec::<String>::new());
}
