//! Debates in packs, as the command line names and follows them.
//!
//! A pack stands for its debates, as a folder does. It is read, never changed: the YAML that it was made from stays the
//! truth. Where that stands in the pack's folder or below, the marks are those of the YAML, an editor opens the YAML, and
//! a pack that is no longer what the YAML says tells so.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::debate::{Debate, clean_line};
use crate::format::pack::{self, Fault, Made, Pack, PackedFile, Unchecked};
use crate::format::{self, Files as _, Origin, Progress};
use crate::search::Index;
use crate::terminal::{Folder, MarksFile, Seen};

/// A debate in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) pack: PathBuf,
    number: usize,
    /// Its name in the pack, where that holds others too.
    name: Option<String>,
    made: Made,
}

fn open(path: &Path) -> Result<Pack<File>, Fault> {
    Pack::open(File::open(path)?)
}

/// The debates of a pack.
pub(super) fn debates(pack: &Path) -> Result<Vec<Packed>, Fault> {
    let opened = open(pack)?;
    let several = opened.debates().len() > 1;
    let packed = |(number, made): (usize, &Made)| Packed {
        pack: pack.to_owned(),
        number,
        name: several.then(|| clean_line(&made.name).into_owned()),
        made: made.clone(),
    };
    Ok(opened.debates().enumerate().map(packed).collect())
}

/// Why the bytes of a pack are not those of a debate in YAML.
pub(super) fn is_no_yaml(pack: &Path) -> String {
    match debates(pack).as_deref() {
        Err(fault) => fault.to_string(),
        Ok([one]) => match one.yaml() {
            Some(yaml) => format!("this needs the YAML that the pack was made from: {}", shown(&yaml)),
            None => "this needs the YAML that the pack was made from, which is not beside it".to_owned(),
        },
        Ok(debates) => format!("this pack holds {} debates, and one is asked for", debates.len()),
    }
}

fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}

impl Packed {
    /// The name to show, clean.
    pub(super) fn name(&self) -> String {
        let pack = shown(&self.pack);
        self.name.as_ref().map_or_else(|| pack.clone(), |name| format!("{pack}: {name}"))
    }

    /// How many bytes are read before it can be shown.
    pub(super) fn read_at_first(&self) -> u64 {
        open(&self.pack).map_or(0, |pack| pack.read_at_first(self.number))
    }

    /// The same debate in the pack as it is now: made of the same file, or of the same name, or the only one
    /// as it was before.
    pub(super) fn now(&self) -> Result<Self, Fault> {
        let mut debates = debates(&self.pack)?;
        let main = |packed: &Self| packed.made.files.first().and_then(|file| file.path.clone());
        let of_the_file = |other: &Self| main(self).is_some() && main(other) == main(self);
        let of_the_name = |other: &Self| other.made.name == self.made.name;
        let place = debates.iter().position(of_the_file).or_else(|| debates.iter().position(of_the_name));
        let is_alone = self.name.is_none() && debates.len() == 1;
        match place.or(is_alone.then_some(0)) {
            Some(place) => Ok(debates.swap_remove(place)),
            None => Err(Fault::Gone),
        }
    }

    /// The debate, all of it; what it is searched with is compared with its hashes too.
    pub(super) fn read(&self) -> Result<Debate, Fault> {
        let pack = open(&self.pack)?;
        let debate = pack.debate(self.number)?;
        pack.check_index(self.number)?;
        Ok(debate)
    }

    /// So much of the debate that it can be shown, and the rest, which is to be checked.
    pub(super) fn begin(&self, progress: &Progress) -> Result<(Debate, Unchecked), Fault> {
        open(&self.pack)?.begin(self.number, progress)
    }

    /// What `debate`, the one that was read, is searched with; none where that is not in the pack. The rest of it is to be
    /// read.
    pub(super) fn index(&self, debate: &Debate) -> Result<Option<Index>, Fault> {
        Index::from_parts(&open(&self.pack)?.index(self.number)?, debate)
    }

    /// The same, when everything in it was held against everything else.
    pub(super) fn verified(&self) -> Result<Debate, Fault> {
        let debate = open(&self.pack)?.debate(self.number)?;
        pack::verify(&debate)?;
        let index = self.index(&debate)?;
        index.iter().try_for_each(|index| index.read_all(&Progress::default()))?;
        let is_its_own = index.is_some_and(|index| index == Index::new(&debate));
        if is_its_own { Ok(debate) } else { Err(Fault::Unsound("its index")) }
    }

    /// The folder of the pack, from which the files are told.
    fn folder(&self) -> format::Folder {
        format::Folder::of(&Origin::file(&self.pack))
    }

    /// Where a file is that stands in the pack's folder or below, whether or not it is there.
    fn path_of(&self, file: &PackedFile) -> Option<PathBuf> {
        let path = file.path.as_deref().filter(|path| format::stays_below(path))?;
        self.folder().path(path)
    }

    /// Its name and the folder that the local texts of its sources are told from.
    pub(super) fn origin(&self) -> Origin {
        let main = self.made.files.first().and_then(|file| self.path_of(file));
        Origin { name: self.name(), folder: main.and_then(|main| main.parent().map(Path::to_owned)) }
    }

    /// The main file it was made from, if it is there.
    pub(super) fn yaml(&self) -> Option<PathBuf> {
        self.made.files.first().and_then(|file| self.path_of(file)).filter(|path| path.is_file())
    }

    /// The files to follow: those it was made from, as far as they are there, then the pack.
    pub(super) fn seen(&self) -> Vec<Seen> {
        let files = self.made.files.iter().filter_map(|file| self.path_of(file)).filter(|path| path.is_file());
        files.chain([self.pack.clone()]).map(|path| Seen::now(&path)).collect()
    }

    /// The file that holds the marks: that of the YAML, wherever that is now.
    pub(super) fn marks(&self, folder: &Folder) -> Option<MarksFile> {
        match self.made.files.first().and_then(|file| self.path_of(file)) {
            Some(main) => folder.of_file(&main).or_else(|| folder.of_what_was(&main)),
            None => folder.of_what_was(&self.pack.join(format!("{}", self.number))),
        }
    }

    /// The files it was made from that are there and not as they were then. One that is as long as it was and has not
    /// been written since the pack is taken for the same, unless `thoroughly` compared.
    pub(super) fn changed_files(&self, thoroughly: bool) -> Vec<String> {
        let written = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
        let packed = written(&self.pack);
        let has_changed = |file: &&PackedFile| {
            let Some(path) = self.path_of(file) else { return false };
            let Ok(metadata) = path.metadata() else { return false };
            if metadata.len() != file.length {
                return true;
            }
            let is_older = packed.is_some() && written(&path) <= packed;
            let bytes = || self.folder().read(file.path.as_deref().unwrap_or_default());
            (thoroughly || !is_older) && bytes().is_ok_and(|bytes| !file.is(&bytes))
        };
        let changed = self.made.files.iter().filter(has_changed);
        changed.filter_map(|file| Some(clean_line(file.path.as_deref()?).into_owned())).collect()
    }

    /// The files it was made from with which it cannot be compared, as they are not there.
    pub(super) fn missing_files(&self) -> Vec<String> {
        let is_missing = |file: &&PackedFile| self.path_of(file).is_none_or(|path| !path.is_file());
        let name = |file: &PackedFile| file.path.as_deref().map_or_else(|| self.made.name.clone(), str::to_owned);
        self.made.files.iter().filter(is_missing).map(|file| clean_line(&name(file)).into_owned()).collect()
    }

    /// How many warnings there were of them when it was packed.
    pub(super) fn warnings(&self) -> usize {
        usize::try_from(self.made.warnings).unwrap_or(usize::MAX)
    }

    /// What to tell of files that have changed since, if some have; what matters most before the rest, as not all of it
    /// may be seen. The pack is called `name`.
    pub(super) fn is_stale(&self, name: &str) -> Option<String> {
        let changed = self.changed_files(false);
        let has = match changed.as_slice() {
            [] => return None,
            [one] => format!("{one} has"),
            [one, others @ ..] => format!("{one} and {} more have", others.len()),
        };
        Some(format!("stale: {name}: {has} changed since; make it anew with agon pack"))
    }
}
