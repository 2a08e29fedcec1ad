//! About how large a map will be, known before it is laid out: which boxes stand in one layer, and how much room they
//! take one behind the other.

use std::collections::{HashMap, HashSet};

use crate::debate::{Debate, Relation, RelationKind, StatementIndex};

/// Cells from one layer to the next beside each other, and one under the other.
const CHANNEL: (usize, usize) = (5, 3);

/// Blank cells between the parts of a map that hang together nowhere: columns, and rows.
const BETWEEN_PARTS: (usize, usize) = (3, 1);

/// What stands in one layer: boxes, by their places among the statements of the map, and how many lines pass it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Layer {
    boxes: Vec<usize>,
    lines: usize,
}

/// The statements of a map in layers, part by part.
#[derive(Debug)]
pub struct Sketch {
    /// Of each part that hangs together its layers.
    parts: Vec<Vec<Layer>>,
    /// Whether layers stand side by side.
    is_level: bool,
    /// What a layout came to, and what had been expected: columns, and rows.
    learnt: Option<[(usize, usize); 2]>,
}

impl Sketch {
    /// Of these statements, which are in order, with the relations between them. `is_level` tells whether what bears on a
    /// statement stands beside it, not above or below.
    #[must_use]
    pub fn new(debate: &Debate, statements: &[StatementIndex], is_level: bool) -> Self {
        let links = links(debate, statements);
        let layers = layers(&links);
        let part_of = parts(&links);
        let mut parts = vec![Vec::new(); part_of.iter().max().map_or(0, |last| last + 1)];
        let at = |part: usize, layer: usize, parts: &mut Vec<Vec<Layer>>, add: fn(&mut Layer, usize), node: usize| {
            let layers: &mut Vec<Layer> = &mut parts[part];
            layers.resize(layers.len().max(layer + 1), Layer::default());
            add(&mut layers[layer], node);
        };
        for (node, links) in links.iter().enumerate() {
            at(part_of[node], layers[node], &mut parts, |layer, node| layer.boxes.push(node), node);
            for (to, _) in links {
                let (low, high) = (layers[node].min(layers[*to]), layers[node].max(layers[*to]));
                for between in low + 1..high {
                    at(part_of[node], between, &mut parts, |layer, _| layer.lines += 1, node);
                }
            }
        }
        Self { parts, is_level, learnt: None }
    }

    /// About how many columns and rows the map has, its parts side by side as far as `columns` go. `size` tells those of a
    /// box.
    #[must_use]
    pub fn size(&self, columns: usize, size: impl Fn(usize) -> (usize, usize)) -> (usize, usize) {
        let (width, height) = self.estimate(columns, size);
        let corrected = |expected: usize, of: usize| match self.learnt.map(|learnt| learnt[of]) {
            Some((came, had)) if had > 0 => expected * came / had,
            _ => expected,
        };
        (corrected(width, 0), corrected(height, 1))
    }

    /// Takes note of what a layout has come to with boxes of these sizes: the next ones are seen in its light.
    pub fn learn(&mut self, came: (usize, usize), columns: usize, size: impl Fn(usize) -> (usize, usize)) {
        let had = self.estimate(columns, size);
        self.learnt = Some([(came.0, had.0), (came.1, had.1)]);
    }

    fn estimate(&self, columns: usize, size: impl Fn(usize) -> (usize, usize)) -> (usize, usize) {
        let (mut x, mut y, mut tallest, mut widest) = (0, 0, 0, 0);
        for layers in &self.parts {
            let across = layers.iter().map(|layer| self.across(layer, &size)).max().unwrap_or(0);
            let along: usize = layers.iter().map(|layer| self.along(layer, &size)).sum();
            let between = if self.is_level { CHANNEL.0 } else { CHANNEL.1 };
            let along = along + between * layers.len().saturating_sub(1);
            let (width, height) = if self.is_level { (along, across) } else { (across, along) };
            if x > 0 && x + width > columns {
                (x, y, tallest) = (0, y + tallest + BETWEEN_PARTS.1, 0);
            }
            widest = widest.max(x + width);
            x += width + BETWEEN_PARTS.0;
            tallest = tallest.max(height);
        }
        (widest, y + tallest)
    }

    /// The cells that a layer takes from its first box to its last.
    fn across(&self, layer: &Layer, size: impl Fn(usize) -> (usize, usize)) -> usize {
        let gap = if self.is_level { 1 } else { 2 };
        let across = |node: &usize| if self.is_level { size(*node).1 } else { size(*node).0 };
        let boxes: usize = layer.boxes.iter().map(|node| across(node) + gap).sum();
        let boxes = boxes.saturating_sub(gap);
        boxes + layer.lines
    }

    /// The cells that it takes on the way from one layer to the next.
    fn along(&self, layer: &Layer, size: impl Fn(usize) -> (usize, usize)) -> usize {
        let along = |node: &usize| if self.is_level { size(*node).0 } else { size(*node).1 };
        layer.boxes.iter().map(along).max().unwrap_or(0)
    }
}

/// What each statement bears on among the others, by place, and how many layers lie between the two at the least.
fn links(debate: &Debate, statements: &[StatementIndex]) -> Vec<Vec<(usize, usize)>> {
    let places: HashMap<StatementIndex, usize> = statements.iter().copied().zip(0..).collect();
    let place = |statement: StatementIndex| places.get(&statement).copied();
    let mut undercut = HashSet::new();
    for relation in statements.iter().flat_map(|statement| &debate.statement(*statement).relations) {
        if let Relation { target, on: Some(on), .. } = relation
            && let (Some(target), Some(on)) = (place(*target), place(*on))
        {
            undercut.insert((target, on));
        }
    }
    let links = |(node, statement): (usize, &StatementIndex)| {
        let link = |relation: &Relation| {
            let target = place(relation.target)?;
            // Where premises join, and where an undercut meets a relation, there is a layer between.
            let premises = &debate.statement(relation.target).because;
            let steps = match relation.on.and_then(place) {
                Some(on) => return Some((on, 2)),
                None if relation.kind == RelationKind::Premise && premises.len() > 1 => 2,
                None if undercut.contains(&(node, target)) => 2,
                None => 1,
            };
            Some((target, steps))
        };
        debate.statement(*statement).relations.iter().filter_map(link).filter(|(to, _)| *to != node).collect()
    };
    statements.iter().enumerate().map(links).collect()
}

/// The layer of each: behind all that it bears on, as far as that goes round in no circle.
fn layers(links: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut layers: Vec<Option<usize>> = vec![None; links.len()];
    let mut is_open = vec![false; links.len()];
    for start in 0..links.len() {
        let mut stack = vec![start];
        while let Some(&node) = stack.last() {
            let next = links[node].iter().find(|(to, _)| layers[*to].is_none() && !is_open[*to]);
            if let Some((next, _)) = next.filter(|_| layers[node].is_none()) {
                is_open[node] = true;
                stack.push(*next);
                continue;
            }
            let behind = links[node].iter().filter_map(|(to, steps)| Some(layers[*to]? + steps));
            layers[node] = layers[node].or_else(|| Some(behind.max().unwrap_or(0)));
            is_open[node] = false;
            stack.pop();
        }
    }
    layers.into_iter().map(|layer| layer.unwrap_or(0)).collect()
}

/// Which part each belongs to, numbered in the order of their first ones.
fn parts(links: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut near = vec![Vec::new(); links.len()];
    for (node, links) in links.iter().enumerate() {
        for (to, _) in links {
            near[node].push(*to);
            near[*to].push(node);
        }
    }
    let mut parts: Vec<Option<usize>> = vec![None; links.len()];
    let mut last = 0;
    for start in 0..links.len() {
        if parts[start].is_some() {
            continue;
        }
        let mut queue = vec![start];
        while let Some(node) = queue.pop() {
            if parts[node].is_none() {
                parts[node] = Some(last);
                queue.extend(&near[node]);
            }
        }
        last += 1;
    }
    parts.into_iter().map(|part| part.unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Origin, read};
    use crate::map::layout::{Direction, Effort};
    use crate::map::{Chart, Extent, Size};

    const YAML: &str = "
agon: 1
title: T
questions: {q: {text: Q}, r: {text: R}}
positions: {one: {answers: q, text: One}, two: {answers: [q, r], text: Two}}
arguments:
  a: {text: A, supports: one, because: [b, c]}
  b: {text: B}
  c: {text: C}
  d: {text: D, rebuts: two}
  e: {text: E, undercuts: {argument: d, on: two}}
  round: {text: Round, supports: about}
  about: {text: About, supports: round}
";

    #[test]
    fn statements_stand_in_layers_behind_what_they_bear_on() {
        let debate = read(YAML.as_bytes(), &Origin::named("test")).expect("a debate");
        let statements: Vec<StatementIndex> = (0..debate.statements().len()).map(StatementIndex::new).collect();
        let sketch = Sketch::new(&debate, &statements, true);
        let id = |node: &usize| debate.statement(statements[*node]).id.to_string();
        let layer = |layer: &Layer| (layer.boxes.iter().map(id).collect::<Vec<_>>().join(" "), layer.lines);
        let parts: Vec<Vec<(String, usize)>> =
            sketch.parts.iter().map(|layers| layers.iter().map(layer).collect()).collect();
        let layers = |layers: &[(&str, usize)]| {
            layers.iter().map(|(boxes, lines)| ((*boxes).to_owned(), *lines)).collect::<Vec<_>>()
        };
        assert_eq!(
            parts,
            [
                // Where premises join and where a bearing is undercut, a layer is between.
                layers(&[("q r", 0), ("one two", 0), ("a", 2), ("d e", 2), ("b c", 0)]),
                layers(&[("about", 0), ("round", 0)]),
            ]
        );
    }

    #[test]
    fn what_is_expected_is_near_what_comes() {
        let bytes = include_bytes!("../../../data/platform-liability.yaml");
        let debate = read(bytes, &Origin::named("built in")).expect("it is sound");
        for (question, direction) in debate
            .roots()
            .iter()
            .flat_map(|root| [Direction::Right, Direction::Down].map(|direction| (*root, direction)))
        {
            let chart = Chart::new(&debate, Extent::Below(question));
            let size = |place: usize| (20 + place % 3 * 10, 3 + place % 4);
            let mut sketch = Sketch::new(&debate, chart.statements(), direction.is_level());
            let words = |place: usize, _| Size { columns: size(place).0 - 5, rows: size(place).1 - 2, foot: 0 };
            let plan = chart.arranged(Effort::Full).plan(direction, 120, words, |_| None);
            let cells = |count: i32| usize::try_from(count).expect("cells");
            let came = (cells(plan.size().0), cells(plan.size().1));
            let expected = sketch.size(120, size);
            let is_near = |came: usize, expected: usize| came * 3 <= expected * 5 && expected * 3 <= came * 5;
            assert!(
                is_near(came.0, expected.0) && is_near(came.1, expected.1),
                "{}, {direction:?}: {came:?}, not {expected:?}",
                debate.statement(question).id
            );
            // What is known already is known.
            sketch.learn(came, 120, size);
            assert_eq!(sketch.size(120, size), came);
        }
    }
}
