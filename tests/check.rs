//! `agon check` in its forms, and `agon explain`, as editors and other programs meet them.

#![allow(clippy::expect_used, reason = "a test may end so")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

/// Exit status, standard output, standard error.
fn agon(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    let output = command.args(arguments).current_dir(env!("CARGO_TARGET_TMPDIR")).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn file(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(path, text).expect("a file");
}

const WRONG: &str = "\
agon: 1
title: T
questions:
  q: {text: Q, said: {by: anna}}
  r: {text: R, said: {by: anna}}
  r: {text: again}
actors: {ana: {name: Ana}}
";

const WARNED: &str = "agon: 1\ntitle: T\nactors: {ana: {name: Ana}}\n";

#[test]
fn editors_read_a_line_each() {
    file("short wrong.yaml", WRONG);
    file("short-warned.yaml", WARNED);
    let (status, out, words) = agon(&["check", "--format", "short", "short wrong.yaml", "short-warned.yaml"]);
    let expected = "\
short wrong.yaml:4:27: error: no actor has the id `anna` [E0018]
short wrong.yaml:6:3: error: `r` stands here twice [E0011]
short wrong.yaml: there may be more warnings when the errors are gone
short-warned.yaml:3:10: warning: the actor `ana` is named nowhere [W0001]
";
    assert_eq!((status, out.as_str(), words.as_str()), (1, expected, "agon: 2 files: 2 errors, 1 warning\n"));
    assert_eq!(agon(&["check", "--format", "short", "short-warned.yaml"]).0, 0);
}

/// The document was tried by hand against the schema of the standard.
#[test]
fn services_that_host_code_read_sarif() {
    file("sarif wrong.yaml", WRONG);
    let (status, out, _) = agon(&["check", "--format", "sarif", "sarif wrong.yaml", "missing.yaml"]);
    assert_eq!(status, 2);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let place = |line: usize, from: usize, to: usize| {
        json!({
            "artifactLocation": { "uri": "sarif%20wrong.yaml" },
            "region": { "startLine": line, "startColumn": from, "endColumn": to },
        })
    };
    let also = |place: Value, message: &str| json!({ "physicalLocation": place, "message": { "text": message } });
    assert_eq!(
        run["results"],
        json!([
            {
                "ruleId": "E0018",
                "level": "error",
                "message": { "text": "no actor has the id `anna`; did you mean `ana`?" },
                "locations": [{ "physicalLocation": place(4, 27, 31) }],
                "relatedLocations": [also(place(5, 27, 31), "the same in one more place")],
            },
            {
                "ruleId": "E0011",
                "level": "error",
                "message": { "text": "`r` stands here twice; given again here; rename one of them if they are different, or delete one" },
                "locations": [{ "physicalLocation": place(6, 3, 4) }],
                "relatedLocations": [also(place(5, 3, 4), "first given here")],
            },
        ])
    );
    assert_eq!(
        run["invocations"],
        json!([{
            "executionSuccessful": false,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": { "text": "there is no such file or folder" },
                    "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "missing.yaml" } } }],
                },
                {
                    "level": "note",
                    "message": { "text": "there may be more warnings when the errors are gone" },
                    "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "sarif%20wrong.yaml" } } }],
                },
            ],
        }])
    );
    let rules: Vec<&Value> =
        run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    let codes = serde_json::from_str::<Value>(&agon(&["explain", "--format", "json"]).1).expect("JSON");
    assert_eq!(rules, codes.as_array().expect("a list").iter().map(|code| &code["code"]).collect::<Vec<_>>());
}

#[test]
fn programs_are_told_of_warnings_that_were_not_looked_for() {
    file("json wrong.yaml", WRONG);
    file("json-warned.yaml", WARNED);
    let (_, out, _) = agon(&["check", "--format", "json", "json wrong.yaml", "json-warned.yaml"]);
    let sum: Value = serde_json::from_str(&out).expect("JSON");
    let told = ["json wrong.yaml", "json-warned.yaml"].map(|name| {
        let files = sum["files"].as_array().expect("a list");
        files.iter().find(|file| file["file"] == name).expect("it is told").get("more_warnings").cloned()
    });
    assert_eq!(told, [Some("there may be more warnings when the errors are gone".into()), None]);
}

#[test]
fn people_are_told_of_the_explanation() {
    file("human.yaml", WRONG);
    let (_, out, _) = agon(&["check", "human.yaml"]);
    let end = "2 errors; agon explain E0018 tells more\nthere may be more warnings when the errors are gone\n";
    assert!(out.ends_with(end), "{out}");
    // Into a pipe, nothing has colour.
    assert!(!out.contains('\u{1b}'), "{out}");
}

#[test]
fn a_code_is_explained_with_an_example() {
    let (status, out, words) = agon(&["explain", "e0025"]);
    let expected = "\
error[E0025]: an argument that says nothing

An argument says something: in a `text` of its own, or through the premises that it names with `because`. This one has \
neither.

Wrong:

    agon: 1
    title: T
    questions:
      q: {text: Q}
    arguments:
      a: {supports: q}

Right:

    agon: 1
    title: T
    actors:
      ana: {name: Ana}
    questions:
      q: {text: Q}
    arguments:
      a: {text: Trains are slow., supports: q, said: {by: ana}}
";
    assert_eq!((status, out.as_str(), words.as_str()), (0, expected, ""));
    let explanation: Value = serde_json::from_str(&agon(&["explain", "W0010", "--format", "json"]).1).expect("JSON");
    assert_eq!(
        (&explanation["code"], &explanation["severity"], &explanation["wrong"]),
        (&"W0010".into(), &"warning".into(), &"agon: 1\ntitle: The dispute about #MeToo\n".into())
    );
}

#[test]
fn all_codes_are_listed_and_near_ones_are_named() {
    let (status, out, _) = agon(&["explain"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("E0001  the file is not UTF-8 text\n"), "{out}");
    assert!(out.lines().all(|line| line.len() < 80), "{out}");
    for (code, words) in [
        ("E018", "agon: there is no code E018; did you mean E0018?\n"),
        ("nonsense\u{1b}[31m", "agon: there is no code nonsense␛[31m; `agon explain` lists all\n"),
    ] {
        assert_eq!(agon(&["explain", code]), (1, String::new(), words.to_owned()));
    }
}
