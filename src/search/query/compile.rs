//! From what was typed to a query: its pieces looked up in an index.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lookup::{errors_in, look_up, unwanted};
use super::{Clause, Query, Remark, Term};
use crate::debate::filter::{Condition, Marked, Term as Asked};
use crate::debate::{Debate, Text};
use crate::search::Index;
use crate::search::entry::Entries;
use crate::search::fields::{self, Name, NoMeaning};
use crate::search::forms::Forms;
use crate::search::syntax::{Parsed, Piece, What, parse, pieces};
use crate::search::words::each_word;

/// Different terms that are looked at, and words of a phrase; whoever pastes more gets what the first ones find, and is
/// told so.
pub(super) const TERMS: usize = 256;
/// Where the words that a phrase may go on with stand in more entries than all there are, and in more than these, they
/// are looked for from the next letter on.
const GOING_ON: usize = 50_000;
/// A word in more than one of so many entries is meant where it was typed, not only what it begins.
const COMMON: usize = 8;
/// Fields that are looked at.
const FIELDS: usize = 32;

/// What is told of words beyond those that are looked at.
pub(super) fn too_many(range: &Range<usize>) -> Remark {
    Remark { range: range.clone(), words: Text::new(&format!("more than {TERMS} words; what follows is left out")) }
}

/// The terms of a piece of words; when they are to be `one`, its words must stand side by side. A fault where they are too
/// many.
pub(super) fn terms_of(
    typed: &str,
    piece: &Piece,
    text: &Range<usize>,
    quoted: bool,
    one: bool,
    faults: &mut Vec<Remark>,
) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut left_out = None;
    let start = text.start;
    let text = typed.get(text.clone()).unwrap_or_default();
    each_word(text, |word| {
        let typed = text.get(word.range.clone()).unwrap_or_default();
        let adjoins = !terms.is_empty();
        match terms.last_mut().filter(|_| quoted || one || word.joined) {
            Some(term) if term.words.len() < TERMS => {
                term.words.push(word.letters.into());
                term.typed = format!("{}{}{typed}", term.typed, if word.joined { "" } else { " " }).into();
            }
            Some(_) => left_out = left_out.or(Some(start + word.range.start)),
            None => terms.push(Term {
                typed: typed.into(),
                words: vec![word.letters.into()],
                adjoins,
                quoted,
                ..Term::default()
            }),
        }
    });
    if let Some(last) = terms.last_mut() {
        last.growing = piece.growing;
    }
    if let Some(start) = left_out {
        tell_once(faults, too_many(&(start..piece.range.end)));
    }
    terms
}

/// Adds a fault, unless the same was told of a piece before.
pub(super) fn tell_once(faults: &mut Vec<Remark>, fault: Remark) {
    if faults.iter().all(|other| other.words != fault.words) {
        faults.push(fault);
    }
}

/// Adds terms to others, each once, as long as there is `room`: a fault at their `piece` where there is none.
pub(super) fn add_once(
    terms: &mut Vec<Term>,
    more: impl IntoIterator<Item = Term>,
    room: usize,
    piece: &Piece,
    faults: &mut Vec<Remark>,
) {
    for term in more {
        let same = |other: &Term| other.words == term.words && other.quoted == term.quoted;
        if let Some(other) = terms.iter_mut().find(|other| same(other)) {
            other.growing |= term.growing;
        } else if terms.len() < room {
            terms.push(term);
        } else {
            tell_once(faults, too_many(&piece.range));
        }
    }
}

/// Compiles what was typed. Terms that no word begins with are taken for misspelt; when `forgiving`, after nothing was
/// found, all are that may be, and phrases that were not put in quotation marks may be scattered. What cannot be
/// understood is told and left out. Of a question in plain words those that only join others, or ask, are left out as
/// well: what answers it has them rarely. `marked` says which statements carry a mark.
pub(in crate::search) fn compile(
    index: &Index,
    debate: &Debate,
    marked: &Marked<'_>,
    typed: &str,
    forgiving: bool,
) -> Query {
    if Entries::of(debate) != index.entries {
        return Query::default();
    }
    let Parsed { clauses, faults } = parse(typed);
    let left_out = left_out(typed, &clauses, &index.forms);
    let is_question = !left_out.is_empty();
    let query = Query { asks_when: is_question && asks_when(typed), ..Query::default() };
    let mut compiler = Compiler { index, debate, marked, typed, forgiving, left_out, query, fields: Vec::new() };
    for alternatives in &clauses {
        compiler.add(alternatives);
    }
    let mut query = compiler.query;
    look_up(index, &mut query, forgiving);
    if !is_question {
        tell_joining(typed, &mut query);
    }
    query.faults.extend(faults.into_iter().map(|(range, words)| Remark { range, words: Text::new(words) }));
    query
}

/// The words that a question leaves out, where the words that must be found are plain ones that begin one, and some tell
/// what it is about: those that only join others, or ask; and who says it, if there is more.
fn left_out(typed: &str, clauses: &[Vec<Piece>], forms: &Forms) -> BTreeSet<String> {
    let mut words: Vec<String> = Vec::new();
    for alternatives in clauses {
        match alternatives.as_slice() {
            [Piece { negated: true, .. } | Piece { what: What::Field { .. }, .. }] => {}
            [Piece { what: What::Words { text, quoted: false }, .. }] => {
                each_word(typed.get(text.clone()).unwrap_or_default(), |word| words.push(word.letters.to_owned()));
            }
            _ => return BTreeSet::new(),
        }
    }
    if !words.first().is_some_and(|first| forms.asks(first)) {
        return BTreeSet::new();
    }
    let (left_out, mut telling): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| forms.is_function_word(word));
    let mut left_out: BTreeSet<String> = left_out.into_iter().collect();
    if telling.iter().any(|word| !forms.is_saying(word)) {
        left_out.extend(telling.extract_if(.., |word| forms.is_saying(word)));
    }
    if telling.is_empty() { BTreeSet::new() } else { left_out }
}

/// Whether a question is about when or where something happened.
fn asks_when(typed: &str) -> bool {
    let mut first = None;
    each_word(typed, |word| {
        first.get_or_insert(matches!(word.letters, "when" | "where"));
    });
    first == Some(true)
}

/// Tells of words between others that would join them if they stood in capitals; in a question they are left out.
fn tell_joining(typed: &str, query: &mut Query) {
    let pieces = pieces(typed);
    let inner = pieces.get(1..pieces.len().saturating_sub(1)).unwrap_or_default();
    for piece in inner.iter().filter(|piece| !piece.negated) {
        let What::Words { text, quoted: false } = &piece.what else { continue };
        match typed.get(text.clone()) {
            Some("or") => query.tell(piece.range.clone(), "“or” counts as a word here; write OR to find either"),
            Some("and") => {
                query.tell(piece.range.clone(), "“and” counts as a word here; leave it out: all words must occur");
            }
            _ => {}
        }
    }
}

struct Compiler<'a> {
    index: &'a Index,
    debate: &'a Debate,
    marked: &'a Marked<'a>,
    typed: &'a str,
    forgiving: bool,
    /// Words of a question that are left out.
    left_out: BTreeSet<String>,
    query: Query,
    /// Fields that have been looked up: where each stands, and what it asks for.
    fields: Vec<(usize, Option<Vec<Asked>>)>,
}

impl Compiler<'_> {
    /// Adds pieces of which any is enough.
    fn add(&mut self, alternatives: &[Piece]) {
        let alone = alternatives.len() == 1;
        let mut terms: Vec<Term> = Vec::new();
        let mut conditions = Vec::new();
        let mut lacking: Vec<Term> = Vec::new();
        let Some(range) = alternatives.first().map(|piece| &piece.range) else { return };
        let room = TERMS.saturating_sub(self.query.terms.len());
        for piece in alternatives {
            match &piece.what {
                What::Words { text, quoted } => {
                    let one = piece.negated || !alone;
                    let found = terms_of(self.typed, piece, text, *quoted, one, &mut self.query.faults);
                    if piece.negated {
                        let unwanted: Vec<Term> = found.into_iter().map(|term| unwanted(self.index, term)).collect();
                        self.tell_unknown(piece, &unwanted);
                        add_once(&mut lacking, unwanted, TERMS, piece, &mut self.query.faults);
                    } else {
                        if !self.query.words.is_empty() {
                            self.query.words.push(' ');
                        }
                        self.query.words.push_str(self.typed.get(text.clone()).unwrap_or_default());
                        if alone {
                            terms = found;
                        } else {
                            add_once(&mut terms, found, room, piece, &mut self.query.faults);
                        }
                    }
                }
                What::Field { name, value } => conditions.extend(self.condition(piece, name, value)),
            }
        }
        if alone && !terms.is_empty() {
            for term in terms {
                let alone = if self.forgiving { scattered(term) } else { vec![term] };
                if alone.len() > 1 {
                    self.query.tell(range.clone(), "these may stand apart: nothing has all side by side");
                }
                for term in alone {
                    self.add_word(term, range);
                }
            }
        } else if terms.is_empty() && lacking.is_empty() && conditions.iter().all(|condition| !condition.is_negated()) {
            self.query.conditions.extend(Condition::any_of(conditions));
        } else if alone {
            self.query.conditions.extend(conditions);
            if let [piece] = alternatives {
                add_once(&mut self.query.excluded, lacking, TERMS, piece, &mut self.query.faults);
            }
        } else {
            self.add_clause(terms, conditions, lacking, range);
        }
    }

    /// Tells of what is not wanted, but stands nowhere, that it leaves nothing out.
    fn tell_unknown(&mut self, piece: &Piece, terms: &[Term]) {
        let vocabulary = &self.index.vocabulary;
        let is_unknown = |term: &Term, word: &str, is_last: bool| {
            let may_grow = term.growing && is_last && !vocabulary.beginning_with(word).is_empty();
            vocabulary.find(word).is_none() && !may_grow && term.forms.is_empty() && term.open.is_empty()
        };
        let unknown = terms.iter().find_map(|term| {
            let last = term.words.len().saturating_sub(1);
            let mut words = term.words.iter().enumerate();
            words.find(|(place, word)| is_unknown(term, word, *place == last)).map(|(_, word)| word)
        });
        let Some(word) = unknown else { return };
        let nearest = vocabulary
            .nearest(word, errors_in(word.chars().count()), 0)
            .map(|nearest| nearest.words)
            .unwrap_or_default();
        let tells = |number: &u32| !self.index.forms.is_function_word(vocabulary.word(*number));
        let commonest = nearest.into_iter().filter(tells).max_by_key(|word| self.index.postings.of(*word).count());
        let meant = commonest.map(|meant| format!("; did you mean {}?", vocabulary.word(meant))).unwrap_or_default();
        self.query.tell(piece.range.clone(), &format!("no word is “{word}”: nothing is left out{meant}"));
    }

    /// Adds a word that must be found, each once, of a piece at `range`.
    fn add_word(&mut self, term: Term, range: &Range<usize>) {
        if matches!(term.words.as_slice(), [only] if self.left_out.contains(&**only)) {
            self.query.joining += 1;
            return;
        }
        let same = |clause: &&Clause| {
            clause.terms.len() == 1
                && clause.conditions.is_empty()
                && clause.lacking.is_empty()
                && self.query.terms.get(clause.terms.start).is_some_and(|other| other.words == term.words)
        };
        let place = self.query.clauses.iter().find(same).map(|clause| clause.terms.start);
        match place.and_then(|place| self.query.terms.get_mut(place)) {
            Some(other) => {
                other.growing |= term.growing;
                other.quoted |= term.quoted;
            }
            None => self.add_clause(vec![term], Vec::new(), Vec::new(), range),
        }
    }

    fn add_clause(&mut self, terms: Vec<Term>, conditions: Vec<Condition>, lacking: Vec<Term>, range: &Range<usize>) {
        let start = self.query.terms.len();
        if start + terms.len() > TERMS {
            tell_once(&mut self.query.faults, too_many(range));
            return;
        }
        if terms.len() + conditions.len() + lacking.len() == 0 {
            return;
        }
        let clause = self.query.clauses.len();
        self.query.terms.extend(terms.into_iter().map(|term| Term { clause, ..term }));
        let end = self.query.terms.len();
        (start..end).for_each(|place| self.wait(place, range));
        self.query.clauses.push(Clause { terms: start..end, conditions, lacking });
    }

    /// Leaves out the last word of a phrase that is still typed, of a piece at `range`, while it begins too much: nobody
    /// waits for what the next letter changes. Where it is a common word itself, it is that word so far.
    fn wait(&mut self, place: usize, range: &Range<usize>) {
        let index = self.index;
        let Some(term) = self.query.terms.get_mut(place).filter(|term| term.growing) else { return };
        let Some((last, [.., before])) = term.words.split_last() else { return };
        let (last, alone) = (last.clone(), term.words.len() == 2);
        let (word, before) = (index.vocabulary.find(&last), index.vocabulary.find(before));
        let count = |word: Option<u32>| word.map_or(0, |word| index.postings.of(word).count());
        let is_listed = |word: u32| alone && before.is_some_and(|before| index.pairs.find(before, word).is_some());
        let begun = index.vocabulary.beginning_with(&last);
        let others = begun.filter(|begun| Some(*begun) != word && !is_listed(*begun)).map(|begun| count(Some(begun)));
        let everything = index.entries.count() as usize;
        if others.sum::<usize>() + count(before) <= everything.max(GOING_ON) {
            return;
        }
        term.growing = false;
        if count(word) <= everything / COMMON {
            term.words.pop();
        }
        self.query.tell(range.clone(), &begins_too_much(&last));
    }

    /// Keeps what carries a mark that is asked for.
    fn take_up_mark(&mut self, asked: Asked) {
        if let Asked::Marked(mark) = asked
            && self.query.marked(mark).is_none()
            && let Some(set) = (self.marked)(mark)
        {
            self.query.marked.push((mark, set));
        }
    }

    /// What a field asks for; nothing while it has no value, or where it cannot be understood.
    fn condition(&mut self, piece: &Piece, name: &Range<usize>, value: &Range<usize>) -> Option<Condition> {
        let start = piece.range.start;
        let known = self.fields.iter().find(|(other, _)| *other == start).map(|(_, terms)| terms.clone());
        let terms = known.unwrap_or_else(|| {
            let terms = self.terms_of_field(piece, name, value);
            self.fields.push((start, terms.clone()));
            terms
        });
        Some(Condition::new(terms?, piece.negated))
    }

    /// The same, where it is looked at for the first time: what there is to tell of it is told.
    fn terms_of_field(&mut self, piece: &Piece, name: &Range<usize>, value: &Range<usize>) -> Option<Vec<Asked>> {
        let at = |range: &Range<usize>| self.typed.get(range.clone()).unwrap_or_default();
        let (word, value) = (at(name), at(value));
        let remark = |words: &str| Remark { range: piece.range.clone(), words: Text::new(words) };
        let Some(field) = Name::find(word) else {
            self.query.faults.push(remark(&fields::unknown(word, value)));
            return None;
        };
        if value.trim().is_empty() {
            let (example, about) = field.example();
            self.query.tell(piece.range.clone(), &format!("such as {example}; {about}"));
            return None;
        }
        if self.fields.len() >= FIELDS {
            self.query.faults.push(remark(&format!("more than {FIELDS} fields; this one is left out")));
            return None;
        }
        match field.meaning(self.index, self.debate, self.marked, value.trim()) {
            Err(_) if piece.growing && field == Name::Date && fields::may_become_date(value.trim()) => {
                let (example, about) = field.example();
                self.query.tell(piece.range.clone(), &format!("such as {example}; {about}"));
                None
            }
            Ok(meaning) => {
                meaning.terms.iter().for_each(|term| self.take_up_mark(*term));
                if let Some(told) = meaning.told {
                    self.query.tell(piece.range.clone(), &format!("{}: {told}", field.word()));
                }
                Some(meaning.terms)
            }
            Err(NoMeaning::TooMany) if piece.growing => {
                self.query.meanings.push(remark(&begins_too_much(value.trim())));
                None
            }
            Err(NoMeaning::TooMany) => {
                let words = format!("{}: too many ids have “{}”; type more of one", field.word(), value.trim());
                self.query.faults.push(remark(&words));
                None
            }
            Err(NoMeaning::Nothing(words)) => {
                self.query.faults.push(remark(&words));
                None
            }
        }
    }
}

/// What is told of something still typed that begins more than can be looked at.
fn begins_too_much(typed: &str) -> String {
    format!("“{typed}…” begins too much: it counts from the next letter on")
}

/// The words of a phrase that was not put in quotation marks, each for itself.
fn scattered(term: Term) -> Vec<Term> {
    if term.quoted || term.words.len() < 2 {
        return vec![term];
    }
    let Term { words, growing, clause, quoted, .. } = term;
    let last = words.len() - 1;
    let alone = |(place, word): (usize, Box<str>)| {
        let term = Term { clause, quoted, growing: growing && place == last, adjoins: place > 0, ..Term::default() };
        Term { typed: word.clone(), words: vec![word], ..term }
    };
    words.into_iter().enumerate().map(alone).collect()
}
