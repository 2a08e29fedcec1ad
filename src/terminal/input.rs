//! What the terminal library reads, as actions.
//!
//! Only presses and repeats of keys count. Shift is part of a character, so it is dropped from those; Ctrl-H is what
//! some terminals send for Backspace, and Ctrl with the blank key, which no keymap can rely on, is nothing.

use ratatui::crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Action, Cell, Key, KeyCode, Mouse, MouseKind};

/// The longest paste that is handed on, in bytes; the rest of it is dropped.
const LONGEST_PASTE: usize = 1 << 20;

/// The action that an event of the terminal is, if it is one.
pub(super) fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Action::Key),
        Event::Mouse(mouse) => mouse_of(mouse).map(Action::Mouse),
        Event::Paste(mut text) => {
            text.truncate(text.floor_char_boundary(LONGEST_PASTE));
            // Terminals send pasted line ends as they send Return.
            Some(Action::Paste(text.replace("\r\n", "\n").replace('\r', "\n")))
        }
        // The size is asked for when the signal says that it changed.
        _ => None,
    }
}

/// Adds an action to those that are waiting. Of a drag only the last place counts: hundreds may come before one frame.
pub(super) fn add(actions: &mut Vec<Action>, action: Action) {
    let is_drag = |action: &Action| matches!(action, Action::Mouse(Mouse { kind: MouseKind::Drag, .. }));
    match actions.last_mut() {
        Some(last) if is_drag(last) && is_drag(&action) => *last = action,
        _ => actions.push(action),
    }
}

fn mouse_of(mouse: MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollLeft => MouseKind::WheelLeft,
        MouseEventKind::ScrollRight => MouseKind::WheelRight,
        MouseEventKind::Down(_) | MouseEventKind::Drag(_) | MouseEventKind::Up(_) | MouseEventKind::Moved => {
            return None;
        }
    };
    Some(Mouse { kind, at: Cell { x: mouse.column, y: mouse.row } })
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META);
    let code = match key.code {
        Code::Char('h') if ctrl && !alt => return Some(KeyCode::Backspace.into()),
        Code::Char(c) if c.is_control() => return None,
        Code::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Escape,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: Code, modifiers: KeyModifiers) -> Option<String> {
        match action(Event::Key(KeyEvent::new(code, modifiers))) {
            Some(Action::Key(key)) => Some(key.name()),
            _ => None,
        }
    }

    #[test]
    fn keys_are_named_as_the_keymap_names_them() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        for (code, modifiers, name) in [
            (Code::Char('g'), NONE, "g"),
            (Code::Char('G'), KeyModifiers::SHIFT, "G"),
            (Code::Char('c'), KeyModifiers::CONTROL, "ctrl-c"),
            (Code::Char('C'), KeyModifiers::CONTROL.union(KeyModifiers::SHIFT), "ctrl-c"),
            (Code::Char('h'), KeyModifiers::CONTROL, "backspace"),
            (Code::Char('x'), KeyModifiers::ALT, "alt-x"),
            (Code::Char(' '), NONE, "space"),
            (Code::Tab, NONE, "tab"),
            (Code::Tab, KeyModifiers::SHIFT, "backtab"),
            (Code::BackTab, KeyModifiers::SHIFT, "backtab"),
            (Code::Left, KeyModifiers::ALT, "alt-left"),
            (Code::F(1), NONE, "f1"),
        ] {
            assert_eq!(named(code, modifiers).as_deref(), Some(name), "{code:?} {modifiers:?}");
        }
        assert_eq!(named(Code::Char('\u{1}'), NONE), None);
        assert_eq!(named(Code::CapsLock, NONE), None);
    }

    #[test]
    fn only_presses_and_repeats_count() {
        let event = |kind| Event::Key(KeyEvent::new_with_kind(Code::Char('a'), KeyModifiers::NONE, kind));
        let pressed = Some(Action::Key('a'.into()));
        assert_eq!(action(event(KeyEventKind::Press)), pressed);
        assert_eq!(action(event(KeyEventKind::Repeat)), pressed);
        assert_eq!(action(event(KeyEventKind::Release)), None);
    }

    #[test]
    fn of_the_mouse_the_main_button_and_the_wheel_count() {
        use MouseKind::{Drag, Press, Release, WheelDown, WheelLeft, WheelRight, WheelUp};
        for (kind, expected) in [
            (MouseEventKind::Down(MouseButton::Left), Some(Press)),
            (MouseEventKind::Drag(MouseButton::Left), Some(Drag)),
            (MouseEventKind::Up(MouseButton::Left), Some(Release)),
            (MouseEventKind::ScrollUp, Some(WheelUp)),
            (MouseEventKind::ScrollDown, Some(WheelDown)),
            (MouseEventKind::ScrollLeft, Some(WheelLeft)),
            (MouseEventKind::ScrollRight, Some(WheelRight)),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Drag(MouseButton::Middle), None),
            (MouseEventKind::Moved, None),
        ] {
            let event = Event::Mouse(MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE });
            let expected = expected.map(|kind| Action::Mouse(Mouse { kind, at: Cell { x: 7, y: 3 } }));
            assert_eq!(action(event), expected, "{kind:?}");
        }
    }

    #[test]
    fn of_a_burst_of_drags_the_last_is_handed_on() {
        let mouse = |kind, x| Action::Mouse(Mouse { kind, at: Cell { x, y: 0 } });
        let (press, release) = (mouse(MouseKind::Press, 0), mouse(MouseKind::Release, 9));
        let mut actions = Vec::new();
        for action in [press.clone()].into_iter().chain((1..=9).map(|x| mouse(MouseKind::Drag, x))) {
            add(&mut actions, action);
        }
        add(&mut actions, release.clone());
        add(&mut actions, mouse(MouseKind::WheelUp, 1));
        add(&mut actions, mouse(MouseKind::WheelUp, 1));
        let wheel = mouse(MouseKind::WheelUp, 1);
        assert_eq!(actions, [press, mouse(MouseKind::Drag, 9), release, wheel.clone(), wheel]);
    }

    #[test]
    fn an_endless_paste_is_cut_between_characters() {
        let Some(Action::Paste(text)) = action(Event::Paste("é".repeat(LONGEST_PASTE))) else { panic!("no paste") };
        assert_eq!(text.len(), LONGEST_PASTE);
        let Some(Action::Paste(text)) = action(Event::Paste(format!("x{}", "é".repeat(LONGEST_PASTE)))) else {
            panic!("no paste")
        };
        assert_eq!(text.len(), LONGEST_PASTE - 1);
    }
}
