//! Pairs of passages of the odd piles of `eval/weigh` with how they compare: what the cuts of
//! claims are fitted on. The even piles are never written out.

use crate::corpus::{lines, read, received};
use crate::events::telling;
use crate::weigh_gold::{Pile, piles, scene};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use wireroom::model::{Event, Telling};
use wireroom_eval::weigh_score::{Passage, Scene};

/// A line a pair of units of different documents of one event, of which at least one carries a
/// claim of the reader: pile, whether the reader has them in one claim, then what the comparison
/// gives, where the two stand, and their wordings.
pub(crate) fn run(folder: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(piles) = piles(Path::new(folder)) else {
        return Err(std::io::Error::other(format!("no piles in {folder}")));
    };
    for pile in piles.iter().filter(|pile| pile.number % 2 == 1) {
        of_pile(pile, out)?;
    }
    Ok(())
}

/// The same of real news, read as one pile: those pairs of passages of two families that are at all
/// alike. `from` is a corpus of texts as a file of JSON Lines, or the folder of corpora, of which the odd
/// half of newscluster is read. Nobody has judged them but those in `eval/labels/claims.tsv`.
pub(crate) fn news_claims(from: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let record = read(&news(from)?);
    let tellings: Vec<Telling<'_>> = record.documents.iter().map(telling).collect();
    for event in &record.events {
        for pair in wireroom_weigh::compared(&tellings, event, &record.entities) {
            if !pair.family && pair.score >= LIKE {
                write_pair(&record, event, &pair, ("0", "?"), out)?;
            }
        }
    }
    Ok(())
}

/// Likeness from which on pairs of real news are written out.
const LIKE: f32 = 0.1;

fn of_pile(pile: &Pile, out: &mut dyn Write) -> std::io::Result<()> {
    let record = read(&pile.articles);
    let scene = scene(&[pile], &record);
    let number = pile.number.to_string();
    let tellings: Vec<Telling<'_>> = record.documents.iter().map(telling).collect();
    for event in &record.events {
        for pair in wireroom_weigh::compared(&tellings, event, &record.entities) {
            let passage = |document: usize, spans: &[wireroom::text::Span]| Passage {
                document,
                pieces: spans.iter().map(|&s| received(&record.documents[document], s)).collect(),
            };
            let a = claims(&scene, &passage(pair.documents.0, &pair.spans.0));
            let b = claims(&scene, &passage(pair.documents.1, &pair.spans.1));
            if pair.documents.0 == pair.documents.1 {
                continue;
            }
            let judged = match (a.is_empty(), b.is_empty()) {
                (true, true) => "?",
                _ if a.is_disjoint(&b) => "0",
                _ => "1",
            };
            write_pair(&record, event, &pair, (&number, judged), out)?;
        }
    }
    Ok(())
}

fn write_pair(
    record: &wireroom::Record,
    event: &Event,
    pair: &wireroom_weigh::Compared,
    (pile, judged): (&str, &str),
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let flag = u8::from;
    let stands = |document: usize, spans: &[wireroom::text::Span]| {
        let pieces = spans.iter().map(|&span| received(&record.documents[document], span));
        stands(record, &Passage { document, pieces: pieces.collect() })
    };
    writeln!(
        out,
        "{}\t{}\t{}\t{}\t{:.4}\t{:.4}\t{:.4}\t{}\t{:.2}\t{:.4}\t{}\t{}\t{}\t{:.4}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2}\t{}\t{}\t{}\t{}",
        pile,
        judged,
        flag(pair.family),
        flag(pair.origin),
        pair.covered.0,
        pair.covered.1,
        pair.covered.2,
        flag(pair.phrase),
        pair.quantity,
        pair.meaning,
        flag(pair.against.0),
        flag(pair.against.1),
        flag(pair.against.2),
        pair.score,
        format_args!("{}.{}", pair.documents.0, pair.at.0),
        format_args!("{}.{}", pair.documents.1, pair.at.1),
        event.id,
        pair.plain.0,
        pair.plain.1,
        pair.plain.2,
        flag(pair.denied),
        pair.number,
        stands(pair.documents.0, &pair.spans.0),
        stands(pair.documents.1, &pair.spans.1),
        pair.texts.0,
        pair.texts.1,
    )
}

/// Where a passage stands: its article, its first byte and its last.
fn stands(record: &wireroom::Record, passage: &Passage) -> String {
    let id = record.documents[passage.document].document.source_id.as_deref();
    let pieces = passage.pieces.first().zip(passage.pieces.last());
    let bytes = pieces.map(|(a, b)| format!("{}-{}", a.0, b.1));
    format!("{}:{}", id.unwrap_or_default(), bytes.unwrap_or_default())
}

/// The reader's claims that a passage carries.
fn claims(scene: &Scene, passage: &Passage) -> BTreeSet<usize> {
    let carried = scene.supports.iter().filter(|said| said.passage.meets(passage));
    carried.filter_map(|said| said.claim).collect()
}

/// A line a pair of figures of different accounts that may be of one thing: pile, event, whether the
/// two agree, whether one has its match elsewhere, whether the reader has them as one thing (`1` for
/// passages of one claim that agree and for a difference of numbers, `0` for passages that the
/// reader knows otherwise, `?` else); then what the comparison gives, the passages by document,
/// bytes and value, the figures and the passages in words.
pub(crate) fn figures(folder: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(piles) = piles(Path::new(folder)) else {
        return Err(std::io::Error::other(format!("no piles in {folder}")));
    };
    for pile in piles.iter().filter(|pile| pile.number % 2 == 1) {
        let record = read(&pile.articles);
        let scene = scene(&[pile], &record);
        let judge = |sides: &[Passage; 2], agrees: bool| {
            let [a, b] = sides.each_ref().map(|side| claims(&scene, side));
            match (agrees, scene.contradict(sides)) {
                (true, _) if !a.is_disjoint(&b) => "1",
                (true, _) if !a.is_empty() && !b.is_empty() => "0",
                (false, Some(true)) => "1",
                (false, Some(false)) => "0",
                _ => "?",
            }
        };
        write_figures(&record, &pile.number.to_string(), &judge, out)?;
    }
    Ok(())
}

/// The same of real news, read as one pile: see [`news`]. Nobody has judged the pairs but those in
/// `eval/labels/figures.tsv`.
pub(crate) fn news_figures(from: &str, out: &mut dyn Write) -> std::io::Result<()> {
    write_figures(&read(&news(from)?), "news", &|_, _| "?", out)
}

/// The rows of a file, or of the odd half of newscluster where `from` is the folder of the corpora.
fn news(from: &str) -> std::io::Result<Vec<serde_json::Value>> {
    let path = Path::new(from);
    let rows = if path.is_file() { lines(path) } else { crate::events::odd_news(path) };
    rows.ok_or_else(|| std::io::Error::other(format!("no newscluster in {from}")))
}

type Judge<'a> = dyn Fn(&[Passage; 2], bool) -> &'static str + 'a;

fn write_figures(
    record: &wireroom::Record,
    name: &str,
    judge: &Judge<'_>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let tellings: Vec<Telling<'_>> = record.documents.iter().map(telling).collect();
    for event in &record.events {
        for pair in wireroom_weigh::compared_figures(&tellings, event, &record.entities) {
            let passage = |document: usize, spans: &[wireroom::text::Span]| Passage {
                document,
                pieces: spans.iter().map(|&s| received(&record.documents[document], s)).collect(),
            };
            let sides = [
                passage(pair.documents.0, &pair.spans.0),
                passage(pair.documents.1, &pair.spans.1),
            ];
            let features: Vec<String> = pair.features.iter().map(|x| format!("{x:.3}")).collect();
            let stands = |side: &Passage, value: f64| format!("{}:{value}", stands(record, side));
            writeln!(
                out,
                "{name}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                event.id,
                u8::from(pair.agrees),
                u8::from(pair.explained),
                judge(&sides, pair.agrees),
                features.join("\t"),
                stands(&sides[0], pair.values.0),
                stands(&sides[1], pair.values.1),
                pair.texts.join("\t")
            )?;
        }
    }
    Ok(())
}
