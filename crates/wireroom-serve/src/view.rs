//! The pages: one module each, and what they share.

pub(crate) mod about;
pub(crate) mod add;
mod alone;
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
pub(crate) mod map;
pub(crate) mod matrix;
mod page;
mod parts;
mod passages;
mod rows;
pub(crate) mod search;
pub(crate) mod storyline;
mod text;
mod timeline;
mod tree;

pub(crate) use axis::day_number;
pub(crate) use compare::aligned;
pub(crate) use page::{ICON, LAND, SCRIPT, STYLE, failed, help};
