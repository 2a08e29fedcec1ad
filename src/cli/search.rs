//! `agon search`: find statements, quotes, actors, sources, events and tags.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;
use std::rc::Rc;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;

use crate::app::excerpt::excerpt;
use crate::app::finder::{Group, Heading, RANKED, group};
use crate::app::glyph::Glyph;
use crate::app::marks::Marks;
use crate::app::wording::{count, width};
use crate::app::{Place, speakers};
use crate::debate::{Debate, clean_line};
use crate::search::{self, Correction, Field, Hit, Index, Partial, Passage, Query, Remark, Results};

use super::print::{self, Manner};
use super::{Debates, Format, HowToPrint, Status, json, load};

const JSON: &str = "\
As JSON:
  query; total: how many were found
  corrections: a list of typed, shown
  partial: where nothing has all words of the query: words, how many the hits have; of, how many there are that
    do not only join others or ask
  faults, meanings: what of the query is not understood, and what its fields were taken to mean, lists of
    start, end: where it stands in the query, in characters from 0; words
  hits: the best ones, a list of
    file; type, id, text: what it is
    path: the way down to it, a list of type, id, text
    found_in: which of its texts; passage: that text
    marks: what matched there, pairs of start and end in characters from 0
    also: other texts of it with words that this one has not, a list of found_in, passage, marks, as above
    by_letters: whether some letters of a name found it, not words
    speaker: where letters of a speaker's name belong to it: passage, marks, as above
    missing: the words it has not, where nothing has all
    score: how good, to compare within one list";

/// Find statements, quotes, actors, sources, events and tags
///
/// Words are found by their beginnings; accents, capitals and small typing errors are forgiven. All must occur (where
/// nothing has all, what has most of them is shown and told), in quotation marks just so and side by side; -without, or
/// NOT without, leaves out what says a word itself or has it as a tag, an id or a speaker; OR is between two of which one
/// is enough, and brackets go around what belongs together. What is typed as an id, a name or a title stands first. Fields
/// ask for statements: by:franks, in:SOURCE, kind:rebuttal, stance:denies, is:unanswered, is:unsourced, has:quote,
/// is:bookmarked, is:noted, is:unread (your own marks), tag:NAME, answers:ID, under:ID, near:ID, date:2024-08..2024-09. A
/// line ends with what agon show takes.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Search {
    /// What to look for
    #[arg(value_name = "QUERY", required = true, allow_hyphen_values = true)]
    query: String,
    #[command(flatten)]
    debates: Debates,
    /// At most so many, the best ones
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Put the hits together by question
    #[arg(long)]
    by_question: bool,
    #[command(flatten)]
    print: HowToPrint,
}

/// Speakers of a hit that are told.
const SPEAKERS: usize = 2;

/// Rows that one text of a hit takes at most; agon show prints all of it.
const ROWS: usize = 6;

/// Columns of a row where there is no terminal.
const COLUMNS: usize = 160;

/// A hit and the debate it is in.
struct Found<'a> {
    /// Which of the debates.
    place_of_debate: usize,
    file: &'a str,
    debate: &'a Debate,
    hit: Hit,
    query: Rc<Query>,
    /// The words it has not, where nothing has all.
    missing: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    query: &'a str,
    total: usize,
    corrections: Vec<Corrected<'a>>,
    partial: Option<Partly>,
    faults: Vec<Remarked<'a>>,
    meanings: Vec<Remarked<'a>>,
    hits: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Corrected<'a> {
    typed: &'a str,
    shown: &'a str,
}

#[derive(Debug, Serialize)]
struct Partly {
    words: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct Remarked<'a> {
    start: usize,
    end: usize,
    words: &'a str,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    file: &'a str,
    #[serde(flatten)]
    reference: json::Reference<'a>,
    path: Vec<json::Reference<'a>>,
    #[serde(flatten)]
    found: Text,
    also: Vec<Text>,
    by_letters: bool,
    speaker: Option<Called<'a>>,
    missing: &'a [String],
    score: f32,
}

#[derive(Debug, Serialize)]
struct Called<'a> {
    passage: &'a str,
    marks: Vec<(usize, usize)>,
}

#[derive(Debug, Serialize)]
struct Text {
    found_in: &'static str,
    passage: String,
    marks: Vec<(usize, usize)>,
}

impl Text {
    fn of(passage: &Passage) -> Self {
        Self { found_in: passage.field.word(), passage: passage.text.to_string(), marks: characters(passage) }
    }
}

impl Search {
    pub(super) fn run(&self, manner: Manner, out: &mut dyn Write) -> io::Result<Status> {
        if self.debates.paths.iter().any(|path| load::is_stray_word(path)) {
            let words: Vec<_> = self.debates.paths.iter().map(|path| path.to_string_lossy()).collect();
            let all = format!("{} {}", self.query, words.join(" "));
            print::say(&format!("to look for several words, put them in quotes: agon search \"{}\"", clean_line(&all)));
            return Ok(Status::Wrong);
        }
        if self.query.trim().is_empty() {
            print::say("there is nothing to look for; words are found, and fields: agon search --help tells of them");
            return Ok(Status::Wrong);
        }
        let (debates, mut status) = self.debates.read_those_that_open();
        let indexed = |(file, debate): (String, Debate)| match self.debates.index_of(&file, &debate) {
            Ok(index) => {
                let index = index.unwrap_or_else(|| Index::new(&debate));
                Some(((file, debate), index))
            }
            Err(refusal) => {
                status = status.max(refusal.say(&file));
                None
            }
        };
        let (debates, indexes): (Vec<(String, Debate)>, Vec<Index>) = debates.into_iter().filter_map(indexed).unzip();
        if debates.is_empty() {
            return Ok(status);
        }
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        // A question's heading tells of all its hits, also of those that are not printed.
        let ranked = if self.by_question { limit.max(RANKED) } else { limit };
        let mut total = 0;
        let mut corrections: Vec<Correction> = Vec::new();
        let mut found = Vec::new();
        let mut queries: Vec<Query> = Vec::new();
        let began = Instant::now();
        // Marks are looked up where the query asks for them.
        let mut without_marks = Vec::new();
        let mut search = |((file, debate), index): (&(String, Debate), &Index)| {
            let marks = OnceCell::new();
            let marked = |mark| {
                let marks = marks.get_or_init(|| self.debates.marks_of(file));
                Some(marks.as_ref().unwrap_or(&Marks::default()).carried(mark, debate))
            };
            let results = index.search_with_marks(debate, &marked, &self.query, ranked);
            without_marks.extend(marks.into_inner().and_then(Result::err));
            results
        };
        let mut all: Vec<Results> = debates.iter().zip(&indexes).map(&mut search).collect();
        let partial = search::keep_the_fullest(&mut all);
        for ((place_of_debate, (file, debate)), results) in debates.iter().enumerate().zip(all) {
            total += results.total;
            let query = &Rc::new(results.query);
            found.extend(results.hits.into_iter().map(|hit| {
                let missing = if partial.is_some() { query.missing(debate, hit.entry) } else { Vec::new() };
                let missing = missing.into_iter().map(|word| clean_line(word).into_owned()).collect();
                Found { place_of_debate, file, debate, query: Rc::clone(query), missing, hit }
            }));
            for correction in results.corrections {
                if !corrections.contains(&correction) {
                    corrections.push(correction);
                }
            }
            queries.push(Query::clone(query));
        }
        let taken = began.elapsed();
        for words in without_marks {
            print::say(&words);
            status = status.max(Status::Wanting);
        }
        let (faults, meanings) = search::remarks(&queries);
        // Of one debate they are in order already; those of equal score stay in the order in which debates were named.
        found.sort_by(|one, other| other.hit.score.total_cmp(&one.hit.score));
        found.truncate(ranked);
        let groups = if self.by_question { group(&mut found, Found::heading) } else { Vec::new() };
        found.truncate(limit);
        if self.print.format == Format::Json {
            let answer = Answer {
                query: &clean_line(&self.query),
                total,
                corrections: corrections.iter().map(corrected).collect(),
                partial: partial.map(|Partial { words, of, .. }| Partly { words, of }),
                faults: faults.iter().map(|fault| self.remarked(fault)).collect(),
                meanings: meanings.iter().map(|meaning| self.remarked(meaning)).collect(),
                hits: found.iter().map(told).collect(),
            };
            print::json(out, &answer)?;
        } else {
            print_hits(&found, &groups, debates.len() > 1, manner, out)?;
            out.flush()?;
            for Remark { range, words } in faults.iter().chain(&meanings) {
                let piece = self.query.get(range.clone()).unwrap_or_default();
                let at = if words.contains(piece) { String::new() } else { format!("“{piece}”: ") };
                print::say(&clean_line(&format!("{at}{words}")));
            }
            if let Some(partial) = partial {
                print::say(&partial.in_words());
            }
            // Faults have told it already.
            if faults.is_empty() && queries.iter().all(Query::is_empty) {
                print::say(&format!("there is nothing to look for in “{}”", clean_line(&self.query)));
            } else {
                self.tell(&found, total, &corrections, taken);
            }
        }
        let is_wanting = total == 0 || !faults.is_empty();
        Ok(if is_wanting { status.max(Status::Wanting) } else { status })
    }

    fn remarked<'a>(&self, remark: &'a Remark) -> Remarked<'a> {
        let characters = |end: usize| self.query.get(..end).map_or(0, |before| before.chars().count());
        Remarked { start: characters(remark.range.start), end: characters(remark.range.end), words: &remark.words }
    }

    /// Words about what was found.
    fn tell(&self, found: &[Found<'_>], total: usize, corrections: &[Correction], taken: Duration) {
        for Correction { typed, shown } in corrections {
            print::say(&format!("showing “{shown}” for “{typed}”"));
        }
        if total == 0 {
            print::say(&format!("nothing found for “{}”", clean_line(&self.query)));
            return;
        }
        let by_letters = match found.iter().filter(|found| found.hit.is_by_letters()).count() {
            0 => "",
            all if all == found.len() => ", by letters of a name",
            _ => ", some by letters of a name",
        };
        let more = match found.len() {
            shown if shown < total => format!(", the best {shown} shown; --limit shows more"),
            _ => String::new(),
        };
        let milliseconds = taken.as_secs_f64() * 1000.0;
        print::say(&format!("{} in {milliseconds:.1} ms{by_letters}{more}", count(total, "hit", "hits")));
    }
}

/// Prints hits, under their questions where they are to stand together.
fn print_hits(
    hits: &[Found<'_>],
    groups: &[Group],
    with_file: bool,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (row, found) in hits.iter().enumerate() {
        if let Some(group) = groups.iter().find(|group| group.first == row) {
            let gap = if row > 0 { "\n" } else { "" };
            let words = clean_line(group.heading.words(found.debate));
            let number = count(group.count, "hit", "hits");
            writeln!(out, "{gap}{}  {}", manner.bold(&words), manner.dim(&number))?;
        }
        found.write(with_file, !groups.is_empty(), manner, out)?;
    }
    Ok(())
}

fn corrected(correction: &Correction) -> Corrected<'_> {
    Corrected { typed: &correction.typed, shown: &correction.shown }
}

fn told<'a>(found: &'a Found<'a>) -> Told<'a> {
    let place = found.place();
    let passages = found.hit.passages(found.debate, &found.query, &[]).needed;
    Told {
        file: found.file,
        reference: json::reference(found.debate, place),
        path: match place {
            Place::Statement(index) => json::path(found.debate, index),
            _ => Vec::new(),
        },
        found: Text::of(&found.hit.passage(found.debate, &found.query)),
        also: passages.iter().skip(1).map(Text::of).collect(),
        by_letters: found.hit.is_by_letters(),
        speaker: found.hit.speaker().map(|name| Called { passage: name.text.as_str(), marks: characters(name) }),
        missing: &found.missing,
        score: found.hit.score,
    }
}

/// The matches of a passage, in characters.
fn characters(passage: &Passage) -> Vec<(usize, usize)> {
    let text = passage.text.as_str();
    let at = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    passage.matches.iter().map(|range| (at(range.start), at(range.end))).collect()
}

impl Found<'_> {
    fn place(&self) -> Place {
        self.hit.entry.into()
    }

    fn heading(&self) -> (usize, Heading) {
        (self.place_of_debate, Heading::of(self.debate, self.place()))
    }

    /// What it is, who speaks, where it stands, unless a heading tells the question, and where not in its text the passage
    /// that was found.
    fn write(&self, with_file: bool, has_heading: bool, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        let place = self.place();
        let id = json::id(self.debate, place);
        let word = place.word(self.debate);
        let sign = Glyph::of_place(self.debate, place).sign(false);
        let title = place.title(self.debate);
        let passages = self.hit.passages(self.debate, &self.query, &[title]).needed;
        let marks = match self.hit.letters() {
            Some(name) if name.field != Field::Id && name.text.as_str() == title => name.matches.clone(),
            _ => self.query.highlight(title),
        };
        let title = shown(&clean_line(title), &marks, manner);
        writeln!(out, "{sign} {title}  {}", manner.dim(&clean_line(&id)))?;
        let mut about = word.to_owned();
        if with_file {
            let _ = write!(about, " in {}", self.file);
        }
        if let Place::Statement(index) = place {
            let speakers = speakers(self.debate, index, SPEAKERS);
            if !speakers.is_empty() {
                let _ = write!(about, " · {}", clean_line(&speakers));
            }
            let path = self.debate.path(index);
            let above = path.iter().skip(usize::from(has_heading)).filter(|step| **step != index);
            let steps: Vec<String> = above.map(|step| manner.cut(self.debate.statement(*step).wording(), 40)).collect();
            if !steps.is_empty() {
                let _ = write!(about, " · {}", steps.join(" › "));
            }
        }
        let room = manner.columns.map_or(usize::MAX, |columns| columns.saturating_sub(4));
        let about = if width(&about) > room { manner.cut(&about, room) } else { about };
        writeln!(out, "    {}", manner.dim(&about))?;
        for passage in passages {
            let text = shown(&clean_line(&passage.text), &passage.matches, manner);
            let text = if passage.field == Field::Quote { format!("“{text}”") } else { text };
            writeln!(out, "    {} {text}", manner.dim(&format!("{}:", passage.field.word())))?;
        }
        if let Some(speaker) = self.hit.speaker() {
            writeln!(out, "    {} {}", manner.dim("speaker:"), marked(&speaker.text, &speaker.matches, manner))?;
        }
        if !self.missing.is_empty() {
            writeln!(out, "    {} {}", manner.dim("without:"), self.missing.join(", "))?;
        }
        Ok(())
    }
}

/// A text with its matches in bold; of a very long one the part around them.
fn shown(text: &str, matches: &[Range<usize>], manner: Manner) -> String {
    let columns = manner.columns.unwrap_or(COLUMNS);
    let part = excerpt(text, matches, columns.saturating_mul(ROWS), true);
    marked(&part.text, &part.marks, manner)
}

/// `text` with its matches in bold, where there may be bold. It must be as long as the text that was matched, which it
/// is: on one line a newline becomes a blank, one byte for another.
fn marked(text: &str, matches: &[Range<usize>], manner: Manner) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in matches {
        let (Some(before), Some(matched)) = (text.get(done..range.start), text.get(range.clone())) else { break };
        out.push_str(before);
        out.push_str(&manner.bold(matched));
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
