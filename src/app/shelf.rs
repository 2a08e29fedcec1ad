//! The debates at hand, in the order they were named.

use std::path::PathBuf;
use std::sync::Arc;

use crate::debate::Debate;

/// One debate of the shelf, or why it cannot be opened.
#[derive(Debug, Clone)]
pub struct ShelfEntry {
    /// Where it comes from, as the reader named it; clean.
    pub name: String,
    /// The folder of its file, where the local texts of its sources are.
    pub folder: Option<PathBuf>,
    /// The debate, or in one clean line what is wrong.
    pub debate: Result<Arc<Debate>, String>,
}

/// The debates at hand.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Its entries.
    pub entries: Vec<ShelfEntry>,
}
