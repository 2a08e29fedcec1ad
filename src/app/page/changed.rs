//! What changed since the reader last saw something: a section of its page.

use crate::app::changes::{Fate, Line};
use crate::app::glyph::Glyph;
use crate::app::wording::wrap_ranges;
use crate::debate::changes::Piece;

use super::compose::{Composer, INDENT};
use super::{Role, Span};

/// The section; what was taken out of a text and put in is marked as `agon diff` marks it.
pub(super) fn compose(page: &mut Composer<'_>, (fate, lines): (Fate, &[Line])) {
    let words = match fate {
        Fate::Added => " Added since you last saw the debate",
        Fate::Changed | Fate::Gone => " Changed since you last saw it",
    };
    page.line(vec![
        Span::told(Glyph::Changed.sign(false), Role::Sign(Glyph::Changed)),
        Span::told(words, Role::Heading),
    ]);
    // How something new bears on the rest stands on its page anyway.
    if fate == Fate::Changed {
        for line in lines {
            pieces(page, line);
        }
    }
}

fn pieces(page: &mut Composer<'_>, line: &Line) {
    let mut parts: Vec<Span> = Vec::new();
    for piece in line {
        parts.push(match piece {
            Piece::Kept(text) => Span::told(text, Role::Plain),
            Piece::Gone(text) => Span::told(format!("[-{text}-]"), Role::Gone),
            Piece::Added(text) => Span::told(format!("{{+{text}+}}"), Role::Added),
        });
    }
    let whole: String = parts.iter().map(|part| part.text.replace('\n', " ")).collect();
    for row in wrap_ranges(&whole, page.columns.saturating_sub(INDENT).max(1)) {
        let mut spans = vec![Span::told(" ".repeat(INDENT), Role::Plain)];
        let mut at = 0;
        for part in &parts {
            let (from, to) = (row.start.max(at), row.end.min(at + part.text.len()));
            if let Some(text) = whole.get(from..to).filter(|text| !text.is_empty()) {
                spans.push(Span::told(text, part.role));
            }
            at += part.text.len();
        }
        page.line(spans);
    }
}
