//! Ids: string newtypes that do not mix.
//!
//! An id is derived from what it names and from nothing else, so the same pile has the same ids
//! in any order and on any machine. [`EntityId`] is a readable slug; the others are a letter and
//! twelve hexadecimal digits (48 bits of BLAKE3).
//!
//! ```compile_fail
//! use wireroom_model::{ClaimId, EventId};
//! let event = EventId::derive(&["a"]);
//! let claim: ClaimId = event;
//! ```

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id of the thing that `parts` describe. Parts are kept apart: `["ab", "c"]` and
            /// `["a", "bc"]` have different ids.
            #[must_use]
            pub fn derive(parts: &[&str]) -> Self {
                Self(digest($letter, parts))
            }

            /// An id that was printed or stored before.
            #[must_use]
            pub fn from_stored(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// As printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

ids! {
    /// A document: derived from where it came from and from its content.
    DocumentId "d";
    /// A family: derived from its witnesses.
    FamilyId "f";
    /// An exemplar, held or inferred.
    ExemplarId "x";
    /// An event: derived from its texts.
    EventId "e";
    /// A claim: derived from its statements.
    ClaimId "c";
    /// A statement: derived from its document and place.
    StatementId "s";
    /// A difference: derived from its sides.
    DifferenceId "v";
    /// A storyline: derived from its events.
    StorylineId "l";
    /// An entity: an ISO 3166 alpha-3 code for a state ("PER"), a slug of its name for all else
    /// ("rosa-ibarra"). Use [`EntityId::from_stored`] with [`slug`]; `derive` is for nameless ones.
    EntityId "n";
}

fn digest(letter: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    format!("{letter}{}", &hex.as_str()[..12])
}

/// A name as a readable id: lower case, every run of other than letters and digits a hyphen.
///
/// Letters keep their script and marks: `slug("Şule Öz")` is `şule-öz`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
