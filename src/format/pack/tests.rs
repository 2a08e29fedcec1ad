//! Packs made by hand: the hashes are right, and what is in them is not.

use std::io::Cursor;

use proptest::prelude::*;
use proptest::sample::Index;

use super::container::{Contents, Entry, Writer};
use super::*;
use crate::format::{Origin, read};

fn sections() -> (Vec<u8>, Vec<u8>) {
    let debate = read(include_bytes!("../../../data/platform-liability.yaml"), &Origin::named("test"));
    let debate = debate.unwrap_or_else(|_| unreachable!("the debate that is built in"));
    let (tables, texts) = Tables::of(&debate).expect("a small debate");
    (rkyv::to_bytes::<rancor::Error>(&tables).expect("memory").to_vec(), texts)
}

fn debate_of(tables: &[u8], texts: &[u8]) -> Result<Debate, Fault> {
    let mut writer = Writer::begin(Cursor::new(Vec::new())).expect("memory");
    let (tables, texts) = (writer.section(tables).expect("memory"), writer.section(texts).expect("memory"));
    let entry = Entry { name: "by hand".to_owned(), files: Vec::new(), tables, texts, index: None };
    let pack = writer.end(&Contents { entries: vec![entry] }).expect("memory").into_inner();
    Pack::open(pack)?.debate(0)
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
    let _ = (debate.stands(), verify(debate));
}

#[test]
fn as_it_was_written_it_is_read() {
    let (tables, texts) = sections();
    walk(&debate_of(&tables, &texts).expect("a sound pack"));
    assert!(matches!(debate_of(&tables, &texts[1..]), Err(Fault::Unsound("its texts"))));
    assert!(matches!(debate_of(&tables[1..], &texts), Err(Fault::Unsound(_))));
    assert!(matches!(debate_of(&[], &[]), Err(Fault::Unsound("its tables"))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_in_it_a_walk_ends(
        flips in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4),
        of_texts in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..4),
    ) {
        let (mut tables, mut texts) = sections();
        for (at, byte) in flips {
            let at = at.index(tables.len());
            tables[at] = byte;
        }
        for (at, byte) in of_texts {
            let at = at.index(texts.len());
            texts[at] = byte;
        }
        if let Ok(debate) = debate_of(&tables, &texts) {
            walk(&debate);
        }
    }
}
