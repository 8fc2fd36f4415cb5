//! One says what the other denies.

use super::spoke::is_silent;
use super::{Scene, side};
use crate::alike::Alignment;
use crate::unit::Unit;
use std::collections::BTreeMap;
use wireroom_model::{Difference, DifferenceKind};

/// How alike two passages must be, negation aside, for one to deny the other.
const OPPOSED: f32 = 0.55;

/// The least share of either passage that the other has: a long one tells of much else.
const LEAST: f32 = 0.3;

/// The fewest words besides names that both passages have: of one person much is so and much is not.
const PLAIN: usize = 2;

pub(super) fn stands(scene: &Scene<'_>) -> Vec<Difference> {
    let mut best = BTreeMap::<(usize, usize), (u32, Difference)>::new();
    for (a, b, alignment) in alike(scene) {
        let score = alignment.score();
        if alignment.covered_a.min(alignment.covered_b) < LEAST
            || alignment.plain.shared < PLAIN
            || scene.of_others(a, b)
            || (a.origin.is_some() && a.origin == b.origin)
            || !contrary(scene, a, b)
            || is_silent(scene, a)
            || is_silent(scene, b)
        {
            continue;
        }
        let why = "one says that it is so, the other that it is not".to_owned();
        let difference = scene.difference(DifferenceKind::Polarity, vec![side(a), side(b)], why);
        let rank = (score * 1e6) as u32;
        let key = (scene.account(a), scene.account(b));
        if best.get(&key).is_none_or(|(held, _)| rank > *held) {
            best.insert(key, (rank, difference));
        }
    }
    best.into_values().map(|(_, difference)| difference).collect()
}

/// Pairs of units of different accounts, one witness of each family speaking for it, that are alike.
fn alike<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (&'a Unit, &'a Unit, Alignment)> {
    let mut first_of = BTreeMap::new();
    for unit in scene.units {
        let held = first_of.entry(unit.family).or_insert(unit.document);
        *held = (*held).min(unit.document);
    }
    let speaks = |unit: &&Unit| first_of.get(&unit.family) == Some(&unit.document);
    let speakers: Vec<&Unit> = scene.units.iter().filter(speaks).collect();
    (0..speakers.len()).flat_map(move |at| {
        let a = speakers[at];
        let beside = scene.passages.beside(a.at);
        let others = speakers[at + 1..].iter().filter(|b| scene.account(a) != scene.account(b));
        let alike = others.filter_map(|&b| Some((a, b, beside.align_from(b.at, OPPOSED)?)));
        alike.collect::<Vec<_>>()
    })
}

/// Whether two clauses say the contrary of one thing: what is negated in one stands in the other,
/// and no figures part them.
fn contrary(scene: &Scene<'_>, a: &Unit, b: &Unit) -> bool {
    let against = scene.passages.against(a.at, b.at);
    // What is said, without who says it.
    let said = |unit: &Unit| -> String {
        let text = scene.pile[unit.document].text.repaired();
        unit.content.iter().map(|span| span.text(text)).collect::<Vec<_>>().join(" ")
    };
    let (said_a, said_b) = (said(a), said(b));
    against.negation
        && !against.figures
        && scene.passages.same_denied(a.at, b.at)
        && is_finite(&said_a)
        && is_finite(&said_b)
        && !words(&said_a).chain(words(&said_b)).any(|word| bounds(&word))
        && !is_undone(&said_a, &said_b)
        && !is_undone(&said_b, &said_a)
}

/// Whether a word of the one is denied by its first syllable in the other: "none was insured" and "it was
/// uninsured" say the same.
fn is_undone(one: &str, other: &str) -> bool {
    words(other).any(|word| {
        let bare =
            ["un", "in", "im", "dis", "non"].iter().find_map(|start| word.strip_prefix(start));
        bare.is_some_and(|bare| bare.len() > 3 && words(one).any(|it| it == bare))
    })
}

/// Whether a passage has a verb that tells or denies: an auxiliary, a past in -ed or a common past of
/// another form. "An investigation into the leak" asserts nothing.
fn is_finite(text: &str) -> bool {
    const FINITE: [&str; 67] = [
        "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "will", "would",
        "can", "could", "may", "might", "must", "cannot", "won't", "can't", "came", "went", "took",
        "gave", "left", "began", "ran", "shot", "held", "led", "told", "made", "found", "got",
        "saw", "knew", "spoke", "spent", "sent", "paid", "built", "bought", "sold", "struck",
        "drew", "grew", "flew", "wrote", "chose", "fought", "caught", "kept", "felt", "stood",
        "sank", "won", "lost", "met", "fell", "rose", "hit", "broke", "burst", "cut", "set",
        "said", "says",
    ];
    words(text).any(|word| {
        FINITE.contains(&word.as_str())
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || (word.len() > 4 && word.ends_with("ed"))
    })
}

pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(str::to_lowercase)
}

/// Whether a word says that something is meant to be, or was so up to a time: "no state should",
/// "had never before", "the first since", "no guarantee".
fn bounds(word: &str) -> bool {
    const BOUNDS: [&str; 13] = [
        "should",
        "ought",
        "if",
        "whether",
        "unless",
        "until",
        "ever",
        "previously",
        "before",
        "yet",
        "first",
        "guarantee",
        "guaranteed",
    ];
    BOUNDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::is_undone;

    #[test]
    fn a_first_syllable_denies_too() {
        assert!(is_undone("None of it was insured", "The barn was uninsured"));
        assert!(!is_undone("The barn was insured", "The barn was not insured"));
        assert!(!is_undone("It was a form of use", "It was in use"));
    }
}
