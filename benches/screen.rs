//! How long it takes to see something: the first frame of the debate that is built in, and a key press and the frame
//! after it on debates of ten statements and of a hundred thousand.
//!
//! `cargo bench --bench screen`

mod support;

use std::sync::{Arc, OnceLock};

use agon::debate::Debate;
use agon::format::{self, Origin};
use divan::{Bencher, black_box};
use support::{Shape, debate, draw, open, press, terminal};

const BUILT_IN: &[u8] = include_bytes!("../data/platform-liability.yaml");

const SIZES: [usize; 3] = [10, 10_000, 100_000];

fn main() {
    divan::main();
}

fn made(size: usize, shape: Shape) -> &'static Arc<Debate> {
    static MADE: [OnceLock<Arc<Debate>>; SIZES.len() * 3] = [const { OnceLock::new() }; SIZES.len() * 3];
    let place = SIZES.iter().position(|other| *other == size).unwrap_or(0);
    MADE[place * 3 + shape as usize].get_or_init(|| debate(size, shape))
}

/// All there is between the bytes of a file and its first screen.
#[divan::bench]
fn first_frame_of_the_built_in_debate(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let debate = format::read(black_box(BUILT_IN), &Origin::named("built in")).ok().map(Arc::new);
        if let Some(debate) = debate {
            draw(&mut terminal(), &open(&debate));
        }
    });
}

/// The first screen of a debate that has been read.
#[divan::bench(args = SIZES, max_time = 1)]
fn first_frame(bencher: Bencher<'_, '_>, size: usize) {
    let debate = made(size, Shape::Even);
    bencher.bench(|| draw(&mut terminal(), &open(black_box(debate))));
}

/// The keys that search for the last statement.
fn find_last(size: usize) -> String {
    let digits: Vec<String> = (size - 1).to_string().chars().map(String::from).collect();
    format!("/ {}", digits.join(" "))
}

/// One key and the frame after it; `before` leads to where it is pressed.
fn key(bencher: Bencher<'_, '_>, size: usize, shape: Shape, before: &str, key: &str) {
    let mut state = open(made(size, shape));
    press(&mut state, before);
    bencher.with_inputs(|| (state.clone(), terminal())).bench_local_refs(|(state, terminal)| {
        press(state, black_box(key));
        draw(terminal, state);
    });
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "l l l j l j", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn open_the_question(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "", "l");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn open_everything(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "", "E");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn last(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "E", "G");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn screen_down(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "E", "pagedown");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn first_reply(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "l j", "r");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn close_all(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "E", "C");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn actor(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "", "a");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_on_an_actors_page(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "a", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn select_what_half_of_all_reply_to(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Wide, "l", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn open_what_half_of_all_reply_to(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Wide, "l j", "l");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_among_what_half_of_all_reply_to(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Wide, "l j l j", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_on_the_page_of_what_half_of_all_reply_to(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Wide, "l j enter", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn go_to_the_end_of_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, &find_last(size), "enter");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_in_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, "E", "j");
}

/// From one view to the next: exchange, people, grid, sources, time, gaps.
#[divan::bench(args = SIZES, max_time = 1)]
fn exchange(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "l j l j", "x");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn exchange_of_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, &format!("{} enter", find_last(size)), "x");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_in_the_exchange_of_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, &format!("{} enter x", find_last(size)), "k");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn people(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "v", "v");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn grid(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "", "w");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn right_in_the_grid(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "w", "l");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_in_time(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "v v v v v", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn gaps(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "v v v v v", "v");
}

/// The first letter; the index is there from the letter before.
#[divan::bench(args = SIZES, max_time = 1)]
fn search_a_letter(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "/ s", "t");
}

/// Hits far down in a thread: the way to each is told.
#[divan::bench(args = SIZES, max_time = 1)]
fn search_at_the_end_of_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, "/ 9 9 9 9", "9");
}

/// The filters of a debate, with what each leaves.
#[divan::bench(args = SIZES, max_time = 1)]
fn offer_filters(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "", "f");
}

/// Nearly everything is left: no filter shows more.
#[divan::bench(args = SIZES, max_time = 1)]
fn filter(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "f a r g u m e n t s", "enter");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn filter_a_thread(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Deep, "f u n a n s w e r e d", "enter");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn down_in_what_is_filtered(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Even, "f a r g u m e n t s enter", "j");
}

#[divan::bench(args = SIZES, max_time = 1)]
fn sort_what_half_of_all_reply_to(bencher: Bencher<'_, '_>, size: usize) {
    key(bencher, size, Shape::Wide, "l j l", "O");
}
