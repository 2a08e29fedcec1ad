//! What stood somewhere before moves little: the way to set layers, the order and the room of a layout that was there.

use super::Stand;
use super::chains::Chains;
use super::layers::Part;

/// Cells that a layer stands farther along than it must, at most, because it stood there before.
const SLACK: i32 = 12;

/// In which of several ways to set layers the most edges lead where they led before, and as far.
pub(super) fn nearest(ways: &[Chains], parts: &[Part], along: &[Option<i32>]) -> usize {
    let mut stands: Vec<i32> = along.iter().flatten().copied().collect();
    stands.sort_unstable();
    stands.dedup();
    let layer = |node: usize| along[node].and_then(|stand| stands.binary_search(&stand).ok());
    let changed = |chains: &Chains| {
        let (mut turned, mut stretched) = (0, 0);
        for part in parts {
            if let (Some(from), Some(to)) = (layer(part.from), layer(part.to)) {
                let now = (chains.layers[part.from], chains.layers[part.to]);
                turned += usize::from((from < to) != (now.0 < now.1));
                stretched += usize::from(from.abs_diff(to) != now.0.abs_diff(now.1));
            }
        }
        (turned, stretched)
    };
    let nearest = ways.iter().map(changed).enumerate().min_by_key(|(way, changed)| (*changed, *way));
    nearest.map_or(0, |(way, _)| way)
}

/// Where each place stood across the layers, and whether it did. A point on a line is taken to have stood on a straight
/// one, what is new in the middle of what it hangs on.
pub(super) fn wanted(chains: &Chains, parts: &[Part], former: &[Option<Stand>]) -> Vec<(i32, bool)> {
    let mut middles: Vec<Option<i32>> = former.iter().map(|stand| stand.map(|stand| stand.middle)).collect();
    let mut neighbours = vec![Vec::new(); middles.len()];
    for part in parts {
        neighbours[part.from].push(part.to);
        neighbours[part.to].push(part.from);
    }
    loop {
        let mean = |place: usize| {
            let known: Vec<i32> = neighbours[place].iter().filter_map(|next: &usize| middles[*next]).collect();
            let count = i32::try_from(known.len()).ok().filter(|count| *count > 0)?;
            Some((place, known.iter().sum::<i32>() / count))
        };
        let new = (0..middles.len()).filter(|place| middles[*place].is_none());
        let found: Vec<(usize, i32)> = new.filter_map(mean).collect();
        if found.is_empty() {
            break;
        }
        for (place, middle) in found {
            middles[place] = Some(middle);
        }
    }
    let mut wanted: Vec<(i32, bool)> =
        middles.iter().zip(former).map(|(middle, stand)| (middle.unwrap_or(0), stand.is_some())).collect();
    wanted.resize(chains.layers.len(), (0, false));
    for chain in &chains.parts {
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { continue };
        let (upper, lower) = (wanted[chains.segments[*first].upper].0, wanted[chains.segments[*last].lower].0);
        let length = i32::try_from(chain.len()).unwrap_or(i32::MAX);
        for (step, segment) in (1..).zip(&chain[..chain.len() - 1]) {
            wanted[chains.segments[*segment].lower].0 = upper + (lower - upper) * step / length;
        }
    }
    wanted
}

/// Where layers began before.
pub(super) struct Held {
    tops: Vec<Option<i32>>,
    /// What is added to those to be where they were, seen from the first of them.
    shift: Option<i32>,
}

impl Held {
    pub(super) fn new(layers: &[usize], former: &[Option<Stand>]) -> Self {
        let mut tops: Vec<Option<i32>> = vec![None; layers.iter().max().map_or(0, |last| last + 1)];
        for (layer, stand) in layers.iter().zip(former) {
            if let Some(stand) = stand {
                tops[*layer] = Some(tops[*layer].map_or(stand.along, |top| top.min(stand.along)));
            }
        }
        Self { tops, shift: None }
    }

    /// Where a layer begins that could begin at `least`.
    pub(super) fn top(&mut self, layer: usize, least: i32) -> i32 {
        let Some(top) = self.tops.get(layer).copied().flatten() else { return least };
        let shift = *self.shift.get_or_insert(least - top);
        let top = top + shift;
        if (least..=least + SLACK).contains(&top) { top } else { least }
    }
}
