//! Debates of several files on the command line.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/run.rs"]
mod run;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use run::agon;

const MAIN: &str = "agon: 1\ntitle: Trains\ninclude: parts/people.yaml\n\nquestions: {q: {text: Which?}}\npositions: \
                    {p: {answers: q, text: This., said: {by: ana, in: hearing, quote: a bargain}}}\n";
const PEOPLE: &str = "# People.\ninclude: deep/sources.yaml\nactors:\n  ana: {name: Ana}   # an economist\n";
const SOURCES: &str =
    "sources:\n  hearing: {title: Hearing, text: hearing.txt}\nevents:\n  - {text: E, actors: [ana]}\n";

/// A folder of this test run with a debate of three files, and one of one file.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("several-files").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("parts/deep")).expect("folders");
    for (name, text) in [
        ("trains.yaml", MAIN),
        ("parts/people.yaml", PEOPLE),
        ("parts/deep/sources.yaml", SOURCES),
        ("parts/deep/hearing.txt", "It is a bargain.\n"),
        ("other.yaml", "agon: 1\ntitle: Other\nquestions: {q: {text: Else?}}\n"),
    ] {
        fs::write(path.join(name), text).expect("a file");
    }
    path
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

#[test]
fn a_part_stands_for_its_debate() {
    let folder = folder("whole");
    let clean = "trains.yaml: no errors, no warnings; 1 quote looked up, all found\n";
    for path in ["trains.yaml", "parts/people.yaml", "parts/deep/sources.yaml"] {
        assert_eq!(agon(&folder, &["check", path]), (0, String::new(), format!("agon: {clean}")), "{path}");
    }
    let below = agon(&folder.join("parts/deep"), &["check", "sources.yaml"]);
    assert_eq!(below, (0, String::new(), format!("agon: ../../{clean}")));
    let (status, out, _) = agon(&folder, &["outline", "parts/people.yaml", "trains.yaml", "other.yaml"]);
    assert_eq!((status, out.matches("Trains").count(), out.matches("Other").count()), (0, 1, 1), "{out}");
    let (status, out, _) = agon(&folder.join("parts"), &["outline", "."]);
    assert_eq!((status, out.matches("Trains").count()), (0, 1), "{out}");
    let (_, out, _) = agon(&folder, &["show", "hearing", "--text", "trains.yaml"]);
    assert!(out.contains("It is a bargain."), "{out}");
    assert_eq!(agon(&folder, &["verify", "trains.yaml"]).0, 0);
}

#[test]
fn every_form_names_the_file() {
    let folder = folder("forms");
    fs::write(folder.join("parts/deep/sources.yaml"), SOURCES.replace("[ana]", "[anna, ana, ana]")).expect("a file");
    let (status, out, _) = agon(&folder, &["check", "--format", "short", "."]);
    let expected = "\
./parts/deep/sources.yaml:4:24: error: no actor has the id `anna` [E0018]
./parts/deep/sources.yaml:4:35: error: `ana` stands here twice [E0021]
";
    assert_eq!((status, out.as_str()), (1, expected));
    let json: Value =
        serde_json::from_str(&agon(&folder, &["check", "--format", "json", "trains.yaml"]).1).expect("JSON");
    let told = &json["files"][0];
    assert_eq!((&told["file"], &told["errors"]), (&"trains.yaml".into(), &2.into()));
    assert_eq!(told["diagnostics"][1]["file"], "parts/deep/sources.yaml");
    assert_eq!(told["diagnostics"][1]["related"][0]["file"], "parts/deep/sources.yaml");
    let sarif: Value =
        serde_json::from_str(&agon(&folder, &["check", "--format", "sarif", "trains.yaml"]).1).expect("JSON");
    let place = &sarif["runs"][0]["results"][1]["relatedLocations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "parts/deep/sources.yaml");
}

#[test]
fn an_id_is_renamed_in_all_files_or_in_none() {
    let folder = folder("rename");
    let (status, out, _) = agon(&folder, &["rename", "ana", "ana-diaz", "parts/people.yaml"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert_eq!(text(&folder, "trains.yaml"), MAIN.replace("by: ana", "by: ana-diaz"));
    assert_eq!(text(&folder, "parts/people.yaml"), PEOPLE.replace("  ana:", "  ana-diaz:"));
    assert_eq!(text(&folder, "parts/deep/sources.yaml"), SOURCES.replace("[ana]", "[ana-diaz]"));
    let (status, out, _) = agon(&folder, &["rename", "hearing", "session", "trains.yaml", "--dry-run"]);
    let changed: Vec<&str> = out.lines().filter(|line| !line.starts_with(['+', '-'])).collect();
    assert_eq!((status, changed), (0, vec!["trains.yaml:6", "parts/deep/sources.yaml:2"]));
    // One of the files is not to be written: all stay as they were.
    let before = ["trains.yaml", "parts/people.yaml", "parts/deep/sources.yaml"].map(|name| text(&folder, name));
    let deep = folder.join("parts/deep/sources.yaml");
    fs::remove_file(&deep).expect("it goes");
    let (status, _, words) = agon(&folder, &["rename", "q", "question", "trains.yaml"]);
    assert_eq!(status, 1, "{words}");
    fs::write(&deep, &before[2]).expect("a file");
    assert_eq!(["trains.yaml", "parts/people.yaml", "parts/deep/sources.yaml"].map(|name| text(&folder, name)), before);
}

#[test]
fn an_entry_comes_into_the_file_that_is_named() {
    let folder = folder("add");
    let (status, out, words) = agon(&folder, &["add", "actor", "parts/people.yaml", "--name", "Ana"]);
    assert_eq!((status, out.as_str()), (0, "ana-2\n"), "{words}");
    assert_eq!(text(&folder, "parts/people.yaml"), format!("{PEOPLE}  ana-2: {{name: Ana}}\n"));
    // Its id is one that is free in all files.
    let (status, out, words) = agon(&folder, &["add", "source", "trains.yaml", "--title", "Hearing"]);
    assert_eq!((status, out.as_str()), (0, "hearing-2\n"), "{words}");
    let (status, _, words) = agon(&folder, &["add", "source", "trains.yaml", "--title", "H", "--id", "hearing"]);
    assert_eq!((status, words.as_str()), (2, "agon: trains.yaml: the id `hearing` is taken\n"));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_folder() {
    let folder = folder("links");
    fs::write(folder.join("secret.yaml"), "actors: {ana: {name: Ana}}\n").expect("a file");
    let inside = folder.join("parts");
    fs::write(inside.join("main.yaml"), "agon: 1\ntitle: T\ninclude: link.yaml\n").expect("a file");
    std::os::unix::fs::symlink("../secret.yaml", inside.join("link.yaml")).expect("a link");
    let (status, out, _) = agon(&inside, &["check", "--format", "short", "main.yaml"]);
    let expected = "main.yaml:3:10: error: `link.yaml` cannot be included: it leaves the folder of this file through a link [E0029]\n";
    assert_eq!((status, out.as_str()), (1, expected));
}
