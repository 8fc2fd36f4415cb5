//! Each table answers for a few keys that any correct build of it must know.

use wireroom_lexicon::*;

fn codes(name: &str) -> Vec<(PlaceKind, &'static str, &'static str)> {
    places(name).iter().map(|place| (place.kind, place.alpha3, place.admin)).collect()
}

#[test]
fn words_have_a_dictionary_and_a_frequency() {
    for word in ["harbor", "harbour", "negotiating", "teachers", "paris", "nato"] {
        assert!(is_word(word), "{word}");
    }
    for word in ["", "!docs", "harbxr", "teh\tx", "’"] {
        assert!(!is_word(word), "{word}");
    }
    assert_eq!(frequency("qzx"), 0);
    assert!(frequency("the") > frequency("minister"));
    assert!(frequency("minister") > frequency("zither"));
    assert!(idf("the") < 0.1 && idf("qzx") > 7.0);
    assert!(capital_share("germany") > capital_share("garden"));
}

#[test]
fn countries_are_known_by_name_people_capital_and_seat() {
    let alpha3 = |found: Option<Country>| found.map(|country| country.alpha3);
    for (name, code) in [("U.S.", "USA"), ("Britain", "GBR"), ("DPRK", "PRK"), ("Türkiye", "TUR")]
    {
        assert_eq!(alpha3(country_by_name(name)), Some(code), "{name}");
    }
    for (name, code) in
        [("Dutch", "NLD"), ("Swedes", "SWE"), ("Congolese", "COD"), ("Frenchmen", "FRA")]
    {
        assert_eq!(alpha3(country_by_demonym(name)), Some(code), "{name}");
    }
    assert_eq!(alpha3(country_by_capital("Bogotá")), Some("COL"));
    assert_eq!(alpha3(country_by_capital("Bogota")), Some("COL"));
    assert_eq!(alpha3(country_by_seat("Downing Street")), Some("GBR"));
    assert_eq!(alpha3(country_by_name("us")), None);
    let kinds: Vec<NameKind> = country_names("Luxembourg").iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [NameKind::Name, NameKind::Capital]);
}

#[test]
fn every_name_of_a_country_leads_to_one() {
    assert!(countries().len() > 240);
    for state in countries() {
        assert_eq!(country(state.alpha3).map(|found| found.name), Some(state.name));
        assert!(country_by_name(state.name).is_some(), "{}", state.name);
    }
}

#[test]
fn bodies_and_agencies_are_known_by_alias() {
    assert_eq!(body_by_name("U.N.").map(|body| body.abbreviation), Some("UN"));
    assert_eq!(body_by_seat("Brussels").map(|body| body.abbreviation), Some("EU"));
    for alias in ["AFP", "Agence France-Presse", "Agence France Presse"] {
        assert_eq!(agency_by_name(alias).map(|agency| agency.name), Some("AFP"));
    }
    assert_eq!(agency_by_name("The Daily Lantern"), None);
    assert!(agencies().windows(2).all(|pair| pair[0].name < pair[1].name));
}

#[test]
fn places_come_most_populous_first() {
    assert_eq!(codes("Paris").first(), Some(&(PlaceKind::City, "FRA", "Ile-de-France")));
    assert_eq!(codes("Zürich"), codes("Zurich"));
    assert_eq!(codes("Calif.").first().map(|found| found.0), Some(PlaceKind::Admin));
    assert_eq!(codes("Black Sea"), [(PlaceKind::Water, "", "")]);
    assert_eq!(codes("Bombay").first(), codes("Mumbai").first());
    assert_eq!(codes("Georgia").iter().filter(|found| found.0 == PlaceKind::Country).count(), 1);
    assert!(codes("Xyzzyville").is_empty() && codes("").is_empty());
}

#[test]
fn towns_are_those_too_small_for_places() {
    let found = |name: &str| -> Vec<(&'static str, &'static str)> {
        towns(name).iter().map(|town| (town.alpha3, town.admin)).collect()
    };
    assert!(found("Hallstatt").contains(&("AUT", "Upper Austria")));
    assert_eq!(found("Hallstätt"), found("Hallstatt"));
    assert!(found("St. Agnes").contains(&("GBR", "England")));
    assert!(found("Vienna").iter().all(|(state, _)| *state != "AUT"));
    assert!(found("").is_empty() && found("Zzzz").is_empty());
    let town = towns("Hallstatt").into_iter().find(|town| town.alpha3 == "AUT");
    let town = town.expect("Hallstatt is in the table");
    assert!((town.lat - 47.56).abs() < 0.02 && (town.lon - 13.65).abs() < 0.02);
    assert!((500..2_000).contains(&town.population));
    for edge in ["A", "Aba", "zyx", "Žžž", "\u{10ffff}"] {
        assert!(towns(edge).iter().all(|town| !town.name.is_empty()));
    }
}

#[test]
fn titles_and_names_of_people() {
    assert_eq!(title_kind("dr."), Some(TitleKind::Honorific));
    assert_eq!(title_kind("sen"), Some(TitleKind::Abbreviation));
    assert_eq!(title_kind("spokeswomen"), Some(TitleKind::Role));
    assert!(is_given_name("zoë") && is_given_name("olga") && is_surname("nguyen"));
    assert!(!is_given_name("table") && !is_surname("xqzt"));
}

#[test]
fn cues_have_a_class() {
    for (form, class) in [
        ("announced", CueClass::Asserts),
        ("denying", CueClass::Denies),
        ("declined", CueClass::Declines),
        ("asked", CueClass::Asks),
        ("thinks", CueClass::Believes),
        ("added", CueClass::Adds),
        ("citing", CueClass::Relays),
        ("according", CueClass::Relays),
        ("reportedly", CueClass::Alleges),
    ] {
        assert_eq!(cue(form).map(|found| found.class), Some(class), "{form}");
    }
    assert!(cue("said").map(|found| found.weight) > cue("statement").map(|found| found.weight));
    assert_eq!(cue("banana"), None);
}

#[test]
fn triggers_lead_to_kinds() {
    for (form, label, political) in [
        ("talks", "CONSULT", true),
        ("met", "CONSULT", true),
        ("ceasefire", "AGREE", true),
        ("sanctions", "SANCTION", true),
        ("earthquakes", "earthquake", false),
        ("flooded", "flood", false),
        ("acquitted", "trial", false),
    ] {
        let kind = event_kind(form).expect(form);
        assert_eq!((kind.label, kind.political), (label, political), "{form}");
    }
    let strike: Vec<&str> = event_kinds("strike").iter().map(|kind| kind.label).collect();
    assert!(strike.contains(&"ASSAULT") && strike.contains(&"strike"));
    assert_eq!(event_kind("teapot"), None);
}
