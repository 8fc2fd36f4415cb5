//! Which place a name means, on texts of our own with their place names given.

use wireroom_model::{Name, NameKind, Sentence, ZoneKind};
use wireroom_text::Span;

/// Country and rough position of the first of `places` in the text; empty where it is not
/// resolved. Each of `places` is a name of the text, in text order.
fn first(text: &str, places: &[&str]) -> String {
    first_of(NameKind::Location, text, places)
}

/// The same where they are names of another kind.
fn first_of(kind: NameKind, text: &str, places: &[&str]) -> String {
    let spans = wireroom_text::sentences(text);
    let sentences: Vec<Sentence> =
        spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let mut names: Vec<Name> = places
        .iter()
        .map(|place| {
            let at = text.find(place).expect("the text holds the name");
            let span = Span::of(at..at + place.len());
            Name { span, kind, entity: None, place: None }
        })
        .collect();
    names.sort_by_key(|name| name.span);
    let found = wireroom_names::training::places(text, &sentences, &names);
    let at = names.iter().position(|name| name.span.text(text) == places[0]);
    at.and_then(|at| found[at].as_ref()).map_or(String::new(), |place| {
        format!("{} {:.0} {:.0}", place.country.as_deref().unwrap_or("-"), place.lat, place.lon)
    })
}

#[test]
fn a_region_behind_the_name_decides() {
    for (text, names, expected) in [
        ("Crews repaired the dam in Madison, Wisconsin.", ["Madison, Wisconsin"], "USA 43 -89"),
        ("Crews repaired the dam in Madison, Alabama.", ["Madison, Alabama"], "USA 35 -87"),
        ("The fair in Graz, Austria, opened.", ["Graz, Austria"], "AUT 47 15"),
        ("Flood water reached Hallstatt, Austria.", ["Hallstatt, Austria"], "AUT 48 14"),
        ("The shop in Nowhereville, Ohio, shut.", ["Nowhereville, Ohio"], "USA 41 -83"),
    ] {
        assert_eq!(first(text, &names), expected, "{text}");
    }
    assert_eq!(first("The mill in Paris, Texas, will close.", &["Paris", "Texas"]), "USA 34 -96");
}

#[test]
fn the_places_around_it_decide() {
    let text = "The lane from Braintree to Coggeshall was closed after the crash. Diversions \
                through Colchester and Halstead added an hour. A woman was taken to hospital in \
                Cambridge, and the road reopened at noon.";
    let towns = ["Braintree", "Coggeshall", "Colchester", "Halstead"];
    assert_eq!(first(text, &["Cambridge", towns[0], towns[1], towns[2], towns[3]]), "GBR 52 0");
    assert_eq!(first(text, &["Colchester", towns[0], towns[1], towns[3]]), "GBR 52 1");
    let text = "Boston and Cambridge share the line, a spokesman for Massachusetts said.";
    assert_eq!(first(text, &["Cambridge", "Boston", "Massachusetts"]), "USA 42 -71");
}

#[test]
fn an_island_is_a_place() {
    let text = "Spain sent two ships to La Palma after the eruption.";
    assert_eq!(first(text, &["La Palma", "Spain"]), "ESP 29 -18");
    assert_eq!(first("The ferry to Anglesey was cancelled.", &["Anglesey"]), "GBR 53 -4");
}

#[test]
fn a_small_place_needs_a_reason() {
    let text = "Spain sent two ships to La Mirada after the eruption.";
    assert_eq!(first(text, &["La Mirada", "Spain"]), "");
    let text = "Austria closed the road to Hallstatt after a landslide.";
    assert_eq!(first(text, &["Hallstatt", "Austria"]), "AUT 48 14");
    assert_eq!(first("The road to Hallstatt is closed.", &["Hallstatt"]), "");
}

#[test]
fn what_happens_at_a_body_happens_in_its_city() {
    let of = |text: &str, name: &str| first_of(NameKind::Organization, text, &[name]);
    assert_eq!(of("He was jailed at Leeds Crown Court.", "Leeds Crown Court"), "GBR 54 -2");
    assert_eq!(of("She died in the Lyon General Hospital.", "Lyon General Hospital"), "FRA 46 5");
    // A body that acts is nowhere in particular, nor is one that no city opens or that is no house.
    assert_eq!(of("The case was brought by Leeds Crown Court.", "Leeds Crown Court"), "");
    assert_eq!(of("They met at Quorvane Crown Court.", "Quorvane Crown Court"), "");
    assert_eq!(of("He works at Leeds Building Society.", "Leeds Building Society"), "");
}

#[test]
fn a_town_without_rivals_needs_no_reason_where_no_country_is_named() {
    let text = "The ferry ran onto rocks outside Stornoway on Sunday.";
    assert_eq!(first(text, &["Stornoway"]), "GBR 58 -6");
    // A text that speaks of another country gives a reason against it.
    let text = "Peru sent a ship, which ran onto rocks outside Stornoway on Sunday.";
    assert_eq!(first(text, &["Stornoway", "Peru"]), "");
}
