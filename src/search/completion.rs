//! What a query may go on with: the names of fields, and their values.

use std::ops::Range;

use super::Index;
use super::fields::Name;
use super::syntax::{What, is_quote, pieces};
use crate::debate::{Debate, Stance, StatementKind};

/// What may be put in the place of a part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What may stand there; what stands there now may be among them.
    pub candidates: Vec<Candidate>,
    /// Whether they are values of a field, not fields.
    pub is_value: bool,
}

/// Something that may stand in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is typed.
    pub text: String,
    /// What a reader calls it, where that is something else.
    pub name: Option<String>,
}

impl Candidate {
    fn plain(text: String) -> Self {
        Self { text, name: None }
    }
}

/// More are not offered.
const MOST: usize = 50;

/// Things that are looked at for an example.
const LOOKED_AT: usize = 1_000;

/// For every field that asks for something in the debate an example that finds something, and what it finds.
#[must_use]
pub fn examples(debate: &Debate) -> Vec<(String, &'static str)> {
    let said = || debate.statements().iter().take(LOOKED_AT).flat_map(|statement| &statement.said);
    let first = |kind| debate.statements().iter().take(LOOKED_AT).find(|statement| statement.kind == kind);
    let question = first(StatementKind::Question).map(|question| question.id.to_string());
    let argument = first(StatementKind::Argument).or_else(|| debate.statements().iter().next());
    let of_sources = debate.sources().iter().take(LOOKED_AT).filter_map(|source| source.date);
    let dates = of_sources.chain(debate.events().iter().take(LOOKED_AT).filter_map(|event| event.date));
    let last = dates.max_by_key(|date| (date.year, date.month));
    let of_debate = |name: Name| match name {
        Name::By => said().next().map(|said| debate.actor(said.actor).id.to_string()),
        Name::In => said().find_map(|said| said.source).map(|source| debate.source(source).id.to_string()),
        Name::Tag => debate.tags().first().map(|tag| tag.name.to_string()),
        Name::Stance => {
            let stances = [Stance::Denies, Stance::Concedes, Stance::Asserts];
            stances
                .into_iter()
                .find(|stance| said().any(|said| said.stance == *stance))
                .map(|stance| stance.verb().to_owned())
        }
        Name::Answers | Name::Under => question.clone(),
        Name::Near => argument.map(|argument| argument.id.to_string()),
        Name::Date => last.map(|date| match date.month {
            Some(month) => format!("{:04}-{month:02}..", date.year),
            None => format!("{:04}..", date.year),
        }),
        Name::Kind | Name::Is | Name::Has => name.example().0.split_once(':').map(|(_, value)| value.to_owned()),
    };
    let example = |name: Name| Some((format!("{}:{}", name.word(), quoted(&of_debate(name)?)), name.example().1));
    Name::ALL.into_iter().filter_map(example).collect()
}

/// A value as it is typed.
pub(super) fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

impl Index {
    /// What the piece of a query may become in which its byte `cursor` stands; nothing where that is no field nor the
    /// beginning of one, or where there is no value that begins so.
    #[must_use]
    pub fn complete(&self, debate: &Debate, typed: &str, cursor: usize) -> Option<Completion> {
        let piece =
            pieces(typed).into_iter().find(|piece| (piece.range.start + 1..=piece.range.end).contains(&cursor))?;
        let (range, candidates, is_value) = match piece.what {
            What::Words { text, quoted: false } => {
                let lower = typed.get(text.clone())?.to_lowercase();
                let begins = |name: &Name| name.word().starts_with(&lower);
                let names = Name::ALL.into_iter().filter(begins).map(|name| format!("{}:", name.word()));
                (text, names.map(Candidate::plain).collect(), false)
            }
            What::Words { .. } => return None,
            What::Field { name, value } => {
                let field = Name::find(typed.get(name.clone())?)?;
                let range = name.end + 1..piece.range.end;
                let value = typed.get(value)?.trim_matches(is_quote);
                (range, field.completions(self, debate, value, MOST), true)
            }
        };
        let is_other = |candidate: &Candidate| typed.get(range.clone()) != Some(&candidate.text);
        candidates.iter().any(is_other).then_some(Completion { range, candidates, is_value })
    }
}
