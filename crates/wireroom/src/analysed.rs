//! Names, times and statements of the texts of a pile: each distinct text once, each distinct passage
//! and sentence of those once, and nothing that is known from before.

use crate::alike::Alike;
use crate::days::anchor;
use crate::options::{Progress, Stage};
use crate::readings::Readings;
use crate::threads::Tick;
use rayon::prelude::*;
use wireroom_analyse::{Assembled, Core, Passages, Sentences, Tier};
use wireroom_model::{Stamp, Text};

/// Passages that are read together.
pub(crate) const PASSAGES: usize = 16;

/// What is known of texts from before, and what will be.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// What was read before; afterwards what was read of these texts and no others, if it is kept.
    pub(crate) readings: Readings,
    /// Whether it is kept.
    pub(crate) keep: bool,
}

/// Whether each text is in English and so read, and what is found in it: once for all that have one
/// core, and not at all where that is remembered.
pub(crate) fn analysed(
    texts: &[Text],
    days: &[Option<Stamp>],
    tier: Tier,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Vec<(bool, Assembled)> {
    let cores: Vec<Core> = texts.par_iter().map(Core::of).collect();
    let alike = Alike::by(cores.iter().map(Core::key));
    let distinct: Vec<&Core> = alike.first.iter().map(|&at| &cores[at]).collect();
    let found = match memory {
        Memory { keep: false, readings } if readings.is_empty() => {
            read(&distinct.iter().map(|core| &core.text).collect::<Vec<_>>(), tier, progress)
        }
        _ => remembered(&distinct, tier, memory, progress),
    };
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

/// Reads those of distinct texts that are not known; their times are not resolved.
fn remembered(
    cores: &[&Core],
    tier: Tier,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Vec<(bool, Assembled)> {
    let held = std::mem::take(&mut memory.readings);
    let find = |core: &&Core| {
        let key = core.digest(tier);
        (key, held.find(&key, core.text.repaired()))
    };
    let known: Vec<(_, Option<_>)> = cores.par_iter().map(find).collect();
    let new = cores.iter().zip(&known).filter(|(_, (_, known))| known.is_none());
    let new: Vec<&Text> = new.map(|(core, _)| &core.text).collect();
    let mut read = read(&new, tier, progress).into_iter();
    let mut found = Vec::with_capacity(known.len());
    for (key, known) in known {
        let is_new = known.is_none();
        let (english, one) = known.or_else(|| read.next()).unwrap_or_default();
        match (memory.keep, is_new) {
            (true, true) => memory.readings.keep(key, english, &one),
            (true, false) => memory.readings.take_over(key, &held),
            (false, _) => {}
        }
        found.push((english, one));
    }
    found
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
