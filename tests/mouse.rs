//! Reading with the mouse. What is clicked on is looked for on the screen as it is drawn, so that what is hit is what is
//! seen.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use agon::app::wording::width;
use agon::app::{
    Action, Cell, Context, Effect, Mouse, MouseKind, Overlay, Reading, Shelf, ShelfEntry, State, View, update,
};
use support::{BUILT_IN, TRAINS, debate, lines_of_exchange, open, press, screen, size, whereabouts};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn done(state: &mut State, kind: MouseKind, x: u16, y: u16) -> Vec<Effect> {
    update(state, Action::Mouse(Mouse { kind, at: Cell { x, y } }))
}

/// The first cell of a text on the screen.
fn find(state: &State, text: &str) -> (u16, u16) {
    let screen = screen(state);
    let found = screen.lines().zip(0..).find_map(|(line, y)| Some((width(line.split_once(text)?.0), y)));
    let Some((x, y)) = found else { panic!("no {text:?} in\n{screen}") };
    (u16::try_from(x).expect("a column"), y)
}

/// Does what each step says: `click TEXT`, `at X,Y` for a click on a cell, else keys.
fn walk(state: &mut State, steps: &[&str]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for step in steps {
        let cell = if let Some(text) = step.strip_prefix("click ") {
            find(state, text)
        } else if let Some((x, y)) = step.strip_prefix("at ").and_then(|cell| cell.split_once(',')) {
            (x.parse().expect("a column"), y.parse().expect("a row"))
        } else {
            effects.extend(press(state, step));
            continue;
        };
        for kind in [MouseKind::Press, MouseKind::Release] {
            effects.extend(done(state, kind, cell.0, cell.1));
        }
    }
    effects
}

fn trains(width: u16, height: u16) -> State {
    open(&[&debate(TRAINS.as_bytes())], size(width, height)).with_mouse(true)
}

#[test]
fn a_click_does_what_a_key_on_the_same_thing_would() {
    for (steps, expected) in [
        // A row of the outline is selected, and gone to when it was already.
        (&["click Does anybody"][..], "sleep / sleep / outline"),
        (&["click Does anybody", "click Does anybody"], "sleep / sleep / page"),
        (&["click ▸", "click Yes: they"], "yes / yes / outline"),
        (&["click ▸", "click ▸", "click ▾", "j"], "sleep / sleep / outline"),
        // Closing a branch from outside takes the selection out of it.
        (&["E j j j", "click ▾"], "subsidy / subsidy / outline"),
        // Below the last row nothing happens.
        (&["j", "at 2,9"], "sleep / sleep / outline"),
    ] {
        for (width, height) in SIZES {
            let mut state = trains(width, height);
            assert_eq!(walk(&mut state, steps), [], "{steps:?}");
            assert_eq!(whereabouts(&state), expected, "{steps:?} at {width}×{height}");
            // Nor beside what stands on the lines at the edge, nor past the screen.
            for (x, y) in [(0, 0), (width - 1, height - 1), (width, 3), (3, height)] {
                walk(&mut state, &[&format!("at {x},{y}")]);
                assert_eq!(whereabouts(&state), expected, "{x},{y} at {width}×{height}");
            }
        }
    }
}

#[test]
fn beside_each_other_outline_and_page_take_the_focus_that_is_given_them() {
    for (steps, expected) in [
        (&["click 1 ◆"][..], "yes / yes / page"),
        (&["click 1 ◆", "backspace"], "subsidy / subsidy / page"),
        (&["click 1 ◆", "click ? Should"], "subsidy / subsidy / outline"),
        (&["click 2 positions"], "subsidy / subsidy / page"),
        (&["tab", "click ? Should"], "subsidy / subsidy / outline"),
        (&["tab", "click ? Should", "click ? Should"], "subsidy / subsidy / page"),
        (&["1", "click Ana Díaz"], "yes / actor ana / page"),
        // Views, and what is in them.
        (&["click People"], "subsidy / actor ana / outline"),
        (&["click People", "click Bo Lind"], "subsidy / actor bo / outline"),
        (&["click People", "click Bo Lind", "click Bo Lind"], "subsidy / actor bo / page"),
        (&["click Sources", "click A letter", "click Debate"], "subsidy / subsidy / outline"),
        // Hints.
        (&["1", "click ⌫ back"], "subsidy / subsidy / outline"),
        (&["click reply"], "subsidy / subsidy / outline"),
    ] {
        for (width, height) in &SIZES[..2] {
            let mut state = trains(*width, *height);
            // What cannot be done now is no hint.
            if steps.contains(&"click reply") && !screen(&state).contains("reply  ") {
                continue;
            }
            walk(&mut state, steps);
            assert_eq!(whereabouts(&state), expected, "{steps:?} at {width}×{height}");
        }
    }
}

#[test]
fn a_turn_of_the_exchange_is_chosen_and_then_read() {
    for (width, height) in SIZES {
        let mut state = trains(width, height);
        press(&mut state, "l l r x");
        walk(&mut state, &["click They run"]);
        if state.context() == Context::Exchange {
            press(&mut state, "k");
            walk(&mut state, &["click They run"]);
            assert_eq!(whereabouts(&state), "empty / empty / outline", "{width}×{height}");
            walk(&mut state, &["click They run"]);
        }
        assert_eq!(whereabouts(&state), "empty / empty / page", "{width}×{height}");
    }
}

#[test]
fn a_cell_of_the_grid_is_chosen_and_then_gone_to() {
    let cell = |state: &State| {
        let grid = state.reading().and_then(Reading::grid).map(|grid| (grid.row().row(), grid.column().row()));
        grid.unwrap_or((usize::MAX, usize::MAX))
    };
    for (width, height) in SIZES {
        let mut state = trains(width, height);
        press(&mut state, "w");
        let cells = state.regions().grid.expect("a grid");
        let at =
            |row: u16, column: u16| (cells.cells.x + column * cells.column + cells.column / 2, cells.cells.y + row);
        let (x, y) = at(1, 1);
        walk(&mut state, &[&format!("at {x},{y}")]);
        assert_eq!(cell(&state), (1, 1), "{width}×{height}");
        assert_eq!(whereabouts(&state), "no / no / outline");
        // What is chosen already is gone to, as Enter would.
        walk(&mut state, &[&format!("at {x},{y}")]);
        assert_eq!(whereabouts(&state), "no / no / page", "{width}×{height}");
        assert!(state.reading().and_then(Reading::grid).is_none());
        // An actor and a position are none that there are: nothing happens.
        press(&mut state, "backspace");
        assert_eq!(cell(&state), (1, 1));
        for (row, column) in [(2, 0), (0, 2)] {
            let (x, y) = at(row, column);
            walk(&mut state, &[&format!("at {x},{y}")]);
            assert_eq!(cell(&state), (1, 1), "{row},{column} at {width}×{height}");
        }
    }
}

#[test]
fn what_lies_over_the_screen_is_clicked_on_and_left() {
    for (width, height) in SIZES {
        let mut state = trains(width, height);
        // A hit is chosen, looked at, and gone to.
        walk(&mut state, &["/ type:winter", "click That counts only"]);
        let chosen = match state.overlay() {
            Some(Overlay::Search(finder)) => finder.selection().row(),
            _ => usize::MAX,
        };
        if chosen == usize::MAX {
            assert_eq!(whereabouts(&state).split(' ').next(), Some("winter"), "it was chosen already");
        } else {
            assert!(chosen > 0);
            walk(&mut state, &["click That counts only"]);
        }
        assert!(state.overlay().is_none());
        assert!(whereabouts(&state).starts_with("winter / winter"), "{}", whereabouts(&state));

        // A command is run.
        let mut state = trains(width, height);
        walk(&mut state, &[": type:next_vie", "click next view"]);
        assert_eq!(state.reading().map(Reading::view), Some(View::Exchange));

        // A click puts the cursor into what is typed.
        let mut state = trains(width, height);
        walk(&mut state, &["/ type:one_two", "click two", "type:x"]);
        let Some(Overlay::Search(finder)) = state.overlay() else { panic!("no search") };
        assert_eq!(finder.typed().text(), "one xtwo");
        let mut state = trains(width, height);
        walk(&mut state, &["A type:one enter type:two", "click ne", "type:x"]);
        let Some(Overlay::Note(note)) = state.overlay() else { panic!("no note") };
        assert_eq!(note.field().text(), "oxne\ntwo");
    }
    // Beside it the search, the commands and the keys are left, a note is not.
    for (steps, left) in [
        (&["/ type:winter", "at 0,5"][..], true),
        (&[":", "at 0,5"], true),
        (&["?", "at 0,5"], true),
        (&["A type:one", "at 0,5"], false),
        (&["?", "click Keys in"], false),
        (&["/ type:winter", "at 40,39"], false),
    ] {
        let mut state = trains(120, 40);
        walk(&mut state, steps);
        assert_eq!(state.overlay().is_none(), left, "{steps:?}");
        assert_eq!(whereabouts(&state), "subsidy / subsidy / outline", "{steps:?}");
    }
    let mut state = trains(120, 40);
    walk(&mut state, &["click all keys"]);
    assert_eq!(state.context(), Context::Help);
}

#[test]
fn the_hints_of_an_ascii_terminal_are_hit_where_they_stand() {
    let mut state = trains(120, 40).with_ascii(true);
    walk(&mut state, &["click all keys"]);
    assert_eq!(state.context(), Context::Help);
}

#[test]
fn a_debate_of_the_shelf_is_chosen_and_then_opened() {
    let entry = |name: &str, yaml: &[u8]| ShelfEntry {
        name: name.into(),
        debate: Ok(debate(yaml)),
        folder: None,
        is_stale: false,
    };
    let entries = vec![entry("platforms.yaml", BUILT_IN), entry("trains.yaml", TRAINS.as_bytes())];
    for (width, height) in SIZES {
        let mut state = State::new(Shelf { entries: entries.clone() }, size(width, height)).with_mouse(true);
        walk(&mut state, &["click Night trains"]);
        assert_eq!(whereabouts(&state), "shelf 1");
        walk(&mut state, &["click Night trains"]);
        assert_eq!(whereabouts(&state), "subsidy / subsidy / outline");
    }
}

/// The first row of the outline on the screen, the selected one, and the first line of the page.
fn places(state: &State) -> (usize, usize, usize) {
    let reading = state.reading().expect("a debate");
    let selection = reading.outline().selection();
    (selection.top(), selection.row(), reading.scroll())
}

#[test]
fn the_wheel_scrolls_what_is_under_it_three_lines_a_step() {
    let debate = debate(BUILT_IN);
    for (width, height) in SIZES {
        let mut state = open(&[&debate], size(width, height)).with_mouse(true);
        press(&mut state, "E");
        // The selected row goes along only as far as it must.
        assert_eq!(places(&state), (0, 0, 0));
        done(&mut state, MouseKind::WheelDown, 3, 5);
        assert_eq!(places(&state), (3, 3, 0), "{width}×{height}");
        press(&mut state, "j j");
        done(&mut state, MouseKind::WheelDown, 3, 5);
        assert_eq!(places(&state), (6, 6, 0));
        press(&mut state, "j");
        done(&mut state, MouseKind::WheelUp, 3, 5);
        assert_eq!(places(&state), (3, 7, 0));
        for kind in [MouseKind::WheelLeft, MouseKind::WheelRight] {
            done(&mut state, kind, 3, 5);
        }
        assert_eq!(places(&state), (3, 7, 0));
    }
    // The page is scrolled without the focus.
    let mut state = open(&[&debate], size(80, 12)).with_mouse(true);
    press(&mut state, "E j");
    let before = whereabouts(&state);
    done(&mut state, MouseKind::WheelDown, 60, 5);
    assert_eq!((places(&state), whereabouts(&state)), ((0, 1, 3), before));
    // Neither on the lines at the edge nor on the divider.
    for (x, y) in [(60, 0), (60, 11), (32, 5), (90, 5), (60, 40)] {
        done(&mut state, MouseKind::WheelDown, x, y);
        assert_eq!(places(&state), (0, 1, 3), "{x},{y}");
    }
}

#[test]
fn the_wheel_leads_through_a_list_and_an_exchange_to_their_ends_and_back() {
    let debate = debate(BUILT_IN);
    for (keys, view) in
        [("alt-7", View::Gaps), ("alt-6", View::Time), ("/ type:franks_innovation enter x", View::Exchange)]
    {
        for (width, height) in [(120, 40), (80, 24), (40, 12), (40, 5), (30, 3)] {
            let mut state = open(&[&debate], size(width, height)).with_mouse(true);
            press(&mut state, keys);
            let at = |state: &State| {
                let reading = state.reading().expect("a debate");
                assert_eq!(reading.view(), view);
                reading.listing().map_or_else(|| lines_of_exchange(state).0, |listing| listing.selection().top())
            };
            let rows = |state: &State| {
                let reading = state.reading().expect("a debate");
                reading.listing().map_or_else(|| lines_of_exchange(state).1, agon::app::listing::Listing::len)
            };
            for kind in [MouseKind::WheelUp, MouseKind::WheelDown, MouseKind::WheelUp] {
                for _ in 0..200 {
                    done(&mut state, kind, 3, height / 2);
                }
                let regions = state.regions();
                let shown = usize::from(regions.exchange.or(regions.outline).expect("an area").height);
                let expected = if kind == MouseKind::WheelDown { rows(&state).saturating_sub(shown) } else { 0 };
                // Where the screen is all but nothing, what is chosen has it, and not the heading above.
                let most = if expected == 0 && shown <= 3 { 1 } else { expected };
                assert!((expected..=most).contains(&at(&state)), "{keys} {kind:?} at {width}×{height}: {}", at(&state));
            }
        }
    }
}

#[test]
fn the_wheel_scrolls_what_lies_over_the_screen() {
    let debate = debate(BUILT_IN);
    let mut state = open(&[&debate], size(80, 24)).with_mouse(true);
    press(&mut state, "/ type:telegram");
    let before = screen(&state);
    done(&mut state, MouseKind::WheelDown, 40, 8);
    assert_ne!(screen(&state), before);
    done(&mut state, MouseKind::WheelUp, 40, 8);
    let first = |state: &State| match state.overlay() {
        Some(Overlay::Search(finder)) => Some(finder.selection().top()),
        Some(Overlay::Palette(palette)) => Some(palette.menu().selection().top()),
        Some(Overlay::Note(note)) => Some(note.top()),
        Some(Overlay::Help { scroll, .. }) => Some(*scroll),
        Some(Overlay::Filters(menu)) => Some(menu.selection().top()),
        Some(Overlay::Address(_) | Overlay::Copying(_)) | None => None,
    };
    assert_eq!(first(&state), Some(0));
    for (keys, expected) in [("esc :", 3), ("esc f", 3), ("esc ?", 3)] {
        press(&mut state, keys);
        done(&mut state, MouseKind::WheelDown, 40, 8);
        assert_eq!(first(&state), Some(expected), "{keys}");
        // What lies below is left alone.
        done(&mut state, MouseKind::WheelDown, 0, 8);
        assert_eq!(first(&state), Some(expected), "{keys}");
    }
    press(&mut state, "esc A");
    update(&mut state, Action::Paste("a\n".repeat(60)));
    let end = first(&state).expect("a note");
    done(&mut state, MouseKind::WheelUp, 40, 8);
    assert_eq!(first(&state), Some(end - 3));
}

#[test]
fn the_divider_is_dragged_and_keeps_its_share() {
    let mut state = trains(100, 30);
    let divider = |state: &State| state.regions().divider.map(|area| area.x);
    assert_eq!(divider(&state), Some(40));
    // Held by nobody it stays where it is.
    done(&mut state, MouseKind::Drag, 50, 9);
    done(&mut state, MouseKind::Press, 39, 20);
    done(&mut state, MouseKind::Drag, 50, 9);
    done(&mut state, MouseKind::Release, 50, 9);
    assert_eq!(divider(&state), Some(40));
    done(&mut state, MouseKind::Press, 40, 9);
    assert!(state.holds_divider());
    for (x, expected) in [(50, 50), (0, 16), (99, 71), (60, 60)] {
        done(&mut state, MouseKind::Drag, x, 3);
        assert_eq!(divider(&state), Some(expected));
    }
    done(&mut state, MouseKind::Release, 60, 3);
    done(&mut state, MouseKind::Drag, 20, 3);
    assert_eq!(divider(&state), Some(60));
    // By keys, in steps, and through other sizes.
    press(&mut state, "<");
    assert_eq!(divider(&state), Some(56));
    press(&mut state, "tab > >");
    assert_eq!(divider(&state), Some(64));
    for (width, expected) in [(200, Some(128)), (60, Some(31)), (59, None), (100, Some(64))] {
        update(&mut state, Action::Resize(size(width, 30)));
        assert_eq!(divider(&state), expected);
    }
    press(&mut state, "> > > >");
    assert_eq!((divider(&state), state.message()), (Some(71), Some("the page needs the rest of the screen")));
    update(&mut state, Action::Resize(size(40, 12)));
    press(&mut state, "<");
    assert_eq!(state.message(), Some("outline and page take turns on a screen as narrow as this"));
}

#[test]
fn the_mouse_is_turned_on_and_off_in_words() {
    let mut state = open(&[&debate(TRAINS.as_bytes())], size(120, 40));
    walk(&mut state, &["click Does anybody"]);
    assert_eq!(whereabouts(&state), "subsidy / subsidy / outline");
    assert_eq!(press(&mut state, "alt-m"), [Effect::Mouse(true)]);
    assert!(screen(&state).contains("hold Shift"));
    walk(&mut state, &["click Does anybody"]);
    assert_eq!(whereabouts(&state), "sleep / sleep / outline");
    assert_eq!(press(&mut state, "/ alt-m"), [Effect::Mouse(false)]);
    assert!(!state.mouse());
}

#[test]
fn the_map_is_clicked_on_and_moved() {
    for (steps, expected) in [
        (&["click They run"][..], "empty / empty / outline"),
        (&["click They run", "click They run"], "empty / empty / page"),
        // Beside the boxes there is nothing.
        (&["at 0,3"], "yes / yes / outline"),
    ] {
        let mut state = trains(149, 50);
        walk(&mut state, &["1", "c"]);
        walk(&mut state, steps);
        assert_eq!(whereabouts(&state), expected, "{steps:?}");
    }
    let mut state = trains(50, 28);
    walk(&mut state, &["l j c i i i i"]);
    let window = |state: &State| state.reading().and_then(Reading::map).expect("the map").window();
    let start = window(&state);
    done(&mut state, MouseKind::WheelRight, 5, 5);
    done(&mut state, MouseKind::WheelDown, 5, 5);
    let moved = window(&state);
    assert_ne!((moved.x, moved.y), (start.x, start.y));
    // A click on the overview moves the window there.
    let map = state.reading().and_then(Reading::map).expect("the map");
    let overview = map.overview(state.regions().map.expect("a window").window).expect("an overview").area;
    done(&mut state, MouseKind::Press, overview.x + 1, overview.y + 1);
    assert_eq!((window(&state).x, window(&state).y), (0, 0));
    assert_eq!(whereabouts(&state), "yes / yes / outline");
}
