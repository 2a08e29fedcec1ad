//! A program in a real pseudo-terminal: what is typed, and what is seen.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(missing_docs, unreachable_pub, reason = "nobody sees it but the tests")]

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take before it counts as never.
pub const NEVER: Duration = Duration::from_secs(30);

/// The small program on the same terminal code, built once.
pub fn keys_example() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--example", "keys"]);
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        assert!(cargo.status().expect("cargo runs").success());
        let tests = std::env::current_exe().expect("a test has a path");
        tests.ancestors().nth(2).expect("the profile's folder").join("examples").join("keys")
    };
    BUILT.get_or_init(build).clone()
}

/// What a person at the terminal has before them.
pub struct Seen {
    pub emulator: vt100::Parser,
    pub bytes: Vec<u8>,
    /// When the last of the bytes came: looking at them takes a while.
    pub at: Instant,
}

pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program and its modes can be looked at afterwards.
    pub _slave: Box<dyn SlavePty + Send>,
    pub keyboard: Box<dyn std::io::Write + Send>,
    pub program: Box<dyn Child + Send + Sync>,
    pub seen: Arc<(Mutex<Seen>, Condvar)>,
    pub looking: Arc<AtomicBool>,
    pub reader: JoinHandle<()>,
    pub modes_before: String,
}

impl Terminal {
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let modes_before = modes(&*pair.master);
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let program = pair.slave.spawn_command(command).expect("the program starts");
        let seen = Seen {
            emulator: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
            at: Instant::now(),
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let looking = Arc::new(AtomicBool::new(true));
        let (screen, go_on) = (Arc::clone(&seen), Arc::clone(&looking));
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut bytes) {
                let at = Instant::now();
                let mut seen = screen.0.lock().expect("nobody fails while looking");
                seen.at = at;
                seen.emulator.process(&bytes[..length]);
                seen.bytes.extend_from_slice(&bytes[..length]);
                screen.1.notify_all();
                if !go_on.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        Self { master: pair.master, _slave: pair.slave, keyboard, program, seen, looking, reader, modes_before }
    }

    pub fn keys(columns: u16, rows: u16) -> Self {
        let terminal = Self::start(command(&keys_example(), &[]), columns, rows);
        terminal.until_shows("press keys");
        terminal
    }

    pub fn type_keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("typing");
        self.keyboard.flush().expect("typing");
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().expect("lock").emulator.screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("resizing");
    }

    /// Waits for something to be seen, and says when the last byte of it came.
    pub fn until(&self, what: &str, condition: impl Fn(&Seen) -> bool) -> Instant {
        let seen = self.seen.0.lock().expect("lock");
        let (seen, waited) = self.seen.1.wait_timeout_while(seen, NEVER, |seen| !condition(seen)).expect("lock");
        assert!(!waited.timed_out(), "never saw {what}; saw:\n{}", seen.emulator.screen().contents());
        seen.at
    }

    pub fn until_shows(&self, text: &str) {
        self.until(text, |seen| seen.emulator.screen().contents().contains(text));
    }

    pub fn signal(&self, signal: Signal) {
        let id = self.program.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        kill_process(id.expect("it runs"), signal).expect("the signal is sent");
    }

    /// Waits for the program to end and returns its exit status.
    pub fn ended(&mut self) -> u32 {
        let began = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().expect("waiting") {
                assert_eq!(status.signal(), None);
                return status.exit_code();
            }
            assert!(began.elapsed() < NEVER, "never ended");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The screen is the one from before, the cursor is to be seen, and every mode is off.
    pub fn assert_given_back(&self) {
        self.until("the screen from before", |seen| !seen.emulator.screen().alternate_screen());
        let seen = self.seen.0.lock().expect("lock");
        let screen = seen.emulator.screen();
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let last = |code: &[u8]| seen.bytes.windows(code.len()).rposition(|window| window == code);
        assert!(last(b"\x1b[?2026h") <= last(b"\x1b[?2026l"), "the terminal waits for the end of an update");
        drop(seen);
        // The codes go first and the modes follow: of a program that lives on, both are not seen at one moment.
        let began = Instant::now();
        while modes(&*self.master) != self.modes_before && began.elapsed() < NEVER {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(modes(&*self.master), self.modes_before);
    }

    /// Closes the terminal's window.
    pub fn hang_up(self) -> Box<dyn Child + Send + Sync> {
        self.looking.store(false, Ordering::SeqCst);
        // The reader holds the terminal too: have it see something and go.
        self.resize(30, 10);
        self.reader.join().expect("the reader ends");
        self.program
    }
}

pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

pub fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a terminal has modes");
    format!("{:?} {:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.control_flags, modes.local_flags)
}

/// A folder for the reader's marks that nobody else uses.
pub fn state_folder() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let name = format!("state-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

pub fn command(program: &std::path::Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    command.env("AGON_STATE_DIR", state_folder());
    command.env("AGON_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
    command.env_remove("AGON_THEME");
    command.env_remove("NO_COLOR");
    command.env_remove("RUST_BACKTRACE");
    command
}

/// `program` started by a shell that watches over its jobs, as at a prompt.
pub fn at_a_prompt(program: &str) -> CommandBuilder {
    let script =
        format!("set -m; {program}; echo \"status $?, back at the prompt\"; read line; fg; echo \"at the end $?\"");
    command(std::path::Path::new("/bin/sh"), &["-c", &script])
}

/// The program itself in a terminal, with the debate that is built in.
pub fn agon(columns: u16, rows: u16, change: impl FnOnce(&mut CommandBuilder)) -> Terminal {
    let mut agon = command(std::path::Path::new(env!("CARGO_BIN_EXE_agon")), &[]);
    change(&mut agon);
    Terminal::start(agon, columns, rows)
}
