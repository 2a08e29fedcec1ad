//! `agon pack`: debates in a form that opens at once.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use indexmap::IndexMap;

use crate::app::wording::count;
use crate::debate::{Debate, clean_line};
use crate::format::pack::{Made, PackedFile, Packer, is_one};
use crate::format::{self, Files, Folder};
use crate::search::Index;
use crate::terminal::Aside;

use super::aside::{self, in_words};
use super::load::{self, Input, Refusal};
use super::print;
use super::{Debates, Status};

/// Pack debates into one file that opens at once, however large they are
///
/// Commands that read debates take a pack in their place. The YAML stays the truth: a pack is made anew when that has
/// changed, and says that it is stale where the YAML stands in its folder or below. A damaged pack is never read.
#[derive(Debug, Args)]
pub(super) struct Pack {
    /// Debates in YAML: files or folders of them, or `-` for standard input [default: the one that is built in]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// The pack to write, such as corpus.agonpack; another pack of this name is replaced
    #[arg(short, long, value_name = "PACK", value_hint = ValueHint::FilePath)]
    output: PathBuf,
}

impl Pack {
    pub(super) fn run(&self) -> Status {
        let name = shown(&self.output);
        let mut new = match NewPack::begin(&self.output) {
            Ok(new) => new,
            Err(words) => {
                print::say(&format!("{name}: {words}; nothing was written"));
                return Status::Wrong;
            }
        };
        let mut status = Status::Done;
        let (inputs, packs) = self.inputs();
        for words in self.left_out(&packs) {
            print::say(&words);
        }
        for input in inputs {
            match new.add(&input) {
                Ok(()) => {}
                Err(Unpacked::Refused(refusal)) => status = status.max(refusal.say(&input.name())),
                Err(Unpacked::Unwritten(error)) => {
                    print::say(&format!("{name}: {}; nothing was written", in_words(&error)));
                    return Status::Wanting;
                }
            }
        }
        if status != Status::Done {
            print::say(&format!("{name}: nothing was written"));
            return status;
        }
        let told = new.told(&name);
        match new.take_place() {
            Ok(()) => {
                print::say(&told);
                Status::Done
            }
            Err(words) => {
                print::say(&format!("{name}: {words}; nothing was written"));
                Status::Wanting
            }
        }
    }
}

impl Pack {
    /// What is packed, each file once; and the packs that stand in a folder and hold what does not stand beside them.
    fn inputs(&self) -> (Vec<Input>, BTreeSet<PathBuf>) {
        let is_named = |pack: &Path| self.paths.iter().any(|path| path == pack);
        let mut known = HashSet::new();
        let mut packs = BTreeSet::new();
        let mut inputs = Debates { paths: self.paths.clone() }.inputs();
        inputs.retain(|input| match input.pack() {
            Some(pack) if !is_named(pack) => {
                packs.insert(pack.to_owned());
                false
            }
            _ => input.path().is_none_or(|path| known.insert(path.canonicalize().ok())),
        });
        (inputs, packs)
    }

    /// What to tell of packs in the folders that are named, and of debates in the folders below.
    fn left_out(&self, packs: &BTreeSet<PathBuf>) -> Vec<String> {
        let output = self.output.canonicalize().ok();
        let others = packs.iter().filter(|pack| pack.canonicalize().ok() != output);
        let packs = others.map(|pack| format!("{}: a pack is not packed again", shown(pack)));
        let named: HashSet<PathBuf> = self.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let is_named = |folder: &PathBuf| folder.canonicalize().is_ok_and(|folder| named.contains(&folder));
        let below = self.paths.iter().flat_map(|folder| load::folders_with_debates(folder));
        let below = below.filter(|folder| !is_named(folder));
        let below = below.map(|folder| format!("{}: this folder is not packed unless it is named too", shown(&folder)));
        packs.chain(below).collect()
    }
}

fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}

/// Why a debate is not in a pack.
enum Unpacked {
    Refused(Refusal),
    Unwritten(io::Error),
}

/// A pack that is written beside the place it is to take.
struct NewPack {
    aside: Aside<'static>,
    packer: Packer<BufWriter<File>>,
    debates: usize,
    statements: usize,
    /// Files that the pack cannot find again.
    elsewhere: usize,
}

impl NewPack {
    fn begin(output: &Path) -> Result<Self, String> {
        if output.file_name().is_none_or(|name| name == "-") {
            return Err("a pack is written to a file".to_owned());
        }
        if output.exists() && !is_one(output) {
            return Err("there is something else of this name, which is no pack".to_owned());
        }
        let aside = aside::begin(output)?;
        let packer = aside.file().try_clone().and_then(|file| Packer::begin(BufWriter::new(file)));
        let packer = packer.map_err(|error| in_words(&error))?;
        Ok(Self { aside, packer, debates: 0, statements: 0, elsewhere: 0 })
    }

    /// The real folder of the pack.
    fn folder(&self) -> &Path {
        self.aside.place().parent().unwrap_or(Path::new("/"))
    }

    fn add(&mut self, input: &Input) -> Result<(), Unpacked> {
        if input.pack().is_some() {
            let words = "a pack is made from YAML, and this is one already".to_owned();
            return Err(Unpacked::Refused(Refusal::Unreadable(words)));
        }
        let (debate, made) = self.read(input).map_err(Unpacked::Refused)?;
        let index = Index::new(&debate).into_parts();
        self.debates += 1;
        self.statements += debate.statements().len();
        self.elsewhere += made.files.iter().filter(|file| file.path.is_none()).count();
        self.packer.add(made, &debate, &index).map_err(Unpacked::Unwritten)
    }

    /// The debate, and what is kept of that which it was made from.
    fn read(&self, input: &Input) -> Result<(Debate, Made), Refusal> {
        let bytes = input.bytes().map_err(Refusal::Unreadable)?;
        let origin = input.origin();
        let own = input.path().map(|path| self.packed(path, &bytes));
        let mut included = Included { new: self, folder: Folder::of(&origin), files: IndexMap::new() };
        let mut report = format::check_with(&bytes, &origin, &mut included);
        let warnings = u32::try_from(report.warnings()).unwrap_or(u32::MAX);
        let debate = report.debate.take().ok_or_else(|| Refusal::Errors(Box::new(report.only_errors())))?;
        let files = own.into_iter().chain(included.files.into_values()).collect();
        Ok((debate, Made { name: input.name(), files, warnings }))
    }

    fn packed(&self, path: &Path, bytes: &[u8]) -> PackedFile {
        let below = path.canonicalize().ok().and_then(|path| {
            let below = path.strip_prefix(self.folder()).ok()?;
            below.to_str().filter(|path| format::stays_below(path)).map(str::to_owned)
        });
        PackedFile::new(below, bytes)
    }

    /// What there is to tell when it stands.
    fn told(&self, name: &str) -> String {
        let mut told = format!(
            "{name} is written: {}, {}",
            count(self.debates, "debate", "debates"),
            count(self.statements, "statement", "statements"),
        );
        if self.elsewhere > 0 {
            let files = count(self.elsewhere, "file that lies", "files that lie");
            told = format!("{told}; it cannot tell of changes in {files} outside its folder");
        }
        told
    }

    fn take_place(self) -> Result<(), String> {
        let written = self.packer.end().and_then(|out| out.into_inner().map_err(io::IntoInnerError::into_error));
        written.map_err(|error| in_words(&error))?;
        aside::take_place(self.aside)
    }
}

/// Included files, of each of which is kept what a pack needs.
struct Included<'a> {
    new: &'a NewPack,
    folder: Folder,
    /// By their paths: a debate that cannot be read the fast way is read twice.
    files: IndexMap<String, PackedFile>,
}

impl Files for Included<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.folder.read(path)?;
        let real = self.folder.path(path).unwrap_or_default();
        self.files.insert(path.to_owned(), self.new.packed(&real, &bytes));
        Ok(bytes)
    }
}
