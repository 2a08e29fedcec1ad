//! What fields, negation and alternatives ask for, and how fields are completed.

use super::*;
use crate::debate::filter::Mark;
use crate::debate::{Relation, RelationKind, StatementIndex, StatementSet};

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
        ("speaker:diaz staff", "staff", &["!speaker:diaz: there is no field “speaker”; did you mean “by:”?"]),
        ("staff kind:rebutal", "staff", &["!kind:rebutal: kind: no “rebutal”; did you mean rebuttal?"]),
        ("staff -stance:maybe", "staff", &["!-stance:maybe: stance: no “maybe” but asserts, concedes, denies"]),
        ("by:strasman staff", "staff", &["!by:strasman: no actor is called “strasman”; did you mean strassmann?"]),
        ("date:2031-13 staff", "staff", &["!date:2031-13: there are months 01 to 12"]),
        ("by: staff", "staff", &["by:: such as by:NAME; what somebody says"]),
        ("near:nothing", "", &["!near:nothing: no statement is called “nothing”"]),
        // An id of another kind.
        ("answers:attendants", "", &["!answers:attendants: answers: attendants is a position, and no question"]),
        ("answers:comfort staff", "staff", &["!answers:comfort: answers: comfort is an argument, and no question"]),
        ("answers:sta", "attendants, machines", &["answers:sta: answers: staff"]),
        ("near:union", "", &["!near:union: near: union is an actor, and no statement"]),
        ("by:energy-study", "", &["!by:energy-study: by: energy-study is a source, and no actor"]),
        ("in:staff", "", &["!in:staff: in: staff is a question, and no source"]),
        // What was meant for several values, for a form of one, for something that is no field.
        (
            "is:unanswered,unsourced staff",
            "staff",
            &["!is:unanswered,unsourced: is: one at a time; is:unanswered OR is:unsourced for any"],
        ),
        ("stance:deny staff", "staff", &["!stance:deny: stance: no “deny”; did you mean denies?"]),
        ("event:0 staff", "staff", &["!event:0: there is no field “event”; agon show event:0 shows what happened"]),
        // Each once, however often brackets need it.
        (
            "kind:question OR (by:union -has:note)",
            "subsidy, staff, attendants",
            &["by:union: by: Union of Railway Workers"],
        ),
        ("staff )", "staff", &["!): no bracket is open that this one closes"]),
        // The opposite of a value is no error in it.
        ("is:answered staff", "staff", &["!is:answered: is: no “answered”; is:answered is written -is:unanswered"]),
        ("is:Sourced staff", "staff", &["!is:Sourced: is: no “Sourced”; is:Sourced is written -is:unsourced"]),
        ("is:unanswred staff", "staff", &["!is:unanswred: is: no “unanswred”; did you mean unanswered?"]),
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
fn what_is_still_typed_or_means_nothing_here_is_told() {
    let mut wrong = Vec::new();
    for (query, expected, told) in [
        // A date that is still typed, and one that is written otherwise.
        ("staff date:2", "staff", &["date:2: such as date:2024-08..2024-09; what was said or happened then"][..]),
        ("staff date:2031-0", "staff", &["date:2031-0: such as date:2024-08..2024-09; what was said or happened then"]),
        (
            "staff date:2031..2",
            "staff",
            &["date:2031..2: such as date:2024-08..2024-09; what was said or happened then"],
        ),
        ("staff date:2031-3", "staff", &["!date:2031-3: write date:2031-03"]),
        ("date:2031-1 staff", "staff", &["!date:2031-1: write date:2031-01"]),
        ("by:diaz,zolty staff", "staff", &["!by:diaz,zolty: by: one at a time; by:diaz OR by:zolty for any"]),
        ("id:staff", "", &["!id:staff: there is no field “id”; an id is typed as it is: staff"]),
        // What leaves nothing out says so.
        (
            "cameras -xyzzy",
            "state-cameras, cameras-watch, machines",
            &["-xyzzy: no word is “xyzzy”: nothing is left out"],
        ),
        (
            "cameras -surveilance",
            "state-cameras, cameras-watch, machines",
            &["-surveilance: no word is “surveilance”: nothing is left out; did you mean surveillance?"],
        ),
        ("cameras -surveill", "state-cameras, cameras-watch, machines", &[]),
        (
            "surveillance or kerosene",
            "kerosene-untaxed, surveillance-state, cameras-watch",
            &["or: “or” counts as a word here; write OR to find either"],
        ),
        ("surveillance | kerosene", "surveillance-state, kerosene-untaxed, cameras-watch", &[]),
        ("2031", "source hearing-2031", &[]),
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
fn marks_are_asked_for_where_they_are_known() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let of = |ids: &[&str]| StatementSet::of(&debate, ids.iter().filter_map(|id| debate.statement_by_id(id)));
    let marked = |mark| match mark {
        Mark::Bookmarked => Some(of(&["attendants", "machines", "thai"])),
        Mark::Noted => Some(of(&["thai"])),
        Mark::Unread => None,
    };
    for (query, expected, told) in [
        ("is:bookmarked", "attendants, machines, thai", ""),
        ("is:bookmarked -is:noted", "attendants, machines", ""),
        ("-is:bookmarked kind:position", "yes-subsidy, no-subsidy", ""),
        ("is:noted OR kind:question", "subsidy, staff, thai", ""),
        ("attendant is:bookmarked", "attendants", ""),
        ("fear OR is:noted", "fear-of-theft, thai", ""),
        ("by:union is:bookmarked", "attendants", "by: Union of Railway Workers"),
        ("is:b", "attendants, machines, thai", "is: bookmarked"),
        // What is unread is not known here: other words are completed without it.
        ("is:unread cameras", "state-cameras, cameras-watch, machines", "!nobody keeps what is unread here"),
        ("is:un is:noted", "thai", "is: unanswered, unsourced"),
    ] {
        let results = index.search_with_marks(&debate, &marked, query, 10);
        let names: Vec<String> = results.hits.iter().map(|hit| name(&debate, hit.entry)).collect();
        let faults = results.query.faults().iter().map(|fault| format!("!{}", fault.words));
        let meanings = results.query.meanings().iter().map(|meaning| meaning.words.to_string());
        let words: Vec<String> = faults.chain(meanings).collect();
        assert_eq!((names.join(", "), words.join("; ")), (expected.to_owned(), told.to_owned()), "{query}");
    }
    // Whoever knows of no marks says so.
    let results = index.search(&debate, "is:bookmarked", 10);
    let faults: Vec<&str> = results.query.faults().iter().map(|fault| fault.words.as_str()).collect();
    assert_eq!((results.total, faults), (0, vec!["nobody keeps what is bookmarked here"]));
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
        // The same in other words.
        ("sleeping NOT empty", "berths-are-heavy, actor strassmann"),
        ("sleeping AND NOT \"half empty\"", "berths-are-heavy, actor strassmann"),
        ("cameras AND surveillance OR station", "cameras-watch, state-cameras"),
        ("cameras (surveillance OR station)", "cameras-watch, state-cameras"),
        ("cameras (surveillance OR station", "cameras-watch, state-cameras"),
        ("cameras -(surveillance OR station)", "machines"),
        ("cameras -(state station)", "cameras-watch, machines"),
        ("(surveillance state) OR (fear theft)", "surveillance-state, fear-of-theft"),
        ("NOT", ""),
        ("AND", ""),
        ("()", ""),
        // What sources are called is nothing that is said; names of who speaks and tags are, and other forms in English.
        ("passengers -hearing", "empty-in-winter"),
        ("passengers -zolty", ""),
        ("fuel -climate", ""),
        ("people -awake", "cameras-watch, berths-are-heavy, no-subsidy, premises"),
    ] {
        if names(query) != expected {
            wrong.push((query, names(query)));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn words_fields_and_their_values_are_completed() {
    let debate = night_trains();
    let index = Index::new(&debate);
    let mut wrong = Vec::new();
    for (typed, cursor, expected) in [
        ("b", 1, "0..1 by:, be, berth, berths, better, bo, bring, build"),
        ("theft i", 7, "6..7 in:, is:, in, is, i, Ida, institute, into, it, its"),
        ("-k", 2, "1..2 kind:, keeps, kerosene"),
        ("by:", 3, "3..3 ana-diaz, lech-zolty, strassmann, union, union-lawyer"),
        ("by:un", 5, "3..5 union, union-lawyer"),
        ("by:diaz x", 7, "3..7 ana-diaz"),
        ("by:\"Ida S", 9, "3..9 strassmann"),
        ("kind:p x", 6, "5..6 position, premise"),
        ("-is:", 4, "4..4 unanswered, unsourced, bookmarked, noted, unread"),
        ("tag:c", 5, "4..5 climate"),
        ("near:fear", 9, "5..9 fear-of-theft"),
        ("by:ana-diaz", 11, ""),
        ("trains", 6, ""),
        // What a phrase may go on with is not known.
        ("\"b", 2, ""),
        ("x:y", 3, ""),
        ("date:2", 6, ""),
        ("b ", 2, ""),
        ("", 0, ""),
        // Words as they are written, the commonest first; those that only have the letters where none begins so.
        ("strassm", 7, "0..7 Straßmann"),
        ("ker x", 3, "0..3 kerosene"),
        ("x-ker", 5, "2..5 kerosene"),
        ("-trai", 5, "1..5 trains, train"),
        ("\"fear of the", 11, ""),
        ("srvllnc", 7, "0..7 surveillance"),
        ("th", 2, "0..2 the, they, thai, that, theft, them, think, third"),
        ("by:stmn", 7, "3..7 strassmann"),
        ("in:slep", 7, ""),
        ("near:frtft", 10, "5..10 fear-of-theft"),
        ("date:", 5, ""),
        ("date:2031-0", 11, ""),
    ] {
        let completion = index.complete(&debate, typed, cursor);
        let told = completion
            .map(|it| {
                format!(
                    "{:?} {}",
                    it.range,
                    it.candidates.into_iter().map(|one| one.text).collect::<Vec<_>>().join(", ")
                )
            })
            .unwrap_or_default();
        if told != expected {
            wrong.push((typed, told));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn where_nothing_but_words_that_join_others_begin_so_these_are_offered() {
    let texts = ["The train that they took", "There is the tax", "Straßen"].map(str::to_owned);
    let statements = questions(&texts).statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    for (typed, expected) in [
        ("th", "the, that, there, they"),
        ("the", "the, there, they"),
        ("t", "tag:, tax, took, train"),
        // As it is written, not as it is compared.
        ("str", "Straßen"),
        ("tra", "train"),
    ] {
        let completion = index.complete(&debate, typed, typed.len());
        let told: Vec<String> =
            completion.map(|it| it.candidates.into_iter().map(|one| one.text).collect()).unwrap_or_default();
        assert_eq!(told.join(", "), expected, "{typed}");
    }
}

#[test]
fn a_date_is_told_where_something_was_said_or_happened_then() {
    let mut parts = night_train_parts();
    parts.events[0].date = "2031-05-02".parse().ok();
    let debate = Debate::new(parts);
    let index = Index::new(&debate);
    for (query, told) in [
        ("2031-05-02", &["date:2031-05-02 finds what was said or happened then"][..]),
        ("trains May 2031 ", &["date:2031-05 finds what was said or happened then"]),
        ("2031-05-03", &[]),
        ("trains 3 June 2031", &[]),
        ("2031", &["date:2031 finds 1, said or happened then"]),
        ("2032", &[]),
    ] {
        let results = index.search(&debate, query, 9);
        let meanings: Vec<&str> = results.query.meanings().iter().map(|meaning| meaning.words.as_str()).collect();
        assert_eq!(meanings, told, "{query}");
    }
}

#[test]
fn or_and_and_are_told_of_where_they_count_as_words() {
    let statements = night_trains().statements().iter().cloned().collect();
    let debate = Debate::new(Parts { statements, language: Some(Text::new("en")), ..Parts::default() });
    let index = Index::new(&debate);
    let or = "“or” counts as a word here; write OR to find either";
    let and = "“and” counts as a word here; leave it out: all words must occur";
    for (query, expected) in [
        ("cameras or locks", &[or][..]),
        ("cameras and locks", &[and]),
        ("cameras or locks or trains and berths", &[or, and]),
        ("or", &[]),
        ("cameras or", &[]),
        ("cameras OR locks", &[]),
        ("cameras \"or\" locks", &[]),
        // Of a question they are left out, as all words that only join others are.
        ("who runs cameras or locks", &[]),
    ] {
        let told: Vec<String> =
            index.compile(&debate, query).meanings().iter().map(|meaning| meaning.words.to_string()).collect();
        assert_eq!(told, expected, "{query}");
    }
}

#[test]
fn a_value_that_is_in_very_many_ids_waits_for_a_letter() {
    let named = |id: String, kind, targets: &[usize]| {
        let mut statement = Statement::new(&id, kind);
        statement.text = Some(Text::new("Words of the law"));
        let target =
            |place: &usize| Relation { kind: RelationKind::Supports, target: StatementIndex::new(*place), on: None };
        statement.relations = targets.iter().map(target).collect();
        statement
    };
    // Of 6,000 a half are called after a law, and the next but one supports each.
    let id = |number: usize| format!("{}-{number}", if number.is_multiple_of(2) { "law" } else { "lore" });
    let arguments = (1..6_000).map(|number| named(id(number), StatementKind::Argument, &[number - 1]));
    let statements = std::iter::once(named(id(0), StatementKind::Question, &[])).chain(arguments).collect();
    let debate = Debate::new(Parts { statements, ..Parts::default() });
    let index = Index::new(&debate);
    let mut wrong = Vec::new();
    for (query, total, told) in [
        ("under:law", 0, "under:law “law…” begins too much: it counts from the next letter on"),
        ("near:l", 0, "near:l “l…” begins too much: it counts from the next letter on"),
        ("words -under:law", 6_000, "-under:law “law…” begins too much: it counts from the next letter on"),
        ("under:law words", 6_000, "!under:law under: too many ids have “law”; type more of one"),
        ("under:law-5998", 2, ""),
        ("UNDER:LAW-5998", 2, "UNDER:LAW-5998 under: law-5998"),
        ("near:law-3000", 5, ""),
        ("near:law-599", 12, "near:law-599 near: law-5990, law-5992, law-5994 and 2 more"),
        ("answers:l", 0, "answers:l answers: law-0"),
        ("answers:lore", 0, "!answers:lore no question is called “lore”"),
    ] {
        let results = index.search(&debate, query, 1);
        let tell = |remark: &Remark, sign: &str| format!("{sign}{} {}", &query[remark.range.clone()], remark.words);
        let faults = results.query.faults().iter().map(|fault| tell(fault, "!"));
        let meanings = results.query.meanings().iter().map(|meaning| tell(meaning, ""));
        let words = faults.chain(meanings).collect::<Vec<_>>().join("; ");
        if (results.total, words.as_str()) != (total, told) {
            wrong.push((query, results.total, words));
        }
    }
    assert_eq!(wrong, []);
    // What may be typed on is offered all the same.
    for (typed, count, first) in [("under:law", 50, "law-0"), ("near:lore-11", 50, "lore-11"), ("near:e", 0, "")] {
        let candidates =
            index.complete(&debate, typed, typed.len()).map_or(Vec::new(), |completion| completion.candidates);
        let told = candidates.first().map_or("", |candidate| candidate.text.as_str());
        assert_eq!((candidates.len(), told), (count, first), "{typed}");
    }
}
