//! What the commands do on the map.

use crate::app::Effect;
use crate::app::map::{Drawing, Framing, Map, Way};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::view::View;
use crate::map::layout::Direction;

use super::Reason;
use super::going::{on_reading, reading};

pub(super) fn has_statements(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.selected().is_some(), "this debate has no statement yet")
}

/// Shows the map around the statement at hand, or on the map has the chosen one in its middle.
pub(super) fn show_map(state: &mut State) -> Vec<Effect> {
    on_reading(
        state,
        |reading| if reading.view() == View::Map { reading.centre_map() } else { reading.show(View::Map) },
    )
}

pub(super) fn step_on_map(state: &mut State, way: Way) -> Vec<Effect> {
    if state.reading().is_some_and(|reading| reading.next_on_map(way).is_none()) {
        state.say(&format!("nothing stands further {}", way.words()));
    }
    on_reading(state, |reading| reading.step_on_map(way))
}

/// Moves the window by half of what it holds.
pub(super) fn pan(state: &mut State, way: Way) -> Vec<Effect> {
    let Some(areas) = state.regions().map else { return Vec::new() };
    let half = |cells: u16| i32::from(cells / 2).max(1);
    let (columns, rows) = (half(areas.window.width), half(areas.window.height));
    let (columns, rows) = match way {
        Way::Up => (0, -rows),
        Way::Down => (0, rows),
        Way::Left => (-columns, 0),
        Way::Right => (columns, 0),
    };
    on_reading(state, |reading| reading.on_map(|map| map.pan(columns, rows)))
}

fn framing(state: &State) -> Option<Framing> {
    Some(state.reading()?.map()?.framing())
}

pub(super) fn can_extend(state: &State, more: bool) -> Result<(), Reason> {
    match framing(state).and_then(|framing| framing.extent.next(more)) {
        Some(_) => Ok(()),
        None if more => Err("this is everything; {show-less} shows less"),
        None => Err("this is the least there is; {show-more} shows more"),
    }
}

/// Puts more on the map, or less, around what is chosen.
pub(super) fn extend(state: &mut State, more: bool) -> Vec<Effect> {
    on_reading(state, |reading| {
        let selected = reading.selected();
        reading.on_map(|map| {
            let framing = map.framing();
            if let (Some(extent), Some(focus)) = (framing.extent.next(more), selected) {
                map.frame(Framing { focus, extent, ..framing });
            }
        });
    })
}

pub(super) fn can_zoom(state: &State, nearer: bool) -> Result<(), Reason> {
    let zoom = state.reading().and_then(Reading::map).and_then(Map::drawing).map(Drawing::zoom);
    match zoom.and_then(|zoom| zoom.next(nearer)) {
        Some(_) => Ok(()),
        None if nearer => Err("the words are whole already"),
        None => Err("it cannot be made smaller"),
    }
}

pub(super) fn zoom(state: &mut State, nearer: bool) -> Vec<Effect> {
    on_reading(state, |reading| {
        reading.on_map(|map| {
            let zoom = map.drawing().and_then(|drawing| drawing.zoom().next(nearer));
            map.frame(Framing { zoom, ..map.framing() });
        });
    })
}

/// Turns the map a quarter round, and says where reasons stand now.
pub(super) fn turn(state: &mut State) -> Vec<Effect> {
    let drawn = state.reading().and_then(Reading::map).and_then(Map::drawing).map(Drawing::direction);
    let Some(direction) = drawn.map(Direction::turned) else { return Vec::new() };
    let place = match direction {
        Direction::Right => "to the right of",
        Direction::Down => "below",
        Direction::Left => "to the left of",
        Direction::Up => "above",
    };
    state.say(&format!("reasons stand {place} what they bear on"));
    on_reading(state, |reading| {
        reading.on_map(|map| {
            map.frame(Framing { direction: Some(direction), ..map.framing() });
            map.centre();
        });
    })
}

pub(super) fn toggle_fold(state: &mut State) -> Vec<Effect> {
    if !state.reading_mut().is_some_and(Reading::toggle_fold) {
        state.message = Some("nothing on the map bears on this alone".to_owned());
    }
    Vec::new()
}
