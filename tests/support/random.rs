//! Debates of every shape, for properties: circles, shared and deep branches, relations side by side, arguments of
//! nothing but premises, empty lists, and texts made to break a screen.

#![allow(clippy::expect_used, reason = "a test may end so")]
#![allow(missing_docs, unreachable_pub, reason = "nobody sees it but the tests")]

use std::sync::Arc;

use agon::debate::{
    Actor, ActorIndex, Attribution, Date, Debate, Event, Parts, Relation, RelationKind, Source, SourceIndex, Stance,
    Statement, StatementIndex, StatementKind, TagIndex, Text, Url,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces of text that drive a terminal, hide, overlap, turn round or take more room than they seem to.
pub const PIECES: [&str; 40] = [
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{9b}2J",
    "\u{202e}desrever",
    "\u{2066}iso\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{200c}",
    "\u{feff}",
    "\u{ad}",
    "\u{7f}\u{8}",
    "\0",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    " ",
    " ",
    " ",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}",
    "\u{301}",
    "討論討論",
    "ｗｉｄｅ",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "🏳\u{fe0f}\u{200d}🌈",
    "❤\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "👍🏽",
    "🇩🇪🇫",
    "سلام لا إله",
    "می\u{200c}خواهم",
    "שלום עולם",
    "नमस्ते क्ष",
    "ก็็็ำ",
    "\u{1112}\u{1161}\u{11ab}",
    "﷽",
    "incomprehensibilitiesincomprehensibilitiesincomprehensibilities",
    "word",
    "Sánchez’ “mark” — …",
];

pub fn raw_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(PIECES.to_vec()), 0..12).prop_map(|pieces| pieces.concat()),
        2 => vec("[a-z]{1,9}", 1..20).prop_map(|words| words.join(" ")),
        1 => any::<String>(),
    ]
}

fn text() -> impl Strategy<Value = Text> {
    raw_text().prop_map(|raw| Text::new(&raw))
}

/// What one argument is made of; the numbers become places once it is known how many there are.
type Loose = (Option<Text>, Vec<(usize, Index, Option<Index>)>, Vec<Index>, Vec<LooseSaid>, Vec<Index>, Option<Text>);
type LooseSaid = (Index, Option<Index>, usize, Option<Text>, Option<Text>);

fn said() -> impl Strategy<Value = LooseSaid> {
    (any::<Index>(), option::of(any::<Index>()), 0..3_usize, option::of(text()), option::of(text()))
}

fn loose() -> impl Strategy<Value = Loose> {
    let relation = (0..4_usize, any::<Index>(), option::of(any::<Index>()));
    (
        option::weighted(0.8, text()),
        vec(relation, 0..4),
        prop_oneof![3 => Just(Vec::new()), 1 => vec(any::<Index>(), 1..4)],
        vec(said(), 0..3),
        vec(any::<Index>(), 0..2),
        option::of(text()),
    )
}

/// How many of each kind, how long the thread of replies is, and how many reply to one statement.
type Counts = (usize, usize, usize, usize, usize);

fn counts() -> impl Strategy<Value = Counts> {
    prop_oneof![
        8 => (0..3_usize, 0..4_usize, 0..10_usize, Just(0), Just(0)),
        1 => (0..2_usize, 0..2_usize, 0..4_usize, 100..400_usize, Just(0)),
        1 => (0..2_usize, 0..2_usize, 0..4_usize, Just(0), 100..300_usize),
        1 => Just((0, 0, 0, 0, 0)),
    ]
}

fn actor() -> impl Strategy<Value = Actor> {
    (text(), option::of(text()), vec(text(), 0..2), option::of(text())).prop_map(|(name, role, aka, note)| Actor {
        id: "actor".into(),
        name,
        role,
        aka,
        note,
    })
}

fn source() -> impl Strategy<Value = Source> {
    (text(), option::of(text()), option::of(text()), vec(text(), 0..2), any::<bool>(), option::of(text())).prop_map(
        |(title, kind, publisher, authors, dated, note)| Source {
            id: "source".into(),
            title,
            kind,
            publisher,
            authors,
            date: dated.then(|| "2031-05~".parse::<Date>().expect("a date")),
            url: dated.then(|| Url::new("https://example.org/a/very/long/address?indeed=1").expect("an address")),
            text: (!dated).then(|| Text::new("sources/hearing.txt")),
            note,
        },
    )
}

fn pick<I>(index: Index, count: usize, new: fn(usize) -> I) -> Option<I> {
    (count > 0).then(|| new(index.index(count.max(1))))
}

pub fn debate() -> impl Strategy<Value = Arc<Debate>> {
    counts()
        .prop_flat_map(|counts| {
            let (questions, positions, arguments, ..) = counts;
            let event = (text(), any::<Index>(), any::<Index>(), any::<Index>(), any::<bool>());
            (
                Just(counts),
                text(),
                vec(actor(), 0..3),
                vec(source(), 0..3),
                vec(loose(), questions + positions + arguments),
                vec(event, 0..3),
                vec(text(), 0..3),
            )
        })
        .prop_map(|(counts, title, actors, sources, loose, events, tags)| {
            let mut parts = Parts { title, actors, sources, tags, ..Parts::default() };
            statements(&mut parts, counts, loose);
            let (actors, sources, statements) = (parts.actors.len(), parts.sources.len(), parts.statements.len());
            parts.events.extend(events.into_iter().map(|(text, actor, source, about, dated)| Event {
                date: dated.then(|| "2031-05-02".parse::<Date>().expect("a date")),
                text,
                actors: pick(actor, actors, ActorIndex::new).into_iter().collect(),
                sources: pick(source, sources, SourceIndex::new).into_iter().collect(),
                about: pick(about, statements, StatementIndex::new).into_iter().collect(),
                note: None,
            }));
            Arc::new(Debate::new(parts))
        })
}

fn statements(parts: &mut Parts, counts: Counts, loose: Vec<Loose>) {
    let (questions, positions, arguments, thread, replies) = counts;
    let count = questions + positions + arguments;
    for (place, (text, relations, because, said, tags, note)) in loose.into_iter().enumerate() {
        let kind = match place {
            _ if place < questions => StatementKind::Question,
            _ if place < questions + positions => StatementKind::Position,
            _ => StatementKind::Argument,
        };
        let mut statement = Statement::new(&format!("s{place}"), kind);
        // Relations to any other statement: circles come by themselves. None is its own target.
        let other = |index: Index| StatementIndex::new((place + 1 + index.index((count - 1).max(1))) % count);
        match kind {
            StatementKind::Question => {}
            StatementKind::Position if questions > 0 => {
                for (_, target, _) in &relations {
                    let target = StatementIndex::new(target.index(questions));
                    statement.relations.push(Relation { kind: RelationKind::Answers, target, on: None });
                }
            }
            _ if count < 2 => {}
            _ => {
                for (kind, target, on) in &relations {
                    let kind = [RelationKind::Supports, RelationKind::Rebuts, RelationKind::Undercuts][kind % 3];
                    let on = on.filter(|_| kind == RelationKind::Undercuts).map(other);
                    statement.relations.push(Relation { kind, target: other(*target), on });
                }
                statement.because = because.into_iter().map(other).collect();
            }
        }
        statement.relations.dedup();
        statement.text = text.or_else(|| statement.because.is_empty().then(|| Text::new("wordless")));
        statement.about = note.clone().filter(|_| kind == StatementKind::Question);
        statement.note = note.filter(|_| kind != StatementKind::Question);
        statement.said.extend(said.into_iter().filter_map(|(actor, source, stance, quote, place)| {
            Some(Attribution {
                actor: pick(actor, parts.actors.len(), ActorIndex::new)?,
                source: source.and_then(|source| pick(source, parts.sources.len(), SourceIndex::new)),
                stance: Stance::ALL[stance],
                quote,
                place,
            })
        }));
        statement.tags = tags.into_iter().filter_map(|tag| pick(tag, parts.tags.len(), TagIndex::new)).collect();
        statement.tags.dedup();
        parts.statements.push(statement);
    }
    for place in 0..thread + replies {
        let mut statement = Statement::new(&format!("reply-{place}"), StatementKind::Argument);
        statement.text = Some(Text::new(&format!("So says reply number {place}, and so do others.")));
        let target = if place < thread { (count + place).checked_sub(1) } else { count.checked_sub(1) };
        statement.relations.extend(target.map(|target| Relation {
            kind: if place % 2 == 0 { RelationKind::Rebuts } else { RelationKind::Undercuts },
            target: StatementIndex::new(target),
            on: None,
        }));
        parts.statements.push(statement);
    }
}
