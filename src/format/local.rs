//! Local texts of sources: which paths are taken, and whether there is something to read.
//!
//! A debate is untrusted: its `text:` must not make the program read, and show or search, a file of the reader's.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::limits;
use crate::debate::clean_line;

/// `path` as the folder of the debate's main file has it, where a file in its folder `from` names it; without `.` and
/// `..`.
///
/// # Errors
/// Says why it may not be taken.
pub(super) fn joined(path: &str, from: &str) -> Result<String, &'static str> {
    const LEAVES: &str = "it leaves the folder of this file";
    const LEAVES_MAIN: &str = "it leaves the folder of the debate's main file";
    let bytes = path.as_bytes();
    let drive = bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    if path.starts_with(['/', '\\']) || drive {
        return Err("it does not begin in the folder of this file");
    }
    if path.contains('\\') {
        return Err("its folders are not separated by `/`");
    }
    if clean_line(path) != path {
        return Err("it holds characters that cannot be seen");
    }
    let leaves = if from.is_empty() { LEAVES } else { LEAVES_MAIN };
    let mut way: Vec<&str> = from.split('/').filter(|folder| !folder.is_empty()).collect();
    let mut names_a_file = false;
    for component in Path::new(path).components() {
        match component {
            Component::Normal(name) => {
                way.push(name.to_str().unwrap_or_default());
                names_a_file = true;
            }
            Component::CurDir => {}
            Component::ParentDir => {
                way.pop().ok_or(leaves)?;
                names_a_file = false;
            }
            Component::RootDir | Component::Prefix(_) => return Err(leaves),
        }
    }
    if names_a_file { Ok(way.join("/")) } else { Err("it names no file") }
}

/// Whether `path` leads to something in the folder it begins in, or below.
#[must_use]
pub fn stays_below(path: &str) -> bool {
    joined(path, "").is_ok()
}

/// Why `path` may not be read, if so. `folder` is the folder of the debate's main file.
pub(super) fn refusal(path: &str, folder: Option<&Path>) -> Option<&'static str> {
    if let Err(why) = joined(path, "") {
        return Some(why);
    }
    // Through links, as far as there is something to follow.
    let folder = real(folder?)?;
    let real = folder.join(path).canonicalize().ok()?;
    (!real.starts_with(&folder)).then_some("it leaves the folder of this file through a link")
}

/// Why there is nothing to read at `path`, if so.
pub(super) fn unreadable(path: &str, folder: &Path) -> Option<String> {
    let path = real(folder)?.join(path);
    match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some("there is no such file".to_owned()),
        Err(error) => Some(error.kind().to_string()),
        // A pipe or a device would hang whoever opens it.
        Ok(metadata) if !metadata.is_file() => Some("it is no plain file".to_owned()),
        Ok(_) => std::fs::File::open(path).err().map(|error| error.kind().to_string()),
    }
}

/// The text at `path` in `folder`, the folder of a debate's file, as it stands there. It has passed no door.
///
/// # Errors
/// Says in words why it may not or cannot be read: it leaves the folder, is not there, is no plain file, is too large or
/// is not UTF-8.
pub fn read(path: &str, folder: &Path) -> Result<String, String> {
    let bytes = bytes(path, folder, limits::TEXT_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What stands in the file at `path` in `folder`, at most so many bytes.
///
/// # Errors
/// As [`read`].
pub(super) fn bytes(path: &str, folder: &Path, most: usize) -> Result<Vec<u8>, String> {
    if let Some(why) = refusal(path, Some(folder)) {
        return Err(why.to_owned());
    }
    if let Some(why) = unreadable(path, folder) {
        return Err(why);
    }
    let in_words = |error: std::io::Error| error.kind().to_string();
    let Some(path) = real(folder).map(|folder| folder.join(path)) else {
        return Err("its folder is not there".to_owned());
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(in_words)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(in_words)?;
    if bytes.len() > most {
        return Err(format!("it is larger than {} MiB", most >> 20));
    }
    Ok(bytes)
}

fn real(folder: &Path) -> Option<PathBuf> {
    if folder.as_os_str().is_empty() { Path::new(".").canonicalize().ok() } else { folder.canonicalize().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        for good in ["a.txt", "sources/a.txt", "./a", "a/../b.txt", "討論.txt", "a..b", "..a/b"] {
            assert_eq!(refusal(good, None), None, "{good}");
        }
        for (bad, why) in [
            ("/etc/passwd", "it does not begin in the folder of this file"),
            ("\\\\server\\share", "it does not begin in the folder of this file"),
            ("C:/x", "it does not begin in the folder of this file"),
            ("a\\..\\..\\x", "its folders are not separated by `/`"),
            ("../x", "it leaves the folder of this file"),
            ("a/../../x", "it leaves the folder of this file"),
            ("a\u{202e}txt", "it holds characters that cannot be seen"),
            (".", "it names no file"),
            ("a/..", "it names no file"),
        ] {
            assert_eq!(refusal(bad, None), Some(why), "{bad}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_a_path_is_taken() {
        let folder = std::env::temp_dir().join(format!("agon-links-{}", std::process::id()));
        let inside = folder.join("debate");
        std::fs::create_dir_all(&inside).expect("a folder");
        std::fs::write(folder.join("secret.txt"), "secret").expect("a file");
        std::fs::write(inside.join("open.txt"), "open").expect("a file");
        let link = |to: &str, name: &str| {
            let _ = std::fs::remove_file(inside.join(name));
            std::os::unix::fs::symlink(to, inside.join(name)).expect("a link");
        };
        link("../secret.txt", "out");
        link("open.txt", "in");
        let found =
            ["out", "in", "open.txt", "missing"].map(|path| (refusal(path, Some(&inside)), unreadable(path, &inside)));
        let texts = ["out", "in", "../secret.txt", "missing", "."].map(|path| read(path, &inside));
        std::fs::remove_dir_all(&folder).expect("the folder goes");
        let refused = |why: &str| Err(why.to_owned());
        assert_eq!(
            texts,
            [
                refused("it leaves the folder of this file through a link"),
                Ok("open".to_owned()),
                refused("it leaves the folder of this file"),
                refused("there is no such file"),
                refused("it names no file"),
            ]
        );
        assert_eq!(
            found,
            [
                (Some("it leaves the folder of this file through a link"), None),
                (None, None),
                (None, None),
                (None, Some("there is no such file".to_owned())),
            ]
        );
    }
}
