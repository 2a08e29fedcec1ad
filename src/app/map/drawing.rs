//! The drawing of a map: what stands in the boxes, and where everything is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::glyph::Glyph;
use crate::app::page::{Line, Role, Span};
use crate::app::place::{Place, speakers};
use crate::app::wording::{count, cut, width, wrap_at_most};
use crate::debate::changes::Successors;
use crate::debate::{Debate, Relation, StatementIndex, StatementKind};
use crate::map::layout::{Area, Direction, Effort};
use crate::map::{Chart, Plan};

/// How much is told in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// The statement's words, who speaks and how many reply.
    Words,
    /// The first words, in one line, or more where the box is higher for its lines.
    Line,
    /// A sign.
    Sign,
}

impl Zoom {
    /// From the nearest to the farthest.
    pub(super) const ALL: [Self; 3] = [Self::Words, Self::Line, Self::Sign];

    /// The next nearer one, or the next farther one.
    #[must_use]
    pub fn next(self, nearer: bool) -> Option<Self> {
        let here = Self::ALL.iter().position(|zoom| *zoom == self)?;
        let next = if nearer { here.checked_sub(1)? } else { here + 1 };
        Self::ALL.get(next).copied()
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Words => "all words",
            Self::Line => "first words",
            Self::Sign => "signs only",
        }
    }
}

/// From this many statements on they are not to be told apart better by words that do not fit.
const MANY: usize = 30;

/// What a drawing is made of. Wherever that is done, the outcome is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRequest {
    /// The entry of the shelf.
    pub entry: usize,
    /// Which of the requests for this entry it is: only the outcome of the last one counts.
    pub serial: u64,
    /// The debate.
    pub debate: Arc<Debate>,
    /// The statements on the map, in the order of the file.
    pub statements: Vec<StatementIndex>,
    /// How many statements are folded up in each.
    pub folded: HashMap<StatementIndex, usize>,
    /// How much is told in a box; as much as fits where nothing is said.
    pub zoom: Option<Zoom>,
    /// Columns and rows of the screen for it.
    pub room: (u16, u16),
    /// What is on the screen: what is on both stays where it is as far as it can.
    pub former: Option<Arc<Drawing>>,
    /// Whether as much is to stand in each box as did before, if that fits no worse.
    pub keeps_zoom: bool,
    /// How much is done for it.
    pub effort: Effort,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is of; none where that has gone from the debate since.
    pub statement: Option<StatementIndex>,
    /// What stands in it.
    pub lines: Vec<Line>,
    /// The columns there are for that.
    columns: usize,
}

/// The drawing of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    zoom: Zoom,
    /// The columns of words in a box that were tried.
    measure: usize,
    labels: Vec<Label>,
    places: HashMap<StatementIndex, usize>,
    plan: Plan,
    effort: Effort,
}

impl Drawing {
    /// Draws what is asked for: as much in each box as fits on the screen, or as was said.
    #[must_use]
    pub fn new(request: &MapRequest) -> Self {
        let (columns, rows) = (i32::from(request.room.0), i32::from(request.room.1));
        if let Some(former) = request.former.as_deref().filter(|_| request.keeps_zoom) {
            let drawing = Self::of(request, former.zoom, former.measure);
            let ((width, height), (old_width, old_height)) = (drawing.plan.size(), former.plan.size());
            if width <= columns.max(old_width) && height <= rows.max(old_height) {
                return drawing;
            }
        }
        let few = request.statements.len() < MANY;
        // What goes beyond the screen one way only.
        let (mut only_too_wide, mut only_too_high) = (None, None);
        for zoom in Zoom::ALL.into_iter().filter(|zoom| request.zoom.is_none() && !(few && *zoom == Zoom::Sign)) {
            for &measure in measures(request, zoom) {
                let labels = labels(request, zoom, measure);
                // Boxes that fill the screen by themselves need not be set to see that they do not fit.
                let cells: usize = labels.iter().map(size).map(|(width, height)| width * height).sum();
                if cells > usize::from(request.room.0) * usize::from(request.room.1) {
                    break;
                }
                let drawing = Self::with(request, zoom, measure, labels);
                let (width, height) = drawing.plan.size();
                match (width <= columns, height <= rows) {
                    (true, true) => return drawing,
                    (false, true) => {
                        only_too_wide = only_too_wide.filter(|kept: &Self| kept.zoom != zoom).or(Some(drawing));
                    }
                    // Narrower boxes are higher.
                    (true, false) => {
                        only_too_high = only_too_high.or(Some(drawing).filter(|_| zoom == Zoom::Line));
                        break;
                    }
                    (false, false) => break,
                }
            }
        }
        if let Some(drawing) = only_too_wide.or(only_too_high) {
            return drawing;
        }
        let zoom = request.zoom.unwrap_or(Zoom::Line);
        let mut usual = None;
        for (place, &measure) in measures(request, zoom).iter().enumerate() {
            let drawing = Self::of(request, zoom, measure);
            if drawing.plan.size().0 <= columns {
                return drawing;
            }
            if place < 2 {
                usual = Some(drawing);
            }
        }
        usual.unwrap_or_else(|| Self::of(request, zoom, 1))
    }

    fn of(request: &MapRequest, zoom: Zoom, measure: usize) -> Self {
        Self::with(request, zoom, measure, labels(request, zoom, measure))
    }

    fn with(request: &MapRequest, zoom: Zoom, measure: usize, mut labels: Vec<Label>) -> Self {
        let chart = Chart::of(&request.debate, request.statements.clone());
        let columns = usize::from(request.room.0);
        let size =
            |place: usize, _| labels.get(place).map_or((1, 1), |label: &Label| (label.columns, label.lines.len()));
        let former = request.former.as_deref();
        let stood = |statement| former.and_then(|former| former.area(statement));
        let only_order = former.is_none_or(|former| (former.zoom, former.measure) != (zoom, measure));
        let plan = chart.plan(Direction::Right, columns, size, stood, only_order, request.effort);
        // Where lines need the room, a box is higher than a line: then it has more of the words.
        if zoom == Zoom::Line {
            for (label, (area, statement)) in labels.iter_mut().zip(plan.boxes().iter().zip(&request.statements)) {
                let rows = usize::try_from(area.height - 2).unwrap_or(1);
                if rows > 1 {
                    label.lines = line(request, *statement, label.columns, rows);
                }
            }
        }
        let places = request.statements.iter().copied().zip(0..).collect();
        Self { zoom, measure, labels, places, plan, effort: request.effort }
    }

    /// The same drawing when the debate has become another one: a new one is on its way.
    pub(super) fn followed(&self, successors: &Successors) -> Self {
        let followed = |label: &Label| Label {
            statement: label.statement.and_then(|statement| successors.statement(statement)),
            ..label.clone()
        };
        let labels: Vec<Label> = self.labels.iter().map(followed).collect();
        let places =
            labels.iter().zip(0..).filter_map(|(label, place)| label.statement.map(|index| (index, place))).collect();
        Self { labels, places, plan: self.plan.clone(), ..*self }
    }

    /// How much is told in a box.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// Whether a better one is to come: this is a first look.
    pub(super) fn is_quick(&self) -> bool {
        self.effort == Effort::Quick
    }

    /// The boxes; where they stand the plan tells, in the same order.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Where everything is.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Which box is that of a statement.
    #[must_use]
    pub fn place(&self, statement: StatementIndex) -> Option<usize> {
        self.places.get(&statement).copied()
    }

    /// Where the box of a statement stands.
    #[must_use]
    pub fn area(&self, statement: StatementIndex) -> Option<Area> {
        self.plan.boxes().get(self.place(statement)?).copied()
    }

    /// The first row of the text in a box that stands there: it is in the middle.
    #[must_use]
    pub fn first_row(area: Area, label: &Label) -> i32 {
        area.y + (area.height - i32::try_from(label.lines.len()).unwrap_or(i32::MAX)) / 2
    }
}

/// Columns and rows of a box with its frame.
fn size(label: &Label) -> (usize, usize) {
    (label.columns + 4, label.lines.len() + 2)
}

/// The columns of words in a box that may be tried, the widest first.
fn measures(request: &MapRequest, zoom: Zoom) -> &'static [usize] {
    match (zoom, request.statements.len() < MANY) {
        (Zoom::Words, true) => &[34, 28, 22, 16],
        (Zoom::Line, true) => &[34, 26, 18, 12],
        // One try of many takes long enough.
        (Zoom::Words | Zoom::Line, false) => &[26],
        (Zoom::Sign, _) => &[1],
    }
}

fn labels(request: &MapRequest, zoom: Zoom, measure: usize) -> Vec<Label> {
    let label = |statement: StatementIndex| {
        let lines = match zoom {
            Zoom::Words => words(request, statement, measure),
            Zoom::Line => line(request, statement, measure, 1),
            Zoom::Sign => sign(request, statement),
        };
        let widest = lines.iter().map(|line| width(&line.text())).max().unwrap_or(0);
        // A line that is cut leaves its box as wide as may be.
        let is_cut = zoom == Zoom::Line && lines.iter().any(|line| line.text().contains('…'));
        Label { statement: Some(statement), lines, columns: if is_cut { measure } else { widest } }
    };
    request.statements.iter().copied().map(label).collect()
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span { text: text.into(), role }
}

/// A sign and a blank.
fn lead(glyph: Glyph) -> [Span; 2] {
    [span(glyph.sign(false), Role::Sign(glyph)), span(" ", Role::Plain)]
}

/// The sign before the words, and the words in lines of at most `columns`, at most so many. What bears on something shows
/// by the sign at its line what it is.
fn worded(request: &MapRequest, index: StatementIndex, columns: usize, most: usize) -> Vec<Line> {
    let statement = request.debate.statement(index);
    let wording = statement.wording().replace('\n', " ");
    let has_line = |relation: &Relation| request.statements.binary_search(&relation.target).is_ok();
    let glyph = match statement.kind {
        StatementKind::Argument => None,
        StatementKind::Position if statement.relations.iter().any(has_line) => None,
        kind => Some(Glyph::of_kind(kind)),
    };
    let before = glyph.map_or_else(String::new, |glyph| format!("{} ", glyph.sign(false)));
    let wrapped = wrap_at_most(&format!("{before}{wording}"), columns, most).into_iter().enumerate();
    let lines = wrapped.map(|(place, text)| match glyph.filter(|_| place == 0) {
        Some(glyph) => {
            lead(glyph).into_iter().chain([span(text.get(before.len()..).unwrap_or_default(), Role::Plain)]).collect()
        }
        None => vec![span(text, Role::Plain)],
    });
    lines.map(|spans| Line { spans, link: None }).collect()
}

fn words(request: &MapRequest, index: StatementIndex, columns: usize) -> Vec<Line> {
    let debate = &*request.debate;
    let mut lines = worded(request, index, columns, usize::MAX);
    if let Some(told) = voices(debate, index, columns) {
        lines.push(Line { spans: vec![span(told, Role::Secondary)], link: None });
    }
    if let Some(folded) = request.folded.get(&index) {
        let told = span(format!("{folded} folded up"), Role::Secondary);
        lines.push(Line { spans: lead(Glyph::Closed).into_iter().chain([told]).collect(), link: None });
    }
    lines
}

/// Who speaks to a statement and how many reply, in a line of at most `columns`, if there is anything.
#[must_use]
pub fn voices(debate: &Debate, index: StatementIndex, columns: usize) -> Option<String> {
    let replies = match debate.replies(index).count() {
        0 => String::new(),
        replies => count(replies, "reply", "replies"),
    };
    let room = columns.saturating_sub(if replies.is_empty() { 0 } else { width(&replies) + 3 });
    let who = cut(&speakers(debate, index, 2), room);
    let told: Vec<&str> = [who.as_str(), &replies].into_iter().filter(|words| !words.is_empty()).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// At most `rows` lines of the words.
fn line(request: &MapRequest, index: StatementIndex, columns: usize, rows: usize) -> Vec<Line> {
    let Some(folded) = request.folded.get(&index) else {
        return worded(request, index, columns, rows);
    };
    let folded = folded.to_string();
    let mut lines = worded(request, index, columns.saturating_sub(width(&folded) + 3), rows);
    if let Some(last) = lines.last_mut() {
        last.spans.push(span(" ", Role::Plain));
        last.spans.extend(lead(Glyph::Closed));
        last.spans.push(span(folded, Role::Secondary));
    }
    lines
}

fn sign(request: &MapRequest, index: StatementIndex) -> Vec<Line> {
    let is_folded = request.folded.contains_key(&index);
    let glyph = if is_folded { Glyph::Closed } else { Glyph::of_place(&request.debate, Place::Statement(index)) };
    vec![Line { spans: vec![span(glyph.sign(false), Role::Sign(glyph))], link: None }]
}
