//! The debate as it is once it has been read.

use agon::debate::{self, ActorIndex, Attribution, Debate, Parts, SourceIndex, StatementIndex, TagIndex, Text};

use super::Generate;

impl Generate {
    /// The debate, as reading its file would make it.
    pub fn debate(self) -> Debate {
        let mut parts = Parts {
            title: Text::new(&self.title()),
            language: Some(Text::new("en")),
            actors: (0..self.actors()).map(|number| self.actor(number).into()).collect(),
            sources: (0..self.sources()).map(|number| self.source(number).into()).collect(),
            events: (0..self.events()).map(|number| self.event(number).into()).collect(),
            ..Parts::default()
        };
        let mut tags: Vec<&'static str> = Vec::new();
        parts.statements.reserve_exact(self.statements());
        for number in 0..self.statements() {
            let made = self.statement(number);
            let mut statement = debate::Statement::new(&made.id, made.kind);
            statement.text = made.text.map(|text| Text::new(&text));
            statement.about = made.about.map(|about| Text::new(&about));
            statement.relations = made.relations.into_iter().map(debate::Relation::from).collect();
            statement.because = made.because.into_iter().map(StatementIndex::new).collect();
            statement.said = made.said.into_iter().map(Attribution::from).collect();
            for tag in made.tags {
                let place = tags.iter().position(|other| *other == tag).unwrap_or_else(|| {
                    tags.push(tag);
                    tags.len() - 1
                });
                statement.tags.push(TagIndex::new(place));
            }
            statement.note = made.note.map(|note| Text::new(&note));
            parts.statements.push(statement);
        }
        parts.tags = tags.into_iter().map(Text::new).collect();
        Debate::new(parts)
    }
}

impl From<super::Relation> for debate::Relation {
    fn from(relation: super::Relation) -> Self {
        Self {
            kind: relation.kind,
            target: StatementIndex::new(relation.target),
            on: relation.on.map(StatementIndex::new),
        }
    }
}

impl From<super::Said> for Attribution {
    fn from(said: super::Said) -> Self {
        Self {
            actor: ActorIndex::new(said.actor),
            source: said.source.map(SourceIndex::new),
            stance: said.stance,
            quote: said.quote.map(|quote| Text::new(&quote)),
            place: said.place.map(|place| Text::new(&place)),
        }
    }
}

impl From<super::Actor> for debate::Actor {
    fn from(actor: super::Actor) -> Self {
        Self {
            id: actor.id.into(),
            name: Text::new(&actor.name),
            role: Some(Text::new(&actor.role)),
            aka: actor.aka.iter().map(|aka| Text::new(aka)).collect(),
            note: None,
        }
    }
}

impl From<super::Source> for debate::Source {
    fn from(source: super::Source) -> Self {
        Self {
            id: source.id.into(),
            title: Text::new(&source.title),
            kind: Some(Text::new(source.kind)),
            publisher: Some(Text::new(&source.publisher)),
            authors: vec![Text::new(&source.author)],
            date: source.date.and_then(|date| date.parse().ok()),
            url: debate::Url::new(&source.url).ok(),
            text: None,
            note: source.note.map(|note| Text::new(&note)),
        }
    }
}

impl From<super::Event> for debate::Event {
    fn from(event: super::Event) -> Self {
        Self {
            date: event.date.parse().ok(),
            text: Text::new(&event.text),
            actors: vec![ActorIndex::new(event.actor)],
            sources: vec![SourceIndex::new(event.source)],
            about: vec![StatementIndex::new(event.about)],
            note: None,
        }
    }
}
