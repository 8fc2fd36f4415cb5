//! What a text says for one reading of a place name or another, and the choice by it.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;

use super::candidates::Candidate;
use super::{candidates, parted, regions};

/// A place name of the text, once however often it stands.
pub(super) struct Form {
    candidates: Vec<Candidate>,
    /// Country and regions that the text puts it in.
    country: Option<&'static str>,
    regions: Vec<lexicon::Place>,
    /// The region itself, for a city in it that the gazetteer lacks.
    fallback: Option<lexicon::Place>,
    /// A common word too: a town of that name needs more reason.
    common: bool,
    folded: String,
}

impl Form {
    pub(super) fn new(written: &str) -> Self {
        let (city, region) = parted(written).unwrap_or((written, ""));
        let mut form = Self {
            candidates: candidates(city),
            country: None,
            regions: Vec::new(),
            fallback: None,
            common: lexicon::capital_share(&city.to_lowercase()).is_some_and(|share| share < 0.7),
            folded: lexicon::fold(city).into_owned(),
        };
        if !region.is_empty() {
            form.within(region);
            let state = |place: &lexicon::Place| place.kind == lexicon::PlaceKind::Country;
            let whole = lexicon::places(region).into_iter().find(state);
            form.fallback = form.regions.first().copied().or(whole);
        }
        form
    }

    /// Notes the region or country that stands behind the name.
    pub(super) fn within(&mut self, region: &str) {
        self.country = lexicon::country_by_name(region).map(|country| country.alpha3);
        self.regions = regions(region);
    }

    /// Tells of the regions that the name itself may be, and of those behind it.
    pub(super) fn regions(&self, evidence: &mut Evidence) {
        let own = self.candidates.iter().map(|candidate| &candidate.place);
        for place in own.filter(|place| place.kind == lexicon::PlaceKind::Admin) {
            evidence.admin(place.alpha3, place.name, 1.0);
            evidence.country(place.alpha3, 0.5);
        }
    }

    /// Whether the text puts the name where `place` is.
    fn holds(&self, place: &lexicon::Place) -> bool {
        let state = self.country == Some(place.alpha3) && place.kind != lexicon::PlaceKind::Country;
        let inside =
            |region: &lexicon::Place| region.alpha3 == place.alpha3 && region.name == place.admin;
        state || self.regions.iter().any(inside)
    }

    /// The place that is far larger than all others of the name, which is no common word.
    fn foremost(&self) -> Option<lexicon::Place> {
        let largest = self.candidates.iter().max_by_key(|candidate| candidate.place.population)?;
        let others = self.candidates.iter().filter(|one| one.place != largest.place);
        let next = others.map(|one| one.place.population).max().unwrap_or(0);
        let far = largest.place.population >= next.saturating_mul(4).max(2_000);
        (far && !self.common).then_some(largest.place)
    }

    /// The place that the name means wherever it stands alone, if there is one.
    fn clear(&self) -> Option<lexicon::Place> {
        match self.candidates.as_slice() {
            [only] => (!only.small || !self.common).then_some(only.place),
            [first, second, ..] => {
                let far = first.place.population > second.place.population.saturating_mul(20);
                (far && !first.small).then_some(first.place)
            }
            [] => None,
        }
    }
}

/// What the text says of where things are.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    countries: BTreeMap<&'static str, f64>,
    admins: BTreeMap<(&'static str, &'static str), f64>,
    /// Places already chosen, by number of the form: position and trust.
    points: Vec<(usize, f32, f32, f64)>,
}

/// Other places that a place is held against.
const MOST_POINTS: usize = 48;

impl Evidence {
    pub(super) fn country(&mut self, alpha3: &'static str, weight: f64) {
        *self.countries.entry(alpha3).or_default() += weight;
    }

    pub(super) fn admin(&mut self, alpha3: &'static str, admin: &'static str, weight: f64) {
        *self.admins.entry((alpha3, admin)).or_default() += weight;
    }

    /// The place of every form: what has one clear reading speaks for its country and region, then
    /// all are chosen, then chosen again near each other.
    pub(super) fn settle(mut self, forms: &[Form]) -> Vec<Option<lexicon::Place>> {
        for (at, form) in forms.iter().enumerate() {
            let Some(place) = form.clear() else { continue };
            if place.kind == lexicon::PlaceKind::City {
                self.country(place.alpha3, OWN);
                self.admin(place.alpha3, place.admin, OWN);
                self.point(at, &place, 1.0);
            }
        }
        let first: Vec<Option<lexicon::Place>> =
            forms.iter().enumerate().map(|(at, form)| self.choose(at, form)).collect();
        self.points.clear();
        for (at, (place, form)) in first.iter().zip(forms).enumerate() {
            let Some(place) = place else { continue };
            let trust = match place.kind {
                lexicon::PlaceKind::City if form.clear().is_some() || form.holds(place) => 1.0,
                lexicon::PlaceKind::City => 0.5,
                lexicon::PlaceKind::Admin => 0.3,
                _ => continue,
            };
            self.point(at, place, trust);
        }
        forms.iter().enumerate().map(|(at, form)| self.choose(at, form)).collect()
    }

    /// The best reading of a name by itself.
    pub(super) fn best(&self, form: &Form) -> Option<lexicon::Place> {
        self.choose(usize::MAX, form)
    }

    fn point(&mut self, form: usize, place: &lexicon::Place, trust: f64) {
        if self.points.len() < MOST_POINTS {
            self.points.push((form, place.lat, place.lon, trust));
        }
    }

    fn choose(&self, at: usize, form: &Form) -> Option<lexicon::Place> {
        let mut top: Option<(f64, lexicon::Place)> = None;
        let held = form.candidates.iter().any(|candidate| form.holds(&candidate.place));
        // What the form itself told of its country and region is no reason to read it so.
        let told = form.clear().filter(|place| place.kind == lexicon::PlaceKind::City);
        if !held && form.fallback.is_some() {
            return form.fallback;
        }
        for candidate in &form.candidates {
            let place = &candidate.place;
            let near = self.nearness(at, place);
            let own = if told == Some(*place) { OWN } else { 0.0 };
            let named = self.countries.get(place.alpha3).map_or(0.0, |told| told - own).max(0.0);
            let admin = self.admins.get(&(place.alpha3, place.admin));
            let region = admin.map_or(0.0, |told| told - own).max(0.0);
            let holds = form.holds(place);
            // A small place that nothing points to, in a text that speaks of other countries.
            let stray = place.kind == lexicon::PlaceKind::City
                && place.population < STRAY
                && named + region + near < 0.1
                && !self.countries.is_empty();
            // By far the largest place of that name, in a text that speaks of no country.
            let alone =
                self.countries.iter().all(|(code, told)| *code == place.alpha3 && *told <= own);
            let only = alone && form.foremost() == Some(*place);
            let small = candidate.small && !only && !reason(named, region, near, form.common);
            if (small || stray && !only) && !holds {
                continue;
            }
            let mut score = prior(candidate, &form.folded);
            score += 3.0 * (1.0 + named).ln() + 2.0 * (1.0 + region).ln();
            score += NEAR * (1.0 + near).ln();
            score += if holds { 12.0 } else { 0.0 };
            if top.is_none_or(|(best, _)| score > best) {
                top = Some((score, *place));
            }
        }
        top.map(|(_, place)| place)
    }

    /// How many other places of the text lie near, the nearer the more.
    fn nearness(&self, at: usize, place: &lexicon::Place) -> f64 {
        if place.kind != lexicon::PlaceKind::City {
            return 0.0;
        }
        let others = self.points.iter().filter(|(form, ..)| *form != at);
        others
            .map(|(_, lat, lon, trust)| trust * closeness((place.lat, place.lon), (*lat, *lon)))
            .sum()
    }
}

/// Inhabitants from which on a city is thought of though nothing points to it.
const STRAY: u32 = 100_000;

/// What a name of one clear reading says for its country and its region.
const OWN: f64 = 0.5;

/// What a place near is worth.
const NEAR: f64 = 3.0;

/// Whether the text gives a reason to think of a small place.
fn reason(named: f64, region: f64, near: f64, common: bool) -> bool {
    if common { near >= 0.6 || region >= 1.0 } else { named >= 1.0 || region >= 0.5 || near >= 0.3 }
}

/// What a reading has for it before the text is read.
fn prior(candidate: &Candidate, written: &str) -> f64 {
    let place = &candidate.place;
    let size = f64::from(place.population.max(if candidate.small { 500 } else { 5_000 })).ln();
    let kind = match place.kind {
        lexicon::PlaceKind::Country => 4.0,
        lexicon::PlaceKind::Region | lexicon::PlaceKind::Water => 14.0,
        lexicon::PlaceKind::City if lexicon::is_capital(place.name, place.alpha3) => 2.3,
        _ => 0.0,
    };
    // A name of former times.
    let other = place.kind == lexicon::PlaceKind::City && place.name != written;
    size + kind - candidate.rank as f64 * 0.5 - if other { 1.0 } else { 0.0 }
}

/// 1 at the same spot, falling to half at some 70 kilometers and to nothing beyond some hundreds.
/// The distance is that of a flat map, wide enough for what is near; no function of the platform's
/// library is called, so that every machine gives the same.
fn closeness(one: (f32, f32), other: (f32, f32)) -> f64 {
    let mut around = f64::from((one.1 - other.1).abs());
    if around > 180.0 {
        around = 360.0 - around;
    }
    let north = f64::from(one.0 - other.0);
    // The cosine of the middle latitude, by its first terms.
    let middle = (f64::from(one.0 + other.0) / 2.0).to_radians();
    let cosine = (1.0 - middle * middle / 2.0 + middle.powi(4) / 24.0).max(0.0);
    let square = (north * 111.0).powi(2) + (around * cosine * 111.0).powi(2);
    if square > 600.0 * 600.0 { 0.0 } else { 1.0 / (1.0 + square / (70.0 * 70.0)) }
}
