//! Lending the terminal to the reader's editor.

use super::editor::{self, Editor, Ended, FilePlace};
use super::{Attempt as _, End, Error, Session, screen};
use crate::app::{EditRequest, Spot};
use crate::debate::clean_line;
use crate::format;

/// What comes after the reader's editor.
pub(super) enum Edited {
    /// The terminal is taken again; there may be something to tell.
    Back(Option<String>),
    End(End),
}

impl<S, U, V> Session<'_, S, U, V> {
    /// Gives the terminal to the reader's editor, and takes it again when that has ended.
    pub(super) fn edit(&mut self, request: &EditRequest) -> Result<Edited, Error> {
        let place = self.place_of(request);
        let (editor, place) = match (Editor::of_environment(), place) {
            (Ok(editor), Ok(place)) => (editor, place),
            (Err(why), _) => return Ok(Edited::Back(Some(why))),
            (_, Err(why)) => return Ok(Edited::Back(Some(why.to_owned()))),
        };
        let keyboard = self.keyboard.to_share().to("share the terminal")?;
        screen::give_back();
        let ended = editor::run(editor.command(&place), keyboard, &mut self.signals);
        if let Ok(Ended::Signal(signal)) = ended {
            return Ok(Edited::End(End::Signal(signal)));
        }
        self.size = self.screen.take_again().to("take over the terminal again")?;
        let name = clean_line(&editor.name()).into_owned();
        Ok(Edited::Back(match ended {
            Ok(Ended::Itself(status)) if !status.success() => Some(format!("{name} ended with an error: {status}")),
            Ok(_) => None,
            Err(error) => Some(format!("{name} cannot be started: {}", error.kind())),
        }))
    }

    /// The file that is to be edited and where in it, or why there is none. A pack is not edited, but the YAML that it was
    /// made from.
    fn place_of(&self, request: &EditRequest) -> Result<FilePlace, &'static str> {
        const NO_FILE: &str = "this debate is not in a file";
        let files = self.loader.books.files().into_iter().nth(request.entry).unwrap_or_default();
        let (packs, files): (Vec<_>, Vec<_>) =
            files.into_iter().map(|seen| seen.path).partition(|path| format::pack::is_one(path));
        let no_yaml = "this debate is in a pack, and the YAML that it was made from is not beside that";
        let first = files.first().ok_or(if packs.is_empty() { NO_FILE } else { no_yaml })?.clone();
        let at = |path, (line, column)| Ok(FilePlace { path, line, column });
        match &request.spot {
            Spot::Beginning => at(first, (1, 1)),
            Spot::Line { file, line, column } => {
                let named = files.into_iter().find(|path| clean_line(&path.to_string_lossy()) == *file);
                at(named.unwrap_or(first), (*line, *column))
            }
            // As it is now: it may have been saved since it was read.
            Spot::Item(item) => {
                let read = |path| std::fs::read(path).unwrap_or_default();
                match format::place_in_files(&files.iter().map(read).collect::<Vec<_>>(), item) {
                    Some((file, place)) => at(files.into_iter().nth(file).unwrap_or(first), place),
                    None => at(first, (1, 1)),
                }
            }
        }
    }
}
