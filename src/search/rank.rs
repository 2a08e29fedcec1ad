//! Which entries match a query, the best first.
//!
//! An entry matches when every term is found in it, in whatever passages, its speakers' names among them. It scores by
//! BM25F in its first and simplest form: the counts of a term in the fields of an entry are added up, each with the
//! weight of its field, and only the sum is saturated (Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple
//! weighted fields", CIKM 2004, section 4). On top of that, a term scores by the best way in which the entry has it:
//! as a word, as the beginning of one, as a misspelling. A beginning is as frequent as all the words it begins, so
//! that rare long words do not outrank the word itself. Equal scores keep the order of kinds and of the file, so the
//! same query always gives the same list.

mod conditions;

use super::Index;
use super::entry::{Field, each_own};
use super::postings::Occurrence;
use super::query::{How, Match, Query, Spelling, Term};
use super::words::each_word;
use crate::debate::Debate;

use conditions::besides_words;
pub(super) use conditions::narrow;

/// How soon more of the same word counts no more (BM25's k₁).
const SATURATION: f32 = 1.2;
/// How much of an entry's length counts against it (BM25's b). Entries are short, and a long one is rarely padded.
const LENGTH: f32 = 0.4;
/// The best so many are looked at once more for words near each other.
const LOOKED_AT_AGAIN: usize = 200;
/// What all words side by side add to a score.
const NEARNESS: f32 = 0.5;

/// An entry that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) entry: u32,
    pub(super) score: f32,
    /// For an actor that has every term in its names: how much of the name that fits best the terms are, once that is
    /// looked at. Zero for all others.
    called: f32,
}

impl Found {
    pub(super) fn unscored(entry: u32) -> Self {
        Self { entry, score: 0.0, called: 0.0 }
    }
}

/// For every entry what its length makes of its counts: 1 for an entry of the average length of its kind.
pub(super) fn norms(lengths: &[f32], kinds: &[u8]) -> Vec<f32> {
    let mut sums = [(0.0_f32, 0.0_f32); 8];
    for (length, kind) in lengths.iter().zip(kinds) {
        if let Some((sum, count)) = sums.get_mut(usize::from(*kind)) {
            *sum += length;
            *count += 1.0;
        }
    }
    let norm = |(length, kind): (&f32, &u8)| {
        let (sum, count) = sums.get(usize::from(*kind)).copied().unwrap_or_default();
        let average = (sum / count.max(1.0)).max(1.0);
        1.0 / (1.0 - LENGTH + LENGTH * length / average)
    };
    lengths.iter().zip(kinds).map(norm).collect()
}

/// All entries that match: where words are looked for in no order, else in the order of the file.
pub(super) fn matching(index: &Index, debate: &Debate, query: &Query) -> Vec<Found> {
    if query.is_empty() || query.is_hopeless() {
        return Vec::new();
    }
    let mut found = if query.clauses().is_empty() { everything(index) } else { ranked(index, debate, query) };
    narrow(index, debate, query, &mut found);
    if !query.has_words() {
        found.sort_unstable_by_key(|found| found.entry);
    }
    found
}

fn everything(index: &Index) -> Vec<Found> {
    (0..index.entries.count()).map(Found::unscored).collect()
}

/// The entries for which all clauses hold, with their scores.
fn ranked(index: &Index, debate: &Debate, query: &Query) -> Vec<Found> {
    let mut lists: Vec<(Vec<Lists<'_>>, Vec<u32>)> = Vec::new();
    for clause in query.clauses() {
        let terms = query.terms().get(clause.terms.clone()).unwrap_or_default();
        let words = terms.iter().map(|term| Lists::of(index, term)).collect();
        lists.push((words, besides_words(index, debate, clause)));
    }
    let count =
        |(words, besides): &(Vec<Lists<'_>>, Vec<u32>)| besides.len() + words.iter().map(Lists::count).sum::<usize>();
    // The rarest first, so that the others are looked at for few entries.
    lists.sort_by_key(count);
    let mut board = Board::new(index);
    for (number, clause) in (0_u32..).zip(&lists) {
        board.clause(index, debate, number, &clause.0, &clause.1, count(clause));
        if board.reached.is_empty() {
            return Vec::new();
        }
    }
    board.found(index, u32::try_from(lists.len()).unwrap_or(u32::MAX))
}

/// Puts the best `limit` in order and drops the rest.
pub(super) fn best(index: &Index, debate: &Debate, query: &Query, mut found: Vec<Found>, limit: usize) -> Vec<Found> {
    if !query.has_words() {
        found.truncate(limit);
        return found;
    }
    let order = |one: &Found, other: &Found| {
        other
            .called
            .total_cmp(&one.called)
            .then_with(|| other.score.total_cmp(&one.score))
            .then_with(|| index.kind(one.entry).cmp(&index.kind(other.entry)))
            .then_with(|| one.entry.cmp(&other.entry))
    };
    let kept = limit.max(LOOKED_AT_AGAIN);
    if found.len() > kept {
        found.select_nth_unstable_by(kept, order);
        found.truncate(kept);
    }
    found.sort_unstable_by(order);
    let again = found.len().min(LOOKED_AT_AGAIN);
    let (again, _) = found.split_at_mut(again);
    for one in again.iter_mut() {
        if one.called > 0.0 {
            one.called = 1.0 + called(index, debate, query, one.entry);
        }
        if query.clauses().len() > 1 {
            one.score *= 1.0 + NEARNESS * nearest(index, debate, query, one.entry);
        }
    }
    again.sort_unstable_by(order);
    found.truncate(limit);
    found
}

/// How much of a name, an other name or the id of an actor the terms are, of whichever it is most: 1 for all of it.
fn called(index: &Index, debate: &Debate, query: &Query, entry: u32) -> f32 {
    let mut matches = Vec::new();
    let mut most = 0.0_f32;
    each_own(debate, index.entries.entry(entry), |piece| {
        if piece.field.is_name() || piece.field == Field::Id {
            query.matches(piece.text, &mut matches);
            let mut words = 0_u16;
            each_word(piece.text, |_| words = words.saturating_add(1));
            let mut last = None;
            let fits: f32 = matches
                .iter()
                .filter(|found| last.replace(found.word) != Some(found.word))
                .map(|found| found.how.strength())
                .sum();
            most = most.max(fits / f32::from(words.max(1)));
        }
    });
    most
}

/// How near the terms stand in the passage of an entry where they stand nearest: see [`nearness`].
fn nearest(index: &Index, debate: &Debate, query: &Query, entry: u32) -> f32 {
    let mut matches = Vec::new();
    let mut nearest = 0.0_f32;
    each_own(debate, index.entries.entry(entry), |piece| {
        if piece.field.is_prose() {
            query.matches(piece.text, &mut matches);
            nearest = nearest.max(nearness(&matches, query.clauses().len()));
        }
    });
    nearest
}

/// How near terms of different clauses stand in a passage: 1 for all side by side, 0 for fewer than two of them, in between for the
/// shortest stretch of words that has all that there are.
pub(super) fn nearness(matches: &[Match], clauses: usize) -> f32 {
    let mut counts = vec![0_u32; clauses];
    let mut different = 0_u16;
    for found in matches {
        if let Some(count) = counts.get_mut(found.clause) {
            different += u16::from(*count == 0);
            *count = 1;
        }
    }
    if different < 2 {
        return 0.0;
    }
    counts.fill(0);
    let mut inside = 0;
    let mut start = matches.iter();
    let mut shortest = usize::MAX;
    for end in matches {
        if let Some(count) = counts.get_mut(end.clause) {
            inside += u16::from(*count == 0);
            *count += 1;
        }
        while inside == different {
            let Some(first) = start.next() else { break };
            shortest = shortest.min(end.word.saturating_sub(first.word) + 1);
            if let Some(count) = counts.get_mut(first.clause) {
                *count -= 1;
                inside -= u16::from(*count == 0);
            }
        }
    }
    let different = f32::from(different);
    let stretch = u16::try_from(shortest).map_or(f32::MAX, f32::from);
    let share = (different - 1.0) / u16::try_from(clauses - 1).map_or(f32::MAX, f32::from);
    share.min(1.0) * (different / stretch).min(1.0)
}

/// The occurrences of one term, by how they match.
struct Lists<'a> {
    exact: List<'a>,
    forms: Vec<(&'a [Occurrence], f32)>,
    begun: List<'a>,
    corrected: Vec<(&'a [Occurrence], f32)>,
}

enum List<'a> {
    Of(&'a [Occurrence]),
    Made(Vec<Occurrence>),
}

impl List<'_> {
    fn get(&self) -> &[Occurrence] {
        match self {
            Self::Of(list) => list,
            Self::Made(list) => list,
        }
    }
}

impl<'a> Lists<'a> {
    fn of(index: &'a Index, term: &Term) -> Self {
        let of = |spelling: &'_ Spelling| (index.postings.of_word(spelling.word), spelling.likeness);
        let forms = term.forms.iter().map(of).collect();
        let corrected = term.spellings.iter().map(of).collect();
        let Some((last, first)) = term.words.split_last() else {
            return Self { exact: List::Of(&[]), forms, begun: List::Of(&[]), corrected };
        };
        let mut words = index.vocabulary.beginning_with(last);
        let exact = match index.vocabulary.find(last) {
            Some(word) => {
                // The word itself is the first of those that begin with it.
                words.start = word.saturating_add(1).min(words.end);
                index.postings.of_word(word)
            }
            None => &[],
        };
        let begun = if term.beginning { index.postings.of(words) } else { &[] };
        if first.is_empty() {
            return Self { exact: List::Of(exact), forms, begun: List::Of(begun), corrected };
        }
        let before = side_by_side(index, first);
        let [exact, begun] = [exact, begun].map(|list| List::Made(following(&before, list)));
        Self { exact, forms, begun, corrected }
    }

    fn count(&self) -> usize {
        // Other forms that begin with the term are counted with what it begins, or nearly so.
        let others: usize = self.forms.iter().chain(&self.corrected).map(|(list, _)| list.len()).sum();
        self.exact.get().len() + self.begun.get().len() + others
    }
}

/// Where the last of `words` occurs right behind the others.
fn side_by_side(index: &Index, words: &[Box<str>]) -> Vec<Occurrence> {
    let mut lists =
        words.iter().map(|word| index.vocabulary.find(word).map_or(&[][..], |word| index.postings.of_word(word)));
    let mut places = lists.next().unwrap_or_default().to_vec();
    for list in lists {
        places = following(&places, list);
    }
    places
}

/// Those of `list` that stand right behind one of `before`, which is in order.
fn following(before: &[Occurrence], list: &[Occurrence]) -> Vec<Occurrence> {
    let mut at = 0;
    let mut previous = None;
    let mut out = Vec::new();
    for occurrence in list {
        let (entry, place) = occurrence.position();
        let Some(wanted) = place.checked_sub(1).map(|place| (entry, place)) else { continue };
        if previous > Some(wanted) {
            // The list of the next word begins.
            at = 0;
        }
        previous = Some(wanted);
        let rest = before.get(at..).unwrap_or_default();
        at += match rest.first() {
            Some(first) if first.position() < wanted => skip_to(rest, wanted),
            _ => 0,
        };
        if before.get(at).is_some_and(|found| found.position() == wanted) {
            out.push(*occurrence);
        }
    }
    out
}

/// How many of `list` lie before a position: steps double, then halve.
fn skip_to(list: &[Occurrence], position: (u32, u32)) -> usize {
    let mut step = 1;
    while list.get(step).is_some_and(|occurrence| occurrence.position() < position) {
        step *= 2;
    }
    let low = step / 2;
    let high = step.min(list.len());
    low + list.get(low..high).map_or(0, |part| part.partition_point(|one| one.position() < position))
}

/// The scores of all entries while the terms are gone through one by one.
struct Board {
    /// For every entry how far it came: four times the number of terms found in it, plus how the last one matched.
    stage: Vec<u32>,
    /// The weighted count of the term at hand.
    weight: Vec<f32>,
    score: Vec<f32>,
    /// For every actor how many terms are in its names.
    named: Vec<u32>,
    /// The entries that have the term at hand and all before it.
    reached: Vec<u32>,
    /// The entries whose names lend the term at hand to others.
    lenders: Vec<(u32, f32)>,
}

impl Board {
    fn new(index: &Index) -> Self {
        let entries = index.entries.count() as usize;
        Self {
            stage: vec![0; entries],
            weight: vec![0.0; entries],
            score: vec![0.0; entries],
            named: vec![0; index.entries.actors().len()],
            reached: Vec::new(),
            lenders: Vec::new(),
        }
    }

    /// Scores the clause that comes after `number` others: terms of which any is enough, entries for which it holds
    /// without, and how many these are in all. The best way to match comes first and counts alone.
    fn clause(
        &mut self,
        index: &Index,
        debate: &Debate,
        number: u32,
        words: &[Lists<'_>],
        besides: &[u32],
        count: usize,
    ) {
        self.reached.clear();
        let everything = index.norms.len();
        let rarity = rarity(everything, count.min(everything));
        for how in [How::Exact, How::Form, How::Beginning, How::Corrected] {
            let start = self.reached.len();
            for lists in words {
                match how {
                    How::Exact => self.list(index, number, how, lists.exact.get(), 1.0),
                    How::Form => lists.forms.iter().for_each(|(list, like)| self.list(index, number, how, list, *like)),
                    How::Beginning => self.list(index, number, how, lists.begun.get(), 1.0),
                    How::Corrected => {
                        lists.corrected.iter().for_each(|(list, like)| self.list(index, number, how, list, *like));
                    }
                }
            }
            self.settle(index, debate, number, how, rarity, start);
        }
        let start = self.reached.len();
        for entry in besides {
            self.take(number, How::Corrected, *entry, 0.0);
        }
        self.settle(index, debate, number, How::Corrected, rarity, start);
    }

    fn list(&mut self, index: &Index, number: u32, how: How, list: &[Occurrence], likeness: f32) {
        let actors = index.entries.actors();
        for occurrence in list {
            let field = occurrence.field();
            if field.lent_as().is_some() {
                self.lender(&actors, number, *occurrence, field, likeness);
            }
            self.take(number, how, occurrence.entry, field.weight() * likeness);
        }
    }

    fn lender(
        &mut self,
        actors: &std::ops::Range<u32>,
        number: u32,
        occurrence: Occurrence,
        field: Field,
        likeness: f32,
    ) {
        self.lenders.push((occurrence.entry, likeness));
        if field.is_name()
            && let Some(place) = occurrence.entry.checked_sub(actors.start)
            && let Some(named) = self.named.get_mut(place as usize)
            && *named == number
        {
            *named = number + 1;
        }
    }

    /// Counts one occurrence, if the entry has all terms so far and has this one in no better way.
    fn take(&mut self, number: u32, how: How, entry: u32, weight: f32) {
        let here = (number + 1) * 4 + how as u32;
        let entry_at = entry as usize;
        if let (Some(stage), Some(sum)) = (self.stage.get_mut(entry_at), self.weight.get_mut(entry_at)) {
            if *stage == here {
                *sum += weight;
            } else if *stage / 4 == number {
                *stage = here;
                *sum = weight;
                self.reached.push(entry);
            }
        }
    }

    /// Lends the names to their borrowers, then turns the counts of what was reached since `start` into scores.
    fn settle(&mut self, index: &Index, debate: &Debate, number: u32, how: How, rarity: f32, start: usize) {
        let mut lenders = std::mem::take(&mut self.lenders);
        lenders.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| other.1.total_cmp(&one.1)));
        lenders.dedup_by_key(|(lender, _)| *lender);
        for (lender, likeness) in lenders.drain(..) {
            let weight = match index.entries.entry(lender) {
                super::Entry::Actor(_) => Field::Speaker.weight(),
                super::Entry::Source(_) => Field::Source.weight(),
                _ => Field::Tag.weight(),
            };
            index.entries.each_borrower(debate, lender, |entry| self.take(number, how, entry, weight * likeness));
        }
        self.lenders = lenders;
        for entry in self.reached.iter().skip(start) {
            let at = *entry as usize;
            if let (Some(weight), Some(norm), Some(score)) =
                (self.weight.get(at), index.norms.get(at), self.score.get_mut(at))
            {
                let count = weight * norm;
                *score += rarity * how.strength() * count / (SATURATION + count);
            }
        }
    }

    fn found(&self, index: &Index, terms: u32) -> Vec<Found> {
        let actors = index.entries.actors();
        let found = |entry: &u32| Found {
            entry: *entry,
            score: self.score.get(*entry as usize).copied().unwrap_or_default(),
            called: match entry.checked_sub(actors.start).and_then(|place| self.named.get(place as usize)) {
                Some(named) if *named == terms => 1.0,
                _ => 0.0,
            },
        };
        self.reached.iter().map(found).collect()
    }
}

/// How much a term tells, that occurs in `count` of `everything`: BM25's inverse document frequency, kept above zero.
#[expect(clippy::cast_precision_loss, reason = "a count of entries, of which the logarithm is taken")]
fn rarity(everything: usize, count: usize) -> f32 {
    let (everything, count) = (everything as f32, count as f32);
    (1.0 + (everything - count + 0.5) / (count + 0.5)).ln()
}
