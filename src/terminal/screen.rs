//! The screen: taken over, drawn on, and always given back.
//!
//! What is kept true: once taken over, the terminal is given back exactly once, by whoever ends the program first: the
//! owner of [`Screen`] at its end, the panic hook, or the thread that watches for signals. What was drawn but not yet
//! sent is dropped with the screen and never reaches the shell's prompt.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::panic;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::{Attribute, Print, ResetColor, SetAttribute, force_color_output};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::event::{PollFd, PollFlags, poll};

use crate::app::Size;

use super::clusters::Anchored;

/// Whether the terminal is taken over. Held while taking it and giving it back, so that neither happens twice and
/// nobody ends the program in the middle.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// The size of a terminal that does not tell, as old serial lines do not.
const USUAL_SIZE: Size = Size { width: 80, height: 24 };

/// Asks for buttons, for moves while one is held, and for places beyond column 223. The library would ask for every move
/// of the mouse, which nobody here looks at.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Raw mode, the alternate screen and where it is wanted the mouse, whatever state the terminal is in now.
fn take(mouse: bool) -> io::Result<()> {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    // A shell that had the terminal meanwhile has set its own modes, unknown to the library: begin from the old ones.
    disable_raw_mode()?;
    // The modes come first: in the background this is where the system stops us, with nothing drawn yet.
    enable_raw_mode()?;
    *taken = true;
    let mut codes = Vec::new();
    queue!(codes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse {
        queue!(codes, Print(MOUSE))?;
    }
    send(&codes)
}

/// Gives the terminal back if it is taken over. Errors are of no use here: the terminal is gone, or there is nothing
/// else to try.
pub(super) fn give_back() {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !std::mem::take(&mut *taken) {
        return;
    }
    let mut codes = Vec::new();
    let _ = queue!(
        codes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        ResetColor,
        DisableMouseCapture,
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    );
    let _ = send(&codes);
    let _ = disable_raw_mode();
}

/// Asks the terminal to put a text on its clipboard (OSC 52). A terminal that does not do that says nothing.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut codes = Vec::new();
    queue!(codes, CopyToClipboard::to_clipboard_from(text))?;
    send(&codes)
}

/// Writes to the terminal, past the buffer of the standard library: nothing may be left in it when the program ends.
fn send(bytes: &[u8]) -> io::Result<()> {
    let mut terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let mut rest = bytes;
    while !rest.is_empty() {
        match terminal.write(rest) {
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // Programs that shared the terminal before us may have left it so that a full line is an error.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                poll(&mut [PollFd::new(&terminal, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The size of the terminal.
pub(super) fn size() -> Size {
    size_of(io::stdout())
}

pub(super) fn size_of(stream: impl AsFd) -> Size {
    match rustix::termios::tcgetwinsize(stream) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => USUAL_SIZE,
    }
}

/// The terminal, taken over for as long as this lives.
pub(super) struct Screen {
    canvas: Terminal<Anchored<CrosstermBackend<Page>>>,
    page: Page,
    mouse: bool,
    /// What a panic did before; it does so again afterwards.
    hook: Arc<Hook>,
}

type Hook = dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send;

impl Screen {
    /// Takes the terminal over.
    pub(super) fn take(size: Size, mouse: bool) -> io::Result<Self> {
        // The theme decides about colour. Left to itself the library reads NO_COLOR and then, after an attribute,
        // writes a reset in place of a colour, which takes bold and reverse away with the colour.
        force_color_output(true);
        let page = Page::default();
        let canvas = canvas(&page, size)?;
        let hook: Arc<Hook> = panic::take_hook().into();
        let before = Arc::clone(&hook);
        panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        let mut screen = Self { canvas, page, mouse, hook };
        // From here on the end of `screen` gives the terminal back, also when only half of it could be taken.
        take(mouse)?;
        screen.begin_anew(size)?;
        Ok(screen)
    }

    /// Takes the terminal again after it was given back or changed by somebody else, in the size it now has.
    pub(super) fn take_again(&mut self) -> io::Result<Size> {
        take(self.mouse)?;
        let size = size();
        self.begin_anew(size)?;
        Ok(size)
    }

    /// Has the terminal tell what is done with the mouse, or leaves the mouse to it; also when it is taken again.
    pub(super) fn use_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have given it back already, for good.
        if !*taken {
            return Ok(());
        }
        let mut codes = Vec::new();
        if on {
            queue!(codes, Print(MOUSE))?;
        } else {
            queue!(codes, DisableMouseCapture)?;
        }
        send(&codes)
    }

    /// Forgets what was drawn: the next draw is of the whole screen, in this size.
    pub(super) fn begin_anew(&mut self, size: Size) -> io::Result<()> {
        self.canvas = canvas(&self.page, size)?;
        self.page.tear_off();
        queue!(self.page, Clear(ClearType::All))
    }

    /// Draws what has changed, in one write that the terminal shows at once.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.canvas.draw(view)?;
        let drawn = self.page.tear_off();
        let mut codes = Vec::with_capacity(drawn.len() + 32);
        queue!(codes, BeginSynchronizedUpdate)?;
        codes.extend_from_slice(&drawn);
        queue!(codes, EndSynchronizedUpdate)?;
        send(&codes)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
        // A panicking thread may not touch the hook, and has no use for the old one.
        if !std::thread::panicking() {
            let before = Arc::clone(&self.hook);
            panic::set_hook(Box::new(move |panic| before(panic)));
        }
    }
}

/// A canvas of exactly this size. It never asks the terminal: the size that is drawn is the one the state knows, and
/// asking after a lost terminal would start another program.
fn canvas(page: &Page, size: Size) -> io::Result<Terminal<Anchored<CrosstermBackend<Page>>>> {
    let area = Rect::new(0, 0, size.width, size.height);
    let backend = Anchored(CrosstermBackend::new(page.clone()));
    Terminal::with_options(backend, TerminalOptions { viewport: Viewport::Fixed(area) })
}

/// Where a frame is written before it is sent.
#[derive(Debug, Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Page {
    fn tear_off(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// A frame is sent when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
