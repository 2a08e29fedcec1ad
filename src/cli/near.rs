//! What may have been meant by an id that nothing has.

use std::collections::BTreeSet;

use crate::app::Place;
use crate::debate::{ActorIndex, Debate, SourceIndex, StatementIndex, clean_line};
use crate::search::Index;

use super::json;

/// Near ids that are told where there is none of that name.
const SUGGESTIONS: usize = 5;

/// Longer words are not compared with ids: the comparison costs the product of their lengths.
const LONGEST_COMPARED: usize = 64;

/// Which ids of what is `wanted` are near to `word`, in words; where none is, how to find one.
pub(super) fn hint(debates: &[(String, Debate)], word: &str, wanted: impl Fn(Place) -> bool) -> String {
    let near = near(debates, word, wanted);
    if near.is_empty() { "agon search finds ids by words".to_owned() } else { format!("near it: {}", near.join(", ")) }
}

/// What may have been meant: ids that differ little, then what a search finds.
fn near(debates: &[(String, Debate)], word: &str, wanted: impl Fn(Place) -> bool) -> Vec<String> {
    let name = word.split_once(':').map_or(word, |(_, name)| name).to_lowercase();
    let length = name.chars().count();
    let mut alike = BTreeSet::new();
    for (_, debate) in debates {
        for place in places_with_id(debate).filter(|place| wanted(*place)) {
            let id = match place {
                Place::Statement(index) => &debate.statement(index).id,
                Place::Actor(index) => &debate.actor(index).id,
                Place::Source(index) => &debate.source(index).id,
                Place::Between(..) | Place::Event(_) | Place::Tag(_) => continue,
            };
            let lengths = [length, id.chars().count()];
            if lengths.iter().any(|length| *length > LONGEST_COMPARED) || lengths[0].abs_diff(lengths[1]) > length / 3 {
                continue;
            }
            let distance = strsim::osa_distance(&name, &id.to_lowercase());
            if distance <= length / 3 {
                alike.insert((distance, json::id(debate, place)));
            }
        }
    }
    let mut near: Vec<String> = alike.into_iter().map(|(_, id)| id).take(SUGGESTIONS).collect();
    let words = name.replace(['-', '_', '.'], " ");
    for (_, debate) in debates {
        for hit in Index::new(debate).search(debate, &words, SUGGESTIONS).hits {
            let place = hit.entry.into();
            let id = json::id(debate, place);
            if wanted(place) && near.len() < SUGGESTIONS && !near.contains(&id) {
                near.push(id);
            }
        }
    }
    near.iter().map(|id| clean_line(id).into_owned()).collect()
}

fn places_with_id(debate: &Debate) -> impl Iterator<Item = Place> + '_ {
    let statements = (0..debate.statements().len()).map(|place| Place::Statement(StatementIndex::new(place)));
    let actors = (0..debate.actors().len()).map(|place| Place::Actor(ActorIndex::new(place)));
    let sources = (0..debate.sources().len()).map(|place| Place::Source(SourceIndex::new(place)));
    statements.chain(actors).chain(sources)
}
