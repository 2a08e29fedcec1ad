//! Words that are one to a reader, however they are written.

use proptest::prelude::*;

use super::*;

/// Ten more entries, so that nothing of the others is common.
const FILLING: [&str; 10] = [
    "Every train is late",
    "Nobody reads the timetable",
    "Where is the station",
    "Conductors know the way",
    "Trains are what they are",
    "The night is long",
    "Berths are narrow",
    "The bar is closed",
    "No tea is served",
    "The last stop is far",
];

fn debate(texts: &[&str], language: Option<&str>) -> Debate {
    let texts: Vec<String> = texts.iter().chain(&FILLING).map(ToString::to_string).collect();
    let statements = questions(&texts).statements().iter().cloned().collect();
    Debate::new(Parts { statements, language: language.map(Text::new), ..Parts::default() })
}

/// The texts of what is found, marked, and what was shown in place of what was typed.
fn found(debate: &Debate, query: &str) -> (Vec<String>, Vec<String>) {
    let results = Index::new(debate).search(debate, query, 100);
    let text = |hit: &Hit| {
        let Passage { text, matches, .. } = hit.passage(debate, &results.query);
        marked(&text, &matches)
    };
    let hits = results.hits.iter().map(text).collect();
    (hits, results.corrections.iter().map(|Correction { typed, shown }| format!("{typed} → {shown}")).collect())
}

#[test]
fn a_compound_is_found_however_it_is_written() {
    let texts =
        ["They read my email", "They read my E-Mail", "They read my e mail", "Letters e to g, and mail", "Mail"];
    let all = |first: usize| {
        let marks = ["They read my [email]", "They read my [E-Mail]", "They read my [e mail]"];
        let mut all = vec![marks[first]];
        all.extend(marks.iter().enumerate().filter(|(place, _)| *place != first).map(|(_, text)| *text));
        all
    };
    let debate = debate(&texts, Some("en"));
    assert_eq!(found(&debate, "email"), (all(0).iter().map(ToString::to_string).collect(), vec![]));
    for query in ["e-mail", "e mail"] {
        let (hits, told) = found(&debate, query);
        let expected = [
            "They read my [E]-[Mail]",
            "They read my [e] [mail]",
            "They read my [email]",
            "Letters [e] to g, and [mail]",
        ];
        let mut sorted = hits.clone();
        sorted.sort();
        let mut wanted = expected.map(str::to_owned).to_vec();
        wanted.sort();
        assert_eq!((sorted, told), (wanted, vec![]), "{query} {hits:?}");
    }
    // In quotation marks words are as they stand.
    assert_eq!(found(&debate, "\"email\"").0, ["They read my [email]"]);
    assert_eq!(found(&debate, "\"e mail\"").0.len(), 2);
    // What is left out is left out however it is written; letters apart from each other are none.
    assert_eq!(found(&debate, "read -email").0, ["Nobody [reads] the timetable"]);
    assert_eq!(found(&debate, "read -e-mail").0, ["Nobody [reads] the timetable"]);
    assert_eq!(found(&debate, "mail -email").0.len(), 2);
    assert_eq!(found(&debate, "nothing OR e-mail").0.len(), 3);
}

#[test]
fn what_a_word_or_two_were_taken_for_is_told() {
    let texts = [
        "A back door was asked for",
        "Back-doors weaken all",
        "The backdrop",
        "The Telegram affair",
        "Covid-19",
        "Air bags save lives",
    ];
    let debate = debate(&texts, Some("en"));
    for (query, hits, told) in [
        ("backdoor", &["A [back door] was asked for", "[Back-door]s weaken all"][..], &["backdoor → Back-door"][..]),
        (
            "backdoors ",
            &["A [back door] was asked for", "[Back-doors] weaken all"],
            &["backdoors → Back-doors", "backdoors → back door"],
        ),
        // While it is typed.
        ("backdoo", &["A [back doo]r was asked for", "[Back-doo]rs weaken all"], &["backdoo → Back-doo"]),
        ("backdro", &["The [backdro]p"], &[]),
        ("airbag ", &["[Air bag]s save lives"], &["airbag → Air bag"]),
        ("tele gram affair", &["The [Telegram] [affair]"], &["tele gram → Telegram"]),
        ("affair tele-gram", &["The [Telegram] [affair]"], &["tele-gram → Telegram"]),
        ("covid19", &["[Covid-19]"], &["covid19 → Covid-19"]),
        ("\"backdoor\"", &[], &[]),
        ("tele gram OR nothing", &[], &[]),
    ] {
        let (mut found, corrections) = found(&debate, query);
        found.sort();
        let mut hits = hits.to_vec();
        hits.sort_unstable();
        assert_eq!(
            (found, corrections),
            (hits.iter().map(ToString::to_string).collect(), told.iter().map(ToString::to_string).collect()),
            "{query}"
        );
    }
}

#[test]
fn two_words_by_chance_are_no_compound() {
    let texts =
        ["He stood apart", "A part of it", "They go in to vote", "Into the night", "The online ban", "On line two"];
    let english = debate(&texts, Some("en"));
    let count = |debate: &Debate, query: &str| found(debate, query).0.len();
    for (query, hits) in [
        ("apart", &["He stood [apart]"][..]),
        ("into", &["[Into] the night"]),
        ("online", &["The [online] ban"]),
        ("on line", &["[On] [line] two"]),
        // Who types the hyphen says that it is one word.
        ("on-line", &["[On] [line] two", "The [online] ban"]),
    ] {
        assert_eq!(found(&english, query).0, hits, "{query}");
    }
    // Where it is not known which words merely join others, those are none that are common.
    let more: Vec<String> = (0..80).map(|number| format!("A thing {number}")).collect();
    let texts: Vec<&str> = texts.iter().copied().chain(more.iter().map(String::as_str)).collect();
    let unknown = debate(&texts, None);
    assert_eq!((count(&unknown, "apart"), count(&unknown, "online")), (1, 2));
}

/// What compounds are made of here; none begins another.
const PARTS: [&str; 5] = ["back", "door", "mail", "bag", "e"];

proptest! {
    #[test]
    fn compounds_are_found_where_a_plain_look_finds_them(
        texts in proptest::collection::vec(
            proptest::collection::vec((0..PARTS.len(), proptest::sample::select(vec!["", "-", " ", " or "])), 1..6),
            1..8,
        ),
        (one, other) in (0..PARTS.len(), 0..PARTS.len()),
    ) {
        let text = |parts: &Vec<(usize, &str)>| -> String {
            let text: String = parts.iter().flat_map(|(part, behind)| [PARTS[*part], *behind]).collect();
            text.trim().to_owned()
        };
        let texts: Vec<String> = texts.iter().map(text).collect();
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let (first, second) = (PARTS[one], PARTS[other]);
        let closed = format!("{first}{second}");
        let begins = |words: &[String], beginning: &str| words.iter().any(|word| word.starts_with(beginning));
        let is_open = |words: &[String]| {
            // One letter has no ending.
            let is_second = |word: &String| if second == "e" { word == second } else { word.starts_with(second) };
            words.windows(2).any(|pair| pair[0] == first && is_second(&pair[1]))
        };
        // A short word that is not being typed any more stands for itself where it can.
        let has = |words: &[String], word: &str| {
            let is_known = texts.iter().any(|text| words_of(text).contains(&word.to_owned()));
            if word.len() <= 2 && is_known { words.contains(&word.to_owned()) } else { begins(words, word) }
        };
        let as_one = |words: &[String]| has(words, &closed) || closed.chars().count() >= 4 && is_open(words);
        let as_two = |words: &[String]| {
            let is_closed = words.contains(&closed) && closed.chars().count() >= 4;
            is_closed || has(words, first) && has(words, second)
        };
        for (query, holds) in [
            (format!("{closed} "), &as_one as &dyn Fn(&[String]) -> bool),
            (format!("{first} {second} "), &as_two),
            (format!("{first}-{second} "), &as_two),
        ] {
            let results = index.search(&debate, &query, 99);
            let expected: Vec<String> = texts.iter().filter(|text| holds(&words_of(text))).cloned().collect();
            if expected.is_empty() {
                continue;
            }
            let mut expected = expected;
            expected.sort();
            let by_words = results.hits.iter().filter(|hit| !hit.is_by_letters());
            let mut found: Vec<String> = by_words.map(|hit| hit.passage(&debate, &results.query).text.to_string()).collect();
            found.sort();
            prop_assert_eq!(found, expected, "{} in {:?}", query, texts);
            for hit in &results.hits {
                prop_assert!(!hit.passage(&debate, &results.query).matches.is_empty(), "{}", query);
            }
        }
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
