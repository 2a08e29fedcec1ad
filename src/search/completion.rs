//! What a query may go on with: words, the names of fields, and their values. What begins as was typed comes first; what only has
//! the typed letters in order is behind it, or, as words are many, in its place.

use std::cmp::Reverse;
use std::ops::Range;

use super::Index;
use super::entry::{Field, each_own};
use super::fields::Name;
use super::letters::Letters;
use super::syntax::{What, is_quote, pieces};
use super::words::{bytes_of_letters, each_word};
use crate::debate::{Debate, Stance, StatementKind};

/// What may be put in the place of a part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What may stand there; what stands there now may be among them.
    pub candidates: Vec<Candidate>,
    /// Whether they are values of a field, not words or fields.
    pub is_value: bool,
}

/// Something that may stand in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is typed.
    pub text: String,
    /// What a reader calls it, where that is something else.
    pub name: Option<String>,
    /// The bytes of [`Candidate::told`] that were typed already: in order and apart.
    pub marks: Vec<Range<usize>>,
}

impl Candidate {
    /// What is typed, as it is.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self { text: text.to_owned(), name: None, marks: Vec::new() }
    }

    /// One that was found by letters of what is typed, or else of what it is called.
    pub(super) fn with_letters(text: String, name: Option<String>, letters: &Letters) -> Self {
        let mut candidate = Self { text, name, marks: Vec::new() };
        candidate.marks = match (letters.fit(&candidate.text), &candidate.name) {
            (Some((_, marks)), _) => marks,
            (None, Some(name)) => {
                let before = candidate.text.len() + " (".len();
                let marks = letters.fit(name).map(|(_, marks)| marks).unwrap_or_default();
                marks.into_iter().map(|mark| mark.start + before..mark.end + before).collect()
            }
            (None, None) => Vec::new(),
        };
        candidate
    }

    /// As it is shown: with what it is called.
    #[must_use]
    pub fn told(&self) -> String {
        match &self.name {
            Some(name) => format!("{} ({name})", self.text),
            None => self.text.clone(),
        }
    }
}

/// More are not offered.
const MOST: usize = 50;

/// Words that are offered.
const WORDS: usize = 12;

/// From so many letters on words are offered that only have them in order.
const LETTERS: usize = 3;

/// Words that are looked at for these.
const COMPARED: usize = 16_384;

/// Entries that are looked at to see how a word is written, and bytes of each of their texts.
const READ: usize = 4;
const BYTES: usize = 2_000;

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
    /// What the word, the field or its value may become in which the byte `cursor` of a query stands; nothing where there is
    /// nothing but what stands there.
    #[must_use]
    pub fn complete(&self, debate: &Debate, typed: &str, cursor: usize) -> Option<Completion> {
        let piece =
            pieces(typed).into_iter().find(|piece| (piece.range.start + 1..=piece.range.end).contains(&cursor))?;
        let (range, candidates, is_value) = match piece.what {
            // What a phrase may go on with is not known.
            What::Words { quoted: true, .. } => return None,
            What::Words { text, quoted: false } => {
                let whole = typed.get(text.clone())?;
                let (range, word) = word_at(whole, cursor.checked_sub(text.start)?)?;
                let range = text.start + range.start..text.start + range.end;
                let mut candidates = Vec::new();
                // The name of a field is a piece of its own.
                if range == text {
                    let lower = whole.to_lowercase();
                    let begins = |name: &Name| name.word().starts_with(&lower);
                    let letters = Letters::of(&lower);
                    let field = |name: Name| Candidate::with_letters(format!("{}:", name.word()), None, &letters);
                    candidates.extend(Name::ALL.into_iter().filter(begins).map(field));
                }
                candidates.extend(self.words_for(debate, typed.get(range.clone())?, &word));
                (range, candidates, false)
            }
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

    /// The words of the debate that begin with the folded letters of a word, those that are in the most entries first, and
    /// those that only join others where there are no more; where there is none, those that have its letters in order and begin with the first. The word itself is as it was typed.
    fn words_for(&self, debate: &Debate, typed: &str, word: &str) -> Vec<Candidate> {
        let vocabulary = &self.vocabulary;
        let count = |word: u32| self.postings.count(word..word.saturating_add(1));
        let tells = |word: &u32| !self.forms.is_function_word(vocabulary.word(*word));
        let begun = vocabulary.beginning_with(word);
        let mut words: Vec<u32> = begun.clone().filter(tells).collect();
        if words.is_empty() {
            words.extend(begun.clone());
        }
        let by_count = |word: &u32| (Reverse(count(*word)), *word);
        if words.len() > WORDS {
            words.select_nth_unstable_by_key(WORDS, by_count);
            words.truncate(WORDS);
        }
        words.sort_unstable_by_key(by_count);
        let letters = Letters::of(word);
        if words.is_empty() && letters.count() >= LETTERS {
            let first = word.chars().next().map(String::from).unwrap_or_default();
            let alike = vocabulary.beginning_with(&first).take(COMPARED);
            let fitting = |word: u32| letters.fit(vocabulary.word(word)).map(|(points, _)| (points, word));
            let mut alike: Vec<(i64, u32)> = alike.filter_map(fitting).collect();
            alike.sort_unstable_by_key(|(points, word)| (Reverse(*points), by_count(word)));
            words.extend(alike.into_iter().map(|(_, word)| word).take(WORDS));
        }
        let candidate = |number: u32| {
            let whole = vocabulary.word(number);
            let written = || self.written(debate, number).unwrap_or_else(|| whole.to_owned());
            let text = if whole == word { typed.to_owned() } else { written() };
            if begun.contains(&number) {
                let begins = bytes_of_letters(&text, word.chars().count());
                return Candidate { name: None, marks: std::iter::once(0..begins).collect(), text };
            }
            Candidate::with_letters(text, None, &letters)
        };
        words.into_iter().map(candidate).collect()
    }

    /// How a word is written in the debate where it is no beginning of a sentence, if that can be typed; names are written
    /// so anywhere. Where it begins sentences only, it is written small if that changes nothing else.
    fn written(&self, debate: &Debate, number: u32) -> Option<String> {
        let letters = self.vocabulary.word(number);
        let (mut written, mut beginning) = (None, None);
        for entry in self.postings.first(number, READ) {
            each_own(debate, self.entries.entry(entry), |piece| {
                let text = piece.text.get(..piece.text.floor_char_boundary(BYTES)).unwrap_or_default();
                let mut begins = !piece.field.is_name();
                each_word(text, |word| {
                    let found = if begins { &mut beginning } else { &mut written };
                    if word.letters == letters && found.is_none() && piece.field != Field::Id {
                        *found = text.get(word.range).filter(|text| is_word(text, letters)).map(str::to_owned);
                    }
                    begins = false;
                });
            });
            if written.is_some() {
                return written;
            }
        }
        beginning.filter(|beginning| beginning.to_lowercase() != letters)
    }
}

/// The word of a text in which, or behind which, a byte of it stands: where it is, and its folded letters.
fn word_at(text: &str, cursor: usize) -> Option<(Range<usize>, String)> {
    let mut at = None;
    each_word(text, |word| {
        if word.range.start < cursor && cursor <= word.range.end {
            at = Some((word.range, word.letters.to_owned()));
        }
    });
    at
}

/// Whether what is typed so in a query is one word with these letters.
fn is_word(text: &str, letters: &str) -> bool {
    let whole = 0..text.len();
    let is_piece = |what: &What| matches!(what, What::Words { text, quoted: false } if *text == whole);
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.letters == letters));
    words == [true] && matches!(pieces(text).as_slice(), [piece] if !piece.negated && is_piece(&piece.what))
}
