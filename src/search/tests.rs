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

/// What is found, without where; first how many of the words, where nothing has all of them.
fn names(query: &str) -> String {
    let (debate, results) = results(query);
    let partial = results.partial.map(|Partial { words, of }| format!("{words} of {of}: ")).unwrap_or_default();
    partial + &results.hits.iter().map(|hit| name(&debate, hit.entry)).collect::<Vec<_>>().join(", ")
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

/// All hits of a query, in their order, and what is told of the query: faults with `!` before them.
fn asked(query: &str) -> (String, Vec<String>) {
    let (debate, results) = results(query);
    let told = |remark: &Remark, sign: &str| format!("{sign}{}: {}", &query[remark.range.clone()], remark.words);
    let faults = results.query.faults().iter().map(|fault| told(fault, "!"));
    let meanings = results.query.meanings().iter().map(|meaning| told(meaning, ""));
    let names = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect::<Vec<_>>().join(", ");
    (names, faults.chain(meanings).collect())
}

#[test]
fn fields_ask_for_statements_in_the_order_of_the_file() {
    let mut wrong = Vec::new();
    for (query, expected, told) in [
        ("by:strassmann", "energy-per-berth, comfort", &["by:strassmann: by: Ida Straßmann"][..]),
        ("by:STRASSMANN", "energy-per-berth, comfort", &["by:STRASSMANN: by: Ida Straßmann"]),
        ("by:\"Ida Straßmann\"", "energy-per-berth, comfort", &[]),
        ("actor:ida", "energy-per-berth, comfort", &["actor:ida: by: Ida Straßmann"]),
        // A name that several have: any of them.
        ("by:union", "attendants", &["by:union: by: Union of Railway Workers"]),
        ("by:lawyer", "", &["by:lawyer: by: Union’s lawyer"]),
        ("by:un", "attendants", &["by:un: by: Union of Railway Workers, Union’s lawyer"]),
        ("by:zolty", "no-subsidy, empty-in-winter, berths-are-heavy, event 0", &["by:zolty: by: Lech Żółty"]),
        ("in:asleep", "energy-per-berth, comfort", &["in:asleep: in: The energy of travelling asleep"]),
        // One and the same attribution.
        (
            "by:ana-diaz in:energy-study",
            "energy-per-berth",
            &["by:ana-diaz: by: Ana Díaz", "in:energy-study: in: The energy of travelling asleep"],
        ),
        (
            "by:strassmann in:hearing-2031",
            "energy-per-berth",
            &["by:strassmann: by: Ida Straßmann", "in:hearing-2031: in: Hearing on night trains"],
        ),
        (
            "by:strassmann in:hearing-2031 has:quote",
            "",
            &["by:strassmann: by: Ida Straßmann", "in:hearing-2031: in: Hearing on night trains"],
        ),
        ("kind:question", "subsidy, staff", &[]),
        ("kind:under", "counts-only-winter", &["kind:under: kind: undercut"]),
        (
            "kind:p",
            "yes-subsidy, no-subsidy, empty-in-winter, berths-are-heavy, attendants, machines",
            &["kind:p: kind: position, premise"],
        ),
        ("tag:tax", "kerosene-untaxed", &[]),
        ("tag:cli", "kerosene-untaxed, energy-per-berth", &["tag:cli: tag: climate"]),
        ("has:note", "counts-only-winter", &[]),
        ("has:reply", "yes-subsidy, empty-in-winter, energy-per-berth, machines, state-cameras", &[]),
        ("answers:staff", "attendants, machines", &[]),
        ("under:attendants", "attendants, comfort, fear-of-theft", &[]),
        ("near:surveillance-state", "machines, state-cameras, surveillance-state", &[]),
        ("is:unsourced kind:rebuttal", "cameras-watch, surveillance-state, naive", &[]),
        ("-by:diaz -kind:argument -kind:question", "no-subsidy, attendants, machines", &["-by:diaz: by: Ana Díaz"]),
        ("answers:staff OR by:union", "attendants, machines", &["by:union: by: Union of Railway Workers"]),
        // With words.
        ("cars by:zolty", "berths-are-heavy, empty-in-winter", &["by:zolty: by: Lech Żółty"]),
        ("cars -by:zolty", "premises", &["-by:zolty: by: Lech Żółty"]),
        ("kerosnee by:diaz", "kerosene-untaxed", &["by:diaz: by: Ana Díaz"]),
        ("feartheft kind:support", "fear-of-theft", &[]),
        ("feartheft kind:rebuttal", "", &[]),
        // What is not understood is told where it stands, and the rest is searched.
        (
            "surveillance autor:diaz",
            "surveillance-state, cameras-watch",
            &["!autor:diaz: there is no field “autor”; did you mean “actor:”?"],
        ),
        ("bny:diaz staff", "staff", &["!bny:diaz: there is no field “bny”; did you mean “by:”?"]),
        ("staff kind:rebutal", "staff", &["!kind:rebutal: kind: no “rebutal”; did you mean rebuttal?"]),
        ("staff -stance:maybe", "staff", &["!-stance:maybe: stance: no “maybe” but asserts, concedes, denies"]),
        ("by:strasman staff", "staff", &["!by:strasman: no actor is called “strasman”; did you mean strassmann?"]),
        ("date:2031-13 staff", "staff", &["!date:2031-13: there are months 01 to 12"]),
        ("by: staff", "staff", &["by:: by:NAME: what somebody says"]),
        ("near:nothing", "", &["!near:nothing: no statement is called “nothing”"]),
    ] {
        let told: Vec<String> = told.iter().map(|told| (*told).to_owned()).collect();
        let answer = asked(query);
        if answer != (expected.to_owned(), told) {
            wrong.push((query, answer));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn words_are_left_out_and_alternatives_are_enough() {
    let mut wrong = Vec::new();
    for (query, expected) in [
        ("sleeping -empty", "berths-are-heavy, actor strassmann"),
        ("sleeping -\"half empty\"", "berths-are-heavy, actor strassmann"),
        ("sleeping -\"empty half\"", "berths-are-heavy, empty-in-winter, premises, actor strassmann"),
        // Only the word itself is left out, and a word with signs in it is one.
        ("cameras -sur", "state-cameras, cameras-watch, machines"),
        ("cameras -surveillance", "state-cameras, machines"),
        ("theft -fear-of-theft", ""),
        ("surveillance OR kerosene", "surveillance-state, kerosene-untaxed, cameras-watch"),
        ("\"surveillance state\" OR \"fuel tax\"", "surveillance-state, kerosene-untaxed"),
        ("cameras surveillance OR station", "cameras-watch, state-cameras"),
        ("fear OR by:union", "fear-of-theft, attendants"),
        ("surveillance OR -is:unanswered kind:position", "yes-subsidy, machines"),
        ("surveylance OR kerosene", "kerosene-untaxed, surveillance-state, cameras-watch"),
        ("fear OR autor:x", "fear-of-theft"),
        ("-trains kind:question", ""),
        ("-heavy -half by:zolty", "no-subsidy, event 0"),
        ("OR", ""),
        ("- OR -", ""),
    ] {
        if names(query) != expected {
            wrong.push((query, names(query)));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn forms_of_a_word_are_found_where_the_debate_is_in_english() {
    let texts = ["The arrests went on", "He was arrested", "An arrest", "Arrears"].map(str::to_owned);
    let mut parts = questions(&texts);
    let index = Index::new(&parts);
    let hits = |index: &Index, debate: &Debate, query: &str| -> Vec<String> {
        index.search(debate, query, 9).hits.iter().map(|hit| line(debate, hit)).collect()
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
        let hits: Vec<String> = index.search(&debate, query, 9).hits.iter().map(|hit| line(&debate, hit)).collect();
        assert_eq!(hits, expected, "{query}");
    }
}

#[test]
fn fields_and_their_values_are_completed() {
    let debate = night_trains();
    let index = Index::new(&debate);
    for (typed, cursor, expected) in [
        ("b", 1, "0..1 by:"),
        ("theft i", 7, "6..7 in:, is:"),
        ("-k", 2, "1..2 kind:"),
        ("by:", 3, "3..3 ana-diaz, lech-zolty, strassmann, union, union-lawyer"),
        ("by:un", 5, "3..5 union, union-lawyer"),
        ("by:diaz x", 7, "3..7 ana-diaz"),
        ("by:\"Ida S", 9, "3..9 strassmann"),
        ("kind:p x", 6, "5..6 position, premise"),
        ("-is:", 4, "4..4 unanswered, unsourced"),
        ("tag:c", 5, "4..5 climate"),
        ("near:fear", 9, "5..9 fear-of-theft"),
        ("by:ana-diaz", 11, ""),
        ("trains", 6, ""),
        ("\"b", 2, ""),
        ("x:y", 3, ""),
        ("date:2", 6, ""),
        ("b ", 2, ""),
        ("", 0, ""),
    ] {
        let completion = index.complete(&debate, typed, cursor);
        let told = completion.map(|it| format!("{:?} {}", it.range, it.candidates.join(", "))).unwrap_or_default();
        assert_eq!(told, expected, "{typed}");
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
        (
            "zolti flights",
            "1 of 2: yes-subsidy, actor lech-zolty, berths-are-heavy, no-subsidy, empty-in-winter, event 0",
            &["zolti → Żółty", "zolti → zolty"],
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
fn what_has_more_of_the_words_in_one_debate_leaves_no_less_in_another() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let words = |number| ["cameras sleep", "cameras sleep kerosene", "cameras kerosene", "bicycles unicycles"][number];
    for (queries, kept, told) in [
        ([0, 1], [1, 0], None),
        ([1, 2], [1, 0], Some(Partial { words: 2, of: 3 })),
        ([3, 2], [0, 2], Some(Partial { words: 1, of: 2 })),
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
                "-?(by|kind|near|is|x):[a-z]{0,5}",
                "OR|-|\"",
            ],
            1..12
        )
        .prop_map(|words| words.join(" ")),
    ]
}

/// A piece of a query on the night trains.
fn piece() -> impl Strategy<Value = String> {
    let simple = proptest::sample::select(vec![
        "trains",
        "sleeping",
        "cameras",
        "the",
        "state",
        "\"sleeping cars\"",
        "diaz",
        "by:diaz",
        "by:union",
        "by:s",
        "in:hearing-2031",
        "in:asleep",
        "kind:rebuttal",
        "kind:p",
        "is:unanswered",
        "is:unsourced",
        "has:quote",
        "has:reply",
        "tag:tax",
        "answers:staff",
        "under:yes-subsidy",
        "near:attendants",
        "stance:asserts",
        "stance:denies",
    ]);
    prop_oneof![
        4 => simple.clone().prop_map(str::to_owned),
        2 => simple.clone().prop_map(|piece| format!("-{piece}")),
        1 => (simple.clone(), simple).prop_map(|(one, other)| format!("{one} OR {other}")),
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
            // What lacks a word may be found without any.
            let by_words = results.query.has_words() && results.query.clauses().iter().all(|one| one.lacking.is_empty());
            prop_assert!(!hit.passage.matches.is_empty() || !by_words);
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

    /// Every piece of a query narrows what is found, or is not understood and changes nothing; a piece that is negated
    /// finds the statements that it does not find otherwise.
    #[test]
    fn every_hit_meets_every_piece_of_the_query(pieces in proptest::collection::vec(piece(), 1..4)) {
        let debate = night_trains();
        let index = Index::new(&debate);
        let found = |query: &str| -> Vec<Entry> {
            let results = index.search(&debate, query, usize::MAX);
            // What is corrected, or found by letters, is another query.
            let as_typed = results.corrections.is_empty() && results.hits.iter().all(|hit| hit.score >= 1.0);
            if as_typed { results.hits.iter().map(|hit| hit.entry).collect() } else { Vec::new() }
        };
        let query = pieces.join(" ") + " ";
        let hits = found(&query);
        for left_out in 0..pieces.len() {
            let mut others = pieces.clone();
            let one = others.remove(left_out) + " ";
            let alone = found(&one);
            prop_assert!(hits.iter().all(|hit| alone.contains(hit)), "{} finds more than {}", query, one);
            if !others.is_empty() {
                let more = found(&(others.join(" ") + " "));
                prop_assert!(hits.iter().all(|hit| more.contains(hit)), "{} loses hits without {}", query, one);
            }
            if !one.starts_with('-') && one.contains(':') && !one.contains(" OR ") {
                let without = found(&format!("-{one}"));
                for place in 0..debate.statements().len() {
                    let entry = Entry::Statement(StatementIndex::new(place));
                    prop_assert!(alone.contains(&entry) != without.contains(&entry), "{} of {:?}", one, entry);
                }
            }
        }
    }

    #[test]
    fn a_word_of_a_statement_finds_it(texts in proptest::collection::vec(text(), 1..6), pick in any::<prop::sample::Index>()) {
        let debate = questions(&texts);
        let index = Index::new(&debate);
        let place = pick.index(texts.len());
        // Between two others it is an operator.
        let is_word = |word: &String| !word.eq_ignore_ascii_case("OR");
        for word in all_words(debate.statement(StatementIndex::new(place)).wording()).into_iter().filter(is_word) {
            prop_assert!(finds(&index, &debate, &word, place), "{}", word);
            // The iota below a Greek letter is dropped as an accent, but stands beside its capital.
            let shouted = word.to_uppercase();
            let subscript = word.chars().nfd().any(|c| c == '\u{345}');
            prop_assert!(subscript || finds(&index, &debate, &shouted, place), "{}", shouted);
            let bare: String = word.nfd().filter(|c| !is_accent(*c)).collect();
            // Letters are folded one by one: marks of one letter that stand out of their order stay so.
            let in_order = word.nfd().eq(word.chars().flat_map(|c| std::iter::once(c).nfd()));
            prop_assert!(!in_order || !is_word(&bare) || finds(&index, &debate, &bare, place), "{}", bare);
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
