//! The order in which what bears on a statement is told.

use std::cmp::Reverse;
use std::collections::HashMap;

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
                // Many that stand apart in memory are asked for at once: a column of them is much nearer.
                let date = debate
                    .surveyed()
                    .map_or_else(|| debate.said_on(child.statement), |survey| survey.said_on(child.statement));
                (true, date.is_none(), date, Reverse(0))
            }
            (_, Self::Replies) => {
                let replies = debate
                    .surveyed()
                    .map_or_else(|| debate.replies(child.statement).count(), |survey| survey.replies(child.statement));
                (true, false, None, Reverse(replies))
            }
        }
    }
}

/// From so many children on their orders are worked out ahead.
const MANY: usize = 200;

/// The orders of what bears on statements on which much does, as places among their [children](Debate::children).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Orders(HashMap<(StatementIndex, Order), Box<[u32]>>);

impl Orders {
    pub(super) fn of(debate: &Debate) -> Self {
        let all = (0..debate.statements().len()).map(StatementIndex::new);
        let many = all.filter(|of| debate.children(*of).len() >= MANY);
        let sorted =
            |of, order| debate.sort_children(of, order).into_iter().filter_map(|(place, _)| u32::try_from(place).ok());
        let orders =
            many.flat_map(|of| [Order::Date, Order::Replies].map(|order| ((of, order), sorted(of, order).collect())));
        Self(orders.collect())
    }
}

impl Debate {
    /// What bears on a statement in an order, each with its place among its [children](Debate::children).
    #[must_use]
    pub fn children_in_order(&self, of: StatementIndex, order: Order) -> Vec<(usize, Child)> {
        self.ordered(of, order).map_or_else(|| self.sort_children(of, order), Iterator::collect)
    }

    fn sort_children(&self, of: StatementIndex, order: Order) -> Vec<(usize, Child)> {
        let mut children: Vec<(usize, Child)> = self.children(of).iter().copied().enumerate().collect();
        if order != Order::File && children.len() > 1 {
            children.sort_by_cached_key(|(_, child)| order.key(self, *child));
        }
        children
    }

    /// That, where it has been worked out.
    fn ordered(&self, of: StatementIndex, order: Order) -> Option<impl Iterator<Item = (usize, Child)>> {
        let places = self.surveyed()?.orders().0.get(&(of, order))?;
        let children = self.children(of);
        Some(places.iter().map(|place| (*place as usize, children[*place as usize])))
    }

    /// The first reply to a statement in an order.
    #[must_use]
    pub fn first_reply(&self, to: StatementIndex, order: Order) -> Option<Child> {
        if let Some(ordered) = self.ordered(to, order) {
            return ordered.map(|(_, child)| child).find(|child| child.kind.is_reply());
        }
        let mut replies = self.replies(to);
        let first =
            if order == Order::File { replies.next() } else { replies.min_by_key(|child| order.key(self, **child)) };
        first.copied()
    }

    /// The replies to a statement in an order.
    #[must_use]
    pub fn replies_in_order(&self, to: StatementIndex, order: Order) -> Vec<Child> {
        let children = self.children_in_order(to, order).into_iter().map(|(_, child)| child);
        children.filter(|child| child.kind.is_reply()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{
        Actor, ActorIndex, Attribution, Parts, Relation, Source, SourceIndex, Stance, Statement, StatementKind, Text,
    };

    #[test]
    fn what_bears_on_a_statement_stands_in_order() {
        let source = |date: &str| Source { date: date.parse().ok(), ..Source::new(date, date) };
        let relates = |kind, target| Relation { kind, target: StatementIndex::new(target), on: None };
        let (supports, rebuts) = (RelationKind::Supports, RelationKind::Rebuts);
        let statement = |id: &str, relations: Vec<Relation>, source: Option<usize>| {
            let mut statement = Statement::new(id, StatementKind::Argument);
            statement.text = Some(Text::new(id));
            statement.relations = relations;
            statement.said.extend(source.map(|source| Attribution {
                actor: ActorIndex::new(0),
                source: Some(SourceIndex::new(source)),
                stance: Stance::Asserts,
                quote: None,
                place: None,
            }));
            statement
        };
        let mut statements = vec![
            statement("root", vec![], None),
            statement("late", vec![relates(supports, 0)], Some(1)),
            statement("undated", vec![relates(rebuts, 0)], None),
            statement("early", vec![relates(rebuts, 0)], Some(0)),
            statement("premise-late", vec![], Some(1)),
            statement("premise-early", vec![], Some(0)),
            // Two replies to one, one to another.
            statement("x", vec![relates(rebuts, 3), relates(rebuts, 2)], None),
            statement("y", vec![relates(rebuts, 3), relates(supports, 1)], None),
        ];
        statements[0].because = vec![StatementIndex::new(4), StatementIndex::new(5)];
        let actor = Actor::new("a", "A");
        let sources = vec![source("2030"), source("2031-05")];
        let debate = Debate::new(Parts { actors: vec![actor], sources, statements, ..Parts::default() });
        for (order, all, replies) in [
            (Order::File, "premise-late premise-early late undated early", "undated early"),
            (Order::Date, "premise-late premise-early early late undated", "early undated"),
            (Order::Replies, "premise-late premise-early early undated late", "early undated"),
        ] {
            let root = StatementIndex::new(0);
            let ids = |children: Vec<Child>| {
                let ids: Vec<&str> = children.iter().map(|child| &*debate.statement(child.statement).id).collect();
                ids.join(" ")
            };
            let children = debate.children_in_order(root, order);
            assert!(children.iter().all(|(place, child)| debate.children(root)[*place] == *child));
            assert_eq!(ids(children.into_iter().map(|(_, child)| child).collect()), all, "{order:?}");
            assert_eq!(ids(debate.replies_in_order(root, order)), replies, "{order:?}");
        }
    }
}
