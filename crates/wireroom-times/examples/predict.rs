//! Prints predicted times for a file of annotated articles, a JSON object a line, in the form that
//! the scorer reads: `cargo run --example predict -- FILE > predicted.jsonl`.

use std::io::{BufRead, Write};
use wireroom_model::Basis;
use wireroom_text::sentences;
use wireroom_times::{Anchor, find, read_stamp, resolve};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: predict FILE")?;
    let file = std::io::BufReader::new(std::fs::File::open(path)?);
    let mut out = std::io::stdout().lock();
    for line in file.lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or("");
        let day = row["published"].as_str().and_then(read_stamp).and_then(|stamp| stamp.day());
        let anchor = day.map(|day| Anchor { day, basis: Basis::Metadata });
        let raw: Vec<_> = sentences(text).into_iter().flat_map(|span| find(text, span)).collect();
        let times: Vec<_> = resolve(&raw, anchor.as_ref())
            .into_iter()
            .map(|time| {
                serde_json::json!({
                    "span": [time.span.start(), time.span.end()],
                    "type": time.kind.as_str(),
                    "value": time.value,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "id": row["id"], "times": times }))?;
    }
    Ok(())
}
