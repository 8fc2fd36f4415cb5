//! The pages: one module each, and what they share.

pub(crate) mod about;
pub(crate) mod add;
pub(crate) mod article;
mod axis;
pub(crate) mod claim;
mod compare;
mod diff;
pub(crate) mod entity;
pub(crate) mod event;
pub(crate) mod events;
pub(crate) mod keys;
mod layers;
pub(crate) mod lineage;
pub(crate) mod lists;
mod page;
mod parts;
pub(crate) mod search;
pub(crate) mod storyline;
mod text;
mod timeline;
mod tree;

pub(crate) use axis::day_number;
pub(crate) use page::{ICON, SCRIPT, STYLE, failed, help};
