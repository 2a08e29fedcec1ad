//! How much is told in the boxes of a map: as much as fits on the screen, in words one can read.

use std::collections::HashMap;
use std::sync::Arc;

use crate::map::Arranged;
use crate::map::layout::Direction;

use super::drawing::{Drawing, MapRequest, Unfolded, Zoom};
use super::label::{FRAME, Telling};
use super::sketch::Sketch;

/// What is to stand in each box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) direction: Direction,
    pub(super) zoom: Zoom,
    /// Columns of words.
    columns: usize,
    /// The most lines, but where there is room for more.
    pub(super) lines: usize,
}

/// Columns of words in a box, the widest first. In narrower ones one cannot read.
const WIDTHS: [usize; 7] = [43, 37, 31, 27, 23, 20, 18];

/// Of words that go beyond the screen in any case.
const USUAL: usize = 27;

/// From this many statements on a map that does not fit is far larger than the screen, and each is told in less.
const MANY: usize = 30;

/// Up to so many statements a map is laid out as often as it takes to find what fits.
const FEW: usize = 60;

/// All lines there are.
const WHOLE: usize = usize::MAX;

/// The search for what fits.
pub(super) struct Fitting<'a> {
    request: &'a MapRequest,
    /// What is shown, and that with all that is folded up.
    shown: &'a Arranged<'a>,
    whole: &'a Arranged<'a>,
    direction: Direction,
    sketch: Sketch,
    /// What can be told in boxes of widths that have been looked at.
    tellings: Vec<(usize, Vec<Telling>)>,
    /// How many more times all may be laid out to find what fits.
    tries: usize,
}

impl<'a> Fitting<'a> {
    pub(super) fn new(request: &'a MapRequest, whole: &'a Arranged<'a>, shown: &'a Arranged<'a>) -> Self {
        let direction = request.direction.unwrap_or_default();
        let sketch = Sketch::new(&request.debate, &request.statements, direction.is_level());
        let tries = if request.statements.len() <= FEW { 5 } else { 2 };
        Self { request, shown, whole, direction, sketch, tellings: Vec::new(), tries }
    }

    pub(super) fn drawing(mut self) -> Drawing {
        let room = self.request.room;
        if let Some(former) = self.request.former.as_ref().filter(|former| self.keeps(former)) {
            self.turn(former.direction());
            let unfolded = former.unfolded_for(self.request, former.measure());
            let drawing = self.drawn(former.measure());
            let ((wide, high), (was_wide, was_high)) = (drawing.fits(room), former.fits(room));
            let comes_back = unfolded.is_some_and(|unfolded| unfolded.was_shown);
            if comes_back || (wide || !was_wide) && (high || !was_high) {
                return drawing;
            }
        }
        if self.request.zoom == Some(Zoom::Sign) {
            return self.drawn(Measure { direction: self.direction, zoom: Zoom::Sign, columns: 1, lines: 1 });
        }
        let lines: &[usize] = match self.request.zoom {
            None => &[WHOLE, 3, 2, 1],
            Some(Zoom::Words) => &[WHOLE],
            Some(_) => &[2, 1],
        };
        if let Some(drawing) = self.fitting(lines) {
            return drawing;
        }
        // Where the reader has said nothing, it is turned if all of it fits so, or if it is far wider than the screen and
        // comes nearer to its proportion so.
        let (said, beside) = (self.request.direction, self.direction);
        if said.is_none() {
            self.turn(Direction::Down);
            if let Some(drawing) = self.fitting(&lines[..1]) {
                return drawing;
            }
            self.turn(beside);
        }
        if let Some(drawing) = self.as_wide_as_the_screen() {
            return drawing;
        }
        let Some(beside) = self.as_high_as_the_screen() else {
            let columns = self.widths().find(|columns| *columns <= USUAL).unwrap_or(USUAL);
            return self.drawn(self.measure(columns, self.lines_beyond()));
        };
        if said.is_none() && beside.plan().size().0 > 2 * i32::from(self.request.room.0) {
            self.turn(Direction::Down);
            let below = self.as_wide_as_the_screen();
            return below.filter(|below| self.misproportion(below) < self.misproportion(&beside)).unwrap_or(beside);
        }
        beside
    }

    /// How far from the proportion of the screen that of a drawing is: how many hundred times longer it is one way.
    fn misproportion(&self, drawing: &Drawing) -> i64 {
        let (width, height) = drawing.plan().size();
        let (columns, rows) = self.request.room;
        let (one, other) = (i64::from(width) * i64::from(rows), i64::from(height) * i64::from(columns));
        let (small, large) = (one.min(other).max(1), one.max(other));
        large * 100 / small
    }

    /// Whether it is to be as it was.
    fn keeps(&self, former: &Drawing) -> bool {
        self.request.keeps_zoom && self.request.direction.is_none_or(|direction| direction == former.direction())
    }

    fn turn(&mut self, direction: Direction) {
        if direction.is_level() != self.direction.is_level() {
            self.sketch = Sketch::new(&self.request.debate, &self.request.statements, direction.is_level());
        }
        self.direction = direction;
    }

    fn measure(&self, columns: usize, lines: usize) -> Measure {
        let zoom = if lines == WHOLE { Zoom::Words } else { Zoom::Line };
        Measure { direction: self.direction, zoom, columns, lines }
    }

    /// The most that fits, in boxes of at most so many lines, as many as can be.
    fn fitting(&mut self, lines: &[usize]) -> Option<Drawing> {
        let room = (usize::from(self.request.room.0), usize::from(self.request.room.1));
        // The least that a box takes.
        let least: usize = self.request.statements.len() * 3 * 10;
        if least > room.0 * room.1 {
            return None;
        }
        for &lines in lines {
            // What is short is to be wide.
            let least = match lines {
                1 => 32,
                2 => 24,
                _ => 0,
            };
            let widest = self.widths().next().unwrap_or(USUAL);
            for columns in self.widths().filter(|columns| *columns >= least.min(widest)) {
                let measure = self.measure(columns, lines);
                let (width, height) = self.size(measure);
                if width <= room.0 && height <= room.1 {
                    self.tries = self.tries.checked_sub(1)?;
                    let drawing = self.drawn(measure);
                    if drawing.fits(self.request.room) == (true, true) {
                        return Some(drawing);
                    }
                }
            }
        }
        None
    }

    /// The most in each box, with all layers beside each other on the screen.
    fn as_wide_as_the_screen(&mut self) -> Option<Drawing> {
        let room = usize::from(self.request.room.0);
        let mut tries = 2;
        for columns in self.widths() {
            let measure = self.measure(columns, self.lines_beyond());
            if self.size(measure).0 <= room {
                let drawing = self.drawn(measure);
                if drawing.fits(self.request.room).0 {
                    return Some(drawing);
                }
                tries -= 1;
                if tries == 0 {
                    return None;
                }
            }
        }
        // What seems to be a little too wide may not be so.
        let measure = self.measure(self.widths().last()?, self.lines_beyond());
        let drawing = (self.size(measure).0 <= room + room / 4).then(|| self.drawn(measure))?;
        Some(drawing).filter(|drawing| drawing.fits(self.request.room).0)
    }

    /// The most in each box that goes beyond the screen at the side alone.
    fn as_high_as_the_screen(&mut self) -> Option<Drawing> {
        let room = usize::from(self.request.room.1);
        let lines: &[usize] = match self.request.zoom {
            None => &[WHOLE, 3, 2],
            Some(_) => &[self.lines_beyond()],
        };
        let columns = self.widths().find(|columns| *columns <= USUAL)?;
        let measures: Vec<Measure> = lines.iter().map(|lines| self.measure(columns, *lines)).collect();
        let measure = measures.into_iter().find(|measure| self.size(*measure).1 <= room)?;
        Some(self.drawn(measure)).filter(|drawing| drawing.fits(self.request.room).1)
    }

    /// Lines in a box where the map is larger than the screen in any case.
    fn lines_beyond(&self) -> usize {
        match self.request.zoom {
            Some(Zoom::Words) => WHOLE,
            None if self.request.statements.len() < MANY => 3,
            _ => 2,
        }
    }

    /// Columns of words that may be tried, the widest first: as far as one box fits on the screen.
    fn widths(&self) -> impl Iterator<Item = usize> + use<> {
        let most = usize::from(self.request.room.0).saturating_sub(FRAME).max(8);
        let narrowest = WIDTHS.last().copied().filter(|least| *least > most).map(|_| most);
        WIDTHS.into_iter().filter(move |columns| *columns <= most).chain(narrowest)
    }

    /// About how large the map is.
    fn size(&mut self, measure: Measure) -> (usize, usize) {
        let columns = usize::from(self.request.room.0);
        let place = self.telling(measure);
        let tellings = &self.tellings[place].1;
        self.sketch.size(columns, |node| tellings[node].size(measure.lines))
    }

    fn drawn(&mut self, measure: Measure) -> Drawing {
        let columns = usize::from(self.request.room.0);
        let place = self.telling(measure);
        let tellings = &self.tellings[place].1;
        let known = self.request.former.as_ref().and_then(|former| former.unfolded_for(self.request, measure));
        let drawing = match known {
            Some(unfolded) if self.request.folded.is_empty() => (*unfolded.drawing).clone(),
            _ if self.request.folded.is_empty() => {
                Drawing::with(self.request, self.whole, self.shown, measure, tellings, None)
            }
            known => {
                let unfolded = known.unwrap_or_else(|| self.unfolded(measure));
                Drawing::with(self.request, self.whole, self.shown, measure, tellings, Some(unfolded))
            }
        };
        let (width, height) = drawing.plan().size();
        let cells = |count: i32| usize::try_from(count).unwrap_or(0);
        self.sketch.learn((cells(width), cells(height)), columns, |node| tellings[node].size(measure.lines));
        drawing
    }

    /// All of it drawn with nothing folded up.
    fn unfolded(&self, measure: Measure) -> Unfolded {
        let (statements, folded) = (self.request.whole.clone(), HashMap::new());
        let request = MapRequest { statements, folded, ..self.request.clone() };
        let tellings = tellings(&request, measure);
        let drawing = Arc::new(Drawing::with(&request, self.whole, self.whole, measure, &tellings, None));
        Unfolded { drawing, was_shown: false }
    }

    /// Which of the tellings is that of a measure.
    fn telling(&mut self, measure: Measure) -> usize {
        if let Some(place) = self.tellings.iter().position(|(columns, _)| *columns == measure.columns) {
            return place;
        }
        self.tellings.push((measure.columns, tellings(self.request, measure)));
        self.tellings.len() - 1
    }
}

/// What is told in each box.
fn tellings(request: &MapRequest, measure: Measure) -> Vec<Telling> {
    let most = usize::from(request.room.0).saturating_sub(FRAME);
    let telling = |statement| Telling::new(request, statement, measure.zoom, measure.columns, most);
    request.statements.iter().copied().map(telling).collect()
}
