//! The rows of the tables of a pack.

use std::marker::PhantomData;
use std::ops::Range;

use super::Fault;
use super::container::Section;
use crate::debate::{RelationKind, Stance, StatementKind};

/// In a row, where there might be an index: there is none.
pub(super) const NONE: u32 = u32::MAX;

/// The kinds, each with its number in a pack.
pub(super) const KINDS: [StatementKind; 3] =
    [StatementKind::Question, StatementKind::Position, StatementKind::Argument];
pub(super) const RELATIONS: [RelationKind; 5] = [
    RelationKind::Answers,
    RelationKind::Supports,
    RelationKind::Rebuts,
    RelationKind::Undercuts,
    RelationKind::Premise,
];
pub(super) const STANCES: [Stance; 3] = [Stance::Asserts, Stance::Concedes, Stance::Denies];

/// The bits that tell a kind or a stance; above them one for each text that may be there.
pub(super) const LOW: u8 = 0b11;

/// Above [`LOW`], a bit for each text.
pub(super) fn flags<const N: usize>(are_there: [bool; N]) -> u8 {
    are_there.into_iter().rev().fold(0, |flags, is_there| flags << 1 | u8::from(is_there)) << LOW.count_ones()
}

/// Whether the text of this number is there.
pub(super) fn has(flags: u8, number: u32) -> bool {
    flags >> (LOW.count_ones() + number) & 1 == 1
}

/// Something of a fixed size.
pub(super) trait Row: Copy {
    /// In bytes.
    const SIZE: usize;

    fn write(self, bytes: &mut Vec<u8>);

    /// The row that these bytes are; none where they are too few.
    fn read(bytes: &[u8]) -> Option<Self>;
}

/// A row of numbers, written with the lowest byte first and without gaps.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $number:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) struct $name {
            $($(#[$of])* pub(super) $field: $number,)+
        }

        impl Row for $name {
            const SIZE: usize = 0 $(+ size_of::<$number>())+;

            fn write(self, bytes: &mut Vec<u8>) {
                $(bytes.extend(self.$field.to_le_bytes());)+
            }

            #[inline]
            fn read(bytes: &[u8]) -> Option<Self> {
                $(let ($field, bytes) = bytes.split_first_chunk()?;)+
                let _ = bytes;
                Some(Self { $($field: <$number>::from_le_bytes(*$field),)+ })
            }
        }
    };
}

row! {
    /// A statement. Where its rows of other tables begin: they end where those of the next one begin.
    StatementRow {
        /// Its kind, and which of text, about and note it has.
        kind: u8,
        /// The next one on the way to its root.
        parent: u32,
        /// How far that is: one further than the next one.
        depth: u32,
        relations: u32,
        premises: u32,
        attributions: u32,
        tags: u32,
        strings: u32,
    }
}

row! {
    /// How a statement bears on another, as one or the other of them has it.
    RelationRow {
        kind: u8,
        /// The other one.
        other: u32,
        /// For an undercut of one bearing: on what.
        on: u32,
    }
}

row! {
    AttributionRow {
        /// The stance, and which of quote and place there are.
        stance: u8,
        actor: u32,
        source: u32,
    }
}

row! {
    MentionRow {
        statement: u32,
        /// Which of its attributions.
        attribution: u32,
    }
}

row! {
    /// An index, or where something begins or ends.
    Number {
        number: u32,
    }
}

impl Number {
    pub(super) fn place(self) -> usize {
        self.number as usize
    }
}

/// A table of such rows.
#[derive(Debug)]
pub(super) struct Table<R> {
    start: u64,
    len: usize,
    rows: PhantomData<fn() -> R>,
}

impl<R: Row> Table<R> {
    /// The table in a section of so many bytes of data.
    pub(super) fn of(section: Section, data: u64) -> Result<Self, Fault> {
        let range = section.range(data)?;
        let len = usize::try_from(section.length).ok().filter(|length| length.is_multiple_of(R::SIZE));
        let len = len.ok_or(Fault::Unsound("its contents"))? / R::SIZE;
        Ok(Self { start: range.start, len, rows: PhantomData })
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The bytes of some rows, if they are there.
    pub(super) fn bytes(&self, rows: Range<usize>) -> Option<(u64, usize)> {
        let count = rows.end.checked_sub(rows.start).filter(|_| rows.end <= self.len)?;
        Some((self.start + (rows.start * R::SIZE) as u64, count * R::SIZE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_what_was_written() {
        let row = RelationRow { kind: 3, other: 0x0102_0304, on: NONE };
        let mut bytes = Vec::new();
        row.write(&mut bytes);
        assert_eq!(bytes, [3, 4, 3, 2, 1, 255, 255, 255, 255]);
        assert_eq!((bytes.len(), RelationRow::read(&bytes)), (RelationRow::SIZE, Some(row)));
        assert_eq!(RelationRow::read(&bytes[1..]), None);
    }

    #[test]
    fn flags_stand_above_the_kind() {
        let kind = 2 | flags([true, false, true]);
        assert_eq!((kind & LOW, [0, 1, 2, 3].map(|number| has(kind, number))), (2, [true, false, true, false]));
    }

    #[test]
    fn a_table_has_whole_rows_within_the_data() {
        let of = |start, length| Table::<RelationRow>::of(Section { start, length }, 100);
        assert!(of(0, 10).is_err() && of(92, 9).is_err() && of(u64::MAX, 9).is_err());
        let table = of(82, 18).expect("two rows");
        assert_eq!(table.len(), 2);
        assert_eq!(table.bytes(1..2), Some((91, 9)));
        assert_eq!((table.bytes(1..3), table.bytes(Range { start: 2, end: 1 })), (None, None));
    }
}
