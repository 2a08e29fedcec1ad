//! What has been drawn, in ASCII.

use ratatui::buffer::{Buffer, Cell};

use crate::app::ascii::plain;
use crate::app::wording::width;

/// Signs and marks, of the program and of the debate alike, in the ASCII that stands for them. Letters stay.
pub(super) fn in_ascii(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        for at in 0..row.len() {
            let mut letters = row[at].symbol().chars();
            let (Some(letter), None) = (letters.next(), letters.next()) else { continue };
            match plain(letter) {
                Some(mark) if mark.len() > 1 => leave_out(row, at),
                Some(sign) => _ = row[at].set_symbol(sign),
                None => {}
            }
        }
    }
}

/// What marks where something is left out.
const LEFT_OUT: &str = "...";

/// The same where there is no room for it: never a full stop, since what stands there is no sentence.
const SHORT: &str = "~";

/// Writes [`LEFT_OUT`] for the `…` in a cell: over the blanks beside it, or at the end of a text that was cut to its room in
/// place of its last word, where the text would have been cut for the longer mark.
fn leave_out(row: &mut [Cell], at: usize) {
    let is_tail = |row: &[Cell], at: usize| at > 0 && width(row[at - 1].symbol()) > 1;
    let is_blank = |row: &[Cell], at: usize| row[at].symbol() == " " && !is_tail(row, at);
    let is_letter = |row: &[Cell], at: usize| row[at].symbol().starts_with(|c: char| c.is_alphabetic() || c == '“');
    let behind = (at + 1..row.len()).take(3).take_while(|at| is_blank(row, *at)).count();
    let is_at_end = at + 1 + behind == row.len();
    let room = if is_at_end { behind } else { behind.saturating_sub(1) };
    if room >= 2 {
        write(row, at, at);
        return;
    }
    let stands_apart = at > 0 && is_blank(row, at - 1);
    if stands_apart && behind > 0 {
        write(row, at - 1, at);
        return;
    }
    let goes_on = !is_at_end && behind < 2 && is_letter(row, at + 1 + behind);
    let is_inside = !is_at_end && behind == 0 && !is_frame(row[at + 1].symbol());
    if stands_apart || goes_on || is_inside {
        row[at].set_symbol(SHORT);
        return;
    }
    // The text that is cut begins behind a frame or two blanks.
    let begins = |before: usize| {
        is_frame(row[before].symbol()) || (is_blank(row, before) && (before == 0 || is_blank(row, before - 1)))
    };
    let begin = (0..at).rev().find(|before| begins(*before)).map_or(0, |before| before + 1);
    let most = at.saturating_sub(2 - room).max(begin);
    let words = (begin..=most).rev().find(|end| is_blank(row, *end));
    let is_told = |end: &usize| (begin..*end).filter(|at| is_letter(row, *at)).count() > 1;
    let Some(mut end) = words.filter(is_told) else {
        row[at].set_symbol(SHORT);
        return;
    };
    while end > begin && (is_blank(row, end - 1) || matches!(row[end - 1].symbol(), "," | ";" | ":" | "." | "-")) {
        end -= 1;
    }
    write(row, end, at);
}

/// Writes the mark from one cell on, and blanks behind it up to where it stood.
fn write(row: &mut [Cell], from: usize, to: usize) {
    let last = to.max(from + LEFT_OUT.len() - 1).min(row.len() - 1);
    for (place, cell) in row[from..=last].iter_mut().enumerate() {
        cell.set_symbol(LEFT_OUT.get(place..=place).unwrap_or(" "));
    }
}

fn is_frame(symbol: &str) -> bool {
    symbol == "|" || symbol == "!" || symbol.starts_with(|c: char| matches!(c, '\u{2500}'..='\u{257f}'))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn what_is_left_out_is_marked_in_the_same_columns() {
        for (drawn, expected) in [
            ("plain", "plain"),
            ("◆ × ⊘ “Yes”", "* x / \"Yes\""),
            ("| Conclusion of the…     |", "| Conclusion of the...   |"),
            ("| Conclusion of the… |", "| Conclusion of...   |"),
            ("| Conclusion of the…  |", "| Conclusion of...    |"),
            ("| Conclusion of the…|", "| Conclusion of...  |"),
            ("| The… |", "| The~ |"),
            ("| ? Does… |", "| ? Does~ |"),
            ("| 討論討論… |", "| 討論討論~ |"),
            ("| 討論 討論… |", "| 討論...    |"),
            ("Fear, of…", "Fear..."),
            ("a cut one…   12", "a cut one... 12"),
            ("a cut one… 12", "a cut...   12"),
            ("1 … 9", "1...9"),
            ("being drawn …    ", "being drawn ..."),
            ("the end… of it", "the end~ of it"),
            ("the end […] of", "the end [~] of"),
            ("…", "~"),
        ] {
            let columns = u16::try_from(width(drawn)).expect("a line");
            let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: columns, height: 1 });
            buffer.set_string(0, 0, drawn, Style::new());
            in_ascii(&mut buffer);
            let mut seen = String::new();
            let mut left = 0;
            for cell in &buffer.content {
                if left == 0 {
                    seen.push_str(cell.symbol());
                    left = width(cell.symbol());
                }
                left -= 1;
            }
            assert_eq!(seen.trim_end(), expected, "{drawn}");
        }
    }
}
