//! Where the arrows lead.

use std::collections::HashSet;

use super::*;

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
    // As many as are remembered, however long one walks.
    for (from, to) in std::iter::repeat_n([("q", "yes"), ("yes", "empty"), ("empty", "q")], STEPS).flatten() {
        map.stepped(Way::Right, of(from), of(to));
    }
    assert_eq!((map.steps.len(), map.next(of("q"), Way::Left)), (STEPS, Some(of("empty"))));
    // Not any more when it is drawn anew.
    map.stepped(Way::Right, of("yes"), of("empty"));
    map.put(map.drawing.clone().expect("drawn"), None);
    assert_eq!(map.steps, []);
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
