//! Writes labeled sentences for the training of the encoder, a JSON object a line:
//! `pieces CORPUS.jsonl > pieces.jsonl`. Texts of fifth 0 are left out, as in the trainer.
#![allow(clippy::print_stdout, reason = "a program for a terminal")]
#![allow(dead_code, reason = "the modules are shared with the trainer, which uses all of them")]

mod corpus;
#[path = "train/pieces.rs"]
mod pieces;
#[path = "train/random.rs"]
mod random;

use serde_json::json;
use wireroom_names::training;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = std::env::args().nth(1).ok_or("usage: pieces CORPUS.jsonl > pieces.jsonl")?;
    let texts = corpus::read(source.as_ref())?;
    let mut part = Vec::new();
    let mut found = Vec::new();
    for (number, text) in texts.iter().filter(|text| corpus::fifth(&text.id) != 0).enumerate() {
        let own = pieces::split(text);
        part.extend(std::iter::repeat_n(number, own.len()));
        found.extend(own);
    }
    let plain = found.len();
    found.extend(pieces::recased(&found));
    for (number, (text, names)) in found.iter().enumerate() {
        let example = training::example(text, names);
        let words: Vec<[usize; 2]> =
            example.spans.iter().map(|span| [span.start(), span.end()]).collect();
        let from = if number < plain { "corpus" } else { "recased" };
        println!(
            "{}",
            json!({"from": from, "part": part.get(number), "text": text, "words": words, "labels": example.labels})
        );
    }
    Ok(())
}
