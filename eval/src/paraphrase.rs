//! Same statement or not, on sentence pairs from news.

use crate::Row;
use std::io::Write;
use std::path::Path;
use wireroom_eval::measure::Counts;
use wireroom_weigh::{SENTENCE_FEATURES, same_statement, sentence_features};

/// Folds of the corpus: line by line in turn.
const FOLDS: usize = 5;

/// A pair of the corpus.
struct Pair {
    same: bool,
    said: bool,
    features: [f32; SENTENCE_FEATURES],
    /// The first sentence beside the second of the next pair, which asserts something else: pairs of
    /// the corpus all look alike, and a model of them alone takes any two sentences for the same.
    apart: [f32; SENTENCE_FEATURES],
}

fn pairs(corpora: &Path) -> Option<Vec<Pair>> {
    let text = std::fs::read_to_string(corpora.join("same_statement/msrp_train.tsv")).ok()?;
    let lines: Vec<Line<'_>> = text.lines().skip(1).filter_map(line).collect();
    let next = lines.iter().cycle().skip(1);
    let pair = |(&(same, a, b), &(_, _, other)): (&Line<'_>, &Line<'_>)| Pair {
        same,
        said: same_statement(a, b),
        features: sentence_features(a, b),
        apart: sentence_features(a, other),
    };
    Some(lines.iter().zip(next).map(pair).collect())
}

/// Whether readers took two sentences for the same, and the two.
type Line<'t> = (bool, &'t str, &'t str);

fn line(text: &str) -> Option<Line<'_>> {
    let mut fields = text.trim_end().split('\t');
    let same = fields.next()? == "1";
    let b = fields.next_back()?;
    Some((same, fields.next_back()?, b))
}

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let pairs = pairs(corpora)?;
    let as_it_is: Vec<bool> = pairs.iter().map(|pair| pair.said).collect();
    let mut five_fold = vec![false; pairs.len()];
    for fold in 0..FOLDS {
        let others = pairs.iter().enumerate().filter(|(at, _)| at % FOLDS != fold);
        let weights = fit(&others.map(|(_, pair)| pair).collect::<Vec<_>>());
        for at in (fold..pairs.len()).step_by(FOLDS) {
            five_fold[at] = score(&weights, &pairs[at].features) >= 0.0;
        }
    }
    let row = |name: &str, said: &[bool], fitted| {
        Row::new(format!("same statement, {} pairs{name}", pairs.len()), show(&pairs, said), fitted)
    };
    Some(vec![
        row(", five-fold", &five_fold, "for each fold, weights fitted on the other four"),
        row(", as shipped", &as_it_is, "weights fitted on these pairs: in-sample"),
    ])
}

/// Prints the weights that the library ships, fitted on all pairs.
pub(crate) fn weights(corpora: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let pairs = pairs(Path::new(corpora))
        .ok_or_else(|| std::io::Error::other("the sentence pairs are not in the folder"))?;
    let weights = fit(&pairs.iter().collect::<Vec<_>>());
    let shown: Vec<String> = weights.iter().map(|weight| format!("{weight:.2}")).collect();
    writeln!(out, "[{}]", shown.join(", "))
}

fn show(pairs: &[Pair], said: &[bool]) -> String {
    let count = |holds: &dyn Fn(&Pair, bool) -> bool| {
        pairs.iter().zip(said).filter(|(pair, said)| holds(pair, **said)).count()
    };
    let hits = count(&|pair, said| pair.same && said);
    let mut counts = Counts::default();
    counts.add(hits, count(&|_, said| said), hits, count(&|pair, _| pair.same));
    let right = count(&|pair, said| pair.same == said);
    let accuracy = 100.0 * right as f64 / pairs.len().max(1) as f64;
    format!("accuracy {accuracy:.2}, {}", counts.show())
}

type Weights = [f64; SENTENCE_FEATURES + 1];

fn score(weights: &Weights, features: &[f32; SENTENCE_FEATURES]) -> f64 {
    let sum: f64 = features.iter().zip(weights).map(|(x, w)| f64::from(*x) * w).sum();
    sum + weights[SENTENCE_FEATURES]
}

/// A logistic model by gradient descent with momentum, held back a little; the same every time.
fn fit(pairs: &[&Pair]) -> Weights {
    const STEPS: usize = 3000;
    const RATE: f64 = 2.0;
    const MOMENTUM: f64 = 0.9;
    const PENALTY: f64 = 1e-4;
    let mut weights = [0.0; SENTENCE_FEATURES + 1];
    let mut speed = weights;
    let count = (2 * pairs.len()).max(1) as f64;
    for _ in 0..STEPS {
        let mut slope = weights.map(|weight| weight * PENALTY);
        for pair in pairs {
            for (features, same) in [(&pair.features, pair.same), (&pair.apart, false)] {
                let likely = 1.0 / (1.0 + (-score(&weights, features)).exp());
                let off = (likely - f64::from(u8::from(same))) / count;
                for (slope, x) in slope.iter_mut().zip(features) {
                    *slope += off * f64::from(*x);
                }
                slope[SENTENCE_FEATURES] += off;
            }
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(slope) {
            *speed = MOMENTUM * *speed - RATE * slope * (1.0 - MOMENTUM);
            *weight += *speed;
        }
    }
    weights
}
