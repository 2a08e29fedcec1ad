//! A report for people, in the manner of rustc.

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::{Diagnostic, Related, Report, Severity};

/// The whole report, and a line with its sum at the end; nothing for a report without diagnostics. Colours are those of
/// the terminal's palette, and only where `colour` asks for them.
#[must_use]
pub fn human(report: &Report, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out.push_str(&renderer.render(&groups(diagnostic)));
        out.push_str("\n\n");
    }
    if let Some(sum) = sum(report) {
        let code = report.diagnostics.first().map_or("", |first| first.code);
        let _ = writeln!(out, "{sum}; agon explain {code} tells more");
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
    let cut = is_cut(diagnostic.column, &diagnostic.source_line, diagnostic.mark.start);
    let mut group = located(title, snippet, &diagnostic.file, cut.then_some((diagnostic.line, diagnostic.column)));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let mut groups = vec![group];
    for places in diagnostic.related.chunk_by(|one, other| one.message == other.message) {
        groups.extend(related(places, &diagnostic.file));
    }
    groups
}

/// Places with one message, under it.
fn related<'a>(places: &'a [Related], file: &'a str) -> Option<Group<'a>> {
    let (first, others) = places.split_first()?;
    let snippet = |place: &'a Related| {
        let mark = AnnotationKind::Primary.span(place.mark.clone());
        Snippet::source(&*place.source_line).line_start(place.line).annotation(mark)
    };
    let cut = |place: &Related| {
        is_cut(place.column, &place.source_line, place.mark.start).then_some((place.line, place.column))
    };
    let title = Level::NOTE.secondary_title(&*first.message);
    let group = located(title, snippet(first), file, cut(first));
    Some(others.iter().fold(group, |group, place| group.element(snippet(place).path(file))))
}

/// Whether the column cannot be told from the line as it is shown: characters before it were cut or made visible.
fn is_cut(column: usize, source_line: &str, mark: usize) -> bool {
    source_line.get(..mark).is_none_or(|before| before.chars().count() + 1 != column)
}

/// A title with its line. The place is written out where it cannot be taken from the line.
fn located<'a>(
    title: Title<'a>,
    snippet: Snippet<'a, Annotation<'a>>,
    file: &'a str,
    place: Option<(usize, usize)>,
) -> Group<'a> {
    match place {
        None => title.element(snippet.path(file)),
        Some((line, column)) => title.element(Origin::path(file).line(line).char_column(column)).element(snippet),
    }
}
