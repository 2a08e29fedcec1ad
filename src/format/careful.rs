//! The careful way from bytes to a debate: everything that is wrong, with its place.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use serde::Deserialize as _;

use super::advice::{Advice, Advised, Errors};
use super::code::Code;
use super::diagnostic::{Finding, Read, Report};
use super::excerpt::Excerpt;
use super::include::{Files, Inclusions, Opened, Refused, SourceFolders};
use super::lines::{Texts, quoted};
use super::nearest::Nearest;
use super::problem::{Problem, ProblemKind};
use super::resolve::resolve;
use super::rule::Rule;
use super::runs::Cutting;
use super::shape::{File, Included, WithSections};
use super::sound::{Merging, Sound};
use super::structure::Checked;
use super::tree::Kind;
use super::wording::Teller;
use super::{Origin, Progress, advice, bytes, grafting, grower, limits, schema, structure};
use crate::debate::Debate;

/// What may stand in the main file of a debate, and in those that it includes.
struct Rules {
    main: Rule,
    included: Rule,
}

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| {
    let (main, included) = (schema::schema(), schema::schema_of_included());
    Some(Rules { main: Rule::of_file(&main)?, included: Rule::of_file(&included)? })
});

/// All that is wrong, and the debate when there is no error.
pub(super) fn check(raw: &[u8], origin: &Origin, files: &mut dyn Files, cutting: Cutting) -> Report {
    let progress = Progress::default();
    if raw.len() > limits::CAREFUL {
        return of_large(raw, origin, files, cutting, &progress);
    }
    let mut careful = Careful::new(origin, raw.len(), files, cutting, &progress);
    let Some(Resolved { sound, file, debate }) = careful.resolved(raw) else {
        return Report::new(careful.findings, &careful.texts, None);
    };
    let is_whole = careful.findings.is_empty();
    let errors = Errors::of(&careful.findings);
    let text = careful.texts.text();
    let advised = Advised { debate: &debate, file: Some(&file), sound: &sound, text, origin, errors: &errors };
    let Advice { findings, is_partial, quotes } = advice::advise(&advised, &mut careful.nearest);
    careful.findings.extend(findings);
    let (read, partial) = if is_whole { (Some(Read { debate, quotes }), None) } else { (None, Some(debate)) };
    // What is left behind is large.
    let bytes = careful.texts.text().len();
    let report = || Report::new(careful.findings, &careful.texts, read);
    let (report, ()) = cutting.both(bytes, report, || drop((sound, file, partial)));
    Report { more_warnings: is_partial, ..report }
}

/// The debate; where there is an error, all errors, and no warnings; where it was given up, nothing.
#[expect(clippy::result_large_err, reason = "a debate is as large")]
pub(super) fn read(raw: &[u8], origin: &Origin, files: &mut dyn Files, progress: &Progress) -> Result<Debate, Report> {
    if raw.len() > limits::CAREFUL {
        return Err(of_large(raw, origin, files, Cutting::USUAL, progress));
    }
    let mut careful = Careful::new(origin, raw.len(), files, Cutting::USUAL, progress);
    match careful.resolved(raw) {
        _ if progress.is_given_up() => Err(Report::default()),
        Some(Resolved { debate, .. }) if careful.findings.is_empty() => Ok(debate),
        _ => Err(Report::new(careful.findings, &careful.texts, None)),
    }
}

/// Errors of a file that is larger than what the careful way reads; where it was given up, nothing.
pub(super) fn of_large(
    raw: &[u8],
    origin: &Origin,
    files: &mut dyn Files,
    cutting: Cutting,
    progress: &Progress,
) -> Report {
    let too_large = || Report::new(vec![bytes::too_large(raw)], &Texts::of(&origin.name, ""), None);
    if progress.is_given_up() {
        return Report::default();
    }
    let Some(mut excerpt) = Excerpt::of(raw, origin, cutting, limits::EXCERPTED, progress) else { return too_large() };
    let mut careful = Careful::new(origin, excerpt.text.len(), files, cutting, progress);
    careful.left_out = std::mem::take(&mut excerpt.left_out);
    careful.incomplete = excerpt.is_incomplete;
    careful.resolved(&excerpt.text);
    if progress.is_given_up() {
        return Report::default();
    }
    if careful.findings.is_empty() {
        return too_large();
    }
    let mut report = Report { more_warnings: true, ..Report::new(careful.findings, &careful.texts, None) };
    let own = careful.texts.name(0);
    for told in &mut report.diagnostics {
        if told.file == own {
            told.line = excerpt.line(told.line);
        }
        for related in told.related.iter_mut().filter(|related| related.file == own) {
            related.line = excerpt.line(related.line);
        }
    }
    report
}

/// What the files of a debate say, as far as it is sound: without findings, all of it.
struct Resolved<'a> {
    sound: Sound<'a>,
    file: File,
    debate: Debate,
}

/// What one file of a debate says, without those that it includes, when its shape is sound; what its ids and words mean
/// is not looked at.
pub(super) fn file(raw: &[u8], is_main: bool) -> Option<File> {
    let text = bytes::text(raw).ok()?;
    let progress = Progress::default();
    if is_main {
        shape_in(&text, true, &progress)
    } else {
        shape_in::<Included>(&text, false, &progress).map(File::from)
    }
}

/// The same of a text, which is read in one piece; none either where it was given up.
pub(super) fn shape_in<T: WithSections>(text: &str, is_main: bool, progress: &Progress) -> Option<T> {
    let rules = RULES.as_ref()?;
    let rule = if is_main { &rules.main } else { &rules.included };
    let mut findings = Vec::new();
    let tree = grower::grow_with(text, &mut findings, progress);
    if progress.is_given_up() {
        return None;
    }
    let Checked { sound, .. } = structure::check(&tree, text, rule, &mut Nearest::new(), &mut findings)?;
    drop(tree);
    if !findings.is_empty() || progress.is_given_up() {
        return None;
    }
    T::deserialize(&sound).ok()
}

/// A debate on its way from its files.
struct Careful<'a, 'f> {
    origin: &'a Origin,
    cutting: Cutting,
    progress: &'a Progress,
    inclusions: Inclusions<'f>,
    texts: Texts<'a>,
    findings: Vec<Finding>,
    nearest: Nearest,
    /// Parts of the texts that could not be read.
    unread: Vec<Range<usize>>,
    /// Words in them, or below keys that the format does not have, which may be the ids of entries.
    unread_ids: HashSet<String>,
    /// The ids of entries that are not among the texts.
    left_out: HashSet<String>,
    /// A file that belongs to the debate could not be read at all.
    incomplete: bool,
    /// Where each file is first included.
    included: HashMap<String, Range<usize>>,
}

impl<'a, 'f> Careful<'a, 'f> {
    fn new(
        origin: &'a Origin,
        bytes: usize,
        files: &'f mut dyn Files,
        cutting: Cutting,
        progress: &'a Progress,
    ) -> Self {
        Self {
            origin,
            cutting,
            progress,
            inclusions: Inclusions::new(origin, bytes, limits::CAREFUL, files),
            texts: Texts::default(),
            findings: Vec::new(),
            nearest: Nearest::new(),
            unread: Vec::new(),
            unread_ids: HashSet::new(),
            left_out: HashSet::new(),
            incomplete: false,
            included: HashMap::new(),
        }
    }

    /// Reads all files and finds all errors. None where there is nothing to go on with.
    fn resolved(&mut self, raw: &'a [u8]) -> Option<Resolved<'a>> {
        let Some(rules) = &*RULES else { return self.inconsistent() };
        let main = self.file(bytes::text(raw), &self.origin.name, &rules.main)?;
        let (sound, folders) = self.with_included(main);
        // The rules of a newer format are not known.
        if let Some(at) = self.findings.iter().position(|finding| finding.code == Code::NewerVersion) {
            let newer = self.findings.swap_remove(at);
            self.findings = vec![newer];
            return None;
        }
        if self.progress.is_given_up() {
            return None;
        }
        let Some(file) = shape_of(&sound) else {
            return self.inconsistent();
        };
        self.progress.found_all(file.statements() as u64);
        let (parts, problems) = resolve(&file, &folders, self.origin);
        if self.progress.is_given_up() {
            return None;
        }
        let certain: Vec<&Problem> = problems.iter().filter(|problem| self.is_certain(problem)).collect();
        let nearest = &mut self.nearest;
        let tell = || {
            let mut teller = Teller::new(&sound, &file, nearest, &certain);
            certain.iter().filter_map(|problem| teller.finding(problem)).collect::<Vec<_>>()
        };
        let (findings, debate) = self.cutting.both(self.texts.text().len(), tell, || Debate::new(parts));
        self.findings.extend(findings);
        Some(Resolved { sound, file, debate })
    }

    /// What may stand in a part that could not be read cannot be known to be missing.
    fn is_certain(&self, problem: &Problem) -> bool {
        match &problem.kind {
            ProblemKind::Dangling { id, .. } | ProblemKind::WrongKind { id, .. } if self.left_out.contains(id) => false,
            ProblemKind::Dangling { id, .. } => {
                !self.incomplete && !self.unread_ids.contains(id) && !self.may_stand_unread(id)
            }
            ProblemKind::WrongKind { .. } => !self.incomplete,
            _ => true,
        }
    }

    /// Whether `word` stands anywhere in what could not be read.
    fn may_stand_unread(&self, word: &str) -> bool {
        let is_whole = |unread: &str, at: usize| {
            let in_id = |c: char| crate::debate::is_id(c.encode_utf8(&mut [0; 4]));
            let (before, rest) = unread.split_at(at);
            let behind = rest.get(word.len()..).unwrap_or_default();
            !before.ends_with(in_id) && !behind.starts_with(in_id)
        };
        let parts = self.unread.iter().filter_map(|range| self.texts.text().get(range.clone()));
        !word.is_empty()
            && parts.into_iter().any(|unread| unread.match_indices(word).any(|(at, _)| is_whole(unread, at)))
    }

    /// What is sound of one file. Its text stands behind those of the others from now on, whatever is wrong with it.
    fn file(&mut self, text: Result<Cow<'a, str>, Box<bytes::Unread>>, name: &str, rule: &Rule) -> Option<Sound<'a>> {
        match text {
            Ok(text) => self.text(text, name, rule),
            Err(unread) => {
                self.findings.push(unread.finding.behind(self.texts.next()));
                self.texts.push(name, unread.shown.into());
                self.incomplete = true;
                None
            }
        }
    }

    fn text(&mut self, text: Cow<'a, str>, name: &str, rule: &Rule) -> Option<Sound<'a>> {
        let sound = match &text {
            Cow::Borrowed(text) => self.sound(text, rule),
            Cow::Owned(text) => self.sound(text, rule).map(Sound::into_owned),
        };
        self.texts.push(name, text);
        sound
    }

    /// What is sound of a text that will stand behind the others.
    fn sound<'t>(&mut self, text: &'t str, rule: &Rule) -> Option<Sound<'t>> {
        let before = self.texts.next();
        let is_main = before == 0;
        let mut findings = Vec::new();
        self.progress.expect(text.len());
        let tree = grafting::grow(text, &mut findings, self.cutting, self.progress);
        if self.progress.is_given_up() {
            return None;
        }
        let behind = |range: Range<usize>| range.start + before..range.end + before;
        let mut checked = None;
        if !tree.is_nothing() {
            checked = structure::check(&tree, text, rule, &mut self.nearest, &mut findings);
        } else if findings.is_empty() && is_main {
            let finding = Finding::new(Code::Nothing, 0..0, "there is no debate in this file")
                .help("a debate begins with `agon: 1` and a `title: …`");
            findings.push(finding);
        }
        let is_mapping = tree.root.as_ref().is_some_and(|root| matches!(tree.node(root).kind, Kind::Map { .. }));
        self.incomplete |= !is_mapping && !findings.is_empty();
        self.unread.extend(tree.unread.into_iter().map(behind));
        self.findings.extend(findings.into_iter().map(|finding| finding.behind(before)));
        if self.cutting.is_worth_threads(text.len()) {
            tree.parts.into_par_iter().for_each(drop);
        }
        let Checked { mut sound, unread_ids } = checked?;
        self.unread_ids.extend(unread_ids);
        sound.shift(before);
        Some(sound)
    }

    /// The sound parts of the main file with those of all that it includes, and where the paths of sources begin.
    fn with_included(&mut self, main: Sound<'a>) -> (Sound<'a>, SourceFolders) {
        let named = main.included();
        let mut merging = Merging::new(main);
        self.include(named, &mut merging);
        let (sound, folders, findings) = merging.finish();
        self.findings.extend(findings);
        (sound, folders)
    }

    fn include(&mut self, named: Vec<(String, Range<usize>)>, merging: &mut Merging<'a>) {
        let Some(rules) = &*RULES else { return };
        for (path, at) in named {
            if path.is_empty() {
                self.incomplete = true;
                continue;
            }
            match self.inclusions.open(&path) {
                Ok(Opened { path, bytes }) => {
                    self.included.insert(path.clone(), at);
                    self.inclusions.enter(path.clone());
                    let folder = Path::new(&self.origin.name).parent().unwrap_or(Path::new(""));
                    let name = folder.join(&path).display().to_string();
                    let text = bytes::text(&bytes).map(|text| Cow::Owned(text.into_owned()));
                    if let Some(sound) = self.file(text, &name, &rules.included) {
                        let named = sound.included();
                        merging.add(sound, self.inclusions.folder());
                        self.include(named, merging);
                    }
                    self.inclusions.leave();
                }
                Err(refused) => {
                    // What it would bring is there already, or cannot be known.
                    self.incomplete |= !matches!(refused, Refused::Twice(_) | Refused::Circle);
                    let finding = self.refused(refused, &path, at);
                    self.findings.push(finding);
                }
            }
        }
    }

    fn refused(&self, refused: Refused, path: &str, at: Range<usize>) -> Finding {
        let path = quoted(path);
        match refused {
            Refused::Words(why) => Finding::new(Code::BadInclude, at, format!("{path} cannot be included: {why}"))
                .help("name a file beside this one or below, by the way there: `people.yaml`, `parts/people.yaml`"),
            Refused::TooLarge => {
                let most = limits::CAREFUL >> 20;
                let message = format!("with {path} the debate has more than {most} megabytes");
                Finding::new(Code::TooLarge, at, message).label("something needs more care than so many get")
            }
            Refused::Circle => Finding::new(Code::IncludedTwice, at, format!("{path} includes itself by this"))
                .help("take it out here: all files of a debate share their ids"),
            Refused::Twice(file) => {
                let finding = Finding::new(Code::IncludedTwice, at, format!("{path} is included already"))
                    .label("included again here")
                    .help("take it out here: all files of a debate share their ids");
                match self.included.get(&file) {
                    Some(first) => finding.related(first.clone(), "first included here"),
                    None => finding,
                }
            }
        }
    }

    /// The rules took what the shape does not take. A test excludes it; should it happen, it must not pass for a debate.
    fn inconsistent<T>(&mut self) -> Option<T> {
        if self.findings.is_empty() {
            self.findings.push(Finding::new(Code::WrongType, 0..1, "this file does not have the shape of a debate"));
        }
        None
    }
}

fn shape_of(sound: &Sound) -> Option<File> {
    File::deserialize(sound).ok()
}
