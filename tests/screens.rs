//! Whole screens, as they look at three sizes. After a change that is meant, look at the new ones and accept them with
//! `INSTA_UPDATE=always cargo test --test screens`.

mod support;

use ratatui::style::{Color, Modifier};
use support::{BUILT_IN, buffer, debate, draw_maps, open, open_with, press, screen, size};

use std::sync::Arc;

use agon::app::marks::{Change, Marks};
use agon::app::problems::Problems;
use agon::app::quoted_text::QuotedText;
use agon::app::{Absent, Action, Effect, Shelf, ShelfEntry, State, ThemeName, update};
use agon::ui::Theme;

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

/// One snapshot for each size, of the built-in debate after `keys`.
fn snap(name: &str, keys: &str) {
    let debate = debate(BUILT_IN);
    for (width, height) in SIZES {
        let mut state = open(&[&debate], size(width, height));
        press(&mut state, keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
    }
}

#[test]
fn start() {
    snap("start", "");
}

#[test]
fn a_statement() {
    snap("statement", "/ type:franks_innovation enter down enter");
}

#[test]
fn an_open_branch() {
    snap("branch", "j E j j");
}

#[test]
fn an_actor() {
    snap("actor", "/ type:krapiva enter");
}

#[test]
fn a_source() {
    snap("source", "/ type:lavrov enter s");
}

#[test]
fn an_exchange() {
    snap("exchange", "/ type:franks_innovation enter x");
}

#[test]
fn people() {
    snap("people", "alt-3 j j j");
}

#[test]
fn who_holds_what() {
    let debate = debate(BUILT_IN);
    for (width, height) in SIZES.into_iter().chain([(60, 20), (100, 30), (200, 60)]) {
        for (name, keys) in [("grid", "w"), ("grid_far", "/ type:it_kept_silent enter w G g j j j")] {
            let mut state = open(&[&debate], size(width, height));
            press(&mut state, keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
        }
    }
}

#[test]
fn maps() {
    let debate = debate(BUILT_IN);
    for (width, height) in [(20, 5), (40, 12), (100, 30), (200, 60)] {
        for (name, keys) in [
            ("map", "/ type:franks_innovation enter c"),
            ("map_question", "/ type:franks_innovation enter c i i i k"),
            ("map_everything", "c i i i i l"),
            ("map_signs", "/ type:franks_innovation enter c i i i Z"),
            ("map_folded", "c i l space"),
            ("map_page", "/ type:franks_innovation enter c enter"),
        ] {
            let mut state = open(&[&debate], size(width, height));
            for key in keys.split_whitespace() {
                let effects = press(&mut state, key);
                draw_maps(&mut state, &effects);
            }
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
        }
    }
}

#[test]
fn between_two() {
    snap("between", "/ type:goldman enter b / type:mary_franks enter b");
}

#[test]
fn sources() {
    snap("sources", "alt-5 j");
}

#[test]
fn time() {
    snap("time", "alt-6 j j");
}

#[test]
fn gaps() {
    snap("gaps", "alt-7");
}

/// As [`snap`], with marks that are kept.
fn snap_marked(name: &str, keys: &str) {
    let debate = debate(BUILT_IN);
    let mut marks = Marks::default();
    let ids: Vec<String> = debate.statements().iter().map(|statement| statement.id.to_string()).collect();
    for (place, id) in ids.iter().enumerate() {
        let (id, wording) = (id.clone(), debate.statements()[place].wording().to_string());
        if place % 3 == 0 {
            marks.apply(&Change::Read { id: id.clone(), on: true });
        }
        if place % 25 == 3 {
            marks.apply(&Change::Bookmark { id: id.clone(), wording: wording.clone(), on: true });
        }
        if place % 40 == 1 {
            let text = "Is that so?\n\nCompare what the Moncloa says about it, and look the first source up again.";
            marks.apply(&Change::Note { id, wording, was: String::new(), text: text.into() });
        }
    }
    let wording = "What nobody says any more, and what somebody thought worth a bookmark.".into();
    marks.apply(&Change::Bookmark { id: "gone".into(), wording, on: true });
    for (width, height) in SIZES {
        let mut state = open_with(&debate, marks.clone(), size(width, height));
        press(&mut state, keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
    }
}

#[test]
fn marks() {
    snap_marked("marked", "j E j j j");
    snap_marked("marks", "M G");
    snap_marked("note", "M G k A enter enter type:Yes,_but_what_follows_from_it?_That_it_is_said_is_one_thing.");
    snap_marked("noted", "M G k enter");
}

#[test]
fn a_search() {
    snap("search", "/ type:surveilance_state");
}

#[test]
fn a_query() {
    snap("query", "/ type:by:durov_kind:rebuttal");
    snap("query_fault", "/ type:telegram_autor:durov");
    snap("query_completed", "/ type:telegram_by:fr tab tab");
    snap("query_grouped", "/ type:telegram ctrl-g down");
    snap("hit", "/ type:surveillance enter n");
}

#[test]
fn an_empty_search() {
    snap("empty_search", "/");
    snap("empty_search_again", "/ type:surveillance enter / type:kind:question enter /");
}

#[test]
fn the_keys() {
    snap("keys", "?");
}

#[test]
fn the_palette() {
    snap("palette", ": type:fwd");
}

#[test]
fn a_part_of_the_debate() {
    snap("filters", "f");
    snap("filters_typed", "f type:goldman enter f type:unans");
    snap("filtered", "f type:by_goldman enter f type:arguments enter j j j");
    snap("filtered_time", "alt-6 f type:durov enter");
    snap("outside_the_filter", "f type:by_goldman enter f type:arguments enter j r");
}

#[test]
fn a_shelf() {
    let trains = debate(b"agon: 1\ntitle: Night trains\nquestions: {q: {text: Should they run?}}\n");
    let built_in = debate(BUILT_IN);
    for (width, height) in SIZES {
        let entries = vec![
            ShelfEntry { name: "trains.yaml".into(), folder: None, debate: Ok(trains.clone()), is_stale: false },
            ShelfEntry { name: "platforms.yaml".into(), folder: None, debate: Ok(built_in.clone()), is_stale: false },
            ShelfEntry {
                name: "broken.yaml".into(),
                folder: None,
                debate: Err(Absent::Refused(Arc::new(Problems::unreadable("3 errors, the first in line 12".into())))),
                is_stale: false,
            },
        ];
        let mut state = State::new(Shelf { entries }, size(width, height));
        press(&mut state, "j");
        insta::assert_snapshot!(format!("shelf_{width}x{height}"), screen(&state));
    }
}

/// The snapshots above are text; that the focus is seen is a matter of style.
#[test]
fn the_selected_row_is_reversed_with_and_without_colours() {
    let debate = debate(BUILT_IN);
    for name in ThemeName::ALL {
        let mut state = open(&[&debate], size(80, 24));
        press(&mut state, "j j");
        let buffer = buffer(&state, Theme { name, ascii: false });
        let reversed: Vec<u16> = (0..24)
            .filter(|y| buffer.cell((5, *y)).is_some_and(|cell| cell.modifier.contains(Modifier::REVERSED)))
            .collect();
        assert_eq!(reversed, [4]);
    }
}

#[test]
fn without_colours_no_cell_has_one() {
    let debate = debate(BUILT_IN);
    for keys in ["E", "/ type:surveillance", "?", "r enter", "1 a"] {
        let mut state = open(&[&debate], size(120, 40));
        press(&mut state, keys);
        let buffer = buffer(&state, Theme { name: ThemeName::Mono, ascii: false });
        assert!(buffer.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{keys}");
        let buffer = support::buffer(&state, Theme::default());
        assert!(buffer.content().iter().any(|cell| cell.fg != Color::Reset), "{keys}");
        assert!(buffer.content().iter().all(|cell| cell.bg == Color::Reset), "{keys}");
    }
}

/// A debate whose first source has an address that looks like another one, and a local text.
const QUOTED: &str = "
agon: 1
title: Night trains
actors: {ana: {name: Ana Díaz}, bo: {name: Bo Lind}}
sources:
  hearing:
    title: Hearing on night trains
    url: 'https://council.example@www.xn--80ak6aa92e.example:8080/hearings/2031/05/night-trains?page=12#the-bargain'
    text: texts/hearing.txt
    date: 2031-05~
questions: {q: {text: Should they run?}}
positions:
  yes: {answers: q, text: 'Yes: they save more than they cost.', said: {by: ana, in: hearing, quote: a bargain, at: minute 12}}
  no: {answers: q, text: 'No: few people use them.', said: {by: bo, in: hearing, quote: few people … in winter}}
  late: {answers: q, text: They are late., said: {by: bo, in: hearing, quote: never any time}}
";

/// As [`snap`], of that debate, with its text where it is asked for.
fn snap_quoted(name: &str, keys: &str, in_text: &str) {
    let debate = debate(QUOTED.as_bytes());
    let text = "The council heard both.\n\nMs Díaz called the trains a bargain for a country that pays for its roads \
                without asking what they cost. “Yet few people,” said Mr Lind, “sleep on them in winter, and those who \
                do are never in time.”\n\nThe council went home.";
    for (width, height) in SIZES {
        let entry = ShelfEntry {
            name: "trains.yaml".into(),
            folder: Some("/".into()),
            debate: Ok(debate.clone()),
            is_stale: false,
        };
        let mut state = State::new(Shelf { entries: vec![entry] }, size(width, height));
        for effect in press(&mut state, keys) {
            let Effect::ReadText(request) = effect else { continue };
            let text = Ok(Arc::new(QuotedText::new(text, &request.quotes)));
            update(&mut state, Action::TextRead { entry: 0, source: request.source, text });
        }
        press(&mut state, in_text);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
    }
}

#[test]
fn a_local_text() {
    snap_quoted("text", "l j t", "]");
}

#[test]
fn an_address() {
    snap_quoted("address", "l j o", "");
}

#[test]
fn a_text_to_copy() {
    snap_quoted("copy_bibtex", "l j Y tab tab", "");
}
