//! What the commands do that have to do with the mouse, and with the line between outline and page that it can drag.

use crate::app::state::State;
use crate::app::{Effect, Key};

use super::Reason;

/// Columns by which a key moves the line.
const STEP: u16 = 4;

/// Gives the mouse to the program, or back to the terminal.
pub(super) fn toggle_mouse(state: &mut State, _: Key) -> Vec<Effect> {
    state.mouse = !state.mouse;
    state.holds_divider = false;
    let told = if state.mouse {
        "the mouse works here; to select text as the terminal does, hold Shift"
    } else {
        "the mouse is the terminal's again, which selects text with it"
    };
    state.message = Some(told.to_owned());
    vec![Effect::Mouse(state.mouse)]
}

/// The column the line is on, and the one that a key moves it to.
fn moved(state: &State, wider: bool) -> Option<(u16, u16)> {
    let here = state.regions().divider?.x;
    Some((here, if wider { here.saturating_add(STEP) } else { here.saturating_sub(STEP) }))
}

pub(super) fn can_divide(state: &State, wider: bool) -> Result<(), Reason> {
    let Some((here, to)) = moved(state, wider) else {
        return Err("outline and page take turns on a screen as narrow as this");
    };
    if state.divided_at(to) != here {
        Ok(())
    } else if wider {
        Err("the page needs the rest of the screen")
    } else {
        Err("the outline is as narrow as it can be")
    }
}

pub(super) fn divide(state: &mut State, wider: bool) -> Vec<Effect> {
    if let Some((_, to)) = moved(state, wider) {
        state.divide_at(to);
    }
    Vec::new()
}
