use std::fmt::Write as _;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::entry::{each_lent, each_own};
use super::fold::{fold, is_accent};
use super::sample::night_trains;
use super::words::each_word;
use super::*;
use crate::debate::{Parts, Statement, StatementIndex, StatementKind, Text};

/// The id of an entry, or what it says.
fn name(debate: &Debate, entry: Entry) -> String {
    match entry {
        Entry::Statement(index) => debate.statement(index).id.to_string(),
        Entry::Actor(index) => format!("actor {}", debate.actor(index).id),
        Entry::Source(index) => format!("source {}", debate.source(index).id),
        Entry::Event(index) => format!("event {}", index.place()),
        Entry::Tag(index) => format!("tag {}", debate.tag(index).name),
    }
}

/// A hit in one line: its name, its field, its passage with the matches in brackets.
fn line(debate: &Debate, hit: &Hit) -> String {
    let Passage { field, attribution, text, matches } = &hit.passage;
    let attribution = attribution.map(|number| format!(" {number}")).unwrap_or_default();
    format!("{} · {}{attribution}: {}", name(debate, hit.entry), field.word(), marked(text, matches))
}

fn marked(text: &str, matches: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    let mut end = 0;
    for range in matches {
        let _ = write!(out, "{}[{}]", &text[end..range.start], &text[range.clone()]);
        end = range.end;
    }
    out + &text[end..]
}

fn results(query: &str) -> (Debate, Results) {
    let debate = night_trains();
    let results = Index::new(&debate).search(&debate, query, 100);
    assert_eq!(results.total, results.hits.len());
    (debate, results)
}

/// All hits of a query on the night trains, and what was corrected.
fn lines(query: &str) -> Vec<String> {
    let (debate, results) = results(query);
    results.hits.iter().map(|hit| line(&debate, hit)).collect()
}

/// What is found, without where.
fn names(query: &str) -> String {
    let (debate, results) = results(query);
    results.hits.iter().map(|hit| name(&debate, hit.entry)).collect::<Vec<_>>().join(", ")
}

fn corrected(query: &str) -> Vec<String> {
    let (_, results) = results(query);
    results.corrections.iter().map(|Correction { typed, shown }| format!("{typed} → {shown}")).collect()
}

#[test]
fn hits_come_in_order_with_the_passage_that_matters() {
    for (query, expected) in [
        // An actor by the surname first, then what they say.
        (
            "diaz",
            &[
                "actor ana-diaz · name: Ana [Díaz]",
                "yes-subsidy · speaker 0: Ana [Díaz]",
                "kerosene-untaxed · speaker 0: Ana [Díaz]",
                "energy-per-berth · speaker 0: Ana [Díaz]",
            ][..],
        ),
        // Own text before an argument that is nothing but its premises, before a role.
        (
            "sleeping",
            &[
                "berths-are-heavy · text: [Sleeping] cars are heavy and carry few people",
                "empty-in-winter · text: [Sleeping] cars run half empty in winter",
                "premises · premises: [Sleeping] cars run half empty in winter And: [Sleeping] cars are heavy and carry \
                 few people",
                "actor strassmann · role: [Sleeping] car attendant",
            ],
        ),
        // An actor who is called so before those who are called so among other things.
        (
            "union",
            &[
                "actor union · name: [Union] of Railway Workers",
                "actor union-lawyer · name: [Union]’s lawyer",
                "attendants · speaker 0: [Union] of Railway Workers",
            ],
        ),
        // A quote.
        ("eleven", &["empty-in-winter · quote 0: We counted [eleven] passengers"]),
        // One term in the text, the other in the speaker's name.
        ("diaz flights", &["yes-subsidy · text: Yes: they replace [flights]"]),
        // Words in a source's title lead to it, then to what rests on it.
        (
            "asleep",
            &[
                "source energy-study · title: The energy of travelling [asleep]",
                "comfort · source 0: The energy of travelling [asleep]",
                "energy-per-berth · source 0: The energy of travelling [asleep]",
            ],
        ),
        ("ekstrom", &["source energy-study · author: Bo [Ekström]"]),
        (
            "tax",
            &[
                "kerosene-untaxed · text: Planes pay no fuel [tax], while trains pay [tax] on energy",
                "tag tax · tag: [tax]",
            ],
        ),
        // A beginning, to the letter, through a letter that folds to two.
        (
            "stras",
            &[
                "actor strassmann · name: Ida [Straß]mann",
                "comfort · speaker 0: Ida [Straß]mann",
                "energy-per-berth · speaker 1: Ida [Straß]mann",
            ],
        ),
        // Ideographs side by side, then apart.
        ("夜行", &["tokyo · text: 東京では[夜行]列車が走っている"]),
        ("夜車", &["tokyo · text: 東京では[夜]行列[車]が走っている"]),
        ("รถไฟ", &["thai · text: [รถไฟ]กลางคืนช่วยประหยัดเวลา"]),
        // A possessive is not part of its word.
        ("naive states", &["naive · text: It’s [naïve] to think the [state]’s money comes free"]),
        ("naive state’s", &["naive · text: It’s [naïve] to think the [state]’s money comes free"]),
        // Letters of an id.
        ("feartheft", &["fear-of-theft · id: [fear]-of-[theft]"]),
        ("anadiaz", &["actor ana-diaz · name: [Ana] [Díaz]"]),
    ] {
        assert_eq!(lines(query), expected, "{query}");
    }
}

#[test]
fn every_term_is_required_and_exact_comes_before_beginning_before_corrected() {
    for (query, expected) in [
        ("cameras sleep", "cameras-watch"),
        ("cameras kerosene", ""),
        ("state surveillance", "surveillance-state"),
        // "sleep" itself, then words that begin with it.
        (
            "sleep",
            "cameras-watch, comfort, berths-are-heavy, empty-in-winter, event 0, premises, subsidy, actor strassmann",
        ),
        // A short word in the middle stands for itself.
        ("no car", "attendants"),
        // All words near each other before the same words scattered.
        (
            "night trains",
            "source hearing-2031, subsidy, staff, kerosene-untaxed, yes-subsidy, berths-are-heavy, no-subsidy, \
             empty-in-winter, event 0, attendants, energy-per-berth",
        ),
        // An actor's name before all else, whatever else has it more often.
        ("workers", "actor union, attendants"),
        ("żółty łódź", "actor lech-zolty, event 0"),
        ("ZOLTY", "actor lech-zolty, berths-are-heavy, no-subsidy, empty-in-winter, event 0"),
    ] {
        assert_eq!(names(query), expected, "{query}");
    }
}

#[test]
fn phrases_stand_side_by_side() {
    for (query, expected) in [
        ("\"surveillance state\"", "surveillance-state"),
        ("\"state surveillance\"", ""),
        ("“door locks” cameras", "machines"),
        ("\"door lo", "machines, surveillance-state"),
        ("\"door lo\"", ""),
        ("\"sleeping car\"", "actor strassmann"),
        ("\"sleeping car", "actor strassmann, berths-are-heavy, empty-in-winter, premises"),
        ("fear_of_theft", "fear-of-theft"),
        // The last words of a text and the first of the next are no neighbours.
        ("\"flights yes\"", ""),
    ] {
        assert_eq!(names(query), expected, "{query}");
    }
}

#[test]
fn typing_errors_are_corrected_and_told() {
    for (query, expected, told) in [
        ("surveilance state", "surveillance-state", &["surveilance → surveillance"][..]),
        ("surveilanc", "surveillance-state, cameras-watch", &["surveilanc → surveillance"]),
        ("kreosene", "kerosene-untaxed", &["kreosene → Kerosene"]),
        ("xerosene", "kerosene-untaxed", &["xerosene → Kerosene"]),
        ("attendnts", "attendants, staff", &["attendnts → attendants"]),
        ("zolti flights", "", &[]),
        // Two errors from eight letters on, one below, none below four or in numbers.
        ("surveylance", "surveillance-state, cameras-watch", &["surveylance → surveillance"]),
        ("thepf", "fear-of-theft", &["thepf → theft"]),
        ("tepf", "", &[]),
        ("txa", "", &[]),
        ("2032", "", &[]),
        // What is known is not corrected, unless nothing has it beside the others.
        ("staff", "staff", &[]),
        ("heave cars", "berths-are-heavy, premises", &["heave → heavy"]),
        ("fear heft", "fear-of-theft", &["heft → theft"]),
        ("berth heaven", "", &[]),
        ("theft sleet", "", &[]),
    ] {
        assert_eq!(names(query), expected, "{query}");
        assert_eq!(corrected(query), told, "{query}");
    }
}

#[test]
fn a_known_word_is_corrected_where_nothing_has_it_beside_the_others() {
    // "summer" is known; with "table" it is found as it is, "number" is not.
    assert_eq!(corrected("summer table"), [""; 0]);
    // "state" and "theft" are known, but in different statements; "station" is no error away.
    assert_eq!(names("state theft"), "");
    // "cars" stands in no statement with "berth"; "care" nowhere.
    assert_eq!(names("seat tenth"), "energy-per-berth");
    assert_eq!(names("heat tenth"), "energy-per-berth");
    assert_eq!(corrected("heat tenth"), ["heat → seat"]);
}

#[test]
fn letters_in_order_find_names_last_and_only_when_words_find_little() {
    assert_eq!(names("cntswinter"), "counts-only-winter");
    assert_eq!(names("hearing31"), "source hearing-2031");
    assert_eq!(names("unrail"), "actor union");
    // The speaker's name, then the id.
    assert_eq!(lines("diazkeros"), ["kerosene-untaxed · id: [keros]ene-untaxed"]);
    // Not prose, and not by letters scattered all over.
    assert_eq!(names("nobodysake"), "");
    assert_eq!(names("uors"), "");
    assert_eq!(names("eoe"), "");
    // Words first: an id that has the letters comes behind, and when words find enough not at all.
    let (debate, results) = results("strassmann");
    assert_eq!(name(&debate, results.hits[0].entry), "actor strassmann");
    assert!(results.hits.iter().all(|hit| hit.score >= 1.0));
}

#[test]
fn nothing_typed_finds_nothing() {
    for query in ["", " ", "\"", "\"\"", "…—!?", "🚆", "\u{202e}", "\u{1b}[", "'", "’s?"] {
        let (_, results) = results(query);
        let expected = if query == "’s?" || query == "\u{1b}[" { results.total } else { 0 };
        assert_eq!(results.total, expected, "{query:?}");
    }
    let (_, results) = results("?!");
    assert!(results.query.is_empty() && results.hits.is_empty() && results.corrections.is_empty());
}

#[test]
fn the_limit_cuts_the_list_and_not_the_count() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let all = index.search(&debate, "s", usize::MAX);
    for limit in [0, 1, 3, 7] {
        let some = index.search(&debate, "s", limit);
        assert_eq!((some.total, some.hits.as_slice()), (all.total, &all.hits[..limit]));
    }
    assert_eq!(index.search(&debate, "s", 100), all);
}

#[test]
fn another_debate_than_the_indexed_one_finds_nothing() {
    let index = Index::new(&night_trains());
    let other = Debate::new(Parts::default());
    assert_eq!(index.search(&other, "night", 10).total, 0);
    assert_eq!(Index::new(&other).search(&other, "night", 10).total, 0);
}

#[test]
fn a_query_marks_any_text() {
    let debate = night_trains();
    let index = Index::new(&debate);
    for (query, text, expected) in [
        ("train night", "Night trains, and a nightly strain", "[Night] [train]s, and a [night]ly strain"),
        ("surveilance", "Surveillance!", "[Surveillance]!"),
        ("\"night trains\"", "trains at night, night trains", "trains at night, [night] [trains]"),
        ("straß", "STRASSE, Straße", "[STRASS]E, [Straß]e"),
        ("nai", "nai\u{308}ve", "[nai\u{308}]ve"),
        ("夜行", "夜行列車と夜", "[夜行]列車と夜"),
        ("night nig", "night", "[night]"),
        ("", "night", "night"),
    ] {
        assert_eq!(marked(text, &index.compile(&debate, query).highlight(text)), expected, "{query}");
    }
}

#[test]
fn a_query_of_any_length_is_answered() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let statement = "Nobody should build a surveillance state for the sake of door locks";
    assert_eq!(index.search(&debate, statement, 10).total, 1);
    for query in [
        "a".repeat(10_000),
        "night ".repeat(1_000),
        ["wroda ", "wrodb ", "wrodc ", "wrodd "].concat().repeat(250),
        (0..1_000).fold(String::new(), |query, number| query + "surveilance" + &"e".repeat(number % 40) + " "),
        "surveilance kerosne attendnt ".repeat(400),
        "夜".repeat(5_000),
        "\"night trains \"".repeat(900),
        "e\u{301}".repeat(5_000),
        "\u{202e}\u{1b}[31m🚆\u{0}".repeat(1_000),
        "l'".repeat(5_000),
        "_a".repeat(5_000),
    ] {
        let results = index.search(&debate, &query, 50);
        assert!(results.hits.len() <= 50);
    }
}

#[test]
fn fields_are_numbered_as_they_are_listed() {
    for (number, field) in Field::ALL.into_iter().enumerate() {
        assert_eq!(field as usize, number, "{}", field.word());
    }
}

/// A debate of one question for each text.
fn questions(texts: &[String]) -> Debate {
    let statements = texts.iter().enumerate().map(|(number, text)| {
        let mut statement = Statement::new(&format!("q{number}"), StatementKind::Question);
        statement.text = Some(Text::new(text));
        statement
    });
    Debate::new(Parts { statements: statements.collect(), ..Parts::default() })
}

fn finds(index: &Index, debate: &Debate, query: &str, place: usize) -> bool {
    let wanted = Entry::Statement(StatementIndex::new(place));
    index.search(debate, query, usize::MAX).hits.iter().any(|hit| hit.entry == wanted)
}

fn all_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(text[word.range].to_owned()));
    words
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| fold(c, |letter| out.push(letter)));
    out
}

/// Text of words, names and scripts, with odd characters between.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z]{1,12}",
                "[a-z]{2,6}['’_.-][a-z]{1,6}",
                "[áéßłøæñÅÇĞİıœ]{1,5}",
                "[夜行列車ひらカタ]{1,4}",
                "[\u{e01}-\u{e39}]{1,6}",
                "[ა-ჰא-ת\u{5b0}-\u{5bd}]{1,5}",
                "\\PC{1,4}",
            ],
            1..12
        )
        .prop_map(|words| words.join(" ")),
    ]
}

proptest! {
    #[test]
    fn any_query_on_any_debate_is_answered_with_marks_that_fit(
        texts in proptest::collection::vec(text(), 0..6),
        query in text(),
    ) {
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let results = index.search(&debate, &query, 10);
        prop_assert_eq!(&results, &index.search(&debate, &query, 10));
        let letters = folded(&query);
        for hit in &results.hits {
            let text = &hit.passage.text;
            let mut end = None;
            prop_assert!(!hit.passage.matches.is_empty() || !results.query.has_words());
            for range in &hit.passage.matches {
                prop_assert!(end < Some(range.start) && range.start < range.end, "{:?}", hit.passage);
                let marked = text.get(range.clone());
                prop_assert!(marked.is_some(), "{:?}", hit.passage);
                let marked = marked.unwrap_or_default();
                end = Some(range.end);
                if results.corrections.is_empty() && hit.score >= 1.0 {
                    // Marks that touch are joined, so the words of one are taken one by one.
                    each_word(marked, |word| {
                        let known = letters.contains(word.letters)
                            || results.query.terms().iter().any(|term| {
                                term.words.iter().any(|typed| word.letters.starts_with(&**typed) || typed.starts_with(word.letters))
                            });
                        assert!(known, "{marked} for {query}");
                    });
                }
            }
        }
    }

    #[test]
    fn a_word_of_a_statement_finds_it(texts in proptest::collection::vec(text(), 1..6), pick in any::<prop::sample::Index>()) {
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let place = pick.index(texts.len());
        for word in all_words(debate.statement(StatementIndex::new(place)).wording()) {
            prop_assert!(finds(&index, &debate, &word, place), "{}", word);
            // The iota below a Greek letter is dropped as an accent, but stands beside its capital.
            let shouted = word.to_uppercase();
            let subscript = word.chars().nfd().any(|c| c == '\u{345}');
            prop_assert!(subscript || finds(&index, &debate, &shouted, place), "{}", shouted);
            let bare: String = word.nfd().filter(|c| !is_accent(*c)).collect();
            prop_assert!(finds(&index, &debate, &bare, place), "{}", bare);
        }
    }

    #[test]
    fn one_typing_error_in_a_word_finds_it(
        pick in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        letter in proptest::char::range('a', 'z'),
        error in 0..4,
    ) {
        let debate = night_trains();
        let index = Index::new(&debate);
        let long = |word: &String| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic);
        let words: Vec<(usize, String)> = debate
            .statements()
            .iter()
            .enumerate()
            .flat_map(|(place, statement)| all_words(statement.wording()).into_iter().map(move |word| (place, folded(&word))))
            .filter(|(_, word)| word.is_ascii() && long(word))
            .collect();
        let (place, word) = &words[pick.index(words.len())];
        let mut letters: Vec<char> = word.chars().collect();
        let at = at.index(letters.len() - 1);
        match error {
            0 => letters.swap(at, at + 1),
            1 => letters.insert(at, letter),
            2 => letters[at] = letter,
            _ => { letters.remove(at); }
        }
        let typed: String = letters.into_iter().collect();
        // Another word, or the beginning of one, is taken at its word.
        let known = index.vocabulary.beginning_with(&typed);
        prop_assert!(!known.is_empty() || finds(&index, &debate, &typed, *place), "{} for {}", typed, word);
    }

    #[test]
    fn the_nearest_spellings_are_those_of_the_whole_table(
        words in proptest::collection::btree_set("[ab]{1,6}|[abcé]{1,7}", 1..40),
        typed in "[abc]{1,8}",
        errors in 1_u8..3,
        unfinished in 0_u8..3,
    ) {
        let vocabulary = vocabulary::Vocabulary::new(words.iter().map(String::as_str));
        let beginning = |word: &str| {
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            ends.map(|end| distance(&word[..end], &typed)).min().unwrap_or(usize::MAX)
        };
        let at = |reach: u8, measure: &dyn Fn(&str) -> usize| -> Vec<u32> {
            (0..).zip(&words).filter(|(_, word)| measure(word) == usize::from(reach)).map(|(number, _)| number).collect()
        };
        let expected = (1..=errors.max(unfinished)).find_map(|reach| {
            let whole = if reach <= errors { at(reach, &|word| distance(word, &typed)) } else { Vec::new() };
            let begun = if reach <= unfinished { at(reach, &beginning) } else { Vec::new() };
            let found = if whole.is_empty() { (true, begun) } else { (false, whole) };
            (!found.1.is_empty()).then_some((reach, found.0, found.1))
        });
        let nearest = vocabulary.nearest(&typed, errors, unfinished);
        prop_assert_eq!(nearest.map(|nearest| (nearest.distance, nearest.beginning, nearest.words)), expected);
    }
}

/// The distance of optimal string alignment by the whole table.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = match (i, j) {
                (0, _) | (_, 0) => i + j,
                _ => {
                    let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    if swapped { best.min(table[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    table[one.len()][other.len()]
}

#[test]
fn what_is_lent_is_shown_as_lent() {
    let debate = night_trains();
    let entry = Entry::Statement(StatementIndex::new(3));
    let (mut own, mut lent) = (Vec::new(), Vec::new());
    each_own(&debate, entry, |piece| own.push((piece.field, piece.attribution, piece.text)));
    each_lent(&debate, entry, |piece| lent.push((piece.field, piece.attribution, piece.text)));
    assert_eq!(
        own,
        [
            (Field::Text, None, "Planes pay no fuel tax, while trains pay tax on energy"),
            (Field::Quote, Some(0), "Kerosene is the last untaxed fuel in Europe"),
            (Field::Id, None, "kerosene-untaxed"),
        ]
    );
    assert_eq!(
        lent,
        [
            (Field::Speaker, Some(0), "Ana Díaz"),
            (Field::Speaker, Some(0), "A. Díaz"),
            (Field::Source, Some(0), "Hearing on night trains"),
            (Field::Tag, None, "tax"),
            (Field::Tag, None, "climate"),
        ]
    );
}
