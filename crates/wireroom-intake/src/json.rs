//! JSON in any framing: one record, an array, JSON Lines, records one after the other, records
//! under a key ("articles": […]) or keyed by their ids.
//!
//! A record that cannot be read is set aside with its line and the parser's column, and reading
//! goes on at the next line that holds a whole record. Of a wrapper that is cut off or damaged the records
//! before that place are read ([`within`]). What Python writes and JSON forbids (NaN,
//! lone surrogates, raw control characters) is mended with a note.

pub(crate) mod lenient;
pub(crate) mod record;
mod shapes;
mod split;
mod within;

use serde_json::{Map, Value};
use wireroom_model::{Format, SetAsideCode};

use crate::columns::{Columns, How};
use crate::intake::{Intake, Problem};
pub(crate) use record::too_large;
use split::{Broken, Piece, line_pieces, pieces};
use within::Before;

/// Reads all records of `text`, which was found at `path`. `cut` is why the text ends early, if
/// it does.
pub(crate) fn read(path: &str, text: &str, cut: Option<Problem>, how: How<'_>) -> Intake {
    let pieces = pieces(text);
    let whole = pieces.len() == 1;
    let mut reading = Reading { path, whole, how, intake: Intake::default() };
    let mut cut = cut;
    pieces.into_iter().for_each(|piece| reading.piece(piece, &mut cut));
    if let Some(cut) = cut {
        reading.intake.set_aside(path, 0, None, cut);
    }
    if reading.intake.documents.is_empty() && reading.intake.set_aside.is_empty() {
        let what = "there is no record in it";
        let problem = Problem::new(SetAsideCode::Empty, what, "leave it out or fetch it again");
        reading.intake.set_aside(path, 0, None, problem);
    }
    reading.intake
}

/// Whether a text is read line by line, as [`read_lines`] does, by how it begins.
pub(crate) fn is_lines(text: &str) -> bool {
    let mut count = 0;
    split::is_lines(text) && {
        line_pieces(text, 1, &mut |_| count += 1);
        count > 1
    }
}

/// Reads some of the lines of a larger text, the first of which is line `first_line` of it.
pub(crate) fn read_lines(path: &str, text: &str, first_line: usize, how: How<'_>) -> Intake {
    let mut reading = Reading { path, whole: false, how, intake: Intake::default() };
    line_pieces(text, first_line, &mut |piece| reading.piece(piece, &mut None));
    reading.intake
}

struct Reading<'a> {
    path: &'a str,
    /// Whether the file is one value, so that a line says nothing.
    whole: bool,
    how: How<'a>,
    intake: Intake,
}

impl Reading<'_> {
    fn at(&self, line: usize) -> String {
        if self.whole { self.path.to_owned() } else { format!("{}:{line}", self.path) }
    }

    fn piece(&mut self, Piece { line, value }: Piece, cut: &mut Option<Problem>) {
        match value {
            Ok(read) => {
                if read.mended {
                    self.note_mended(line);
                }
                self.value(line, read.value);
            }
            // The record that the end of the file cut in two is reported as the cut.
            Err(Broken { problem, cut_short, before }) => {
                if let Some((before, mended)) = before
                    && self.before(line, before)
                    && mended
                {
                    self.note_mended(line);
                }
                let problem = match cut_short {
                    true => cut.take().unwrap_or(problem),
                    false => problem,
                };
                self.set_aside(line, problem);
            }
        }
    }

    fn note_mended(&mut self, line: usize) {
        let what = "not valid JSON; read with NaN as null, lone surrogates as U+FFFD \
                    and control characters escaped";
        let at = self.at(line);
        self.intake.note(&at, what);
    }

    /// Takes the records of a wrapper that stand whole before the place where it is broken; whether there
    /// are any.
    fn before(&mut self, line: usize, before: Before) -> bool {
        let columns = self.how.columns;
        // What stands within a record is no record.
        let is_wrapper =
            |one: &&Map<String, Value>| !record::is_record(one, columns) && !shapes::is_known(one);
        let left = (0..=WRAPPINGS).rev();
        let mut wrappers = before.open.iter().take_while(is_wrapper).zip(left);
        let found = wrappers.find_map(|(one, left)| wrapped(one, columns, left));
        let held = found.is_some();
        for (key, record) in found.into_iter().flatten() {
            self.object(line, record, key);
        }
        held
    }

    fn value(&mut self, line: usize, value: Value) {
        match value {
            Value::Object(object) => self.object(line, object, None),
            Value::Array(values) => values.into_iter().for_each(|value| self.value(line, value)),
            Value::Null => {}
            _ => self.set_aside(line, no_record("a bare value")),
        }
    }

    fn object(&mut self, line: usize, object: Map<String, Value>, key: Option<String>) {
        let at = self.at(line);
        let columns = self.how.columns;
        let titles_alone = shapes::holds_metadata_alone(&object);
        let object = shapes::plain(object, self.how.limits);
        if !record::is_record(&object, columns)
            && let Some(records) = wrapped(&object, columns, WRAPPINGS)
        {
            for (key, record) in records {
                self.object(line, record, key);
            }
            return;
        }
        let read_as = record::As { path: self.path, at: &at, format: Format::Json, titles_alone };
        let read = record::document(read_as, &object, key, self.how, &mut self.intake);
        self.intake.take(&at, read);
    }

    fn set_aside(&mut self, line: usize, problem: Problem) {
        let at = self.at(line);
        self.intake.take(&at, Err((None, problem)));
    }
}

/// A record and the key that it stands under.
type Keyed = (Option<String>, Map<String, Value>);

/// Most wrappings around an array of records: "articles" around "results" is 2.
const WRAPPINGS: usize = 3;

/// The records that an object holds instead of being one: in an array under a key, one under each
/// key, which is then its id, or so within the object under one of its keys.
fn wrapped(object: &Map<String, Value>, columns: &Columns, wrappings: usize) -> Option<Vec<Keyed>> {
    let record = |value: &Value| {
        let is_record = |inner: &&Map<String, Value>| {
            record::is_record(inner, columns) || shapes::is_known(inner)
        };
        value.as_object().filter(is_record).cloned()
    };
    let mut arrays = object.values().filter_map(Value::as_array);
    if let Some(array) = arrays.find(|array| array.first().and_then(record).is_some()) {
        let records = array.iter().filter_map(|value| value.as_object().cloned());
        return Some(records.map(|record| (None, record)).collect());
    }
    let keyed: Option<Vec<_>> =
        object.iter().map(|(key, value)| Some((Some(key.clone()), record(value)?))).collect();
    keyed.filter(|records| !records.is_empty()).or_else(|| {
        let mut inner = object.values().filter_map(Value::as_object);
        let wrappings = wrappings.checked_sub(1)?;
        inner.find_map(|inner| wrapped(inner, columns, wrappings))
    })
}

fn no_record(what: &str) -> Problem {
    Problem::new(
        SetAsideCode::BadJson,
        format!("{what}, where an object with the text of an article was expected"),
        "give one object a record, with its text under \"text\"",
    )
}
