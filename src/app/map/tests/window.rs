//! Where the window stands on the map, and the overview in it.

use super::*;
use crate::app::map::window::{Shown, around, away};

#[test]
fn the_window_keeps_what_is_chosen_where_it_is() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let area = regions::Area { x: 0, y: 0, width: 50, height: 8 };
    let mut map = map(&debate, of("yes"), 50, 8);
    // Up and down there is nothing left to move it by when the map has become lower.
    let middle_of = |map: &Map| {
        let area = map.drawing().expect("drawn").area(of("yes")).expect("on the map");
        area.x + area.width / 2 - map.corner.x
    };
    let before = middle_of(&map);
    // What is unfolded and folded, and other boxes.
    assert!(map.toggle(&debate, of("empty")));
    map.settle(&debate, None, of("yes"), area);
    assert_eq!(middle_of(&map), before);
    assert_eq!(map.statements(), (5, true));
    // The window is moved, and another size keeps its middle.
    map.pan(7, 1);
    let moved = map.window();
    map.settle(&debate, None, of("yes"), area);
    assert_eq!(map.window(), moved);
    map.pan(i32::MAX, i32::MAX);
    let (width, height) = map.drawing().expect("drawn").plan().size();
    assert_eq!((map.window().x + 50, map.window().y + 8), (width, height));
}

#[test]
fn what_is_folded_up_leaves_no_blank_map() {
    let debate = positions(30, "of many");
    let question = debate.statement_by_id("q").expect("q");
    let area = regions::Area { x: 0, y: 0, width: 80, height: 20 };
    let mut map = map(&debate, question, 80, 20);
    assert!(map.drawing().is_some_and(|drawing| !drawing.fits((80, 20)).1) && map.overview(area).is_some());
    assert!(map.toggle(&debate, question));
    map.settle(&debate, None, question, area);
    let plan = map.drawing().expect("drawn").plan();
    let stands = plan.boxes()[0];
    assert_eq!((plan.boxes().len(), stands.x, stands.y, plan.size()), (1, 0, 0, (stands.width, stands.height)));
    assert_eq!(map.overview(area), None);
}

#[test]
fn the_overview_stands_where_it_covers_least_and_stays_there() {
    let debate = positions(40, "that is told in a few words");
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let area = regions::Area { x: 0, y: 0, width: 68, height: 24 };
    let mut map = map(&debate, of("q"), 68, 24);
    // The question is at the left, and all its positions at the right.
    let corner = |map: &Map| {
        let at = map.overview(area).expect("it is larger").area;
        (at.x > 0, at.y > 0)
    };
    assert_eq!(corner(&map), (false, true));
    // It goes where it would cover what is chosen, and is not drawn back.
    for (rows, expected) in [
        (5, (false, true)),
        (20, (false, true)),
        (-22, (false, true)),
        (-10, (false, false)),
        (10, (false, false)),
        (5, (false, true)),
    ] {
        map.pan(0, rows);
        map.settle(&debate, None, of("q"), area);
        assert_eq!(corner(&map), expected, "{rows}");
    }
    // What is chosen is never under it.
    for step in 0..40 {
        let chosen = of(&format!("p{step}"));
        map.settle(&debate, None, chosen, area);
        let (overview, window) = (map.overview(area).expect("it is larger").area, map.window());
        let cells = Area {
            x: window.x + i32::from(overview.x),
            y: window.y + i32::from(overview.y),
            width: i32::from(overview.width),
            height: i32::from(overview.height),
        };
        assert!(!map.drawing().expect("drawn").area(chosen).expect("on the map").meets(cells), "{step}");
        assert!(overview.width <= 24 && overview.height <= 12, "{overview:?}");
    }
}

#[test]
fn a_resize_keeps_what_is_in_the_middle_of_the_window() {
    let debate = built_in();
    let chosen = debate.statement_by_id("no-charge-the-service").expect("it is there");
    let mut map = Map::new(chosen);
    map.frame(Framing { extent: Extent::Question, ..map.framing() });
    let size = (100, 38);
    settled(&mut map, &debate, chosen, size);
    map.pan(150, 20);
    assert_eq!(map.shown(chosen), Shown::Nothing);
    let mut place = None;
    for size in [size, (101, 38), (100, 38), (100, 37), (99, 39)] {
        settled(&mut map, &debate, chosen, size);
        let drawing = map.drawing.clone().expect("drawn");
        let (at, area) = match place {
            None => {
                let at = map.in_the_middle(&drawing).expect("a box");
                (at, drawing.area(at).expect("drawn"))
            }
            Some((at, _)) => (at, drawing.area(at).expect("drawn")),
        };
        let on_screen = Point { x: area.x - map.corner.x, y: area.y - map.corner.y };
        let (_, before) = *place.get_or_insert((at, on_screen));
        assert!((on_screen.x - before.x).abs() <= 2 && (on_screen.y - before.y).abs() <= 2, "{on_screen:?} {before:?}");
        assert_eq!(map.shown(chosen), Shown::Nothing);
    }
}

#[test]
fn a_question_comes_with_those_of_its_positions_that_have_room() {
    let debate = built_in();
    for question in debate.roots().to_vec() {
        for size in [(200, 57), (120, 37), (100, 27)] {
            let mut map = Map::new(question);
            map.enter(question);
            settled(&mut map, &debate, question, size);
            map.frame(Framing { extent: Extent::Question, ..map.framing() });
            settled(&mut map, &debate, question, size);
            let drawing = map.drawing.clone().expect("drawn");
            let is_inside = |area: Area| around(area, map.window()) == map.window();
            let own = drawing.area(question).expect("drawn");
            assert!(is_inside(own), "{question:?} {size:?}");
            let areas = || debate.children(question).iter().filter_map(|child| drawing.area(child.statement));
            // The nearest of those that have room beside the question, so none where none has.
            let has_room = |area: &Area| {
                let both = around(own, *area);
                both.width <= map.window().width && both.height <= map.window().height
            };
            let nearest = areas().filter(has_room).min_by_key(|area| away(*area, own));
            assert!(nearest.is_none_or(is_inside), "{question:?} {size:?}");
            assert!(size.0 < 120 || nearest.is_some(), "{question:?} {size:?}");
            // Then it is the reader's to move.
            map.pan(1, 0);
            let window = map.window();
            settled(&mut map, &debate, question, size);
            assert_eq!(map.window(), window);
        }
    }
}

#[test]
fn a_box_that_is_larger_than_the_window_is_seen_from_its_beginning() {
    let debate = built_in();
    let chosen = debate.statement_by_id("no-charge-the-service").expect("it is there");
    let mut map = Map::new(chosen);
    settled(&mut map, &debate, chosen, (20, 4));
    let area = map.drawing().and_then(|drawing| drawing.area(chosen)).expect("drawn");
    assert!(area.height > 4);
    assert_eq!(map.window().y, area.y);
    map.pan(0, 2);
    map.centre();
    settled(&mut map, &debate, chosen, (20, 4));
    assert_eq!(map.window().y, area.y);
}

#[test]
fn the_window_stands_where_it_stood_when_all_is_as_before() {
    let debate = built_in();
    let mut moved = Vec::new();
    for question in debate.roots().iter().copied().step_by(3) {
        for (size, pan) in [((200, 57), (0, 0)), ((120, 37), (0, 9)), ((100, 27), (31, -7)), ((80, 21), (0, 0))] {
            let mut map = Map::new(question);
            map.frame(Framing { extent: Extent::Question, ..map.framing() });
            settled(&mut map, &debate, question, size);
            let last = debate.children(question).last().expect("a position").statement;
            for chosen in [question, last] {
                settled(&mut map, &debate, chosen, size);
                map.pan(pan.0, pan.1);
                let before = (map.window(), map.drawing.clone());
                let is_as_before = |map: &Map| (map.window(), &map.drawing) == (before.0, &before.1);
                // Folded and unfolded.
                if map.toggle(&debate, chosen) {
                    settled(&mut map, &debate, chosen, size);
                    assert!(map.toggle(&debate, chosen));
                    settled(&mut map, &debate, chosen, size);
                    if !is_as_before(&map) {
                        moved.push((&*debate.statement(chosen).id, size, "fold", before.0, map.window()));
                    }
                }
                // Other sizes and back again, and none at all on the way.
                for sizes in [&[(61, 19)][..], &[(201, 60), (0, 0)], &[(101, 38), (90, 3), (99, 12)]] {
                    for size in sizes.iter().chain([&size]) {
                        settled(&mut map, &debate, chosen, *size);
                    }
                    if !is_as_before(&map) {
                        moved.push((&*debate.statement(chosen).id, size, "size", before.0, map.window()));
                    }
                }
            }
        }
    }
    assert_eq!(moved, []);
}
