//! Same statement or not, on sentence pairs from news.

use crate::Row;
use std::path::Path;

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let text = std::fs::read_to_string(corpora.join("same_statement/msrp_train.tsv")).ok()?;
    let (mut hits, mut predicted, mut gold, mut right, mut all) = (0, 0, 0, 0, 0usize);
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.trim_end().split('\t').collect();
        let [label, .., a, b] = fields.as_slice() else { continue };
        let same = *label == "1";
        let said = wireroom_weigh::same_statement(a, b);
        all += 1;
        right += usize::from(said == same);
        gold += usize::from(same);
        predicted += usize::from(said);
        hits += usize::from(said && same);
    }
    let mut counts = wireroom_eval::measure::Counts::default();
    counts.add(hits, predicted, hits, gold);
    let accuracy = 100.0 * right as f64 / all.max(1) as f64;
    Some(vec![Row::new(
        format!("same statement, {all} pairs"),
        format!("accuracy {accuracy:.2}, {}", counts.show()),
        "one cut, set before the score was last changed and not fitted since",
    )])
}
