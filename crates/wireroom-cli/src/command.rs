//! The commands, one module each.

pub(crate) mod annotate;
pub(crate) mod collate;
pub(crate) mod export;
mod flat;
#[cfg(feature = "mcp")]
pub(crate) mod mcp;
pub(crate) mod meta;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod repair;
pub(crate) mod serve;
pub(crate) mod show;
#[cfg(feature = "watch")]
pub(crate) mod watch;
