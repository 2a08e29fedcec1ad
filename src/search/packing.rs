//! An index as bytes, for a pack, and back.
//!
//! The bytes come from outside: an index is made of them only where it is as large as its debate asks for, and whatever
//! numbers are in it, a search ends.

use rkyv::{Archive, Serialize, rancor};

use super::Index;
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

/// The lists of an index.
#[derive(Archive, Serialize)]
struct Packed {
    ends: [u32; 5],
    letters: Vec<u8>,
    words: Vec<u32>,
    postings: Vec<u8>,
    posting_starts: Vec<u32>,
    counts: Vec<u32>,
    paired_words: Vec<u32>,
    pairs_side_by_side: Vec<u8>,
    pair_starts: Vec<u32>,
    pair_counts: Vec<u32>,
    lent_words: Vec<u32>,
    lenders: Vec<u32>,
    column_words: Vec<u32>,
    weights: Vec<u8>,
    norms: Vec<f32>,
    facts: Vec<u16>,
    pairs: Vec<u64>,
    initials: Vec<u64>,
    stems: Vec<u32>,
}

impl Index {
    /// The index as bytes; none where it is larger than these can tell.
    #[must_use]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        let Self { entries, vocabulary, postings, pairs, lendings, columns, norms, facts, signatures, forms } = self;
        let packed = Packed {
            ends: entries.ends,
            letters: vocabulary.letters.into_bytes(),
            words: vocabulary.starts,
            postings: postings.bytes,
            posting_starts: postings.starts,
            counts: postings.counts,
            paired_words: pairs.words,
            pairs_side_by_side: pairs.lists.bytes,
            pair_starts: pairs.lists.starts,
            pair_counts: pairs.lists.counts,
            lent_words: lendings.words,
            lenders: lendings.lenders,
            column_words: columns.ranges,
            weights: columns.weights,
            norms,
            facts: facts.into_iter().map(|facts| facts.0).collect(),
            pairs: signatures.iter().map(|signature| signature.pairs).collect(),
            initials: signatures.iter().map(|signature| signature.letters).collect(),
            stems: forms.by_stem,
        };
        let bytes = rkyv::to_bytes::<rancor::Error>(&packed).ok()?;
        i32::try_from(bytes.len()).ok().map(|_| bytes.into_vec())
    }

    /// The index of `debate` that was made to these bytes; none where it is not one of such a debate.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], debate: &Debate) -> Option<Self> {
        let packed = rkyv::access::<ArchivedPacked, rancor::Error>(bytes).ok()?;
        let entries = Entries::of(debate);
        let [statements, all] = [entries.statements().end, entries.count()].map(|count| count as usize);
        let is_of_it = packed.ends.iter().zip(entries.ends).all(|(one, other)| one.to_native() == other);
        let lengths = [&packed.pairs, &packed.initials].map(|column| column.len() == all);
        let fits = packed.norms.len() == all && packed.facts.len() == statements && lengths == [true; 2];
        if !is_of_it || !fits {
            return None;
        }
        macro_rules! numbers {
            ($column:ident) => {
                packed.$column.iter().map(|number| number.to_native())
            };
        }
        let index = Self {
            entries,
            vocabulary: Vocabulary {
                letters: String::from_utf8(packed.letters.to_vec()).ok()?,
                starts: numbers!(words).collect(),
            },
            postings: Postings {
                bytes: packed.postings.to_vec(),
                starts: numbers!(posting_starts).collect(),
                counts: numbers!(counts).collect(),
            },
            pairs: Pairs {
                words: numbers!(paired_words).collect(),
                lists: Postings {
                    bytes: packed.pairs_side_by_side.to_vec(),
                    starts: numbers!(pair_starts).collect(),
                    counts: numbers!(pair_counts).collect(),
                },
            },
            lendings: Lendings { words: numbers!(lent_words).collect(), lenders: numbers!(lenders).collect() },
            columns: Columns { ranges: numbers!(column_words).collect(), weights: packed.weights.to_vec() },
            norms: numbers!(norms).collect(),
            facts: numbers!(facts).map(Facts).collect(),
            signatures: numbers!(pairs)
                .zip(numbers!(initials))
                .map(|(pairs, letters)| Signature { pairs, letters })
                .collect(),
            forms: Forms { by_stem: numbers!(stems).collect() },
        };
        index.is_sound().then_some(index)
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
    use proptest::prelude::*;
    use proptest::sample;

    use super::*;
    use crate::search::sample::night_trains;

    const QUERIES: [&str; 9] =
        ["t", "train", "night trains", "tarin", "\"night train\"", "nght", "kind:argument t", "-train s", "trans OR a"];

    #[test]
    fn an_index_is_the_same_from_its_bytes() {
        let debate = night_trains();
        let index = Index::new(&debate);
        let bytes = index.clone().into_bytes().expect("a small index");
        assert_eq!(Index::from_bytes(&bytes, &debate).as_ref(), Some(&index));
        let other = Debate::new(crate::debate::Parts::default());
        assert_eq!(Index::from_bytes(&bytes, &other), None);
        assert_eq!(Index::from_bytes(&bytes[1..], &debate), None);
    }

    proptest! {
        #[test]
        fn a_search_in_any_bytes_ends(flips in proptest::collection::vec((any::<sample::Index>(), any::<u8>()), 1..5)) {
            let debate = night_trains();
            let mut bytes = Index::new(&debate).into_bytes().expect("a small index");
            for (at, byte) in flips {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(index) = Index::from_bytes(&bytes, &debate) {
                for query in QUERIES {
                    assert!(index.search(&debate, query, 20).hits.len() <= 20);
                }
            }
        }
    }
}
