//! Rows of GDELT's Global Knowledge Graph, version 2.1: 27 columns parted by tabs, no header.
//!
//! A row tells of an article without its text: its address, its outlet, when it was seen and,
//! among the extras, the title of its page, its authors and when it says that it was published. The
//! title stands for the text. What the graph itself counts (themes, tone, persons) is not taken
//! over: the record is made of texts.

use serde_json::{Map, Value};
use wireroom_model::{Format, SetAsideCode};

use crate::columns::How;
use crate::html::meta::unescape;
use crate::intake::{Intake, Problem};
use crate::json::record::{self, As};

/// Number of columns.
const COLUMNS: usize = 27;

/// Whether a text begins with such a row.
pub(crate) fn is_gkg(head: &str) -> bool {
    head.lines().next().is_some_and(|line| row(line).is_some())
}

/// Reads some of the rows of a larger text, the first of which is line `first_line` of it.
pub(crate) fn read_rows(path: &str, text: &str, first_line: usize, how: How<'_>) -> Intake {
    let mut intake = Intake::default();
    for (line, row_text) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        let at = format!("{path}:{}", first_line + line);
        let read_as = As { path, at: &at, format: Format::Gkg, titles_alone: true };
        let read = match row(row_text) {
            Some(record) => record::document(read_as, &record, None, how, &mut intake),
            None => Err((None, no_row())),
        };
        intake.take(&at, read);
    }
    intake
}

/// A row as a plain record; `None` where it is none.
fn row(line: &str) -> Option<Map<String, Value>> {
    let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let (stamp, number) = cell(0).split_once('-')?;
    let is_id = cells.len() == COLUMNS
        && stamp.len() == 14
        && stamp.bytes().all(|byte| byte.is_ascii_digit())
        && number.trim_start_matches('T').bytes().all(|byte| byte.is_ascii_digit());
    if !is_id {
        return None;
    }
    let extra = |tag: &str| {
        let (_, rest) = cell(26).split_once(&format!("<{tag}>"))?;
        let inner = rest.split_once(&format!("</{tag}>"))?.0.trim();
        (!inner.is_empty()).then(|| unescape(inner).unwrap_or_else(|| inner.to_owned()))
    };
    let published = extra("PAGE_PRECISEPUBTIMESTAMP").unwrap_or_else(|| cell(1).to_owned());
    let fields = [
        ("id", Some(cell(0).to_owned())),
        ("url", Some(cell(4).to_owned())),
        ("outlet", Some(cell(3).to_owned())),
        ("published", Some(published)),
        ("title", extra("PAGE_TITLE")),
        ("author", extra("PAGE_AUTHORS")),
    ];
    let given = fields.into_iter().filter_map(|(key, value)| {
        value.filter(|value| !value.is_empty()).map(|value| (key.to_owned(), value.into()))
    });
    Some(given.collect())
}

/// Why a line is set aside.
fn no_row() -> Problem {
    Problem::new(
        SetAsideCode::Damaged,
        "no row of the knowledge graph, which has 27 columns parted by tabs",
        "fetch the file again",
    )
}
