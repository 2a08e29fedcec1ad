//! From a text to its located tree.
//!
//! One walk over the parser's events; where the parser fails, another over what can be placed behind. Nesting and
//! unfolding are limited here, so that whatever walks the tree afterwards may recurse and may unfold.

mod failing;

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StructureStyle, options};

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::shown;
use super::tree::{Kind, Node, Place, Tree, small};
use super::{Progress, limits, shape};

/// Bytes of a text for each node of its tree, at a guess.
const BYTES: usize = 8;

/// Events between two looks at whether to go on.
const EVENTS: usize = 1_000;

/// Reads all of `text` that can be read.
pub(super) fn grow<'a>(text: &'a str, findings: &mut Vec<Finding>) -> Tree<'a> {
    grow_with(text, findings, &Progress::default())
}

/// As [`grow`], counted; until it is given up.
pub(super) fn grow_with<'a>(text: &'a str, findings: &mut Vec<Finding>, progress: &Progress) -> Tree<'a> {
    let options = options(limits::NESTING);
    let mut grower = Grower::new(text, findings);
    let (mut events, mut counted, mut found) = (0_usize, 0, 0);
    let mut part = 0..text.len();
    for _ in 0..limits::PARTS {
        grower.base = part.start;
        let written = text.get(part.clone()).unwrap_or_default();
        let mut parser = Parser::new_from_str_with_options(written, options.clone());
        let read = parser.try_for_each(|event| {
            events += 1;
            if events % EVENTS == 0 {
                progress.read(grower.behind.saturating_sub(counted));
                counted = counted.max(grower.behind);
                let statements = grower.statements();
                progress.found(statements.saturating_sub(found));
                found = found.max(statements);
                if progress.is_given_up() {
                    return Err(Stop::Done);
                }
            }
            match event {
                Ok((event, span)) => grower.take(event, &span),
                Err(error) => Err(grower.fail(&error)),
            }
        });
        let from = match read {
            Ok(()) => {
                grower.unread.push(part.end..text.len());
                part.end
            }
            Err(Stop::Failed(at)) => at,
            Err(Stop::Done) => break,
        };
        let Some(next) = grower.resume(from, part.start) else { break };
        part = next;
    }
    progress.read(text.len() - counted.min(text.len()));
    grower.finish()
}

/// The keys of the mapping that `text` is, one by one, as far as it can be read.
pub(super) fn keys(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut parser = Parser::new_from_str_with_options(text, options(limits::NESTING));
    // How many lists and mappings are open, and whether what comes next in the outermost is a key.
    let (mut open, mut is_key) = (0_usize, false);
    std::iter::from_fn(move || {
        loop {
            let (event, _) = parser.next()?.ok()?;
            match event {
                Event::Scalar(key, ..) if open == 1 && is_key => {
                    is_key = false;
                    return Some(key);
                }
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    open += 1;
                    if open > 1 {
                        continue;
                    }
                }
                Event::MappingEnd | Event::SequenceEnd => open = open.saturating_sub(1),
                Event::Scalar(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => {}
                _ => continue,
            }
            if open == 1 {
                is_key = !is_key;
            }
        }
    })
}

fn options(nesting: usize) -> Options {
    options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: nesting,
        block_nesting_limit: nesting,
    }
}

/// A part of a tree, with the place of its root in it.
pub(super) struct Part<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) root: Option<Place>,
}

/// The part of a tree with this number, from what stands in a range of the text, by itself and without any alias. None
/// where there is something to tell of it, or lists and mappings stand deeper inside each other than `nesting`.
pub(super) fn grow_part(text: &str, range: Range<usize>, number: u32, nesting: usize) -> Option<Part<'_>> {
    let mut findings = Vec::new();
    let nodes = Vec::with_capacity(range.len() / BYTES);
    let mut grower = Grower { part: number, base: range.start, nesting, nodes, ..Grower::new(text, &mut findings) };
    let mut parser = Parser::new_from_str_with_options(text.get(range)?, options(nesting));
    parser.try_for_each(|event| {
        let (event, span) = event.ok()?;
        grower.take(event, &span).ok()
    })?;
    let Grower { nodes, root, open, .. } = grower;
    (open.is_empty() && findings.is_empty()).then_some(Part { nodes, root })
}

/// Why reading does not go on.
enum Stop {
    /// Reading failed here, and may go on from the line that begins here.
    Failed(usize),
    /// Nothing more may be read.
    Done,
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: usize,
    /// The key that waits for its value.
    key: Option<Place>,
}

struct Grower<'a, 'f> {
    text: &'a str,
    /// Where the part begins that is being read.
    base: usize,
    /// Up to where the last event reaches.
    behind: usize,
    /// The next list or mapping is one that is open already.
    resuming: bool,
    /// How many lists and mappings may stand inside each other.
    nesting: usize,
    /// The number of the part of the tree that grows.
    part: u32,
    nodes: Vec<Node<'a>>,
    root: Option<Place>,
    /// The parts of the text that could not be read.
    unread: Vec<Range<usize>>,
    open: Vec<Open>,
    /// By anchor id: the node, none while it is still open.
    anchors: Vec<(usize, usize)>,
    unfolded: usize,
    findings: &'f mut Vec<Finding>,
}

impl<'a, 'f> Grower<'a, 'f> {
    fn new(text: &'a str, findings: &'f mut Vec<Finding>) -> Self {
        Self {
            text,
            base: 0,
            behind: 0,
            resuming: false,
            nesting: limits::NESTING,
            part: 0,
            nodes: Vec::new(),
            root: None,
            unread: Vec::new(),
            open: Vec::new(),
            anchors: Vec::new(),
            unfolded: 0,
            findings,
        }
    }

    /// How many entries there are so far that should be statements.
    fn statements(&self) -> usize {
        let entries = |place: &Place| match &self.nodes[place.node()].kind {
            Kind::Map { entries, .. } => entries.as_slice(),
            _ => &[],
        };
        let holds = |key: &Place| match &self.nodes[key.node()].kind {
            Kind::Scalar { text, .. } => shape::has_statements(text),
            _ => false,
        };
        let sections = self.root.iter().flat_map(entries).filter(|(key, _)| holds(key));
        sections.map(|(_, section)| entries(section).len()).sum()
    }

    fn range_of(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        self.base + range.start..self.base + range.end
    }

    fn take(&mut self, event: Event<'a>, span: &Span) -> Result<(), Stop> {
        let range = self.range_of(span);
        self.behind = range.start;
        match event {
            Event::DocumentStart(..) if self.root.is_some() && !self.resuming => {
                let finding = Finding::new(Code::Documents, range, "a second document begins here")
                    .help("a file holds one debate: put the other one into a file of its own");
                self.findings.push(finding);
                return Err(Stop::Done);
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.tag(tag.as_deref(), span, "str");
                let plain = style == ScalarStyle::Plain;
                // The parser gives a missing value a text of its own.
                let value = if plain && range.is_empty() { Cow::Borrowed("") } else { value };
                let weight = small(value.len() + 1);
                let node = self.add(range, Kind::Scalar { text: value, plain }, weight, anchor);
                self.put_node(node);
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
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(id) => return self.alias(id, range),
            // Its anchor may stand in a part that was not read.
            Event::UnresolvedAlias(_) if self.base > 0 => {
                let node = self.add(range, Kind::Broken, 1, 0);
                self.put_node(node);
            }
            Event::UnresolvedAlias(name) => {
                let finding = Finding::new(
                    Code::Syntax,
                    range.clone(),
                    format!("no anchor `&{}` before this", shown(&name)),
                )
                .help("`*` at the beginning of a value refers to an anchor: put a text that begins with it in quotes");
                self.findings.push(finding);
                let node = self.add(range, Kind::Broken, 1, 0);
                self.put_node(node);
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, range: Range<usize>, kind: Kind<'a>, weight: u32, anchor: usize) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { span: range.into(), kind, partial: false, weight });
        if anchor > 0 {
            self.anchors.push((anchor, node));
        }
        node
    }

    fn put_node(&mut self, node: usize) {
        self.put(Place::new(self.part, node, None));
    }

    /// Puts a finished or just opened node where it belongs.
    fn put(&mut self, place: Place) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(place);
            return;
        };
        match &mut self.nodes[open.node].kind {
            Kind::List(items) => items.push(place),
            Kind::Map { entries, .. } => match open.key.take() {
                None => open.key = Some(place),
                Some(key) => entries.push((key, place)),
            },
            Kind::Scalar { .. } | Kind::Broken => {}
        }
    }

    fn open(&mut self, range: Range<usize>, kind: Kind<'a>, anchor: usize) -> Result<(), Stop> {
        if std::mem::take(&mut self.resuming) {
            // The list or mapping goes on that was open where reading failed.
            return Ok(());
        }
        if self.open.len() >= self.nesting {
            self.findings.push(too_deep(range.clone()));
            self.break_off(range.start);
            return Err(Stop::Done);
        }
        let node = self.add(range, kind, 1, anchor);
        self.put_node(node);
        self.open.push(Open { node, key: None });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let node = &self.nodes[open.node];
        let weight = |place: &Place| self.nodes[place.node()].weight;
        let children: u32 = match &node.kind {
            Kind::List(items) => items.iter().map(weight).fold(0, u32::saturating_add),
            Kind::Map { entries, .. } => {
                entries.iter().flat_map(|(key, value)| [key, value]).map(weight).fold(0, u32::saturating_add)
            }
            Kind::Scalar { .. } | Kind::Broken => 0,
        };
        let node = &mut self.nodes[open.node];
        node.weight = children.saturating_add(1);
        // A block ends where the next thing begins; what lies between is not part of it.
        let start = node.range().start;
        let written = self.text.get(start..end).map_or(0, |written| written.trim_end().len());
        node.end_at(start + written);
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Stop> {
        let target =
            self.anchors.binary_search_by_key(&id, |(anchor, _)| *anchor).ok().and_then(|at| self.anchors.get(at));
        let Some(&(_, node)) = target else { return Ok(()) };
        if self.open.iter().any(|open| open.node == node) {
            let finding = Finding::new(Code::Unfolding, range.clone(), "this alias stands inside what it repeats")
                .label("it would never end");
            self.findings.push(finding);
            let node = self.add(range, Kind::Broken, 1, 0);
            self.put_node(node);
            return Ok(());
        }
        self.unfolded = self.unfolded.saturating_add(self.nodes[node].weight as usize);
        if self.unfolded > limits::UNFOLDED {
            let message =
                format!("with this alias, the aliases of the file unfold to more than {} bytes", limits::UNFOLDED);
            self.break_off(range.start);
            self.findings.push(Finding::new(Code::Unfolding, range, message).help("write out what is repeated"));
            return Err(Stop::Done);
        }
        self.put(Place::new(self.part, node, Some(range)));
        Ok(())
    }

    /// The core tags say what is so anyway; any other asks for something the format does not have.
    fn tag(&mut self, tag: Option<&granit_parser::Tag>, span: &Span, natural: &str) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema_tag(natural) || (tag.handle().is_empty() && tag.suffix() == "!") {
            return;
        }
        let range = span.tag_span().map_or_else(|| self.range_of(span), |span| self.range_of(&span));
        let finding =
            Finding::new(Code::Tag, range, format!("the tag `{}` means nothing here", shown(&tag.original())))
                .help("`!` at the beginning of a value is a tag: put a text that begins with it in quotes");
        self.findings.push(finding);
    }

    fn finish(mut self) -> Tree<'a> {
        for open in self.open.drain(..) {
            let node = &mut self.nodes[open.node];
            node.partial = true;
            node.end_at(self.text.len());
        }
        Tree { parts: vec![self.nodes], root: self.root, unread: self.unread }
    }
}

fn too_deep(range: Range<usize>) -> Finding {
    let message = format!("more than {} lists and mappings stand inside each other here", limits::NESTING);
    Finding::new(Code::Nesting, range, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an actor and so many arguments, on one line each, which cannot be read in parts.
    fn in_one_piece(arguments: usize) -> String {
        let arguments: Vec<String> = (0..arguments).map(|number| format!("a{number}: {{text: A}}")).collect();
        format!("{{agon: 1, actors: {{a: {{name: A}}}}, arguments: {{\n{}\n}}}}", arguments.join(",\n"))
    }

    #[test]
    fn statements_are_counted_on_the_way_and_nothing_more_once_it_is_given_up() {
        let text = in_one_piece(1_000);
        let progress = Progress::default();
        grow_with(&text, &mut Vec::new(), &progress);
        assert_eq!(progress.bytes(), text.len() as u64);
        // The last look is before the end.
        assert!((800..=1_000).contains(&progress.statements()), "{}", progress.statements());
        let progress = Progress::default();
        progress.give_up();
        let tree = grow_with(&text, &mut Vec::new(), &progress);
        assert!((1..300).contains(&progress.statements()), "{}", progress.statements());
        assert!(tree.parts.iter().map(Vec::len).sum::<usize>() <= EVENTS);
    }
}
