//! From the tables of a packed debate to its statements, each when it is first asked for.
//!
//! That the hashes are right says that a pack is as it was written, not that this program wrote it. So every index is
//! compared with what it leads into before anything follows it, every text passes the door when it is made, and what
//! does not fit is left out and blamed on the pack.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::Fault;
use super::blocks::{Blocks, Data};
use super::container::{self, Entry, Medium};
use super::people;
use super::rows::{
    AttributionRow, KINDS, LOW, MentionRow, NONE, Number, RELATIONS, RelationRow, Row, STANCES, StatementRow, Table,
    has,
};
use crate::debate::{
    Actor, ActorIndex, Attribution, Child, Debate, Mention, Relation, Source, SourceIndex, Statement, StatementIndex,
    Supply, TagIndex, Text, clean_line,
};
use crate::format::Progress;

/// What stands in the place of a statement that could not be read, until that has been told.
const NOT_THERE: &str = "(this could not be read)";

/// What is blamed for a relation.
const RELATED: &str = "its relations";

/// Lists by number.
#[derive(Debug)]
pub(super) struct Lists<R> {
    pub(super) starts: Table<Number>,
    pub(super) items: Table<R>,
}

impl<R: Row> Lists<R> {
    fn of(lists: &container::Lists, data: u64, count: usize) -> Result<Self, Fault> {
        let lists = Self { starts: Table::of(lists.starts, data)?, items: Table::of(lists.items, data)? };
        if lists.starts.len() == count + 1 { Ok(lists) } else { Err(Fault::Unsound("its contents")) }
    }
}

/// The statements of a packed debate.
#[derive(Debug)]
pub(super) struct Packed<M> {
    pub(super) blocks: Blocks<M>,
    actors: Range<u64>,
    sources: Range<u64>,
    pub(super) statements: Table<StatementRow>,
    pub(super) relations: Table<RelationRow>,
    pub(super) premises: Table<Number>,
    pub(super) attributions: Table<AttributionRow>,
    pub(super) tags: Table<Number>,
    pub(super) strings: Table<Number>,
    /// Where the texts begin, and how many bytes they have.
    texts: Range<u64>,
    pub(super) by_id: Table<Number>,
    pub(super) children: Lists<RelationRow>,
    pub(super) by_actor: Lists<MentionRow>,
    pub(super) by_source: Lists<MentionRow>,
    pub(super) by_tag: Lists<Number>,
}

/// The debate of an entry, of which no more is read than has to be at first.
pub(super) fn debate<M: Medium>(
    data: &Arc<Data<M>>,
    entry: &Entry,
    progress: &Progress,
) -> Result<(Debate, Arc<Packed<M>>), Fault> {
    let tables = &entry.tables;
    let frame = entry.frame.range(data.length)?;
    progress.expect(usize::try_from(entry.frame.length).unwrap_or(usize::MAX));
    let statements = Table::<StatementRow>::of(tables.statements, data.length)?;
    let count = statements.len().checked_sub(1).ok_or(Fault::Unsound("its statements"))?;
    let lists = |starts: container::Section| {
        Table::<Number>::of(starts, data.length).map(|starts| starts.len().saturating_sub(1))
    };
    let [actors, sources] = [lists(tables.by_actor.starts)?, lists(tables.by_source.starts)?];
    let frame = people::frame(&data.read(&frame, progress)?, [actors, sources, count])?;
    let packed = Packed {
        blocks: Blocks::new(Arc::clone(data), entry.span(data.length)?),
        actors: entry.actors.range(data.length)?,
        sources: entry.sources.range(data.length)?,
        statements,
        relations: Table::of(tables.relations, data.length)?,
        premises: Table::of(tables.premises, data.length)?,
        attributions: Table::of(tables.attributions, data.length)?,
        tags: Table::of(tables.tags, data.length)?,
        strings: Table::of(tables.strings, data.length)?,
        texts: tables.texts.range(data.length)?,
        by_id: Table::of(tables.by_id, data.length)?,
        children: Lists::of(&tables.children, data.length, count)?,
        by_actor: Lists::of(&tables.by_actor, data.length, actors)?,
        by_source: Lists::of(&tables.by_source, data.length, sources)?,
        by_tag: Lists::of(&tables.by_tag, data.length, frame.tags.len())?,
    };
    let packed = Arc::new(packed);
    let supply: Arc<dyn Supply> = packed.clone();
    Ok((Debate::supplied(frame, &supply), packed))
}

impl Entry {
    /// All bytes of it that are read one by one.
    fn span(&self, data: u64) -> Result<Range<u64>, Fault> {
        let (first, last) = (self.actors.range(data)?, self.tables.by_tag.items.range(data)?);
        Ok(first.start..last.end.max(first.start))
    }
}

/// A statement's rows in other tables.
struct Rows {
    kind: u8,
    relations: Range<usize>,
    premises: Range<usize>,
    attributions: Range<usize>,
    tags: Range<usize>,
    strings: Range<usize>,
}

impl Rows {
    fn between(row: StatementRow, next: StatementRow) -> Self {
        let rows = |start: u32, end: u32| start as usize..end as usize;
        Self {
            kind: row.kind,
            relations: rows(row.relations, next.relations),
            premises: rows(row.premises, next.premises),
            attributions: rows(row.attributions, next.attributions),
            tags: rows(row.tags, next.tags),
            strings: rows(row.strings, next.strings),
        }
    }
}

impl<M: Medium> Packed<M> {
    fn blame(&self, what: &'static str) {
        self.blocks.blame(Fault::Unsound(what));
    }

    fn row(&self, place: usize) -> Option<StatementRow> {
        self.blocks.row(&self.statements, place, "its statements")
    }

    fn rows_of(&self, place: usize) -> Option<Rows> {
        let [row, next] = self.blocks.two(&self.statements, place, "its statements")?;
        let rows = Rows::between(row, next);
        // More than there are would be made room for.
        let ends = rows.attributions.end <= self.attributions.len() && rows.strings.end <= self.strings.len();
        if !ends {
            self.blame("its statements");
        }
        ends.then_some(rows)
    }

    /// How many bytes its texts have.
    pub(super) fn text_bytes(&self) -> usize {
        usize::try_from(self.texts.end - self.texts.start).unwrap_or(usize::MAX)
    }

    /// The index of one of `count`, where it leads to one.
    fn lead<T>(&self, number: u32, count: usize, what: &'static str, index: impl Fn(usize) -> T) -> Option<T> {
        let leads = (number as usize) < count;
        if !leads {
            self.blame(what);
        }
        leads.then(|| index(number as usize))
    }

    pub(super) fn statement(&self, number: u32, what: &'static str) -> Option<StatementIndex> {
        self.lead(number, self.len(), what, StatementIndex::new)
    }

    fn statement_or_none(&self, number: u32, what: &'static str) -> Option<StatementIndex> {
        if number == NONE { None } else { self.statement(number, what) }
    }

    /// What is made of some bytes, as many as there are; others count on that.
    fn people<T: Clone>(
        &self,
        bytes: &Range<u64>,
        count: usize,
        make: impl Fn(&[u8]) -> Result<Vec<T>, Fault>,
        instead: &T,
    ) -> Vec<T> {
        let length = usize::try_from(bytes.end - bytes.start).unwrap_or(usize::MAX);
        let made = self.blocks.bytes(bytes.start, length).ok_or(Fault::Damaged).and_then(|bytes| make(&bytes));
        let mut made = made.unwrap_or_else(|fault| {
            self.blocks.blame(fault);
            Vec::new()
        });
        if made.len() != count {
            self.blame("its people");
            made.resize(count, instead.clone());
        }
        made
    }

    /// Strings, before any door.
    fn strings(&self, numbers: Range<usize>) -> impl Iterator<Item = Cow<'_, str>> {
        // Each begins where the one before it ends.
        let before = numbers.start.checked_sub(1);
        let ends = self.blocks.rows(&self.strings, before.unwrap_or(0)..numbers.end, "its texts");
        let mut ends = ends.into_iter().map(Number::place);
        let mut start = before.and_then(|_| ends.next()).unwrap_or(0);
        ends.map(move |end| self.text(std::mem::replace(&mut start, end)..end))
    }

    /// Bytes of the texts. Those that are no text are shown as such.
    fn text(&self, bytes: Range<usize>) -> Cow<'_, str> {
        let length = bytes.end.checked_sub(bytes.start).filter(|_| bytes.end <= self.text_bytes());
        match length.and_then(|length| self.blocks.bytes(self.texts.start + bytes.start as u64, length)) {
            Some(Cow::Borrowed(bytes)) => String::from_utf8_lossy(bytes),
            Some(Cow::Owned(bytes)) => String::from_utf8_lossy(&bytes).into_owned().into(),
            None => {
                self.blame("its texts");
                Cow::Borrowed("")
            }
        }
    }

    fn string(&self, number: usize) -> Cow<'_, str> {
        self.strings(number..number.saturating_add(1)).next().unwrap_or_default()
    }

    /// The first string of a statement is its id.
    fn id_at(&self, place: usize) -> Cow<'_, str> {
        self.row(place).map_or(Cow::Borrowed(""), |row| self.string(row.strings as usize))
    }

    pub(super) fn tag(&self, row: Number) -> Option<TagIndex> {
        self.lead(row.number, self.by_tag.starts.len() - 1, "its tags", TagIndex::new)
    }

    pub(super) fn attribution(
        &self,
        row: AttributionRow,
        text: &mut impl FnMut(u8, u32) -> Option<Text>,
    ) -> Attribution {
        const WHAT: &str = "its attributions";
        let stance = STANCES.get(usize::from(row.stance & LOW)).copied();
        if stance.is_none() {
            self.blame(WHAT);
        }
        let source = (row.source != NONE).then(|| self.lead(row.source, self.source_count(), WHAT, SourceIndex::new));
        Attribution {
            // Others count on it being there: where it leads nowhere it is the first one's.
            actor: self.lead(row.actor, self.actor_count(), WHAT, ActorIndex::new).unwrap_or(ActorIndex::new(0)),
            source: source.flatten(),
            stance: stance.unwrap_or_default(),
            quote: text(row.stance, 0),
            place: text(row.stance, 1),
        }
    }

    pub(super) fn relation(&self, row: RelationRow) -> Option<Child> {
        let kind = RELATIONS.get(usize::from(row.kind)).copied();
        if kind.is_none() {
            self.blame(RELATED);
        }
        let on = self.statement_or_none(row.on, RELATED);
        Some(Child { statement: self.statement(row.other, RELATED)?, kind: kind?, on })
    }

    /// Hands the statements that relations lead to to `found`. Nothing is made for that: there may be very many.
    fn each_related(&self, relations: &Table<RelationRow>, rows: Range<usize>, found: &mut dyn FnMut(StatementIndex)) {
        // On most nothing bears.
        if rows.start == rows.end {
            return;
        }
        match relations.bytes(rows).and_then(|(start, length)| self.blocks.bytes(start, length)) {
            Some(bytes) => {
                let rows = bytes.chunks_exact(RelationRow::SIZE).filter_map(RelationRow::read);
                rows.filter_map(|row| self.relation(row)).for_each(|relation| found(relation.statement));
            }
            None => self.blame(RELATED),
        }
    }

    /// What the rows of a list lead to.
    fn list<R: Row, T>(
        &self,
        lists: &Lists<R>,
        list: usize,
        what: &'static str,
        follow: impl FnMut(R) -> Option<T>,
    ) -> Vec<T> {
        let Some([start, end]) = self.blocks.two(&lists.starts, list, what) else { return Vec::new() };
        self.blocks.each(&lists.items, start.place()..end.place(), what, follow)
    }

    /// Whether the statement has this attribution is found out when the rest is checked: to ask each of the statements of an
    /// actor who says much would be to read most of them.
    pub(super) fn mention(&self, row: MentionRow) -> Option<Mention> {
        const WHAT: &str = "its mentions";
        // With nobody to say anything there is none.
        self.lead(0, self.actor_count(), WHAT, ActorIndex::new)?;
        Some(Mention { statement: self.statement(row.statement, WHAT)?, attribution: row.attribution })
    }
}

impl<M: Medium> Supply for Packed<M> {
    fn len(&self) -> usize {
        self.statements.len() - 1
    }

    fn actor_count(&self) -> usize {
        self.by_actor.starts.len() - 1
    }

    fn source_count(&self) -> usize {
        self.by_source.starts.len() - 1
    }

    fn actors(&self) -> Vec<Actor> {
        self.people(&self.actors, self.actor_count(), people::actors, &Actor::new("", NOT_THERE))
    }

    fn sources(&self) -> Vec<Source> {
        self.people(&self.sources, self.source_count(), people::sources, &Source::new("", NOT_THERE))
    }

    fn make(&self, at: StatementIndex) -> Statement {
        let mut statement = Statement::new("", KINDS[KINDS.len() - 1]);
        let Some(rows) = self.rows_of(at.place()) else {
            statement.text = Some(Text::new(NOT_THERE));
            return statement;
        };
        let mut strings = self.strings(rows.strings);
        statement.id = clean_line(&strings.next().unwrap_or_default()).into();
        let mut text = |flags: u8, number: u32| {
            if has(flags, number) { strings.next().map(|text| Text::new(&text)) } else { None }
        };
        match KINDS.get(usize::from(rows.kind & LOW)) {
            Some(kind) => statement.kind = *kind,
            None => self.blame("its statements"),
        }
        statement.text = text(rows.kind, 0);
        statement.about = text(rows.kind, 1);
        statement.note = text(rows.kind, 2);
        let relation = |Child { statement: target, kind, on }| Relation { kind, target, on };
        let relation = |row| self.relation(row).map(relation);
        statement.relations = self.blocks.each(&self.relations, rows.relations, "its relations", relation);
        let premise = |row: Number| self.statement(row.number, "its premises");
        statement.because = self.blocks.each(&self.premises, rows.premises, "its premises", premise);
        if self.actor_count() > 0 {
            let count = rows.attributions.len();
            let mut said = self.blocks.rows(&self.attributions, rows.attributions, "its attributions");
            // As many as it has, whatever became of them.
            said.resize(count, AttributionRow { stance: 0, actor: 0, source: NONE });
            statement.said = said.into_iter().map(|row| self.attribution(row, &mut text)).collect();
        }
        statement.tags = self.blocks.each(&self.tags, rows.tags, "its tags", |row| self.tag(row));
        statement
    }

    fn id(&self, of: StatementIndex) -> Cow<'_, str> {
        match self.id_at(of.place()) {
            Cow::Borrowed(id) => clean_line(id),
            Cow::Owned(id) => clean_line(&id).into_owned().into(),
        }
    }

    fn words(&self, of: StatementIndex) -> Cow<'_, str> {
        let Some(row) = self.row(of.place()) else { return Cow::Borrowed("") };
        self.string((row.strings as usize).saturating_add(usize::from(has(row.kind, 0))))
    }

    fn by_id(&self, id: &str) -> Option<StatementIndex> {
        let at = |place: usize| self.blocks.row(&self.by_id, place, "its ids");
        let (mut low, mut high) = (0, self.by_id.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let place = self.statement(at(middle)?.number, "its ids")?;
            match self.id_at(place.place()).as_bytes().cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(place),
            }
        }
        None
    }

    fn parent(&self, of: StatementIndex) -> Option<StatementIndex> {
        const WHAT: &str = "its roots";
        let row = self.row(of.place())?;
        let parent = self.statement_or_none(row.parent, WHAT)?;
        // Each step is one nearer to a root, so that every way ends.
        let is_nearer = self.row(parent.place())?.depth.checked_add(1) == Some(row.depth);
        if !is_nearer {
            self.blame(WHAT);
        }
        is_nearer.then_some(parent)
    }

    fn each_target(&self, of: StatementIndex, found: &mut dyn FnMut(StatementIndex)) {
        let Some(rows) = self.rows_of(of.place()) else { return };
        self.each_related(&self.relations, rows.relations, found);
    }

    fn each_child(&self, of: StatementIndex, found: &mut dyn FnMut(StatementIndex)) {
        let Some([start, end]) = self.blocks.two(&self.children.starts, of.place(), RELATED) else { return };
        self.each_related(&self.children.items, start.place()..end.place(), found);
    }

    fn children(&self, of: StatementIndex) -> Vec<Child> {
        self.list(&self.children, of.place(), RELATED, |row| self.relation(row))
    }

    fn said_by(&self, actor: ActorIndex) -> Vec<Mention> {
        self.list(&self.by_actor, actor.place(), "its mentions", |row| self.mention(row))
    }

    fn resting_on(&self, source: SourceIndex) -> Vec<Mention> {
        self.list(&self.by_source, source.place(), "its mentions", |row| self.mention(row))
    }

    fn tagged(&self, tag: TagIndex) -> Vec<StatementIndex> {
        self.list(&self.by_tag, tag.place(), "its tags", |row| self.statement(row.number, "its tags"))
    }
}
