//! The page of a statement: its path, the statement, who says it, what it bears on, and what bears on it.

use crate::app::glyph::Glyph;
use crate::app::listing::Gone;
use crate::app::place::Place;
use crate::app::wording::{capital, count, cut, width};
use crate::debate::{Child, Relation, RelationKind, Stance, Statement, StatementIndex, StatementKind};

use super::compose::{Composer, INDENT, tally};
use super::{Direction, Link, Own, Role, Span, Trail, changed};

/// Lines of the path above the statement.
const LINES_OF_THE_PATH: usize = 2;

const ARROW: &str = " › ";

pub(super) fn compose(page: &mut Composer<'_>, index: StatementIndex, trail: &Trail, own: Own<'_>) {
    let debate = page.debate;
    let statement = debate.statement(index);
    crumbs(page, trail);
    headline(page, index, trail.above());
    page.blank();
    if statement.text.is_some() {
        page.paragraph(statement.wording(), Role::Statement, 0);
    } else {
        page.told("What it rests on, taken together:", Role::Secondary, 0);
        page.paragraph(statement.wording(), Role::Statement, 0);
    }
    if let Some(about) = &statement.about {
        page.blank();
        page.paragraph(about, Role::Plain, 0);
    }
    marked(page, own);
    said(page, statement);
    bears_on(page, statement);
    borne_on_by(page, index, statement);
    page.section("Note", statement.note.as_deref());
    page.events(debate.events_about(index));
    page.group("Tags", &statement.tags, |page, &tag| {
        let others = page.debate.tagged(tag).len();
        page.place_link(Place::Tag(tag), Glyph::Tag, &count(others, "statement", "statements"));
    });
    page.blank();
    page.paragraph(&statement.id, Role::Secondary, 0);
}

/// Something that has gone.
pub(super) fn compose_gone(page: &mut Composer<'_>, gone: &Gone, own: Own<'_>) {
    page.told(gone.lead, Role::Secondary, 0);
    page.blank();
    page.paragraph(&gone.wording, Role::Statement, 0);
    marked(page, own);
    page.blank();
    page.paragraph(&gone.id, Role::Secondary, 0);
}

/// What the reader has put on it.
fn marked(page: &mut Composer<'_>, own: Own<'_>) {
    let sign = |glyph: Glyph| Span::told(glyph.sign(false), Role::Sign(glyph));
    if own.bookmarked {
        page.blank();
        page.line(vec![sign(Glyph::Bookmark), Span::told(" Bookmarked", Role::Heading)]);
    }
    if let Some(note) = own.note {
        page.blank();
        page.line(vec![sign(Glyph::Note), Span::told(" My note", Role::Heading)]);
        page.paragraph(note, Role::Plain, INDENT);
    }
    if let Some(changed) = own.changed {
        page.blank();
        changed::compose(page, changed);
    }
}

/// The way from the question, each step cut so that the nearest ones are told best.
fn crumbs(page: &mut Composer<'_>, trail: &Trail) {
    let steps = trail.nearest.len() + usize::from(trail.root.is_some());
    if steps == 0 {
        return;
    }
    let room = page.columns * LINES_OF_THE_PATH;
    let each =
        (room / steps).saturating_sub(ARROW.chars().count() + 2).clamp(12, 48).min(page.columns.saturating_sub(2));
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    let mut write = |page: &mut Composer<'_>, text: String| {
        let needed = width(&text);
        if used > 0 && used + needed > page.columns {
            page.line(std::mem::take(&mut spans));
            used = 0;
        }
        used += needed;
        spans.push(Span::text(text, Role::Secondary));
    };
    if let Some(root) = trail.root {
        let question = cut(page.debate.statement(root).wording(), each);
        write(page, format!("{question}{ARROW}"));
        write(page, format!("… {} more …{ARROW}", trail.left_out));
    }
    for step in &trail.nearest {
        let wording = cut(page.debate.statement(*step).wording(), each);
        write(page, format!("{wording}{ARROW}"));
    }
    page.line(spans);
    page.blank();
}

/// What it is to the statement it stands under, and how many replies it has.
fn headline(page: &mut Composer<'_>, index: StatementIndex, above: Option<StatementIndex>) {
    let statement = page.debate.statement(index);
    let relation =
        statement.relations.iter().find(|relation| Some(relation.target) == above).or(statement.relations.first());
    let left = match (statement.kind, relation) {
        (StatementKind::Argument, Some(relation)) => {
            let glyph = Glyph::of_relation(relation.kind);
            vec![
                Span::told(glyph.sign(false), Role::Sign(glyph)),
                Span::told(" ", Role::Plain),
                Span::told(capital(relation.kind.verb()), Role::Relation(relation.kind)),
            ]
        }
        (kind, _) => {
            let glyph = Glyph::of_kind(kind);
            let sign = Span::told(glyph.sign(false), Role::Sign(glyph));
            vec![sign, Span::told(" ", Role::Plain), Span::told(capital(kind.word()), Role::Sign(glyph))]
        }
    };
    let mut left = left;
    if let Some(shown) = relation.filter(|_| statement.kind == StatementKind::Argument) {
        for kind in [RelationKind::Rebuts, RelationKind::Undercuts, RelationKind::Supports] {
            if kind != shown.kind && statement.relations.iter().any(|other| other.kind == kind) {
                left.push(Span::told(", ", Role::Secondary));
                left.push(Span::told(kind.verb(), Role::Relation(kind)));
            }
        }
    }
    let tally = tally(page.debate, index);
    page.line_between(left, Span::told(tally, Role::Secondary));
}

fn said(page: &mut Composer<'_>, statement: &Statement) {
    if statement.said.is_empty() {
        if statement.kind != StatementKind::Question {
            page.heading("Said by");
            page.told("nobody in this debate's sources", Role::Secondary, INDENT);
        }
        return;
    }
    let places: Vec<usize> = (0..statement.said.len()).collect();
    page.group("Said by", &places, |page, &place| {
        if place > 0 {
            page.blank();
        }
        attribution(page, statement, place);
    });
}

fn attribution(page: &mut Composer<'_>, statement: &Statement, place: usize) {
    let said = &statement.said[place];
    let actor = page.debate.actor(said.actor);
    let name = match &actor.role {
        Some(role) => format!("{}, {role}", actor.name),
        None => actor.name.to_string(),
    };
    let source = said.source.map(Place::Source);
    let indent = " ".repeat(INDENT);
    let link = Link {
        place: Place::Actor(said.actor),
        direction: Direction::Across,
        number: None,
        beside: source,
        first: 0,
        last: 0,
    };
    let stance = said.stance;
    let first = vec![
        Span::told(indent.as_str(), Role::Plain),
        Span::told(stance.verb(), Role::Stance(stance)),
        Span::told(" ".repeat(longest_stance() + 2 - width(stance.verb())), Role::Plain),
    ];
    page.link(link, first, (&name, Role::Plain), Span::told("", Role::Plain), usize::MAX);
    if let Some(quote) = &said.quote {
        page.paragraph(&format!("“{quote}”"), Role::Quote, INDENT * 2);
    }
    if let (Some(source), Some(index)) = (source, said.source) {
        let title = &page.debate.source(index).title;
        let link = Link {
            place: source,
            direction: Direction::Across,
            number: None,
            beside: Some(Place::Actor(said.actor)),
            first: 0,
            last: 0,
        };
        let first = vec![Span::told(" ".repeat(INDENT * 2), Role::Plain), Span::told("in ", Role::Secondary)];
        page.link(link, first, (title, Role::Secondary), Span::told("", Role::Plain), usize::MAX);
    } else {
        page.told("no source given", Role::Secondary, INDENT * 2);
    }
    if let Some(place) = &said.place {
        page.paragraph(&format!("at: {place}"), Role::Secondary, INDENT * 2);
    }
}

fn longest_stance() -> usize {
    Stance::ALL.iter().map(|stance| width(stance.verb())).max().unwrap_or_default()
}

/// Upwards: what it answers, supports, rebuts, undercuts, and what rests on it.
fn bears_on(page: &mut Composer<'_>, statement: &Statement) {
    for kind in [
        RelationKind::Answers,
        RelationKind::Rebuts,
        RelationKind::Undercuts,
        RelationKind::Supports,
        RelationKind::Premise,
    ] {
        let relations: Vec<Relation> =
            statement.relations.iter().filter(|relation| relation.kind == kind).copied().collect();
        page.group(&capital(kind.verb()), &relations, |page, relation| {
            let glyph = Glyph::of_place(page.debate, Place::Statement(relation.target));
            page.statement_link(relation.target, glyph, Direction::Up);
            one_bearing(page, relation.on);
        });
    }
}

/// Downwards: what it rests on, and what replies to it or supports it, grouped with counts.
fn borne_on_by(page: &mut Composer<'_>, index: StatementIndex, statement: &Statement) {
    let all = page.debate.children_in_order(index, page.order);
    for kind in RelationKind::ALL {
        let children: Vec<Child> =
            all.iter().map(|(_, child)| child).filter(|child| child.kind == kind).copied().collect();
        let heading = match kind {
            RelationKind::Answers => count(children.len(), "position", "positions"),
            RelationKind::Premise if statement.because.len() > 1 => "Rests on, jointly".to_owned(),
            RelationKind::Premise => "Rests on".to_owned(),
            _ => format!("{} {}", capital(kind.passive()), children.len()),
        };
        page.group(&heading, &children, |page, child| {
            page.statement_link(child.statement, Glyph::of_relation(kind), Direction::Down);
            one_bearing(page, child.on);
        });
    }
}

/// Says on what an undercut of one bearing denies that its target bears.
fn one_bearing(page: &mut Composer<'_>, on: Option<StatementIndex>) {
    if let Some(on) = on {
        let text = format!("only as to: {}", page.debate.statement(on).wording());
        page.under_last_link(&text, Role::Secondary, INDENT * 3);
    }
}
