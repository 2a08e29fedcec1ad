//! The program on the command line, in a folder.

use std::path::Path;

/// How a run in a folder ended, what it printed, and its words.
pub(crate) fn agon(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_agon"));
    let output = command.args(arguments).current_dir(folder).env_remove("NO_COLOR").output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}
