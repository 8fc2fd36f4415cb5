//! The day of an event.

use super::{best, weights};
use std::collections::BTreeMap;
use wireroom_model::{Basis, Stamp, Telling, TimeKind};

/// The day that most accounts give: a date in the title or lead close to when the text appeared,
/// else the day it appeared.
pub(crate) fn date(pile: &[Telling<'_>], speakers: &[usize]) -> Option<Stamp> {
    let mut votes = BTreeMap::<(String, Basis), f32>::new();
    for &speaker in speakers {
        let telling = &pile[speaker];
        let own = telling.date.as_ref();
        let anchor = own.and_then(Stamp::day);
        let mut lead = None;
        for (span, weight) in weights(telling).into_iter().filter(|&(_, weight)| weight >= 1.5) {
            let times = telling.analysis.times.iter().filter(|time| {
                matches!(time.kind, TimeKind::Date | TimeKind::Time) && span.contains(time.span)
            });
            for time in times {
                let value = time.value.split('T').next().unwrap_or(&time.value);
                let near = match (time.dates, anchor) {
                    (Some(dates), Some(anchor)) => {
                        dates.days() <= 2 && dates.gap(wireroom_model::DateRange::day(anchor)) <= 10
                    }
                    (Some(dates), None) => dates.days() <= 2,
                    (None, None) => value.len() == 10 && value.starts_with("XXXX-"),
                    (None, Some(_)) => false,
                };
                // A body sentence outranks a title that only names a date in passing.
                if near && lead.as_ref().is_none_or(|&(_, _, held)| weight > held) {
                    lead = Some((value.to_owned(), time.basis, weight));
                }
            }
        }
        if let Some((value, basis, _)) = lead {
            // The day is only as sure as the day it was reckoned from.
            let basis = match (basis, own.map(|date| date.basis)) {
                (Basis::Stated, _) => Basis::Stated,
                (_, Some(own @ (Basis::Weekday | Basis::Inferred))) => own,
                (basis, _) => basis,
            };
            *votes.entry((value, basis)).or_default() += 2.0;
        } else if let Some(own) = own {
            let value = own.value.split('T').next().unwrap_or(&own.value).to_owned();
            *votes.entry((value, own.basis)).or_default() += 1.0;
        }
    }
    // Accounts may have one day on different grounds: the days are counted first.
    let mut days = BTreeMap::<&str, f32>::new();
    for ((value, _), weight) in &votes {
        *days.entry(value).or_default() += weight;
    }
    let day = best(days)?.to_owned();
    let basis = votes.keys().filter(|(value, _)| *value == day).map(|&(_, basis)| basis).min()?;
    Some(Stamp { value: day, basis })
}
