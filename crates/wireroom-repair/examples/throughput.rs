//! How fast clean text passes: `cargo run --release -p wireroom-repair --example throughput`.
//!
//! Documents of twenty kilobytes, composed from invented sentences, eight megabytes a language, on
//! one thread; the best of five runs.

#[path = "../tests/compose/mod.rs"]
mod compose;

use std::io::Write;
use std::time::Instant;

use compose::{LANGUAGES, compose};
use wireroom_repair::repair_text;

const DOCUMENTS: u64 = 400;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut all: Vec<String> = Vec::new();
    for (name, pieces) in LANGUAGES {
        let texts: Vec<String> = (0..DOCUMENTS).map(|seed| compose(pieces, 20_000, seed)).collect();
        writeln!(out, "{name}: {:.0} MB/s", speed(&texts))?;
        all.extend(texts.into_iter().take(30));
    }
    let plain: Vec<String> = (0..DOCUMENTS)
        .map(|seed| compose(LANGUAGES[0].1, 20_000, seed).chars().filter(char::is_ascii).collect())
        .collect();
    writeln!(out, "English, ASCII alone: {:.0} MB/s", speed(&plain))?;
    writeln!(out, "all together: {:.0} MB/s", speed(&all))
}

/// Megabytes a second, the best of five runs.
fn speed(texts: &[String]) -> f64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    let run = |_| {
        let start = Instant::now();
        let repairs: usize = texts.iter().map(|text| repair_text(text).1.len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(repairs, 0, "clean text was changed");
        bytes as f64 / 1e6 / seconds
    };
    (0..5).map(run).fold(0.0, f64::max)
}
