//! Why two texts are about one event, or are not.

use crate::quote::Span;
use serde::{Deserialize, Serialize};

/// Why two texts are in one event or in two: what speaks for and against, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Joining {
    /// Id of one document.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Whether they went to one event.
    pub one_event: bool,
    /// Whether they descend from one text.
    pub one_family: bool,
    /// How likely the pair, taken alone, is about one event.
    pub probability: f64,
    /// Days between what the two leads date as new; `null` where one does not.
    pub days_apart: Option<i64>,
    /// What the score of the pair starts from.
    pub start: f64,
    /// What each likeness adds to it, the weightiest first.
    pub likenesses: Vec<Likeness>,
    /// How the two events compare as wholes; `null` where it is one.
    pub events: Option<Across>,
    /// What decided, in words, first things first.
    pub reasons: Vec<String>,
    /// The passages it rests on.
    pub passages: Vec<Rests>,
}

/// One likeness of two texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Likeness {
    /// What is compared.
    pub of: String,
    /// From 0 to 1.
    pub value: f64,
    /// What it adds: above 0 for one event, below 0 against it.
    pub adds: f64,
}

/// How two events compare as wholes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Across {
    /// Mean probability over the pairs of texts across.
    pub probability: f64,
    /// The least at which they would be joined.
    pub needed: f64,
    /// Mean likeness of the pairs across.
    pub likeness: f64,
    /// The least that it would have to be, given how alike the texts within each are.
    pub likeness_needed: f64,
    /// Mean likeness within the one and the other.
    pub within: (f64, f64),
    /// Pairs across of which both date something new.
    pub dated: u32,
    /// Those of them that date it to days apart.
    pub apart: u32,
}

/// A passage that a joining rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rests {
    /// Id of the document.
    pub document: String,
    /// name or date.
    pub of: String,
    /// Where, in its text as received.
    pub span: Span,
    /// What stands there after repair.
    pub text: String,
}

impl From<&wireroom::Joining> for Joining {
    fn from(of: &wireroom::Joining) -> Self {
        let said = &of.explanation;
        let likeness = |part: &wireroom::group::Part| Likeness {
            of: part.label.to_owned(),
            value: short(part.value),
            adds: short(part.adds),
        };
        let across = |across: wireroom::group::Across| Across {
            probability: short(across.probability),
            needed: short(across.needed),
            likeness: short(across.likeness.0),
            likeness_needed: short(across.cohesion),
            within: (short(across.likeness.1), short(across.likeness.2)),
            dated: across.dated.0,
            apart: across.dated.1,
        };
        let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let rests = |passage: &wireroom::Evidence| Rests {
            document: passage.document.to_string(),
            of: passage.of.to_owned(),
            span: Span(at(passage.span.start()), at(passage.span.end())),
            text: passage.text.clone(),
        };
        Self {
            a: of.texts.0.to_string(),
            b: of.texts.1.to_string(),
            one_event: said.one_event,
            one_family: said.one_family,
            probability: short(said.probability),
            days_apart: said.days_apart,
            start: short(said.start),
            likenesses: said.parts.iter().map(likeness).collect(),
            events: said.events.map(across),
            reasons: said.reasons.clone(),
            passages: of.passages.iter().map(rests).collect(),
        }
    }
}

/// Four decimals, as everywhere in the contract.
fn short(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}
