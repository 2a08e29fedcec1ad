//! `agon new`: a small debate to begin with.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::debate::clean_line;
use crate::format::edit::text_in_yaml;

use super::Status;
use super::aside::create;
use super::print;

const TEMPLATE: &str = include_str!("../../assets/new.yaml");

/// The line of the template that the title stands in.
const TITLE: &str = "title: Should night trains be subsidised?";

/// Write a small debate with comments that teach the format
///
/// An existing file is never overwritten.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The file to write, or `-` for standard output
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// The title of the debate
    #[arg(long, allow_hyphen_values = true)]
    title: Option<String>,
}

impl New {
    pub(super) fn run(&self, out: &mut dyn Write) -> io::Result<Status> {
        let text = match self.title.as_deref().map(str::trim) {
            Some("") => {
                print::say("a debate's title cannot be empty");
                return Ok(Status::Wrong);
            }
            Some(title) => TEMPLATE.replacen(TITLE, &format!("title: {}", text_in_yaml(title)), 1),
            None => TEMPLATE.to_owned(),
        };
        if self.file.as_os_str() == "-" {
            out.write_all(text.as_bytes())?;
            return Ok(Status::Done);
        }
        let name = clean_line(&self.file.to_string_lossy()).into_owned();
        if let Err(words) = create(&self.file, text.as_bytes()) {
            print::say(&format!("{name}: {words}"));
            return Ok(Status::Wrong);
        }
        print::say(&format!(
            "{name} is written: agon {name} shows it, agon check {name} checks it, agon add adds to it"
        ));
        Ok(Status::Done)
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{self, Origin};

    use super::*;

    #[test]
    fn the_template_checks_clean_and_has_a_title_to_replace() {
        let report = format::check(TEMPLATE.as_bytes(), &Origin::named("new.yaml"));
        assert_eq!(format::human(&report, false), "");
        assert!(report.debate.is_some_and(|debate| TITLE.ends_with(debate.title().as_str())));
        assert_eq!(TEMPLATE.matches(TITLE).count(), 1);
    }
}
