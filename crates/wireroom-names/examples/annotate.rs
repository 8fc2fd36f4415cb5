//! Writes the names of a corpus file as JSON lines, for scoring.
//!
//! ```text
//! cargo run --release -p wireroom-names --example annotate -- CORPUS.jsonl OUT.jsonl [GOLD.jsonl] [--fifth N] [--joined] [--bare]
//! ```
//!
//! `--fifth N` keeps only the texts of that fifth, `--joined` undoes the spaces around punctuation
//! (`GOLD.jsonl` is then the corpus in that form), `--bare` leaves out what the text as a whole
//! adds. Speed is said on stderr.
#![allow(dead_code, reason = "the module is shared with the trainer, which uses all of it")]

mod corpus;

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;
use wireroom_model::{Sentence, ZoneKind};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut fifth, mut join, mut bare) = (None, false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--fifth" => fifth = args.next().and_then(|n| n.parse::<u64>().ok()),
            "--joined" => join = true,
            "--bare" => bare = true,
            _ => paths.push(arg.into()),
        }
    }
    let [source, target, gold @ ..] = paths.as_slice() else {
        return Err(
            "usage: annotate CORPUS.jsonl OUT.jsonl [GOLD.jsonl] [--fifth N] [--joined] [--bare]"
                .into(),
        );
    };
    let texts = corpus::read(source)?;
    let mut out = Vec::new();
    let mut right = Vec::new();
    let (mut seconds, mut tokens) = (0.0, 0);
    let _ = wireroom_names::tag("Reads the tables and weights.");
    for text in texts.iter().filter(|text| fifth.is_none_or(|n| corpus::fifth(&text.id) == n)) {
        let changed = join.then(|| corpus::joined(text));
        let text = changed.as_ref().unwrap_or(text);
        let spans = wireroom_text::sentences(&text.text);
        tokens += wireroom_text::tokens(&text.text).len();
        let sentences: Vec<Sentence> =
            spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
        let start = Instant::now();
        let names: Vec<_> = if bare {
            let tagged = sentences.iter().flat_map(|sentence| {
                let found = wireroom_names::tag(sentence.span.text(&text.text));
                found.into_iter().map(|(span, kind)| (span.shift(sentence.span.start()), kind))
            });
            tagged.collect()
        } else {
            let (names, _) = wireroom_names::analyse_names(&text.text, &sentences);
            names.into_iter().map(|name| (name.span, name.kind)).collect()
        };
        seconds += start.elapsed().as_secs_f64();
        let line = |names: &[(
            wireroom_text::Span<wireroom_text::Repaired>,
            wireroom_model::NameKind,
        )]| {
            let names: Vec<_> = names.iter().map(|(span, kind)| json!({"span": [span.start(), span.end()], "kind": kind.as_str()})).collect();
            json!({"id": text.id, "text": text.text, "names": names})
        };
        writeln!(out, "{}", line(&names))?;
        writeln!(right, "{}", line(&text.names))?;
    }
    std::fs::write(target, out)?;
    if let Some(gold) = gold.first() {
        std::fs::write(gold, right)?;
    }
    writeln!(std::io::stderr(), "{tokens} tokens, {:.0} a second", tokens as f64 / seconds)?;
    Ok(())
}
