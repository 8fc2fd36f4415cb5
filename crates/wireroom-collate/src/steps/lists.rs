//! The texts that hold a shingle, as lists that propose pairs.

use rustc_hash::FxHashMap;

use crate::candidates::{ALL_PAIRS, FEW, NEIGHBORS, PROBES};
use crate::words::mix;

/// Texts of a list that are held at a time; a longer one comes in pieces.
const PIECE: usize = 4096;
/// Texts of lists that are held before they are handed on: some tens of megabytes.
const HELD: usize = 1 << 20;

/// Texts that share shingles, or a piece of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Names the first texts of the list, by which all of it is judged; 0 where it has too few to be
    /// boilerplate.
    pub judge: u128,
    /// Whether this is where the list begins: its first [`List::probes`] are those that
    /// [`is_boilerplate`](super::is_boilerplate) is asked about.
    pub first: bool,
    /// The texts and how many sampled shingles each has, in order.
    pub texts: Vec<(u64, u32)>,
    /// The first so many are this piece's own; those after them are the next one's.
    pub own: usize,
    /// Whether all pairs are proposed: it is whole, and short.
    pub all_pairs: bool,
    /// The shingles that stand in just these texts. Pieces of a long list have one each.
    pub keys: Vec<u32>,
}

impl List {
    /// The texts that it is judged by.
    #[must_use]
    pub fn probes(&self) -> &[(u64, u32)] {
        self.texts.get(..PROBES).unwrap_or(&self.texts)
    }

    /// The pairs that it proposes, each once, as places in `texts`; each shares as many shingles as
    /// the list has.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let n = self.texts.len();
        let reach = if self.all_pairs { n } else { NEIGHBORS };
        let others = move |at: usize| at + 1..(at + reach + 1).min(n);
        (0..self.own.min(n)).flat_map(move |at| others(at).map(move |other| (at, other)))
    }
}

/// Puts together the lists of postings (a shingle, and a text that holds it), which come sorted, each
/// once.
///
/// Whoever takes what is [`ready`](Lists::ready) in between holds no more than a few tens of
/// megabytes, however many texts hold a shingle.
#[derive(Debug, Default)]
pub struct Lists {
    key: Option<u32>,
    texts: Vec<(u64, u32)>,
    judge: Option<u128>,
    done: Vec<List>,
    /// By a hash of the texts, where a whole list is.
    known: FxHashMap<u64, usize>,
    held: usize,
}

impl Lists {
    /// Takes the next posting: a text of `size` sampled shingles that holds `key`.
    pub fn push(&mut self, key: u32, text: u64, size: u32) {
        if self.key != Some(key) {
            self.close();
            self.key = Some(key);
        }
        self.texts.push((text, size));
        if self.texts.len() == PIECE {
            let own = PIECE - NEIGHBORS;
            let rest = self.texts.get(own..).map(<[_]>::to_vec).unwrap_or_default();
            self.piece(own);
            self.texts = rest;
        }
    }

    /// The lists that are done, once there are many of them; else none yet.
    pub fn ready(&mut self) -> Vec<List> {
        if self.held < HELD { Vec::new() } else { self.take() }
    }

    /// The lists that are left.
    #[must_use]
    pub fn end(mut self) -> Vec<List> {
        self.close();
        self.take()
    }

    fn take(&mut self) -> Vec<List> {
        self.known.clear();
        self.held = 0;
        std::mem::take(&mut self.done)
    }

    /// Ends the list of a shingle.
    fn close(&mut self) {
        let own = self.texts.len();
        if self.judge.is_some() || own > 1 {
            self.piece(own);
        }
        self.texts.clear();
        self.judge = None;
    }

    fn piece(&mut self, own: usize) {
        let Some(key) = self.key else { return };
        let texts = std::mem::take(&mut self.texts);
        let first = self.judge.is_none();
        let judge = *self.judge.get_or_insert_with(|| judge(&texts));
        let whole = first && own == texts.len();
        if whole {
            // The shingles of a passage stand in the same texts.
            let hash =
                texts.iter().fold(SEED, |hash, &(text, _)| mix(hash ^ text).wrapping_add(SEED));
            if let Some(held) = self.known.get(&hash).and_then(|&at| self.done.get_mut(at))
                && held.texts == texts
            {
                held.keys.push(key);
                return;
            }
            self.known.insert(hash, self.done.len());
        }
        self.held += texts.len();
        let all_pairs = whole && texts.len() <= ALL_PAIRS;
        self.done.push(List { judge, first, texts, own, all_pairs, keys: vec![key] });
    }
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A name for the texts that a list is judged by.
fn judge(texts: &[(u64, u32)]) -> u128 {
    if texts.len() < FEW {
        return 0;
    }
    let probes = texts.get(..PROBES).unwrap_or(texts);
    let hash = |seed: u64| {
        let start = seed ^ probes.len() as u64;
        probes.iter().fold(start, |hash, &(text, _)| mix(hash.wrapping_mul(seed) ^ text))
    };
    (u128::from(hash(SEED)) << 64 | u128::from(hash(!SEED | 1))).max(1)
}
