//! Edges as segments from layer to layer.

use std::collections::BTreeMap;

use super::layers::Part;

/// From a place to one in the next layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) upper: usize,
    pub(super) lower: usize,
    pub(super) part: usize,
}

/// Every part as segments over the places in between: first come the places of the nodes, then points on lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chains {
    pub(super) layers: Vec<usize>,
    pub(super) segments: Vec<Segment>,
    /// The segments of each part, from the upper end to the lower.
    pub(super) parts: Vec<Vec<usize>>,
}

impl Chains {
    pub(super) fn new(parts: &[Part], layers: Vec<usize>) -> Self {
        let mut chains = Self { layers, segments: Vec::new(), parts: Vec::new() };
        for (index, part) in parts.iter().enumerate() {
            let is_turned = chains.layers[part.from] < chains.layers[part.to];
            let (upper, lower) = if is_turned { (part.from, part.to) } else { (part.to, part.from) };
            let mut chain = Vec::new();
            let mut at = upper;
            for layer in chains.layers[upper] + 1..=chains.layers[lower] {
                let next = if layer == chains.layers[lower] {
                    lower
                } else {
                    chains.layers.push(layer);
                    chains.layers.len() - 1
                };
                chain.push(chains.segments.len());
                chains.segments.push(Segment { upper: at, lower: next, part: index });
                at = next;
            }
            chains.parts.push(chain);
        }
        chains
    }

    /// The places at the ends of every segment.
    pub(super) fn ends(&self) -> Vec<(usize, usize)> {
        self.segments.iter().map(|segment| (segment.upper, segment.lower)).collect()
    }

    /// Sorts what hangs on the same place and on nothing else by class, in the stands these have among themselves:
    /// nothing crosses more, and those of one class come to stand side by side.
    pub(super) fn gather_leaves(&self, parts: &[Part], rows: &mut [Vec<usize>]) {
        let mut segments = vec![Vec::new(); self.layers.len()];
        for (index, segment) in self.segments.iter().enumerate() {
            segments[segment.upper].push(index);
            segments[segment.lower].push(index);
        }
        for row in rows {
            let mut leaves: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (stand, place) in row.iter().enumerate() {
                if let [only] = segments[*place][..] {
                    let Segment { upper, lower, .. } = self.segments[only];
                    leaves.entry(upper + lower - place).or_default().push(stand);
                }
            }
            for stands in leaves.values() {
                let mut places: Vec<usize> = stands.iter().map(|stand| row[*stand]).collect();
                places.sort_by_key(|place| (parts[self.segments[segments[*place][0]].part].class, *place));
                stands.iter().zip(places).for_each(|(stand, place)| row[*stand] = place);
            }
        }
    }
}
