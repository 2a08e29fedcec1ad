//! The command line: what goes where, the exit statuses, and that nothing printed can act on a terminal.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::Value;

/// What a run printed, and how it ended.
struct Run {
    status: i32,
    out: String,
    words: String,
}

fn agon(arguments: &[&str]) -> Run {
    run(&mut command(arguments))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    command.args(arguments).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "0");
    command.env("AGON_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    Run {
        status: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        words: text(output.stderr),
    }
}

fn json(arguments: &[&str]) -> Value {
    let run = agon(arguments);
    serde_json::from_str(&run.out).unwrap_or_else(|error| unreadable(arguments, &error))
}

#[expect(clippy::panic, reason = "it is the test's failure")]
fn unreadable(arguments: &[&str], error: &serde_json::Error) -> Value {
    panic!("{arguments:?}: {error}")
}

/// A file of this test run.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    path.to_str().expect("a plain path").to_owned()
}

/// Two who contradict each other, and a third thing in a circle with itself.
const CIRCLE: &str = "\
agon: 1
title: Circle
actors: {ana: {name: Ana Díaz, role: Rider}}
sources: {paper: {title: The paper}}
questions: {q: {text: Which?}}
positions: {p: {answers: q, text: This one., said: {by: ana, in: paper, quote: this}}}
arguments:
  one: {text: First., supports: p, said: {by: ana}}
  two: {text: Second., rebuts: one, said: {by: ana}}
  three: {text: Third., rebuts: two, supports: [one, p], tags: [round], said: {by: ana}}
  four: {text: Fourth., undercuts: {argument: three, on: p}, because: [two], said: {by: ana}}
  five: {text: Fifth., supports: six, said: {by: ana}}
  six: {text: Sixth., supports: five, said: {by: ana}}
events: [{date: 2031-05, text: It happened., actors: [ana], in: paper, about: [q]}]
";

/// Two who speak to each other, a third who only listens; a source with a local copy; things that happened.
const TALK: &str = "\
agon: 1
title: Talk
actors:
  ana: {name: Ana Díaz, role: Economist, aka: [A. Díaz]}
  bo: {name: Bo Lind}
  eve: {name: Eve}
sources:
  hearing:
    title: Hearing on trains & 100% more
    kind: hearing
    publisher: City Council
    authors: [Clerk One, Clerk Two]
    date: 2031-05-02~
    url: https://example.org/a_b?c=d%20e
    text: texts/hearing.txt
    note: The minutes break off.
  letter: {title: A letter, date: '2030'}
questions:
  pay: {text: Should the city pay?}
  more: {text: Should there be more?}
positions:
  yes: {answers: pay, text: Yes., said: {by: ana, in: hearing, quote: \"a bargain\", at: minute 12}}
  no: {answers: pay, text: No., said: [{by: bo, in: hearing, quote: \"few … use them\"}, {by: ana, stance: denies}]}
arguments:
  empty: {text: They run empty., rebuts: yes, said: {by: bo, in: letter, quote: \"quite emptty trains\"}}
  winter: {text: Only in winter., undercuts: {argument: empty, on: yes}, said: {by: ana}}
  also: {text: In summer too., rebuts: winter, said: {by: bo, stance: concedes, in: hearing, quote: \"in summer, twoo\"}}
events:
  - {date: 2031-05?, text: Both are heard., actors: [ana, bo], in: hearing, about: pay}
  - {text: The trains run.}
";

const HEARING: &str = "\
They are, she said,
a   bargain. But few people – he said – use\u{a0}them,
not even in summer, too late.
";

const DANGLING: &str = "\
agon: 1
title: Broken
questions: {q: {text: Which?}}
positions: {p: {answers: nothing, text: This one.}}
";

#[test]
fn exit_statuses_say_how_it_came_out() {
    let circle = file("statuses/circle.yaml", CIRCLE);
    let dangling = file("statuses/dangling.yaml", DANGLING);
    let missing = file("statuses/circle.yaml", CIRCLE).replace("circle", "missing");
    for (arguments, status) in [
        (&["outline"][..], 0),
        (&[], 0),
        (&[&circle], 0),
        (&[&circle, &dangling], 1),
        (&[&dangling], 1),
        (&[&missing], 2),
        (&["surveilance state"], 2),
        (&["check"], 0),
        (&["check", &circle], 0),
        (&["check", &dangling], 1),
        (&["check", &dangling, &missing], 2),
        (&["show", "p", &circle], 0),
        (&["show", "actor:ana", &circle], 0),
        (&["show", "event:1", &circle], 0),
        (&["show", "tag:round", &circle], 0),
        (&["show", "event:2", &circle], 1),
        (&["show", "source:ana", &circle], 1),
        (&["show", "nobody", &circle], 1),
        (&["show"], 2),
        (&["search", "second", &circle], 0),
        (&["search", "xyzzyplugh", &circle], 1),
        (&["search", "second", &circle, "--limit", "0"], 2),
        (&["search"], 2),
        (&["search", " "], 2),
        (&["search", "- OR", &circle], 1),
        (&["search", "kind:rebuttal", &circle], 0),
        (&["search", "-kind:rebuttal -by:nobody", &circle], 1),
        (&["search", "-kind:argument", &circle, "--limit", "3"], 0),
        (&["search", "second kind:position", &circle], 1),
        (&["search", "second autor:ana", &circle], 1),
        (&["search", "surveilance", "state"], 2),
        (&["search", "second", &dangling], 1),
        (&["show", "q", &missing], 2),
        (&["actors"], 0),
        (&["actors", &circle], 0),
        (&["actors", "ana", &circle], 0),
        (&["actors", "ana", "ana", &circle], 0),
        (&["actors", "anna", &circle], 1),
        (&["actors", "ana", "ana", "ana", &circle], 2),
        (&["actors", "ana", &missing], 2),
        (&["actors", &dangling], 1),
        (&["sources"], 0),
        (&["sources", &dangling], 1),
        (&["sources", &circle, "--format", "bibtex"], 0),
        (&["sources", &missing, "--format", "bibtex"], 2),
        (&["sources", &circle, "--format", "xml"], 2),
        (&["timeline"], 0),
        (&["timeline", &dangling], 1),
        (&["timeline", "--actor", "ana", &circle], 0),
        (&["timeline", "--actor", "nobody", &circle], 1),
        (&["timeline", "--question", "nothing", &circle], 1),
        (&["timeline", "--in", "paper", "--by", "ana", &circle], 0),
        (&["timeline", "--kind", "undercut", &circle], 1),
        (&["outline", "--by", "ana", &circle, &dangling], 1),
        (&["outline", "--by", "ana", &missing], 2),
        (&["outline", "--sort", "size", &circle], 2),
        (&["outline", "--kind", "reason", &circle], 2),
        (&["show", "p", "--sort", "replies", &circle], 0),
        (&["gaps"], 0),
        (&["gaps", &circle, &dangling], 1),
        (&["gaps", &missing], 2),
        (&["show", "--text", "durov-reacts"], 1),
        (&["show", "--text", "--exchange", "durov-reacts"], 2),
        (&["show", "--text", "nothing", &circle], 1),
        (&["verify"], 0),
        (&["verify", &circle], 0),
        (&["verify", &dangling], 1),
        (&["verify", &missing], 2),
        (&["outline", "--format", "xml"], 2),
        (&["schema"], 0),
        (&["completions", "bash"], 0),
        (&["completions", "cobol"], 2),
        (&["man"], 0),
        (&["man", "search"], 0),
        (&["man", "dance"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["--verbose"], 2),
    ] {
        let run = agon(arguments);
        assert_eq!(run.status, status, "{arguments:?}: {}", run.words);
        // Wrong usage prints no results; a word is said about everything that did not come out well.
        assert!(status != 2 || run.out.is_empty() || arguments[0] == "check", "{arguments:?}: {}", run.out);
        assert!(status == 0 || !run.words.is_empty() || !run.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn mistakes_are_answered_with_what_may_have_been_meant() {
    let circle = file("mistakes/circle.yaml", CIRCLE);
    let swapped = format!("the id comes first: agon show two {circle}");
    for (arguments, words) in [
        (&["serach"][..], "did you mean `agon search`?"),
        (&["chekc", &circle], "did you mean `agon check`?"),
        (&["mapp", &circle], "did you mean `agon map`?"),
        (&["chekc", "--format", "short", &circle], "did you mean `agon check`?"),
        (&["surveilance state"], "agon search \"surveilance state\""),
        (&["search", "surveilance", "state"], "put them in quotes: agon search \"surveilance state\""),
        (&["debates/missing.yaml"], "there is no such file or folder"),
        (&["show", "tow", &circle], "near it: two"),
        (&["show", &circle, "two"], &swapped),
        (&["show", "actor:anna", &circle], "near it: actor:ana"),
        (&["show", "Fourth", &circle], "near it: four"),
        (&["actors", "anna", &circle], "near it: actor:ana"),
        (&["actors", "a", "b", "c", &circle], "one or two actors, not 3: a, b, c"),
        (&["search", "secnod", &circle], "showing “Second” for “secnod”"),
        (&["search", "xyzzyplugh", &circle], "nothing found for “xyzzyplugh”"),
        (&["search", ""], "there is nothing to look for; words are found, and fields"),
        (&["search", "\"\" OR", &circle], "there is nothing to look for in “\"\" OR”"),
        (&["search", "second (by:", &circle], "such as by:NAME; what somebody says"),
        (&["search", "second)", &circle], "no bracket is open that this one closes"),
        (&["search", "second autor:ana", &circle], "there is no field “autor”; did you mean “actor:”?"),
        (&["search", "by:aan", &circle], "no actor is called “aan”; did you mean ana?"),
        (&["search", "kind:re", &circle], "kind: rebuttal"),
        (&["search", "kind:position", &circle], "1 hit in "),
        (&["search", "ana", "--limit", "1", &circle], "the best 1 shown"),
        (&["check", &circle], "no errors"),
    ] {
        let run = agon(arguments);
        assert!(run.words.contains(words), "{arguments:?}: {}", run.words);
        assert!(!run.out.contains(words), "{arguments:?}: words are no results");
    }
}

#[test]
fn the_outline_tells_every_statement_once_and_survives_circles() {
    let circle = file("outline/circle.yaml", CIRCLE);
    let expected = "\
Circle
? Which?  q
  ◆ This one.  p
    + supports: First.  one
      × rebuts: Second.  two
        × rebuts: Third.  three
          ⊘ undercuts, only on p: Fourth.  four
            ∴ premise, in a circle: Second.  two
      + supports, shown above: Third.  three
    + supports, shown above: Third.  three
· argument: Fifth.  five
  + supports: Sixth.  six
    ↺ supports, in a circle: Fifth.  five
";
    let run = agon(&["outline", &circle]);
    let expected = expected.replace("∴ premise, in", "↺ premise, in");
    assert_eq!(run.out, expected);
    assert_eq!(agon(&[&circle]).out, expected, "without a terminal agon prints the outline");
    let rows = json(&["outline", "--format", "json", &circle]);
    let rows = rows.as_array().expect("a list");
    assert_eq!(rows.len(), expected.lines().count() - 1);
    assert_eq!(rows[5]["relation"], "undercuts");
    assert_eq!((&rows[5]["on"], &rows[6]["circle"], &rows[6]["again"]), (&"p".into(), &true.into(), &true.into()));
}

#[test]
fn an_outline_tells_only_what_is_asked_for() {
    let talk = file("filters/talk.yaml", TALK);
    file("filters/texts/hearing.txt", HEARING);
    for (options, expected) in [
        (
            &["--by", "ana"][..],
            "\
only 3 of 7 statements
? (Should the city pay?)  pay
  ◆ Yes.  yes
    × rebuts: (They run empty.)  empty
      ⊘ undercuts, only on yes: Only in winter.  winter
  ◆ No.  no
",
        ),
        (
            &["--actor", "actor:ana", "--source", "hearing"],
            "only 1 of 7 statements\n? (Should the city pay?)  pay\n  ◆ Yes.  yes\n",
        ),
        (
            &["--kind", "rebuttal", "--unanswered"],
            "\
only 1 of 7 statements
? (Should the city pay?)  pay
  ◆ (Yes.)  yes
    × rebuts: (They run empty.)  empty
      ⊘ undercuts, only on yes: (Only in winter.)  winter
        × rebuts: In summer too.  also
",
        ),
        (
            &["--question", "winter"],
            "only 2 of 7 statements\n· argument: Only in winter.  winter\n  × rebuts: In summer too.  also\n",
        ),
    ] {
        let run = agon(&[&["outline"], options, &[&talk]].concat());
        assert_eq!((run.status, run.words.as_str()), (0, ""), "{options:?}");
        assert_eq!(run.out, format!("Talk\n{expected}"), "{options:?}");
    }
    for (options, words) in [
        (&["--by", "anna"][..], "agon: no actor has the id “anna”; near it: actor:ana\n"),
        (&["--tag", "x"], "agon: no tag is called “x”; agon search finds ids by words\n"),
        (&["--by", "ana", "--kind", "rebuttal"], "agon: nothing is all of that\n"),
    ] {
        let run = agon(&[&["outline"], options, &[&talk]].concat());
        assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (1, "", words), "{options:?}");
    }
    let rows = json(&["outline", "--by", "ana", "--in", "hearing", "--format", "json", &talk]);
    let told: Vec<(&Value, &Value)> =
        rows.as_array().expect("a list").iter().map(|row| (&row["id"], &row["matches"])).collect();
    assert_eq!(told, [(&"pay".into(), &false.into()), (&"yes".into(), &true.into())]);
    let yaml = "\
agon: 1
title: Sorted
actors: {ana: {name: Ana}}
sources: {new: {title: New, date: '2031'}, old: {title: Old, date: '2030'}}
questions: {q: {text: Which?}}
positions: {p: {answers: q, text: This., said: {by: ana}}}
arguments:
  one: {text: One., supports: p, said: {by: ana, in: new}}
  two: {text: Two., rebuts: p, said: {by: ana, in: old}}
  three: {text: Three., rebuts: p, said: {by: ana}}
  four: {text: Four., rebuts: three, said: {by: ana}}
";
    let sorted = file("filters/sorted.yaml", yaml);
    for (order, expected) in
        [("file", "q p one two three four"), ("date", "q p two one three four"), ("replies", "q p three four one two")]
    {
        let outline = agon(&["outline", "--sort", order, &sorted]).out;
        let ids: Vec<&str> = outline.lines().skip(1).filter_map(|line| line.split_whitespace().next_back()).collect();
        assert_eq!(ids.join(" "), expected, "{order}");
    }
    let page = agon(&["show", "p", "--sort", "replies", &sorted]).out;
    assert!(page.find("Three.") < page.find("Two."), "{page}");
}

#[test]
fn what_a_list_prints_at_the_end_of_a_line_is_what_show_takes() {
    let outline = agon(&["outline"]).out;
    let ids: Vec<&str> = outline.lines().skip(1).filter_map(|line| line.split_whitespace().next_back()).collect();
    assert!(ids.len() > 100);
    for id in ids.iter().step_by(23) {
        let run = agon(&["show", id]);
        assert_eq!((run.status, run.words.as_str()), (0, ""), "{id}");
        assert_eq!(json(&["show", id, "--format", "json"])["id"], **id);
    }
    for query in ["sanchez", "durov", "telegram", "telepolis", "minors"] {
        let found = json(&["search", query, "--format", "json", "--limit", "8"]);
        for hit in found["hits"].as_array().expect("a list") {
            let id = hit["id"].as_str().expect("an id");
            let shown = json(&["show", id, "--format", "json"]);
            assert_eq!((&shown["type"], &shown["text"]), (&hit["type"], &hit["text"]), "{id}");
        }
    }
}

#[test]
fn a_search_goes_over_all_debates_at_hand() {
    let one = file("search/one.yaml", CIRCLE);
    let two = file("search/two.yml", &CIRCLE.replace("Second.", "Secondly Sánchez."));
    file("search/notes.txt", "no debate");
    file("search/.hidden.yaml", "no debate");
    let folder = PathBuf::from(&one).parent().expect("a folder").to_str().expect("a path").to_owned();
    for paths in [vec![one.as_str(), two.as_str()], vec![folder.as_str()]] {
        let arguments = [vec!["search", "second", "--format", "json"], paths].concat();
        let found = json(&arguments);
        let files: Vec<&Value> = found["hits"].as_array().expect("a list").iter().map(|hit| &hit["file"]).collect();
        assert!(files.contains(&&one.as_str().into()) && files.contains(&&two.as_str().into()), "{files:?}");
    }
    let found = json(&["search", "sanchez", "--format", "json", &folder]);
    let hit = &found["hits"][0];
    assert_eq!((&found["total"], &hit["id"], &hit["found_in"]), (&1.into(), &"two".into(), &"text".into()));
    let mark = &hit["marks"][0];
    let (start, end) = (mark[0].as_u64().expect("a number"), mark[1].as_u64().expect("a number"));
    let passage: Vec<char> = hit["passage"].as_str().expect("text").chars().collect();
    let marked: String = passage.iter().skip(usize::try_from(start).expect("small")).collect::<String>();
    assert!(marked.starts_with("Sánchez") && end - start == 7, "{marked:?} {end}");
}

#[test]
fn a_hit_is_told_with_who_speaks_and_where_it_stands_also_by_question() {
    let query = ["search", "harm", "--limit", "2"];
    let first = "+ To innovate should mean, among other things, to find ways of lessening the harm a technology does.  \
                 reduce-harm-by-inventing\n    argument · Mary Anne Franks";
    let second = "+ Building products without a thought for the harm they may do is no innovation at all, but a disregard \
                  for people.  harm-ignored-is-no-innovation\n    argument · Mary Anne Franks";
    let question = "Does holding heads of platforms liable";
    let [yes, no] = ["Yes: who may go to prison for the…", "No: making a technology less harmful is…"];
    let flat = format!("{first} · {question}… › {yes}\n{second} · {question}… › {no}\n");
    assert_eq!(agon(&query).out, flat);
    let grouped = format!("{question} stifle innovation?  3 hits\n{first} · {yes}\n{second} · {no}\n");
    let by_question = agon(&[&query[..], &["--by-question"]].concat());
    assert_eq!(by_question.out, grouped);
    // The heading tells of all hits of the question, however few are printed.
    let number = |limit| {
        let out = agon(&["search", "law", "--by-question", "--limit", limit]).out;
        out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!((number("1"), number("1")), (number("5"), number("100")));
    let ids = |arguments: &[&str]| {
        let told = json(&[&["search", "law", "--format", "json", "--limit", "100"], arguments].concat());
        told["hits"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(ids(&["--by-question"]), ids(&[]));
}

#[test]
fn a_query_asks_the_same_as_the_filters_of_the_outline() {
    let ids = |rows: &Value, of: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let rows = rows.as_array().expect("a list").iter().filter(|row| of(row));
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    for (query, options) in [
        ("by:durov kind:rebuttal", &["--by", "durov", "--kind", "rebuttal"][..]),
        ("by:durov in:mass-message is:unanswered", &["--by", "durov", "--in", "mass-message", "--unanswered"]),
        ("under:innovation kind:position", &["--question", "innovation", "--kind", "position"]),
        ("tag:encryption", &["--tag", "encryption"]),
    ] {
        let found = json(&["search", query, "--format", "json", "--limit", "1000"]);
        let mut found = ids(&found["hits"], &|hit| hit["type"] != "event");
        let rows = json(&[&["outline", "--format", "json"], options].concat());
        let mut filtered = ids(&rows, &|row| row["matches"] == true);
        found.sort();
        filtered.sort();
        filtered.dedup();
        assert!(!found.is_empty());
        assert_eq!(found, filtered, "{query}");
    }
    let told = json(&["search", "é autor:x by:gold", "--format", "json"]);
    assert_eq!(told["faults"][0]["start"], 2);
    assert_eq!(told["faults"][0]["end"], 9);
    assert_eq!(
        (&told["meanings"][0]["start"], &told["meanings"][0]["words"]),
        (&10.into(), &"by: Eric Goldman".into())
    );
}

#[test]
fn check_tells_all_of_all_files() {
    let circle = file("check/circle.yaml", CIRCLE);
    let dangling = file("check/dangling.yaml", DANGLING);
    let run = agon(&["check", &circle, &dangling]);
    assert!(run.out.contains("dangling.yaml:4:26"), "{}", run.out);
    assert!(run.words.contains("2 files: 1 error"), "{}", run.words);
    let report = json(&["check", "--format", "json", &circle, &dangling, "/nowhere/at.all"]);
    assert_eq!((&report["errors"], &report["files"][0]["errors"]), (&1.into(), &0.into()));
    let diagnostic = &report["files"][1]["diagnostics"][0];
    assert_eq!(
        (&diagnostic["line"], &diagnostic["column"], &diagnostic["code"]),
        (&4.into(), &26.into(), &"E0018".into())
    );
    assert_eq!(report["files"][2]["unreadable"], "there is no such file or folder");
}

#[test]
fn a_debate_may_come_from_standard_input() {
    for arguments in [&["outline", "-"][..], &["-"], &["show", "q", "-"], &["search", "second", "-"], &["check", "-"]] {
        let run = run(command(arguments).write_stdin(CIRCLE));
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.words);
    }
    let run = run(command(&["outline", "-"]).write_stdin(DANGLING));
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.words.contains("nothing"), "{}", run.words);
}

#[test]
fn a_folder_without_debates_says_so() {
    let notes = file("empty/notes.txt", "no debate");
    let folder = PathBuf::from(&notes).parent().expect("a folder").to_str().expect("a path").to_owned();
    let run = agon(&[&folder]);
    assert_eq!(run.status, 2);
    assert!(run.words.contains("holds no debate"), "{}", run.words);
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    let mut large = CIRCLE.to_owned();
    let events = large.find("events:").expect("events");
    let argument =
        |number| format!("  more-{number}: {{text: Argument number {number}., supports: p, said: {{by: ana}}}}\n");
    let more: Vec<String> = (0..4_000).map(argument).collect();
    large.insert_str(events, &more.concat());
    let large = file("pipe/large.yaml", &large);
    for arguments in [
        &["outline", &large][..],
        &[&large],
        &["outline", "--format", "json", &large],
        &["show", "actor:ana", &large],
        &["show", "actor:ana", "--format", "json", &large],
        &["actors", "ana", &large],
        &["gaps", &large],
        &["gaps", "--format", "json", &large],
        &["actors", "ana", "--format", "json", &large],
        &["search", "argument", "--limit", "4000", &large],
        &["man"],
        &["schema"],
        &["completions", "zsh"],
        &["--help"],
    ] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_agon"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let output = child.wait_with_output().expect("it ends");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), words.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

/// Everything a file can say, said with what could act on a terminal or deceive its reader.
fn hostile() -> String {
    let evil = r"\e[31m\e]0;owned\a\x9b2J\u202Egnp\u2066\u200B\r\b\x7F\n\t";
    format!(
        r#"
agon: 1
title: "Title {evil}"
summary: "Summary {evil}"
actors: {{ana: {{name: "Ana {evil}", role: "Rider {evil}", aka: ["Anne {evil}"], note: "Note {evil}"}}}}
sources:
  paper:
    title: "Paper {evil}"
    text: paper.txt
    kind: "Kind {evil}"
    publisher: "Publisher {evil}"
    authors: ["Author {evil}"]
    note: "Note {evil}"
questions: {{q: {{text: "Question {evil}", about: "About {evil}"}}}}
positions:
  p: {{answers: q, text: "Position {evil}", said: {{by: ana, in: paper, quote: "Quote {evil}", at: "Place {evil}"}}}}
arguments:
  a: {{text: "Argument {evil}", rebuts: p, tags: ["tag {evil}"], note: "Note {evil}", said: {{by: ana}}}}
events: [{{text: "Event {evil}", actors: [ana], in: paper, about: [q], note: "Note {evil}"}}]
"#
    )
}

#[test]
fn nothing_printed_can_act_on_a_terminal() {
    let hostile_file = file("hostile/debate.yaml", &hostile());
    file("hostile/paper.txt", "Quote \u{1b}[31m\u{1b}]0;owned\u{7}\u{202e}gnp\u{2066}\u{200b}\r\u{8}\u{7f}\n\t nearly");
    let broken = file("hostile/broken.yaml", &format!("{}\"evil \\e[31m\": \"\\e[31m\u{202e}\"\n", hostile()));
    let evil = "evil\u{1b}[31m\u{202e}\u{7}";
    for arguments in [
        &["outline", &hostile_file][..],
        &["outline", "--format", "json", &hostile_file],
        &["check", &hostile_file],
        &["check", "--format", "json", &hostile_file],
        &["check", &broken],
        &["check", "--format", "json", &broken],
        &["outline", &broken],
        &["search", "argument", &hostile_file],
        &["search", "note", &hostile_file],
        &["search", "quote", "--format", "json", &hostile_file],
        &["show", "q", &hostile_file],
        &["show", "p", &hostile_file],
        &["show", "p", "--format", "json", &hostile_file],
        &["show", "a", &hostile_file],
        &["show", "actor:ana", &hostile_file],
        &["show", "actor:ana", "--format", "json", &hostile_file],
        &["show", "source:paper", &hostile_file],
        &["actors", &hostile_file],
        &["actors", "--format", "json", &hostile_file],
        &["actors", "ana", &hostile_file],
        &["actors", "--grid", &hostile_file],
        &["actors", "--grid", "--format", "json", &hostile_file],
        &["actors", "ana", "ana", &hostile_file],
        &["actors", "ana", "ana", "--format", "json", &hostile_file],
        &["actors", evil, &hostile_file],
        &["show", "source:paper", "--text", &hostile_file],
        &["verify", &hostile_file],
        &["verify", "--format", "json", &hostile_file],
        &["timeline", &hostile_file],
        &["timeline", "--format", "json", &hostile_file],
        &["timeline", "--actor", evil, &hostile_file],
        &["timeline", "--question", evil, &hostile_file],
        &["outline", "--tag", evil, &hostile_file],
        &["outline", "--kind", "argument", &hostile_file],
        &["gaps", &hostile_file],
        &["gaps", "--format", "json", &hostile_file],
        &["sources", &hostile_file],
        &["sources", "--format", "json", &hostile_file],
        &["sources", "--format", "markdown", &hostile_file],
        &["sources", "--format", "bibtex", &hostile_file],
        &["sources", "--format", "csl-json", &hostile_file],
        &["show", "event:1", &hostile_file],
        &["show", evil, &hostile_file],
        &["search", evil, &hostile_file],
        &["search", evil, "--format", "json", &hostile_file],
        &["check", evil],
        &[evil],
    ] {
        let run = agon(arguments);
        assert_ne!(run.status, 101, "{arguments:?}: {}", run.words);
        for text in [&run.out, &run.words] {
            let acts = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200b}".contains(c);
            assert!(!text.contains(acts), "{arguments:?}: {text:?}");
        }
    }
}

#[test]
fn completions_and_manual_come_from_the_definition() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = agon(&["completions", shell]);
        assert!(["outline", "check", "limit"].iter().all(|word| run.out.contains(word)), "{shell}");
    }
    let page = agon(&["man"]).out;
    assert!(page.contains(".SH KEYS") && page.contains(".SH \"EXIT STATUS\""), "{page}");
    let schema: Value = serde_json::from_str(&agon(&["schema"]).out).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn actors_are_told_all_one_and_two_at_a_time() {
    let talk = file("actors/talk.yaml", TALK);
    let run = agon(&["actors", &talk]);
    assert_eq!(
        (run.status, run.out.as_str(), run.words.as_str()),
        (
            0,
            "\
Talk
○ Ana Díaz  actor:ana
    Economist
    asserts 2, denies 1
○ Bo Lind  actor:bo
    asserts 2, concedes 1
○ Eve  actor:eve
    says nothing here
",
            ""
        )
    );
    let one = "\
Talk
○ Ana Díaz  actor:ana
    Economist
    asserts 2, denies 1

Positions
? Should the city pay?  pay
  ◆ asserts: Yes.  yes
  ◆ denies: No.  no

Says
◆ asserts: Yes.  yes
    “a bargain”
    in Hearing on trains & 100% more, minute 12  source:hearing
◆ denies: No.  no
· asserts: Only in winter.  winter

Replied to by
○ Bo Lind, with 2 statements  actor:bo

Replies to
○ Bo Lind, to 1 statement  actor:bo
";
    assert_eq!(agon(&["actors", "ana", &talk]).out, one);
    assert_eq!(agon(&["actors", &talk, "actor:ana"]).out, one, "in any order, and as it is printed");
    let two = "\
Talk
○ Bo Lind  actor:bo
    asserts 2, concedes 1
○ Ana Díaz  actor:ana
    Economist
    asserts 2, denies 1

3 replies
◆ Yes.  yes
    Ana Díaz asserts: “a bargain”
    in Hearing on trains & 100% more, minute 12  source:hearing
  × rebuts: They run empty.  empty
      Bo Lind asserts: “quite emptty trains”
      in A letter  source:letter
· They run empty.  empty
    Bo Lind asserts: “quite emptty trains”
    in A letter  source:letter
  ⊘ undercuts, only on yes: Only in winter.  winter
      Ana Díaz asserts
· Only in winter.  winter
    Ana Díaz asserts
  × rebuts: In summer too.  also
      Bo Lind concedes: “in summer, twoo”
      in Hearing on trains & 100% more  source:hearing

Both speak to
◆ No.  no
    Bo Lind asserts: “few … use them”
    in Hearing on trains & 100% more  source:hearing
    Ana Díaz denies
";
    assert_eq!(agon(&["actors", "bo", "ana", &talk]).out, two);
    let nothing = agon(&["actors", "ana", "eve", &talk]);
    assert_eq!(nothing.status, 1);
    assert!(nothing.out.ends_with("\nNeither replies to the other.\n"), "{}", nothing.out);
}

#[test]
fn who_holds_what_is_told_position_by_position() {
    let talk = file("grid/talk.yaml", TALK);
    let run = agon(&["actors", "--grid", &talk]);
    let expected = "\
Talk
? Should the city pay?  pay
  ◆ Yes.  yes
      asserts: Ana Díaz
      replies: Bo Lind
  ◆ No.  no
      asserts: Bo Lind
      denies: Ana Díaz
";
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (0, expected, ""));
    let rows = json(&["actors", "--grid", "--format", "json", &talk]);
    let ana = serde_json::json!({"type": "actor", "id": "actor:ana", "text": "Ana Díaz"});
    let bo = serde_json::json!({"type": "actor", "id": "actor:bo", "text": "Bo Lind"});
    assert_eq!(
        rows[1],
        serde_json::json!({
            "file": talk,
            "question": {"type": "question", "id": "pay", "text": "Should the city pay?"},
            "position": {"type": "position", "id": "no", "text": "No."},
            "asserts": [bo], "concedes": [], "denies": [ana], "replies": [],
        })
    );
    let wrong = agon(&["actors", "--grid", "ana", &talk]);
    assert_eq!((wrong.status, wrong.words.as_str()), (2, "agon: the grid is of all actors: “ana” is no PATH\n"));
}

#[test]
fn actors_are_told_to_programs() {
    let talk = file("actors-json/talk.yaml", TALK);
    let ana = serde_json::json!({"type": "actor", "id": "actor:ana", "text": "Ana Díaz"});
    let bo = serde_json::json!({"type": "actor", "id": "actor:bo", "text": "Bo Lind"});
    let all = json(&["actors", "--format", "json", &talk]);
    assert_eq!(
        all[0],
        serde_json::json!({
            "file": talk, "type": "actor", "id": "actor:ana", "text": "Ana Díaz", "role": "Economist",
            "aka": ["A. Díaz"], "note": null, "asserts": 2, "concedes": 0, "denies": 1,
        })
    );
    let one = &json(&["actors", "ana", "--format", "json", &talk])[0];
    assert_eq!(one["replied_to_by"], serde_json::json!([{"actor": bo, "statements": 2}]));
    assert_eq!(one["replies_to"], serde_json::json!([{"actor": bo, "statements": 1}]));
    assert_eq!(
        (&one["positions"][0]["positions"][1]["stance"], &one["says"][0]["at"]),
        (&"denies".into(), &"minute 12".into())
    );
    let two = &json(&["actors", "ana", "bo", "--format", "json", &talk, &talk])[1];
    assert_eq!(two["actors"], serde_json::json!([ana, bo]));
    assert_eq!(
        two["exchanges"][1],
        serde_json::json!({
            "relation": "undercuts", "on": "yes",
            "reply": {"type": "argument", "id": "winter", "text": "Only in winter."},
            "reply_by": ana,
            "reply_said": [{
                "actor": ana, "role": "Economist", "stance": "asserts", "quote": null, "source": null, "at": null,
            }],
            "target": {"type": "argument", "id": "empty", "text": "They run empty."},
            "target_by": bo,
            "target_said": [{
                "actor": bo, "role": null, "stance": "asserts", "quote": "quite emptty trains",
                "source": {"type": "source", "id": "source:letter", "text": "A letter"}, "at": null,
            }],
        })
    );
    assert_eq!(two["both_speak_to"][0]["statement"]["id"], "no");
}

#[test]
fn sources_are_told_with_what_rests_on_them() {
    let talk = file("sources/talk.yaml", TALK);
    file("sources/texts/hearing.txt", HEARING);
    let run = agon(&["sources", &talk]);
    let expected = "\
Talk
§ Hearing on trains & 100% more  source:hearing
    Clerk One and Clerk Two, “Hearing on trains & 100% more”, hearing, City Council, about 2 May 2031, \
                    https://example.org/a_b?c=d%20e
    Local copy: texts/hearing.txt
    Note: The minutes break off.
    Rests on it: 3 statements, 1 event
    ◆ Ana Díaz asserts: Yes.  yes
    ◆ Bo Lind asserts: No.  no
    · Bo Lind concedes: In summer too.  also
    ◇ Both are heard.  event:1
§ A letter  source:letter
    “A letter”, 2030
    Rests on it: 1 statement
    · Bo Lind asserts: They run empty.  empty
";
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (0, expected, ""));
    let rows = json(&["sources", "--format", "json", &talk]);
    let letter = serde_json::json!({
        "file": talk, "type": "source", "id": "source:letter", "text": "A letter", "citation": "“A letter”, 2030",
        "kind": null, "publisher": null, "authors": [], "date": "2030", "url": null, "local_text": null,
        "statements": [{
            "statement": {"type": "argument", "id": "empty", "text": "They run empty."},
            "actor": {"type": "actor", "id": "actor:bo", "text": "Bo Lind"}, "role": null, "stance": "asserts",
            "quote": "quite emptty trains",
            "source": {"type": "source", "id": "source:letter", "text": "A letter"}, "at": null,
        }],
        "events": [], "note": null,
    });
    assert_eq!(rows[1], letter);
}

#[test]
fn sources_are_cited_for_other_programs() {
    let talk = file("citations/talk.yaml", TALK);
    file("citations/texts/hearing.txt", HEARING);
    let markdown = "\
- Clerk One and Clerk Two, “[Hearing on trains \\& 100% more](<https://example.org/a_b?c=d%20e>)”, hearing, City \
                    Council, about 2 May 2031
- “A letter”, 2030
";
    assert_eq!(agon(&["sources", "--format", "markdown", &talk]).out, markdown);
    let bibtex = "\
@misc{hearing,
  author = {{Clerk One} and {Clerk Two}},
  title = {{Hearing on trains \\& 100\\% more}},
  howpublished = {hearing},
  publisher = {City Council},
  year = {2031},
  month = may,
  day = {2},
  url = {https://example.org/a_b?c=d%20e},
  note = {Dated about 2 May 2031. The minutes break off.}
}

@misc{letter,
  title = {{A letter}},
  year = {2030}
}
";
    assert_eq!(agon(&["sources", "--format", "bibtex", &talk]).out, bibtex);
    let twice = agon(&["sources", "--format", "bibtex", &talk, &talk]).out;
    assert_eq!(
        twice,
        format!("{bibtex}\n{}", bibtex.replace("{hearing,", "{hearing-2,").replace("{letter,", "{letter-2,"))
    );
    let items = json(&["sources", "--format", "csl-json", &talk]);
    assert_eq!(
        items,
        serde_json::json!([
            {
                "id": "hearing", "type": "hearing", "title": "Hearing on trains & 100% more",
                "author": [{"literal": "Clerk One"}, {"literal": "Clerk Two"}],
                "issued": {"date-parts": [[2031, 5, 2]], "circa": true}, "publisher": "City Council",
                "genre": "hearing", "URL": "https://example.org/a_b?c=d%20e", "note": "The minutes break off.",
            },
            {"id": "letter", "type": "document", "title": "A letter", "issued": {"date-parts": [[2030]]}},
        ])
    );
}

#[test]
fn a_timeline_tells_what_happened_and_what_was_said() {
    let talk = file("timeline/talk.yaml", TALK);
    file("timeline/texts/hearing.txt", HEARING);
    let expected = "\
Talk
2030
  · Bo Lind: They run empty.  empty
May 2031
  ◇ doubtful: Both are heard.  event:1
  ◆ about 2, Ana Díaz: Yes.  yes
  ◆ about 2, Bo Lind · Ana Díaz denies: No.  no
  · about 2, Bo Lind concedes: In summer too.  also
Without a date
  ◇ The trains run.  event:2
";
    let run = agon(&["timeline", &talk]);
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (0, expected, ""));
    let of_ana = "\
Talk
May 2031
  ◇ doubtful: Both are heard.  event:1
  ◆ about 2, Ana Díaz: Yes.  yes
";
    assert_eq!(agon(&["timeline", "--actor", "ana", &talk]).out, of_ana);
    let on_yes = "\
Talk
2030
  · Bo Lind: They run empty.  empty
May 2031
  ◆ about 2, Ana Díaz: Yes.  yes
  · about 2, Bo Lind concedes: In summer too.  also
";
    assert_eq!(agon(&["timeline", "--question", "yes", &talk]).out, on_yes);
    for (arguments, words) in [
        (&["timeline", "--question", "more", &talk][..], "agon: nothing of that has a place in time\n"),
        (&["timeline", "--actor", "anna", &talk], "agon: no actor has the id “anna”; near it: actor:ana\n"),
    ] {
        let run = agon(arguments);
        assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (1, "", words), "{arguments:?}");
    }
    let rows = json(&["timeline", "--format", "json", &talk]);
    assert_eq!(
        rows[1],
        serde_json::json!({
            "file": talk, "date": "2031-05?", "approximate": false, "uncertain": true,
            "type": "event", "id": "event:1", "text": "Both are heard.",
            "actors": [
                {"type": "actor", "id": "actor:ana", "text": "Ana Díaz"},
                {"type": "actor", "id": "actor:bo", "text": "Bo Lind"},
            ],
            "sources": [{"type": "source", "id": "source:hearing", "text": "Hearing on trains & 100% more"}],
            "about": [{"type": "question", "id": "pay", "text": "Should the city pay?"}],
        })
    );
    assert_eq!((&rows[5]["date"], rows.as_array().map(Vec::len)), (&Value::Null, Some(6)));
}

#[test]
fn gaps_are_told_by_kind() {
    let talk = file("gaps/talk.yaml", TALK);
    file("gaps/texts/hearing.txt", HEARING);
    let expected = "\
Talk
Questions with one side only: 1
  ? Should there be more?  more
Statements nobody has replied to: 1
  ◆ No.  no
Rebuttals and undercuts without an answer: 1
  · In summer too.  also
Arguments without a source: 1
  · Only in winter.  winter
Quotes without a place: 3
  ◆ No.  no
  · They run empty.  empty
  · In summer too.  also
";
    let run = agon(&["gaps", &talk]);
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (0, expected, ""));
    let rows = json(&["gaps", "--format", "json", &talk]);
    let kinds: Vec<&Value> = rows[0]["gaps"].as_array().expect("a list").iter().map(|gap| &gap["kind"]).collect();
    assert_eq!(kinds, ["one-sided", "unheld", "unanswered", "standing-reply", "unsourced", "unplaced"]);
    assert_eq!(
        rows[0]["gaps"][0],
        serde_json::json!({
            "kind": "one-sided", "heading": "Questions with one side only", "count": 1,
            "statements": [{"type": "question", "id": "more", "text": "Should there be more?"}],
        })
    );
    assert_eq!(rows[0]["gaps"][1]["count"], 0);
}

#[test]
fn an_exchange_is_told_as_a_conversation() {
    let debate = "\
agon: 1
title: Talk
actors: {ana: {name: Ana Díaz}, bo: {name: Bo Lind}}
sources: {s: {title: The hearing}}
questions: {q: {text: Should they run?}}
positions: {yes: {answers: q, text: They should., said: {by: ana, in: s}}}
arguments:
  empty: {text: They run empty., rebuts: yes, said: {by: bo, in: s, quote: nobody}}
  winter: {text: That is winter., undercuts: empty, said: {by: ana, in: s}}
";
    let mut agon = assert_cmd::Command::cargo_bin("agon").expect("the binary");
    let told = agon.args(["show", "empty", "--exchange", "-"]).write_stdin(debate).assert().success();
    let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
    let expected = "\
Ana Díaz
They should.
in The hearing

                                          × rebuts
                                          Bo Lind
                                          They run empty.
                                          “nobody”
                                          in The hearing

⊘ undercuts
Ana Díaz
That is winter.
in The hearing

                                          (no answer recorded)
";
    assert_eq!(told, expected);
}

#[test]
fn quotes_are_looked_up_in_local_texts() {
    let talk = file("verify/talk.yaml", TALK);
    file("verify/texts/hearing.txt", HEARING);
    let run = agon(&["verify", &talk]);
    let expected = format!(
        "\
{talk}:27:101: not found in texts/hearing.txt
    “in summer, twoo”
    nearest, in line 3: “in summer, too”
    × In summer too.  also
"
    );
    let words = format!("agon: {talk}: 2 quotes found, 1 not found, 1 without a local text\n");
    assert_eq!((run.status, run.out, run.words), (1, expected, words));
    let told = &json(&["verify", "--format", "json", &talk])[0];
    let outcomes: Vec<&Value> = told["quotes"].as_array().expect("a list").iter().map(|row| &row["outcome"]).collect();
    assert_eq!(outcomes, ["found", "found", "not found"]);
    assert_eq!((&told["found"], &told["not_found"], &told["no_local_text"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!((&told["quotes"][0]["text_line"], &told["quotes"][1]["text_line"]), (&2.into(), &2.into()));
    assert_eq!(
        told["quotes"][2],
        serde_json::json!({
            "statement": {"type": "argument", "id": "also", "text": "In summer too."},
            "actor": {"type": "actor", "id": "actor:bo", "text": "Bo Lind"}, "role": null, "stance": "concedes",
            "quote": "in summer, twoo",
            "source": {"type": "source", "id": "source:hearing", "text": "Hearing on trains & 100% more"}, "at": null,
            "file": talk, "line": 27, "column": 101, "outcome": "not found", "nearest": "in summer, too", "nearest_line": 3,
        })
    );

    let check = agon(&["check", &talk]);
    assert_eq!(
        (check.status, check.words),
        (0, format!("agon: {talk}: 2 warnings; 3 quotes looked up, 1 not found\n"))
    );
    assert!(check.out.contains("warning[W0009]: this quote is not in the text `texts/hearing.txt`"), "{}", check.out);
    assert!(check.out.contains("help: nearest, in line 3: “in summer, too”"), "{}", check.out);
    let told = &json(&["check", "--format", "json", &talk])["files"][0];
    assert_eq!((&told["quotes_looked_up"], &told["quotes_not_found"]), (&3.into(), &1.into()));

    let mended = file("verify/mended.yaml", &TALK.replace("twoo", "too"));
    let run = agon(&["verify", &mended]);
    let words = format!("agon: {mended}: 3 quotes found, 1 without a local text\n");
    assert_eq!((run.status, run.out.as_str(), run.words), (0, "", words));
}

#[test]
fn a_local_text_is_printed_with_its_quotes() {
    let talk = file("text/talk.yaml", TALK);
    file("text/texts/hearing.txt", HEARING);
    let expected = "\
Hearing on trains & 100% more

      They are, she said,
1-2 » a   bargain. But few people – he said – use\u{a0}them,
      not even in summer, too late.

3 quotes
1 Ana Díaz asserts: Yes.  yes
2 Bo Lind asserts: No.  no
3 not found in this text: Bo Lind concedes: In summer too.  also
  “in summer, twoo”
";
    for id in ["yes", "source:hearing"] {
        let run = agon(&["show", id, "--text", &talk]);
        assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (1, expected, ""), "{id}");
    }
    let mended = file("text/mended.yaml", &TALK.replace("twoo", "too"));
    assert_eq!(agon(&["show", "yes", "--text", &mended]).status, 0);
    let run = agon(&["show", "letter", "--text", &talk]);
    assert_eq!((run.status, run.words.as_str()), (1, "agon: the debate has no local copy of a source here\n"));
    fs::remove_file(PathBuf::from(&talk).with_file_name("texts").join("hearing.txt")).expect("it was there");
    let run = agon(&["show", "yes", "--text", &talk]);
    let words = "agon: texts/hearing.txt cannot be read: there is no such file\n";
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (1, "", words));
}

#[test]
fn a_local_text_that_cannot_be_read_is_told_once() {
    let talk = file("verify-none/talk.yaml", TALK);
    let run = agon(&["verify", &talk]);
    let expected = format!("{talk}:22:71: texts/hearing.txt cannot be read: there is no such file\n");
    let words = format!("agon: {talk}: 0 quotes found, 3 whose text cannot be read, 1 without a local text\n");
    assert_eq!((run.status, run.out, run.words), (1, expected, words));
    // Standard input is in no folder.
    let run = self::run(command(&["verify", "-"]).write_stdin(TALK));
    let words = "agon: -: nothing to look up; 4 quotes without a local text\n";
    assert_eq!((run.status, run.out.as_str(), run.words.as_str()), (0, "", words));
}

/// How many different statements an outline has.
fn outline_statements(outline: &Value) -> usize {
    let rows = outline.as_array().expect("a list");
    rows.iter().filter(|row| row["again"] == false).count()
}

#[test]
fn notes_are_printed_with_what_they_are_on_and_what_has_gone() {
    use agon::app::marks::{Change, Marks};
    let state = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("state-of-notes");
    let _ = fs::remove_dir_all(&state);
    let notes = |format: &str| run(command(&["notes", "--format", format]).env("AGON_STATE_DIR", &state));
    let none = notes("human");
    assert_eq!((none.status, none.out.as_str()), (1, ""));
    assert!(none.words.contains("no bookmark and no note"), "{}", none.words);
    assert!(!state.exists(), "looking leaves nothing behind");

    let outline = json(&["outline", "--format", "json"]);
    let id = outline[0]["id"].as_str().expect("an id").to_owned();
    let mut marks = Marks::default();
    let wording = "Once *said*".to_owned();
    marks.apply(&Change::Bookmark { id: "gone".into(), wording: wording.clone(), on: true });
    marks.apply(&Change::Note { id: id.clone(), wording, was: String::new(), text: "# Mine\n\nand so on".into() });
    fs::create_dir_all(&state).expect("a folder");
    fs::write(state.join("built-in.json"), marks.to_json("built in")).expect("written");
    let printed = notes("human");
    assert_eq!((printed.status, printed.words.as_str()), (0, ""));
    let note =
        format!("`{id}`, question\n\n> # Mine\n>\n> and so on\n\n## Once \\*said\\*\n\n`gone`, not in the debate");
    assert!(printed.out.contains(&note), "{}", printed.out);
    let listed: Value = serde_json::from_str(&notes("json").out).expect("JSON");
    assert_eq!(listed[0]["marks"][0]["note"], "# Mine\n\nand so on");
    assert_eq!(listed[0]["marks"][0]["statement"]["id"], id.as_str());
    assert_eq!(listed[0]["marks"][1]["statement"], Value::Null);
    let marked = |mark: &str| run(command(&["outline", "--marked", mark]).env("AGON_STATE_DIR", &state));
    let ends =
        |run: &Run| run.out.lines().last().and_then(|line| line.split_whitespace().next_back()).map(str::to_owned);
    assert_eq!((ends(&marked("noted")), marked("noted").out.lines().count()), (Some(id), 3));
    assert_eq!((marked("bookmarked").status, marked("bookmarked").out.as_str()), (1, ""));
    let found = |query: &str| {
        let run = run(command(&["search", query, "--format", "json"]).env("AGON_STATE_DIR", &state));
        let answer: Value = serde_json::from_str(&run.out).expect("JSON");
        let ids =
            answer["hits"].as_array().expect("a list").iter().map(|hit| hit["id"].as_str().expect("an id").to_owned());
        (ids.collect::<Vec<_>>(), answer["total"].as_u64(), answer["faults"].clone())
    };
    let faults = || Value::Array(Vec::new());
    assert_eq!(found("is:noted"), (vec![outline[0]["id"].as_str().expect("an id").to_owned()], Some(1), faults()));
    assert_eq!(found("is:bookmarked"), (Vec::new(), Some(0), faults()));
    assert_eq!(found("is:noted -is:unread"), (Vec::new(), Some(0), faults()));
    assert!(marked("unread").out.contains(&format!("only {0} of {0} statements", outline_statements(&outline))));
    assert_eq!(listed[0]["marks"][1]["bookmarked"], true);

    fs::write(state.join("built-in.json"), "half a").expect("written");
    let damaged = notes("human");
    assert_eq!((damaged.status, damaged.out.as_str()), (1, ""));
    assert!(damaged.words.contains("the file is damaged"), "{}", damaged.words);
    let search = |query: &str| run(command(&["search", query]).env("AGON_STATE_DIR", &state));
    assert!(search("is:noted").words.contains("the file is damaged"), "{}", search("is:noted").words);
    assert!(!search("durov").words.contains("damaged"), "marks are looked up where they are asked for");
    assert_eq!(fs::read_dir(&state).expect("it is there").count(), 1, "looking moves nothing");
}
