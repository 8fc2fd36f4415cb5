//! Cuts a text into JSON values, and finds the way back after a broken one.

use serde_json::Value;
use serde_json::error::Category;
use wireroom_model::SetAsideCode;

use super::lenient;
use super::within::Before;
use crate::intake::Problem;

/// A value, or what is wrong in its place, and the line (from 1) that it begins on.
pub(super) struct Piece {
    pub(super) line: usize,
    pub(super) value: Result<Read, Broken>,
}

/// A value that was read.
pub(super) struct Read {
    pub(super) value: Value,
    /// Whether it, and what follows it in the stretch, had to be mended first.
    pub(super) mended: bool,
}

/// A stretch that was not.
pub(super) struct Broken {
    pub(super) problem: Problem,
    /// Whether it fails because the text ends.
    pub(super) cut_short: bool,
    /// What stands whole within it; the flag says whether it had to be mended.
    pub(super) before: Option<(Before, bool)>,
}

/// All values of `text`, in order. Values may be parted by white space, commas and the brackets of
/// one array around them.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let start = Cursor { text, at: 0, line: 1 };
    let mut out = Vec::new();
    if has_line_records(&start, true) {
        lines(start, &mut out);
    } else if let Some(broken_at) = stream(start, true, &mut out) {
        let mut next = broken_at;
        next.advance(next.next_line());
        if has_line_records(&next, false) {
            lines(next, &mut out);
        }
    }
    out
}

/// Whether a text is cut by lines.
pub(super) fn is_lines(text: &str) -> bool {
    has_line_records(&Cursor { text, at: 0, line: 1 }, false)
}

/// The values of a text that is cut by lines and begins at line `first_line` of a larger one.
pub(super) fn line_pieces(text: &str, first_line: usize, each: &mut dyn FnMut(Piece)) {
    let mut out = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        stream(Cursor { text: line, at: 0, line: first_line + at }, true, &mut out);
        out.drain(..).for_each(&mut *each);
    }
}

/// Reads values up to the end or to one that is broken, where it stops. With `mend`, what follows
/// a broken one is mended once, if that helps.
fn stream<'a>(start: Cursor<'a>, mend: bool, out: &mut Vec<Piece>) -> Option<Cursor<'a>> {
    let mut cursor = start;
    while cursor.skip_separators() {
        let line = cursor.line;
        let mut broken = match cursor.value() {
            Ok(value) => {
                out.push(Piece { line, value: Ok(Read { value, mended: false }) });
                continue;
            }
            Err(broken) => broken,
        };
        let mended = if mend { lenient::mend(cursor.rest()) } else { None };
        if let Some(mended) = &mended {
            match first_value(mended) {
                Ok((value, at)) => {
                    out.push(Piece { line, value: Ok(Read { value, mended: true }) });
                    let mut rest = Cursor { text: mended, at: 0, line };
                    rest.advance(at);
                    return stream(rest, false, out).map(|stopped| cursor.to_line(stopped.line));
                }
                // All that was wrong is mended, and then the text ends.
                Err((error, _)) if error.classify() == Category::Eof => {
                    broken =
                        self::broken(&error, line, column(cursor.text, cursor.text.len()), true);
                }
                Err(_) => {}
            }
        }
        let text = mended.as_deref().unwrap_or(cursor.rest());
        let mut stopped = cursor;
        if let Some(before) = Before::of(text) {
            match &mended {
                // What is mended has the same lines at other places.
                Some(_) => stopped = cursor.to_line(line + newlines(text, 0, before.at)),
                None => stopped.advance(cursor.at + before.at),
            }
            broken.before = Some((before, mended.is_some()));
        }
        out.push(Piece { line, value: Err(broken) });
        return Some(stopped);
    }
    None
}

/// Whether one of the next few lines is a whole record, which makes the text JSON Lines, unless
/// its first value spans several lines; or would, where it is `to_the_end` of the file, if that did not
/// cut it off.
fn has_line_records(cursor: &Cursor<'_>, to_the_end: bool) -> bool {
    const FEW: usize = 20;
    let rest = cursor.rest();
    if rest.trim_start().starts_with('[') {
        return false;
    }
    let mut probe = Cursor { ..*cursor };
    if probe.skip_separators() {
        match probe.value() {
            // A bare value first is a key of a record over several lines whose beginning is damaged.
            Ok(first) if first.is_object() => {
                let first = rest.get(..probe.at - cursor.at).unwrap_or_default();
                return !first.trim().contains('\n');
            }
            Err(broken) if to_the_end && broken.cut_short && Before::of(probe.rest()).is_some() => {
                return false;
            }
            _ => {}
        }
    }
    rest.lines().filter(|line| !line.trim().is_empty()).take(FEW).any(|line| {
        let line = line.trim().trim_end_matches(',');
        line.starts_with('{') && serde_json::from_str::<Value>(line).is_ok()
    })
}

/// Reads what is left line by line; a line may hold several values.
fn lines(start: Cursor<'_>, out: &mut Vec<Piece>) {
    for (at, line) in start.rest().split('\n').enumerate() {
        stream(Cursor { text: line, at: 0, line: start.line + at }, true, out);
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
    fn value(&mut self) -> Result<Value, Broken> {
        match first_value(self.rest()) {
            Ok((value, length)) => {
                self.advance(self.at + length);
                Ok(value)
            }
            Err((error, offset)) => {
                let at = self.at + offset;
                let ends = at >= self.text.len() && may_go_on(&error, self.text);
                Err(broken(&error, self.line, column(self.text, at), ends))
            }
        }
    }

    /// This cursor further on, where line `line` begins.
    fn to_line(mut self, line: usize) -> Self {
        while self.line < line && self.at < self.text.len() {
            self.advance(self.next_line());
        }
        self
    }

    /// Where the next line begins.
    fn next_line(&self) -> usize {
        self.rest().find('\n').map_or(self.text.len(), |end| self.at + end + 1)
    }
}

/// The first value and its length, or the error and where it is.
pub(super) fn first_value(text: &str) -> Result<(Value, usize), (serde_json::Error, usize)> {
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

/// Whether an error at the end of a text may be of the end: within a number or an escape the parser says that it
/// is none.
fn may_go_on(error: &serde_json::Error, text: &str) -> bool {
    text.ends_with(['-', '+', '.', 'e', 'E']) || error.to_string().contains("escape")
}

/// `ends`: the text ends here, whatever kind of error it is.
fn broken(error: &serde_json::Error, first_line: usize, column: usize, ends: bool) -> Broken {
    let line = first_line + error.line().saturating_sub(1);
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    if reason.starts_with("recursion limit") {
        let what = format!("nested deeper than 127 levels at line {line}, column {column}");
        let problem = Problem::new(SetAsideCode::TooDeep, what, "flatten the record");
        return Broken { problem, cut_short: false, before: None };
    }
    let what = format!("not valid JSON: {reason} at line {line}, column {column}");
    let cut_short = ends || error.classify() == Category::Eof;
    let advice = match cut_short {
        true => "complete the record or remove it",
        false => "correct it there, or write the file again with a JSON library",
    };
    let problem = Problem::new(SetAsideCode::BadJson, what, advice);
    Broken { problem, cut_short, before: None }
}

fn newlines(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes().get(from..to.min(text.len())).unwrap_or_default();
    memchr::memchr_iter(b'\n', bytes).count()
}
