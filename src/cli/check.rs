//! `agon check`: everything that is wrong with the files.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::wording::count;
use crate::debate::clean_line;
use crate::format::{self, Diagnostic, Outcome};

use super::load::Input;
use super::packed::Packed;
use super::print::{self, Manner};
use super::{Debates, Status};

const JSON: &str = "\
As JSON:
  errors, warnings: how many in all
  files: a list of
    file; unreadable: why it could not be read, or missing
    errors, warnings: how many; left_out: how many more are not told
    more_warnings: why there may be more than were looked for, or missing
    stale, not_compared: of a pack the files that have changed since, and those that are not there
    warnings_when_packed: of a pack how many of the warnings its files had then
    quotes_looked_up: how many quotes could be looked up in local texts of
      their sources; quotes_not_found: how many of them do not stand there
    diagnostics: a list of severity, code, message, file, line, column,
      length, source_line, label, help, and related: a list of file, line,
      column, length, source_line, message; their files are this one or one
      that it includes
Lines and columns count from 1, columns and lengths in characters.";

/// Report everything that is wrong with debates, with the line and what to write instead
///
/// Warnings are told and leave the exit status at 0; errors make it 1. A quote that does not stand in the local text of
/// its source is a warning; agon verify tells more about quotes. A pack is held whole against itself, and against the files
/// it was made from as far as they stand in its folder or below; of their warnings it knows how many there were.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Check {
    #[command(flatten)]
    debates: Debates,
    /// How to print
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people: the line with the place underlined, and what to write instead.
    Human,
    /// A line each, for editors: `file:line:column: severity: message [code]`.
    Short,
    /// For programs.
    Json,
    /// For services that host code: the Static Analysis Results Interchange Format 2.1.0.
    Sarif,
}

#[derive(Debug, Default, Serialize)]
struct Sum {
    errors: usize,
    warnings: usize,
    files: Vec<OfFile>,
}

#[derive(Debug, Default, Serialize)]
struct OfFile {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
    errors: usize,
    warnings: usize,
    /// Found and not told.
    left_out: usize,
    /// That not all warnings were looked for, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_warnings: Option<&'static str>,
    quotes_looked_up: usize,
    quotes_not_found: usize,
    diagnostics: Vec<Diagnostic>,
    /// Of a pack: the files that have changed since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stale: Vec<String>,
    /// Of a pack: the files that it could not be compared with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_compared: Vec<String>,
    /// Of a pack: the warnings that there were when it was packed.
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings_when_packed: Option<usize>,
}

impl Check {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let mut sum = Sum::default();
        let mut unreadable = 0;
        for input in self.debates.inputs() {
            let of_file = check(&input, self.format, manner, out)?;
            sum.errors += of_file.errors;
            sum.warnings += of_file.warnings;
            unreadable += usize::from(of_file.unreadable.is_some());
            sum.files.push(of_file);
        }
        // Of a single file its problems have told the sum already; of quotes that were looked up they tell less.
        let told = match sum.files.as_slice() {
            [one] => unreadable == 0 && one.errors + one.warnings > 0 && one.quotes_looked_up == 0,
            _ => false,
        };
        match self.format {
            Form::Json => print::json(out, &sum)?,
            Form::Sarif => print::json(out, &sum.sarif())?,
            Form::Human if told => {}
            Form::Human | Form::Short => print::say(&sum.in_words(unreadable)),
        }
        Ok(match (unreadable, sum.errors) {
            (0, 0) => Status::Done,
            (0, _) => Status::Wanting,
            _ => Status::Wrong,
        })
    }
}

/// Checks one file. What people and editors read is told at once, and of what was found only its number is kept.
fn check(input: &Input, form: Form, manner: Manner, out: &mut dyn Write) -> io::Result<OfFile> {
    let file = input.name();
    if let Input::Packed(packed) = input {
        return check_packed(file, packed, form, out);
    }
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(words) => {
            print::say(&format!("{file}: {words}"));
            return Ok(OfFile { file, unreadable: Some(words), ..OfFile::default() });
        }
    };
    let mut report = format::check(&bytes, &input.origin());
    let more_warnings = report.told_of_more();
    let told = match form {
        Form::Human => Some(format::human_within(&report, manner.styled, manner.columns.unwrap_or(usize::MAX))),
        Form::Short => {
            let more = more_warnings.map(|more| format!("{file}: {more}\n"));
            Some(format::short(&report) + &more.unwrap_or_default())
        }
        Form::Json | Form::Sarif => None,
    };
    let (errors, warnings) = (report.errors(), report.warnings());
    let mut diagnostics = std::mem::take(&mut report.diagnostics);
    if let Some(told) = told {
        out.write_all(told.as_bytes())?;
        // Each file's problems are seen while the next one is read.
        out.flush()?;
        diagnostics = Vec::new();
    }
    let quotes_not_found = report.quotes.iter().filter(|quoted| quoted.outcome.is_missing()).count();
    let unsearched = report.quotes.iter().filter(|quoted| matches!(quoted.outcome, Outcome::Unsearched(_))).count();
    Ok(OfFile {
        file,
        errors,
        warnings,
        left_out: report.left_out,
        more_warnings,
        quotes_looked_up: report.quotes.len() - unsearched,
        quotes_not_found,
        diagnostics,
        ..OfFile::default()
    })
}

/// Checks a debate in a pack. What could be wrong with it in YAML was checked when it was packed.
fn check_packed(file: String, packed: &Packed, form: Form, out: &mut dyn Write) -> io::Result<OfFile> {
    if let Err(fault) = packed.verified() {
        let words = fault.to_string();
        print::say(&format!("{file}: {words}"));
        return Ok(OfFile { file, unreadable: Some(words), ..OfFile::default() });
    }
    let (stale, not_compared, packed_with) = (packed.changed_files(true), packed.missing_files(), packed.warnings());
    if let Form::Human | Form::Short = form {
        for changed in &stale {
            writeln!(out, "{file}: warning: {changed} has changed since it was packed")?;
        }
        if packed_with > 0 {
            let warnings = count(packed_with, "warning", "warnings");
            let tells = packed.yaml().map_or_else(String::new, |yaml| {
                format!("; agon check {} tells of them as they are now", clean_line(&yaml.to_string_lossy()))
            });
            writeln!(out, "{file}: warning: its YAML had {warnings} when it was packed{tells}")?;
        }
        out.flush()?;
        if !not_compared.is_empty() {
            print::say(&format!("{file}: not compared with what is not there: {}", not_compared.join(", ")));
        }
    }
    Ok(OfFile {
        file,
        warnings: stale.len() + packed_with,
        stale,
        not_compared,
        warnings_when_packed: Some(packed_with),
        ..OfFile::default()
    })
}

impl Sum {
    fn sarif(&self) -> serde_json::Value {
        let diagnostics: Vec<Diagnostic> = self.files.iter().flat_map(|file| file.diagnostics.clone()).collect();
        let unread = self.files.iter().filter_map(|file| {
            let left_out = (file.left_out > 0).then(|| format!("{} more problems are not told", file.left_out));
            Some((file.file.clone(), file.unreadable.clone().or(left_out)?))
        });
        let notes = self.files.iter().filter_map(|file| Some((file.file.clone(), file.more_warnings?.to_owned())));
        format::sarif(&diagnostics, &unread.collect::<Vec<_>>(), &notes.collect::<Vec<_>>())
    }

    /// `3 files: 2 errors, 1 warning`.
    fn in_words(&self, unreadable: usize) -> String {
        let mut parts = Vec::new();
        for (number, one, many) in [
            (unreadable, "could not be read", "could not be read"),
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
        ] {
            if number > 0 {
                parts.push(count(number, one, many));
            }
        }
        let left_out: usize = self.files.iter().map(|file| file.left_out).sum();
        if left_out > 0 {
            parts.push(format!("{left_out} more not told"));
        }
        let subject = match self.files.as_slice() {
            [one] => one.file.clone(),
            files => count(files.len(), "file", "files"),
        };
        let mut words = if parts.is_empty() { "no errors, no warnings".to_owned() } else { parts.join(", ") };
        let looked_up: usize = self.files.iter().map(|file| file.quotes_looked_up).sum();
        let not_found: usize = self.files.iter().map(|file| file.quotes_not_found).sum();
        if looked_up > 0 {
            let not_found = if not_found == 0 { "all found".to_owned() } else { format!("{not_found} not found") };
            words = format!("{words}; {} looked up, {not_found}", count(looked_up, "quote", "quotes"));
        }
        format!("{subject}: {words}")
    }
}
