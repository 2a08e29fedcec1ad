//! The fields of a query: what they are called, and what their values mean in a debate.
//!
//! A value is what one remembers: an id, a name, a title, a word of one, or its beginning. What is exactly meant goes
//! before what begins so, and where several are meant, any of them will do.

mod completions;
mod named;

use std::borrow::Cow;

use super::Index;
use super::completion::quoted;
use super::entry::Entry;
use crate::debate::filter::{Kind, Mark, Marked, Part, Term};
use crate::debate::{Debate, Period, PeriodError, Stance, StatementKind};

pub(super) use completions::may_become_date;

/// The name of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    By,
    In,
    Kind,
    Stance,
    Is,
    Has,
    Tag,
    Answers,
    Under,
    Near,
    Date,
}

/// Names that are compared with one that nothing has.
const COMPARED: usize = 2_000;

/// Names told where several are meant.
const TOLD: usize = 3;

/// Two words that begin with so many of the same letters may be forms of one.
const ALIKE: usize = 3;

/// What a value means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    /// Any of these.
    pub(super) terms: Vec<Term>,
    /// What was taken for it, where the value does not say it whole.
    pub(super) told: Option<String>,
}

/// Why a value means nothing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NoMeaning {
    /// There is no such thing, in words.
    Nothing(String),
    /// It is in more ids than can be looked at between two keys.
    TooMany,
}

impl From<String> for NoMeaning {
    fn from(words: String) -> Self {
        Self::Nothing(words)
    }
}

impl Name {
    pub(super) const ALL: [Self; 11] = [
        Self::By,
        Self::In,
        Self::Kind,
        Self::Stance,
        Self::Is,
        Self::Has,
        Self::Tag,
        Self::Answers,
        Self::Under,
        Self::Near,
        Self::Date,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::In => "in",
            Self::Kind => "kind",
            Self::Stance => "stance",
            Self::Is => "is",
            Self::Has => "has",
            Self::Tag => "tag",
            Self::Answers => "answers",
            Self::Under => "under",
            Self::Near => "near",
            Self::Date => "date",
        }
    }

    /// Other names, by which ids are named elsewhere.
    const OTHER: [(&'static str, Self); 3] = [("actor", Self::By), ("source", Self::In), ("question", Self::Under)];

    /// The field of this name.
    pub(super) fn find(word: &str) -> Option<Self> {
        let called = |name: &str| name.eq_ignore_ascii_case(word);
        let other = || Self::OTHER.into_iter().find(|(name, _)| called(name)).map(|(_, field)| field);
        Self::ALL.into_iter().find(|name| called(name.word())).or_else(other)
    }

    /// An example and what it finds.
    pub(super) fn example(self) -> (&'static str, &'static str) {
        match self {
            Self::By => ("by:NAME", "what somebody says"),
            Self::In => ("in:SOURCE", "what is said there"),
            Self::Kind => ("kind:rebuttal", "also question, position, argument, support, undercut, premise"),
            Self::Stance => ("stance:denies", "what somebody denies; also asserts, concedes"),
            Self::Is => ("is:unanswered", "what nobody has replied to; also unsourced, bookmarked, noted, unread"),
            Self::Has => ("has:quote", "also note, reply"),
            Self::Tag => ("tag:NAME", "what carries the tag"),
            Self::Answers => ("answers:ID", "the positions on a question"),
            Self::Under => ("under:ID", "all that bears on a statement"),
            Self::Near => ("near:ID", "what is at most two relations away"),
            Self::Date => ("date:2024-08..2024-09", "what was said or happened then"),
        }
    }

    /// The words that can be its value; none where it takes names, ids or dates.
    fn values(self) -> Vec<(&'static str, Term)> {
        match self {
            Self::Kind => Kind::ALL.iter().map(|kind| (kind.word(), Term::Kind(*kind))).collect(),
            Self::Stance => Stance::ALL.iter().map(|stance| (stance.verb(), Term::Stance(*stance))).collect(),
            Self::Is => {
                let of_debate = [("unanswered", Term::Unanswered), ("unsourced", Term::Unsourced)];
                of_debate.into_iter().chain(Mark::ALL.map(|mark| (mark.word(), Term::Marked(mark)))).collect()
            }
            Self::Has => Part::ALL.iter().map(|part| (part.word(), Term::Has(*part))).collect(),
            _ => Vec::new(),
        }
    }

    /// What it asks for when it names an entry; none where it asks for no such entry.
    fn term(self, debate: &Debate, entry: Entry) -> Option<Term> {
        match (self, entry) {
            (Self::By, Entry::Actor(actor)) => Some(Term::By(actor)),
            (Self::In, Entry::Source(source)) => Some(Term::In(source)),
            (Self::Tag, Entry::Tag(tag)) => Some(Term::Tagged(tag)),
            (Self::Answers, Entry::Statement(statement)) => {
                let is_question = debate.statement(statement).kind == StatementKind::Question;
                is_question.then_some(Term::Answers(statement))
            }
            (Self::Under, Entry::Statement(statement)) => Some(Term::Under(statement)),
            (Self::Near, Entry::Statement(statement)) => Some(Term::Near(statement)),
            _ => None,
        }
    }

    /// What it names, for the words about it.
    fn noun(self) -> &'static str {
        match self {
            Self::By => "actor",
            Self::In => "source",
            Self::Tag => "tag",
            Self::Answers => "question",
            _ => "statement",
        }
    }

    /// Whether it takes ids, and names only to complete them.
    fn takes_ids(self) -> bool {
        matches!(self, Self::Answers | Self::Under | Self::Near)
    }

    /// What a value means in a debate, or why it means nothing.
    pub(super) fn meaning(
        self,
        index: &Index,
        debate: &Debate,
        marked: &Marked<'_>,
        value: &str,
    ) -> Result<Meaning, NoMeaning> {
        if self == Self::Date {
            let exactly = |period| Meaning { terms: vec![Term::Dated(period)], told: None };
            let unclear = |error: PeriodError| match with_two_digits(value) {
                Some(meant) => format!("write date:{meant}"),
                None => error.to_string(),
            };
            return Ok(value.parse().map(exactly).map_err(unclear)?);
        }
        let values = self.values();
        if !values.is_empty() {
            return Ok(meaning_of_word(self, &values, marked, value)?);
        }
        let mut entries = self.entries(index, debate, value).ok_or(NoMeaning::TooMany)?;
        let other = self.of_another_kind(debate, value).filter(|_| entries.is_empty() || self.takes_ids());
        if let Some(other) = other {
            entries.retain(|entry| *called(debate, *entry) == *value);
            if entries.is_empty() {
                return Err(format!("{}: {value} is {other}, and no {}", self.word(), self.noun()).into());
            }
        }
        if entries.is_empty() {
            if let Some((one, other)) = value.split_once(',') {
                let (name, one, other) = (self.word(), quoted(one.trim()), quoted(other.trim()));
                return Err(format!("{name}: one at a time; {name}:{one} OR {name}:{other} for any").into());
            }
            let lower = value.to_lowercase();
            let meant = nearest(&lower, self.names(index, debate).take(COMPARED));
            let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
            return Err(format!("no {} is called “{value}”{meant}", self.noun()).into());
        }
        let title = |entry: &Entry| title(debate, *entry);
        let is_whole = matches!(entries.as_slice(), [only] if title(only) == value);
        Ok(Meaning {
            told: (!is_whole).then(|| listed(entries.iter().map(title), entries.len())),
            terms: entries.into_iter().filter_map(|entry| self.term(debate, entry)).collect(),
        })
    }

    /// What a value is the id of, in words, where that is nothing this field can name.
    fn of_another_kind(self, debate: &Debate, value: &str) -> Option<String> {
        let entries = [
            debate.statement_by_id(value).map(Entry::Statement),
            debate.actor_by_id(value).map(Entry::Actor),
            debate.source_by_id(value).map(Entry::Source),
        ];
        let mut entries = entries.into_iter().flatten().peekable();
        let word = entries.peek()?.word(debate);
        let article = if word.starts_with('a') { "an" } else { "a" };
        entries.all(|entry| self.term(debate, entry).is_none()).then(|| format!("{article} {word}"))
    }
}

/// Dates whose months and days have one digit, as they must be written, if they are any.
fn with_two_digits(value: &str) -> Option<String> {
    let part = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    let date = |date: &str| date.split('-').map(part).collect::<Vec<_>>().join("-");
    let meant = value.split("..").map(date).collect::<Vec<_>>().join("..");
    meant.parse::<Period>().is_ok().then_some(meant)
}

fn meaning_of_word(
    name: Name,
    values: &[(&'static str, Term)],
    marked: &Marked<'_>,
    value: &str,
) -> Result<Meaning, String> {
    let lower = value.to_lowercase();
    let is_known = |term: &Term| match term {
        Term::Marked(mark) => marked(*mark).is_some(),
        _ => true,
    };
    let exact = values.iter().find(|(word, _)| *word == lower);
    if let Some((word, term)) = exact {
        let exactly = Meaning { terms: vec![*term], told: None };
        return if is_known(term) { Ok(exactly) } else { Err(format!("nobody keeps what is {word} here")) };
    }
    let begun: Vec<_> = values.iter().filter(|(word, term)| word.starts_with(&lower) && is_known(term)).collect();
    if begun.is_empty() {
        let words = || values.iter().map(|(word, _)| Cow::Borrowed(*word));
        // "answered" is no error in "unanswered", but its opposite.
        if let Some((word, _)) =
            values.iter().find(|(word, term)| word.strip_prefix("un") == Some(&lower) && is_known(term))
        {
            return Err(format!("{0}: no “{value}”; {0}:{value} is written -{0}:{word}", name.word()));
        }
        if let Some((one, other)) = value.split_once(',') {
            let name = name.word();
            return Err(format!("{name}: one at a time; {name}:{} OR {name}:{} for any", one.trim(), other.trim()));
        }
        let alike = |word: &Cow<'_, str>| word.get(..ALIKE) == lower.get(..ALIKE);
        return Err(match nearest(&lower, words()).or_else(|| words().find(alike)) {
            Some(meant) => format!("{}: no “{value}”; did you mean {meant}?", name.word()),
            None => format!("{}: no “{value}” but {}", name.word(), words().collect::<Vec<_>>().join(", ")),
        });
    }
    Ok(Meaning {
        terms: begun.iter().map(|(_, term)| *term).collect(),
        told: Some(listed(begun.iter().map(|(word, _)| *word), begun.len())),
    })
}

/// Names that people give to fields elsewhere.
const MEANT: [(Name, &[&str]); 6] = [
    (Name::By, &["author", "from", "speaker", "who", "said"]),
    (Name::In, &["document", "article", "site"]),
    (Name::Kind, &["type"]),
    (Name::Tag, &["label", "topic", "subject"]),
    (Name::Date, &["when", "year", "since", "until", "before", "after"]),
    (Name::Under, &["about"]),
];

/// What is wrong with a name that no field has.
pub(super) fn unknown(name: &str, value: &str) -> String {
    if name.eq_ignore_ascii_case("id") {
        return format!("there is no field “{name}”; an id is typed as it is: {value}");
    }
    // As a line of the command line calls it.
    if name.eq_ignore_ascii_case("event") {
        return format!("there is no field “{name}”; agon show event:{value} shows what happened");
    }
    let words = || Name::ALL.into_iter().map(Name::word);
    let asked = name.to_lowercase();
    if let Some((field, _)) = MEANT.iter().find(|(_, others)| others.contains(&asked.as_str())) {
        return format!("there is no field “{name}”; did you mean “{}:”?", field.word());
    }
    let all = words().chain(Name::OTHER.map(|(word, _)| word));
    match nearest(&asked, all.map(Cow::Borrowed)) {
        Some(meant) => format!("there is no field “{name}”; did you mean “{meant}:”?"),
        None => format!("there is no field “{name}” but {}", words().collect::<Vec<_>>().join(", ")),
    }
}

/// The first names, and how many more.
fn listed<'a>(names: impl Iterator<Item = &'a str>, count: usize) -> String {
    let told: Vec<&str> = names.take(TOLD).collect();
    match count.saturating_sub(told.len()) {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

/// What a reader calls an entry.
fn title(debate: &Debate, entry: Entry) -> &str {
    match entry {
        Entry::Actor(index) => &debate.actor(index).name,
        Entry::Source(index) => &debate.source(index).title,
        Entry::Statement(index) => &debate.statement(index).id,
        Entry::Event(index) => &debate.event(index).text,
        Entry::Tag(index) => &debate.tag(index).name,
    }
}

/// What the file calls it. A statement need not be made for that.
fn called(debate: &Debate, entry: Entry) -> Cow<'_, str> {
    match entry {
        Entry::Actor(index) => Cow::Borrowed(&debate.actor(index).id),
        Entry::Source(index) => Cow::Borrowed(&debate.source(index).id),
        Entry::Statement(index) => debate.statements().id(index.place()).unwrap_or_default(),
        _ => Cow::Borrowed(title(debate, entry)),
    }
}

/// The word that differs least, if it is near enough to be what was meant: one difference in three letters.
fn nearest<'a>(word: &str, words: impl Iterator<Item = Cow<'a, str>>) -> Option<Cow<'a, str>> {
    let length = word.chars().count();
    if length > super::words::LETTERS {
        return None;
    }
    let mut allowed = length.max(3) / 3;
    let mut best = None;
    for other in words {
        if other.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(word, &other);
        if distance <= allowed && distance < length {
            best = Some(other);
            let Some(nearer) = distance.checked_sub(1) else { break };
            allowed = nearer;
        }
    }
    best
}
