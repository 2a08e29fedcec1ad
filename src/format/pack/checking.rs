//! The whole of a packed debate: all of its blocks against their hashes, and all of its rows against what they lead to.

use super::Fault;
use super::blocks::Blocks;
use super::container::{BLOCK, Medium};
use super::reading::{Lists, Packed};
use super::rows::{KINDS, LOW, MentionRow, NONE, Number, RelationRow, Row, StatementRow, Table};
use crate::debate::Supply as _;
use crate::format::Progress;

impl<M: Medium> Blocks<M> {
    /// Hands on all rows of a table, some at a time.
    fn each_piece<R: Row>(&self, table: &Table<R>, what: &'static str, mut check: impl FnMut(&[R])) {
        let size = BLOCK / R::SIZE;
        for start in (0..table.len()).step_by(size) {
            check(&self.rows(table, start..table.len().min(start + size), what));
        }
    }
}

/// Follows each row; what leads nowhere is blamed by whoever follows it.
fn each<R: Row, T>(rows: &[R], follow: impl Fn(R) -> Option<T>) {
    for row in rows {
        let _ = follow(*row);
    }
}

impl<M: Medium> Packed<M> {
    /// Reads all that has not been read yet, and finds out whether everything in it leads to something that is there.
    pub(super) fn check(&self, progress: &Progress) -> Result<(), Fault> {
        self.blocks.read_all(progress)?;
        let said = &self.check_statements();
        rayon::scope(|scope| {
            scope.spawn(|_| drop((self.actors(), self.sources())));
            for relations in [&self.relations, &self.children.items] {
                scope.spawn(|_| self.check_relations(relations));
            }
            scope.spawn(|_| self.check_ends(&self.children.starts, self.children.items.len(), "its relations"));
            scope.spawn(|_| self.check_statement_numbers(&self.premises, "its premises"));
            scope.spawn(|_| self.check_statement_numbers(&self.by_id, "its ids"));
            scope.spawn(|_| self.check_attributions());
            scope.spawn(|_| self.check_ends(&self.strings, self.text_bytes(), "its texts"));
            for mentions in [&self.by_actor, &self.by_source] {
                scope.spawn(|_| self.check_mentions(mentions, said));
            }
            scope.spawn(|_| self.check_tags());
        });
        if self.by_id.len() != self.len() {
            return Err(Fault::Unsound("its ids"));
        }
        self.blocks.fault()
    }

    /// Returns how many attributions each statement has.
    fn check_statements(&self) -> Vec<u32> {
        const WHAT: &str = "its statements";
        let unsound = || self.blocks.blame(Fault::Unsound(WHAT));
        let starts = |row: &StatementRow| [row.relations, row.premises, row.tags, row.strings, row.attributions];
        let ends =
            [self.relations.len(), self.premises.len(), self.tags.len(), self.strings.len(), self.attributions.len()];
        let mut last = [0; 5];
        let mut said = Vec::with_capacity(self.statements.len());
        let mut ways = Vec::with_capacity(self.statements.len());
        self.blocks.each_piece(&self.statements, WHAT, |rows| {
            for row in rows {
                let here = starts(row);
                if here.iter().zip(last).any(|(here, last)| *here < last) || usize::from(row.kind & LOW) >= KINDS.len()
                {
                    unsound();
                }
                said.push(here[4].saturating_sub(last[4]));
                ways.push((row.parent, row.depth));
                last = here;
            }
        });
        ways.truncate(self.len());
        let ends_somewhere = |(parent, depth): &(u32, u32)| match ways.get(*parent as usize) {
            Some((_, above)) => above.checked_add(1) == Some(*depth),
            None => *parent == NONE,
        };
        if !ways.iter().all(ends_somewhere) {
            self.blocks.blame(Fault::Unsound("its roots"));
        }
        if last.map(|last| last as usize) != ends {
            unsound();
        }
        // What was counted at each row is of the statement before it.
        said.drain(..said.len().min(1));
        said
    }

    fn check_relations(&self, table: &Table<RelationRow>) {
        self.blocks.each_piece(table, "its relations", |rows| each(rows, |row| self.relation(row)));
    }

    fn check_statement_numbers(&self, table: &Table<Number>, what: &'static str) {
        self.blocks.each_piece(table, what, |rows| each(rows, |row| self.statement(row.number, what)));
    }

    fn check_attributions(&self) {
        self.blocks.each_piece(&self.attributions, "its attributions", |rows| {
            each(rows, |row| Some(self.attribution(row, &mut |_, _| None)));
        });
    }

    /// Whether numbers ascend up to what they count.
    fn check_ends(&self, table: &Table<Number>, end: usize, what: &'static str) {
        let mut last = 0;
        self.blocks.each_piece(table, what, |rows| {
            for row in rows {
                if row.place() < last {
                    self.blocks.blame(Fault::Unsound(what));
                }
                last = row.place();
            }
        });
        if last != end {
            self.blocks.blame(Fault::Unsound(what));
        }
    }

    /// `said` is how many attributions each statement has.
    fn check_mentions(&self, lists: &Lists<MentionRow>, said: &[u32]) {
        const WHAT: &str = "its mentions";
        self.check_ends(&lists.starts, lists.items.len(), WHAT);
        self.blocks.each_piece(&lists.items, WHAT, |rows| {
            if rows.iter().any(|row| said.get(row.statement as usize).is_none_or(|said| row.attribution >= *said)) {
                self.blocks.blame(Fault::Unsound(WHAT));
            }
        });
    }

    fn check_tags(&self) {
        const WHAT: &str = "its tags";
        self.check_ends(&self.by_tag.starts, self.by_tag.items.len(), WHAT);
        self.check_statement_numbers(&self.by_tag.items, WHAT);
        self.blocks.each_piece(&self.tags, WHAT, |rows| each(rows, |row| self.tag(row)));
    }
}
