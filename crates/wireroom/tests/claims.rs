//! Which passages become one claim: small piles, whole way through.

#[allow(dead_code, reason = "each test file uses a part of it")]
mod pile;

use pile::record;
use wireroom::model::Claim;

const HARBOR: &str = "Ferry Merrow sinks off Port Lindal

PORT LINDAL, March 4, 2024 - The ferry Merrow sank off Port Lindal on Monday in a storm.";
const COURIER: &str = "Storm sinks ferry Merrow near Port Lindal

PORT LINDAL, March 4, 2024 - A storm sank the ferry Merrow near Port Lindal on Monday.";

/// The claims of the two accounts, each with one more sentence.
fn claims(harbor: &str, courier: &str) -> Vec<Claim> {
    let (one, two) = (format!("{HARBOR} {harbor}"), format!("{COURIER} {courier}"));
    record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]).claims
}

/// How many accounts the claims have that hold these words.
fn accounts(claims: &[Claim], words: &str) -> Vec<usize> {
    let held = claims.iter().filter(|claim| claim.text.contains(words));
    held.map(|claim| claim.accounts).collect()
}

#[test]
fn two_who_did_not_want_to_speak_are_two_claims() {
    let found = claims(
        "A spokesman for the shipyard, Per Soljan, declined to comment.",
        "A lawyer for the owner, Ida Quell, declined to comment.",
    );
    assert_eq!(accounts(&found, "comment"), [1, 1], "{found:?}");
}

#[test]
fn two_who_deny_it_of_themselves_are_two_claims() {
    let found = claims(
        "The shipyard manager, Per Soljan, denied any wrongdoing.",
        "The owner of the line, Ida Quell, denied any wrongdoing.",
    );
    assert_eq!(accounts(&found, "any wrongdoing"), [1, 1], "{found:?}");
}

#[test]
fn what_only_announces_asserts_nothing() {
    let found = claims(
        "The storm left these marks along the quays of the town:\n\nTwo cranes lie in the water.",
        "",
    );
    assert_eq!(accounts(&found, "left these marks"), [0; 0], "{found:?}");
    assert_eq!(accounts(&found, "Two cranes"), [1], "{found:?}");
}

#[test]
fn what_was_called_something_is_told_with_who_called_it_that() {
    let found = claims("The governor, Ida Quell, called the decision shortsighted.", "");
    assert_eq!(accounts(&found, "called the decision shortsighted"), [1], "{found:?}");
}
