//! What a reader who has never seen the program is to find out from the screen alone, at 100×30, each within fifteen key
//! presses from a fresh start.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use agon::app::marks::Marks;
use agon::app::wording::width;
use agon::app::{Effect, State};
use agon::debate::{Debate, Stance};
use support::{BUILT_IN, debate, open, open_with, press, screen, size};

const MOST: usize = 15;

/// How many keys a walk presses.
fn presses(keys: &str) -> usize {
    keys.split_whitespace().map(|word| word.strip_prefix("type:").map_or(1, |typed| typed.chars().count())).sum()
}

/// Everything that was on the screen on a walk, in the order in which it came there; `keys` may be no more than fifteen.
/// What is told on several lines is one line here, so that wrapping and the outline beside it hide nothing.
fn seen(keys: &str) -> String {
    assert!(presses(keys) <= MOST, "{} presses: {keys}", presses(keys));
    let mut state = open(&[&debate(BUILT_IN)], size(100, 30));
    let mut seen = read(&state);
    for key in keys.split_whitespace() {
        press(&mut state, key);
        seen.push_str(&read(&state));
    }
    seen
}

/// The screen as it is read: the left side from top to bottom, then the right one.
fn read(state: &State) -> String {
    let screen = screen(state);
    let divider = state.regions().divider.map_or(100, |area| usize::from(area.x));
    let sides = screen.lines().map(|line| {
        let mut columns = 0;
        let at = line.char_indices().find(|(_, c)| {
            columns += width(&c.to_string());
            columns > divider
        });
        line.split_at(at.map_or(line.len(), |(at, _)| at))
    });
    let (left, right): (Vec<&str>, Vec<&str>) = sides.unzip();
    let words = |lines: Vec<&str>| {
        let text = lines.join("\n").replace(['│', '▌'], " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    format!("{}\n{}\n", words(left), words(right))
}

/// Whether the first words of `text`, as many as a line of a list has room for, were seen.
fn is_seen(seen: &str, text: &str, columns: usize) -> bool {
    let mut start = String::new();
    for word in text.split_whitespace() {
        if !start.is_empty() && width(&start) + width(word) + 1 > columns {
            break;
        }
        if !start.is_empty() {
            start.push(' ');
        }
        start.push_str(word);
    }
    seen.contains(&start)
}

fn said(debate: &Debate, actor: &str, stance: Stance) -> Vec<String> {
    let actor = debate.actor_by_id(actor).expect(actor);
    let mentions = debate.said_by(actor).iter().filter(|mention| debate.attribution(**mention).stance == stance);
    mentions.map(|mention| debate.statement(mention.statement).wording().to_string()).collect()
}

#[test]
fn which_actors_deny_something() {
    let debate = debate(BUILT_IN);
    let seen = seen("v v pagedown");
    let mut deny = 0;
    for actor in debate.actors() {
        let mut statements: Vec<String> = said(&debate, &actor.id, Stance::Denies);
        statements.sort();
        statements.dedup();
        if !statements.is_empty() {
            deny += 1;
            let told = format!("denies {}", statements.len());
            let line = seen.split('○').find(|line| is_seen(line, &actor.name, 12) && line.contains(&told));
            assert!(line.is_some(), "{} {told}: {seen}", actor.name);
        }
    }
    assert!(deny > 3);
}

#[test]
fn what_durov_concedes() {
    let debate = debate(BUILT_IN);
    let seen = seen("v v enter pagedown pagedown ] ] ] ]");
    let concedes = said(&debate, "durov", Stance::Concedes);
    assert!(concedes.len() > 3);
    assert!(seen.contains("Concedes 3 arguments"), "{seen}");
    for statement in concedes {
        assert!(is_seen(&seen, &statement, 40), "{statement}");
    }
}

#[test]
fn every_statement_that_rests_on_one_article() {
    let debate = debate(BUILT_IN);
    let seen = seen("f type:in_drums enter pagedown pagedown pagedown pagedown");
    let source = debate.source_by_id("drums-of-war").expect("the source");
    let resting: Vec<String> = debate
        .statements()
        .iter()
        .filter(|statement| statement.said.iter().any(|said| said.source == Some(source)))
        .map(|statement| statement.wording().to_string())
        .collect();
    assert!(resting.len() > 70, "{}", resting.len());
    for statement in resting {
        assert!(is_seen(&seen, &statement, 14), "{statement}");
    }
}

#[test]
fn what_happened_after_the_arrest_in_order() {
    let seen = seen("v v v v v pagedown");
    let mut rest = seen.as_str();
    for event in [
        "August 2024",
        "Durov lands at",
        "Police question Durov",
        "A French judge brings",
        "Durov is released",
        "about September 2024",
        "Macron denies that",
        "Durov breaks his silence",
    ] {
        let Some((_, behind)) = rest.split_once(event) else { panic!("{event}: {seen}") };
        rest = behind;
    }
}

#[test]
fn which_claims_nobody_answered() {
    let debate = debate(BUILT_IN);
    let seen = seen("v v v v v v pagedown pagedown pagedown pagedown");
    let mut unanswered = 0;
    for statement in debate.statements().iter() {
        let index = debate.statement_by_id(&statement.id).expect("a statement");
        // Rebuttals that stand unanswered have a list of their own, further down.
        let is_claim = statement.relations.iter().all(|relation| !relation.kind.is_reply());
        if is_claim && !statement.said.is_empty() && debate.replies(index).next().is_none() {
            unanswered += 1;
            assert!(is_seen(&seen, statement.wording(), 14), "{}: {seen}", statement.wording());
        }
    }
    assert!(unanswered > 70, "{unanswered}");
}

#[test]
fn a_note_on_a_statement_of_greens_is_left_and_found_again() {
    let (there, back) = ("/ type:green enter A type:mine esc q", "M");
    assert!(presses(there) + presses(back) <= MOST, "{}", presses(there) + presses(back));
    let debate = debate(BUILT_IN);
    let mut state = open_with(&debate, Marks::default(), size(100, 30));
    let effects = press(&mut state, there);
    assert_eq!(effects.last(), Some(&Effect::Quit));
    let mut marks = Marks::default();
    for effect in &effects {
        if let Effect::Keep(_, change) = effect {
            marks.apply(change);
        }
    }
    let mut state = open_with(&debate, marks, size(100, 30));
    press(&mut state, back);
    let screen = read(&state);
    assert!(screen.contains("My notes: 1"), "{screen}");
    assert!(screen.contains("My note mine"), "{screen}");
    assert!(screen.contains("asserts Matthew Green"), "{screen}");
}
