//! The YAML of a file as a located tree.
//!
//! Nodes lie in one list and refer to each other by number, so neither building nor dropping a tree recurses, and an
//! alias costs nothing: it is one more reference to the node that its anchor names.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in one place: a node, written there or named there by an alias.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) node: usize,
    pub(super) alias: Option<Range<usize>>,
}

impl Place {
    /// Where the alias is that stands for it here, if it is one.
    pub(super) fn alias(&self) -> Option<&Range<usize>> {
        self.alias.as_ref()
    }
}

/// A piece of YAML.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Where it is written.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind<'a>,
    /// The file broke off inside it.
    pub(super) partial: bool,
    /// How much reading it costs, all aliases unfolded.
    pub(super) weight: usize,
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
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) root: Option<Place>,
    /// The parts of the file that could not be read.
    pub(super) unread: Vec<Range<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn node(&self, place: &Place) -> &Node<'a> {
        &self.nodes[place.node]
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
        self.node(place).range.clone()
    }

    /// Where it stands: the alias, if one stands for it.
    pub(super) fn range(&self, place: &Place) -> Range<usize> {
        place.alias.clone().unwrap_or_else(|| self.node(place).range.clone())
    }
}
