//! Parts of a page: what the repair calls each passage, against labels set by hand. The labels are
//! spans and a hash each; the texts are the corpora's (`labels/README.md`).

use crate::Row;
use crate::corpus::{document, hash, lines};
use crate::label_sheet::FILES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use wireroom::model::{Document, ZoneKind};
use wireroom_eval::measure::Counts;
use wireroom_intake::{Limits, read_bytes};

pub(crate) const LABELS: &str = include_str!("../labels/furniture.jsonl");

const KINDS: [&str; 12] = [
    "title",
    "repeated_title",
    "dek",
    "dateline",
    "byline",
    "credit",
    "contributors",
    "published",
    "updated",
    "caption",
    "furniture",
    "body",
];

/// What a half of the labels gives.
#[derive(Default)]
struct Half {
    texts: usize,
    stale: usize,
    kinds: BTreeMap<&'static str, Counts>,
    body_words: usize,
    body_lost: usize,
    other_words: usize,
    other_kept: usize,
}

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let mut held: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (name, file) in FILES {
        held.insert(name, lines(&corpora.join(file))?);
    }
    let mut halves: BTreeMap<&str, Half> = BTreeMap::new();
    for line in LABELS.lines() {
        let label: Value = serde_json::from_str(line).ok()?;
        let id = label["id"].as_str()?;
        let name = if label["half"] == "fit" { "fit" } else { "measure" };
        let half = halves.entry(name).or_default();
        let found = match label["corpus"].as_str()? {
            "pages" => page(corpora, id),
            corpus => held
                .get(corpus)
                .and_then(|rows| rows.iter().find(|row| row["id"] == id))
                .map(document),
        };
        let same = |document: &Document| {
            label["hash"].as_str() == Some(&format!("{:016x}", hash(&document.received)))
        };
        let Some(document) = found.filter(same) else {
            half.stale += 1;
            continue;
        };
        half.texts += 1;
        score(half, &label, &document);
    }
    Some(halves.into_iter().flat_map(|(name, half)| shown(name, &half)).collect())
}

pub(crate) fn page(corpora: &Path, id: &str) -> Option<Document> {
    let file = std::fs::File::open(corpora.join(format!("pages/html/{id}.html.gz"))).ok()?;
    let mut html = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut html).ok()?;
    read_bytes(&format!("{id}.html"), &html, &Limits::default()).documents.into_iter().next()
}

fn score(half: &mut Half, label: &Value, document: &Document) {
    let text = wireroom_repair::repair(document);
    let gold: Vec<(usize, usize, &str)> = label["labels"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|span| {
            let at = |i: usize| usize::try_from(span[i].as_u64()?).ok();
            Some((at(0)?, at(1)?, span[2].as_str()?))
        })
        .collect();
    let zones: Vec<(usize, usize, ZoneKind)> = text
        .structure
        .zones
        .iter()
        .map(|zone| {
            let span = text.map.to_received(zone.span);
            (span.start(), span.end(), zone.kind)
        })
        .collect();
    let mut of_gold: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut of_zone: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for at in words(&document.received) {
        let wanted = gold
            .iter()
            .find(|(start, end, _)| (*start..*end).contains(&at))
            .map_or("body", |g| g.2);
        let got = zones
            .iter()
            .find(|(start, end, _)| (*start..*end).contains(&at))
            .map_or("body", |zone| zone.2.as_str());
        of_gold.entry(wanted).or_default().insert(at);
        of_zone.entry(got).or_default().insert(at);
        let (lost, kept) = (usize::from(got != "body"), usize::from(got == "body"));
        if wanted == "body" {
            half.body_words += 1;
            half.body_lost += lost;
        } else {
            half.other_words += 1;
            half.other_kept += kept;
        }
    }
    let none = BTreeSet::new();
    for kind in KINDS {
        let (gold, zone) = (of_gold.get(kind).unwrap_or(&none), of_zone.get(kind).unwrap_or(&none));
        let both = gold.intersection(zone).count();
        half.kinds.entry(kind).or_default().add(both, zone.len(), both, gold.len());
    }
}

/// Where each word begins.
fn words(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if !inside && !c.is_whitespace() {
            found.push(at);
        }
        inside = !c.is_whitespace();
    }
    found
}

fn shown(name: &str, half: &Half) -> Vec<Row> {
    let fitted = if name == "fit" {
        "rules were mended by these texts"
    } else {
        "labeled before the rules were mended; what the rules are was chosen with these totals in sight"
    };
    let mut rows = vec![Row::new(
        format!("page parts, {name} half, {} texts: words of body lost", half.texts),
        format!(
            "{} of {}; of {} other words {} kept as body; {} texts left out as changed",
            half.body_lost, half.body_words, half.other_words, half.other_kept, half.stale
        ),
        fitted,
    )];
    for kind in KINDS {
        let Some(counts) = half.kinds.get(kind).filter(|counts| counts.gold > 0) else { continue };
        rows.push(Row::new(
            format!("page parts, {name} half: {kind}, by word"),
            format!("{}, {} words", counts.show(), counts.gold),
            fitted,
        ));
    }
    rows
}
