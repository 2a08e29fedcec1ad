//! What words and phrases find, and in which order.

use super::super::entry::{each_lent, each_own};
use super::*;
use crate::debate::StatementIndex;

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
        ("unionrail", &["actor union · name: [Union] of [Rail]way Workers"]),
    ] {
        assert_eq!(lines(query), expected, "{query}");
    }
}

#[test]
fn every_term_is_required_and_exact_comes_before_beginning_before_corrected() {
    for (query, expected) in [
        ("cameras sleep", "cameras-watch"),
        ("cameras kerosene", "1 of 2: kerosene-untaxed, state-cameras, cameras-watch, machines"),
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
fn what_is_called_so_comes_first() {
    for (query, expected) in [
        // Ids, though others have more of the words, and more often.
        ("staff", "staff"),
        ("comfort", "comfort"),
        ("naive", "naive"),
        ("surveillance-state", "surveillance-state"),
        // One that begins so.
        ("fear-of", "fear-of-theft"),
        ("empty-in", "empty-in-winter"),
        // A title, a name, another name.
        ("hearing on night trains", "source hearing-2031"),
        ("union of railway workers", "actor union"),
        ("urw", "actor union"),
        ("LECH ZOLTY", "actor lech-zolty"),
    ] {
        let all = names(query);
        assert_eq!(all.split(", ").next(), Some(expected), "{query}");
    }
}

#[test]
fn a_blank_stands_for_the_hyphens_of_an_id() {
    let texts: Vec<String> = (0..300).map(|number| format!("green energy for the evening of {number}")).collect();
    let debate = questions(&texts);
    let mut statements: Vec<Statement> = debate.statements().iter().cloned().collect();
    for (place, id) in [(250, "green-energy"), (260, "evening_of-7"), (270, "for-the-green-energy")] {
        statements[place].id = id.into();
        statements[place].text = Some(Text::new("Something else, and much more of it than the others"));
    }
    let debate = Debate::new(Parts { statements, ..Parts::default() });
    let index = Index::new(&debate);
    for (query, expected) in [
        ("green energy", "green-energy"),
        ("Green  Energy ", "green-energy"),
        ("\"green energy\"", "green-energy"),
        ("green-energy", "green-energy"),
        ("evening of 7", "evening_of-7"),
        ("energy green", "q0"),
    ] {
        let results = index.search(&debate, query, 3);
        assert_eq!(name(&debate, results.hits[0].entry), expected, "{query}");
    }
}

#[test]
fn words_side_by_side_come_before_the_same_words_scattered_in_a_shorter_text() {
    let texts = [
        "Energy that is green",
        "Green dogs give energy",
        "We all want to have green energy in this long harbour of ours when the evening comes and nobody is here",
        "Something else that is neither of them, and is as long as most of what people say here",
    ]
    .map(str::to_owned);
    let debate = questions(&texts);
    let index = Index::new(&debate);
    for query in ["green energy", "green energy ", "green ener"] {
        let results = index.search(&debate, query, 9);
        let names: Vec<String> = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect();
        assert_eq!(names, ["q2", "q1", "q0"], "{query}");
    }
}

#[test]
fn words_as_typed_come_before_other_forms_of_them() {
    let texts = [
        "The arrest of the founder, an arrest",
        "Arresting the founder",
        "The founder arrests",
        "The founder lands at Le Bourget and is then arrested",
        "Something else about him",
    ]
    .map(str::to_owned);
    let statements = questions(&texts).statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    for query in ["founder arrested", "arrested founder", "arrested", "when was the founder arrested"] {
        let results = index.search(&debate, query, 9);
        assert_eq!((results.total, name(&debate, results.hits[0].entry)), (4, "q3".to_owned()), "{query}");
    }
}

#[test]
fn a_fraction_is_no_whole_number() {
    let debate = questions(&["A ½ of it", "The other 1\u{2044}2 of it", "Room 12"].map(str::to_owned));
    let index = Index::new(&debate);
    let found = |query: &str| -> Vec<String> {
        index.search(&debate, query, 9).hits.iter().map(|hit| name(&debate, hit.entry)).collect()
    };
    for (query, expected) in [("½", &["q0", "q1"][..]), ("1\u{2044}2", &["q0", "q1"]), ("12", &["q2"])] {
        assert_eq!(found(query), expected, "{query}");
    }
}

#[test]
fn what_is_called_so_comes_first_of_any_number() {
    let text = |number: usize| if number == 777 { "zebra".to_owned() } else { format!("q777 {number}") };
    let debate = questions(&(0..999).map(text).collect::<Vec<_>>());
    let results = Index::new(&debate).search(&debate, "q777", 3);
    assert_eq!((results.total, name(&debate, results.hits[0].entry)), (999, "q777".to_owned()));
    assert!(results.hits.is_sorted_by(|one, other| one.score >= other.score));
}

#[test]
fn words_in_order_come_before_the_same_words_turned_round_and_those_before_scattered_ones() {
    let texts = [
        "beta alpha are words that stand in this line today",
        "beta words that stand in this line today are alpha",
        "alpha words that stand in this line today are beta",
        "alpha beta are words that stand in this line today",
    ]
    .map(str::to_owned);
    let debate = questions(&texts);
    let found = |query: &str| -> Vec<String> {
        let results = Index::new(&debate).search(&debate, query, 9);
        results.hits.iter().map(|hit| name(&debate, hit.entry)).collect()
    };
    assert_eq!(found("alpha beta"), ["q3", "q0", "q2", "q1"]);
    assert_eq!(found("beta alpha"), ["q0", "q3", "q1", "q2"]);
}

#[test]
fn what_is_left_out_is_left_out_in_all_its_forms() {
    let texts = ["The law arrests", "The law arrested", "The law of arrears", "The law"].map(str::to_owned);
    let debate = questions(&texts);
    let statements = debate.statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    for (query, left) in [
        ("law -arrest", &["q3", "q2"][..]),
        ("law -\"arrested\"", &["q3", "q0", "q2"]),
        ("law -arr", &["q3", "q0", "q1", "q2"]),
    ] {
        let results = index.search(&debate, query, 9);
        let names: Vec<String> = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect();
        assert_eq!(names, left, "{query}");
    }
}

#[test]
fn forms_of_a_word_are_found_where_the_debate_is_in_english() {
    let texts = ["The arrests went on", "He was arrested", "An arrest", "Arrears"].map(str::to_owned);
    let mut parts = questions(&texts);
    let index = Index::new(&parts);
    let hits = |index: &Index, debate: &Debate, query: &str| -> Vec<String> {
        let results = index.search(debate, query, 9);
        results.hits.iter().map(|hit| line(debate, &results.query, hit)).collect()
    };
    assert_eq!(hits(&index, &parts, "arrests "), ["q0 · text: The [arrests] went on"]);
    let statements = parts.statements().iter().cloned().collect();
    parts = Debate::new(Parts { statements, language: Some(Text::new("en-GB")), ..Parts::default() });
    let index = Index::new(&parts);
    assert_eq!(
        hits(&index, &parts, "arrests"),
        ["q0 · text: The [arrests] went on", "q2 · text: An [arrest]", "q1 · text: He was [arrested]"]
    );
    // In quotation marks words are as they stand.
    assert_eq!(hits(&index, &parts, "\"arrests\""), ["q0 · text: The [arrests] went on"]);
    assert_eq!(hits(&index, &parts, "\"was arrested\""), ["q1 · text: He [was] [arrested]"]);
}

#[test]
fn an_arabic_word_is_found_with_its_article() {
    let texts = ["يسري القانون على الجميع", "هذا قانون جديد", "بقانون آخر", "والقانون واضح"].map(str::to_owned);
    let debate = questions(&texts);
    let index = Index::new(&debate);
    let hits = |query: &str| -> Vec<String> {
        let results = index.search(&debate, query, 9);
        results.hits.iter().map(|hit| line(&debate, &results.query, hit)).collect()
    };
    let (with, without) = ("q0 · text: يسري [القانون] على الجميع", "q1 · text: هذا [قانون] جديد");
    let and = "q3 · text: [والقانون] واضح";
    assert_eq!(hits("قانون"), [without, and, with]);
    assert_eq!(hits("القانون"), [with, and, without]);
    assert_eq!(hits("\"قانون\""), [without]);
    assert_eq!(hits("قانون -جديد"), [and, with]);
}

#[test]
fn scripts_without_blanks_are_found_inside_longer_runs() {
    let texts =
        ["在公開討論之前先表決", "討厭的理論", "人工知能についての議論です", "การอภิปรายสาธารณะ", "監視カメラとデータ"]
            .map(str::to_owned);
    let debate = questions(&texts);
    let index = Index::new(&debate);
    for (query, expected) in [
        ("討論", &["q0 · text: 在公開[討論]之前先表決"][..]),
        ("\"討論之前\"", &["q0 · text: 在公開[討論之前]先表決"]),
        (
            "論",
            &[
                "q1 · text: 討厭的理[論]",
                "q0 · text: 在公開討[論]之前先表決",
                "q2 · text: 人工知能についての議[論]です",
            ],
        ),
        ("議論", &["q2 · text: 人工知能についての[議論]です"]),
        // Katakana are one word in the annex.
        ("メラ", &["q4 · text: 監視カ[メラ]とデータ"]),
        ("ﾃﾞｰﾀ", &["q4 · text: 監視カメラと[データ]"]),
        ("อภิปราย", &["q3 · text: การ[อภิปราย]สาธารณะ"]),
    ] {
        let results = index.search(&debate, query, 9);
        let hits: Vec<String> = results.hits.iter().map(|hit| line(&debate, &results.query, hit)).collect();
        assert_eq!(hits, expected, "{query}");
    }
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
