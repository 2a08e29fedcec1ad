//! From a state and an action to the next state, and to what must happen outside.

use super::command::Command;
use super::copying::Copying;
use super::mouse;
use super::state::{Overlay, State};
use super::{Action, Effect, Key};

/// Changes `state` as `action` asks. Pure: what must happen outside is returned.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let mut effects = match action {
        Action::Resize(size) => {
            state.size = size;
            Vec::new()
        }
        Action::Paste(text) => {
            state.on_finder(|finder, searched| finder.paste(&text, searched));
            state.on_palette(|menu| menu.paste(&text));
            state.on_filters(|menu| menu.paste(&text));
            state.on_note(|note| note.paste(&text))
        }
        Action::Mouse(mouse) => {
            state.catch_up();
            mouse::act(state, mouse)
        }
        Action::Took(time) => {
            state.on_finder(|finder, _| finder.took(time));
            Vec::new()
        }
        Action::Rested => state.rested(),
        Action::Kept { entry, marks, taken, told } => {
            state.hear(entry, *marks, taken);
            state.message = told.or(state.message.take());
            Vec::new()
        }
        Action::Told(words) => {
            state.message = Some(words);
            Vec::new()
        }
        Action::Stale { entry, words } => {
            state.became_stale(entry, words);
            Vec::new()
        }
        Action::TextRead { entry, source, text } => {
            state.text_read(entry, source, text);
            Vec::new()
        }
        Action::MapDrawn { entry, serial, drawing } => {
            state.map_drawn(entry, serial, drawing);
            Vec::new()
        }
        Action::LookedUp { look_up, found } => {
            state.on_filters(|menu| menu.take(&look_up, found));
            Vec::new()
        }
        Action::Revealed(entry, revealed) => {
            state.revealed(entry, *revealed);
            Vec::new()
        }
        Action::Filtered(entry, filtered) => state.filtered(entry, *filtered),
        Action::Progressed { entry, loading } => {
            state.progressed(entry, loading);
            Vec::new()
        }
        Action::Arrived(arrival) => state.arrived(*arrival),
        Action::Loaded { entry, outcome } => state.loaded(entry, outcome),
        Action::Damaged { entry, debate, problems } => state.damaged(entry, &debate, problems),
        Action::Prepared { entry, debate, with } => {
            state.prepared(entry, &debate, with);
            Vec::new()
        }
        Action::Surveyed(debate) => {
            state.surveyed(&debate);
            Vec::new()
        }
        Action::Reloaded { entry, outcome } => state.reloaded(entry, outcome),
        Action::NotOpened { url, why } => {
            state.message = Some(format!("not opened: {why}; this is the address"));
            // Where the reader is at something else by now, that stays.
            state.overlay.get_or_insert_with(|| Overlay::Copying(Box::new(Copying::of_address(&url))));
            Vec::new()
        }
        Action::Key(key) => press(state, key),
    };
    state.settle();
    effects.extend(state.draw_map().map(Effect::Work));
    effects.extend(state.prepare());
    effects.extend(state.reveal_request().map(Effect::Work));
    effects.extend(state.look_up().map(Effect::Work));
    effects.extend(state.give_back().map(Effect::Work));
    effects
}

/// Runs what a key stands for where the reader is, or types it.
fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    let context = state.context();
    let commands: Vec<&Command> = state.settings.keymap.commands(key, context).collect();
    if let Some(first) = commands.first() {
        state.catch_up();
        let can_run = commands.iter().find(|command| (command.enabled)(state).is_ok());
        can_run.unwrap_or(first).run(state, key)
    } else if state.overlay.is_none() {
        // A key may be any character there is, also one that is not to be shown as it is.
        let key = Some(key.shown_in_ascii()).filter(|name| name.bytes().all(|byte| byte.is_ascii_graphic()));
        let all = state.settings.keymap.tell("{help} shows what does", context);
        state.message =
            Some(format!("{} does nothing in {}; {all}", key.as_deref().unwrap_or("this key"), context.title()));
        Vec::new()
    } else {
        state.on_finder(|finder, searched| finder.edit(key, searched));
        state.on_palette(|menu| menu.edit(key));
        state.on_filters(|menu| menu.edit(key));
        state.on_note(|note| note.edit(key))
    }
}
