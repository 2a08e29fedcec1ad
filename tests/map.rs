//! The drawn map on the command line, and its files.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod figures;

use std::collections::{BTreeMap, BTreeSet};

use agon::app::wording;
use agon::map::layout::{Direction, layout};
use assert_cmd::Command;
use figures::{Figures, cases, folds};

const DEBATE: &str = "\
agon: 1
title: Should night trains be <subsidised> & \"kept\"?
questions:
  subsidy: {text: Should night trains be subsidised?}
positions:
  yes: {answers: subsidy, text: \"Yes: they save more than they cost.\"}
arguments:
  tax: {text: Flights are untaxed., supports: yes, because: [kerosene, trains]}
  kerosene: {text: No tax on kerosene.}
  trains: {text: Trains pay & pay.}
  empty: {text: 冬 is empty., rebuts: yes}
  season: {text: One season only., undercuts: {argument: empty, on: yes}}
";

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    command.args(arguments).env_remove("LC_ALL").env("LC_CTYPE", "C.UTF-8").write_stdin(DEBATE);
    let output = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn printed(arguments: &[&str]) -> String {
    let (status, out, words) = run(arguments);
    assert_eq!((status, &*words), (Some(0), ""), "{arguments:?}");
    out
}

#[test]
fn a_map_is_drawn_to_every_side() {
    insta::assert_snapshot!("right", printed(&["map", "-"]));
    insta::assert_snapshot!("down", printed(&["map", "-", "--direction", "down"]));
    insta::assert_snapshot!("up_in_ascii", printed(&["map", "-", "--direction", "up", "--ascii"]));
    insta::assert_snapshot!("left_of_one", printed(&["map", "empty", "-", "--depth", "1", "--direction", "left"]));
}

#[test]
fn a_map_is_told_to_programs() {
    let maps: serde_json::Value =
        serde_json::from_str(&printed(&["map", "empty", "-", "--depth", "1", "--width", "120", "--format", "json"]))
            .expect("JSON");
    let map = &maps[0];
    let drawn = printed(&["map", "empty", "-", "--depth", "1", "--width", "120"]);
    let rows: Vec<Vec<char>> =
        drawn.lines().take_while(|row| !row.is_empty()).map(|row| row.chars().collect()).collect();
    assert_eq!(map["rows"], rows.len());
    // Each box has its corner where it is said to be, each line begins at the frame of its box.
    let boxes = map["boxes"].as_array().expect("boxes");
    assert_eq!(
        boxes.iter().map(|at| at["id"].as_str().expect("an id")).collect::<Vec<_>>(),
        ["yes", "empty", "season"]
    );
    let place = |of: &serde_json::Value| usize::try_from(of.as_u64().expect("a number")).expect("a place");
    for at in boxes {
        assert_eq!(rows[place(&at["row"])][place(&at["column"])], '┌', "{at}");
    }
    let relations = map["relations"].as_array().expect("relations");
    let ends: Vec<String> =
        relations.iter().map(|of| format!("{} {} {}", of["from"], of["kind"], of["to"]).replace('"', "")).collect();
    assert_eq!(ends, ["{box:empty} rebuts {box:yes}", "{box:season} undercuts {relation:0}"]);
    for of in relations {
        let from = boxes.iter().find(|at| at["id"] == of["from"]["box"]).expect("its box");
        assert_eq!(place(&of["way"][0][0]), place(&from["column"]), "{of}");
    }
}

/// The ways of the lines of a built-in question, each with its kind and where it ends.
fn ways(question: &str, direction: &str) -> Vec<(String, String, Vec<[i64; 2]>)> {
    let maps: serde_json::Value =
        serde_json::from_str(&printed(&["map", question, "--direction", direction, "--format", "json"])).expect("JSON");
    let relations = maps[0]["relations"].as_array().expect("relations");
    let way = |of: &serde_json::Value| serde_json::from_value(of["way"].clone()).expect("cells");
    relations.iter().map(|of| (of["kind"].to_string(), of["to"].to_string(), way(of))).collect()
}

const QUESTIONS: [&str; 10] = [
    "head-liability",
    "innovation",
    "spain-measures",
    "eu-law",
    "moderation",
    "answering",
    "privacy",
    "back-door",
    "political",
    "elsewhere",
];

#[test]
fn no_line_makes_a_hump() {
    for (question, direction) in QUESTIONS.iter().flat_map(|question| [(question, "right"), (question, "down")]) {
        // Across the layers, and along them.
        let (across, along) = if direction == "right" { (1, 0) } else { (0, 1) };
        for (_, to, way) in ways(question, direction) {
            for turns in way.windows(4) {
                let (one, other) = (turns[1][across] - turns[0][across], turns[3][across] - turns[2][across]);
                let is_back = one.signum() * other.signum() < 0;
                assert!(
                    !is_back || (turns[2][along] - turns[1][along]).abs() > 3,
                    "{question} {direction}: {to} {way:?}"
                );
            }
        }
    }
}

#[test]
fn lines_that_arrive_together_have_one_trunk() {
    for (question, direction) in QUESTIONS.iter().flat_map(|question| [(question, "right"), (question, "down")]) {
        let along = usize::from(direction == "down");
        let mut trunks: BTreeMap<_, Vec<i64>> = BTreeMap::new();
        for (kind, to, way) in ways(question, direction) {
            if let [.., turn, end] = way[..]
                && way.len() > 2
            {
                trunks.entry((kind, to, end)).or_default().push(turn[along]);
            }
        }
        for (end, mut turns) in trunks {
            turns.sort_unstable();
            turns.dedup();
            assert!(turns.windows(2).all(|two| two[1] - two[0] > 3), "{question} {direction}: {end:?} {turns:?}");
        }
    }
}

#[test]
fn the_sign_of_a_line_stands_beside_words_and_never_beside_who_speaks() {
    let yaml = "\
agon: 1
title: T
actors: {ann: {name: Ann Author}}
questions: {q: {text: Q?}}
positions: {one: {answers: q, text: One.}, two: {answers: q, text: Two.}}
arguments:
  short: {text: Short., supports: one, rebuts: two, said: {by: ann}}
  longer: {text: Longer than one line in any case., supports: one, rebuts: two, said: {by: ann}}
";
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("map_signs.yaml");
    std::fs::write(&path, yaml).expect("written");
    let path = path.to_string_lossy();
    for direction in ["right", "left"] {
        let drawn = printed(&["map", &path, "--direction", direction]);
        let speakers: Vec<&str> = drawn.lines().filter(|row| row.contains("Ann Author")).collect();
        assert_eq!(speakers.len(), 2, "{drawn}");
        for row in speakers {
            assert!(!row.contains(['×', '+']), "{drawn}");
        }
    }
    insta::assert_snapshot!("signs_beside_words", printed(&["map", &path]));
}

#[test]
fn boxes_tell_who_speaks_and_on_request_their_ids() {
    let drawn = printed(&["map", "yes", "-", "--depth", "1", "--ids"]);
    for (id, words) in [("yes", "Yes: they save more"), ("empty", "冬 is empty.")] {
        let rows: Vec<&str> = drawn.lines().collect();
        let row = rows.iter().position(|row| row.contains(words)).expect("its words");
        assert!(rows[row - 1].contains(id), "{drawn}");
    }
    assert_eq!(drawn.matches("1 reply").count(), 2, "{drawn}");
}

#[test]
fn a_map_that_does_not_fit_says_so() {
    let (status, out, words) = run(&["map", "-", "--width", "60"]);
    let columns = out.lines().map(|line| line.chars().filter(|c| *c != '冬').count()).max().expect("rows");
    assert_eq!(status, Some(0));
    assert!(words.starts_with(&format!("agon: the map takes {columns} columns, not 60")), "{words} {out}");
    // Where another direction fits, it is named.
    let (_, out, _) = run(&["map", "tax", "-", "--depth", "2", "--direction", "down"]);
    let down = out.lines().take_while(|line| !line.is_empty()).map(|line| line.chars().count()).max().expect("rows");
    let (_, _, words) = run(&["map", "tax", "-", "--depth", "2", "--width", "60"]);
    assert!(words.contains(&format!("not 60: --direction down takes {down}; ")), "{words} {down}");
    let narrow = printed(&["map", "tax", "-", "--width", "60"]);
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn what_is_not_there_is_told() {
    for (arguments, status, words) in [
        (&["map", "emty", "-"][..], 1, "agon: no statement has the id “emty”; near it: empty\n"),
        (&["map", "-", "--depth", "2"], 2, "agon: --depth needs the ID to measure from\n"),
        (&["map", "yes", "tax", "-"], 2, "agon: one ID at a time: “tax” is no PATH\n"),
    ] {
        assert_eq!(run(arguments), (Some(status), String::new(), words.to_owned()), "{arguments:?}");
    }
}

/// The texts in a part of a picture.
fn texts<'a>(group: roxmltree::Node<'a, 'a>) -> Vec<&'a str> {
    group
        .descendants()
        .filter(roxmltree::Node::is_text)
        .filter_map(|node| node.text())
        .filter(|text| !text.trim().is_empty())
        .collect()
}

#[test]
fn a_picture_tells_in_words_what_it_shows() {
    let text = printed(&["export", "svg", "-"]);
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let told = |name: &str| {
        let found = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
        found.and_then(|node| node.text()).expect("text").to_owned()
    };
    assert_eq!(told("title"), "Should night trains be <subsidised> & \"kept\"?");
    assert!(told("desc").contains("argument: 冬 is empty.\nIt rebuts: Yes: they save more than they cost."));
    assert!(told("desc").contains("It rests on these together: No tax on kerosene. And: Trains pay & pay.\n"));
    assert!(told("desc").contains("It undercuts: 冬 is empty. That it bears on: Yes: they save more than they cost."));
    // Each box has its sign and its words and each line its head; behind them stands what they mean.
    let groups: Vec<(&str, Vec<&str>)> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "g" && node.parent() == Some(document.root_element()))
        .map(|group| (group.attribute("class").expect("a class"), texts(group)))
        .collect();
    let boxes = ["question", "position", "argument", "argument", "argument", "argument", "argument"];
    assert_eq!(groups[..7].iter().map(|group| group.0).collect::<Vec<_>>(), boxes);
    assert_eq!(groups[5].1, ["×", "冬 is empty.", "1 reply"]);
    let kinds = |groups: &[(&str, Vec<&str>)]| groups.iter().map(|group| group.0.to_owned()).collect::<Vec<_>>();
    assert_eq!(kinds(&groups[7..14]), ["answers", "premise", "premise", "premise", "supports", "rebuts", "undercuts"]);
    assert_eq!(
        groups[14..],
        [("answers", "◆"), ("supports", "+"), ("rebuts", "×"), ("premise", "∴"), ("undercuts", "⊘")]
            .map(|(kind, sign)| (kind, vec![sign]))
    );
    // The sign before the words is as the line.
    let sign = document.descendants().find(|node| node.text() == Some("×") && node.tag_name().name() == "text");
    assert_eq!(sign.and_then(|sign| sign.parent_element()?.attribute("class")), Some("rebuts"));
    let count = |class: &str| document.descendants().filter(|node| node.attribute("class") == Some(class)).count();
    // Two premises arrive at their point without a head; two points are on the map, two below it; a double line has a gap.
    assert_eq!([count("head"), count("point"), count("line"), count("gap")], [5 + 5, 4, 7 + 5, 2]);
    // What makes a PNG of it knows neither variables nor the colour of a marker's line.
    assert!(!printed(&["export", "svg", "-"]).contains("var(") && count("marker") == 0);
}

#[test]
fn what_lines_share_is_drawn_once() {
    for arguments in [&["export", "svg"][..], &["export", "svg", "--direction", "down"]] {
        let text = printed(arguments);
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let mut drawn = BTreeSet::new();
        let mut joined = 0;
        for line in document.descendants().filter(|node| node.attribute("class") == Some("line")) {
            let kind = line.parent_element().and_then(|group| group.attribute("class")).expect("a class");
            let numbers = line.attribute("d").expect("a way").split(['M', 'L', ' ']).filter_map(|of| of.parse().ok());
            let numbers: Vec<i32> = numbers.collect();
            let points: Vec<(i32, i32)> = numbers.chunks(2).map(|point| (point[0], point[1])).collect();
            for ends in points.windows(2) {
                let ((mut x, mut y), (to_x, to_y)) = (ends[0], ends[1]);
                while (x, y) != (to_x, to_y) {
                    let (from, way) = ((x, y), ((to_x - x).signum() * 9, (to_y - y).signum() * 9));
                    (x, y) = (x + way.0, y + way.1);
                    assert!(drawn.insert((kind, from.min((x, y)), way.0 == 0)), "{kind} at {from:?}: {points:?}");
                }
            }
            let has_head = line.next_sibling_element().is_some_and(|next| next.attribute("class") == Some("head"));
            joined += usize::from(!has_head && kind != "premise");
        }
        assert!(joined > 0, "{arguments:?}");
    }
}

#[test]
fn a_picture_is_called_and_set_as_the_map_of_the_same() {
    let picture = printed(&["export", "svg", "empty", "-", "--depth", "1", "--width", "70", "--ids"]);
    assert!(picture.contains("<title id=\"title\">冬 is empty.</title>"), "{picture}");
    let drawn = printed(&["map", "empty", "-", "--depth", "1", "--width", "70", "--ids"]);
    for line in picture.lines().filter(|line| line.contains("<text")) {
        let words = line.split(['>', '<']).nth(2).expect("words");
        assert!(drawn.contains(words), "{words}: {drawn}");
    }
}

#[test]
fn what_is_on_a_map_is_told_below_it() {
    let legend = |arguments: &[&str]| {
        printed(arguments).lines().skip_while(|line| !line.is_empty()).skip(1).collect::<Vec<_>>().join("|")
    };
    for (arguments, expected) in [
        (&["map", "season", "-"][..], ""),
        (&["map", "empty", "-", "--depth", "1"], "×━▸ rebuts  ⊘╌▸● undercuts one bearing only"),
        (&["map", "tax", "-", "--ascii"], ":-) is a premise of  o premises that hold only together"),
        (
            &["map", "tax", "-", "--width", "40", "--direction", "down"],
            "∴─▹ is a premise of|● premises that hold only together",
        ),
    ] {
        assert_eq!(legend(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn a_premise_that_is_not_enough_says_so() {
    let drawn = printed(&["map", "kerosene", "-", "--depth", "1"]);
    assert!(drawn.contains("∴ 1 of 2 premises") && drawn.contains("◃───●"), "{drawn}");
    let whole = printed(&["map", "tax", "-"]);
    assert!(!whole.contains("of 2 premises"), "{whole}");
}

#[test]
fn where_only_ascii_is_read_nothing_else_is_printed() {
    let run = |arguments: &[&str], locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
        let output = command.args(arguments).env("LC_ALL", locale).output().expect("it runs");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("it prints text")
    };
    // Letters stay; the built-in debate has names with some that are not in ASCII.
    let is_letter = |c: char| c.is_alphabetic();
    for arguments in [
        &["map", "innovation", "--width", "120"][..],
        &["outline"],
        &["show", "innovation"],
        &["search", "prison"],
        &["sources"],
        &["gaps"],
        &["show", "inovation"],
    ] {
        let printed = run(arguments, "C");
        assert!(!printed.is_empty(), "{arguments:?}");
        let others: String = printed.chars().filter(|c| !c.is_ascii() && !is_letter(*c)).collect();
        assert_eq!(others, "", "{arguments:?}");
    }
    // What programs read is the same everywhere.
    let json = ["show", "innovation", "--format", "json"];
    assert_eq!(run(&json, "C"), run(&json, "C.UTF-8"));
}

#[test]
fn what_fits_in_fewer_columns_is_found_for_more() {
    let columns = |args: &[&str], columns: usize| {
        let columns = columns.to_string();
        let (_, drawn, _) = run(&[&["map"], args, &["--width", &columns]].concat());
        drawn.lines().map(wording::width).max().expect("a map")
    };
    for (args, narrow) in [
        (&["fear-of-prison"][..], 130),
        (&["head-liability", "--depth", "2"], 150),
        (&["innovation"], 184),
        (&["europe-has-charged-executives-before", "--depth", "2"], 155),
    ] {
        let taken = columns(args, narrow + 30);
        assert!(taken <= narrow + 30, "{args:?}: {taken}");
        assert!(columns(args, taken) <= taken, "{args:?} in {taken}");
    }
    // Words are broken where the map fits only so.
    for args in [&["fear-of-prison"][..], &["innovation"], &["innovation", "--direction", "down"]] {
        let taken = columns(args, 20);
        for more in [taken, taken + 10] {
            let found = columns(args, more);
            assert!(found <= more, "{args:?} in {more}: {found}");
        }
    }
    // Where it fits in no way, it is the narrower the less there is.
    let wide = ["innovation", "--direction", "down"];
    assert!(columns(&wide, 60) <= columns(&wide, 300));
}

#[test]
fn several_maps_have_titles_and_an_empty_one_says_so() {
    let write = |name: &str, text: &str| {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, text).expect("written");
        path.to_string_lossy().into_owned()
    };
    let (full, empty) = (write("map_full.yaml", DEBATE), write("map_empty.yaml", "agon: 1\ntitle: Nothing yet\n"));
    let drawn = printed(&["map", &full, &empty]);
    assert!(drawn.starts_with("Should night trains be <subsidised> & \"kept\"?\n"), "{drawn}");
    assert!(drawn.ends_with("\n\nNothing yet\nno statement yet\n"), "{drawn}");
    assert_eq!(printed(&["map", &empty]), "no statement yet\n");
}

#[test]
fn graphs_are_written_for_others() {
    insta::assert_snapshot!("dot", printed(&["export", "dot", "-"]));
    insta::assert_snapshot!("mermaid", printed(&["export", "mermaid", "-", "--direction", "down"]));
    let graph = printed(&["export", "graphml", "empty", "-", "--depth", "1"]);
    assert!(roxmltree::Document::parse(&graph).is_ok());
    insta::assert_snapshot!("graphml", graph);
}

#[test]
fn no_more_lines_cross_than_in_drawings_of_dot_and_none_is_wider() {
    let mut compared = 0;
    for case in cases() {
        let Some(dot) = case.dot else { continue };
        let figures = Figures::of(&layout(&case.graph, Direction::Up, 200));
        assert!(figures.crossings <= dot.crossings, "{}: {figures:?}, {dot:?}", case.name);
        assert!(figures.width <= dot.drawn.width, "{}: {figures:?}, {dot:?}", case.name);
        compared += 1;
    }
    assert_eq!(compared, 5);
}

#[test]
fn what_stays_on_a_map_hardly_moves() {
    for name in ["debate40m", "messy60"] {
        let case = cases().into_iter().find(|case| case.name == name).expect("a case");
        let changes = folds::changes(&case.graph, Direction::Right, 6);
        let median = |way: usize| {
            let mut all: Vec<i32> = changes.iter().flat_map(|change| &change.moved[way]).copied().collect();
            all.sort_unstable();
            all[all.len() / 2]
        };
        assert!(changes.len() > 4 && median(0) * 3 < median(1) * 2, "{name}: {} {}", median(0), median(1));
        let crossings = |way: usize| changes.iter().map(|change| change.crossings[way]).sum::<usize>();
        assert!(crossings(0) * 10 <= crossings(1) * 11, "{name}: {} {}", crossings(0), crossings(1));
    }
}
