//! The pages of what is not a statement: actors, sources, events, tags.

use indexmap::IndexMap;

use crate::app::glyph::Glyph;
use crate::app::listing::stances;
use crate::app::place::{Place, names};
use crate::app::wording::{count, cut};
use crate::debate::{
    ActorIndex, EventIndex, Mention, SourceIndex, Stance, StatementIndex, StatementKind, TagIndex, Text,
};

use super::compose::{Composer, INDENT, span};
use super::statement::capital;
use super::{Direction, Role};

/// What it is, and how much hangs on it.
fn headline(page: &mut Composer<'_>, glyph: Glyph, word: &str, tally: String) {
    let left = vec![
        span(glyph.sign(false), Role::Sign(glyph)),
        span(" ", Role::Plain),
        span(capital(word), Role::Sign(glyph)),
    ];
    page.line_between(left, span(tally, Role::Secondary));
    page.blank();
}

/// The mentions of each statement together, in the order of the first of them.
fn by_statement(mentions: impl IntoIterator<Item = Mention>) -> Vec<Vec<Mention>> {
    let mut groups: IndexMap<StatementIndex, Vec<Mention>> = IndexMap::new();
    for mention in mentions {
        groups.entry(mention.statement).or_default().push(mention);
    }
    groups.into_values().collect()
}

/// A statement and below it each time that it was said: the words, and on the page of an actor the source, on that of a
/// source the actor.
fn mentioned(page: &mut Composer<'_>, mentions: &[Mention], on_page_of_actor: bool) {
    let debate = page.debate;
    let Some(first) = mentions.first() else { return };
    let glyph = Glyph::of_place(debate, Place::Statement(first.statement));
    let said = debate.attribution(*first);
    let beside = if on_page_of_actor { said.source.map(Place::Source) } else { Some(Place::Actor(said.actor)) };
    page.statement_link_with(first.statement, glyph, Direction::Across, beside, "");
    for relation in debate.statement(first.statement).relations.iter().filter(|relation| relation.kind.is_reply()) {
        let to = names(debate, relation.target, Stance::Asserts, 2);
        let to = to.map_or_else(String::new, |(to, _)| format!("{to}: "));
        let text = format!("{} {to}{}", relation.kind.verb(), debate.statement(relation.target).wording());
        let text = cut(&text, page.columns.saturating_sub(INDENT * 3));
        page.under_last_link(&text, Role::Relation(relation.kind), INDENT * 3);
    }
    for mention in mentions {
        let said = debate.attribution(*mention);
        let quote = said.quote.as_ref().map(|quote| format!("“{quote}”"));
        let who_or_where = if on_page_of_actor {
            said.source.map(|source| format!("in {}", debate.source(source).title))
        } else {
            Some(format!("{} {}", debate.actor(said.actor).name, said.stance.verb()))
        };
        if let Some(quote) = quote {
            page.under_last_link(&quote, Role::Quote, INDENT * 3);
        }
        if let Some(text) = who_or_where {
            let text = cut(&text, page.columns.saturating_sub(INDENT * 3));
            page.under_last_link(&text, Role::Secondary, INDENT * 3);
        }
    }
}

pub(super) fn actor(page: &mut Composer<'_>, index: ActorIndex) {
    let debate = page.debate;
    let actor = debate.actor(index);
    let mentions = debate.said_by(index);
    headline(page, Glyph::Actor, "actor", stances(debate, index));
    page.paragraph(&actor.name, Role::Statement, 0);
    if let Some(role) = &actor.role {
        page.paragraph(role, Role::Plain, 0);
    }
    if !actor.aka.is_empty() {
        let names: Vec<&str> = actor.aka.iter().map(Text::as_str).collect();
        page.paragraph(&format!("also {}", names.join(", ")), Role::Secondary, 0);
    }
    let holds = |mention: &Mention| debate.statement(mention.statement).kind == StatementKind::Position;
    for stance in Stance::ALL {
        let of_stance = |positions: bool| {
            let wanted = mentions
                .iter()
                .filter(|mention| debate.attribution(**mention).stance == stance && holds(mention) == positions);
            by_statement(wanted.copied())
        };
        let held = match stance {
            Stance::Asserts => "Holds",
            Stance::Concedes => "Concedes the position",
            Stance::Denies => "Denies the position",
        };
        page.group(held, &of_stance(true), |page, mentions| {
            mentioned(page, mentions, true);
            if let Some(question) = mentions.first().and_then(|mention| answered_question(page, *mention)) {
                page.under_last_link(&question, Role::Secondary, INDENT * 3);
            }
        });
        let others = of_stance(false);
        let heading = format!("{} {}", capital(stance.verb()), others.len());
        page.group(&heading, &others, |page, mentions| mentioned(page, mentions, true));
    }
    page.section("Note", actor.note.as_deref());
    page.events(debate.events_with(index));
    page.blank();
    page.paragraph(&actor.id, Role::Secondary, 0);
}

/// For a position: to which question.
fn answered_question(page: &Composer<'_>, mention: Mention) -> Option<String> {
    let relation = page.debate.statement(mention.statement).relations.first()?;
    Some(format!("on: {}", page.debate.statement(relation.target).wording()))
}

pub(super) fn source(page: &mut Composer<'_>, index: SourceIndex) {
    let debate = page.debate;
    let source = debate.source(index);
    let mentions = debate.resting_on(index);
    let statements = by_statement(mentions.iter().copied());
    let tally = count(statements.len(), "statement rests on it", "statements rest on it");
    headline(page, Glyph::Source, source.kind.as_deref().unwrap_or("source"), tally);
    page.paragraph(&source.title, Role::Statement, 0);
    let authors: Vec<&str> = source.authors.iter().map(Text::as_str).collect();
    let date = source.date.map(|date| date.in_words());
    let parts = [Some(authors.join(", ")), source.publisher.as_ref().map(Text::to_string), date];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let imprint = if parts.is_empty() { "no author, publisher or date known".to_owned() } else { parts.join(" · ") };
    page.paragraph(&imprint, Role::Plain, 0);
    match &source.url {
        Some(url) => page.paragraph(url.as_str(), Role::Plain, 0),
        None => page.paragraph("no address known", Role::Secondary, 0),
    }
    if let Some(text) = &source.text {
        page.paragraph(&format!("local copy: {text}"), Role::Secondary, 0);
    }
    page.section("Note", source.note.as_deref());
    let heading = format!("Rests on it: {}", count(statements.len(), "statement", "statements"));
    page.group(&heading, &statements, |page, mentions| mentioned(page, mentions, false));
    page.events(debate.events_in(index));
    page.blank();
    page.paragraph(&source.id, Role::Secondary, 0);
}

pub(super) fn event(page: &mut Composer<'_>, index: EventIndex) {
    let debate = page.debate;
    let event = debate.event(index);
    let date = event.date.map_or_else(|| "undated".to_owned(), |date| date.in_words());
    headline(page, Glyph::Event, "event", date);
    page.paragraph(&event.text, Role::Statement, 0);
    page.group("Who took part", &event.actors, |page, &actor| {
        page.place_link(Place::Actor(actor), Glyph::Actor, "");
    });
    page.group("Bears on", &event.about, |page, &statement| {
        let glyph = Glyph::of_place(page.debate, Place::Statement(statement));
        page.statement_link(statement, glyph, Direction::Across);
    });
    page.group("Reported in", &event.sources, |page, &source| {
        page.place_link(Place::Source(source), Glyph::Source, "");
    });
    page.section("Note", event.note.as_deref());
}

pub(super) fn tag(page: &mut Composer<'_>, index: TagIndex) {
    let tag = page.debate.tag(index);
    headline(page, Glyph::Tag, "tag", count(tag.statements.len(), "statement", "statements"));
    page.paragraph(&tag.name, Role::Statement, 0);
    page.group("On these statements", &tag.statements, |page, &statement| {
        let glyph = Glyph::of_place(page.debate, Place::Statement(statement));
        page.statement_link(statement, glyph, Direction::Across);
    });
}
