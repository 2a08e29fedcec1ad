//! What becomes of a tree where the parser fails: what is told, what of it is kept, and where reading goes on.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::super::code::Code;
use super::super::diagnostic::Finding;
use super::super::lines::{quoted, shown};
use super::super::recovery::{self, Block};
use super::super::syntax;
use super::super::tree::{Kind, Node, Place};
use super::{Grower, Open, Stop, too_deep};
use crate::debate::is_id;

impl Grower<'_, '_> {
    /// Tells the error, and gives up what is not finished. Returns where to look for a line to go on with.
    pub(super) fn fail(&mut self, error: &ScanError) -> Stop {
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
    pub(super) fn break_off(&mut self, from: usize) {
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
    pub(super) fn resume(&mut self, from: usize, last: usize) -> Option<Range<usize>> {
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
}
