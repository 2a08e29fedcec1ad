//! How much is read of one debate. Each limit is far above any debate that people write and far below what would hang or
//! exhaust a machine.

/// The most bytes of a debate that are read, in all of its files. One of a million statements has about a third of them;
/// while it is read, it takes up to six times as many in memory.
pub const BYTES: usize = 1 << 30;

/// The most bytes of a debate that the careful way reads, which takes up to twenty times as many in memory. A larger
/// file is looked at in excerpts.
pub(super) const CAREFUL: usize = 64 << 20;

/// The most bytes of such an excerpt.
pub(super) const EXCERPTED: usize = 8 << 20;

/// Files that a debate is made of.
pub(super) const FILES: usize = 1_000;

/// Files that include each other, the main file the first of them.
pub(super) const INCLUSIONS: usize = 16;

/// Lists and mappings inside each other. The format needs 5; what is read by recursion stays within any stack.
pub(super) const NESTING: usize = 64;

/// Bytes of text and structure that aliases may add to a file by repeating what an anchor names.
pub(super) const UNFOLDED: usize = 1 << 20;

/// Parts of a file that are read, each but the first behind a place that YAML makes nothing of.
pub(super) const PARTS: usize = 40;

/// Diagnostics that are kept of one run: more than anybody reads, and each holds a line of the file.
pub(super) const DIAGNOSTICS: usize = 1_000;

/// Characters of a line that are shown around a place. A longer line is cut on both sides.
pub(super) const EXCERPT: usize = 160;

/// Characters of a word from the file that a message repeats.
pub(super) const QUOTED: usize = 60;

/// Words compared while looking for what an author may have meant, over a whole run.
pub(super) const COMPARISONS: usize = 1_000_000;

/// The most bytes of a source's local text that are read. A book has a tenth of them.
pub(super) const TEXT_BYTES: usize = 16 << 20;

/// Bytes of local texts that quotes are looked up in, counted anew for each quote.
pub(super) const SEARCHED: u64 = 16 << 30;

/// Quotes not found for which the nearest passage is looked for.
pub(super) const PASSAGES: usize = 200;

/// Characters of such a passage that are told.
pub(super) const PASSAGE: usize = 300;
