//! A report for people, in the manner of rustc, and in short for editors.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Related, Report, Severity};
use crate::debate::wording::wrap;

/// The whole report, and a line with its sum at the end; nothing for a report
/// that has nothing to tell. Colours are those of
/// the terminal's palette, and only where `colour` asks for them.
#[must_use]
pub fn human(report: &Report, colour: bool) -> String {
    human_within(report, colour, usize::MAX)
}

/// The same for a terminal with so many columns: lines of the file are cut to them, words are wrapped.
#[must_use]
pub fn human_within(report: &Report, colour: bool, columns: usize) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(columns.clamp(LEAST, MOST));
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        let diagnostic = &wrapped(diagnostic, columns.max(LEAST));
        let mut rendered = renderer.render(&groups(diagnostic));
        for place in places(diagnostic) {
            place.correct(&mut rendered);
        }
        out.push_str(&rendered);
        out.push_str("\n\n");
    }
    if let Some(sum) = sum(report) {
        // Of an error, if there is one.
        let code =
            report.diagnostics.iter().min_by_key(|diagnostic| diagnostic.severity).map_or("", |first| first.code);
        let _ = writeln!(out, "{sum}; agon explain {code} tells more");
    }
    if let Some(more) = report.told_of_more() {
        let _ = writeln!(out, "{more}");
    }
    out
}

/// Columns that a line of the file is cut to where there is more room, and where there is less.
const MOST: usize = 140;
const LEAST: usize = 40;

/// The diagnostic with its words on lines that go into so many columns.
fn wrapped(diagnostic: &Diagnostic, columns: usize) -> Cow<'_, Diagnostic> {
    if columns > MOST {
        return Cow::Borrowed(diagnostic);
    }
    let Diagnostic { severity, code, line, .. } = diagnostic;
    let title = format!("{}[{code}]: ", severity.word()).len();
    // The number of the line, and `  = help: `.
    let margin = line.to_string().len() + 10;
    let wrap = |words: &str, margin: usize| wrap(words, columns.saturating_sub(margin)).join("\n");
    Cow::Owned(Diagnostic {
        message: wrap(&diagnostic.message, title),
        help: diagnostic.help.as_ref().map(|help| wrap(help, margin)),
        ..diagnostic.clone()
    })
}

/// A line for each diagnostic, for editors.
#[must_use]
pub fn short(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        let _ = writeln!(out, "{diagnostic}");
    }
    out
}

/// `2 errors, 1 warning`; none for a report without diagnostics.
fn sum(report: &Report) -> Option<String> {
    let counted = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    let parts = [counted(report.errors(), "error"), counted(report.warnings(), "warning")];
    let mut sum = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if sum.is_empty() {
        return None;
    }
    if report.left_out > 0 {
        let _ = write!(sum, ", and {} more", report.left_out);
    }
    Some(sum)
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mark = AnnotationKind::Primary.span(diagnostic.mark.clone());
    let mark = match &diagnostic.label {
        Some(label) => mark.label(&**label),
        None => mark,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code);
    let snippet = Snippet::source(&*diagnostic.source_line).line_start(diagnostic.line).annotation(mark);
    let mut group = title.element(snippet.path(&*diagnostic.file));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let mut groups = vec![group];
    for places in diagnostic.related.chunk_by(|one, other| one.message == other.message) {
        groups.extend(related(places));
    }
    groups
}

/// Places with one message, under it.
fn related(places: &[Related]) -> Option<Group<'_>> {
    let (first, others) = places.split_first()?;
    let title = Level::NOTE.secondary_title(&*first.message);
    Some(others.iter().fold(title.element(snippet(first)), |group, place| group.element(snippet(place))))
}

fn snippet(place: &Related) -> Snippet<'_, Annotation<'_>> {
    let mark = AnnotationKind::Primary.span(place.mark.clone());
    Snippet::source(&*place.source_line).line_start(place.line).annotation(mark).path(&*place.file)
}

/// A place as it is written above its line: the column there is counted in the line as it is shown, which is cut where
/// it is long and has signs for what cannot be seen.
struct Written<'a> {
    file: &'a str,
    line: usize,
    shown: usize,
    column: usize,
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Written<'_>> {
    let Diagnostic { file, line, column, source_line, mark, .. } = diagnostic;
    let written = |file, line: usize, column: usize, source_line: &str, mark: usize| {
        let shown = source_line.get(..mark).map_or(column, |before| before.chars().count() + 1);
        Written { file, line, shown, column }
    };
    let first = written(file.as_str(), *line, *column, source_line, mark.start);
    let related = diagnostic
        .related
        .iter()
        .map(move |place| written(&place.file, place.line, place.column, &place.source_line, place.mark.start));
    std::iter::once(first).chain(related)
}

impl Written<'_> {
    /// Puts the column of the file in place of the shown one.
    fn correct(&self, rendered: &mut String) {
        let Self { file, line, shown, column } = self;
        if shown == column {
            return;
        }
        let written = format!("{file}:{line}:{shown}");
        let is_whole = |at: &usize| {
            !rendered.get(at + written.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let at = rendered.match_indices(&written).map(|(at, _)| at).find(is_whole);
        if let Some(at) = at {
            rendered.replace_range(at..at + written.len(), &format!("{file}:{line}:{column}"));
        }
    }
}
