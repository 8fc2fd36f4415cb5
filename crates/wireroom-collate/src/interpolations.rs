//! Finds passages that a later hand set into a witness, by laying it beside its siblings.
//!
//! Material that a sibling lacks is not enough: editors add sentences, titles and first names. An
//! interpolation stands inside text that runs on without it, and is foreign there: it carries the
//! end of a sentence into the middle of another, solicits the reader, or is a phrase set in at
//! several places with nothing in common. A whole sentence is foreign when it is an advertiser's by
//! its address or its repeated phrase, has nothing to do with the story that the family tells, and
//! has no mark of news. What is not clearly foreign is left as an addition.

mod sentence;
mod solicitation;

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon::idf;
use wireroom_model::Interpolation;
use wireroom_text::{Repaired, Span};

use crate::align::Block;
use crate::compare::Body;
use crate::families::Grouping;
use crate::pile::Pile;
use crate::words::{Word, body_words};
use sentence::Setting;
use solicitation::solicitation;

/// Longest interpolation, in words.
const LONGEST: usize = 120;
/// Longest phrase that is known by being repeated, in words.
const PHRASE: usize = 6;
/// Inverse document frequency, in nats, below which a word tells nothing.
const COMMON: f32 = 0.9;
/// Siblings whose words are asked whether an inserted sentence belongs to the story.
const SIBLINGS: usize = 16;
/// Equal words that must stand around an interpolation, and how near.
const FLANKS: (usize, usize) = (8, 12);

/// A passage that one body has and a sibling, running on without it, has not.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Insertion {
    from: usize,
    to: usize,
    sibling: usize,
    /// The word of the sibling before which it would stand.
    at: usize,
}

/// The interpolations of all families, sorted by document and place.
pub(crate) fn find(pile: &Pile<'_>, grouping: &Grouping) -> Vec<Interpolation> {
    let mut found = Vec::new();
    for family in &grouping.families {
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
            judge(pile, family, body, &insertions, &mut found);
        }
    }
    found.sort_by(|x, y| (&x.document, x.span).cmp(&(&y.document, y.span)));
    found.dedup_by(|later, first| {
        later.document == first.document && later.span.start() < first.span.end()
    });
    found
}

/// Where `body` has words between two passages that touch in `sibling`.
fn insertions_of(pile: &Pile<'_>, body: usize, sibling: usize) -> Vec<Insertion> {
    let Some((found, flipped)) = pile.between(body, sibling) else { return Vec::new() };
    let mut chain: Vec<Block> = Vec::new();
    for block in found.blocks.iter().filter(|block| block.in_order) {
        let block = if flipped { Block { a: block.b, b: block.a, ..*block } } else { *block };
        match chain.last_mut() {
            Some(last) if last.a + last.len == block.a && last.b + last.len == block.b => {
                last.len += block.len;
            }
            _ => chain.push(block),
        }
    }
    let near = |at: usize, forward: bool| -> usize {
        let (low, high) =
            if forward { (at, at + FLANKS.1) } else { (at.saturating_sub(FLANKS.1), at) };
        chain
            .iter()
            .map(|block| (block.a + block.len).min(high).saturating_sub(block.a.max(low)))
            .sum()
    };
    let mut insertions = Vec::new();
    let (Some(mine), Some(other)) = (pile.bodies.get(body), pile.bodies.get(sibling)) else {
        return insertions;
    };
    if let Some(last) = chain.last() {
        let (from, to, at) = (last.a + last.len, mine.words.len(), last.b + last.len);
        if at == other.words.len()
            && to > from
            && to - from <= LONGEST
            && near(from, false) >= FLANKS.0
        {
            insertions.push(Insertion { from, to, sibling, at });
        }
    }
    for pair in chain.windows(2) {
        let [left, right] = pair else { continue };
        let (from, at) = (left.a + left.len, left.b + left.len);
        if right.b == at
            && right.a > from
            && right.a - from <= LONGEST
            && left.len >= 2
            && right.len >= 2
            && near(from, false) + near(right.a, true) >= FLANKS.0
        {
            insertions.push(Insertion { from, to: right.a, sibling, at });
        }
    }
    insertions
}

fn judge(
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
    let repeated = repeated_phrases(mine, text, insertions);
    let mut found: Vec<(Insertion, f32, String)> = Vec::new();
    let mut whole: Vec<&Insertion> = Vec::new();
    for insertion in insertions {
        if let Some((confidence, why)) = foreign(pile, mine, body, insertion, &repeated) {
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
            mine,
            text,
            story: sentence::story(mine, &siblings, insertions),
            phrases: phrases(mine, text, &found),
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
            let between = sibling_text(pile, insertion);
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

/// Pairs of telling words of what was set into sentences. A page's own notices stand between them.
fn phrases(mine: &Body, text: &str, found: &[(Insertion, f32, String)]) -> BTreeSet<(u32, u32)> {
    let telling = |word: &Word| idf(&word.span().text(text).to_lowercase()) >= COMMON;
    found
        .iter()
        .filter(|(insertion, ..)| insertion.to - insertion.from <= PHRASE)
        .flat_map(|(insertion, ..)| mine.words.get(insertion.from..insertion.to))
        .flat_map(|words| words.windows(2))
        .filter_map(|pair| match pair {
            [x, y] if telling(x) && telling(y) => Some((x.id, y.id)),
            _ => None,
        })
        .collect()
}

/// Pairs of telling words that stand in short insertions at two places or more, with other words
/// around them each time: a name's title is added before the same name again and again, an
/// advertiser's phrase anywhere.
fn repeated_phrases(body: &Body, text: &str, insertions: &[Insertion]) -> BTreeSet<(u32, u32)> {
    let telling = |word: &Word| idf(&word.span().text(text).to_lowercase()) >= COMMON;
    let mut places: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    // In a sentence that solicits the reader the phrase is what it is about.
    let fit = |insertion: &&Insertion| {
        insertion.to - insertion.from <= PHRASE
            || crate::families::span_of(&body.words, insertion.from..insertion.to)
                .is_some_and(|span| solicitation(span.text(text)) >= 2)
    };
    for insertion in insertions.iter().filter(fit) {
        let words = body.words.get(insertion.from..insertion.to).unwrap_or_default();
        let around = (
            insertion.from.checked_sub(1).and_then(|at| body.ids.get(at)).copied().unwrap_or(0),
            body.ids.get(insertion.to).copied().unwrap_or(0),
        );
        let pairs: BTreeSet<(u32, u32)> = words
            .windows(2)
            .filter_map(|pair| match pair {
                [x, y] if x.capital() == y.capital() && telling(x) && telling(y) => {
                    Some((x.id, y.id))
                }
                _ => None,
            })
            .collect();
        for pair in pairs {
            places.entry(pair).or_default().push(around);
        }
    }
    places
        .into_iter()
        .filter(|(_, around)| {
            around.first().is_some_and(|first| {
                around.iter().any(|other| other.0 != first.0)
                    && around.iter().any(|other| other.1 != first.1)
            })
        })
        .map(|(pair, _)| pair)
        .collect()
}

/// Whether an insertion is foreign where it stands: how sure, and why.
fn foreign(
    pile: &Pile<'_>,
    mine: &Body,
    body: usize,
    insertion: &Insertion,
    repeated: &BTreeSet<(u32, u32)>,
) -> Option<(f32, String)> {
    let words = mine.words.get(insertion.from..insertion.to)?;
    let sibling = pile.bodies.get(insertion.sibling)?;
    let inside_sentence = !sibling.words.get(insertion.at)?.opens_sentence();
    let carries_end = inside_sentence
        && mine
            .words
            .get(insertion.from + 1..=insertion.to)
            .unwrap_or_default()
            .iter()
            .any(|word| word.opens_sentence());
    let member = pile.holders.get(body)?.first().and_then(|&at| pile.members.get(at))?;
    let text = crate::families::span_of(&mine.words, insertion.from..insertion.to)?
        .text(member.text.repaired());
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

/// What stands in the sibling where the insertion is.
fn sibling_text(pile: &Pile<'_>, insertion: &Insertion) -> String {
    let read = || {
        let body = pile.bodies.get(insertion.sibling)?;
        let holder = *pile.holders.get(insertion.sibling)?.first()?;
        let text = pile.members.get(holder)?.text.repaired();
        let before = body.words.get(insertion.at.checked_sub(1)?)?.span();
        let after = body.words.get(insertion.at)?.span();
        text.get(before.end()..after.start())
    };
    read().unwrap_or(" ").to_owned()
}

/// The span to delete and what to read instead, so that what is left is what the sibling has.
fn place(
    text: &str,
    words: &[Word],
    insertion: &Insertion,
    between: &str,
) -> Option<(Span<Repaired>, String)> {
    let start = words.get(insertion.from.checked_sub(1)?)?.span().end();
    if insertion.to >= words.len() {
        return tail(text, words, insertion.from, start);
    }
    let end = words.get(insertion.to)?.span().start();
    let mine = text.get(start..end)?;
    let same = |(x, y): &(char, char)| x == y || (x.is_whitespace() && y.is_whitespace());
    // Space goes with what follows it: the break before the next paragraph is the story's own.
    let head: Vec<(char, char)> =
        mine.chars().zip(between.chars()).take_while(|(x, y)| x == y).collect();
    let (mine_head, other_head) =
        head.iter().fold((0, 0), |(x, y), (a, b)| (x + a.len_utf8(), y + b.len_utf8()));
    let (mine, between) = (mine.get(mine_head..)?, between.get(other_head..)?);
    let tail: Vec<(char, char)> =
        mine.chars().rev().zip(between.chars().rev()).take_while(same).collect();
    let (mine_tail, other_tail) =
        tail.iter().fold((0, 0), |(x, y), (a, b)| (x + a.len_utf8(), y + b.len_utf8()));
    let span = Span::try_new(start + mine_head..end - mine_tail)?;
    let between = between.get(..between.len() - other_tail)?;
    // Only the seam is read in its place: words that the sibling has there are the sibling's own.
    let replacement =
        if between.chars().any(char::is_alphanumeric) { String::new() } else { between.to_owned() };
    Some((span, replacement))
}

/// The span of all words from `from` on, with the stops and marks that close them, but not those
/// that close what is `before`.
fn tail(
    text: &str,
    words: &[Word],
    from: usize,
    before: usize,
) -> Option<(Span<Repaired>, String)> {
    let first = words.get(from)?.span().start();
    let last = words.last()?.span().end();
    let closing = |gap: &str| gap.find(char::is_whitespace).unwrap_or(gap.len());
    let start = before + closing(text.get(before..first)?);
    let rest = text.get(last..)?;
    let is_mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
    let end = last + rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
    Some((Span::try_new(start..end)?, String::new()))
}
