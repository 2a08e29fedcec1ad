//! What the reader has settled, in the file of settings, the environment and on the command line.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::app::settings::{self, Settings, ThemeName};
use crate::app::wording::count;
use crate::debate::clean_line;
use crate::format::{Origin, Report};
use crate::terminal;

use super::print;

/// The file in the folder of settings.
const NAME: &str = "config.yaml";

/// Names a theme, for those who want it elsewhere than in the file.
const THEME: &str = "AGON_THEME";

/// More than all there is to settle; a larger file is something else.
const LARGEST: u64 = 1 << 20;

/// How the screen looks.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct Look {
    /// The colours of the screen [default: the terminal's own sixteen]
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(ThemeName::ALL.map(ThemeName::name))
        .try_map(|name| ThemeName::named(&name).ok_or("there is no such theme")))]
    theme: Option<ThemeName>,
}

/// What is settled in the file.
pub(super) struct Settled {
    /// As far as it is right.
    pub(super) settings: Settings,
    /// What is wrong with it.
    pub(super) report: Report,
    /// Why the file could not be read.
    unreadable: Option<String>,
    /// Where it stands or would stand; none where there is no home.
    pub(super) path: Option<PathBuf>,
}

impl Settled {
    /// Reads the file, if there is one.
    pub(super) fn read() -> Self {
        let path = terminal::config_folder().map(|folder| folder.join(NAME));
        let bytes = path.as_deref().map_or(Ok(None), bytes);
        let (settings, report) = match (&path, &bytes) {
            (Some(path), Ok(Some(bytes))) => settings::read(bytes, &Origin::file(path)),
            _ => (Settings::default(), Report::default()),
        };
        let unreadable = match (&path, bytes) {
            (Some(path), Err(error)) => Some(format!("cannot read {}: {error}", clean_line(&path.to_string_lossy()))),
            _ => None,
        };
        Self { settings, report, unreadable, path }
    }

    /// What is wrong, told at length on standard error; whether there was anything.
    pub(super) fn say_all(&self) -> bool {
        if let Some(words) = &self.unreadable {
            print::say(words);
        }
        print::say_report(&self.report);
        self.unreadable.is_some() || !self.report.diagnostics.is_empty()
    }

    /// The settings for a screen, and in a few words what is wrong. The theme is the one of the command line, else of
    /// the environment, else of the file; where nobody asked for one and colours are not welcome, the one without.
    pub(super) fn for_screen(self, look: Look) -> (Settings, Vec<String>) {
        let Self { mut settings, report, unreadable, .. } = self;
        let mut told: Vec<String> = unreadable.into_iter().collect();
        let problems = report.diagnostics.len() + report.left_out;
        if problems > 0 {
            told.push(format!("{} in {NAME}: agon keys tells", count(problems, "problem", "problems")));
        }
        let named = std::env::var(THEME).ok().filter(|name| !name.is_empty());
        let asked = named.as_deref().and_then(ThemeName::named);
        if let (Some(name), None) = (named, asked) {
            told.push(format!("{THEME}: there is no theme {}", clean_line(&name)));
        }
        let colourless = (!print::colour_is_welcome()).then_some(ThemeName::Mono);
        settings.theme = look.theme.or(asked).or(settings.theme).or(colourless);
        (settings, told)
    }
}

/// What is in a file; nothing where there is none.
fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    // A pipe would be waited for without end.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other("it is no file"));
    }
    match File::open(path) {
        Ok(file) => file.take(LARGEST + 1).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if bytes.len() as u64 > LARGEST { Err(ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
}
