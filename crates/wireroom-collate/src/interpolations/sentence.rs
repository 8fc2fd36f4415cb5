//! Whole sentences that stand between two sentences of the story which a sibling has side by side.
//!
//! Most such sentences are an editor's: local facts, background, a name. One is foreign when it
//! wants the reader's custom, or holds the phrase that was set in elsewhere, and nothing ties it to
//! the story: its telling words stand nowhere else in the family, it names nobody, dates nothing
//! and reports no speech.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use wireroom_lexicon::{CueClass, cue};

use super::gap::Insertion;
use super::solicitation::solicitation;
use super::{COMMON, Told};
use crate::compare::Body;
use crate::filter::Filter;
use crate::pairs::span_of;
use crate::pile::Pile;
use crate::rareness::{TELLING, rareness};
use crate::words::Word;

/// Fewest words that say what a sentence is about.
const FEWEST: usize = 3;

/// A body with whole sentences set in, and what is needed to judge them.
pub(super) struct Setting<'p> {
    pub(super) mine: &'p Told<'p>,
    /// The body, those of its siblings, and what may be set in.
    pub(super) body: &'p Body,
    pub(super) siblings: Vec<&'p Body>,
    pub(super) insertions: &'p [Insertion],
    /// Words of the story (see [`story`]), once they were asked for: most sentences are told before.
    pub(super) story: OnceCell<Vec<u32>>,
    /// Pairs of words of the phrases that are set into sentences.
    pub(super) phrases: BTreeSet<(u32, u32)>,
    /// Whether the text shows a tamperer's hand elsewhere.
    pub(super) tampered: bool,
}

/// Whether an insertion starts and ends where sentences do, in both texts.
pub(super) fn is_whole(pile: &Pile<'_>, mine: &Body, insertion: &Insertion) -> bool {
    let opens = |body: &Body, at: usize| at >= body.ids.len() || body.opens_sentence(at);
    pile.bodies.get(insertion.sibling).is_some_and(|sibling| {
        opens(mine, insertion.from) && opens(mine, insertion.to) && opens(sibling, insertion.at)
    })
}

impl Setting<'_> {
    /// The foreign parts of an insertion of whole sentences: all of it, or runs of its sentences.
    pub(super) fn foreign_parts(&self, insertion: &Insertion) -> Vec<(Insertion, f32, String)> {
        let mut found: Vec<(Insertion, f32, String)> = Vec::new();
        let mut add = |from: usize, to: usize| {
            let Some((confidence, why)) = self.foreign(from, to) else { return false };
            match found.last_mut() {
                Some((last, ..)) if last.to == from => last.to = to,
                _ => found.push((Insertion { from, to, ..insertion.clone() }, confidence, why)),
            }
            true
        };
        let mut stops: Vec<usize> = (insertion.from + 1..insertion.to)
            .filter(|&at| self.mine.words.get(at).is_some_and(|word| word.opens_sentence()))
            .collect();
        stops.push(insertion.to);
        if !add(insertion.from, insertion.to) && stops.len() > 1 {
            let mut from = insertion.from;
            for to in stops {
                add(from, to);
                from = to;
            }
        }
        found
    }

    /// Whether the sentences `from..to` are foreign to the story: how sure, and why.
    fn foreign(&self, from: usize, to: usize) -> Option<(f32, String)> {
        let words = self.mine.words.get(from..to)?;
        let passage = span_of(&self.mine.words, from..to)?.text(self.mine.text);
        if words.len() < FEWEST || words.iter().any(|word| word.quoted()) {
            return None;
        }
        let advertised = words
            .windows(2)
            .any(|pair| matches!(pair, [x, y] if self.phrases.contains(&(x.id, y.id))));
        let solicits = solicitation(passage);
        // What comes after the last word of the story is more often the page's own.
        let wanted = match (to == self.mine.words.len(), self.tampered) {
            (true, false) => usize::MAX,
            (false, true) => 2,
            _ => 3,
        };
        if !(advertised || solicits >= wanted)
            || self.reports(words)
            || (!advertised && self.names(words))
            || !self.apart(words)
        {
            return None;
        }
        Some(match (advertised, solicits >= 2) {
            (true, true) => {
                (0.95, "sentences that solicit the reader, with a phrase set in elsewhere".to_owned())
            }
            (true, false) => (
                0.85,
                "sentences with a phrase set in elsewhere, between passages that stand together in \
                 another witness"
                    .to_owned(),
            ),
            (false, _) => (
                0.85,
                "sentences that solicit the reader and have nothing to do with the story".to_owned(),
            ),
        })
    }

    /// Whether somebody says something in it.
    fn reports(&self, words: &[Word]) -> bool {
        words.iter().any(|word| {
            let lower = word.span().text(self.mine.text).to_lowercase();
            cue(&lower).is_some_and(|cue| {
                cue.weight >= 0.5
                    && matches!(
                        cue.class,
                        CueClass::Asserts | CueClass::Denies | CueClass::Declines | CueClass::Adds
                    )
            })
        })
    }

    /// Whether it names somebody or something, or gives a number.
    fn names(&self, words: &[Word]) -> bool {
        words.iter().any(|word| {
            let name = word.capital() && !word.opens_sentence() && word.span().len() > 1;
            name || word.number()
        })
    }

    /// Whether its telling words are none of the story's.
    fn apart(&self, words: &[Word]) -> bool {
        let about: BTreeSet<u32> =
            words.iter().filter(|word| rareness(word.id) >= TELLING).map(|word| word.id).collect();
        let story = self.story.get_or_init(|| story(self.body, &self.siblings, self.insertions));
        let known = about.iter().filter(|id| story.binary_search(id).is_ok()).count();
        // A word or two of the many that a language has may be met by chance.
        known * 5 <= about.len()
            && (about.len() >= 2 || words.iter().any(|word| rareness(word.id) >= COMMON))
    }
}

/// Words of the story that a family tells: of the siblings of a body, and of the body itself where it
/// runs beside them. Of the words that were set in, all that stand in the story are among them. Sorted.
fn story(mine: &Body, siblings: &[&Body], insertions: &[Insertion]) -> Vec<u32> {
    let mut set_in = vec![false; mine.ids.len()];
    for insertion in insertions {
        for slot in set_in.get_mut(insertion.from..insertion.to).unwrap_or_default() {
            *slot = true;
        }
    }
    let words = || mine.ids.iter().copied().zip(&set_in);
    let asked = Filter::of(words().filter(|(_, set_in)| **set_in).map(|(id, _)| id));
    let own = words().filter(|(_, set_in)| !**set_in).map(|(id, _)| id);
    // Of the words that nobody asks about nearly all are left out.
    let told = siblings.iter().flat_map(|sibling| sibling.ids.iter().copied()).chain(own);
    let mut story: Vec<u32> = told.filter(|&id| asked.may_have(id)).collect();
    story.sort_unstable();
    story.dedup();
    story
}
