//! Debates that come into an open folder.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::marks::Marks;
use crate::terminal::{Folder, MarksFiles, Seen};

use super::Debates;
use super::load::Input;
use super::open::marks_of;

/// What is known of the folders of a shelf.
#[derive(Debug)]
pub(super) struct Arrivals {
    debates: Debates,
    folders: Vec<PathBuf>,
    /// The files and packs that have been taken up.
    known: HashSet<PathBuf>,
    /// The folders and the files in which nothing was yet, as they were last; none before the first look.
    seen: Option<Vec<Seen>>,
    /// Where marks are kept, and the files that hold those of each debate of the shelf.
    marks: Option<Folder>,
    files: Arc<MarksFiles>,
}

impl Arrivals {
    /// Of `debates`, which stood for `inputs` before.
    pub(super) fn new(debates: &Debates, inputs: &[Input], marks: Option<Folder>, files: Arc<MarksFiles>) -> Self {
        let folders = debates.paths.iter().filter(|path| path.is_dir()).cloned().collect();
        let known = inputs.iter().filter_map(file).collect();
        Self { debates: debates.clone(), folders, known, seen: None, marks, files }
    }

    /// The folders.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.clone()
    }

    /// What has come into them. A file in which nothing is yet comes later.
    pub(super) fn look(&mut self) -> Vec<Input> {
        let is_as_before = |seen: &Vec<Seen>| seen.iter().all(|seen| *seen == Seen::now(&seen.path));
        if self.folders.is_empty() || self.seen.as_ref().is_some_and(is_as_before) {
            return Vec::new();
        }
        let mut seen: Vec<Seen> = self.folders.iter().map(|folder| Seen::now(folder)).collect();
        let mut come = Vec::new();
        for input in self.debates.inputs() {
            let Some(file) = file(&input).filter(|file| !self.known.contains(file)) else { continue };
            let now = Seen::now(&file);
            if input.length() > 0 {
                come.push(input);
            } else {
                seen.push(now);
            }
        }
        self.known.extend(come.iter().filter_map(file));
        self.seen = Some(seen);
        come
    }

    /// The reader's marks on a debate that is put on the shelf, and what there is to tell of them.
    pub(super) fn take_up(&self, input: &Input) -> (Option<Marks>, Option<String>) {
        let (file, marks, told) = marks_of(input, self.marks.as_ref());
        self.files.push(file);
        (marks, told)
    }
}

/// The file or the pack that a debate is read from.
fn file(input: &Input) -> Option<PathBuf> {
    input.pack().or_else(|| input.path()).map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn each_debate_comes_once_and_not_before_there_is_something_in_it() {
        const DEBATE: &str = "agon: 1\ntitle: T\n";
        let folder = std::env::temp_dir().join(format!("agon-arrivals-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
        put("a.yaml", DEBATE);
        let debates = Debates { paths: vec![folder.clone()] };
        let inputs = debates.inputs();
        // Between the first reading and the first look.
        put("b.yaml", DEBATE);
        let mut arrivals = Arrivals::new(&debates, &inputs, None, Arc::default());
        let mut come = || -> Vec<String> {
            let inputs = arrivals.look();
            let name = |input: &Input| Some(input.path()?.file_name()?.to_string_lossy().into_owned());
            inputs.iter().filter_map(name).collect()
        };
        assert_eq!((come(), come()), (vec!["b.yaml".to_owned()], vec![]));
        put("empty.yaml", "");
        put("a.txt", DEBATE);
        put(".hidden.yaml", DEBATE);
        assert_eq!((come(), come()), (vec![], vec![]));
        // A part of a debate that is there is none by itself.
        put("a.yaml", &format!("{DEBATE}include: part.yaml\n"));
        put("part.yaml", "actors: {ana: {name: Ana}}\n");
        assert_eq!(come(), [""; 0]);
        put("empty.yaml", DEBATE);
        assert_eq!((come(), come()), (vec!["empty.yaml".to_owned()], vec![]));
        fs::remove_file(folder.join("b.yaml")).expect("it was there");
        assert_eq!(come(), [""; 0]);
        put("b.yaml", DEBATE);
        assert_eq!(come(), [""; 0]);
        fs::remove_dir_all(&folder).expect("it was there");
    }
}
