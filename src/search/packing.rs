//! An index as parts of a pack, and back.
//!
//! The parts come from outside: an index is made of them only where it is as large as its debate asks for, and whatever
//! numbers are in it, a search ends. Where its lists are is read at once; the lists themselves, most of its bytes, are
//! read as a search asks for them.

use super::Index;
use super::bytes::Bytes;
use super::columns::Columns;
use super::entry::Entries;
use super::facts::Facts;
use super::forms::Forms;
use super::lendings::Lendings;
use super::pairs::Pairs;
use super::postings::Postings;
use super::signature::Signature;
use super::vocabulary::Vocabulary;
use crate::debate::Debate;
use crate::format::Progress;
use crate::format::pack::{Fault, Part};

/// The lowest byte of each number comes first.
macro_rules! numbers {
    ($write:ident, $read:ident, $number:ty) => {
        fn $write(numbers: impl IntoIterator<Item = $number>) -> Vec<u8> {
            numbers.into_iter().flat_map(<$number>::to_le_bytes).collect()
        }

        fn $read(part: &Part) -> Result<Vec<$number>, Fault> {
            let bytes = part.read()?;
            let (numbers, _) = bytes.as_chunks();
            Ok(numbers.iter().map(|bytes| <$number>::from_le_bytes(*bytes)).collect())
        }
    };
}

numbers!(of_u16, u16_of, u16);
numbers!(of_u32, u32_of, u32);
numbers!(of_u64, u64_of, u64);
numbers!(of_f32, f32_of, f32);

impl Index {
    /// The index as parts of a pack; none where it is larger than its numbers can tell.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<u8>> {
        let Self { entries, vocabulary, postings, pairs, lendings, columns, norms, facts, signatures, forms } = self;
        let parts = vec![
            of_u32(entries.ends),
            vocabulary.letters.into_bytes(),
            of_u32(vocabulary.starts),
            postings.bytes.into_all(),
            of_u32(postings.starts),
            of_u32(postings.counts),
            of_u32(pairs.words),
            pairs.lists.bytes.into_all(),
            of_u32(pairs.lists.starts),
            of_u32(pairs.lists.counts),
            of_u32(lendings.words),
            of_u32(lendings.lenders),
            of_u32(columns.ranges),
            columns.weights.into_all(),
            of_f32(norms),
            of_u16(facts.into_iter().map(|facts| facts.0)),
            of_u64(signatures.iter().map(|signature| signature.pairs)),
            of_u64(signatures.iter().map(|signature| signature.letters)),
            of_u32(forms.by_stem),
        ];
        let is_told = parts.iter().all(|part| u32::try_from(part.len()).is_ok());
        if is_told { parts } else { Vec::new() }
    }

    /// The index of `debate` of which these are the parts; none where they are not those of such a debate.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn from_parts(parts: &[Part], debate: &Debate) -> Result<Option<Self>, Fault> {
        let [
            ends,
            letters,
            word_starts,
            postings,
            posting_starts,
            counts,
            paired_words,
            pairs,
            pair_starts,
            pair_counts,
            lent_words,
            lenders,
            column_words,
            weights,
            norms,
            facts,
            letter_pairs,
            name_letters,
            stems,
        ] = parts
        else {
            return Ok(None);
        };
        let entries = Entries::of(debate);
        let [statements, all] = [entries.statements().end, entries.count()].map(|count| count as usize);
        if u32_of(ends)? != entries.ends {
            return Ok(None);
        }
        let lists = |part: &Part, starts: Vec<u32>, counts| Postings {
            bytes: Bytes::packed(part.clone(), starts.iter().map(|end| *end as usize)),
            starts,
            counts,
        };
        let Ok(letters) = String::from_utf8(letters.read()?) else { return Ok(None) };
        let column = |number: usize| number.saturating_mul(all);
        let ranges = u32_of(column_words)?;
        let signature = |(pairs, letters)| Signature { pairs, letters };
        let index = Self {
            entries,
            vocabulary: Vocabulary { letters, starts: u32_of(word_starts)? },
            postings: lists(postings, u32_of(posting_starts)?, u32_of(counts)?),
            pairs: Pairs {
                words: u32_of(paired_words)?,
                lists: lists(pairs, u32_of(pair_starts)?, u32_of(pair_counts)?),
            },
            lendings: Lendings { words: u32_of(lent_words)?, lenders: u32_of(lenders)? },
            columns: Columns { weights: Bytes::packed(weights.clone(), (1..=ranges.len() / 2).map(column)), ranges },
            norms: f32_of(norms)?,
            facts: u16_of(facts)?.into_iter().map(Facts).collect(),
            signatures: u64_of(letter_pairs)?.into_iter().zip(u64_of(name_letters)?).map(signature).collect(),
            forms: Forms { by_stem: u32_of(stems)? },
        };
        let fits = [index.norms.len(), index.signatures.len(), index.facts.len()] == [all, all, statements];
        Ok(Some(index).filter(|index| fits && index.is_sound()))
    }

    /// Reads all of it that has not been read yet. After that it needs its pack no more.
    ///
    /// # Errors
    /// Any [`Fault`], also one that a search came upon, which took what it could not have for empty.
    pub fn read_all(&self, progress: &Progress) -> Result<(), Fault> {
        let lists = [&self.columns.weights, &self.postings.bytes, &self.pairs.lists.bytes];
        lists.into_iter().try_for_each(|bytes| bytes.read_all(progress))
    }

    /// Whether every number in it leads to something, as far as a search relies on that.
    fn is_sound(&self) -> bool {
        let Self { entries, vocabulary, lendings, norms, forms, .. } = self;
        let words = vocabulary.len();
        vocabulary.starts.is_sorted()
            && vocabulary.starts.last().is_some_and(|end| *end as usize == vocabulary.letters.len())
            && lendings.words.is_sorted()
            && lendings.words.len() == lendings.lenders.len()
            && lendings.lenders.iter().all(|lender| entries.lenders().contains(lender))
            && norms.iter().all(|norm| norm.is_finite())
            && forms.by_stem.iter().all(|word| *word < words)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use proptest::sample;

    use super::*;
    use crate::format::pack::{Made, Pack, Packer};
    use crate::search::sample::night_trains;

    const QUERIES: [&str; 9] =
        ["t", "train", "night trains", "tarin", "\"night train\"", "nght", "kind:argument t", "-train s", "trans OR a"];

    /// What a pack has of an index of which these are the parts.
    fn packed(parts: &[Vec<u8>]) -> Vec<Part> {
        let mut packer = Packer::begin(Cursor::new(Vec::new())).expect("memory");
        let made = Made { name: "by hand".to_owned(), files: Vec::new(), warnings: 0 };
        packer.add(made, &night_trains(), parts).expect("memory");
        let pack = Pack::open(packer.end().expect("memory").into_inner()).expect("a sound pack");
        pack.index(0).expect("its parts")
    }

    #[test]
    fn an_index_is_the_same_from_its_parts() {
        let debate = night_trains();
        let index = Index::new(&debate);
        let parts = packed(&index.clone().into_parts());
        assert_eq!(Index::from_parts(&parts, &debate), Ok(Some(index)));
        let other = Debate::new(crate::debate::Parts::default());
        assert_eq!(Index::from_parts(&parts, &other), Ok(None));
        assert_eq!(Index::from_parts(&parts[1..], &debate), Ok(None));
        assert_eq!(Index::from_parts(&[], &debate), Ok(None));
    }

    proptest! {
        #[test]
        fn a_search_in_any_bytes_ends(
            flips in proptest::collection::vec((any::<sample::Index>(), any::<sample::Index>(), any::<u8>()), 1..5),
        ) {
            let debate = night_trains();
            let mut parts = Index::new(&debate).into_parts();
            for (part, at, byte) in flips {
                let part = part.index(parts.len());
                if !parts[part].is_empty() {
                    let at = at.index(parts[part].len());
                    parts[part][at] = byte;
                }
            }
            if let Some(index) = Index::from_parts(&packed(&parts), &debate).expect("its hashes are right") {
                for query in QUERIES {
                    assert!(index.search(&debate, query, 20).hits.len() <= 20);
                }
                assert_eq!(index.read_all(&Progress::default()), Ok(()));
            }
        }
    }
}
