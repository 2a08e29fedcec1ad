mod arrows;
mod telling;
mod window;

use super::*;
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

/// Questions with so many positions, each in as many words.
fn positions(number: usize, words: &str) -> Arc<Debate> {
    let position = |place| format!("  p{place}: {{answers: q, text: 'Position {place}, {words}.'}}\n");
    let positions: String = (0..number).map(position).collect();
    let yaml = format!("agon: 1\ntitle: T\nquestions: {{q: {{text: What is to be done?}}}}\npositions:\n{positions}");
    Arc::new(read(yaml.as_bytes(), &Origin::named("test")).expect("a debate"))
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
