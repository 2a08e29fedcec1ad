//! The debates that are generated for benches and for trying out large ones.

use agon::debate::StatementKind;
use agon::format::{Origin, check};

#[path = "../benches/support/generate/mod.rs"]
mod generate;
use generate::Generate;

#[test]
fn what_is_generated_checks_clean_and_is_the_same_as_a_file_and_as_a_debate() {
    for (statements, seed) in [(10, 1), (11, 2), (150, 1), (2_500, 3)] {
        let generate = Generate::new(statements, seed);
        let mut file = Vec::new();
        generate.write(&mut file).expect("memory takes everything");
        let checked = check(&file, &Origin::named("generated"));
        assert_eq!(checked.diagnostics, [], "{statements}");
        let debate = checked.debate.expect("a debate without errors");
        assert!(debate == generate.debate(), "{statements} of seed {seed}");
        let widest = debate.statement_by_id(&generate.id(generate.widest())).expect("a statement of that id");
        let of_kind = |kind| debate.statements().iter().filter(|statement| statement.kind == kind).count();
        assert_eq!(debate.statements().len(), statements);
        assert_eq!(of_kind(StatementKind::Question), generate.questions());
        assert!(debate.replies(widest).count() >= of_kind(StatementKind::Argument) / 20, "{statements}");
    }
}

#[test]
fn every_seed_is_another_debate_and_always_the_same() {
    let file = |seed| {
        let mut file = Vec::new();
        Generate::new(40, seed).write(&mut file).expect("memory takes everything");
        file
    };
    assert!(file(1) == file(1));
    assert!(file(1) != file(2));
}
