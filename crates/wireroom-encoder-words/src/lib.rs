//! The first part of the encoder's weights: its vocabulary and the vectors of most of its word pieces.
//!
//! It is a crate of its own because a registry takes packages of ten megabytes, and both parts together
//! have more. `training/encoder/part.py` cuts them.
//!
//! What it is not: it reads nothing of them. `wireroom-encoder` does, and its `data/MODEL.md` says what
//! they are and where they are from.

/// The bytes, behind which those of `wireroom-encoder` follow.
pub const WEIGHTS: &[u8] = include_bytes!("../data/words.weights");
