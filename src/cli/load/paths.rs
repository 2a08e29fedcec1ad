//! What a path stands for: a file, a pack or a folder of debates, a debate of which the file is a part.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::cli::packed;
use crate::format;
use crate::format::pack::{self, ENDING};

use super::Input;
use super::input::in_words;

/// How the names of debates end in a folder.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether a path leads nowhere and does not look like one either: a word that lost its place.
pub(in crate::cli) fn is_stray_word(path: &Path) -> bool {
    let looks_like_a_path = path.to_string_lossy().contains(['/', '\\', '.']);
    // A link to nowhere, or a file that may not be looked at, is there.
    !looks_like_a_path && path.as_os_str() != "-" && path.symlink_metadata().is_err()
}

/// Whether a word among ids is a path: it is there, or it is written like one.
pub(in crate::cli) fn is_path(word: &Path) -> bool {
    let written_like_one = word.to_string_lossy().contains(['/', '\\'])
        || word.as_os_str() == "-"
        || has_known_ending(word)
        || ends_as_pack(word);
    written_like_one || word.symlink_metadata().is_ok()
}

fn has_known_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn ends_as_pack(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// Whether a file is meant to be a pack, whole or not: by its name, or as it begins.
pub(super) fn is_pack(path: &Path) -> bool {
    pack::is_one(path) || (ends_as_pack(path) && path.is_file())
}

/// The folders right below one in which debates stand.
pub(in crate::cli) fn folders_with_debates(folder: &Path) -> Vec<PathBuf> {
    let is_debate = |file: &PathBuf| beginning(file).is_some_and(|bytes| format::has_title(&bytes));
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let below = entry.path();
        if below.is_dir() && candidates(&below).is_ok_and(|files| files.iter().any(is_debate)) {
            found.push(below);
        }
    }
    found.sort();
    found
}

fn inputs(path: &Path) -> Vec<Input> {
    if path.as_os_str() == "-" {
        return vec![Input::Standard];
    }
    if !path.is_dir() {
        return vec![Input::File(path.to_owned())];
    }
    match candidates(path).and_then(|files| Ok((files, packs(path)?))) {
        Ok((files, packs)) if files.is_empty() && packs.is_empty() => {
            let words = "this folder holds no debate: no file whose name ends in .yaml, .yml, .json or .agonpack";
            vec![Input::Folder(path.to_owned(), words.to_owned())]
        }
        Ok((files, packs)) => {
            let real: Vec<PathBuf> = files.iter().filter_map(|file| file.canonicalize().ok()).collect();
            // What was packed of the files beside it would be there twice.
            let is_there = |input: &Input| match input {
                Input::Packed(packed) => {
                    packed.yaml().and_then(|yaml| yaml.canonicalize().ok()).is_some_and(|yaml| real.contains(&yaml))
                }
                _ => false,
            };
            let packed = packs.into_iter().map(Input::File).flat_map(Input::unpacked);
            let others: Vec<Input> = packed.filter(|input| !is_there(input)).collect();
            files.into_iter().map(Input::File).chain(others).collect()
        }
        Err(error) => vec![Input::Folder(path.to_owned(), in_words(&error))],
    }
}

/// Files that may be debates, in a folder.
fn candidates(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_named(folder, has_known_ending)
}

/// Packs, in a folder.
fn packs(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_named(folder, ends_as_pack)
}

fn files_named(folder: &Path, is_named: impl Fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let file = entry?.path();
        let named = is_named(&file);
        let hidden = file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // A pipe or a device in a folder was not meant, and might never end.
        if named && !hidden && file.is_file() {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}

/// As much of a file as shows what it is. What is no file can be read but once.
fn beginning(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    if !path.is_file() {
        return None;
    }
    File::open(path).ok()?.take(1 << 16).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// How many folders up from a part its debate is looked for.
const ABOVE: usize = 3;

impl Input {
    /// The debates that a path stands for.
    pub(super) fn named(path: &Path) -> impl Iterator<Item = Self> + use<> {
        inputs(path).into_iter().flat_map(Self::unpacked)
    }

    /// The debates of a pack; anything else is itself. A pack that does not open says why when it is read.
    fn unpacked(self) -> Vec<Self> {
        match self.path().filter(|path| is_pack(path)).map(packed::debates) {
            Some(Ok(debates)) => debates.into_iter().map(Self::Packed).collect(),
            _ => vec![self],
        }
    }

    /// What a path stands for where one debate is asked for.
    pub(in crate::cli) fn one(path: &Path) -> Self {
        let named = if path.as_os_str() == "-" { Self::Standard } else { Self::File(path.to_owned()) };
        let mut debates = named.clone().unpacked();
        if debates.len() == 1 { debates.pop().unwrap_or(named) } else { named }
    }

    /// The debate that it is part of: that of a file beside it or above which includes it. What has a title of its own is
    /// no part.
    pub(in crate::cli) fn whole(&self) -> Option<Self> {
        let path = self.path()?;
        // Large debates are not read twice, once for this.
        if format::has_title(&beginning(path)?) || !format::may_be_part(&self.bytes().ok()?) {
            return None;
        }
        let real = path.canonicalize().ok()?;
        let mut folder = self.origin().folder.unwrap_or_default();
        for _ in 0..ABOVE {
            let looked_in = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            for other in candidates(looked_in).unwrap_or_default() {
                let main = Self::File(folder.join(other.file_name().unwrap_or_default()));
                let may_be = main.bytes().is_ok_and(|raw| format::may_include(&raw) && !format::may_be_part(&raw));
                if may_be && main.files().iter().skip(1).any(|file| file.canonicalize().is_ok_and(|file| file == real))
                {
                    return Some(main);
                }
            }
            folder = match (folder.file_name(), folder.parent()) {
                (Some(_), Some(above)) => above.to_owned(),
                _ => folder.join(".."),
            };
        }
        None
    }

    /// The way to this file from the folder of the main file that `whole` is; none where it does not lie below.
    pub(in crate::cli) fn way_from(&self, whole: &Self) -> Option<String> {
        let folder = whole.origin().folder?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let file = self.path()?.canonicalize().ok()?;
        Some(file.strip_prefix(folder.canonicalize().ok()?).ok()?.to_string_lossy().into_owned())
    }
}
