//! `agon add`: one more statement, actor, source or event.

use std::io::{self, Write};

use clap::{Args, Subcommand, ValueEnum};

use crate::format::edit::{self, Entry};
use crate::format::shape::{
    Actor, Argument, Attribution, Bearing, Event, Id, OneOrMany, Position, Prose, Question, Source, Stance, Undercut,
};

use super::Status;
use super::change::Target;
use super::print::Manner;

/// Add a statement, an actor, a source or an event to a file, and touch nothing else in it
///
/// The entry comes at the end of its section, in the way that the section is written; FILE may be one that a debate
/// includes. Its id is made from its words,
/// unless one is given, and printed. Ids may be given several to an option, with commas between them.
#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Question(AddQuestion),
    Position(AddPosition),
    Argument(AddArgument),
    Actor(AddActor),
    Source(AddSource),
    Event(AddEvent),
}

/// What every entry may have.
#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    target: Target,
    /// What a careful reader should know
    #[arg(long, allow_hyphen_values = true)]
    note: Option<String>,
}

/// What every entry under an id may have.
#[derive(Debug, Args)]
struct WithId {
    /// The id [default: made from the words]
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What every statement may have.
#[derive(Debug, Args)]
struct OfStatement {
    /// Who says it: the id of an actor
    #[arg(long, value_name = "ACTOR")]
    by: Option<String>,
    /// Where: the id of a source
    #[arg(long = "in", value_name = "SOURCE", requires = "by")]
    source: Option<String>,
    /// How they stand to it [default: asserts]
    #[arg(long, value_enum, requires = "by")]
    stance: Option<HowTheyStand>,
    /// Their very words
    #[arg(long, requires = "by", allow_hyphen_values = true)]
    quote: Option<String>,
    /// The place in the source: a page, a minute
    #[arg(long, value_name = "PLACE", requires = "by", allow_hyphen_values = true)]
    at: Option<String>,
    /// A word that groups statements; may be repeated
    #[arg(long = "tag", value_name = "TAG", allow_hyphen_values = true)]
    tags: Vec<String>,
    #[command(flatten)]
    entry: WithId,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum HowTheyStand {
    Asserts,
    Concedes,
    Denies,
}

/// Add what is disputed
#[derive(Debug, Args)]
struct AddQuestion {
    /// The question, in one sentence
    #[arg(long, allow_hyphen_values = true)]
    text: String,
    /// More about it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    about: Option<String>,
    #[command(flatten)]
    statement: OfStatement,
}

/// Add an answer that somebody gives
#[derive(Debug, Args)]
struct AddPosition {
    /// The position, in one sentence
    #[arg(long, allow_hyphen_values = true)]
    text: String,
    /// The questions it answers
    #[arg(long, value_name = "ID", required = true, value_delimiter = ',')]
    answers: Vec<String>,
    #[command(flatten)]
    statement: OfStatement,
}

/// Add a reason
#[derive(Debug, Args)]
struct AddArgument {
    /// What it says, in one sentence; not needed with --because
    #[arg(long, required_unless_present = "because", allow_hyphen_values = true)]
    text: Option<String>,
    /// What it says is right
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    supports: Vec<String>,
    /// What it says is wrong
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    rebuts: Vec<String>,
    /// What, even if true, does not bear on what it is used for
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    undercuts: Vec<String>,
    /// The only one for which what is undercut does not bear
    #[arg(long, value_name = "ID", requires = "undercuts")]
    on: Option<String>,
    /// The premises it rests on jointly
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    because: Vec<String>,
    #[command(flatten)]
    statement: OfStatement,
}

/// Add somebody who speaks
#[derive(Debug, Args)]
struct AddActor {
    /// The name to show
    #[arg(long, allow_hyphen_values = true)]
    name: String,
    /// In what capacity they speak
    #[arg(long, allow_hyphen_values = true)]
    role: Option<String>,
    /// Another name they go by; may be repeated
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    aka: Vec<String>,
    #[command(flatten)]
    entry: WithId,
}

/// Add a document that can be looked up
#[derive(Debug, Args)]
struct AddSource {
    /// The title to show
    #[arg(long, allow_hyphen_values = true)]
    title: String,
    /// What it is, in a free word
    #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
    kind: Option<String>,
    /// Who brought it out
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    publisher: Option<String>,
    /// Who wrote it; may be repeated
    #[arg(long = "author", value_name = "NAME", allow_hyphen_values = true)]
    authors: Vec<String>,
    /// When it came out: 2031, 2031-05 or 2031-05-02, with ~ for about, ? for doubtful
    #[arg(long)]
    date: Option<String>,
    /// Where it stands on the web
    #[arg(long)]
    url: Option<String>,
    /// A local copy: a path from the folder of FILE
    #[arg(long, value_name = "PATH")]
    text: Option<String>,
    #[command(flatten)]
    entry: WithId,
}

/// Add something that happened
#[derive(Debug, Args)]
struct AddEvent {
    /// What happened, in one sentence
    #[arg(long, allow_hyphen_values = true)]
    text: String,
    /// When: 2031, 2031-05 or 2031-05-02, with ~ for about, ? for doubtful
    #[arg(long)]
    date: Option<String>,
    /// Who took part
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    actors: Vec<String>,
    /// Where it is reported
    #[arg(long = "in", value_name = "SOURCE", value_delimiter = ',')]
    sources: Vec<String>,
    /// The statements it bears on
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    about: Vec<String>,
    #[command(flatten)]
    common: Common,
}

impl Add {
    pub(super) fn run(self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let (entry, id, target) = self.what.taken_apart();
        target.change(
            manner,
            out,
            |bytes, origin| {
                let into = target.part();
                edit::add(bytes, origin, into.as_deref(), entry, id.as_deref())
                    .map(|added| (vec![added.changed], added.id))
            },
            |id, out| id.map_or(Ok(()), |id| writeln!(out, "{id}")),
        )
    }
}

impl What {
    /// The entry, the id that was asked for, and the file.
    fn taken_apart(self) -> (Entry, Option<String>, Target) {
        match self {
            Self::Question(AddQuestion { text, about, statement }) => {
                let (said, tags, id, note, target) = statement.taken_apart();
                (Entry::Question(Question { text: Prose(text), about: prose(about), said, tags, note }), id, target)
            }
            Self::Position(AddPosition { text, answers, statement }) => {
                let (said, tags, id, note, target) = statement.taken_apart();
                let position = Position { answers: ids(answers), text: Prose(text), said, tags, note };
                (Entry::Position(position), id, target)
            }
            Self::Argument(AddArgument { text, supports, rebuts, undercuts, on, because, statement }) => {
                let (said, tags, id, note, target) = statement.taken_apart();
                let undercut = |argument: String| match &on {
                    Some(on) => Undercut::One(Bearing { argument: Id(argument), on: Id(on.clone()) }),
                    None => Undercut::All(Id(argument)),
                };
                let argument = Argument {
                    text: prose(text),
                    supports: ids(supports),
                    rebuts: ids(rebuts),
                    undercuts: OneOrMany(undercuts.into_iter().map(undercut).collect()),
                    because: ids(because),
                    said,
                    tags,
                    note,
                };
                (Entry::Argument(argument), id, target)
            }
            Self::Actor(AddActor { name, role, aka, entry }) => {
                let (id, note, target) = entry.taken_apart();
                (Entry::Actor(Actor { name: Prose(name), role: prose(role), aka: proses(aka), note }), id, target)
            }
            Self::Source(AddSource { title, kind, publisher, authors, date, url, text, entry }) => {
                let (id, note, target) = entry.taken_apart();
                let source = Source {
                    title: Prose(title),
                    kind: prose(kind),
                    publisher: prose(publisher),
                    authors: proses(authors),
                    date: date.as_deref().map(Into::into),
                    url: url.as_deref().map(Into::into),
                    text: text.as_deref().map(Into::into),
                    note,
                };
                (Entry::Source(source), id, target)
            }
            Self::Event(AddEvent { text, date, actors, sources, about, common: Common { target, note } }) => {
                let event = Event {
                    date: date.as_deref().map(Into::into),
                    text: Prose(text),
                    actors: ids(actors),
                    sources: ids(sources),
                    about: ids(about),
                    note: prose(note),
                };
                (Entry::Event(event), None, target)
            }
        }
    }
}

impl WithId {
    fn taken_apart(self) -> (Option<String>, Option<Prose>, Target) {
        (self.id, prose(self.common.note), self.common.target)
    }
}

type Said = OneOrMany<Attribution>;

impl OfStatement {
    fn taken_apart(self) -> (Said, OneOrMany<Prose>, Option<String>, Option<Prose>, Target) {
        let stance = self.stance.map(|stance| match stance {
            HowTheyStand::Asserts => Stance::Asserts,
            HowTheyStand::Concedes => Stance::Concedes,
            HowTheyStand::Denies => Stance::Denies,
        });
        let (source, quote, at) = (self.source.map(Id), prose(self.quote), prose(self.at));
        let said = self.by.map(|by| Attribution { by: Id(by), source, stance, quote, at });
        let (id, note, target) = self.entry.taken_apart();
        (OneOrMany(said.into_iter().collect()), proses(self.tags), id, note, target)
    }
}

fn prose(text: Option<String>) -> Option<Prose> {
    text.map(Prose)
}

fn proses(texts: Vec<String>) -> OneOrMany<Prose> {
    OneOrMany(texts.into_iter().map(Prose).collect())
}

fn ids(ids: Vec<String>) -> OneOrMany<Id> {
    OneOrMany(ids.into_iter().map(Id).collect())
}
