//! The one door that cleans text.
//!
//! A debate is untrusted data: its text may hold escape sequences that drive a terminal, bidirectional overrides that
//! show a word as another, zero-width characters that hide one. [`Text`] can only be made by [`Text::new`], which makes
//! all of these harmless *and visible*, so that whatever holds a `Text` may be drawn or printed as it is. Nothing is
//! dropped silently: a character that could deceive stands in the text as a picture (`␛`) or by its name (`⟨U+202E⟩`).

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Columns between two tab stops.
const TAB_STOP: usize = 4;

/// Combining marks kept on one base character. No orthography stacks more; a longer stack overflows its cell.
const MARKS_KEPT: usize = 6;

/// Text that is safe to show: no control, bidirectional or invisible character but the newline, no tab.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// Cleans `raw` and trims white space at both ends.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self(clean(raw.trim()).into())
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Makes every character of `raw` that could act on a terminal or deceive a reader harmless and visible.
///
/// Newlines of every kind become `\n`, tabs become spaces up to the next stop of four columns. Returns `raw` itself
/// where there is nothing to do.
#[must_use]
pub fn clean(raw: &str) -> Cow<'_, str> {
    // Printable ASCII and newlines are clean, and nearly all text is that or letters: find the first doubtful place.
    let Some(doubtful) = raw.char_indices().find_map(|(at, c)| may_need_care(c).then_some(at)) else {
        return Cow::Borrowed(raw);
    };
    // Step back over one clean character, so that what a mark or joiner stands on is seen.
    let start = raw[..doubtful].char_indices().next_back().map_or(0, |(at, _)| at);
    let mut out = String::with_capacity(raw.len() + 16);
    out.push_str(&raw[..start]);
    Cleaner { out, previous: None, marks: 0 }.run(&raw[start..])
}

/// Like [`clean`], on one line: newlines become spaces.
#[must_use]
pub fn clean_line(raw: &str) -> Cow<'_, str> {
    match clean(raw) {
        Cow::Borrowed(text) if !text.contains('\n') => Cow::Borrowed(text),
        text => Cow::Owned(text.replace('\n', " ")),
    }
}

/// Whether a character is, or may in some context be, something other than itself on a screen.
fn may_need_care(c: char) -> bool {
    match c {
        ' '..='~' | '\n' => false,
        '\u{a1}'..='\u{2ff}' => c == '\u{ad}',
        // Cyrillic, Greek and the like, CJK, kana, Hangul: letters. Marks and formats are told apart below.
        _ => {
            is_deceptive(c)
                || is_joiner(c)
                || is_variation_selector(c)
                || matches!(c, '\u{2028}' | '\u{2029}')
                || is_mark(c)
        }
    }
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && matches!(c.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Control, format, surrogate, private-use and unassigned characters, and letters drawn as nothing.
fn is_deceptive(c: char) -> bool {
    match c {
        // Hangul and Khmer fillers, the grapheme joiner, the braille blank: letters and marks that show nothing.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => true,
        _ => matches!(
            c.general_category(),
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::PrivateUse
                | GeneralCategory::Unassigned
                | GeneralCategory::Surrogate
        ),
    }
}

struct Cleaner {
    out: String,
    /// The last character kept as it was, if nothing came between.
    previous: Option<char>,
    marks: usize,
}

impl Cleaner {
    fn run<'a>(mut self, raw: &str) -> Cow<'a, str> {
        let mut characters = raw.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\r' => {
                    if characters.peek() != Some(&'\n') {
                        self.keep('\n');
                    }
                }
                '\u{85}' | '\u{2028}' | '\u{2029}' => self.keep('\n'),
                '\t' => self.tab(),
                '\n' | ' '..='~' => self.keep(c),
                _ if is_joiner(c) => {
                    let next = characters.peek().copied();
                    if self.previous.is_some_and(joins) && next.is_some_and(joins) {
                        self.keep(c);
                    } else {
                        self.name(c);
                    }
                }
                _ if is_variation_selector(c) => {
                    if self.previous.is_some_and(takes_variation) {
                        self.keep(c);
                    } else {
                        self.name(c);
                    }
                }
                _ if is_deceptive(c) => self.name(c),
                _ if is_mark(c) => self.mark(c),
                _ => self.keep(c),
            }
        }
        Cow::Owned(self.out)
    }

    fn keep(&mut self, c: char) {
        self.out.push(c);
        self.previous = Some(c);
        self.marks = 0;
    }

    fn tab(&mut self) {
        let line = self.out.rfind('\n').map_or(0, |at| at + 1);
        let column = unicode_width::UnicodeWidthStr::width(&self.out[line..]);
        for _ in 0..TAB_STOP - column % TAB_STOP {
            self.keep(' ');
        }
    }

    /// A combining mark needs a base, and only so many fit on one.
    fn mark(&mut self, c: char) {
        let stands = self.previous.is_some_and(|base| base != '\n');
        if stands && self.marks < MARKS_KEPT {
            self.out.push(c);
            self.marks += 1;
        } else {
            self.name(c);
        }
    }

    fn name(&mut self, c: char) {
        match u32::from(c) {
            code @ 0..=0x1f => self.out.push(char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')),
            0x7f => self.out.push('\u{2421}'),
            code => {
                use fmt::Write as _;
                let _ = write!(self.out, "⟨U+{code:04X}⟩");
            }
        }
        self.previous = None;
        self.marks = 0;
    }
}

/// Joiners are spelling in Arabic and Indic scripts and glue in emoji; beside ASCII they only hide.
fn joins(c: char) -> bool {
    !c.is_ascii() && (c.is_alphanumeric() || is_mark(c) || is_variation_selector(c) || is_emoji(c))
}

fn takes_variation(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*') || (!c.is_ascii() && !is_variation_selector(c) && !is_joiner(c))
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["", "plain", "Sánchez, Straße", "討論", "дискуссия", "a\nb", "“quoted” — … ⊘"]
        {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn what_deceives_is_made_visible() {
        for (raw, expected) in [
            ("\u{1b}[31mred", "␛[31mred"),
            ("bell\u{7}", "bell␇"),
            ("a\u{7f}b", "a␡b"),
            ("c1\u{9b}31m", "c1⟨U+009B⟩31m"),
            ("evil\u{202e}txt", "evil⟨U+202E⟩txt"),
            ("iso\u{2066}late\u{2069}", "iso⟨U+2066⟩late⟨U+2069⟩"),
            ("zero\u{200b}width", "zero⟨U+200B⟩width"),
            ("soft\u{ad}hyphen", "soft⟨U+00AD⟩hyphen"),
            ("byte\u{feff}order", "byte⟨U+FEFF⟩order"),
            ("tag\u{e0041}", "tag⟨U+E0041⟩"),
            ("fill\u{3164}er", "fill⟨U+3164⟩er"),
            ("nul\0", "nul␀"),
            ("private\u{e000}", "private⟨U+E000⟩"),
        ] {
            assert_eq!(clean(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn newlines_and_tabs_are_made_one_kind() {
        assert_eq!(clean("a\r\nb\rc\u{85}d\u{2028}e"), "a\nb\nc\nd\ne");
        assert_eq!(clean("\ta\tbc\td\n\te"), "    a   bc  d\n    e");
        assert_eq!(clean("討\tx"), "討  x");
        assert_eq!(clean_line("a\r\nb\nc"), "a b c");
    }

    #[test]
    fn joiners_and_selectors_stand_only_where_scripts_use_them() {
        let persian = "می\u{200c}خواهم";
        assert_eq!(clean(persian), persian);
        let family = "👩\u{200d}👧";
        assert_eq!(clean(family), family);
        // Of several, with skins, with a sign and a selector, from flag to flag.
        for emoji in ["👨\u{200d}👩\u{200d}👧\u{200d}👦", "👩🏽\u{200d}💻", "🧑\u{200d}⚕\u{fe0f}", "🏳\u{fe0f}\u{200d}🌈"]
        {
            assert_eq!(clean(emoji), emoji);
            assert_eq!(clean(&format!("a {emoji}, b")), format!("a {emoji}, b"));
        }
        assert_eq!(clean("👩\u{200d}!"), "👩⟨U+200D⟩!");
        assert_eq!(clean("👩\u{200d}\u{200d}👧"), "👩⟨U+200D⟩⟨U+200D⟩👧");
        let heart = "❤\u{fe0f}";
        assert_eq!(clean(heart), heart);
        assert_eq!(clean("pay\u{200d}pal"), "pay⟨U+200D⟩pal");
        assert_eq!(clean("a\u{fe0f}"), "a⟨U+FE0F⟩");
        assert_eq!(clean("❤\u{fe0f}\u{fe0f}"), "❤\u{fe0f}⟨U+FE0F⟩");
    }

    #[test]
    fn marks_need_a_base_and_stack_only_so_high() {
        assert_eq!(clean("e\u{301}"), "e\u{301}");
        assert_eq!(clean("\u{301}e"), "⟨U+0301⟩e");
        let tower = format!("e{}", "\u{301}".repeat(8));
        assert_eq!(clean(&tower), format!("e{}⟨U+0301⟩⟨U+0301⟩", "\u{301}".repeat(6)));
    }

    proptest! {
        #[test]
        fn nothing_unsafe_comes_through(raw in any::<String>()) {
            let text = clean(&raw);
            for c in text.chars() {
                let kept = c == '\n' || is_joiner(c) || is_variation_selector(c);
                prop_assert!(kept || !(c.is_control() || is_deceptive(c)), "{:?} in {:?}", c, text);
            }
        }

        #[test]
        fn cleaning_again_changes_nothing(raw in any::<String>()) {
            let once = clean(&raw).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}
