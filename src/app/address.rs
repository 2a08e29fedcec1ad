//! The address of a source, shown whole before it is handed to a browser, and with it where it really leads: an address
//! can be made to look like another one.

use std::ops::Range;

use super::Size;
use super::regions::{self, Area};
use super::scroll::Scroll;
use super::wording::{cut, wrap};
use crate::debate::{Debate, SourceIndex, Text, Url};

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

    /// What stands above the address, each with whether it is a warning: where it leads, and whose address it is.
    #[must_use]
    pub fn head(&self, size: Size) -> Vec<(String, bool)> {
        let inner = area(size).inner;
        let columns = usize::from(inner.width).max(1);
        let host = &self.url().as_str()[self.url().host()];
        let mut lines = vec![(cut(&format!("Leads to {host}"), columns), false)];
        let warnings = warnings(self.url());
        lines.extend(warnings.iter().flat_map(|warning| wrap(warning, columns)).map(|line| (line, true)));
        lines.push((cut(&self.choices[self.chosen].0, columns), false));
        // The address has the last row, however low the screen.
        let room = usize::from(inner.height);
        if lines.len() + 2 <= room {
            lines.push((String::new(), false));
        }
        lines.truncate(room.saturating_sub(1));
        lines
    }

    /// Turns to the next address or the one before, round and round.
    pub(super) fn turn(&mut self, next: bool) {
        let by = if next { 1 } else { self.choices.len() - 1 };
        self.chosen = (self.chosen + by) % self.choices.len();
        self.scroll = Scroll::default();
    }

    pub(super) fn step(&mut self, by: isize, size: Size) {
        let Area { width, height, .. } = self.body(size);
        let mut scroll = self.scroll;
        scroll.step(self.url().as_str(), by, width.into(), height.into());
        self.scroll = scroll;
    }

    pub(super) fn settle(&mut self, size: Size) {
        self.step(0, size);
    }

    /// Where the address stands: under its head.
    #[must_use]
    pub fn body(&self, size: Size) -> Area {
        let inner = area(size).inner;
        let above = u16::try_from(self.head(size).len()).unwrap_or(u16::MAX).min(inner.height);
        Area { y: inner.y + above, height: inner.height - above, ..inner }
    }
}

/// The box of the address.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 84, 16)
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
