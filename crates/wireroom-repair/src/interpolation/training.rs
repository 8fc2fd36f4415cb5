//! What the training program needs: the very features that a passage is judged by. No part of the
//! public interface; it changes without notice.

use wireroom_model::Text;
use wireroom_text::{Span, sentences};

use super::lone::judged;

/// The sentences of a text that are judged, with their features.
#[must_use]
pub fn features(text: &Text) -> Vec<(Span, Vec<f64>)> {
    let spans = sentences(text.repaired());
    judged(text, &spans).into_iter().map(|(span, shown)| (span, shown.to_vec())).collect()
}
