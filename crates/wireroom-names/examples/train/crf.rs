//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001), fitted sentence by
//! sentence with AdaGrad steps (Duchi, Hazan, Singer 2011), an L2 pull and features left out at
//! random, so that no single one is relied on.

use wireroom_names::training::{Example, LABELS, lawful};

use crate::random::Random;

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    /// First step.
    pub(crate) rate: f32,
    /// Pull of a weight to zero at each step that touches it.
    pub(crate) pull: f32,
    /// Features left out at random, of 100.
    pub(crate) dropped: u64,
}

/// Weights of transitions and of features, by number.
pub(crate) struct Fitted {
    pub(crate) transitions: Box<[[f32; LABELS]; LABELS]>,
    pub(crate) rows: Vec<[f32; LABELS]>,
}

/// Fits to the examples; `each` hears the log-loss of every epoch.
pub(crate) fn fit(
    examples: &[Example],
    features: usize,
    settings: Settings,
    mut each: impl FnMut(usize, f64),
) -> Fitted {
    let mut rows = vec![[0f32; LABELS]; features];
    let mut squares = vec![[0f32; LABELS]; features];
    let mut transitions = Box::new([[0f32; LABELS]; LABELS]);
    let mut transition_squares = Box::new([[0f32; LABELS]; LABELS]);
    // Sums over the last half of the way: their mean is steadier than the last point.
    let mut sums = vec![[0f32; LABELS]; features];
    let mut transition_sums = Box::new([[0f32; LABELS]; LABELS]);
    let mut summed = 0f32;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(7);
    let mut scores: Vec<[f64; LABELS]> = Vec::new();
    let mut kept: Vec<Vec<u32>> = Vec::new();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for example in order.iter().map(|at| &examples[*at]) {
            kept.clear();
            scores.clear();
            for keys in &example.keys {
                let keys: Vec<u32> = keys
                    .iter()
                    .copied()
                    .filter(|_| random.below(100) >= settings.dropped)
                    .collect();
                let mut score = [0f32; LABELS];
                for key in &keys {
                    for (sum, weight) in score.iter_mut().zip(&rows[*key as usize]) {
                        *sum += weight;
                    }
                }
                let lift = 100.0 / (100 - settings.dropped) as f32;
                scores.push(score.map(|s| f64::from(s * lift)));
                kept.push(keys);
            }
            let (log_loss, gradients, pairs) = gradient(&scores, &transitions, &example.labels);
            loss += log_loss;
            for (keys, gradient) in kept.iter().zip(&gradients) {
                for key in keys {
                    let (row, square) = (&mut rows[*key as usize], &mut squares[*key as usize]);
                    step(row, square, gradient, settings);
                }
            }
            for label in 0..LABELS {
                let (row, square) = (&mut transitions[label], &mut transition_squares[label]);
                step(row, square, &pairs[label], settings);
            }
        }
        each(epoch, loss / examples.len() as f64);
        if epoch * 2 >= settings.epochs || epoch + 1 == settings.epochs {
            summed += 1.0;
            for (sum, row) in sums.iter_mut().zip(&rows) {
                add(sum, row);
            }
            for (sum, row) in transition_sums.iter_mut().zip(transitions.iter()) {
                add(sum, row);
            }
        }
    }
    for weight in sums.iter_mut().chain(transition_sums.iter_mut()).flatten() {
        *weight /= summed;
    }
    Fitted { transitions: transition_sums, rows: sums }
}

fn add(sum: &mut [f32; LABELS], row: &[f32; LABELS]) {
    for (sum, weight) in sum.iter_mut().zip(row) {
        *sum += weight;
    }
}

fn step(
    row: &mut [f32; LABELS],
    square: &mut [f32; LABELS],
    gradient: &[f32; LABELS],
    settings: Settings,
) {
    for label in 0..LABELS {
        let slope = gradient[label] + settings.pull * row[label];
        square[label] += slope * slope;
        row[label] -= settings.rate * slope / (square[label] + 1e-4).sqrt();
    }
}

type Slopes = (f64, Vec<[f32; LABELS]>, [[f32; LABELS]; LABELS]);

/// Log-loss of the right labels, and its slope for each token's and each pair's score.
fn gradient(
    scores: &[[f64; LABELS]],
    transitions: &[[f32; LABELS]; LABELS],
    right: &[usize],
) -> Slopes {
    let n = scores.len();
    let mut pairs = [[0f32; LABELS]; LABELS];
    if n == 0 {
        return (0.0, Vec::new(), pairs);
    }
    let mut weight = [[0f64; LABELS]; LABELS];
    for (before, row) in weight.iter_mut().enumerate() {
        for (label, cell) in row.iter_mut().enumerate() {
            if lawful(Some(before), Some(label)) {
                *cell = f64::from(transitions[before][label]).exp();
            }
        }
    }
    // Scaled forward and backward sums (Rabiner 1989); each token's scores less their largest.
    let mut log_total = 0.0;
    let emitted: Vec<[f64; LABELS]> = scores
        .iter()
        .map(|score| {
            let top = score.iter().copied().fold(f64::MIN, f64::max);
            log_total += top;
            score.map(|one| (one - top).exp())
        })
        .collect();
    let mut forward = vec![[0f64; LABELS]; n];
    let mut scales = vec![0f64; n];
    for at in 0..n {
        let mut sums = [0f64; LABELS];
        if at == 0 {
            for (label, sum) in sums.iter_mut().enumerate() {
                *sum = f64::from(u8::from(lawful(None, Some(label))));
            }
        } else {
            for before in 0..LABELS {
                let mass = forward[at - 1][before];
                for (sum, weight) in sums.iter_mut().zip(&weight[before]) {
                    *sum += mass * weight;
                }
            }
        }
        for (label, sum) in sums.iter_mut().enumerate() {
            *sum *= emitted[at][label];
            if at + 1 == n && !lawful(Some(label), None) {
                *sum = 0.0;
            }
        }
        let scale: f64 = sums.iter().sum::<f64>().max(1e-300);
        scales[at] = scale;
        log_total += scale.ln();
        forward[at] = sums.map(|sum| sum / scale);
    }
    let mut gradients = vec![[0f32; LABELS]; n];
    let mut backward = [1f64; LABELS];
    for at in (0..n).rev() {
        for label in 0..LABELS {
            let certain = forward[at][label] * backward[label];
            gradients[at][label] = certain as f32 - f32::from(u8::from(label == right[at]));
        }
        if at == 0 {
            break;
        }
        let mut ahead = [0f64; LABELS];
        for (label, one) in ahead.iter_mut().enumerate() {
            let lawful_end = at + 1 < n || lawful(Some(label), None);
            *one = if lawful_end { backward[label] * emitted[at][label] / scales[at] } else { 0.0 };
        }
        for before in 0..LABELS {
            let mass = forward[at - 1][before];
            let mut sum = 0.0;
            for label in 0..LABELS {
                let joint = weight[before][label] * ahead[label];
                sum += joint;
                pairs[before][label] += (mass * joint) as f32;
            }
            backward[before] = sum;
        }
        pairs[right[at - 1]][right[at]] -= 1.0;
    }
    let mut right_score = scores[0][right[0]];
    for at in 1..n {
        right_score += scores[at][right[at]] + f64::from(transitions[right[at - 1]][right[at]]);
    }
    (log_total - right_score, gradients, pairs)
}
