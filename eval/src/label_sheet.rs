//! Sheets for labeling: texts without labels as numbered lines to read, and marks made on them
//! turned into spans. The sheets hold texts of corpora and stay outside the repository
//! (`labels/README.md`).

use crate::corpus::{document, hash, lines};
use crate::furniture::{LABELS, page};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use wireroom::model::Document;

/// The corpora that are labeled, with the file each is in.
pub(crate) const FILES: [(&str, &str); 4] = [
    ("newscluster", "events/newscluster_dev.jsonl"),
    ("attribution", "attribution/dev.jsonl"),
    ("ecbplus", "instances/ecbplus_dev.jsonl"),
    ("times", "times/timebank_aquaint_dev.jsonl"),
];

/// Texts longer than this take too long to read with care.
const LONGEST: usize = 9_600;

/// `label-sheet CORPORA CORPUS COUNT`: the next texts of a corpus in the order of their hash.
pub(crate) fn sheet(
    corpora: &str,
    corpus: &str,
    count: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count: usize = count.parse().unwrap_or(10);
    let held: Vec<Value> =
        LABELS.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut texts = texts(Path::new(corpora), corpus);
    texts.retain(|id, _| !held.iter().any(|label| label["corpus"] == corpus && label["id"] == *id));
    let mut order: Vec<(u64, &String)> = texts.keys().map(|id| (order(id), id)).collect();
    order.sort();
    for (_, id) in order.into_iter().take(count) {
        let text = &texts[id].received;
        writeln!(out, "# {corpus} {id}")?;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            writeln!(out, "{index}: {}", ends(line))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `label-read CORPORA MARKS`: marks as lines of the labels file. A mark is `NUMBER LABEL`,
/// `NUMBER-NUMBER LABEL`, or `NUMBER LABEL FIRST … LAST` for the part of a line from the words
/// FIRST to the words LAST.
pub(crate) fn read(corpora: &str, marks: &str, out: &mut dyn Write) -> io::Result<()> {
    let marks = std::fs::read_to_string(marks)?;
    let mut held: BTreeMap<String, BTreeMap<String, Document>> = BTreeMap::new();
    for sheet in marks.split("# ").skip(1) {
        let mut rows = sheet.lines();
        let head = rows.next().unwrap_or("");
        let Some((corpus, id)) = head.split_once(' ') else { continue };
        let texts =
            held.entry(corpus.to_owned()).or_insert_with(|| texts(Path::new(corpora), corpus));
        let Some(document) = texts.get(id.trim()) else {
            return Err(io::Error::other(format!("no text {head}")));
        };
        let text = document.received.as_str();
        let mut spans: Vec<(usize, usize, &str)> = Vec::new();
        for row in rows.filter(|row| !row.trim().is_empty()) {
            let found = spans_of(text, row);
            let found = found.ok_or_else(|| io::Error::other(format!("{head}: {row}")))?;
            spans.extend(found);
        }
        spans.sort_unstable();
        let half = if hash(id.trim()).is_multiple_of(2) { "fit" } else { "measure" };
        let hash = format!("{:016x}", hash(text));
        let line = json!({"corpus": corpus, "id": id.trim(), "bytes": text.len(), "hash": hash,
            "half": half, "labels": spans});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// All texts of a corpus that are short enough, by id.
fn texts(corpora: &Path, corpus: &str) -> BTreeMap<String, Document> {
    let mut found: Vec<(String, Document)> = Vec::new();
    if corpus == "pages" {
        let truth = std::fs::read_to_string(corpora.join("pages/ground-truth.json"));
        let truth: Value =
            truth.ok().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
        let ids = truth.as_object().into_iter().flatten().map(|(id, _)| id.clone());
        found.extend(ids.filter_map(|id| Some((id.clone(), page(corpora, &id)?))));
    } else if let Some((_, file)) = FILES.iter().find(|(name, _)| *name == corpus) {
        let rows = lines(&corpora.join(file)).unwrap_or_default();
        let id = |row: &Value| row["id"].as_str().unwrap_or("").to_owned();
        found.extend(rows.iter().map(|row| (id(row), document(row))));
    }
    found.into_iter().filter(|(_, document)| document.received.len() <= LONGEST).collect()
}

/// A hash for the order of sampling that has nothing to do with the halves.
fn order(id: &str) -> u64 {
    hash(&format!("sheet {id}"))
}

/// A line, long ones at their ends only.
fn ends(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    if chars.len() <= 260 {
        return line.to_owned();
    }
    let piece = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    format!("{} […] {}", piece(0..130), piece(chars.len() - 110..chars.len()))
}

/// The spans that a mark sets.
fn spans_of<'a>(text: &str, mark: &'a str) -> Option<Vec<(usize, usize, &'a str)>> {
    let mut words = mark.splitn(3, ' ');
    let (numbers, label, part) = (words.next()?, words.next()?, words.next());
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    let mut found = Vec::new();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if !(first..=last).contains(&index) || line.trim().is_empty() {
            continue;
        }
        let line = line.trim();
        let (from, to) = match part {
            None => (0, line.len()),
            Some(part) => {
                let (head, tail) = part.split_once(" … ").unwrap_or((part, part));
                let from = line.find(head)?;
                let to = from + line.get(from..)?.find(tail)? + tail.len();
                (from, to)
            }
        };
        found.push((start + from, start + to, label));
    }
    (!found.is_empty()).then_some(found)
}
