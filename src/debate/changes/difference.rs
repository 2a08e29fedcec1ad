//! How two versions of one thing differ.

use std::hash::Hash;

use super::Pairs;
use crate::debate::{
    ActorIndex, Attribution, Date, Debate, EventIndex, Relation, RelationKind, SourceIndex, StatementIndex, TagIndex,
    Text, Url,
};

/// One way in which the new version of a thing differs from the old one. Keys are those of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It has another id.
    Id,
    /// A statement is of another kind.
    Kind,
    /// Another text under a key, or none any more, or none before.
    Text {
        /// The key.
        key: &'static str,
        /// As it was.
        old: Option<Text>,
        /// As it is.
        new: Option<Text>,
    },
    /// Other items in a list: tags, names, ids.
    List {
        /// The key.
        key: &'static str,
        /// Those no longer there.
        gone: Vec<Text>,
        /// Those not there before.
        added: Vec<Text>,
    },
    /// It bears on other statements, or on the same ones in another way.
    Relations {
        /// Of the old debate.
        gone: Vec<Relation>,
        /// Of the new debate.
        added: Vec<Relation>,
    },
    /// It rests on other premises.
    Because {
        /// Of the old debate.
        gone: Vec<StatementIndex>,
        /// Of the new debate.
        added: Vec<StatementIndex>,
    },
    /// It is said by others, or otherwise.
    Said {
        /// Of the old debate.
        gone: Vec<Attribution>,
        /// Of the new debate.
        added: Vec<Attribution>,
    },
    /// What stands under a key is the same in another order.
    Order(&'static str),
}

/// Something of the old debate as the new one knows it: by its new place, or by the old one if it has gone.
type Known = Result<usize, usize>;

/// Both debates, and what of the one is what of the other.
pub(super) struct Sides<'d> {
    old: &'d Debate,
    new: &'d Debate,
    pub(super) statements: Pairs,
    pub(super) actors: Pairs,
    pub(super) sources: Pairs,
    pub(super) events: Pairs,
}

/// What a list has lost and gained, and whether the rest stands in another order.
struct Lists {
    gone: Vec<usize>,
    added: Vec<usize>,
    reordered: bool,
}

/// Compares two lists by the keys of their items. What stands in a list twice counts twice.
fn lists<K: Hash + Eq>(old: &[K], new: &[K]) -> Lists {
    let pairs = Pairs::none(old.len(), new.len()).pair(|place| old.get(place), |place| new.get(place));
    let added = pairs.all_new().filter(|(old, _)| old.is_none()).map(|(_, new)| new);
    Lists { gone: pairs.gone().collect(), added: added.collect(), reordered: pairs.reordered(&|_, _| true) }
}

/// The items at some places.
fn picked<T: Clone>(all: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|place| all.get(*place)).cloned().collect()
}

/// The differences found so far.
#[derive(Default)]
struct Found(Vec<Difference>);

impl Found {
    fn id(&mut self, old: &str, new: &str) {
        if old != new {
            self.0.push(Difference::Id);
        }
    }

    fn text(&mut self, key: &'static str, old: Option<&Text>, new: Option<&Text>) {
        if old != new {
            self.0.push(Difference::Text { key, old: old.cloned(), new: new.cloned() });
        }
    }

    /// A list whose items have keys to compare and texts to show.
    fn list<K: Hash + Eq>(&mut self, key: &'static str, old: &[(K, Text)], new: &[(K, Text)]) {
        let (old_keys, new_keys): (Vec<&K>, Vec<&K>) =
            (old.iter().map(|(key, _)| key).collect(), new.iter().map(|(key, _)| key).collect());
        let found = lists(&old_keys, &new_keys);
        let texts = |all: &[(K, Text)], places: &[usize]| {
            places.iter().filter_map(|place| all.get(*place)).map(|(_, text)| text.clone()).collect()
        };
        let (gone, added) = (texts(old, &found.gone), texts(new, &found.added));
        self.push(key, found.reordered, Difference::List { key, gone, added });
    }

    fn push(&mut self, key: &'static str, reordered: bool, difference: Difference) {
        let nothing = match &difference {
            Difference::List { gone, added, .. } => gone.is_empty() && added.is_empty(),
            Difference::Relations { gone, added } => gone.is_empty() && added.is_empty(),
            Difference::Because { gone, added } => gone.is_empty() && added.is_empty(),
            Difference::Said { gone, added } => gone.is_empty() && added.is_empty(),
            _ => false,
        };
        if !nothing {
            self.0.push(difference);
        }
        if reordered {
            self.0.push(Difference::Order(key));
        }
    }
}

impl<'d> Sides<'d> {
    pub(super) fn new(old: &'d Debate, new: &'d Debate) -> Self {
        let statement = |debate: &'d Debate, place: usize| {
            let statement = debate.statement(StatementIndex::new(place));
            let wording = Some(statement.wording()).filter(|wording| !wording.is_empty())?;
            Some((statement.kind, wording, statement.about.as_ref(), statement.note.as_ref()))
        };
        let statements = Pairs::none(old.statements().len(), new.statements().len())
            .pair(|place| Some(&old.statements()[place].id), |place| Some(&new.statements()[place].id))
            .pair(|place| statement(old, place), |place| statement(new, place));
        let actor = |debate: &'d Debate, place: usize| {
            let actor = debate.actor(ActorIndex::new(place));
            Some((&actor.name, actor.role.as_ref(), &actor.aka, actor.note.as_ref()))
        };
        let actors = Pairs::none(old.actors().len(), new.actors().len())
            .pair(|place| Some(&old.actors()[place].id), |place| Some(&new.actors()[place].id))
            .pair(|place| actor(old, place), |place| actor(new, place));
        let source = |debate: &'d Debate, place: usize| {
            let source = debate.source(SourceIndex::new(place));
            let known = (source.kind.as_ref(), source.publisher.as_ref(), &source.authors, source.note.as_ref());
            Some((&source.title, known, source.date, source.url.as_ref(), source.text.as_ref()))
        };
        let sources = Pairs::none(old.sources().len(), new.sources().len())
            .pair(|place| Some(&old.sources()[place].id), |place| Some(&new.sources()[place].id))
            .pair(|place| source(old, place), |place| source(new, place));
        let mut sides = Self { old, new, statements, actors, sources, events: Pairs::none(0, 0) };
        sides.events = sides.pairs_of_events();
        sides
    }

    fn pairs_of_events(&self) -> Pairs {
        let (old, new) = (self.old.events(), self.new.events());
        let old_whole = |place: usize| {
            let event = &old[place];
            let actors: Vec<Known> = event.actors.iter().map(|actor| self.known_actor(*actor)).collect();
            let sources: Vec<Known> = event.sources.iter().map(|source| self.known_source(*source)).collect();
            let about: Vec<Known> = event.about.iter().map(|about| self.known_statement(*about)).collect();
            Some((event.date, &event.text, event.note.as_ref(), actors, sources, about))
        };
        let new_whole = |place: usize| {
            let event = &new[place];
            let actors: Vec<Known> = event.actors.iter().map(|actor| Ok(actor.place())).collect();
            let sources: Vec<Known> = event.sources.iter().map(|source| Ok(source.place())).collect();
            let about: Vec<Known> = event.about.iter().map(|about| Ok(about.place())).collect();
            Some((event.date, &event.text, event.note.as_ref(), actors, sources, about))
        };
        Pairs::none(old.len(), new.len())
            .pair(old_whole, new_whole)
            .pair(|place| Some(&old[place].text), |place| Some(&new[place].text))
            .pair(|place| old[place].date, |place| new[place].date)
    }

    fn known_statement(&self, old: StatementIndex) -> Known {
        self.statements.new_of(old.place()).ok_or(old.place())
    }

    fn known_actor(&self, old: ActorIndex) -> Known {
        self.actors.new_of(old.place()).ok_or(old.place())
    }

    fn known_source(&self, old: SourceIndex) -> Known {
        self.sources.new_of(old.place()).ok_or(old.place())
    }

    pub(super) fn of_heading(&self) -> Vec<Difference> {
        let (old, new) = (self.old, self.new);
        let mut found = Found::default();
        found.text("title", Some(old.title()), Some(new.title()));
        found.text("summary", old.summary(), new.summary());
        found.text("language", old.language(), new.language());
        found.0
    }

    pub(super) fn of_statements(&self, old_place: usize, new_place: usize) -> Vec<Difference> {
        let (old, new) = (&self.old.statements()[old_place], &self.new.statements()[new_place]);
        let mut found = Found::default();
        found.id(&old.id, &new.id);
        if old.kind != new.kind {
            found.0.push(Difference::Kind);
        }
        found.text("text", old.text.as_ref(), new.text.as_ref());
        found.text("about", old.about.as_ref(), new.about.as_ref());
        self.relations(&old.relations, &new.relations, &mut found);
        let old_keys: Vec<Known> = old.because.iter().map(|premise| self.known_statement(*premise)).collect();
        let new_keys: Vec<Known> = new.because.iter().map(|premise| Ok(premise.place())).collect();
        let list = lists(&old_keys, &new_keys);
        let (gone, added) = (picked(&old.because, &list.gone), picked(&new.because, &list.added));
        found.push("because", list.reordered, Difference::Because { gone, added });
        self.said(&old.said, &new.said, &mut found);
        let tags = |debate: &Debate, tags: &[TagIndex]| -> Vec<(Text, Text)> {
            tags.iter().map(|tag| &debate.tag(*tag).name).map(|name| (name.clone(), name.clone())).collect()
        };
        found.list("tags", &tags(self.old, &old.tags), &tags(self.new, &new.tags));
        found.text("note", old.note.as_ref(), new.note.as_ref());
        found.0
    }

    /// What a statement is a premise of is told there, where the file has it.
    fn relations(&self, old: &[Relation], new: &[Relation], found: &mut Found) {
        let own = |relations: &[Relation]| -> Vec<Relation> {
            relations.iter().filter(|relation| relation.kind != RelationKind::Premise).copied().collect()
        };
        let (old, new) = (own(old), own(new));
        let old_keys: Vec<(RelationKind, Known, Option<Known>)> = old
            .iter()
            .map(|relation| {
                let on = relation.on.map(|on| self.known_statement(on));
                (relation.kind, self.known_statement(relation.target), on)
            })
            .collect();
        let new_keys: Vec<(RelationKind, Known, Option<Known>)> = new
            .iter()
            .map(|relation| (relation.kind, Ok(relation.target.place()), relation.on.map(|on| Ok(on.place()))))
            .collect();
        let list = lists(&old_keys, &new_keys);
        let (gone, added) = (picked(&old, &list.gone), picked(&new, &list.added));
        found.push("relations", list.reordered, Difference::Relations { gone, added });
    }

    fn said(&self, old: &[Attribution], new: &[Attribution], found: &mut Found) {
        type Key<'k> = (Known, Option<Known>, crate::debate::Stance, Option<&'k Text>, Option<&'k Text>);
        fn key(said: &Attribution, actor: Known, source: Option<Known>) -> Key<'_> {
            (actor, source, said.stance, said.quote.as_ref(), said.place.as_ref())
        }
        let old_keys: Vec<Key<'_>> = old
            .iter()
            .map(|said| key(said, self.known_actor(said.actor), said.source.map(|source| self.known_source(source))))
            .collect();
        let new_keys: Vec<Key<'_>> = new
            .iter()
            .map(|said| key(said, Ok(said.actor.place()), said.source.map(|source| Ok(source.place()))))
            .collect();
        let list = lists(&old_keys, &new_keys);
        let (gone, added) = (picked(old, &list.gone), picked(new, &list.added));
        found.push("said", list.reordered, Difference::Said { gone, added });
    }

    pub(super) fn of_actors(&self, old_place: usize, new_place: usize) -> Vec<Difference> {
        let (old, new) = (&self.old.actors()[old_place], &self.new.actors()[new_place]);
        let mut found = Found::default();
        found.id(&old.id, &new.id);
        found.text("name", Some(&old.name), Some(&new.name));
        found.text("role", old.role.as_ref(), new.role.as_ref());
        found.list("aka", &with_keys(&old.aka), &with_keys(&new.aka));
        found.text("note", old.note.as_ref(), new.note.as_ref());
        found.0
    }

    pub(super) fn of_sources(&self, old_place: usize, new_place: usize) -> Vec<Difference> {
        let (old, new) = (&self.old.sources()[old_place], &self.new.sources()[new_place]);
        let url = |url: &Option<Url>| url.as_ref().map(|url| Text::new(url.as_str()));
        let mut found = Found::default();
        found.id(&old.id, &new.id);
        found.text("title", Some(&old.title), Some(&new.title));
        found.text("kind", old.kind.as_ref(), new.kind.as_ref());
        found.text("publisher", old.publisher.as_ref(), new.publisher.as_ref());
        found.list("authors", &with_keys(&old.authors), &with_keys(&new.authors));
        found.text("date", date(old.date).as_ref(), date(new.date).as_ref());
        found.text("url", url(&old.url).as_ref(), url(&new.url).as_ref());
        found.text("text", old.text.as_ref(), new.text.as_ref());
        found.text("note", old.note.as_ref(), new.note.as_ref());
        found.0
    }

    pub(super) fn of_events(&self, old_place: usize, new_place: usize) -> Vec<Difference> {
        let (old, new) = (self.old.event(EventIndex::new(old_place)), self.new.event(EventIndex::new(new_place)));
        let mut found = Found::default();
        found.text("date", date(old.date).as_ref(), date(new.date).as_ref());
        found.text("text", Some(&old.text), Some(&new.text));
        found.list(
            "actors",
            &ids(&old.actors, |index| (self.known_actor(index), &self.old.actor(index).id)),
            &ids(&new.actors, |index| (Ok(index.place()), &self.new.actor(index).id)),
        );
        found.list(
            "in",
            &ids(&old.sources, |index| (self.known_source(index), &self.old.source(index).id)),
            &ids(&new.sources, |index| (Ok(index.place()), &self.new.source(index).id)),
        );
        found.list(
            "about",
            &ids(&old.about, |index| (self.known_statement(index), &self.old.statement(index).id)),
            &ids(&new.about, |index| (Ok(index.place()), &self.new.statement(index).id)),
        );
        found.text("note", old.note.as_ref(), new.note.as_ref());
        found.0
    }
}

/// What an event is tied to: what each is known by, and its id.
fn ids<'d, I: Copy>(all: &[I], known: impl Fn(I) -> (Known, &'d Box<str>)) -> Vec<(Known, Text)> {
    all.iter().map(|index| known(*index)).map(|(known, id)| (known, Text::new(id))).collect()
}

fn with_keys(texts: &[Text]) -> Vec<(&Text, Text)> {
    texts.iter().map(|text| (text, text.clone())).collect()
}

fn date(date: Option<Date>) -> Option<Text> {
    date.map(|date| Text::new(&date.to_string()))
}
