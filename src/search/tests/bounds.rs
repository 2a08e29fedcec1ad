//! Queries of any length on any debate, and what is cut where.

use super::*;

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
        "-".repeat(1_000),
        "OR ".repeat(400),
        "a OR ".repeat(300),
        "-a ".repeat(400),
        "by:a in:h ".repeat(200),
        "-by:a OR -\"night ".repeat(60),
        "near:e under:s ".repeat(80),
        "kind:\u{202e}שלום by:🚆 x:\u{0} ".repeat(40),
        format!("by:\"{}", "a ".repeat(500)),
        format!("autor{}", ":".repeat(1_000)),
    ] {
        let results = index.search(&debate, &query, 50);
        assert!(results.hits.len() <= 50);
    }
}

#[test]
fn what_is_left_out_of_a_query_is_told_where_it_stands() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let words = |count: usize| (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>();
    let excluded = format!("-{} ", words(257).join(" -"));
    // The same word again is no other one.
    let (_, repeated) = results(&"night ".repeat(1_000));
    assert_eq!(repeated.query.faults(), []);
    for (query, expected) in [
        (words(256).join(" "), None),
        (format!("{} night", words(300).join(" ")), Some("w256")),
        (words(257).join(" OR "), Some("w256")),
        (["night"; 400].join(" OR "), None),
        (format!("{}{}", "-night ".repeat(300), words(256).join(" ")), None),
        (format!("\"{}\" night", words(258).join(" ")), Some("w256 w257\"")),
        (excluded, Some("-w256")),
    ] {
        let told = |query: &Query, typed: &str| {
            let told = |fault: &Remark| (typed[fault.range.clone()].to_owned(), fault.words.to_string());
            query.faults().iter().map(told).collect::<Vec<_>>()
        };
        let words = "more than 256 words; what follows is left out";
        let expected: Vec<_> = expected.map(|at| (at.to_owned(), words.to_owned())).into_iter().collect();
        let results = index.search(&debate, &query, 10);
        assert_eq!(told(&results.query, &query), expected, "{query}");
        assert_eq!(told(&query::plain(&query), &query), expected, "{query}");
    }
}

#[test]
fn of_too_many_alternatives_the_first_ones_hold() {
    let words: Vec<String> = (0..300).map(|number| format!("w{number:03}x")).collect();
    let texts = ["zero w000x", "w255x last", "w256x out"].map(str::to_owned);
    let debate = questions(&texts);
    let index = Index::new(&debate);
    let found = |query: &str| -> Vec<String> {
        index.search(&debate, query, 9).hits.iter().map(|hit| name(&debate, hit.entry)).collect()
    };
    assert_eq!(found(&words.join(" OR ")), ["q0", "q1"]);
    assert_eq!(found(&format!("{} OR kind:question", words.join(" OR "))), ["q0", "q1", "q2"]);
    let scan = Scan::new(&debate).search(&debate, &format!("{} ", words.join(" OR ")), 9);
    assert_eq!(scan.total, 2);
}

#[test]
fn the_same_is_told_once() {
    let (_, results) = results(&format!("night {}", "-xyzzy ".repeat(300)));
    let told: Vec<&str> = results.query.meanings().iter().map(|meaning| meaning.words.as_str()).collect();
    assert_eq!(told, ["no word is “xyzzy”: nothing is left out"]);
}

#[test]
fn a_phrase_waits_for_a_letter_where_very_many_words_may_come() {
    let text = |number: u32| {
        let letter = char::from_digit(number % 20 + 10, 36).unwrap_or('z');
        format!("trains of a t{letter} of t{letter}s by ten, two and the time that they take to talk")
    };
    let debate = questions(&(0..6_000).map(text).collect::<Vec<_>>());
    let index = Index::new(&debate);
    let waits = ["“t…” begins too much: it counts from the next letter on"];
    for (query, total, told) in [
        // Words that begin so stand in more entries than there are, ten times over.
        ("\"of a t", 6_000, &waits[..]),
        ("\"of a ta", 300, &[]),
        ("\"of a t\"", 0, &[]),
        // The commonest words have lists of what follows them.
        ("\"by t", 6_000, &[]),
        ("\"of a", 6_000, &[]),
    ] {
        let results = index.search(&debate, query, 10);
        let meanings: Vec<&str> = results.query.meanings().iter().map(|remark| remark.words.as_str()).collect();
        assert_eq!((results.total, meanings.as_slice()), (total, told), "{query}");
    }
}

#[test]
fn fields_are_numbered_as_they_are_listed() {
    for (number, field) in Field::ALL.into_iter().enumerate() {
        assert_eq!(field as usize, number, "{}", field.word());
    }
}
