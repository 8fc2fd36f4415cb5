//! One thing of a record: found by what the user calls it, and laid out in full.

mod find;
mod print;

pub(crate) use find::{Found, find};
pub(crate) use print::print;
