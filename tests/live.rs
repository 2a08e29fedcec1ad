//! The program beside an editor, in a real pseudo-terminal: what is saved shows up, and the reader's own editor opens
//! where they are and leaves a whole screen behind.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use pty::{Terminal, agon, at_a_prompt, state_folder};

const DEBATE: &str = "\
agon: 1
title: Night trains
questions:
  # What it is about.
  subsidy: {text: Should night trains be subsidised?}
positions:
  yes: {answers: subsidy, text: They pay back.}
  no: {answers: subsidy, text: They are a luxury.}
";

/// A folder with a debate in it.
fn folder() -> PathBuf {
    let folder = state_folder();
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("trains.yaml"), DEBATE).expect("a file");
    folder
}

/// An editor: a script that is given the place.
fn editor(folder: &Path, script: &str) -> String {
    let path = folder.join("an editor");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a script");
    format!("'{}'", path.display())
}

/// The program on that debate, with this for an editor.
fn reading(folder: &Path, editor: &str) -> Terminal {
    let terminal = agon(100, 30, |agon| {
        agon.arg("trains.yaml");
        agon.cwd(folder);
        agon.env("VISUAL", editor);
    });
    terminal.until_shows("Should night trains be subsidised?");
    terminal
}

#[test]
fn what_is_saved_shows_up_however_it_is_saved() {
    let folder = folder();
    let file = folder.join("trains.yaml");
    let mut terminal = reading(&folder, "");
    fs::write(&file, DEBATE.replace("subsidised?", "paid for?")).expect("in place");
    terminal.until_shows("Should night trains be paid for?");
    terminal.until_shows("1 statement changed; d lists it all");
    let other = folder.join(".trains.yaml.new");
    fs::write(&other, DEBATE.replace("subsidised?", "forbidden?")).expect("beside it");
    fs::rename(&other, &file).expect("by rename");
    terminal.until_shows("Should night trains be forbidden?");
    // Broken, it stays as it was.
    fs::write(&file, DEBATE.replace("text: They pay", "txt: They pay")).expect("in place");
    terminal.until_shows("saved with 1 error; ! lists them");
    terminal.until_shows("Should night trains be forbidden?");
    terminal.type_keys("!");
    terminal.until_shows("position `yes` has no key `txt`");
    fs::write(&file, DEBATE).expect("in place");
    terminal.until_shows("Should night trains be subsidised?");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn what_comes_into_an_open_folder_comes_to_the_shelf_with_all_that_a_debate_has() {
    let folder = folder();
    let debates = folder.join("debates");
    fs::create_dir(&debates).expect("a folder");
    fs::copy(folder.join("trains.yaml"), debates.join("trains.yaml")).expect("a file");
    let open = || {
        agon(100, 30, |agon| {
            agon.arg("debates");
            agon.cwd(&folder);
            agon.env("AGON_STATE_DIR", folder.join("state"));
        })
    };
    let mut terminal = open();
    terminal.until_shows("Should night trains be subsidised?");
    // What is no debate is none here either, and what is empty is not yet one.
    fs::write(debates.join("notes.txt"), "words").expect("a file");
    let boats = fs::File::create(debates.join("boats.yaml")).expect("a file");
    fs::write(debates.join("boats.new"), DEBATE.replace("trains", "boats")).expect("a file");
    fs::rename(debates.join("boats.new"), debates.join("boats.yaml")).expect("by rename");
    drop(boats);
    terminal.until_shows("new on the shelf: debates/boats.yaml; S lists all debates");
    terminal.type_keys("S");
    terminal.until_shows("debates/boats.yaml");
    terminal.type_keys("j\r");
    terminal.until_shows("Should night boats be subsidised?");
    // It is followed, and marks on it are kept.
    fs::write(debates.join("boats.yaml"), DEBATE.replace("trains", "ships")).expect("in place");
    terminal.until_shows("Should night ships be subsidised?");
    terminal.type_keys("mq");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    let mut terminal = open();
    terminal.until_shows("debates/boats.yaml");
    terminal.type_keys("\rM");
    terminal.until_shows("★");
    terminal.until_shows("Should night ships be subsidised?");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_editor_opens_at_the_place_and_the_screen_comes_back() {
    let folder = folder();
    let script =
        r#"echo "editing $1 from here: $(tty)"; read line; echo "$line" > said; [ "$line" != fail ] || exit 3"#;
    let mut terminal = reading(&folder, &editor(&folder, script));
    terminal.type_keys("ljje");
    terminal.until_shows("editing ./trains.yaml from here: /dev/");
    assert!(!terminal.seen.0.lock().expect("lock").emulator.screen().alternate_screen());
    terminal.type_keys("done\n");
    terminal.until("the screen again", |seen| seen.emulator.screen().alternate_screen());
    terminal.until_shows("They are a luxury.");
    assert_eq!(fs::read_to_string(folder.join("said")).expect("it was said"), "done\n");
    terminal.type_keys("e");
    terminal.until_shows("editing ./trains.yaml");
    terminal.type_keys("fail\n");
    terminal.until_shows("an editor ended with an error: exit status: 3");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn each_editor_is_told_where_in_its_own_way() {
    let folder = folder();
    // Known by its name.
    let nano = folder.join("nano");
    fs::rename(folder.join(PathBuf::from(editor(&folder, "echo \"$0 $*\" > told").trim_matches('\''))), &nano)
        .expect("another name");
    let mut terminal = reading(&folder, &format!("'{}' --nowrap", nano.display()));
    terminal.type_keys("e");
    let told = folder.join("told");
    terminal.until("the end of the editor", |_| fs::read_to_string(&told).is_ok_and(|told| told.ends_with('\n')));
    let told = fs::read_to_string(&told).expect("it was told");
    assert_eq!(told, format!("{} --nowrap +5,3 ./trains.yaml\n", nano.display()));
    terminal.until_shows("Should night trains be subsidised?");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn an_editor_that_cannot_be_started_is_told() {
    let folder = folder();
    for (editor, told) in [
        ("/nowhere/at-all", "at-all cannot be started: entity not found"),
        ("", "no editor is named: set $VISUAL or $EDITOR"),
        ("'vi", "$VISUAL cannot be understood: a quotation mark is not closed"),
    ] {
        let mut terminal = agon(100, 30, |agon| {
            agon.arg("trains.yaml");
            agon.cwd(&folder);
            agon.env("VISUAL", editor);
            agon.env_remove("EDITOR");
        });
        terminal.until_shows("Should night trains be subsidised?");
        terminal.type_keys("e");
        terminal.until_shows(told);
        terminal.type_keys("q");
        assert_eq!(terminal.ended(), 0);
    }
}

#[test]
fn what_the_terminals_keys_ask_for_is_meant_for_the_editor() {
    let folder = folder();
    let script =
        "trap 'echo interrupted' INT; echo editing; while ! read line; do :; done; echo \"read $line\"; read line";
    let agon = env!("CARGO_BIN_EXE_agon");
    let mut at_a_prompt = at_a_prompt(&format!("{agon} trains.yaml"));
    at_a_prompt.cwd(&folder);
    at_a_prompt.env("VISUAL", editor(&folder, script));
    let mut terminal = Terminal::start(at_a_prompt, 100, 30);
    terminal.until_shows("Should night trains be subsidised?");
    terminal.type_keys("e");
    terminal.until_shows("editing");
    terminal.type_keys("\u{3}");
    terminal.until_shows("interrupted");
    // Both stop, and both go on.
    terminal.type_keys("\u{1a}");
    terminal.until_shows("back at the prompt");
    terminal.type_keys("\n");
    terminal.type_keys("still here\n");
    terminal.until_shows("read still here");
    terminal.type_keys("\n");
    terminal.until("the screen again", |seen| seen.emulator.screen().alternate_screen());
    terminal.until_shows("Should night trains be subsidised?");
    terminal.type_keys("q");
    terminal.until_shows("at the end 0");
    terminal.assert_given_back();
}

#[test]
fn asked_to_end_it_ends_the_editor_too() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1)] {
        let folder = folder();
        let script = "trap 'echo saved > saved; exit 1' TERM HUP; echo editing; while :; do read line; done";
        let mut terminal = reading(&folder, &editor(&folder, script));
        terminal.type_keys("e");
        terminal.until_shows("editing");
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number);
        assert_eq!(fs::read_to_string(folder.join("saved")).expect("it was saved"), "saved\n");
        terminal.assert_given_back();
    }
}
