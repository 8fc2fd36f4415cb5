//! Names, times and statements of the texts of a pile: each distinct text once, each distinct passage
//! and sentence of those once, and nothing that is known from before.

use crate::alike::Alike;
use crate::pipeline::{PASSAGES, Progress, Stage, Tick, anchor};
use crate::readings::Readings;
use rayon::prelude::*;
use wireroom_analyse::{Assembled, Core, Passages, Sentences, Tier};
use wireroom_model::{Stamp, Text};

/// Whether each text is in English and so read, and what is found in it: once for all that have one
/// core. What `readings` has is taken from there; afterwards it has the readings of these texts and
/// no others.
pub(crate) fn analysed(
    texts: &[Text],
    days: &[Option<Stamp>],
    tier: Tier,
    mut readings: Option<&mut Readings>,
    progress: &dyn Progress,
) -> Vec<(bool, Assembled)> {
    let cores: Vec<Core> = texts.par_iter().map(Core::of).collect();
    let alike = Alike::by(cores.iter().map(Core::key));
    let distinct: Vec<&Text> = alike.first.iter().map(|&at| &cores[at].text).collect();
    let keys: Vec<[u8; 16]> = match readings {
        Some(_) => alike.first.par_iter().map(|&at| cores[at].digest(tier)).collect(),
        None => Vec::new(),
    };
    let known: Vec<Option<(bool, Assembled)>> = match readings.as_deref() {
        Some(held) => {
            let find = |(key, text): (&[u8; 16], &&Text)| held.find(key, text.repaired());
            keys.par_iter().zip(&distinct).map(find).collect()
        }
        None => vec![None; distinct.len()],
    };
    let unknown = distinct.iter().zip(&known).filter(|(_, known)| known.is_none());
    let unknown: Vec<&Text> = unknown.map(|(&text, _)| text).collect();
    let mut read = read(&unknown, tier, progress).into_iter();
    let is_known: Vec<bool> = known.iter().map(Option::is_some).collect();
    let found: Vec<(bool, Assembled)> =
        known.into_iter().map(|known| known.or_else(|| read.next()).unwrap_or_default()).collect();
    if let Some(readings) = &mut readings {
        let held = std::mem::take(*readings);
        for ((&key, is_known), (english, found)) in keys.iter().zip(is_known).zip(&found) {
            if is_known {
                readings.take_over(key, &held);
            } else {
                readings.keep(key, *english, found);
            }
        }
    }
    alike
        .spread(found)
        .into_par_iter()
        .zip(&cores)
        .zip(days)
        .map(|(((english, found), core), day)| {
            let mut found = found.shifted(core.start);
            found.resolve(anchor(day.as_ref()).as_ref());
            (english, found)
        })
        .collect()
}

/// Reads distinct texts; their times are not resolved.
fn read(texts: &[&Text], tier: Tier, progress: &dyn Progress) -> Vec<(bool, Assembled)> {
    let texts: Vec<(&Text, bool)> =
        texts.par_iter().map(|&text| (text, wireroom_analyse::is_english(text))).collect();
    let english = || texts.iter().filter(|(_, english)| *english).map(|(text, _)| *text);
    let sentences = Sentences::of(english());
    let passages = Passages::of(english());
    let batches = passages.distinct.len().div_ceil(PASSAGES);
    let total = sentences.distinct.len() + batches + texts.len();
    let tick = Tick::new(progress, Stage::Analyse, total);
    let readings: Vec<_> = sentences
        .distinct
        .par_iter()
        .map(|sentence| tick.done(wireroom_analyse::read_sentence(sentence)))
        .collect();
    let said: Vec<_> = passages
        .distinct
        .par_chunks(PASSAGES)
        .flat_map_iter(|some| tick.done(wireroom_analyse::read_passages(some, tier)))
        .collect();
    let reading = |sentence: &str| sentences.position(sentence).and_then(|at| readings.get(at));
    let passage = |passage: &str, starts: &[usize]| {
        passages.position(passage, starts).and_then(|at| said.get(at))
    };
    texts
        .par_iter()
        .map(|&(text, english)| {
            let found = match english {
                true => wireroom_analyse::assemble(text, reading, passage, None),
                false => Assembled::default(),
            };
            tick.done((english, found))
        })
        .collect()
}
