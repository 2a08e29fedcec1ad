//! Debates of any size as their files have them, the same every time.

#![allow(dead_code, unreachable_pub, reason = "each bench uses its part, and nobody else sees it")]

use std::fmt::Write as _;

/// A debate in which every argument has a text of some length, two relations, an attribution and a tag.
pub fn debate(statements: usize) -> String {
    let mut text = String::from("agon: 1\ntitle: Generated\nactors:\n");
    let write = |text: &mut String, line: std::fmt::Arguments<'_>| {
        let _ = writeln!(text, "{line}");
    };
    for n in 0..50 {
        write(&mut text, format_args!("  actor-{n}: {{name: Actor {n}, role: Speaker}}"));
    }
    text.push_str("sources:\n");
    for n in 0..50 {
        write(
            &mut text,
            format_args!("  source-{n}:\n    title: Source {n}\n    date: 2031-05~\n    url: https://example.org/{n}"),
        );
    }
    text.push_str("questions:\n  q: {text: What is disputed?}\npositions:\n  p: {answers: q, text: Yes, said: {by: actor-0}}\narguments:\n");
    for n in 0..statements {
        write(
            &mut text,
            format_args!(
                "  argument-{n}:\n    text: >-\n      The argument of number {n} says at some length what nobody has said before it,\n      \
                 and it says so on two lines.\n    rebuts: {}\n    said:\n      - {{by: actor-{}, in: source-{}, quote: \"As it was said: {n}\", at: p. {n}}}\n    tags: [tag-{}]",
                if n == 0 { "p".to_owned() } else { format!("[p, argument-{}]", n / 2) },
                n % 50,
                n % 50,
                n % 20,
            ),
        );
    }
    text
}
