//! How meanings look.
//!
//! The terminal's own foreground and background stay as they are, so that light and dark both work; weight is told by
//! bold and dim, and the sixteen colours of the terminal's palette only ever stand beside a sign and a word that say the
//! same. Without colours everything is still told.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::glyph::Glyph;
use crate::app::page::Role;
use crate::debate::{RelationKind, Stance};

pub(super) const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// How meanings look on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether to use colours beside bold, dim and reverse.
    pub colours: bool,
    /// Whether signs and lines are drawn in ASCII.
    pub ascii: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self { colours: true, ascii: false }
    }
}

impl Theme {
    fn coloured(self, colour: Color) -> Style {
        if self.colours { Style::new().fg(colour) } else { Style::new() }
    }

    /// The one accent: what has the focus, and what was searched for.
    pub(super) fn accent(self) -> Style {
        self.coloured(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Of less weight.
    #[expect(clippy::unused_self, reason = "every style is asked of the theme")]
    pub(super) fn secondary(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Matched letters.
    pub(super) fn matched(self) -> Style {
        self.accent().add_modifier(Modifier::UNDERLINED)
    }

    /// Words of a text that the debate quotes.
    #[expect(clippy::unused_self, reason = "every style is asked of the theme")]
    pub(super) fn quoted(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// The selected line of the list that has the focus.
    #[expect(clippy::unused_self, reason = "every style is asked of the theme")]
    pub(super) fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Something went wrong.
    pub(super) fn fault(self) -> Style {
        self.coloured(Color::Red)
    }

    /// A sign.
    pub(super) fn glyph(self, glyph: Glyph) -> Style {
        match glyph {
            Glyph::Supports => self.relation(RelationKind::Supports),
            Glyph::Rebuts => self.relation(RelationKind::Rebuts),
            Glyph::Undercuts => self.relation(RelationKind::Undercuts),
            Glyph::Premise => self.relation(RelationKind::Premise),
            Glyph::Position => self.relation(RelationKind::Answers),
            Glyph::Bookmark | Glyph::Note => self.accent(),
            Glyph::Question => Style::new().add_modifier(Modifier::BOLD),
            _ => self.secondary(),
        }
    }

    /// The word of a relation.
    pub(super) fn relation(self, kind: RelationKind) -> Style {
        self.coloured(match kind {
            RelationKind::Answers => Color::Cyan,
            RelationKind::Supports => Color::Green,
            RelationKind::Rebuts => Color::Red,
            RelationKind::Undercuts => Color::Magenta,
            RelationKind::Premise => Color::Blue,
        })
    }

    /// A piece of a page.
    pub(super) fn role(self, role: Role) -> Style {
        match role {
            Role::Statement => Style::new().add_modifier(Modifier::BOLD),
            Role::Plain => Style::new(),
            Role::Secondary | Role::Heading | Role::Stance(Stance::Asserts) => self.secondary(),
            Role::Quote => Style::new().add_modifier(Modifier::ITALIC),
            Role::Sign(glyph) => self.glyph(glyph),
            Role::Relation(kind) => self.relation(kind),
            Role::Stance(Stance::Concedes) => self.coloured(Color::Magenta),
            Role::Stance(Stance::Denies) => self.coloured(Color::Red),
            Role::Number => self.accent(),
        }
    }

    pub(super) fn divider(self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }

    /// The bar beside what is chosen on a page.
    pub(super) fn bar(self) -> &'static str {
        if self.ascii { "|" } else { "▌" }
    }
}
