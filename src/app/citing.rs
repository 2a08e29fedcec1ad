//! What is copied of a place: its words, and where they can be looked up.

use crate::debate::{Debate, Source, SourceIndex, StatementIndex, citation};

use super::place::Place;

/// A format in which a place is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// Entries for BibTeX.
    Bibtex,
    /// Items for programs that manage citations.
    CslJson,
    /// The address of a source and nothing else.
    Address,
}

impl Form {
    /// What to call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "Plain text",
            Self::Markdown => "Markdown",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Address => "Address",
        }
    }
}

/// A place in every format that there is of it: BibTeX and CSL-JSON where it has sources, of which they are.
#[must_use]
pub fn forms(debate: &Debate, place: Place) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Plain, cited(debate, place)), (Form::Markdown, cited_in_markdown(debate, place))];
    let sources: Vec<&Source> = sources(debate, place).into_iter().map(|source| debate.source(source)).collect();
    if sources.is_empty() {
        return forms;
    }
    // Ids are keys as they are; only over several debates they may be alike.
    let entries: Vec<String> = sources.iter().map(|source| citation::bibtex(source, &source.id)).collect();
    forms.push((Form::Bibtex, entries.join("\n")));
    let items: Vec<_> = sources.iter().map(|source| citation::csl(source, &source.id)).collect();
    if let Ok(json) = serde_json::to_string_pretty(&items) {
        forms.push((Form::CslJson, json));
    }
    forms
}

/// The sources in which a place can be looked up, each once.
#[must_use]
pub fn sources(debate: &Debate, place: Place) -> Vec<SourceIndex> {
    let mut sources: Vec<SourceIndex> = match place {
        Place::Statement(index) => debate.statement(index).said.iter().filter_map(|said| said.source).collect(),
        Place::Source(index) => vec![index],
        Place::Event(index) => debate.event(index).sources.clone(),
        Place::Actor(_) | Place::Between(..) | Place::Tag(_) => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    sources.retain(|source| seen.insert(*source));
    sources
}

/// A place as plain text to paste elsewhere: a statement with everybody who speaks to it, in which words, where; a
/// source as a citation; of two actors each reply between them; of anything else its title and what tells it apart.
#[must_use]
pub fn cited(debate: &Debate, place: Place) -> String {
    match place {
        Place::Statement(index) => {
            let wording = debate.statement(index).wording().to_string();
            lines(debate, index, wording, "– ", str::to_owned, citation::plain)
        }
        Place::Source(index) => citation::plain(debate.source(index)),
        _ => told(debate, place),
    }
}

/// The same for Markdown: a statement's wording in bold, and under it a list.
fn cited_in_markdown(debate: &Debate, place: Place) -> String {
    let escaped = citation::escaped_markdown;
    match place {
        Place::Statement(index) => {
            let mut wording = format!("**{}**", escaped(debate.statement(index).wording()));
            if !debate.statement(index).said.is_empty() {
                wording.push('\n');
            }
            lines(debate, index, wording, "- ", escaped, citation::markdown)
        }
        Place::Source(index) => citation::markdown(debate.source(index)),
        _ => citation::unlisted(escaped(&told(debate, place))),
    }
}

/// `first`, and a line for each time that a statement was said.
fn lines(
    debate: &Debate,
    statement: StatementIndex,
    first: String,
    bullet: &str,
    words: fn(&str) -> String,
    citation: fn(&Source) -> String,
) -> String {
    let mut lines = vec![first];
    for said in &debate.statement(statement).said {
        let mut line = format!("{bullet}{} {}", words(&debate.actor(said.actor).name), said.stance.verb());
        if let Some(quote) = &said.quote {
            line = format!("{line} “{}”", words(quote));
        }
        if let Some(source) = said.source {
            line = format!("{line}, in {}", citation(debate.source(source)));
        }
        if let Some(place) = &said.place {
            line = format!("{line}, {}", words(place));
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// What is neither a statement nor a source, by its title and what tells it apart.
fn told(debate: &Debate, place: Place) -> String {
    let title = place.title(debate);
    match place {
        Place::Actor(index) => {
            debate.actor(index).role.as_ref().map_or_else(|| title.to_owned(), |role| format!("{title}, {role}"))
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
            let date = debate.event(index).date;
            date.map_or_else(|| title.to_owned(), |date| format!("{}: {title}", date.in_words()))
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Origin, read};

    #[test]
    fn a_statement_is_cited_in_every_format() {
        let yaml = "
agon: 1
title: T
actors: {ana: {name: Ana *Díaz*}, bo: {name: Bo Lind}}
sources:
  letter: {title: 'A & B', url: 'https://example.org/a_b', date: 2031-05~}
  other: {title: Hearing}
questions: {q: {text: '1. Should they run?'}}
positions:
  p:
    text: '*Yes*: they pay.'
    answers: q
    said:
      - {by: ana, in: letter, quote: 'no [tax]', at: page 2}
      - {by: bo, in: other, stance: denies}
      - {by: bo, in: letter}
";
        let debate = read(yaml.as_bytes(), &Origin::named("test")).expect("a debate");
        let place = Place::Statement(debate.statement_by_id("p").expect("a position"));
        let forms = forms(&debate, place);
        let text = |form: Form| forms.iter().find(|(other, _)| *other == form).map_or("", |(_, text)| text.as_str());
        assert_eq!(
            text(Form::Plain),
            "*Yes*: they pay.\n\
             – Ana *Díaz* asserts “no [tax]”, in “A & B”, about May 2031, https://example.org/a_b, page 2\n\
             – Bo Lind denies, in “Hearing”, undated\n\
             – Bo Lind asserts, in “A & B”, about May 2031, https://example.org/a_b"
        );
        assert_eq!(
            text(Form::Markdown),
            "**\\*Yes\\*: they pay.**\n\n\
             - Ana \\*Díaz\\* asserts “no \\[tax\\]”, in “[A \\& B](<https://example.org/a_b>)”, about May 2031, page 2\n\
             - Bo Lind denies, in “Hearing”, undated\n\
             - Bo Lind asserts, in “[A \\& B](<https://example.org/a_b>)”, about May 2031"
        );
        let keys: Vec<&str> = text(Form::Bibtex).lines().filter(|line| line.starts_with('@')).collect();
        assert_eq!(keys, ["@misc{letter,", "@misc{other,"]);
        let items: serde_json::Value = serde_json::from_str(text(Form::CslJson)).expect("JSON");
        assert_eq!(
            (&items[0]["id"], &items[1]["id"], items.as_array().map(Vec::len)),
            (&"letter".into(), &"other".into(), Some(2))
        );
        let question = super::forms(&debate, Place::Statement(debate.statement_by_id("q").expect("a question")));
        assert_eq!(
            question,
            [(Form::Plain, "1. Should they run?".into()), (Form::Markdown, "**1. Should they run?**".into())]
        );
        let actor = super::forms(&debate, Place::Actor(debate.actor_by_id("ana").expect("an actor")));
        assert_eq!(actor, [(Form::Plain, "Ana *Díaz*".into()), (Form::Markdown, "Ana \\*Díaz\\*".into())]);
    }
}
