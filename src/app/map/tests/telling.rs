//! What boxes tell, for windows of every size.

use super::*;
use crate::app::map::drawing::Zoom;
use crate::map::Size;

/// How wide the widest box is inside, sign and all, and how many lines it has, of those that are not the question's.
fn told(map: &Map) -> (Zoom, usize, usize) {
    let drawing = map.drawing().expect("drawn");
    let labels = || drawing.labels().iter().skip(1);
    let widest = labels().flat_map(|label| &label.lines).map(|line| crate::app::wording::width(&line.text()));
    (drawing.zoom(), widest.max().expect("words"), labels().map(|label| label.lines.len()).max().expect("lines"))
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
