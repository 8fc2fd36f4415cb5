//! Which texts are compared at all: those that share a rare term among their heaviest.

use crate::profile::Profile;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Heaviest terms of a text through which it looks for partners.
const KEYS: usize = 24;
/// A term that more families than this share finds no partners: it is no longer rare in this pile.
const COMMON: usize = 400;
/// Partners that a text looks at most, those whose shared terms weigh most: in a pile of a hundred
/// thousand texts everything shares some term with thousands. A text may be looked at by more.
const PARTNERS: usize = 256;

/// How many texts a rare term has at most, and how many partners a text looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) common: usize,
    pub(crate) partners: usize,
}

/// Those in use.
pub(crate) const LIMITS: Limits = Limits { common: COMMON, partners: PARTNERS };

/// For each term the texts that have it among their heaviest, with its weight there, in order.
type Postings = Vec<Vec<Partner>>;

/// A text that another looks at, and what the rare terms weigh that they share.
pub(crate) type Partner = (u32, f32);

/// The terms of each text through which it looks for partners.
pub(crate) fn keys(speakers: &[&Profile]) -> Vec<Vec<(u64, f32)>> {
    speakers.par_iter().map(|profile| heaviest(profile)).collect()
}

/// For each text, by its `keys`, the partners that it looks at, in no order.
pub(crate) fn partners(keys: &[Vec<(u64, f32)>], limits: Limits) -> Vec<Vec<Partner>> {
    let (postings, of_text) = postings(keys, limits.common);
    let texts = of_text.par_iter().enumerate();
    let of = texts.map_init(
        || vec![0.0f32; keys.len()],
        |sums, (at, terms)| of_one(at as u32, terms, &postings, sums, limits.partners),
    );
    of.collect()
}

/// Pairs of texts to compare, as places among the texts, the lesser first, sorted.
pub(crate) fn pairs(partners: &[Vec<Partner>]) -> Vec<(u32, u32)> {
    let texts = partners.par_iter().enumerate();
    let of_one = texts.flat_map_iter(|(at, partners)| {
        let at = at as u32;
        partners.iter().map(move |&(to, _)| (at.min(to), at.max(to)))
    });
    let mut pairs: Vec<(u32, u32)> = of_one.collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The heaviest terms of the telling, of its names and of its lead, each once with its greatest
/// weight, by term.
pub(crate) fn heaviest(profile: &Profile) -> Vec<(u64, f32)> {
    let mut found = BTreeMap::<u64, f32>::new();
    for vector in [&profile.body, &profile.names, &profile.lead] {
        for (term, weight) in vector.heaviest(KEYS) {
            let held = found.entry(term).or_default();
            *held = held.max(weight);
        }
    }
    found.into_iter().collect()
}

/// The texts of each term that is rare, and the places of the rare terms of each text.
fn postings(keys: &[Vec<(u64, f32)>], common: usize) -> (Postings, Vec<Vec<u32>>) {
    let mut all: Vec<(u64, u32, f32)> = keys
        .iter()
        .enumerate()
        .flat_map(|(at, terms)| terms.iter().map(move |&(term, weight)| (term, at as u32, weight)))
        .collect();
    all.par_sort_unstable_by_key(|&(term, at, _)| (term, at));
    let mut postings = Postings::new();
    let mut of_text = vec![Vec::new(); keys.len()];
    let same = |a: &(u64, u32, f32), b: &(u64, u32, f32)| a.0 == b.0;
    for list in all.chunk_by(same).filter(|list| (2..=common).contains(&list.len())) {
        for &(_, at, _) in list {
            of_text[at as usize].push(postings.len() as u32);
        }
        postings.push(list.iter().map(|&(_, at, weight)| (at, weight)).collect());
    }
    (postings, of_text)
}

/// The partners of one text; `sums` is as in [`met`].
fn of_one(
    at: u32,
    terms: &[u32],
    postings: &Postings,
    sums: &mut [f32],
    most: usize,
) -> Vec<Partner> {
    let lists = terms.iter().filter_map(|&term| {
        let list = &postings[term as usize];
        let own = list.binary_search_by_key(&at, |&(text, _)| text).ok()?;
        Some((list[own].1, list.as_slice()))
    });
    let mut found = met(at, lists, sums);
    choose(&mut found, most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

/// All that share a rare term with a text, with what the terms that they share weigh, in no order:
/// of each such term, by the terms, what it weighs in the text and the texts that have it. `sums` is
/// a place for sums, all 0 before and after.
pub(crate) fn met<'l>(
    at: u32,
    lists: impl Iterator<Item = (f32, &'l [Partner])>,
    sums: &mut [f32],
) -> Vec<Partner> {
    let mut met = Vec::new();
    for (own, list) in lists {
        for &(text, weight) in list.iter().filter(|&&(text, _)| text != at) {
            let sum = &mut sums[text as usize];
            if *sum == 0.0 {
                met.push(text);
            }
            *sum += own * weight;
        }
    }
    met.into_iter().map(|text| (text, std::mem::take(&mut sums[text as usize]))).collect()
}

/// Leaves the first `most`, in no order.
pub(crate) fn choose(
    found: &mut Vec<Partner>,
    most: usize,
    order: impl Fn(&Partner, &Partner) -> std::cmp::Ordering,
) {
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
        found.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::When;
    use crate::vector::Vector;

    /// A text with two terms: one of many texts, and one of its own group of ten.
    fn text(at: u64) -> Profile {
        let terms = |own: u64| Vector::unit([(1, 1.0), (own, 3.0)].into_iter().collect());
        Profile {
            body: terms(100 + at / 10),
            lead: Vector::default(),
            title: Vector::default(),
            phrases: Vector::default(),
            names: Vector::default(),
            when: When::Unknown,
            fresh: None,
            weekdays: 0,
        }
    }

    fn compared(count: u64) -> Vec<(u32, u32)> {
        let texts: Vec<Profile> = (0..count).map(text).collect();
        super::pairs(&partners(&keys(&texts.iter().collect::<Vec<_>>()), LIMITS))
    }

    #[test]
    fn of_many_partners_those_that_share_most_are_kept() {
        // Few enough: each meets each.
        assert_eq!(compared(100).len(), 100 * 99 / 2);
        let found = compared(390);
        assert!(found.len() < 390 * 389 / 2);
        assert!(found.is_sorted_by(|a, b| a < b) && found.iter().all(|(a, b)| a < b));
        let groups = (0..390u32).flat_map(|a| (a + 1..390).map(move |b| (a, b)));
        assert!(
            groups.filter(|(a, b)| a / 10 == b / 10).all(|pair| found.binary_search(&pair).is_ok())
        );
        // A term that more than COMMON texts have finds nothing; those of ten still do.
        assert_eq!(compared(410).len(), 41 * 45);
    }
}
