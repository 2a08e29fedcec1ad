use super::*;
use crate::app::wording::width;
use crate::format::{Origin, read};
use proptest::prelude::*;

const TRAINS: &str = "
agon: 1
title: Night trains
actors:
  ana: {name: Ana Díaz, role: Economist, aka: A. Díaz, note: Retired since.}
  bo: {name: Bo Lind}
sources:
  hearing: {title: Hearing on night trains, kind: hearing, publisher: Chamber, authors: [Clerk], date: 2031-05-02~,
    url: 'https://example.org/hearing', note: The second table does not add up.}
questions:
  subsidy: {text: Should night trains be subsidised?, about: Several countries pay for every sleeper that they run.}
positions:
  yes: {answers: subsidy, text: 'Yes: they pay back.', tags: money, said: [
    {by: ana, in: hearing, quote: They pay back twice., at: minute 12},
    {by: bo, stance: concedes},
    {by: bo, in: hearing, stance: denies}]}
arguments:
  untaxed: {text: Planes pay no tax on fuel.}
  taxed: {text: Trains pay tax on energy.}
  unfair: {supports: yes, because: [untaxed, taxed]}
  empty: {text: They run empty in winter., rebuts: yes, undercuts: unfair, said: {by: bo, in: hearing}, tags: money}
  winter: {text: That counts only winter., undercuts: {argument: empty, on: yes}, note: The summer was counted later.}
events:
  - {date: 2031-05-02, text: The chamber hears Ana Díaz., actors: ana, in: hearing, about: yes}
";

fn trains() -> Debate {
    read(TRAINS.as_bytes(), &Origin::named("test")).expect("a debate")
}

/// Every page there is, with the name of its place.
fn pages(debate: &Debate, columns: usize) -> Vec<(String, Page)> {
    let statements = (0..debate.statements().len()).map(StatementIndex::new).map(Place::Statement);
    let actors = (0..debate.actors().len()).map(crate::debate::ActorIndex::new).map(Place::Actor);
    let sources = (0..debate.sources().len()).map(crate::debate::SourceIndex::new).map(Place::Source);
    let events = (0..debate.events().len()).map(crate::debate::EventIndex::new).map(Place::Event);
    let tags = (0..debate.tags().len()).map(crate::debate::TagIndex::new).map(Place::Tag);
    let two = debate.actors().len() > 1;
    let [one, other] = [0, 1].map(crate::debate::ActorIndex::new);
    let between = two.then_some([Place::Between(one, other), Place::Between(other, other)]).into_iter().flatten();
    let page = |place: Place| {
        let path = match place {
            Place::Statement(index) => debate.path(index),
            _ => Vec::new(),
        };
        let name = match place {
            Place::Statement(index) => debate.statement(index).id.to_string(),
            Place::Between(one, other) if one == other => "oneself".to_owned(),
            _ => place.word(debate).to_owned(),
        };
        (name, Page::new(debate, place, &path, Setting { columns, most: 100, order: Order::File }))
    };
    statements.chain(actors).chain(between).chain(sources).chain(events).chain(tags).map(page).collect()
}

/// After a change that is meant, look at the new pages and accept them with `INSTA_UPDATE=always cargo test page`.
#[test]
fn pages_of_every_kind() {
    let debate = trains();
    for columns in [60, 24] {
        for (name, page) in pages(&debate, columns) {
            if ["yes", "unfair", "empty", "winter", "actor", "replies", "source", "event", "tag"].contains(&&*name)
                && page.place != Some(Place::Actor(crate::debate::ActorIndex::new(1)))
            {
                insta::assert_snapshot!(format!("{name}_{columns}"), page.text());
            }
        }
    }
}

#[test]
fn links_say_which_lines_are_theirs() {
    let debate = trains();
    for columns in [8, 24, 60] {
        for (name, page) in pages(&debate, columns) {
            let mut next = 0;
            for (place, link) in page.links.iter().enumerate() {
                assert!(next <= link.first && link.first <= link.last, "{name}: {link:?}");
                let own = |line: usize| page.lines[line].link == Some(place);
                assert!((link.first..=link.last).all(own), "{name}: {link:?}");
                next = link.last + 1;
            }
        }
    }
}

#[test]
fn links_past_the_bound_are_counted() {
    let debate = trains();
    let place = Place::Statement(debate.statement_by_id("yes").expect("yes"));
    let page = Page::new(&debate, place, &[], Setting { columns: 60, most: 1, order: Order::File });
    let text = page.text();
    assert_eq!(text.matches("and 2 more").count(), 1, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_line_is_wider_than_the_page(
        columns in 8_usize..80,
        texts in proptest::collection::vec("[a-zé討❤ ]{1,60}", 12),
    ) {
        // The same pages, with other words in them.
        let mut words = texts.iter().map(|text| format!("x {text}"));
        let text: Vec<String> = TRAINS
            .split("text: ")
            .map(|part| match part.find(['.', '?']).filter(|_| !part.starts_with('\n')) {
                Some(end) => format!("{}{}", words.next().unwrap_or_default(), &part[end..]),
                None => part.to_owned(),
            })
            .collect();
        let other = read(text.join("text: ").as_bytes(), &Origin::named("test"));
        for debate in [Some(trains()), other.ok()].into_iter().flatten() {
            for (name, page) in pages(&debate, columns) {
                for line in page.lines {
                    prop_assert!(width(&line.text()) <= columns, "{}: {:?} in {}", name, line.text(), columns);
                }
            }
        }
    }
}
