//! Search: query, index, ranking, highlights.
//!
//! Finds statements, actors, sources, events and tags by words and beginnings of words, forgiving case, accents and
//! typing errors, and by letters in order of ids, names and titles. An [`Index`] is made once from a debate and owns
//! none of its text: an inverted index ([`postings`]) over a sorted vocabulary ([`vocabulary`]), so that a beginning is
//! a range and a misspelling a walk. A query ([`query`]) is compiled against it, entries are scored ([`rank`]), and
//! what is shown of a hit is read again from the debate when it is shown, so that the marks are exact to the byte.
//!
//! What holds: all terms of a query are in every hit, but for those that [`jump`] finds, which come last and only when
//! words find little, and those of [`rank`] that have most of the words, which come only when nothing else does; the same query on the same
//! debate gives the same list; no query takes time out of proportion.

mod build;
mod bytes;
mod columns;
mod completion;
mod dated;
mod entry;
mod facts;
mod fields;
mod fold;
mod forms;
mod jump;
mod lendings;
mod letters;
mod packing;
mod pairs;
mod passage;
mod postings;
mod query;
mod rank;
mod scan;
mod set;
mod signature;
mod syntax;
mod vocabulary;
mod words;

pub use completion::{Candidate, Completion, examples};
pub use entry::{Entry, Field};
pub use fold::first_letter;
pub use passage::{Correction, Passage, Passages};
pub use query::{Query, Remark, remarks};
pub use scan::Scan;

use columns::Columns;
use entry::{Entries, Piece};
use facts::Facts;
use forms::Forms;
use lendings::Lendings;
use pairs::Pairs;
use postings::Postings;
use set::Set;
use signature::Signature;
use vocabulary::Vocabulary;

use crate::debate::filter::Marked;
use crate::debate::{Debate, Period};

#[cfg(test)]
mod reference;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

/// When words find fewer, ids, names and titles are looked at letter by letter.
const FEW: usize = 3;

/// The same where the words that were found are others than those that were typed.
const FEW_CORRECTED: usize = 16;

/// Everything worked out ahead for searching one debate: a few long lists of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    entries: Entries,
    vocabulary: Vocabulary,
    postings: Postings,
    pairs: Pairs,
    lendings: Lendings,
    columns: Columns,
    /// For every entry what its length makes of its counts.
    norms: Vec<f32>,
    /// What can be asked of every statement.
    facts: Vec<Facts>,
    /// What the names of every entry are made of.
    signatures: Vec<Signature>,
    /// Which words are forms of one another.
    forms: Forms,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// The best hits, in order.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Where all is left out that would be found otherwise: how many that is.
    pub left_out: usize,
    /// What was taken for misspelt, and what is shown instead.
    pub corrections: Vec<Correction>,
    /// Where nothing has all words of the query: how many of them the hits have.
    pub partial: Option<Partial>,
    /// The query as it was answered, to mark its words in any text.
    pub query: Query,
}

/// How many words of a query were found together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Partial {
    /// So many each hit has.
    pub words: usize,
    /// So many were asked for,
    pub of: usize,
    /// and so many more that only join others, or ask, and do not count.
    pub joining: usize,
}

impl Partial {
    /// In a sentence: `nothing has all 4 words, these have 3`.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self { words, of, joining: 1.. } => {
                format!("nothing has all words, these have {words} of {of} that matter")
            }
            Self { words, of: 2, .. } => format!("nothing has both words, these have {words}"),
            Self { words, of, .. } => format!("nothing has all {of} words, these have {words}"),
        }
    }
}

/// One entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is.
    pub entry: Entry,
    /// How good: 1 and more when found by all words, less when by some of them or by letters of a name. Scores compare within one list.
    pub score: f32,
    /// Where it was found by letters of a name: that.
    letters: Option<Box<Letters>>,
}

/// The name an entry was found in by letters, with these letters; and before it the name of a speaker that has the first
/// of them.
#[derive(Debug, Clone, PartialEq)]
struct Letters {
    name: Passage,
    speaker: Option<Passage>,
}

impl Hit {
    /// The text of it that matters most, read again from the debate; `query` is the one it was found by.
    #[must_use]
    pub fn passage(&self, debate: &Debate, query: &Query) -> Passage {
        let nothing = || Passage::new(Piece { field: Field::Text, attribution: None, text: "" }, Vec::new());
        self.passages(debate, query, &[]).needed.into_iter().next().unwrap_or_else(nothing)
    }

    /// The texts of it that show why it was found, beside those that are `told` of it anyway: a title, a list of speakers.
    /// Where nothing is, there is one at least.
    #[must_use]
    pub fn passages(&self, debate: &Debate, query: &Query, told: &[&str]) -> Passages {
        match &self.letters {
            None => Passages::of(debate, query, self.entry, told),
            Some(letters) if told.contains(&letters.name.text.as_str()) => Passages::default(),
            Some(letters) => Passages::one(letters.name.clone()),
        }
    }

    /// The name it was found in by letters, where told.
    #[must_use]
    pub fn letters(&self) -> Option<&Passage> {
        self.letters.as_ref().map(|letters| &letters.name)
    }

    /// The name of a speaker of it, where that has some of the letters it was found by.
    #[must_use]
    pub fn speaker(&self) -> Option<&Passage> {
        self.letters.as_ref()?.speaker.as_ref()
    }

    /// Whether letters of a name found it, not words.
    #[must_use]
    pub fn is_by_letters(&self) -> bool {
        self.letters.is_some()
    }
}

/// Of one search in several debates: empties the results that have fewer of the words than those of another debate have,
/// and returns what there is to tell of the others.
pub fn keep_the_fullest(results: &mut [Results]) -> Option<Partial> {
    let words = |results: &Results| match (results.partial, results.total) {
        (_, 0) => 0,
        (Some(partial), _) => partial.words,
        (None, _) => usize::MAX,
    };
    let most = results.iter().map(words).max()?;
    for fewer in results.iter_mut().filter(|results| words(results) < most) {
        fewer.hits.clear();
        (fewer.total, fewer.partial) = (0, None);
    }
    results.iter().find_map(|results| results.partial)
}

impl Index {
    /// Reads a debate once, in time proportional to its size (and to sort its different words).
    #[must_use]
    pub fn new(debate: &Debate) -> Self {
        build::index(debate)
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        fn bytes<T>(list: &Vec<T>) -> usize {
            list.capacity() * size_of::<T>()
        }
        let Self { entries: _, vocabulary, postings, pairs, lendings, columns, norms, facts, signatures, forms } = self;
        vocabulary.letters.capacity()
            + bytes(&vocabulary.starts)
            + postings.bytes.len()
            + bytes(&postings.starts)
            + bytes(&postings.counts)
            + pairs.lists.bytes.len()
            + bytes(&pairs.lists.starts)
            + bytes(&pairs.lists.counts)
            + bytes(&lendings.words)
            + bytes(&lendings.lenders)
            + bytes(&columns.ranges)
            + columns.weights.len()
            + bytes(norms)
            + bytes(facts)
            + bytes(signatures)
            + bytes(&forms.by_stem)
    }

    /// Compiles a query, to mark its words in any text without searching. With another debate than the one this index
    /// was made from it is empty.
    #[must_use]
    pub fn compile(&self, debate: &Debate, query: &str) -> Query {
        query::compile(self, debate, &|_| None, query, false)
    }

    /// Finds the best `limit` entries of `debate`, the one this index was made from, and says how many there are. With
    /// another debate, or with nothing to look for in `query`, nothing is found. Of the reader's marks nothing is known.
    #[must_use]
    pub fn search(&self, debate: &Debate, query: &str, limit: usize) -> Results {
        self.search_with_marks(debate, &|_| None, query, limit)
    }

    /// The same, where `marked` says which statements carry a mark of the reader's.
    #[must_use]
    pub fn search_with_marks(&self, debate: &Debate, marked: &Marked<'_>, query: &str, limit: usize) -> Results {
        let typed = query;
        let mut query = query::compile(self, debate, marked, typed, false);
        if query.is_empty() {
            return Results { hits: Vec::new(), total: 0, left_out: 0, corrections: Vec::new(), partial: None, query };
        }
        let mut found = rank::matching(self, debate, &query);
        if found.found.is_empty() && query.can_be_forgiven() {
            let forgiving = query::compile(self, debate, marked, typed, true);
            found = rank::matching(self, debate, &forgiving);
            if !found.found.is_empty() {
                query = forgiving;
            }
        }
        let mut landings = Vec::new();
        let few = if query.is_corrected() { FEW_CORRECTED } else { FEW };
        if let Some(words) = query.jumps_to().filter(|_| found.found.count() < few) {
            let may_be_far = found.found.is_empty() && query.terms().len() == 1;
            let letters = jump::ByLetters::of(self, debate, words, may_be_far);
            landings = letters.as_ref().map(jump::ByLetters::landings).unwrap_or_default();
            if !found.found.is_empty() && query.is_known(&self.vocabulary) {
                // The words are meant, or beginnings of others.
                landings.retain(|landing| landing.begins);
            }
            self.keep_others(debate, &query, &found.found, &mut landings);
            if let Some(letters) = letters.filter(|_| may_be_far && landings.is_empty()) {
                landings = letters.far_apart();
                self.keep_others(debate, &query, &found.found, &mut landings);
            }
        }
        let mut partial = None;
        let words = query.plain_words().len();
        if found.found.is_empty() && landings.is_empty() && words > 1 {
            let typed_words = words + query.joining();
            // Words that only join others, or ask, say nothing of what is meant, and are not marked either.
            let telling = query.telling(|word| self.forms.is_function_word(word));
            if let Some((most, words)) = rank::partly_matching(self, debate, &telling) {
                let of = telling.plain_words().len();
                partial = (words < of).then_some(Partial { words, of, joining: typed_words - of });
                (found, query) = (most, telling);
            }
        }
        let total = found.found.count() + landings.len();
        let best = rank::best(self, debate, &query, &found, limit);
        let entries = self.entries;
        let corrections = passage::corrections(debate, &query, best.iter().map(|found| entries.entry(found.entry)));
        let by_words = best.into_iter().map(|found| {
            let entry = entries.entry(found.entry);
            let score = found.score();
            let score = if partial.is_some() { score / (1.0 + score) } else { 1.0 + score };
            Hit { entry, score, letters: None }
        });
        let by_letters = landings.into_iter().map(|landing| Hit {
            entry: entries.entry(landing.entry),
            score: landing.score(),
            letters: Some(Box::new(Letters {
                name: Passage::new(landing.piece, landing.matches),
                speaker: landing.speaker.map(|(piece, matches)| Passage::new(piece, matches)),
            })),
        });
        let hits = by_words.chain(by_letters).take(limit).collect();
        self.tell_date(debate, typed, total, &mut query);
        let left_out = match query.without_exclusions().filter(|_| total == 0) {
            Some(query) => rank::matching(self, debate, &query).found.count(),
            None => 0,
        };
        Results { hits, total, left_out, corrections, partial, query }
    }

    /// Tells of a date in what was typed how to find what was said or happened then, where anything was; of a year only where
    /// little else is found.
    fn tell_date(&self, debate: &Debate, typed: &str, total: usize, query: &mut Query) {
        let found = |date: &str| self.search(debate, &format!("date:{date}"), 0).total;
        if let Some((range, date)) = dated::date_in(typed) {
            let date = date.to_string();
            if found(&date) > 0 {
                query.tell(range, &format!("date:{date} finds what was said or happened then"));
            }
        }
        let year = typed.trim();
        if total < FEW && year.len() == 4 && year.parse::<Period>().is_ok() {
            let of_year = found(year);
            if of_year > 0 {
                query.tell(0..typed.len(), &format!("date:{year} finds {of_year}, said or happened then"));
            }
        }
    }

    /// Leaves the landings that are not among what was found, and that a query does not rule out.
    fn keep_others(&self, debate: &Debate, query: &Query, found: &Set, landings: &mut Vec<jump::Landing<'_>>) {
        let mut left = Set::none(self.entries.count());
        for landing in &*landings {
            left.insert(landing.entry);
        }
        left.remove(found);
        rank::narrow(self, debate, query, &mut left);
        landings.retain(|landing| left.contains(landing.entry));
    }

    /// The words that are other forms of a word, which need not stand in the debate itself.
    fn forms(&self, word: &str) -> Vec<query::Spelling> {
        let form =
            |number| query::Spelling { word: number, letters: self.vocabulary.word(number).into(), likeness: 1.0 };
        self.forms.of(word, &self.vocabulary).into_iter().map(form).collect()
    }

    fn is_question(&self, entry: u32) -> bool {
        self.facts.get(entry as usize).is_some_and(|facts| facts.is_question())
    }

    fn kind(&self, entry: u32) -> u8 {
        kind(self.entries, &self.facts, entry)
    }
}

/// The place of an entry in the order of kinds.
fn kind(entries: Entries, facts: &[Facts], entry: u32) -> u8 {
    facts.get(entry as usize).map_or_else(|| entries.entry(entry).rank(), |facts| facts.rank())
}
