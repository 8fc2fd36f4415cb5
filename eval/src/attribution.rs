//! Statements against annotated attributions.

use crate::Row;
use crate::corpus::{lines, ranges, read, readings, received};
use std::path::Path;
use wireroom_eval::measure::{Attribution, AttributionScore};

const FITTED: &str = "trained on attribution train, chosen on dev";

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("attribution/dev.jsonl"))?;
    let record = read(&rows);
    let mut score = AttributionScore::default();
    for (row, reading) in readings(&rows, &record) {
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
    let mut found = vec![Row::new("attribution dev: whole", score.whole.show(), FITTED)];
    for (role, (exact, overlap)) in ["source", "cue", "content"].iter().zip(score.roles) {
        found.push(Row::new(format!("attribution dev: {role}, exact"), exact.show(), FITTED));
        found.push(Row::new(format!("attribution dev: {role}, overlap"), overlap.show(), FITTED));
    }
    found.push(Row::new("attribution dev: content bytes", score.bytes.show(), FITTED));
    Some(found)
}
