//! A pile that is grouped again and again while it grows, as a program does that watches feeds.

use crate::growing::Growing;
use crate::linkage::{families, speaks};
use crate::profile::{Profile, Terms};
use crate::{Config, Group, Profiled, join_profiled};
use rayon::prelude::*;
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
/// Of so many families one may be another than it was: with more, all are grouped anew, which takes a text
/// some tenth of what one takes by itself.
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
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out: what a fault leaves half done, or what is too much now, is not found again.
        let held = lock().take();
        let families = families(&texts);
        let wanted = spoken(&texts, &families);
        // A text that is given twice is two here, and would be one there.
        if families.len() > MOST || !wanted.is_sorted_by(|one, next| one.0 < next.0) {
            return join_profiled(&texts, config);
        }
        let growing = grown(held, &wanted, config);
        let members = |ids: Vec<&DocumentId>| {
            let at = ids.into_iter().filter_map(|id| place(&wanted, id));
            let mut members: Vec<usize> = at.flat_map(|at| families[at].iter().copied()).collect();
            members.sort_unstable();
            Group { members }
        };
        let mut groups: Vec<Group> = growing.groups().into_iter().map(members).collect();
        groups.sort_by_key(|group| group.members[0]);
        *lock() = Some(growing);
        groups
    }
}

/// Each family by the id that comes first in it, and what it tells; in order, as families are.
fn spoken<'t>(
    texts: &'t [Profiled<'_>],
    families: &[Vec<usize>],
) -> Vec<(&'t DocumentId, &'t Profile)> {
    let of = families.iter().filter_map(|family| {
        let id = family.iter().map(|&at| texts[at].document).min()?;
        Some((id, &texts[speaks(texts, family)?].profile))
    });
    of.collect()
}

fn place(wanted: &[(&DocumentId, &Profile)], id: &DocumentId) -> Option<usize> {
    wanted.binary_search_by_key(&id, |it| it.0).ok()
}

/// What is held, brought up to date.
fn grown(held: Option<Growing>, wanted: &[(&DocumentId, &Profile)], config: &Config) -> Growing {
    let owned = |&(id, profile): &(&DocumentId, &Profile)| (id.clone(), profile.clone());
    let anew = || Growing::of(wanted.iter().map(owned), config);
    let Some(mut held) = held.filter(|held| held.is_of(config)) else { return anew() };
    let gone = held.ids_held().filter(|id| place(wanted, id).is_none());
    let gone: Vec<DocumentId> = gone.cloned().collect();
    let new = wanted.par_iter().filter(|(id, profile)| held.profile(id) != Some(*profile));
    let new: Vec<(DocumentId, Profile)> = new.map(owned).collect();
    if (gone.len() + new.len()) * FEW > wanted.len() {
        return anew();
    }
    held.change(&gone, new);
    held
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
