//! Problems in words, at their places.

use std::ops::Range;

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::quoted;
use super::nearest::Nearest;
use super::problem::{Aim, Belongs, Path, Problem, ProblemKind, Step};
use super::shape::File;
use super::sound::{Sound, SoundKind};
use crate::debate::RelationKind;

/// Where a path leads: the range of the key and of the value. A path to a part that does not stand in the file ends at
/// the last part that does.
pub(super) fn place(sound: &Sound, path: &[Step], aim: Aim) -> Range<usize> {
    let mut at = sound;
    let mut key = sound.range.clone();
    for step in path {
        let next = match (step, &at.kind) {
            (Step::Key(name), SoundKind::Map(entries)) => entries.iter().find(|(key, ..)| key == name),
            (Step::Entry(place), SoundKind::Map(entries)) => entries.get(*place),
            (Step::Item(place), SoundKind::List(items)) => {
                if let Some(item) = items.get(*place) {
                    at = item;
                    key = item.range.clone();
                }
                continue;
            }
            // The only item, standing bare.
            _ => continue,
        };
        let Some((_, range, value)) = next else { break };
        key = range.clone();
        at = value;
    }
    match aim {
        Aim::Key => key,
        Aim::Value => at.range.clone(),
    }
}

/// The finding for a problem; none for what was told by another.
pub(super) fn finding(problem: &Problem, sound: &Sound, file: &File, nearest: &mut Nearest) -> Option<Finding> {
    let range = place(sound, &problem.path, problem.aim);
    let home = |path: &Path| place(sound, path, Aim::Key);
    let new = |code, message: String| Finding::new(code, range.clone(), message);
    Some(match &problem.kind {
        ProblemKind::PerhapsNothing => return None,
        ProblemKind::BadId(id) if id.is_empty() => new(Code::BadId, "an id cannot be empty".to_owned()),
        ProblemKind::BadId(id) => new(Code::BadId, format!("{} is no id", quoted(id)))
            .label("expected letters, digits, `-`, `_` and `.`")
            .help_if(as_id(id).map(|id| format!("write {}", quoted(&id)))),
        ProblemKind::DuplicateId { id, first } => {
            new(Code::DuplicateId, format!("the id {} is taken by another statement", quoted(id)))
                .label("given again here")
                .help("questions, positions and arguments share their ids: choose another")
                .related(home(first), "first given here")
        }
        ProblemKind::Dangling { id, belongs } => {
            let help = meant(id, *belongs, file, nearest);
            new(Code::Dangling, format!("no {} has the id {}", bare(belongs.noun()), quoted(id)))
                .help_if(help)
                .cause(format!("{} {id}", belongs.noun()))
        }
        ProblemKind::WrongKind { id, belongs, is, defined } => {
            let meant = nearest.did_you_mean(id, ids(file, *belongs).filter(|other| other != id));
            new(Code::WrongKind, format!("{} is {}, not {}", quoted(id), is.noun(), belongs.noun()))
                .label(format!("expected the id of {}", belongs.noun()))
                .help_if(meant)
                .related(home(defined), "defined here")
                .cause(format!("{} {id}", belongs.noun()))
        }
        ProblemKind::SelfRelation { id, kind } => {
            let verb = if *kind == RelationKind::Premise { "rests on" } else { kind.verb() };
            new(Code::SelfRelation, format!("{} {verb} itself", quoted(id)))
                .label("expected the id of another statement")
        }
        ProblemKind::Repeated { word, first } => new(Code::Repeated, format!("{} stands here twice", quoted(word)))
            .label("given again here")
            .related(place(sound, first, Aim::Value), "first given here"),
        ProblemKind::BadDate { word, error } => {
            new(Code::BadDate, format!("{} is no date", quoted(word))).label(error.to_string())
        }
        ProblemKind::BadUrl { word, error } => {
            new(Code::BadUrl, format!("{} is no web address", quoted(word))).label(error.to_string())
        }
        ProblemKind::BadPath { word, why } => {
            new(Code::BadPath, format!("the path {} cannot be taken: {why}", quoted(word)))
                .help("put the text beside this file or below, and write the way there: `sources/hearing.txt`")
        }
        ProblemKind::NoReason { id } => new(Code::NoReason, format!("the argument {} says nothing", quoted(id)))
            .help("give it a `text`, or with `because` the premises that speak for it"),
        ProblemKind::NoBearing { argument, on, bears_on, defined } => {
            let help = if bears_on.is_empty() {
                "it bears on nothing yet".to_owned()
            } else {
                let all: Vec<String> = bears_on.iter().map(|id| quoted(id)).collect();
                format!("it bears on {}", all.join(", "))
            };
            new(Code::NoBearing, format!("{} does not bear on {}", quoted(argument), quoted(on)))
                .help(help)
                .related(home(defined), "defined here")
        }
    })
}

/// What an author may have had in mind with an id that nothing has: something of the kind that belongs here, by its id
/// or its name; failing that, something of another kind.
fn meant(id: &str, belongs: Belongs, file: &File, nearest: &mut Nearest) -> Option<String> {
    let named = match belongs {
        Belongs::Actor => file.actors.0.iter().find(|(_, actor)| actor.name.0 == id).map(|(id, _)| id),
        Belongs::Source => file.sources.0.iter().find(|(_, source)| source.title.0 == id).map(|(id, _)| id),
        Belongs::Question | Belongs::Statement => None,
    };
    if let Some(named) = named {
        return Some(format!("write its id, {}", quoted(&named.0)));
    }
    if let Some(help) = nearest.did_you_mean(id, ids(file, belongs)) {
        return Some(help);
    }
    let others = [Belongs::Actor, Belongs::Source, Belongs::Statement].into_iter().filter(|other| *other != belongs);
    let mut near = others.filter_map(|other| Some((nearest.find(id, ids(file, other))?, other)));
    let (near, other) = near.next()?;
    Some(format!("{} is {}; {} belongs here", quoted(near), other.noun(), belongs.noun()))
}

fn bare(noun: &str) -> &str {
    noun.split_once(' ').map_or(noun, |(_, noun)| noun)
}

fn ids(file: &File, belongs: Belongs) -> Box<dyn Iterator<Item = &str> + '_> {
    let questions = file.questions.0.keys();
    match belongs {
        Belongs::Actor => Box::new(file.actors.0.keys().map(|id| id.0.as_str())),
        Belongs::Source => Box::new(file.sources.0.keys().map(|id| id.0.as_str())),
        Belongs::Question => Box::new(questions.map(|id| id.0.as_str())),
        Belongs::Statement => {
            Box::new(questions.chain(file.positions.0.keys()).chain(file.arguments.0.keys()).map(|id| id.0.as_str()))
        }
    }
}

/// The id that an author may have had in mind.
fn as_id(word: &str) -> Option<String> {
    let id: String =
        word.trim().chars().map(|c| if crate::debate::is_id(c.encode_utf8(&mut [0; 4])) { c } else { '-' }).collect();
    let id = id.trim_matches('-');
    crate::debate::is_id(id).then(|| id.to_owned())
}
