//! Entities across a pile.

use wireroom_model::{Analysis, Entity};

/// A document of the pile to link.
#[derive(Debug, Clone, Copy)]
pub struct LinkDocument<'a> {
    /// Its index in the pile, in canonical order: [`Entity::mentions`] gives it back.
    pub document: usize,
    /// Its family. Sources without a name are joined only within one, under the same words.
    pub family: usize,
    /// Its reading text.
    pub text: &'a str,
    /// What it says.
    pub analysis: &'a Analysis,
}

/// The entities of a pile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linking {
    /// The entities, sorted by id.
    pub entities: Vec<Entity>,
    /// For each document given, in that order, for each of its local entities the index in
    /// `entities`.
    pub of: Vec<Vec<usize>>,
}

/// Joins the entities of a pile.
#[must_use]
pub fn link(documents: &[LinkDocument<'_>]) -> Linking {
    let _ = documents;
    Linking::default()
}
