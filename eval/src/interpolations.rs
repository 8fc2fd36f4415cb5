//! Interpolations found in one text alone: advertisements seeded into clean articles, and the same
//! articles as they are, where whatever is found is a false alarm.
//!
//! Articles and advertisements are each halved: articles by FNV-1a of the id, advertisements by
//! their place in the lists. The model was fitted on the even halves of both; the odd ones were
//! only measured on, but the lists of words were pruned with both in sight. All firms and products
//! are invented.

use crate::Row;
use crate::corpus::{document, hash, lines};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use wireroom_eval::measure::Counts;

const ADS: &str = include_str!("generate/data/ads.txt");
const LINKS: &str = include_str!("generate/data/link_ads.txt");
const FILES: [&str; 2] = ["events/newscluster_dev.jsonl", "attribution/dev.jsonl"];

/// Advertisements of one half: whole sentences, and those that stand inside another's.
struct Ads {
    whole: Vec<&'static str>,
    inner: Vec<&'static str>,
}

/// A text with what was set in: start, end, inside a sentence.
struct Seeded {
    text: String,
    passages: Vec<(usize, usize, bool)>,
}

fn articles(corpora: &Path) -> Option<Vec<serde_json::Value>> {
    let read = FILES.iter().map(|file| lines(&corpora.join(file)));
    Some(read.collect::<Option<Vec<_>>>()?.concat())
}

/// `interpolation-features CORPORA`: a line a sentence of the seeded articles: the half, 1 where it
/// is an advertisement, its features. Sentences with one set inside are left out.
pub(crate) fn features(corpora: &str, out: &mut dyn Write) -> io::Result<()> {
    let absent = || io::Error::other("the corpora are not in the folder");
    for row in articles(Path::new(corpora)).ok_or_else(absent)? {
        let id = hash(row["id"].as_str().unwrap_or(""));
        let half = (id % 2) as usize;
        let seeded = seed(row["text"].as_str().unwrap_or(""), id, &Ads::of(half));
        let text = read(&row, &seeded.text);
        for (span, shown) in wireroom_repair::training::features(&text) {
            let span = text.map.to_received(span);
            let touched = |passage: &&(usize, usize, bool)| {
                passage.0 < span.end() && span.start() < passage.1
            };
            let held: Vec<_> = seeded.passages.iter().filter(touched).collect();
            if held.iter().any(|passage| passage.2) {
                continue;
            }
            write!(out, "{half}\t{}", usize::from(!held.is_empty()))?;
            for value in shown {
                write!(out, "\t{value}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let mut out = Vec::new();
    let articles = articles(corpora)?;
    for (half, name, fitted) in [
        (0, "fit", "the model was fitted on these articles and advertisements"),
        (
            1,
            "measure",
            "weights were not fitted on these; the lists of words were chosen with these figures in sight",
        ),
    ] {
        let ads = Ads::of(half);
        let (mut passages, mut words) = (Counts::default(), Counts::default());
        let (mut inner, mut inner_found, mut texts, mut alarms, mut sure) = (0, 0, 0, 0, 0);
        for row in &articles {
            let id = row["id"].as_str().unwrap_or("");
            if hash(id) % 2 != half as u64 {
                continue;
            }
            texts += 1;
            let text = row["text"].as_str().unwrap_or("");
            let clean = found_in(row, text);
            alarms += clean.len();
            sure += clean.iter().filter(|found| found.2 >= 0.9).count();
            let seeded = seed(text, hash(id), &ads);
            let found = found_in(row, &seeded.text);
            let touch = |a: &(usize, usize, f32), b: &(usize, usize, bool)| a.0 < b.1 && b.0 < a.1;
            let hit = |gold: &&(usize, usize, bool)| found.iter().any(|f| touch(f, gold));
            let right = found.iter().filter(|f| seeded.passages.iter().any(|g| touch(f, g)));
            let hits = seeded.passages.iter().filter(hit).count();
            passages.add(right.count(), found.len(), hits, seeded.passages.len());
            inner += seeded.passages.iter().filter(|gold| gold.2).count();
            inner_found += seeded.passages.iter().filter(|gold| gold.2).filter(hit).count();
            let within = |spans: Vec<(usize, usize)>| -> BTreeSet<usize> {
                let starts = seeded.text.match_indices(' ').map(|(at, _)| at + 1);
                starts.filter(|at| spans.iter().any(|s| (s.0..s.1).contains(at))).collect()
            };
            let gold = within(seeded.passages.iter().map(|g| (g.0, g.1)).collect());
            let zone = within(found.iter().map(|f| (f.0, f.1)).collect());
            let both = gold.intersection(&zone).count();
            words.add(both, zone.len(), both, gold.len());
        }
        out.push(Row::new(
            format!("interpolations alone, {name} half, {texts} texts: passages"),
            format!("{}; inside a sentence {inner_found} of {inner}", passages.show()),
            fitted,
        ));
        out.push(Row::new(
            format!("interpolations alone, {name} half: words"),
            words.show(),
            fitted,
        ));
        out.push(Row::new(
            format!("interpolations alone, {name} half, the same texts clean: false alarms"),
            format!("{alarms} in {texts} texts, {sure} of them at confidence .9 and more"),
            fitted,
        ));
    }
    Some(out)
}

impl Ads {
    fn of(half: usize) -> Self {
        let read = |file: &'static str| {
            file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
        };
        let halved = |lines: Vec<&'static str>| -> Vec<&'static str> {
            lines.into_iter().skip(half).step_by(2).collect()
        };
        let mut whole = halved(read(ADS).filter(|line| !line.starts_with('>')).collect());
        whole.extend(halved(read(LINKS).collect()));
        let inner = read(ADS).filter_map(|line| line.strip_prefix("> ")).collect();
        Self { whole, inner: halved(inner) }
    }
}

fn read(row: &serde_json::Value, text: &str) -> wireroom::model::Text {
    let mut document = document(row);
    document.received = text.to_owned();
    wireroom_repair::repair(&document)
}

/// What is proposed of a text, in the text as received.
fn found_in(row: &serde_json::Value, text: &str) -> Vec<(usize, usize, f32)> {
    let proposals = wireroom_repair::lone_interpolations(&read(row, text));
    proposals.iter().map(|r| (r.span.start(), r.span.end(), r.confidence)).collect()
}

/// One to three advertisements set in: 40 % inside sentences, a fifth as paragraphs, the others
/// between sentences.
fn seed(text: &str, seed: u64, ads: &Ads) -> Seeded {
    let mut state = seed | 1;
    let mut draw = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below.max(1)
    };
    let sentences = wireroom::text::sentences(text);
    let mut places: Vec<(usize, String, usize, bool)> = Vec::new();
    for _ in 0..=draw(3) {
        let Some(sentence) = sentences.get(1 + draw(sentences.len().saturating_sub(1))) else {
            continue;
        };
        if draw(10) < 4 {
            let spaces: Vec<usize> =
                sentence.text(text).match_indices(' ').map(|(at, _)| at).collect();
            let Some(space) = spaces.get(draw(spaces.len())) else { continue };
            let ad = ads.inner.get(draw(ads.inner.len())).copied().unwrap_or("");
            let glue = if ad.starts_with(',') { "" } else { " " };
            places.push((sentence.start() + space, format!("{glue}{ad}"), glue.len(), true));
        } else {
            let end = text.get(..sentence.start()).unwrap_or("").trim_end().len();
            let glue = if draw(3) == 0 { "\n\n" } else { " " };
            let ad = ads.whole.get(draw(ads.whole.len())).copied().unwrap_or("");
            places.push((end, format!("{glue}{ad}"), glue.len(), false));
        }
    }
    places.sort();
    places.dedup_by_key(|place| place.0);
    let mut seeded = Seeded { text: String::new(), passages: Vec::new() };
    let mut at = 0;
    for (place, ad, glue, inner) in places {
        seeded.text.push_str(text.get(at..place).unwrap_or(""));
        let start = seeded.text.len() + glue;
        seeded.text.push_str(&ad);
        seeded.passages.push((start, seeded.text.len(), inner));
        at = place;
    }
    seeded.text.push_str(text.get(at..).unwrap_or(""));
    seeded
}
