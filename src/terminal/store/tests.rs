//! What may go wrong with a file, each at every step.

use std::cell::Cell;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// A folder of its own for each test, taken away at its end.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("agon-marks-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self) -> MarksFile {
        Folder(self.0.join("state")).of_the_built_in()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("state")).expect("the folder is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn bookmark(id: &str) -> Change {
    Change::Bookmark { id: id.to_owned(), wording: format!("The wording of {id}"), on: true }
}

fn bookmarks(marks: &Marks) -> Vec<&str> {
    marks.bookmarks.keys().map(String::as_str).collect()
}

/// Fails at one step, and where it is killed there at every step after it; a write that fails leaves a half.
struct Faulty {
    steps_left: Cell<usize>,
    killed: bool,
}

impl Faulty {
    fn step(&self) -> io::Result<()> {
        match self.steps_left.get() {
            0 => Err(ErrorKind::StorageFull.into()),
            1 => {
                self.steps_left.set(if self.killed { 0 } else { usize::MAX });
                Err(ErrorKind::StorageFull.into())
            }
            left => {
                self.steps_left.set(left - 1);
                Ok(())
            }
        }
    }
}

impl Disk for Faulty {
    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        self.step()?;
        Real.create(path, mode)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        self.step()?;
        Real.write(file, half)?;
        self.step()?;
        Real.write(file, rest)
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        self.step()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Real.rename(from, to)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step()
    }

    fn remove(&self, path: &Path) {
        if self.step().is_ok() {
            Real.remove(path);
        }
    }
}

#[test]
fn a_save_that_fails_or_is_killed_at_any_step_leaves_the_file_whole_and_the_next_one_succeeds() {
    for killed in [false, true] {
        for step in 1..=6 {
            let place = Place::new();
            let file = place.file();
            file.save(&Real, &[bookmark("a")]).expect("saved");
            let disk = Faulty { steps_left: Cell::new(step), killed };
            let why = file.save(&disk, &[bookmark("b")]).expect_err("it fails");
            assert!(why.contains("the disk is full"), "{why}");
            let marks = file.look().expect("the file is whole");
            // Only when the folder alone was not written down is the new file there already.
            assert_eq!(bookmarks(&marks), if step == 6 { vec!["a", "b"] } else { vec!["a"] }, "{killed} {step}");
            let found = file.save(&Real, &[bookmark("b")]).expect("saved");
            assert_eq!((bookmarks(&found.marks), found.told), (vec!["a", "b"], None));
            assert_eq!(place.names(), ["built-in.json", "lock"], "{killed} {step}");
        }
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_never_written_over() {
    for open_first in [false, true] {
        let place = Place::new();
        let file = place.file();
        for number in 1..=2 {
            file.save(&Real, &[bookmark("a")]).expect("saved");
            let damaged = format!("{{\"agon-marks\": 1, \"marks\": damage {number}");
            fs::write(&file.path, &damaged).expect("written");
            assert!(file.look().expect_err("damaged").contains("damaged"));
            let found = if open_first { file.open() } else { file.save(&Real, &[bookmark("b")]) }.expect("it goes on");
            let told = found.told.expect("it is told");
            assert!(told.contains(&format!("built-in.json.damaged-{number}")), "{told}");
            assert_eq!(bookmarks(&found.marks), if open_first { vec![] } else { vec!["b"] });
            let aside = fs::read_to_string(file.beside(&format!("damaged-{number}"))).expect("it is there");
            assert_eq!(aside, damaged);
        }
    }
}

#[test]
fn a_file_of_a_later_version_is_left_alone() {
    let place = Place::new();
    let file = place.file();
    file.save(&Real, &[bookmark("a")]).expect("saved");
    let later = "{\"agon-marks\": 9, \"all\": \"else\"}";
    fs::write(&file.path, later).expect("written");
    for result in [file.open(), file.save(&Real, &[bookmark("b")])] {
        assert!(result.expect_err("left alone").contains("later version"));
    }
    assert_eq!(fs::read_to_string(&file.path).expect("it is there"), later);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let place = Place::new();
    let file = place.file();
    file.save(&Real, &[bookmark("a")]).expect("saved");
    let folder = place.0.join("state");
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("modes");
    mode(0o500);
    // The administrator may write everywhere: there is nothing to see then.
    if fs::write(folder.join("try"), "").is_err() {
        let why = file.save(&Real, &[bookmark("b")]).expect_err("not saved");
        assert!(why.contains("you may not"), "{why}");
        assert_eq!(bookmarks(&file.look().expect("whole")), ["a"]);
    }
    mode(0o700);
    // A file where the folder should be is in the way of everybody.
    let file = Folder(file.path.clone()).of_the_built_in();
    assert!(file.save(&Real, &[bookmark("b")]).is_err());
    assert_eq!(file.look(), Err(file.words(&Trouble::Unreadable(ErrorKind::NotADirectory.into()))));
}

#[test]
fn what_is_kept_is_the_readers_own() {
    let place = Place::new();
    let file = place.file();
    file.save(&Real, &[bookmark("a")]).expect("saved");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&place.0.join("state")), mode(&file.path)), (0o700, 0o600));
}

#[test]
fn a_debate_is_known_by_its_real_path() {
    let place = Place::new();
    let folder = Folder(place.0.join("state"));
    let debate = place.0.join("Who answers?.yaml");
    fs::write(&debate, "").expect("written");
    let link = place.0.join("link.yaml");
    std::os::unix::fs::symlink(&debate, &link).expect("a link");
    let file = folder.of_file(&debate).expect("a file");
    assert_eq!(folder.of_file(&link), Some(file.clone()));
    assert_eq!(folder.of_file(&place.0.join("nowhere.yaml")), None);
    // As if it had gone since, or its folder too.
    assert_eq!(folder.of_what_was(&debate), Some(file.clone()));
    let gone = folder.of_what_was(&place.0.join("gone/nowhere.yaml")).expect("its folder's folder is there");
    assert!(gone.debate.ends_with("/gone/nowhere.yaml"), "{gone:?}");
    assert_eq!(folder.of_file(Path::new("/dev/null")), None);
    let name = file.path.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.starts_with("Whoanswers-") && name.len() == "Whoanswers-.json".len() + 16, "{name}");
    // By its definition: another one would lose the marks of all debates.
    assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
}

#[test]
fn many_writers_lose_nothing() {
    let place = Place::new();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let file = place.file();
            thread::spawn(move || {
                for number in 0..20 {
                    let change = bookmark(&format!("{writer}-{number}"));
                    // On a busy machine the others may hold the lock for longer than it waits.
                    let found = loop {
                        match file.save(&Real, std::slice::from_ref(&change)) {
                            Ok(found) => break found,
                            Err(why) => assert!(why.contains("not saved yet"), "{why}"),
                        }
                    };
                    assert_eq!(found.told, None);
                    assert!(found.marks.bookmarks.contains_key(&format!("{writer}-{number}")));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().expect("it writes");
    }
    assert_eq!(place.file().look().expect("whole").bookmarks.len(), 8 * 20);
}

fn files<const N: usize>(files: [Option<MarksFile>; N]) -> Arc<MarksFiles> {
    Arc::new(files.into_iter().collect())
}

#[test]
fn a_keeper_tries_again_and_tells() {
    let place = Place::new();
    let file = place.file();
    let folder = place.0.join("state");
    fs::write(&folder, "in the way").expect("written");
    let mut keeper = Keeper::trying_again(Duration::MAX, files([None, Some(file.clone())])).expect("it starts");
    let wait = |keeper: &mut Keeper| loop {
        let actions = keeper.take();
        if !actions.is_empty() {
            return actions;
        }
        thread::sleep(Duration::from_millis(1));
    };
    keeper.keep(1, bookmark("a"));
    let actions = wait(&mut keeper);
    assert!(matches!(actions.as_slice(), [Action::Told(told)] if told.contains("not saved")), "{actions:?}");
    fs::remove_file(&folder).expect("out of the way");
    keeper.keep(1, bookmark("b"));
    let actions = wait(&mut keeper);
    let [Action::Kept { entry: 1, marks, taken: 2, told: Some(told) }] = actions.as_slice() else {
        panic!("{actions:?}")
    };
    assert_eq!((bookmarks(marks), told.as_str()), (vec!["a", "b"], "your marks are saved again"));
    keeper.keep(1, bookmark("c"));
    assert_eq!(keeper.finish(), []);
    assert_eq!(bookmarks(&file.look().expect("whole")), ["a", "b", "c"]);

    // It tries by itself too, and says no second time that it was in vain.
    fs::remove_dir_all(&folder).expect("gone");
    fs::write(&folder, "in the way").expect("written");
    let mut keeper = Keeper::trying_again(Duration::from_millis(1), files([Some(file.clone())])).expect("it starts");
    keeper.keep(0, bookmark("d"));
    let actions = wait(&mut keeper);
    assert!(matches!(actions.as_slice(), [Action::Told(told)] if told.contains("not saved")), "{actions:?}");
    fs::remove_file(&folder).expect("out of the way");
    let actions = wait(&mut keeper);
    let [Action::Kept { entry: 0, marks, taken: 1, told: Some(_) }] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!(bookmarks(marks), ["d"]);
    assert_eq!(keeper.finish(), []);

    // What cannot be kept to the end is handed back.
    fs::remove_dir_all(&folder).expect("gone");
    fs::write(&folder, "in the way").expect("written");
    let mut keeper = Keeper::start(files([Some(file)])).expect("it starts");
    keeper.keep(0, bookmark("d"));
    let left = keeper.finish();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].changes, [bookmark("d")]);
    let _ = fs::remove_file(&folder);
}

/// A small disk of its own, where the system lets us have one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).expect("a folder");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "none"]).arg(&path).stderr(std::process::Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_is_really_full_takes_nothing_that_was_kept() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(place.0.join("state")) else {
        return; // Only an administrator may; the terminal's tests limit a file's size instead.
    };
    let file = place.file();
    file.save(&Real, &[bookmark("a")]).expect("saved");
    let filler = disk.0.join("filler");
    let mut full = File::create(&filler).expect("a file");
    while full.write_all(&[0; 4096]).is_ok() {}
    drop(full);
    let why = file.save(&Real, &[bookmark("b")]).expect_err("it is full");
    assert!(why.contains("the disk is full"), "{why}");
    assert_eq!(bookmarks(&file.look().expect("whole")), ["a"]);
    fs::remove_file(&filler).expect("room again");
    file.save(&Real, &[bookmark("b")]).expect("saved");
    assert_eq!(place.names(), ["built-in.json", "lock"]);
    assert_eq!(bookmarks(&file.look().expect("whole")), ["a", "b"]);
}
