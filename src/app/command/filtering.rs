//! What the commands do that choose what is shown, and in which order.

use crate::app::filter::Only;
use crate::app::menu::Menu;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, Key};
use crate::debate::Order;

use super::Reason;
use super::going::{is_surveyed, reading};

pub(super) fn can_filter(state: &State) -> Result<(), Reason> {
    reading(state, Reading::can_be_filtered, "only the debate and the timeline are filtered")?;
    is_surveyed(state)
}

pub(super) fn filter(state: &mut State, _: Key) -> Vec<Effect> {
    let offers = state.reading().map(Reading::filters_offered);
    state.overlay = offers.map(|(offered, naming)| Overlay::Filters(Box::new(Menu::new(offered, naming))));
    Vec::new()
}

pub(super) fn is_filtered(state: &State) -> Result<(), Reason> {
    reading(state, Reading::is_filtered, "everything is shown")
}

pub(super) fn clear_filters(state: &mut State, _: Key) -> Vec<Effect> {
    state.filter(|reading| reading.filter(Only::default()))
}

/// Takes the next order, round and round.
pub(super) fn sort_replies(state: &mut State, _: Key) -> Vec<Effect> {
    let Some(reading) = state.reading() else { return Vec::new() };
    let place = Order::ALL.iter().position(|order| *order == reading.order()).unwrap_or_default();
    let order = Order::ALL[(place + 1) % Order::ALL.len()];
    state.message = Some(format!("sorted {}", order.words()));
    state.filter(|reading| reading.sort(order))
}
