//! From a text to its located tree.
//!
//! One walk over the parser's events; where the parser fails, another over what can be placed behind. Nesting and
//! unfolding are limited here, so that whatever walks the tree afterwards may recurse and may unfold.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::{quoted, shown};
use super::recovery::{self, Block};
use super::tree::{Kind, Node, Place, Tree, small};
use super::{Progress, limits, syntax};
use crate::debate::is_id;

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
    let (mut events, mut counted) = (0_usize, 0);
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

    /// Tells the error, and gives up what is not finished. Returns where to look for a line to go on with.
    fn fail(&mut self, error: &ScanError) -> Stop {
        let at = error.marker().byte_offset().map_or(self.text.len(), |at| self.base + at).min(self.text.len());
        let flow_node = self.open.iter().map(|open| open.node).find(|node| self.is_flow(&self.nodes[*node]));
        let flow = flow_node.map(|node| self.nodes[node].range().start);
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            self.findings.push(too_deep(at..at + 1));
            self.break_off(at);
            return Stop::Done;
        }
        let at = syntax::place(error, at, self.text);
        let line = recovery::line_start(self.text, at);
        if let Some(finding) = syntax::unspaced(error, self.text, self.behind, at) {
            self.findings.push(finding);
            self.begin_map();
            self.break_off(line);
            return Stop::Failed(line);
        }
        if syntax::is_misplaced_key(error, self.text, at)
            && let Some(last) = self.nodes.last_mut().filter(|last| last.range().end > line)
            && matches!(last.kind, Kind::Scalar { .. })
        {
            // The text above took the key for more of itself.
            last.kind = Kind::Broken;
        }
        if matches!(error.kind(), ErrorKind::ExpectedBlockSequenceEntry)
            && let Some(Kind::List(items)) = self.open.last().map(|open| &self.nodes[open.node].kind)
            && let Some(last) = items.last().map(Place::node)
        {
            // What stands in line with it may belong to it.
            self.nodes[last].partial = true;
        }
        if matches!(error.kind(), ErrorKind::SimpleKeyExpected) && (self.begin_entry(at) || self.leave_out(at)) {
            return Stop::Failed(recovery::next_line(self.text, at));
        }
        // What is never closed is told where it begins.
        let end = if matches!(error.kind(), ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. })
        {
            recovery::next_line(self.text, at)
        } else {
            line
        };
        let unclosed = syntax::unclosed(error, self.text, flow.unwrap_or(self.behind)..end);
        let begun = unclosed.as_ref().map(|finding| finding.range.start).or(flow);
        let finding = unclosed.unwrap_or_else(|| syntax::explain(error, at, self.text, flow));
        // A line may be tried a second time.
        if self.findings.last() != Some(&finding) {
            self.findings.push(finding);
        }
        // In brackets, braces and quotes, the fault lies in the line that opens them as often as not. A line of which
        // nothing was read before it turned out to be in the wrong place may be right in itself.
        let from = match begun {
            Some(begun) => recovery::next_line(self.text, begun),
            None if self.behind < line => line,
            None => recovery::next_line(self.text, at),
        };
        if let Some(node) = flow_node {
            self.doubt(node, from);
        }
        self.break_off(begun.map_or(line, |begun| recovery::line_start(self.text, begun)));
        Stop::Failed(from)
    }

    /// Takes the text that was read last for the first key of a mapping, which goes on.
    fn begin_map(&mut self) {
        let Some(last) = self.nodes.last_mut() else { return };
        if matches!(last.kind, Kind::Scalar { .. }) && last.range().start == self.behind {
            last.kind = Kind::Map { entries: Vec::new(), flow: false };
            self.open.push(Open { node: self.nodes.len() - 1, key: None });
        }
    }

    /// Takes a word alone on its line, with lines below that are indented further, for a key that lacks its colon. Whether
    /// it is one.
    fn begin_entry(&mut self, at: usize) -> bool {
        let line = recovery::line_start(self.text, at);
        let written = self.text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
        let (indentation, word) = (recovery::indentation(written), written.trim_start());
        let below = recovery::next_line(self.text, at);
        let inner = recovery::indentation(self.text.get(below..).unwrap_or_default());
        let blocks: Option<Vec<Block>> = self.open.iter().map(|open| self.block(open)).collect();
        let beside = |block: &Block| !block.is_list && block.indentation == indentation;
        let Some(depth) = blocks.and_then(|blocks| blocks.iter().rposition(beside)) else { return false };
        if line + indentation != at || !is_id(word) || inner <= indentation || self.open[depth].key.is_some() {
            return false;
        }
        while self.open.len() > depth + 1 {
            self.break_key(self.open.len() - 1, line);
            self.close(line);
        }
        let finding =
            Finding::new(Code::Syntax, at..at + word.len(), format!("{} has no colon behind it", quoted(word)));
        self.findings.push(finding.help(format!("write `{}:`", shown(word))));
        let key = self.add(at..at + word.len(), Kind::Scalar { text: Cow::Borrowed(word), plain: true }, 1, 0);
        self.put_node(key);
        let node = self.add(below + inner..below + inner, Kind::Map { entries: Vec::new(), flow: false }, 1, 0);
        self.put_node(node);
        self.open.push(Open { node, key: None });
        self.break_off(below);
        true
    }

    /// Leaves out a text below a `|` or `>` that is not indented further than its key. Whether it is one.
    fn leave_out(&mut self, at: usize) -> bool {
        let above = self.text.get(..recovery::line_start(self.text, at)).unwrap_or_default().trim_end();
        let key = above.get(recovery::line_start(self.text, above.len())..).unwrap_or_default();
        let sign = key.trim_end_matches(['-', '+']);
        let Some(last) = self.nodes.last_mut().filter(|_| sign.ends_with(['|', '>'])) else { return false };
        if !matches!(&last.kind, Kind::Scalar { text, plain: false } if text.trim().is_empty()) {
            return false;
        }
        last.kind = Kind::Broken;
        let blanks = recovery::content(key) + 2;
        let end = at + self.text.get(at..).and_then(|rest| rest.lines().next()).map_or(0, |line| line.trim_end().len());
        let finding = Finding::new(Code::Syntax, at..end, "a text that is not indented further than its key")
            .help(format!("begin its lines with {blanks} blanks"));
        self.findings.push(finding);
        self.break_off(recovery::line_start(self.text, at));
        true
    }

    /// Marks all that stands in brackets or braces that are not closed: what is missing may be the end of any of it, and
    /// what reaches beyond `end` may not belong there.
    fn doubt(&mut self, outermost: usize, end: usize) {
        for node in self.nodes.iter_mut().skip(outermost) {
            node.partial = true;
            if matches!(node.kind, Kind::Scalar { .. }) && node.range().end > end {
                node.kind = Kind::Broken;
            }
        }
    }

    /// Marks all that is open as broken off, and nothing as read from the line at `from`.
    fn break_off(&mut self, from: usize) {
        for place in 0..self.open.len() {
            self.nodes[self.open[place].node].partial = true;
            self.break_key(place, from);
        }
        self.unread.push(from..self.text.len());
    }

    /// The value of a key that waits is what is broken; one that is a list or mapping stands there already.
    fn break_key(&mut self, place: usize, from: usize) {
        let open = &mut self.open[place];
        let (node, Some(key)) = (open.node, open.key.take()) else { return };
        let value = self.add(from..from, Kind::Broken, 1, 0);
        let value = Place::new(self.part, value, None);
        if let Kind::Map { entries, .. } = &mut self.nodes[node].kind {
            entries.push((key, value));
        }
    }

    /// Goes on at a line at or behind `from`, if there is one that can be told to belong to something. Returns what to
    /// read next.
    fn resume(&mut self, from: usize, last: usize) -> Option<Range<usize>> {
        let blocks: Vec<Block> = self.open.iter().map_while(|open| self.block(open)).collect();
        let from = if from > last { from } else { recovery::next_line(self.text, last) };
        let next = recovery::next(self.text, from, &blocks)?;
        for open in self.open.drain(next.block + 1..) {
            self.nodes[open.node].end_at(next.range.start);
        }
        if let Some(unread) = self.unread.last_mut() {
            unread.end = unread.end.min(next.range.start.max(unread.start));
        }
        self.resuming = true;
        self.anchors.clear();
        Some(next.range)
    }

    /// None for what stands in brackets or braces.
    fn block(&self, open: &Open) -> Option<Block> {
        let node = &self.nodes[open.node];
        let at = node.range().start;
        let indentation = at - recovery::line_start(self.text, at);
        (!self.is_flow(node)).then_some(Block { indentation, is_list: matches!(node.kind, Kind::List(_)) })
    }

    fn is_flow(&self, node: &Node<'_>) -> bool {
        self.text.get(node.range().start..).is_some_and(|written| written.starts_with(['[', '{']))
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
