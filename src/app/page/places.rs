//! The pages of sources, events and tags.

use crate::app::glyph::Glyph;
use crate::app::place::{Place, names};
use crate::app::wording::{capital, count, cut};
use crate::debate::{EventIndex, Mention, SourceIndex, Stance, TagIndex, Text};

use super::compose::{Composer, INDENT};
use super::{Direction, Role, Span};

/// What it is, and how much hangs on it.
pub(super) fn headline(page: &mut Composer<'_>, glyph: Glyph, word: &str, tally: String) {
    let left = vec![
        Span::told(glyph.sign(false), Role::Sign(glyph)),
        Span::told(" ", Role::Plain),
        Span::told(capital(word), Role::Sign(glyph)),
    ];
    page.line_between(left, Span::told(tally, Role::Secondary));
    page.blank();
}

/// The mentions of each statement, which stand together.
pub(super) fn by_statement(mentions: &[Mention]) -> impl Iterator<Item = &[Mention]> {
    mentions.chunk_by(|one, other| one.statement == other.statement)
}

/// A statement and below it each time that it was said: the words, and on the page of an actor the source, on that of a
/// source the actor. What stands `behind` comes dim, at the right.
pub(super) fn mentioned(page: &mut Composer<'_>, mentions: &[Mention], on_page_of_actor: bool, behind: &str) {
    let debate = page.debate;
    let Some(first) = mentions.first() else { return };
    let glyph = Glyph::of_place(debate, Place::Statement(first.statement));
    let said = debate.attribution(*first);
    let beside = if on_page_of_actor { said.source.map(Place::Source) } else { Some(Place::Actor(said.actor)) };
    let behind = Span::told(behind, Role::Secondary);
    page.statement_link_with(first.statement, glyph, Direction::Across, beside, behind);
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

pub(super) fn source(page: &mut Composer<'_>, index: SourceIndex) {
    let debate = page.debate;
    let source = debate.source(index);
    let statements = by_statement(debate.resting_on(index));
    let number = debate.rest_on(index);
    let tally = count(number, "statement rests on it", "statements rest on it");
    headline(page, Glyph::Source, source.kind.as_deref().unwrap_or("source"), tally);
    page.paragraph(&source.title, Role::Statement, 0);
    let authors: Vec<&str> = source.authors.iter().map(Text::as_str).collect();
    let date = source.date.map(|date| date.in_words());
    let parts = [Some(authors.join(", ")), source.publisher.as_ref().map(Text::to_string), date];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        page.told("no author, publisher or date known", Role::Plain, 0);
    } else {
        page.paragraph(&parts.join(" · "), Role::Plain, 0);
    }
    match &source.url {
        Some(url) => page.paragraph(url.as_str(), Role::Plain, 0),
        None => page.told("no address known", Role::Secondary, 0),
    }
    if let Some(text) = &source.text {
        page.paragraph(&format!("local copy: {text}"), Role::Secondary, 0);
    }
    page.section("Note", source.note.as_deref());
    let heading = format!("Rests on it: {}", count(number, "statement", "statements"));
    page.group_of(&heading, number, statements, |page, mentions| mentioned(page, mentions, false, ""));
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
    let statements = page.debate.tagged(index);
    headline(page, Glyph::Tag, "tag", count(statements.len(), "statement", "statements"));
    page.paragraph(&tag.name, Role::Statement, 0);
    page.group("On these statements", statements, |page, &statement| {
        let glyph = Glyph::of_place(page.debate, Place::Statement(statement));
        page.statement_link(statement, glyph, Direction::Across);
    });
}
