//! How much two passages assert the same: an alignment of their content words.
//!
//! Each word looks for its best partner on the other side: its own stem (1), else a word near it in
//! meaning, by the vectors of the lexicon. Words weigh by how rare they are in news and how rare
//! they are in this event: within texts about talks, "talks" says little. After Sultan, Bethard and
//! Sumner (2014), with vectors for their lexical resources; figures and negation decide, as
//! systems for this task learned they must.

mod beside;
mod near;
mod plain;
mod prepare;
mod table;

use crate::figure::Figure;
use beside::with_figures;
pub(crate) use plain::{Plain, is_closed};

/// Weights of [`Alignment::probability`], in its order.
const WEIGHTS: [f32; 15] =
    [1.89, 2.46, 0.55, 2.05, 0.58, 1.15, -0.11, 0.97, 1.24, 0.56, 1.70, 0.17, 1.99, 1.03, 1.62];
/// Its constant.
const CONSTANT: f32 = -3.63;
/// How much the greater share counts.
const GREATER: f32 = 0.6;
/// Shared weight at which a score is halved.
const CHANCE: f32 = 3.0;
/// What a phrase that only the two have adds.
const PHRASE: f32 = 0.12;
/// What a figure of like things adds that both have, by how rare it is.
const QUANTITY: f32 = 0.15;
/// Share of the weight in common that is negated on one side alone, from which on one passage says
/// the contrary of the other.
const OPPOSED: f32 = 0.5;
/// A figure is a word like another, of middling weight.
const FIGURE: f32 = 4.0;

/// How much two passages assert the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alignment {
    /// Share of the first one's weight that has a partner, from 0 to 1.
    pub(crate) covered_a: f32,
    /// Share of the second one's.
    pub(crate) covered_b: f32,
    /// The weight shared, in the unit of the word weights.
    pub(crate) shared: f32,
    /// Two words stand side by side in both and nowhere else in the event ("department heads",
    /// "heads of department").
    pub(crate) phrase: bool,
    /// The cosine of what the words of the two mean together, from -1 to 1; 0 where not known.
    pub(crate) meaning: f32,
    /// How rare a figure of like things is that both have, from 0 (none) to 1.
    pub(crate) quantity: f32,
    /// What they have in common besides names.
    pub(crate) plain: Plain,
    /// Both deny something, and the same.
    pub(crate) denied: bool,
    /// How rare a number is that both have, whatever it counts, from 0 (none) to 1.
    pub(crate) number: f32,
}

/// What speaks against two passages asserting the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Against {
    /// Both count something of one kind and have no figure in common.
    pub(crate) figures: bool,
    /// One is negated and the other is not.
    pub(crate) negation: bool,
}

impl Alignment {
    /// The probability that the two are one claim, where nothing speaks against it: a logistic
    /// model, fitted on the odd piles of `eval/weigh` and on pairs of real news judged by eye
    /// (`training/weigh`). `one_origin`: both go back to one mouth; `margin`: how far the likeness lies
    /// above that of the best rival, on either side; `concord`: of the event's pairs that are at all
    /// alike, the logarithm of the share that are much alike.
    pub(crate) fn probability(self, one_origin: bool, margin: f32, concord: f32) -> f32 {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let [fewer, more, common] = self.plain.features();
        let features = [
            self.covered_a.max(self.covered_b),
            self.covered_a.min(self.covered_b),
            self.shared / (self.shared + 3.0),
            self.shared / (self.shared + 12.0),
            flag(self.phrase),
            self.quantity,
            self.meaning,
            flag(one_origin),
            margin,
            flag(self.denied),
            self.number,
            fewer,
            more,
            common,
            concord,
        ];
        let sum: f32 = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-(sum + CONSTANT)).exp())
    }

    /// One number: the greater share counts for more, since one account may tell a thing in a
    /// clause and the other in a sentence; little shared weight is held back, since two words in
    /// common are chance.
    pub(crate) fn score(self) -> f32 {
        let (most, least) =
            (self.covered_a.max(self.covered_b), self.covered_a.min(self.covered_b));
        let shares =
            (GREATER * most + (1.0 - GREATER) * least) * self.shared / (self.shared + CHANCE);
        let phrase = if self.phrase { PHRASE } else { 0.0 };
        shares + phrase + QUANTITY * self.quantity
    }
}

/// The passages of one event, made ready to compare each with each: which words are near in
/// meaning is found once for all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Passages {
    /// For each passage of the list, its place in `prepared`: copies share one.
    of: Vec<usize>,
    prepared: Vec<Prepared>,
    /// For each word, the words that count as its partners, with how much; by word.
    near: Vec<Vec<(u32, f32)>>,
    /// For each word, the prepared passages that hold it, in order.
    holders: Vec<Vec<u32>>,
}

#[derive(Debug, Clone, Default)]
struct Prepared {
    /// Each content word with its weight, in text order.
    words: Vec<(u32, f32)>,
    /// The weight of all words and figures.
    total: f32,
    /// The same words, sorted, each once.
    set: Vec<u32>,
    figures: Vec<Figure>,
    /// What the words mean together: a unit vector, or empty.
    meaning: Vec<f32>,
    /// The phrases that only one other family has, sorted.
    phrases: Vec<(u32, u32)>,
    /// The words that are negated, sorted.
    negated: Vec<u32>,
    /// The first of them in the text.
    denied: Option<u32>,
    /// Its plain words, sorted, each once.
    plain: Vec<u32>,
}

impl Passages {
    /// The number that passages have in common that compare alike with all others.
    pub(crate) fn same(&self, at: usize) -> usize {
        self.of[at]
    }

    /// Compares the passages at two places of the list given to [`Passages::of`].
    pub(crate) fn align(&self, a: usize, b: usize) -> Alignment {
        self.complete(a, b, self.align_words(a, b))
    }

    fn complete(&self, a: usize, b: usize, aligned: Alignment) -> Alignment {
        let (x, y) = self.two(a, b);
        let number = rarest(&x.figures, &y.figures, |_, _| true);
        let denied = x.denied.is_some() && y.denied.is_some() && self.same_denied(a, b);
        Alignment { meaning: self.meaning(a, b), plain: Plain::of(x, y), denied, number, ..aligned }
    }

    fn meaning(&self, a: usize, b: usize) -> f32 {
        let (x, y) = self.two(a, b);
        x.meaning.iter().zip(&y.meaning).map(|(x, y)| x * y).sum()
    }

    /// An alignment but for what [`Passages::complete`] adds.
    fn align_words(&self, a: usize, b: usize) -> Alignment {
        let (x, y) = self.two(a, b);
        aligned(x, y, (self.covered(x, y), self.covered(y, x)))
    }

    /// What speaks against the passages at two places asserting the same.
    pub(crate) fn against(&self, a: usize, b: usize) -> Against {
        let (x, y) = self.two(a, b);
        Against {
            figures: figures_clash(&x.figures, &y.figures),
            negation: self.may_oppose(x, y)
                && (self.opposed(x, y) >= OPPOSED || self.opposed(y, x) >= OPPOSED),
        }
    }

    /// Whether what is denied on one side, the first word that its negation reaches, is on the
    /// other too.
    pub(crate) fn same_denied(&self, a: usize, b: usize) -> bool {
        let (x, y) = self.two(a, b);
        self.has_partner(x.denied, y) && self.has_partner(y.denied, x)
    }

    fn two(&self, a: usize, b: usize) -> (&Prepared, &Prepared) {
        (&self.prepared[self.of[a]], &self.prepared[self.of[b]])
    }

    /// Whether a word that is negated in one has a partner in the other: where none has, nothing opposes.
    fn may_oppose(&self, a: &Prepared, b: &Prepared) -> bool {
        let meets = |words: &[u32], there: &Prepared| {
            words.iter().any(|&word| self.has_partner(Some(word), there))
        };
        meets(&a.negated, b) || meets(&b.negated, a)
    }

    /// The share of the weight of `a` that has a partner in `b` whose partner is negated where it is
    /// not, or the other way round; nothing where both deny one thing ("posed no threat", "did not
    /// pose a threat").
    fn opposed(&self, a: &Prepared, b: &Prepared) -> f32 {
        let is_negated = |of: &Prepared, word: u32| of.negated.binary_search(&word).is_ok();
        let (mut opposed, mut all) = (0.0, 0.0);
        for &(word, weight) in &a.words {
            let partners = self.near[word as usize].iter();
            let partners = partners.filter(|(other, _)| b.set.binary_search(other).is_ok());
            let Some(&(best, closeness)) = partners.max_by(|x, y| x.1.total_cmp(&y.1)) else {
                continue;
            };
            all += weight * closeness;
            match (is_negated(a, word), is_negated(b, best)) {
                (true, true) => return 0.0,
                (false, false) => {}
                _ => opposed += weight * closeness,
            }
        }
        if all == 0.0 { 0.0 } else { opposed / all }
    }

    /// Whether a word, where there is one, has a partner in a passage.
    fn has_partner(&self, word: Option<u32>, other: &Prepared) -> bool {
        word.is_none_or(|word| {
            self.near[word as usize].iter().any(|(near, _)| other.set.binary_search(near).is_ok())
        })
    }

    /// The weight of `a` that has a partner in `b`.
    fn covered(&self, a: &Prepared, b: &Prepared) -> f32 {
        let nearest = |word: u32| {
            let partners = self.near[word as usize].iter();
            let partners = partners.filter(|(other, _)| b.set.binary_search(other).is_ok());
            partners.map(|&(_, closeness)| closeness).fold(0.0, f32::max)
        };
        let words = a.words.iter().map(|&(word, weight)| weight * nearest(word));
        with_figures(words.fold(0.0, |sum, weight| sum + weight), a, b)
    }
}

/// An alignment but for what [`Passages::complete`] adds; `found` is the weight of each of the two that has a
/// partner in the other.
fn aligned(x: &Prepared, y: &Prepared, found: (f32, f32)) -> Alignment {
    let share = |found: f32, total: f32| if total == 0.0 { 0.0 } else { found / total };
    Alignment {
        covered_a: share(found.0, x.total),
        covered_b: share(found.1, y.total),
        shared: found.0.min(found.1),
        phrase: x.phrases.iter().any(|phrase| y.phrases.binary_search(phrase).is_ok()),
        meaning: 0.0,
        quantity: shared_quantity(&x.figures, &y.figures),
        plain: Plain::default(),
        denied: false,
        number: 0.0,
    }
}

/// Both count something alike, and no figure is in both.
fn figures_clash(a: &[Figure], b: &[Figure]) -> bool {
    let shared = a.iter().any(|x| b.iter().any(|y| x.agrees(y)));
    let counted = |figure: &Figure| figure.of.first().map(|(stem, _)| stem.clone());
    let alike = |x: &Figure, y: &Figure| {
        let fate = x.measure.fate.is_some() && x.alike(y) >= 1.0;
        x.kind == y.kind && (fate || counted(x).is_some() && counted(x) == counted(y))
    };
    !shared && a.iter().any(|x| b.iter().any(|y| alike(x, y)))
}

/// How much the figures that both have speak for one assertion, from 0 to 1: the rarest that counts
/// alike things in both.
fn shared_quantity(a: &[Figure], b: &[Figure]) -> f32 {
    rarest(a, b, Figure::is_like)
}

/// How rare the rarest figure is that both have and that is `alike` in both.
fn rarest(a: &[Figure], b: &[Figure], alike: impl Fn(&Figure, &Figure) -> bool) -> f32 {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let same = pairs.filter(|(x, y)| x.value == y.value && alike(x, y));
    same.map(|(x, _)| x.rarity()).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::content::Content;

    #[test]
    fn a_number_in_common_counts_whatever_it_counts() {
        let said = [
            "113 ships were expected to cross by early Tuesday",
            "113 of them should get through by Tuesday morning",
            "Two ships were expected to cross by early Tuesday",
        ]
        .map(Content::of);
        let held: Vec<_> = said.iter().enumerate().map(|(at, it)| ((at, at), it)).collect();
        let passages = Passages::of(&held);
        let (counted, other) = (passages.align(0, 1), passages.align(0, 2));
        assert_eq!((counted.quantity, counted.number), (0.0, 1.0));
        assert_eq!((other.quantity, other.number), (0.0, 0.0));
        let without = super::Alignment { number: 0.0, ..counted };
        let likely = |it: super::Alignment| it.probability(false, 0.0, 0.0);
        assert!(likely(counted) > likely(without) + 0.1);
    }
}
