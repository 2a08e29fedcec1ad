//! `agon explain`: what a code of `agon check` means.

use std::io::{self, Write};

use clap::Args;

use crate::debate::clean_line;
use crate::format::{Explanation, explanations};

use super::print::{self, Manner};
use super::{Format, HowToPrint, Status};

const JSON: &str = "\
As JSON: code, severity, title, story, and an example as two files, wrong and
right; without CODE, a list of these.";

/// Tell what a code of agon check means, with an example and its correction
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Explain {
    /// The code, such as E0018 [default: all of them, a line each]
    #[arg(value_name = "CODE")]
    code: Option<String>,
    #[command(flatten)]
    print: HowToPrint,
}

impl Explain {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        let Some(code) = &self.code else {
            match self.print.format {
                Format::Json => print::json(out, &explanations().collect::<Vec<_>>())?,
                Format::Human => {
                    for Explanation { code, title, .. } in explanations() {
                        writeln!(out, "{}  {title}", manner.bold(code))?;
                    }
                }
            }
            return Ok(Status::Done);
        };
        let Some(explanation) = explanations().find(|explanation| explanation.code.eq_ignore_ascii_case(code)) else {
            print::say(&format!("there is no code {}; {}", clean_line(code), meant(code)));
            return Ok(Status::Wanting);
        };
        match self.print.format {
            Format::Json => print::json(out, &explanation)?,
            Format::Human => tell(&explanation, manner, out)?,
        }
        Ok(Status::Done)
    }
}

fn tell(explanation: &Explanation, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let Explanation { code, severity, title, story, example } = explanation;
    writeln!(out, "{}", manner.bold(&format!("{}[{code}]: {title}", severity.word())))?;
    for part in story.split("\n\n") {
        writeln!(out)?;
        for line in part.lines() {
            print::paragraph(manner, out, 0, line)?;
        }
    }
    for (heading, file) in example.iter().flat_map(|example| [("Wrong:", example.wrong), ("Right:", example.right)]) {
        writeln!(out, "\n{}\n", manner.bold(heading))?;
        for line in file.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// Which code may have been meant by `word`, in words.
fn meant(word: &str) -> String {
    let upper: String = word.chars().take(16).collect::<String>().to_uppercase();
    // A number alone, or with too few zeros, is the commonest slip.
    let digits = upper.trim_start_matches(['E', 'W']).trim_start_matches('0');
    let padded = format!("{}{digits:0>4}", if upper.starts_with('W') { 'W' } else { 'E' });
    let nearest = explanations()
        .map(|explanation| explanation.code)
        .map(|code| (strsim::osa_distance(&padded, code), code))
        .min()
        .filter(|(distance, _)| *distance <= 1 && digits.contains(|c: char| c.is_ascii_digit()));
    match nearest {
        Some((_, code)) => format!("did you mean {code}?"),
        None => "`agon explain` lists all".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn near_codes_are_named() {
        for (word, code) in
            [("18", Some("E0018")), ("E18", Some("E0018")), ("w3", Some("W0003")), ("E00018", Some("E0018"))]
        {
            assert_eq!(Some(meant(word)), code.map(|code| format!("did you mean {code}?")), "{word}");
        }
        for word in ["", "E", "W", "supports", "E9999", "\u{202e}"] {
            assert_eq!(meant(word), "`agon explain` lists all", "{word}");
        }
    }
}
