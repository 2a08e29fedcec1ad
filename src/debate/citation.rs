//! How to cite a source: in plain text, in Markdown, for BibTeX, and as CSL-JSON (version 1.0.2).
//!
//! A source says of itself what is known and no more, so every part may be missing. Nothing is guessed: authors are
//! names as they stand, never parted into given and family names.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Date, Source, Text, clean_line};

/// On one line: authors, title, kind, publisher, date and address, as far as they are known.
#[must_use]
pub fn plain(source: &Source) -> String {
    let title = format!("“{}”", clean_line(&source.title));
    let address = source.url.as_ref().map(|url| url.as_str().to_owned());
    joined(source, title, address, |text| clean_line(text).into_owned())
}

/// The same for Markdown, with the title as the link.
#[must_use]
pub fn markdown(source: &Source) -> String {
    let title = escaped_markdown(&source.title);
    let title = match &source.url {
        // An address holds neither blanks nor angle brackets.
        Some(url) => format!("“[{title}](<{}>)”", url.as_str()),
        None => format!("“{title}”"),
    };
    let line = joined(source, title, None, escaped_markdown);
    unlisted(line)
}

/// Authors, the given title, kind, publisher, date, the given address.
fn joined(source: &Source, title: String, address: Option<String>, told: impl Fn(&str) -> String) -> String {
    let authors: Vec<String> = source.authors.iter().map(|author| told(author)).collect();
    let authors = (!authors.is_empty()).then(|| authors.join(" and "));
    let kind = source.kind.as_ref().map(|kind| told(kind));
    let publisher = source.publisher.as_ref().map(|publisher| told(publisher));
    let date = source.date.map_or_else(|| "undated".to_owned(), |date| date.in_words());
    let parts = [authors, Some(title), kind, publisher, Some(date), address];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Text on one line that Markdown shows as it is.
#[must_use]
pub fn escaped_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line of Markdown that begins no list and no heading: `1. FC Köln` is a name.
#[must_use]
pub fn unlisted(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line,
    }
}

/// The keys of a list of references: ids, made different where they are alike.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    taken: HashSet<String>,
}

impl Keys {
    /// A key for an id that no key so far is like. Capitals make no difference, as in BibTeX.
    pub fn key(&mut self, id: &str) -> String {
        let mut key = id.to_owned();
        let mut number = 1;
        while !self.taken.insert(key.to_lowercase()) {
            number += 1;
            key = format!("{id}-{number}");
        }
        key
    }
}

/// An entry for BibTeX under a key, which an id may be as it is; ends with a newline. Letters stay in UTF-8.
#[must_use]
pub fn bibtex(source: &Source, key: &str) -> String {
    let mut out = format!("@misc{{{key}");
    let mut field = |name: &str, value: &str| {
        let _ = write!(out, ",\n  {name} = {value}");
    };
    // Braces within braces keep capitals, and an author's "and", as they are.
    if !source.authors.is_empty() {
        let authors: Vec<String> = source.authors.iter().map(|author| format!("{{{}}}", escaped_tex(author))).collect();
        field("author", &format!("{{{}}}", authors.join(" and ")));
    }
    field("title", &format!("{{{{{}}}}}", escaped_tex(&source.title)));
    let texts = [("howpublished", &source.kind), ("publisher", &source.publisher)];
    for (name, text) in texts {
        if let Some(text) = text {
            field(name, &format!("{{{}}}", escaped_tex(text)));
        }
    }
    if let Some(date) = source.date {
        field("year", &format!("{{{:04}}}", date.year));
        if let Some(month) = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1)) {
            field("month", month);
        }
        if let Some(day) = date.day {
            field("day", &format!("{{{day}}}"));
        }
    }
    if let Some(url) = &source.url {
        // Taken as it stands, but for the braces that would end it.
        field("url", &format!("{{{}}}", url.as_str().replace('{', "%7B").replace('}', "%7D")));
    }
    let notes: Vec<String> =
        [doubt(source.date), source.note.as_ref().map(Text::to_string)].into_iter().flatten().collect();
    if !notes.is_empty() {
        field("note", &format!("{{{}}}", escaped_tex(&notes.join(" "))));
    }
    out.push_str("\n}\n");
    out
}

/// For a date that is not sure, in words.
fn doubt(date: Option<Date>) -> Option<String> {
    let date = date.filter(|date| date.approximate || date.uncertain)?;
    Some(format!("Dated {}.", date.in_words()))
}

/// The names that BibTeX knows by itself.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Text that TeX prints as it is. Braces become words: BibTeX counts them even behind a backslash.
fn escaped_tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An item of CSL-JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Csl<'a> {
    id: String,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [Vec<u16>; 1],
    /// About then, or perhaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    circa: Option<bool>,
}

/// The source as an item of CSL-JSON with an id.
#[must_use]
pub fn csl<'a>(source: &'a Source, id: &str) -> Csl<'a> {
    Csl {
        id: id.to_owned(),
        r#type: csl_type(source),
        title: &source.title,
        author: source.authors.iter().map(|author| Name { literal: author }).collect(),
        issued: source.date.map(|date| Issued {
            parts: [[Some(date.year), date.month.map(u16::from), date.day.map(u16::from)]
                .into_iter()
                .flatten()
                .collect()],
            circa: (date.approximate || date.uncertain).then_some(true),
        }),
        publisher: source.publisher.as_deref(),
        genre: source.kind.as_deref(),
        url: source.url.as_ref().map(super::Url::as_str),
        note: source.note.as_deref(),
    }
}

/// The type that a source's kind, a free word, says it is of.
fn csl_type(source: &Source) -> &'static str {
    let kind = source.kind.as_ref().map(|kind| kind.to_lowercase()).unwrap_or_default();
    match kind.as_str() {
        "book" => "book",
        "chapter" | "book chapter" => "chapter",
        "paper" | "journal article" | "study" => "article-journal",
        "magazine article" | "essay" => "article-magazine",
        "news" | "news report" | "news article" | "newspaper article" | "analysis" | "opinion" | "editorial" => {
            "article-newspaper"
        }
        "article" | "preprint" => "article",
        "blog post" | "blog" => "post-weblog",
        "post" | "tweet" | "thread" | "message" => "post",
        "hearing" => "hearing",
        "speech" | "talk" | "lecture" | "statement" => "speech",
        "interview" => "interview",
        "report" | "white paper" => "report",
        "thesis" | "dissertation" => "thesis",
        "law" | "statute" | "act" | "directive" => "legislation",
        "regulation" => "regulation",
        "bill" => "bill",
        "treaty" => "treaty",
        "ruling" | "judgment" | "decision" | "court decision" => "legal_case",
        "film" | "video" | "documentary" => "motion_picture",
        "broadcast" | "podcast" | "radio" | "television" => "broadcast",
        "letter" | "e-mail" | "email" => "personal_communication",
        "data" | "dataset" | "data set" => "dataset",
        _ if source.url.is_some() => "webpage",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::Url;

    fn source(title: &str) -> Source {
        Source::new("hearing-2031", title)
    }

    fn full() -> Source {
        Source {
            kind: Some(Text::new("hearing")),
            publisher: Some(Text::new("R&D {City} Council")),
            authors: vec![Text::new("Ana Díaz"), Text::new("Smith and Sons")],
            date: "2031-05-02~".parse().ok(),
            url: Url::new("https://example.org/a_b?c={d}&e=%20#f").ok(),
            note: Some(Text::new("50% _missing_\nat the end")),
            ..source("Trains: 100% \"night\" & #1")
        }
    }

    #[test]
    fn a_citation_tells_what_is_known() {
        for (source, in_plain, in_markdown) in [
            (source("Only a title"), "“Only a title”, undated", "“Only a title”, undated"),
            (
                full(),
                "Ana Díaz and Smith and Sons, “Trains: 100% \"night\" & #1”, hearing, R&D {City} Council, about 2 May \
                 2031, https://example.org/a_b?c={d}&e=%20#f",
                "Ana Díaz and Smith and Sons, “[Trains: 100% \"night\" \\& \\#1](<https://example.org/a_b?c={d}&e=%20#f>)”, \
                 hearing, R\\&D {City} Council, about 2 May 2031",
            ),
            (source("Two\nlines [sic] *"), "“Two lines [sic] *”, undated", "“Two lines \\[sic\\] \\*”, undated"),
            (
                Source { authors: vec![Text::new("1. FC Köln")], ..source("T") },
                "1. FC Köln, “T”, undated",
                "1\\. FC Köln, “T”, undated",
            ),
            (
                Source { authors: vec![Text::new("- _x_")], ..source("T") },
                "- _x_, “T”, undated",
                "\\- \\_x\\_, “T”, undated",
            ),
        ] {
            assert_eq!((plain(&source).as_str(), markdown(&source).as_str()), (in_plain, in_markdown));
        }
    }

    #[test]
    fn bibtex_is_escaped() {
        assert_eq!(bibtex(&source("Straße"), "a.b_c"), "@misc{a.b_c,\n  title = {{Straße}}\n}\n");
        let expected = "\
@misc{hearing-2031,
  author = {{Ana Díaz} and {Smith and Sons}},
  title = {{Trains: 100\\% \"night\" \\& \\#1}},
  howpublished = {hearing},
  publisher = {R\\&D \\textbraceleft{}City\\textbraceright{} Council},
  year = {2031},
  month = may,
  day = {2},
  url = {https://example.org/a_b?c=%7Bd%7D&e=%20#f},
  note = {Dated about 2 May 2031. 50\\% \\_missing\\_ at the end}
}
";
        assert_eq!(bibtex(&full(), "hearing-2031"), expected);
        for (text, tex) in [
            ("a\\b", "a\\textbackslash{}b"),
            ("}{", "\\textbraceright{}\\textbraceleft{}"),
            ("x^2 ~ $3", "x\\textasciicircum{}2 \\textasciitilde{} \\$3"),
            ("Sánchez – “討論”", "Sánchez – “討論”"),
        ] {
            assert_eq!(escaped_tex(text), tex);
        }
    }

    #[test]
    fn csl_has_its_types() {
        let json = |source: &Source| serde_json::to_value(csl(source, "k")).expect("JSON");
        assert_eq!(
            json(&source("Only a title")),
            serde_json::json!({"id": "k", "type": "document", "title": "Only a title"})
        );
        assert_eq!(
            json(&full()),
            serde_json::json!({
                "id": "k", "type": "hearing", "title": "Trains: 100% \"night\" & #1",
                "author": [{"literal": "Ana Díaz"}, {"literal": "Smith and Sons"}],
                "issued": {"date-parts": [[2031, 5, 2]], "circa": true},
                "publisher": "R&D {City} Council", "genre": "hearing",
                "URL": "https://example.org/a_b?c={d}&e=%20#f", "note": "50% _missing_\nat the end",
            })
        );
        for (kind, url, expected) in [
            ("News Report", None, "article-newspaper"),
            ("pamphlet", None, "document"),
            ("pamphlet", Some("https://example.org"), "webpage"),
        ] {
            let source =
                Source { kind: Some(Text::new(kind)), url: url.and_then(|url| Url::new(url).ok()), ..source("T") };
            assert_eq!(json(&source)["type"], expected, "{kind}");
        }
    }

    #[test]
    fn keys_differ() {
        let mut keys = Keys::default();
        let made: Vec<String> = ["a", "b", "A", "a-2", "a"].into_iter().map(|id| keys.key(id)).collect();
        assert_eq!(made, ["a", "b", "A-2", "a-2-2", "a-3"]);
    }
}
