//! Dates for texts that leave the year or the day of their own event unsaid.

use crate::Group;
use crate::when::weekday_near;
use jiff::civil::Date;
use wireroom_model::{Basis, DateRange, Stamp, Telling, TimeKind, ZoneKind};

/// A day against which the times of a text can be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchoring {
    /// The day.
    pub day: Date,
    /// How it was had.
    pub basis: Basis,
}

/// For each text, the day to reckon its times from: its own date; else that date with the year
/// that its group or the pile gives; else the day of its group's event.
///
/// A date without a year takes the year in which the stated weekday fits, and of several such
/// years the one nearest to what the group, or else the pile, is known to date from. A pile that
/// dates nothing leaves years open: the clock of the machine is never asked.
#[must_use]
pub fn anchors(pile: &[Telling<'_>], groups: &[Group]) -> Vec<Option<Anchoring>> {
    let known: Vec<Option<Date>> =
        pile.iter().map(|telling| telling.date.as_ref().and_then(Stamp::day)).collect();
    let of_pile: Vec<DateRange> = known.iter().flatten().map(|&day| DateRange::day(day)).collect();
    let mut found = vec![None; pile.len()];
    for group in groups {
        let of_group: Vec<DateRange> =
            group.members.iter().filter_map(|&m| known[m]).map(DateRange::day).collect();
        let context = if of_group.is_empty() { &of_pile } else { &of_group };
        for &member in &group.members {
            found[member] = known[member]
                .map(|day| Anchoring {
                    day,
                    basis: pile[member].date.as_ref().map_or(Basis::Stated, |date| date.basis),
                })
                .or_else(|| yearless(&pile[member], context));
        }
        // What is still undated was told about the day that the others are dated by.
        let mut days: Vec<Date> =
            group.members.iter().filter_map(|&m| found[m]).map(|anchor| anchor.day).collect();
        days.sort_unstable();
        if let Some(&middle) = days.get(days.len() / 2) {
            for &member in &group.members {
                found[member] =
                    found[member].or(Some(Anchoring { day: middle, basis: Basis::Inferred }));
            }
        }
    }
    found
}

/// The date of the text, or of the first dated sentence of its lead, with the year chosen.
fn yearless(telling: &Telling<'_>, context: &[DateRange]) -> Option<Anchoring> {
    let text = telling.text.repaired();
    let own = telling.date.as_ref().map(|date| (date.value.as_str(), None));
    let lead = telling.analysis.sentences.iter().filter(|s| s.zone == ZoneKind::Body).take(2);
    let lead = lead.last().map_or(0, |sentence| sentence.span.end());
    let named = telling
        .analysis
        .times
        .iter()
        .filter(|time| time.kind == TimeKind::Date && time.span.end() <= lead)
        .map(|time| (time.value.as_str(), weekday_near(text, time.span)));
    own.into_iter().chain(named).find_map(|(value, weekday)| {
        let rest = value.strip_prefix("XXXX-")?;
        let (month, day) = rest.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.get(..2)?.parse().ok()?);
        let (year, basis) = wireroom_times::choose_year(month, day, weekday, context)?;
        Some(Anchoring { day: Date::new(year, month, day).ok()?, basis })
    })
}
