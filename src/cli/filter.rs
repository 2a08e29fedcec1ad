//! What is to be told only, and in which order: the options that several commands share.

use std::io;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::app::Place;
use crate::app::filter::{Filtering, Only};
use crate::app::marks::Marks;
use crate::debate::filter::{Kind, Mark, Term};
use crate::debate::{Debate, Order, TagIndex, clean_line};
use crate::terminal::Folder;

use super::{Debates, Status, near, print};

impl ValueEnum for Order {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.words()))
    }
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for Mark {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// The order in which to tell.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Sort {
    /// The order of what bears on a statement
    #[arg(long = "sort", value_enum, value_name = "ORDER", default_value_t = Order::File)]
    pub(super) order: Order,
}

/// What must hold of all that is told. An option that is given several times must hold each time.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Filters {
    /// Only what this actor says or took part in
    #[arg(long, visible_alias = "by", value_name = "ID")]
    actor: Vec<String>,
    /// Only what is said or reported in this source
    #[arg(long, visible_alias = "in", value_name = "ID")]
    source: Vec<String>,
    /// Only what carries this tag
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,
    /// Only this question, all that bears on it, and the events about any of these; any statement will do
    #[arg(long, value_name = "ID")]
    question: Vec<String>,
    /// Only statements of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Vec<Kind>,
    /// Only positions and arguments that nobody has replied to
    #[arg(long)]
    unanswered: bool,
    /// Only statements with this mark of your own
    #[arg(long, value_enum, value_name = "MARK")]
    marked: Vec<Mark>,
}

/// A debate, and what a filter leaves of it.
struct Filtered {
    file: String,
    debate: Debate,
    filtering: Filtering,
}

/// What an option names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Actor,
    Source,
    Tag,
    Question,
}

impl Named {
    fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::Question => "question",
        }
    }

    /// The term for what has this id in a debate.
    fn term(self, debate: &Debate, id: &str) -> Option<Term> {
        let id = id.strip_prefix(self.word()).and_then(|id| id.strip_prefix(':')).unwrap_or(id);
        match self {
            Self::Actor => debate.actor_by_id(id).map(Term::By),
            Self::Source => debate.source_by_id(id).map(Term::In),
            Self::Tag => {
                let place = debate.tags().iter().position(|tag| tag.name.as_str() == id)?;
                Some(Term::Tagged(TagIndex::new(place)))
            }
            Self::Question => debate.statement_by_id(id).map(Term::Under),
        }
    }

    fn may_be(self, place: Place) -> bool {
        match self {
            Self::Actor => matches!(place, Place::Actor(_)),
            Self::Source => matches!(place, Place::Source(_)),
            Self::Tag => matches!(place, Place::Tag(_)),
            Self::Question => matches!(place, Place::Statement(_)),
        }
    }
}

impl Filters {
    /// Hands on each debate with what the filter leaves of it; `take` tells whether that is anything. Where it is nothing
    /// in all of them, that is said in the words of `nothing`.
    pub(super) fn each(
        &self,
        debates: &Debates,
        nothing: &str,
        mut take: impl FnMut(&str, &Debate, &Filtering) -> io::Result<bool>,
    ) -> io::Result<Status> {
        if self.is_empty() {
            let all = Filtering::default();
            return debates.each(|file, debate| take(file, debate, &all).map(|_| ()));
        }
        let (filtered, status) = match self.read(debates) {
            Ok(read) => read,
            Err(status) => return Ok(status),
        };
        let mut found = false;
        for Filtered { file, debate, filtering } in &filtered {
            found |= take(file, debate, filtering)?;
        }
        if found {
            return Ok(status);
        }
        print::say(nothing);
        Ok(status.max(Status::Wanting))
    }

    /// Whether everything is to be told.
    fn is_empty(&self) -> bool {
        self.named().next().is_none() && self.kind.is_empty() && !self.unanswered && self.marked.is_empty()
    }

    fn named(&self) -> impl Iterator<Item = (Named, &str)> {
        let each = [
            (Named::Actor, &self.actor),
            (Named::Source, &self.source),
            (Named::Tag, &self.tag),
            (Named::Question, &self.question),
        ];
        each.into_iter().flat_map(|(named, ids)| ids.iter().map(move |id| (named, id.as_str())))
    }

    /// Reads all debates, says what is wrong with those that cannot be opened, and works the filter out in those that
    /// have all that it names: whether an id is nowhere is known only when all have been read.
    ///
    /// # Errors
    /// How it comes out where there is nothing to print.
    fn read(&self, debates: &Debates) -> Result<(Vec<Filtered>, Status), Status> {
        let folder = if self.marked.is_empty() { None } else { Folder::of_environment() };
        let mut status = Status::Done;
        let mut open = Vec::new();
        let mut all_marks = Vec::new();
        for input in debates.inputs() {
            let book = input.read();
            match book.debate {
                Ok(debate) => {
                    open.push((book.name, debate));
                    all_marks.push(input.kept_marks(folder.as_ref()).unwrap_or_else(|words| {
                        print::say(&words);
                        status = status.max(Status::Wanting);
                        Marks::default()
                    }));
                }
                Err(refusal) => status = status.max(refusal.say(&book.name)),
            }
        }
        if open.is_empty() {
            return Err(status);
        }
        if !self.are_known(&open) {
            return Err(status.max(Status::Wanting));
        }
        let filtered = open.into_iter().zip(all_marks).filter_map(|((file, debate), marks)| {
            let filtering = Filtering::new(self.of(&debate)?, &debate, &marks);
            Some(Filtered { file, debate, filtering })
        });
        Ok((filtered.collect(), status))
    }

    /// What is wanted of one debate; none where it has not all that is named.
    fn of(&self, debate: &Debate) -> Option<Only> {
        let named: Option<Vec<Term>> = self.named().map(|(named, id)| named.term(debate, id)).collect();
        let others = self.kind.iter().copied().map(Term::Kind).chain(self.unanswered.then_some(Term::Unanswered));
        Some(Only { filter: named?.into_iter().chain(others).collect(), marks: self.marked.clone() })
    }

    /// Whether each id is in some debate; says of one that is nowhere what may have been meant.
    fn are_known(&self, debates: &[(String, Debate)]) -> bool {
        let mut known = true;
        for (named, id) in self.named() {
            if debates.iter().all(|(_, debate)| named.term(debate, id).is_none()) {
                let hint = near::hint(debates, id, |place| named.may_be(place));
                let has_no = if named == Named::Tag { "is called" } else { "has the id" };
                print::say(&format!("no {} {has_no} “{}”; {hint}", named.word(), clean_line(id)));
                known = false;
            }
        }
        known
    }
}
