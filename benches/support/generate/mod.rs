//! A debate as large as one likes, the same every time: realistic English, threads of replies, one statement to which a
//! twentieth of all others reply, who said it and where.
//!
//! Every statement is worked out from its number alone, so that a debate of a million is written in bounded memory.

#![allow(dead_code, unreachable_pub, reason = "each bench uses its part, and nobody else sees it")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "chance is no sum"
)]

mod chance;
mod parts;
mod words;
mod yaml;

use agon::debate::{RelationKind, Stance, StatementKind};
use chance::Chance;

/// What of the debate a number is for: no two kinds of things share their chance.
#[derive(Debug, Clone, Copy)]
enum Thing {
    Statement,
    Relations,
    Actor,
    Source,
    Event,
    Id,
}

/// A debate to make.
#[derive(Debug, Clone, Copy)]
pub struct Generate {
    statements: usize,
    seed: u64,
}

/// A statement; others by their numbers, in the order of the file.
#[derive(Debug)]
pub struct Statement {
    pub id: String,
    pub kind: StatementKind,
    pub text: Option<String>,
    pub about: Option<String>,
    pub relations: Vec<Relation>,
    pub because: Vec<usize>,
    pub said: Vec<Said>,
    pub tags: Vec<&'static str>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    pub target: usize,
    pub on: Option<usize>,
}

#[derive(Debug)]
pub struct Said {
    pub actor: usize,
    pub source: Option<usize>,
    pub stance: Stance,
    pub quote: Option<String>,
    pub place: Option<String>,
}

#[derive(Debug)]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub role: String,
    pub aka: Option<String>,
}

#[derive(Debug)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    pub publisher: String,
    pub author: String,
    pub date: Option<String>,
    pub url: String,
    pub note: Option<String>,
}

#[derive(Debug)]
pub struct Event {
    pub date: String,
    pub text: String,
    pub actor: usize,
    pub source: usize,
    pub about: usize,
}

/// Of so many statements one replies to the statement that has most replies, and of five times as many one goes on
/// with the longest thread.
const WIDE: usize = 20;

/// The most replies to one statement.
const WIDEST: usize = 50_000;

impl Generate {
    pub fn new(statements: usize, seed: u64) -> Self {
        Self { statements: statements.max(1), seed }
    }

    /// All statements: first the questions, then the positions.
    pub fn statements(self) -> usize {
        self.statements
    }

    pub fn questions(self) -> usize {
        (self.statements.isqrt() / 2).max(1)
    }

    pub fn positions(self) -> usize {
        (3 * self.questions()).min(self.statements - self.questions())
    }

    pub fn actors(self) -> usize {
        (self.statements / 50).clamp(3, 20_000).min(self.statements)
    }

    pub fn sources(self) -> usize {
        (self.statements / 100).clamp(2, 10_000).min(self.statements)
    }

    pub fn events(self) -> usize {
        self.statements.div_ceil(500)
    }

    fn chance(self, of: Thing, number: usize) -> Chance {
        Chance::at(self.seed.wrapping_mul(16).wrapping_add(of as u64), number)
    }

    /// The statement that a twentieth of all others reply to, if there are others.
    pub fn widest(self) -> usize {
        self.questions().min(self.statements - 1)
    }

    pub fn id(self, number: usize) -> String {
        words::id(&mut self.chance(Thing::Id, number), number)
    }

    pub fn kind(self, number: usize) -> StatementKind {
        if number < self.questions() {
            StatementKind::Question
        } else if number < self.questions() + self.positions() {
            StatementKind::Position
        } else {
            StatementKind::Argument
        }
    }

    /// Whether the two statements behind this one are its premises.
    fn is_linked(self, number: usize) -> bool {
        number.is_multiple_of(WIDE) && self.kind(number) == StatementKind::Argument && number + 2 < self.statements
    }

    fn is_premise(self, number: usize) -> bool {
        (1..=2).any(|back| number >= back && self.is_linked(number - back))
    }

    /// What a statement bears on, always something before it: nothing but premises lead round in a circle.
    pub fn relations(self, number: usize) -> Vec<Relation> {
        let mut chance = self.chance(Thing::Relations, number);
        let related = |kind, target| Relation { kind, target, on: None };
        match self.kind(number) {
            StatementKind::Question => return Vec::new(),
            StatementKind::Position => {
                return vec![related(RelationKind::Answers, (number - self.questions()) % self.questions())];
            }
            StatementKind::Argument if self.is_premise(number) => return Vec::new(),
            StatementKind::Argument => {}
        }
        let thread = 5 * WIDE;
        let first = if number % WIDE == 7 && number / WIDE < WIDEST {
            related(RelationKind::Rebuts, self.widest())
        } else if number % thread == 13 {
            let before = number.checked_sub(thread).filter(|before| self.kind(*before) == StatementKind::Argument);
            related(RelationKind::Rebuts, before.unwrap_or_else(|| self.questions()))
        } else {
            self.bearing(number, &mut chance)
        };
        let mut relations = vec![first];
        if chance.happens(5) {
            let second = related(RelationKind::Supports, self.before(number, &mut chance));
            relations.extend((second.target != first.target).then_some(second));
            // As a file has them: first all of one kind.
            relations.sort_by_key(|relation| relation.kind);
        }
        relations
    }

    fn bearing(self, number: usize, chance: &mut Chance) -> Relation {
        let target = self.before(number, chance);
        let is_argument = self.kind(target) == StatementKind::Argument;
        let kind = match chance.below(100) {
            ..40 => RelationKind::Supports,
            40..55 if is_argument => RelationKind::Undercuts,
            _ => RelationKind::Rebuts,
        };
        // Often no more than one use of it.
        let on = (kind == RelationKind::Undercuts && chance.happens(30))
            .then(|| self.relations(target).first().map(|relation| relation.target))
            .flatten();
        Relation { kind, target, on }
    }

    /// A statement before this one that is no question: what was said last, or anything, what came first most often.
    fn before(self, number: usize, chance: &mut Chance) -> usize {
        let start = self.questions();
        if chance.happens(50) {
            return (number - 1 - chance.rank(40).min(number - 1)).max(start);
        }
        start + chance.below(number - start).min(chance.below(number - start))
    }

    pub fn statement(self, number: usize) -> Statement {
        let chance = &mut self.chance(Thing::Statement, number);
        let kind = self.kind(number);
        let because = if self.is_linked(number) { vec![number + 1, number + 2] } else { Vec::new() };
        let text = match kind {
            StatementKind::Question => Some(words::question(chance)),
            _ if !because.is_empty() && chance.happens(50) => None,
            _ => Some(words::prose(chance, 1 + chance.clone().rank(5))),
        };
        let about = (kind == StatementKind::Question && chance.happens(50)).then(|| words::prose(chance, 2));
        let said = self.said(number, chance);
        let mut tags = Vec::new();
        for _ in 0..[0, 0, 0, 1, 1, 2][chance.below(6)] {
            let tag = words::tag(chance);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let note = chance.happens(3).then(|| words::prose(chance, 1));
        let (id, relations) = (self.id(number), self.relations(number));
        Statement { id, kind, text, about, relations, because, said, tags, note }
    }

    fn said(self, number: usize, chance: &mut Chance) -> Vec<Said> {
        // Everybody says something, and in every source something stands.
        let mut actor = if number < self.actors() { number } else { chance.rank(self.actors()) };
        let times = [1, 1, 1, 1, 1, 1, 1, 1, 2, 3][chance.below(10)].min(self.actors());
        let mut said = Vec::with_capacity(times);
        for time in 0..times {
            let source = if number < self.sources() && time == 0 { number } else { chance.rank(self.sources()) };
            let stance = match chance.below(10) {
                0 if time > 0 => Stance::Concedes,
                1..4 if time > 0 => Stance::Denies,
                _ => Stance::Asserts,
            };
            // A quote and a place stand in a source.
            let is_sourced = number < self.sources() || chance.happens(95);
            said.push(Said {
                actor,
                source: is_sourced.then_some(source),
                stance,
                quote: chance.happens(40).then(|| words::prose(chance, 1)).filter(|_| is_sourced),
                place: chance.happens(50).then(|| words::place(chance)).filter(|_| is_sourced),
            });
            actor = (actor + 1) % self.actors();
        }
        said
    }

    pub fn actor(self, number: usize) -> Actor {
        let chance = &mut self.chance(Thing::Actor, number);
        let name = words::name(number);
        let aka = chance.happens(10).then(|| words::initialled(&name));
        Actor { id: words::slug(&name), role: words::role(chance), aka, name }
    }

    pub fn source(self, number: usize) -> Source {
        let chance = &mut self.chance(Thing::Source, number);
        Source {
            id: format!("source-{number}"),
            title: words::title(chance),
            kind: chance.of(&["article", "hearing", "report", "study", "judgment", "speech"]),
            publisher: words::publisher(chance),
            author: words::name(chance.rank(self.actors())),
            date: chance.happens(90).then(|| words::date(chance)),
            url: format!("https://example.org/{}/{number}", self.seed),
            note: chance.happens(5).then(|| words::prose(chance, 1)),
        }
    }

    pub fn event(self, number: usize) -> Event {
        let chance = &mut self.chance(Thing::Event, number);
        Event {
            date: words::date(chance),
            text: words::prose(chance, 1),
            actor: chance.rank(self.actors()),
            source: chance.rank(self.sources()),
            about: chance.rank(self.statements),
        }
    }
}
