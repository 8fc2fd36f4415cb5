//! Bit by bit is all at once.

use super::*;
use crate::When;
use crate::vector::Vector;
use std::collections::BTreeMap;

/// A chain of numbers that looks like chance.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A text of one of a few matters: some of the words of that, some of all, each of few weights, so
/// that sums tie.
pub(crate) fn text(chance: &mut Chance) -> Profile {
    let matter = chance.below(4);
    let mut terms = BTreeMap::new();
    for _ in 0..6 {
        terms.insert(100 + matter * 8 + chance.below(8), 1.0 + chance.below(2) as f32);
    }
    for _ in 0..chance.below(5) {
        terms.insert(chance.below(30), 1.0);
    }
    let body = Vector::unit(terms);
    let day = |chance: &mut Chance| match chance.below(3) {
        0 => When::Unknown,
        _ => When::Days(wireroom_model::DateRange::day(jiff::civil::date(
            2024,
            3,
            1 + chance.below(28) as i8,
        ))),
    };
    let when = day(chance);
    Profile {
        lead: body.clone(),
        title: Vector::default(),
        phrases: Vector::default(),
        names: if chance.below(2) == 0 { body.clone() } else { Vector::default() },
        body,
        when,
        fresh: (chance.below(2) == 0).then(|| day(chance)),
        weekdays: chance.below(4) as u8,
    }
}

fn id(at: u64) -> DocumentId {
    DocumentId::derive(&[&at.to_string()])
}

fn bits(growing: &Growing) -> Vec<(u32, DocumentId, DocumentId, u32, u32)> {
    let id = |text: u32| growing.id(text).cloned().expect("joined texts are there");
    let one = |it: &Joining| {
        (it.mean, id(it.a), id(it.b), it.size.texts.to_bits(), it.size.likeness.to_bits())
    };
    growing.tree.made().iter().map(one).collect()
}

/// The pairs that are compared, and how they are judged.
fn compared(growing: &Growing) -> BTreeSet<(DocumentId, DocumentId, u32)> {
    let id = |text: u32| growing.id(text).cloned().expect("compared texts are there");
    let of_one = (0..growing.near.texts() as u32).flat_map(|text| {
        let near = growing.near.beside(text).iter();
        near.map(move |it| (id(text), id(it.other()), it.between().probability.to_bits()))
    });
    of_one.collect()
}

#[test]
fn a_pile_that_grows_is_grouped_as_all_at_once() {
    let mut chance = Chance(3);
    let (mut joined, mut kept, mut crossed) = (0, 0, 0);
    for round in 0..60 {
        let limits = Limits {
            common: 3 + chance.below(12) as usize,
            partners: 2 + chance.below(12) as usize,
        };
        let mut pile: BTreeMap<u64, Profile> =
            (0..chance.below(30)).map(|at| (at, text(&mut chance))).collect();
        let all = |pile: &BTreeMap<u64, Profile>| {
            Growing::within(
                pile.iter().map(|(&at, text)| (id(at), text.clone())).collect(),
                0.1,
                limits,
            )
        };
        let mut growing = all(&pile);
        for step in 0..25 {
            let mut gone = Vec::new();
            let mut new = Vec::new();
            for _ in 0..=chance.below(2) {
                let at = chance.below(60);
                if chance.below(4) == 0 {
                    pile.remove(&at);
                    gone.push(id(at));
                    new.retain(|(held, _)| *held != id(at));
                } else {
                    let text = text(&mut chance);
                    new.retain(|(held, _)| *held != id(at));
                    gone.retain(|held| *held != id(at));
                    pile.insert(at, text.clone());
                    new.push((id(at), text));
                }
            }
            let before: BTreeSet<_> = bits(&growing).into_iter().collect();
            let common = growing.partners.common();
            growing.change(&gone, new);
            let wanted = all(&pile);
            let (made, wanted_made) = (bits(&growing), bits(&wanted));
            assert_eq!(compared(&growing), compared(&wanted), "round {round}, step {step}");
            assert_eq!(made, wanted_made, "round {round}, step {step}");
            assert_eq!(growing.groups(), wanted.groups(), "round {round}, step {step}");
            joined += made.len();
            kept += made.iter().filter(|it| before.contains(it)).count();
            crossed += usize::from(growing.partners.common() != common);
        }
    }
    assert!(
        joined > 10_000 && kept > 3_000 && kept < joined && crossed > 100,
        "{joined} {kept} {crossed}"
    );
}
