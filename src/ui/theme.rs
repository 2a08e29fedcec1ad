//! How meanings look.
//!
//! What nobody asked otherwise for leaves the terminal's own foreground and background as they are, so that light and
//! dark both work, tells weight by bold and dim, and takes its colours from the terminal's sixteen. The themes with a
//! ground of their own take theirs from the 240 that are the same on every terminal, so that how much they stand out is
//! known. A colour only ever stands beside a sign and a word that say the same: without colours everything is still told.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::ThemeName;
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Theme {
    /// Which theme.
    pub name: ThemeName,
    /// Whether signs and lines are drawn in ASCII.
    pub ascii: bool,
}

/// A theme: how each meaning looks.
struct Palette {
    /// Letters and ground, where they are not the terminal's own.
    ground: Option<(Color, Color)>,
    accent: Style,
    secondary: Style,
    fault: Style,
    answers: Style,
    supports: Style,
    rebuts: Style,
    undercuts: Style,
    premise: Style,
    concedes: Style,
    denies: Style,
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);

const fn fg(colour: Color) -> Style {
    PLAIN.fg(colour)
}

const MONO: Palette = Palette {
    ground: None,
    accent: BOLD,
    secondary: DIM,
    fault: PLAIN,
    answers: PLAIN,
    supports: PLAIN,
    rebuts: PLAIN,
    undercuts: PLAIN,
    premise: PLAIN,
    concedes: PLAIN,
    denies: PLAIN,
};

const SIXTEEN_COLOURS: Palette = Palette {
    ground: None,
    accent: BOLD.fg(Color::Cyan),
    secondary: DIM,
    fault: fg(Color::Red),
    answers: fg(Color::Cyan),
    supports: fg(Color::Green),
    rebuts: fg(Color::Red),
    undercuts: fg(Color::Magenta),
    premise: fg(Color::Blue),
    concedes: fg(Color::Magenta),
    denies: fg(Color::Red),
};

const DARK: Palette = Palette {
    ground: Some((Color::Indexed(252), Color::Indexed(234))),
    accent: BOLD.fg(Color::Indexed(80)),
    secondary: fg(Color::Indexed(246)),
    fault: fg(Color::Indexed(210)),
    answers: fg(Color::Indexed(80)),
    supports: fg(Color::Indexed(114)),
    rebuts: fg(Color::Indexed(210)),
    undercuts: fg(Color::Indexed(176)),
    premise: fg(Color::Indexed(111)),
    concedes: fg(Color::Indexed(176)),
    denies: fg(Color::Indexed(210)),
};

const LIGHT: Palette = Palette {
    ground: Some((Color::Indexed(235), Color::Indexed(255))),
    accent: BOLD.fg(Color::Indexed(24)),
    secondary: fg(Color::Indexed(241)),
    fault: fg(Color::Indexed(124)),
    answers: fg(Color::Indexed(24)),
    supports: fg(Color::Indexed(22)),
    rebuts: fg(Color::Indexed(124)),
    undercuts: fg(Color::Indexed(90)),
    premise: fg(Color::Indexed(19)),
    concedes: fg(Color::Indexed(90)),
    denies: fg(Color::Indexed(124)),
};

const HIGH_CONTRAST: Palette = Palette {
    ground: Some((Color::Indexed(231), Color::Indexed(16))),
    accent: BOLD.fg(Color::Indexed(87)),
    secondary: fg(Color::Indexed(252)),
    fault: fg(Color::Indexed(217)),
    answers: fg(Color::Indexed(87)),
    supports: fg(Color::Indexed(120)),
    rebuts: fg(Color::Indexed(217)),
    undercuts: fg(Color::Indexed(219)),
    premise: fg(Color::Indexed(153)),
    concedes: fg(Color::Indexed(219)),
    denies: fg(Color::Indexed(217)),
};

impl Theme {
    fn palette(self) -> &'static Palette {
        match self.name {
            ThemeName::SixteenColours => &SIXTEEN_COLOURS,
            ThemeName::Dark => &DARK,
            ThemeName::Light => &LIGHT,
            ThemeName::HighContrast => &HIGH_CONTRAST,
            ThemeName::Mono => &MONO,
        }
    }

    /// Gives the theme's own letters and ground to all that was drawn without a colour.
    pub(super) fn fill(self, buffer: &mut Buffer) {
        let Some((letters, ground)) = self.palette().ground else { return };
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = letters;
            }
            if cell.bg == Color::Reset {
                cell.bg = ground;
            }
        }
    }

    /// The one accent: what has the focus, and what was searched for.
    pub(super) fn accent(self) -> Style {
        self.palette().accent
    }

    /// Of less weight.
    pub(super) fn secondary(self) -> Style {
        self.palette().secondary
    }

    /// Matched letters.
    pub(super) fn matched(self) -> Style {
        self.accent().add_modifier(Modifier::UNDERLINED)
    }

    /// Words of a text that the debate quotes.
    #[expect(clippy::unused_self, reason = "every style is asked of the theme")]
    pub(super) fn quoted(self) -> Style {
        PLAIN.add_modifier(Modifier::UNDERLINED)
    }

    /// The selected line of the list that has the focus. Reversed, a colour stands out as much as it did before.
    #[expect(clippy::unused_self, reason = "every style is asked of the theme")]
    pub(super) fn selected(self) -> Style {
        PLAIN.add_modifier(Modifier::REVERSED)
    }

    /// Something went wrong.
    pub(super) fn fault(self) -> Style {
        self.palette().fault
    }

    /// A sign.
    pub(super) fn glyph(self, glyph: Glyph) -> Style {
        match glyph {
            Glyph::Supports => self.relation(RelationKind::Supports),
            Glyph::Rebuts => self.relation(RelationKind::Rebuts),
            Glyph::Undercuts => self.relation(RelationKind::Undercuts),
            Glyph::Premise => self.relation(RelationKind::Premise),
            Glyph::Position => self.relation(RelationKind::Answers),
            Glyph::Bookmark | Glyph::Note | Glyph::Changed => self.accent(),
            Glyph::Question => BOLD,
            _ => self.secondary(),
        }
    }

    /// The word of a relation.
    pub(super) fn relation(self, kind: RelationKind) -> Style {
        let palette = self.palette();
        match kind {
            RelationKind::Answers => palette.answers,
            RelationKind::Supports => palette.supports,
            RelationKind::Rebuts => palette.rebuts,
            RelationKind::Undercuts => palette.undercuts,
            RelationKind::Premise => palette.premise,
        }
    }

    /// A piece of a page.
    pub(super) fn role(self, role: Role) -> Style {
        match role {
            Role::Statement | Role::Added => BOLD,
            Role::Plain => PLAIN,
            Role::Secondary | Role::Heading | Role::Stance(Stance::Asserts) => self.secondary(),
            Role::Quote => PLAIN.add_modifier(Modifier::ITALIC),
            Role::Sign(glyph) => self.glyph(glyph),
            Role::Relation(kind) => self.relation(kind),
            Role::Stance(Stance::Concedes) => self.palette().concedes,
            Role::Stance(Stance::Denies) => self.palette().denies,
            Role::Number => self.accent(),
            Role::Gone => self.secondary().add_modifier(Modifier::CROSSED_OUT),
            Role::Fault => self.fault(),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue of one of the 240 colours that stand behind the terminal's own sixteen.
    fn rgb(index: u8) -> [u8; 3] {
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match index {
            0..16 => panic!("{index} is the terminal's own"),
            16..232 => [level((index - 16) / 36), level((index - 16) / 6 % 6), level((index - 16) % 6)],
            232.. => [8 + 10 * (index - 232); 3],
        }
    }

    /// The relative luminance of WCAG 2.
    fn luminance(colour: Option<Color>) -> f64 {
        let Some(Color::Indexed(index)) = colour else { panic!("{colour:?} is not the same on every terminal") };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = rgb(index).map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: Option<Color>, other: Option<Color>) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    impl Palette {
        fn all(&self) -> [Style; 10] {
            let Self { accent, secondary, fault, answers, supports, rebuts, .. } = *self;
            [
                accent,
                secondary,
                fault,
                answers,
                supports,
                rebuts,
                self.undercuts,
                self.premise,
                self.concedes,
                self.denies,
            ]
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let black_on_white = contrast(Some(Color::Indexed(16)), Some(Color::Indexed(231)));
        assert!((black_on_white - 21.0).abs() < 1e-9, "{black_on_white}");
        // #767676 on white is the lightest grey that passes.
        assert!((contrast(Some(Color::Indexed(243)), Some(Color::Indexed(231))) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_colour_stands_out_from_the_ground() {
        for (name, palette, least) in
            [("dark", DARK, 4.5), ("light", LIGHT, 4.5), ("high contrast", HIGH_CONTRAST, 7.0)]
        {
            let (letters, ground) = palette.ground.expect(name);
            for colour in palette.all().map(|style| style.fg).into_iter().chain([Some(letters)]) {
                let contrast = contrast(colour, Some(ground));
                assert!(contrast >= least, "{name}: {colour:?} stands out {contrast:.1}");
            }
        }
    }

    #[test]
    fn where_the_ground_is_the_terminals_so_are_the_colours() {
        for palette in [SIXTEEN_COLOURS, MONO] {
            assert!(palette.ground.is_none());
            assert!(palette.all().iter().all(|style| !matches!(style.fg, Some(Color::Indexed(_) | Color::Rgb(..)))));
        }
        assert!(MONO.all().iter().all(|style| style.fg.is_none()));
    }
}
