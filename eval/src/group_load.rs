//! How long grouping takes on many texts: the profiles of the event corpora, many times over.
//!
//! Each time over, every term of a profile gets another name of a few: as many as a pile so many
//! times as large has more words (Heaps' law with an exponent of 0.55). So texts of one event go on
//! sharing all that they share, and texts of two times over share what strangers do. What it is not:
//! a measure of quality.

use crate::events;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use wireroom::model::DocumentId;
use wireroom_group::{Config, Growing, Profile, Profiled, join_profiled};

/// Joins the corpora `times` over and prints how many texts, events and seconds, and the peak of
/// memory where the system tells it.
pub(crate) fn run(
    corpora: &Path,
    times: &str,
    more: &str,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let Some(times) = times.parse::<u64>().ok().filter(|&times| times > 0) else {
        return Err(std::io::Error::other("how many times over is a number from 1"));
    };
    let Some(more) = more.parse::<usize>().ok().filter(|&more| more > 0) else {
        return Err(std::io::Error::other("how many texts one by one is a number from 1"));
    };
    let Some(profiles) = events::profiles(corpora) else {
        return Err(std::io::Error::other("the event corpora are not in the folder"));
    };
    let names = (times as f64).powf(0.55).ceil() as u64;
    let count = profiles.len() * times as usize;
    let ids: Vec<DocumentId> =
        (0..count).map(|at| DocumentId::derive(&[&at.to_string()])).collect();
    let profile =
        |at: usize| renamed(&profiles[at % profiles.len()], (at / profiles.len()) as u64, names);
    let texts: Vec<Profiled<'_>> = ids
        .iter()
        .enumerate()
        .map(|(at, document)| Profiled { document, family: at, profile: profile(at) })
        .collect();
    let before = peak();
    let start = Instant::now();
    let groups = join_profiled(&texts, &Config::default());
    writeln!(
        out,
        "{count} texts, {} events, {:.1} s, peak of memory {} MiB before and {} MiB after",
        groups.len(),
        start.elapsed().as_secs_f64(),
        before,
        peak()
    )?;
    drop(texts);
    let wanted: Vec<Vec<&DocumentId>> =
        groups.iter().map(|group| group.members.iter().map(|&at| &ids[at]).collect()).collect();
    one_more(&ids, more, &profile, wanted, out)
}

/// Groups all but about `more` of the texts at once and these one by one, and prints how long one takes;
/// that other groups come of it than `wanted` is an error.
fn one_more(
    ids: &[DocumentId],
    more: usize,
    profile: &dyn Fn(usize) -> Profile,
    wanted: Vec<Vec<&DocumentId>>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let step = (ids.len() / more).max(1);
    let is_late = |at: usize| at.is_multiple_of(step);
    let early = (0..ids.len()).filter(|&at| !is_late(at));
    let start = Instant::now();
    let mut growing =
        Growing::of(early.map(|at| (ids[at].clone(), profile(at))), &Config::default());
    let first = start.elapsed().as_secs_f64();
    let mut taken = Vec::new();
    for at in (0..ids.len()).filter(|&at| is_late(at)) {
        let (id, profile) = (ids[at].clone(), profile(at));
        let start = Instant::now();
        growing.add(id, profile);
        // What a reader would ask next.
        std::hint::black_box(growing.group_of(&ids[at]));
        taken.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    taken.sort_by(f64::total_cmp);
    let at = |share: f64| taken[((taken.len() - 1) as f64 * share) as usize];
    let sorted = |mut groups: Vec<Vec<&DocumentId>>| {
        groups.iter_mut().for_each(|group| group.sort());
        groups.sort();
        groups.into_iter().map(|group| group.into_iter().cloned().collect()).collect()
    };
    let (found, wanted): (Vec<Vec<DocumentId>>, _) = (sorted(growing.groups()), sorted(wanted));
    if found != wanted {
        return Err(std::io::Error::other("one by one gives other groups than all at once"));
    }
    writeln!(
        out,
        "{} texts grouped to begin with in {first:.1} s, then {} one by one to the same groups as all at \
         once: half of them in {:.1} ms, 95 of 100 in {:.1} ms, 99 in {:.1} ms, at most {:.1} ms; peak of \
         memory {} MiB",
        ids.len() - taken.len(),
        taken.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        peak()
    )
}

/// A profile whose terms have the names of the given time over.
fn renamed(profile: &Profile, time: u64, names: u64) -> Profile {
    let name = |term: u64| term ^ (mixed(term ^ mixed(time)) % names).wrapping_mul(0x9e37_79b9);
    Profile {
        body: profile.body.renamed(name),
        lead: profile.lead.renamed(name),
        title: profile.title.renamed(name),
        phrases: profile.phrases.renamed(name),
        names: profile.names.renamed(name),
        ..profile.clone()
    }
}

/// SplitMix64's finalizer (Steele, Lea, Flood 2014).
const fn mixed(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The most memory that the process has held so far, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
