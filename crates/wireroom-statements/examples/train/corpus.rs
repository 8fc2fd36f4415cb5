//! Reads an attribution corpus as passages with what is marked in them.

use serde_json::Value;
use std::ops::Range;
use wireroom_model::{Sentence, ZoneKind};
use wireroom_statements::passages;
use wireroom_statements::train::{Example, Marked, example};

/// A text, its passages with their sentence starts, and its attributions.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) passages: Vec<(Range<usize>, Vec<usize>)>,
    pub(crate) gold: Vec<Marked>,
}

/// The passages of the first `take` documents; document n lies in part n modulo `parts`.
pub(crate) fn examples(documents: &[Document], parts: usize, take: usize) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for (number, document) in documents.iter().enumerate().take(take) {
        for (span, starts) in &document.passages {
            let inside = |spans: &[Range<usize>]| {
                spans
                    .iter()
                    .filter(|s| s.start < span.end && span.start < s.end)
                    .map(|s| s.start.max(span.start) - span.start..s.end.min(span.end) - span.start)
                    .collect::<Vec<_>>()
            };
            let marked: Vec<Marked> = document
                .gold
                .iter()
                .map(|g| Marked {
                    source: inside(&g.source),
                    cue: inside(&g.cue),
                    content: inside(&g.content),
                })
                .filter(|g| !g.cue.is_empty())
                .collect();
            examples.push(example(&document.text[span.clone()], starts, &marked, number % parts));
        }
    }
    examples
}

/// The documents of a file in the form of `score.py`.
pub(crate) fn load(path: &str) -> Vec<Document> {
    let data = std::fs::read_to_string(path).expect("the corpus folder holds attribution/*.jsonl");
    data.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            let text = row["text"].as_str().unwrap().to_owned();
            let spans = |v: &Value| -> Vec<Range<usize>> {
                v.as_array()
                    .unwrap()
                    .iter()
                    .map(|s| {
                        let (a, b) =
                            (s[0].as_u64().unwrap() as usize, s[1].as_u64().unwrap() as usize);
                        trim(&text, a..b)
                    })
                    .filter(|r| r.start < r.end)
                    .collect()
            };
            let gold = row["attributions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|a| Marked {
                    source: spans(&a["source"]),
                    cue: spans(&a["cue"]),
                    content: spans(&a["content"]),
                })
                .collect();
            let sentences: Vec<Sentence> = wireroom_text::sentences(&text)
                .into_iter()
                .map(|span| Sentence { span, zone: ZoneKind::Body })
                .collect();
            let passages = passages(&text, &sentences)
                .into_iter()
                .map(|range| {
                    let own = &sentences[range];
                    let span = own[0].span.start()..own[own.len() - 1].span.end();
                    let starts = own.iter().map(|s| s.span.start() - span.start).collect();
                    (span, starts)
                })
                .collect();
            Document { text, passages, gold }
        })
        .collect()
}

/// A range without white space and marks at its edges, as the scorer trims.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let junk = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '.' | ',' | ';' | ':' | '“' | '”' | '‘' | '’')
    };
    let body = &text[range.clone()];
    let start = range.start + (body.len() - body.trim_start_matches(junk).len());
    let end = range.end - (body.len() - body.trim_end_matches(junk).len());
    start..end.max(start)
}

/// How many of `gold` are hit, as the scorer counts whole attributions.
pub(crate) fn hits(gold: &[&Marked], kept: &[&Marked]) -> usize {
    let overlap = |a: &[Range<usize>], b: &[Range<usize>]| -> usize {
        a.iter()
            .flat_map(|x| {
                b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))
            })
            .sum()
    };
    let size = |a: &[Range<usize>]| a.iter().map(|r| r.len()).sum::<usize>();
    let mut used = vec![false; kept.len()];
    let mut hit = 0;
    for g in gold {
        let mut best = (0.0, None);
        for (j, k) in kept.iter().enumerate().filter(|&(j, _)| !used[j]) {
            let both = overlap(&g.content, &k.content);
            let iou = both as f32 / (size(&g.content) + size(&k.content) - both).max(1) as f32;
            if iou > best.0 {
                best = (iou, Some(j));
            }
        }
        if let (iou, Some(j)) = best
            && iou >= 0.5
            && ((g.source.is_empty() && kept[j].source.is_empty())
                || overlap(&g.source, &kept[j].source) > 0)
        {
            used[j] = true;
            hit += 1;
        }
    }
    hit
}
