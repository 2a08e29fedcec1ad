use super::notes::joined;
use super::*;
use proptest::prelude::*;

fn note(was: &str, text: &str) -> Change {
    Change::Note { id: "a".into(), wording: "A".into(), was: was.into(), text: text.into() }
}

#[test]
fn a_note_keeps_what_its_writer_never_saw() {
    for (kept, was, text, expected) in [
        ("", "", "mine", "mine"),
        ("mine", "mine", "mine, longer", "mine, longer"),
        ("mine", "mine", "", ""),
        ("theirs", "", "mine", "theirs\n\nmine"),
        ("theirs", "mine", "mine, longer", "theirs\n\nmine, longer"),
        ("theirs\n\nmine", "mine", "mine, longer", "theirs\n\nmine, longer"),
        ("mine\n\ntheirs", "mine", "", "theirs"),
        ("theirs\n\nmine\n\nelse", "mine", "my own", "theirs\n\nmy own\n\nelse"),
        ("theirs", "mine", "", "theirs"),
        ("", "mine", "mine, longer", "mine, longer"),
        // A part is a paragraph, not any letters that look like it.
        ("cat", "a", "b", "cat\n\nb"),
        ("cat", "", "a", "cat\n\na"),
    ] {
        let once = merged(kept, was, text);
        assert_eq!(once, expected, "{kept:?}: {was:?} to {text:?}");
        assert_eq!(merged(&once, was, text), expected, "again: {kept:?}: {was:?} to {text:?}");
    }
}

#[test]
fn what_hangs_on_an_id_goes_over_to_another() {
    let bookmark = |id: &str| Change::Bookmark { id: id.into(), wording: "A".into(), on: true };
    let note = |id: &str, text: &str| Change::Note {
        id: id.into(),
        wording: "A".into(),
        was: String::new(),
        text: text.into(),
    };
    let read = |id: &str| Change::Read { id: id.into(), on: true };
    let stopped = |id: &str| Change::Stopped(Stopped::new(id, View::Time));
    let all = |id: &str, text: &str| vec![bookmark(id), note(id, text), read(id), stopped(id)];
    for (before, after) in [
        (all("a", "mine"), all("b", "mine")),
        (all("c", "mine"), all("c", "mine")),
        // In the order they were set.
        (vec![bookmark("x"), bookmark("a"), bookmark("y")], vec![bookmark("x"), bookmark("b"), bookmark("y")]),
        // Beside what is there.
        ([all("b", "there"), all("a", "mine")].concat(), all("b", "there\n\nmine")),
    ] {
        let marks = |changes: &[Change]| {
            let mut marks = Marks::default();
            for change in changes {
                marks.apply(change);
            }
            marks
        };
        let mut renamed = marks(&before);
        for _ in 0..2 {
            renamed.apply(&Change::Renamed { old: "a".into(), new: "b".into() });
            assert_eq!(renamed, marks(&after), "{before:?}");
        }
    }
}

#[test]
fn marks_are_read_as_they_are_written_and_nothing_else_is_read() {
    let mut marks = Marks::default();
    for change in [
        note("", "one\n\ntwo “three”"),
        Change::Bookmark { id: "ö".into(), wording: "Ö?".into(), on: true },
        Change::Read { id: "b".into(), on: true },
        Change::Read { id: "c".into(), on: true },
        Change::Read { id: "c".into(), on: false },
        Change::Stopped(Stopped::new("b", View::Time)),
    ] {
        marks.apply(&change);
    }
    let bytes = marks.to_json("/debate.yaml");
    assert_eq!(Marks::from_json(&bytes), Ok(marks.clone()));
    for cut in 0..bytes.len() - 2 {
        assert_eq!(Marks::from_json(&bytes[..cut]), Err(NoMarks::Damaged), "the first {cut} bytes");
    }
    let later = String::from_utf8(bytes).expect("text").replace("\"agon-marks\": 1", "\"agon-marks\": 2");
    assert_eq!(Marks::from_json(later.as_bytes()), Err(NoMarks::FromLater));
    let hostile = br#"{"agon-marks": 1, "marks": {"notes": {"a": {"text": "\u001b[2J"}}}}"#;
    assert_eq!(Marks::from_json(hostile).expect("marks").notes["a"].text, "␛[2J");
    assert_eq!(marks.stopped.map(|stopped| stopped.view()), Some(View::Time));
}

/// What one of two windows does next.
#[derive(Debug, Clone)]
enum Step {
    Write(usize, u8),
    Set(usize, u8, bool),
    Read(usize, u8, bool),
    Save(usize),
    Hear(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let window = 0_usize..2;
    prop_oneof![
        (window.clone(), 0_u8..3).prop_map(|(window, id)| Step::Write(window, id)),
        (window.clone(), 0_u8..3, any::<bool>()).prop_map(|(window, id, on)| Step::Set(window, id, on)),
        (window.clone(), 0_u8..3, any::<bool>()).prop_map(|(window, id, on)| Step::Read(window, id, on)),
        window.clone().prop_map(Step::Save),
        window.prop_map(Step::Hear),
    ]
}

/// A window, what it has handed on and is not saved yet, and what it has not heard yet.
#[derive(Default)]
struct Window {
    marking: Marking,
    queue: Vec<Change>,
    told: Option<(Marks, usize)>,
    /// The text this window wrote last for each statement.
    wrote: std::collections::BTreeMap<String, String>,
}

proptest! {
    /// Whatever two windows do in whatever order, in the end all that either wrote last is kept, bookmarks and what is
    /// read are as they were saved last, and both see the same.
    #[test]
    fn two_windows_lose_nothing(steps in proptest::collection::vec(step(), 0..60)) {
        let mut kept = Marks::default();
        let mut windows = [Window::default(), Window::default()];
        for window in &mut windows {
            window.marking = Marking::kept(Marks::default());
        }
        let mut read = std::collections::BTreeMap::new();
        let mut set = std::collections::BTreeMap::new();
        let mut save = |window: &mut Window, kept: &mut Marks| {
            for change in &window.queue {
                kept.apply(change);
                match change {
                    Change::Bookmark { id, on, .. } => _ = set.insert(id.clone(), *on),
                    Change::Read { id, on } => _ = read.insert(id.clone(), *on),
                    _ => {}
                }
            }
            let before = window.told.take().map_or(0, |(_, taken)| taken);
            window.told = Some((kept.clone(), before + window.queue.len()));
            window.queue.clear();
        };
        let hear = |window: &mut Window| {
            if let Some((marks, taken)) = window.told.take() {
                window.marking.hear(marks, taken);
            }
        };
        for (number, step) in steps.into_iter().enumerate() {
            let (at, change) = match step {
                Step::Save(at) => {
                    save(&mut windows[at], &mut kept);
                    continue;
                }
                Step::Hear(at) => {
                    hear(&mut windows[at]);
                    continue;
                }
                Step::Write(at, id) => {
                    let id = id.to_string();
                    // A writer goes on from the text on their screen.
                    let was = windows[at].marking.now().notes.get(&id).map_or_else(String::new, |note| note.text.clone());
                    let own = format!("written {number} by {at}");
                    let previous = windows[at].wrote.insert(id.clone(), own.clone());
                    let text = match previous.filter(|previous| was.contains(previous.as_str())) {
                        Some(previous) => was.replace(&previous, &own),
                        None => joined(&[&was, &own]),
                    };
                    (at, Change::Note { id, wording: String::new(), was, text })
                }
                Step::Set(at, id, on) => (at, Change::Bookmark { id: id.to_string(), wording: String::new(), on }),
                Step::Read(at, id, on) => (at, Change::Read { id: id.to_string(), on }),
            };
            let change = windows[at].marking.change(change);
            windows[at].queue.extend(change);
        }
        for at in [0, 1, 0, 1] {
            save(&mut windows[at], &mut kept);
            hear(&mut windows[at]);
        }
        for window in &windows {
            prop_assert_eq!(window.marking.now(), &kept);
            for (id, own) in &window.wrote {
                prop_assert!(kept.notes[id].text.contains(own.as_str()), "{} lost {:?}", id, own);
            }
        }
        for (id, on) in read {
            prop_assert_eq!(kept.read.contains(&id), on);
        }
        for (id, on) in set {
            prop_assert_eq!(kept.bookmarks.contains_key(&id), on);
        }
    }
}
