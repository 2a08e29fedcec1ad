//! Which layer each node stands in, and in which order within it.

use super::chains::Chains;
use super::layers::{self, Part};
use super::order::{self, Layers, Order};
use super::{Effort, Inner, Stand, former};

/// Layers, and the order within them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordered {
    pub(super) chains: Chains,
    pub(super) order: Order,
}

impl Ordered {
    pub(super) fn best(nodes: &[Inner], parts: &[Part], effort: Effort) -> Option<Self> {
        let mut ways = chains(nodes, parts, &vec![None; nodes.len()]);
        let ends: Vec<Vec<(usize, usize)>> = ways.iter().map(Chains::ends).collect();
        let layers: Vec<Layers<'_>> =
            ways.iter().zip(&ends).map(|(chains, ends)| Layers { of: &chains.layers, segments: ends }).collect();
        let (way, order) = order::best(&layers, effort)?;
        Some(Self::gathered(ways.swap_remove(way), order, parts))
    }

    /// One that is near to where nodes stood before and has not many more crossings than so many, if there is any.
    pub(super) fn near(nodes: &[Inner], parts: &[Part], former: &[Option<Stand>], crossings: usize) -> Option<Self> {
        let along: Vec<Option<i32>> = former.iter().map(|stand| stand.map(|stand| stand.along)).collect();
        let mut ways = chains(nodes, parts, &along);
        let chains = ways.swap_remove(former::nearest(&ways, parts, &along));
        let layers = Layers { of: &chains.layers, segments: &chains.ends() };
        let wanted = former::wanted(&chains, parts, former);
        let order = order::near(&layers, &wanted, crossings + crossings / 10)?;
        Some(Self::gathered(chains, order, parts))
    }

    fn gathered(chains: Chains, mut order: Order, parts: &[Part]) -> Self {
        chains.gather_leaves(parts, &mut order.rows);
        Self { chains, order }
    }
}

/// Every way to set layers.
fn chains(nodes: &[Inner], parts: &[Part], along: &[Option<i32>]) -> Vec<Chains> {
    layers::ways(nodes, parts, along).into_iter().map(|layers| Chains::new(parts, layers)).collect()
}
