//! Searching on the screen: typing, completing, choosing, and what comes after.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use agon::app::finder::{AT_ONCE, Finder, Nothing, RANKED, Row};
use agon::app::marks::{Change, Marks};
use agon::app::regions::Area;
use agon::app::searchable::Prepared;
use agon::app::{Action, Effect, Overlay, Place, Reading, Size, State, View, update};
use agon::debate::StatementIndex;
use agon::search::{Entry, Field, Hit, Index, Passage, examples};
use agon::ui::Theme;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use support::{BUILT_IN, TRAINS, buffer, debate, draw_maps, open, open_with, press, screen, size};

fn finder(state: &State) -> &Finder {
    let Some(Overlay::Search(finder)) = state.overlay() else { panic!("no search") };
    finder
}

/// The title of the chosen hit.
fn chosen(state: &State) -> String {
    let (entry, place) = finder(state).chosen().expect("a hit");
    place.title(state.debate(entry).expect("a debate")).to_owned()
}

#[test]
fn a_hit_that_was_moved_to_stays_chosen_while_typing_goes_on() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ type:court");
    let best = chosen(&state);
    press(&mut state, "type:s down down");
    let (third, row) = (chosen(&state), finder(&state).selection().row());
    assert_eq!(row, 2);
    // Grouped by question it may stand elsewhere.
    press(&mut state, "ctrl-g");
    assert_eq!(chosen(&state), third);
    press(&mut state, "ctrl-g");
    assert_eq!((chosen(&state), finder(&state).selection().row()), (third.clone(), row));
    // More hits, and fewer.
    press(&mut state, "backspace");
    assert_eq!(chosen(&state), third);
    press(&mut state, "type:_-xyzzy");
    assert_eq!(chosen(&state), third);
    // Once it has gone, the best one is chosen, and goes on being the best one.
    press(&mut state, "ctrl-u type:kind:question");
    assert_eq!(finder(&state).selection().row(), 0);
    press(&mut state, "ctrl-u type:court");
    assert_eq!(chosen(&state), best);
}

#[test]
fn the_last_queries_are_taken_up_again() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ ctrl-p");
    assert_eq!(state.message(), Some("nothing has been searched for before"));
    press(&mut state, "type:durov enter / type:prison enter / type:durov enter / type:zzzzzz esc / type:left esc / up");
    assert_eq!(finder(&state).typed().text(), "durov");
    assert!(finder(&state).hits().len() > 0);
    press(&mut state, "ctrl-p");
    assert_eq!(finder(&state).typed().text(), "prison");
    press(&mut state, "ctrl-p ctrl-p ctrl-n");
    assert_eq!(finder(&state).typed().text(), "durov");
    press(&mut state, "ctrl-n");
    assert_eq!(finder(&state).typed().text(), "");
    press(&mut state, "type:half ctrl-p ctrl-n");
    assert_eq!(finder(&state).typed().text(), "half");
    assert_eq!(state.searches().queries(), ["prison", "durov"]);
}

#[test]
fn the_time_of_a_search_is_told_until_the_next_one() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    let took = |state: &mut State, micros| _ = update(state, Action::Took(Duration::from_micros(micros)));
    press(&mut state, "/ type:prison");
    assert_eq!(finder(&state).told(), "4 hits");
    took(&mut state, 1_250);
    assert_eq!(finder(&state).told(), "4 hits in 1.2 ms");
    // What moves through the hits is no search.
    press(&mut state, "down");
    took(&mut state, 9_000);
    assert_eq!(finder(&state).told(), "2 of 4 hits in 1.2 ms");
    press(&mut state, "up ctrl-g");
    took(&mut state, 300);
    assert_eq!(finder(&state).told(), "1 of 4 hits in 0.3 ms, by question");
}

#[test]
fn the_hits_are_gone_through_after_the_search() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "n");
    assert_eq!(state.message(), Some("nothing has been found yet; / searches"));
    press(&mut state, "/ type:kind:question enter");
    let here = |state: &State| state.reading().and_then(Reading::place).expect("a place");
    let question = |place| Place::Statement(StatementIndex::new(place));
    assert_eq!((here(&state), state.message()), (question(0), Some("hit 1 of 10; n next, N before")));
    press(&mut state, "n n");
    assert_eq!((here(&state), state.message()), (question(2), Some("hit 3 of 10; n next, N before")));
    press(&mut state, "N N N");
    assert_eq!((here(&state), state.message()), (question(0), Some("this is the first hit")));
    // A search that is left leaves all as it was, the hits of the one before too.
    press(&mut state, "n / type:prison esc n");
    assert_eq!((here(&state), state.message()), (question(2), Some("hit 3 of 10; n next, N before")));
    press(&mut state, "/ type:macron_medal enter");
    assert_eq!(state.message(), Some("hit 1 of 5; n next, N before"));
}

/// The words that are marked in an area, from the top.
fn marked_in(state: &State, area: Area) -> Vec<String> {
    let buffer = buffer(state, Theme::default());
    let is_marked = |cell: &&Cell| cell.modifier.contains(Modifier::UNDERLINED);
    let mut words = Vec::new();
    for y in area.y..area.y + area.height {
        let cells = (area.x..area.x + area.width).map(|x| buffer.cell((x, y)).filter(is_marked));
        let row: String = cells.map(|cell| cell.map_or(" ", Cell::symbol)).collect();
        words.extend(row.split_whitespace().map(str::to_owned));
    }
    words
}

/// The words that are marked on the whole screen.
fn marked(state: &State) -> Vec<String> {
    let Size { width, height } = state.size();
    marked_in(state, Area { x: 0, y: 0, width, height })
}

/// A debate in which much is far down.
const FAR: &str = "
agon: 1
title: Night trains
actors: {ana: {name: Ana Díaz, role: Economist}, bo: {name: Bo Lind}}
sources: {hearing: {title: Hearing on night trains}}
questions: {q: {text: Should night trains run?}}
positions:
  yes:
    answers: q
    text: Yes. The trains pay back what they cost.
    said:
      - {by: ana, in: hearing, quote: they pay}
      - {by: bo, in: hearing, stance: denies, quote: nobody sleeps on a sleeper}
      - {by: bo, in: hearing, stance: denies, quote: and it snows}
    note: The hearing was held in Basel. Snow lay on the line, and the train from Paris came four hours late.
    tags: [winter]
arguments:
  snow: {text: Snow stops them., rebuts: yes}
";

#[test]
fn what_was_found_stays_marked_until_the_search_is_ended() {
    let debate = debate(FAR.as_bytes());
    let mut state = open(&[&debate], size(120, 40));
    press(&mut state, "/ type:sno_OR_\"in_basel_snow\" enter");
    assert_eq!(state.message(), Some("hit 1 of 2; n next, N before"));
    // In the outline and on the page: itself, and its id.
    assert_eq!(marked(&state), ["Sno", "Sno", "sno"]);
    press(&mut state, "n");
    // The link to the reply, a quote, the note, of which the phrase goes over the end of a row.
    assert_eq!(marked(&state), ["Sno", "sno", "Sno", "in", "Basel", "Snow"]);
    press(&mut state, "N x");
    assert_eq!(marked(&state), ["Sno"]);
    let effects = press(&mut state, "esc c");
    draw_maps(&mut state, &effects);
    assert!(marked(&state).contains(&"Sno".to_owned()), "{:?}", marked(&state));
    press(&mut state, "alt-7 g");
    assert!(marked(&state).contains(&"Sno".to_owned()), "{}", screen(&state));
    // From a page one comes to the outline first.
    press(&mut state, "esc tab esc");
    assert!(state.searches().goes_on());
    press(&mut state, "esc");
    assert_eq!(marked(&state), [""; 0]);
    press(&mut state, "esc");
    assert_eq!(state.message(), Some("no search is going on; / searches"));
    press(&mut state, "n n");
    assert_eq!(marked(&state), ["Sno", "sno", "Sno", "in", "Basel", "Snow"]);
    // Another search that finds by letters of a name, and one that has no words.
    press(&mut state, "/ type:bolind enter");
    assert_eq!(marked(&state), ["Bo", "Lind"]);
    press(&mut state, "/ type:by:ana enter");
    assert_eq!(marked(&state), [""; 0]);
}

#[test]
fn on_the_map_a_search_is_gone_through_and_ended_before_it_is_left() {
    let debate = debate(FAR.as_bytes());
    // What the bottom line says after each key, and whether that is on the map.
    let walk = |width, keys: &str| -> Vec<(String, bool, bool)> {
        let mut state = open(&[&debate], size(width, 40));
        press(&mut state, "/ type:sno_OR_\"in_basel_snow\" enter");
        keys.split(' ')
            .map(|key| {
                let effects = press(&mut state, key);
                draw_maps(&mut state, &effects);
                let screen = screen(&state);
                let bottom = screen
                    .lines()
                    .last()
                    .expect("a bottom line")
                    .split("   ")
                    .map(str::trim)
                    .filter(|piece| !piece.is_empty());
                let told = bottom.filter(|piece| piece.contains("search") || piece.contains("hit"));
                let is_map = state.reading().is_some_and(|reading| reading.view() == View::Map);
                (told.collect::<Vec<_>>().join(" | "), is_map, state.searches().goes_on())
            })
            .collect()
    };
    let told = |told: &str, is_map, goes_on| (told.to_owned(), is_map, goes_on);
    let expected = [
        told("/ search | esc end search | hit 1 of 2; n next, N before", true, true),
        told("/ search | esc end search | hit 2 of 2; n next, N before", true, true),
        told("/ search | esc end search | 2 hits; n next, N before", true, true),
        told("/ search | esc end search | hit 1 of 2; n next, N before", true, true),
        told("/ search", true, false),
        told("/ search", false, false),
    ];
    assert_eq!(walk(120, "c n right N esc esc"), expected);
    assert_eq!(walk(80, "c")[0], told("/ search | esc end search | hit 1 of 2; n next", true, true));
    // Where the focus is on the page under the map, it comes back to the map first.
    let back = walk(120, "c enter esc esc esc");
    let places: Vec<_> = back.iter().map(|(_, is_map, goes_on)| (*is_map, *goes_on)).collect();
    assert_eq!(places, [(true, true), (true, true), (true, true), (true, false), (false, false)]);
}

#[test]
fn of_a_whole_question_the_words_count_that_tell_something() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 30));
    press(&mut state, "/ type:what_did_Franks_shout_on_harm_");
    let told = |state: &State| finder(state).told_lines(90).into_iter().map(|told| told.words).collect::<Vec<_>>();
    assert_eq!(told(&state), ["nothing has all words, these have 2 of 3 that matter"]);
    let missing: Vec<_> = (0..3).map(|row| finder(&state).found(row).map(|found| found.missing.clone())).collect();
    assert_eq!(missing, vec![Some(vec!["shout".to_owned()]); 3]);
    press(&mut state, "enter");
    let area = state.regions().page.expect("a page");
    assert_eq!(marked_in(&state, area), ["harm", "Franks", "harm", "harm", "Franks", "harm", "Franks"]);
    // Where all that matter are there, nothing is missing: in a question, and where nothing has the others.
    for words in
        ["what_about_the_Commission_", "what_did_Franks_say_on_harm_", "why_was_Durov_arrested_", "law_or_speech_"]
    {
        press(&mut state, &format!("/ ctrl-u type:{words}"));
        assert!(!told(&state).iter().any(|told| told.contains("nothing has")), "{words}: {:?}", told(&state));
        assert!(finder(&state).total() > 1, "{words}");
    }
    // A date is told of where something is found by it.
    for (typed, expected) in [("arrest_25_August_2024", 1), ("arrest_24_August_2024", 0)] {
        press(&mut state, &format!("ctrl-u type:{typed}"));
        let lines = told(&state);
        let of_date = lines.iter().filter(|line| line.ends_with(" finds what was said or happened then")).count();
        assert_eq!(of_date, expected, "{typed}: {lines:?}");
    }
}

#[test]
fn corrected_words_are_marked_as_they_stand() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(40, 12));
    press(&mut state, "/ type:surveilance_state enter");
    assert_eq!(marked(&state), ["surveillance", "state"]);
}

/// Where a hit stands in the last words of a long page, that is where one reads.
#[test]
fn what_was_found_of_a_hit_is_on_the_screen() {
    let debate = debate(BUILT_IN);
    for (width, height) in [(40, 12), (80, 24), (120, 40), (30, 5)] {
        for query in
            ["surveillance", "medal_macron", "russia", "paragraph", "fine", "lavrov", "2024", "frnksinnv", "note"]
        {
            let mut state = open(&[&debate], size(width, height));
            press(&mut state, &format!("/ type:{query} enter"));
            for _ in 0..state.searches().hits() {
                let area = state.regions().page.expect("a page");
                assert_ne!(marked_in(&state, area), [""; 0], "{query} {width}x{height}\n{}", screen(&state));
                press(&mut state, "n");
            }
        }
    }
}

/// How many lines of the page stand above the window, the rows of that with a marked word, and how many it has.
fn opened(state: &State, word: &str) -> (usize, Vec<u16>, u16) {
    let area = state.regions().page.expect("a page");
    let words = |y: &u16| marked_in(state, Area { y: area.y + y, height: 1, ..area });
    let rows = (0..area.height).filter(|y| words(y).contains(&word.to_owned())).collect();
    (state.reading().map_or(0, Reading::scroll), rows, area.height)
}

#[test]
fn a_page_opens_at_its_hit_and_not_past_it() {
    let debate = debate(BUILT_IN);
    // A speaker's name matches, which linked statements have too: it is on the lowest row, or no row is passed over.
    for (size, expected) in [(size(80, 24), (2, vec![19], 20)), (size(120, 36), (0, vec![17, 26], 32))] {
        let mut state = open(&[&debate], size);
        press(&mut state, "/ type:macron_political enter n n");
        assert_eq!(opened(&state, "Macron"), expected, "{}", screen(&state));
    }
    // The tag alone matches, at the very end: it comes on the lowest row.
    for size in [size(80, 24), size(120, 36), size(40, 12)] {
        let mut state = open(&[&debate], size);
        press(&mut state, "/ type:surveilance enter n n");
        let (top, rows, height) = opened(&state, "surveillance");
        assert!(top > 0, "{}", screen(&state));
        assert_eq!(rows.last(), Some(&(height - 1)), "{}", screen(&state));
    }
}

#[test]
fn which_hit_is_read_stays_told_while_one_reads_it() {
    let debate = debate(BUILT_IN);
    for (size, keys) in [(size(40, 12), ""), (size(120, 40), "tab")] {
        let mut state = open(&[&debate], size);
        press(&mut state, &format!("/ type:prison enter n {keys} pagedown"));
        let last = |state: &State| screen(state).lines().last().map(|line| line.trim_end().to_owned());
        assert!(last(&state).is_some_and(|line| line.ends_with("hit 2 of 4")), "{}", screen(&state));
        press(&mut state, "esc esc");
        assert!(last(&state).is_some_and(|line| !line.contains("hit ")), "{}", screen(&state));
        press(&mut state, "N n u");
        assert!(last(&state).is_some_and(|line| !line.contains("hit ")), "{}", screen(&state));
    }
}

#[test]
fn every_hit_is_reached() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(80, 24));
    press(&mut state, "/ type:telegram");
    let total = finder(&state).total();
    assert_eq!((finder(&state).hits().len(), total > AT_ONCE), (AT_ONCE, true), "{total}");
    for _ in 0..total {
        press(&mut state, "pagedown");
    }
    assert_eq!(finder(&state).selection().row(), total - 1);
    assert!(finder(&state).found(total - 1).is_some());
    assert_eq!(finder(&state).told(), format!("{total} of {total} hits"));
    press(&mut state, "enter");
    assert_eq!(state.message(), Some(format!("hit {total} of {total}; n next, N before").as_str()));
    press(&mut state, "n");
    assert_eq!(state.message(), Some("this is the last hit"));
}

#[test]
fn of_far_too_many_hits_the_first_are_listed_and_that_is_said() {
    let questions = (0..=RANKED).fold(String::new(), |all, at| format!("{all}  q{at}: {{text: Whales?}}\n"));
    let many = debate(format!("agon: 1\ntitle: Many\nquestions:\n{questions}").as_bytes());
    let mut state = open(&[&many], size(80, 24));
    let index = Prepared::Index(Arc::new(Index::new(&many)));
    update(&mut state, Action::Prepared { entry: 0, debate: Arc::clone(&many), with: index });
    press(&mut state, "/ type:whales");
    assert_eq!((finder(&state).hits().len(), finder(&state).total()), (AT_ONCE, RANKED + 1));
    let first: Vec<_> = finder(&state).hits().collect();
    assert_eq!(finder(&state).told(), "10001 hits, the first 10000 listed");
    for (columns, expected) in [(60, "10001 hits, the first 10000 listed"), (40, "first 10000 of 10001"), (20, "")] {
        assert_eq!(finder(&state).told_in(columns), expected, "{columns}");
    }
    press(&mut state, "enter N");
    assert_eq!(state.message(), Some("this is the first hit"));
    press(&mut state, "/ type:whales");
    for _ in 0..RANKED {
        press(&mut state, "pagedown");
    }
    let all: Vec<_> = finder(&state).hits().collect();
    assert_eq!((all.len(), &all[..AT_ONCE]), (RANKED, first.as_slice()));
    press(&mut state, "enter n");
    let told = "this is the last of the first 10000 hits; a narrower search finds what is behind it";
    assert_eq!(state.message(), Some(told));
}

#[test]
fn what_was_found_is_told_as_shortly_as_it_must_be() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ type:surveilance_state_");
    update(&mut state, Action::Took(Duration::from_micros(500)));
    let finder = finder(&state);
    let told = finder.told_in(120);
    let (hits, showing) = told.split_once(" in 0.5 ms, ").expect("the time");
    assert_eq!(showing, "showing “surveillance”");
    let below = |columns| finder.told_lines(columns).into_iter().map(|told| told.words).collect::<Vec<_>>();
    assert_eq!(below(120), [""; 0]);
    for (columns, beside) in [
        (60, format!("{hits} in 0.5 ms")),
        (30, hits.to_owned()),
        (18, hits.split_once(' ').expect("a number").0.to_owned()),
        (8, String::new()),
    ] {
        assert_eq!(finder.told_in(columns), beside, "{columns}");
        assert_eq!(
            below(columns).join(" "),
            if columns < 12 { "showing “survei llance”" } else { showing },
            "{columns}"
        );
    }
}

#[test]
fn what_is_wrong_is_told_where_one_types_first() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(120, 30));
    press(&mut state, "/ type:kind:foo_zip:zap_date:x_by:nobody_in:gulag");
    let begins = |state: &State| {
        let told = finder(state).told_lines(200).into_iter();
        told.map(|told| told.words.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    let [source, kind, zip, date, actor] =
        ["no source is", "kind: no “foo”", "there is no", "a date is", "no actor is"];
    assert_eq!(begins(&state), [source, kind, zip, date, actor]);
    press(&mut state, "home");
    assert_eq!(begins(&state), [kind, zip, date, actor, source]);
    // All of it has room here, on a small screen the first.
    let seen = |state: &State| begins(state).into_iter().filter(|told| screen(state).contains(told.as_str())).count();
    assert_eq!(seen(&state), 5);
    let mut narrow = state.clone();
    update(&mut narrow, Action::Resize(size(20, 6)));
    assert!(screen(&narrow).contains("kind: no “foo”"), "{}", screen(&narrow));
}

#[test]
fn nothing_is_found_for_a_reason() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(120, 30));
    press(&mut state, "/");
    for (query, reason) in [
        ("", Nothing::Asked),
        ("tag:", Nothing::Asked),
        ("zip:zap", Nothing::Asked),
        ("zzzzzz", Nothing::Words),
        ("zzzzzz -prison", Nothing::Words),
        ("by:durov by:macron kind:question", Nothing::Fields),
        ("kind:question -kind:question", Nothing::LeftOut(10)),
        ("prison -kind:argument -kind:position -kind:question", Nothing::LeftOut(4)),
    ] {
        press(&mut state, &format!("ctrl-u type:{}", query.replace(' ', "_")));
        assert_eq!((finder(&state).nothing(), finder(&state).total()), (reason, 0), "{query}");
    }
}

#[test]
fn the_last_queries_outlive_the_program() {
    let debate = debate(BUILT_IN);
    let mut marks = Marks::default();
    let mut state = open_with(&debate, marks.clone(), size(100, 40));
    for keys in ["/ type:prison enter", "/ type:durov enter", "/ type:zzzz esc", "/ type:prison enter"] {
        for effect in press(&mut state, keys) {
            if let Effect::Keep(0, change) = effect {
                marks.apply(&change);
            }
        }
    }
    assert_eq!(marks.queries, ["durov", "prison"]);
    let kept = Marks::from_json(&marks.to_json("a debate")).expect("marks");
    let mut state = open_with(&debate, kept, size(100, 40));
    assert_eq!(state.searches().queries(), ["durov", "prison"]);
    press(&mut state, "/ ctrl-p ctrl-p");
    assert_eq!(finder(&state).typed().text(), "durov");
    // Not without an end.
    (0..100).for_each(|number| marks.apply(&Change::Searched(format!("query {number}"))));
    assert_eq!((marks.queries.len(), marks.queries.last().map(String::as_str)), (50, Some("query 99")));
}

#[test]
fn hits_stand_together_under_their_question_with_their_number() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/ type:prison ctrl-g");
    let headings = |state: &State| -> Vec<(String, String)> {
        let rows = finder(state).rows(state.size()).filter_map(|row| match row {
            Row::Heading { group } => finder(state).heading(group, state),
            Row::Hit { .. } => None,
        });
        rows.collect()
    };
    let told = headings(&state);
    let hits: usize =
        told.iter().map(|(_, hits)| hits.split(' ').next().map_or(0, |hits| hits.parse().expect("a number"))).sum();
    assert_eq!(hits, 4, "{told:?}");
    assert!(told[0].0.ends_with('?'), "{told:?}");
    // What is no statement has its own heading; the first row has one wherever the list begins.
    press(&mut state, "ctrl-u type:telegram");
    for _ in 0..60 {
        press(&mut state, "pagedown");
        let rows: Vec<Row> = finder(&state).rows(state.size()).collect();
        assert!(matches!(rows.first(), Some(Row::Heading { .. })), "{rows:?}");
        let chosen = finder(&state).selection().row();
        assert!(rows.contains(&Row::Hit { row: chosen, line: 1 }), "{chosen} {rows:?}");
    }
    assert_eq!(finder(&state).selection().row(), finder(&state).total() - 1);
}

#[test]
fn tab_completes_fields_and_their_values_one_after_the_other() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    for (keys, expected) in [
        ("/ type:prison_b tab", "prison by:"),
        ("type:gold tab", "prison by:goldman"),
        ("type:_kind:p tab", "prison by:goldman kind:position"),
        ("tab", "prison by:goldman kind:premise"),
        // What was typed is among them.
        ("tab", "prison by:goldman kind:p"),
        ("tab", "prison by:goldman kind:position"),
        ("backtab", "prison by:goldman kind:p"),
        ("backtab", "prison by:goldman kind:premise"),
        ("ctrl-u type:i tab tab", "is:"),
        ("ctrl-u type:zz tab", "zz"),
        // Words of the debate: names as they are written.
        ("ctrl-u type:telegr tab", "Telegram"),
        ("ctrl-u type:surveill tab", "surveillance"),
        ("ctrl-u type:tlgrm tab", "Telegram"),
        ("ctrl-u type:\"free_spee tab", "\"free spee"),
        ("ctrl-u type:encr tab tab backtab", "encryption"),
        // What has the letters of a name or an id, after what begins so.
        ("ctrl-u type:by:mrkz tab", "by:zuckerberg"),
        ("ctrl-u type:near:frpris tab", "near:fear-of-prison"),
        ("ctrl-u type:tag:srv tab", "tag:surveillance"),
        ("ctrl-u type:kind:rbt tab", "kind:rebuttal"),
        ("ctrl-u type:date:202 tab", "date:2024"),
        // What is whole is complete first, at the end of the line with a blank behind; then others that begin with it.
        ("ctrl-u type:by:durov tab", "by:durov "),
        ("tab", "by:durov-lawyer"),
        ("backtab", "by:durov"),
        ("ctrl-u type:by:durov backtab tab", "by:durov"),
        ("ctrl-u type:law tab", "law "),
        ("tab", "laws"),
        ("backtab", "law"),
        ("ctrl-u type:law tab type:speech", "law speech"),
        ("ctrl-u type:law_speech home right right right tab", "laws speech"),
    ] {
        press(&mut state, keys);
        assert_eq!(finder(&state).typed().text(), expected, "{keys}");
    }
    // Nothing longer begins so, or nothing is known of what follows, or nothing was typed.
    for keys in ["ctrl-u type:zzz tab", "ctrl-u type:durov tab", "ctrl-u type:\"the_head_o tab", "ctrl-u tab"] {
        press(&mut state, keys);
        assert_eq!(state.message(), Some("there is nothing to offer here"), "{keys}");
    }
    let is_offered = |state: &State| screen(state).lines().last().is_some_and(|line| line.contains("complete"));
    assert!(!is_offered(&state), "{}", screen(&state));
    press(&mut state, "ctrl-u type:sur");
    assert!(is_offered(&state), "{}", screen(&state));
}

#[test]
fn values_are_shown_before_they_are_asked_for() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    for (query, first) in [
        ("by:", Some("durov (Pavel Durov)")),
        ("by:gold", Some("goldman (Eric Goldman)")),
        ("kind:", Some("question  position  argument")),
        ("kind:question", None),
        ("zzz_is:un", Some("unanswered  unsourced  unread")),
        ("innov", Some("innovation  ")),
        ("zzz", None),
    ] {
        press(&mut state, &format!("ctrl-u / ctrl-u type:{query}"));
        let told = finder(&state).told_lines(90).into_iter().next().map(|told| told.words);
        assert_eq!(told.is_some(), first.is_some(), "{query}: {told:?}");
        let begins = first.is_none_or(|first| told.as_ref().is_some_and(|told| told.starts_with(first)));
        assert!(begins, "{query}: {told:?}");
    }
}

#[test]
fn the_examples_find_something_in_every_debate() {
    for debate in [debate(BUILT_IN), debate(TRAINS.as_bytes())] {
        let index = Index::new(&debate);
        let examples = examples(&debate);
        assert!(examples.len() >= 9, "{examples:?}");
        for (example, _) in examples {
            let results = index.search(&debate, &example, 1);
            assert_eq!(results.query.faults(), [], "{example}");
            assert!(results.total > 0 || ["is:", "has:"].iter().any(|field| example.starts_with(field)), "{example}");
        }
    }
}

#[test]
fn the_letters_that_were_typed_are_marked_in_what_they_may_become() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/");
    for (query, expected) in [
        ("statem", "[statem]ent  [statem]ents"),
        ("tlgrm", "[T]e[l]e[gr]a[m]"),
        ("by:mrkz", "zuckerberg ([M]a[rk] [Z]uckerberg)"),
        ("near:frpris", "[f]ea[r]-of-[pris]on ("),
        ("b", "[b]y:  "),
    ] {
        press(&mut state, &format!("ctrl-u type:{query}"));
        let told = finder(&state).told_lines(90).into_iter().rfind(|told| !told.marks.is_empty()).expect(query);
        let mut words = told.words;
        for mark in told.marks.iter().rev() {
            words.insert(mark.end, ']');
            words.insert(mark.start, '[');
        }
        assert!(words.starts_with(expected), "{query}: {words}");
    }
}

#[test]
fn words_that_may_be_meant_take_no_room_from_hits() {
    let debate = debate(BUILT_IN);
    for (width, height) in [(120, 36), (80, 24), (40, 12), (40, 8), (20, 6), (12, 4)] {
        let mut state = open(&[&debate], size(width, height));
        press(&mut state, "/ type:surveill");
        let with = finder(&state).rows(size(width, height)).count();
        press(&mut state, "type:ance_");
        assert_eq!(finder(&state).rows(size(width, height)).count(), with, "{width}x{height}");
    }
}

/// The screen from the row under the typed line on, in small letters.
fn below(state: &State) -> String {
    let screen = screen(state).to_lowercase();
    screen.lines().skip_while(|line| !line.contains('/')).skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_matched_words_are_on_the_screen_at_every_size() {
    let debate = debate(BUILT_IN);
    for (query, wanted) in [
        ("\"sounded the drums\"", "sounded the drums"),
        ("\"political persecution\"", "political persecution"),
        ("platform ecology", "platform ecology"),
        ("\"collective opposition\"", "collective opposition"),
        ("\"no innovator will\"", "no innovator will"),
        ("\"established practice\"", "established practice"),
        ("to enable surv", "enable surv"),
        ("\"could turn spain\"", "could turn spain"),
    ] {
        for (width, height) in [(200, 60), (120, 30), (80, 24), (60, 14), (40, 12), (20, 6)] {
            let mut state = open(&[&debate], size(width, height));
            press(&mut state, &format!("/ type:{}", query.replace(' ', "_")));
            // Where there is no room for all of them, one.
            let below = below(&state);
            let is_there = if width < 40 {
                wanted.split(' ').any(|word| word.len() > 3 && below.contains(word))
            } else {
                below.contains(wanted)
            };
            assert!(is_there, "{query} at {width}x{height}:\n{}", screen(&state));
        }
    }
}

#[test]
fn letters_of_a_speaker_and_of_an_id_are_marked_where_they_stand() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(120, 36));
    press(&mut state, "/ type:franksinnov");
    let found = finder(&state).found(0).expect("a hit");
    let (names, marks) = &found.speakers;
    let letters: Vec<&str> = marks.iter().map(|mark| &names[mark.clone()]).collect();
    assert_eq!((names.as_str(), letters), ("Mary Anne Franks", vec!["Franks"]));
    let id = found.passages.needed.first().expect("an id");
    let letters: Vec<&str> = id.matches.iter().map(|mark| &id.text[mark.clone()]).collect();
    assert_eq!((id.field, letters), (Field::Id, vec!["innov"]));
    assert!(screen(&state).contains("by letters of a name"), "{}", screen(&state));
    assert!(below(&state).contains("id: harm-ignored-is-no-innovation"), "{}", screen(&state));
}

#[test]
fn every_word_of_a_hit_is_shown_with_the_field_that_has_it() {
    let debate = debate(BUILT_IN);
    for (query, id, needed) in [
        // In the speaker and in the id.
        ("macron_political", "yes-political", "id: yes-[political]"),
        // One in a tag, the other in an id or in a note.
        (
            "france_encryption",
            "back-door-refused-to-france",
            "tag: [encryption]; note: No other article reports that [France]",
        ),
        ("fear_innovator", "fear-of-prison", ""),
    ] {
        let mut state = open(&[&debate], size(120, 36));
        press(&mut state, &format!("/ type:{query}"));
        let place = Place::Statement(debate.statement_by_id(id).expect(id));
        let row = finder(&state).hits().position(|(_, hit)| hit == place).expect(id);
        for _ in 0..row {
            press(&mut state, "down");
        }
        let passages = &finder(&state).found(row).expect(id).passages;
        let told = |passage: &Passage| {
            let mut text = passage.text.to_string();
            for mark in passage.matches.iter().rev() {
                text.insert(mark.end, ']');
                text.insert(mark.start, '[');
            }
            format!("{}: {}", passage.field.word(), text.split(" asked").next().unwrap_or_default())
        };
        let all: Vec<String> = passages.needed.iter().map(told).collect();
        assert_eq!(all.join("; "), needed, "{query}");
        let preview = below(&state);
        for passage in passages.needed.iter().chain(&passages.others) {
            let begins = format!("{}: ", passage.field.word());
            let is_there = passage.field == Field::Quote || preview.lines().any(|line| line.contains(&begins));
            assert!(is_there, "{query} {begins}:\n{}", screen(&state));
        }
    }
}

#[test]
fn a_name_that_only_begins_so_stands_behind_the_word_itself() {
    let debate = debate(BUILT_IN);
    let index = Index::new(&debate);
    for (query, name) in [("state", "first-words-reporter"), ("law", "durov-lawyer")] {
        let hits = index.search(&debate, query, 100).hits;
        let named = debate.actor_by_id(name).map(Entry::Actor).expect(name);
        let row = hits.iter().position(|hit| hit.entry == named).expect(name);
        assert!(row >= 10, "{query}: {row}");
    }
    // Where nothing has the word, the name is meant.
    let first = index.search(&debate, "durovs lawy", 1).hits.first().map(|hit| hit.entry);
    assert_eq!(first, debate.actor_by_id("durov-lawyer").map(Entry::Actor));
}

#[test]
fn names_are_found_by_letters_of_words_from_the_first_one_on() {
    let debate = debate(BUILT_IN);
    let index = Index::new(&debate);
    let found = |query: &str| -> Vec<String> {
        let hits = index.search(&debate, query, 3).hits.into_iter().filter(Hit::is_by_letters);
        let id = |hit: Hit| match hit.entry {
            Entry::Statement(index) => debate.statement(index).id.to_string(),
            Entry::Actor(index) => debate.actor(index).id.to_string(),
            Entry::Source(index) => debate.source(index).id.to_string(),
            other => format!("{other:?}"),
        };
        hits.map(id).collect()
    };
    for (query, expected) in [
        ("elnmsk", "musk"),
        ("mrkzuck", "zuckerberg"),
        ("zckrbrg", "zuckerberg"),
        ("pdrsnchz", "sanchez"),
        ("durvlaw", "durov-lawyer"),
        ("drvlawyer", "durov-lawyer"),
        ("frofpris", "fear-of-prison"),
        ("frpris", "fear-of-prison"),
        ("fearprsn", "fear-of-prison"),
        ("mssmess", "mass-message-reporter, mass-message"),
        ("tlgrmsg", "mass-message"),
        // A word that is known brings nothing more by letters but what it begins.
        ("fear", ""),
        ("deny", ""),
        ("xyzzyplugh", ""),
    ] {
        assert_eq!(found(query).join(", "), expected, "{query}");
    }
}

#[test]
fn the_preview_says_which_passage_of_a_long_text_it_shows() {
    let long = "Whales sing at night. ".repeat(400);
    let text = format!(
        "agon: 1\ntitle: Long\nactors: {{a: {{name: Ana}}}}\nquestions: {{q: {{text: Why?}}}}\npositions:\n  p:\n    \
         answers: q\n    text: So.\n    note: \"{long}Zebras.\"\n    said: {{by: a, quote: \"{long}Quokkas.\"}}\n"
    );
    let debate = debate(text.as_bytes());
    for (query, expected) in [("zebras", "note: …"), ("quokkas", "“…")] {
        let mut state = open(&[&debate], size(120, 36));
        press(&mut state, &format!("/ type:{query}"));
        let preview = below(&state);
        let rule = preview.lines().position(|line| line.contains("────────")).expect("a rule");
        let is_there = preview.lines().skip(rule).any(|line| line.contains(expected));
        assert!(
            is_there && preview.lines().skip(rule).any(|line| line.contains(query)),
            "{query}:\n{}",
            screen(&state)
        );
    }
}

#[test]
fn a_hit_with_some_of_the_words_says_which_it_has_not() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 30));
    press(&mut state, "/ type:durov_prison_regnier");
    let missing = |row| finder(&state).found(row).map(|found| found.missing.join(" "));
    let missing: Vec<String> = (0..3).map_while(missing).collect();
    assert!(missing.iter().all(|word| ["durov", "prison", "regnier"].contains(&word.as_str())), "{missing:?}");
    assert!(below(&state).contains(&format!("without {}", missing[0])), "{}", screen(&state));
    press(&mut state, "ctrl-u type:prison");
    assert_eq!(finder(&state).found(0).expect("a hit").missing, [""; 0]);
}

#[test]
fn of_a_very_long_text_the_place_of_the_match_is_shown() {
    let text = "Whales sing at night. ".repeat(1_000) + "Needle. " + &"Whales sing by day. ".repeat(1_000);
    let long = debate(format!("agon: 1\ntitle: Long\nquestions:\n  q: {{text: {text}}}\n").as_bytes());
    for (width, height) in [(120, 30), (80, 24)] {
        let mut state = open(&[&long], size(width, height));
        press(&mut state, "/ type:needle");
        assert_eq!(below(&state).matches("needle").count(), 2, "{}", screen(&state));
    }
}

#[test]
fn a_low_box_shows_the_chosen_hit_whole_where_rows_are_left() {
    let debate = debate(BUILT_IN);
    for ((width, height), query, has_preview) in [
        ((60, 16), "prime", true),
        ((60, 16), "durov", false),
        ((60, 16), "xyzzyxyzzy", false),
        ((40, 12), "prime", false),
        ((40, 12), "is:answered_xyzzy", false),
        ((100, 40), "durov", true),
    ] {
        let mut state = open(&[&debate], size(width, height));
        press(&mut state, &format!("/ type:{query}"));
        let areas = finder(&state).areas(state.size());
        assert_eq!(areas.preview.is_some(), has_preview, "{width}x{height} {query}: {}", screen(&state));
    }
}

#[test]
fn a_role_that_was_found_stands_once_in_a_hit() {
    let debate = debate(BUILT_IN);
    // With a row for it, on the row of the rest, and in the preview.
    for ((width, height), query, times) in [((100, 40), "prime", 2), ((40, 12), "prime", 1), ((120, 20), "minister", 1)]
    {
        let mut state = open(&[&debate], size(width, height));
        press(&mut state, &format!("/ type:{query}"));
        let told = screen(&state).matches("Prime Minister of Spain").count();
        assert_eq!(told, times, "{width}x{height} {query}: {}", screen(&state));
    }
}

#[test]
fn the_way_to_a_hit_stands_in_narrow_rows() {
    let debate = debate(BUILT_IN);
    for (width, height) in [(60, 16), (40, 12)] {
        let mut state = open(&[&debate], size(width, height));
        press(&mut state, "/ type:encrypted");
        let shown = screen(&state);
        assert!(shown.contains("… › Partly…"), "{shown}");
    }
}

#[test]
fn a_line_that_is_full_says_so() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(100, 40));
    press(&mut state, "/");
    update(&mut state, Action::Paste("turn Spain\ninto a surveillance state".to_owned()));
    assert_eq!(finder(&state).typed().text(), "turn Spain into a surveillance state");
    press(&mut state, "ctrl-u");
    update(&mut state, Action::Paste("durov\n".repeat(1_000)));
    assert!(finder(&state).typed().text().ends_with(" durov"));
    assert!(screen(&state).contains("the line is full"), "{}", screen(&state));
    press(&mut state, "ctrl-w");
    assert!(!screen(&state).contains("the line is full"), "{}", screen(&state));
}
