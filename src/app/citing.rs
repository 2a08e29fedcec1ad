//! What is copied of a place: its words, and where they can be looked up.

use crate::debate::{Debate, citation};

use super::place::Place;

/// A place as plain text to paste elsewhere: a statement with everybody who speaks to it, in which words, where; a
/// source as a citation; of two actors each reply between them; of anything else its title and what tells it apart.
#[must_use]
pub fn cited(debate: &Debate, place: Place) -> String {
    match place {
        Place::Statement(index) => {
            let statement = debate.statement(index);
            let mut lines = vec![statement.wording().to_string()];
            for said in &statement.said {
                let mut line = format!("– {} {}", debate.actor(said.actor).name, said.stance.verb());
                if let Some(quote) = &said.quote {
                    line = format!("{line} “{quote}”");
                }
                if let Some(source) = said.source {
                    line = format!("{line}, in {}", citation::plain(debate.source(source)));
                }
                if let Some(place) = &said.place {
                    line = format!("{line}, {place}");
                }
                lines.push(line);
            }
            lines.join("\n")
        }
        Place::Source(index) => citation::plain(debate.source(index)),
        Place::Actor(index) => {
            let actor = debate.actor(index);
            actor.role.as_ref().map_or_else(|| actor.name.to_string(), |role| format!("{}, {role}", actor.name))
        }
        Place::Between(one, other) => {
            let name = |actor| debate.actor(actor).name.as_str();
            let mut lines = vec![format!("{} and {}", name(one), name(other))];
            lines.extend(debate.exchanges(one, other).into_iter().map(|reply| {
                let (target, answer) = (debate.statement(reply.target), debate.statement(reply.reply));
                let verb = reply.kind.verb();
                format!("– {}: {}\n  {} {verb}: {}", name(reply.to), target.wording(), name(reply.by), answer.wording())
            }));
            lines.join("\n")
        }
        Place::Event(index) => {
            let event = debate.event(index);
            event.date.map_or_else(|| event.text.to_string(), |date| format!("{}: {}", date.in_words(), event.text))
        }
        Place::Tag(index) => debate.tag(index).name.to_string(),
    }
}
