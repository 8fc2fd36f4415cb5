//! `wireroom collate --explain A B`: why two texts are or are not in one family.

use super::links::{Names, label};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write};
use wireroom::Record;
use wireroom::collate::{Config, Member, Verdict};
use wireroom::model::DocumentId;

/// The two documents that are asked about.
pub(super) struct Asked(DocumentId, DocumentId);

impl Asked {
    pub(super) fn new(a: &str, b: &str, names: &Names<'_>) -> anyhow::Result<Self> {
        let (a, b) = (names.find(a)?.clone(), names.find(b)?.clone());
        if a == b {
            anyhow::bail!("--explain wants two documents; both names are of one");
        }
        Ok(Self(a, b))
    }
}

/// Why two texts are or are not in one family.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    a: String,
    b: String,
    pub(super) one_family: bool,
    reasons: Vec<String>,
    /// The documents that join the two, both with them, where they are of one family.
    by_way_of: Vec<String>,
    /// The passages that stand in both, as they stand in the one of the lesser id.
    passages: Vec<String>,
}

pub(super) fn answer(asked: &Asked, record: &Record, config: &Config) -> anyhow::Result<Answer> {
    let reading = |id: &DocumentId| {
        let found = record.documents.iter().find(|reading| reading.document.id == *id);
        found.ok_or_else(|| anyhow::anyhow!("{id} was set aside"))
    };
    let (a, b) = (reading(&asked.0)?, reading(&asked.1)?);
    let one_family = a.family == b.family;
    let said = wireroom::collate::explain(
        Member { document: &a.document, text: &a.text },
        Member { document: &b.document, text: &b.text },
        config,
    );
    let named = |pairs: &[(DocumentId, DocumentId)]| {
        let pair = |(x, y): &(DocumentId, DocumentId)| {
            (x, y) == (&asked.0, &asked.1) || (y, x) == (&asked.0, &asked.1)
        };
        pairs.iter().any(pair)
    };
    let by_way_of = if one_family { way(asked, record) } else { Vec::new() };
    let mut reasons = Vec::new();
    if named(&config.must_link) {
        reasons.push("you link them".to_owned());
    } else if named(&config.cannot_link) {
        reasons.push("you part them".to_owned());
    } else if one_family && by_way_of.len() > 2 {
        reasons.push(format!(
            "they are joined by way of {}",
            by_way_of.get(1..by_way_of.len() - 1).unwrap_or_default().join(", ")
        ));
    } else if !one_family && said.verdict == Verdict::Copy {
        reasons.push(
            "compared alone they are copies; within the pile what they share is boilerplate, or \
             one of them holds two stories and went with the other"
                .to_owned(),
        );
    }
    reasons.extend(said.reasons);
    let shown = said.pair.iter().flat_map(|pair| {
        let text = if pair.a == asked.0 { &a.text } else { &b.text };
        pair.passages.iter().map(move |passage| passage.a.text(text.repaired()).to_owned())
    });
    Ok(Answer {
        a: label(&a.document),
        b: label(&b.document),
        one_family,
        reasons,
        by_way_of,
        passages: shown.collect(),
    })
}

/// The shortest way from the one to the other by accepted pairs, as labels.
fn way(asked: &Asked, record: &Record) -> Vec<String> {
    let mut beside: BTreeMap<&DocumentId, Vec<&DocumentId>> = BTreeMap::new();
    for pair in &record.pairs {
        beside.entry(&pair.a).or_default().push(&pair.b);
        beside.entry(&pair.b).or_default().push(&pair.a);
    }
    let mut from: BTreeMap<&DocumentId, Option<&DocumentId>> = BTreeMap::new();
    let mut next = VecDeque::from([&asked.0]);
    from.insert(&asked.0, None);
    while let Some(at) = next.pop_front() {
        for &other in beside.get(at).into_iter().flatten() {
            if !from.contains_key(other) {
                from.insert(other, Some(at));
                next.push_back(other);
            }
        }
    }
    let mut way = Vec::new();
    let mut at = from.contains_key(&asked.1).then_some(&asked.1);
    while let Some(id) = at {
        let reading = record.documents.iter().find(|reading| reading.document.id == *id);
        way.push(reading.map_or_else(|| id.to_string(), |reading| label(&reading.document)));
        at = from.get(id).copied().flatten();
    }
    way.reverse();
    way
}

impl Answer {
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let of = if self.one_family { "are of one family" } else { "are of two families" };
        writeln!(out, "{} and {} {of}", self.a, self.b)?;
        for reason in &self.reasons {
            writeln!(out, "  {reason}")?;
        }
        for passage in &self.passages {
            writeln!(out, "  » {}", passage.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        Ok(())
    }
}
