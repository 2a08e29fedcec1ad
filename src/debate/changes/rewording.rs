//! Which words of a text changed.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// Words of a text beyond which it is told as a whole: the comparison costs the product of the words and the changes.
const WORDS: usize = 5_000;

/// A part of two versions of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// In the old one only.
    Gone(String),
    /// In the new one only.
    Added(String),
}

/// The parts of two versions of a text, in their order, whole words each: those that are kept and gone make the old
/// one, those that are kept and added the new one. What has gone comes before what was added in its place.
#[must_use]
pub fn reworded(old: &str, new: &str) -> Vec<Piece> {
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (old.split_word_bounds().collect(), new.split_word_bounds().collect());
    if old_words.len() > WORDS || new_words.len() > WORDS {
        return whole(old, new);
    }
    let mut pieces = Pieces::default();
    for operation in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        let (tag, gone, added) = operation.as_tag_tuple();
        let (gone, added) = (old_words[gone].concat(), new_words[added].concat());
        // A blank between two words that changed says nothing by itself.
        if tag == DiffTag::Equal && !gone.trim().is_empty() {
            pieces.keep(&gone);
        } else if tag == DiffTag::Equal {
            pieces.blank.push_str(&gone);
        } else {
            pieces.change(&gone, &added);
        }
    }
    pieces.end()
}

fn whole(old: &str, new: &str) -> Vec<Piece> {
    let pieces = [Piece::Gone(old.to_owned()), Piece::Added(new.to_owned())];
    pieces.into_iter().filter(|piece| !piece.text().is_empty()).collect()
}

impl Piece {
    /// The words themselves.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Gone(text) | Self::Added(text) => text,
        }
    }
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    gone: String,
    added: String,
    /// White space in both that nothing followed yet.
    blank: String,
}

impl Pieces {
    fn keep(&mut self, text: &str) {
        self.flush();
        let blank = std::mem::take(&mut self.blank);
        self.push_kept(&format!("{blank}{text}"));
    }

    fn change(&mut self, gone: &str, added: &str) {
        let blank = std::mem::take(&mut self.blank);
        if self.gone.is_empty() && self.added.is_empty() {
            self.push_kept(&blank);
        } else {
            self.gone.push_str(&blank);
            self.added.push_str(&blank);
        }
        self.gone.push_str(gone);
        self.added.push_str(added);
    }

    fn push_kept(&mut self, text: &str) {
        match self.done.last_mut() {
            Some(Piece::Kept(kept)) => kept.push_str(text),
            _ if text.is_empty() => {}
            _ => self.done.push(Piece::Kept(text.to_owned())),
        }
    }

    fn flush(&mut self) {
        let (gone, added) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.added));
        self.done.extend(whole(&gone, &added));
    }

    fn end(mut self) -> Vec<Piece> {
        self.flush();
        let blank = std::mem::take(&mut self.blank);
        self.push_kept(&blank);
        self.done
    }
}
