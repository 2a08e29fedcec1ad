//! The YAML of a file as a located tree.
//!
//! Nodes lie in lists and refer to each other by number, so neither building nor dropping a tree recurses, and an alias
//! costs nothing: it is one more reference to the node that its anchor names. A large file has some ten nodes for each
//! of its lines, so they are kept small.

use std::borrow::Cow;
use std::ops::Range;

/// A range of a text, which has at most [`super::limits::BYTES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: small(range.start), end: small(range.end) }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// What is counted in a text of such a size, or its bytes.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What stands in one place: a node, written there or named there by an alias.
#[derive(Debug, Clone)]
pub(super) struct Place {
    part: u32,
    node: u32,
    alias: Option<Span>,
}

impl Place {
    /// That of the node at this place of a part, written there or named by an alias.
    pub(super) fn new(part: u32, node: usize, alias: Option<Range<usize>>) -> Self {
        Self { part, node: small(node), alias: alias.map(Span::from) }
    }

    /// Where the alias is that stands for it here, if it is one.
    pub(super) fn alias(&self) -> Option<Range<usize>> {
        self.alias.map(Range::from)
    }

    /// The place of the node in its part.
    pub(super) fn node(&self) -> usize {
        self.node as usize
    }
}

/// A piece of YAML.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Where it is written.
    pub(super) span: Span,
    /// How much reading it costs, all aliases unfolded.
    pub(super) weight: u32,
    pub(super) kind: Kind<'a>,
    /// The file broke off inside it.
    pub(super) partial: bool,
}

impl Node<'_> {
    /// Where it is written.
    pub(super) fn range(&self) -> Range<usize> {
        self.span.into()
    }

    /// Lets it end elsewhere.
    pub(super) fn end_at(&mut self, end: usize) {
        self.span.end = small(end);
    }
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<Place>),
    /// `flow` is the notation in braces.
    Map {
        entries: Vec<(Place, Place)>,
        flow: bool,
    },
    /// Something that a finding was made about already.
    Broken,
}

/// A located tree, as far as the file could be read.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// The nodes of each part that was grown by itself.
    pub(super) parts: Vec<Vec<Node<'a>>>,
    pub(super) root: Option<Place>,
    /// The parts of the file that could not be read.
    pub(super) unread: Vec<Range<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn node(&self, place: &Place) -> &Node<'a> {
        &self.parts[place.part as usize][place.node()]
    }

    /// The text, where it is one.
    pub(super) fn scalar(&self, place: &Place) -> Option<&str> {
        match &self.node(place).kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing in the file but blanks and comments.
    pub(super) fn is_nothing(&self) -> bool {
        self.root
            .as_ref()
            .is_none_or(|root| matches!(&self.node(root).kind, Kind::Scalar { text, plain: true } if text.is_empty()))
    }

    /// Where it is written, whatever stands for it here.
    pub(super) fn written(&self, place: &Place) -> Range<usize> {
        self.node(place).range()
    }

    /// Where it stands: the alias, if one stands for it.
    pub(super) fn range(&self, place: &Place) -> Range<usize> {
        place.alias().unwrap_or_else(|| self.written(place))
    }
}
