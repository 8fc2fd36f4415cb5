//! Who and what the texts refer to.

use serde::{Deserialize, Serialize};

/// Someone or something that texts of the pile refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// ISO 3166 alpha-3 for a state, else a slug of the name.
    pub id: String,
    /// person, organization, state, place, unnamed or other.
    pub kind: String,
    /// The commonest full form.
    pub name: String,
    /// Other forms found, sorted.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// The role most often given.
    pub role: Option<String>,
    /// How often the pile mentions it.
    pub mentions: usize,
}
