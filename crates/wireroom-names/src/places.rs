//! Where on earth a name is: the candidate of the gazetteer that the text speaks for.
//!
//! After what work on toponyms has settled on (Leidner 2007): one form, one place in a text; a
//! prior by population (a capital's counted more); a region or country after a comma; the countries
//! and peoples that the text names, the region of the dateline; and that the places of a text lie
//! near each other. Towns and villages are thought of only with such a reason. Names outside the
//! gazetteer stay unresolved rather than guessed at.

mod candidates;
mod evidence;
mod venue;

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind, Place};

use crate::words::Words;
pub(crate) use candidates::is_kind;
use candidates::{candidates, parted, regions};
use evidence::{Evidence, Form};

/// The places of the names of a text: `None` for a name that is no location or is not known. A body
/// that something is said to have been at ("at Leeds Crown Court") is where its city is.
pub(crate) fn resolve(
    text: &str,
    words: &Words<'_>,
    names: &[Name],
    dateline: Option<&str>,
) -> Vec<Option<Place>> {
    let mut evidence = Evidence::default();
    let mut forms: Vec<Form> = Vec::new();
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let written = bare(name.span.text(text));
        let country = lexicon::country_by_name(written).or_else(|| {
            lexicon::country_by_demonym(written).filter(|_| name.kind != NameKind::Person)
        });
        if let Some(country) = country {
            evidence.country(country.alpha3, 1.0);
        }
        let Some(meant) = meant(text, name) else { continue };
        let form = *number.entry(meant).or_insert_with(|| {
            forms.push(Form::new(meant));
            forms.len() - 1
        });
        if name.kind != NameKind::Location {
            continue;
        }
        let Some(form) = forms.get_mut(form) else { continue };
        if country.is_none() {
            form.regions(&mut evidence);
        }
        // An occurrence with its region behind it decides for the others.
        let behind = region_behind(words, names, text, at);
        if !behind.is_empty() {
            form.within(behind);
        }
    }
    if let Some(line) = dateline.map(bare)
        && let Some(place) = evidence.best(&Form::new(line))
    {
        evidence.country(place.alpha3, 2.0);
    }
    let found = evidence.settle(&forms);
    let place = |name: &Name| {
        let form = *number.get(meant(text, name)?)?;
        let found = (*found.get(form)?)?;
        Some(Place {
            name: found.name.to_owned(),
            country: (!found.alpha3.is_empty()).then(|| found.alpha3.to_owned()),
            lat: f64::from(found.lat),
            lon: f64::from(found.lon),
            wide: found.kind != lexicon::PlaceKind::City,
        })
    };
    names.iter().map(place).collect()
}

/// The place that a name speaks of, as it is written: a location's own, a venue's city.
fn meant<'t>(text: &'t str, name: &Name) -> Option<&'t str> {
    match name.kind {
        NameKind::Location => Some(bare(name.span.text(text))),
        NameKind::Organization => venue::city(text, name.span),
        _ => None,
    }
}

/// Without an article.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

/// The name right behind a comma or in brackets, where it is a location: "Cadiz, Ohio".
fn region_behind<'t>(words: &Words<'t>, names: &[Name], text: &'t str, at: usize) -> &'t str {
    let (_, to) = words.of_name(at);
    let Some(last) = to.checked_sub(1) else { return "" };
    if !matches!(words.lower(last, 1), "," | "(") {
        return "";
    }
    let next = words.near(last, 2).and_then(|word| word.name);
    match next.and_then(|next| names.get(next)) {
        Some(name) if name.kind == NameKind::Location => bare(name.span.text(text)),
        _ => "",
    }
}
