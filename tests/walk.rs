//! Walking a debate: tables of keys and where they lead.

mod support;

use agon::app::{Action, Effect, Overlay, Reading, State, View, update};
use agon::map::layout::Direction;
use agon::ui::Theme;
use support::{TRAINS, buffer, debate, lines_of_exchange, open, press, screen, size, whereabouts};

fn trains(width: u16, height: u16) -> State {
    open(&[&debate(TRAINS.as_bytes())], size(width, height))
}

#[test]
fn keys_lead_where_the_table_says() {
    for (keys, expected) in [
        ("", "subsidy / subsidy / outline"),
        ("down", "sleep / sleep / outline"),
        ("j k", "subsidy / subsidy / outline"),
        ("up", "subsidy / subsidy / outline"),
        ("G", "circle / circle / outline"),
        ("end home", "subsidy / subsidy / outline"),
        ("pagedown pageup", "subsidy / subsidy / outline"),
        // Opening and closing.
        ("l", "subsidy / subsidy / outline"),
        ("l l", "yes / yes / outline"),
        ("l l l l", "fuel / fuel / outline"),
        ("l l l j j", "empty / empty / outline"),
        ("l l l j h", "yes / yes / outline"),
        ("l l l j h h", "yes / yes / outline"),
        ("l l l j h h h", "subsidy / subsidy / outline"),
        ("space j", "yes / yes / outline"),
        ("space space j", "sleep / sleep / outline"),
        ("E j j j j", "winter / winter / outline"),
        ("E j j j j C", "subsidy / subsidy / outline"),
        // A circle is shown once and opens no further.
        ("G l l l l", "circle / circle / outline"),
        // The page and its links.
        ("tab", "subsidy / subsidy / page"),
        ("tab tab", "subsidy / subsidy / outline"),
        ("enter", "subsidy / subsidy / page"),
        ("enter esc", "subsidy / subsidy / outline"),
        ("enter h", "subsidy / subsidy / outline"),
        ("enter enter", "yes / yes / page"),
        ("enter j enter", "no / no / page"),
        ("1", "yes / yes / outline"),
        ("2", "no / no / outline"),
        ("9", "subsidy / subsidy / outline"),
        // A page numbers what a statement bears on first, then what bears on it.
        ("1 1", "subsidy / subsidy / outline"),
        ("1 2", "empty / empty / outline"),
        ("1 3", "fuel / fuel / outline"),
        // Replies, up, actors, sources.
        ("1 r", "empty / empty / outline"),
        ("1 r r", "winter / winter / outline"),
        ("1 r r r", "snow / snow / outline"),
        ("1 r r r r", "snow / snow / outline"),
        ("1 r r r u", "winter / winter / outline"),
        ("1 r u u u", "subsidy / subsidy / outline"),
        ("1 r r r 0", "subsidy / subsidy / outline"),
        ("1 r r r 0 backspace", "snow / snow / outline"),
        ("1 r enter 0", "subsidy / subsidy / page"),
        ("0", "subsidy / subsidy / outline"),
        // The next statement under the same one, from page to page too.
        ("1 enter J", "no / no / page"),
        ("1 enter J K", "yes / yes / page"),
        ("1 enter J backspace", "yes / yes / page"),
        ("1 a J", "yes / actor ana / page"),
        ("1 a", "yes / actor ana / page"),
        ("1 s", "yes / source hearing / page"),
        ("1 s a", "yes / actor ana / page"),
        ("a", "subsidy / subsidy / outline"),
        // The chosen link decides whose source and whose words.
        ("1 r enter j j s", "empty / source letter / page"),
        ("1 r enter j j a", "empty / actor ana / page"),
        // Back and forward.
        ("backspace", "subsidy / subsidy / outline"),
        ("1 r backspace", "yes / yes / outline"),
        ("1 r r backspace backspace backspace", "subsidy / subsidy / outline"),
        ("1 r r backspace backspace L", "empty / empty / outline"),
        ("1 r r backspace backspace L L L", "winter / winter / outline"),
        ("1 a backspace", "yes / yes / outline"),
        ("1 a H L", "yes / actor ana / page"),
        ("1 r backspace 3 L", "fuel / fuel / outline"),
        ("enter enter backspace", "subsidy / subsidy / page"),
        ("enter enter backspace backspace", "subsidy / subsidy / outline"),
        // From an actor's page to what they say, on the shortest way from a question.
        ("1 a enter", "yes / yes / page"),
        ("1 a 2", "fuel / fuel / page"),
        ("1 a 2 u", "yes / yes / page"),
        // Moving in the outline turns the page back to statements.
        ("1 a tab", "yes / actor ana / outline"),
        ("1 a tab k", "subsidy / subsidy / outline"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn views_keep_the_place_and_send_the_reader_back() {
    for (keys, expected) in [
        ("v v", "subsidy / actor ana / outline"),
        ("alt-3 j", "subsidy / actor bo / outline"),
        ("alt-3 G", "subsidy / actor bo / outline"),
        ("alt-3 backspace", "subsidy / subsidy / outline"),
        ("alt-7 j esc", "no / no / outline"),
        ("alt-3 esc backspace", "subsidy / actor ana / outline"),
        // Round all of them one comes back to where one was; the map is around what was chosen among the gaps.
        ("v v v v v v v v v", "subsidy / subsidy / outline"),
        ("alt-7 alt-9", "subsidy / subsidy / outline"),
        ("alt-7 j alt-9", "no / no / outline"),
        ("alt-7 j k alt-9", "sleep / sleep / outline"),
        ("V v", "subsidy / subsidy / outline"),
        // Who says it, and where.
        ("2 v v", "no / actor bo / outline"),
        ("2 v v v", "no / no / outline"),
        ("2 v v v v", "no / source letter / outline"),
        ("2 v v v v V V V V", "no / no / outline"),
        ("2 alt-5", "no / source letter / outline"),
        ("alt-5 alt-1", "subsidy / subsidy / outline"),
        // A statement that is chosen in a list is chosen in the outline too.
        ("alt-7", "subsidy / sleep / outline"),
        ("alt-7 j", "no / no / outline"),
        ("alt-7 j alt-1", "no / no / outline"),
        ("alt-7 alt-1", "subsidy / subsidy / outline"),
        // From the page of an actor to a statement, which the outline shows; and back to the list.
        ("alt-3 enter enter", "yes / yes / page"),
        ("alt-3 enter enter backspace", "subsidy / actor ana / page"),
        ("alt-3 enter enter backspace backspace", "subsidy / actor ana / outline"),
        ("alt-3 / type:luxury enter", "no / no / outline"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn the_grid_is_walked_and_entered() {
    for (keys, expected) in [
        // It is entered at what is shown: the position a statement leads to, and who says the statement.
        ("w", "subsidy / yes / outline", "ana yes"),
        ("1 2 w", "empty / yes / outline", "bo yes"),
        ("2 w", "no / no / outline", "bo no"),
        ("2 a w", "no / no / outline", "bo no"),
        ("1 x w", "yes / yes / outline", "ana yes"),
        // The outline follows when the reader moves, not before.
        ("w v V alt-1", "subsidy / subsidy / outline", "-"),
        ("w l", "no / no / outline", "ana no"),
        ("w l j", "no / no / outline", "bo no"),
        ("w l j h k", "yes / yes / outline", "ana yes"),
        ("w G", "yes / yes / outline", "bo yes"),
        ("w end", "no / no / outline", "ana no"),
        ("w end G home g", "yes / yes / outline", "ana yes"),
        ("w pagedown pagedown", "yes / yes / outline", "bo yes"),
        ("w l esc", "no / no / outline", "-"),
        // A cell leads to the position, or to the reply where there is no more than that.
        ("w enter", "yes / yes / page", "-"),
        ("w enter backspace", "subsidy / yes / outline", "ana yes"),
        ("w j enter", "empty / empty / page", "-"),
        ("w j enter backspace", "yes / yes / outline", "bo yes"),
        ("w j enter backspace k enter backspace", "yes / yes / outline", "ana yes"),
        ("w j a", "yes / actor bo / page", "-"),
        ("w j a w", "yes / yes / outline", "bo yes"),
        ("w j s", "yes / source letter / page", "-"),
        ("w j r", "empty / empty / outline", "-"),
        ("w x", "yes / yes / outline", "-"),
        ("w / type:pay_back enter", "yes / yes / outline", "-"),
    ]
    .map(|(keys, whereabouts, cell)| (keys, (whereabouts.to_owned(), cell.to_owned())))
    {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        let reading = state.reading().expect("reading");
        let cell = reading.grid().map_or_else(
            || "-".to_owned(),
            |grid| {
                let actor = grid.actor().map_or("", |actor| &*reading.debate().actor(actor).id);
                let position = grid.answer().map_or("", |answer| &*reading.debate().statement(answer.position).id);
                format!("{actor} {position}")
            },
        );
        assert_eq!((whereabouts(&state), cell), expected, "{keys}");
    }
}

#[test]
fn what_is_between_two_actors_is_found_from_either() {
    for (keys, expected) in [
        // From the page of one: who replies to them, and to whom they reply.
        ("1 a j enter", "yes / between ana bo / page"),
        ("1 a j enter backspace", "yes / actor ana / page"),
        // Any two, one after the other.
        ("alt-3 b j b", "subsidy / between ana bo / page"),
        ("alt-3 j b k b", "subsidy / between bo ana / page"),
        ("alt-3 b b j b", "subsidy / actor bo / outline"),
        ("w b j b", "yes / between ana bo / page"),
        ("1 a b backspace 2 a b", "empty / between ana bo / page"),
        // Its statements are links, and their threads one key away.
        ("alt-3 b j b j j enter", "yes / yes / page"),
        ("alt-3 b j b j j j enter", "empty / empty / page"),
        ("alt-3 b j b j j j x", "empty / empty / outline"),
        ("alt-3 b j b j j j x backspace", "subsidy / between ana bo / page"),
        ("alt-3 b j b j enter", "subsidy / actor bo / page"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn an_exchange_is_walked_turn_by_turn() {
    for (keys, expected) in [
        // From a question there is nothing but the question.
        ("x", "subsidy / subsidy / outline"),
        // The thread of replies runs from the claim down; the statement at hand is chosen.
        ("1 x", "yes / yes / outline"),
        ("1 x j", "empty / empty / outline"),
        ("1 x j j j", "snow / snow / outline"),
        ("1 x G", "snow / snow / outline"),
        ("1 x G k", "winter / winter / outline"),
        ("1 x G g", "yes / yes / outline"),
        ("1 r r x k", "empty / empty / outline"),
        ("1 r r x k enter", "empty / empty / page"),
        ("1 r r x k enter backspace", "empty / empty / outline"),
        ("1 r r x k esc", "empty / empty / outline"),
        ("1 r r x s", "winter / source hearing / page"),
        ("1 r r x k backspace", "winter / winter / outline"),
        ("1 x l", "yes / yes / outline"),
        ("1 x r", "empty / empty / outline"),
        ("1 x r r r r", "snow / snow / outline"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn the_replies_at_a_turn_are_stepped_through() {
    let yaml = "
agon: 1
title: T
questions: {q: {text: Q}}
positions: {p: {answers: q, text: P}}
arguments:
  one: {text: One, rebuts: p}
  two: {text: Two, undercuts: p}
  three: {text: Three, rebuts: two}
  four: {text: Four, rebuts: three, supports: q}
  five: {text: Five, rebuts: four}
  again: {text: Again, rebuts: [p, five]}
";
    let turns = |keys: &str| {
        let mut state = open(&[&debate(yaml.as_bytes())], size(100, 30));
        press(&mut state, keys);
        let reading = state.reading().expect("reading");
        let exchange = reading.exchange().expect("exchange");
        let turns = (0..exchange.len()).filter_map(|place| exchange.turn(reading.debate(), place));
        let turns: Vec<&str> = turns.map(|turn| &*reading.debate().statement(turn.statement).id).collect();
        format!("{} @{}", turns.join(" "), exchange.cursor())
    };
    for (keys, expected) in [
        ("l j x", "p one @0"),
        ("l j x j", "p one @1"),
        ("l j x j l", "p two three four five again @1"),
        ("l j x j l l", "p again @1"),
        ("l j x j l l l", "p one @1"),
        ("l j x j h", "p again @1"),
        ("l j x j R", "p two three four five again @1"),
        ("l j x j R k r", "p one @1"),
        // What replies, however the reader came to it, is shown with what it replies to.
        ("/ type:four enter x", "p two three four five again @3"),
    ] {
        assert_eq!(turns(keys), expected, "{keys}");
    }
}

#[test]
fn a_turn_higher_than_the_screen_is_read_to_its_end() {
    let long = "word ".repeat(120);
    let yaml = format!(
        "agon: 1\ntitle: T\nquestions: {{q: {{text: Q}}}}\npositions: {{p: {{answers: q, text: {long} end}}}}\n\
         arguments: {{r: {{text: {long} over, rebuts: p}}}}"
    );
    let mut state = open(&[&debate(yaml.as_bytes())], size(60, 12));
    press(&mut state, "l j x");
    let at = |state: &State| {
        let reading = state.reading().expect("a debate");
        (reading.exchange().expect("an exchange").cursor(), lines_of_exchange(state).0)
    };
    let mut seen = vec![at(&state)];
    for _ in 0..4 {
        press(&mut state, "j");
        seen.push(at(&state));
    }
    assert_eq!(seen, [(0, 0), (0, 4), (1, 15), (1, 22), (1, 22)]);
    for _ in 0..3 {
        press(&mut state, "k");
        seen.push(at(&state));
    }
    assert_eq!(seen[5..], [(1, 15), (0, 0), (0, 0)]);
    press(&mut state, "G");
    assert_eq!(at(&state).0, 1);
    press(&mut state, "g");
    assert_eq!(at(&state), (0, 0));
}

#[test]
fn on_a_narrow_screen_outline_and_page_take_turns() {
    for (keys, expected) in [
        ("enter", "subsidy / subsidy / page"),
        ("enter backspace", "subsidy / subsidy / outline"),
        ("enter enter", "yes / yes / page"),
        ("enter enter backspace", "subsidy / subsidy / page"),
        ("enter enter backspace backspace", "subsidy / subsidy / outline"),
        ("l l r", "empty / empty / page"),
        ("l l r backspace", "yes / yes / outline"),
        ("l l a", "yes / actor ana / page"),
        ("tab backspace", "subsidy / subsidy / outline"),
        ("/ type:luxury enter", "no / no / page"),
        // Coming to read what is selected already can be gone back, too.
        ("l l enter esc h / type:subsidised enter", "subsidy / subsidy / page"),
        ("l l enter esc h / type:subsidised enter backspace", "subsidy / subsidy / outline"),
    ] {
        let mut state = trains(40, 12);
        press(&mut state, keys);
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn search_goes_where_the_hit_is_and_leaving_it_changes_nothing() {
    for (keys, expected) in [
        ("/ type:luxury enter", "no / no / outline"),
        ("/ type:luxury enter backspace", "subsidy / subsidy / outline"),
        ("/ type:luxury esc", "subsidy / subsidy / outline"),
        ("/ type:luxury ctrl-u type:diaz enter", "subsidy / actor ana / page"),
        ("/ type:tax_plane enter", "fuel / fuel / outline"),
        ("/ type:wintre enter", "winter / winter / outline"),
        ("/ type:winter down enter", "empty / empty / outline"),
        ("/ type:winter down up enter", "winter / winter / outline"),
        ("/ type:zzzz enter esc", "subsidy / subsidy / outline"),
        ("/ type:hearing enter", "subsidy / source hearing / page"),
        ("/ type:q esc", "subsidy / subsidy / outline"),
        ("l j / type:luxury f1 esc enter", "no / no / outline"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert!(state.overlay().is_none(), "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn the_palette_runs_what_is_chosen() {
    for (keys, expected) in [
        (": type:close_all enter", "subsidy / subsidy / outline"),
        (": type:openbr enter j", "yes / yes / outline"),
        ("1 : type:actor enter", "yes / actor ana / page"),
        ("1 : type:firep enter", "empty / empty / outline"),
        (": type:other_pane enter", "subsidy / subsidy / page"),
        (": type:other esc", "subsidy / subsidy / outline"),
        (": type:zzz enter esc", "subsidy / subsidy / outline"),
        ("l J", "sleep / sleep / outline"),
        ("l l J", "no / no / outline"),
        ("l l J K", "yes / yes / outline"),
        ("l l J J", "no / no / outline"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [], "{keys}");
        assert!(state.overlay().is_none(), "{keys}");
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
    // What cannot run says why from there too; what is told by its number alone is not offered.
    let mut state = trains(100, 30);
    press(&mut state, ": type:first_reply enter");
    assert_eq!(state.message(), Some("this is a question: positions stand under it, and under each its replies"));
    press(&mut state, ": type:go_to_number");
    let Some(Overlay::Palette(palette)) = state.overlay() else { panic!("no palette") };
    let mut offers = (0..palette.menu().len()).filter_map(|row| palette.menu().offer(row));
    assert!(offers.all(|offer| offer.item.id != "go-to-number"));
}

#[test]
fn what_is_typed_in_the_search_runs_no_command() {
    let mut state = trains(100, 30);
    assert_eq!(press(&mut state, "/ type:q?jk/ backspace"), []);
    let Some(Overlay::Search(finder)) = state.overlay() else { panic!("no search") };
    assert_eq!(finder.typed().text(), "q?jk");
}

#[test]
fn leaving_and_stopping_are_effects() {
    for (keys, effect) in [
        ("q", Effect::Quit),
        ("ctrl-c", Effect::Quit),
        ("ctrl-z", Effect::Suspend),
        ("/ ctrl-c", Effect::Quit),
        ("/ ctrl-z", Effect::Suspend),
        ("? ctrl-c", Effect::Quit),
    ] {
        assert_eq!(press(&mut trains(100, 30), keys), [effect], "{keys}");
    }
    assert_eq!(press(&mut trains(100, 30), "? q"), []);
}

#[test]
fn what_is_copied_says_who_said_it_and_where() {
    for (keys, text) in [
        ("y", "Should night trains be subsidised?"),
        (
            "1 r y",
            "They run empty in winter.\n– Bo Lind asserts, in “A letter to the editor”, undated\n– Ana Díaz concedes",
        ),
        ("1 3 y", "Planes pay no tax on fuel.\n– Ana Díaz asserts “no tax”, in “Hearing on night trains”, undated"),
        ("1 a y", "Ana Díaz, Economist"),
        ("1 s y", "“Hearing on night trains”, undated"),
    ] {
        let mut state = trains(100, 30);
        assert_eq!(press(&mut state, keys), [Effect::Copy(text.to_owned())], "{keys}");
    }
}

#[test]
fn a_command_that_cannot_run_says_why() {
    for (keys, message) in [
        ("r", "this is a question: positions stand under it, and under each its replies"),
        ("1 3 r", "no reply recorded"),
        ("alt-3 r", "replies are to statements, and this is none"),
        ("down r", "this is a question, on which no position is recorded"),
        ("u", "this bears on nothing"),
        ("a", "nobody is named here"),
        ("s", "no source given here"),
        ("backspace", "this is where you began"),
        ("L", "there is nothing to go forward to"),
        ("S", "this is the only debate open"),
        ("7", "no statement here has the number 7"),
        // Nor is one left to wonder about a key that has a meaning elsewhere only, or none.
        ("w f", "f does nothing in the grid; ? shows what does"),
        ("alt-3 E", "E does nothing in the list; ? shows what does"),
        ("\u{202e}", "this key does nothing in the outline; ? shows what does"),
        ("{", "{ does nothing in the outline; ? shows what does"),
        ("alt-z", "alt-z does nothing in the outline; ? shows what does"),
        ("alt-0", "there is no view with this number"),
    ] {
        let mut state = trains(100, 30);
        press(&mut state, keys);
        assert_eq!(state.message(), Some(message), "{keys}");
        press(&mut state, "j");
        assert_eq!(state.message(), None, "{keys}");
    }
}

#[test]
fn a_shelf_is_chosen_from_and_searched_whole() {
    let trains = debate(TRAINS.as_bytes());
    let other = debate(b"agon: 1\ntitle: Bread\nquestions: {crust: {text: Is the crust a luxury?}}\n");
    for (keys, expected) in [
        ("", "shelf 0"),
        ("j j", "shelf 1"),
        ("enter j backspace", "shelf 0"),
        ("enter j S enter", "sleep / sleep / outline"),
        ("j enter", "crust / crust / outline"),
        ("j enter backspace k enter", "subsidy / subsidy / outline"),
        ("/ type:crust enter", "crust / crust / outline"),
        ("/ type:winter enter", "winter / winter / outline"),
        ("/ type:crust enter backspace backspace", "shelf 1"),
    ] {
        let mut state = open(&[&trains, &other], size(100, 30));
        press(&mut state, keys);
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
    // Inside a debate only it is searched.
    let mut state = open(&[&trains, &other], size(100, 30));
    press(&mut state, "enter / type:crust enter");
    assert_eq!(state.message(), Some("nothing is chosen"));
}

#[test]
fn an_empty_debate_is_no_trouble() {
    let mut state = open(&[&debate(b"agon: 1\ntitle: Nothing yet\n")], size(80, 24));
    let keys = "j k l h space E C enter tab r u s a 1 / type:x enter esc ? esc backspace L G g pagedown tab";
    assert_eq!(press(&mut state, keys), []);
    assert_eq!(whereabouts(&state), "- / nothing / outline");
}

#[test]
fn hits_are_drawn_at_every_width() {
    let names = debate(
        b"
agon: 1
title: Names
actors: {sakharov: {name: A long name to be read before the other, aka: [Zed]}}
sources: {z: {title: A title of some length, publisher: Zed, kind: zed, authors: [Zed]}}
questions: {q: {text: Who?, about: Zed, said: {by: sakharov, in: z, quote: Zed and others}}}
",
    );
    for width in 0..140 {
        let mut state = open(&[&names], size(width, 30));
        press(&mut state, "/ type:zed");
        let Some(Overlay::Search(finder)) = state.overlay() else { panic!("no search") };
        assert_eq!((finder.total(), buffer(&state, Theme::default()).area.width), (3, width));
    }
}

#[test]
fn links_lead_on_from_where_a_circle_closes() {
    let circle = debate(
        b"
agon: 1
title: A circle
arguments:
  one: {text: One., rebuts: other}
  other: {text: Other., rebuts: one}
  third: {text: Third., rebuts: one}
",
    );
    for (keys, expected) in [
        ("l l l l", "one / one / outline"),
        ("l l l l 2", "other / other / outline"),
        ("l l l l 3", "third / third / outline"),
        ("l l l l 3 u", "one / one / outline"),
    ] {
        let mut state = open(&[&circle], size(100, 30));
        press(&mut state, keys);
        assert_eq!(whereabouts(&state), expected, "{keys}");
    }
}

#[test]
fn the_chosen_link_stays_on_the_screen_when_that_becomes_lower() {
    let mut state = trains(100, 40);
    press(&mut state, "l l enter G");
    let chosen = state.reading().and_then(Reading::link);
    assert!(chosen.is_some_and(|link| link > 3));
    for height in [12, 8, 1, 40] {
        update(&mut state, Action::Resize(size(100, height)));
        let reading = state.reading().expect("a debate");
        let link = reading.chosen().expect("a link");
        let area = state.regions().page.expect("a page");
        let lines = reading.scroll()..reading.scroll() + usize::from(area.height);
        assert_eq!(reading.link(), chosen);
        assert!(lines.contains(&link.first) || lines.contains(&link.last), "{link:?} at height {height}");
    }
}

#[test]
fn a_debate_of_nobody_but_actors_can_be_walked_and_left() {
    let actors = debate(b"agon: 1\ntitle: Nothing yet\nactors: {ana: {name: Ana}}\n");
    for (keys, expected) in [
        ("/ type:ana enter", "- / actor ana / page"),
        ("/ type:ana enter backspace", "- / nothing / outline"),
        ("/ type:ana enter backspace L", "- / actor ana / page"),
    ] {
        for width in [40, 100] {
            let mut state = open(&[&actors], size(width, 30));
            press(&mut state, keys);
            assert_eq!(whereabouts(&state), expected, "{keys}");
        }
    }
}

#[test]
fn the_map_is_walked_and_keeps_its_view() {
    for (keys, expected, view) in [
        ("c", "subsidy / subsidy / outline", View::Map),
        ("V", "subsidy / subsidy / outline", View::Map),
        ("1 c", "yes / yes / outline", View::Map),
        ("1 c h", "subsidy / subsidy / outline", View::Map),
        // Nothing stands further to the left, and the way back is that on which one came.
        ("1 c h h", "subsidy / subsidy / outline", View::Map),
        ("1 c h l", "yes / yes / outline", View::Map),
        ("1 r c i left right", "empty / empty / outline", View::Map),
        // Relations, numbers, hits: where they lead is on the map.
        ("1 c r", "empty / empty / outline", View::Map),
        ("1 c r r", "winter / winter / outline", View::Map),
        ("1 c r r u", "empty / empty / outline", View::Map),
        ("1 c 2", "empty / empty / outline", View::Map),
        ("1 c 0", "subsidy / subsidy / outline", View::Map),
        ("1 c / type:luxury enter", "no / no / outline", View::Map),
        ("1 c r backspace", "yes / yes / outline", View::Map),
        ("1 c r r backspace backspace backspace", "yes / yes / outline", View::Debate),
        // The page stands below.
        ("1 c enter", "yes / yes / page", View::Map),
        ("1 c tab", "yes / yes / page", View::Map),
        ("1 c enter backspace", "yes / yes / outline", View::Map),
        ("1 c enter esc", "yes / yes / outline", View::Map),
        ("1 c enter 2", "empty / empty / page", View::Map),
        ("1 c a", "yes / actor ana / page", View::Map),
        ("1 c a backspace", "yes / yes / outline", View::Map),
        ("1 c a esc r", "yes / actor ana / outline", View::Map),
        // Elsewhere, and from elsewhere.
        ("1 c esc", "yes / yes / outline", View::Debate),
        ("1 c x c", "yes / yes / outline", View::Map),
        ("1 a tab c", "yes / yes / outline", View::Map),
        ("w c", "subsidy / subsidy / outline", View::Map),
        ("w j c", "yes / yes / outline", View::Map),
    ] {
        let mut state = trains(120, 40);
        press(&mut state, keys);
        let view = (expected.to_owned(), view);
        assert_eq!((whereabouts(&state), state.reading().map(Reading::view).unwrap_or_default()), view, "{keys}");
    }
}

#[test]
fn every_view_keeps_the_statement_on_the_way_to_the_map() {
    for row in 0..10 {
        let mut state = trains(120, 40);
        press(&mut state, "E");
        press(&mut state, &"j ".repeat(row));
        let expected = whereabouts(&state);
        let has_exchange = state.reading().is_some_and(Reading::has_exchange);
        // All pairs from everywhere, and all triples from some statements.
        for way in (0..9 * 9 * 9).filter(|way| way % 9 == 0 || row % 3 == 0) {
            let views = [way / 81 + 1, way / 9 % 9 + 1, way % 9 + 1];
            // Where nothing replies, the exchange is that of what the page shows instead.
            if !has_exchange && views.contains(&2) {
                continue;
            }
            let keys = views.map(|view| format!("alt-{view}")).join(" ");
            press(&mut state, &keys);
            press(&mut state, "alt-9");
            assert_eq!(whereabouts(&state), expected, "{keys}");
            assert_eq!(state.reading().map(Reading::view), Some(View::Map), "{keys}");
        }
    }
}

#[test]
fn the_map_has_as_much_as_is_asked_for() {
    for (keys, told) in [
        ("1 c", "1 relation around: 4 of 10 statements; all words"),
        ("1 c i", "2 relations around: 7 of 10 statements; all words"),
        ("1 c i i i", "the whole question: 7 of 10 statements; all words"),
        ("1 c i i i i", "everything: 10 of 10 statements; all words"),
        ("1 c i i i i i", "everything: 10 of 10 statements; all words"),
        ("1 c i I", "1 relation around: 4 of 10 statements; all words"),
        ("1 c I", "1 relation around: 4 of 10 statements; all words"),
        // What one goes to that is not on it is in its middle.
        ("1 c r r", "1 relation around: 3 of 10 statements; all words"),
        ("1 c r r backspace backspace", "1 relation around: 4 of 10 statements; all words"),
        ("1 c h", "1 relation around “Yes: they pay back.”: 4 of 10 statements; all words"),
        ("1 c h c", "1 relation around: 3 of 10 statements; all words"),
        // Near and far, folded and not.
        ("1 c z", "1 relation around: 4 of 10 statements; all words"),
        ("1 c Z", "1 relation around: 4 of 10 statements; first words"),
        ("1 c - -", "1 relation around: 4 of 10 statements; signs only"),
        ("1 c - - + +", "1 relation around: 4 of 10 statements; all words"),
        // What was said of it holds with more and less on it, and turned round.
        ("1 c Z i", "2 relations around: 7 of 10 statements; first words"),
        ("1 c Z i I", "1 relation around: 4 of 10 statements; first words"),
        ("1 c - - D", "1 relation around: 4 of 10 statements; signs only"),
        ("1 c space", "1 relation around: 2 of 10 statements, 2 folded up; all words"),
        ("1 c D D D D", "1 relation around: 4 of 10 statements; all words"),
        ("1 c space space", "1 relation around: 4 of 10 statements; all words"),
        ("1 c space r", "1 relation around “Yes: they pay back.”: 4 of 10 statements; all words"),
    ] {
        // High enough for the words of ten statements.
        let mut state = trains(149, 99);
        press(&mut state, keys);
        let shown = state.reading().and_then(|reading| reading.map_told(state.keymap())).unwrap_or_default();
        assert_eq!(shown.split(" — ").next(), Some(told), "{keys}");
    }
}

#[test]
fn below_the_map_stands_what_the_page_says_of_replies() {
    for (keys, told) in [
        ("c", "2 positions"),
        ("1 c", "Ana Díaz · rebutted by 1, supported by 1"),
        ("1 c r", "Bo Lind · Ana Díaz concedes · undercut by 1, supported by 1"),
        ("1 c r r", "Ana Díaz · rebutted by 1"),
        ("1 c r r r", "Bo Lind · no reply recorded"),
    ] {
        for (width, height) in [(80, 24), (100, 30), (72, 20), (70, 16)] {
            let mut state = trains(width, height);
            press(&mut state, keys);
            let shown = screen(&state);
            assert!(shown.lines().any(|line| line.trim() == told), "{keys} on {width} by {height}:\n{shown}");
        }
    }
}

/// Where the map has the reasons, seen from what they bear on.
fn direction(state: &State) -> Option<Direction> {
    let map = state.reading().and_then(Reading::map)?;
    map.drawing().map(agon::app::map::Drawing::direction)
}

#[test]
fn the_map_turns_and_its_arrows_with_it() {
    let sides = [Direction::Right, Direction::Down, Direction::Left, Direction::Up, Direction::Right];
    // Along the lines to the reply and back, wherever it stands.
    let ways = ["right left", "down up", "left right", "up down", "right left"];
    for (turns, (side, way)) in sides.into_iter().zip(ways).enumerate() {
        let mut state = trains(120, 60);
        press(&mut state, "1 c");
        (0..turns).for_each(|_| _ = press(&mut state, "D"));
        assert_eq!(direction(&state), Some(side), "{turns}");
        let (there, back) = way.split_once(' ').expect("two ways");
        press(&mut state, there);
        assert_ne!(whereabouts(&state), "yes / yes / outline", "{turns}");
        press(&mut state, back);
        assert_eq!(whereabouts(&state), "yes / yes / outline", "{turns}");
    }
    let mut state = trains(120, 60);
    press(&mut state, "1 c D");
    assert_eq!(state.message(), Some("reasons stand below what they bear on"));
    // It stays so with more on it, and when one comes back.
    press(&mut state, "i i esc c");
    assert_eq!(direction(&state), Some(Direction::Down));
}

#[test]
fn the_map_gives_way_to_the_page_where_there_is_no_room_for_both() {
    for (width, height, shown) in
        [(160, 50, (true, true)), (120, 40, (true, true)), (80, 24, (false, true)), (40, 12, (false, true))]
    {
        let mut state = trains(width, height);
        press(&mut state, "l j c");
        assert!(state.regions().map.is_some(), "{width} by {height}");
        press(&mut state, "enter");
        let regions = state.regions();
        assert_eq!((regions.map.is_some(), regions.page.is_some()), shown, "{width} by {height}");
        press(&mut state, "backspace");
        assert_eq!(whereabouts(&state), "yes / yes / outline");
        assert!(state.regions().map.is_some(), "{width} by {height}");
    }
}

#[test]
fn the_window_on_the_map_is_moved_and_keeps_its_place() {
    let mut state = trains(50, 14);
    press(&mut state, "l j c i i i i");
    let window = |state: &State| state.reading().and_then(Reading::map).map(|map| (map.window().x, map.window().y));
    let start = window(&state);
    press(&mut state, "ctrl-right ctrl-down ] pagedown");
    let moved = window(&state);
    assert_ne!(moved, start);
    assert_eq!(whereabouts(&state), "yes / yes / outline");
    // What is laid over it moves nothing, and what is chosen comes back with the next step.
    press(&mut state, "? esc");
    assert_eq!(window(&state), moved);
    press(&mut state, "h");
    assert_eq!(whereabouts(&state), "subsidy / subsidy / outline");
    let reading = state.reading().expect("a debate");
    let (map, selected) = (reading.map().expect("a map"), reading.outline().selected().expect("a question"));
    let (area, window) = (map.drawing().and_then(|drawing| drawing.area(selected)).expect("a box"), map.window());
    assert!(area.x >= window.x && area.x < window.x + window.width, "{area:?} {window:?}");
    assert!(area.y >= window.y && area.y < window.y + window.height, "{area:?} {window:?}");
}
