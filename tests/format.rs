//! The corpora: what is read from every valid file, and what is said about every invalid one.
//!
//! Beside each file stands what is expected. `AGON_BLESS=1 cargo test --test format` writes it anew; read the
//! difference before committing it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test may end so"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use agon::debate::{Debate, RelationKind};
use agon::format::{Folder, Origin, Report, check, check_carefully, explanations, human, human_within, read};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/data").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// Compares with what stands in `path`, or writes it.
fn expect(path: &Path, actual: &str, differing: &mut Vec<String>) {
    if std::env::var_os("AGON_BLESS").is_some() {
        std::fs::write(path, actual).expect("the expectation is written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected != actual {
        differing.push(format!("{}\n--- expected\n{expected}\n--- found\n{actual}", path.display()));
    }
}

/// The file as its name alone, so that what is said does not depend on the machine; its folder for local texts.
fn origin(path: &Path) -> Origin {
    Origin { name: path.file_name().expect("a name").to_string_lossy().into_owned(), ..Origin::file(path) }
}

fn short(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        writeln!(out, "{diagnostic}").expect("a string takes all");
        if let Some(label) = &diagnostic.label {
            writeln!(out, "    {label}").expect("a string takes all");
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "    help: {help}").expect("a string takes all");
        }
        for related in &diagnostic.related {
            let place = if related.file == diagnostic.file { String::new() } else { format!("{}:", related.file) };
            writeln!(out, "    {place}{}:{}: {}", related.line, related.column, related.message)
                .expect("a string takes all");
        }
    }
    out
}

/// Everything in a debate, by ids.
fn outline(debate: &Debate) -> String {
    let mut out = String::new();
    let mut line = |indent: usize, key: &str, value: &str| {
        writeln!(out, "{}{key}: {}", "  ".repeat(indent), value.replace('\n', "⏎")).expect("a string takes all");
    };
    line(0, "title", debate.title());
    for (key, text) in [("summary", debate.summary()), ("language", debate.language())] {
        if let Some(text) = text {
            line(0, key, text);
        }
    }
    for actor in debate.actors() {
        line(0, "actor", &actor.id);
        line(1, "name", &actor.name);
        for (key, text) in [("role", &actor.role), ("note", &actor.note)] {
            if let Some(text) = text {
                line(1, key, text);
            }
        }
        actor.aka.iter().for_each(|name| line(1, "aka", name));
    }
    for source in debate.sources() {
        line(0, "source", &source.id);
        line(1, "title", &source.title);
        let texts =
            [("kind", &source.kind), ("publisher", &source.publisher), ("text", &source.text), ("note", &source.note)];
        for (key, text) in texts {
            if let Some(text) = text {
                line(1, key, text);
            }
        }
        source.authors.iter().for_each(|name| line(1, "author", name));
        if let Some(date) = source.date {
            line(1, "date", &date.in_words());
        }
        if let Some(url) = &source.url {
            line(1, "url", url.as_str());
        }
    }
    for statement in debate.statements().iter() {
        line(0, statement.kind.word(), &statement.id);
        for (key, text) in [("text", &statement.text), ("about", &statement.about), ("note", &statement.note)] {
            if let Some(text) = text {
                line(1, key, text);
            }
        }
        for relation in &statement.relations {
            let target = &debate.statement(relation.target).id;
            let on = relation.on.map(|on| format!(" on {}", debate.statement(on).id)).unwrap_or_default();
            if relation.kind != RelationKind::Premise {
                line(1, relation.kind.verb(), &format!("{target}{on}"));
            }
        }
        statement.because.iter().for_each(|premise| line(1, "because", &debate.statement(*premise).id));
        for said in &statement.said {
            line(1, said.stance.verb(), &debate.actor(said.actor).id);
            if let Some(source) = said.source {
                line(2, "in", &debate.source(source).id);
            }
            for (key, text) in [("quote", &said.quote), ("at", &said.place)] {
                if let Some(text) = text {
                    line(2, key, text);
                }
            }
        }
        statement.tags.iter().for_each(|tag| line(1, "tag", &debate.tag(*tag).name));
    }
    for event in debate.events() {
        line(0, "event", &event.text);
        if let Some(date) = event.date {
            line(1, "date", &date.in_words());
        }
        event.actors.iter().for_each(|actor| line(1, "actor", &debate.actor(*actor).id));
        event.sources.iter().for_each(|source| line(1, "in", &debate.source(*source).id));
        event.about.iter().for_each(|about| line(1, "about", &debate.statement(*about).id));
        if let Some(note) = &event.note {
            line(1, "note", note);
        }
    }
    out
}

#[test]
fn valid_files_are_read() {
    let mut differing = Vec::new();
    for path in files("valid") {
        let bytes = std::fs::read(&path).expect("the file");
        let report = check(&bytes, &origin(&path));
        assert_eq!(report, check_carefully(&bytes, &origin(&path), &mut Folder::of(&origin(&path)), None));
        let debate = report.debate.as_ref().unwrap_or_else(|| panic!("{}\n{}", path.display(), human(&report, false)));
        assert_eq!(read(&bytes, &origin(&path)).as_ref(), Ok(debate), "{}", path.display());
        expect(&path.with_extension("expected"), &(outline(debate) + &short(&report)), &mut differing);
        if !report.diagnostics.is_empty() {
            expect(&path.with_extension("human"), &human(&report, false), &mut differing);
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn invalid_files_are_told_what_is_wrong() {
    let mut differing = Vec::new();
    for path in files("invalid") {
        let bytes = std::fs::read(&path).expect("the file");
        let report = check(&bytes, &origin(&path));
        for run in [None, Some(1), Some(100)] {
            let carefully = check_carefully(&bytes, &origin(&path), &mut Folder::of(&origin(&path)), run);
            assert_eq!(short(&carefully), short(&report), "{} in runs of {run:?} bytes", path.display());
        }
        assert!(report.errors() > 0 && report.debate.is_none(), "{} is valid", path.display());
        assert_eq!(read(&bytes, &origin(&path)).as_ref(), Err(&report.only_errors()), "{}", path.display());
        expect(&path.with_extension("expected"), &short(&report), &mut differing);
        expect(&path.with_extension("human"), &human(&report, false), &mut differing);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_code_stands_in_the_corpora() {
    let mut seen = BTreeSet::new();
    for path in files("invalid").into_iter().chain(files("valid")) {
        let report = check(&std::fs::read(&path).expect("the file"), &origin(&path));
        seen.extend(report.diagnostics.iter().map(|diagnostic| diagnostic.code));
    }
    // Only a file of 64 megabytes has it; see the hostile inputs.
    seen.insert("E0002");
    let codes: BTreeSet<&str> = explanations().map(|explanation| explanation.code).collect();
    assert_eq!(codes.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new(), "codes without an example");
    assert_eq!(codes.len(), explanations().count(), "a code is given twice");
}

/// The bytes of a file in an explanation, where `\\xe9` stands for one that is no UTF-8.
fn bytes_of(example: &str) -> Vec<u8> {
    let (before, behind) = example.split_once("\\xe9").unwrap_or((example, ""));
    let odd: &[u8] = if before.len() < example.len() { b"\xe9" } else { b"" };
    [before.as_bytes(), odd, behind.as_bytes()].concat()
}

#[test]
fn explanations_are_true() {
    // Beside these lie the texts that the examples name.
    let origin = Origin::file(Path::new("tests/data/valid/example.yaml"));
    let mut without = Vec::new();
    for explanation in explanations() {
        let Some(example) = explanation.example else {
            without.push(explanation.code);
            continue;
        };
        let wrong = check(&bytes_of(example.wrong), &origin);
        let codes: BTreeSet<&str> = wrong.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, BTreeSet::from([explanation.code]), "{}", short(&wrong));
        let right = check(&bytes_of(example.right), &origin);
        assert_eq!(short(&right), "", "{}", explanation.code);
        assert!(!explanation.story.is_empty() && !explanation.story.contains("```"), "{}", explanation.code);
    }
    // A file of 64 megabytes does not fit into a text.
    assert_eq!(without, ["E0002"]);
}

/// Twenty different faults, each told once, at its line.
#[test]
fn twenty_faults_are_told_in_one_run() {
    let path = Path::new("tests/data/invalid/twenty-faults.yaml");
    let text = std::fs::read_to_string(path).expect("the file");
    let marked: Vec<usize> =
        text.lines().zip(1..).filter(|(line, _)| line.contains("# wrong")).map(|(_, number)| number).collect();
    let report = check(text.as_bytes(), &origin(path));
    let told: Vec<usize> = report.diagnostics.iter().map(|diagnostic| diagnostic.line).collect();
    assert_eq!(marked.len(), 20);
    assert_eq!(told, marked, "{}", short(&report));
}

#[test]
fn the_human_form_is_that_of_compilers() {
    let bytes = b"agon: 1\ntitle: x\nactors:\n  ana: {name: A, name: B}\n  bob: {nam: B}\n";
    let report = check(bytes, &Origin::named("x.yaml"));
    let expected = "\
error[E0011]: `name` stands here twice
 --> x.yaml:4:18
  |
4 |   ana: {name: A, name: B}
  |                  ^^^^ given again here
  |
  = help: keep one of them
note: first given here
 --> x.yaml:4:9
  |
4 |   ana: {name: A, name: B}
  |         ^^^^

error[E0010]: actor `bob` has no key `nam`
 --> x.yaml:5:9
  |
5 |   bob: {nam: B}
  |         ^^^
  |
  = help: did you mean `name`?

2 errors; agon explain E0011 tells more
there may be more warnings when the errors are gone
";
    assert_eq!(human(&report, false), expected);
    assert!(human(&report, true).contains("\u{1b}["));
    assert_eq!(human(&Report::default(), true), "");
}

#[test]
fn the_human_form_goes_into_a_narrow_terminal() {
    let bytes = "agon: 1\ntitle: x\nsources:\n  s: {title: A long title of a source, url: ftp://討論.example.org}\n";
    let report = check(bytes.as_bytes(), &Origin::named("x.yaml"));
    let expected = "\
warning[W0002]: the source `s` is named nowhere
 --> x.yaml:4:3
  |
4 |   s: {title: A long title of a source, url:...
  |   ^

error[E0023]: `ftp://討論.example.org` is no web
              address
 --> x.yaml:4:45
  |
4 | ..., url: ftp://討論.example.org}
  |           ^^^^^^^^^^^^^^^^^^^^^^ an address begins with http:// or https://
  |
  = help: leave `url` out and keep it in `note`,
          if there is no web address

1 error, 1 warning; agon explain E0023 tells more
";
    assert_eq!(human_within(&report, false, 50), expected);
    assert_eq!(human_within(&report, false, 141), human(&report, false));
}

#[test]
fn what_a_file_says_cannot_reach_the_terminal_raw() {
    let bytes = "agon: 1\ntitle: x\n\"\u{202e}k\\e[31m\": y\nactors: {\"\u{200b}\": {\u{202e}: x}}\n";
    let report = check(bytes.as_bytes(), &Origin::named("\u{1b}]0;x\u{7}.yaml"));
    assert_eq!(report.errors(), 4, "{}", short(&report));
    let shown = human(&report, false) + &short(&report) + &serde_json::to_string(&report.diagnostics).expect("JSON");
    let raw: Vec<char> =
        shown.chars().filter(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{200b}')).collect();
    assert_eq!(raw, Vec::<char>::new(), "{shown}");
}
