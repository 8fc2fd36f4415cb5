//! A pair of texts, aligned.

use wireroom_model::Text;

use crate::Config;
use crate::body::Body;
use crate::candidates::Boilerplate;
use crate::compare::{Verdict, compare};
use crate::words::body_words;

/// The words of a text made ready to be compared, in five bytes each. `common` are its shingles that
/// are boilerplate in the pile.
#[must_use]
pub fn words(text: &Text, common: Vec<u32>) -> Vec<u8> {
    let mut body = Body::new(&body_words(text));
    body.mark(&Boilerplate::new(common));
    body.to_bytes()
}

/// Whether an alignment finds that one text lies behind both. Each is given by its [`words`] and its
/// [`Sketch::imprint`](crate::Sketch::imprint); the one with the lower number comes first. `None` where the
/// bytes are no words.
#[must_use]
pub fn is_copy(a: (&[u8], u64), b: (&[u8], u64), config: &Config) -> Option<bool> {
    let found = compare(&Body::from_bytes(a.0)?, &Body::from_bytes(b.0)?, (a.1, b.1), config);
    Some(found.verdict == Verdict::Copy)
}
