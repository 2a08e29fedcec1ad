//! The palette: every command that works here, found by some letters of its name or help, and run from there, also where
//! it has no key.

use super::command::{COMMANDS, Command, Context};
use super::menu::{Entry, Menu};

/// The palette over what has the focus.
#[derive(Debug, Clone)]
pub struct Palette {
    context: Context,
    menu: Menu<&'static Command>,
}

impl Palette {
    /// All commands of a context.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let entries = COMMANDS
            .iter()
            // One that is told by its key alone cannot be run without it.
            .filter(|command| command.contexts.contains(&context) && !command.is_numbered())
            .map(|command| Entry { item: command, name: command.id.replace('-', " "), about: command.help })
            .collect();
        Self { context, menu: Menu::new(entries) }
    }

    /// The context it was opened in.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context
    }

    /// The commands to choose from.
    #[must_use]
    pub fn menu(&self) -> &Menu<&'static Command> {
        &self.menu
    }

    pub(super) fn menu_mut(&mut self) -> &mut Menu<&'static Command> {
        &mut self.menu
    }
}
