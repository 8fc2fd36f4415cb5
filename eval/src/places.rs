//! Where toponyms are, against GeoWebNews (Gritta and others 2019): right is within 161 km, a state
//! where it is the state that was meant.
//!
//! The spans are the annotated ones: this measures the choice among candidates, not the finding of
//! names. Toponyms whose id `labels/geowebnews-ids.tsv` lacks have no position and are not counted.

use crate::Row;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use wireroom::model::{Name, NameKind, Place, Sentence, ZoneKind};
use wireroom_names::{tag, training};
use wireroom_text::{Span, sentences};

const IDS: &str = include_str!("../labels/geowebnews-ids.tsv");
const FITTED: &str = "files of even number were read while the rules were written";
/// Kilometers.
const NEAR: f64 = 161.0;

/// Where a toponym is.
#[derive(Debug, Clone, Copy)]
enum Gold {
    At(f64, f64),
    State(&'static str),
}

impl Gold {
    fn is(self, place: &Place) -> bool {
        match self {
            Self::At(lat, lon) => distance((place.lat, place.lon), (lat, lon)) <= NEAR,
            Self::State(code) => place.wide && place.country.as_deref() == Some(code),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    gold: usize,
    answered: usize,
    right: usize,
}

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let known = ids();
    let files = std::fs::read_dir(corpora.join("places/geowebnews")).ok()?;
    let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "ann"));
    files.sort();
    // Toponyms with an id, in files of even and of odd number; those that are given by position.
    let mut counts = [Counts::default(); 3];
    for file in &files {
        let number = file.file_stem()?.to_str()?.parse::<usize>().unwrap_or(0);
        let text = std::fs::read_to_string(file.with_extension("txt")).ok()?;
        let notes = std::fs::read_to_string(file).ok()?;
        let gold = toponyms(&text, &notes, &known);
        for ((_, gold, by_id), found) in gold.iter().zip(resolved(&text, &gold)) {
            let counts = &mut counts[if *by_id { number % 2 } else { 2 }];
            counts.gold += 1;
            counts.answered += usize::from(found.is_some());
            counts.right += usize::from(found.is_some_and(|place| gold.is(&place)));
        }
    }
    let row = |what: &str, counts: Counts| {
        let Counts { gold, answered, right } = counts;
        let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        Row::new(
            format!("places, geowebnews dev, {what}: within 161 km"),
            format!(
                "{:.1} % of {gold} toponyms; {:.1} % of the {answered} answered",
                share(gold),
                share(answered)
            ),
            FITTED,
        )
    };
    let kinds = ["files of even number", "files of odd number", "streets, schools and the like"];
    Some(kinds.into_iter().zip(counts).map(|(what, counts)| row(what, counts)).collect())
}

fn ids() -> BTreeMap<&'static str, Gold> {
    let lines = IDS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells.as_slice() {
                [id, code] => Some((*id, Gold::State(code))),
                [id, lat, lon] => Some((*id, Gold::At(lat.parse().ok()?, lon.parse().ok()?))),
                _ => None,
            }
        })
        .collect()
}

/// The toponyms of a text that have a position, in text order, and whether that is by their id; what
/// GeoNames lacks is annotated with a position. Offsets are of characters.
fn toponyms(text: &str, notes: &str, known: &BTreeMap<&str, Gold>) -> Vec<(Span, Gold, bool)> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for line in notes.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, what, rest] = cells.as_slice() else { continue };
        let words: Vec<&str> = what.split(' ').collect();
        if let (true, [_, start, end]) = (id.starts_with('T'), words.as_slice()) {
            let at = |word: &str| word.parse::<usize>().ok().and_then(|at| starts.get(at).copied());
            let span = at(start).zip(at(end)).and_then(|(start, end)| Span::try_new(start..end));
            spans.extend(span.map(|span| (*id, span)));
        } else if let Some(&span) = words.get(1).and_then(|of| spans.get(of)) {
            let pair = rest.split_once(',');
            let pair =
                pair.and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
            let given = pair.map(|(lat, lon)| Gold::At(lat, lon));
            let gold = given.or_else(|| known.get(rest.trim()).copied());
            found.extend(gold.map(|gold| (span, gold, given.is_none())));
        }
    }
    found.sort_by_key(|(span, ..)| *span);
    found.dedup_by(|later, first| later.0.overlaps(first.0));
    found
}

/// What we take each toponym for, with the names around it as the finder gives them.
fn resolved(text: &str, gold: &[(Span, Gold, bool)]) -> Vec<Option<Place>> {
    let sentences: Vec<Sentence> =
        sentences(text).into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let name = |span, kind| Name { span, kind, entity: None, place: None };
    let mut names: Vec<Name> =
        gold.iter().map(|(span, ..)| name(*span, NameKind::Location)).collect();
    for sentence in &sentences {
        for (span, kind) in tag(sentence.span.text(text)) {
            let span = span.shift(sentence.span.start());
            if !gold.iter().any(|(other, ..)| other.overlaps(span)) {
                names.push(name(span, kind));
            }
        }
    }
    names.sort_by_key(|name| name.span);
    names.dedup_by(|later, first| later.span.overlaps(first.span));
    let found = training::places(text, &sentences, &names);
    let place = |span: Span| {
        let at = names.iter().position(|name| name.span == span)?;
        found.get(at).cloned().flatten()
    };
    gold.iter().map(|(span, ..)| place(*span)).collect()
}

/// Great-circle distance in kilometers.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, lon) = ((b.0 - a.0).to_radians() / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let half =
        lat.sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * lon.sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toponyms_are_read_off_notes() {
        let text = "Zürich and Lyon are far from Vorrak.";
        let notes = "T1\tLiteral 0 6\tZürich\n#1\tAnnotatorNotes T1\t2657896\n\
                     T2\tLiteral 11 15\tLyon\n#2\tAnnotatorNotes T2\t45.75, 4.85\n\
                     T3\tLiteral 29 35\tVorrak\n#3\tAnnotatorNotes T3\t1\n";
        let known = BTreeMap::from([("2657896", Gold::State("CHE"))]);
        let found = toponyms(text, notes, &known);
        let shown: Vec<_> =
            found.iter().map(|(span, _, by_id)| (span.text(text), *by_id)).collect();
        // Offsets are of characters, and what has no position is left out.
        assert_eq!(shown, [("Zürich", true), ("Lyon", false)]);
        let place = |lat, lon, wide| Place {
            name: String::new(),
            country: Some("CHE".to_owned()),
            lat,
            lon,
            wide,
        };
        assert!(found[0].1.is(&place(0.0, 0.0, true)) && !found[0].1.is(&place(0.0, 0.0, false)));
        assert!(
            found[1].1.is(&place(45.0, 4.0, false)) && !found[1].1.is(&place(48.0, 4.8, false))
        );
        assert!(ids().len() > 200 && ids().values().any(|gold| matches!(gold, Gold::At(..))));
    }
}
