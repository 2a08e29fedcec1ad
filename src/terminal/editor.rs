//! The reader's own editor, at a line of a file.
//!
//! `$VISUAL`, else `$EDITOR`, names a program and perhaps its options; no shell reads it. How a program is told the
//! place differs; one that is not known here is given the file alone.

use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT};

use super::signals::{self, Signals};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilePlace {
    /// The file.
    pub(super) path: PathBuf,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
}

/// What to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    words: Vec<String>,
}

impl Editor {
    /// The reader's, as the environment names it.
    ///
    /// # Errors
    /// In words, where it names none, or nothing that can be understood.
    pub(super) fn of_environment() -> Result<Self, String> {
        let named = |name: &'static str| {
            let value = std::env::var_os(name)?;
            Some((name, value.to_string_lossy().into_owned())).filter(|(_, value)| !value.trim().is_empty())
        };
        let Some((name, value)) = named("VISUAL").or_else(|| named("EDITOR")) else {
            return Err("no editor is named: set $VISUAL or $EDITOR".to_owned());
        };
        Self::new(&value).ok_or_else(|| format!("${name} cannot be understood: a quotation mark is not closed"))
    }

    /// None where quotation marks are not closed, or there is no word.
    fn new(value: &str) -> Option<Self> {
        shell_words::split(value).ok().filter(|words| !words.is_empty()).map(|words| Self { words })
    }

    /// What to call it.
    pub(super) fn name(&self) -> String {
        let program = self.words.first().map(Path::new).and_then(Path::file_name).unwrap_or_default();
        program.to_string_lossy().trim_end_matches(".exe").to_lowercase()
    }

    /// The program with everything it is given.
    pub(super) fn command(&self, place: &FilePlace) -> Command {
        let mut words = self.words.iter();
        let mut command = Command::new(words.next().map_or("", String::as_str));
        command.args(words).args(place_arguments(&self.name(), place));
        command
    }
}

/// How the program of this name is told the place.
fn place_arguments(name: &str, FilePlace { path, line, column }: &FilePlace) -> Vec<OsString> {
    // A name may look like an option.
    let path = if path.is_relative() { Path::new(".").join(path) } else { path.clone() };
    let before = |at: String| vec![OsString::from(at), path.clone().into_os_string()];
    let behind = || {
        let mut path = path.clone().into_os_string();
        path.push(format!(":{line}:{column}"));
        path
    };
    match name {
        "vim" | "nvim" | "gvim" | "mvim" | "neovide" | "nvim-qt" => before(format!("+call cursor({line},{column})")),
        "vi" | "view" | "nvi" | "ex" | "joe" | "jed" | "mg" | "ne" | "pico" => before(format!("+{line}")),
        "emacs" | "emacsclient" | "kak" | "micro" | "gedit" => before(format!("+{line}:{column}")),
        "nano" => before(format!("+{line},{column}")),
        "hx" | "helix" | "subl" | "sublime_text" | "zed" | "zeditor" | "lapce" => vec![behind()],
        "code" | "code-insiders" | "code-oss" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["--goto".into(), behind()]
        }
        "kate" | "kwrite" => vec![
            "--line".into(),
            line.to_string().into(),
            "--column".into(),
            column.to_string().into(),
            path.into_os_string(),
        ],
        _ => vec![path.into_os_string()],
    }
}

/// How an editor came to its end.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself, well or not.
    Itself(ExitStatus),
    /// This program is to end, by this signal; the editor has been told.
    Signal(i32),
}

/// How long an editor has to save what it saves when it is told to end.
const GRACE: Duration = Duration::from_secs(1);

/// Runs an editor in the terminal, which has been given back, until it ends. What the terminal's keys ask for is meant
/// for the editor; Ctrl-Z stops both, and this program goes on when the editor does.
pub(super) fn run(mut command: Command, keyboard: Stdio, signals: &mut Signals) -> io::Result<Ended> {
    let _yielded = signals::yielded();
    let child = command.stdin(keyboard).spawn()?;
    let id = Pid::from_child(&child);
    let ended = wait_for(child)?;
    loop {
        let mut sources = [PollFd::new(&ended, PollFlags::IN), PollFd::new(&*signals, PollFlags::IN)];
        match poll(&mut sources, None) {
            Err(Errno::INTR) => continue,
            result => result?,
        };
        if !sources[0].revents().is_empty() {
            // What was asked meanwhile was asked of the editor.
            let asked = signals.take();
            return match asked.end.filter(|signal| !is_of_keys(*signal)) {
                Some(signal) => Ok(Ended::Signal(signal)),
                None => Ok(Ended::Itself(status_of(&ended)?)),
            };
        }
        let mut asked = signals.take();
        if asked.stop && !signals::is_alone() {
            asked = signals.stop()?;
        }
        if let Some(signal) = asked.end.filter(|signal| !is_of_keys(*signal)) {
            let sent = if signal == SIGHUP { Signal::HUP } else { Signal::TERM };
            let _ = kill_process(id, sent);
            let _ = poll(&mut [PollFd::new(&ended, PollFlags::IN)], Timespec::try_from(GRACE).ok().as_ref());
            return Ok(Ended::Signal(signal));
        }
    }
}

fn is_of_keys(signal: i32) -> bool {
    matches!(signal, SIGINT | SIGQUIT)
}

/// Waits for a process on a thread of its own; readable when it has ended.
fn wait_for(mut child: Child) -> io::Result<UnixStream> {
    let (bell, mut rope) = UnixStream::pair()?;
    thread::Builder::new().name("editor".to_owned()).spawn(move || {
        if let Ok(status) = child.wait() {
            let _ = rope.write_all(&status.into_raw().to_ne_bytes());
        }
    })?;
    Ok(bell)
}

fn status_of(mut ended: &UnixStream) -> io::Result<ExitStatus> {
    let mut raw = [0; 4];
    ended.read_exact(&mut raw)?;
    Ok(ExitStatus::from_raw(i32::from_ne_bytes(raw)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(editor: &str, path: &str) -> Option<Vec<String>> {
        let place = FilePlace { path: path.into(), line: 12, column: 5 };
        let command = Editor::new(editor)?.command(&place);
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        Some(words.map(|word| word.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn every_editor_is_told_the_place_in_its_own_way() {
        for (editor, path, expected) in [
            ("vim", "/d/a.yaml", &["vim", "+call cursor(12,5)", "/d/a.yaml"] as &[_]),
            ("/usr/bin/nvim -R", "/d/a.yaml", &["/usr/bin/nvim", "-R", "+call cursor(12,5)", "/d/a.yaml"]),
            ("vi", "a b.yaml", &["vi", "+12", "./a b.yaml"]),
            ("hx", "/d/a.yaml", &["hx", "/d/a.yaml:12:5"]),
            ("emacs -nw", "/d/a.yaml", &["emacs", "-nw", "+12:5", "/d/a.yaml"]),
            ("emacsclient -t -a ''", "/d/a.yaml", &["emacsclient", "-t", "-a", "", "+12:5", "/d/a.yaml"]),
            ("nano", "-a.yaml", &["nano", "+12,5", "./-a.yaml"]),
            ("kak", "/d/a.yaml", &["kak", "+12:5", "/d/a.yaml"]),
            ("micro", "/d/a.yaml", &["micro", "+12:5", "/d/a.yaml"]),
            ("code --wait", "/d/a.yaml", &["code", "--wait", "--goto", "/d/a.yaml:12:5"]),
            ("subl -w", "/d/a.yaml", &["subl", "-w", "/d/a.yaml:12:5"]),
            ("'/my editors/Ed; rm -rf $HOME'", "/d/$(a).yaml", &["/my editors/Ed; rm -rf $HOME", "/d/$(a).yaml"]),
        ] {
            assert_eq!(
                line(editor, path).as_deref(),
                Some(&*expected.iter().map(ToString::to_string).collect::<Vec<_>>())
            );
        }
        assert_eq!(line("vim 'open", "a.yaml"), None);
        assert_eq!(line("  ", "a.yaml"), None);
    }
}
