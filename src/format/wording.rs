//! Problems in words, at their places.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::choices::{listed, one_of};
use super::code::Code;
use super::dates;
use super::diagnostic::Finding;
use super::lines::{quoted, shown};
use super::nearest::{Candidate, Nearest};
use super::problem::{Aim, Belongs, Is, Path, Problem, ProblemKind, Step};
use super::shape::{File, Id};
use super::sound::{Sound, SoundKind};
use crate::debate::{DateError, RelationKind, Url, UrlError, is_id};

/// Where a path leads: the range of the key and of the value. A path to a part that does not stand in the file ends at
/// the last part that does.
pub(super) fn place(sound: &Sound<'_>, path: &[Step], aim: Aim) -> Range<usize> {
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

/// Puts the problems of a debate in words.
pub(super) struct Teller<'a> {
    sound: &'a Sound<'a>,
    file: &'a File,
    nearest: &'a mut Nearest,
    /// The first argument that rests on each premise, by their ids; made when it is asked for.
    resting_on: OnceCell<HashMap<&'a str, &'a str>>,
    /// The ids that may be named, by what they are of; listed when they are asked for.
    namable: HashMap<Belongs, Vec<Candidate<'a>>>,
    /// The ids that nothing has.
    dangling: HashSet<&'a str>,
    /// What something may be referred to by whose id is none.
    for_bad_ids: HashSet<String>,
}

impl<'a> Teller<'a> {
    /// For these problems, told one by one.
    pub(super) fn new(
        sound: &'a Sound<'a>,
        file: &'a File,
        nearest: &'a mut Nearest,
        problems: &[&'a Problem],
    ) -> Self {
        let (mut dangling, mut for_bad_ids) = (HashSet::new(), HashSet::new());
        for problem in problems {
            match &problem.kind {
                ProblemKind::Dangling { id, .. } => drop(dangling.insert(id.as_str())),
                ProblemKind::BadId(id) => for_bad_ids.extend(words(id).map(str::to_owned).chain(as_id(id))),
                _ => {}
            }
        }
        Self { sound, file, nearest, resting_on: OnceCell::new(), namable: HashMap::new(), dangling, for_bad_ids }
    }

    /// The finding for a problem; none for what was told by another.
    pub(super) fn finding(&mut self, problem: &Problem) -> Option<Finding> {
        let sound = self.sound;
        let range = place(sound, &problem.path, problem.aim);
        let home = |path: &Path| place(sound, path, Aim::Key);
        let new = |code, message: String| Finding::new(code, range.clone(), message);
        Some(match &problem.kind {
            ProblemKind::PerhapsNothing => return None,
            ProblemKind::BadId(id) if id.is_empty() => new(Code::BadId, "an id cannot be empty".to_owned()),
            ProblemKind::BadId(id) => new(Code::BadId, format!("{} is no id", quoted(id)))
                .label("expected letters, digits, `-`, `_` and `.`")
                .help_if(self.id_for(id)),
            ProblemKind::DuplicateId { id, first } => {
                new(Code::DuplicateId, format!("the id {} is taken by another statement", quoted(id)))
                    .label("given again here")
                    .help("questions, positions and arguments share their ids: choose another")
                    .related(home(first), "first given here")
            }
            ProblemKind::Dangling { id, belongs } => {
                let Meant::Help(help) = self.meant(id, *belongs, &problem.path) else { return None };
                new(Code::Dangling, format!("no {} has the id {}", bare(belongs.noun()), quoted(id)))
                    .help(help)
                    .cause(format!("{} {id}", belongs.noun()))
            }
            ProblemKind::WrongKind { id, belongs, is, defined } => {
                new(Code::WrongKind, format!("{} is {}, not {}", quoted(id), is.noun(), belongs.noun()))
                    .label(format!("expected the id of {}", belongs.noun()))
                    .help_if(self.instead(id, *belongs, *is, &problem.path))
                    .related(home(defined), "defined here")
                    .cause(format!("{} {id}", belongs.noun()))
            }
            ProblemKind::SelfRelation { id, kind } => {
                let verb = if *kind == RelationKind::Premise { "rests on" } else { kind.verb() };
                let help = match self.resting_on().get(id.as_str()) {
                    Some(other) if *kind != RelationKind::Premise => {
                        format!("{} rests on it already: remove the line, or name what it {verb}", quoted(other))
                    }
                    _ => format!("name what it {verb}, or remove the line"),
                };
                new(Code::SelfRelation, format!("{} {verb} itself", quoted(id)))
                    .label("expected the id of another statement")
                    .help(help)
            }
            ProblemKind::Repeated { word, first } => new(Code::Repeated, format!("{} stands here twice", quoted(word)))
                .label("given again here")
                .related(place(sound, first, Aim::Value), "first given here"),
            ProblemKind::BadDate { word, error } => new(Code::BadDate, format!("{} is no date", quoted(word)))
                .label(error.to_string())
                .help(date_meant(word, *error)),
            ProblemKind::BadUrl { word, error } => new(Code::BadUrl, format!("{} is no web address", quoted(word)))
                .label(error.to_string())
                .help_if(address_meant(word, *error)),
            ProblemKind::BadPath { word, why } => {
                new(Code::BadPath, format!("the path {} cannot be taken: {why}", quoted(word))).help(
                    "put the text beside this file or below, and write the way there: `sources/hearing.txt`; or leave \
                     `text` out",
                )
            }
            ProblemKind::NoReason { id } => new(Code::NoReason, format!("the argument {} says nothing", quoted(id)))
                .help("give it a `text`, or with `because` the premises that speak for it"),
            ProblemKind::NoBearing { argument, on, bears_on, defined } => {
                let help = match listed(bears_on.iter().map(String::as_str)) {
                    None => "it bears on nothing yet".to_owned(),
                    Some(all) => format!("it bears on {all}"),
                };
                new(Code::NoBearing, format!("{} does not bear on {}", quoted(argument), quoted(on)))
                    .help(help)
                    .related(home(defined), "defined here")
            }
        })
    }

    /// What an author may have had in mind with an id that nothing has: several ids; something of the kind that belongs
    /// here, by its id or its name; failing that, something of another kind, or what is not there yet.
    fn meant(&mut self, id: &str, belongs: Belongs, path: &[Step]) -> Meant {
        if let Some(list) = several(id) {
            return Meant::Help(format!("write a list: `[{list}]`"));
        }
        if let Some(bearing) = bearing(id).filter(|_| path.contains(&Step::Key("undercuts"))) {
            return Meant::Help(format!("write `{bearing}` to undercut what one says on the other"));
        }
        let file = self.file;
        let named = match belongs {
            Belongs::Actor => actor_named(file, id),
            Belongs::Source => file.sources.0.iter().find(|(_, source)| source.title.0 == id).map(|(id, _)| &*id.0),
            Belongs::Question | Belongs::Statement => None,
        };
        if let Some(named) = named {
            // Of an id that is none, it was told what it may become.
            let id = if is_id(named) { Some(named.to_owned()) } else { as_id(named) };
            return id.map_or(Meant::BadId, |id| Meant::Help(format!("write its id, {}", quoted(&id))));
        }
        if self.for_bad_ids.contains(id) {
            return Meant::BadId;
        }
        let namable: &[Candidate<'_>] = self
            .namable
            .entry(belongs)
            .or_insert_with(|| ids(file, belongs).filter(|id| is_id(id)).map(Candidate::from).collect());
        if let Some(near) = self.nearest.find_among(id, namable.iter()) {
            // A part of the word may be an id as well as the whole a mistyped one.
            let mut parts = id.match_indices(['-', '_', '.']).filter_map(|(at, _)| id.get(..at)).rev();
            let part = parts.find(|part| *part != near && is_id(part) && has(file, belongs, part));
            let part = part.map(|part| format!(" or {}", quoted(part))).unwrap_or_default();
            return Meant::Help(format!("did you mean {}{part}?", quoted(near)));
        }
        let instead = one_of(namable.iter().map(|candidate| candidate.word));
        let others =
            [Belongs::Actor, Belongs::Source, Belongs::Statement].into_iter().filter(|other| *other != belongs);
        for other in others {
            if let Some(near) = self.nearest.find(id, ids(file, other)) {
                let (is, belongs) = (other.noun(), belongs.noun());
                return Meant::Help(format!("{} is {is}; {belongs} belongs here", quoted(near)));
            }
        }
        let new = as_id(id).map_or_else(|| "an-id".to_owned(), |new| shown(&new));
        let add = match belongs {
            Belongs::Actor if new == *id => format!("add it under `actors`: `{new}: {{name: …}}`"),
            Belongs::Actor => format!("add it under `actors`: `{new}: {{name: {}}}`", shown(id)),
            Belongs::Source => format!("add it under `sources`: `{new}: {{title: …}}`"),
            Belongs::Question => format!("add it under `questions`: `{new}: {{text: …}}`"),
            Belongs::Statement => "add it under `positions` or `arguments`".to_owned(),
        };
        Meant::Help(instead.map(|instead| format!("{add}, or name {instead}")).unwrap_or(add))
    }

    /// What to write for a word that is no id: one of its words, if it is referred to by that.
    fn id_for(&self, word: &str) -> Option<String> {
        if let Some(id) = words(word).find(|id| self.dangling.contains(id)) {
            return Some(format!("write {}, by which it is referred to", quoted(id)));
        }
        as_id(word).map(|id| format!("write {}", quoted(&id)))
    }

    /// What to write where `id` belongs to something of another kind.
    fn instead(&mut self, id: &str, belongs: Belongs, is: Is, path: &[Step]) -> Option<String> {
        let file = self.file;
        if let Some(meant) = self.nearest.did_you_mean(id, ids(file, belongs).filter(|other| *other != id)) {
            return Some(meant);
        }
        match (belongs, is) {
            (Belongs::Actor, Is::Source) => {
                let source = &file.sources.0.get(&Id::from(id))?;
                let mut authors = source.authors.iter().chain(&source.publisher).map(|author| author.0.as_str());
                // Those that are broken are empty.
                let author = authors.find(|author| !author.is_empty());
                let key = if path.last() == Some(&Step::Key("by")) { "in `by`" } else { "here" };
                Some(match author.map(|author| (author, actor_named(file, author))) {
                    Some((_, Some(actor))) if is_id(actor) => format!("name its author {key}, {}", quoted(actor)),
                    Some((author, _)) => {
                        format!("enter who wrote it under `actors`, such as {}, and name them {key}", quoted(author))
                    }
                    None => format!("enter who wrote it under `actors`, and name them {key}"),
                })
            }
            (Belongs::Source, Is::Actor) => {
                Some("enter where they said it under `sources`, and name that here".to_owned())
            }
            _ => one_of(ids(file, belongs)).map(|instead| format!("name {instead}")),
        }
    }

    fn resting_on(&self) -> &HashMap<&'a str, &'a str> {
        self.resting_on.get_or_init(|| {
            let mut resting = HashMap::new();
            for (id, argument) in &self.file.arguments.0 {
                for premise in argument.because.iter().filter(|premise| *premise != id) {
                    resting.entry(premise.0.as_str()).or_insert(id.0.as_str());
                }
            }
            resting
        })
    }
}

/// The ids in a word that is none.
fn words(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !is_id(c.encode_utf8(&mut [0; 4]))).filter(|id| !id.is_empty())
}

/// What was meant by an id that nothing has.
enum Meant {
    Help(String),
    /// Something whose own id is none, which has been told.
    BadId,
}

/// The ids in a text that holds several, as the items of a list.
fn several(word: &str) -> Option<String> {
    let ids: Vec<&str> = word.split([',', ';']).map(str::trim).filter(|id| !id.is_empty()).collect();
    let are_ids = ids.len() > 1 && ids.iter().all(|id| is_id(id));
    are_ids.then(|| shown(&ids.join(", ")))
}

/// Two ids with an arrow between them, as the undercut of a bearing.
fn bearing(word: &str) -> Option<String> {
    let (argument, on) = ["->", "=>", "→", "⇒"].iter().find_map(|arrow| word.split_once(arrow))?;
    let (argument, on) = (argument.trim(), on.trim());
    (is_id(argument) && is_id(on)).then(|| shown(&format!("{{argument: {argument}, on: {on}}}")))
}

/// The actor whose name this is.
fn actor_named<'f>(file: &'f File, name: &str) -> Option<&'f str> {
    file.actors.0.iter().find(|(_, actor)| actor.name.0 == name).map(|(id, _)| id.0.as_str())
}

fn date_meant(word: &str, error: DateError) -> String {
    if let Some((first, last)) = dates::span(word) {
        return format!(
            "a date is one day, one month or one year: write `{first}`, and in words that it lasted till `{last}`"
        );
    }
    match dates::meant(word).as_slice() {
        [one, other] => {
            format!("did you mean `{one}` ({}) or `{other}` ({})?", one.in_words(), other.in_words())
        }
        [date, ..] => format!("did you mean `{date}`?"),
        [] if error == DateError::Day => "leave out the day, if it is not known".to_owned(),
        [] if error == DateError::Month => "leave out the month, if it is not known".to_owned(),
        [] => "where no date is known, leave `date` out and tell when in `note`".to_owned(),
    }
}

fn address_meant(word: &str, error: UrlError) -> Option<String> {
    match error {
        UrlError::Scheme => {
            let host = word.split(['/', '?', '#']).next().unwrap_or_default();
            let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && is_id(host);
            let address = format!("https://{word}");
            Some(if is_host && Url::new(&address).is_ok() {
                format!("did you mean {}?", quoted(&address))
            } else {
                "leave `url` out and keep it in `note`, if there is no web address".to_owned()
            })
        }
        UrlError::Character => {
            let address = word.trim().replace(' ', "%20");
            Url::new(&address).is_ok().then(|| format!("did you mean {}?", quoted(&address)))
        }
        UrlError::Host => None,
    }
}

fn bare(noun: &str) -> &str {
    noun.split_once(' ').map_or(noun, |(_, noun)| noun)
}

/// Whether an id is there, of what belongs there.
fn has(file: &File, belongs: Belongs, id: &str) -> bool {
    let id = &Id::from(id);
    match belongs {
        Belongs::Actor => file.actors.0.contains_key(id),
        Belongs::Source => file.sources.0.contains_key(id),
        Belongs::Question => file.questions.0.contains_key(id),
        Belongs::Statement => {
            file.questions.0.contains_key(id) || file.positions.0.contains_key(id) || file.arguments.0.contains_key(id)
        }
    }
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
pub(super) fn as_id(word: &str) -> Option<String> {
    let id: String = word.trim().chars().map(|c| if is_id(c.encode_utf8(&mut [0; 4])) { c } else { '-' }).collect();
    let id = id.trim_matches('-');
    is_id(id).then(|| id.to_owned())
}
