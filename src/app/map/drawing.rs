//! The drawing of a map: what stands in the boxes, and where everything is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::{Debate, StatementIndex};
use crate::map::layout::{Area, Direction, Effort};
use crate::map::{Arranged, Chart, Plan};

use super::fitting::{Fitting, Measure};
use super::label::{Label, Telling};

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
    /// Where reasons stand, seen from what they bear on; where nothing is said, where it fits.
    pub direction: Option<Direction>,
    /// Columns and rows of the screen for it.
    pub room: (u16, u16),
    /// What is on the screen: what is on both stays where it is as far as it can.
    pub former: Option<Arc<Drawing>>,
    /// Whether as much is to stand in each box as did before, if that fits no worse.
    pub keeps_zoom: bool,
    /// How much is done for it.
    pub effort: Effort,
}

/// The drawing of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    measure: Measure,
    labels: Vec<Label>,
    places: HashMap<StatementIndex, usize>,
    plan: Plan,
    /// Where boxes stood before some were made higher: so they are known again.
    stood: Vec<Area>,
    effort: Effort,
}

impl Drawing {
    /// Draws what is asked for: as much in each box as fits on the screen, or as was said.
    #[must_use]
    pub fn new(request: &MapRequest) -> Self {
        let chart = Chart::of(&request.debate, request.statements.clone());
        Fitting::new(request, &chart.arranged(request.effort)).drawing()
    }

    /// Lays these boxes out; so much was to stand in them.
    pub(super) fn with(request: &MapRequest, arranged: &Arranged<'_>, measure: Measure, tellings: &[Telling]) -> Self {
        let mut labels: Vec<Label> = tellings.iter().map(|telling| telling.label(measure.lines)).collect();
        let columns = usize::from(request.room.0);
        let size = |place: usize, _| labels.get(place).map_or((1, 1), Label::size);
        let former = request.former.as_deref().filter(|former| former.direction() == measure.direction);
        let stood = |statement| former.and_then(|former| former.stood.get(former.place(statement)?).copied());
        let only_order = former.is_none_or(|former| former.measure != measure);
        let mut plan = arranged.plan(measure.direction, columns, size, stood, only_order);
        let stood = plan.boxes().to_vec();
        if request.zoom.is_none() {
            plan.make_higher(|place| tellings.get(place).map_or(0, |telling| cells(telling.rows())));
        }
        // Where lines need the room, a box is higher than its words: then it has more of them, too.
        for (place, label) in labels.iter_mut().enumerate() {
            let rows = usize::try_from(plan.rows(place)).unwrap_or(0);
            if rows > label.lines.len() {
                *label = tellings[place].label(rows);
            }
        }
        let places = request.statements.iter().copied().zip(0..).collect();
        Self { measure, labels, places, plan, stood, effort: request.effort }
    }

    /// What was to stand in each box.
    pub(super) fn measure(&self) -> Measure {
        self.measure
    }

    /// Whether columns and rows are not more than there is room for.
    pub(super) fn fits(&self, room: (u16, u16)) -> (bool, bool) {
        let (width, height) = self.plan.size();
        (width <= i32::from(room.0), height <= i32::from(room.1))
    }

    /// The same drawing when the debate has become another one: a new one is on its way.
    pub(super) fn followed(&self, successors: &Successors) -> Self {
        let labels: Vec<Label> = self.labels.iter().map(|label| label.followed(successors)).collect();
        let places =
            labels.iter().zip(0..).filter_map(|(label, place)| label.statement.map(|index| (index, place))).collect();
        Self { labels, places, plan: self.plan.clone(), stood: self.stood.clone(), ..*self }
    }

    /// Where reasons stand, seen from what they bear on.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.measure.direction
    }

    /// How much is told in a box.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.measure.zoom
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
}

fn cells(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
