//! Packs made by hand, and packs that change under the reader: whatever is in them, a walk ends and no more is told than
//! was checked.

use std::io::Cursor;
use std::sync::Mutex;

use proptest::prelude::*;
use proptest::sample::Index;

use super::container::{Contents, Writer, contents, in_file};
use super::*;
use crate::debate::{ActorIndex, SourceIndex, TagIndex};
use crate::format::{Origin, read};

fn built_in() -> Debate {
    let debate = read(include_bytes!("../../../data/platform-liability.yaml"), &Origin::named("test"));
    debate.unwrap_or_else(|_| unreachable!("the debate that is built in"))
}

fn packed(debate: &Debate) -> Vec<u8> {
    packed_with(debate, &[])
}

/// The same with parts to search it with.
fn packed_with(debate: &Debate, index: &[Vec<u8>]) -> Vec<u8> {
    let mut packer = Packer::begin(Cursor::new(Vec::new())).expect("memory");
    let made = Made { name: "by hand".to_owned(), files: Vec::new(), warnings: 0 };
    packer.add(made, debate, index).expect("memory");
    packer.end().expect("memory").into_inner()
}

/// What a pack holds, taken apart.
fn taken_apart(pack: &Vec<u8>) -> (Vec<Entry>, Vec<u8>) {
    let (Contents { entries, .. }, length) = contents(pack).expect("a sound pack");
    let [start, end] = [0, length].map(|at| usize::try_from(in_file(at)).expect("memory"));
    (entries, pack[start..end].to_vec())
}

/// A pack of this, with hashes that are right.
fn put_together(entries: Vec<Entry>, data: &[u8]) -> Vec<u8> {
    let mut writer = Writer::begin(Cursor::new(Vec::new())).expect("memory");
    writer.section(data).expect("memory");
    writer.end(entries).expect("memory").into_inner()
}

/// Walks wherever a debate leads.
fn walk(debate: &Debate) {
    for place in 0..debate.statements().len() {
        let index = StatementIndex::new(place);
        let statement = debate.statement(index);
        assert!(crate::debate::clean_line(&statement.id) == *statement.id);
        assert!(debate.path(index).len() <= debate.statements().len());
        let _ = (debate.below(index, 9), debate.said_on(index), debate.statement_by_id(&statement.id));
        let children = debate.children(index).iter().map(|child| debate.statement(child.statement));
        assert_eq!(children.count(), debate.children(index).len());
    }
    let by_actors = (0..debate.actors().len()).flat_map(|place| debate.said_by(ActorIndex::new(place)));
    let in_sources = (0..debate.sources().len()).flat_map(|place| debate.resting_on(SourceIndex::new(place)));
    for mention in by_actors.chain(in_sources) {
        assert!(debate.attribution(*mention).actor.place() < debate.actors().len());
    }
    let tagged = (0..debate.tags().len()).flat_map(|place| debate.tagged(TagIndex::new(place)));
    assert!(tagged.into_iter().all(|statement| statement.place() < debate.statements().len()));
    let _ = (debate.stands(), verify(debate));
}

/// Walks through a debate of which only the beginning was checked, then has the rest checked.
fn walked<M: Medium>(pack: &Pack<M>) -> Result<Debate, Fault> {
    let (debate, unchecked) = pack.begin(0, &Progress::default())?;
    walk(&debate);
    unchecked.check(&Progress::default()).map(|()| debate)
}

#[test]
fn as_it_was_written_it_is_read_before_and_after_it_is_checked() {
    let debate = built_in();
    let pack = Pack::open(packed(&debate)).expect("a sound pack");
    assert_eq!(walked(&pack), Ok(debate.clone()));
    assert_eq!(pack.debate(0), Ok(debate));
    assert!(matches!(pack.debate(1), Err(Fault::Unsound("its contents"))));
}

#[test]
fn how_far_it_has_come_is_counted_and_it_can_be_given_up() {
    let pack = Pack::open(packed(&built_in())).expect("a sound pack");
    let progress = Progress::default();
    pack.begin(0, &progress).expect("a sound pack");
    assert_eq!((progress.bytes(), progress.total()), (pack.read_at_first(0), pack.read_at_first(0)));
    progress.give_up();
    assert_eq!(pack.begin(0, &progress).err(), Some(Fault::GivenUp));
}

/// Bytes that may change while they are read.
#[derive(Debug, Clone, Default)]
struct Changing(Arc<Mutex<Vec<u8>>>);

impl Medium for Changing {
    fn length(&self) -> io::Result<u64> {
        self.0.lock().expect("nobody fails").length()
    }

    fn fill(&self, buffer: &mut [u8], start: u64) -> io::Result<()> {
        self.0.lock().expect("nobody fails").fill(buffer, start)
    }
}

/// A debate whose texts and tables lie in many blocks.
fn large() -> Debate {
    let mut parts = Parts::default();
    parts.actors.push(crate::debate::Actor {
        id: "ana".into(),
        name: crate::debate::Text::new("Ana"),
        role: None,
        aka: Vec::new(),
        note: None,
    });
    for number in 0..3_000 {
        let mut statement =
            crate::debate::Statement::new(&format!("a-{number}"), crate::debate::StatementKind::Argument);
        statement.text = Some(crate::debate::Text::new(&format!("What is said by number {number}, at some length")));
        statement.said.push(crate::debate::Attribution {
            actor: ActorIndex::new(0),
            source: None,
            stance: crate::debate::Stance::Asserts,
            quote: None,
            place: None,
        });
        let target = StatementIndex::new(number / 3);
        let relation = Relation { kind: RelationKind::Rebuts, target, on: None };
        statement.relations.extend((number > 0).then_some(relation));
        parts.statements.push(statement);
    }
    Debate::new(parts)
}

#[test]
fn what_changes_under_the_reader_is_told_and_never_shown() {
    let debate = large();
    let whole = packed(&debate);
    let (entries, data) = taken_apart(&whole);
    assert!(data.len() > 16 * container::BLOCK, "{}", data.len());
    let text = entries[0].tables.texts.start + entries[0].tables.texts.length / 2;
    let text = usize::try_from(in_file(text)).expect("memory");
    let half = text as u64;
    for (change, fault) in [
        (&(|pack: &mut Vec<u8>| pack[text] ^= 1) as &dyn Fn(&mut Vec<u8>), Fault::Damaged),
        (&|pack: &mut Vec<u8>| pack.truncate(text), Fault::Cut { there: half, whole: None }),
        (&|pack: &mut Vec<u8>| pack.iter_mut().for_each(|byte| *byte = 0), Fault::Damaged),
    ] {
        let medium = Changing(Arc::new(Mutex::new(whole.clone())));
        let (begun, unchecked) =
            Pack::open(medium.clone()).and_then(|pack| pack.begin(0, &Progress::default())).expect("a sound pack");
        let first = begun.statement(StatementIndex::new(0)).clone();
        change(&mut medium.0.lock().expect("nobody fails"));
        walk(&begun);
        // What was read before stays, and of the rest nothing is shown that was not written.
        assert_eq!(*begun.statement(StatementIndex::new(0)), first);
        let is_so = |place: usize| {
            let text = |debate: &Debate| debate.statements()[place].text.clone().unwrap_or_default();
            let shown = text(&begun);
            shown == text(&debate) || shown.is_empty() || shown.as_str() == "(this could not be read)"
        };
        assert!((0..debate.statements().len()).all(is_so));
        assert_eq!(unchecked.check(&Progress::default()), Err(fault));
        // Nor is it forgotten when the file is as it was again.
        *medium.0.lock().expect("nobody fails") = whole.clone();
        assert_eq!(unchecked.check(&Progress::default()), Err(fault));
    }
}

#[test]
fn what_has_been_checked_needs_its_pack_no_more() {
    let debate = large();
    let medium = Changing(Arc::new(Mutex::new(packed(&debate))));
    let read = Pack::open(medium.clone()).and_then(|pack| pack.debate(0)).expect("a sound pack");
    medium.0.lock().expect("nobody fails").clear();
    assert_eq!(read, debate);
    // Whoever still had the file open would hold it.
    assert_eq!(Arc::strong_count(&medium.0), 1);
}

/// Lists of these lengths, one behind the other, and where each ends.
fn lists(lengths: &[usize]) -> (Vec<u8>, Vec<usize>) {
    let ends: Vec<usize> = lengths
        .iter()
        .scan(0, |end, length| {
            *end += length;
            Some(*end)
        })
        .collect();
    let bytes = (0..ends.last().copied().unwrap_or_default()).map(|at| u8::try_from(at % 251).expect("a byte"));
    (bytes.collect(), ends)
}

/// Some that take many pieces: none at all, short ones, and longer ones than a piece.
const LENGTHS: [usize; 9] = [0, 3, 300_000, 70_000, 0, 250_000, 1, 900_000, 17];

#[test]
fn every_list_of_a_part_is_read_in_one_run_of_bytes() {
    let (bytes, ends) = lists(&LENGTHS);
    let pack = Pack::open(packed_with(&built_in(), &[vec![7; 9], bytes.clone()])).expect("a sound pack");
    let [first, second] = <[Part; 2]>::try_from(pack.index(0).expect("its parts")).expect("two of them");
    assert_eq!(first.read(), Ok(vec![7; 9]));
    assert_eq!(second.read(), Ok(bytes.clone()));
    let read = second.clone().lists(ends.iter().copied());
    let starts = || std::iter::once(0).chain(ends.iter().copied());
    for (start, end) in starts().zip(ends.iter().copied()) {
        let first = &bytes[start..end.min(start + 20_000)];
        let is_begun = || read.first(start..end, 20_000).unwrap_or_default() == first;
        assert!(is_begun(), "{start}..{end}");
        assert!(read.get(start..end).unwrap_or_default() == &bytes[start..end], "{start}..{end}");
        assert!(is_begun(), "{start}..{end}");
    }
    assert_eq!((read.bytes(), read.read_all(&Progress::default()), read.all() == bytes), (bytes.len(), Ok(()), true));
    // Whatever is said of where they end, what is not there is not read.
    for ends in [vec![], vec![usize::MAX, 5, 0, 400_000, 3, bytes.len(), bytes.len() + 1]] {
        let read = second.clone().lists(ends.into_iter());
        for range in [bytes.len() - 1..bytes.len() + 1, usize::MAX - 1..usize::MAX, bytes.len() + 9..bytes.len() + 10] {
            assert_eq!((read.get(range.clone()), read.first(range, 1)), (None, None));
        }
        let read = second.clone().lists(std::iter::empty());
        assert_eq!(read.first(9..usize::MAX, usize::MAX), None);
        assert_eq!(read.first(9..bytes.len(), 3).as_deref(), bytes.get(9..12));
        assert!(read.all() == bytes);
    }
}

#[test]
fn a_list_that_changes_before_it_is_read_is_told_and_never_there() {
    let (bytes, ends) = lists(&LENGTHS);
    let whole = packed_with(&built_in(), std::slice::from_ref(&bytes));
    let begins = whole.windows(600).position(|window| window == &bytes[..600]).expect("the part");
    let amid = begins + 400_000;
    for (change, fault) in [
        (&(|pack: &mut Vec<u8>| pack[amid] ^= 1) as &dyn Fn(&mut Vec<u8>), Fault::Damaged),
        (&|pack: &mut Vec<u8>| pack.truncate(amid), Fault::Cut { there: amid as u64, whole: None }),
    ] {
        let medium = Changing(Arc::new(Mutex::new(whole.clone())));
        let pack = Pack::open(medium.clone()).expect("a sound pack");
        let part = pack.index(0).expect("its parts").remove(0);
        drop(pack);
        let read = part.lists(ends.iter().copied());
        assert_eq!(read.get(0..3), Some(&bytes[0..3]));
        change(&mut medium.0.lock().expect("nobody fails"));
        // Of a long list its beginning is there without the rest.
        assert_eq!(read.first(370_003..620_003, 3).as_deref(), Some(&bytes[370_003..370_006]));
        assert_eq!((read.get(0..3), read.get(370_003..620_003)), (Some(&bytes[0..3]), None));
        // Nor is it there when the file is as it was again.
        medium.0.lock().expect("nobody fails").clone_from(&whole);
        assert_eq!(
            (read.get(370_003..620_003), read.read_all(&Progress::default()), read.read_all(&Progress::default())),
            (None, Err(fault), Err(fault))
        );

        let part = Pack::open(medium.clone()).and_then(|pack| pack.index(0)).expect("a sound pack").remove(0);
        let read = part.lists(ends.iter().copied());
        assert_eq!(read.read_all(&Progress::default()), Ok(()));
        change(&mut medium.0.lock().expect("nobody fails"));
        assert!(read.all() == bytes);
    }
}

#[test]
fn lists_that_have_been_read_need_their_pack_no_more() {
    let (bytes, ends) = lists(&LENGTHS);
    let medium = Changing(Arc::new(Mutex::new(packed_with(&built_in(), std::slice::from_ref(&bytes)))));
    let part = Pack::open(medium.clone()).and_then(|pack| pack.index(0)).expect("a sound pack").remove(0);
    let read = part.lists(ends.into_iter());
    read.read_all(&Progress::default()).expect("a sound pack");
    assert_eq!(Arc::strong_count(&medium.0), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_in_it_a_walk_ends(flips in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6)) {
        let (entries, mut data) = taken_apart(&packed(&built_in()));
        for (at, byte) in flips {
            let at = at.index(data.len());
            data[at] = byte;
        }
        let pack = Pack::open(put_together(entries, &data)).expect("its hashes are right");
        if let Ok(debate) = walked(&pack) {
            walk(&debate);
        }
    }

    #[test]
    fn whatever_its_contents_say_a_walk_ends(which in 0..20_usize, start in any::<Index>(), length in any::<Index>(), far in any::<bool>()) {
        let (mut entries, data) = taken_apart(&packed_with(&built_in(), &[vec![1; 600]]));
        let changed = Section {
            start: start.index(data.len() + 9) as u64,
            length: if far { u64::MAX - length.index(9) as u64 } else { length.index(data.len() + 9) as u64 },
        };
        let Entry { frame, actors, sources, tables, index, .. } = &mut entries[0];
        let all = [
            frame, actors, sources, &mut tables.statements, &mut tables.relations, &mut tables.premises, &mut tables.attributions,
            &mut tables.tags, &mut tables.children.starts, &mut tables.children.items, &mut tables.strings, &mut tables.texts, &mut tables.by_id,
            &mut tables.by_actor.starts, &mut tables.by_actor.items, &mut tables.by_source.starts,
            &mut tables.by_source.items, &mut tables.by_tag.starts, &mut tables.by_tag.items,
            &mut index[0],
        ];
        for (number, section) in all.into_iter().enumerate() {
            if number == which {
                *section = changed;
            }
        }
        let pack = Pack::open(put_together(entries, &data)).expect("its hashes are right");
        if let Ok(debate) = walked(&pack) {
            walk(&debate);
        }
        for part in pack.index(0).into_iter().flatten() {
            let lists = part.clone().lists([9, 300].into_iter());
            assert_eq!(part.read(), lists.read_all(&Progress::default()).map(|()| lists.all()));
        }
    }
}
