use std::collections::HashSet;

use super::window::{Shown, around, away};
use super::*;
use crate::app::map::drawing::Zoom;
use crate::format::{Origin, read};
use crate::map::Size;

const YAML: &str = "
agon: 1
title: T
actors: {ana: {name: Ana}, bo: {name: Bo}}
questions: {q: {text: Should night trains be subsidised?}}
positions:
  yes: {answers: q, text: 'Yes: they save more than they cost.', said: {by: ana}}
  no: {answers: q, text: 'No: few people use them.', said: {by: bo}}
arguments:
  fuel: {text: Planes pay no tax on fuel and never did., supports: yes, said: {by: ana}}
  empty: {text: They run empty in winter., rebuts: yes, supports: no, said: {by: bo}}
  winter: {text: That counts only winter., undercuts: {argument: empty, on: yes}, said: {by: ana}}
";

fn debate() -> Arc<Debate> {
    Arc::new(read(YAML.as_bytes(), &Origin::named("test")).expect("a debate"))
}

/// The map of all of it, as large as the screen.
fn map(debate: &Arc<Debate>, chosen: StatementIndex, columns: u16, rows: u16) -> Map {
    let mut map = Map::new(chosen);
    map.frame(Framing { focus: chosen, extent: Extent::Everything, zoom: None, direction: None });
    map.settle(debate, None, chosen, regions::Area { x: 0, y: 0, width: columns, height: rows });
    map
}

#[test]
fn a_step_back_leads_to_where_one_came_from() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let mut map = map(&debate, of("yes"), 160, 40);
    for from in ["yes", "no"] {
        map.stepped(Way::Right, of(from), of("empty"));
        assert_eq!(map.next(of("empty"), Way::Left), Some(of(from)));
    }
    // Not from elsewhere.
    assert_eq!(map.next(of("q"), Way::Left), None);
    // The whole way back, step by step.
    map.stepped(Way::Left, of("q"), of("yes"));
    map.stepped(Way::Up, of("yes"), of("no"));
    for (from, way, to) in [("no", Way::Down, "yes"), ("yes", Way::Right, "q")] {
        assert_eq!(map.next(of(from), way), Some(of(to)));
        map.stepped(way, of(from), of(to));
    }
    assert_eq!(map.steps, []);
    // Not any more when it is drawn anew.
    map.stepped(Way::Right, of("yes"), of("empty"));
    map.put(map.drawing.clone().expect("drawn"), None);
    assert_eq!(map.steps, []);
}

#[test]
fn as_much_stands_in_each_box_as_fits() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let told = [(160, 40), (100, 20), (100, 14), (100, 12), (60, 12), (9, 2)].map(|(columns, rows)| {
        let map = map(&debate, of("q"), columns, rows);
        (columns, rows, map.drawing().map(Drawing::zoom))
    });
    let (words, line) = (Some(Zoom::Words), Some(Zoom::Line));
    let expected = [(160, 40, words), (100, 20, line), (100, 14, line), (100, 12, line), (60, 12, words), (9, 2, line)];
    assert_eq!(told, expected);
    assert_eq!(Zoom::Words.next(true), None);
    assert_eq!(Zoom::Words.next(false), Some(Zoom::Line));
    assert_eq!(Zoom::Line.next(false), Some(Zoom::Sign));
    assert_eq!(Zoom::Sign.next(false), None);
}

#[test]
fn a_box_tells_what_there_is_room_for() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    for (zoom, expected) in [
        (Zoom::Words, "+ Planes pay no tax on|  fuel and never did.|  Ana"),
        (Zoom::Line, "+ Planes pay no tax on|  fuel and never did."),
        (Zoom::Sign, "+"),
    ] {
        let mut map = map(&debate, of("fuel"), 60, 20);
        map.frame(Framing { zoom: Some(zoom), ..map.framing() });
        map.settle(&debate, None, of("fuel"), regions::Area { x: 0, y: 0, width: 60, height: 20 });
        let drawing = map.drawing().expect("it is small");
        let label = &drawing.labels()[drawing.place(of("fuel")).expect("it is on the map")];
        let lines: Vec<String> = label.lines.iter().map(crate::app::page::Line::text).collect();
        assert_eq!((lines.join("|").as_str(), drawing.zoom()), (expected, zoom));
    }
}

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
fn what_is_chosen_is_on_the_map() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let area = regions::Area { x: 0, y: 0, width: 60, height: 12 };
    let mut map = map(&debate, of("no"), 60, 12);
    assert!(map.toggle(&debate, of("no")) || map.folded() == 0);
    assert!(map.toggle(&debate, of("yes")));
    // It is folded up, and unfolds.
    map.settle(&debate, None, of("fuel"), area);
    assert_eq!((map.folded(), map.statements()), (0, (6, true)));
    // It is beyond the extent, which goes along.
    map.frame(Framing { focus: of("winter"), extent: Extent::Around(1), zoom: None, direction: None });
    map.settle(&debate, None, of("winter"), area);
    assert_eq!(map.statements(), (2, true));
    map.settle(&debate, None, of("q"), area);
    assert_eq!((map.framing().focus, map.statements()), (of("q"), (3, true)));
}

#[test]
fn only_the_drawing_that_was_asked_for_last_is_taken() {
    let debate = debate();
    let chosen = debate.statement_by_id("q").expect("q");
    let mut map = map(&debate, chosen, 60, 12);
    let before = map.drawing.clone().expect("drawn");
    map.awaited = true;
    map.take(map.serial + 1, &debate, Arc::clone(&before));
    assert!(map.is_awaited());
    map.take(map.serial, &debate, Arc::clone(&before));
    assert!(!map.is_awaited());
}

#[test]
fn a_first_look_is_followed_by_the_good_drawing_in_its_place() {
    let debate = debate();
    let chosen = debate.statement_by_id("q").expect("q");
    let mut map = map(&debate, chosen, 60, 12);
    map.awaited = true;
    let quick = Drawing::new(&map.drawn_on(&debate, Zooming::AsFits, Effort::Quick));
    map.take(map.serial, &debate, Arc::new(quick.clone()));
    assert!(map.is_awaited());
    let request = map.request().expect("it goes on");
    assert_eq!((request.effort, request.former.as_deref(), request.keeps_zoom), (Effort::Full, Some(&quick), true));
    map.take(map.serial, &debate, Arc::new(Drawing::new(&request)));
    assert!(!map.is_awaited());
    assert_eq!(map.request(), None);
}

/// Questions with so many positions, each in as many words.
fn positions(number: usize, words: &str) -> Arc<Debate> {
    let position = |place| format!("  p{place}: {{answers: q, text: 'Position {place}, {words}.'}}\n");
    let positions: String = (0..number).map(position).collect();
    let yaml = format!("agon: 1\ntitle: T\nquestions: {{q: {{text: What is to be done?}}}}\npositions:\n{positions}");
    Arc::new(read(yaml.as_bytes(), &Origin::named("test")).expect("a debate"))
}

/// How wide the widest box is inside, sign and all, and how many lines it has, of those that are not the question's.
fn told(map: &Map) -> (Zoom, usize, usize) {
    let drawing = map.drawing().expect("drawn");
    let labels = || drawing.labels().iter().skip(1);
    let widest = labels().flat_map(|label| &label.lines).map(|line| crate::app::wording::width(&line.text()));
    (drawing.zoom(), widest.max().expect("words"), labels().map(|label| label.lines.len()).max().expect("lines"))
}

#[test]
fn words_are_as_wide_and_as_many_as_there_is_room_for() {
    let words =
        "which is told in so many words that one box has lines enough for them to be cut somewhere in the middle";
    for (number, columns, rows, expected, fits) in [
        (4, 120, 40, (Zoom::Words, 44, 3), (true, true)),
        (4, 74, 40, (Zoom::Words, 38, 4), (true, true)),
        (4, 60, 40, (Zoom::Words, 24, 6), (true, true)),
        (4, 120, 20, (Zoom::Line, 44, 2), (true, true)),
        (4, 120, 16, (Zoom::Line, 45, 1), (true, true)),
        // It does not fit: as wide as the screen, and words one can read.
        (4, 120, 10, (Zoom::Line, 44, 3), (true, false)),
        (4, 50, 10, (Zoom::Line, 20, 3), (true, false)),
        (4, 36, 10, (Zoom::Line, 27, 3), (false, false)),
        (40, 120, 40, (Zoom::Line, 45, 2), (true, false)),
        // Not even one box does.
        (4, 12, 4, (Zoom::Line, 8, 3), (false, false)),
    ] {
        let debate = positions(number, words);
        let map = map(&debate, debate.statement_by_id("q").expect("q"), columns, rows);
        let drawing = map.drawing().expect("drawn");
        assert_eq!((told(&map), drawing.fits((columns, rows))), (expected, fits), "{number} on {columns} by {rows}");
    }
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
fn no_word_is_broken_that_can_be_helped() {
    for (words, columns, expected) in [
        (
            "of the Donaudampfschifffahrtsgesellschaft",
            80,
            vec!["◆ Position 0, of the", "  Donaudampfschifffahrtsgesellschaft."],
        ),
        ("of the inventiveness", 24, vec!["◆ Position 0, of the", "  inventiveness."]),
        (
            "of the Donaudampfschifffahrtsgesellschaft",
            24,
            vec!["◆ Position 0, of the", "  Donaudampfschifffa", "  hrtsgesellschaft."],
        ),
        ("討論討論討論討論討論", 24, vec!["◆ Position 0, 討論討", "  論討論討論討論."]),
        (
            "e\u{301}te\u{301} apre\u{301}s la cle\u{301}",
            24,
            vec!["◆ Position 0, e\u{301}te\u{301}", "  apre\u{301}s la cle\u{301}."],
        ),
    ] {
        let debate = positions(1, words);
        let map = map(&debate, debate.statement_by_id("q").expect("q"), columns, 40);
        let drawing = map.drawing().expect("drawn");
        let lines: Vec<String> = drawing.labels()[1].lines.iter().map(crate::app::page::Line::text).collect();
        assert_eq!(lines, expected, "{columns}");
    }
}

#[test]
fn a_fold_and_a_new_size_keep_what_is_told_as_far_as_it_fits() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let area = |width, height| regions::Area { x: 0, y: 0, width, height };
    let mut map = map(&debate, of("q"), 60, 8);
    let measure = |map: &Map| map.drawing().expect("drawn").measure();
    let small = measure(&map);
    assert!(map.toggle(&debate, of("empty")));
    map.settle(&debate, None, of("q"), area(60, 8));
    assert_eq!(measure(&map), small);
    // A larger window has more, the same one again the same.
    map.settle(&debate, None, of("q"), area(160, 40));
    assert_eq!(told(&map).0, Zoom::Words);
    map.settle(&debate, None, of("q"), area(60, 8));
    assert_eq!(measure(&map), small);
    // A window that is not there asks for nothing.
    let serial = map.serial;
    map.settle(&debate, None, of("q"), area(0, 0));
    map.settle(&debate, None, of("q"), area(60, 8));
    assert_eq!(map.serial, serial);
}

#[test]
fn a_name_of_which_no_word_fits_gives_way_to_the_replies() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    for (id, columns, expected) in [
        ("yes", 40, Some("Ana · 1 reply")),
        ("yes", 13, Some("Ana · 1 reply")),
        ("yes", 12, Some("1 reply")),
        ("fuel", 40, Some("Ana")),
        ("fuel", 2, Some("A…")),
        ("q", 40, None),
    ] {
        assert_eq!(voices(&debate, of(id), columns).as_deref(), expected, "{id} in {columns}");
    }
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
fn a_map_begins_turned_where_only_so_it_comes_near_the_screen() {
    let chain = |links: usize| {
        let link = |link| format!("  a{link}: {{text: Link number {link} of the chain., rebuts: a{}}}\n", link - 1);
        let links: Vec<String> = (1..links).map(link).collect();
        let text = format!(
            "agon: 1\ntitle: T\nquestions: {{q: {{text: A chain?}}}}\npositions: {{a0: {{answers: q, text: It is.}}}}\n\
             arguments:\n{}",
            links.concat()
        );
        Arc::new(read(text.as_bytes(), &Origin::named("test")).expect("a debate"))
    };
    for (links, columns, rows, said, expected) in [
        // It fits beside each other.
        (2, 120, 40, None, Direction::Right),
        // It fits only so, and it fits no way, but so it is as wide as the screen.
        (5, 60, 40, None, Direction::Down),
        (80, 80, 18, None, Direction::Down),
        // What was said holds.
        (80, 80, 18, Some(Direction::Right), Direction::Right),
        (2, 120, 40, Some(Direction::Up), Direction::Up),
    ] {
        let debate = chain(links);
        let chosen = debate.statement_by_id("q").expect("q");
        let mut map = map(&debate, chosen, columns, rows);
        map.frame(Framing { direction: said, ..map.framing() });
        map.settle(&debate, None, chosen, regions::Area { x: 0, y: 0, width: columns, height: rows });
        let drawing = map.drawing.clone().or_else(|| map.request().map(|request| Arc::new(Drawing::new(&request))));
        assert_eq!(drawing.map(|drawing| drawing.direction()), Some(expected), "{links} {columns} {said:?}");
    }
}

fn built_in() -> Arc<Debate> {
    let bytes = include_bytes!("../../../data/platform-liability.yaml");
    Arc::new(read(bytes, &Origin::named("built in")).expect("it is sound"))
}

/// Brings everything into line, drawn elsewhere or at once.
fn settled(map: &mut Map, debate: &Arc<Debate>, chosen: StatementIndex, (width, height): (u16, u16)) {
    let area = regions::Area { x: 0, y: 0, width, height };
    map.settle(debate, None, chosen, area);
    while let Some(request) = map.request() {
        map.take(request.serial, debate, Arc::new(Drawing::new(&request)));
        map.settle(debate, None, chosen, area);
    }
}

#[test]
fn a_fold_leaves_everything_beside_the_same_others_and_unfolds_to_what_was() {
    let debate = built_in();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    let mut map = Map::new(of("no-charge-the-service"));
    map.frame(Framing { extent: Extent::Question, ..map.framing() });
    let size = (200, 60);
    let shown = |map: &mut Map, fold: StatementIndex| {
        assert!(map.toggle(&debate, fold));
        settled(map, &debate, fold, size);
        map.drawing.clone().expect("drawn")
    };
    settled(&mut map, &debate, of("no-charge-the-service"), size);
    let whole = map.drawing.clone().expect("drawn");
    let folds = ["no-charge-the-service", "weigh-within-existing-law"].map(of);
    let mut folded = Vec::new();
    for fold in folds {
        let drawing = shown(&mut map, fold);
        assert!(map.folded() > 0);
        assert_eq!(drawing.labels().len() + map.folded(), whole.labels().len());
        let places = |drawing: &Drawing| -> Vec<(i32, i32)> {
            let statements = drawing.labels().iter().filter_map(|label| label.statement);
            statements
                .filter(|at| map.statements.contains(at))
                .filter_map(|at| drawing.stood(at))
                .map(|at| (at.x, at.y))
                .collect()
        };
        let (before, after) = (places(&whole), places(&drawing));
        for (one, was) in before.iter().enumerate() {
            for (other, beside) in before[..one].iter().enumerate().filter(|(_, beside)| beside.0 == was.0) {
                assert_eq!(was.1.cmp(&beside.1), after[one].1.cmp(&after[other].1));
            }
        }
        folded.push(drawing.plan().clone());
        assert_eq!(shown(&mut map, fold), whole);
    }
    // Both, in whichever order.
    let mut both = Vec::new();
    for [first, second] in [folds, [folds[1], folds[0]]] {
        shown(&mut map, first);
        both.push(shown(&mut map, second).plan().clone());
        assert!(folded.contains(shown(&mut map, first).plan()));
        assert_eq!(shown(&mut map, second), whole);
    }
    assert_eq!(both[0], both[1]);
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
fn no_sign_of_a_line_stands_beside_who_speaks() {
    let debate = built_in();
    let mut whole = 0;
    for question in debate.roots().to_vec() {
        for size in [(200, 57), (120, 37), (80, 21)] {
            for (zoom, direction) in [(None, None), (Some(Zoom::Words), Some(Direction::Left))] {
                let mut map = Map::new(question);
                map.frame(Framing { extent: Extent::Question, zoom, direction, ..map.framing() });
                settled(&mut map, &debate, question, size);
                let drawing = map.drawing.clone().expect("drawn");
                for (place, label) in drawing.labels().iter().enumerate() {
                    let Size { rows, foot, .. } = label.size();
                    whole += usize::from(foot > 0);
                    assert!(!drawing.plan().has_sign_beside(place, rows, foot), "{label:?} {size:?} {zoom:?}");
                }
            }
        }
    }
    assert!(whole > 500, "{whole}");
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
            let (_, last) = debate.children(question).iter().map(|child| (child, child.statement)).last().expect("one");
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
fn the_straight_line_is_followed_first() {
    let debate = built_in();
    for question in debate.roots().to_vec() {
        let mut map = Map::new(question);
        map.frame(Framing { extent: Extent::Question, direction: Some(Direction::Right), ..map.framing() });
        settled(&mut map, &debate, question, (200, 60));
        let drawing = map.drawing.clone().expect("drawn");
        let place = drawing.place(question).expect("drawn");
        let straight = drawing.plan().straight(place, |from, to| from.x < to.x);
        let next = map.next(question, Way::Right).and_then(|next| drawing.place(next)).expect("a position");
        assert!(straight[next] || !straight.contains(&true), "{}", debate.statement(question).id);
    }
}

#[test]
fn every_box_is_reached_by_arrows() {
    let debate = built_in();
    let mut left_out = Vec::new();
    for question in debate.roots().to_vec() {
        for direction in [Direction::Right, Direction::Down] {
            let mut map = Map::new(question);
            map.frame(Framing { extent: Extent::Question, direction: Some(direction), ..map.framing() });
            settled(&mut map, &debate, question, (200, 60));
            let mut reached = HashSet::from([question]);
            let mut left = vec![question];
            while let Some(at) = left.pop() {
                let next = [Way::Up, Way::Down, Way::Left, Way::Right].into_iter().filter_map(|way| map.next(at, way));
                left.extend(next.filter(|next| reached.insert(*next)));
            }
            let drawing = map.drawing.clone().expect("drawn");
            assert_eq!(drawing.steps_given_up(), 0, "{direction:?} {}", debate.statement(question).id);
            let not = map.statements.iter().filter(|statement| !reached.contains(*statement));
            left_out.extend(
                not.map(|statement| (&*debate.statement(question).id, direction, &*debate.statement(*statement).id)),
            );
        }
    }
    assert_eq!(left_out, []);
}
