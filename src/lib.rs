//! agon: explore a debate in a terminal.
//!
//! A debate is a file: questions, the positions people take on them, the arguments for and against, who said what in
//! which source. The crate is a house of rooms, and imports go only downwards in this list:
//!
//! - [`cli`]: the command line, one file a command;
//! - [`terminal`]: the only code that touches a terminal, the clock, signals;
//! - [`ui`]: the view, a pure function of state and theme to a frame;
//! - [`app`]: the state, the command table and `update`;
//! - [`map`]: the drawn argument map, on a character grid and as a file;
//! - [`search`]: query, index, ranking, highlights;
//! - [`mod@format`]: bytes to debate, and everything wrong on the way;
//! - [`debate`]: what a debate is, the walks over its graph, and the one door that cleans text.

pub mod app;
pub mod cli;
pub mod debate;
pub mod format;
pub mod map;
pub mod search;
pub mod terminal;
pub mod ui;
