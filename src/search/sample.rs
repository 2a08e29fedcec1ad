//! A small debate about night trains, for the tests of this room.

use crate::debate::{
    Actor, ActorIndex, Attribution, Debate, Event, Parts, Relation, RelationKind, Source, SourceIndex, Stance,
    Statement, StatementIndex, StatementKind, TagIndex, Text,
};

/// The debate under construction; ids become indexes as they come.
#[derive(Default)]
struct Sample {
    parts: Parts,
}

impl Sample {
    fn actor(&mut self, id: &str, name: &str, role: &str, aka: &[&str]) {
        self.parts.actors.push(Actor {
            id: id.into(),
            name: Text::new(name),
            role: Some(Text::new(role)),
            aka: aka.iter().map(|aka| Text::new(aka)).collect(),
            note: None,
        });
    }

    fn source(&mut self, id: &str, title: &str, publisher: &str, authors: &[&str]) {
        self.parts.sources.push(Source {
            id: id.into(),
            title: Text::new(title),
            kind: Some(Text::new("report")),
            publisher: Some(Text::new(publisher)),
            authors: authors.iter().map(|author| Text::new(author)).collect(),
            date: None,
            url: None,
            text: None,
            note: None,
        });
    }

    /// Adds a statement; `relation` is `verb target`.
    fn statement(&mut self, id: &str, relation: &str, text: &str) -> &mut Statement {
        let (verb, target) = relation.split_once(' ').unwrap_or(("", ""));
        let (kind, relation) = match verb {
            "" => (StatementKind::Question, None),
            "answers" => (StatementKind::Position, Some(RelationKind::Answers)),
            "supports" => (StatementKind::Argument, Some(RelationKind::Supports)),
            "rebuts" => (StatementKind::Argument, Some(RelationKind::Rebuts)),
            _ => (StatementKind::Argument, Some(RelationKind::Undercuts)),
        };
        let mut statement = Statement::new(id, kind);
        statement.text = Some(Text::new(text));
        let place = self.parts.statements.iter().position(|other| *other.id == *target);
        statement.relations = relation
            .map(|kind| Relation { kind, target: StatementIndex::new(place.expect(target)), on: None })
            .into_iter()
            .collect();
        self.parts.statements.push(statement);
        self.parts.statements.last_mut().expect("just pushed")
    }

    fn tag(&mut self, name: &str) -> TagIndex {
        self.parts.tags.push(Text::new(name));
        TagIndex::new(self.parts.tags.len() - 1)
    }
}

fn said(actor: usize, source: usize, quote: &str) -> Attribution {
    Attribution {
        actor: ActorIndex::new(actor),
        source: Some(SourceIndex::new(source)),
        stance: Stance::Asserts,
        quote: (!quote.is_empty()).then(|| Text::new(quote)),
        place: None,
    }
}

/// Twenty statements about night trains, with actors, sources, events and tags.
pub(super) fn night_trains() -> Debate {
    Debate::new(night_train_parts())
}

/// What that is made from.
pub(super) fn night_train_parts() -> Parts {
    let mut sample = Sample { parts: Parts { title: Text::new("Night trains"), ..Parts::default() } };
    sample.actor("ana-diaz", "Ana Díaz", "Transport economist", &["A. Díaz"]);
    sample.actor("lech-zolty", "Lech Żółty", "Mayor of Łódź", &[]);
    sample.actor("strassmann", "Ida Straßmann", "Sleeping car attendant", &["I. Strassmann"]);
    sample.actor("union", "Union of Railway Workers", "Trade union", &["URW"]);
    sample.actor("union-lawyer", "Union’s lawyer", "Lawyer", &[]);
    sample.source("hearing-2031", "Hearing on night trains", "Chamber of Deputies", &["Committee on Transport"]);
    sample.source("energy-study", "The energy of travelling asleep", "Institute for Rail Research", &["Bo Ekström"]);
    let tax = sample.tag("tax");
    let climate = sample.tag("climate");

    let question = sample.statement("subsidy", "", "Should night trains be subsidised?");
    question.about = Some(Text::new("Several countries pay operators for every sleeper they run."));
    sample.statement("yes-subsidy", "answers subsidy", "Yes: they replace flights").said = vec![said(0, 0, "")];
    sample.statement("no-subsidy", "answers subsidy", "No: few people use them").said = vec![said(1, 0, "")];
    let kerosene = sample.statement(
        "kerosene-untaxed",
        "supports yes-subsidy",
        "Planes pay no fuel tax, while trains pay tax on energy",
    );
    kerosene.said = vec![said(0, 0, "Kerosene is the last untaxed fuel in Europe")];
    kerosene.tags = vec![tax, climate];
    let empty = sample.statement("empty-in-winter", "rebuts yes-subsidy", "Sleeping cars run half empty in winter");
    empty.said = vec![said(1, 0, "We counted eleven passengers")];
    sample
        .statement(
            "counts-only-winter",
            "undercuts empty-in-winter",
            "The count leaves out the summer, when trains sell out",
        )
        .note =
        Some(Text::new("The summer figures were published later, with an arithmetic error in the third table."));
    let energy = sample.statement(
        "energy-per-berth",
        "supports yes-subsidy",
        "A berth needs a tenth of the energy of a seat in a plane",
    );
    energy.said = vec![said(0, 1, "A berth is worth ten seats"), said(2, 0, "")];
    energy.tags = vec![climate];
    sample
        .statement("berths-are-heavy", "rebuts energy-per-berth", "Sleeping cars are heavy and carry few people")
        .said = vec![said(1, 0, "")];
    sample.statement("staff", "", "Who should staff the trains at night?").about =
        Some(Text::new("Attendants watch, wake and sometimes console."));
    sample.statement("attendants", "answers staff", "Every car needs an attendant of its own").said =
        vec![said(3, 0, "No car without an attendant")];
    sample.statement("machines", "answers staff", "Door locks and cameras are enough");
    sample.statement(
        "cameras-watch",
        "rebuts machines",
        "Cameras bring surveillance into the place where people sleep",
    );
    sample.statement("state-cameras", "supports machines", "The state already runs cameras in every station");
    sample.statement(
        "surveillance-state",
        "rebuts state-cameras",
        "Nobody should build a surveillance state for the sake of door locks",
    );
    let comfort = sample.statement("comfort", "supports attendants", "People sleep better when somebody is awake");
    comfort.said = vec![said(2, 1, "I am awake so that they need not be")];
    sample.statement("fear-of-theft", "supports attendants", "Fear of theft keeps travellers from taking the train");
    sample.statement("tokyo", "supports yes-subsidy", "東京では夜行列車が走っている");
    sample.statement("thai", "supports yes-subsidy", "รถไฟกลางคืนช่วยประหยัดเวลา");
    sample.statement("naive", "rebuts yes-subsidy", "It’s naïve to think the state’s money comes free");
    sample.statement("premises", "supports no-subsidy", "left out");
    let last = sample.parts.statements.last_mut().expect("premises");
    last.text = None;
    last.because = vec![StatementIndex::new(4), StatementIndex::new(7)];
    sample.parts.events.push(Event {
        date: None,
        text: Text::new("The first sleeper leaves Vienna for Łódź"),
        actors: vec![ActorIndex::new(1)],
        sources: vec![SourceIndex::new(0)],
        about: vec![StatementIndex::new(0)],
        note: None,
    });
    sample.parts
}
