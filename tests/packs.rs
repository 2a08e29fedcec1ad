//! Packs: what is read from one is what was written, or nothing.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/random.rs"]
mod random;
#[path = "support/run.rs"]
mod run;
mod support;

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use agon::debate::{Debate, Parts, StatementIndex, TagIndex};
use agon::format::pack::{Fault, Made, Pack, PackedFile, Packer, verify};
use proptest::prelude::*;
use proptest::sample::Index;

use run::agon;
use support::{BUILT_IN, TRAINS, debate};

fn packed(debates: &[Arc<Debate>]) -> Vec<u8> {
    let mut packer = Packer::begin(Cursor::new(Vec::new())).expect("memory");
    for (number, debate) in debates.iter().enumerate() {
        let files = vec![PackedFile::new(Some(format!("{number}.yaml")), b"agon: 1")];
        let made = Made { name: format!("debate {number}"), files, warnings: 0 };
        packer.add(made, debate, &[]).expect("memory");
    }
    packer.end().expect("memory").into_inner()
}

fn read(pack: Vec<u8>) -> Result<Vec<Debate>, Fault> {
    let pack = Pack::open(pack)?;
    (0..pack.debates().len()).map(|number| pack.debate(number)).collect()
}

fn told(pack: Vec<u8>) -> String {
    read(pack).map_or_else(|fault| fault.to_string(), |debates| format!("{} debates", debates.len()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_packed_is_what_is_read(debates in proptest::collection::vec(random::debate(), 0..3)) {
        let read = read(packed(&debates)).expect("a sound pack");
        prop_assert_eq!(read.len(), debates.len());
        for (read, debate) in read.iter().zip(&debates) {
            prop_assert_eq!(read, &**debate);
            for place in 0..debate.statements().len() {
                let index = StatementIndex::new(place);
                prop_assert_eq!(read.statement_by_id(&debate.statement(index).id), Some(index));
                prop_assert_eq!(read.statement(index).wording(), debate.statement(index).wording());
                prop_assert_eq!(read.events_about(index), debate.events_about(index));
            }
            prop_assert_eq!(read.statement_by_id("nobody has this id"), None);
            for place in 0..debate.tags().len() {
                let tag = TagIndex::new(place);
                prop_assert_eq!(read.tagged(tag), debate.tagged(tag));
            }
        }
    }

    #[test]
    fn a_damaged_pack_is_refused(
        debate in random::debate(),
        flips in proptest::collection::vec((any::<Index>(), 1..=u8::MAX), 1..4),
        cut in proptest::option::of(any::<Index>()),
        added in proptest::collection::vec(any::<u8>(), 0..3),
    ) {
        let whole = packed(&[debate]);
        for (at, flip) in &flips {
            let mut pack = whole.clone();
            pack[at.index(whole.len())] ^= flip;
            prop_assert!(read(pack).is_err());
        }
        if let Some(cut) = cut {
            prop_assert!(read(whole[..cut.index(whole.len())].to_vec()).is_err());
        }
        if !added.is_empty() {
            prop_assert!(read([whole, added].concat()).is_err());
        }
    }

    #[test]
    fn what_is_no_pack_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), begins in any::<bool>()) {
        let bytes = if begins { [b"agonpack".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(read(bytes).is_err());
    }
}

#[test]
fn what_is_wrong_with_a_pack_is_told() {
    let whole = packed(&[debate(TRAINS.as_bytes())]);
    let length = whole.len();
    let with = |at: usize, byte: u8| {
        let mut pack = whole.clone();
        pack[at] = byte;
        told(pack)
    };
    let newer = "this pack was written by a newer agon, in version 6 of its form: read it with that, or make it anew with \
                 agon pack";
    let damaged = "this pack is damaged, its bytes are not those that were written: make it anew with agon pack";
    assert_eq!(told(whole.clone()), "1 debates");
    assert_eq!(with(0, b'A'), damaged);
    assert_eq!(with(7, b'_'), damaged);
    assert_eq!(told(Vec::new()), "it is no pack");
    assert_eq!(told(b"title: A debate\n".to_vec()), "it is no pack");
    assert_eq!(with(8, 6), newer);
    let older = "this pack was written by an older agon, in version 4 of its form: make it anew with agon pack";
    assert_eq!(with(8, 4), older);
    assert_eq!(with(8, 0), damaged);
    assert_eq!(with(40, !whole[40]), damaged);
    assert_eq!(with(length - 1, !whole[length - 1]), damaged);
    let cut = format!("this pack is cut short, 100 bytes of {length} are there: make it anew with agon pack");
    assert_eq!(told(whole[..100].to_vec()), cut);
    assert_eq!(told(whole[..9].to_vec()), "this pack is cut short, after 9 bytes: make it anew with agon pack");
    assert_eq!(told([whole, vec![0]].concat()), damaged);
}

#[test]
fn the_same_debates_make_the_same_pack_and_hold_against_themselves() {
    let debates = [debate(BUILT_IN), debate(TRAINS.as_bytes()), Arc::new(Debate::new(Parts::default()))];
    let pack = packed(&debates);
    assert_eq!(pack, packed(&debates));
    for (read, debate) in read(pack.clone()).expect("a sound pack").iter().zip(&debates) {
        assert_eq!(read, &**debate);
        verify(read).expect("what follows from its statements");
    }
    let pack = Pack::open(pack).expect("a sound pack");
    let names: Vec<(&str, Option<&str>)> =
        pack.debates().map(|made| (&*made.name, made.files.first().and_then(|file| file.path.as_deref()))).collect();
    assert_eq!(names, [("debate 0", Some("0.yaml")), ("debate 1", Some("1.yaml")), ("debate 2", Some("2.yaml"))]);
}

// On the command line.

const MAIN: &str = "agon: 1\ntitle: Trains\ninclude: parts/people.yaml\n\nquestions: {q: {text: Which?}}\npositions: \
                    {p: {answers: q, text: This., said: {by: ana, in: hearing, quote: a bargain}}}\n";
const PART: &str = "actors:\n  ana: {name: Ana}\nsources:\n  hearing: {title: Hearing, text: hearing.txt}\n";
const OTHER: &str = "agon: 1\ntitle: Other\nquestions: {else: {text: What else?}}\n";

/// A folder of this test run with two debates, the first in two files.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("packs").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("data/parts")).expect("folders");
    for (name, text) in [
        ("data/trains.yaml", MAIN),
        ("data/parts/people.yaml", PART),
        ("data/parts/hearing.txt", "It is a bargain.\n"),
        ("other.yaml", OTHER),
    ] {
        fs::write(path.join(name), text).expect("a file");
    }
    path
}

#[test]
fn every_command_opens_a_pack() {
    let folder = folder("commands");
    let written = agon(&folder, &["pack", "data/trains.yaml", "-o", "trains.agonpack"]);
    let words = "agon: trains.agonpack is written: 1 debate, 2 statements\n";
    assert_eq!(written, (0, String::new(), words.to_owned()));
    for command in [
        ["outline"].as_slice(),
        &["show", "p"],
        &["show", "--text", "hearing"],
        &["show", "--exchange", "p"],
        &["search", "bargain"],
        &["actors"],
        &["sources"],
        &["timeline"],
        &["gaps"],
        &["map"],
        &["export", "dot"],
        &["notes"],
    ] {
        let of = |path: &'static str| agon(&folder, &[command, &[path]].concat());
        let (yaml, pack) = (of("data/trains.yaml"), of("trains.agonpack"));
        assert_eq!((pack.0, &pack.1), (yaml.0, &yaml.1), "{command:?} {}", pack.2);
    }
    let sound = "agon: trains.agonpack: no errors, no warnings\n";
    assert_eq!(agon(&folder, &["check", "trains.agonpack"]), (0, String::new(), sound.to_owned()));
    assert_eq!(agon(&folder, &["diff", "data/trains.yaml", "trains.agonpack"]).0, 0);
    let verified = agon(&folder, &["verify", "trains.agonpack"]);
    assert_eq!(verified, (0, String::new(), "agon: trains.agonpack: 1 quote found\n".to_owned()));
    let changed = agon(&folder, &["rename", "p", "r", "trains.agonpack"]);
    assert_eq!(changed.0, 2, "{}", changed.2);
    let needs = "agon: trains.agonpack: this needs the YAML that the pack was made from: data/trains.yaml\n";
    assert_eq!(changed.2, needs);
}

#[test]
fn quotes_of_a_pack_are_looked_up_without_its_yaml() {
    let folder = folder("quotes");
    assert_eq!(agon(&folder, &["pack", "data/trains.yaml", "other.yaml", "-o", "all.agonpack"]).0, 0);
    fs::remove_file(folder.join("data/trains.yaml")).expect("a file");
    fs::write(folder.join("data/parts/hearing.txt"), "It is no bargain.\n").expect("a file");
    let (status, out, words) = agon(&folder, &["verify", "all.agonpack"]);
    let missing = "\
all.agonpack: data/trains.yaml: not found in parts/hearing.txt
    “a bargain”
    nearest, in line 1: “no bargain”
    ◆ This.  p
";
    let summed = "\
agon: all.agonpack: data/trains.yaml: 0 quotes found, 1 not found
agon: all.agonpack: other.yaml: nothing to look up; 0 quotes without a local text
";
    assert_eq!((status, out.as_str(), words.as_str()), (1, missing, summed));
    fs::create_dir(folder.join("elsewhere")).expect("a folder");
    fs::write(folder.join("data/trains.yaml"), MAIN).expect("a file");
    assert_eq!(agon(&folder, &["pack", "data/trains.yaml", "-o", "elsewhere/trains.agonpack"]).0, 0);
    let told = "agon: elsewhere/trains.agonpack: where its local texts stand is not known: it was made of a file that stood \
                neither in the folder of the pack nor below\n";
    assert_eq!(agon(&folder, &["verify", "elsewhere/trains.agonpack"]), (2, String::new(), told.to_owned()));
}

#[test]
fn a_pack_of_several_debates_is_as_a_folder_of_them() {
    let folder = folder("several");
    let (status, _, words) = agon(&folder, &["pack", "data/trains.yaml", "other.yaml", "-o", "all.agonpack"]);
    assert_eq!((status, words.as_str()), (0, "agon: all.agonpack is written: 2 debates, 3 statements\n"));
    let outline = |paths: &[&str]| agon(&folder, &[&["outline"], paths].concat()).1;
    assert_eq!(outline(&["all.agonpack"]), outline(&["data/trains.yaml", "other.yaml"]));
    let sound = "agon: 2 files: no errors, no warnings\n";
    assert_eq!(agon(&folder, &["check", "all.agonpack"]), (0, String::new(), sound.to_owned()));
    let (status, _, words) = agon(&folder, &["diff", "all.agonpack", "other.yaml"]);
    let one = "agon: all.agonpack: this pack holds 2 debates, and one is asked for\n";
    assert_eq!((status, words.as_str()), (2, one));
    fs::create_dir(folder.join("alone")).expect("a folder");
    fs::copy(folder.join("all.agonpack"), folder.join("alone/all.agonpack")).expect("a copy");
    assert_eq!(outline(&["alone"]), outline(&["all.agonpack"]));
}

#[test]
fn a_folder_is_all_that_is_in_it_each_once() {
    let folder = folder("beside");
    let outline = |paths: &[&str]| agon(&folder, &[&["outline"], paths].concat());
    assert_eq!(agon(&folder, &["pack", "data/trains.yaml", "other.yaml", "-o", "all.agonpack"]).0, 0);
    // What was packed of a file beside it is left out.
    assert_eq!(outline(&["."]).1, outline(&["other.yaml", "data/trains.yaml"]).1);
    fs::write(folder.join("data/bad.agonpack"), "agon: 1\n").expect("a file");
    let (status, out, words) = outline(&["data"]);
    assert_eq!((status, out), (2, outline(&["data/trains.yaml"]).1));
    assert_eq!(words, "agon: data/bad.agonpack: it is no pack\n");
    // Packs that stand in a folder are not packed; the folders below it are told.
    let (status, _, words) = agon(&folder, &["pack", ".", "other.yaml", "-o", "all.agonpack"]);
    let told = "agon: ./data: this folder is not packed unless it is named too\nagon: all.agonpack is written: 1 debate, 1 \
                statement\n";
    assert_eq!((status, words.as_str()), (0, told));
    let (_, _, words) = agon(&folder, &["pack", ".", "data", "-o", "all.agonpack"]);
    assert!(!words.contains("not packed unless"), "{words}");
    let (status, _, words) = agon(&folder, &["pack", "data", "-o", "data/all.agonpack"]);
    let told = "\
agon: data/bad.agonpack: a pack is not packed again
agon: data/all.agonpack is written: 1 debate, 2 statements
";
    assert_eq!((status, words.as_str()), (0, told));
    let (status, _, words) = agon(&folder, &["new", "x.agonpack"]);
    assert_eq!((status, words.contains("agon pack"), folder.join("x.agonpack").exists()), (2, true, false), "{words}");
}

#[test]
fn what_is_no_pack_or_a_damaged_one_is_told_as_that() {
    let folder = folder("foreign");
    assert_eq!(agon(&folder, &["pack", "other.yaml", "-o", "x.agonpack"]).0, 0);
    let whole = fs::read(folder.join("x.agonpack")).expect("a file");
    let with = |at: usize| {
        let mut pack = whole.clone();
        pack[at] ^= 4;
        pack
    };
    let damaged = "this pack is damaged, its bytes are not those that were written: make it anew with agon pack";
    for (name, bytes, told) in [
        ("x.agonpack", b"A text.\n".to_vec(), "it is no pack"),
        ("x.agonpack", OTHER.as_bytes().to_vec(), "it is no pack"),
        ("x.agonpack", Vec::new(), "it is no pack"),
        ("x.agonpack", vec![0; 99], "it is no pack"),
        ("x.agonpack", vec![0xff; 99], "it is no pack"),
        ("x.agonpack", with(0), damaged),
        ("x.agonpack", with(7), damaged),
        ("renamed", with(3), damaged),
    ] {
        fs::write(folder.join(name), bytes).expect("a file");
        for command in [["search", "x"].as_slice(), &["check"], &["outline"], &["gaps"]] {
            let (status, out, words) = agon(&folder, &[command, &[name]].concat());
            let starts = words.starts_with(&format!("agon: {name}: {told}\n"));
            assert_eq!((status, out.as_str(), starts), (2, "", true), "{command:?}: {words}");
        }
    }
}

#[test]
fn a_check_of_a_pack_tells_what_it_looked_at() {
    let folder = folder("checked");
    fs::write(folder.join("other.yaml"), OTHER.replace("agon: 1", "agon: 1\nactors: {ana: {name: Ana}}"))
        .expect("a file");
    let (status, told, _) = agon(&folder, &["check", "--format", "short", "other.yaml"]);
    assert_eq!((status, told.lines().count()), (0, 1), "{told}");
    assert_eq!(agon(&folder, &["pack", "other.yaml", "-o", "other.agonpack"]).0, 0);
    let checked = |pack: &str| agon(&folder, &["check", pack]);
    let warning = "other.agonpack: warning: its YAML had 1 warning when it was packed; agon check other.yaml tells of them \
                   as they are now\n";
    assert_eq!(checked("other.agonpack"), (0, warning.to_owned(), String::new()));
    fs::create_dir(folder.join("alone")).expect("a folder");
    fs::copy(folder.join("other.agonpack"), folder.join("alone/other.agonpack")).expect("a copy");
    let (status, out, words) = checked("alone/other.agonpack");
    assert_eq!(
        (status, out.as_str()),
        (0, "alone/other.agonpack: warning: its YAML had 1 warning when it was packed\n")
    );
    assert_eq!(words, "agon: alone/other.agonpack: not compared with what is not there: other.yaml\n");
    let (_, json, _) = agon(&folder, &["check", "--format", "json", "alone/other.agonpack"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let of = |key: &str| json["files"][0][key].clone();
    let expected = [1.into(), 1.into(), serde_json::json!(["other.yaml"])];
    assert_eq!(["warnings", "warnings_when_packed", "not_compared"].map(of), expected);
}

#[test]
fn a_pack_says_when_its_yaml_has_changed() {
    let folder = folder("stale");
    assert_eq!(agon(&folder, &["pack", "data/trains.yaml", "-o", "data/trains.agonpack"]).0, 0);
    assert_eq!(agon(&folder, &["gaps", "data/trains.agonpack"]).2, "");
    let part = folder.join("data/parts/people.yaml");
    // As long as before.
    fs::write(&part, PART.replace("Ana}", "Eva}")).expect("a file");
    let stale = "agon: stale: data/trains.agonpack: parts/people.yaml has changed since; make it anew with agon pack\n";
    let (status, out, words) = agon(&folder, &["actors", "data/trains.agonpack"]);
    assert_eq!((status, words.as_str(), out.contains("Ana")), (0, stale, true), "{out}");
    let checked = agon(&folder, &["check", "data/trains.agonpack"]);
    let warning = "data/trains.agonpack: warning: parts/people.yaml has changed since it was packed\n";
    assert_eq!((checked.0, checked.1.as_str()), (0, warning));
    let (_, json, _) = agon(&folder, &["check", "--format", "json", "data/trains.agonpack"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["files"][0]["stale"], serde_json::json!(["parts/people.yaml"]));
    // Without its YAML it cannot tell.
    fs::copy(folder.join("data/trains.agonpack"), folder.join("trains.agonpack")).expect("a copy");
    assert_eq!(agon(&folder, &["gaps", "trains.agonpack"]).2, "");
    // Made anew it is as before.
    fs::write(&part, PART).expect("a file");
    assert_eq!(agon(&folder, &["gaps", "data/trains.agonpack"]).2, "");
    let elsewhere = agon(&folder, &["pack", "data/trains.yaml", "-o", "data/parts/trains.agonpack"]).2;
    let words = "agon: data/parts/trains.agonpack is written: 1 debate, 2 statements; it cannot tell of changes in 1 \
                 file that lies outside its folder\n";
    assert_eq!(elsewhere, words);
}

#[test]
fn only_a_whole_pack_takes_a_place_and_only_that_of_a_pack() {
    let folder = folder("places");
    let files = || {
        let mut names: Vec<String> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    fs::write(folder.join("broken.yaml"), "agon: 1\ntitle: T\nquestion: {}\n").expect("a file");
    let before = files();
    for (arguments, status) in [
        (["other.yaml", "-o", "data/trains.yaml"], 2),
        (["other.yaml", "-o", "data"], 2),
        (["other.yaml", "-o", "nowhere/x.agonpack"], 2),
        (["other.yaml", "-o", "-"], 2),
        (["broken.yaml", "-o", "x.agonpack"], 1),
        (["missing.yaml", "-o", "x.agonpack"], 2),
    ] {
        let (ended, _, words) = agon(&folder, &[&["pack"], arguments.as_slice()].concat());
        assert_eq!(ended, status, "{arguments:?}: {words}");
        assert!(words.contains("nothing was written"), "{arguments:?}: {words}");
    }
    assert_eq!(files(), before);
    assert_eq!(fs::read_to_string(folder.join("data/trains.yaml")).expect("a file"), MAIN);
    for _ in 0..2 {
        assert_eq!(agon(&folder, &["pack", "other.yaml", "-o", "x.agonpack"]).0, 0);
    }
    let (status, _, words) = agon(&folder, &["pack", "x.agonpack", "-o", "y.agonpack"]);
    assert_eq!(status, 2, "{words}");
    // A damaged one is told, and never read.
    let pack = fs::read(folder.join("x.agonpack")).expect("a file");
    fs::write(folder.join("x.agonpack"), &pack[..pack.len() - 1]).expect("a file");
    let told = format!(
        "agon: x.agonpack: this pack is cut short, {} bytes of {} are there: make it anew with agon pack\n",
        pack.len() - 1,
        pack.len()
    );
    for command in ["outline", "check", "verify", "actors"] {
        let (status, out, words) = agon(&folder, &[command, "x.agonpack"]);
        assert_eq!((status, out.as_str(), words.starts_with(&told)), (2, "", true), "{command}: {words}");
    }
}

/// Enough statements that their pack has many blocks, and that its index is read.
fn large() -> String {
    let mut yaml = String::from("agon: 1\ntitle: Many\nquestions: {q: {text: What of it?}}\narguments:\n");
    for number in 0..3_000 {
        let _ = writeln!(yaml, "  a-{number}: {{text: 'What is said of whales by number {number}.', supports: q}}");
    }
    yaml
}

#[test]
fn what_is_found_damaged_on_the_screen_is_told_and_closes() {
    let folder = folder("damaged");
    fs::write(folder.join("many.yaml"), large()).expect("a file");
    assert_eq!(agon(&folder, &["pack", "many.yaml", "-o", "many.agonpack"]).0, 0);
    let whole = fs::read(folder.join("many.agonpack")).expect("a file");
    let place = |words: &[u8]| whole.windows(words.len()).position(|bytes| bytes == words).expect("words");
    // A statement's text, far from what the first frame shows; and the words of the index.
    let (text, index) = (place(b"by number 2500."), place(b"25002501"));
    let damaged = "this pack is damaged, its bytes are not those that were written: make it anew with agon pack";
    for at in [text, index] {
        let mut pack = whole.clone();
        pack[at] ^= 1;
        fs::write(folder.join("many.agonpack"), &pack).expect("a file");
        let mut terminal = shown(&folder, "many.agonpack");
        assert_eq!(terminal.ended(), 2);
        terminal.until_shows(&format!("agon: many.agonpack: {damaged}"));
        terminal.assert_given_back();
        let (status, out, words) = agon(&folder, &["search", "whales", "many.agonpack"]);
        assert_eq!((status, out.as_str(), words), (2, "", format!("agon: many.agonpack: {damaged}\n")));
        assert_eq!(agon(&folder, &["check", "many.agonpack"]).0, 2);
        // Nothing is printed of it either by what needs no index.
        for command in [&["outline", "many.agonpack"][..], &["show", "q", "many.agonpack"], &["map", "many.agonpack"]] {
            let (status, out, words) = agon(&folder, command);
            let told = format!("agon: many.agonpack: {damaged}\n");
            assert_eq!((status, out.as_str(), words.starts_with(&told)), (2, "", true), "{command:?}: {words}");
        }
    }
    // Also the index of a small debate, which is made anew.
    let small = large().lines().take(900).collect::<Vec<_>>().join("\n");
    fs::write(folder.join("small.yaml"), small).expect("a file");
    assert_eq!(agon(&folder, &["pack", "small.yaml", "-o", "small.agonpack"]).0, 0);
    let mut pack = fs::read(folder.join("small.agonpack")).expect("a file");
    let index = pack.windows(6).position(|bytes| bytes == b"250251").expect("the words of the index");
    pack[index] ^= 1;
    fs::write(folder.join("small.agonpack"), &pack).expect("a file");
    let mut terminal = shown(&folder, "small.agonpack");
    assert_eq!(terminal.ended(), 2);
    terminal.until_shows(&format!("agon: small.agonpack: {damaged}"));
    fs::write(folder.join("many.agonpack"), &whole).expect("a file");
    let mut terminal = shown(&folder, "many.agonpack");
    terminal.until_shows("What of it?");
    terminal.type_keys("/whales 2500");
    terminal.until_shows("1 hit");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn on_a_shelf_a_search_tells_of_the_damaged_pack_that_it_leaves_out() {
    let folder = folder("damaged-shelf");
    fs::write(folder.join("many.yaml"), large()).expect("a file");
    assert_eq!(agon(&folder, &["pack", "many.yaml", "-o", "many.agonpack"]).0, 0);
    let mut pack = fs::read(folder.join("many.agonpack")).expect("a file");
    let index = pack.windows(8).position(|bytes| bytes == b"25002501").expect("the words of the index");
    pack[index] ^= 1;
    fs::write(folder.join("many.agonpack"), &pack).expect("a file");
    let mut open = pty::command(std::path::Path::new(env!("CARGO_BIN_EXE_agon")), &["--private"]);
    open.args(["many.agonpack", "other.yaml"]);
    open.cwd(&folder);
    let mut terminal = pty::Terminal::start(open, 120, 30);
    terminal.until_shows("other.yaml");
    terminal.type_keys("/whales");
    terminal.until_shows("many.agonpack is not searched: this pack is damaged");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

/// A pack of a folder on the screen.
fn shown(folder: &std::path::Path, pack: &str) -> pty::Terminal {
    let mut open = pty::command(std::path::Path::new(env!("CARGO_BIN_EXE_agon")), &["--private", pack]);
    open.cwd(folder);
    pty::Terminal::start(open, 120, 30)
}

#[test]
fn a_pack_that_is_made_anew_is_followed_where_the_reader_is() {
    let folder = folder("anew");
    let pack = |folder: &std::path::Path| {
        assert_eq!(agon(folder, &["pack", "many.yaml", "other.yaml", "-o", "both.agonpack"]).0, 0);
    };
    fs::write(folder.join("many.yaml"), large()).expect("a file");
    pack(&folder);
    let mut terminal = shown(&folder, "both.agonpack");
    terminal.until_shows("2 debates");
    terminal.type_keys("\r");
    terminal.until_shows("What of it?");
    terminal.type_keys("/2500\r");
    terminal.until_shows("by number 2500.");
    let changed = large().replace("by number 2500.", "by nobody but the 2500th.");
    fs::write(folder.join("many.yaml"), &changed).expect("a file");
    terminal.until_shows("Many  stale");
    pack(&folder);
    terminal.until_shows("1 statement changed");
    terminal.until_shows("by nobody but the 2500th.");
    terminal.until("no sign", |seen| !seen.emulator.screen().contents().contains("stale"));
    // What is searched is what is there now.
    terminal.type_keys("/nobody");
    terminal.until_shows("1 hit");
    terminal.type_keys("\x1b");
    // It is followed further, and one that cannot be read leaves what is on the screen.
    let whole = fs::read(folder.join("both.agonpack")).expect("a file");
    fs::write(folder.join("cut"), &whole[..whole.len() - 1]).expect("a file");
    fs::rename(folder.join("cut"), folder.join("both.agonpack")).expect("a file");
    terminal.until_shows("the file cannot be read: this pack is cut short");
    assert_eq!(agon(&folder, &["pack", "other.yaml", "-o", "both.agonpack"]).0, 0);
    terminal.until_shows("the file cannot be read: this debate is not in the pack any more");
    pack(&folder);
    terminal.until_shows("repaired");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}
