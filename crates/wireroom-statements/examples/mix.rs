//! Tries shares of chains and encoder on a corpus: `mix CORPUS.jsonl ENCODER.weights [a,b,c,d,e,f …]`.
//! Without mixes given, each number of the one that is best so far is moved up and down in turn.
//! Prints the whole F of the best threshold, by the measure of the scorer.
#![allow(clippy::print_stdout, reason = "a program for a terminal")]
#![allow(dead_code, reason = "the modules are shared with the trainer, which uses all of them")]

#[path = "train/corpus.rs"]
mod corpus;

use std::ops::Range;
use wireroom_encoder::Encoder;
use wireroom_statements::train::{Marked, Sounded, sound};

type Mix = [f32; 6];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("CORPUS.jsonl");
    let weights = std::fs::read(arguments.next().expect("ENCODER.weights")).unwrap();
    let encoder = Encoder::read(Box::leak(weights.into_boxed_slice())).expect("whole weights");
    let documents = corpus::load(&path);
    let sounded: Vec<Vec<Sounded<'_>>> = documents
        .iter()
        .map(|document| {
            let passages: Vec<(&str, &[usize])> = document
                .passages
                .iter()
                .map(|(span, starts)| (&document.text[span.clone()], starts.as_slice()))
                .collect();
            sound(&encoder, &passages)
        })
        .collect();
    let given: Vec<Mix> = arguments
        .map(|word| {
            let numbers: Vec<f32> = word.split(',').map(|n| n.parse().unwrap()).collect();
            numbers.try_into().expect("six numbers")
        })
        .collect();
    let alone = given.len() > 1;
    let mut best = given.first().copied().unwrap_or([0.6, 0.6, 0.6, 0.6, 0.3, 1.0]);
    for mix in &given {
        println!("{mix:?} {:?}", tried(&documents, &sounded, *mix));
    }
    if alone {
        return;
    }
    let mut top = tried(&documents, &sounded, best);
    println!("{best:?} {top:?}");
    for step in [0.2, 0.1] {
        for slot in 0..best.len() {
            for up in [true, false] {
                loop {
                    let mut mix = best;
                    let size = if slot == 5 { 2.5 * step } else { step };
                    mix[slot] += if up { size } else { -size };
                    let one = tried(&documents, &sounded, mix);
                    if one.0 <= top.0 + 0.02 {
                        break;
                    }
                    (best, top) = (mix, one);
                    println!("{best:?} {top:?}");
                }
            }
        }
    }
}

/// Whole F, threshold, precision, recall of the best threshold; then exact F of source, cue and
/// content there.
fn tried(
    documents: &[corpus::Document],
    sounded: &[Vec<Sounded<'_>>],
    mix: Mix,
) -> (f32, f32, f32, f32, [f32; 3]) {
    let results: Vec<Vec<(Marked, f32)>> = documents
        .iter()
        .zip(sounded)
        .map(|(document, own)| {
            let each = document.passages.iter().zip(own).flat_map(|((span, _), one)| {
                let shift = |ranges: &[Range<usize>]| {
                    ranges.iter().map(|r| r.start + span.start..r.end + span.start).collect()
                };
                one.run(mix).into_iter().map(move |(m, odds)| {
                    let (source, cue) = (shift(&m.source), shift(&m.cue));
                    (Marked { source, cue, content: shift(&m.content) }, odds)
                })
            });
            each.collect()
        })
        .collect();
    let mut best = (0.0, 0.0, 0.0, 0.0, [0.0; 3]);
    for step in -12..8 {
        let threshold = step as f32 * 0.25;
        let (mut hit, mut said, mut gold) = (0, 0, 0);
        let mut exact = [[0_usize; 3]; 3];
        for (document, result) in documents.iter().zip(&results) {
            let kept: Vec<&Marked> =
                result.iter().filter(|r| r.1 >= threshold).map(|r| &r.0).collect();
            let wanted: Vec<&Marked> =
                document.gold.iter().filter(|g| !g.content.is_empty()).collect();
            said += kept.len();
            gold += wanted.len();
            hit += corpus::hits(&wanted, &kept);
            let all: Vec<&Marked> = document.gold.iter().collect();
            for (role, counts) in exact.iter_mut().enumerate() {
                let (a, b) = (spans(document, &all, role), spans(document, &kept, role));
                counts[0] += a.intersection(&b).count();
                counts[1] += a.len();
                counts[2] += b.len();
            }
        }
        let (p, r) = (hit as f32 / said.max(1) as f32, hit as f32 / gold as f32);
        let f = 200.0 * p * r / (p + r).max(1e-9);
        if f > best.0 {
            let exact = exact.map(|[hit, a, b]| 200.0 * hit as f32 / (a + b).max(1) as f32);
            best = (f, threshold, 100.0 * p, 100.0 * r, exact);
        }
    }
    best
}

fn spans(
    document: &corpus::Document,
    all: &[&Marked],
    role: usize,
) -> std::collections::BTreeSet<(usize, usize)> {
    let of = |m: &Marked| match role {
        0 => m.source.clone(),
        1 => m.cue.clone(),
        _ => m.content.clone(),
    };
    let each = all.iter().flat_map(|m| of(m));
    each.map(|r| corpus::trim(&document.text, r)).map(|r| (r.start, r.end)).collect()
}
