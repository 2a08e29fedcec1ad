#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::app::command::{COMMANDS, Context};
use crate::app::key::Key;
use crate::app::keymap::default_keys;

fn of(text: &str) -> (Settings, Vec<String>) {
    let (settings, report) = read(text.as_bytes(), &Origin::named("config.yaml"));
    (settings, report.diagnostics.iter().map(told).collect())
}

/// Place, message, the marked text, and what to write instead.
fn told(diagnostic: &crate::format::Diagnostic) -> String {
    let crate::format::Diagnostic { line, column, message, help, source_line, mark, .. } = diagnostic;
    let help = help.as_ref().map_or_else(String::new, |help| format!(": {help}"));
    format!("{line}:{column} {message} [{}]{help}", &source_line[mark.clone()])
}

/// Every command and context in which the keys are not the default ones, as `id context: keys`.
fn changes(settings: &Settings) -> Vec<String> {
    let mut changes = Vec::new();
    for command in COMMANDS {
        for &context in command.contexts {
            let keys = settings.keymap.keys(command, context);
            if keys != default_keys(command, context) {
                let keys: Vec<String> = keys.iter().map(|key| key.name()).collect();
                changes.push(format!("{} {}: {}", command.id, context.name(), keys.join(" ")).trim().to_owned());
            }
        }
    }
    changes
}

#[test]
fn what_is_right_is_taken() {
    for (text, theme, mouse, expected) in [
        ("", None, false, &[][..]),
        ("# nothing\n", None, false, &[]),
        ("theme: light\nmouse: true\nkeys:\n", Some(ThemeName::Light), true, &[]),
        ("theme: 16-colour\nmouse: false\n", Some(ThemeName::SixteenColours), false, &[]),
        // Others in place of its own; one, several, none.
        (
            "keys: {shelf: f2}",
            None,
            false,
            &[
                "shelf outline: f2",
                "shelf list: f2",
                "shelf page: f2",
                "shelf exchange: f2",
                "shelf text: f2",
                "shelf grid: f2",
                "shelf map: f2",
            ],
        ),
        ("keys: {next-section: [\"}\", ctrl-n]}", None, false, &["next-section page: } ctrl-n"]),
        (
            "keys: {next-section: none, previous-section: []}",
            None,
            false,
            &["next-section page:", "previous-section page:"],
        ),
        // In one context only.
        ("keys: {help: {page: f2}}", None, false, &["help page: f2"]),
        // What is given is taken from the command that had it.
        ("keys: {toggle-branch: C}", None, false, &["toggle-branch outline: C", "close-all outline:"]),
        ("keys: {next-section: h}", None, false, &["next-section page: h", "leave page: esc left"]),
        (
            "keys: {close-all: E, open-whole-branch: C}",
            None,
            false,
            &["open-whole-branch outline: C", "close-all outline: E"],
        ),
        // Where text is typed, a command given plain characters keeps its own keys; with another key it takes that.
        (
            "keys: {clear: [ctrl-k]}",
            None,
            false,
            &["clear search: ctrl-k", "clear palette: ctrl-k", "clear filters: ctrl-k"],
        ),
        ("keys: {quit-at-once: {page: Q}}", None, false, &["quit-at-once page: Q"]),
    ] {
        let (settings, told) = of(text);
        assert_eq!(
            (settings.theme, settings.mouse, changes(&settings), told),
            (theme, mouse, expected.iter().map(ToString::to_string).collect::<Vec<_>>(), vec![],),
            "{text}"
        );
    }
}

#[test]
fn plain_characters_change_nothing_where_text_is_typed() {
    let (settings, told) = of("keys: {go: W}");
    assert_eq!(told, [""; 0]);
    let expected = ["shelf", "outline", "list", "page", "exchange", "text", "grid", "map"]
        .map(|context| format!("go {context}: W"));
    assert_eq!(changes(&settings), expected);
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    for (text, expected) in [
        ("themes: dark", &["1:1 settings have no key `themes` [themes]: did you mean `theme`?"][..]),
        (
            "colour: dark",
            &["1:1 settings have no key `colour` [colour]: settings have the keys `theme`, `mouse` and `keys`"],
        ),
        (
            "theme: drak",
            &[
                "1:8 there is no theme `drak` [drak]: there are 16-colour, dark, light, high-contrast, mono; did you mean `dark`?",
            ],
        ),
        ("theme: [dark]", &["1:8 a theme is told by one word [[dark]]"]),
        ("mouse: yes", &["1:8 `mouse` cannot be `yes` [yes]"]),
        ("- theme", &["1:1 settings are a mapping [- theme]"]),
        ("keys: g", &["1:7 keys are given by command [g]"]),
        ("keys: {serch: g}", &["1:8 there is no command `serch` [serch]: did you mean `search`?"]),
        ("keys: {fly: g}", &["1:8 there is no command `fly` [fly]: agon keys lists all commands"]),
        ("keys: {search: Ctrl+F}", &["1:16 `Ctrl+F` is no key [Ctrl+F]: did you mean `ctrl-f`?"]),
        (
            "keys: {search: entr}",
            &[
                "1:16 `entr` is no key [entr]: expected a key such as g, G, ctrl-c, alt-x, enter, pageup, space or f1; did you mean `enter`?",
            ],
        ),
        ("keys: {search: ctrl-i}", &["1:16 `ctrl-i` never comes from a terminal [ctrl-i]: what is sent is `tab`"]),
        // An accent without its letter, and what turns round the text behind it.
        (
            "keys: {search: \u{301}}",
            &[
                "1:16 `⟨U+0301⟩` is no key [⟨U+0301⟩]: expected a key such as g, G, ctrl-c, alt-x, enter, pageup, space or f1",
            ],
        ),
        (
            "keys: {search: \u{202e}}",
            &[
                "1:16 `⟨U+202E⟩` is no key [⟨U+202E⟩]: expected a key such as g, G, ctrl-c, alt-x, enter, pageup, space or f1",
            ],
        ),
        ("keys: {search: {}}", &[]),
        ("keys: {search: [[g]]}", &["1:17 this is no key [[g]]"]),
        ("keys: {search: }", &["1:8 no key is given here [search]"]),
        ("keys: {search: [f2, f2]}", &["1:21 `f2` stands here twice [f2]"]),
        (
            "keys: {next-reply: {exchange: f2}}",
            &["1:21 `next-reply` does not work in `exchange` [exchange]: it works in outline, list, page, map"],
        ),
        (
            "keys: {clear: x}",
            &[
                "1:15 `x` is typed here and can run nothing [x]: give a key with ctrl- or alt-, or one that writes nothing, such as f2",
            ],
        ),
        (
            "keys: {go: {search: x}}",
            &[
                "1:21 `x` is typed here and can run nothing [x]: give a key with ctrl- or alt-, or one that writes nothing, such as f2",
            ],
        ),
        (
            "keys:\n  shelf: f2\n  copy: f2\n",
            &["3:9 `f2` is given to two commands in outline, list, page, exchange, grid, map [f2]"],
        ),
        (
            "keys: {quit-at-once: none}",
            &[
                "1:22 `quit-at-once` would be without a key in shelf, progress, outline, list, page, exchange, text, grid, map, search, palette, filters, note, address, copy, help [none]: nobody could leave without it, so it keeps its own; give it another key first",
            ],
        ),
        (
            "keys: {copy: ctrl-c}",
            &[
                "1:14 `quit-at-once` would be without a key in outline, list, page, exchange, grid, map [ctrl-c]: nobody could leave without it, so it keeps its own; give it another key first",
            ],
        ),
        (
            "keys: {leave-line: ctrl-c}",
            &[
                "1:20 `quit-at-once` would be without a key in search, palette, filters [ctrl-c]: nobody could leave without it, so it keeps its own; give it another key first",
            ],
        ),
        (
            "theme: dark\nkeys:\n  help: ?\n",
            &["3:9 mapping keys are not allowed in this context [?]: put a sign in quotes, such as \"?\""],
        ),
        (
            "keys: {}\n---\nkeys: {}\n",
            &["2:1 a second document begins here [---]: settings are one document: take this line away"],
        ),
        ("theme: dark\ntheme: light", &["2:1 `theme` stands here twice [theme]"]),
    ] {
        assert_eq!(of(text).1, expected, "{text}");
    }
}

#[test]
fn beside_what_is_wrong_the_rest_is_taken() {
    let (settings, told) =
        of("theme: drak\nmouse: true\nkeys:\n  shelf: [f2, Foo]\n  serch: g\n  copy: f2\n  next-section: f4\n");
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(settings.mouse);
    let shelf =
        ["outline", "list", "page", "exchange", "text", "grid", "map"].map(|context| format!("shelf {context}: f2"));
    assert_eq!(changes(&settings), ["next-section page: f4".to_owned()].into_iter().chain(shelf).collect::<Vec<_>>());
}

#[test]
fn a_command_that_may_not_have_a_key_keeps_its_own() {
    let keys = |text| changes(&of(text).0);
    // A list that broke off may be any list.
    assert_eq!(keys("keys:\n  copy: [f2, [\n"), [""; 0]);
    assert_eq!(keys("keys: {copy: ctrl-c}"), [""; 0]);
    assert_eq!(keys("keys: {copy: [ctrl-c, f2]}").first().map(String::as_str), Some("copy outline: f2"));
    assert_eq!(keys("keys: {copy: f2, bookmark: f2}").iter().filter(|line| line.starts_with("bookmark")).count(), 0);
    // Two ways out that were given each other's keys have them; in a circle, what leads out goes before.
    let in_search = keys("keys: {leave-line: ctrl-c, quit-at-once: esc}");
    let in_search: Vec<&str> = in_search.iter().map(String::as_str).filter(|line| line.contains(" search: ")).collect();
    assert_eq!(in_search, ["leave-line search: ctrl-c", "quit-at-once search: esc"]);
}

#[test]
fn other_keys_out_may_be_given() {
    let (settings, told) = of("keys: {quit-at-once: ctrl-q, copy: ctrl-c, leave-line: ctrl-g, undo: none}");
    assert_eq!(told, [""; 0]);
    let keys = |id: &str, context| {
        let command = COMMANDS.iter().find(|command| command.id == id).expect(id);
        settings.keymap.keys(command, context).iter().map(|key| key.name()).collect::<Vec<_>>()
    };
    assert_eq!(keys("quit-at-once", Context::Search), ["ctrl-q"]);
    assert_eq!(keys("copy", Context::Page), ["ctrl-c"]);
    assert_eq!(keys("leave-line", Context::Search), ["ctrl-g"]);
}

#[test]
fn the_default_settings_are_written_as_comments_only() {
    let written = yaml(&Settings::default());
    assert_eq!(of(&written), (Settings::default(), vec![]));
    let said: Vec<&str> =
        written.lines().filter(|line| !line.is_empty() && !line.trim_start().starts_with('#')).collect();
    assert_eq!(said, ["keys:"]);
    for command in COMMANDS {
        assert!(written.contains(&format!("\n  # {}: ", command.id)), "{command:?}");
    }
    // What is behind a comment can be taken as it stands.
    let taken = |line: &str| line.strip_prefix("  # ").filter(|line| !line.ends_with('.')).map(str::to_owned);
    let entries: Vec<String> = written.lines().filter_map(taken).collect();
    assert_eq!(of(&format!("keys: {{{}}}", entries.join(", "))), (Settings::default(), vec![]));
}

/// Words of which some are keys, some of those the table's own, and some are none.
fn key_word() -> impl Strategy<Value = String> {
    let own: Vec<String> = COMMANDS.iter().flat_map(|command| command.keys).map(ToString::to_string).collect();
    prop_oneof![
        6 => select(own),
        2 => "(ctrl-|alt-)?[a-zA-Z?!#%&*>|@`'{},:\"\\\\-]",
        1 => select(vec!["f1", "f12", "insert", "none", "ctrl-H", "nothing", "é"]).prop_map(str::to_owned),
    ]
}

fn keys_of_a_command() -> impl Strategy<Value = String> {
    let quoted = |word: &String| format!("{word:?}");
    prop_oneof![
        key_word().prop_map(move |word| quoted(&word)),
        vec(key_word(), 0..4)
            .prop_map(move |words| format!("[{}]", words.iter().map(quoted).collect::<Vec<_>>().join(", "))),
        Just("none".to_owned()),
    ]
}

fn entry() -> impl Strategy<Value = String> {
    let id = select(COMMANDS.iter().map(|command| command.id).collect::<Vec<_>>());
    let by_context = vec((select(Context::ALL.to_vec()), keys_of_a_command()), 1..4).prop_map(|entries| {
        let entries: Vec<String> =
            entries.iter().map(|(context, keys)| format!("{}: {keys}", context.name())).collect();
        format!("{{{}}}", entries.join(", "))
    });
    (id, prop_oneof![3 => keys_of_a_command(), 1 => by_context]).prop_map(|(id, keys)| format!("  {id}: {keys}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn settings_are_written_as_they_are_read(
        entries in vec(entry(), 0..12),
        theme in proptest::option::of(select(ThemeName::ALL.to_vec())),
        mouse in any::<bool>(),
    ) {
        let theme = theme.map_or_else(String::new, |theme| format!("theme: {}\n", theme.name()));
        let (settings, _) = of(&format!("{theme}mouse: {mouse}\nkeys:\n{}", entries.concat()));
        // From every context a key leads out of the program, and out of what is typed in.
        for (id, contexts) in [
            ("quit-at-once", &Context::ALL[..]),
            ("leave-line", &[Context::Search, Context::Palette]),
            ("leave-help", &[Context::Help]),
            ("keep-note", &[Context::Note]),
        ] {
            let command = COMMANDS.iter().find(|command| command.id == id).expect(id);
            for &context in contexts {
                let keys = settings.keymap.keys(command, context);
                prop_assert!(!keys.is_empty(), "{} in {:?}", id, context);
                let found: Vec<Option<&str>> =
                    keys.iter().map(|key: &Key| settings.keymap.commands(*key, context).next().map(|command| command.id)).collect();
                prop_assert!(found.iter().all(|found| *found == Some(id)));
            }
        }
        let written = yaml(&settings);
        let (again, told) = of(&written);
        prop_assert_eq!(told, Vec::<String>::new(), "{}", &written);
        prop_assert_eq!(again, settings, "{}", &written);
    }

    #[test]
    fn nothing_that_stands_in_the_file_is_a_fall(text in "\\PC{0,60}|(theme|mouse|keys): ?[\\PC\\n]{0,60}") {
        let (settings, _) = of(&text);
        prop_assert!(!settings.keymap.keys(&COMMANDS[0], Context::Outline).is_empty() || text.contains("go"));
    }
}
