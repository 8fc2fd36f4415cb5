//! Writes passages for the training of the encoder, a JSON object a line:
//! `passages CORPUS_FOLDER|- [parts] > passages.jsonl`. With `-` only the wire templates are given.
#![allow(clippy::print_stdout, reason = "a program for a terminal")]
#![allow(dead_code, reason = "the modules are shared with the trainer, which uses all of them")]

#[path = "train/corpus.rs"]
mod corpus;
#[path = "train/wire.rs"]
mod wire;

use serde_json::json;
use wireroom_statements::train::example;

const WIRE_TIMES: usize = 8;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("an attribution corpus in the form of score.py");
    let parts = arguments.next().map_or(8, |n| n.parse().expect("a number of parts"));
    let mut found = Vec::new();
    for document in corpus::load(&path) {
        let part = found.last().map_or(0, |(number, ..): &(usize, _, _)| number + 1);
        let one = [document];
        let texts = one[0].passages.iter().map(|(span, _)| one[0].text[span.clone()].to_owned());
        let texts: Vec<String> = texts.collect();
        for (text, example) in texts.into_iter().zip(corpus::examples(&one, 1, 1)) {
            found.push((part, text, example));
        }
    }
    for (number, text, example) in &found {
        print("corpus", *number % parts, text, example);
    }
    for (text, starts, marked) in wire::expand(WIRE_TIMES) {
        print("wire", 0, &text, &example(&text, &starts, &marked, 0));
    }
}

fn print(from: &str, part: usize, text: &str, example: &wireroom_statements::train::Example) {
    let pair = |r: &std::ops::Range<usize>| [r.start, r.end];
    let gold: Vec<_> = example
        .marked()
        .map(|(cue, source, content)| {
            json!({
                "cue": pair(cue),
                "source": source.map(pair),
                "content": content.iter().map(pair).collect::<Vec<_>>(),
            })
        })
        .collect();
    let words: Vec<[usize; 2]> = example.words().map(|w| pair(&w)).collect();
    println!("{}", json!({"from": from, "part": part, "text": text, "words": words, "gold": gold}));
}
