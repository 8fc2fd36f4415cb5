//! Events against annotated ones.

use crate::Row;
use crate::corpus::{hash, lines, read, read_with};
use crate::weigh_gold::{list, piles, strings};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use wireroom::model::Telling;
use wireroom::{Options, Reading, Record, Tier};
use wireroom_eval::measure::{ClusterScore, clusters};

const CORPORA: [(&str, &str); 2] =
    [("ecbplus", "instances/ecbplus_dev.jsonl"), ("newscluster", "events/newscluster_dev.jsonl")];

/// The rows of both corpora, ids and labels made distinct, each with its corpus and its half: by
/// topic for the one, by event for the other.
fn load(corpora: &Path) -> Option<Vec<(Value, &'static str, bool)>> {
    let mut all = Vec::new();
    for (name, file) in CORPORA {
        for mut row in lines(&corpora.join(file))? {
            let unit =
                if name == "ecbplus" { row["topic"].to_string() } else { row["event"].to_string() };
            let odd = hash(&unit) % 2 == 1;
            row["event"] = Value::from(format!("{name} {}", row["event"]));
            row["id"] = Value::from(format!("{name} {}", row["id"].as_str().unwrap_or("")));
            all.push((row, name, odd));
        }
    }
    Some(all)
}

/// The rows of the odd half of newscluster.
pub(crate) fn odd_news(corpora: &Path) -> Option<Vec<Value>> {
    let news = load(corpora)?.into_iter().filter(|(_, name, odd)| *name == "newscluster" && *odd);
    Some(news.map(|(row, ..)| row).collect())
}

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let all = load(corpora)?;
    let mut found = Vec::new();
    for odd in [false, true] {
        let fitted = if odd {
            "weights, cut and cohesion fitted on this half of both and on the odd piles of eval/weigh"
        } else {
            "not fitted on this half, though an earlier model was; measured only since"
        };
        let half = if odd { "odd half" } else { "even half" };
        for pile in [Some("ecbplus"), Some("newscluster"), None] {
            let rows: Vec<Value> = all
                .iter()
                .filter(|(_, name, is_odd)| *is_odd == odd && pile.is_none_or(|pile| pile == *name))
                .map(|(row, ..)| row.clone())
                .collect();
            let record = read(&rows);
            let score = score(&rows, &record);
            let (p, r, f) = score.b_cubed;
            let name = pile.unwrap_or("both mixed");
            found.push(Row::new(
                format!("events, {name}, {half}: B-cubed"),
                format!("F {f:.2} (P {p:.2}, R {r:.2}), {} texts", rows.len()),
                fitted,
            ));
            if pile == Some("ecbplus") {
                let (apart, joined) = twins(&rows, &record);
                let share = 100.0 * apart as f64 / joined.max(1) as f64;
                found.push(Row::new(
                    format!(
                        "events, ecbplus, {half}: pairs joined that are two events of one topic"
                    ),
                    format!("{apart} of {joined} ({share:.1} %)"),
                    fitted,
                ));
            }
        }
    }
    Some(found)
}

/// Pairs of texts that are joined though they tell two events of one topic, and all that are joined.
fn twins(rows: &[Value], record: &Record) -> (usize, usize) {
    let told = told(rows, record);
    let (mut apart, mut joined) = (0, 0);
    for (at, (a, of)) in told.iter().enumerate() {
        for (b, _) in told[at + 1..].iter().filter(|(_, other)| other == of) {
            joined += 1;
            apart += usize::from(a["topic"] == b["topic"] && a["event"] != b["event"]);
        }
    }
    (apart, joined)
}

/// The rows that went to an event, each with it.
fn told<'r>(rows: &'r [Value], record: &Record) -> Vec<(&'r Value, usize)> {
    let mut label = BTreeMap::new();
    for (at, event) in record.events.iter().enumerate() {
        for &document in &event.documents {
            let id = record.documents[document].document.source_id.as_deref().unwrap_or("");
            label.insert(id, at);
        }
    }
    let with_event = rows.iter().filter_map(|row| Some((row, *label.get(row["id"].as_str()?)?)));
    with_event.collect()
}

fn score(rows: &[Value], record: &Record) -> ClusterScore {
    let labelled = told(rows, record).into_iter();
    let labelled = labelled.filter_map(|(row, of)| Some((row["event"].as_str()?.to_owned(), of)));
    let (gold, predicted): (Vec<String>, Vec<usize>) = labelled.unzip();
    clusters(&gold, &predicted)
}

/// The odd piles of `eval/weigh`, each text with the first event that the reader has for it: small
/// events told in few words in common, which the corpora have not.
fn own() -> Vec<(Value, &'static str, bool)> {
    let piles = piles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("weigh")).unwrap_or_default();
    let mut found = Vec::new();
    for pile in piles.iter().filter(|pile| pile.number % 2 == 1) {
        for article in &pile.articles {
            let holds = |event: &&Value| {
                strings(&event["documents"]).contains(&article["id"].as_str().unwrap_or(""))
            };
            let Some(event) = list(&pile.gold, "events").iter().find(holds) else { continue };
            let mut row = article.clone();
            row["event"] = Value::from(format!("weigh {} {}", pile.number, event["id"]));
            row["topic"] = Value::from(pile.number);
            row["id"] = Value::from(format!("weigh {}", article["id"].as_str().unwrap_or("")));
            found.push((row, "weigh", false));
        }
    }
    found
}

/// The profiles of the rows that hold a text, each with its place, and each read alone: linkage sees
/// it before others lend it their year.
fn profiled(
    all: &[(Value, &'static str, bool)],
    tier: Tier,
) -> Vec<(usize, wireroom_group::Profile)> {
    let options = Options { tier, ..Options::default() };
    let alone =
        |(row, ..): &(Value, &'static str, bool)| read_with(std::slice::from_ref(row), &options);
    let profile = |record: Record| {
        record.documents.first().map(|reading| wireroom_group::Profile::of(&telling(reading)))
    };
    all.iter()
        .enumerate()
        .filter_map(|(at, row)| profile(alone(row)).map(|profile| (at, profile)))
        .collect()
}

/// The profiles of both corpora, read fast.
pub(crate) fn profiles(corpora: &Path) -> Option<Vec<wireroom_group::Profile>> {
    Some(profiled(&load(corpora)?, Tier::Fast).into_iter().map(|(_, profile)| profile).collect())
}

/// Writes a line a pair of texts of one half: corpus, half, the two, their events, whether they are
/// of one topic, days between what they date as fresh, and the features.
pub(crate) fn features(corpora: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(mut all) = load(corpora) else {
        return Err(std::io::Error::other("the event corpora are not in the folder"));
    };
    all.extend(own());
    let profiles = profiled(&all, Tier::Full);
    for (i, (a, x)) in profiles.iter().enumerate() {
        for (b, y) in &profiles[i + 1..] {
            let (first, second) = (&all[*a], &all[*b]);
            if first.2 != second.2 || (first.1 == "weigh") != (second.1 == "weigh") {
                continue;
            }
            let features = wireroom_group::features(x, y);
            let pile = if first.1 == second.1 { first.1 } else { "across" };
            let topic = first.0["topic"] == second.0["topic"] && first.1 == second.1;
            let fresh = x.fresh.zip(y.fresh).and_then(|(x, y)| x.gap(y)).unwrap_or(-1);
            let odd = u8::from(first.2);
            let labels = (&first.0["event"], &second.0["event"]);
            write!(out, "{pile}\t{odd}\t{a}\t{b}\t{}\t{}", labels.0, labels.1)?;
            write!(out, "\t{}\t{fresh}", u8::from(topic))?;
            for feature in features {
                write!(out, "\t{feature:.5}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// What the stages after analysis read of a document.
pub(crate) fn telling(reading: &Reading) -> Telling<'_> {
    Telling {
        document: &reading.document,
        text: &reading.text,
        analysis: &reading.analysis,
        entities: &reading.entities,
        family: reading.family,
        title: reading.title.clone(),
        date: reading.published.clone(),
    }
}
