//! Words of other programs, and of everyday, for keys of the format.

/// For each kind of mapping, by the title it has in the schema: what people write, and the key for it.
const SYNONYMS: &[(&str, &[(&str, &str)])] = &[
    (
        "a debate",
        &[
            ("version", "agon"),
            ("name", "title"),
            ("description", "summary"),
            ("about", "summary"),
            ("lang", "language"),
            ("people", "actors"),
            ("persons", "actors"),
            ("speakers", "actors"),
            ("participants", "actors"),
            ("parties", "actors"),
            ("references", "sources"),
            ("documents", "sources"),
            ("citations", "sources"),
            ("issues", "questions"),
            ("topics", "questions"),
            ("answers", "positions"),
            ("claims", "arguments"),
            ("reasons", "arguments"),
            ("objections", "arguments"),
            ("rebuttals", "arguments"),
            ("timeline", "events"),
        ],
    ),
    (
        "an actor",
        &[
            ("title", "role"),
            ("job", "role"),
            ("position", "role"),
            ("affiliation", "role"),
            ("party", "role"),
            ("organisation", "role"),
            ("organization", "role"),
            ("alias", "aka"),
            ("aliases", "aka"),
            ("names", "aka"),
            ("comment", "note"),
        ],
    ),
    (
        "a source",
        &[
            ("name", "title"),
            ("type", "kind"),
            ("link", "url"),
            ("href", "url"),
            ("website", "url"),
            ("address", "url"),
            ("by", "authors"),
            ("year", "date"),
            ("published", "date"),
            ("file", "text"),
            ("path", "text"),
            ("comment", "note"),
        ],
    ),
    ("a question", &[("title", "text"), ("question", "text"), ("description", "about"), ("comment", "note")]),
    (
        "a position",
        &[
            ("title", "text"),
            ("position", "text"),
            ("claim", "text"),
            ("answer", "answers"),
            ("question", "answers"),
            ("held", "said"),
            ("comment", "note"),
        ],
    ),
    (
        "an argument",
        &[
            ("title", "text"),
            ("claim", "text"),
            ("argument", "text"),
            ("for", "supports"),
            ("pro", "supports"),
            ("backs", "supports"),
            ("against", "rebuts"),
            ("con", "rebuts"),
            ("attacks", "rebuts"),
            ("contradicts", "rebuts"),
            ("opposes", "rebuts"),
            ("refutes", "rebuts"),
            ("premises", "because"),
            ("reasons", "because"),
            ("joins", "because"),
            ("with", "because"),
            ("and", "because"),
            ("comment", "note"),
        ],
    ),
    (
        "an attribution",
        &[
            ("who", "by"),
            ("actor", "by"),
            ("speaker", "by"),
            ("author", "by"),
            ("source", "in"),
            ("where", "in"),
            ("text", "quote"),
            ("words", "quote"),
            ("page", "at"),
            ("place", "at"),
        ],
    ),
    ("an event", &[("when", "date"), ("title", "text"), ("who", "actors"), ("source", "in"), ("sources", "in")]),
];

/// What belongs to who says a statement, which all statements have a key for.
const OF_WHO_SAYS_IT: &[&str] = &["by", "who", "actor", "speaker", "in", "source", "quote", "at", "stance"];

/// The kinds of mappings that are statements.
const STATEMENTS: &[&str] = &["a question", "a position", "an argument"];

/// For each kind of mapping: what has no key in it, and what to do about it.
const ADVICE: &[(&str, &[(&str, &str)])] = &[
    (
        "a debate",
        &[
            ("author", OF_AUTHOR),
            ("authors", OF_AUTHOR),
            ("by", OF_AUTHOR),
            ("editor", OF_AUTHOR),
            ("editors", OF_AUTHOR),
            ("tags", "tags are given with the statements, `tags: […]`, and not by themselves"),
            ("date", "a debate has no date of its own: say it in `summary` or in a comment, `# …`"),
        ],
    ),
    (
        "a question",
        &[
            ("part-of", OF_QUESTION),
            ("part_of", OF_QUESTION),
            ("parent", OF_QUESTION),
            ("under", OF_QUESTION),
            ("answers", OF_QUESTION),
        ],
    ),
    (
        "an attribution",
        &[
            ("date", "the date of the source counts: take it out here, and give it under `sources`"),
            ("year", "the date of the source counts: take it out here, and give it under `sources`"),
            ("url", "the address belongs to the source: give it under `sources`"),
            ("note", "write it in the `note` of the statement, beside `said`"),
            ("comment", "write it in the `note` of the statement, beside `said`"),
        ],
    ),
];

const OF_AUTHOR: &str = "who wrote the file is no part of the debate: say it in `summary` or in a comment, `# …`";
const OF_QUESTION: &str = "questions stand side by side: say in the words of `about` what it has to do with others";

/// Names of languages with their codes (ISO 639-1).
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("dutch", "nl"),
    ("polish", "pl"),
    ("swedish", "sv"),
    ("ukrainian", "uk"),
    ("russian", "ru"),
    ("turkish", "tr"),
    ("arabic", "ar"),
    ("hindi", "hi"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
];

/// The code of a language that is given by its name.
pub(super) fn language_code(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    LANGUAGES.iter().find(|(language, _)| *language == name).map(|(_, code)| *code)
}

/// Words for stances and the like.
const WORDS: &[(&str, &str)] = &[
    ("says", "asserts"),
    ("claims", "asserts"),
    ("agrees", "asserts"),
    ("affirms", "asserts"),
    ("supports", "asserts"),
    ("accepts", "asserts"),
    ("yes", "asserts"),
    ("for", "asserts"),
    ("pro", "asserts"),
    ("admits", "concedes"),
    ("grants", "concedes"),
    ("allows", "concedes"),
    ("disagrees", "denies"),
    ("rejects", "denies"),
    ("opposes", "denies"),
    ("disputes", "denies"),
    ("no", "denies"),
    ("against", "denies"),
    ("contra", "denies"),
];

/// Which of `words` people mean by `word`.
pub(super) fn word_for<'w>(word: &str, words: &'w [String]) -> Option<&'w str> {
    let (_, meant) = WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?;
    words.iter().map(String::as_str).find(|word| word == meant)
}

/// What to do about a key that a mapping of this kind does not have, and that stands for none.
pub(super) fn advice_on(noun: &str, word: &str) -> Option<&'static str> {
    let (_, words) = ADVICE.iter().find(|(kind, _)| *kind == noun)?;
    words.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, advice)| *advice)
}

/// The key that people mean by `word` in a mapping of this kind.
pub(super) fn key_for(noun: &str, word: &str) -> Option<&'static str> {
    if STATEMENTS.contains(&noun) && OF_WHO_SAYS_IT.iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return Some("said");
    }
    let (_, words) = SYNONYMS.iter().find(|(kind, _)| *kind == noun)?;
    let (_, key) = words.iter().find(|(synonym, _)| synonym.eq_ignore_ascii_case(word))?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::super::rule::{Record, Rule};
    use super::*;

    fn records<'r>(rule: &'r Rule, found: &mut Vec<&'r Record>) {
        match rule {
            Rule::List(item) | Rule::OneOrMany(item) | Rule::Section(item) => records(item, found),
            Rule::Record(record) | Rule::Either(_, record) => {
                found.push(record);
                record.keys.iter().for_each(|key| records(&key.rule, found));
            }
            Rule::Text(_) | Rule::Version | Rule::Words(_) => {}
        }
    }

    #[test]
    fn synonyms_lead_to_keys_and_are_none_themselves() {
        let rule = Rule::of_file(&super::super::schema()).expect("a rule");
        let mut all = Vec::new();
        records(&rule, &mut all);
        for (noun, words) in SYNONYMS {
            let record = all.iter().find(|record| record.noun == *noun).expect(noun);
            for (word, key) in *words {
                assert!(record.key(key).is_some(), "{noun} has no {key}");
                assert!(record.key(word).is_none(), "{noun} has {word}");
            }
        }
        for noun in STATEMENTS {
            let record = all.iter().find(|record| record.noun == *noun).expect(noun);
            assert!(
                record.key("said").is_some() && OF_WHO_SAYS_IT.iter().all(|word| record.key(word).is_none()),
                "{noun}"
            );
        }
        for (noun, words) in ADVICE {
            let record = all.iter().find(|record| record.noun == *noun).expect(noun);
            for (word, _) in *words {
                assert!(record.key(word).is_none() && key_for(noun, word).is_none(), "{noun} takes {word}");
            }
        }
    }
}
