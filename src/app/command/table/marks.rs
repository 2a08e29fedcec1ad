//! The reader's own marks, and the file that is read.

use crate::app::command::Command;
use crate::app::command::Context::{Exchange, Grid, Listing, Map, Note, Outline, Page, Shelf, Text};
use crate::app::command::editing::{can_edit, edit, has_changes, has_problems, list_changes, list_problems};
use crate::app::command::going::always;
use crate::app::command::marking::{
    bookmark, can_mark, can_toggle_read, discard_note, has_marks, has_unread, keep_note, list_marks, next_unread,
    on_field, toggle_read, write_note,
};

/// In the order of help.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        id: "bookmark",
        keys: &["m"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Set a bookmark on this statement, or take it away",
        hint: Some("mark"),
        enabled: can_mark,
        run: bookmark,
    },
    Command {
        id: "note",
        keys: &["A"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Write a note of your own on this statement, or go on writing it",
        hint: None,
        enabled: can_mark,
        run: write_note,
    },
    Command {
        id: "marks",
        keys: &["M"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "List the bookmarks and notes, also those whose statement has gone from the debate",
        hint: None,
        enabled: has_marks,
        run: list_marks,
    },
    Command {
        id: "next-unread",
        keys: &["U"],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Go to the next statement that has not been read: whose page has not stood for a second",
        hint: None,
        enabled: has_unread,
        run: next_unread,
    },
    Command {
        id: "toggle-read",
        keys: &["."],
        contexts: &[Outline, Listing, Page, Exchange, Grid, Map],
        help: "Mark this statement as unread, or as read",
        hint: None,
        enabled: can_toggle_read,
        run: toggle_read,
    },
    Command {
        id: "edit",
        keys: &["e"],
        contexts: &[Shelf, Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "Open your editor where this is written in the file; what you save shows up here",
        hint: None,
        enabled: can_edit,
        run: edit,
    },
    Command {
        id: "changes",
        keys: &["d"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "List what has changed in the file since you last saw the debate",
        hint: None,
        enabled: has_changes,
        run: list_changes,
    },
    Command {
        id: "problems",
        keys: &["!"],
        contexts: &[Outline, Listing, Page, Exchange, Text, Grid, Map],
        help: "List what is wrong with the file as it was saved last",
        hint: Some("errors"),
        enabled: has_problems,
        run: list_problems,
    },
    Command {
        id: "keep-note",
        keys: &["esc", "ctrl-s"],
        contexts: &[Note],
        help: "Keep the note and leave it; an empty one is none",
        hint: Some("keep"),
        enabled: always,
        run: keep_note,
    },
    Command {
        id: "undo",
        keys: &["ctrl-z"],
        contexts: &[Note],
        help: "Take the last change of the text back",
        hint: Some("undo"),
        enabled: always,
        run: |state, _| {
            on_field(state, |field| {
                field.undo();
            })
        },
    },
    Command {
        id: "redo",
        keys: &["ctrl-y"],
        contexts: &[Note],
        help: "Make the change again that was taken back",
        hint: Some("redo"),
        enabled: always,
        run: |state, _| {
            on_field(state, |field| {
                field.redo();
            })
        },
    },
    Command {
        id: "discard-note",
        keys: &["ctrl-x"],
        contexts: &[Note],
        help: "Leave the note as it was before",
        hint: Some("leave as it was"),
        enabled: always,
        run: discard_note,
    },
];
