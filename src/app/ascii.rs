//! The one door to terminals and readers that know only ASCII: signs and typographic marks pass it, of the program and of
//! the debate alike. Letters stay what they are.

use std::borrow::Cow;

use super::glyph::Glyph;

/// What stands for a sign or a mark in ASCII, if it is one.
#[must_use]
pub fn plain(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    Some(match c {
        '…' => "...",
        '›' | '»' | '→' => ">",
        '‹' | '«' | '←' => "<",
        '↑' => "^",
        '↓' => "v",
        '“' | '”' | '„' => "\"",
        '‘' | '’' => "'",
        '–' | '—' | '‐' | '‑' | '·' => "-",
        _ => return Glyph::with_sign(c).map(|glyph| glyph.sign(true)),
    })
}

/// A text in which ASCII stands for signs and marks.
#[must_use]
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| plain(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(plain) => told.push_str(plain),
            None => told.push(c),
        }
    }
    Cow::Owned(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_marks_have_a_form_in_ascii_and_letters_stay() {
        for (text, expected) in [
            ("◆ Yes · “It’s so …” — Ana Díaz", "* Yes - \"It's so ...\" - Ana Díaz"),
            ("× ⊘ ∴ + ? ○ § ◇ # ★ ¶ • ~ ▸ ▾ ↺", "x / : + ? o $ ! # = & . ~ > v @"),
            ("討論", "討論"),
            ("plain", "plain"),
        ] {
            assert_eq!(in_ascii(text), expected);
        }
    }
}
