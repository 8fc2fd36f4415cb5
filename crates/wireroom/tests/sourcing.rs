//! Whose mouth a claim goes back to, whole way through.

#[allow(dead_code, reason = "each test file uses a part of it")]
mod pile;

use pile::record;
use wireroom::Record;
use wireroom::model::EntityId;

const HEAD: &str = "Ferry pier gives way at Port Lindal\n\nPORT LINDAL, March 4, 2024 - ";

/// The names of the origins of the claim whose wording has `words`, sorted.
fn origins<'r>(record: &'r Record, words: &str) -> Vec<&'r str> {
    let claim = record.claims.iter().find(|claim| claim.text.contains(words));
    let claim = claim.unwrap_or_else(|| panic!("no claim of {words:?}: {:?}", record.claims));
    let entity = |id: &EntityId| record.entities.iter().find(|entity| entity.id == *id);
    let mut names: Vec<&str> =
        claim.origins.iter().filter_map(entity).map(|entity| entity.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The record of two texts about one event.
fn of_two(one: &str, two: &str) -> Record {
    let (one, two) = (format!("{HEAD}{one}"), format!("{HEAD}{two}"));
    record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)])
}

#[test]
fn two_who_say_one_thing_together_are_two_origins() {
    let found = of_two(
        "Ferry chief Ida Quell and harbor master Per Soljan said the northern route was closed on Monday.",
        "The northern route was closed on Monday, Per Soljan said.",
    );
    assert_eq!(origins(&found, "northern route was closed"), ["Ida Quell", "Per Soljan"]);
    let said = found.statements.iter().filter(|said| said.origin.is_some());
    assert_eq!(said.count(), 3, "one statement for each who says it: {:?}", found.statements);
}

#[test]
fn what_is_told_within_a_telling_is_the_inner_mouths() {
    let found = of_two(
        "Mayor Ida Quell said engineer Per Soljan had told her that the northern pier was rotten.",
        "The northern pier was rotten, engineer Per Soljan told Radio Metropole.",
    );
    assert_eq!(origins(&found, "pier was rotten"), ["Per Soljan"]);
    // The outer telling says no more than the inner one, and is not weighed beside it.
    let claims = found.claims.iter().filter(|claim| claim.text.contains("rotten")).count();
    assert_eq!(claims, 1, "{:?}", found.claims);
}

#[test]
fn a_body_and_who_speaks_for_it_are_one_origin_of_a_claim() {
    let found = of_two(
        "Three people were hurt on the northern pier on Monday, police said.",
        "Three people were hurt on the northern pier on Monday, police spokesman Radek Safar said.",
    );
    assert_eq!(origins(&found, "Three people were hurt"), ["Radek Safar"]);
}

#[test]
fn a_name_that_goes_on_is_the_same_persons() {
    let found = of_two(
        "Governor Luis Morales said the northern route was closed on Monday.",
        "The northern route was closed on Monday, Gov. Luis Morales Rivera said.",
    );
    assert_eq!(origins(&found, "northern route was closed").len(), 1);
}

#[test]
fn who_says_we_in_a_quotation_is_who_is_quoted() {
    let found = of_two(
        "“We think that the northern pier was rotten for years,” engineer Per Soljan said.",
        "The northern pier was rotten for years, engineer Per Soljan said.",
    );
    let names: Vec<&str> = found.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert!(!names.iter().any(|name| name.eq_ignore_ascii_case("we")), "{names:?}");
    assert_eq!(origins(&found, "rotten for years"), ["Per Soljan"]);
}
