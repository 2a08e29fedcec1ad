//! The pages of those who speak: of one, and of what is between two.

use std::collections::HashMap;

use crate::app::glyph::Glyph;
use crate::app::listing::stances;
use crate::app::place::Place;
use crate::app::wording::{capital, count, cut};
use crate::app::work::is_surveyed;
use crate::debate::{ActorIndex, Mention, Reply, Stance, StatementIndex, Text};

use super::compose::{Composer, INDENT};
use super::places::{by_statement, headline, mentioned};
use super::{Direction, Role, Span};

/// What stands under a link to a statement is set in as far as its text.
const UNDER: usize = INDENT * 3;

pub(super) fn actor(page: &mut Composer<'_>, index: ActorIndex) {
    let debate = page.debate;
    let actor = debate.actor(index);
    let is_surveyed = is_surveyed(debate);
    let says = if is_surveyed { stances(debate, index) } else { String::new() };
    headline(page, Glyph::Actor, "actor", says);
    page.paragraph(&actor.name, Role::Statement, 0);
    if let Some(role) = &actor.role {
        page.paragraph(role, Role::Plain, 0);
    }
    if !actor.aka.is_empty() {
        let names: Vec<&str> = actor.aka.iter().map(Text::as_str).collect();
        page.paragraph(&format!("also {}", names.join(", ")), Role::Secondary, 0);
    }
    if is_surveyed {
        statements(page, index);
    } else {
        later(page);
    }
    page.section("Note", actor.note.as_deref());
    page.events(debate.events_with(index));
    page.blank();
    page.paragraph(&actor.id, Role::Secondary, 0);
}

/// Stands for the rest while a large debate is looked through: a page that waited for that would be one that hangs.
fn later(page: &mut Composer<'_>) {
    let words = "The debate is being looked through: what they say and who replies to whom is here in a moment.";
    page.blank();
    page.told(words, Role::Secondary, 0);
}

/// What an actor says, and who replies to that.
fn statements(page: &mut Composer<'_>, index: ActorIndex) {
    let survey = page.debate.survey();
    positions(page, index);
    for (heading, partners, with) in
        [("Replied to by", survey.repliers(index), "with"), ("Replies to", survey.replied_to(index), "to")]
    {
        page.group(heading, partners, |page, (partner, number)| {
            let behind = format!("{with} {}", count(*number, "statement", "statements"));
            page.place_link(Place::Between(index, *partner), Glyph::Actor, &behind);
        });
    }
    for stance in Stance::ALL {
        let arguments = by_statement(survey.arguments(index, stance));
        let number = survey.argues(index, stance);
        let heading = format!("{} {}", capital(stance.verb()), count(number, "argument", "arguments"));
        page.group_of(&heading, number, arguments, |page, mentions| mentioned(page, mentions, true, ""));
    }
}

/// The positions that an actor speaks to, under their questions, and how.
fn positions(page: &mut Composer<'_>, index: ActorIndex) {
    let debate = page.debate;
    let mut mentions: HashMap<(StatementIndex, Stance), Vec<Mention>> = HashMap::new();
    for statement in debate.survey().stands().spoken_to_by(index) {
        for (said, attribution) in debate.statement(statement).said.iter().zip(0..) {
            if said.actor == index {
                mentions.entry((statement, said.stance)).or_default().push(Mention { statement, attribution });
            }
        }
    }
    let positions = debate.positions_of(index).into_iter().flat_map(|(question, stands)| {
        stands.into_iter().enumerate().map(move |(place, stand)| ((place == 0).then_some(question), stand))
    });
    let positions: Vec<(Option<StatementIndex>, (StatementIndex, Stance))> = positions.collect();
    page.group("Positions", &positions, |page, (question, stand)| {
        if let Some(question) = question {
            let text = format!("{} {}", Glyph::Question.sign(false), debate.statement(*question).wording());
            page.paragraph(&text, Role::Secondary, INDENT);
        }
        mentioned(page, mentions.get(stand).map_or(&[], Vec::as_slice), true, stand.1.verb());
    });
}

/// Every reply between two actors, as claim and answer, and what both of them speak to.
pub(super) fn between(page: &mut Composer<'_>, one: ActorIndex, other: ActorIndex) {
    let debate = page.debate;
    let replies = is_surveyed(debate).then(|| debate.exchanges(one, other));
    let number = replies.as_ref().map(|replies| count(replies.len(), "reply", "replies"));
    headline(page, Glyph::Actor, "between two actors", number.unwrap_or_default());
    page.paragraph(&format!("{} and {}", debate.actor(one).name, debate.actor(other).name), Role::Statement, 0);
    let Some(replies) = replies else { return later(page) };
    let mut both = vec![one, other];
    both.dedup();
    page.group("Who they are", &both, |page, &actor| {
        page.place_link(Place::Actor(actor), Glyph::Actor, &stances(page.debate, actor));
    });
    if replies.is_empty() {
        page.blank();
        page.told("Neither replies to the other.", Role::Secondary, 0);
    }
    let claims: Vec<&[Reply]> = replies.chunk_by(|one, next| (one.target, one.to) == (next.target, next.to)).collect();
    page.group("Claim and answer", &claims, |page, claim| {
        let Reply { target, to, .. } = claim[0];
        // The first one has the heading above it.
        if claim[0] != claims[0][0] {
            page.blank();
        }
        said(page, target, None, &[to]);
        for reply in *claim {
            said(page, reply.reply, Some(reply), &[reply.by]);
        }
    });
    let shared = if one == other { Vec::new() } else { debate.shared(one, other) };
    page.group("Both speak to", &shared, |page, &statement| {
        said(page, statement, None, &both);
    });
}

/// A link to a statement and below it how it replies, if it does, and what these actors say of it, in which words, where.
fn said(page: &mut Composer<'_>, statement: StatementIndex, reply: Option<&Reply>, actors: &[ActorIndex]) {
    let debate = page.debate;
    let all = || debate.statement(statement).said.iter().filter(|said| actors.contains(&said.actor));
    let source = all().find_map(|said| said.source).map(Place::Source);
    let glyph = reply
        .map_or_else(|| Glyph::of_place(debate, Place::Statement(statement)), |reply| Glyph::of_relation(reply.kind));
    page.statement_link_with(statement, glyph, Direction::Across, source, Span::told("", Role::Plain));
    if let Some(Reply { kind, on, .. }) = reply {
        let on = on.map(|on| format!(", only as to: {}", debate.statement(on).wording())).unwrap_or_default();
        let text = cut(&format!("{} it{on}", kind.verb()), page.columns.saturating_sub(UNDER));
        page.under_last_link(&text, Role::Relation(*kind), UNDER);
    }
    for said in all() {
        let words = format!("{} {}", debate.actor(said.actor).name, said.stance.verb());
        page.under_last_link(&words, Role::Stance(said.stance), UNDER);
        if let Some(quote) = &said.quote {
            page.under_last_link(&format!("“{quote}”"), Role::Quote, UNDER);
        }
        if let Some(source) = said.source {
            let source = format!("in {}", debate.source(source).title);
            page.under_last_link(&cut(&source, page.columns.saturating_sub(UNDER)), Role::Secondary, UNDER);
        }
    }
}
