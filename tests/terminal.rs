//! The program in a real pseudo-terminal: what it takes it gives back, whatever ends it.
//!
//! No test sleeps: each waits for what it expects to see, for as long as a busy machine may need.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/pty.rs"]
mod pty;

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use pty::{NEVER, Seen, Terminal, agon, at_a_prompt, command, keys_example, modes, state_folder};

#[test]
fn the_screen_is_taken_and_given_back() {
    let mut terminal = Terminal::keys(40, 8);
    terminal.until_shows("40×8: press keys");
    assert_ne!(modes(&*terminal.master), terminal.modes_before);
    {
        let seen = terminal.seen.0.lock().expect("lock");
        assert!(seen.emulator.screen().alternate_screen() && seen.emulator.screen().hide_cursor());
    }
    terminal.type_keys("j\u{1b}[Aé\u{1b}[200~pasted\rtext\u{1b}[201~\u{3}");
    terminal.until_shows("j up é \"pasted\\ntext\" ctrl-c");
    terminal.type_keys("\u{1b}");
    terminal.until_shows("ctrl-c esc");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

/// Alt-M, and what the mouse does from then on.
const MOUSE: &str = "\u{1b}m";

impl Terminal {
    fn until_it_tells_of_the_mouse(&self) {
        self.until("the mouse asked for", |seen| {
            let screen = seen.emulator.screen();
            screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
                && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
        });
    }

    fn until_it_leaves_the_mouse(&self) {
        self.until("the mouse left alone", |seen| {
            seen.emulator.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

#[test]
fn the_mouse_is_asked_for_and_given_back() {
    let mut terminal = Terminal::keys(200, 8);
    terminal.until_it_leaves_the_mouse();
    terminal.type_keys(MOUSE);
    terminal.until_it_tells_of_the_mouse();
    // Main button down, dragged and up, the wheel, the other button; and past where older ways of telling end.
    terminal.type_keys("\u{1b}[<0;1;2M\u{1b}[<32;3;2M\u{1b}[<32;300;4M\u{1b}[<0;300;4m\u{1b}[<64;5;6M\u{1b}[<2;5;6M");
    terminal.until_shows("Press@0,1 Drag@299,3 Release@299,3 WheelUp@4,5");
    terminal.type_keys(MOUSE);
    terminal.until_it_leaves_the_mouse();
    terminal.type_keys("\u{1b}m");
    terminal.until_it_tells_of_the_mouse();
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn half_a_sequence_outlives_no_signal() {
    let mut terminal = Terminal::keys(40, 8);
    terminal.type_keys("\u{1b}[");
    terminal.signal(Signal::TERM);
    // Whether it was already waiting for the rest when the signal came decides who ends it.
    let status = terminal.program.wait().expect("waiting");
    assert!(status.signal() == Some("Terminated") || status.exit_code() == 128 + 15, "{status:?}");
    terminal.assert_given_back();
}

#[test]
fn a_burst_of_keys_is_read_whole() {
    let mut terminal = Terminal::keys(120, 60);
    terminal.type_keys(&"\u{1b}[A".repeat(1000));
    // Of the one long line the end is beyond the screen; that it was read shows in what the last key does.
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2), (Signal::QUIT, 3)] {
        let mut terminal = Terminal::keys(40, 8);
        terminal.type_keys(MOUSE);
        terminal.until_it_tells_of_the_mouse();
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number, "{signal:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn a_signal_ends_it_even_when_it_is_busy() {
    let mut terminal = Terminal::keys(40, 8);
    terminal.type_keys(MOUSE);
    terminal.until_it_tells_of_the_mouse();
    terminal.type_keys("&");
    // From here on the loop never looks for signals again.
    terminal.until_shows("busy without end");
    terminal.signal(Signal::TERM);
    terminal.until("the screen from before", |seen| !seen.emulator.screen().alternate_screen());
    assert!(!terminal.program.wait().expect("it ends").success());
    terminal.assert_given_back();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut terminal = Terminal::keys(60, 12);
    terminal.type_keys(MOUSE);
    terminal.until_it_tells_of_the_mouse();
    terminal.type_keys("!");
    assert_eq!(terminal.ended(), 101);
    terminal.assert_given_back();
    terminal.until_shows("somebody pressed !");
}

#[test]
fn ctrl_z_stops_it_and_it_comes_back_whole() {
    let mut terminal = Terminal::start(at_a_prompt(&keys_example().display().to_string()), 60, 10);
    terminal.until_shows("60×10: press keys");
    terminal.type_keys("ab\u{1b}m");
    terminal.until_shows("a b");
    terminal.until_it_tells_of_the_mouse();
    terminal.type_keys("\u{1a}");
    terminal.until_shows("back at the prompt");
    terminal.until("the screen from before", |seen| !seen.emulator.screen().alternate_screen());
    terminal.until_it_leaves_the_mouse();
    assert!(!terminal.seen.0.lock().expect("lock").emulator.screen().hide_cursor());
    terminal.resize(70, 9);
    terminal.type_keys("\n");
    terminal.until_shows("70×9: press keys");
    terminal.until_shows("a b");
    terminal.until_it_tells_of_the_mouse();
    terminal.type_keys("c\u{1a}");
    terminal.until_shows("at the end");
    terminal.assert_given_back();
}

#[test]
fn stopped_without_warning_it_takes_the_terminal_again() {
    let mut terminal = Terminal::start(at_a_prompt(&keys_example().display().to_string()), 60, 10);
    terminal.until_shows("press keys");
    terminal.type_keys(MOUSE);
    terminal.until_it_tells_of_the_mouse();
    let shell = terminal.program.process_id().expect("it runs");
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
    let Some(program) = children.ok().and_then(|ids| Pid::from_raw(ids.trim().parse().ok()?)) else {
        return; // Not every system tells.
    };
    kill_process(program, Signal::STOP).expect("the signal is sent");
    terminal.until_shows("back at the prompt");
    terminal.type_keys("\n");
    // The shell wrote into the screen that was not given back: all of that is drawn over.
    terminal.until("a whole screen", |seen| {
        let shown = seen.emulator.screen().contents();
        shown.starts_with("60×10: press keys") && !shown.contains("prompt")
    });
    terminal.type_keys("ü");
    terminal.until_shows("ü");
    // From outside, politely: the terminal is given back first.
    kill_process(program, Signal::TSTP).expect("the signal is sent");
    terminal.until_shows("at the end");
    terminal.assert_given_back();
}

#[test]
fn without_a_shell_ctrl_z_is_not_the_end() {
    let mut terminal = Terminal::keys(40, 8);
    terminal.type_keys("\u{1a}x");
    terminal.until_shows("x");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_lost_terminal_ends_it() {
    for has_a_session in [true, false] {
        let mut keys = command(&keys_example(), &[]);
        // Without a session of its own on that terminal the system sends it no signal.
        keys.set_controlling_tty(has_a_session);
        let terminal = Terminal::start(keys, 40, 8);
        terminal.until_shows("press keys");
        let mut program = if has_a_session {
            terminal.hang_up()
        } else {
            // Nor is it told of another size.
            let mut terminal = terminal;
            terminal.looking.store(false, Ordering::SeqCst);
            terminal.type_keys("x");
            terminal.hang_up()
        };
        let began = Instant::now();
        while program.try_wait().expect("waiting").is_none() {
            assert!(began.elapsed() < NEVER, "runs on without a terminal");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// On the first row.
const TITLE: &str = "Who answers for what users post?";

/// On the last row while the search is open.
const IN_SEARCH: &str = "leave as it was";

impl Terminal {
    /// Escape takes a moment to be known from the beginning of something longer: no key may follow before it works.
    fn leave_the_search(&mut self) {
        self.type_keys("\u{1b}");
        self.until("the search gone", |seen| !seen.emulator.screen().contents().contains(IN_SEARCH));
    }
}

/// Whether a colour other than the terminal's own was asked for.
fn has_colour(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let codes = text.split("\u{1b}[").filter_map(|piece| piece.split_once('m')).map(|(codes, _)| codes);
    let styles = codes.filter(|codes| codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'));
    let mut numbers = styles.flat_map(|codes| codes.split(';')).filter_map(|code| code.parse::<u16>().ok());
    numbers.any(|code| matches!(code, 30..=38 | 40..=48 | 90..=107))
}

#[test]
fn agon_opens_helps_resizes_and_leaves_all_as_it_was() {
    let mut terminal = agon(100, 30, |_| {});
    terminal.until_shows(TITLE);
    terminal.until_shows("all keys");
    assert!(has_colour(&terminal.seen.0.lock().expect("lock").bytes));
    terminal.type_keys("?");
    terminal.until_shows("Keys in the");
    terminal.type_keys("\u{1b}");
    terminal.until("the help gone", |seen| !seen.emulator.screen().contents().contains("Keys in the"));
    for (columns, rows) in [(60, 20), (20, 5), (1, 1), (200, 60), (80, 24)] {
        terminal.resize(columns, rows);
    }
    terminal.type_keys("/");
    // The cursor stands where the next letter will.
    terminal.until("a cursor to type at", |seen| !seen.emulator.screen().hide_cursor());
    terminal.type_keys("sanchez");
    terminal.until_shows("Pedro Sánchez");
    terminal.leave_the_search();
    terminal.until_shows(TITLE);
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn agon_is_read_with_the_mouse() {
    let mut terminal = agon(100, 30, |_| {});
    terminal.until_shows("all keys");
    // It is the terminal's own until it is asked for.
    terminal.until_it_leaves_the_mouse();
    terminal.type_keys(MOUSE);
    terminal.until_shows("hold Shift");
    terminal.until_it_tells_of_the_mouse();
    // The second row of the outline.
    terminal.type_keys("\u{1b}[<0;9;4M\u{1b}[<0;9;4m");
    terminal.until_shows("line 2 of");
    // The divider, from column 41 to column 61.
    let divider =
        |seen: &Seen, column| seen.emulator.screen().cell(9, column).is_some_and(|cell| cell.contents() == "│");
    terminal.until("the divider", |seen| divider(seen, 40));
    terminal.type_keys("\u{1b}[<0;41;10M");
    for column in 42..=61 {
        terminal.type_keys(&format!("\u{1b}[<32;{column};10M"));
    }
    terminal.type_keys("\u{1b}[<0;61;10m");
    terminal.until("the divider elsewhere", |seen| divider(seen, 60));
    terminal.type_keys(MOUSE);
    terminal.until_it_leaves_the_mouse();
    terminal.type_keys("\u{1b}mq");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn agon_is_ended_and_stopped_as_any_program() {
    let mut terminal = agon(80, 24, |_| {});
    terminal.until_shows(TITLE);
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(), 128 + 15);
    terminal.assert_given_back();

    let mut terminal = Terminal::start(at_a_prompt(env!("CARGO_BIN_EXE_agon")), 80, 24);
    terminal.until_shows(TITLE);
    terminal.type_keys("\u{1a}");
    terminal.until_shows("back at the prompt");
    terminal.type_keys("\n");
    terminal.until_shows(TITLE);
    terminal.type_keys("\u{3}");
    terminal.until_shows("at the end 0");
    terminal.assert_given_back();
}

#[test]
fn without_colour_weight_is_kept() {
    let mut terminal = agon(80, 24, |agon| agon.env("NO_COLOR", "1"));
    terminal.until_shows("all keys");
    terminal.type_keys("jj ");
    terminal.type_keys("/durov");
    terminal.until_shows(IN_SEARCH);
    terminal.leave_the_search();
    {
        let seen = terminal.seen.0.lock().expect("lock");
        assert!(!has_colour(&seen.bytes));
        let screen = seen.emulator.screen();
        let (rows, columns) = screen.size();
        let cells = || {
            let places = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
            places.filter_map(|(row, column)| screen.cell(row, column))
        };
        assert!(cells().any(vt100::Cell::inverse), "the selection is to be seen");
        assert!(cells().any(vt100::Cell::bold), "the statement has weight");
        assert!(cells().any(vt100::Cell::dim), "the rest has less");
    }
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn settings_reach_the_screen() {
    let folder = state_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.yaml"), "theme: light\nkeys: {quit: Q, serch: x}\n").expect("a file");
    let ground = |terminal: &Terminal| {
        let seen = terminal.seen.0.lock().expect("lock");
        seen.emulator.screen().cell(0, 0).map(vt100::Cell::bgcolor)
    };
    // What the file asks for counts more than a wish for no colours, and a name in the environment more than the file.
    for (theme, index) in [(None, 255), (Some("dark"), 234), (Some("drak"), 255)] {
        let mut terminal = agon(120, 30, |agon| {
            agon.env("AGON_CONFIG_DIR", &folder);
            agon.env("NO_COLOR", "1");
            if let Some(theme) = theme {
                agon.env("AGON_THEME", theme);
            }
        });
        terminal.until_shows(TITLE);
        terminal.until_shows("1 problem in config.yaml: agon keys tells");
        assert_eq!(ground(&terminal), Some(vt100::Color::Idx(index)), "{theme:?}");
        terminal.type_keys("qjQ");
        assert_eq!(terminal.ended(), 0);
    }
    let mut terminal = Terminal::start(
        {
            let mut agon = command(std::path::Path::new(env!("CARGO_BIN_EXE_agon")), &["--theme", "high-contrast"]);
            agon.env("AGON_CONFIG_DIR", &folder);
            agon
        },
        80,
        24,
    );
    terminal.until_shows(TITLE);
    assert_eq!(ground(&terminal), Some(vt100::Color::Idx(16)));
    terminal.type_keys("Q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_tiny_terminal_is_large_enough_to_leave() {
    let mut terminal = agon(20, 5, |_| {});
    terminal.until("something", |seen| !seen.emulator.screen().contents().trim().is_empty());
    terminal.type_keys("jj /a\r?");
    // Quits from anywhere.
    terminal.type_keys("\u{3}");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn keys_come_from_the_terminal_when_the_debate_comes_through_a_pipe() {
    let debate = concat!(env!("CARGO_MANIFEST_DIR"), "/data/platform-liability.yaml");
    let piped = format!("cat '{debate}' | '{}' -; echo \"status $?\"", env!("CARGO_BIN_EXE_agon"));
    let mut terminal = Terminal::start(command(std::path::Path::new("/bin/sh"), &["-c", &piped]), 80, 24);
    terminal.until_shows(TITLE);
    terminal.type_keys("?");
    terminal.until_shows("Keys in the");
    terminal.type_keys("\u{3}");
    terminal.until_shows("status 0");
    terminal.assert_given_back();
}

#[test]
fn what_cannot_be_opened_is_said_before_any_screen() {
    let mut terminal = agon(80, 24, |agon| agon.arg("/nowhere/at.all"));
    terminal.until_shows("there is no such file");
    assert_eq!(terminal.ended(), 2);
    let mut terminal = agon(80, 24, |agon| agon.env("TERM", "dumb"));
    terminal.until_shows("a ");
    assert_eq!(terminal.ended(), 0);
    let seen = terminal.seen.0.lock().expect("lock");
    assert!(!seen.bytes.contains(&0x1b), "a dumb terminal gets no codes");
}

/// `agon` with its marks in this folder.
fn agon_in(state: &std::path::Path, change: impl FnOnce(&mut CommandBuilder)) -> Terminal {
    agon(100, 30, |agon| {
        agon.env("AGON_STATE_DIR", state);
        change(agon);
    })
}

fn notes(state: &std::path::Path) -> String {
    let mut agon = Command::new(env!("CARGO_BIN_EXE_agon"));
    let output = agon.arg("notes").env("AGON_STATE_DIR", state).output().expect("it runs");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn marks_are_there_again_and_the_reader_is_where_they_stopped() {
    let state = state_folder();
    let mut terminal = agon_in(&state, |_| {});
    terminal.until_shows(TITLE);
    terminal.type_keys("jjmA");
    terminal.until_shows("My note");
    terminal.type_keys("Says who?\rAnd ");
    terminal.type_keys("\u{1b}[200~why\u{1b}[201~");
    terminal.until_shows("And why");
    // Leaving from within the note keeps it.
    terminal.type_keys("\u{3}");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    let printed = notes(&state);
    assert!(printed.contains("bookmarked") && printed.contains("> Says who?\n> And why\n"), "{printed}");

    let mut terminal = agon_in(&state, |_| {});
    terminal.until_shows("Says who?");
    terminal.until_shows("Bookmarked");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);

    // Who wants to leave no trace finds none either.
    let before = std::fs::read(state.join("built-in.json")).expect("it is there");
    let mut terminal = agon_in(&state, |agon| agon.arg("--private"));
    terminal.until_shows("all keys");
    assert!(!terminal.seen.0.lock().expect("lock").emulator.screen().contents().contains("Says who?"));
    terminal.type_keys("mjmq");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(std::fs::read(state.join("built-in.json")).expect("it is there"), before);
}

#[test]
fn two_windows_keep_each_others_marks_and_a_kill_loses_none_that_was_kept() {
    let state = state_folder();
    let mut one = agon_in(&state, |_| {});
    let mut other = agon_in(&state, |_| {});
    one.until_shows("all keys");
    other.until_shows("all keys");
    one.type_keys("m");
    one.until_shows("bookmark set");
    other.type_keys("jm");
    other.until_shows("bookmark set");
    one.type_keys("jjm");
    other.type_keys("jjjm");
    let began = Instant::now();
    while notes(&state).matches("bookmarked").count() < 4 {
        assert!(began.elapsed() < NEVER, "{}", notes(&state));
        std::thread::sleep(Duration::from_millis(20));
    }
    one.signal(Signal::KILL);
    other.type_keys("q");
    assert_eq!(other.ended(), 0);
    assert_eq!(notes(&state).matches("bookmarked").count(), 4);
}

#[test]
fn a_full_disk_is_told_and_takes_nothing_that_was_kept() {
    let state = state_folder();
    let mut terminal = agon_in(&state, |_| {});
    terminal.until_shows("all keys");
    terminal.type_keys("mq");
    assert_eq!(terminal.ended(), 0);
    let before = std::fs::read(state.join("built-in.json")).expect("it is there");

    // No file may grow past its beginning: writing fails in the middle, as on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f 0; '{}'; echo \"status $?\"", env!("CARGO_BIN_EXE_agon"));
    let mut limited = command(std::path::Path::new("/bin/sh"), &["-c", &script]);
    limited.env("AGON_STATE_DIR", &state);
    let mut terminal = Terminal::start(limited, 100, 30);
    terminal.until_shows("all keys");
    terminal.type_keys("jm");
    terminal.until_shows("your marks are not saved");
    terminal.type_keys("q");
    // And once more where it can be read in peace.
    terminal.until_shows("not kept: the bookmark on");
    terminal.until_shows("status 0");
    assert_eq!(std::fs::read(state.join("built-in.json")).expect("it is there"), before);
    assert!(!state.join("built-in.json.new").exists(), "no half is left");
}

#[test]
fn a_damaged_file_is_told_of_on_the_first_screen() {
    let state = state_folder();
    std::fs::create_dir_all(&state).expect("a folder");
    std::fs::write(state.join("built-in.json"), "{\"agon-marks\": 1, ").expect("written");
    let mut terminal = agon_in(&state, |_| {});
    terminal.until_shows("your marks were damaged");
    terminal.type_keys("mq");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(notes(&state).matches("bookmarked").count(), 1);
    let aside = std::fs::read_to_string(state.join("built-in.json.damaged-1")).expect("it is there");
    assert_eq!(aside, "{\"agon-marks\": 1, ");
}

/// A folder with a debate whose source has an address and a local text, and a browser that writes down what it is given.
fn folder_with_a_browser(exits: u8) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = state_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    let debate = "agon: 1\ntitle: T\nactors: {ana: {name: Ana}}\nsources:\n  s: {title: Hearing, text: hearing.txt, \
                  url: 'https://example.org/a?b=$(touch%20x)&c=;d'}\nquestions: {q: {text: Should they run?}}\n\
                  positions: {p: {answers: q, text: Yes., said: {by: ana, in: s, quote: a bargain}}}\n";
    std::fs::write(folder.join("debate.yaml"), debate).expect("written");
    std::fs::write(folder.join("hearing.txt"), "She said:\u{1b}[2J a bargain.\n".repeat(100_000)).expect("written");
    // Noise on its output and on the terminal must not reach the screen.
    let browser = format!(
        "#!/bin/sh\necho noise; echo noise >&2; (echo noise >/dev/tty) 2>/dev/null\n\
         printf '%s|' \"$#\" \"$@\" >'{0}/opened.new'; mv '{0}/opened.new' '{0}/opened'; exit {exits}\n",
        folder.display()
    );
    let opener = folder.join("xdg-open");
    std::fs::write(&opener, browser).expect("written");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o700)).expect("allowed");
    folder
}

/// The program on a desktop, or where there is none, with that debate; `path` is where it finds programs.
fn agon_with_a_browser(folder: &std::path::Path, path: &str, has_desktop: bool) -> Terminal {
    let terminal = agon(100, 30, |agon| {
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"] {
            agon.env_remove(name);
        }
        if has_desktop {
            agon.env("DISPLAY", ":0");
        }
        agon.arg(folder.join("debate.yaml"));
        agon.env("PATH", path.replace("{}", &folder.display().to_string()));
        agon.arg("--private");
    });
    terminal.until_shows("Should they run?");
    terminal
}

#[cfg(target_os = "linux")]
#[test]
fn an_address_goes_to_the_browser_as_it_is_and_nowhere_else() {
    let folder = folder_with_a_browser(0);
    let mut terminal = agon_with_a_browser(&folder, "{}:/usr/bin:/bin", true);
    terminal.type_keys("1o");
    terminal.until_shows("Leads to example.org");
    assert!(!folder.join("opened").exists(), "nothing is opened before it was seen");
    terminal.type_keys("\r");
    terminal.until_shows("handed to the browser: example.org");
    let began = Instant::now();
    while !folder.join("opened").exists() {
        assert!(began.elapsed() < NEVER, "never opened");
        std::thread::sleep(Duration::from_millis(5));
    }
    let opened = std::fs::read_to_string(folder.join("opened")).expect("it is there");
    assert_eq!(opened, "1|https://example.org/a?b=$(touch%20x)&c=;d|");
    terminal.type_keys("jq");
    assert_eq!(terminal.ended(), 0);
    assert!(!String::from_utf8_lossy(&terminal.seen.0.lock().expect("lock").bytes).contains("noise"));
    terminal.assert_given_back();
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_browser_opens_the_address_is_shown_to_be_selected() {
    let nobody = folder_with_a_browser(0);
    std::fs::remove_file(nobody.join("xdg-open")).expect("it was there");
    // None at all, one that fails, and no desktop.
    for (folder, has_desktop, why) in [
        (nobody, true, "no browser was found here"),
        (folder_with_a_browser(3), true, "the system's opener failed"),
        (folder_with_a_browser(0), false, "there is no desktop here"),
    ] {
        let mut terminal = agon_with_a_browser(&folder, "{}", has_desktop);
        terminal.type_keys("1o\r");
        terminal.until_shows("not opened: ");
        terminal.until_shows(why);
        terminal.until("the address from the edge", |seen| {
            seen.emulator
                .screen()
                .contents()
                .lines()
                .any(|line| line.trim_end() == "https://example.org/a?b=$(touch%20x)&c=;d")
        });
        terminal.type_keys("y");
        terminal.until_shows("copied, if this terminal allows it");
        terminal.type_keys("\u{3}");
        assert_eq!(terminal.ended(), 0);
        terminal.assert_given_back();
    }
}

#[test]
fn a_local_text_is_read_from_its_file() {
    let folder = folder_with_a_browser(0);
    let mut terminal = agon_with_a_browser(&folder, "{}:/usr/bin:/bin", false);
    terminal.type_keys("1t");
    terminal.until_shows("quote 1 of 1: said by Ana");
    terminal.until_shows("She said:␛[2J a bargain.");
    terminal.type_keys("G");
    terminal.until_shows("100 %");
    terminal.type_keys("\u{1b}");
    terminal.until("the page again", |seen| !seen.emulator.screen().contents().contains("next quote"));
    // A text that is not there, and one that leaves the folder through a link.
    std::fs::remove_file(folder.join("hearing.txt")).expect("it was there");
    terminal.type_keys("t");
    terminal.until_shows("its text cannot be read: hearing.txt: there is no such file");
    std::os::unix::fs::symlink("/etc/passwd", folder.join("hearing.txt")).expect("a link");
    terminal.type_keys("jk1t");
    terminal.until_shows("it leaves the folder of this file through a link");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

/// A debate of many bytes, most of which say nothing: it is read for a while by whatever machine this is.
fn large(name: &str, bytes: usize) -> PathBuf {
    let folder = state_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    let mut text = String::from("agon: 1\ntitle: A large debate\nquestions: {q: {text: How large is it?}}\n");
    while text.len() < bytes {
        text.push_str("# nothing: [is, said, here], \"but\" that is said at length, so that it takes its time\n");
    }
    std::fs::write(&path, text).expect("a file");
    path
}

fn pipe() -> PathBuf {
    let folder = state_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    pipe
}

/// The shortest time of some from the start to a frame that shows `text`: other programs may have the machine for a while.
fn time_until(path: Option<&PathBuf>, text: &str) -> Duration {
    let once = || {
        let began = Instant::now();
        let mut terminal = agon(80, 24, |agon| agon.args(path));
        terminal.until_shows(text);
        let took = began.elapsed();
        terminal.type_keys("q");
        assert_eq!(terminal.ended(), 0);
        terminal.assert_given_back();
        took
    };
    (0..5).map(|_| once()).min().expect("some")
}

#[test]
fn a_large_debate_is_waited_for_on_the_screen() {
    let path = large("large.yaml", 40 << 20);
    // How long the program takes to begin at all is a matter of the machine.
    let beginning = time_until(None, "all keys");
    let waiting = time_until(Some(&path), "esc gives up and ends");
    assert!(waiting < 2 * beginning + Duration::from_millis(45), "{waiting:?}, where it begins in {beginning:?}");
}

#[test]
fn a_reader_who_will_not_wait_gives_up() {
    let pipe = pipe();
    let mut terminal = agon(80, 24, |agon| agon.arg(&pipe));
    // Nobody will ever write.
    terminal.until_shows("waits for its first bytes");
    // All else works meanwhile.
    terminal.resize(60, 10);
    terminal.until("the smaller screen", |seen| seen.emulator.screen().contents().contains("esc gives up and ends"));
    terminal.type_keys("?");
    terminal.until_shows("Give up reading the debate");
    terminal.type_keys("\u{1b}");
    terminal.until("the help gone", |seen| !seen.emulator.screen().contents().contains("Give up reading"));
    terminal.type_keys("\u{1b}");
    assert_eq!(terminal.ended(), 130);
    terminal.assert_given_back();
    terminal.until("a word about it", |seen| {
        seen.emulator.screen().contents().split_whitespace().collect::<String>().contains("givenupbeforeitwasread")
    });
}

#[test]
fn a_large_debate_opens_or_is_told_of_when_it_has_been_read() {
    let path = large("large.yaml", 3 << 20);
    let mut terminal = agon(80, 24, |agon| agon.arg(&path));
    terminal.until_shows("How large is it?");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);

    let mut text = std::fs::read_to_string(&path).expect("it is there");
    text.push_str("nonsense: true\n");
    std::fs::write(&path, text).expect("it may be written");
    let mut terminal = agon(80, 24, |agon| agon.arg(&path));
    assert_eq!(terminal.ended(), 1);
    terminal.until_shows("nonsense");
    terminal.assert_given_back();
}

#[test]
fn what_comes_through_a_pipe_is_waited_for() {
    let pipe = pipe();
    let mut terminal = agon(80, 24, |agon| {
        agon.arg(&pipe);
        agon.arg("data/platform-liability.yaml");
    });
    // Nobody writes yet, and the other is there to be read.
    terminal.until_shows("2 debates, 2 still to be read");
    std::fs::write(&pipe, "agon: 1\ntitle: Through a pipe\nquestions: {q: {text: Does it come?}}\n").expect("a reader");
    terminal.until_shows("Through a pipe");
    terminal.until_shows("216 statements");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}
