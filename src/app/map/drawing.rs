//! The drawing of a map: what stands in the boxes, and where everything is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::{Debate, StatementIndex};
use crate::map::layout::{Area, Arrangement, Direction, Effort};
use crate::map::{Arranged, Chart, Plan, Size};

use super::fitting::{Fitting, Measure};
use super::label::{Label, Telling};
use super::walk::{Steps, Way};

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
    /// And with them all that are folded up.
    pub whole: Vec<StatementIndex>,
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

impl MapRequest {
    /// Whether it asks for what another one does, whatever was on the screen before.
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        let all = |of: &Self| (of.zoom, of.direction, of.room);
        Arc::ptr_eq(&self.debate, &other.debate)
            && all(self) == all(other)
            && (&self.statements, &self.whole, &self.folded) == (&other.statements, &other.whole, &other.folded)
    }
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
    /// Where the ways lead from each box.
    steps: Steps,
    effort: Effort,
    /// The columns of the screen, and what was said of the zoom.
    asked: (u16, Option<Zoom>),
    /// The order of the boxes, also of those folded up; none where the debate has become another one.
    order: Option<Arc<WholeOrder>>,
    /// The drawing from which this one came by folding, if anything is folded up.
    unfolded: Option<Unfolded>,
}

/// In which order the boxes of a map stand when nothing is folded up. What is folded up is taken away from it, and nothing
/// else moves past anything.
#[derive(Debug, PartialEq, Eq)]
struct WholeOrder {
    statements: Vec<StatementIndex>,
    arrangement: Arc<Arrangement>,
    effort: Effort,
}

/// A drawing with nothing folded up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfolded {
    pub(super) drawing: Arc<Drawing>,
    /// Whether it was on the screen: one comes back to it however large it is.
    pub(super) was_shown: bool,
}

impl Drawing {
    /// Draws what is asked for: as much in each box as fits on the screen, or as was said.
    #[must_use]
    pub fn new(request: &MapRequest) -> Self {
        let chart = Chart::of(&request.debate, request.whole.clone());
        let former = request.former.as_deref();
        let known = former.and_then(|former| former.order.as_ref()).filter(|order| order.serves(request));
        let whole = match (known, former) {
            (Some(order), _) => chart.arranged_as(Arc::clone(&order.arrangement)),
            (None, Some(former)) => {
                let former = former.unfolded();
                chart.arranged_near(request.effort, former.direction(), |statement| former.stood(statement))
            }
            (None, None) => chart.arranged(request.effort),
        };
        let part = Chart::of(&request.debate, request.statements.clone());
        let shown = (request.statements != request.whole).then(|| whole.remainder(&part));
        let drawing = Fitting::new(request, &whole, shown.as_ref().unwrap_or(&whole)).drawing();
        Self { steps: Steps::new(&drawing.plan, drawing.direction()), ..drawing }
    }

    /// Whether the order of all that a request is about is known from this drawing.
    pub(super) fn knows_order(&self, whole: &[StatementIndex]) -> bool {
        self.order.as_ref().is_some_and(|order| order.effort == Effort::Full && order.statements == whole)
    }

    /// Lays these boxes out; so much was to stand in them, and so they `stood` before.
    pub(super) fn with(
        request: &MapRequest,
        whole: &Arranged<'_>,
        shown: &Arranged<'_>,
        measure: Measure,
        tellings: &[Telling],
        unfolded: Option<Unfolded>,
    ) -> Self {
        let mut labels: Vec<Label> = tellings.iter().map(|telling| telling.label(measure.lines)).collect();
        let columns = usize::from(request.room.0);
        let least = Size { columns: 1, rows: 1, foot: 0 };
        let size = |place: usize, _| labels.get(place).map_or(least, Label::size);
        let former = match &unfolded {
            Some(unfolded) => Some(&*unfolded.drawing),
            None => request.former.as_deref().map(Self::unfolded),
        };
        let former = former.filter(|former| former.measure == measure);
        let stood = |statement| former.and_then(|former| former.stood(statement));
        let mut plan = shown.plan(measure.direction, columns, size, stood);
        let stood = plan.boxes().to_vec();
        if request.zoom.is_none() {
            plan.make_higher(|place| tellings.get(place).map_or(0, |telling| cells(telling.rows())));
        }
        // Where lines need the room, a box is higher than its words: then it has more of them, too.
        for (place, label) in labels.iter_mut().enumerate() {
            let rows = usize::try_from(plan.rows(place)).unwrap_or(0);
            if rows > label.lines.len() {
                let telling = &tellings[place];
                let (all, foot) = (telling.rows(), telling.foot());
                let is_beside = rows >= all && plan.has_sign_beside(place, all, foot);
                *label = telling.label(if is_beside { all - foot } else { rows });
            }
        }
        let places = request.statements.iter().copied().zip(0..).collect();
        let order =
            WholeOrder { statements: request.whole.clone(), arrangement: whole.arrangement(), effort: request.effort };
        Self {
            measure,
            labels,
            places,
            plan,
            stood,
            steps: Steps::default(),
            effort: request.effort,
            asked: (request.room.0, request.zoom),
            order: Some(Arc::new(order)),
            unfolded,
        }
    }

    /// The drawing from which this one came by folding, or this one.
    fn unfolded(&self) -> &Self {
        self.unfolded.as_ref().map_or(self, |unfolded| &unfolded.drawing)
    }

    /// The drawing of all that a request is about with nothing folded up, if this one is it or came from it.
    pub(super) fn unfolded_for(self: &Arc<Self>, request: &MapRequest, measure: Measure) -> Option<Unfolded> {
        let here = || Unfolded { drawing: Arc::clone(self), was_shown: true };
        let unfolded = self.unfolded.clone().unwrap_or_else(here);
        let Self { order, asked, effort, .. } = &*unfolded.drawing;
        let is_it = order.as_ref().is_some_and(|order| order.serves(request))
            && (*asked, *effort, unfolded.drawing.measure) == ((request.room.0, request.zoom), request.effort, measure);
        is_it.then_some(unfolded)
    }

    /// Where the box of a statement was set, before it was made higher.
    pub(super) fn stood(&self, statement: StatementIndex) -> Option<Area> {
        self.stood.get(self.place(statement)?).copied()
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
        let unfolded = self.unfolded.as_ref().map(|unfolded| Unfolded {
            drawing: Arc::new(unfolded.drawing.followed(successors)),
            was_shown: unfolded.was_shown,
        });
        let (plan, stood, steps) = (self.plan.clone(), self.stood.clone(), self.steps.clone());
        Self { labels, places, plan, stood, steps, order: None, unfolded, ..*self }
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

    /// How many ways lead elsewhere than to the nearest box.
    #[cfg(test)]
    pub(super) fn steps_given_up(&self) -> usize {
        self.steps.given_up(&self.plan, self.direction())
    }

    /// The box to which a way leads from another one.
    pub(super) fn next(&self, from: usize, way: Way) -> Option<usize> {
        self.steps.next(from, way)
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

impl WholeOrder {
    /// Whether it is the order of all that a request is about, found with as much effort.
    fn serves(&self, request: &MapRequest) -> bool {
        self.effort == request.effort && self.statements == request.whole
    }
}

fn cells(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
