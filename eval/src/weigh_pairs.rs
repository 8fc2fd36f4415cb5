//! Pairs of passages of the odd piles of `eval/weigh` with how they compare: what the cuts of
//! claims are fitted on. The even piles are never written out.

use crate::corpus::{read, received};
use crate::events::telling;
use crate::weigh_gold::{Pile, piles, scene};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use wireroom::model::Telling;
use wireroom_eval::weigh_score::{Passage, Scene};

/// A line a pair of units of different documents of one event, of which at least one carries a
/// claim of the reader: pile, whether the reader has them in one claim, then what the comparison
/// gives, and the two wordings.
pub(crate) fn run(folder: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(piles) = piles(Path::new(folder)) else {
        return Err(std::io::Error::other(format!("no piles in {folder}")));
    };
    for pile in piles.iter().filter(|pile| pile.number % 2 == 1) {
        of_pile(pile, out)?;
    }
    Ok(())
}

fn of_pile(pile: &Pile, out: &mut dyn Write) -> std::io::Result<()> {
    let record = read(&pile.articles);
    let scene = scene(&[pile], &record);
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
            let flag = u8::from;
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{:.4}\t{:.4}\t{:.4}\t{}\t{:.2}\t{:.4}\t{}\t{}\t{}\t{:.4}\t{}\t{}\t{}\t{:.2}\t{:.2}\t{:.2}\t{}\t{}\t{}\t{}\t{}\t{}",
                pile.number,
                match (a.is_empty(), b.is_empty()) {
                    (true, true) => "?",
                    _ if a.is_disjoint(&b) => "0",
                    _ => "1",
                },
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
                pair.own,
                pair.named.0,
                pair.named.1,
                pair.words.0,
                pair.words.1,
                flag(pair.narrated.0),
                flag(pair.narrated.1),
                pair.texts.0,
                pair.texts.1,
            )?;
        }
    }
    Ok(())
}

/// The reader's claims that a passage carries.
fn claims(scene: &Scene, passage: &Passage) -> BTreeSet<usize> {
    let carried = scene.supports.iter().filter(|said| said.passage.meets(passage));
    carried.filter_map(|said| said.claim).collect()
}

/// A line a pair of figures of different accounts that may be of one thing: pile, 1 where the reader
/// has a difference there, 0 where the reader knows both passages and has none, `?` else; then what
/// the comparison gives, the figures and the passages.
pub(crate) fn figures(folder: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(piles) = piles(Path::new(folder)) else {
        return Err(std::io::Error::other(format!("no piles in {folder}")));
    };
    for pile in piles.iter().filter(|pile| pile.number % 2 == 1) {
        let record = read(&pile.articles);
        let scene = scene(&[pile], &record);
        let tellings: Vec<Telling<'_>> = record.documents.iter().map(telling).collect();
        for event in &record.events {
            for pair in wireroom_weigh::compared_figures(&tellings, event, &record.entities) {
                let passage = |document: usize, spans: &[wireroom::text::Span]| Passage {
                    document,
                    pieces: spans
                        .iter()
                        .map(|&s| received(&record.documents[document], s))
                        .collect(),
                };
                let sides = [
                    passage(pair.documents.0, &pair.spans.0),
                    passage(pair.documents.1, &pair.spans.1),
                ];
                let features: Vec<String> =
                    pair.features.iter().map(|x| format!("{x:.3}")).collect();
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}",
                    pile.number,
                    scene.contradict(&sides).map_or("?", |yes| if yes { "1" } else { "0" }),
                    features.join("\t"),
                    pair.texts.join("\t")
                )?;
            }
        }
    }
    Ok(())
}
