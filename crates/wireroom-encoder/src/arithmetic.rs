//! The functions of a net between its matrix products, written so that a compiler can do several
//! numbers at once, and without the system's `exp`, whose last bits differ from one to the next.

/// Numbers done at once.
const LANES: usize = 8;

/// e to the power of `x`, for x up to 60; to about five digits, which
/// is finer than what eight-bit weights leave.
#[inline]
pub(crate) fn exp(x: f32) -> f32 {
    // 2^(whole + part), part in -0.5..0.5; adding and taking away 1.5 * 2^23 rounds.
    let power = (x * std::f32::consts::LOG2_E).clamp(-126.0, 87.0);
    let shifted = power + 12_582_912.0;
    let whole = shifted - 12_582_912.0;
    let part = power - whole;
    let two = 1.0
        + part
            * (std::f32::consts::LN_2
                + part
                    * (0.240_226_5
                        + part * (0.055_504_11 + part * (0.009_618_13 + part * 0.001_333_4))));
    let bits = shifted.to_bits().wrapping_sub(0x4b40_0000).wrapping_add(127) << 23;
    two * f32::from_bits(bits)
}

/// GELU by its `tanh` form (Hendrycks, Gimpel 2016), in place.
pub(crate) fn gelu(values: &mut [f32]) {
    for x in values {
        let u = 0.797_884_6 * (*x + 0.044_715 * *x * *x * *x);
        // x (1 + tanh u) / 2 = x / (1 + e^-2u)
        *x /= 1.0 + exp(-2.0 * u);
    }
}

/// Turns scores into shares of one.
pub(crate) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in scores.iter_mut() {
        *score = exp(*score - top);
    }
    let sum = sum(scores).max(f32::MIN_POSITIVE);
    for score in scores {
        *score /= sum;
    }
}

/// Mean nought, spread one, then `weight` and `bias`; in place.
pub(crate) fn normalize(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let count = row.len() as f32;
    let mean = sum(row) / count;
    for x in row.iter_mut() {
        *x -= mean;
    }
    let spread = (dot(row, row) / count + 1e-12).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = *x / spread * w + b;
    }
}

/// The sum of products, in a fixed order.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, rest_a) = a.as_chunks::<LANES>();
    let (b, rest_b) = b.as_chunks::<LANES>();
    let mut lanes = [0.0_f32; LANES];
    for (x, y) in a.iter().zip(b) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum();
    lanes.iter().sum::<f32>() + rest
}

/// The sum, in a fixed order.
pub(crate) fn sum(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0_f32; LANES];
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += x;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().sum::<f32>()
}

/// `out += share * row`.
pub(crate) fn add_scaled(out: &mut [f32], row: &[f32], share: f32) {
    for (to, from) in out.iter_mut().zip(row) {
        *to += share * from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_exp() {
        for step in -800..400 {
            let x = step as f32 / 10.0;
            let (own, right) = (exp(x), f64::from(x).exp());
            // The product with log2 e is rounded, which weighs more the larger it is.
            let share = 4e-6 + 1e-7 * f64::from(x.abs());
            assert!((f64::from(own) - right).abs() <= share * right + 1e-37, "{x}: {own} {right}");
        }
    }

    #[test]
    fn gelu_of_far_and_near() {
        let mut values = [-30.0, -1.0, 0.0, 1.0, 30.0];
        gelu(&mut values);
        for (own, right) in values.iter().zip([0.0, -0.158_808, 0.0, 0.841_192, 30.0]) {
            assert!((own - right).abs() < 1e-4, "{own} {right}");
        }
    }

    #[test]
    fn shares_add_up() {
        let mut scores: Vec<f32> = (0..29).map(|n| (n % 7) as f32 - 3.0).collect();
        softmax(&mut scores);
        assert!((sum(&scores) - 1.0).abs() < 1e-5);
        assert!(scores[6] > scores[5]);
    }
}
