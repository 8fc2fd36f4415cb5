//! Families against generated ones whose tree is known.

use crate::Row;
use crate::corpus::{document, lines};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use wireroom::collate::training::{FEATURES, choices};
use wireroom::collate::{Config, Member};
use wireroom::model::{Document, Node};
use wireroom::{Builder, Record};
use wireroom_eval::copies::{CopyScore, Edges, Found, FoundDocument, Share, score};
use wireroom_eval::generate::{Base, Gold, GoldDocument, Options, distinct, make};

/// The seeds of the scoreboard; nothing is looked at with them but the figures.
const SEEDS: [u64; 3] = [20_261_122, 20_261_123, 20_261_124];
const FITTED: &str =
    "seeds that nothing was fitted on; collate was worked on with piles of other seeds";

/// Both corpora, made into piles with a tenth and a half of copies, the figures of all seeds
/// together.
pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let bases = bases(corpora)?;
    let mut found = Vec::new();
    for share in [0.1, 0.5] {
        let mut all = CopyScore::default();
        for seed in SEEDS {
            let options = Options { seed, articles: None, share };
            let (mut documents, mut gold) = (Vec::new(), Vec::new());
            make(&bases, &options, &mut documents, &mut gold).ok()?;
            let gold = Gold::read(&String::from_utf8_lossy(&gold));
            let documents = String::from_utf8_lossy(&documents);
            let rows = documents.lines().filter_map(|line| serde_json::from_str(line).ok());
            let record = collated(rows.map(|row: Value| document(&row)).collect());
            all.add(&score(&gold, &families(&record), &mut |_| {}));
        }
        let pile = format!("copies, {:.0} % of {}", share * 100.0, all.documents);
        let row = |(measure, figure)| Row::new(format!("{pile}: {measure}"), figure, FITTED);
        found.extend(table(&all, share >= 0.5).into_iter().map(row));
    }
    Some(found)
}

/// `copies PILE GOLD [--misses]`: the figures of a pile that was made before, or all that went
/// wrong, a line each.
pub(crate) fn run(args: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let [pile, gold, rest @ ..] = args else {
        return Err(io::Error::other("usage: wireroom-eval copies PILE GOLD [--misses]"));
    };
    let gold = Gold::read(&std::fs::read_to_string(gold)?);
    let options = wireroom::Options::default();
    let gathered = Builder::gather(&[(*pile).to_owned()], &options, &());
    let record = collated(gathered.documents);
    let mut misses = Vec::new();
    let score = score(&gold, &families(&record), &mut |miss| misses.push(miss));
    if rest.contains(&"--misses") {
        for miss in misses {
            writeln!(out, "{}\t{}\t{}\t{}", miss.what, miss.kind, miss.a, miss.b)?;
        }
        return Ok(());
    }
    for (measure, figure) in table(&score, true) {
        writeln!(out, "{measure}\t{figure}")?;
    }
    Ok(())
}

/// `copies-edges PILE GOLD`: for every pair of witnesses of a family that was found, what is known
/// of the two and what lineage goes by, for fitting (`training/collate`). The fields: family, copy,
/// source, whether the source is the parent (2: the second parent of a merger), an ancestor, below;
/// the relation; whether an agency has a part in it, and whether a plain sign says so; the features.
pub(crate) fn edges(args: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let [pile, gold] = args else {
        return Err(io::Error::other("usage: wireroom-eval copies-edges PILE GOLD"));
    };
    let gold = Gold::read(&std::fs::read_to_string(gold)?);
    let options = wireroom::Options::default();
    let gathered = Builder::gather(&[(*pile).to_owned()], &options, &());
    let record = collated(gathered.documents);
    let members: Vec<Member<'_>> = record
        .documents
        .iter()
        .map(|reading| Member { document: &reading.document, text: &reading.text })
        .collect();
    let known: BTreeMap<&str, &GoldDocument> =
        gold.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    let above = |id: &str| -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut next = vec![id.to_owned()];
        while let Some(at) = next.pop() {
            for parent in known.get(at.as_str()).map_or(&[][..], |it| &it.parents) {
                if !all.contains(parent) {
                    all.push(parent.clone());
                    next.push(parent.clone());
                }
            }
        }
        all
    };
    let sources: BTreeMap<_, _> = record
        .documents
        .iter()
        .filter_map(|reading| Some((&reading.document.id, reading.document.source_id.as_deref()?)))
        .collect();
    writeln!(
        out,
        "family\tcopy\tsource\tparent\tabove\tbelow\trelation\twire\tsign\t{}",
        FEATURES.join("\t")
    )?;
    for choice in choices(&members, &Config::default()) {
        let id = |id| sources.get(id).copied().unwrap_or_default();
        let (copy, source) = (id(&choice.copy), id(&choice.source));
        let Some(made) = known.get(copy) else { continue };
        let parent = made.parents.iter().position(|parent| parent == source).map_or(0, |at| at + 1);
        let is_above = u8::from(above(copy).iter().any(|id| id == source));
        let is_below = u8::from(above(source).iter().any(|id| id == copy));
        let relation = made.relation.as_deref().unwrap_or("-");
        let family = choice.family;
        write!(out, "{family}\t{copy}\t{source}\t{parent}\t{is_above}\t{is_below}\t{relation}")?;
        write!(out, "\t{}\t{}", u8::from(choice.wire), u8::from(choice.sign))?;
        for feature in choice.features {
            write!(out, "\t{feature:.4}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn collated(documents: Vec<Document>) -> Record {
    let gathered = Builder { documents, ..Builder::default() };
    gathered.collate(&wireroom::Options::default(), &Config::default(), &())
}

/// The articles of both event corpora. One of them is kept as tokens: its punctuation is put back.
fn bases(corpora: &Path) -> Option<Vec<Base>> {
    let mut documents = Vec::new();
    let mut events = std::collections::BTreeMap::new();
    for file in ["events/newscluster_dev.jsonl", "instances/ecbplus_dev.jsonl"] {
        for mut row in lines(&corpora.join(file))? {
            let text = row["text"].as_str().unwrap_or_default();
            if file.starts_with("instances") {
                row["text"] = Value::from(joined(text));
            }
            let id = row["id"].as_str().unwrap_or_default().to_owned();
            events.insert(id, format!("{file} {}", row["event"]));
            documents.push(document(&row));
        }
    }
    Some(distinct(&documents, |id| events.get(id).cloned()))
}

/// Tokens as they are printed.
fn joined(tokens: &str) -> String {
    let mut text = tokens.replace("`` ", "\"").replace(" ''", "\"");
    for mark in [",", ".", ";", ":", "?", "!", "%", ")", "'s", "n't", "'"] {
        text = text.replace(&format!(" {mark}"), mark);
    }
    for mark in ["(", "$", "#"] {
        text = text.replace(&format!("{mark} "), mark);
    }
    text.replace(" - ", "-").replace(" / ", "/")
}

/// What a record says of each document.
fn families(record: &Record) -> Found {
    let sources: std::collections::BTreeMap<_, _> = record
        .documents
        .iter()
        .filter_map(|reading| Some((&reading.document.id, reading.document.source_id.clone()?)))
        .collect();
    let mut found = Found::new();
    for (family, it) in record.families.iter().enumerate() {
        for witness in &it.witnesses {
            let Some(id) = sources.get(&witness.document) else { continue };
            let parent = match &witness.parent {
                Some(Node::Document(parent)) => sources.get(parent).cloned(),
                _ => None,
            };
            let relation = witness.relation.map(|relation| relation.as_str().to_owned());
            found.insert(id.clone(), FoundDocument { family, parent, relation });
        }
    }
    found
}

/// The figures; `by_kind` for those of each kind of copy as well.
fn table(score: &CopyScore, by_kind: bool) -> Vec<(String, String)> {
    let share = |(n, all): Share| {
        format!("{:.3} ({n} of {all})", if all == 0 { 1.0 } else { n as f64 / all as f64 })
    };
    let edges = |edges: Edges| {
        let decided = edges.right + edges.wrong;
        format!(
            "found {}; direction right {}, undecided {}; relation right {}",
            share((edges.found, edges.gold)),
            share((edges.right, decided)),
            share((edges.undecided(), edges.found)),
            share((edges.relation_right, edges.related)),
        )
    };
    let mut rows = vec![
        ("pair recall".to_owned(), share((score.right, score.gold))),
        ("pair precision".to_owned(), share((score.right, score.joined))),
        ("edges".to_owned(), edges(score.edges())),
    ];
    if by_kind {
        let kinds = score.kinds.iter();
        rows.extend(kinds.map(|(kind, it)| (format!("edges, {kind}"), edges(*it))));
    }
    let deep = score.depths.iter().filter(|(depth, _)| **depth > 3).map(|(_, it)| it.gold);
    let deep_found = score.depths.iter().filter(|(depth, _)| **depth > 3).map(|(_, it)| it.found);
    rows.push((
        "edges, four deep and more, found".to_owned(),
        share((deep_found.sum(), deep.sum())),
    ));
    rows.push(("kin of a withheld text, found".to_owned(), share(score.kin)));
    rows.push(("kin of a withheld text, one hung on the other".to_owned(), share(score.kin_hung)));
    rows.extend(score.negatives.iter().map(|(kind, &(n, all))| {
        (format!("hard negatives joined, {kind}"), format!("{n} of {all}"))
    }));
    rows
}
