//! Temporal expressions against annotated ones.

use crate::Row;
use crate::corpus::{hash, lines, range, read, readings, received};
use std::path::Path;
use wireroom_eval::measure::TimesScore;

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("times/timebank_aquaint_dev.jsonl"))?;
    let record = read(&rows);
    let mut halves = [TimesScore::default(), TimesScore::default()];
    for (row, reading) in readings(&rows, &record) {
        let gold: Vec<_> = row["times"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|time| Some((range(&time["span"])?, time["value"].as_str()?.to_owned())))
            .collect();
        let found = reading.analysis.times.iter();
        let predicted: Vec<_> =
            found.map(|time| (received(reading, time.span), time.value.clone())).collect();
        let odd = hash(row["id"].as_str().unwrap_or("")) % 2 == 1;
        halves[usize::from(odd)].add(&gold, &predicted);
    }
    let mut found = Vec::new();
    for (half, fitted, score) in [
        ("even half", "the grammar was written on this half", &halves[0]),
        ("odd half", "not fitted on this half, but its errors were read once", &halves[1]),
    ] {
        for (what, counts) in
            [("value", score.value), ("strict", score.strict), ("relaxed", score.relaxed)]
        {
            found.push(Row::new(format!("times dev, {half}: {what}"), counts.show(), fitted));
        }
    }
    Some(found)
}
