//! What takes all of a debate: its statements in their order, and what two entries must agree in.

use std::collections::HashSet;

use crate::debate::{Statement, StatementIndex};
use crate::format::names::Homes;
use crate::format::problem::{ProblemKind, Step};
use crate::format::shape::{File, Id, Undercut};

use super::Resolver;

impl Resolver<'_, Homes<'_>> {
    /// No two statements share an id.
    pub(super) fn ids(&mut self, file: &File) {
        let (positions, arguments) = (file.questions.0.len(), file.questions.0.len() + file.positions.0.len());
        let all = [
            ("questions", 0, file.questions.0.keys().collect::<Vec<_>>()),
            ("positions", positions, file.positions.0.keys().collect()),
            ("arguments", arguments, file.arguments.0.keys().collect()),
        ];
        for (section, before, ids) in all {
            for (entry, id) in ids.into_iter().enumerate() {
                let Some(first) = self.names.statements.get(id.0.as_str()).copied() else { continue };
                if first.index != before + entry {
                    let path = vec![Step::Key(section), Step::Entry(entry)];
                    self.problem_at_key(path, ProblemKind::DuplicateId { id: id.0.clone(), first: first.path() });
                }
            }
        }
    }

    pub(super) fn statements(&mut self, file: &File) -> Vec<Statement> {
        let (questions, positions, arguments) = (&file.questions.0, &file.positions.0, &file.arguments.0);
        let before = questions.len() + positions.len();
        let mut statements = Vec::with_capacity(before + arguments.len());
        for (place, (id, question)) in questions.iter().enumerate() {
            statements.push(self.question(place, id, question));
        }
        for (place, (id, position)) in positions.iter().enumerate() {
            statements.push(self.position(place, questions.len() + place, id, position));
        }
        for (place, (id, argument)) in arguments.iter().enumerate() {
            statements.push(self.argument(place, before + place, id, argument));
        }
        statements
    }

    /// An undercut of one bearing needs that bearing: the argument must bear on the other statement, or be a premise of
    /// it.
    pub(super) fn bearings(&mut self, file: &File, statements: &[Statement]) {
        let mut premises = HashSet::new();
        for (place, statement) in statements.iter().enumerate() {
            premises.extend(statement.because.iter().map(|premise| (*premise, StatementIndex::new(place))));
        }
        let troubled: HashSet<usize> = self
            .problems
            .iter()
            .filter(|problem| {
                use ProblemKind::{Dangling, PerhapsNothing, SelfRelation, WrongKind};
                matches!(problem.kind, Dangling { .. } | WrongKind { .. } | SelfRelation { .. } | PerhapsNothing)
            })
            .filter_map(|problem| match problem.path.as_slice() {
                [Step::Key("arguments"), Step::Entry(entry), ..] => Some(*entry),
                _ => None,
            })
            .collect();
        for (entry, (_, argument)) in file.arguments.0.iter().enumerate() {
            for (item, undercut) in argument.undercuts.iter().enumerate() {
                let Undercut::One(bearing) = undercut else { continue };
                let home = |id: &Id| self.names.statements.get(id.0.as_str()).copied();
                let (Some(undercut), Some(on)) = (home(&bearing.argument), home(&bearing.on)) else { continue };
                let Some(statement) = statements.get(undercut.index) else { continue };
                let target = StatementIndex::new(on.index);
                if statement.relations.iter().any(|relation| relation.target == target)
                    || premises.contains(&(StatementIndex::new(undercut.index), target))
                {
                    continue;
                }
                // A broken relation there may have been the one that is meant.
                if [undercut, on].iter().any(|home| home.section == "arguments" && troubled.contains(&home.entry)) {
                    continue;
                }
                let bears_on = statement
                    .relations
                    .iter()
                    .filter_map(|relation| statements.get(relation.target.place()).map(|target| target.id.to_string()));
                let kind = ProblemKind::NoBearing {
                    argument: bearing.argument.0.clone(),
                    on: bearing.on.0.clone(),
                    bears_on: bears_on.take(3).collect(),
                    defined: undercut.path(),
                };
                let path = vec![
                    Step::Key("arguments"),
                    Step::Entry(entry),
                    Step::Key("undercuts"),
                    Step::Item(item),
                    Step::Key("on"),
                ];
                self.problem(&path, kind);
            }
        }
    }
}
