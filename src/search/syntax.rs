//! What was typed, taken apart: words, phrases in quotation marks, fields such as `by:franks`, each perhaps with `-` or
//! `NOT` before it; `OR` between two of which one is enough, brackets around what belongs together. Anything can be typed
//! and means something: an open quote or bracket runs to the end, a sign with nothing behind it is no sign.
//!
//! `OR`, which may be written `|`, with blanks around it or not, binds its two neighbours closer than the blank, or the `AND`, between others: `a OR b c` is `(a OR b) c`.

use std::ops::Range;

use super::fields::Name;

/// Brackets in brackets.
const DEEPEST: usize = 16;
/// Clauses that brackets may be multiplied out to.
const CLAUSES: usize = 64;

/// Faults that are told.
const FAULTS: usize = 32;

/// One piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands in the typed line, in bytes, with its sign and quotation marks.
    pub(super) range: Range<usize>,
    /// Whether what has it is not wanted.
    pub(super) negated: bool,
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

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// All that must hold: of the pieces of each any is enough. In brackets a piece may be in several.
    pub(super) clauses: Vec<Vec<Piece>>,
    /// What means nothing, and why.
    pub(super) faults: Vec<(Range<usize>, &'static str)>,
}

/// Takes apart what was typed.
pub(super) fn parse(typed: &str) -> Parsed {
    let mut parser = Parser { typed, at: 0, pieces: Vec::new(), faults: Vec::new() };
    let all = parser.all(0);
    let mut faults = parser.faults;
    let clauses = all.clauses(false).unwrap_or_else(|| {
        faults.push((0..typed.len(), "there is too much in brackets here"));
        Vec::new()
    });
    Parsed { clauses, faults }
}

/// The pieces of what was typed, in order.
pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let mut parser = Parser { typed, at: 0, pieces: Vec::new(), faults: Vec::new() };
    parser.all(0);
    parser.pieces
}

/// Pieces that belong together.
enum Expression {
    Piece(Piece),
    /// What these say does not hold.
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Expression {
    /// The same as clauses, or its opposite; none where they are too many.
    fn clauses(self, negated: bool) -> Option<Vec<Vec<Piece>>> {
        match self {
            Self::Piece(piece) => Some(vec![vec![Piece { negated: piece.negated != negated, ..piece }]]),
            Self::Not(other) => other.clauses(!negated),
            Self::All(parts) if !negated => Self::all(parts, negated),
            Self::Any(parts) if negated => Self::all(parts, negated),
            Self::All(parts) | Self::Any(parts) => Self::any(parts, negated),
        }
    }

    fn all(parts: Vec<Self>, negated: bool) -> Option<Vec<Vec<Piece>>> {
        let mut clauses = Vec::new();
        for part in parts {
            clauses.extend(part.clauses(negated)?);
        }
        Some(clauses)
    }

    /// Every clause of one part with every one of the others.
    fn any(parts: Vec<Self>, negated: bool) -> Option<Vec<Vec<Piece>>> {
        let mut clauses: Vec<Vec<Piece>> = vec![Vec::new()];
        for part in parts {
            let more = part.clauses(negated)?;
            if let [only] = more.as_slice() {
                for clause in &mut clauses {
                    clause.extend_from_slice(only);
                }
                continue;
            }
            if clauses.len() * more.len() > CLAUSES {
                return None;
            }
            let with = |clause: &Vec<Piece>| more.iter().map(|more| [&**clause, more].concat()).collect::<Vec<_>>();
            clauses = clauses.iter().flat_map(with).collect();
        }
        Some(clauses)
    }
}

struct Parser<'a> {
    typed: &'a str,
    at: usize,
    pieces: Vec<Piece>,
    faults: Vec<(Range<usize>, &'static str)>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.typed.get(self.at..).unwrap_or_default()
    }

    /// What stands from `start` to here means nothing.
    fn fault(&mut self, start: usize, words: &'static str) {
        if self.faults.len() < FAULTS {
            self.faults.push((start..self.at, words));
        }
    }

    /// All up to the end, or up to the bracket that closes what was opened `depth` times.
    fn all(&mut self, depth: usize) -> Expression {
        let mut all: Vec<Vec<Expression>> = Vec::new();
        let (mut or, mut not) = (false, false);
        while let Some(blanks) = self.rest().find(|c: char| !c.is_whitespace()) {
            self.at += blanks;
            let start = self.at;
            if self.rest().starts_with(')') {
                self.at += 1;
                if depth > 0 {
                    break;
                }
                self.fault(start, "no bracket is open that this one closes");
                continue;
            }
            if let Some(sign) = sign(self.rest()) {
                self.at += sign.len();
                // What is turned round twice is as it was.
                (or, not) = (or || matches!(sign, "OR" | "|" | "||"), not != (sign == "NOT"));
                continue;
            }
            let negated = is_negated(self.rest());
            self.at += usize::from(negated);
            let Some(found) = self.one(start, negated, depth) else { continue };
            let found = if not { Expression::Not(Box::new(found)) } else { found };
            match all.last_mut().filter(|_| or) {
                Some(alternatives) => alternatives.push(found),
                None => all.push(vec![found]),
            }
            (or, not) = (false, false);
        }
        Expression::All(all.into_iter().map(Expression::Any).collect())
    }

    /// What stands here: a piece, or what is in brackets. Its sign stands at `start`.
    fn one(&mut self, start: usize, negated: bool, depth: usize) -> Option<Expression> {
        if self.rest().starts_with('(') {
            self.at += 1;
            if depth >= DEEPEST {
                self.at = self.typed.len();
                self.fault(start, "too many brackets are open here");
                return None;
            }
            let found = self.all(depth + 1);
            let is_empty = matches!(&found, Expression::All(parts) if parts.is_empty());
            let found = if negated { Expression::Not(Box::new(found)) } else { found };
            return (!is_empty).then_some(found);
        }
        let (what, end, growing) = piece(self.typed, self.at);
        self.at = end;
        if let What::Field { value, .. } = &what
            && self.typed.get(value.clone()).is_some_and(|value| value.starts_with('('))
        {
            self.fault(start, "brackets go around whole fields: (by:ana OR by:bo)");
            return None;
        }
        let piece = Piece { range: start..end, negated, growing, what };
        self.pieces.push(piece.clone());
        Some(Expression::Piece(piece))
    }
}

/// The word that `text` begins with, if it joins others or turns the next one round.
fn sign(text: &str) -> Option<&'static str> {
    ["AND", "OR", "NOT", "||", "|"].into_iter().find(|sign| {
        let is_end = |next: char| next.is_whitespace() || matches!(next, '(' | ')' | '|');
        let behind = text.strip_prefix(sign).map(|rest| rest.chars().next());
        behind.is_some_and(|next| sign.ends_with('|') || next.is_none_or(is_end))
    })
}

fn is_negated(text: &str) -> bool {
    let next = text.strip_prefix('-').and_then(|rest| rest.chars().next());
    next.is_some_and(|next| !next.is_whitespace() && !matches!(next, '-' | '|'))
}

/// The piece that begins at `at`, where it ends, and whether it may go on.
fn piece(typed: &str, at: usize) -> (What, usize, bool) {
    let rest = typed.get(at..).unwrap_or_default();
    if rest.starts_with(is_quote) {
        let (text, end, growing) = quoted(typed, at);
        return (What::Words { text, quoted: true }, end, growing);
    }
    if let Some(name) = field_name(rest) {
        let name = at..at + name;
        let start = name.end + 1;
        let value = typed.get(start..).unwrap_or_default();
        if value.starts_with(is_quote) {
            let (value, end, growing) = quoted(typed, start);
            return (What::Field { name, value }, end, growing);
        }
        // In brackets there may be blanks.
        let is_between = |c: char| c.is_whitespace() || c == '|';
        let end = start + length(value, |c, open| is_between(c) && !(open > 0 && value.starts_with('(')));
        return (What::Field { name, value: start..end }, end, end == typed.len());
    }
    let end = at + length(rest, |c, open| c.is_whitespace() || is_quote(c) || c == '|' && open == 0);
    (What::Words { text: at..end, quoted: false }, end, end == typed.len())
}

/// How long a piece is that ends where it `stops`, which hears how many brackets are open in it, and before a bracket that
/// closes one outside it.
fn length(text: &str, stops: impl Fn(char, usize) -> bool) -> usize {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        let closes = c == ')' && open == 0;
        if closes || stops(c, open) {
            return at;
        }
        open = if c == ')' { open - 1 } else { open + usize::from(c == '(') };
    }
    text.len()
}

/// How long the name is of the field that `text` begins with. `Yes:` with nothing behind it is a word, and so is the
/// beginning of an address.
fn field_name(text: &str) -> Option<usize> {
    let (name, rest) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let has_value = rest.starts_with(|c: char| !c.is_whitespace() && c != '|') && !rest.starts_with("//");
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

    /// Each clause in its own words: `|` for any of two, `-` for not, `…` for perhaps unfinished; then the faults.
    fn told(typed: &str) -> String {
        let told = |piece: &Piece| {
            let at = |range: &Range<usize>| &typed[range.clone()];
            let what = match &piece.what {
                What::Words { text, quoted: false } => at(text).to_owned(),
                What::Words { text, quoted: true } => format!("[{}]", at(text)),
                What::Field { name, value } => format!("{}={}", at(name), at(value)),
            };
            let sign = |on, sign| if on { sign } else { "" };
            format!("{}{what}{}", sign(piece.negated, "-"), sign(piece.growing, "…"))
        };
        let any = |pieces: &Vec<Piece>| pieces.iter().map(told).collect::<Vec<_>>().join(" |");
        let Parsed { clauses, faults } = parse(typed);
        let faults = faults.iter().map(|(range, words)| format!("!{}: {words}", &typed[range.clone()]));
        clauses.iter().map(any).chain(faults).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pieces_keep_their_place() {
        let words = |range: Range<usize>, text| Piece {
            range,
            negated: false,
            growing: false,
            what: What::Words { text, quoted: false },
        };
        assert_eq!(
            pieces("é -“two words” OR by:\"a b\" "),
            [
                words(0..2, 0..2),
                Piece { negated: true, what: What::Words { text: 7..16, quoted: true }, ..words(3..19, 0..0) },
                Piece { what: What::Field { name: 23..25, value: 27..30 }, ..words(23..31, 0..0) },
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
            ("a | b || c |d", "a |b |c |d…"),
            ("| a |", "a"),
            ("a|b||c d", "a |b |c d…"),
            ("by:a|by:\"b|c\"|\"d|e\"|f", "by=a |by=b|c |[d|e] |f…"),
            ("(a|b) c|", "a |b c"),
            ("a|-b OR|c", "a |-b |c…"),
            ("|||", ""),
            ("-|a by:|b x:|", "- |a by= |b x:"),
            ("f(x|y)", "f(x|y)…"),
            ("OR a OR", "a"),
            ("OR", ""),
            ("a or \"OR\"", "a or [OR]"),
            ("a AND b", "a b…"),
            ("AND a AND", "a"),
            ("a AND OR b", "a |b…"),
            ("NOT a", "-a…"),
            ("a NOT \"b c\" d", "a -[b c] d…"),
            ("a OR NOT by:b c", "a |-by=b c…"),
            ("NOT -a NOT", "a"),
            ("NOT NOT a", "a…"),
            ("a OR NOT NOT NOT b", "a |-b…"),
            ("ANDROID NOTE ORB", "ANDROID NOTE ORB…"),
            ("(a OR b) c", "a |b c…"),
            ("c OR (a b)", "c |a c |b"),
            ("(a b) OR (c d)", "a |c a |d b |c b |d"),
            ("-(a OR b) c", "-a -b c…"),
            ("-(a b)", "-a |-b"),
            ("NOT(-a OR by:b)", "a -by=b"),
            ("-(a -(b OR c))", "-a |b |c"),
            ("(a OR (b c)) d", "a |b a |c d…"),
            ("(a OR b", "a |b…"),
            ("() (( )) a", "a…"),
            ("f(x) (f(x) OR g)", "f(x) f(x) |g"),
            ("(by:a OR \"b)\")", "by=a |[b)]"),
            ("a) b", "a b… !): no bracket is open that this one closes"),
            (":)", ": !): no bracket is open that this one closes"),
            ("by:(a OR b) c", "c… !by:(a OR b): brackets go around whole fields: (by:ana OR by:bo)"),
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

    #[test]
    fn brackets_are_multiplied_out_as_far_as_that_is_little() {
        let of = |groups: usize| parse(&vec!["(a b)"; groups].join(" OR "));
        assert_eq!((of(6).clauses.len(), of(6).faults), (64, vec![]));
        assert_eq!((of(7).clauses.len(), of(7).faults.len()), (0, 1));
        assert_eq!(parse(&"(".repeat(100_000)).faults, [(16..100_000, "too many brackets are open here")]);
        assert_eq!(parse(&")".repeat(100_000)).faults.len(), FAULTS);
        assert_eq!(parse(&vec!["a"; 9_999].join(" OR ")).clauses.len(), 1);
    }

    proptest! {
        #[test]
        fn pieces_stand_in_order_and_leave_nothing_out(
            typed in prop_oneof![any::<String>(), "([-a :()\"“OR|]|by:|OR |AND|NOT |é){0,40}"],
        ) {
            let is_sign = |between: &str| {
                let bare = between.replace(['(', ')', '-', '|'], " ");
                bare.split_whitespace().all(|word| matches!(word, "OR" | "AND" | "NOT"))
            };
            let faults = parse(&typed).faults;
            let mut end = 0;
            for piece in pieces(&typed) {
                prop_assert!(piece.range.start >= end && piece.range.end > piece.range.start, "{:?}", piece);
                let between = typed.get(end..piece.range.start).expect("a boundary");
                prop_assert!(is_sign(between) || !faults.is_empty(), "{:?} left out", between);
                end = piece.range.end;
                let inner = match &piece.what {
                    What::Words { text, .. } => text.clone(),
                    What::Field { name, value } => name.start..value.end,
                };
                prop_assert!(piece.range.start <= inner.start && inner.end <= end && typed.get(inner).is_some());
            }
            prop_assert!(is_sign(&typed[end..]) || !faults.is_empty());
        }
    }
}
