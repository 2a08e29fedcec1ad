//! The whole of a packed debate: all of its blocks against their hashes, and all of its rows against what they lead to.

use super::Fault;
use super::blocks::Blocks;
use super::container::{BLOCK, Medium};
use super::reading::{Lists, Packed};
use super::rows::{KINDS, LOW, MentionRow, Number, RelationRow, Row, StatementRow, Table};
use crate::debate::{StatementIndex, Supply as _};
use crate::format::Progress;

impl<M: Medium> Blocks<M> {
    /// Hands on all rows of a table, some at a time: each time but for the first those before begin with the last of
    /// the time before.
    fn each_piece<R: Row>(&self, table: &Table<R>, what: &'static str, mut check: impl FnMut(&[R])) {
        let size = BLOCK / R::SIZE;
        for start in (0..table.len()).step_by(size) {
            check(&self.rows(table, start.saturating_sub(1)..table.len().min(start + size), what));
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
        rayon::scope(|scope| {
            scope.spawn(|_| self.check_statements());
            scope.spawn(|_| self.check_ways());
            for relations in [&self.relations, &self.children] {
                scope.spawn(|_| self.check_relations(relations));
            }
            scope.spawn(|_| self.check_statement_numbers(&self.premises, "its premises"));
            scope.spawn(|_| self.check_statement_numbers(&self.by_id, "its ids"));
            scope.spawn(|_| self.check_attributions());
            scope.spawn(|_| self.check_ends(&self.strings, self.text_bytes(), "its texts"));
            for mentions in [&self.by_actor, &self.by_source] {
                scope.spawn(|_| self.check_mentions(mentions));
            }
            scope.spawn(|_| self.check_tags());
        });
        if self.by_id.len() != self.len() {
            return Err(Fault::Unsound("its ids"));
        }
        self.blocks.fault()
    }

    fn check_statements(&self) {
        const WHAT: &str = "its statements";
        let unsound = || self.blocks.blame(Fault::Unsound(WHAT));
        let starts =
            |row: &StatementRow| [row.relations, row.premises, row.attributions, row.tags, row.children, row.strings];
        let ends = [
            self.relations.len(),
            self.premises.len(),
            self.attributions.len(),
            self.tags.len(),
            self.children.len(),
            self.strings.len(),
        ];
        let mut last = [0; 6];
        self.blocks.each_piece(&self.statements, WHAT, |rows| {
            for row in rows {
                let here = starts(row);
                if here.iter().zip(last).any(|(here, last)| *here < last) || usize::from(row.kind & LOW) >= KINDS.len()
                {
                    unsound();
                }
                last = here;
            }
        });
        if last.map(|last| last as usize) != ends {
            unsound();
        }
    }

    fn check_ways(&self) {
        for place in 0..self.len() {
            let _ = self.parent(StatementIndex::new(place));
        }
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

    fn check_mentions(&self, lists: &Lists<MentionRow>) {
        const WHAT: &str = "its mentions";
        self.check_ends(&lists.starts, lists.items.len(), WHAT);
        self.blocks.each_piece(&lists.items, WHAT, |rows| each(rows, |row| self.mention(row)));
    }

    fn check_tags(&self) {
        const WHAT: &str = "its tags";
        self.check_ends(&self.by_tag.starts, self.by_tag.items.len(), WHAT);
        self.check_statement_numbers(&self.by_tag.items, WHAT);
        self.blocks.each_piece(&self.tags, WHAT, |rows| each(rows, |row| self.tag(row)));
    }
}
