//! From bytes to text, or a word about why not.

use std::borrow::Cow;

use super::code::Code;
use super::diagnostic::Finding;
use super::limits;

/// Why bytes are no text, and as much of them as shows it.
pub(super) struct Unread {
    pub(super) finding: Finding,
    pub(super) shown: String,
}

/// The text of a file, without byte-order mark; or what is wrong with it, and the text to show that in.
pub(super) fn text(raw: &[u8]) -> Result<Cow<'_, str>, Box<Unread>> {
    if raw.len() > limits::CAREFUL {
        return Err(Box::new(Unread { finding: too_large(raw), shown: String::new() }));
    }
    if raw.starts_with(&[0xff, 0xfe]) || raw.starts_with(&[0xfe, 0xff]) {
        let finding = Finding::new(Code::NoText, 0..0, "this file is in UTF-16").help("save it as UTF-8");
        return Err(Box::new(Unread { finding, shown: String::new() }));
    }
    let without_mark = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let bad = |at: usize, message: &str| {
        // Enough of what follows to show the line.
        let rest = without_mark.get(at..).unwrap_or_default();
        let end = rest.iter().take(limits::EXCERPT).position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = end.unwrap_or(limits::EXCERPT).min(rest.len());
        let shown = String::from_utf8_lossy(without_mark.get(..at + end).unwrap_or_default()).into_owned();
        let length = shown.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Box::new(Unread { finding: Finding::new(Code::NoText, at..at + length, message), shown })
    };
    match std::str::from_utf8(without_mark) {
        Err(error) => {
            let at = error.valid_up_to();
            let so_far = without_mark.get(..at).unwrap_or_default();
            Err(match nul(so_far) {
                Some(nul) => bad(nul, NUL),
                None => bad(at, "this is not UTF-8"),
            })
        }
        Ok(text) if text.contains('\0') => Err(bad(nul(text.as_bytes()).unwrap_or(0), NUL)),
        Ok(text) => Ok(match spaced(text.as_bytes()) {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(spaced) => String::from_utf8(spaced).map_or(Cow::Borrowed(text), Cow::Owned),
        }),
    }
}

/// What is wrong with a file that is larger than what the careful way reads.
pub(super) fn too_large(raw: &[u8]) -> Finding {
    let megabytes = |most: usize| most >> 20;
    let bytes = raw.len();
    if bytes > limits::BYTES {
        let message = format!("this file has {bytes} bytes; at most {} megabytes are read", megabytes(limits::BYTES));
        return Finding::new(Code::TooLarge, 0..0, message);
    }
    let most = megabytes(limits::CAREFUL);
    let message = format!("this file has {bytes} bytes, and something in it needs more care than {most} megabytes get");
    Finding::new(Code::TooLarge, 0..0, message)
        .help("divide it, or lay it out plainly: keys and entries on lines of their own")
}

const NUL: &str = "there is a NUL in this file: it is no text";

fn nul(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0)
}

/// JSON is indented with tabs as often as not, and YAML takes none. In a text that begins with a brace, tabs that
/// indent a line become blanks, one for one so that every place stays what it is. A line inside a quoted text keeps
/// its tabs: JSON has no such lines, and in YAML they fold into one blank either way.
pub(super) fn spaced(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.trim_ascii_start().starts_with(b"{") || memchr::memchr(b'\t', text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut quoted = false;
    let mut escaped = false;
    let spaced = text.iter().map(|&byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'\t' if !quoted => return b' ',
            _ => {}
        }
        byte
    });
    Cow::Owned(spaced.collect())
}
