//! What a document says of itself: when it was published and changed, who wrote it, whom it
//! credits. Metadata first, then what stands in the text.

use crate::pipeline::distinct;
use jiff::civil::Date;
use std::collections::BTreeSet;
use wireroom_model::{Basis, DateRange, Document, Stamp, Text, Time, ZoneKind};
use wireroom_times::Anchor;

/// The dates of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dates {
    pub(crate) published: Option<Stamp>,
    pub(crate) updated: Option<Stamp>,
}

/// Metadata, else the published line, else the dateline, else the address of the page. A dateline
/// without a year gives "XXXX-12-09"; an address gives way to anything that the page itself says.
pub(crate) fn dates(document: &Document, text: &Text) -> Dates {
    let repaired = text.repaired();
    let of = |kind: ZoneKind| {
        text.structure.of(kind).find_map(|span| wireroom_times::read_stamp(span.text(repaired)))
    };
    let from_metadata = document.published.clone().filter(|stamp| stamp.basis != Basis::Url);
    let dateline = text.structure.dateline.and_then(|dateline| dateline.date).and_then(|span| {
        let stamp = wireroom_times::read_stamp(span.text(repaired))?;
        Some(Stamp { basis: Basis::Dateline, ..stamp })
    });
    let published = from_metadata.or_else(|| of(ZoneKind::Published));
    // Any full date outranks one that lacks its year.
    let full = |stamp: &Stamp| stamp.range().is_some();
    let candidates = [published, dateline, document.published.clone()];
    let whole = candidates.iter().flatten().find(|stamp| full(stamp)).cloned();
    Dates {
        published: whole.or_else(|| candidates.into_iter().flatten().next()),
        updated: document.updated.clone().or_else(|| of(ZoneKind::Updated)),
    }
}

/// Adds the date of the dateline to the times that a text is shown with. Nothing is reckoned from
/// it that `published` does not say already, so it comes last, when groups and claims are made.
pub(crate) fn add_dateline(text: &Text, published: Option<&Stamp>, times: &mut Vec<Time>) {
    let Some(span) = text.structure.dateline.and_then(|dateline| dateline.date) else { return };
    let raw = wireroom_times::find(text.repaired(), span);
    let day = published.and_then(Stamp::day);
    let anchor = day.map(|day| Anchor { day, basis: Basis::Dateline });
    let found = wireroom_times::resolve(&raw, anchor.as_ref());
    let found =
        found.into_iter().filter(|time| times.iter().all(|it| !it.span.overlaps(time.span)));
    let found: Vec<Time> = found.map(|time| Time { basis: Basis::Dateline, ..time }).collect();
    times.extend(found);
    times.sort_by_key(|time| time.span);
}

/// The days that documents are dated by.
pub(crate) fn known_days<'a>(
    dated: impl IntoIterator<Item = &'a Dates>,
) -> impl Iterator<Item = Date> {
    dated.into_iter().filter_map(|dates| dates.published.as_ref()?.day())
}

/// Settles dates that can be read day first or month first ("4/10/2021"): the reading within three
/// days of what another document of the pile is dated by, where only one reading is. `known` are
/// the days that documents of the pile are dated by.
pub(crate) fn settle(
    documents: &[Document],
    texts: &[Text],
    dated: &mut [Dates],
    known: &BTreeSet<Date>,
) {
    for ((document, text), dates) in documents.iter().zip(texts).zip(dated) {
        if dates.published.is_some() || document.published.is_some() {
            continue;
        }
        let zones = text.structure.of(ZoneKind::Published);
        let lines = zones.map(|span| span.text(text.repaired()));
        let Some(readings) = lines.into_iter().find_map(wireroom_times::read_ambiguous) else {
            continue;
        };
        // The nearest known days are those next before and after.
        let near = |stamp: &Stamp| {
            stamp.day().is_some_and(|day| {
                let around = [known.range(..=day).next_back(), known.range(day..).next()];
                let gap = |known: &&Date| DateRange::day(**known).gap(DateRange::day(day));
                around.iter().flatten().any(|known| gap(known) <= 3)
            })
        };
        let [day_first, month_first] = readings;
        let chosen = match (near(&day_first), near(&month_first)) {
            (true, false) => day_first,
            (false, true) => month_first,
            _ => continue,
        };
        dates.published = Some(Stamp { basis: Basis::Inferred, ..chosen });
    }
}

/// The byline as printed, and the agencies and outlets credited, sorted.
pub(crate) fn credits(document: &Document, text: &Text) -> (Option<String>, Vec<String>) {
    let repaired = text.repaired();
    let stands = text.structure.of(ZoneKind::Byline).next();
    let byline = document
        .byline
        .clone()
        .or_else(|| stands.map(|span| span.text(repaired).trim().to_owned()));
    let agency = text.structure.dateline.and_then(|dateline| dateline.agency);
    let named = text.structure.credits.iter().copied().chain(agency).map(|span| {
        let name = span.text(repaired).trim();
        wireroom_lexicon::agency_by_name(name).map_or(name, |agency| agency.name).to_owned()
    });
    (byline, distinct(document.credit.iter().cloned().chain(named)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_model::DocumentId;

    #[test]
    fn the_date_of_a_dateline_is_a_time_of_the_text() {
        let told = "GDANSK, Poland, May 4 (Northwire) - The lock at Plum Island stays shut.\n";
        let document = Document::plain(DocumentId::from_stored("d"), told);
        let text = wireroom_repair::repair(&document);
        let mut times = Vec::new();
        add_dateline(&text, None, &mut times);
        let shown: Vec<_> =
            times.iter().map(|it| (it.span.text(text.repaired()), it.value.as_str())).collect();
        assert_eq!(shown, [("May 4", "XXXX-05-04")]);
        let published = Stamp { value: "2026-05-05".into(), basis: Basis::Metadata };
        // A time that is there already stays.
        add_dateline(&text, Some(&published), &mut times);
        assert_eq!((times.len(), times[0].value.as_str()), (1, "XXXX-05-04"));
        times.clear();
        add_dateline(&text, Some(&published), &mut times);
        assert_eq!((times[0].value.as_str(), times[0].basis), ("2026-05-04", Basis::Dateline));
    }
}
