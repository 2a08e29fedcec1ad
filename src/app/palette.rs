//! The palette: every command that works here, found by some letters of its name or help, and run from there, also where
//! it has no key.

use std::sync::Arc;

use super::command::{COMMANDS, Command, Context};
use super::menu::{Menu, Naming};

/// Commands are called by their ids.
#[derive(Debug)]
struct ById;

impl Naming<&'static Command> for ById {
    fn name(&self, command: &'static Command) -> String {
        command.id.replace('-', " ")
    }

    fn about(&self, command: &'static Command) -> &'static str {
        command.help
    }
}

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
        // One that is told by its key alone cannot be run without it.
        let is_here = |command: &&Command| command.contexts.contains(&context) && !command.is_numbered();
        Self { context, menu: Menu::new(COMMANDS.iter().filter(is_here).collect(), Arc::new(ById)) }
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
