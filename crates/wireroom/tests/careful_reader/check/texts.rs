//! Repairs, interpolations, furniture and what a document says of itself.

use super::Report;
use crate::pile::{Pile, date, find};
use serde_json::Value;
use wireroom::Reading;
use wireroom::model::{RepairRule, ZoneKind};

/// The received text with letters mended and nothing else done.
fn letters_mended(reading: &Reading) -> String {
    let received = reading.text.map.received();
    let mut out = String::new();
    let mut at = 0;
    let letters = reading.text.repairs.iter().filter(|repair| {
        repair.applied
            && matches!(repair.rule, RepairRule::LookAlikeLetter | RepairRule::StyledLetter)
    });
    for repair in letters {
        out.push_str(&received[at..repair.span.start()]);
        out.push_str(&repair.replacement);
        at = repair.span.end();
    }
    out.push_str(&received[at..]);
    out
}

/// Every disguised word is mended and no other word is changed; every interpolation is found.
pub(crate) fn repair(pile: &Pile, report: &mut Report) {
    for reading in &pile.record.documents {
        let name = reading.document.path.as_deref().unwrap_or("").rsplit('/').next().unwrap_or("");
        let mut wanted: Vec<(String, String)> = pile.expected["restored_words"][name]
            .as_array()
            .into_iter()
            .flatten()
            .map(|pair| {
                (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap().to_owned())
            })
            .collect();
        let mended = letters_mended(reading);
        let before: Vec<&str> = reading.text.map.received().split_whitespace().collect();
        let after: Vec<&str> = mended.split_whitespace().collect();
        report.same(&format!("{name}: words"), before.len(), after.len());
        for (before, after) in before.iter().zip(&after).filter(|(before, after)| before != after) {
            let pair = ((*before).to_owned(), (*after).to_owned());
            let at = wanted.iter().position(|wanted| {
                // The reader lists a word with or without the marks around it.
                pair.0.contains(&wanted.0) && pair.0.replacen(&wanted.0, &wanted.1, 1) == pair.1
            });
            match at {
                Some(at) => drop(wanted.remove(at)),
                None => report.check(false, || format!("{name}: {before:?} became {after:?}")),
            }
        }
        report.check(wanted.is_empty(), || format!("{name}: not mended: {wanted:?}"));

        interpolations(name, reading, &pile.expected["interpolations"][name], report);
        for joined in pile.expected["rejoined"][name].as_array().into_iter().flatten() {
            let joined = joined.as_str().unwrap();
            report.check(find(reading, joined).is_some(), || {
                format!("{name}: not rejoined: {joined}")
            });
        }
    }
}

fn interpolations(name: &str, reading: &Reading, wanted: &Value, report: &mut Report) {
    let mended = letters_mended(reading);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found: Vec<String> = reading
        .text
        .repairs
        .iter()
        .filter(|repair| repair.rule == RepairRule::Interpolation && repair.applied)
        .map(|repair| {
            // The reader gives the words as mended: the same number of words lie before it.
            let received = reading.text.map.received();
            let before = received[..repair.span.start()].split_whitespace().count();
            let inside = received[repair.span.range()].split_whitespace().count();
            mended.split_whitespace().skip(before).take(inside).collect::<Vec<_>>().join(" ")
        })
        .collect();
    for passage in wanted.as_array().into_iter().flatten() {
        let text = passage.as_str().or(passage["text"].as_str()).expect("a passage");
        let at = found.iter().position(|found| {
            *found == words(text) || passage["between"].is_array() && edges(passage, text, found)
        });
        match at {
            Some(at) => drop(found.remove(at)),
            None => report.check(false, || format!("{name}: interpolation not found: {text}")),
        }
    }
    report.check(found.is_empty(), || format!("{name}: not interpolations: {found:?}"));
}

/// Where the words before an insertion end as it does, its edges can be drawn in several ways that
/// leave the same text: "the Old [Law Firm Old] town" and "the [Old Law Firm] Old town".
fn edges(passage: &Value, text: &str, found: &str) -> bool {
    let (before, after) = (passage["between"][0].as_str(), passage["between"][1].as_str());
    let whole = format!("{} {text} {}", before.unwrap_or(""), after.unwrap_or(""));
    let left = format!("{} {}", before.unwrap_or(""), after.unwrap_or(""));
    let removed = whole.replacen(&format!("{found} "), "", 1);
    removed.split_whitespace().eq(left.split_whitespace())
}

/// Furniture is out of the body; title, dates, outlet, byline and credits are read.
pub(crate) fn structure(pile: &Pile, report: &mut Report) {
    for (name, lines) in pile.expected["furniture"].as_object().into_iter().flatten() {
        let (_, reading) = pile.document(name);
        for line in lines.as_array().into_iter().flatten() {
            let line = line.as_str().expect("a line");
            let repeated = line.strip_suffix(" (second time)");
            let text = reading.text.repaired();
            let inside = reading.text.structure.zones.iter().filter(|zone| zone.kind.is_telling());
            let count =
                inside.filter(|zone| zone.span.text(text).contains(repeated.unwrap_or(line)));
            // A title that is printed twice stands once as the title.
            let most = usize::from(repeated.is_some() || reading.title == line);
            let count = count.count();
            report.check(count <= most, || format!("{name}: in the telling: {line}"));
        }
    }
    for (name, wanted) in pile.expected["documents"].as_object().into_iter().flatten() {
        let (_, reading) = pile.document(name);
        let title = wanted["title"].as_str().unwrap_or("");
        report.check(find(reading, title).is_some_and(|_| reading.title.trim() == title), || {
            format!("{name}: title: wanted {title:?}, found {:?}", reading.title)
        });
        let published = reading.published.as_ref().map(|stamp| stamp.value.clone());
        if let Some(wanted) = date(&wanted["published"]) {
            report
                .check(published.as_ref().is_some_and(|found| found.starts_with(&wanted)), || {
                    format!("{name}: published: wanted {wanted}, found {published:?}")
                });
        }
        for credit in wanted["credit"].as_array().into_iter().flatten() {
            let credit = credit.as_str().unwrap();
            let known =
                wireroom_lexicon::agency_by_name(credit).map_or(credit, |agency| agency.name);
            report.check(reading.credit.iter().any(|held| held == credit || held == known), || {
                format!("{name}: credit: wanted {credit}, found {:?}", reading.credit)
            });
        }
        if let Some(byline) = wanted["byline"].as_str() {
            let found = reading.byline.as_deref().unwrap_or("");
            report.check(found.to_lowercase().contains(&byline.to_lowercase()), || {
                format!("{name}: byline: wanted {byline}, found {found}")
            });
        }
        if wanted["dateline"].is_string() {
            let has = reading.text.structure.of(ZoneKind::Dateline).next().is_some();
            report.check(has, || format!("{name}: no dateline"));
        }
    }
}
