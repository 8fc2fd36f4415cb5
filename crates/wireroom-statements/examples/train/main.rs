//! Trains the weights: `train CORPUS_FOLDER OUT [key=value…]`, where the folder holds
//! `attribution/train.jsonl` and `attribution/dev.jsonl`. Prints dev scores over thresholds.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

mod corpus;
mod wire;

use corpus::{Document, hits, load};
use std::ops::Range;
use wireroom_statements::train::{Config, Marked, Tried, example, steps, train, with_settings};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("CORPUS_FOLDER");
    let out = arguments.next().expect("OUT");
    let mut config = Config {
        epochs: 6,
        rate: 0.1,
        parts: 3,
        cue_bits: 15,
        role_bits: 16,
        cue_bonus: 1.0,
        decay: 0.0,
        cut: 3,
        quick: false,
    };
    let mut take = usize::MAX;
    let mut wire_times = 8;
    for argument in arguments {
        let (key, value) = argument.split_once('=').expect("key=value");
        match key {
            "epochs" => config.epochs = value.parse().unwrap(),
            "rate" => config.rate = value.parse().unwrap(),
            "parts" => config.parts = value.parse().unwrap(),
            "cue_bits" => config.cue_bits = value.parse().unwrap(),
            "role_bits" => config.role_bits = value.parse().unwrap(),
            "bonus" => config.cue_bonus = value.parse().unwrap(),
            "cut" => config.cut = value.parse().unwrap(),
            "quick" => config.quick = value == "1",
            "decay" => config.decay = value.parse().unwrap(),
            "wire" => wire_times = value.parse().unwrap(),
            "take" => take = value.parse().unwrap(),
            _ => panic!("unknown key {key}"),
        }
    }
    let train_set = load(&format!("{folder}/attribution/train.jsonl"));
    let dev_set = load(&format!("{folder}/attribution/dev.jsonl"));
    let mut examples = corpus::examples(&train_set, config.parts, take);
    for (number, (text, starts, marked)) in wire::expand(wire_times).into_iter().enumerate() {
        examples.push(example(&text, &starts, &marked, number % config.parts));
    }
    let dev_examples = corpus::examples(&dev_set, 1, usize::MAX);
    eprintln!("{} passages", examples.len());
    let clock = std::time::Instant::now();
    let stored = train(&examples, &config, &mut |line| {
        eprintln!("{:6.1} s {line}", clock.elapsed().as_secs_f32())
    });
    eprintln!("{:6.1} s trained, {} bytes", clock.elapsed().as_secs_f32(), stored.len());
    let mut best = (0.0, 0.0, 0.0);
    for bonus in [0.0_f32, 1.0, 1.5, 2.0] {
        println!("bonus {bonus}: {}", steps(&with_settings(&stored, bonus, 0.0), &dev_examples));
        let tried = Tried::new(&with_settings(&stored, bonus, -9.0));
        let results: Vec<Vec<(Marked, f32)>> = dev_set.iter().map(|d| run(&tried, d)).collect();
        for threshold in [-9.0_f32, -1.6, -1.2, -0.9, -0.6, -0.3, 0.0] {
            let (mut hit, mut n_p, mut n_g) = (0, 0, 0);
            for (document, result) in dev_set.iter().zip(&results) {
                let kept: Vec<&Marked> =
                    result.iter().filter(|r| r.1 >= threshold).map(|r| &r.0).collect();
                n_p += kept.len();
                let gold: Vec<&Marked> =
                    document.gold.iter().filter(|g| !g.content.is_empty()).collect();
                n_g += gold.len();
                hit += hits(&gold, &kept);
            }
            let (p, r) = (hit as f32 / n_p.max(1) as f32, hit as f32 / n_g as f32);
            let f = 200.0 * p * r / (p + r);
            println!(
                "bonus {bonus} threshold {threshold}: whole P {:.1} R {:.1} F {f:.2}",
                p * 100.0,
                r * 100.0
            );
            if f > best.0 {
                best = (f, bonus, threshold);
            }
        }
    }
    std::fs::write(out, with_settings(&stored, best.1, best.2)).unwrap();
}

fn run(tried: &Tried, document: &Document) -> Vec<(Marked, f32)> {
    let mut all = Vec::new();
    for (span, starts) in &document.passages {
        let shift = |ranges: &[Range<usize>]| {
            ranges.iter().map(|r| r.start + span.start..r.end + span.start).collect()
        };
        for (m, odds) in tried.run(&document.text[span.clone()], starts) {
            all.push((
                Marked { source: shift(&m.source), cue: shift(&m.cue), content: shift(&m.content) },
                odds,
            ));
        }
    }
    all
}
