//! Names against annotated ones, on the fifth that was kept from training.

use crate::Row;
use crate::corpus::{hash, lines, range, read, readings, received};
use std::collections::BTreeMap;
use std::path::Path;
use wireroom_eval::measure::names;

const FITTED: &str = "trained on the other four fifths (FNV-1a of id mod 5 is not 0)";

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("names/worldwide_dev.jsonl"))?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| hash(row["id"].as_str().unwrap_or("")).is_multiple_of(5))
        .collect();
    let record = read(&rows);
    let mut counts = BTreeMap::new();
    for (row, reading) in readings(&rows, &record) {
        let gold: Vec<_> = row["names"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| Some((range(&name["span"])?, name["kind"].as_str()?.to_owned())))
            .collect();
        let found = reading.analysis.names.iter();
        let predicted: Vec<_> = found
            .map(|name| (received(reading, name.span), name.kind.as_str().to_owned()))
            .collect();
        names(&mut counts, &gold, &predicted);
    }
    let show = |(kind, counts): (&String, &wireroom_eval::measure::Counts)| {
        Row::new(format!("names, held-out fifth of dev: {kind}"), counts.show(), FITTED)
    };
    Some(counts.iter().rev().map(show).collect())
}
