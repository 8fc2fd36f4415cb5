//! The texts of a pile with their terms as numbers, so that one is compared with hundreds at the
//! price of looking up their terms in a table of its own.
//!
//! Terms that one text has alone are in no product and are left out: of words side by side that is
//! most. The sums are those of [`Vector`](crate::Vector), to the bit: over the same terms in the
//! same order. Merging the sorted terms of each pair instead took ten times as long.

use super::Between;
use crate::pair::{Alike, Judged};
use crate::profile::Profile;
use rayon::prelude::*;

/// The weights of a word in a text: 0 where it is not in that part of it.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    body: f32,
    lead: f32,
    title: f32,
}

/// Terms of a text by number, in order, and what each weighs.
#[derive(Default)]
struct Weighed<W> {
    terms: Vec<u32>,
    weights: Vec<W>,
}

struct Text {
    words: Weighed<Word>,
    names: Weighed<f32>,
    phrases: Weighed<f32>,
}

/// A pile made ready to compare.
pub(super) struct Numbered<'p> {
    profiles: &'p [&'p Profile],
    texts: Vec<Text>,
    /// How many words, names and phrases have a number.
    counts: [usize; 3],
}

impl<'p> Numbered<'p> {
    pub(super) fn of(profiles: &'p [&'p Profile]) -> Self {
        let words = shared(profiles, |profile, terms| {
            for vector in [&profile.body, &profile.lead, &profile.title] {
                terms.extend(vector.0.iter().map(|&(term, _)| term));
            }
        });
        let names = shared(profiles, |profile, terms| {
            terms.extend(profile.names.0.iter().map(|&(term, _)| term));
        });
        let phrases = shared(profiles, |profile, terms| {
            terms.extend(profile.phrases.0.iter().map(|&(term, _)| term));
        });
        let text = |profile: &&Profile| Text {
            words: words_of(profile, &words),
            names: Weighed::of(&profile.names.0, &names),
            phrases: Weighed::of(&profile.phrases.0, &phrases),
        };
        Self {
            profiles,
            texts: profiles.par_iter().map(text).collect(),
            counts: [words.len(), names.len(), phrases.len()],
        }
    }

    /// Judges `pairs`, which are in order.
    pub(super) fn judge(&self, pairs: &[(u32, u32)]) -> Vec<Between> {
        let of_one: Vec<&[(u32, u32)]> = pairs.chunk_by(|x, y| x.0 == y.0).collect();
        let judged = of_one.par_iter().map_init(
            || Tables::of(self.counts),
            |tables, pairs| {
                let a = pairs[0].0 as usize;
                tables.lay(&self.texts[a]);
                let judge = |&(_, b): &(u32, u32)| {
                    let alike = tables.alike(&self.texts[b as usize]);
                    Between::of(&Judged::with(alike, self.profiles[a], self.profiles[b as usize]))
                };
                let judged: Vec<Between> = pairs.iter().map(judge).collect();
                tables.clear(&self.texts[a]);
                judged
            },
        );
        judged.flatten_iter().collect()
    }
}

/// The terms that several texts have, in order: what `of` lists for each.
fn shared(profiles: &[&Profile], of: impl Fn(&Profile, &mut Vec<u64>) + Sync) -> Vec<u64> {
    let each_once = |profile: &&Profile| {
        let mut terms = Vec::new();
        of(profile, &mut terms);
        terms.sort_unstable();
        terms.dedup();
        terms
    };
    let mut all: Vec<u64> = profiles.par_iter().flat_map_iter(each_once).collect();
    all.par_sort_unstable();
    let of_several = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    of_several.map(|same| same[0]).collect()
}

fn number(term: u64, numbers: &[u64]) -> Option<u32> {
    numbers.binary_search(&term).ok().map(|at| at as u32)
}

fn words_of(profile: &Profile, numbers: &[u64]) -> Weighed<Word> {
    type Put = fn(&mut Word, f32);
    let parts: [(&crate::Vector, Put); 3] = [
        (&profile.body, |word, weight| word.body = weight),
        (&profile.lead, |word, weight| word.lead = weight),
        (&profile.title, |word, weight| word.title = weight),
    ];
    let mut found: Vec<(u32, Word)> = Vec::new();
    for (vector, put) in parts {
        for &(term, weight) in &vector.0 {
            let Some(number) = number(term, numbers) else { continue };
            let mut word = Word::default();
            put(&mut word, weight);
            found.push((number, word));
        }
    }
    found.sort_by_key(|&(number, _)| number);
    let mut words = Weighed::<Word>::default();
    for (number, word) in found {
        match words.weights.last_mut().filter(|_| words.terms.last() == Some(&number)) {
            Some(held) => held.add(word),
            None => {
                words.terms.push(number);
                words.weights.push(word);
            }
        }
    }
    words
}

impl Word {
    fn add(&mut self, more: Self) {
        self.body += more.body;
        self.lead += more.lead;
        self.title += more.title;
    }
}

impl Weighed<f32> {
    fn of(vector: &[(u64, f32)], numbers: &[u64]) -> Self {
        let numbered = vector.iter().filter_map(|&(term, w)| Some((number(term, numbers)?, w)));
        let (terms, weights) = numbered.unzip();
        Self { terms, weights }
    }
}

/// The weights of one text by the number of their term, and which terms it has at all: a bit each,
/// few enough to stay at hand, as most terms of another text are not in it.
struct Table<W> {
    held: Vec<u64>,
    weights: Vec<W>,
}

impl<W: Copy + Default> Table<W> {
    fn of(terms: usize) -> Self {
        Self { held: vec![0; terms.div_ceil(64)], weights: vec![W::default(); terms] }
    }

    fn lay(&mut self, text: &Weighed<W>) {
        for (&term, &weight) in text.terms.iter().zip(&text.weights) {
            self.held[term as usize / 64] |= 1 << (term % 64);
            self.weights[term as usize] = weight;
        }
    }

    fn clear(&mut self, text: &Weighed<W>) {
        for &term in &text.terms {
            self.held[term as usize / 64] = 0;
        }
    }

    /// The weights of each term that `text` has too: here, and there.
    fn meet<'t>(&'t self, text: &'t Weighed<W>) -> impl Iterator<Item = (W, W)> + 't {
        let held = |term: u32| self.held[term as usize / 64] >> (term % 64) & 1 == 1;
        let terms = text.terms.iter().zip(&text.weights);
        terms
            .filter(move |&(&term, _)| held(term))
            .map(|(&term, &there)| (self.weights[term as usize], there))
    }
}

struct Tables {
    words: Table<Word>,
    names: Table<f32>,
    phrases: Table<f32>,
}

impl Tables {
    fn of([words, names, phrases]: [usize; 3]) -> Self {
        Self { words: Table::of(words), names: Table::of(names), phrases: Table::of(phrases) }
    }

    fn lay(&mut self, text: &Text) {
        self.words.lay(&text.words);
        self.names.lay(&text.names);
        self.phrases.lay(&text.phrases);
    }

    fn clear(&mut self, text: &Text) {
        self.words.clear(&text.words);
        self.names.clear(&text.names);
        self.phrases.clear(&text.phrases);
    }

    /// How alike the words of the text laid out and of `other` are.
    fn alike(&self, other: &Text) -> Alike {
        let mut body = 0.0;
        let (mut lead_here, mut lead_there) = (0.0f32, 0.0f32);
        let (mut title_here, mut title_there) = (0.0f32, 0.0f32);
        for (here, there) in self.words.meet(&other.words) {
            body += here.body * there.body;
            lead_here += here.lead * there.body;
            lead_there += here.body * there.lead;
            if there.body > 0.0 {
                title_here += here.title * here.title;
            }
            if here.body > 0.0 {
                title_there += there.title * there.title;
            }
        }
        let dot = |pairs: &mut dyn Iterator<Item = (f32, f32)>| {
            pairs.fold(0.0, |sum, (here, there)| sum + here * there)
        };
        Alike {
            body,
            names: dot(&mut self.names.meet(&other.names)),
            lead: lead_here.max(lead_there),
            title: title_here.max(title_there),
            phrases: dot(&mut self.phrases.meet(&other.phrases)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pair::tests::profile;

    #[test]
    fn a_pair_is_judged_as_by_its_vectors_to_the_bit() {
        let profiles: Vec<Profile> =
            (0..24).map(|n| profile(n * 3 % 29, 5 + n * 7 % 90, (n % 3) as u8)).collect();
        let texts: Vec<&Profile> = profiles.iter().collect();
        let pairs: Vec<(u32, u32)> =
            (0..24).flat_map(|a| (a + 1..24).map(move |b| (a, b))).collect();
        let judged = Numbered::of(&texts).judge(&pairs);
        let bits = |one: &Between| (one.probability.to_bits(), one.likeness.to_bits());
        for (&(a, b), found) in pairs.iter().zip(&judged) {
            let wanted = Between::of(&Judged::of(texts[a as usize], texts[b as usize]));
            assert_eq!(bits(found), bits(&wanted), "{a} {b}");
        }
        assert!(judged.iter().any(|one| one.likeness == 0.0));
        assert!(judged.iter().any(|one| one.probability > 0.5));
    }
}
