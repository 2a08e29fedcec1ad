//! Debates of several files, in memory and in folders.

#![allow(clippy::expect_used, clippy::panic, clippy::format_push_string, reason = "a test may end so")]

use std::collections::BTreeMap;

use agon::debate::Debate;
use agon::format::{Files, Origin, Progress, Report, check_carefully, check_with, human, read_with, short};

/// Files by their ways from the folder of the main file, which is `main.yaml`.
#[derive(Clone)]
struct Memory(BTreeMap<&'static str, String>);

impl Files for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "there is no such file".to_owned())
    }
}

fn files<const N: usize>(files: [(&'static str, &str); N]) -> Memory {
    Memory(files.into_iter().map(|(path, text)| (path, text.to_owned())).collect())
}

/// What both ways make of it, which is the same.
fn checked(memory: &Memory) -> Report {
    let origin = Origin::named("main.yaml");
    let main = memory.0["main.yaml"].as_bytes();
    let report = check_with(main, &origin, &mut memory.clone());
    assert_eq!(check_carefully(main, &origin, &mut memory.clone(), None), report);
    let read = read_with(main, &origin, &mut memory.clone(), &Progress::default());
    match (&read, &report.debate) {
        (Ok(read), Some(checked)) => assert_eq!(read, checked),
        (Err(read), None) => assert_eq!(read, &report.only_errors()),
        _ => panic!("the two ways differ\n{}", short(&report)),
    }
    report
}

fn ids(debate: &Debate) -> Vec<String> {
    let actors = debate.actors().iter().map(|actor| actor.id.to_string());
    let sources = debate.sources().iter().map(|source| source.id.to_string());
    let statements = debate.statements().iter().map(|statement| statement.id.to_string());
    actors.chain(sources).chain(statements).chain(debate.events().iter().map(|event| event.text.to_string())).collect()
}

const MAIN: &str = "agon: 1\ntitle: T\ninclude: [a.yaml, sub/b.yaml]\nactors:\n  main: {name: Main}\nquestions:\n  \
                    q: {text: Q}\nevents:\n  - {text: first, actors: [main, of-a, of-b, of-c]}\n";

#[test]
fn own_entries_come_first_then_those_of_each_included_file() {
    let report = checked(&files([
        ("main.yaml", MAIN),
        ("a.yaml", "include: sub/c.yaml\nactors:\n  of-a: {name: A}\nevents:\n  - {text: second, in: s}\n"),
        (
            "sub/b.yaml",
            "agon: 1\nactors:\n  of-b: {name: B}\npositions:\n  p: {answers: q, text: P, said: {by: of-c}}\n",
        ),
        (
            "sub/c.yaml",
            "actors:\n  of-c: {name: C}\nsources:\n  s: {title: S, text: texts/s.txt}\nevents:\n  - {text: third, in: s}\n",
        ),
    ]));
    assert_eq!(short(&report), "");
    let debate = report.debate.expect("a debate");
    assert_eq!(ids(&debate), ["main", "of-a", "of-c", "of-b", "s", "q", "p", "first", "second", "third"]);
    // A path begins in the folder of the file that names it.
    assert_eq!(debate.sources()[0].text.as_deref(), Some("sub/texts/s.txt"));
}

#[test]
fn what_is_wrong_is_told_in_its_file_in_the_order_of_the_files() {
    let report = checked(&files([
        ("main.yaml", &MAIN.replace("  q: {text: Q}", "  q: {txt: Q}")),
        ("a.yaml", "# A comment.\nactors:\n  of-a: {name: A}\n  main: {name: Again}\nquestions:\n  q: {text: ''}\n"),
        (
            "sub/b.yaml",
            "title: B\nactors: {of-b: {name: B}, of-c: {name: C}}\narguments:\n  q: {text: A, supports: qq}\n",
        ),
    ]));
    assert_eq!(
        short(&report),
        "\
main.yaml:7:7: error: question `q` has no key `txt` [E0010]
a.yaml:4:3: error: the id `main` is taken in another file of the debate [E0011]
a.yaml:6:3: error: the id `q` is taken in another file of the debate [E0011]
a.yaml:6:13: error: `text` has no value [E0015]
sub/b.yaml:1:1: error: the file has no key `title` [E0010]
sub/b.yaml:4:3: error: the id `q` is taken by another statement [E0012]
sub/b.yaml:4:26: error: no statement has the id `qq` [E0018]
"
    );
    let related: Vec<_> =
        report.diagnostics.iter().flat_map(|told| &told.related).map(|there| (&*there.file, there.line)).collect();
    assert_eq!(related, [("main.yaml", 5), ("main.yaml", 7), ("main.yaml", 7)]);
    let human = human(&report, false);
    let expected = "\
error[E0011]: the id `main` is taken in another file of the debate
 --> a.yaml:4:3
  |
4 |   main: {name: Again}
  |   ^^^^ given again here
  |
  = help: all files of a debate share their ids: choose another, or keep one of the two
note: first given here
 --> main.yaml:5:3
  |
5 |   main: {name: Main}
  |   ^^^^
";
    assert!(human.contains(expected), "{human}");
}

#[test]
fn warnings_and_anchors_are_told_in_their_file() {
    let report = checked(&files([
        ("main.yaml", "agon: 1\ntitle: T\ninclude: a.yaml\n"),
        ("a.yaml", "\n\nactors:\n  idle: {name: Idle # cut}\n  }\n"),
    ]));
    assert_eq!(short(&report), "a.yaml:4:3: warning: the actor `idle` is named nowhere [W0001]\n");
}

#[test]
fn files_that_cannot_be_included() {
    for (include, told) in [
        (
            "/etc/passwd",
            "3:10: error: `/etc/passwd` cannot be included: it does not begin in the folder of this file [E0029]",
        ),
        (
            "../a.yaml",
            "3:10: error: `../a.yaml` cannot be included: `..` goes up, and an included file stands beside this one or below [E0029]",
        ),
        (
            "b/../a.yaml",
            "3:10: error: `b/../a.yaml` cannot be included: `..` goes up, and an included file stands beside this one or below [E0029]",
        ),
        (
            "c:\\a.yaml",
            "3:10: error: `c:\\a.yaml` cannot be included: it does not begin in the folder of this file [E0029]",
        ),
        ("b\\a.yaml", "3:10: error: `b\\a.yaml` cannot be included: its folders are not separated by `/` [E0029]"),
        (".", "3:10: error: `.` cannot be included: it names no file [E0029]"),
        ("none.yaml", "3:10: error: `none.yaml` cannot be included: there is no such file [E0029]"),
        (
            "[none.yaml, none.yaml]",
            "3:11: error: `none.yaml` cannot be included: there is no such file [E0029]\nmain.yaml:3:22: error: `none.yaml` cannot be included: there is no such file [E0029]",
        ),
        ("[a.yaml, main.yaml]", "3:19: error: `main.yaml` includes itself by this [E0030]"),
        ("[a.yaml, ./main.yaml]", "3:19: error: `./main.yaml` includes itself by this [E0030]"),
        ("[a.yaml, ./a.yaml]", "3:19: error: `./a.yaml` is included already [E0030]"),
        ("", "3:1: error: `include` has no value [E0015]"),
        ("''", "3:10: error: `include` has no value [E0015]"),
        ("[~, a.yaml]", "3:11: error: `include` has no value [E0015]"),
        ("{a: b}", "3:10: error: `include` cannot be a mapping [E0014]"),
    ] {
        // Who cannot be known to be missing is not told of.
        let main = format!("agon: 1\ntitle: T\ninclude: {include}\nevents:\n  - {{text: E, actors: ana}}\n");
        let report = checked(&files([("main.yaml", &main), ("a.yaml", "actors: {ana: {name: Ana}}\n")]));
        assert_eq!(short(&report), format!("main.yaml:{told}\n"), "{include}");
    }
}

#[test]
fn circles_are_told_where_they_close() {
    let report = checked(&files([
        ("main.yaml", "agon: 1\ntitle: T\ninclude: a.yaml\n"),
        ("a.yaml", "include: sub/b.yaml\n"),
        ("sub/b.yaml", "include: [c.yaml, b.yaml]\n"),
        ("sub/c.yaml", "include: b.yaml\n"),
    ]));
    assert_eq!(
        short(&report),
        "\
sub/b.yaml:1:19: error: `b.yaml` includes itself by this [E0030]
sub/c.yaml:1:10: error: `b.yaml` includes itself by this [E0030]
"
    );
}

#[test]
fn a_file_without_a_word_is_no_fault_and_a_broken_one_is() {
    let main = "agon: 1\ntitle: T\ninclude: a.yaml\nevents:\n  - {text: E, actors: ana}\n";
    for (included, told) in [
        ("", "main.yaml:5:23: error: no actor has the id `ana` [E0018]\n"),
        ("# Nothing yet.\n", "main.yaml:5:23: error: no actor has the id `ana` [E0018]\n"),
        ("just words\n", "a.yaml:1:1: error: the file cannot be a text [E0014]\n"),
        ("actors: [ana", "a.yaml:1:9: error: a `[` without its `]` [E0003]\n"),
        (
            "agon: 2\nactor: {}\n",
            "a.yaml:1:7: error: this file is written in version 2 of the format, which this program does not know [E0027]\n",
        ),
        ("\0", "a.yaml:1:1: error: there is a NUL in this file: it is no text [E0001]\n"),
    ] {
        let report = checked(&files([("main.yaml", main), ("a.yaml", included)]));
        assert_eq!(short(&report), told, "{included:?}");
    }
}

#[test]
fn there_is_an_end_to_inclusion() {
    struct Endless(usize);
    impl Files for Endless {
        fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
            self.0 += 1;
            Ok(format!("include: [{0}/a.yaml, {0}/b.yaml]\n", self.0).into_bytes())
        }
    }
    let mut endless = Endless(0);
    let main = b"agon: 1\ntitle: T\ninclude: in/a.yaml\n";
    let report = check_carefully(main, &Origin::named("main.yaml"), &mut endless, None);
    assert_eq!((report.diagnostics.len(), report.left_out, endless.0), (1_000, 0, 999));
    let mut told: Vec<&str> =
        report.diagnostics.iter().filter_map(|told| told.message.split_once(": ")).map(|(_, why)| why).collect();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told, ["more than 16 files include each other", "the debate has more than 1000 files"]);
}
