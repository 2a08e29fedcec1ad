//! Bytes from the keyboard to actions.
//!
//! Why the bytes are read here and not by the terminal library: its reader loops without end, inside one call, when the
//! terminal is lost; it blocks on half an escape sequence, deaf to signals and resizes; and it leaves the rest of a
//! long burst unread until the next key. [`Decoder`] is a function of the bytes alone, so all of that is decided in
//! [`super::run`], where it can be seen, and tested without a terminal.
//!
//! What is kept true: any bytes whatever, cut anywhere, give keys and pastes and never a panic; what is not understood
//! is dropped whole and never read as text; nothing grows without bound.

use crate::app::{Action, Key, KeyCode};

/// The longest escape sequence that is waited for. None that a keyboard sends is half as long.
const LONGEST_SEQUENCE: usize = 64;

/// The longest paste that is kept, in bytes; the rest of it is dropped.
const LONGEST_PASTE: usize = 1 << 20;

const ESCAPE: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Reads the bytes a terminal sends. Bytes that begin something unfinished wait for the next ones.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    waiting: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the first bytes at hand are.
enum Step {
    /// The beginning of something.
    Unfinished,
    /// So many bytes that mean nothing here.
    Nothing(usize),
    /// So many bytes that are a key.
    Key(usize, Key),
    /// So many bytes, and pasted text follows.
    PasteBegins(usize),
}

impl Decoder {
    /// Takes the next bytes and appends what they are to `actions`.
    pub(super) fn feed(&mut self, bytes: &[u8], actions: &mut Vec<Action>) {
        self.waiting.extend_from_slice(bytes);
        self.decode(false, actions);
    }

    /// Nothing more came for a while: what is unfinished is all there is. This is how a lone Escape is told from the
    /// beginning of a sequence, and how a paste whose end was lost does not swallow the keys for good.
    pub(super) fn give_up_waiting(&mut self, actions: &mut Vec<Action>) {
        self.decode(true, actions);
        self.waiting.clear();
        if let Some(paste) = self.paste.take() {
            actions.push(pasted(&paste));
        }
    }

    /// Whether something is unfinished.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty() || self.paste.is_some()
    }

    /// Whether what is unfinished is a paste.
    pub(super) fn is_pasting(&self) -> bool {
        self.paste.is_some()
    }

    fn decode(&mut self, complete: bool, actions: &mut Vec<Action>) {
        let bytes = std::mem::take(&mut self.waiting);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            if let Some(paste) = &mut self.paste {
                let (text, behind) = until_paste_end(rest, complete);
                paste.extend_from_slice(&text[..text.len().min(LONGEST_PASTE - paste.len())]);
                if let Some(behind) = behind {
                    actions.push(pasted(paste));
                    self.paste = None;
                    rest = behind;
                    continue;
                }
                rest = &rest[text.len()..];
                break;
            }
            match step(rest, complete) {
                Step::Unfinished => break,
                Step::Nothing(length) => rest = rest.get(length..).unwrap_or_default(),
                Step::Key(length, key) => {
                    actions.push(Action::Key(key));
                    rest = rest.get(length..).unwrap_or_default();
                }
                Step::PasteBegins(length) => {
                    self.paste = Some(Vec::new());
                    rest = rest.get(length..).unwrap_or_default();
                }
            }
        }
        self.waiting = rest.to_vec();
    }
}

fn pasted(bytes: &[u8]) -> Action {
    // Terminals send a line's end as Return does.
    Action::Paste(String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n"))
}

/// The pasted text at the start of `bytes`, and what is behind the mark of its end if that is there. Bytes that may be
/// the beginning of the mark are left out of the text unless the bytes are `complete`.
fn until_paste_end(bytes: &[u8], complete: bool) -> (&[u8], Option<&[u8]>) {
    if let Some(at) = bytes.windows(PASTE_END.len()).position(|window| window == PASTE_END) {
        return (&bytes[..at], Some(&bytes[at + PASTE_END.len()..]));
    }
    if complete {
        return (bytes, None);
    }
    let kept_back = (1..PASTE_END.len()).rev().find(|length| bytes.ends_with(&PASTE_END[..*length])).unwrap_or(0);
    (&bytes[..bytes.len() - kept_back], None)
}

/// What `bytes`, of which there is at least one, begin with.
fn step(bytes: &[u8], complete: bool) -> Step {
    match bytes {
        [ESCAPE, b'[', _, ..] => control_sequence(&bytes[2..], complete),
        [ESCAPE, b'O', _, ..] => keypad_sequence(&bytes[2..]),
        [ESCAPE, ESCAPE, ..] => Step::Key(1, KeyCode::Escape.into()),
        [ESCAPE] | [ESCAPE, b'[' | b'O'] if !complete => Step::Unfinished,
        [ESCAPE] => Step::Key(1, KeyCode::Escape.into()),
        [ESCAPE, rest @ ..] => match plain(rest, complete) {
            Step::Key(length, key) => Step::Key(length + 1, Key { alt: true, ..key }),
            Step::Nothing(length) => Step::Nothing(length + 1),
            other => other,
        },
        _ => plain(bytes, complete),
    }
}

/// A character or a control byte.
fn plain(bytes: &[u8], complete: bool) -> Step {
    let Some(&first) = bytes.first() else { return Step::Unfinished };
    if let Some(key) = control(first) {
        return Step::Key(1, key);
    }
    let length = match first {
        0x20..=0x7e => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Nothing(1),
    };
    let Some(character) = bytes.get(..length) else {
        // A byte that cannot continue the character ends the waiting at once.
        let broken = bytes[1..].iter().any(|byte| !(0x80..=0xbf).contains(byte));
        return if complete || broken { Step::Nothing(1) } else { Step::Unfinished };
    };
    match std::str::from_utf8(character).ok().and_then(|text| text.chars().next()) {
        Some(c) if !c.is_control() => Step::Key(length, c.into()),
        Some(_) => Step::Nothing(length),
        None => Step::Nothing(1),
    }
}

fn control(byte: u8) -> Option<Key> {
    let with_ctrl = |c: u8| Key { ctrl: true, ..char::from(c).into() };
    Some(match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        // Which of the two the key of that name sends is a matter of the terminal.
        0x7f | 0x08 => KeyCode::Backspace.into(),
        0 => with_ctrl(b' '),
        1..=26 => with_ctrl(byte - 1 + b'a'),
        0x1c..=0x1f => with_ctrl(byte - 0x1c + b'\\'),
        _ => return None,
    })
}

/// What follows `ESC O`: the keys of some keypads and terminals.
fn keypad_sequence(rest: &[u8]) -> Step {
    let code = match rest.first() {
        Some(b'A') => KeyCode::Up,
        Some(b'B') => KeyCode::Down,
        Some(b'C') => KeyCode::Right,
        Some(b'D') => KeyCode::Left,
        Some(b'F') => KeyCode::End,
        Some(b'H') => KeyCode::Home,
        Some(b'M') => KeyCode::Enter,
        Some(&byte @ b'P'..=b'S') => KeyCode::Function(byte - b'P' + 1),
        // Alt and O, then something else.
        Some(&ESCAPE) => return Step::Key(2, Key { alt: true, ..'O'.into() }),
        _ => return Step::Nothing(3),
    };
    Step::Key(3, code.into())
}

/// What follows `ESC [`: parameters, then one final byte that says what it is.
fn control_sequence(rest: &[u8], complete: bool) -> Step {
    // The console of Linux names the first function keys by a second bracket.
    if let [b'[', behind @ ..] = rest {
        return match behind.first() {
            Some(&byte @ b'A'..=b'E') => Step::Key(4, KeyCode::Function(byte - b'A' + 1).into()),
            Some(_) => Step::Nothing(4),
            None if complete => Step::Nothing(3),
            None => Step::Unfinished,
        };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        let hopeless = complete || rest.len() > LONGEST_SEQUENCE;
        return if hopeless { Step::Nothing(rest.len() + 2) } else { Step::Unfinished };
    };
    let length = end + 3;
    let last = rest[end];
    if !(0x40..=0x7e).contains(&last) {
        // Cut off by something else: a control byte, another sequence. That is read on its own.
        return Step::Nothing(length - 1);
    }
    let parameters = Parameters::read(&rest[..end]);
    if last == b'~' && parameters.first == 200 {
        return Step::PasteBegins(length);
    }
    match parameters.key(last) {
        Some(key) => Step::Key(length, key),
        None => Step::Nothing(length),
    }
}

/// The parameters of a control sequence, as far as keys have them: `first;modifiers:event;third`.
#[derive(Default)]
struct Parameters {
    /// Holds more than digits and separators: a mouse, an answer to a question, nothing of ours.
    foreign: bool,
    first: u32,
    modifiers: u32,
    event: u32,
    third: u32,
}

impl Parameters {
    fn read(bytes: &[u8]) -> Self {
        if !bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')) {
            return Self { foreign: true, ..Self::default() };
        }
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let number = |word: Option<&str>| word.and_then(|word| word.parse().ok()).unwrap_or(0);
        let mut fields = text.split(';');
        let first = number(fields.next().and_then(|field| field.split(':').next()));
        let mut second = fields.next().unwrap_or_default().split(':');
        let (modifiers, event) = (number(second.next()), number(second.next()));
        Self { foreign: false, first, modifiers, event, third: number(fields.next()) }
    }

    fn key(&self, last: u8) -> Option<Key> {
        // A key let go, which some terminals report when a program before us asked for it and did not take it back.
        if self.foreign || self.event == 3 {
            return None;
        }
        let code = match last {
            b'A' => KeyCode::Up,
            b'B' => KeyCode::Down,
            b'C' => KeyCode::Right,
            b'D' => KeyCode::Left,
            b'F' => KeyCode::End,
            b'H' => KeyCode::Home,
            b'Z' => KeyCode::BackTab,
            b'P' | b'Q' | b'S' => KeyCode::Function(last - b'P' + 1),
            // With parameters this is where the cursor stands, which nobody asked for.
            b'R' if self.first <= 1 => KeyCode::Function(3),
            b'u' => return self.character(self.first),
            b'~' if self.first == 27 => return self.character(self.third),
            b'~' => tilde(self.first)?,
            _ => return None,
        };
        Some(self.with_modifiers(code))
    }

    /// A key named by its character's number.
    fn character(&self, number: u32) -> Option<Key> {
        let code = match number {
            8 | 127 => KeyCode::Backspace,
            9 if self.shift() => KeyCode::BackTab,
            9 => KeyCode::Tab,
            13 => KeyCode::Enter,
            27 => KeyCode::Escape,
            // Where that standard keeps the keys that have no character.
            0xe000..=0xf8ff => return None,
            _ => match char::from_u32(number).filter(|c| !c.is_control())? {
                c if self.shift() => KeyCode::Char(c.to_ascii_uppercase()),
                c => KeyCode::Char(c),
            },
        };
        Some(self.with_modifiers(code))
    }

    fn with_modifiers(&self, code: KeyCode) -> Key {
        let held = self.modifiers.saturating_sub(1);
        Key { code, ctrl: held & 4 != 0, alt: held & 2 != 0 }
    }

    fn shift(&self) -> bool {
        self.modifiers.saturating_sub(1) & 1 != 0
    }
}

fn tilde(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // The numbers of the function keys have holes where old keyboards had a gap.
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28..=29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => return None,
    })
}

fn function(number: u32) -> KeyCode {
    KeyCode::Function(u8::try_from(number).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(chunks: &[&[u8]], complete: bool) -> Vec<Action> {
        let mut decoder = Decoder::default();
        let mut actions = Vec::new();
        for chunk in chunks {
            decoder.feed(chunk, &mut actions);
        }
        if complete {
            decoder.give_up_waiting(&mut actions);
            assert!(!decoder.is_waiting());
        }
        actions
    }

    /// The names of the keys, blank between them; a paste in brackets.
    fn words(actions: &[Action]) -> String {
        let word = |action: &Action| match action {
            Action::Key(key) => key.name(),
            Action::Paste(text) => format!("[{text}]"),
            Action::Resize(size) => format!("{size:?}"),
        };
        actions.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_are_read_however_terminals_send_them() {
        for (bytes, expected) in [
            ("j", "j"),
            ("G", "G"),
            ("é", "é"),
            ("討", "討"),
            ("😀", "😀"),
            (" ", "space"),
            ("\r", "enter"),
            ("\t", "tab"),
            ("\x1b[Z", "backtab"),
            ("\x7f", "backspace"),
            ("\x08", "backspace"),
            ("\x03", "ctrl-c"),
            ("\x1a", "ctrl-z"),
            ("\0", "ctrl-space"),
            ("\x1f", "ctrl-_"),
            ("\x1b", "esc"),
            ("\x1b\x1b", "esc esc"),
            ("\x1bx", "alt-x"),
            ("\x1bé", "alt-é"),
            ("\x1b\r", "alt-enter"),
            ("\x1b[", "alt-["),
            ("\x1bO", "alt-O"),
            ("\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"),
            ("\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"),
            ("\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOH\x1bOF", "home end home end home end home end"),
            ("\x1b[5~\x1b[6~\x1b[2~\x1b[3~", "pageup pagedown insert delete"),
            ("\x1bOP\x1bOS\x1b[15~\x1b[17~\x1b[24~\x1b[34~\x1b[[A\x1b[[E", "f1 f4 f5 f6 f12 f20 f1 f5"),
            ("\x1b[1;5A\x1b[1;3C\x1b[1;2B\x1b[5;5~", "ctrl-up alt-right down ctrl-pageup"),
            ("\x1b[1;1:3A", ""),
            ("\x1b[97;5u\x1b[97;2u\x1b[13;1u\x1b[27u\x1b[9;2u\x1b[27;5;99~", "ctrl-a A enter esc backtab ctrl-c"),
        ] {
            assert_eq!(words(&decode(&[bytes.as_bytes()], true)), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_key_is_dropped_whole() {
        for bytes in [
            &b"\x1b[I"[..],
            b"\x1b[<0;10;20M",
            b"\x1b[?62;22c",
            b"\x1b[12;40R",
            b"\x1b[201~",
            b"\x1b[57441u",
            b"\xff\xfe",
            b"\xc2\x9b",
            b"\xe8\xa8",
        ] {
            assert_eq!(words(&decode(&[bytes, b"j"], true)), "j", "{bytes:?}");
        }
        assert_eq!(words(&decode(&[b"\x1b[12", b"\x1b[A"], true)), "up");
        assert_eq!(words(&decode(&[b"\xe8", b"j"], false)), "j");
        let endless = [b"\x1b[".to_vec(), vec![b'1'; 4000], b"j".to_vec()].concat();
        assert_eq!(words(&decode(&[&endless], false)), "");
        assert_eq!(words(&decode(&[&endless[..500], b"j"], false)), "j");
    }

    #[test]
    fn a_paste_is_one_action_and_holds_no_keys() {
        assert_eq!(words(&decode(&[b"a\x1b[200~q\rr\x1b[A\x1b[201~b"], false)), "a [q\nr\u{1b}[A] b");
        assert_eq!(words(&decode(&[b"\x1b[200~one", b" two\x1b[20", b"1~j"], false)), "[one two] j");
        assert_eq!(words(&decode(&[b"\x1b[200~lost"], true)), "[lost]");
        let long = [b"\x1b[200~".to_vec(), vec![b'x'; LONGEST_PASTE * 2], b"\x1b[201~j".to_vec()].concat();
        let actions = decode(&[&long], false);
        assert!(matches!(&actions[..], [Action::Paste(text), Action::Key(_)] if text.len() == LONGEST_PASTE));
    }

    #[test]
    fn an_escape_waits_for_what_may_follow() {
        assert_eq!(words(&decode(&[b"\x1b"], false)), "");
        assert_eq!(words(&decode(&[b"\x1b", b"[", b"1;", b"5", b"A"], false)), "ctrl-up");
        assert_eq!(words(&decode(&[b"\xc3", b"\xa9"], false)), "é");
    }

    /// Bytes as keyboards and hostile terminals mix them.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            "[a-zé討]".prop_map(String::into_bytes),
            "\u{1b}\\[[0-9;:<?]{0,6}[A-Za-z~\\[]".prop_map(String::into_bytes),
            Just(b"\x1b[200~".to_vec()),
            Just(b"\x1b[201~".to_vec()),
            Just(vec![ESCAPE]),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_changes_nothing(bytes in bytes(), cuts in proptest::collection::vec(any::<u8>(), 0..8)) {
            let whole = decode(&[&bytes], true);
            let mut places: Vec<usize> = cuts.iter().map(|cut| usize::from(*cut) % (bytes.len() + 1)).collect();
            places.extend([0, bytes.len()]);
            places.sort_unstable();
            let chunks: Vec<&[u8]> = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            prop_assert_eq!(decode(&chunks, true), whole);
        }

        #[test]
        fn no_key_is_a_control_character(bytes in bytes()) {
            for action in decode(&[&bytes], true) {
                if let Action::Key(Key { code: KeyCode::Char(c), .. }) = action {
                    prop_assert!(!c.is_control());
                }
            }
        }
    }
}
