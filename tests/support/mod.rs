//! Driving the program without a terminal: keys in, states and screens out.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::panic, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(missing_docs, unreachable_pub, reason = "nobody sees it but the tests")]

use std::sync::Arc;

use agon::app::marks::Marks;
use agon::app::{Action, Effect, Key, Shelf, ShelfEntry, Size, State, Work, update};
use agon::debate::Debate;
use agon::format::{self, Origin};
use agon::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

pub const BUILT_IN: &[u8] = include_bytes!("../../data/platform-liability.yaml");

/// A small debate in which everything occurs.
pub const TRAINS: &str = "
agon: 1
title: Night trains
actors:
  ana: {name: Ana Díaz, role: Economist}
  bo: {name: Bo Lind}
sources:
  hearing: {title: Hearing on night trains}
  letter: {title: A letter to the editor}
questions:
  subsidy: {text: Should night trains be subsidised?}
  sleep: {text: Does anybody sleep on them?}
positions:
  yes: {answers: subsidy, text: 'Yes: they pay back.', said: {by: ana, in: hearing}}
  no: {answers: subsidy, text: 'No: they are a luxury.', said: {by: bo, in: letter}}
arguments:
  fuel: {text: Planes pay no tax on fuel., supports: yes, said: {by: ana, in: hearing, quote: no tax}}
  empty: {text: They run empty in winter., rebuts: yes, said: [{by: bo, in: letter}, {by: ana, stance: concedes}]}
  winter: {text: That counts only winter., undercuts: empty, said: {by: ana, in: hearing}}
  snow: {text: Winter lasts half the year there., rebuts: winter, supports: empty, said: {by: bo, in: letter}}
  circle: {text: So says the other., supports: circled}
  circled: {text: So says the one., supports: circle}
";

/// A debate from YAML.
pub fn debate(bytes: &[u8]) -> Arc<Debate> {
    match format::read(bytes, &Origin::named("test")) {
        Ok(debate) => Arc::new(debate),
        Err(report) => panic!("{}", format::human(&report, false)),
    }
}

pub fn size(width: u16, height: u16) -> Size {
    Size { width, height }
}

/// The program with these debates open.
pub fn open(debates: &[&Arc<Debate>], size: Size) -> State {
    let entries = debates
        .iter()
        .zip(1..)
        .map(|(debate, number)| ShelfEntry {
            name: format!("debate-{number}.yaml"),
            folder: Some("/debates".into()),
            debate: Ok(Arc::clone(debate)),
            is_stale: false,
        })
        .collect();
    State::new(Shelf { entries }, size)
}

/// The program with one debate open whose marks are kept.
pub fn open_with(debate: &Arc<Debate>, marks: Marks, size: Size) -> State {
    open(&[debate], size).with_marks(vec![Some(marks)])
}

/// Has the maps drawn that were asked for.
pub fn draw_maps(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Work(work @ Work::Map(_)) = effect {
            work.clone().run().into_iter().for_each(|drawn| drop(update(state, drawn)));
        }
    }
}

/// Presses keys by their names, blanks between them; `type:word` types a word, with `_` for a blank; `rest` lets a while
/// pass.
pub fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in keys.split_whitespace() {
        if let Some(text) = word.strip_prefix("type:") {
            for c in text.replace('_', " ").chars() {
                effects.extend(update(state, Action::Key(c.into())));
            }
        } else if word == "rest" {
            effects.extend(update(state, Action::Rested));
        } else {
            let key: Key = word.parse().expect(word);
            effects.extend(update(state, Action::Key(key)));
        }
    }
    effects
}

/// What is drawn.
pub fn buffer(state: &State, theme: Theme) -> Buffer {
    let Size { width, height } = state.size();
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
    terminal.draw(|frame| ui::draw(frame, state, theme)).expect("a frame");
    terminal.backend().buffer().clone()
}

/// What is drawn, as lines of text without blanks at their ends.
pub fn screen(state: &State) -> String {
    let buffer = buffer(state, Theme::default());
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0_usize;
        for x in 0..buffer.area.width {
            let Some(cell) = buffer.cell((x, y)) else { continue };
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            skip = agon::app::wording::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The id of the selected statement, what the page shows, and the pane with the focus, as one line.
pub fn whereabouts(state: &State) -> String {
    use agon::app::{Pane, Place};
    let Some(reading) = state.reading() else { return format!("shelf {}", state.shelf_selection().row()) };
    let debate = reading.debate();
    let row = reading.outline().selected().map_or("-", |index| &*debate.statement(index).id);
    let place = match reading.place() {
        Some(Place::Statement(index)) => debate.statement(index).id.to_string(),
        Some(Place::Between(one, other)) => format!("between {} {}", debate.actor(one).id, debate.actor(other).id),
        Some(Place::Actor(index)) => format!("actor {}", debate.actor(index).id),
        Some(Place::Source(index)) => format!("source {}", debate.source(index).id),
        Some(Place::Event(index)) => format!("event {}", index.place()),
        Some(Place::Tag(index)) => format!("tag {}", debate.tag(index).name),
        None => "nothing".to_owned(),
    };
    let pane = match reading.pane() {
        Pane::Outline => "outline",
        Pane::Page => "page",
    };
    format!("{row} / {place} / {pane}")
}

/// The number of the first line of the exchange on the screen, and how many lines there are in all.
pub fn lines_of_exchange(state: &State) -> (usize, usize) {
    let (Some(reading), Some(area)) = (state.reading(), state.regions().exchange) else { panic!("no exchange") };
    let Some(exchange) = reading.exchange() else { panic!("no exchange") };
    let lines = exchange.lines(reading.debate(), area.width.into());
    let first = lines.windows(exchange.shown().len()).position(|lines| lines == exchange.shown());
    (first.expect("lines of the exchange"), lines.len())
}
