//! Addresses, local texts and what is copied.

use crate::app::command::Command;
use crate::app::command::Context::{Address, Copying, Exchange, Grid, Listing, Map, Outline, Page, Text};
use crate::app::command::citing::{
    can_copy, copy, copy_as, copy_shown, has_link, has_other_choice, has_text, open_address, open_link, read_text,
    step_to_quote, turn_choice,
};
use crate::app::command::going::{always, close_overlay, on_reading};

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "open-link",
        keys: &["o"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Map],
        help: "Show the address of the source, to open it in the browser",
        hint: Some("link"),
        enabled: has_link,
        run: open_link,
    },
    Command {
        id: "read-text",
        keys: &["t"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Read the local copy of the source, its quotes marked, opened at the one at hand",
        hint: Some("text"),
        enabled: has_text,
        run: read_text,
    },
    Command {
        id: "next-quote",
        keys: &["]", "tab"],
        contexts: &[Text],
        help: "Go to the next quote; those that are not found stand at the end",
        hint: Some("next quote"),
        enabled: always,
        run: |state, _| step_to_quote(state, true),
    },
    Command {
        id: "previous-quote",
        keys: &["[", "backtab"],
        contexts: &[Text],
        help: "Go to the quote before",
        hint: None,
        enabled: always,
        run: |state, _| step_to_quote(state, false),
    },
    Command {
        id: "leave-text",
        keys: &["esc", "t", "left", "h"],
        contexts: &[Text],
        help: "Leave the text for where you came from",
        hint: None,
        enabled: always,
        run: |state, _| {
            on_reading(state, |reading| {
                reading.back();
            })
        },
    },
    Command {
        id: "copy",
        keys: &["y"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Copy what the page shows, with who said it and where",
        hint: None,
        enabled: can_copy,
        run: copy,
    },
    Command {
        id: "copy-as",
        keys: &["Y"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Show what would be copied, as plain text, Markdown, BibTeX or CSL-JSON, to copy or select it",
        hint: None,
        enabled: can_copy,
        run: copy_as,
    },
    Command {
        id: "open-address",
        keys: &["enter"],
        contexts: &[Address],
        help: "Open this address in the browser",
        hint: Some("open in the browser"),
        enabled: always,
        run: open_address,
    },
    Command {
        id: "copy-address",
        keys: &["y"],
        contexts: &[Address],
        help: "Copy this address",
        hint: Some("copy"),
        enabled: always,
        run: copy_shown,
    },
    Command {
        id: "copy-shown",
        keys: &["y", "enter"],
        contexts: &[Copying],
        help: "Copy the text that is shown",
        hint: Some("copy"),
        enabled: always,
        run: copy_shown,
    },
    Command {
        id: "next-choice",
        keys: &["tab", "right", "l"],
        contexts: &[Address, Copying],
        help: "Show the next one: another address, another format",
        hint: Some("next"),
        enabled: has_other_choice,
        run: |state, _| turn_choice(state, true),
    },
    Command {
        id: "previous-choice",
        keys: &["backtab", "left", "h"],
        contexts: &[Address, Copying],
        help: "Show the one before",
        hint: None,
        enabled: has_other_choice,
        run: |state, _| turn_choice(state, false),
    },
    Command {
        id: "leave-shown",
        keys: &["esc", "q", "backspace"],
        contexts: &[Address, Copying],
        help: "Leave the address or the text; nothing is opened",
        hint: Some("leave"),
        enabled: always,
        run: close_overlay,
    },
];
