//! Which entries match a query, the best first.
//!
//! An entry matches when every term is found in it, in whatever passages, its speakers' names among them. It scores by
//! BM25F in its first and simplest form: the counts of a term in the fields of an entry are added up, each with the
//! weight of its field, and only the sum is saturated (Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple
//! weighted fields", CIKM 2004, section 4). On top of that, a term scores by the best way in which the entry has it:
//! as a word, as the beginning of one, as a misspelling. A beginning is as frequent as all the words it begins, so
//! that rare long words do not outrank the word itself. Equal scores keep the order of kinds and of the file, so the
//! same query always gives the same list.

mod board;
mod called;
mod conditions;
mod lists;
mod partial;
mod phrase;

use super::Index;
use super::entry::{Entry, each_own};
use super::query::{How, Match, Query};
use super::set::Ones;
use crate::debate::Debate;

pub(super) use board::Scores;
use board::{Alternatives, scores};
use called::Called;
use conditions::besides_words;
pub(super) use conditions::narrow;
use lists::Lists;
pub(super) use partial::partly_matching;
pub(super) use phrase::stand_side_by_side;

/// How soon more of the same word counts no more (BM25's k₁).
const SATURATION: f32 = 1.2;
/// How much of an entry's length counts against it (BM25's b). Entries are short, and a long one is rarely padded.
const LENGTH: f32 = 0.4;
/// The best so many are looked at once more for words near each other.
const LOOKED_AT_AGAIN: usize = 200;
/// What all words near each other add to a score.
const NEARNESS: f32 = 0.5;
/// What all words side by side in their order add besides: more than the same words tell that are scattered in a shorter text.
const PHRASE: f32 = 1.0;

/// What an event counts beside other things that have the words, where it is asked when or where something happened.
const HAPPENED: f32 = 1.5;
/// What being called so adds to a score: more than all words of a query do.
const CALLED: f32 = 1000.0;
/// What words near each other count in another order than they were typed in, beside the same words in order.
const TURNED: f32 = 0.9;

/// An entry that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) entry: u32,
    score: f32,
    /// How far it is called what was typed: see [`called`].
    called: f32,
}

impl Found {
    /// How good it is, in the order of all.
    pub(super) fn score(self) -> f32 {
        self.score + CALLED * self.called
    }
}

/// For every entry what its length makes of its counts: 1 for an entry of the average length of its kind.
pub(super) fn norms(lengths: &[f32], kind: impl Fn(u32) -> u8) -> Vec<f32> {
    let mut sums = [(0.0_f64, 0.0_f64); 8];
    for (entry, length) in (0..).zip(lengths) {
        if let Some((sum, count)) = sums.get_mut(usize::from(kind(entry))) {
            *sum += f64::from(*length);
            *count += 1.0;
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "an average of lengths that are no more precise")]
    let averages = sums.map(|(sum, count)| (sum / count.max(1.0)).max(1.0) as f32);
    let norm = |(entry, length): (u32, &f32)| {
        let average = averages.get(usize::from(kind(entry))).copied().unwrap_or(1.0);
        1.0 / (1.0 - LENGTH + LENGTH * length / average)
    };
    (0..).zip(lengths).map(norm).collect()
}

/// All entries that match.
pub(super) fn matching(index: &Index, debate: &Debate, query: &Query) -> Scores {
    if query.is_empty() || query.is_hopeless() {
        return Scores::nothing(index);
    }
    let mut scores = if query.clauses().is_empty() { Scores::everything(index) } else { ranked(index, debate, query) };
    narrow(index, debate, query, &mut scores.found);
    scores
}

/// The entries for which all clauses hold, with their scores.
fn ranked(index: &Index, debate: &Debate, query: &Query) -> Scores {
    let mut clauses: Vec<Alternatives<'_>> = Vec::new();
    for clause in query.clauses() {
        let terms = query.terms().get(clause.terms.clone()).unwrap_or_default();
        let words = terms.iter().map(|term| Lists::of(index, term)).collect();
        clauses.push(Alternatives { words, besides: besides_words(index, debate, query, clause) });
    }
    // The rarest first, so that the others are looked at for few entries.
    clauses.sort_by_cached_key(|clause| clause.count(index));
    scores(index, debate, &clauses)
}

/// The best `limit` in order: where words are looked for by how well they match, else as in the file.
pub(super) fn best(index: &Index, debate: &Debate, query: &Query, scores: &Scores, limit: usize) -> Vec<Found> {
    let clauses = u32::try_from(query.clauses().len()).unwrap_or(u32::MAX);
    let found = |entry| scores.found(index, entry, clauses);
    let actors = index.entries.actors();
    if !query.has_words() {
        return scores.found.iter().map(found).take(limit).collect();
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
    let mut best: Vec<Found> = Vec::new();
    // Once there are enough, what comes behind the last of them is passed over.
    let mut last: Option<Found> = None;
    for ((start, run), of_run) in scores.found.runs().zip(scores.by_entry.chunks(u64::BITS as usize)) {
        // All scores of a run are compared before any of it is looked at: few are high enough.
        let is_called = start < actors.end && actors.start < start + u64::BITS;
        let floor = last.map_or(f32::NEG_INFINITY, |last| last.score);
        if run == 0 || !is_called && of_run.iter().filter(|score| **score >= floor).count() == 0 {
            continue;
        }
        for one in Ones(run).map(|bit| found(start + bit)) {
            let is_behind =
                |last: Found| one.score < last.score && one.called <= last.called || order(&one, &last).is_gt();
            if last.is_some_and(is_behind) {
                continue;
            }
            best.push(one);
            if best.len() >= kept.saturating_mul(2) {
                let (_, at, _) = best.select_nth_unstable_by(kept - 1, order);
                last = Some(*at);
                best.truncate(kept);
            }
        }
    }
    best.sort_unstable_by(order);
    best.truncate(kept);
    let again = best.len().min(LOOKED_AT_AGAIN);
    let calling = Called::new(index, debate, query);
    for one in best.get_mut(..again).unwrap_or_default() {
        one.called = calling.by(one.entry, one.called > 0.0);
        if query.clauses().len() > 1 {
            let Nearness { near, phrase } = nearest(index, debate, query, one.entry);
            one.score *= 1.0 + NEARNESS * near + PHRASE * phrase;
        }
        if query.asks_when() && matches!(index.entries.entry(one.entry), Entry::Event(_)) {
            one.score *= HAPPENED;
        }
    }
    // What is called so stands first, however little else there is to it.
    for entry in calling.exactly(&scores.found) {
        match best.iter_mut().find(|one| one.entry == entry) {
            Some(one) => one.called = calling.by(entry, false),
            None => best.push(Found { called: calling.by(entry, false), ..found(entry) }),
        }
    }
    best.sort_unstable_by(order);
    best.truncate(limit);
    best
}

/// How near the terms stand in the passage of an entry where they stand nearest.
fn nearest(index: &Index, debate: &Debate, query: &Query, entry: u32) -> Nearness {
    let mut matches = Vec::new();
    let mut nearest = Nearness::default();
    each_own(debate, index.entries.entry(entry), |piece| {
        if piece.field.is_prose() {
            query.matches(piece.text, &mut matches);
            let here = Nearness::of(&matches, query.clauses().len());
            nearest = Nearness { near: nearest.near.max(here.near), phrase: nearest.phrase.max(here.phrase) };
        }
    });
    nearest
}

/// How near terms of different clauses stand in a passage, as they were typed; in other forms somewhat less.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Nearness {
    /// 1 for all side by side in the order of the query, somewhat less in another order, 0 for fewer than two of them, in
    /// between for the shortest stretch of words that has all that there are.
    pub(super) near: f32,
    /// 1 for all of the query side by side in its order, else 0.
    phrase: f32,
}

impl Nearness {
    pub(super) fn of(matches: &[Match], clauses: usize) -> Self {
        let mut counts = vec![0_u32; clauses];
        let mut different = 0_u16;
        for found in matches {
            if let Some(count) = counts.get_mut(found.clause) {
                different += u16::from(*count == 0);
                *count = 1;
            }
        }
        if different < 2 {
            return Self::default();
        }
        counts.fill(0);
        let has_all = usize::from(different) == clauses;
        let mut inside = 0;
        let mut start = 0;
        let mut nearest = Self::default();
        for (end, last) in matches.iter().enumerate() {
            if let Some(count) = counts.get_mut(last.clause) {
                inside += u16::from(*count == 0);
                *count += 1;
            }
            while inside == different {
                let Some(first) = matches.get(start) else { break };
                if let Some(count) = counts.get_mut(first.clause) {
                    *count -= 1;
                    inside -= u16::from(*count == 0);
                }
                // Of stretches with the same end the last one is the shortest.
                if inside < different {
                    let words = last.word.saturating_sub(first.word) + 1;
                    let near = (f32::from(different) / u16::try_from(words).map_or(f32::MAX, f32::from)).min(1.0);
                    if near > nearest.near || near >= 1.0 {
                        nearest.add(near, has_all, matches.get(start..=end).unwrap_or_default());
                    }
                }
                start += 1;
            }
        }
        let share = (f32::from(different) - 1.0) / u16::try_from(clauses - 1).map_or(f32::MAX, f32::from);
        Self { near: share.min(1.0) * nearest.near, ..nearest }
    }

    /// Takes in a stretch of matches so `near` each other.
    fn add(&mut self, near: f32, has_all: bool, stretch: &[Match]) {
        let likeness = stretch.iter().map(|found| found.how.likeness()).fold(1.0, f32::min);
        // What stands otherwise than it was typed tells little by where it stands.
        let near = near * likeness * likeness;
        if !stretch.is_sorted_by_key(|found| found.clause) {
            self.near = self.near.max(near * TURNED);
            return;
        }
        self.near = self.near.max(near);
        let words = stretch.last().zip(stretch.first()).map(|(last, first)| last.word - first.word + 1);
        let as_typed = stretch.iter().all(|found| found.how != How::Form);
        if has_all && as_typed && words <= Some(stretch.len()) {
            self.phrase = self.phrase.max(likeness);
        }
    }
}

/// How much a term tells, that occurs in `count` of `everything`: BM25's inverse document frequency, kept above zero.
#[expect(clippy::cast_precision_loss, reason = "a count of entries, of which the logarithm is taken")]
fn rarity(everything: usize, count: usize) -> f32 {
    let (everything, count) = (everything as f32, count as f32);
    (1.0 + (everything - count + 0.5) / (count + 0.5)).ln()
}
