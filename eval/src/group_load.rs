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
use wireroom_group::{Config, Profile, Profiled, join_profiled};

/// Joins the corpora `times` over and prints how many texts, events and seconds, and the peak of
/// memory where the system tells it.
pub(crate) fn run(corpora: &Path, times: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(times) = times.parse::<u64>().ok().filter(|&times| times > 0) else {
        return Err(std::io::Error::other("how many times over is a number from 1"));
    };
    let Some(profiles) = events::profiles(corpora) else {
        return Err(std::io::Error::other("the event corpora are not in the folder"));
    };
    let names = (times as f64).powf(0.55).ceil() as u64;
    let count = profiles.len() * times as usize;
    let ids: Vec<DocumentId> =
        (0..count).map(|at| DocumentId::derive(&[&at.to_string()])).collect();
    let texts: Vec<Profiled<'_>> = ids
        .iter()
        .enumerate()
        .map(|(at, document)| Profiled {
            document,
            family: at,
            profile: renamed(&profiles[at % profiles.len()], (at / profiles.len()) as u64, names),
        })
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
