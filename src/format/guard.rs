//! Whether a file is plain enough for the happy way: one pass over its bytes.
//!
//! `serde_yaml` takes quadratic time for deep nesting and unfolds aliases without end, and it follows YAML 1.1 where
//! the careful way follows 1.2. Whatever is rare in a debate and could matter is left to the careful way, which is
//! slower and safe. A false alarm costs time only; most texts raise none.

/// Blanks before the first thing on a line that the happy way takes: deeper nesting than this is rare.
const INDENT: usize = 64;

/// Brackets open at once that the happy way takes. Those in texts count too.
const BRACKETS: usize = 16;

/// What a file says behind its byte-order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// The text, if nothing in it needs care.
pub(super) fn plain(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut brackets = 0_usize;
    let mut line = 0;
    let mut quotes = Quotes::default();
    // Whether a block of text was announced on this line.
    let mut block = false;
    let bytes = text.as_bytes();
    let mut previous = b'\n';
    // Whether only blanks and list dashes came before on this line.
    let mut at_start = true;
    for (at, &byte) in bytes.iter().enumerate() {
        let next = || bytes.get(at + 1).copied().unwrap_or(b'\n');
        // Where a value or key may begin.
        let begins = at_start || matches!(previous, b' ' | b'[' | b'{' | b',');
        match byte {
            b'\n' => {
                if std::mem::take(&mut quotes).may_go_on() {
                    return None;
                }
                line = at + 1;
                block = false;
                at_start = true;
                previous = byte;
                continue;
            }
            b' ' => {
                previous = byte;
                continue;
            }
            b'\r' if next() == b'\n' => {}
            // Tabs, other control characters, carriage returns alone.
            ..b' ' | 0x7f => return None,
            // U+0080 to U+009F; U+2028, U+2029; U+FEFF: newlines for one reader, characters for another.
            0xc2 if next() < 0xa0 => return None,
            0xe2 if next() == 0x80 && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => return None,
            0xef if next() == 0xbb => return None,
            b'[' | b'{' => {
                brackets += 1;
                if brackets > BRACKETS {
                    return None;
                }
            }
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'"' => quotes.double += 1,
            b'\'' => {
                quotes.single += 1;
                quotes.opened |= begins;
            }
            // Anchors, aliases, tags, complex keys.
            b'&' | b'*' | b'!' if begins && next() != b' ' => return None,
            b'?' if begins => return None,
            // A block of text where a key may stand.
            b'|' | b'>' if at_start => return None,
            b'|' | b'>' => block |= begins,
            b'#' if block && previous != b' ' => return None,
            // A comment without a blank before it: one reader takes it, the other does not.
            b'#' if matches!(previous, b']' | b'}' | b'"' | b'\'' | b',' | b'[' | b'{' | b'|' | b'>' | b':') => {
                return None;
            }
            // Directives, and the ends and beginnings of documents.
            b'%' if at == line => return None,
            b'-' | b'.' if at == line && next() == byte => return None,
            _ => {}
        }
        if at_start {
            if at - line > INDENT {
                return None;
            }
            at_start = byte == b'-';
            // More dashes on one line than a list of lists: nesting without indentation.
            if at_start && at - line > INDENT / 2 {
                return None;
            }
        }
        previous = byte;
    }
    (!quotes.may_go_on()).then_some(text)
}

/// The quotes of a line. A quoted text that goes on below may be indented too little for one reader and not for the
/// other.
#[derive(Default)]
struct Quotes {
    double: usize,
    single: usize,
    /// One of the single ones stands where a value may begin: it is no apostrophe.
    opened: bool,
}

impl Quotes {
    fn may_go_on(&self) -> bool {
        self.double % 2 == 1 || (self.opened && self.single % 2 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_files_are_plain() {
        for text in [
            "",
            "agon: 1\ntitle: R & D, “really”? yes! a*b it's 'so', isn't it\n",
            "a:\r\n  - {b: [c, d], e: \"x\"}\r\n  - text: |\n      text",
            "討論: 議論\nдебаты: ok # comment\n",
        ] {
            assert_eq!(plain(text.as_bytes()), Some(text));
        }
        assert_eq!(plain(without_mark("\u{feff}agon: 1".as_bytes())), Some("agon: 1"));
    }

    #[test]
    fn what_needs_care_is_not_plain() {
        for text in [
            "a: &x b",
            "a: [*x]",
            "a: !t b",
            "? a\n: b",
            "%YAML 1.2",
            "a: [b]# c",
            "a: \"b\nc\"",
            "a: 'b\nc'",
            "a: |2# c\n  d",
            "a:\n|\n  :",
            "---\na: b",
            "a: b\n...\n",
            "a:\tb",
            "a: b\rc: d",
            "a: \u{85}",
            "a: \u{2028}",
            "a: \u{feff}",
            "\u{feff}agon: 1",
            "a: \0",
            &"[".repeat(17),
            &"- ".repeat(40),
            &format!("{}a", " ".repeat(65)),
        ] {
            assert_eq!(plain(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(plain(b"a: \xff"), None);
    }
}
