//! Shows every key as the keymap names it: what does this terminal send? Alt-M does so for the mouse, `q` ends, Ctrl-Z
//! stops; and to see that the terminal is given back, `!` panics and `&` works without end.

use std::io::Write as _;
use std::sync::Arc;

use agon::app::{Action, Effect, Key, KeyCode, Mouse};
use agon::terminal::{self, End, Keeper, Loader};
use ratatui::text::{Line, Text};

#[derive(Default)]
struct Seen {
    size: String,
    events: Vec<String>,
    mouse: bool,
}

fn update(seen: &mut Seen, action: Action) -> Vec<Effect> {
    match action {
        Action::Key(Key { code: KeyCode::Char('q'), .. }) => return vec![Effect::Quit],
        Action::Key(Key { code: KeyCode::Char('z'), ctrl: true, .. }) => return vec![Effect::Suspend],
        #[expect(clippy::panic, reason = "to see that the terminal is given back")]
        Action::Key(Key { code: KeyCode::Char('!'), .. }) => panic!("somebody pressed !"),
        Action::Key(Key { code: KeyCode::Char('&'), .. }) => work_without_end(),
        Action::Key(Key { code: KeyCode::Char('m'), alt: true, .. }) => {
            seen.mouse = !seen.mouse;
            return vec![Effect::Mouse(seen.mouse)];
        }
        Action::Mouse(Mouse { kind, at }) => seen.events.push(format!("{kind:?}@{},{}", at.x, at.y)),
        Action::Key(key) => seen.events.push(key.name()),
        Action::Paste(text) => seen.events.push(format!("{text:?}")),
        Action::Took(_)
        | Action::Rested
        | Action::Kept { .. }
        | Action::Told(_)
        | Action::Stale { .. }
        | Action::TextRead { .. }
        | Action::Progressed { .. }
        | Action::Arrived(_)
        | Action::Loaded { .. }
        | Action::Damaged { .. }
        | Action::MapDrawn { .. }
        | Action::Prepared { .. }
        | Action::Reloaded { .. }
        | Action::LookedUp { .. }
        | Action::Revealed(..)
        | Action::Filtered(..)
        | Action::Surveyed(_)
        | Action::NotOpened { .. } => {}
        Action::Resize(size) => seen.size = format!("{}×{}", size.width, size.height),
    }
    Vec::new()
}

fn work_without_end() -> ! {
    // Past the screen, which is not drawn again.
    print!("busy without end");
    let _ = std::io::stdout().flush();
    loop {
        std::thread::park();
    }
}

fn main() -> Result<std::process::ExitCode, terminal::Error> {
    let Ok(loader) = Loader::start(Arc::new(()), 0) else { return Ok(std::process::ExitCode::FAILURE) };
    let end = terminal::run(&mut Seen::default(), &mut Keeper::default(), loader, false, update, |frame, seen| {
        let head = Line::from(format!("{}: press keys, q to end", seen.size));
        let events = Line::from(seen.events.join(" "));
        frame.render_widget(Text::from(vec![head, Line::default(), events]), frame.area());
    })?;
    Ok(match end {
        End::Quit => std::process::ExitCode::SUCCESS,
        End::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX).into(),
    })
}
