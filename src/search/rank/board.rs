//! The scores of all entries while the clauses of a query are gone through one by one.

use super::lists::{Lists, Part};
use super::{Found, SATURATION, rarity};
use crate::debate::Debate;
use crate::search::Index;
use crate::search::columns::above_zero;
use crate::search::postings::{Cursor, List};
use crate::search::query::How;
use crate::search::set::{Ones, Set};

/// A list is looked into entry by entry where it has so many times more entries than may be found: then most blocks of it
/// are passed over.
const FEW: usize = 64;

/// Where so many of as many entries as a set has in a number may be found, all of them are counted in one step.
const DENSE: u32 = 16;

/// What a word weighs is counted in tenths, and no more of them than there is room for in a byte, since that is how it
/// was worked out ahead.
const TENTHS: f32 = 10.0;
const MOST: f32 = 255.0;

/// What matches a query.
pub(in crate::search) struct Scores {
    /// The entries.
    pub(in crate::search) found: Set,
    /// For every entry its score, if it is among them.
    pub(in crate::search) by_entry: Vec<f32>,
    /// For every actor how many clauses hold of its names.
    pub(in crate::search) named: Vec<u32>,
}

impl Scores {
    /// Everything, without scores.
    pub(super) fn everything(index: &Index) -> Self {
        Self { found: Set::all(index.entries.count()), by_entry: Vec::new(), named: Vec::new() }
    }

    pub(in crate::search) fn nothing(index: &Index) -> Self {
        Self { found: Set::none(index.entries.count()), by_entry: Vec::new(), named: Vec::new() }
    }

    pub(in crate::search) fn score(&self, entry: u32) -> f32 {
        self.by_entry.get(entry as usize).copied().unwrap_or_default()
    }

    /// One of them; `clauses` is how many hold of it.
    pub(super) fn found(&self, index: &Index, entry: u32, clauses: u32) -> Found {
        let named = entry.checked_sub(index.entries.actors().start).and_then(|place| self.named.get(place as usize));
        let called = if clauses > 0 && named == Some(&clauses) { 1.0 } else { 0.0 };
        Found { entry, score: self.score(entry), called }
    }
}

/// One clause: terms of which any is enough, and entries for which it holds without.
pub(super) struct Alternatives<'a> {
    pub(super) words: Vec<Lists<'a>>,
    pub(super) besides: Set,
}

impl Alternatives<'_> {
    /// How much it finds, or somewhat more.
    pub(super) fn count(&self, index: &Index) -> usize {
        self.besides.count() + self.words.iter().map(|lists| lists.count(index)).sum::<usize>()
    }
}

/// Scores the entries for which all clauses hold. The rarest should come first, so that the others are looked at for few
/// entries.
pub(super) fn scores(index: &Index, debate: &Debate, clauses: &[Alternatives<'_>]) -> Scores {
    let mut scores = Scores::everything(index);
    scores.named = vec![0; index.entries.actors().len()];
    let mut weights = Weights::new(index);
    for (number, clause) in (0_u32..).zip(clauses) {
        let among = (number > 0).then_some(&scores.found);
        let found = Board::new(index, debate, among, &mut weights, &mut scores.named, number).play(clause);
        if number == 0 {
            scores.by_entry = std::mem::replace(&mut weights, Weights::new(index)).0;
        } else {
            for (start, _) in found.runs().filter(|(_, bits)| *bits != 0) {
                // What is not found has no score that anybody looks at.
                let (sums, of_clause) = (run_mut(&mut scores.by_entry, start), run_mut(&mut weights.0, start));
                sums.iter_mut().zip(of_clause).for_each(|(score, more)| *score += *more);
            }
            weights.clear(&scores.found);
        }
        scores.found = found;
        if scores.found.is_empty() {
            break;
        }
    }
    scores
}

/// For every entry a number; nothing where none has been put.
pub(super) struct Weights(Vec<f32>);

impl Weights {
    pub(super) fn new(index: &Index) -> Self {
        Self(vec![0.0; index.entries.count() as usize])
    }

    pub(super) fn of(&self, entry: u32) -> f32 {
        self.0.get(entry as usize).copied().unwrap_or_default()
    }

    /// Makes them new again where a board played among some entries.
    pub(super) fn clear(&mut self, among: &Set) {
        for (start, _) in among.runs().filter(|(_, bits)| *bits != 0) {
            run_mut(&mut self.0, start).fill(0.0);
        }
    }
}

/// The numbers of as many entries as a set has in one, from `start` on.
fn run_mut(numbers: &mut [f32], start: u32) -> &mut [f32] {
    let start = numbers.len().min(start as usize);
    let end = numbers.len().min(start + Board::STEP);
    numbers.get_mut(start..end).unwrap_or_default()
}

/// One clause at work.
pub(super) struct Board<'a> {
    index: &'a Index,
    debate: &'a Debate,
    /// The entries that may be found, where they are not all; and how many.
    among: Option<(&'a Set, usize)>,
    /// For every entry its weight in the way of matching at hand, or its score where it matched in a better way; for those
    /// that may not be found, anything.
    weights: &'a mut [f32],
    /// Those that matched in a better way.
    done: Set,
    /// Those that may be found and have not matched yet.
    left: Set,
    /// Those that match in the way at hand.
    here: Set,
    named: &'a mut [u32],
    /// How many clauses came before.
    number: u32,
}

impl<'a> Board<'a> {
    /// Entries that are looked at in one step where nearly all have something: as many as a set has in a number.
    const STEP: usize = u64::BITS as usize;

    /// For one clause, with `number` clauses before it; `weights` are new.
    pub(super) fn new(
        index: &'a Index,
        debate: &'a Debate,
        among: Option<&'a Set>,
        weights: &'a mut Weights,
        named: &'a mut [u32],
        number: u32,
    ) -> Self {
        let count = index.entries.count();
        Self {
            index,
            debate,
            among: among.map(|among| (among, among.count())),
            weights: &mut weights.0,
            done: Set::none(count),
            left: among.cloned().unwrap_or_else(|| Set::all(count)),
            here: Set::none(count),
            named,
            number,
        }
    }

    /// The entries for which the clause holds, with their scores among the weights, where others have anything. The best
    /// way to match comes first and counts alone.
    pub(super) fn play(mut self, clause: &Alternatives<'_>) -> Set {
        let everything = self.index.norms.len();
        let rarity = rarity(everything, clause.count(self.index).min(everything));
        for how in [How::Exact, How::Form, How::Beginning, How::Corrected] {
            for lists in &clause.words {
                match how {
                    How::Exact => self.part(&lists.exact, 0, 1.0),
                    How::Form => lists.forms.iter().for_each(|(part, like)| self.part(part, 0, *like)),
                    How::Beginning => self.part(&lists.begun, lists.exact.end(), 1.0),
                    How::Corrected => lists.corrected.iter().for_each(|(part, like)| self.part(part, 0, *like)),
                }
            }
            self.settle(how, rarity);
        }
        self.done.add(&clause.besides);
        if let Some((among, _)) = self.among {
            self.done.keep(among);
        }
        self.done
    }

    /// Counts the words of one part, and what they lend; those before the word `from` were counted before.
    fn part(&mut self, part: &Part<'_>, from: u32, likeness: f32) {
        let index = self.index;
        let lenders = part.lenders(index);
        self.name(&lenders);
        if let Part::Words(words) = part {
            if let Some(column) = index.columns.of(words, index.entries) {
                self.column(column, likeness);
                return;
            }
            for word in words.start.max(from)..words.end {
                self.list(index.postings.of(word), likeness);
            }
        } else {
            part.each(index, |entry, weight| self.take(entry, f32::from(weight) * likeness));
        }
        for lender in lenders {
            let weight = f32::from(index.entries.lent_tenths(lender)) * likeness;
            index.entries.each_borrower(self.debate, lender, |entry| self.take(entry, weight));
        }
    }

    /// Counts what a column has for every entry, 64 at a time.
    fn column(&mut self, column: &[u8], likeness: f32) {
        let starts = (0..).step_by(Self::STEP);
        for ((start, column), sums) in starts.zip(column.chunks(Self::STEP)).zip(self.weights.chunks_mut(Self::STEP)) {
            let left = self.left.bits(start);
            if left == 0 {
                continue;
            }
            let here = left & above_zero(column);
            if self.done.bits(start) == 0 && left.count_ones() >= DENSE {
                sums.iter_mut().zip(column).for_each(|(sum, weight)| *sum += f32::from(*weight) * likeness);
            } else {
                for at in Ones(here).map(|bit| bit as usize) {
                    if let (Some(sum), Some(weight)) = (sums.get_mut(at), column.get(at)) {
                        *sum += f32::from(*weight) * likeness;
                    }
                }
            }
            self.here.insert_bits(start, here);
        }
    }

    fn list(&mut self, list: List<'_>, likeness: f32) {
        match self.among {
            Some((among, count)) if list.count() / FEW > count => {
                let mut cursor = Cursor::new(list);
                for entry in among.iter() {
                    if let Some(weight) = cursor.weight(entry) {
                        self.take(entry, f32::from(weight) * likeness);
                    }
                }
            }
            _ => {
                let Self { left, here, weights, .. } = self;
                list.each_of(
                    |entry| left.contains(entry),
                    |entry, weight| {
                        if let Some(sum) = weights.get_mut(entry as usize) {
                            *sum += f32::from(weight) * likeness;
                            here.insert(entry);
                        }
                    },
                );
            }
        }
    }

    /// Counts something of an entry, if it may be found and has not matched in a better way.
    fn take(&mut self, entry: u32, weight: f32) {
        if let Some(sum) = self.weights.get_mut(entry as usize).filter(|_| self.left.contains(entry)) {
            *sum += weight;
            self.here.insert(entry);
        }
    }

    /// Counts the clause for the actors whose names have it, if all before it are in them too.
    fn name(&mut self, lenders: &[u32]) {
        let actors = self.index.entries.actors();
        for actor in lenders.iter().filter(|lender| actors.contains(lender)) {
            if let Some(named) = self.named.get_mut((actor - actors.start) as usize)
                && *named == self.number
            {
                *named += 1;
            }
        }
    }

    /// Turns what was counted into scores, and ends a way of matching.
    fn settle(&mut self, how: How, rarity: f32) {
        let most = rarity * how.strength();
        let score = |(weight, norm): (&mut f32, &f32)| {
            let count = weight.min(MOST) / TENTHS * norm;
            *weight = most * count / (SATURATION + count);
        };
        let norms = self.index.norms.chunks(Self::STEP);
        for ((start, weights), norms) in (0..).step_by(Self::STEP).zip(self.weights.chunks_mut(Self::STEP)).zip(norms) {
            let here = self.here.bits(start);
            if here == 0 {
                continue;
            }
            if self.done.bits(start) == 0 && here.count_ones() >= DENSE {
                weights.iter_mut().zip(norms).for_each(score);
            } else {
                for at in Ones(here).map(|bit| bit as usize) {
                    weights.get_mut(at).zip(norms.get(at)).into_iter().for_each(score);
                }
            }
        }
        self.done.add(&self.here);
        self.left.remove(&self.here);
        self.here.clear();
    }
}
