//! Cuts a text into JSON values, and finds the way back after a broken one.

use serde_json::Value;
use serde_json::error::Category;
use wireroom_model::SetAsideCode;

use super::lenient;
use crate::intake::Problem;

/// A value, or what is wrong in its place, and the line (from 1) that it begins on.
pub(super) struct Piece {
    pub(super) line: usize,
    pub(super) value: Result<Read, Broken>,
}

/// A value that was read.
pub(super) struct Read {
    pub(super) value: Value,
    /// What had to be mended first.
    pub(super) mended: Option<&'static str>,
}

/// A stretch that was not.
pub(super) struct Broken {
    pub(super) problem: Problem,
    /// Whether it fails because the text ends.
    pub(super) cut_short: bool,
}

/// All values of `text`, in order. Values may be parted by white space, commas and the brackets of
/// one array around them. With `cut`, a last line that does not end is expected to be broken.
pub(super) fn pieces(text: &str, cut: bool) -> Vec<Piece> {
    let mut cursor = Cursor { text, at: 0, line: 1 };
    let mut out = Vec::new();
    let by_line = cut && !text.trim_start().starts_with('[') || has_line_records(&cursor);
    if by_line {
        lines(cursor, &mut out);
        return out;
    }
    while cursor.skip_separators() {
        let line = cursor.line;
        match cursor.value() {
            Ok(value) => out.push(Piece { line, value: Ok(value) }),
            Err(broken) => {
                let next = Cursor { at: cursor.next_line(), line: cursor.line, ..cursor };
                let next = Cursor { line: line + newlines(text, cursor.at, next.at), ..next };
                out.push(Piece { line, value: Err(broken) });
                if has_line_records(&next) {
                    lines(next, &mut out);
                }
                break;
            }
        }
    }
    out
}

/// Whether one of the next few lines is a whole record, which makes the text JSON Lines, unless
/// its first value spans several lines.
fn has_line_records(cursor: &Cursor<'_>) -> bool {
    const FEW: usize = 20;
    let rest = cursor.rest();
    if rest.trim_start().starts_with('[') {
        return false;
    }
    let mut probe = Cursor { ..*cursor };
    if probe.skip_separators() && probe.value().is_ok() {
        let first = rest.get(..probe.at - cursor.at).unwrap_or_default();
        return !first.trim().contains('\n');
    }
    rest.lines().filter(|line| !line.trim().is_empty()).take(FEW).any(|line| {
        let line = line.trim().trim_end_matches(',');
        line.starts_with('{') && serde_json::from_str::<Value>(line).is_ok()
    })
}

/// Reads what is left line by line; a line may hold several values.
fn lines(start: Cursor<'_>, out: &mut Vec<Piece>) {
    let mut number = start.line;
    for line in start.rest().split('\n') {
        let mut cursor = Cursor { text: line, at: 0, line: number };
        while cursor.skip_separators() {
            let value = cursor.value();
            let broken = value.is_err();
            out.push(Piece { line: number, value });
            if broken {
                break;
            }
        }
        number += 1;
    }
}

#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn advance(&mut self, to: usize) {
        self.line += newlines(self.text, self.at, to);
        self.at = to.min(self.text.len());
    }

    /// Moves to the next value; whether there is one.
    fn skip_separators(&mut self) -> bool {
        let rest = self.rest();
        let value =
            rest.trim_start_matches([' ', '\t', '\r', '\n', ',', '[', ']', '\u{1e}', '\u{feff}']);
        self.advance(self.at + rest.len() - value.len());
        !value.is_empty()
    }

    /// Reads the value that begins here and moves behind it; stays on an error.
    fn value(&mut self) -> Result<Read, Broken> {
        let rest = self.rest();
        let (error, offset) = match first_value(rest) {
            Ok((value, length)) => {
                self.advance(self.at + length);
                return Ok(Read { value, mended: None });
            }
            Err(found) => found,
        };
        // Mending costs a copy of the rest: only within a line, so that it is paid once.
        let line = rest.split('\n').next().unwrap_or_default();
        if let Some(mended) = lenient::mend(line)
            && let Ok(value) = serde_json::from_str(mended.trim().trim_end_matches(','))
        {
            self.advance(self.at + line.len());
            let mended = "not valid JSON; read with NaN as null, lone surrogates as U+FFFD and \
                          control characters escaped";
            return Ok(Read { value, mended: Some(mended) });
        }
        Err(broken(&error, self.line, column(self.text, offset + self.at)))
    }

    /// Where the next line begins.
    fn next_line(&self) -> usize {
        self.rest().find('\n').map_or(self.text.len(), |end| self.at + end + 1)
    }
}

/// The first value and its length, or the error and where it is.
fn first_value(text: &str) -> Result<(Value, usize), (serde_json::Error, usize)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => Ok((value, values.byte_offset())),
        Some(Err(error)) => {
            let line_start = text.split('\n').take(error.line().saturating_sub(1));
            let offset = line_start.map(|line| line.len() + 1).sum::<usize>() + error.column();
            Err((error, offset))
        }
        None => Ok((Value::Null, text.len())),
    }
}

/// The column (from 1, in letters) of byte `at`.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().chars().count().max(1)
}

fn broken(error: &serde_json::Error, first_line: usize, column: usize) -> Broken {
    let line = first_line + error.line().saturating_sub(1);
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    if reason.starts_with("recursion limit") {
        let what = format!("nested deeper than 127 levels at line {line}, column {column}");
        let problem = Problem::new(SetAsideCode::TooDeep, what, "flatten the record");
        return Broken { problem, cut_short: false };
    }
    let what = format!("not valid JSON: {reason} at line {line}, column {column}");
    let advice = match error.classify() {
        Category::Eof => "complete the record or remove it",
        _ => "correct it there, or write the file again with a JSON library",
    };
    let problem = Problem::new(SetAsideCode::BadJson, what, advice);
    Broken { problem, cut_short: error.classify() == Category::Eof }
}

fn newlines(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes().get(from..to.min(text.len())).unwrap_or_default();
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
