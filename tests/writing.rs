//! The commands that write files and compare them: `new`, `add`, `rename`, `diff`.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use agon::app::marks::Change;
use serde_json::{Value, json};

/// How a run ended, what it printed, and its words.
fn agon(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_agon"));
    let output = command.args(arguments).env_remove("NO_COLOR").write_stdin(input).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

/// An empty folder of this test run.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("writing").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

const TRAINS: &str = "\
# All about trains
agon: 1
title: Trains
actors:
  ana: {name: Ana}   # an economist

questions: {q: {text: Which?}}
positions: {p: {answers: q, text: This one saves more., said: {by: ana}}}
";

#[test]
fn a_new_debate_checks_clean_and_overwrites_nothing() {
    let path = folder("new").join("mine.yaml");
    let (status, out, _) = agon(&["new", shown(&path), "--title", "Yes: or no?"], "");
    assert_eq!((status, out.as_str()), (0, ""));
    let written = fs::read_to_string(&path).expect("the file");
    let (status, out, words) = agon(&["check", shown(&path)], "");
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(words.ends_with("no errors, no warnings\n"), "{words}");
    assert!(written.contains("\ntitle: \"Yes: or no?\"\n"));
    let (status, _, words) = agon(&["new", shown(&path)], "");
    assert_eq!((status, words), (2, format!("agon: {}: there is a file of this name already\n", shown(&path))));
    assert_eq!(fs::read_to_string(&path).expect("the file"), written);
    let (status, out, words) = agon(&["new", "-", "--title", "Yes: or no?"], "");
    assert_eq!((status, out, words.as_str()), (0, written, ""));
    assert_eq!(agon(&["new", "-", "--title", " "], "").0, 2);
}

#[test]
fn add_prints_the_id_and_keeps_permissions_and_links() {
    let folder = folder("add");
    let (file, link) = (folder.join("trains.yaml"), folder.join("link.yaml"));
    fs::write(&file, TRAINS).expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("trains.yaml", &link).expect("a link");
    let arguments = [
        "add",
        "argument",
        "--rebuts",
        "p",
        "--text",
        "- It does not: at all",
        "--by",
        "ana",
        "--at",
        "p. 2",
        shown(&link),
    ];
    let dry: Vec<&str> = arguments.iter().copied().chain(["--dry-run"]).collect();
    let lines = "+\n+arguments:\n+  not-all:\n+    text: \"- It does not: at all\"\n+    rebuts: p\n+    said: {by: ana, at: p. 2}\n";
    assert_eq!(agon(&dry, ""), (0, format!("{}:9\n{lines}", shown(&link)), String::new()));
    assert_eq!(fs::read_to_string(&file).expect("the file"), TRAINS);
    assert_eq!(agon(&arguments, ""), (0, "not-all\n".to_owned(), String::new()));
    let added = lines.replace('+', "");
    assert_eq!(fs::read_to_string(&file).expect("the file"), format!("{TRAINS}{added}"));
    assert!(link.symlink_metadata().expect("the link").is_symlink());
    assert_eq!(file.metadata().expect("the file").permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 2);
}

#[test]
fn every_kind_of_entry_can_be_added() {
    let file = folder("kinds").join("trains.yaml");
    fs::write(&file, TRAINS).expect("a file");
    for (arguments, id) in [
        (&["actor", "--name", "Bo Lind", "--role", "Rider", "--aka", "B.", "--aka", "Lind, B."][..], "bo-lind\n"),
        (
            &["source", "--title", "The paper", "--date", "2031-05~", "--url", "https://example.org", "--author", "Bo"],
            "paper\n",
        ),
        (&["question", "--text", "How?", "--about", "The way"], "how\n"),
        (
            &["position", "--text", "So.", "--answers", "q,how", "--by", "bo-lind", "--in", "paper", "--quote", "so"],
            "so\n",
        ),
        (&["argument", "--because", "so,p", "--supports", "so", "--stance", "denies", "--by", "ana"], "argument\n"),
        (&["argument", "--text", "No", "--undercuts", "argument", "--on", "so", "--id", "n", "--tag", "x"], "n\n"),
        (
            &[
                "event",
                "--text",
                "It began",
                "--date",
                "2031",
                "--actors",
                "ana,bo-lind",
                "--in",
                "paper",
                "--about",
                "p",
            ],
            "",
        ),
    ] {
        let arguments: Vec<&str> = ["add"].iter().chain(arguments).copied().chain([shown(&file)]).collect();
        assert_eq!(agon(&arguments, ""), (0, id.to_owned(), String::new()));
    }
    assert_eq!(agon(&["check", shown(&file)], "").0, 0);
    for (arguments, words) in [
        (&["argument", "--text", "x", "--rebuts", "nope"][..], "no statement has the id `nope`"),
        (&["event", "--text", "x", "--date", "May"], "error"),
        (&["actor", "--name", "x", "--id", "ana"], "the id `ana` is taken"),
        (&["argument"], "--text"),
    ] {
        let before = fs::read(&file).expect("the file");
        let arguments: Vec<&str> = ["add"].iter().chain(arguments).copied().chain([shown(&file)]).collect();
        let (status, out, told) = agon(&arguments, "");
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(told.contains(words), "{told}");
        assert_eq!(fs::read(&file).expect("the file"), before);
    }
}

#[test]
fn rename_changes_a_file_or_a_stream() {
    let renamed = TRAINS.replace("{q:", "{pay:").replace("answers: q", "answers: pay");
    let words = "agon: `q` is now `pay`\n";
    let (status, out, told) = agon(&["rename", "q", "pay", "-"], TRAINS);
    assert_eq!((status, out, told.as_str()), (0, renamed, words));
    let lines = "-:5\n-  ana: {name: Ana}   # an economist\n+  eve: {name: Ana}   # an economist\n-:8\n-positions: {p: {answers: q, text: This one saves more., said: {by: ana}}}\n+positions: {p: {answers: q, text: This one saves more., said: {by: eve}}}\n";
    assert_eq!(agon(&["rename", "actor:ana", "eve", "-", "--dry-run"], TRAINS), (0, lines.to_owned(), String::new()));
    let (status, _, told) = agon(&["rename", "anna", "eve", "-"], TRAINS);
    assert_eq!(status, 2);
    assert!(told.starts_with("agon: -: nothing has the id `anna`; near it: actor:ana"), "{told}");
    let (status, _, told) = agon(&["rename", "q", "pay", "-"], "agon: 1\n");
    assert_eq!(status, 1, "{told}");
}

#[test]
fn marks_go_with_what_is_renamed() {
    let folder = folder("rename-marks");
    let (file, state) = (folder.join("trains.yaml"), folder.join("state"));
    fs::write(&file, TRAINS).expect("a file");
    let agon = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_agon"));
        let output = command.args(arguments).arg(&file).env("AGON_STATE_DIR", &state).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
        (text(output.stdout), text(output.stderr))
    };
    assert_eq!(agon(&["rename", "q", "cost"]).1, "agon: `q` is now `cost`\n");
    assert!(!state.exists(), "where nothing is marked nothing is kept");

    let marks = agon::terminal::Folder::at(&state).of_file(&file).expect("a plain file");
    let bookmark = Change::Bookmark { id: "p".into(), wording: "This one saves more.".into(), on: true };
    marks.change(&[bookmark]).expect("it is kept");
    assert_eq!(agon(&["rename", "actor:ana", "p"]).1, "agon: `ana` is now `p`\n");
    assert_eq!(agon(&["rename", "--kind", "statement", "p", "saves"]).1, "agon: `p` is now `saves`\n");
    let (notes, _) = agon(&["notes"]);
    assert!(notes.contains("`saves`, position"), "{notes}");
}

#[test]
fn diff_tells_what_changed_and_ends_as_diff_does() {
    let folder = folder("diff");
    let (old, new, broken) = (folder.join("old.yaml"), folder.join("new.yaml"), folder.join("broken.yaml"));
    fs::write(&old, TRAINS).expect("a file");
    fs::write(&broken, "agon: 1\n").expect("a file");
    let changed = TRAINS.replace("saves more", "costs more").replace("{by: ana}", "{by: ana, stance: denies}")
        + "arguments:\n  a: {text: No., rebuts: p, said: {by: ana, quote: no}}\n";
    fs::write(&new, changed).expect("a file");
    let told = "\
Trains
◆ changed position This one costs more.  p
    text: This one [-saves-]{+costs+} more.
    no longer said: Ana asserts
    now said: Ana denies
× added argument No.  a
    rebuts p
    said: Ana asserts, “no”
";
    assert_eq!(agon(&["diff", shown(&old), shown(&new)], ""), (1, told.to_owned(), String::new()));
    assert_eq!(agon(&["diff", shown(&old), "-"], TRAINS), (0, String::new(), String::new()));
    let gone = agon(&["diff", shown(&new), shown(&old)], "").1;
    assert!(gone.contains("\n× gone argument No.  a\n"), "{gone}");
    for arguments in
        [&["diff", shown(&old), shown(&broken)][..], &["diff", shown(&old), "nowhere"], &["diff", shown(&old)]]
    {
        let (status, out, words) = agon(arguments, "");
        assert_eq!((status, out.as_str(), words.is_empty()), (2, "", false), "{arguments:?}");
    }
    let (status, out, _) = agon(&["diff", "--format", "json", shown(&old), shown(&new)], "");
    let value: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(status, 1);
    assert_eq!(
        value,
        json!({
            "old": shown(&old), "new": shown(&new), "different": true, "heading": [], "reordered": [],
            "changes": [
                {"change": "changed", "type": "position", "id": "p", "text": "This one costs more.", "lines": [
                    [{"kept": "text: "}, {"kept": "This one "}, {"gone": "saves"}, {"added": "costs"}, {"kept": " more."}],
                    [{"kept": "no longer said: Ana asserts"}],
                    [{"kept": "now said: Ana denies"}],
                ]},
                {"change": "added", "type": "argument", "id": "a", "text": "No.", "lines": [
                    [{"kept": "rebuts p"}], [{"kept": "said: Ana asserts, “no”"}],
                ]},
            ],
        })
    );
}

/// Runs git in a repository, and returns what it printed.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments).current_dir(folder);
    // Neither the settings of this machine nor a repository around this one.
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_PAGER", "cat");
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    let output = command.output().expect("git runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {words}");
    String::from_utf8(output.stdout).expect("text")
}

/// A repository that is set up as the README says.
fn repository(name: &str) -> PathBuf {
    let folder = folder(name);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["config", "diff.agon.command", &format!("'{}' diff --git", env!("CARGO_BIN_EXE_agon"))]);
    git(&folder, &["config", "diff.agon.textconv", &format!("'{}' outline", env!("CARGO_BIN_EXE_agon"))]);
    fs::write(folder.join(".gitattributes"), "*.yaml diff=agon\n").expect("a file");
    folder
}

#[test]
fn git_tells_its_differences_in_these_words() {
    let folder = repository("git");
    let git = |arguments: &[&str]| git(&folder, arguments);
    fs::write(folder.join("a.yaml"), TRAINS).expect("a file");
    fs::write(folder.join("b.yaml"), TRAINS).expect("a file");
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Trains"]);
    fs::write(folder.join("a.yaml"), "agon: 1\n").expect("a file");
    fs::write(folder.join("b.yaml"), TRAINS.replace("saves", "costs")).expect("a file");
    fs::write(folder.join("c.yaml"), "agon: 1\ntitle: C\n").expect("a file");
    git(&["add", "--intent-to-add", "c.yaml"]);
    let told = "\
a.yaml: the new version is no debate without errors; see git diff --no-ext-diff
b.yaml
◆ changed position This one costs more.  p
    text: This one [-saves-]{+costs+} more.
c.yaml
title: {+C+}
";
    assert_eq!(git(&["diff"]), told);
    let lines = git(&["diff", "--no-ext-diff", "b.yaml"]);
    assert!(lines.ends_with("-  ◆ This one saves more.  p\n+  ◆ This one costs more.  p\n"), "{lines}");
}

#[test]
fn git_tells_the_differences_of_a_debate_in_several_files() {
    let folder = repository("git-parts");
    let debate = folder.join("trains");
    fs::create_dir_all(&debate).expect("a folder");
    let people = "actors:\n  ana: {name: Ana}\n  bo: {name: Bo}\n";
    let main = TRAINS.replace("actors:\n  ana: {name: Ana}   # an economist\n", "include: people.yaml\n");
    fs::write(debate.join("trains.yaml"), &main).expect("a file");
    fs::write(debate.join("people.yaml"), people).expect("a file");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "Trains"]);
    fs::write(debate.join("trains.yaml"), main.replace("saves", "costs")).expect("a file");
    fs::write(debate.join("people.yaml"), people.replace("Bo}", "Bo Lind}")).expect("a file");
    let told = "\
trains/people.yaml
○ changed actor Bo Lind  actor:bo
    name: Bo{+ Lind+}
trains/trains.yaml
◆ changed position This one costs more.  p
    text: This one [-saves-]{+costs+} more.
";
    assert_eq!(git(&folder, &["diff"]), told);
}
