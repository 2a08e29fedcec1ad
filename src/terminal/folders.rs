//! Where the platform keeps what a program remembers and what its user has settled.

use std::path::PathBuf;

/// A folder of the program's own: the one that the variable `own` names, else the one in the folder that the variable
/// `common` names, else `below` the home; none where there is no home.
fn folder(own: &str, common: &str, below: &str) -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = named(own) {
        return Some(folder);
    }
    // By its specification a relative path there counts as none.
    if let Some(common) = named(common).filter(|path| path.is_absolute()) {
        return Some(common.join("agon"));
    }
    let below = if cfg!(target_os = "macos") { "Library/Application Support/agon" } else { below };
    std::env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(below))
}

/// Where the reader's marks are kept.
pub(super) fn state() -> Option<PathBuf> {
    folder("AGON_STATE_DIR", "XDG_STATE_HOME", ".local/state/agon")
}

/// Where the reader's settings stand.
#[must_use]
pub fn config_folder() -> Option<PathBuf> {
    folder("AGON_CONFIG_DIR", "XDG_CONFIG_HOME", ".config/agon")
}
