//! Shows every key as the keymap names it: what does this terminal send? `q` ends, Ctrl-Z stops; and to see that
//! the terminal is given back, `!` panics and `&` works without end.

use agon::app::{Action, Effect, Key, KeyCode};
use agon::terminal::{self, End};
use ratatui::text::{Line, Text};

#[derive(Default)]
struct Seen {
    size: String,
    events: Vec<String>,
    busy: bool,
}

fn update(seen: &mut Seen, action: Action) -> Vec<Effect> {
    if seen.busy {
        loop {
            std::thread::park();
        }
    }
    match action {
        Action::Key(Key { code: KeyCode::Char('q'), .. }) => return vec![Effect::Quit],
        Action::Key(Key { code: KeyCode::Char('z'), ctrl: true, .. }) => return vec![Effect::Suspend],
        #[expect(clippy::panic, reason = "to see that the terminal is given back")]
        Action::Key(Key { code: KeyCode::Char('!'), .. }) => panic!("somebody pressed !"),
        Action::Key(Key { code: KeyCode::Char('&'), .. }) => seen.busy = true,
        Action::Key(key) => seen.events.push(key.name()),
        Action::Paste(text) => seen.events.push(format!("{text:?}")),
        Action::Resize(size) => seen.size = format!("{}×{}", size.width, size.height),
    }
    Vec::new()
}

fn main() -> Result<std::process::ExitCode, terminal::Error> {
    let end = terminal::run(&mut Seen::default(), update, |frame, seen| {
        let head = Line::from(format!("{}: press keys, q to end", seen.size));
        let busy = Line::from(if seen.busy { "busy from the next key on" } else { "" });
        let events = Line::from(seen.events.join(" "));
        frame.render_widget(Text::from(vec![head, busy, events]), frame.area());
    })?;
    Ok(match end {
        End::Quit => std::process::ExitCode::SUCCESS,
        End::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX).into(),
    })
}
