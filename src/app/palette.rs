//! The palette: every command that works here, found by some letters of its name or help, and run from there, also where
//! it has no key.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::command::{COMMANDS, Command, Context};
use super::selection::Selection;
use super::typed::Typed;
use super::{Key, Size, regions};

/// A command, and which letters of its name were found.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The command.
    pub command: &'static Command,
    /// The places of the letters found in [`Offer::name`], in characters.
    pub places: Vec<usize>,
}

impl Offer {
    /// The command's name as shown: `first reply`.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.command)
    }
}

fn name(command: &Command) -> String {
    command.id.replace('-', " ")
}

/// The palette over what has the focus.
#[derive(Debug, Clone)]
pub struct Palette {
    context: Context,
    typed: Typed,
    offers: Vec<Offer>,
    selection: Selection,
}

impl Palette {
    /// All commands of a context.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let mut palette =
            Self { context, typed: Typed::default(), offers: Vec::new(), selection: Selection::default() };
        palette.find();
        palette
    }

    /// The context it was opened in.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context
    }

    /// The line that is typed in.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The commands that match, the best first.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The chosen command.
    #[must_use]
    pub fn chosen(&self) -> Option<&'static Command> {
        Some(self.offers.get(self.selection.row)?.command)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selection.step(by, self.offers.len());
    }

    /// Chooses the command at a line on the screen. Returns whether there is one.
    pub(super) fn choose(&mut self, line: usize) -> bool {
        let row = self.selection.top + line;
        let is_there = row < self.offers.len();
        if is_there {
            self.selection.row = row;
        }
        is_there
    }

    /// Scrolls by `by` commands.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        self.selection.row = self.selection.scroll(by, self.offers.len(), usize::from(list(size).height));
    }

    /// Puts the cursor on a column of the line, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize) {
        self.typed.put_cursor(column, columns, "");
    }

    pub(super) fn settle(&mut self, size: Size) {
        let height = usize::from(list(size).height).max(1);
        self.selection.show(self.selection.row, self.offers.len(), height);
    }

    /// Takes a key that edits the line; others do nothing.
    pub(super) fn edit(&mut self, key: Key) {
        if self.typed.edit(key) {
            self.find();
        }
    }

    /// Takes pasted text.
    pub(super) fn paste(&mut self, text: &str) {
        self.typed.paste(text);
        self.find();
    }

    /// Empties the line.
    pub(super) fn clear(&mut self) {
        self.typed.clear();
        self.find();
    }

    fn find(&mut self) {
        self.selection = Selection::default();
        let typed = self.typed.text().trim();
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut found: Vec<(i64, Offer)> = COMMANDS
            .iter()
            // One that is told by its key alone cannot be run without it.
            .filter(|command| command.contexts.contains(&self.context) && !command.is_numbered())
            .filter_map(|command| {
                let in_name = matcher.fuzzy_indices(&name(command), typed);
                let (score, places) = match in_name {
                    Some((score, places)) => (2 * score, places),
                    None => (matcher.fuzzy_match(command.help, typed)?, Vec::new()),
                };
                Some((score, Offer { command, places }))
            })
            .collect();
        if !typed.is_empty() {
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        self.offers = found.into_iter().map(|(_, offer)| offer).collect();
    }
}

/// The box of the palette.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 90, 24)
}

/// Where the commands stand in it: under the line.
#[must_use]
pub fn list(size: Size) -> regions::Area {
    let inner = area(size).inner;
    let above = inner.height.min(if inner.height >= 6 { 2 } else { 1 });
    regions::Area { y: inner.y + above, height: inner.height - above, ..inner }
}
