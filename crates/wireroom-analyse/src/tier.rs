//! How thoroughly a pile is read.

use wireroom_encoder::Encoder;

/// The version of all that reads a text besides its models: it goes up with every change after which
/// some text is read otherwise. A record keeps what was read under it.
pub const READER: u32 = 1;

/// How thoroughly names and statements are looked for. Times are found alike in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tier {
    /// Chains over features of words: several times as fast, and misses more.
    Fast,
    /// The chains and a small transformer together.
    #[default]
    Full,
}

/// The models that made an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Models {
    /// The one of names.
    pub names: &'static str,
    /// The one of statements.
    pub statements: &'static str,
}

impl Tier {
    /// The models that it uses.
    #[must_use]
    pub fn models(self) -> Models {
        let (names, statements) = match self {
            Self::Fast => (wireroom_names::MODEL, wireroom_statements::MODEL),
            Self::Full => (wireroom_names::FULL_MODEL, wireroom_statements::FULL_MODEL),
        };
        Models { names, statements }
    }

    pub(crate) fn encoder(self) -> Option<&'static Encoder> {
        match self {
            Self::Fast => None,
            Self::Full => Some(Encoder::shipped()),
        }
    }
}
