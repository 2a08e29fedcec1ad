//! The drawing of a map: what stands in the boxes, and where everything is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::glyph::Glyph;
use crate::app::page::{Line, Role, Span};
use crate::app::place::{Place, speakers};
use crate::app::wording::{count, cut, width, wrap};
use crate::debate::changes::Successors;
use crate::debate::{Debate, StatementIndex, StatementKind};
use crate::map::layout::{Area, Direction};
use crate::map::{Chart, Plan};

/// How much is told in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// The statement's words, who speaks and how many reply.
    Words,
    /// The beginning of the words, in one line.
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
            Self::Words => "full words",
            Self::Line => "one line each",
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
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is of; none where that has gone from the debate since.
    pub statement: Option<StatementIndex>,
    /// What stands in it.
    pub lines: Vec<Line>,
}

/// The drawing of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    zoom: Zoom,
    labels: Vec<Label>,
    places: HashMap<StatementIndex, usize>,
    plan: Plan,
}

impl Drawing {
    /// Draws what is asked for. It takes some milliseconds for a hundred statements.
    #[must_use]
    pub fn new(request: &MapRequest) -> Self {
        if let Some(zoom) = request.zoom {
            return Self::zoomed(request, zoom);
        }
        let (columns, rows) = (i32::from(request.room.0), i32::from(request.room.1));
        let fits = |drawing: &Self| {
            let size = drawing.plan.size();
            size.0 <= columns && size.1 <= rows
        };
        for zoom in Zoom::ALL {
            // Boxes that fill the screen by themselves need not be set to see that they do not fit.
            let boxes = label_all(request, zoom);
            let cells: usize = boxes.iter().map(|label| size(label, zoom)).map(|(width, height)| width * height).sum();
            if cells > usize::from(request.room.0) * usize::from(request.room.1)
                || (zoom == Zoom::Sign && boxes.len() < MANY)
            {
                continue;
            }
            let drawing = Self::of(request, zoom, boxes);
            if fits(&drawing) {
                return drawing;
            }
        }
        Self::zoomed(request, Zoom::Line)
    }

    fn zoomed(request: &MapRequest, zoom: Zoom) -> Self {
        Self::of(request, zoom, label_all(request, zoom))
    }

    fn of(request: &MapRequest, zoom: Zoom, labels: Vec<Label>) -> Self {
        let chart = Chart::of(&request.debate, request.statements.clone());
        let columns = usize::from(request.room.0);
        let plan = chart
            .plan(Direction::Right, columns, |place, _| labels.get(place).map_or((3, 3), |label| size(label, zoom)));
        let places = request.statements.iter().copied().zip(0..).collect();
        Self { zoom, labels, places, plan }
    }

    /// The same drawing when the debate has become another one: a new one is on its way.
    pub(super) fn followed(&self, successors: &Successors) -> Self {
        let followed = |label: &Label| Label {
            statement: label.statement.and_then(|statement| successors.statement(statement)),
            lines: label.lines.clone(),
        };
        let labels: Vec<Label> = self.labels.iter().map(followed).collect();
        let places =
            labels.iter().zip(0..).filter_map(|(label, place)| label.statement.map(|index| (index, place))).collect();
        Self { zoom: self.zoom, labels, places, plan: self.plan.clone() }
    }

    /// How much is told in a box.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.zoom
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
fn size(label: &Label, zoom: Zoom) -> (usize, usize) {
    let widest = label.lines.iter().map(|line| width(&line.text())).max().unwrap_or(0);
    // Boxes of one kind of line stand in a row only where they are equally wide.
    let widest = if zoom == Zoom::Line { widest.max(8) } else { widest };
    (widest + 4, label.lines.len() + 2)
}

fn label_all(request: &MapRequest, zoom: Zoom) -> Vec<Label> {
    let label =
        |statement: &StatementIndex| Label { statement: Some(*statement), lines: lines(request, *statement, zoom) };
    request.statements.iter().map(label).collect()
}

/// The columns of words in a box: three boxes one behind the other fit on the screen, as far as there can be words at
/// all.
fn measure(columns: u16) -> usize {
    (usize::from(columns) / 3).saturating_sub(10).clamp(12, 34)
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span { text: text.into(), role }
}

fn lines(request: &MapRequest, index: StatementIndex, zoom: Zoom) -> Vec<Line> {
    let debate = &*request.debate;
    let statement = debate.statement(index);
    let wording = statement.wording().replace('\n', " ");
    let columns = measure(request.room.0);
    let folded = request.folded.get(&index);
    // An argument shows by the sign at its line what it is.
    let glyph = match statement.kind {
        StatementKind::Argument => None,
        kind => Some(Glyph::of_kind(kind)),
    };
    let line = |spans: Vec<Span>| Line { spans, link: None };
    let sign = |glyph: Glyph| [span(glyph.sign(false), Role::Sign(glyph)), span(" ", Role::Plain)];
    match zoom {
        Zoom::Words => {
            let before = glyph.map_or_else(String::new, |glyph| format!("{} ", glyph.sign(false)));
            let mut lines: Vec<Line> = wrap(&format!("{before}{wording}"), columns)
                .into_iter()
                .map(|text| line(vec![span(text, Role::Plain)]))
                .collect();
            if let (Some(glyph), Some(first)) = (glyph, lines.first_mut()) {
                let words = first.text().chars().skip(before.chars().count()).collect::<String>();
                first.spans = sign(glyph).into_iter().chain([span(words, Role::Plain)]).collect();
            }
            let replies = debate.replies(index).count();
            let replies = if replies > 0 { count(replies, "reply", "replies") } else { String::new() };
            let room = columns.saturating_sub(if replies.is_empty() { 0 } else { width(&replies) + 3 });
            let who = cut(&speakers(debate, index, 2), room);
            let told: Vec<&str> = [who.as_str(), &replies].into_iter().filter(|words| !words.is_empty()).collect();
            if !told.is_empty() {
                lines.push(line(vec![span(told.join(" · "), Role::Secondary)]));
            }
            if let Some(folded) = folded {
                let [sign, blank] = sign(Glyph::Closed);
                lines.push(line(vec![sign, blank, span(format!("{folded} folded up"), Role::Secondary)]));
            }
            lines
        }
        Zoom::Line => {
            let mut spans = Vec::new();
            spans.extend(glyph.map(sign).into_iter().flatten());
            let more = folded.map(|folded| format!(" {folded}"));
            let taken = if glyph.is_some() { 2 } else { 0 } + more.as_ref().map_or(0, |more| width(more) + 2);
            spans.push(span(cut(&wording, columns.saturating_sub(taken).max(4)), Role::Plain));
            if let Some(more) = more {
                spans.push(span(" ", Role::Plain));
                spans.push(span(Glyph::Closed.sign(false), Role::Sign(Glyph::Closed)));
                spans.push(span(more, Role::Secondary));
            }
            vec![line(spans)]
        }
        Zoom::Sign => {
            let glyph = if folded.is_some() { Glyph::Closed } else { Glyph::of_place(debate, Place::Statement(index)) };
            vec![line(vec![span(glyph.sign(false), Role::Sign(glyph))])]
        }
    }
}
