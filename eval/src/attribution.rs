//! Statements against annotated attributions.

use crate::Row;
use crate::corpus::{lines, ranges, read_with, readings, received};
use serde_json::Value;
use std::path::Path;
use wireroom::{Options, Tier};
use wireroom_eval::measure::{Attribution, AttributionScore};

const FITTED: &str = "trained on attribution train, chosen on dev";

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("attribution/dev.jsonl"))?;
    let tiers = [("fast", Tier::Fast), ("full", Tier::Full)];
    Some(tiers.iter().flat_map(|(name, tier)| of_tier(&rows, name, *tier)).collect())
}

fn of_tier(rows: &[Value], tier: &str, read_as: Tier) -> Vec<Row> {
    let record = read_with(rows, &Options { tier: read_as, ..Options::default() });
    let mut score = AttributionScore::default();
    for (row, reading) in readings(rows, &record) {
        let gold: Vec<Attribution> = row["attributions"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|a| Attribution {
                source: ranges(&a["source"]),
                cue: ranges(&a["cue"]),
                content: ranges(&a["content"]),
            })
            .collect();
        let of =
            |spans: &[wireroom::text::Span]| spans.iter().map(|&s| received(reading, s)).collect();
        let statements = reading.analysis.statements.iter();
        let predicted: Vec<Attribution> = statements
            .map(|said| Attribution {
                source: of(&said.source),
                cue: of(&said.cue),
                content: of(&said.content),
            })
            .collect();
        score.add(reading.text.map.received(), &gold, &predicted);
    }
    let row = |what: String, figure: String| {
        Row::new(format!("attribution dev, {tier} tier: {what}"), figure, FITTED)
    };
    let mut found = vec![
        row("whole".to_owned(), score.whole.show()),
        row("whole, direct speech".to_owned(), score.direct.show()),
        row("whole, indirect and mixed".to_owned(), score.indirect.show()),
    ];
    for (role, (exact, overlap)) in ["source", "cue", "content"].iter().zip(score.roles) {
        found.push(row(format!("{role}, exact"), exact.show()));
        found.push(row(format!("{role}, overlap"), overlap.show()));
    }
    found.push(row("content bytes".to_owned(), score.bytes.show()));
    found
}
