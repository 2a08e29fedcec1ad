//! Debates with mistakes, the same every time.

#![allow(unreachable_pub, reason = "nobody else sees it")]

use std::fmt::{self, Write as _};

use super::yaml::debate;

/// A kind of mistake. No two of a file have one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    UnknownKey,
    DanglingId,
    MissingKey,
    UnknownWord,
    BadDate,
    /// Of each kind as many.
    Mixed,
}

impl Fault {
    pub const ALL: [Self; 6] =
        [Self::UnknownKey, Self::DanglingId, Self::MissingKey, Self::UnknownWord, Self::BadDate, Self::Mixed];
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::UnknownKey => "unknown keys",
            Self::DanglingId => "dangling ids",
            Self::MissingKey => "missing keys",
            Self::UnknownWord => "unknown words",
            Self::BadDate => "bad dates",
            Self::Mixed => "errors of all kinds",
        })
    }
}

/// A debate with so many mistakes, at equal distances all over its arguments; bad dates stand in events behind them.
pub fn faulty(statements: usize, fault: Fault, errors: usize) -> String {
    const ENTRY: &str = "\n  argument-";
    let text = debate(statements);
    let mut entries = text.split(ENTRY);
    let mut faulty = entries.next().unwrap_or_default().to_owned();
    let mut events = String::new();
    let (step, mut made) = (statements / errors, 0);
    for (number, entry) in entries.enumerate() {
        faulty.push_str(ENTRY);
        if made == errors || number % step != step / 2 {
            faulty.push_str(entry);
            continue;
        }
        let fault = if fault == Fault::Mixed { Fault::ALL[made % (Fault::ALL.len() - 1)] } else { fault };
        let replaced = |old: &str, new: &str| entry.replacen(old, new, 1);
        faulty.push_str(&match fault {
            Fault::UnknownKey => replaced("    said:", &format!("    remark-{made}: None\n    said:")),
            Fault::DanglingId => replaced("[p, argument-", &format!("[p, argumnt-{made}-")),
            Fault::MissingKey => replaced(&format!("by: actor-{}, ", number % 50), ""),
            Fault::UnknownWord => replaced("at: p.", &format!("stance: shouts-{made}, at: p.")),
            Fault::BadDate | Fault::Mixed => {
                let _ = write!(events, "\n  - {{date: 2031-13-{made}, text: It happened.}}");
                entry.to_owned()
            }
        });
        made += 1;
    }
    if !events.is_empty() {
        let _ = writeln!(faulty, "events:{events}");
    }
    faulty
}
