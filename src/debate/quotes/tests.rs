use super::folded::mark;
use super::*;
use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use unicode_segmentation::UnicodeSegmentation as _;

const TEXT: &str = "They are, she said,\na   bargain. But few people – he said – “use\u{a0}them”,\nand \
                    l'été n’est pas fini. A cafe\u{301} for the co\u{2060}-op. […] The end... of it";

fn shown(text: &str, lookup: Lookup) -> String {
    match lookup {
        Lookup::Found(ranges) => {
            let parts: Vec<String> = ranges.into_iter().map(|range| text[range].replace('\n', " ")).collect();
            format!("found: {}", parts.join(" | "))
        }
        Lookup::Displaced => "displaced".to_owned(),
        Lookup::Missing(None) => "missing".to_owned(),
        Lookup::Missing(Some(range)) => format!("near: {}", text[range].replace('\n', " ")),
    }
}

#[test]
fn quotes_are_found_however_they_are_typeset() {
    let clean = crate::debate::clean(TEXT);
    let text = LocalText::new(&clean);
    for (quote, expected) in [
        ("a bargain", "found: a   bargain"),
        ("said, a bargain.", "found: said, a   bargain."),
        ("few people - he said - use them", "near: few people – he said – “use\u{a0}them"),
        ("few people--he said--'use them'", "found: few people – he said – “use\u{a0}them”"),
        ("« use them »,", "found: “use\u{a0}them”,"),
        ("L'été", "near: l'été"),
        ("l’été n'est", "found: l'été n’est"),
        ("l'e\u{301}te\u{301}", "found: l'été"),
        ("A café", "found: A cafe\u{301}"),
        ("A cafe", "near: A cafe\u{301}"),
        ("the co-op", "found: the co⟨U+2060⟩-op"),
        ("the co⟨U+00AD⟩-op", "found: the co⟨U+2060⟩-op"),
        ("They … bargain", "found: They | bargain"),
        ("They […] few [...] The end", "found: They | few | The end"),
        ("They ( … ) few", "found: They | few"),
        ("The end… of it", "found: The end | of it"),
        ("[…] The end", "found: The end"),
        ("few … They", "displaced"),
        ("few people … were there", "missing"),
        ("bargian", "near: bargain"),
        ("nothing of the kind whatever", "missing"),
        ("…", "found: "),
        ("", "found: "),
    ] {
        assert_eq!(shown(&clean, text.look_up(quote, true)), expected, "{quote:?}");
    }
    assert_eq!(text.look_up("bargian", false), Lookup::Missing(None));
}

#[test]
fn the_nearest_passage_is_the_one_with_most_words_in_order() {
    let text = "Trains are slow. The night trains of the north are late and empty, in winter above all. \
                In the north winter is long, and all are late. Empty words. 討論 很 長 的 夜車";
    let found = LocalText::new(text);
    for (quote, expected) in [
        ("the night train of the north is late and empty", "near: The night trains of the north are late and empty"),
        ("in the north the winter is long", "near: In the north winter is long"),
        ("very late and emptty", "near: are late and empty"),
        ("很長的夜火車", "near: 很 長 的 夜車"),
        ("planes fly over mountains", "missing"),
        // One word says nothing of where several may stand.
        ("winter sports", "missing"),
        ("empty stadium seats", "missing"),
        ("empty sporting words", "near: Empty words"),
        ("nigth", "near: night"),
    ] {
        assert_eq!(shown(text, found.look_up(quote, true)), expected, "{quote:?}");
    }
}

#[test]
fn the_nearest_passage_takes_a_bounded_time() {
    let text = "the same words again and again ".repeat(50_000);
    let found = LocalText::new(&text);
    let began = clock_gettime(ClockId::ThreadCPUTime);
    for _ in 0..20 {
        assert!(matches!(found.look_up(&"again the worms ".repeat(200), true), Lookup::Missing(Some(_))));
    }
    let took = clock_gettime(ClockId::ThreadCPUTime) - began;
    assert!(took.tv_sec < 30, "{took:?}");
}

/// A fragment typeset otherwise: each piece of white space, quotation mark and dash replaced by another.
fn typeset(fragment: &str, choices: &[usize]) -> String {
    let mut choices = choices.iter().cycle();
    let mut pick = |of: &[&'static str]| of[choices.next().map_or(0, |choice| choice % of.len())];
    fragment
        .chars()
        .map(|c| match c {
            c if c.is_whitespace() => pick(&[" ", "\n", "\u{a0} ", "   "]).to_owned(),
            c if mark(c) == Some('\'') => pick(&["'", "\"", "“", "” ", " «", "’"]).to_owned(),
            c if mark(c) == Some('-') => pick(&["-", "–", " — ", "--"]).to_owned(),
            c => c.to_string(),
        })
        .collect()
}

proptest! {
    #[test]
    fn every_fragment_is_found(
        text in "[abé討 \n.,…()\\[\\]'\"“”«–—-]{0,60}|[\\PC]{0,40}",
        start in 0_usize..60,
        length in 0_usize..60,
        choices in prop::collection::vec(0_usize..12, 1..8),
    ) {
        let text = crate::debate::clean(&text);
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        let start = start.min(graphemes.len());
        let end = (start + length).min(graphemes.len());
        let fragment = graphemes[start..end].concat();
        let quote = typeset(&fragment, &choices);
        let found = LocalText::new(&text).look_up(&quote, true);
        prop_assert!(matches!(found, Lookup::Found(_)), "{:?} in {:?}", quote, text);
    }

    #[test]
    fn nothing_panics_and_passages_lie_in_the_text(text in any::<String>(), quote in any::<String>()) {
        let found = LocalText::new(&text).look_up(&quote, true);
        let ranges = match found {
            Lookup::Found(ranges) => ranges,
            Lookup::Missing(range) => range.into_iter().collect(),
            Lookup::Displaced => Vec::new(),
        };
        for range in ranges {
            prop_assert!(text.get(range.clone()).is_some_and(|passage| !passage.is_empty()), "{:?}", range);
        }
    }
}
