//! Names against annotated ones, on the fifth that was kept from training.

use crate::Row;
use crate::corpus::{hash, lines, range, read_with, readings, received};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use wireroom::{Options, Tier};
use wireroom_eval::measure::names;

const FITTED: &str = "trained on the other four fifths (FNV-1a of id mod 5 is not 0)";

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("names/worldwide_dev.jsonl"))?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| hash(row["id"].as_str().unwrap_or("")).is_multiple_of(5))
        .collect();
    let tiers = [("fast", Tier::Fast), ("full", Tier::Full)];
    Some(tiers.iter().flat_map(|&(name, tier)| of_tier(&rows, name, tier)).collect())
}

fn of_tier(rows: &[Value], name: &str, tier: Tier) -> Vec<Row> {
    let record = read_with(rows, &Options { tier, ..Options::default() });
    let mut counts = BTreeMap::new();
    for (row, reading) in readings(rows, &record) {
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
        let what = format!("names, held-out fifth of dev, {name} tier: {kind}");
        Row::new(what, counts.show(), FITTED)
    };
    counts.iter().rev().map(show).collect()
}
