//! What is known of a generated pile: one JSON object a line.

use serde_json::{Value, json};

/// A document, given or withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldDocument {
    /// Its id in the pile.
    pub id: String,
    /// The family it is of. A merger of two families is of the one that more of it is from.
    pub family: String,
    /// The other family of a merger of two, and of what was copied from it.
    pub second: Option<String>,
    /// Whether it is in the pile; if not, it is an exemplar that nobody gave.
    pub held: bool,
    /// The documents it was made from, the main one first; none for a root.
    pub parents: Vec<String>,
    /// The glossary's word for how; none for a root, and for noise that no word is kept for.
    pub relation: Option<String>,
    /// The generator's word for how; "root" for a root.
    pub kind: String,
    /// Copies between it and its root.
    pub depth: usize,
}

/// Two documents that are no copies of each other but look as if.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardNegative {
    /// How they are alike.
    pub kind: String,
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
}

/// All that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gold {
    /// The documents, in the order they were made.
    pub documents: Vec<GoldDocument>,
    /// The pairs of hard negatives.
    pub negatives: Vec<HardNegative>,
}

impl Gold {
    /// Reads lines as they are written; lines of another form are passed over.
    #[must_use]
    pub fn read(lines: &str) -> Self {
        let mut gold = Self::default();
        for value in lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let text = |key: &str| value[key].as_str().map(str::to_owned);
            if let (Some(kind), Some(a), Some(b)) = (text("negative"), text("a"), text("b")) {
                gold.negatives.push(HardNegative { kind, a, b });
            } else if let (Some(id), Some(family), Some(kind)) =
                (text("id"), text("family"), text("kind"))
            {
                let parents = value["parents"].as_array().into_iter().flatten();
                gold.documents.push(GoldDocument {
                    id,
                    family,
                    second: text("second"),
                    held: value["held"].as_bool().unwrap_or(true),
                    parents: parents.filter_map(|id| Some(id.as_str()?.to_owned())).collect(),
                    relation: text("relation"),
                    kind,
                    depth: value["depth"].as_u64().and_then(|n| n.try_into().ok()).unwrap_or(0),
                });
            }
        }
        gold
    }
}

impl GoldDocument {
    pub(crate) fn line(&self) -> Value {
        json!({
            "id": self.id,
            "family": self.family,
            "second": self.second,
            "held": self.held,
            "parents": self.parents,
            "relation": self.relation,
            "kind": self.kind,
            "depth": self.depth,
        })
    }
}

impl HardNegative {
    pub(crate) fn line(&self) -> Value {
        json!({ "negative": self.kind, "a": self.a, "b": self.b })
    }
}
