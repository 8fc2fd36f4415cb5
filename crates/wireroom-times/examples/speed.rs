//! Measures `find` on the texts of a file of articles: `cargo run --release --example speed -- FILE`.

use std::io::{BufRead, Write};
use wireroom_text::{Span, sentences};
use wireroom_times::find;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: speed FILE")?;
    let file = std::io::BufReader::new(std::fs::File::open(path)?);
    let mut texts: Vec<(String, Vec<Span>)> = Vec::new();
    for line in file.lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or("").to_string();
        let spans = sentences(&text);
        texts.push((text, spans));
    }
    let bytes: usize = texts.iter().map(|(text, _)| text.len()).sum();
    let mut found = 0;
    let started = std::time::Instant::now();
    for _ in 0..10 {
        for (text, spans) in &texts {
            found += spans.iter().map(|&span| find(text, span).len()).sum::<usize>();
        }
    }
    let rate = bytes as f64 * 10.0 / 1e6 / started.elapsed().as_secs_f64();
    writeln!(std::io::stdout(), "{rate:.1} MB/s, {} expressions", found / 10)?;
    Ok(())
}
