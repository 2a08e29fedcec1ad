//! Moving on the page: by links, lines, screens and sections.

use crate::app::page::{Line, Link, Role};
use crate::app::regions::Regions;

use super::Reading;

fn page_height(regions: &Regions) -> usize {
    regions.page.map_or(0, |area| usize::from(area.height))
}

impl Reading {
    /// Scrolls as little as needed for the chosen link to be on the screen.
    pub(super) fn show_link(&mut self, height: usize) {
        let Some(link) = self.chosen() else { return };
        let top = (link.last + 1).saturating_sub(height).min(link.first);
        self.scroll = self.scroll.clamp(top, link.first);
    }

    /// One step down the page: to the next link if it is on the screen, else one line on. `by` says how many steps.
    pub(in crate::app) fn step_on_page(&mut self, down: bool, regions: &Regions) {
        let height = page_height(regions);
        let Some(page) = &self.page else { return };
        let on_screen = |link: &Link| link.last >= self.scroll && link.first < self.scroll + height;
        let next = match (self.link, down) {
            (Some(link), true) => Some(link + 1),
            (Some(link), false) => link.checked_sub(1),
            (None, true) => page.links.iter().position(|link| link.first >= self.scroll),
            (None, false) => page.links.iter().rposition(|link| link.last < self.scroll + height),
        };
        let next = next.filter(|next| page.links.get(*next).is_some_and(on_screen));
        if let Some(next) = next {
            self.link = Some(next);
            self.show_link(height);
        } else {
            self.scroll_page(if down { 1 } else { -1 }, regions);
        }
    }

    /// Scrolls the page by `lines`; a link that leaves the screen is given up for the nearest one on it.
    pub(in crate::app) fn scroll_page(&mut self, lines: isize, regions: &Regions) {
        let height = page_height(regions);
        let Some(page) = &self.page else { return };
        let last = page.lines.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(lines).min(last);
        let (top, end) = (self.scroll, self.scroll + height);
        let on_screen = |link: &Link| link.last >= top && link.first < end;
        if !self.link.and_then(|link| page.links.get(link)).is_some_and(on_screen) {
            self.link =
                if lines > 0 { page.links.iter().position(on_screen) } else { page.links.iter().rposition(on_screen) };
        }
    }

    /// Goes to the next section of the page, or the one before, and chooses its first link.
    pub(in crate::app) fn go_to_section(&mut self, next: bool, regions: &Regions) {
        let height = page_height(regions);
        let Some(page) = &self.page else { return };
        let is_heading = |line: &Line| line.spans.iter().any(|span| span.role == Role::Heading);
        let here = self.chosen().map_or(self.scroll, |link| link.first);
        let mut headings = page.lines.iter().enumerate().filter(|(_, line)| is_heading(line)).map(|(place, _)| place);
        let heading = if next {
            headings.find(|place| *place > here)
        } else {
            // The head of this section is above its first link: the one before that is wanted.
            headings.take_while(|place| *place < here).collect::<Vec<_>>().into_iter().rev().nth(1)
        };
        let heading = heading.unwrap_or(if next { here } else { 0 });
        self.link = page.links.iter().position(|link| link.first >= heading);
        self.scroll = heading.min(page.lines.len().saturating_sub(height));
        self.show_link(height);
    }

    /// Scrolls to the first or last line of the page and chooses the first or last link.
    pub(in crate::app) fn page_end(&mut self, last: bool, regions: &Regions) {
        let far = isize::try_from(self.page.as_ref().map_or(0, |page| page.lines.len())).unwrap_or(isize::MAX);
        self.scroll_page(if last { far } else { -far }, regions);
        let links = self.page.as_ref().map_or(0, |page| page.links.len());
        let link = if last { links.checked_sub(1) } else { (links > 0).then_some(0) };
        let height = page_height(regions);
        let top = self.scroll;
        self.link = link.filter(|link| {
            self.page
                .as_ref()
                .and_then(|page| page.links.get(*link))
                .is_some_and(|link| link.last >= top && link.first < top + height)
        });
    }
}
