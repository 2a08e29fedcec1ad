//! The order in which what bears on a statement is told.

use std::cmp::Reverse;

use super::{Child, Date, Debate, RelationKind, StatementIndex};

/// An order of what bears on a statement. Premises always come first, in their own: they are one reason together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Order {
    /// As in the file.
    #[default]
    File,
    /// By the date on which each was first said, what has none last.
    Date,
    /// By the number of replies that each has, the most first.
    Replies,
}

/// Where a child stands in an order: premise or not, dated or not, when, how often replied to. Equal ones stay as they
/// are.
type Key = (bool, bool, Option<Date>, Reverse<usize>);

impl Order {
    /// Every order, in which they are turned through.
    pub const ALL: [Self; 3] = [Self::File, Self::Date, Self::Replies];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Date => "date",
            Self::Replies => "replies",
        }
    }

    /// What comes first in it, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::File => "in the order of the file",
            Self::Date => "by date, the earliest first",
            Self::Replies => "by the number of replies, the most first",
        }
    }

    fn key(self, debate: &Debate, child: Child) -> Key {
        let first = (false, false, None, Reverse(0));
        match (child.kind, self) {
            (RelationKind::Premise, _) | (_, Self::File) => first,
            (_, Self::Date) => {
                let date = debate.said_on(child.statement);
                (true, date.is_none(), date, Reverse(0))
            }
            (_, Self::Replies) => (true, false, None, Reverse(debate.replies(child.statement).count())),
        }
    }
}

impl Debate {
    /// What bears on a statement in an order, each with its place among its [children](Debate::children).
    #[must_use]
    pub fn children_in_order(&self, of: StatementIndex, order: Order) -> Vec<(usize, Child)> {
        let mut children: Vec<(usize, Child)> = self.children(of).iter().copied().enumerate().collect();
        if order != Order::File && children.len() > 1 {
            children.sort_by_cached_key(|(_, child)| order.key(self, *child));
        }
        children
    }

    /// The replies to a statement in an order.
    #[must_use]
    pub fn replies_in_order(&self, to: StatementIndex, order: Order) -> Vec<Child> {
        let children = self.children_in_order(to, order).into_iter().map(|(_, child)| child);
        children.filter(|child| child.kind.is_reply()).collect()
    }
}
