//! What holds for every debate, every key and every size of the screen.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/random.rs"]
mod random;
mod support;

use std::collections::HashSet;
use std::sync::Arc;

use agon::app::command::COMMANDS;
use agon::app::problems::Problems;
use agon::app::quoted_text::QuotedText;
use agon::app::wording::width;
use agon::app::{
    Action, Cell, Context, Effect, Key, KeyCode, Mouse, MouseKind, Overlay, Pane, Place, Reading, Settings, Size,
    State, ThemeName, View, settings, update,
};
use agon::debate::{Debate, StatementIndex, Text, clean, clean_line};
use agon::format::{self, Origin};
use agon::ui::Theme;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use support::{buffer, draw_maps, open, size, whereabouts};

/// What a reader may do.
#[derive(Debug, Clone)]
enum Step {
    /// A key of the table, whatever has the focus.
    Any(Index),
    /// A key that does something here.
    Here(Index),
    /// A character out of the way.
    Type(char),
    Paste(String),
    /// Something done with the mouse, as shares of the screen; a few cells lie beyond it.
    Mouse(MouseKind, Index, Index),
    Resize(Size),
    /// Reads the local text of a source, where there is one.
    Read,
}

/// A key that goes somewhere and remembers where the reader was.
const JUMPS: [&str; 16] = ["r", "u", "s", "a", "1", "2", "3", "4", "5", "6", "7", "8", "9", "enter", "enter", "enter"];

fn sizes() -> impl Strategy<Value = Size> {
    prop_oneof![
        2 => select(vec![size(0, 0), size(1, 1), size(20, 5), size(40, 12), size(80, 24), size(120, 40)]),
        2 => (0..70_u16, 0..20_u16).prop_map(|(width, height)| size(width, height)),
        1 => (60..=250_u16, 10..=80_u16).prop_map(|(width, height)| size(width, height)),
        1 => (0..250_u16, 0..4_u16).prop_map(|(width, height)| size(width, height)),
        1 => (0..4_u16, 0..80_u16).prop_map(|(width, height)| size(width, height)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => any::<Index>().prop_map(Step::Here),
        4 => any::<Index>().prop_map(Step::Any),
        2 => prop_oneof![select("aeiousw討\u{202e}\u{200b}\u{200d}\u{301}\u{9b}\u{7}👩لا ".chars().collect::<Vec<_>>()), any::<char>()]
            .prop_map(Step::Type),
        1 => random::raw_text().prop_map(Step::Paste),
        2 => sizes().prop_map(Step::Resize),
        8 => (mouse(), any::<Index>(), any::<Index>()).prop_map(|(kind, x, y)| Step::Mouse(kind, x, y)),
        1 => Just(Step::Read),
    ]
}

fn mouse() -> impl Strategy<Value = MouseKind> {
    use MouseKind::{Drag, Press, Release, WheelDown, WheelLeft, WheelRight, WheelUp};
    prop_oneof![
        4 => Just(Press),
        4 => select(vec![Drag, Release, WheelUp, WheelDown, WheelLeft, WheelRight]),
    ]
}

fn themes() -> impl Strategy<Value = Theme> {
    (select(ThemeName::ALL.to_vec()), any::<bool>()).prop_map(|(name, ascii)| Theme { name, ascii })
}

/// No settings, some, and a keymap of almost nothing.
fn settled() -> impl Strategy<Value = Settings> {
    let nothing: Vec<String> = COMMANDS.iter().map(|command| format!("{}: none", command.id)).collect();
    let some = "keys: {go: o, move-down: [ctrl-n, e], go-to-number: [alt-a, b, alt-c], clear: ctrl-k, help: none}";
    let texts = vec![String::new(), some.to_owned(), format!("keys: {{{}}}", nothing.join(", "))];
    select(texts).prop_map(|text| settings::read(text.as_bytes(), &Origin::named("config.yaml")).0)
}

fn take(state: &mut State, step: &Step) {
    let keys = |context: Option<Context>| -> Vec<Key> {
        let keymap = state.keymap();
        let of = |context: Context| COMMANDS.iter().flat_map(move |command| keymap.keys(command, context)).copied();
        context.map_or_else(|| Context::ALL.into_iter().flat_map(of).collect(), |context| of(context).collect())
    };
    let action = match step {
        Step::Read => {
            key(state, "esc");
            key(state, "alt-4");
            Action::Key('t'.into())
        }
        Step::Any(index) => Action::Key(*index.get(&keys(None))),
        Step::Here(index) => Action::Key(*index.get(&keys(Some(state.context())))),
        Step::Type(c) => Action::Key(Key::from(KeyCode::Char(*c))),
        Step::Paste(text) => Action::Paste(text.clone()),
        Step::Mouse(kind, x, y) => {
            let cell =
                |share: &Index, cells: u16| u16::try_from(share.index(usize::from(cells) + 2)).unwrap_or(u16::MAX);
            let at = Cell { x: cell(x, state.size().width), y: cell(y, state.size().height) };
            Action::Mouse(Mouse { kind: *kind, at })
        }
        Step::Resize(size) => Action::Resize(*size),
    };
    let effects = update(state, action);
    draw_maps(state, &effects);
    for effect in effects {
        // A text that is asked for comes at once. It holds some of the quotes, and what would act on a terminal.
        if let Effect::ReadText(request) = effect {
            let some = request.quotes.iter().step_by(2).map(|(_, quote)| format!("{quote}\u{1b}[2J\n"));
            let text = Ok(Arc::new(QuotedText::new(&some.collect::<String>(), &request.quotes)));
            update(state, Action::TextRead { entry: request.entry, source: request.source, text });
        }
    }
}

/// The chosen quote of a text is on the screen.
fn the_chosen_quote_is_seen(state: &State) -> Result<(), TestCaseError> {
    let Some(text) = state.reading().and_then(agon::app::Reading::source_text) else { return Ok(()) };
    let rows = text.rows(state.size());
    let (Some(chosen), Some(first), Some(last)) = (text.chosen(), rows.first(), rows.last()) else { return Ok(()) };
    let seen = text.quoted().quotes()[chosen].parts.iter().any(|part| part.start < last.end && part.end > first.start);
    prop_assert!(seen, "quote {} in {:?}", chosen, rows);
    Ok(())
}

/// Nothing on the screen acts on the terminal, hides or turns round what stands beside it.
fn nothing_deceives(buffer: &Buffer) -> Result<(), TestCaseError> {
    for cell in buffer.content() {
        // A joiner that a script calls for ends its letter's cell; what it joins to stands in the next.
        let symbol = cell.symbol().trim_end_matches(['\u{200c}', '\u{200d}']);
        prop_assert_eq!(clean(symbol), symbol);
        prop_assert!(!symbol.contains('\n'), "{:?}", symbol);
    }
    Ok(())
}

/// The letters and marks that may be on an ASCII screen: the debate's and what was typed.
fn own_letters(state: &State, debate: &Debate) -> HashSet<char> {
    let mut letters = HashSet::new();
    let mut read = |text: &str| letters.extend(text.chars().flat_map(char::to_uppercase).chain(text.chars()));
    let all = |texts: &[&Option<Text>]| texts.iter().filter_map(|text| text.as_deref()).collect::<Vec<_>>().join("");
    read(debate.title());
    for statement in debate.statements().iter() {
        read(statement.wording());
        read(&all(&[&statement.about, &statement.note]));
        for said in &statement.said {
            read(&all(&[&said.quote, &said.place]));
        }
    }
    for actor in debate.actors() {
        read(&actor.name);
        read(&all(&[&actor.role, &actor.note]));
        actor.aka.iter().for_each(|aka| read(aka));
    }
    for source in debate.sources() {
        read(&source.title);
        read(&all(&[&source.kind, &source.publisher, &source.note]));
        source.authors.iter().for_each(|author| read(author));
    }
    debate.events().iter().for_each(|event| read(&event.text));
    debate.tags().iter().for_each(|tag| read(&tag.name));
    if let Some(text) = state.reading().and_then(agon::app::Reading::source_text) {
        read(text.quoted().text());
    }
    if let Some(Overlay::Address(address)) = state.overlay() {
        read(address.url().as_str());
    }
    if let Some(Overlay::Copying(copying)) = state.overlay() {
        read(copying.text());
    }
    if let Some(Overlay::Palette(palette)) = state.overlay() {
        read(&clean_line(palette.menu().typed().text()));
    }
    if let Some(Overlay::Filters(menu)) = state.overlay() {
        read(&clean_line(menu.typed().text()));
    }
    if let Some(Overlay::Note(note)) = state.overlay() {
        read(note.field().text());
    }
    let marks = state.reading().map(agon::app::Reading::marks);
    marks.iter().flat_map(|marks| marks.notes.values()).for_each(|note| read(&note.text));
    if let Some(Overlay::Search(finder)) = state.overlay() {
        read(&clean_line(finder.typed().text()));
        finder.corrections().iter().for_each(|correction| read(&correction.shown));
        finder.queries().iter().for_each(|query| read(&clean_line(query)));
        finder.told_lines(100).iter().for_each(|told| read(&told.words));
    }
    letters
}

/// The selected row is on the screen and looks selected; the chosen link is on the screen.
fn what_is_chosen_is_seen(state: &State, buffer: &Buffer) -> Result<(), TestCaseError> {
    let Some(reading) = state.reading().filter(|reading| reading.source_text().is_none()) else { return Ok(()) };
    let regions = state.regions();
    let outline = reading.outline();
    // Lists keep to themselves: the same statement may stand in them for several reasons.
    if let (Some(Place::Statement(shown)), None, None) = (reading.place(), reading.listing(), reading.grid()) {
        prop_assert_eq!(outline.selected(), Some(shown), "outline and page tell different statements");
    }
    // The other views put a list or the exchange in place of the outline.
    if let Some(area) = regions.outline
        && !outline.is_empty()
        && reading.listing().is_none()
        && reading.exchange().is_none()
        && reading.grid().is_none()
    {
        let row = outline.selection().row().checked_sub(outline.selection().top());
        let row = row.and_then(|row| u16::try_from(row).ok()).filter(|row| *row < area.height);
        prop_assert!(
            row.is_some(),
            "row {} from {} in {:?}",
            outline.selection().row(),
            outline.selection().top(),
            area
        );
        if state.context() == Context::Outline {
            // What stands behind a wide letter belongs to it and is never sent to the terminal.
            let mut x = area.x;
            while x < area.x + area.width {
                let cell = buffer.cell((x, area.y + row.unwrap_or(0)));
                prop_assert!(cell.is_some_and(|cell| cell.modifier.contains(Modifier::REVERSED)), "column {}", x);
                x += cell.map_or(1, |cell| u16::try_from(width(cell.symbol())).unwrap_or(1).max(1));
            }
        }
    }
    if let Some(listing) = reading.listing()
        && let Some(area) = regions.outline
        && !listing.is_empty()
    {
        let shown = listing.selection().top()..listing.selection().top() + usize::from(area.height);
        prop_assert!(
            shown.contains(&listing.selection().row()),
            "row {} not in {:?}",
            listing.selection().row(),
            shown
        );
    }
    if let Some(grid) = reading.grid() {
        let Some(regions) = state.regions().grid else { return Ok(()) };
        for (selection, shown, of) in [
            (grid.row(), regions.rows(), grid.stands().actors().len()),
            (grid.column(), regions.columns(), grid.stands().answers().len()),
        ] {
            let rows = selection.top()..selection.top() + shown;
            prop_assert!(rows.contains(&selection.row()) || shown == 0, "{selection:?} of {of} in {regions:?}");
            prop_assert!(selection.row() < of.max(1));
        }
    }
    if reading.exchange().is_some() || reading.grid().is_some() {
        return Ok(());
    }
    if let (Some(area), Some(page), Pane::Page) = (regions.page, reading.page(), reading.pane()) {
        let lines = reading.scroll()..reading.scroll() + usize::from(area.height);
        let seen = |link: &agon::app::page::Link| link.last >= lines.start && link.first < lines.end;
        match reading.chosen() {
            Some(link) => prop_assert!(seen(&link), "{:?} not in {:?}", link, lines),
            None => prop_assert!(!page.links.iter().any(seen), "a link is on the screen and none is chosen"),
        }
    }
    Ok(())
}

/// What is chosen is on the map, the window is on the map, and every frame stands where the drawing has it, whatever is
/// written in its box.
fn the_map_is_sound(state: &State, buffer: &Buffer) -> Result<(), TestCaseError> {
    let reading = state.reading().filter(|_| state.overlay().is_none());
    let Some((reading, map)) = reading.and_then(|reading| Some((reading, reading.map()?))) else { return Ok(()) };
    let (Some(regions), Some(drawing)) = (state.regions().map, map.drawing()) else { return Ok(()) };
    let chosen = reading.outline().selected().and_then(|selected| drawing.area(selected));
    prop_assert!(chosen.is_some() || map.is_awaited(), "{:?} is not on the map", reading.outline().selected());
    let (window, area) = (map.window(), regions.window);
    let shown = (u16::try_from(window.width), u16::try_from(window.height));
    prop_assert_eq!(shown, (Ok(area.width), Ok(area.height)));
    let (width, height) = drawing.plan().size();
    prop_assert!(window.x <= 0 || window.x + window.width <= width, "{window:?} of {width}");
    prop_assert!(window.y <= 0 || window.y + window.height <= height, "{window:?} of {height}");
    let overview = map.overview(area).map(|overview| overview.area).unwrap_or_default();
    for boxed in drawing.plan().boxes() {
        let right = boxed.x + boxed.width - 1 - window.x;
        for row in boxed.y - window.y..boxed.y + boxed.height - window.y {
            let (Ok(x), Ok(y)) = (u16::try_from(right), u16::try_from(row)) else { continue };
            let at = Cell { x: area.x + x, y: area.y + y };
            if x >= area.width || y >= area.height || overview.place(at).is_some() {
                continue;
            }
            let drawn = buffer.cell((at.x, at.y)).map(ratatui::buffer::Cell::symbol);
            prop_assert!(drawn.is_some_and(|drawn| drawn != " "), "{boxed:?} has no frame at {at:?}");
        }
    }
    Ok(())
}

fn holds(state: &State, debate: &Debate, theme: Theme) -> Result<(), TestCaseError> {
    let drawn = buffer(state, theme);
    prop_assert_eq!(&buffer(state, theme), &drawn);
    nothing_deceives(&drawn)?;
    the_chosen_quote_is_seen(state)?;
    what_is_chosen_is_seen(state, &drawn)?;
    the_map_is_sound(state, &drawn)?;
    if theme.name == ThemeName::Mono {
        let coloured = drawn.content().iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
        prop_assert!(!coloured);
    }
    if theme.ascii {
        let own = own_letters(state, debate);
        for cell in drawn.content() {
            let foreign: String = cell.symbol().chars().filter(|c| !c.is_ascii() && !own.contains(c)).collect();
            prop_assert_eq!(foreign, "", "in {:?}", state.context());
        }
    }
    Ok(())
}

/// Where the reader is.
fn spot(state: &State) -> (Option<Place>, Option<Pane>, Vec<StatementIndex>) {
    let reading = state.reading();
    (
        reading.and_then(agon::app::Reading::place),
        reading.map(agon::app::Reading::pane),
        reading.map(|reading| reading.outline().upwards().collect()).unwrap_or_default(),
    )
}

/// What somebody saves: one of the debates, or something that is none.
fn saved() -> impl Strategy<Value = Result<Index, String>> {
    prop_oneof![3 => any::<Index>().prop_map(Ok), 1 => random::raw_text().prop_map(Err)]
}

/// Whoever is at something that is still there is at the same thing, in the same view.
fn the_place_is_kept(before: &State, after: &State) -> Result<(), TestCaseError> {
    let (Some(old), Some(new)) = (before.reading(), after.reading()) else { return Ok(()) };
    let id = |reading: &Reading, index: StatementIndex| reading.debate().statement(index).id.to_string();
    let still = |id: &String| new.debate().statement_by_id(id).is_some();
    let Some(Place::Statement(here)) = old.place() else { return Ok(()) };
    // The grid has columns for positions only.
    if old.view() == View::Grid || !still(&id(old, here)) || old.problem().is_some() || old.gone().is_some() {
        return Ok(());
    }
    // A view that has nothing to show any more is left, and a list may have lost the entry.
    if new.view() == old.view() && new.listing().is_none() {
        prop_assert_eq!(new.outline().selected().map(|index| id(new, index)), Some(id(old, here)));
        prop_assert_eq!(new.place(), new.outline().selected().map(Place::Statement));
    }
    Ok(())
}

fn key(state: &mut State, name: &str) {
    update(state, Action::Key(name.parse().expect(name)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn every_key_is_survived_and_every_screen_is_sound(
        debate in random::debate(),
        theme in themes(),
        first in sizes(),
        steps in vec(step(), 0..25),
        shelf in prop_oneof![9 => Just(false), 1 => Just(true)],
        settings in settled(),
    ) {
        let debates: &[&Arc<Debate>] = if shelf { &[&debate, &debate] } else { &[&debate] };
        let mut state = open(debates, first).with_ascii(theme.ascii).with_settings(settings).with_mouse(true);
        holds(&state, &debate, theme)?;
        for step in &steps {
            take(&mut state, step);
            holds(&state, &debate, theme)?;
        }
    }

    #[test]
    fn what_is_saved_meanwhile_breaks_nothing_and_keeps_the_place(
        debates in vec(random::debate(), 2..4),
        first in sizes(),
        steps in vec((step(), proptest::option::weighted(0.3, saved())), 0..25),
    ) {
        let mut state = open(&[&debates[0]], first).with_mouse(true);
        for (step, saved) in &steps {
            take(&mut state, step);
            if let Some(saved) = saved {
                let before = state.clone();
                let outcome = match saved {
                    Ok(index) => Ok(Arc::clone(index.get(&debates))),
                    Err(text) => {
                        let yaml = format!("agon: 1\n{text}: [");
                        Err(Arc::new(Problems::of(format::check(yaml.as_bytes(), &Origin::named("a\tb")))))
                    }
                };
                update(&mut state, Action::Reloaded { entry: 0, outcome: outcome.clone() });
                if let Ok(debate) = &outcome {
                    prop_assert_eq!(state.debate(0), Some(&**debate));
                }
                the_place_is_kept(&before, &state)?;
                let again = format!("{:?}", state.reading());
                update(&mut state, Action::Reloaded { entry: 0, outcome });
                prop_assert_eq!(format!("{:?}", state.reading()), again, "the same once more");
            }
            let debate = Arc::clone(state.shelf().entries[0].debate.as_ref().expect("it stays open"));
            holds(&state, &debate, Theme::default())?;
        }
    }

    #[test]
    fn back_undoes_a_jump(
        debate in random::debate(),
        first in sizes(),
        steps in vec(step(), 0..12),
        jump in select(JUMPS.to_vec()),
        query in proptest::option::weighted(0.3, select("aeowr1".chars().collect::<Vec<_>>())),
    ) {
        let mut state = open(&[&debate], first).with_mouse(true);
        for step in &steps {
            take(&mut state, step);
        }
        while state.overlay().is_some() {
            key(&mut state, "esc");
        }
        let before = (spot(&state), whereabouts(&state));
        if let Some(query) = query {
            key(&mut state, "/");
            update(&mut state, Action::Key(query.into()));
            key(&mut state, "enter");
            if state.overlay().is_some() {
                key(&mut state, "esc");
            }
        } else {
            key(&mut state, jump);
        }
        if spot(&state) != before.0 {
            key(&mut state, "backspace");
            prop_assert_eq!((spot(&state), whereabouts(&state)), before);
        }
    }
}
