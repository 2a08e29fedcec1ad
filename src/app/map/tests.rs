use super::*;
use crate::app::map::drawing::Zoom;
use crate::format::{Origin, read};

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
    // Not any more from elsewhere, or when it is drawn anew.
    assert_eq!(map.next(of("q"), Way::Left), None);
    map.put(map.drawing.clone().expect("drawn"));
    assert_eq!(map.step, None);
}

#[test]
fn as_much_stands_in_each_box_as_fits() {
    let debate = debate();
    let of = |id: &str| debate.statement_by_id(id).expect(id);
    for (columns, rows, expected) in [
        (160, 40, Zoom::Words),
        (100, 20, Zoom::Words),
        (100, 12, Zoom::Line),
        (60, 12, Zoom::Words),
        (60, 8, Zoom::Line),
        (9, 2, Zoom::Line),
    ] {
        let map = map(&debate, of("q"), columns, rows);
        assert_eq!(map.drawing().map(Drawing::zoom), Some(expected), "{columns} by {rows}");
    }
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
        (Zoom::Words, "Planes pay no tax on fuel|and never did.|Ana"),
        (Zoom::Line, "Planes pay no tax on fuel|and never did."),
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
