//! `agon actors`: who speaks, what one of them says, and every reply between two.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::app::Place;
use crate::app::glyph::Glyph;
use crate::app::listing::stances;
use crate::app::wording::count;
use crate::debate::{ActorIndex, Attribution, Debate, Mention, Reply, Stance, StatementIndex, clean_line};

use super::print::{self, Entry, JsonList, Manner};
use super::{Debates, Format, HowToPrint, Status, grid, json, load, near};

const JSON: &str = "\
As JSON, without an ID: a list of
  file; type, id, text; role, aka, note
  asserts, concedes, denies: how often
With one: a list, one item for each debate that has the actor, of
  file, debate; type, id, text; role, aka, note
  positions: a list of question, and positions: a list of statement, stance
  says: a list of statement, actor, role, stance, quote, source, at
  replied_to_by, replies_to: lists of actor, statements: how many
With two: a list, one item for each debate that has both, of
  file, debate; actors: both of them
  exchanges: a list of relation, on, reply, reply_by, reply_said, target,
    target_by, target_said
  both_speak_to: a list of statement, said: by the two of them
With --grid: a list, one item for each position under each question, of
  file; question, position; asserts, concedes, denies, replies: lists of actor
Here statement, actor, source, question, reply and target are type, id, text;
what ends in said is a list of actor, role, stance, quote, source, at.";

/// Print who speaks; of one actor what they say and who replies; of two every exchange between them
///
/// Of the words, one that is `-`, holds a slash, ends in .yaml, .yml, .json or .agonpack, or names something that is
/// there is a PATH; any other is an actor's ID, at most two. Where an actor and a file are named alike, actor:NAME is the
/// actor and ./NAME the file. An actor speaks for what they assert or concede; what they deny is no statement of theirs.
#[derive(Debug, Args)]
#[command(after_long_help = JSON, override_usage = "agon actors [OPTIONS] [ID] [ID] [PATH]...")]
pub(super) struct Actors {
    /// Actors, none to two of them; and debates: files, folders or packs of them, or `-` for standard input [default: the
    /// one that is built in]
    #[arg(value_name = "ID|PATH", value_hint = ValueHint::AnyPath)]
    words: Vec<PathBuf>,
    /// Every position with those who assert, concede and deny it, and who reply to it: whose statement rebuts or
    /// undercuts the position itself
    #[arg(long)]
    grid: bool,
    #[command(flatten)]
    print: HowToPrint,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    #[serde(flatten)]
    actor: Who<'a>,
    asserts: usize,
    concedes: usize,
    denies: usize,
}

#[derive(Debug, Serialize)]
struct Who<'a> {
    #[serde(flatten)]
    reference: json::Reference<'a>,
    role: Option<&'a str>,
    aka: Vec<&'a str>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    file: &'a str,
    debate: &'a str,
    #[serde(flatten)]
    actor: Who<'a>,
    positions: Vec<OnQuestion<'a>>,
    says: Vec<json::Mentioned<'a>>,
    replied_to_by: Vec<Partner<'a>>,
    replies_to: Vec<Partner<'a>>,
}

#[derive(Debug, Serialize)]
struct OnQuestion<'a> {
    question: json::Reference<'a>,
    positions: Vec<Stand<'a>>,
}

#[derive(Debug, Serialize)]
struct Stand<'a> {
    statement: json::Reference<'a>,
    stance: &'static str,
}

#[derive(Debug, Serialize)]
struct Partner<'a> {
    actor: json::Reference<'a>,
    statements: usize,
}

#[derive(Debug, Serialize)]
struct Two<'a> {
    file: &'a str,
    debate: &'a str,
    actors: [json::Reference<'a>; 2],
    exchanges: Vec<Turn<'a>>,
    both_speak_to: Vec<Shared<'a>>,
}

#[derive(Debug, Serialize)]
struct Turn<'a> {
    relation: &'static str,
    on: Option<&'a str>,
    reply: json::Reference<'a>,
    reply_by: json::Reference<'a>,
    reply_said: Vec<json::Said<'a>>,
    target: json::Reference<'a>,
    target_by: json::Reference<'a>,
    target_said: Vec<json::Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Shared<'a> {
    statement: json::Reference<'a>,
    said: Vec<json::Said<'a>>,
}

impl Actors {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let (paths, ids): (Vec<PathBuf>, Vec<PathBuf>) =
            self.words.iter().cloned().partition(|word| load::is_path(word));
        let debates = Debates { paths };
        let ids: Vec<String> = ids.iter().map(|id| id.to_string_lossy().into_owned()).collect();
        let ids: Vec<&str> = ids.iter().map(|id| id.strip_prefix("actor:").unwrap_or(id)).collect();
        match ids.as_slice() {
            [] if self.grid => grid::run(&debates, self.print.format, manner, out),
            [id, ..] if self.grid => {
                print::say(&format!("the grid is of all actors: “{}” is no PATH", clean_line(id)));
                Ok(Status::Wrong)
            }
            [] => self.all(&debates, manner, out),
            [id] => self.named(&debates, &[id], manner, out),
            [one, other] => self.named(&debates, &[one, other], manner, out),
            more => {
                let words: Vec<_> = more.iter().map(|id| clean_line(id)).collect();
                print::say(&format!("one or two actors, not {}: {}", more.len(), words.join(", ")));
                Ok(Status::Wrong)
            }
        }
    }

    /// Everybody.
    fn all(&self, debates: &Debates, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        if self.print.format == Format::Json {
            let mut list = JsonList::new(out);
            let status = debates
                .each(|file, debate| actors(debate).try_for_each(|actor| list.item(&row(file, debate, actor))))?;
            list.end()?;
            return Ok(status);
        }
        let mut first = true;
        debates.each(|_, debate| {
            print::title(manner, out, debate, &mut first)?;
            if debate.actors().is_empty() {
                writeln!(out, "{}", manner.dim("nobody speaks yet"))?;
            }
            actors(debate).try_for_each(|actor| write_who(debate, actor, manner, out))
        })
    }

    /// One of them or two, in every debate that has them.
    fn named(&self, debates: &Debates, ids: &[&str], manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let (debates, status) = debates.read_those_that_open();
        if debates.is_empty() {
            return Ok(status);
        }
        for id in ids {
            if debates.iter().all(|(_, debate)| debate.actor_by_id(id).is_none()) {
                let hint = near::hint(&debates, id, |place| matches!(place, Place::Actor(_)));
                print::say(&format!("no actor has the id “{}”; {hint}", clean_line(id)));
                return Ok(status.max(Status::Wanting));
            }
        }
        let mut list = Vec::new();
        let mut first = true;
        let mut together = false;
        let mut between = false;
        for (file, debate) in &debates {
            let found: Vec<ActorIndex> = ids.iter().filter_map(|id| debate.actor_by_id(id)).collect();
            if found.len() < ids.len() {
                continue;
            }
            together = true;
            let human = self.print.format == Format::Human;
            if human {
                print::title(manner, out, debate, &mut first)?;
            }
            let something = match (found.as_slice(), human) {
                ([one, other], true) => write_two(debate, [*one, *other], manner, out)?,
                ([one, other], false) => {
                    let two = told_two(file, debate, [*one, *other]);
                    let something = !(two.exchanges.is_empty() && two.both_speak_to.is_empty());
                    list.push(serde_json::to_value(two)?);
                    something
                }
                (found, human) => {
                    for actor in found {
                        if human {
                            write_one(debate, *actor, manner, out)?;
                        } else {
                            list.push(serde_json::to_value(told_one(file, debate, *actor))?);
                        }
                    }
                    true
                }
            };
            between |= something;
        }
        if self.print.format == Format::Json {
            print::json(out, &list)?;
        }
        if !together {
            print::say("no debate has both of them");
        }
        Ok(if between { status } else { status.max(Status::Wanting) })
    }
}

fn actors(debate: &Debate) -> impl Iterator<Item = ActorIndex> + use<> {
    (0..debate.actors().len()).map(ActorIndex::new)
}

fn row<'a>(file: &'a str, debate: &'a Debate, actor: ActorIndex) -> Row<'a> {
    let number = |stance| {
        let mentions = debate.said_by(actor).iter();
        mentions.filter(|mention| debate.attribution(**mention).stance == stance).count()
    };
    Row {
        file,
        actor: who(debate, actor),
        asserts: number(Stance::Asserts),
        concedes: number(Stance::Concedes),
        denies: number(Stance::Denies),
    }
}

fn who(debate: &Debate, index: ActorIndex) -> Who<'_> {
    let actor = debate.actor(index);
    Who {
        reference: json::reference(debate, Place::Actor(index)),
        role: actor.role.as_deref(),
        aka: json::strings(&actor.aka),
        note: actor.note.as_deref(),
    }
}

fn write_who(debate: &Debate, index: ActorIndex, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let actor = debate.actor(index);
    let id = json::id(debate, Place::Actor(index));
    let before = format!("{} ", Glyph::Actor.sign(false));
    Entry { before: &before, text: &actor.name, id: &id, bold: true, ..Entry::default() }.write(manner, out)?;
    if let Some(role) = &actor.role {
        print::paragraph(manner, out, 4, role)?;
    }
    let says = match stances(debate, index) {
        says if says.is_empty() => "says nothing here".to_owned(),
        says => says,
    };
    writeln!(out, "    {}", manner.dim(&says))
}

fn told_one<'a>(file: &'a str, debate: &'a Debate, actor: ActorIndex) -> One<'a> {
    let stand = |(statement, stance): (StatementIndex, Stance)| Stand {
        statement: json::statement_reference(debate, statement),
        stance: stance.verb(),
    };
    let partners = |all: &[(ActorIndex, usize)]| -> Vec<Partner<'a>> {
        let partner = |&(actor, statements): &(ActorIndex, usize)| Partner {
            actor: json::reference(debate, Place::Actor(actor)),
            statements,
        };
        all.iter().map(partner).collect()
    };
    One {
        file,
        debate: debate.title(),
        actor: who(debate, actor),
        positions: debate
            .positions_of(actor)
            .into_iter()
            .map(|(question, stands)| OnQuestion {
                question: json::statement_reference(debate, question),
                positions: stands.into_iter().map(stand).collect(),
            })
            .collect(),
        says: json::mentions(debate, debate.said_by(actor)),
        replied_to_by: partners(debate.survey().repliers(actor)),
        replies_to: partners(debate.survey().replied_to(actor)),
    }
}

fn write_one(debate: &Debate, actor: ActorIndex, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    write_who(debate, actor, manner, out)?;
    let heading = |out: &mut dyn Write, words: &str| -> io::Result<()> { writeln!(out, "\n{}", manner.bold(words)) };
    let positions = debate.positions_of(actor);
    if !positions.is_empty() {
        heading(out, "Positions")?;
    }
    for (question, stands) in positions {
        write_statement(debate, question, 0, "", manner, out)?;
        for (position, stance) in stands {
            write_statement(debate, position, 2, &format!("{}: ", stance.verb()), manner, out)?;
        }
    }
    if !debate.said_by(actor).is_empty() {
        heading(out, "Says")?;
    }
    let mut before = None;
    for mention in debate.said_by(actor) {
        let Mention { statement, .. } = *mention;
        let said = debate.attribution(*mention);
        // Said alike in several places: told once, with all of them.
        if before.replace((statement, said.stance)) != Some((statement, said.stance)) {
            write_statement(debate, statement, 0, &format!("{}: ", said.stance.verb()), manner, out)?;
        }
        write_where(debate, said, "", 4, manner, out)?;
    }
    for (words, partners, to) in [
        ("Replied to by", debate.survey().repliers(actor), "with"),
        ("Replies to", debate.survey().replied_to(actor), "to"),
    ] {
        if !partners.is_empty() {
            heading(out, words)?;
        }
        for &(partner, number) in partners {
            let id = json::id(debate, Place::Actor(partner));
            let before = format!("{} ", Glyph::Actor.sign(false));
            let name = &debate.actor(partner).name;
            let text = format!("{name}, {to} {}", count(number, "statement", "statements"));
            Entry { before: &before, text: &text, id: &id, ..Entry::default() }.write(manner, out)?;
        }
    }
    Ok(())
}

/// What one or both actors say of a statement.
fn said_of<'a>(
    debate: &'a Debate,
    statement: StatementIndex,
    actors: &'a [ActorIndex],
) -> impl Iterator<Item = &'a Attribution> {
    debate.statement(statement).said.iter().filter(|said| actors.contains(&said.actor))
}

fn told_two<'a>(file: &'a str, debate: &'a Debate, actors: [ActorIndex; 2]) -> Two<'a> {
    let said = |statement, actors: &[ActorIndex]| -> Vec<json::Said<'a>> {
        let all = debate.statement(statement).said.iter().filter(|said| actors.contains(&said.actor));
        all.map(|said| json::attribution(debate, said)).collect()
    };
    let turn = |exchange: Reply| Turn {
        relation: exchange.kind.verb(),
        on: exchange.on.map(|on| &*debate.statement(on).id),
        reply: json::statement_reference(debate, exchange.reply),
        reply_by: json::reference(debate, Place::Actor(exchange.by)),
        reply_said: said(exchange.reply, &[exchange.by]),
        target: json::statement_reference(debate, exchange.target),
        target_by: json::reference(debate, Place::Actor(exchange.to)),
        target_said: said(exchange.target, &[exchange.to]),
    };
    let [one, other] = actors;
    Two {
        file,
        debate: debate.title(),
        actors: actors.map(|actor| json::reference(debate, Place::Actor(actor))),
        exchanges: debate.exchanges(one, other).into_iter().map(turn).collect(),
        both_speak_to: shared(debate, actors)
            .into_iter()
            .map(|statement| Shared {
                statement: json::statement_reference(debate, statement),
                said: said(statement, &actors),
            })
            .collect(),
    }
}

/// What both speak to; of one actor with themselves that is no news.
fn shared(debate: &Debate, [one, other]: [ActorIndex; 2]) -> Vec<StatementIndex> {
    if one == other { Vec::new() } else { debate.shared(one, other) }
}

/// Whether there was anything between the two.
fn write_two(debate: &Debate, actors: [ActorIndex; 2], manner: Manner, out: &mut dyn Write) -> io::Result<bool> {
    for actor in actors {
        write_who(debate, actor, manner, out)?;
    }
    let [one, other] = actors;
    let exchanges = debate.exchanges(one, other);
    let replies = exchanges.len();
    if replies == 0 {
        writeln!(out, "\n{}", manner.dim("Neither replies to the other."))?;
    } else {
        writeln!(out, "\n{}", manner.bold(&count(replies, "reply", "replies")))?;
    }
    let mut target = None;
    for exchange in &exchanges {
        if target.replace((exchange.target, exchange.to)) != Some((exchange.target, exchange.to)) {
            write_statement(debate, exchange.target, 0, "", manner, out)?;
            write_all_said(debate, exchange.target, &[exchange.to], 4, manner, out)?;
        }
        let mut words = exchange.kind.verb().to_owned();
        if let Some(on) = exchange.on {
            words = format!("{words}, only on {}", debate.statement(on).id);
        }
        let before = format!("  {} ", Glyph::of_relation(exchange.kind).sign(false));
        let reply = debate.statement(exchange.reply);
        let words = format!("{words}: ");
        Entry { before: &before, words: &words, text: reply.wording(), id: &reply.id, bold: false }
            .write(manner, out)?;
        write_all_said(debate, exchange.reply, &[exchange.by], 6, manner, out)?;
    }
    let shared = shared(debate, actors);
    if !shared.is_empty() {
        writeln!(out, "\n{}", manner.bold("Both speak to"))?;
    }
    for statement in &shared {
        write_statement(debate, *statement, 0, "", manner, out)?;
        write_all_said(debate, *statement, &actors, 4, manner, out)?;
    }
    Ok(replies > 0 || !shared.is_empty())
}

fn write_all_said(
    debate: &Debate,
    statement: StatementIndex,
    actors: &[ActorIndex],
    indent: usize,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    said_of(debate, statement, actors).try_for_each(|said| {
        let who = format!("{} {}", debate.actor(said.actor).name, said.stance.verb());
        write_where(debate, said, &who, indent, manner, out)
    })
}

fn write_statement(
    debate: &Debate,
    index: StatementIndex,
    indent: usize,
    words: &str,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    let statement = debate.statement(index);
    let sign = Glyph::of_kind(statement.kind).sign(false);
    let before = format!("{:indent$}{sign} ", "");
    Entry { before: &before, words, text: statement.wording(), id: &statement.id, bold: false }.write(manner, out)
}

/// Who said it, if that is to be told, in which words, and where.
fn write_where(
    debate: &Debate,
    said: &Attribution,
    who: &str,
    indent: usize,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quote = said.quote.as_ref().map(|quote| format!("“{quote}”"));
    let words = match (who, quote) {
        ("", None) => None,
        ("", Some(quote)) => Some(quote),
        (who, None) => Some(who.to_owned()),
        (who, Some(quote)) => Some(format!("{who}: {quote}")),
    };
    if let Some(words) = words {
        print::paragraph(manner, out, indent, &words)?;
    }
    let at = said.place.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    if let Some(source) = said.source {
        let id = json::id(debate, Place::Source(source));
        let before = format!("{:indent$}in ", "");
        let text = format!("{}{at}", debate.source(source).title);
        Entry { before: &before, text: &text, id: &id, ..Entry::default() }.write(manner, out)?;
    }
    Ok(())
}
