//! Measures places against a folder of brat files with coordinates (GeoWebNews).
//!
//! ```text
//! cargo run --release -p wireroom-names --example geocode -- FOLDER IDS.tsv
//! ```
//!
//! `IDS.tsv` gives `GeoNames id, latitude, longitude` for ids that the notes name; toponyms whose
//! id it lacks are not counted. The spans are the gold ones: this measures the choice among
//! candidates, not the finding of names. Right is within 161 km (Gritta and others 2019).

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use wireroom_model::{Name, NameKind, Sentence, ZoneKind};
use wireroom_text::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let [folder, table] = paths.as_slice() else {
        return Err("usage: geocode FOLDER IDS.tsv".into());
    };
    let table = std::fs::read_to_string(table)?;
    let known: BTreeMap<&str, (f64, f64)> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
        })
        .collect();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "ann"));
    files.sort();
    let mut out = std::io::stdout().lock();
    // Toponyms that GeoNames has, in files of even and of odd number; others, given by position.
    let mut counts = [Counts::default(); 3];
    let mut unknown = 0;
    for path in files {
        let stem = path.file_stem().and_then(|stem| stem.to_str()?.parse::<usize>().ok());
        let odd = stem.unwrap_or(0) % 2;
        let text = std::fs::read_to_string(path.with_extension("txt"))?;
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut spans: BTreeMap<String, Span> = BTreeMap::new();
        let mut places: Vec<(Span, (f64, f64), bool)> = Vec::new();
        for line in std::fs::read_to_string(&path)?.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, what, rest] = cells.as_slice() else { continue };
            let words: Vec<&str> = what.split(' ').collect();
            if let (true, [_, start, end]) = (id.starts_with('T'), words.as_slice()) {
                let at =
                    |word: &str| word.parse::<usize>().ok().and_then(|at| starts.get(at)).copied();
                let span =
                    at(start).zip(at(end)).and_then(|(start, end)| Span::try_new(start..end));
                spans.extend(span.map(|span| ((*id).to_owned(), span)));
            } else if let (true, Some(span)) =
                (id.starts_with('#'), words.get(1).and_then(|id| spans.get(*id)))
            {
                let pair = rest
                    .split_once(',')
                    .and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
                match pair.or_else(|| known.get(rest.trim()).copied()) {
                    Some(at) => places.push((*span, at, pair.is_none())),
                    None => unknown += 1,
                }
            }
        }
        places.sort_by_key(|(span, ..)| *span);
        let sentences: Vec<Sentence> = wireroom_text::sentences(&text)
            .into_iter()
            .map(|span| Sentence { span, zone: ZoneKind::Body })
            .collect();
        let mut names: Vec<Name> = Vec::new();
        let name = |span, kind| Name { span, kind, entity: None, place: None };
        names.extend(places.iter().map(|(span, ..)| name(*span, NameKind::Location)));
        for sentence in &sentences {
            for (span, kind) in wireroom_names::tag(sentence.span.text(&text)) {
                let span = span.shift(sentence.span.start());
                if !places.iter().any(|(other, ..)| other.overlaps(span)) {
                    names.push(name(span, kind));
                }
            }
        }
        names.sort_by_key(|name| name.span);
        names.dedup_by(|later, first| later.span.overlaps(first.span));
        let found = wireroom_names::training::places(&text, &sentences, &names);
        for (span, at, named) in places {
            let counts = &mut counts[if named { odd } else { 2 }];
            counts.gold += 1;
            let Some((name, place)) = names.iter().zip(&found).find(|(name, _)| name.span == span)
            else {
                continue;
            };
            let Some(place) = place else {
                writeln!(out, "{named}\tnone\t{}\t{at:?}", name.span.text(&text))?;
                continue;
            };
            counts.answered += 1;
            let far = distance((place.lat, place.lon), at);
            counts.right += usize::from(far <= 161.0);
            if far > 161.0 {
                writeln!(
                    out,
                    "{named}\t{far:.0} km\t{}\t{} {:?}\t{at:?}",
                    name.span.text(&text),
                    place.name,
                    place.country
                )?;
            }
        }
    }
    writeln!(std::io::stderr(), "{unknown} toponyms without a position are not counted")?;
    for (what, counts) in ["in GeoNames, even files", "in GeoNames, odd files", "by position alone"]
        .iter()
        .zip(counts)
    {
        let Counts { gold, answered, right } = counts;
        let percent = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let (all, said) = (percent(gold), percent(answered));
        writeln!(
            std::io::stderr(),
            "{what}: {gold} toponyms, {answered} answered, {right} right: {all:.1} % of all, {said:.1} % of answered"
        )?;
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    gold: usize,
    answered: usize,
    right: usize,
}

/// Great-circle distance in kilometers.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, lon) = ((b.0 - a.0).to_radians() / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let half =
        lat.sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * lon.sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}
