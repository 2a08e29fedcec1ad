//! The careful way from bytes to a debate: everything that is wrong, with its place.

use std::sync::LazyLock;

use super::code::Code;
use super::diagnostic::{Finding, Read, Report};
use super::nearest::Nearest;
use super::problem::{Problem, ProblemKind};
use super::resolve::resolve;
use super::rule::Rule;
use super::shape::File;
use super::sound::Sound;
use super::structure::Checked;
use super::{Origin, advice, bytes, grower, schema, structure, wording};
use crate::debate::Debate;

static RULE: LazyLock<Option<Rule>> = LazyLock::new(|| Rule::of_file(&schema()));

pub(super) fn check(raw: &[u8], origin: &Origin) -> Report {
    let mut findings = Vec::new();
    let text = match bytes::text(raw) {
        Ok(text) => text,
        Err(unread) => return Report::new(vec![unread.finding], &unread.shown, origin, None),
    };
    let read = match &*RULE {
        Some(rule) => debate_of(&text, rule, origin, &mut findings),
        None => inconsistent(&mut findings),
    };
    Report::new(findings, &text, origin, read)
}

/// What a file says, when its shape is sound; what its ids and words mean is not looked at.
pub(super) fn file(raw: &[u8]) -> Option<File> {
    let text = bytes::text(raw).ok()?;
    let mut findings = Vec::new();
    let tree = grower::grow(&text, &mut findings);
    let Checked { sound, .. } = structure::check(&tree, RULE.as_ref()?, &mut Nearest::new(), &mut findings)?;
    findings.is_empty().then(|| shape_of(&sound)).flatten()
}

fn debate_of(text: &str, rule: &Rule, origin: &Origin, findings: &mut Vec<Finding>) -> Option<Read> {
    let mut nearest = Nearest::new();
    let tree = grower::grow(text, findings);
    if tree.is_nothing() {
        if findings.is_empty() {
            let finding = Finding::new(Code::Nothing, 0..0, "there is no debate in this file")
                .help("a debate begins with `agon: 1` and a `title: …`");
            findings.push(finding);
        }
        return None;
    }
    let Checked { sound, unread_ids } = structure::check(&tree, rule, &mut nearest, findings)?;
    // The rules of a newer format are not known.
    if let Some(at) = findings.iter().position(|finding| finding.code == Code::NewerVersion) {
        let newer = findings.swap_remove(at);
        findings.clear();
        findings.push(newer);
        return None;
    }
    let Some(file) = shape_of(&sound) else {
        return inconsistent(findings);
    };
    let (parts, problems) = resolve(&file, origin);
    // What may stand in a part that could not be read cannot be known to be missing.
    let told = |problem: &&Problem| match &problem.kind {
        ProblemKind::Dangling { id, .. } => !unread_ids.contains(id) && !tree.may_hold_unread(id, text),
        _ => true,
    };
    for problem in problems.iter().filter(told) {
        findings.extend(wording::finding(problem, &sound, &file, &mut nearest));
    }
    if !findings.is_empty() {
        return None;
    }
    let debate = Debate::new(parts);
    let quotes = advice::advise(&debate, &file, &sound, text, origin, &mut nearest, findings);
    Some(Read { debate, quotes })
}

fn shape_of(sound: &Sound) -> Option<File> {
    serde_json::from_value(sound.value()).ok()
}

/// The rules took what the shape does not take. A test excludes it; should it happen, it must not pass for a debate.
fn inconsistent(findings: &mut Vec<Finding>) -> Option<Read> {
    if findings.is_empty() {
        findings.push(Finding::new(Code::WrongType, 0..1, "this file does not have the shape of a debate"));
    }
    None
}
