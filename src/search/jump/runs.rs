//! Runs of letters: how many a name has of the letters that are looked for, and whether that looks picked on purpose.

/// How many runs of letters side by side a name may have of so many letters, where runs do not begin words.
pub(super) fn most_runs(letters: usize) -> usize {
    1 + letters / 4
}

/// How many runs may begin inside a word where the letters are in order in words from their first letter on, as those of
/// `pdrsnchz` are in `pedro sanchez`. Fewer than five letters are so in many names.
pub(super) fn most_inside(letters: usize) -> usize {
    if letters < 5 { 0 } else { letters * 4 / 7 }
}

/// In how few runs a name can have the first so many letters.
#[derive(Clone, Copy)]
struct Fewest {
    runs: u8,
    /// Where the last of them is the letter at hand.
    here: u8,
    /// Whether each run can begin a word.
    all_begin: bool,
    all_begin_here: bool,
}

/// In how few runs a name has letters in order.
pub(super) struct Runs {
    all: Fewest,
    letters: usize,
}

impl Runs {
    pub(super) fn of(name: impl Iterator<Item = char>, wanted: &[char]) -> Self {
        let none = Fewest { runs: u8::MAX, here: u8::MAX, all_begin: false, all_begin_here: false };
        let mut fewest = vec![none; wanted.len() + 1];
        if let Some(before) = fewest.first_mut() {
            (before.runs, before.all_begin) = (0, true);
        }
        let mut letter_before = ' ';
        for letter in name {
            let begins = !letter_before.is_alphanumeric();
            letter_before = letter;
            // From the last one on, so that what was found before this letter is not overwritten yet.
            for at in (0..wanted.len()).rev() {
                let Some([before, now]) = fewest.get_mut(at..at + 2) else { continue };
                if wanted.get(at) == Some(&letter) {
                    now.here = before.here.min(before.runs.saturating_add(1));
                    now.all_begin_here = before.all_begin_here || begins && before.all_begin;
                    now.runs = now.runs.min(now.here);
                    now.all_begin |= now.all_begin_here;
                } else {
                    (now.here, now.all_begin_here) = (u8::MAX, false);
                }
            }
        }
        Self { all: fewest.last().copied().unwrap_or(none), letters: wanted.len() }
    }

    pub(super) fn are_meant(&self) -> bool {
        self.all.all_begin || usize::from(self.all.runs) <= most_runs(self.letters)
    }
}

/// How few runs of the wanted letters can begin inside a word of a name, where of every word that has any the first letter
/// is one; more than there are letters where they cannot be in it so.
pub(super) fn inside(name: impl Iterator<Item = char>, wanted: &[char]) -> usize {
    const NOT: usize = usize::MAX / 2;
    let count = wanted.len() + 1;
    // For the first so many letters: before the word at hand, in it, and in it with the last of them just here.
    let mut before = vec![NOT; count];
    before.iter_mut().take(1).for_each(|none| *none = 0);
    let (mut begun, mut here) = (vec![NOT; count], vec![NOT; count]);
    let mut letter_before = ' ';
    for letter in name {
        let begins = !letter_before.is_alphanumeric();
        letter_before = letter;
        if begins {
            before.iter_mut().zip(&begun).for_each(|(before, begun)| *before = (*before).min(*begun));
            begun.fill(NOT);
            here.fill(NOT);
        }
        // From the last one on, so that what was found before this letter is not overwritten yet.
        for at in (0..wanted.len()).rev() {
            let fits = wanted.get(at) == Some(&letter);
            let one_before = |of: &[usize]| of.get(at).copied().unwrap_or(NOT);
            let runs = match (fits, begins) {
                (false, _) => NOT,
                (true, true) => one_before(&before),
                (true, false) => one_before(&here).min(one_before(&begun) + 1),
            };
            if let (Some(here), Some(begun)) = (here.get_mut(at + 1), begun.get_mut(at + 1)) {
                *here = runs;
                *begun = runs.min(*begun);
            }
        }
        here.iter_mut().take(1).for_each(|none| *none = NOT);
    }
    let last = |of: &[usize]| of.last().copied().unwrap_or(NOT);
    last(&before).min(last(&begun))
}

/// Whether letters at these places look picked on purpose: few runs of letters side by side, or each run the beginning
/// of a word. Letters strewn over a long name are in it by chance, as those of `deny` in `declare-encryption`.
pub(super) fn is_meant(name: &str, places: &[usize]) -> bool {
    let runs = places.iter().zip(places.iter().skip(1)).filter(|(place, next)| *place + 1 != **next).count() + 1;
    runs <= most_runs(places.len()) || all_begin(name, places)
}

/// Whether each run of letters at these places begins a word.
pub(super) fn all_begin(name: &str, places: &[usize]) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let begins = |place: usize| place == 0 || letters.get(place - 1).is_some_and(|before| !before.is_alphanumeric());
    let mut before = None;
    let mut is_run = |place: usize| before.replace(place).is_none_or(|before: usize| before + 1 != place);
    places.iter().copied().filter(|place| is_run(*place)).all(begins)
}

#[cfg(test)]
mod tests {
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_runs_are_counted_over_all_ways_to_find_the_letters() {
        for (name, letters, runs, all_begin) in [
            ("declare-encryption-in-france", "deny", 3, false),
            ("harm-ignored-is-no-innovation", "hiini", 4, true),
            ("fear-of-prison", "fearprison", 2, true),
            ("fear-of-prison", "fprison", 2, true),
            ("fear-of-prison", "earprison", 2, false),
            ("abab-ab", "abab", 1, true),
            ("axb-ab", "ab", 1, true),
            ("xab-axb", "ab", 1, false),
            ("ba", "ab", u8::MAX, false),
        ] {
            let wanted: Vec<char> = letters.chars().collect();
            let Fewest { runs: found, all_begin: begin, .. } = Runs::of(name.chars(), &wanted).all;
            assert_eq!((found, begin), (runs, all_begin), "{letters} in {name}");
        }
    }

    #[test]
    fn letters_are_in_words_that_are_begun() {
        for (name, letters, runs) in [
            ("elon musk", "elnmsk", Some(2)),
            ("pedro sanchez", "pdrsnchz", Some(3)),
            ("telegram-message", "tlgrmsg", Some(4)),
            ("fear-of-prison", "fofpri", Some(0)),
            ("fear-of-prison", "fearprsn", Some(2)),
            ("fear-of-prison", "earprison", None),
            ("fear-of-prison", "frison", None),
            ("declare-encryption", "deny", Some(1)),
            ("ab ab", "abab", Some(0)),
            ("ab", "ba", None),
        ] {
            let wanted: Vec<char> = letters.chars().collect();
            let found = inside(name.chars(), &wanted);
            assert_eq!((found <= letters.len()).then_some(found), runs, "{letters} in {name}");
        }
    }

    proptest! {
        /// What is passed over could not have been taken.
        #[test]
        fn letters_that_are_meant_may_be_meant(name in "[ab-]{1,12}", letters in "[ab]{3,6}") {
            let meant = SkimMatcherV2::default().ignore_case().fuzzy_indices(&name, &letters);
            let wanted: Vec<char> = letters.chars().collect();
            let may_be = Runs::of(name.chars(), &wanted).are_meant();
            prop_assert!(may_be || meant.is_none_or(|(_, places)| !is_meant(&name, &places)), "{} in {}", letters, name);
        }
    }

    #[test]
    fn letters_strewn_over_a_name_are_chance() {
        let places = |name: &str, letters: &str| -> Vec<usize> {
            let (_, places) = SkimMatcherV2::default().ignore_case().fuzzy_indices(name, letters).expect(name);
            places
        };
        for (name, letters, meant) in [
            ("declare-encryption-in-france", "deny", false),
            ("harm-ignored-is-no-innovation", "hiini", true),
            ("mary anne franks harm-ignored-is-no-innovation", "franksinnov", true),
            ("fear-of-prison", "fearprison", true),
            ("fear-of-prison", "frprison", true),
            ("natalia krapiva", "krpiva", true),
        ] {
            assert_eq!(is_meant(name, &places(name, letters)), meant, "{letters} in {name}");
        }
    }
}
