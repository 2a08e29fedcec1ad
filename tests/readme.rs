//! What the README says is so: its table of keys is the command table, its example is a debate.
//!
//! After a change to the command table, `AGON_BLESS=1 cargo test --test readme` writes the table anew.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fmt::Write as _;

use agon::app::Key;
use agon::app::command::{self, Context};

const README: &str = include_str!("../README.md");
const BEGIN: &str = "<!-- keys: made from the command table -->\n";
const END: &str = "<!-- /keys -->\n";

fn table() -> String {
    let mut table = String::from("| keys | in | what they do |\n| --- | --- | --- |\n");
    let commands = command::by_topic().flat_map(|(topic, commands)| {
        commands.iter().enumerate().map(move |(place, command)| ((place == 0).then_some(topic), command))
    });
    for (topic, command) in commands {
        if let Some(topic) = topic {
            let _ = writeln!(table, "| **{topic}** | | |");
        }
        let keys: Vec<String> = command
            .keys
            .iter()
            .map(|name| name.parse::<Key>().expect(name))
            .map(|key| format!("`{}`", key.shown().replace('|', "\\|")))
            .collect();
        let keys = match keys.as_slice() {
            [first, .., last] if keys.len() > 6 => format!("{first} … {last}"),
            _ => keys.join(" "),
        };
        let contexts: Vec<&str> = command.contexts.iter().map(|context| context.name()).collect();
        let contexts = if contexts.len() == Context::ALL.len() { "everywhere".to_owned() } else { contexts.join(", ") };
        let _ = writeln!(table, "| {keys} | {contexts} | {} |", command.help);
    }
    table
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, behind) = text.split_once(begin).expect(begin);
    behind.split_once(end).expect(end).0
}

#[test]
fn its_keys_are_those_of_the_command_table() {
    let stands = between(README, BEGIN, END);
    let expected = format!("\n{}\n", table());
    if std::env::var_os("AGON_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let (before, behind) = README.split_once(BEGIN).expect(BEGIN);
        let behind = behind.split_once(END).expect(END).1;
        std::fs::write(path, format!("{before}{BEGIN}{expected}{END}{behind}")).expect("writing the README");
    } else {
        assert_eq!(stands, expected);
    }
}

#[test]
fn its_example_is_a_debate_without_a_fault() {
    let (_, writing) = README.split_once("## Writing\n").expect("how to write");
    let example = between(writing, "```yaml\n", "```\n");
    let report = agon::format::check(example.as_bytes(), &agon::format::Origin::named("README.md"));
    assert_eq!(agon::format::human(&report, false), "");
    assert!(report.debate.is_some());
}

#[test]
fn its_settings_are_without_a_fault() {
    let (_, settings) = README.split_once("## Settings\n").expect("settings");
    let example = between(settings, "```yaml\n", "```\n");
    let (settings, report) = agon::app::settings::read(example.as_bytes(), &agon::format::Origin::named("README.md"));
    assert_eq!(agon::format::human(&report, false), "");
    assert_eq!(settings.theme, Some(agon::app::ThemeName::Dark));
}

#[test]
fn its_commands_are_there() {
    for line in between(README, "```console\n", "```\n").lines() {
        let words = line.strip_prefix("agon").expect(line).split('#').next().unwrap_or_default();
        let first = words.split_whitespace().next().unwrap_or_default();
        if first.is_empty() || first.contains('.') || first == "-" {
            continue;
        }
        let help = std::process::Command::new(env!("CARGO_BIN_EXE_agon")).args([first, "--help"]).output();
        assert!(help.expect("it runs").status.success(), "{line}");
    }
}
