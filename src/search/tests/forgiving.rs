//! What is found where nothing is just as it was typed.

use super::*;

#[test]
fn typing_errors_are_corrected_and_told() {
    for (query, expected, told) in [
        ("surveilance state", "surveillance-state", &["surveilance → surveillance"][..]),
        ("surveilanc", "surveillance-state, cameras-watch", &["surveilanc → surveillance"]),
        ("kreosene", "kerosene-untaxed", &["kreosene → Kerosene"]),
        ("xerosene", "kerosene-untaxed", &["xerosene → Kerosene"]),
        ("attendnts", "attendants, staff", &["attendnts → attendants"]),
        (
            "zolti flights",
            "1 of 2: yes-subsidy, actor lech-zolty, berths-are-heavy, no-subsidy, empty-in-winter, event 0",
            &["zolti → Żółty"],
        ),
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
        ("berth heaven", "1 of 2: energy-per-berth, berths-are-heavy", &[]),
        ("theft sleet", "1 of 2: fear-of-theft, cameras-watch, comfort", &["sleet → sleep"]),
        // Shorter words have no errors, nor are they anybody's: "tax", "ten".
        ("taxs", "", &[]),
        ("tehn", "", &[]),
        // In quotation marks words are as they stand.
        ("\"surveilance\"", "", &[]),
        ("\"kerosnee", "", &[]),
        ("\"fearthef\"", "", &[]),
        ("\"surveil\"", "", &[]),
        ("cameras \"surveil", "cameras-watch", &[]),
    ] {
        assert_eq!(names(query), expected, "{query}");
        assert_eq!(corrected(query), told, "{query}");
    }
}

#[test]
fn where_nothing_has_all_words_what_has_most_is_found() {
    for (query, expected) in [
        ("cameras sleep kerosene", "2 of 3: cameras-watch"),
        ("cameras sleep nobody bicycles", "2 of 4: cameras-watch"),
        // Fields hold, and so does what must not be found.
        ("cameras theft kind:argument", "1 of 2: fear-of-theft, state-cameras, cameras-watch"),
        ("cameras theft -watch", "1 of 2: fear-of-theft, state-cameras, machines"),
        // Only plain words are given up.
        ("cameras \"kerosene\"", ""),
        ("cameras bicycles OR unicycles", ""),
        ("bicycles", ""),
        ("bicycles unicycles", ""),
    ] {
        assert_eq!(names(query), expected, "{query}");
    }
}

#[test]
fn where_nothing_has_all_words_it_does_not_matter_where_the_hopeless_one_stands() {
    let statements = night_trains().statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    let found = |query: &str| {
        let results = index.search(&debate, query, 100);
        let hits: Vec<String> = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect();
        (results.partial, hits.join(", "))
    };
    let partly = |words, of| Some(Partial { words, of, joining: 0 });
    for (query, expected) in [
        // A form, a beginning, a misspelt word.
        ("bicycles watched", (partly(1, 2), "cameras-watch, staff")),
        ("bicycles surveil", (partly(1, 2), "surveillance-state, cameras-watch")),
        ("bicycles surveilance", (partly(1, 2), "surveillance-state, cameras-watch")),
        ("bicycles surveilance watched", (partly(2, 3), "cameras-watch")),
    ] {
        let turned: Vec<&str> = query.split(' ').rev().collect();
        assert_eq!(found(query), (expected.0, expected.1.to_owned()), "{query}");
        assert_eq!(found(&turned.join(" ")), (expected.0, expected.1.to_owned()), "{query} turned");
    }
}

#[test]
fn nothing_is_corrected_into_a_word_that_only_joins_others() {
    let texts = ["What will become of that innovation", "A mill for thatch"].map(str::to_owned);
    let statements = questions(&texts).statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    for (query, expected, told) in [
        ("kill ", "1", Some("kill → mill")),
        ("kill innovation", "0 1 partly", Some("kill → mill")),
        ("chat innovation", "0 partly", None),
        ("thta ", "", None),
        ("innovation -thet ", "0", None),
    ] {
        let results = index.search(&debate, query, 9);
        let places: Vec<&str> =
            results.hits.iter().map(|hit| if name(&debate, hit.entry) == "q0" { "0" } else { "1" }).collect();
        let corrected = results.corrections.first().map(|one| format!("{} → {}", one.typed, one.shown));
        let found = places.join(" ") + if results.partial.is_some() { " partly" } else { "" };
        assert_eq!((&*found, corrected.as_deref()), (expected, told), "{query}");
        assert!(results.query.meanings().iter().all(|meaning| !meaning.words.contains("did you mean")), "{query}");
    }
}

#[test]
fn of_a_question_verbs_of_saying_are_left_out_too() {
    let texts = ["The Union decides on trains", "People say much of trains"].map(str::to_owned);
    let statements = questions(&texts).statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    let found = |query: &str| -> Vec<String> {
        index.search(&debate, query, 9).hits.iter().map(|hit| name(&debate, hit.entry)).collect()
    };
    assert_eq!(found("what does the Union say"), ["q0"]);
    assert_eq!(found("what do people say on trains"), ["q1"]);
    // Where there is nothing else, and in what is no question, they count.
    assert_eq!(found("what do they say"), ["q1"]);
    assert_eq!(found("say trains"), ["q1"]);
}

proptest::proptest! {
    /// Of what has some of the words it is said which of them it has not, and that is so.
    #[test]
    fn what_is_found_by_most_of_the_words_lacks_the_others(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "cameras", "camera", "watched", "surveil", "surveilance", "sleeps", "trains", "no", "diaz", "energy",
                "tax", "doorlocks", "door-locks", "night", "bicycles", "zolti", "travelling", "1", "heavy", "people",
            ]),
            2..6,
        ),
        english in proptest::prelude::any::<bool>(),
        ending in proptest::sample::select(vec!["", " "]),
    ) {
        let mut parts = night_train_parts();
        parts.language = english.then(|| Text::new("en"));
        let debate = Debate::new(parts);
        let query = words.join(" ") + ending;
        let results = Index::new(&debate).search(&debate, &query, usize::MAX);
        if let Some(Partial { words, of, .. }) = results.partial {
            for hit in &results.hits {
                let missing = results.query.missing(&debate, hit.entry);
                proptest::prop_assert_eq!(missing.len(), of - words, "{} of {}: {:?}", query, name(&debate, hit.entry), missing);
            }
        }
    }
}

#[test]
fn what_has_more_of_the_words_in_one_debate_leaves_no_less_in_another() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let words = |number| ["cameras sleep", "cameras sleep kerosene", "cameras kerosene", "bicycles unicycles"][number];
    for (queries, kept, told) in [
        ([0, 1], [1, 0], None),
        ([1, 2], [1, 0], Some(Partial { words: 2, of: 3, joining: 0 })),
        ([3, 2], [0, 2], Some(Partial { words: 1, of: 2, joining: 0 })),
        ([3, 3], [0, 0], None),
    ] {
        let mut results = queries.map(|query| index.search(&debate, words(query), 100));
        assert_eq!(keep_the_fullest(&mut results), told, "{queries:?}");
        assert_eq!(results.map(|results| results.total.min(2)), kept, "{queries:?}");
    }
}

#[test]
fn a_known_word_is_corrected_where_nothing_has_it_beside_the_others() {
    // "summer" is known; with "table" it is found as it is, "number" is not.
    assert_eq!(corrected("summer table"), [""; 0]);
    // "state" and "theft" are known, but in different statements; "station" is no error away.
    assert_eq!(names("state theft"), "1 of 2: fear-of-theft, state-cameras, surveillance-state, naive");
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
    // Where nothing else is found, letters however far apart, two and more in each word from its first one on.
    assert_eq!(names("strsmn"), "actor strassmann");
    assert_eq!(names("krsnutx"), "kerosene-untaxed");
    assert_eq!(names("trsmn"), "");
    assert_eq!(names("srs"), "");
    // Words first: an id that has the letters comes behind, and when words find enough not at all.
    let (debate, results) = results("strassmann");
    assert_eq!(name(&debate, results.hits[0].entry), "actor strassmann");
    assert!(results.hits.iter().all(|hit| hit.score >= 1.0));
}

#[test]
fn a_typing_error_changes_nothing_of_what_is_shown() {
    for (right, wrong) in [
        ("surveillance", "surveilance"),
        ("surveillance trains", "surveilance trains"),
        ("passengers winter", "pasengers winter"),
        ("attendants car", "atendants car"),
        ("eleven hearing", "elevne hearing"),
    ] {
        let sorted = |mut lines: Vec<String>| {
            lines.sort();
            lines
        };
        assert_eq!(sorted(lines(right)), sorted(lines(wrong)), "{wrong}");
    }
}

#[test]
fn signs_of_a_script_without_blanks_are_told_where_they_stand_apart() {
    let told = |query: &str| {
        let (_, results) = results(query);
        results.query.meanings().iter().map(|meaning| meaning.words.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(told("夜行"), Vec::<String>::new());
    assert_eq!(told("行夜"), ["these may stand apart: nothing has all side by side"]);
}

#[test]
fn names_come_before_ids_that_have_the_letters_as_near_each_other() {
    let debate = questions(&["Who is asked?".to_owned(), "Who else?".to_owned()]);
    let mut statements: Vec<Statement> = debate.statements().iter().cloned().collect();
    statements[0].id = "telegram-is-asked".into();
    statements[1].id = "ask-telegram".into();
    let actor = |id: &str, name: &str| crate::debate::Actor {
        id: id.into(),
        name: Text::new(name),
        role: None,
        aka: Vec::new(),
        note: None,
    };
    let actors = vec![actor("a1", "Signal"), actor("a2", "Telegram")];
    let debate = Debate::new(Parts { actors, statements, ..Parts::default() });
    let index = Index::new(&debate);
    for (query, expected) in [
        ("tlgrm", ["actor a2", "telegram-is-asked", "ask-telegram"]),
        // Nearer each other goes before.
        ("asktel", ["ask-telegram", "", ""]),
    ] {
        let results = index.search(&debate, query, 9);
        let names: Vec<String> = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect();
        assert_eq!(names, expected.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>(), "{query}");
    }
}
