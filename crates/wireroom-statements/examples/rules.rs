//! The rival that lost: a cue list and comma patterns, no training. Prints the same JSONL as
//! `annotate`, so that both can be scored: `rules CORPUS.jsonl`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

use serde_json::{Value, json};
use std::ops::Range;
use wireroom_text::{Token, TokenKind, sentences, tokens};

fn main() {
    let path = std::env::args().nth(1).expect("CORPUS.jsonl");
    let data = std::fs::read_to_string(path).expect("a readable corpus");
    for line in data.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap();
        let mut statements = Vec::new();
        for sentence in sentences(text) {
            let body = sentence.text(text);
            let words = tokens(body);
            for (at, word) in words.iter().enumerate() {
                let lower = word.span.text(body).to_lowercase();
                let listed = wireroom_lexicon::cue(&lower).is_some_and(|cue| cue.weight >= 0.5);
                if !listed || word.kind != TokenKind::Word {
                    continue;
                }
                if let Some((source, cue, content)) = roles(body, &words, at, &lower) {
                    let span = |r: Range<usize>| {
                        let first = words[r.start].span.start() + sentence.start();
                        let last = words[r.end - 1].span.end() + sentence.start();
                        json!([[first, last]])
                    };
                    let source = source.map_or(json!([]), span);
                    statements.push(
                        json!({"source": source, "cue": span(cue), "content": span(content)}),
                    );
                }
            }
        }
        println!("{}", json!({"id": row["id"], "statements": statements}));
    }
}

type Roles = (Option<Range<usize>>, Range<usize>, Range<usize>);

fn roles(body: &str, words: &[Token], at: usize, lower: &str) -> Option<Roles> {
    let text = |i: usize| words.get(i).map_or("", |w| w.span.text(body));
    let comma = |i: usize| matches!(text(i), "," | "“" | "”" | "\"" | ";" | ":" | "." | "—" | "–");
    let end = words.len() - usize::from(words.last().is_some_and(|w| w.span.text(body) == "."));
    let phrase_end = |start: usize| (start..end).find(|&i| comma(i)).unwrap_or(end);
    let some = |r: Range<usize>| (r.start < r.end).then_some(r);
    if lower == "according" && text(at + 1) == "to" {
        let stop = phrase_end(at + 2);
        let content = if at > 0 && at > end - stop { 0..at } else { (stop + 1).min(end)..end };
        return Some((some(at + 2..stop), at..at + 2, some(content)?));
    }
    // The source before the cue, back to the last comma or mark.
    let from = (0..at).rev().find(|&i| comma(i)).map_or(0, |i| i + 1);
    let trailing = at + 1 >= end || comma(at + 1);
    if from > 2 && (trailing || from == at) {
        let source = if from == at { at + 1..phrase_end(at + 1) } else { from..at };
        return Some((some(source), at..at + 1, some(0..from - 1)?));
    }
    let skip = usize::from(text(at + 1) == "that");
    // "told NAME that …"
    let told = (lower.starts_with("t") && lower.contains("l"))
        .then(|| (at + 1..end.min(at + 9)).find(|&i| text(i) == "that"))
        .flatten();
    let start = told.map_or(at + 1 + skip, |that| that + 1);
    Some((some(from..at), at..at + 1, some(start..end)?))
}
