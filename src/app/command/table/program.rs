//! Lines that are typed in, help, and the program itself.

use crate::app::Effect;
use crate::app::command::Command;
use crate::app::command::Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Map, Note, Outline, Page, Palette, Progress, Search,
    Shelf, Text,
};
use crate::app::command::dividing::{can_divide, divide, toggle_mouse};
use crate::app::command::going::{always, close_overlay};
use crate::app::command::marking::quit;
use crate::app::command::searching::{can_complete, can_recall, complete, group, recall};
use crate::app::finder::Finder;
use crate::app::menu::Menu;
use crate::app::palette::Palette as Commands;
use crate::app::state::Overlay;

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "leave-line",
        keys: &["esc"],
        contexts: &[Search, Palette, Filters],
        help: "Leave the search, the palette or the filters; all is as it was before",
        hint: Some("leave as it was"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "complete",
        keys: &["tab"],
        contexts: &[Search],
        help: "Complete the word, the field or its value at the cursor by its beginning or its letters; again takes the next one",
        hint: Some("complete"),
        enabled: can_complete,
        run: |state, _| complete(state, true),
    },
    Command {
        id: "complete-backwards",
        keys: &["backtab"],
        contexts: &[Search],
        help: "Take the completion before",
        hint: None,
        enabled: can_complete,
        run: |state, _| complete(state, false),
    },
    Command {
        id: "group-hits",
        keys: &["ctrl-g"],
        contexts: &[Search],
        help: "Put the hits together by question, or all in one list, the best first",
        hint: Some("by question or not"),
        enabled: always,
        run: group,
    },
    Command {
        id: "previous-query",
        keys: &["ctrl-p"],
        contexts: &[Search],
        help: "Take what was searched for before",
        hint: Some("last query"),
        enabled: can_recall,
        run: |state, _| recall(state, true),
    },
    Command {
        id: "next-query",
        keys: &["ctrl-n"],
        contexts: &[Search],
        help: "Take what was searched for after it",
        hint: None,
        enabled: can_recall,
        run: |state, _| recall(state, false),
    },
    Command {
        id: "clear",
        keys: &["ctrl-u"],
        contexts: &[Search, Palette, Filters],
        help: "Empty the line",
        hint: Some("clear"),
        enabled: always,
        run: |state, _| {
            state.on_finder(Finder::clear);
            state.on_palette(Menu::clear);
            state.on_filters(Menu::clear);
            Vec::new()
        },
    },
    Command {
        id: "give-up",
        keys: &["esc"],
        contexts: &[Progress],
        help: "Give up reading the debate: back to the list of debates, or where there is no other out of the program",
        hint: Some("give up"),
        enabled: always,
        run: |state, _| state.give_up(),
    },
    Command {
        id: "leave-help",
        keys: &["esc", "?", "q", "enter"],
        contexts: &[Help],
        help: "Leave this list",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
    Command {
        id: "help",
        keys: &["?", "f1"],
        contexts: &[Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Note, Address, Copying],
        help: "Show all the keys that work here",
        hint: Some("all keys"),
        enabled: always,
        run: |state, _| {
            let context = state.context();
            let behind = state.overlay.take().map(Box::new);
            state.overlay = Some(Overlay::Help { context, scroll: 0, behind });
            Vec::new()
        },
    },
    Command {
        id: "palette",
        keys: &[":", "ctrl-p"],
        contexts: &[Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Choose a command by some letters of its name",
        hint: None,
        enabled: always,
        run: |state, _| {
            state.overlay = Some(Overlay::Palette(Box::new(Commands::new(state.context()))));
            Vec::new()
        },
    },
    Command {
        id: "narrower-outline",
        keys: &["<"],
        contexts: &[Outline, Listing, Page],
        help: "Make the outline narrower and the page wider",
        hint: None,
        enabled: |state| can_divide(state, false),
        run: |state, _| divide(state, false),
    },
    Command {
        id: "wider-outline",
        keys: &[">"],
        contexts: &[Outline, Listing, Page],
        help: "Make the outline wider and the page narrower",
        hint: None,
        enabled: |state| can_divide(state, true),
        run: |state, _| divide(state, true),
    },
    Command {
        id: "mouse",
        keys: &["alt-m"],
        contexts: &[
            Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note,
            Address, Copying, Help,
        ],
        help: "Use the mouse here, or leave it to the terminal, which selects text with it",
        hint: None,
        enabled: always,
        run: toggle_mouse,
    },
    Command {
        id: "next-theme",
        keys: &["T"],
        contexts: &[Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Take the next theme: 16-colour, dark, light, high-contrast, mono",
        hint: None,
        enabled: always,
        run: |state, _| {
            let theme = state.theme().next();
            state.settings.theme = Some(theme);
            // What is turned on the screen lasts as long as the program: the file is the reader's own.
            state.say(&format!("theme {0}; `theme: {0}` in config.yaml keeps it", theme.name()));
            Vec::new()
        },
    },
    Command {
        id: "quit",
        keys: &["q"],
        contexts: &[Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Quit",
        hint: Some("quit"),
        enabled: always,
        run: quit,
    },
    Command {
        id: "quit-at-once",
        keys: &["ctrl-c"],
        contexts: &[
            Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Note,
            Address, Copying, Help,
        ],
        help: "Quit, from anywhere",
        hint: None,
        enabled: always,
        run: quit,
    },
    Command {
        id: "suspend",
        keys: &["ctrl-z"],
        contexts: &[
            Shelf, Progress, Outline, Listing, Page, Exchange, Text, Grid, Map, Search, Palette, Filters, Address,
            Copying, Help,
        ],
        help: "Give the terminal back to the shell; fg returns",
        hint: None,
        enabled: always,
        run: |_, _| vec![Effect::Suspend],
    },
];
