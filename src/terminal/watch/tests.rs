use super::*;
use crate::app::Loading;
use std::fs;

/// Files that are read by being looked at.
struct Counted(Mutex<Vec<Seen>>);

impl Counted {
    fn new(files: Vec<PathBuf>) -> Arc<Self> {
        let seen = files.into_iter().map(|path| Seen { stamp: Stamp::of(&path), path });
        Arc::new(Self(Mutex::new(seen.collect())))
    }
}

impl Books for Counted {
    fn files(&self) -> Vec<Vec<Seen>> {
        self.0.lock().unwrap().iter().map(|seen| vec![seen.clone()]).collect()
    }

    fn load(&self, _: usize) -> Option<Action> {
        None
    }

    fn changed(&self, entry: usize) -> Vec<Action> {
        let seen = &mut self.0.lock().unwrap()[entry];
        seen.stamp = Stamp::of(&seen.path);
        vec![Action::Told(format!("{entry} {}", fs::read_to_string(&seen.path).unwrap_or("gone".to_owned())))]
    }

    fn bytes(&self) -> u64 {
        0
    }

    fn progress(&self, _: usize) -> Loading {
        Loading::default()
    }

    fn give_up(&self, _: usize) {}
}

/// How long anything may take before it counts as never.
const NEVER: Duration = Duration::from_secs(20);

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("agon-watch-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn watch(files: Vec<PathBuf>, tell: Sender<String>, events: bool, look: Duration) -> Watcher {
    let report = move |action| {
        if let Action::Told(words) = action {
            let _ = tell.send(words);
        }
    };
    Watcher::with(Counted::new(files), report, events, look).unwrap()
}

fn saves(events: bool) {
    let folder = folder(if events { "events" } else { "looking" });
    let (one, two) = (folder.join("one.yaml"), folder.join("two.yaml"));
    fs::write(&one, "first").unwrap();
    fs::write(&two, "other").unwrap();
    let (tell, told) = mpsc::channel();
    let look = if events { Duration::from_hours(1) } else { Duration::from_millis(20) };
    let watcher = watch(vec![one.clone(), two.clone()], tell, events, look);
    let next = || told.recv_timeout(NEVER).unwrap();

    fs::write(&one, "in place").unwrap();
    assert_eq!(next(), "0 in place");

    fs::write(folder.join("one.yaml~"), "by rename").unwrap();
    fs::rename(folder.join("one.yaml~"), &one).unwrap();
    assert_eq!(next(), "0 by rename");

    // First away, then back, as some editors do.
    fs::rename(&one, folder.join("one.bak")).unwrap();
    thread::sleep(QUIET * 3);
    fs::write(&one, "back").unwrap();
    assert_eq!(next(), "0 back");

    fs::write(&two, "").unwrap();
    thread::sleep(QUIET * 3);
    fs::write(&two, "after a cut").unwrap();
    assert_eq!(next(), "1 after a cut");

    for number in 0..20 {
        fs::write(&one, format!("burst {number}")).unwrap();
        fs::write(&two, format!("burst {number}")).unwrap();
    }
    assert_eq!(next(), "0 burst 19");
    assert_eq!(next(), "1 burst 19");

    fs::remove_file(&one).unwrap();
    assert_eq!(next(), "0 gone");

    drop(watcher);
    fs::remove_dir_all(folder).unwrap();
    // Its end is the end of the thread: nothing else was told.
    assert_eq!(told.recv_timeout(NEVER), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn a_save_is_one_reading_however_it_is_made() {
    saves(true);
}

#[test]
fn without_events_it_looks() {
    saves(false);
}

#[test]
fn what_was_saved_between_reading_and_following_is_noticed() {
    let folder = folder("between");
    let file = folder.join("debate.yaml");
    fs::write(&file, "as it was read").unwrap();
    let counted = Counted::new(vec![file.clone()]);
    fs::write(&file, "as it was saved then").unwrap();
    let (tell, told) = mpsc::channel();
    let report = move |action| {
        if let Action::Told(words) = action {
            let _ = tell.send(words);
        }
    };
    let _watcher = Watcher::with(counted, report, true, Duration::from_hours(1)).unwrap();
    assert_eq!(told.recv_timeout(NEVER), Ok("0 as it was saved then".to_owned()));
    fs::remove_dir_all(folder).unwrap();
}

/// A folder in which files are counted.
struct Folder(PathBuf, Mutex<usize>);

impl Books for Folder {
    fn files(&self) -> Vec<Vec<Seen>> {
        vec![vec![Seen::now(&self.0.join("one.yaml"))]]
    }

    fn load(&self, _: usize) -> Option<Action> {
        None
    }

    fn folders(&self) -> Vec<PathBuf> {
        vec![self.0.clone()]
    }

    fn arrived(&self) -> Vec<Action> {
        let now = fs::read_dir(&self.0).unwrap().count();
        let before = std::mem::replace(&mut *self.1.lock().unwrap(), now);
        if now > before { vec![Action::Told(format!("{now} files"))] } else { Vec::new() }
    }

    fn changed(&self, _: usize) -> Vec<Action> {
        Vec::new()
    }

    fn bytes(&self) -> u64 {
        0
    }

    fn progress(&self, _: usize) -> Loading {
        Loading::default()
    }

    fn give_up(&self, _: usize) {}
}

#[test]
fn what_comes_into_a_folder_is_noticed_also_where_a_link_leads_there() {
    let place = folder("arrivals");
    fs::create_dir(place.join("far")).unwrap();
    std::os::unix::fs::symlink(place.join("far"), place.join("link")).unwrap();
    fs::write(place.join("far/one.yaml"), "").unwrap();
    for (folder, number) in [("far", 2), ("link", 3)] {
        let (tell, told) = mpsc::channel();
        let report = move |action| {
            if let Action::Told(words) = action {
                let _ = tell.send(words);
            }
        };
        let books = Arc::new(Folder(place.join(folder), Mutex::default()));
        let watcher = Watcher::with(books, report, true, Duration::from_hours(1)).unwrap();
        assert_eq!(told.recv_timeout(NEVER), Ok(format!("{} files", number - 1)));
        // By then it listens to the file there, through the link and by its real name.
        thread::sleep(Duration::from_millis(200));
        fs::write(place.join(format!("far/{folder}.yaml")), "").unwrap();
        assert_eq!(told.recv_timeout(NEVER), Ok(format!("{number} files")), "{folder}");
        drop(watcher);
    }
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn through_a_link_it_follows_what_the_link_leads_to() {
    let folder = folder("link");
    fs::create_dir(folder.join("far")).unwrap();
    let (far, link) = (folder.join("far/debate.yaml"), folder.join("link.yaml"));
    fs::write(&far, "first").unwrap();
    std::os::unix::fs::symlink(&far, &link).unwrap();
    let (tell, told) = mpsc::channel();
    let _watcher = watch(vec![link], tell, true, Duration::from_hours(1));
    fs::write(&far, "second").unwrap();
    assert_eq!(told.recv_timeout(NEVER), Ok("0 second".to_owned()));
    fs::remove_dir_all(folder).unwrap();
}
