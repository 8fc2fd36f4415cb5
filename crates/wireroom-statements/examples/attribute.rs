//! Prints the statements of a JSONL corpus as `score.py attribution` reads them:
//! `attribute CORPUS.jsonl`. Names are left out. A line on stderr gives the speed.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

use serde_json::{Value, json};
use wireroom_model::{Sentence, ZoneKind};
use wireroom_text::Span;

fn main() {
    let path = std::env::args().nth(1).expect("CORPUS.jsonl");
    let data = std::fs::read_to_string(path).expect("a readable corpus");
    let rows: Vec<Value> = data
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let clock = std::time::Instant::now();
    let (mut bytes, mut words) = (0, 0);
    for row in &rows {
        let text = row["text"].as_str().unwrap();
        bytes += text.len();
        words += text.split_whitespace().count();
        let sentences: Vec<Sentence> = wireroom_text::sentences(text)
            .into_iter()
            .map(|span| Sentence { span, zone: ZoneKind::Body })
            .collect();
        let mut entities = Vec::new();
        let found = wireroom_statements::statements(text, &sentences, &[], &mut entities);
        let spans = |s: &[Span]| s.iter().map(|s| [s.start(), s.end()]).collect::<Vec<_>>();
        let statements: Vec<Value> = found.iter().map(|s| json!({
            "source": spans(&s.source), "cue": spans(&s.cue), "content": spans(&s.content),
            "addressee": s.addressee.map(|a| a.text(text)), "relay": s.relay.iter().map(|r| r.text(text)).collect::<Vec<_>>(),
            "entity": s.source_entity.and_then(|e| entities.get(e)).map(|e| e.name.clone()),
            "polarity": s.polarity.as_str(), "manner": s.manner.as_str(),
        })).collect();
        println!("{}", json!({"id": row["id"], "statements": statements}));
    }
    let seconds = clock.elapsed().as_secs_f64();
    eprintln!(
        "{} documents, {words} words, {bytes} bytes in {seconds:.2} s: {:.0} documents/s, {:.0} words/s",
        rows.len(),
        rows.len() as f64 / seconds,
        words as f64 / seconds
    );
}
