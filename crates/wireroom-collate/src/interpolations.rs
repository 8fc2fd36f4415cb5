//! Finds passages that a later hand set into a witness, by laying it beside its siblings.
//!
//! Material that a sibling lacks is not enough: editors add sentences, titles and first names. An
//! interpolation stands inside text that runs on without it, and is foreign there: it carries the
//! end of a sentence into the middle of another, solicits the reader, or is a phrase set in at
//! several places with nothing in common. A whole sentence is foreign when it is an advertiser's by
//! its address or its repeated phrase, has nothing to do with the story that the family tells, and
//! has no mark of news. What is not clearly foreign is left as an addition.

mod gap;
mod phrase;
mod place;
mod sentence;
mod solicitation;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use wireroom_model::Interpolation;

use crate::compare::Body;
use crate::families::Grouping;
use crate::pairs::span_of;
use crate::pile::{Pile, Reader};
use crate::words::{Word, body_words};
use gap::{Insertion, insertions_of};
use phrase::{phrases, repeated_phrases};
use place::{place, sibling_text};
use sentence::Setting;
pub(crate) use solicitation::solicitation;

/// Longest phrase that is known by being repeated, in words.
const PHRASE: usize = 6;
/// Inverse document frequency, in nats, below which a word tells nothing.
const COMMON: f32 = 0.9;
/// Siblings whose words are asked whether an inserted sentence belongs to the story.
const SIBLINGS: usize = 16;

/// A body as its first holder has it.
struct Told<'p> {
    words: Arc<Vec<Word>>,
    text: &'p str,
}

/// The interpolations of all families, sorted by document and place.
pub(crate) fn find(pile: &Pile<'_>, grouping: &Grouping) -> Vec<Interpolation> {
    let families = grouping.families.par_iter().filter(|family| family.len() > 1);
    let mut found: Vec<Interpolation> =
        families.flat_map_iter(|family| in_family(pile, family)).collect();
    found.par_sort_by(|x, y| (&x.document, x.span).cmp(&(&y.document, y.span)));
    found.dedup_by(|later, first| {
        later.document == first.document && later.span.start() < first.span.end()
    });
    found
}

fn in_family(pile: &Pile<'_>, family: &[usize]) -> Vec<Interpolation> {
    let reader = Reader::new(pile);
    let mut found = Vec::new();
    for &body in family {
        let mut insertions: BTreeMap<(usize, usize), Insertion> = BTreeMap::new();
        for &sibling in pile.accepted.get(body).into_iter().flatten() {
            if family.binary_search(&sibling).is_ok() {
                for insertion in insertions_of(pile, body, sibling) {
                    let key = (insertion.from, insertion.to);
                    insertions.entry(key).or_insert(insertion);
                }
            }
        }
        let insertions: Vec<Insertion> = insertions.into_values().collect();
        if !insertions.is_empty() {
            judge(&reader, pile, family, body, &insertions, &mut found);
        }
    }
    found
}

fn judge(
    reader: &Reader<'_>,
    pile: &Pile<'_>,
    family: &[usize],
    body: usize,
    insertions: &[Insertion],
    out: &mut Vec<Interpolation>,
) {
    let (Some(mine), Some(holders)) = (pile.bodies.get(body), pile.holders.get(body)) else {
        return;
    };
    let first = holders.first().and_then(|&at| pile.members.get(at));
    let text = first.map_or("", |member| member.text.repaired());
    let told = Told { words: reader.words(body), text };
    let repeated = repeated_phrases(&told, insertions);
    let mut found: Vec<(Insertion, f32, String)> = Vec::new();
    let mut whole: Vec<&Insertion> = Vec::new();
    for insertion in insertions {
        if let Some((confidence, why)) = foreign(pile, &told, insertion, &repeated) {
            found.push((insertion.clone(), confidence, why));
        } else if sentence::is_whole(pile, mine, insertion) {
            whole.push(insertion);
        }
    }
    if !whole.is_empty() {
        let disguised = first.is_some_and(|member| crate::lineage::disguised(member).0 >= 3);
        let siblings: Vec<&Body> = family
            .iter()
            .filter(|&&sibling| sibling != body)
            .filter_map(|&sibling| pile.bodies.get(sibling))
            .take(SIBLINGS)
            .collect();
        let setting = Setting {
            mine: &told,
            body: mine,
            siblings,
            insertions,
            story: OnceCell::new(),
            phrases: phrases(&told, &found),
            tampered: disguised || !found.is_empty(),
        };
        for insertion in whole {
            for (part, confidence, why) in setting.foreign_parts(insertion) {
                found.push((part, confidence, why));
            }
        }
    }
    for (insertion, confidence, why) in &found {
        for &holder in holders {
            let Some(member) = pile.members.get(holder) else { continue };
            let words = body_words(member.text);
            let between = sibling_text(reader, pile, insertion);
            let Some((span, replacement)) =
                place(member.text.repaired(), &words, insertion, &between)
            else {
                continue;
            };
            out.push(Interpolation {
                document: member.document.id.clone(),
                span,
                replacement,
                confidence: *confidence,
                why: why.clone(),
            });
        }
    }
}

/// Whether an insertion is foreign where it stands: how sure, and why.
fn foreign(
    pile: &Pile<'_>,
    mine: &Told<'_>,
    insertion: &Insertion,
    repeated: &BTreeSet<(u32, u32)>,
) -> Option<(f32, String)> {
    let words = mine.words.get(insertion.from..insertion.to)?;
    let sibling = pile.bodies.get(insertion.sibling)?;
    sibling.ids.get(insertion.at)?;
    let inside_sentence = !sibling.opens_sentence(insertion.at);
    let carries_end = inside_sentence
        && mine
            .words
            .get(insertion.from + 1..=insertion.to)
            .unwrap_or_default()
            .iter()
            .any(|word| word.opens_sentence());
    let text = span_of(&mine.words, insertion.from..insertion.to)?.text(mine.text);
    let solicits = solicitation(text);
    let short = words.len() <= PHRASE;
    let phrase = short
        && words.windows(2).any(|pair| match pair {
            // The sibling may know the phrase too: then it is the story's own.
            [x, y] => {
                repeated.contains(&(x.id, y.id))
                    && !sibling.ids.windows(2).any(|held| *held == [x.id, y.id])
            }
            _ => false,
        });
    if carries_end && solicits >= 2 {
        return Some((0.98, "a sentence that solicits the reader, set into another".to_owned()));
    }
    if inside_sentence && phrase {
        return Some((
            0.9,
            "a phrase that is set in at several places, inside sentences that run on without it"
                .to_owned(),
        ));
    }
    if inside_sentence && solicits >= 2 {
        return Some((0.8, "it solicits the reader in the middle of a sentence".to_owned()));
    }
    None
}
