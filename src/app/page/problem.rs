//! The page of an error in the file: the message, the line with its place underlined, and what to write instead.

use crate::app::wording::{capital, width};
use crate::format::Diagnostic;

use super::compose::{Composer, INDENT};
use super::{Role, Span};

/// Columns of a line that are shown before a place that lies too far to the right.
const BEFORE: usize = 12;

pub(super) fn compose(page: &mut Composer<'_>, diagnostic: &Diagnostic) {
    let Diagnostic { severity, code, message, file, line, column, source_line, mark, label, help, related, .. } =
        diagnostic;
    page.told(&format!("{} {code}", capital(severity.word())), Role::Secondary, 0);
    page.blank();
    page.told(message, Role::Statement, 0);
    page.blank();
    page.told(&format!("{file}:{line}:{column}"), Role::Secondary, 0);
    excerpt(page, source_line, mark.clone());
    if let Some(label) = label {
        page.told(label, Role::Number, INDENT);
    }
    page.section("Help", help.as_deref());
    for (number, place) in related.iter().enumerate() {
        let is_first = number.checked_sub(1).and_then(|before| related.get(before)).map(|before| &before.message)
            != Some(&place.message);
        if is_first {
            page.heading(&capital(&place.message));
        }
        page.told(&format!("{file}:{}:{}", place.line, place.column), Role::Secondary, INDENT);
        excerpt(page, &place.source_line, place.mark.clone());
    }
    page.blank();
    page.told(&format!("agon explain {code} tells more"), Role::Secondary, 0);
}

/// The line, as much of it as has room, and what it is about underlined.
fn excerpt(page: &mut Composer<'_>, line: &str, mark: std::ops::Range<usize>) {
    let room = page.columns.saturating_sub(INDENT);
    let before = line.get(..mark.start).unwrap_or_default();
    let marked = line.get(mark.clone()).unwrap_or_default();
    let after = line.get(mark.end..).unwrap_or_default();
    let mut shown = before;
    // What lies far to the right is brought near.
    if width(before) + width(marked).min(room / 2) > room {
        while width(shown) > BEFORE.min(room / 4) {
            let mut letters = shown.chars();
            letters.next();
            shown = letters.as_str();
        }
    }
    let lead = if shown.len() < before.len() { "…" } else { "" };
    let indent = || Span::told(" ".repeat(INDENT), Role::Plain);
    let shown = format!("{lead}{shown}");
    let under = [" ".repeat(width(&shown)), "^".repeat(width(marked).clamp(1, room))];
    page.line(vec![
        indent(),
        Span::told(shown, Role::Plain),
        Span::told(marked, Role::Fault),
        Span::told(after, Role::Plain),
    ]);
    let [blank, under] = under;
    page.line(vec![indent(), Span::told(blank, Role::Plain), Span::told(under, Role::Number)]);
}
