//! What each code means, at length.

use serde::Serialize;

use super::code::{Code, Severity};

/// The long story of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The code: `E0018`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it stands for, in few words.
    pub title: &'static str,
    /// Why it is told and what to do, in paragraphs with a blank line between them; a line that begins with a dash is
    /// an item of a list.
    pub story: &'static str,
    /// A file that has it and the same without; none where such a file could not be shown.
    #[serde(flatten)]
    pub example: Option<Example>,
}

/// A file before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Example {
    /// A file in which the code is told, and no other.
    pub wrong: &'static str,
    /// The same corrected: nothing is told of it.
    pub right: &'static str,
}

/// The explanations of all codes, in their order.
pub fn explanations() -> impl Iterator<Item = Explanation> {
    Code::ALL.iter().map(|code| {
        let written = code.explanation();
        let story = written.split_once(WRONG).map_or(written, |(story, _)| story).trim();
        let example = block(written, WRONG).zip(block(written, RIGHT)).map(|(wrong, right)| Example { wrong, right });
        Explanation { code: code.word(), severity: code.severity(), title: code.title(), story, example }
    })
}

const WRONG: &str = "```yaml wrong\n";
const RIGHT: &str = "```yaml right\n";

/// What stands between `opening` and the next fence.
fn block<'a>(written: &'a str, opening: &str) -> Option<&'a str> {
    Some(written.split_once(opening)?.1.split_once("```")?.0)
}
