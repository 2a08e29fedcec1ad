//! The address of a source, shown whole before it is handed to a browser, and with it where it really leads: an address
//! can be made to look like another one.

use std::ops::Range;

use super::Size;
use super::regions::{self, Area};
use super::scroll::Scroll;
use super::wording::{cut, wrap};
use crate::debate::{Debate, SourceIndex, Text, Url};

/// Columns of the box, rows of an address that it grows for, and rows of its frame.
const WIDTH: u16 = 84;
const ROWS: usize = 8;
const FRAME: u16 = 2;

/// Characters of a host that are told one by one.
const TOLD: usize = 6;

/// The addresses to choose from, and what of the chosen one is on the screen.
#[derive(Debug, Clone)]
pub struct Address {
    /// The title of each source and its address; one at least.
    choices: Vec<(Text, Url)>,
    chosen: usize,
    scroll: Scroll,
}

impl Address {
    /// The addresses of these sources, as far as they are known; none where none is.
    #[must_use]
    pub fn of(debate: &Debate, sources: impl IntoIterator<Item = SourceIndex>) -> Option<Self> {
        let sources = sources.into_iter().map(|source| debate.source(source));
        let choices: Vec<_> = sources.filter_map(|source| Some((source.title.clone(), source.url.clone()?))).collect();
        (!choices.is_empty()).then_some(Self { choices, chosen: 0, scroll: Scroll::default() })
    }

    /// Which of the addresses is chosen, from 0, and how many there are.
    #[must_use]
    pub fn choice(&self) -> (usize, usize) {
        (self.chosen, self.choices.len())
    }

    /// The chosen address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.choices[self.chosen].1
    }

    /// What of it is on the screen.
    #[must_use]
    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// What stands above the address, each with whether it is a warning: where it leads, what to beware of and, where
    /// there is room for that too, whose address it is.
    #[must_use]
    pub fn head(&self, size: Size) -> Vec<(String, bool)> {
        let Area { width, height, .. } = regions::overlay(size, WIDTH, u16::MAX).inner;
        let columns = usize::from(width).max(1);
        let host = &self.url().as_str()[self.url().host()];
        // Whole, however long: of a host the end tells most.
        let mut lines: Vec<_> =
            wrap(&format!("Leads to {host}"), columns).into_iter().map(|line| (line, false)).collect();
        let warnings = warnings(self.url());
        lines.extend(warnings.iter().flat_map(|warning| wrap(warning, columns)).map(|line| (line, true)));
        if lines.len() + self.rows(columns) + 2 <= usize::from(height) {
            lines.push((cut(&self.choices[self.chosen].0, columns), false));
            lines.push((String::new(), false));
        }
        lines
    }

    /// Rows of the address that are shown at most.
    fn rows(&self, columns: usize) -> usize {
        Scroll::default().rows(self.url().as_str(), columns, ROWS).len()
    }

    /// Its box, and in that where the address stands, on the last row however low the screen.
    #[must_use]
    pub fn areas(&self, size: Size) -> (regions::Overlay, Area) {
        let columns = usize::from(regions::overlay(size, WIDTH, FRAME).inner.width);
        let head = self.head(size).len();
        let height = u16::try_from(head + self.rows(columns)).unwrap_or(u16::MAX).saturating_add(FRAME);
        let overlay = regions::overlay(size, WIDTH, height);
        let inner = overlay.inner;
        let above = u16::try_from(head).unwrap_or(u16::MAX).min(inner.height.saturating_sub(1));
        (overlay, Area { y: inner.y + above, height: inner.height - above, ..inner })
    }

    /// Turns to the next address or the one before, round and round.
    pub(super) fn turn(&mut self, next: bool) {
        let by = if next { 1 } else { self.choices.len() - 1 };
        self.chosen = (self.chosen + by) % self.choices.len();
        self.scroll = Scroll::default();
    }

    pub(super) fn step(&mut self, by: isize, size: Size) {
        let Area { width, height, .. } = self.areas(size).1;
        let mut scroll = self.scroll;
        scroll.step(self.url().as_str(), by, width.into(), height.into());
        self.scroll = scroll;
    }

    pub(super) fn settle(&mut self, size: Size) {
        self.step(0, size);
    }
}

/// What in an address may pass for something else.
fn warnings(url: &Url) -> Vec<String> {
    let host: Range<usize> = url.host();
    let host = &url.as_str()[host];
    let mut warnings = Vec::new();
    if let Some(before) = url.before_host() {
        warnings.push(format!("Beware: “{before}” before the @ is no place, but a name to sign in with."));
    }
    if host.split('.').any(|label| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"))) {
        warnings.push("Beware: what begins with xn-- stands for other letters, which may look like these.".to_owned());
    }
    let mut foreign: Vec<char> = host.chars().filter(|c| !c.is_ascii()).collect();
    foreign.dedup();
    if !foreign.is_empty() {
        let told: Vec<String> = foreign.iter().take(TOLD).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
        let more = if foreign.len() > TOLD { " and more" } else { "" };
        warnings.push(format!("Beware: letters that may look like others: {}{more}.", told.join(", ")));
    }
    if url.as_str().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:")) {
        warnings.push("Not encrypted: others on the way may read and change what comes.".to_owned());
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_for_something_else_is_told() {
        for (address, host, told) in [
            ("https://example.org/a?b@c", "example.org", ""),
            ("https://example.org:443", "example.org", ""),
            ("https://[::1]:80/", "[::1]", ""),
            ("https://bank.example@evil.example/bank.example", "evil.example", "name to sign in with"),
            (
                "https://bank.example:443@evil.example:8080#@bank.example",
                "evil.example",
                "“bank.example:443” before the @",
            ),
            ("https://a@b@evil.example", "evil.example", "“a@b” before the @"),
            ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", "stands for other letters"),
            ("https://www.XN--80ak6aa92e.com", "www.XN--80ak6aa92e.com", "stands for other letters"),
            ("https://b\u{430}nk.example/", "b\u{430}nk.example", "\u{430} (U+0430)"),
            ("http://example.org", "example.org", "Not encrypted"),
        ] {
            let url = Url::new(address).expect(address);
            assert_eq!(&url.as_str()[url.host()], host, "{address}");
            let warnings = warnings(&url);
            assert!(
                warnings.join(" ").contains(told) && warnings.len() == usize::from(!told.is_empty()),
                "{warnings:?}"
            );
        }
    }
}
