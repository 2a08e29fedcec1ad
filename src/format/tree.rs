//! The YAML of a file as a located tree.
//!
//! One walk over the parser's events. Nodes lie in one list and refer to each other by number, so neither building nor
//! dropping a tree recurses, and an alias costs nothing: it is one more reference to the node that its anchor names.
//! Nesting and unfolding are limited here, so that whatever walks the tree afterwards may recurse and may unfold.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use super::diagnostic::{Code, Finding};
use super::{limits, syntax};

/// What stands in one place: a node, written there or named there by an alias.
#[derive(Debug, Clone)]
pub(super) struct Place {
    node: usize,
    alias: Option<Range<usize>>,
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
    range: Range<usize>,
    pub(super) kind: Kind<'a>,
    /// The file broke off inside it.
    pub(super) partial: bool,
    /// How much reading it costs, all aliases unfolded.
    weight: usize,
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
    nodes: Vec<Node<'a>>,
    pub(super) root: Option<Place>,
    /// The file broke off: what is missing may stand behind.
    pub(super) partial: bool,
}

impl<'a> Tree<'a> {
    pub(super) fn node(&self, place: &Place) -> &Node<'a> {
        &self.nodes[place.node]
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

/// Reads all of `text` that can be read.
pub(super) fn grow<'a>(text: &'a str, findings: &mut Vec<Finding>) -> Tree<'a> {
    let options = options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: limits::NESTING,
        block_nesting_limit: limits::NESTING,
    };
    let mut grower = Grower { tree: Tree::default(), open: Vec::new(), anchors: Vec::new(), unfolded: 0, findings };
    for event in Parser::new_from_str_with_options(text, options) {
        let goes_on = match event {
            Ok((event, span)) => grower.take(event, &span, text),
            Err(error) => grower.fail(&error, text),
        };
        if !goes_on {
            break;
        }
    }
    grower.finish(text.len())
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: usize,
    /// The key that waits for its value.
    key: Option<Place>,
}

struct Grower<'a, 'f> {
    tree: Tree<'a>,
    open: Vec<Open>,
    /// By anchor id: the node, none while it is still open.
    anchors: Vec<(usize, usize)>,
    unfolded: usize,
    findings: &'f mut Vec<Finding>,
}

fn range_of(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

impl<'a> Grower<'a, '_> {
    /// Whether to go on.
    fn take(&mut self, event: Event<'a>, span: &Span, text: &str) -> bool {
        let range = range_of(span);
        match event {
            Event::DocumentStart(..) if self.tree.root.is_some() => {
                let finding = Finding::new(Code::Documents, range, "a second document begins here")
                    .help("a file holds one debate: put the other one into a file of its own");
                self.findings.push(finding);
                return false;
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.tag(tag.as_deref(), span, "str");
                let plain = style == ScalarStyle::Plain;
                // The parser gives a missing value a text of its own.
                let value = if plain && range.is_empty() { Cow::Borrowed("") } else { value };
                let weight = value.len() + 1;
                let node = self.add(range, Kind::Scalar { text: value, plain }, weight, anchor);
                self.put(Place { node, alias: None });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), span, "seq");
                return self.open(range, Kind::List(Vec::new()), anchor);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.tag(tag.as_deref(), span, "map");
                let flow = style == StructureStyle::Flow;
                return self.open(range, Kind::Map { entries: Vec::new(), flow }, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end, text),
            Event::Alias(id) => return self.alias(id, range),
            Event::UnresolvedAlias(name) => {
                let finding = Finding::new(
                    Code::Syntax,
                    range.clone(),
                    format!("no anchor `&{}` before this", short(&name)),
                )
                .help("`*` at the beginning of a value refers to an anchor: put a text that begins with it in quotes");
                self.findings.push(finding);
                let node = self.add(range, Kind::Broken, 1, 0);
                self.put(Place { node, alias: None });
            }
            _ => {}
        }
        true
    }

    fn add(&mut self, range: Range<usize>, kind: Kind<'a>, weight: usize, anchor: usize) -> usize {
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node { range, kind, partial: false, weight });
        if anchor > 0 {
            self.anchors.push((anchor, node));
        }
        node
    }

    /// Puts a finished or just opened node where it belongs.
    fn put(&mut self, place: Place) {
        let Some(open) = self.open.last_mut() else {
            self.tree.root.get_or_insert(place);
            return;
        };
        match &mut self.tree.nodes[open.node].kind {
            Kind::List(items) => items.push(place),
            Kind::Map { entries, .. } => match open.key.take() {
                None => open.key = Some(place),
                Some(key) => entries.push((key, place)),
            },
            Kind::Scalar { .. } | Kind::Broken => {}
        }
    }

    fn open(&mut self, range: Range<usize>, kind: Kind<'a>, anchor: usize) -> bool {
        if self.open.len() >= limits::NESTING {
            self.findings.push(too_deep(range));
            self.tree.partial = true;
            return false;
        }
        let node = self.add(range, kind, 1, anchor);
        self.put(Place { node, alias: None });
        self.open.push(Open { node, key: None });
        true
    }

    fn close(&mut self, end: usize, text: &str) {
        let Some(open) = self.open.pop() else { return };
        let node = &self.tree.nodes[open.node];
        let children: usize = match &node.kind {
            Kind::List(items) => items.iter().map(|item| self.tree.node(item).weight).fold(0, usize::saturating_add),
            Kind::Map { entries, .. } => entries
                .iter()
                .flat_map(|(key, value)| [key, value])
                .map(|place| self.tree.node(place).weight)
                .fold(0, usize::saturating_add),
            Kind::Scalar { .. } | Kind::Broken => 0,
        };
        let node = &mut self.tree.nodes[open.node];
        node.weight = children.saturating_add(1);
        // A block ends where the next thing begins; what lies between is not part of it.
        let written = text.get(node.range.start..end).map_or(0, |written| written.trim_end().len());
        node.range.end = node.range.start + written;
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> bool {
        let target =
            self.anchors.binary_search_by_key(&id, |(anchor, _)| *anchor).ok().and_then(|at| self.anchors.get(at));
        let Some(&(_, node)) = target else { return true };
        if self.open.iter().any(|open| open.node == node) {
            let finding = Finding::new(Code::Unfolding, range.clone(), "this alias stands inside what it repeats")
                .label("it would never end");
            self.findings.push(finding);
            let node = self.add(range, Kind::Broken, 1, 0);
            self.put(Place { node, alias: None });
            return true;
        }
        self.unfolded = self.unfolded.saturating_add(self.tree.nodes[node].weight);
        if self.unfolded > limits::UNFOLDED {
            let message =
                format!("with this alias, the aliases of the file unfold to more than {} bytes", limits::UNFOLDED);
            self.findings.push(Finding::new(Code::Unfolding, range, message).help("write out what is repeated"));
            self.tree.partial = true;
            return false;
        }
        self.put(Place { node, alias: Some(range) });
        true
    }

    /// The core tags say what is so anyway; any other asks for something the format does not have.
    fn tag(&mut self, tag: Option<&granit_parser::Tag>, span: &Span, natural: &str) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema_tag(natural) || (tag.handle().is_empty() && tag.suffix() == "!") {
            return;
        }
        let range = span.tag_span().map_or_else(|| range_of(span), |span| range_of(&span));
        let finding =
            Finding::new(Code::Tag, range, format!("the tag `{}` means nothing here", short(&tag.original())))
                .help("`!` at the beginning of a value is a tag: put a text that begins with it in quotes");
        self.findings.push(finding);
    }

    fn fail(&mut self, error: &ScanError, text: &str) -> bool {
        let at = error.marker().byte_offset().unwrap_or(text.len());
        let finding = match error.kind() {
            ErrorKind::RecursionLimitExceeded => too_deep(at..at + 1),
            _ => syntax::explain(error, at, text),
        };
        self.findings.push(finding);
        self.tree.partial = true;
        false
    }

    fn finish(mut self, end: usize) -> Tree<'a> {
        while let Some(open) = self.open.pop() {
            let node = &mut self.tree.nodes[open.node];
            node.partial = true;
            node.range.end = end;
            self.tree.partial = true;
        }
        self.tree
    }
}

fn too_deep(range: Range<usize>) -> Finding {
    let message = format!("more than {} lists and mappings stand inside each other here", limits::NESTING);
    Finding::new(Code::Nesting, range, message)
}

fn short(name: &str) -> String {
    super::lines::quoted(name).trim_matches('`').to_owned()
}
