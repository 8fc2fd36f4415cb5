//! Spans with the text that stands there, and dates with how they were had.

use serde::{Deserialize, Serialize};

/// `[start, end]`: UTF-8 bytes, half open, into the text as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span(pub u32, pub u32);

impl Span {
    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self(self.0.min(other.0), self.1.max(other.1))
    }
}

/// A passage of the document that the object around it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passage {
    /// Where, in the text as received.
    pub span: Span,
    /// What stands there after repair.
    pub text: String,
}

/// A passage of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Id of the document.
    pub document: String,
    /// Where, in its text as received.
    pub span: Span,
    /// What stands there after repair.
    pub text: String,
}

/// What may stand in several pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pieces {
    /// The span that covers all pieces.
    pub span: Span,
    /// The pieces, joined with " … ".
    pub text: String,
    /// Each piece; at least one.
    pub pieces: Vec<Passage>,
}

/// Who says something, as the text has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The span that covers all pieces.
    pub span: Span,
    /// The pieces, joined with " … ".
    pub text: String,
    /// Id of the entity it refers to, `null` where that is not known.
    pub entity: Option<String>,
    /// Each piece; at least one.
    pub pieces: Vec<Passage>,
}

/// A date or time and how it was had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dated {
    /// ISO 8601 with the parts that are known; unknown leading parts are `X`: "XXXX-03-23".
    pub value: String,
    /// stated, metadata, dateline, url, relative, weekday, narrative or inferred.
    pub basis: String,
}

impl Dated {
    /// The value for people: a weekday that no text says the week of by its name, otherwise as it is.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self.value.as_str() {
            "XXXX-WXX-1" => "a Monday",
            "XXXX-WXX-2" => "a Tuesday",
            "XXXX-WXX-3" => "a Wednesday",
            "XXXX-WXX-4" => "a Thursday",
            "XXXX-WXX-5" => "a Friday",
            "XXXX-WXX-6" => "a Saturday",
            "XXXX-WXX-7" => "a Sunday",
            value => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Dated;

    #[test]
    fn a_weekday_alone_is_shown_by_its_name() {
        let shown = |value: &str| {
            Dated { value: value.to_owned(), basis: "stated".to_owned() }.shown().to_owned()
        };
        assert_eq!(shown("XXXX-WXX-6"), "a Saturday");
        for as_it_is in ["2024-03-05", "XXXX-03-05", "2024-W10-6", "XXXX-WXX-8"] {
            assert_eq!(shown(as_it_is), as_it_is);
        }
    }
}
