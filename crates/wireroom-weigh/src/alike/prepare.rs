//! The passages of one event made ready to compare: words as numbers, with weights.

use super::near::{meaning, near};
use super::{FIGURE, Passages, Prepared};
use crate::content::{Content, Term};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Two stems that stand side by side, the lesser first.
type Phrase = (u32, u32);

/// A content with its family and its document.
pub(crate) type Held<'a> = ((usize, usize), &'a Content);

/// The words and stems of an event as numbers, in the order they are met, and who holds them.
#[derive(Default)]
struct Vocabulary<'a> {
    words: BTreeMap<&'a str, u32>,
    /// A term of each word.
    terms: Vec<&'a Term>,
    stems: BTreeMap<&'a str, u32>,
    /// For each stem, how many passages hold it.
    holders: Vec<f32>,
    /// The stems of plain words.
    plain: BTreeMap<&'a str, u32>,
}

/// A content, and all that say just the same.
struct Told<'a> {
    content: &'a Content,
    /// The family and the document of each.
    holders: Vec<(usize, usize)>,
}

impl<'a> Vocabulary<'a> {
    fn of(contents: &[Told<'a>]) -> Self {
        let mut found = Self::default();
        for Told { content, holders } in contents {
            for stem in &content.plain {
                let next = found.plain.len() as u32;
                found.plain.entry(stem).or_insert(next);
            }
            let mut held = BTreeSet::new();
            for term in &content.terms {
                let next = found.terms.len() as u32;
                if *found.words.entry(&term.lower).or_insert(next) == next {
                    found.terms.push(term);
                }
                let next = found.holders.len() as u32;
                let stem = *found.stems.entry(&term.stem).or_insert(next);
                if stem == next {
                    found.holders.push(0.0);
                }
                if held.insert(stem) {
                    found.holders[stem as usize] += holders.len() as f32;
                }
            }
        }
        found
    }

    fn phrases(&self, content: &Content) -> BTreeSet<Phrase> {
        let stems: Vec<u32> =
            content.terms.iter().map(|term| self.stems[term.stem.as_str()]).collect();
        let pairs = stems.windows(2).filter(|pair| pair[0] != pair[1]);
        pairs.map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))).collect()
    }

    /// The phrases that stand in two families, once in a document: more often, and a phrase is part
    /// of the event's common talk.
    fn rare_phrases(&self, contents: &[Told<'a>]) -> BTreeSet<Phrase> {
        let mut holders = BTreeMap::<Phrase, BTreeMap<(usize, usize), usize>>::new();
        for told in contents {
            for phrase in self.phrases(told.content) {
                let held = holders.entry(phrase).or_default();
                for &holder in &told.holders {
                    *held.entry(holder).or_default() += 1;
                }
            }
        }
        holders.retain(|_, holders| {
            let families: BTreeSet<usize> = holders.keys().map(|&(family, _)| family).collect();
            families.len() == 2 && holders.values().all(|&times| times == 1)
        });
        holders.into_keys().collect()
    }

    fn prepare(&self, content: &Content, passages: f32, rare: &BTreeSet<Phrase>) -> Prepared {
        let mut prepared = Prepared::default();
        for term in &content.terms {
            let holders = self.holders[self.stems[term.stem.as_str()] as usize];
            // Three passages are too few to say what is common.
            let local = (1.0 + (passages + 3.0) / (holders + 1.0)).ln();
            prepared.words.push((self.words[term.lower.as_str()], term.weight * local));
        }
        prepared.plain = content.plain.iter().map(|stem| self.plain[stem.as_str()]).collect();
        prepared.plain.sort_unstable();
        prepared.plain.dedup();
        let negated = content.terms.iter().filter(|term| term.negated);
        prepared.negated = negated.map(|term| self.words[term.lower.as_str()]).collect();
        prepared.denied = prepared.negated.first().copied();
        prepared.negated.sort_unstable();
        prepared.set = prepared.words.iter().map(|&(word, _)| word).collect();
        prepared.set.sort_unstable();
        prepared.set.dedup();
        prepared.figures.clone_from(&content.figures);
        prepared.total = prepared.words.iter().fold(0.0, |sum, &(_, weight)| sum + weight);
        prepared.total = prepared.figures.iter().fold(prepared.total, |sum, _| sum + FIGURE);
        prepared.meaning = meaning(content);
        let phrases = self.phrases(content);
        prepared.phrases = phrases.intersection(rare).copied().collect();
        prepared
    }
}

impl Passages {
    /// Of contents, each with its family and document. How common a word is counts every content;
    /// contents that say just the same are made ready once.
    pub(crate) fn of(contents: &[Held<'_>]) -> Self {
        let mut seen = HashMap::new();
        let mut distinct: Vec<Told<'_>> = Vec::new();
        let mut of = Vec::with_capacity(contents.len());
        for &(holder, content) in contents {
            let at = *seen.entry(key(content)).or_insert(distinct.len());
            if at == distinct.len() {
                distinct.push(Told { content, holders: Vec::new() });
            }
            distinct[at].holders.push(holder);
            of.push(at);
        }
        let vocabulary = Vocabulary::of(&distinct);
        let rare = vocabulary.rare_phrases(&distinct);
        let prepare =
            |told: &Told<'_>| vocabulary.prepare(told.content, contents.len() as f32, &rare);
        let prepared: Vec<Prepared> = distinct.iter().map(prepare).collect();
        let mut holders = vec![Vec::new(); vocabulary.terms.len()];
        for (at, one) in prepared.iter().enumerate() {
            for &word in &one.set {
                holders[word as usize].push(at as u32);
            }
        }
        Self { of, prepared, near: near(&vocabulary.terms), holders }
    }
}

/// What two contents have in common that compare alike with all others.
fn key(content: &Content) -> (Vec<(&str, bool)>, &[String], String) {
    let words = content.terms.iter().map(|term| (term.lower.as_str(), term.negated)).collect();
    let figures =
        if content.figures.is_empty() { String::new() } else { format!("{:?}", content.figures) };
    (words, &content.plain, figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_just_the_same_is_made_ready_once() {
        let said = [
            "The governor opened nine bridges over the Tarn.",
            "The governor opened nine bridges over the Tarn.",
            "The governor opened ten bridges over the Tarn.",
            "The governor never opened nine bridges over the Tarn.",
            "Nine bridges over the Tarn were opened by the governor.",
        ]
        .map(Content::of);
        let held: Vec<Held<'_>> = said.iter().enumerate().map(|(at, it)| ((at, at), it)).collect();
        let passages = Passages::of(&held);
        assert_eq!(passages.same(0), passages.same(1));
        for other in 2..said.len() {
            assert_ne!(passages.same(0), passages.same(other), "{other}");
            assert_eq!(passages.align(0, other), passages.align(1, other));
            assert_eq!(passages.against(0, other), passages.against(1, other));
        }
    }
}
