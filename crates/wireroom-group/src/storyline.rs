//! Storylines: events of the same kind between the same parties on the same matter, over time.

use crate::profile::{hash, term};
use crate::vector::Vector;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet};
use wireroom_lexicon as lexicon;
use wireroom_model::{Entity, EntityId, Event, EventId, Storyline, StorylineId, Telling, ZoneKind};
use wireroom_text::tokens;

/// How alike two matters must be, as the cosine of the words of their titles and bodies with names
/// of parties and places left out.
const MATTER: f32 = 0.16;

/// Heaviest words of a matter by which it meets others.
const WORDS: usize = 48;
/// A word that more events than this have among their heaviest makes none meet.
const COMMON: usize = 400;

/// Strings events together: the same kind, the same parties (at least two, or one of one) or the
/// same place, and a like matter. A pair must stand by itself: no event joins a storyline through
/// another alone.
pub(crate) fn storylines(
    pile: &[Telling<'_>],
    events: &[Event],
    entities: &[Entity],
) -> Vec<Storyline> {
    let matters: Vec<Vector> = events.par_iter().map(|event| matter(pile, event)).collect();
    let rare = rare_words(&matters);
    let mut lines: Vec<Vec<usize>> = Vec::new();
    // Events meet through rare words. Through parties, a capital would make everything meet everything.
    let mut with = BTreeMap::<u64, BTreeSet<usize>>::new();
    // Events come in order of date, so a line grows forward and each newcomer meets all before it.
    for (at, event) in events.iter().enumerate() {
        let near: BTreeSet<usize> =
            rare[at].iter().filter_map(|word| with.get(word)).flatten().copied().collect();
        let fits = |line: &usize| {
            lines[*line]
                .iter()
                .all(|&other| series(&events[other], event, &matters[other], &matters[at]))
        };
        let line = near.into_iter().find(fits).unwrap_or_else(|| {
            lines.push(Vec::new());
            lines.len() - 1
        });
        lines[line].push(at);
        for &word in &rare[at] {
            with.entry(word).or_default().insert(line);
        }
    }
    let names: BTreeMap<&EntityId, &str> =
        entities.iter().map(|entity| (&entity.id, entity.name.as_str())).collect();
    let lines = lines.iter().filter(|line| line.len() > 1);
    lines.map(|line| told(line, events, &matters, &names)).collect()
}

/// For each matter those of its heaviest words that few others have among theirs.
fn rare_words(matters: &[Vector]) -> Vec<Vec<u64>> {
    let heaviest: Vec<Vec<u64>> = matters
        .iter()
        .map(|matter| matter.heaviest(WORDS).into_iter().map(|(word, _)| word).collect())
        .collect();
    let mut holders = BTreeMap::<u64, usize>::new();
    for &word in heaviest.iter().flatten() {
        *holders.entry(word).or_default() += 1;
    }
    let is_rare = |word: &u64| holders[word] <= COMMON;
    heaviest.into_iter().map(|words| words.into_iter().filter(is_rare).collect()).collect()
}

fn series(a: &Event, b: &Event, a_matter: &Vector, b_matter: &Vector) -> bool {
    let parties = shared_parties(a, b);
    let same_place = match (&a.place, &b.place) {
        (Some(x), Some(y)) => x.place.name == y.place.name,
        _ => false,
    };
    let needed = a.parties.len().min(b.parties.len()).min(2);
    let same_parties = needed > 0 && parties.len() >= needed;
    let same_kind = a.kind == b.kind && a.kind.is_some();
    if !same_place && !same_parties {
        return false;
    }
    let likeness = a_matter.cosine(b_matter);
    // What else two events have in common, the less alike their matters need be.
    let least = match (same_kind, same_parties && same_place, same_parties && parties.len() > 1) {
        (true, ..) | (_, true, true) => 1.0,
        (_, true, false) => 1.5,
        (_, false, true) => 1.75,
        _ => return false,
    };
    likeness >= least * MATTER
}

fn shared_parties<'a>(a: &'a Event, b: &Event) -> Vec<&'a EntityId> {
    a.parties.iter().filter(|party| b.parties.contains(party)).collect()
}

fn told(
    line: &[usize],
    events: &[Event],
    matters: &[Vector],
    names: &BTreeMap<&EntityId, &str>,
) -> Storyline {
    let ids: Vec<EventId> = line.iter().map(|&at| events[at].id.clone()).collect();
    let parts: Vec<&str> = ids.iter().map(EventId::as_str).collect();
    let (first, last) = (&events[line[0]], &events[line[line.len() - 1]]);
    let mut reasons = Vec::new();
    if let Some(kind) = first.kind.as_ref().filter(|_| first.kind == last.kind) {
        reasons.push(format!("the same kind ({kind})"));
    }
    let parties = shared_parties(first, last);
    if !parties.is_empty() {
        // A state that only its adjective names is no entity of the finders.
        let state = |id: &EntityId| lexicon::country(id.as_str()).map(|country| country.name);
        let name = |id: &EntityId| names.get(id).copied().or_else(|| state(id));
        let named: Vec<&str> = parties.iter().map(|id| name(id).unwrap_or(id.as_str())).collect();
        reasons.push(format!("the same parties ({})", named.join(", ")));
    }
    if let (Some(a), Some(b)) = (&first.place, &last.place)
        && a.place.name == b.place.name
    {
        reasons.push(format!("the same place ({})", a.place.name));
    }
    let likeness = matters[line[0]].cosine(&matters[line[line.len() - 1]]);
    reasons.push(format!("a like matter (likeness {likeness:.2})"));
    if let Some(gap) = gap(first, last) {
        reasons.push(gap);
    }
    Storyline {
        id: StorylineId::derive(&parts),
        title: first.title.clone(),
        events: ids,
        why: reasons.join(", "),
    }
}

fn gap(first: &Event, last: &Event) -> Option<String> {
    let (a, b) = (first.date.as_ref()?.range()?, last.date.as_ref()?.range()?);
    let days = a.gap(b);
    Some(match days {
        0..=60 => format!("{days} days apart"),
        _ => format!("{} months apart", (days as f64 / 30.44).round() as i64),
    })
}

/// The words of an event's titles and bodies, each family once over, with the names of its parties
/// and place left out: they are compared on their own.
fn matter(pile: &[Telling<'_>], event: &Event) -> Vector {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut known: BTreeSet<u64> = BTreeSet::new();
    let mut counts = BTreeMap::<u64, (f32, f32)>::new();
    let mut families = BTreeSet::new();
    for &member in &event.documents {
        let telling = &pile[member];
        if !families.insert(telling.family) {
            continue;
        }
        let text = telling.text.repaired();
        for name in &telling.analysis.names {
            for token in tokens(name.span.text(text)) {
                let word = token.span.text(name.span.text(text)).to_lowercase();
                known.insert(hash(&stemmer.stem(&word)));
            }
        }
        for sentence in &telling.analysis.sentences {
            let words = sentence.span.text(text);
            let weight = if sentence.zone == ZoneKind::Body { 1.0 } else { 2.0 };
            for token in tokens(words) {
                if let Some((term, idf)) = term(&stemmer, token.span.text(words), token.kind) {
                    counts.entry(term).or_insert((0.0, idf)).0 += weight;
                }
            }
        }
    }
    counts.retain(|term, _| !known.contains(term));
    let weighed = counts.into_iter().map(|(term, (tf, idf))| (term, (1.0 + tf.ln()) * idf));
    Vector::unit(weighed.collect())
}
