//! A pile that is grouped again and again while it grows, as a program does that watches feeds.

use crate::growing::Growing;
use crate::linkage::{families, speaker};
use crate::profile::{Profile, Terms};
use crate::{Config, Group, Profiled, join_profiled};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use wireroom_model::{DocumentId, Telling};

/// What is kept of a pile from one [`join`](Again::join) to the next, so that the next is grouped at
/// the price of what is new in it. Copies share what they keep.
///
/// It takes some 30 kB a text. Nothing is kept of a pile of more than 20,000 texts (copies aside): that is
/// grouped anew each time.
///
/// What it is not: a part of the result. With it or without, the groups are the same.
#[derive(Debug, Clone, Default)]
pub struct Again(Arc<Mutex<Option<Growing>>>);

/// Families of which something is kept.
const MOST: usize = 20_000;
/// Of so many families one may be another than it was: with more, all are grouped anew.
const FEW: usize = 10;

impl Again {
    /// As [`join`](crate::join).
    #[must_use]
    pub fn join(&self, pile: &[Telling<'_>], config: &Config) -> Vec<Group> {
        let texts = pile.par_iter().map_init(Terms::default, Profiled::with).collect();
        self.join_profiled(texts, config)
    }

    /// As [`join_profiled`].
    #[must_use]
    pub fn join_profiled(&self, texts: Vec<Profiled<'_>>, config: &Config) -> Vec<Group> {
        let families = families(&texts);
        let ids: Vec<_> = families.iter().map(|family| id(&texts, family)).collect();
        // A text that is given twice is two here, and would be one there.
        if families.len() > MOST || !ids.is_sorted_by(|one, next| one < next) {
            return join_profiled(&texts, config);
        }
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out: what a fault leaves half done is not found again.
        let held = lock().take();
        let growing = grown(held, &texts, &families, config);
        let groups = groups(&growing, &texts, &families);
        *lock() = Some(growing);
        groups
    }
}

/// The family by the id that comes first in it.
fn id<'a>(texts: &[Profiled<'a>], family: &[usize]) -> Option<&'a DocumentId> {
    family.iter().map(|&at| texts[at].document).min()
}

/// The families as what is held, brought up to date.
fn grown(
    held: Option<Growing>,
    texts: &[Profiled<'_>],
    families: &[Vec<usize>],
    config: &Config,
) -> Growing {
    let of_family = |family: &Vec<usize>| {
        let speaker = speaker(family, |at| (&texts[at].profile, texts[at].document))?;
        Some((id(texts, family)?, &texts[speaker].profile))
    };
    // In order of their ids, as they come.
    let wanted: Vec<(&DocumentId, &Profile)> = families.iter().filter_map(of_family).collect();
    let owned = |(id, profile): (&DocumentId, &Profile)| (id.clone(), profile.clone());
    let held = held.filter(|held| held.is_of(config));
    let Some(mut held) = held else {
        return Growing::of(wanted.into_iter().map(owned), config);
    };
    let is_wanted = |id: &DocumentId| wanted.binary_search_by_key(&id, |it| it.0).is_ok();
    let gone: Vec<DocumentId> = held.ids_held().filter(|id| !is_wanted(id)).cloned().collect();
    let new = wanted.par_iter().filter(|(id, profile)| held.profile(id) != Some(*profile));
    let new: Vec<(&DocumentId, &Profile)> = new.copied().collect();
    if (gone.len() + new.len()) * FEW > wanted.len() {
        return Growing::of(wanted.into_iter().map(owned), config);
    }
    held.change(&gone, new.into_iter().map(owned).collect());
    held
}

/// The groups, as places in the pile.
fn groups(growing: &Growing, texts: &[Profiled<'_>], families: &[Vec<usize>]) -> Vec<Group> {
    // Looked up only, never gone through.
    let family: HashMap<&DocumentId, &Vec<usize>> =
        families.iter().filter_map(|family| Some((id(texts, family)?, family))).collect();
    let group = |ids: Vec<&DocumentId>| {
        let families = ids.iter().filter_map(|id| family.get(id));
        let mut members: Vec<usize> =
            families.flat_map(|members| members.iter().copied()).collect();
        members.sort_unstable();
        Group { members }
    };
    let mut found: Vec<Group> = growing.groups().into_iter().map(group).collect();
    found.sort_by(|x, y| x.members.cmp(&y.members));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growing::tests::{Chance, text};

    fn texts(pile: &[(DocumentId, usize, Profile)]) -> Vec<Profiled<'_>> {
        pile.iter()
            .map(|(document, family, profile)| Profiled {
                document,
                family: *family,
                profile: profile.clone(),
            })
            .collect()
    }

    #[test]
    fn again_is_anew() {
        let mut chance = Chance(11);
        let again = Again::default();
        let mut pile: Vec<(DocumentId, usize, Profile)> = Vec::new();
        let (mut changed, mut grouped) = (0, 0);
        for step in 0..120u64 {
            for one in 0..1 + chance.below(3) {
                let id = DocumentId::derive(&[&step.to_string(), &one.to_string()]);
                let at = chance.below(pile.len() as u64 + 1) as usize;
                pile.insert(at, (id, chance.below(200) as usize, text(&mut chance)));
            }
            // One is of another family than it was, one tells something else, one goes.
            let any = |chance: &mut Chance| chance.below(pile.len() as u64) as usize;
            let (moved, other, gone) = (any(&mut chance), any(&mut chance), any(&mut chance));
            pile[moved].1 = chance.below(200) as usize;
            pile[other].2 = text(&mut chance);
            if step % 3 == 0 {
                pile.remove(gone);
            }
            let wanted = join_profiled(&texts(&pile), &Config::default());
            assert_eq!(
                again.join_profiled(texts(&pile), &Config::default()),
                wanted,
                "step {step}"
            );
            changed += usize::from(pile.len() > 60);
            grouped += wanted.iter().filter(|group| group.members.len() > 1).count();
        }
        assert!(changed > 40 && grouped > 500, "{changed} {grouped}");
        let other = Config { cut: 0.4 };
        assert_eq!(again.join_profiled(texts(&pile), &other), join_profiled(&texts(&pile), &other));
    }
}
