//! What was typed, taken apart: words, phrases in quotation marks, fields such as `by:franks`, each perhaps with `-` before
//! it or `OR` between it and the one before. Anything can be typed and means something: an open quote runs to the end,
//! a sign with nothing behind it is no sign.

use std::ops::Range;

use super::fields::Name;

/// One piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands in the typed line, in bytes, with its sign and quotation marks.
    pub(super) range: Range<usize>,
    /// Whether what has it is not wanted.
    pub(super) negated: bool,
    /// Whether it or the piece before is enough.
    pub(super) or: bool,
    /// Whether it may be unfinished: nothing was typed behind it.
    pub(super) growing: bool,
    pub(super) what: What,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Words, at these bytes.
    Words { text: Range<usize>, quoted: bool },
    /// A field and its value, at these bytes. The name may be one that there is not.
    Field { name: Range<usize>, value: Range<usize> },
}

/// The pieces of what was typed, in order.
pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut or = false;
    let mut start = 0;
    let from = |at: usize| typed.get(at..).unwrap_or_default();
    loop {
        let blanks = from(start).find(|c: char| !c.is_whitespace());
        let Some(blanks) = blanks else { return pieces };
        start += blanks;
        let negated = is_negated(from(start));
        let at = start + usize::from(negated);
        let (what, end, growing) = piece(typed, at);
        if matches!(&what, What::Words { text, quoted: false } if !negated && typed.get(text.clone()) == Some("OR")) {
            or = !pieces.is_empty();
        } else {
            pieces.push(Piece { range: start..end, negated, or, growing, what });
            or = false;
        }
        start = end;
    }
}

fn is_negated(text: &str) -> bool {
    text.strip_prefix('-').and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_whitespace() && next != '-')
}

/// The piece that begins at `at`, where it ends, and whether it may go on.
fn piece(typed: &str, at: usize) -> (What, usize, bool) {
    let rest = typed.get(at..).unwrap_or_default();
    if rest.starts_with(is_quote) {
        let (text, end, growing) = quoted(typed, at);
        return (What::Words { text, quoted: true }, end, growing);
    }
    let end = |stops: &dyn Fn(char) -> bool| at + rest.find(stops).unwrap_or(rest.len());
    if let Some(name) = field_name(rest) {
        let name = at..at + name;
        let value = name.end + 1;
        if typed.get(value..).unwrap_or_default().starts_with(is_quote) {
            let (value, end, growing) = quoted(typed, value);
            return (What::Field { name, value }, end, growing);
        }
        let end = end(&char::is_whitespace);
        return (What::Field { name, value: value..end }, end, end == typed.len());
    }
    let end = end(&|c| c.is_whitespace() || is_quote(c));
    (What::Words { text: at..end, quoted: false }, end, end == typed.len())
}

/// How long the name is of the field that `text` begins with. `Yes:` with nothing behind it is a word, and so is the
/// beginning of an address.
fn field_name(text: &str) -> Option<usize> {
    let (name, rest) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let has_value = rest.starts_with(|c: char| !c.is_whitespace()) && !rest.starts_with("//");
    (is_name && (has_value || Name::find(name).is_some())).then_some(name.len())
}

/// What stands between the quotation mark at `at` and the next one, where the piece ends, and whether it may go on.
fn quoted(typed: &str, at: usize) -> (Range<usize>, usize, bool) {
    let behind = |at: usize| at + typed.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let start = behind(at);
    let rest = typed.get(start..).unwrap_or_default();
    match rest.find(is_quote) {
        Some(length) => (start..start + length, behind(start + length), false),
        None => (start..typed.len(), typed.len(), !rest.ends_with(char::is_whitespace)),
    }
}

/// The quotation marks that people and typesetters use.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each piece in its own words: `|` for any of two, `-` for not, `…` for perhaps unfinished.
    fn told(typed: &str) -> String {
        let told = |piece: &Piece| {
            let at = |range: &Range<usize>| &typed[range.clone()];
            let what = match &piece.what {
                What::Words { text, quoted: false } => at(text).to_owned(),
                What::Words { text, quoted: true } => format!("[{}]", at(text)),
                What::Field { name, value } => format!("{}={}", at(name), at(value)),
            };
            let sign = |on, sign| if on { sign } else { "" };
            format!("{}{}{what}{}", sign(piece.or, "|"), sign(piece.negated, "-"), sign(piece.growing, "…"))
        };
        pieces(typed).iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pieces_keep_their_place() {
        let words = |range: Range<usize>, text| Piece {
            range,
            negated: false,
            or: false,
            growing: false,
            what: What::Words { text, quoted: false },
        };
        assert_eq!(
            pieces("é -“two words” OR by:\"a b\" "),
            [
                words(0..2, 0..2),
                Piece { negated: true, what: What::Words { text: 7..16, quoted: true }, ..words(3..19, 0..0) },
                Piece { or: true, what: What::Field { name: 23..25, value: 27..30 }, ..words(23..31, 0..0) },
            ]
        );
    }

    #[test]
    fn whatever_is_typed_is_read() {
        for (typed, expected) in [
            ("", ""),
            (" \t ", ""),
            ("night trains", "night trains…"),
            ("night trains ", "night trains"),
            ("\"night trains\"", "[night trains]"),
            ("\"night tr", "[night tr]…"),
            ("\"night ", "[night ]"),
            ("„so“ «oder» ”so”", "[so] [oder] [so]"),
            ("a\"b c\"d", "a [b c] d…"),
            ("-night", "-night…"),
            ("-\"night trains\" x", "-[night trains] x…"),
            ("- -- ---a", "- -- ---a…"),
            ("well-known", "well-known…"),
            ("a OR b c", "a |b c…"),
            ("a OR OR b", "a |b…"),
            ("OR a OR", "a"),
            ("OR", ""),
            ("a or \"OR\"", "a or [OR]"),
            ("-OR", "-OR…"),
            ("by:franks", "by=franks…"),
            ("-by:franks OR in:x ", "-by=franks |in=x"),
            ("By:\"Ana Díaz\"", "By=Ana Díaz"),
            ("in:\"mass mes", "in=mass mes…"),
            ("by:", "by=…"),
            ("by: franks", "by= franks…"),
            ("autor:x", "autor=x…"),
            // A word before a colon, the time of day, an address, text with a sign in it.
            ("Yes: they do", "Yes: they do…"),
            ("12:30", "12:30…"),
            ("https://example.org", "https://example.org…"),
            ("é:x", "é:x…"),
            (":x", ":x…"),
            ("date:2024..2025", "date=2024..2025…"),
            ("\"", "[]…"),
            ("\"\" \"", "[] []…"),
            ("-\"", "-[]…"),
            ("討論 -🚆 \u{202e}שלום", "討論 -🚆 \u{202e}שלום…"),
        ] {
            assert_eq!(told(typed), expected, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_stand_in_order_and_leave_nothing_out(
            typed in prop_oneof![any::<String>(), "([-a :\"“OR]|by:|OR |é){0,40}"],
        ) {
            let mut end = 0;
            for piece in pieces(&typed) {
                prop_assert!(piece.range.start >= end && piece.range.end > piece.range.start, "{:?}", piece);
                let between = typed.get(end..piece.range.start).expect("a boundary");
                prop_assert!(between.split_whitespace().all(|word| word == "OR"), "{:?} left out", between);
                end = piece.range.end;
                let inner = match &piece.what {
                    What::Words { text, .. } => text.clone(),
                    What::Field { name, value } => name.start..value.end,
                };
                prop_assert!(piece.range.start <= inner.start && inner.end <= end && typed.get(inner).is_some());
            }
            prop_assert!(typed[end..].split_whitespace().all(|word| word == "OR"));
        }
    }
}
