use super::*;

/// A debate from one line a statement: `id kind [relation target [on target]]… [because premise…]`.
fn debate(lines: &[&str]) -> Debate {
    let ids: Vec<&str> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
    let index = |id: &str| StatementIndex::new(ids.iter().position(|other| *other == id).expect(id));
    let mut parts = Parts { title: Text::new("Test"), ..Parts::default() };
    for line in lines {
        let mut words = line.split(' ');
        let id = words.next().expect("id");
        let kind = match words.next() {
            Some("question") => StatementKind::Question,
            Some("position") => StatementKind::Position,
            _ => StatementKind::Argument,
        };
        let mut statement = Statement::new(id, kind);
        statement.text = Some(Text::new(id));
        while let Some(word) = words.next() {
            let kind = match word {
                "answers" => RelationKind::Answers,
                "supports" => RelationKind::Supports,
                "rebuts" => RelationKind::Rebuts,
                "undercuts" => RelationKind::Undercuts,
                "because" => {
                    statement.because.extend(words.by_ref().map(index));
                    statement.text = None;
                    break;
                }
                other => panic!("{other}"),
            };
            let target = index(words.next().expect("target"));
            statement.relations.push(Relation { kind, target, on: None });
        }
        parts.statements.push(statement);
    }
    Debate::new(parts)
}

fn names(debate: &Debate, indexes: impl IntoIterator<Item = StatementIndex>) -> String {
    indexes.into_iter().map(|index| &*debate.statement(index).id).collect::<Vec<_>>().join(" ")
}

#[test]
fn children_are_premises_then_the_order_of_the_file() {
    let debate = debate(&[
        "q question",
        "p position answers q",
        "against argument rebuts p",
        "for argument supports p",
        "p2 argument",
        "p1 argument",
        "joint argument supports p because p1 p2",
        "reply argument undercuts joint",
    ]);
    let shown = |id: &str| {
        let of = debate.statement_by_id(id).expect(id);
        debate
            .children(of)
            .iter()
            .map(|child| format!("{} {}", child.kind.passive(), debate.statement(child.statement).id))
            .collect::<Vec<_>>()
    };
    assert_eq!(shown("q"), ["answered by p"]);
    assert_eq!(shown("p"), ["rebutted by against", "supported by for", "supported by joint"]);
    assert_eq!(shown("joint"), ["rests on p1", "rests on p2", "undercut by reply"]);
    assert_eq!(debate.statement(debate.statement_by_id("joint").expect("joint")).wording().as_str(), "p1 And: p2");
    assert_eq!(names(&debate, debate.path(debate.statement_by_id("p2").expect("p2"))), "q p joint p2");
}

#[test]
fn everything_is_reached_from_a_root_circles_and_loose_ends_too() {
    let debate = debate(&[
        "a argument rebuts b",
        "b argument rebuts a",
        "below argument supports b",
        "self argument supports alone",
        "alone argument",
        "q question",
        "p position answers q",
        "x argument rebuts p",
        "y argument rebuts x",
        "z argument rebuts y",
        "back argument supports z",
    ]);
    assert_eq!(names(&debate, debate.roots().iter().copied()), "q alone a");
    let paths: Vec<String> =
        (0..debate.statements().len()).map(|place| names(&debate, debate.path(StatementIndex::new(place)))).collect();
    assert_eq!(
        paths,
        ["a", "a b", "a b below", "alone self", "alone", "q", "q p", "q p x", "q p x y", "q p x y z", "q p x y z back"]
    );
}

#[test]
fn what_lies_below_counts_each_statement_once_and_stops_at_the_limit() {
    let debate = debate(&[
        "q question",
        "p position answers q",
        "a argument supports p rebuts b",
        "b argument rebuts p rebuts a",
        "c argument supports a supports b",
    ]);
    let q = debate.statement_by_id("q").expect("q");
    assert_eq!(debate.below(q, 100), Below { count: 4, complete: true });
    assert_eq!(debate.below(q, 4), Below { count: 4, complete: true });
    assert_eq!(debate.below(q, 3), Below { count: 3, complete: false });
    let a = debate.statement_by_id("a").expect("a");
    assert_eq!(debate.below(a, 100), Below { count: 2, complete: true });
}

#[test]
fn only_web_addresses_are_addresses() {
    for good in ["https://example.org", "HTTP://example.org/a?b=c#d", "https://[::1]:80/x", "https://bücher.example/ü"]
    {
        assert_eq!(Url::new(good).map(|url| url.to_string()), Ok(good.to_owned()));
    }
    for (bad, error) in [
        ("javascript:alert(1)", UrlError::Scheme),
        ("file:///etc/passwd", UrlError::Scheme),
        ("example.org", UrlError::Scheme),
        ("", UrlError::Scheme),
        ("https://", UrlError::Host),
        ("https:///etc", UrlError::Host),
        ("https://-x", UrlError::Host),
        ("https://a b", UrlError::Character),
        ("https://a/\u{1b}[31m", UrlError::Character),
        ("https://a/\u{202e}gpj.exe", UrlError::Character),
        ("https://a/\"; rm", UrlError::Character),
    ] {
        assert_eq!(Url::new(bad), Err(error), "{bad:?}");
    }
}

#[test]
fn ids_are_letters_and_digits_of_any_script() {
    for good in ["a", "fear-of-prison", "x_1.2", "Sánchez", "討論", "дебаты", "e\u{301}te", "हिन्दी"]
    {
        assert!(is_id(good), "{good}");
    }
    for bad in ["", "a b", "a/b", "a:b", "a\u{200d}b", "é\u{301}\u{202e}", "\u{301}e", "[x]"] {
        assert!(!is_id(bad), "{bad:?}");
    }
}
