//! The table itself: all commands, by topic. Its order is that of the help and, for the hints, of the bottom line.

mod filters;
mod going;
mod marks;
mod moving;
mod program;
mod sources;
mod views;

use super::Command;

/// The topics under which help lists the commands.
pub(super) const TOPICS: [(&str, &[Command]); 7] = [
    ("Going", going::COMMANDS),
    ("Moving", moving::COMMANDS),
    ("Views", views::COMMANDS),
    ("Filters and order", filters::COMMANDS),
    ("Sources and citations", sources::COMMANDS),
    ("Your own marks", marks::COMMANDS),
    ("The program", program::COMMANDS),
];

/// All commands, in the order in which help lists them.
pub const COMMANDS: &[Command] = &ALL;

const ALL: [Command; count()] = {
    let mut all = [TOPICS[0].1[0]; count()];
    let (mut topic, mut place) = (0, 0);
    while topic < TOPICS.len() {
        let mut command = 0;
        while command < TOPICS[topic].1.len() {
            all[place] = TOPICS[topic].1[command];
            command += 1;
            place += 1;
        }
        topic += 1;
    }
    all
};

/// How many there are.
const fn count() -> usize {
    let (mut topic, mut count) = (0, 0);
    while topic < TOPICS.len() {
        count += TOPICS[topic].1.len();
        topic += 1;
    }
    count
}
