//! The binary `wireroom`.
fn main() {}
