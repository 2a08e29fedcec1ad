//! The debate as its file has it.

use std::io::{self, Write};

use agon::debate::{RelationKind, Stance};

use super::{Generate, Relation, Said, Statement};

/// How long the lines of a text become.
const LINE: usize = 100;

impl Generate {
    pub fn title(self) -> String {
        format!("A debate of {} statements", self.statements())
    }

    /// Writes the file, statement by statement.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "agon: 1\ntitle: {}\nlanguage: en\n\nactors:", self.title())?;
        for actor in (0..self.actors()).map(|number| self.actor(number)) {
            writeln!(out, "  {}:\n    name: {}\n    role: {}", actor.id, plain(&actor.name), plain(&actor.role))?;
            if let Some(aka) = actor.aka {
                writeln!(out, "    aka: [{}]", quoted(&aka))?;
            }
        }
        writeln!(out, "\nsources:")?;
        for source in (0..self.sources()).map(|number| self.source(number)) {
            writeln!(out, "  {}:\n    title: {}\n    kind: {}", source.id, plain(&source.title), source.kind)?;
            writeln!(out, "    publisher: {}\n    authors: [{}]", plain(&source.publisher), quoted(&source.author))?;
            if let Some(date) = source.date {
                writeln!(out, "    date: {date}")?;
            }
            writeln!(out, "    url: {}", source.url)?;
            text(out, "note", source.note.as_deref())?;
        }
        let mut section = None;
        for number in 0..self.statements() {
            let statement = self.statement(number);
            if section != Some(statement.kind) {
                section = Some(statement.kind);
                writeln!(out, "\n{}s:", statement.kind.word())?;
            }
            self.statement_to(out, &statement)?;
        }
        writeln!(out, "\nevents:")?;
        for event in (0..self.events()).map(|number| self.event(number)) {
            writeln!(out, "  - date: {}\n    text: {}", event.date, quoted(&event.text))?;
            writeln!(out, "    actors: {}\n    in: {}", self.actor(event.actor).id, self.source(event.source).id)?;
            writeln!(out, "    about: {}", self.id(event.about))?;
        }
        Ok(())
    }

    fn statement_to(self, out: &mut impl Write, statement: &Statement) -> io::Result<()> {
        writeln!(out, "  {}:", statement.id)?;
        text(out, "text", statement.text.as_deref())?;
        text(out, "about", statement.about.as_deref())?;
        for kind in RelationKind::ALL {
            let of_kind = statement.relations.iter().filter(|relation| relation.kind == kind);
            let targets: Vec<String> = of_kind.map(|relation| self.target(relation)).collect();
            list(out, kind.verb(), &targets)?;
        }
        list(out, "because", &statement.because.iter().map(|premise| self.id(*premise)).collect::<Vec<_>>())?;
        match &*statement.said {
            [] => {}
            [said] => writeln!(out, "    said: {}", self.said_to(said))?,
            several => {
                writeln!(out, "    said:")?;
                several.iter().try_for_each(|said| writeln!(out, "      - {}", self.said_to(said)))?;
            }
        }
        list(out, "tags", &statement.tags)?;
        text(out, "note", statement.note.as_deref())
    }

    fn target(self, relation: &Relation) -> String {
        let target = self.id(relation.target);
        match relation.on {
            Some(on) => format!("{{argument: {target}, on: {}}}", self.id(on)),
            None => target,
        }
    }

    fn said_to(self, said: &Said) -> String {
        let mut text = format!("{{by: {}", self.actor(said.actor).id);
        let stance = (said.stance != Stance::Asserts).then(|| said.stance.verb().to_owned());
        for (key, value) in [
            ("in", said.source.map(|source| format!("source-{source}"))),
            ("stance", stance),
            ("quote", said.quote.as_deref().map(quoted)),
            ("at", said.place.clone()),
        ] {
            if let Some(value) = value {
                text.extend([", ", key, ": ", &value]);
            }
        }
        text + "}"
    }
}

/// A key with one item, or with several.
fn list(out: &mut impl Write, key: &str, items: &[impl AsRef<str>]) -> io::Result<()> {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match &*items {
        [] => Ok(()),
        [item] => writeln!(out, "    {key}: {item}"),
        items => writeln!(out, "    {key}: [{}]", items.join(", ")),
    }
}

/// A key with a text: on its line, or on several lines where it is long.
fn text(out: &mut impl Write, key: &str, text: Option<&str>) -> io::Result<()> {
    let Some(text) = text else { return Ok(()) };
    if text.len() <= LINE {
        return writeln!(out, "    {key}: {}", plain(text));
    }
    write!(out, "    {key}: >-")?;
    let mut column = LINE;
    for word in text.split(' ') {
        if column + word.len() >= LINE {
            write!(out, "\n      {word}")?;
            column = word.len();
        } else {
            write!(out, " {word}")?;
            column += 1 + word.len();
        }
    }
    writeln!(out)
}

/// A text without quotes, where YAML takes it so.
fn plain(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic) && !text.contains(": ") && !text.contains(" #");
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
