//! What a reader settles is what they get: on the screen, and from `agon keys`.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use agon::app::command::COMMANDS;
use agon::app::{Shelf, ShelfEntry, State, ThemeName, settings};
use agon::format::Origin;
use agon::ui::Theme;
use ratatui::style::Color;
use support::{BUILT_IN, buffer, debate, open, press, screen, size, whereabouts};

/// The built-in debate with these settings.
fn settled(text: &str, columns: u16, rows: u16) -> State {
    let (settings, report) = settings::read(text.as_bytes(), &Origin::named("config.yaml"));
    assert_eq!(agon::format::human(&report, false), "");
    let entries =
        vec![ShelfEntry { name: "built in".to_owned(), debate: Ok(debate(BUILT_IN)), folder: None, is_stale: false }];
    State::new(Shelf { entries }, size(columns, rows)).with_settings(settings)
}

#[test]
fn settled_keys_do_what_the_tables_own_did() {
    for (settings, keys, own) in [
        ("first-reply: p", "j E j j j p", "j E j j j r"),
        ("open-branch: [right, f3]", "j f3 f3", "j l l"),
        ("move-down: e, move-up: i", "e e i", "j j k"),
        // The first key goes to number 1, whatever stands on it.
        ("go-to-number: [alt-a, alt-b]", "alt-b", "2"),
        ("go-to-view: [f5, f6, f7]", "f7 j", "alt-3 j"),
        // Where text is typed the command has its own keys still.
        (
            "go: o, back: B",
            "/ type:durov down enter B / type:telegram enter",
            "/ type:durov down enter backspace / type:telegram enter",
        ),
        ("search: [s, f3], source: /", "f3 type:lavrov enter /", "/ type:lavrov enter s"),
        ("leave-line: ctrl-g", "/ type:q ctrl-g j", "/ type:q esc j"),
        // From the palette a command is run that has no key.
        ("first-reply: none", "j E j j j : type:first_reply enter", "j E j j j r"),
    ] {
        let mut state = settled(&format!("keys: {{{settings}}}"), 100, 30);
        press(&mut state, keys);
        let mut expected = open(&[&debate(BUILT_IN)], size(100, 30));
        press(&mut expected, own);
        assert_eq!(whereabouts(&state), whereabouts(&expected), "{settings}");
        assert_eq!(state.context(), expected.context(), "{settings}");
    }
}

#[test]
fn keys_that_were_given_away_do_nothing_of_their_own() {
    for (settings, key) in [("first-reply: p", "r"), ("copy: none", "y"), ("next-theme: [ctrl-t]", "T")] {
        let mut state = settled(&format!("keys: {{{settings}}}"), 100, 30);
        press(&mut state, "j E j j j");
        // But for what the bottom line says of it.
        let above = |state: &State| screen(state).lines().take(29).map(str::to_owned).collect::<Vec<_>>();
        let before = above(&state);
        assert_eq!(press(&mut state, key), []);
        assert_eq!(above(&state), before, "{settings}");
        assert_eq!(state.message(), Some(&*format!("{key} does nothing in the outline; ? shows what does")));
    }
}

#[test]
fn every_text_names_the_keys_that_are_settled() {
    let text = "keys: {help: f9, marks: [f8], note: none, bookmark: b, first: f7, move-down: f6, search: f5}";
    let mut state = settled(text, 120, 40);
    assert!(screen(&state).contains("f5 search") && screen(&state).contains("f9 all keys"), "{}", screen(&state));
    press(&mut state, "f8");
    assert_eq!(state.message(), Some("there is no bookmark and no note yet: b sets one, note writes one"));
    press(&mut state, "b");
    assert_eq!(state.message(), Some("bookmark set; f8 lists them all"));
    press(&mut state, "f9");
    let mut help = screen(&state);
    for _ in 0..2 {
        press(&mut state, "pagedown");
        help.push_str(&screen(&state));
    }
    for line in ["f7  ", "f6  ", "f5  ", "b  "] {
        assert!(help.contains(line), "{line:?} in\n{help}");
    }
    assert!(!help.contains("Write a note"), "{help}");
    press(&mut state, "esc : type:bookmark");
    assert!(screen(&state).contains("bookmark               b "), "{}", screen(&state));
    press(&mut state, "ctrl-u type:note");
    assert!(screen(&state).contains("Write a note"), "{}", screen(&state));
}

#[test]
fn links_have_the_keys_that_go_there() {
    for (settings, shown) in [
        ("", ["1 ◆ No", "2 ◆ Yes"]),
        ("go-to-number: [ä, e]", ["ä ◆ No", "e ◆ Yes"]),
        ("go-to-number: {page: e}", ["e ◆ No", "  ◆ Yes"]),
        ("go-to-number: [alt-a, alt-b]", ["1 ◆ No", "2 ◆ Yes"]),
        ("go-to-number: none", ["  ◆ No", "  ◆ Yes"]),
    ] {
        let state = settled(&format!("keys: {{{settings}}}"), 100, 30);
        for shown in shown {
            assert!(screen(&state).contains(shown), "{settings}: {shown:?} in {}", screen(&state));
        }
    }
}

/// The texts of the table name commands in braces: each is one, and has a key by default.
#[test]
fn texts_name_commands_that_are_there() {
    let sources = [
        include_str!("../src/app/state.rs"),
        include_str!("../src/app/command/going.rs"),
        include_str!("../src/app/command/marking.rs"),
        include_str!("../src/app/command/moving.rs"),
        include_str!("../src/app/command/table.rs"),
    ];
    // In `format!` a name in braces is that of a variable.
    let lines = sources.iter().flat_map(|source| source.lines()).filter(|line| !line.contains("format!("));
    let mut named = Vec::new();
    for piece in lines.flat_map(|line| line.split('{').skip(1)) {
        let Some((id, _)) = piece.split_once('}') else { continue };
        if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            assert!(COMMANDS.iter().any(|command| command.id == id), "{id}");
            named.push(id);
        }
    }
    assert!(named.contains(&"first") && named.contains(&"move-down"), "{named:?}");
}

#[test]
fn a_key_turns_through_the_themes() {
    let mut state = settled("theme: light", 80, 24);
    let mut seen = Vec::new();
    for _ in ThemeName::ALL {
        press(&mut state, "T");
        seen.push(state.theme().name());
    }
    assert_eq!(seen, ["high-contrast", "mono", "16-colour", "dark", "light"]);
    assert_eq!(state.message(), Some("theme light; `theme: light` in config.yaml keeps it"));
}

#[test]
fn a_theme_with_a_ground_leaves_no_cell_without_it() {
    for keys in ["E", "/ type:surveillance", "?", "r enter", ": type:fwd", "M G A type:mine"] {
        for (name, ground) in [(ThemeName::Dark, 234), (ThemeName::Light, 255), (ThemeName::HighContrast, 16)] {
            let mut state = settled("", 80, 24);
            press(&mut state, keys);
            let buffer = buffer(&state, Theme { name, ascii: false });
            assert!(buffer.content().iter().all(|cell| cell.bg == Color::Indexed(ground)), "{name:?} {keys}");
            assert!(buffer.content().iter().all(|cell| matches!(cell.fg, Color::Indexed(16..))), "{name:?} {keys}");
        }
    }
}

struct Run {
    status: Option<i32>,
    out: String,
    words: String,
}

fn keys(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    command.arg("keys").args(arguments).env("AGON_CONFIG_DIR", folder);
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    Run { status: output.status.code(), out: text(output.stdout), words: text(output.stderr) }
}

/// A folder of settings; where there is no text, an empty one.
fn folder(name: &str, text: Option<&str>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    if let Some(text) = text {
        fs::write(folder.join("config.yaml"), text).expect("a file");
    }
    folder
}

#[test]
fn agon_keys_prints_every_command_and_marks_what_is_changed() {
    let run = keys(&folder("none", None), &[]);
    assert_eq!((run.status, run.words.as_str()), (Some(0), ""));
    for command in COMMANDS {
        assert!(run.out.contains(&format!("\n  {} ", command.id)) || run.out.starts_with("  go "), "{command:?}");
        assert!(run.out.contains(command.help), "{command:?}");
    }
    assert!(!run.out.contains("\n* "));

    let changed = folder("changed", Some("keys: {first-reply: f2, copy: none}"));
    let run = keys(&changed, &[]);
    assert_eq!((run.status, run.words.as_str()), (Some(0), ""));
    let marked: Vec<String> = run
        .out
        .lines()
        .filter(|line| line.starts_with('*'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        marked,
        [
            "* first-reply f2 outline, list, page, exchange, grid, map; by default r",
            "* copy no key outline, list, page, exchange, grid, map; by default y"
        ]
    );
    assert!(!keys(&changed, &["--default"]).out.contains("\n* "));
}

#[test]
fn agon_keys_prints_json() {
    let run = keys(&folder("json", Some("keys: {help: {page: f2}}")), &["--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    let help = all.as_array().expect("a list").iter().find(|entry| entry["command"] == "help").expect("help");
    assert_eq!(help["keys"]["page"], serde_json::json!(["f2"]));
    assert_eq!(help["default"]["page"], serde_json::json!(["?", "f1"]));
    assert_eq!(help["keys"]["search"], serde_json::json!(["f1"]));
    assert!(all[0].get("default").is_none());
}

#[test]
fn agon_keys_prints_a_file_that_says_the_same() {
    let text = "theme: dark\nkeys: {first-reply: f2, help: {page: f3}, back: [\"\\\"\", \"\\\\\", \"#\"]}";
    let first = keys(&folder("first", Some(text)), &["--format", "yaml"]);
    assert_eq!((first.status, first.words.as_str()), (Some(0), ""));
    let again = keys(&folder("again", Some(&first.out)), &["--format", "yaml"]);
    assert_eq!((again.status, again.words.as_str(), again.out.as_str()), (Some(0), "", first.out.as_str()));
    assert!(first.out.contains("\nback: ") || first.out.contains("\n  back: ["), "{}", first.out);
}

#[test]
fn agon_keys_tells_what_is_wrong_and_takes_the_rest() {
    let folder = folder("wrong", Some("keys:\n  first-reply: f2\n  serch: g\n"));
    let run = keys(&folder, &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.words.contains("config.yaml:3:3"), "{}", run.words);
    assert!(run.words.contains("there is no command `serch`") && run.words.contains("did you mean `search`?"));
    assert!(run.out.contains("* first-reply"));
    // A folder in the place of the file cannot be read, and is no reason to print nothing.
    let odd = self::folder("odd", None);
    fs::create_dir(odd.join("config.yaml")).expect("a folder");
    let run = keys(&odd, &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.words.contains("cannot read"), "{}", run.words);
    assert!(run.out.contains("first-reply"));
}
