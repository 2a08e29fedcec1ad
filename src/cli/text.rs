//! `agon show ID --text`: the local text of a source with its quotes marked, as the screen shows it.

use std::io::{self, Write};
use std::path::Path;

use crate::app::quoted_text::{QuotedText, quotes};
use crate::app::wording::{count, wrap_ranges};
use crate::app::{Place, citing};
use crate::debate::{Debate, clean_line};
use crate::format;

use super::Status;
use super::print::{self, Entry, Manner};

/// The sign beside a row with words that are quoted.
const SIGN: char = '»';

/// Prints the text of the source of `place`: in the margin the number of each quote that begins in a row and a sign
/// beside every row that is quoted, and below the text who says each quote to what.
pub(super) fn write(
    debate: &Debate,
    folder: Option<&Path>,
    place: Place,
    columns: usize,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<Status> {
    let mut sources = citing::sources(debate, place).into_iter();
    let found = sources.find_map(|source| Some((source, debate.source(source).text.as_ref()?)));
    let (Some((index, path)), Some(folder)) = (found, folder) else {
        print::say("the debate has no local copy of a source here");
        return Ok(Status::Wanting);
    };
    let raw = match format::local_text(path, folder) {
        Ok(raw) => raw,
        Err(why) => {
            print::say(&format!("{path} cannot be read: {}", clean_line(&why)));
            return Ok(Status::Wanting);
        }
    };
    let quoted = QuotedText::new(&raw, &quotes(debate, index));
    drop(raw);
    writeln!(out, "{}\n", manner.bold(&clean_line(&debate.source(index).title)))?;
    let digits = quoted.quotes().len().to_string().len();
    let margin = 2 * digits + 1;
    let mut start = 0;
    for line in quoted.text()[..quoted.end()].split('\n') {
        for row in wrap_ranges(line, columns.saturating_sub(margin + 3).max(1)) {
            let row = start + row.start..start + row.end;
            let mut begin: Vec<usize> = Vec::new();
            let mut sign = ' ';
            for (part, quote) in quoted.parts_in(&row) {
                sign = SIGN;
                if quoted.quotes()[quote].parts.first() == Some(&part) && part.start >= row.start {
                    begin.push(quote + 1);
                }
            }
            // They are numbered in the order in which they begin.
            let number = match (begin.last(), begin.first()) {
                (Some(first), Some(last)) if first < last => format!("{first}-{last}"),
                (Some(only), _) => only.to_string(),
                _ => String::new(),
            };
            let text = format!("{number:>margin$} {sign} {}", &quoted.text()[row]);
            writeln!(out, "{}", text.trim_end())?;
        }
        start += line.len() + 1;
    }
    writeln!(out, "\n{}", manner.dim(&count(quoted.quotes().len(), "quote", "quotes")))?;
    for (place, quote) in quoted.quotes().iter().enumerate() {
        let said = debate.attribution(quote.mention);
        let statement = debate.statement(quote.mention.statement);
        let missing = if quote.is_found { "" } else { "not found in this text: " };
        let words = format!("{missing}{} {}: ", debate.actor(said.actor).name, said.stance.verb());
        let before = format!("{:>digits$} ", place + 1);
        Entry { before: &before, words: &words, text: statement.wording(), id: &statement.id, bold: false }
            .write(manner, out)?;
        if !quote.is_found {
            let told = said.quote.as_deref().unwrap_or_default();
            print::paragraph(manner, out, digits + 1, &format!("“{}”", clean_line(told)))?;
        }
    }
    Ok(if quoted.missing() == 0 { Status::Done } else { Status::Wanting })
}
