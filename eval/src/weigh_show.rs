//! What went wrong in a pile of `eval/weigh`, for people.

use crate::weigh_gold::{Pile, list};
use std::io::Write;
use wireroom::Record;
use wireroom_eval::weigh_score::{Miss, Passage, Scene};

/// Writes the misses of one pile, one a paragraph.
pub(crate) fn show(
    pile: &Pile,
    record: &Record,
    scene: &Scene,
    missed: &[Miss],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    writeln!(out, "# {}: {}", pile.number, pile.gold["about"].as_str().unwrap_or(""))?;
    let text = |passage: &Passage| {
        let reading = &record.documents[passage.document].document;
        let pieces = passage.pieces.iter().filter_map(|&(from, to)| reading.received.get(from..to));
        let pieces: Vec<&str> = pieces.collect();
        let id = reading.source_id.as_deref().unwrap_or("");
        format!("{id}: {}", pieces.join(" … ").replace('\n', " "))
    };
    let support = |at: usize| text(&scene.supports[at].passage);
    let claim = |at: Option<usize>| {
        let row = at.and_then(|at| list(&pile.gold, "claims").get(at));
        row.map_or(String::new(), |row| {
            format!("{} {}", row["id"].as_str().unwrap_or(""), row["what"].as_str().unwrap_or(""))
        })
    };
    let ours = |at: usize| record.claims.get(at).map_or("", |claim| claim.text.as_str());
    for miss in missed {
        match *miss {
            Miss::Apart(a, b) => writeln!(
                out,
                "apart: {}\n    {}\n    {}",
                claim(scene.supports[a].claim),
                support(a),
                support(b)
            ),
            Miss::Joined(x, y) => writeln!(
                out,
                "JOINED:\n    {}\n    {}",
                text(&scene.said[x].passage),
                text(&scene.said[y].passage)
            ),
            Miss::Mouth(a, x) => writeln!(
                out,
                "mouth: wanted {}, found {}\n    {}",
                origin(pile, scene.supports[a].mouth),
                entity(record, x),
                support(a)
            ),
            Miss::Unsaid(a) => writeln!(out, "no statement: {}", support(a)),
            Miss::Mouths(gold, found) => writeln!(
                out,
                "origins of {}: wanted {:?}, found {:?}\n    {}",
                claim(Some(gold)),
                scene.gold[gold].mouths.iter().map(|&m| origin(pile, m)).collect::<Vec<_>>(),
                record.claims[found].origins.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
                ours(found)
            ),
            Miss::Numbers(gold, found) => writeln!(
                out,
                "counts of {}: wanted {:?}, found {:?}\n    {}",
                claim(Some(gold)),
                scene.gold[gold].numbers,
                scene.found[found].numbers,
                ours(found)
            ),
            Miss::Unseen(at) => {
                let kept = list(&pile.gold, "differences");
                let mut kept = kept.iter().filter(|one| one["kind"] != "silence");
                let why = kept.nth(at).and_then(|one| one["why"].as_str()).unwrap_or("");
                writeln!(out, "difference not found: {why}")?;
                let firsts = scene.differences[at].sides.iter().filter_map(|side| side.first());
                firsts.map(text).try_for_each(|side| writeln!(out, "    {side}"))
            }
            Miss::Wrong(at) => {
                writeln!(out, "NO DIFFERENCE: {}", record.differences[at].why)?;
                let sides = scene.shown[at].sides.iter().flatten();
                sides.map(text).try_for_each(|side| writeln!(out, "    {side}"))
            }
        }?;
    }
    writeln!(out)
}

fn origin(pile: &Pile, mouth: wireroom_eval::weigh_score::Mouth) -> String {
    use wireroom_eval::weigh_score::Mouth;
    match mouth {
        Mouth::Own => "the outlet".to_owned(),
        Mouth::Other => "somebody else".to_owned(),
        Mouth::Known(at) => list(&pile.gold, "origins")
            .get(at)
            .and_then(|row| row["id"].as_str())
            .unwrap_or("")
            .to_owned(),
    }
}

fn entity(record: &Record, said: usize) -> String {
    // The statements of a scene are those of its record, in order.
    let of = record.statements.get(said).and_then(|said| said.origin.as_ref());
    of.map_or("the outlet".to_owned(), ToString::to_string)
}
