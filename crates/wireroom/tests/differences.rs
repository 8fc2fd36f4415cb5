//! Where accounts differ, and whose word a claim is: small piles, whole way through.

#[allow(dead_code, reason = "each test file uses a part of it")]
mod pile;

use pile::record;
use wireroom::Record;
use wireroom::model::DifferenceKind;

/// What the sides of the differences of a kind say.
fn sides(record: &Record, kind: DifferenceKind) -> Vec<Vec<String>> {
    let text = |document: usize, span| record.documents[document].shown(span).to_owned();
    let of = |difference: &wireroom::model::Difference| {
        let side = |side: &wireroom::model::Side| side.span.map(|span| text(side.document, span));
        difference.sides.iter().map(|one| side(one).unwrap_or_default()).collect()
    };
    record.differences.iter().filter(|difference| difference.kind == kind).map(of).collect()
}

const HARBOR: &str = "Ferry Merrow sinks off Port Lindal

PORT LINDAL, March 4, 2024 - The ferry Merrow sank off Port Lindal on Monday in a storm.";
const COURIER: &str = "Storm sinks ferry Merrow near Port Lindal

PORT LINDAL, March 4, 2024 - A storm sank the ferry Merrow near Port Lindal on Monday.";

#[test]
fn two_tolls_of_one_thing_contradict_each_other() {
    let one =
        format!("{HARBOR} At least 14 passengers drowned in the sinking, the coast guard said.");
    let two = format!("{COURIER} Nine passengers drowned in the sinking, the harbor police said.");
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    let numbers = sides(&found, DifferenceKind::Number);
    assert_eq!(numbers.len(), 1, "{:?}", found.differences);
    assert!(numbers[0].iter().any(|side| side.contains("14 passengers")), "{numbers:?}");
    assert!(numbers[0].iter().any(|side| side.contains("Nine passengers")), "{numbers:?}");
}

#[test]
fn what_is_told_weeks_later_may_have_changed_since() {
    let one =
        format!("{HARBOR} At least 14 passengers drowned in the sinking, the coast guard said.");
    let told = |day: &str| {
        let courier = COURIER.replace("March 4, 2024", day).replace("on Monday", "on March 4");
        let two =
            format!("{courier} Nine passengers drowned in the sinking, the harbor police said.");
        let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
        assert_eq!(found.events.len(), 1, "{day}: {:?}", found.events);
        sides(&found, DifferenceKind::Number).len()
    };
    assert_eq!([told("March 5, 2024"), told("March 21, 2024")], [1, 0]);
}

#[test]
fn figures_of_two_things_do_not() {
    let one = format!("{HARBOR} The ferry carried 14 passengers, the coast guard said.");
    let two =
        format!("{COURIER} The storm tore the roofs off nine houses, the harbor police said.");
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    assert!(sides(&found, DifferenceKind::Number).is_empty(), "{:?}", found.differences);
}

#[test]
fn a_report_and_its_denial_are_two_claims_that_contradict_each_other() {
    let one = format!("{HARBOR} The wreck was raised on Tuesday, a port agent told clients.");
    let two = format!(
        "{COURIER} Reports that the wreck was raised on Tuesday were not correct, the company said."
    );
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    let on_the_wreck: Vec<_> =
        found.claims.iter().filter(|claim| claim.text.contains("raised")).collect();
    assert_eq!(on_the_wreck.len(), 2, "{on_the_wreck:?}");
    let opposed = sides(&found, DifferenceKind::Polarity);
    assert_eq!(opposed.len(), 1, "{:?}", found.differences);
    assert!(opposed[0].iter().all(|side| side.contains("raised on Tuesday")), "{opposed:?}");
}

#[test]
fn who_made_no_comment_in_one_account_speaks_in_another() {
    let one = format!(
        "{HARBOR} The Lindal Port Authority has not made any public comments on the accident."
    );
    let two = format!(
        "{COURIER} A spokesperson for the Lindal Port Authority confirmed that the hatch had been open."
    );
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    let stands = sides(&found, DifferenceKind::Polarity);
    assert_eq!(stands.len(), 1, "{:?}", found.differences);
    assert!(
        stands[0].iter().any(|side| side.contains("not made any public comments")),
        "{stands:?}"
    );
}

#[test]
fn whoever_is_asked_about_has_not_kept_silent() {
    let two = format!("{COURIER} Nell Orrin confirmed that she was in a hospital in Sarn.");
    let shown = |one: &str| {
        let one = format!("{HARBOR} {one}");
        let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
        sides(&found, DifferenceKind::Polarity).len()
    };
    assert_eq!(
        shown("They have not commented publicly on Nell Orrin and the hospital in Sarn."),
        0
    );
    assert_eq!(shown("Nell Orrin has not commented publicly on the hospital in Sarn."), 1);
}

#[test]
fn who_doubts_it_contradicts_who_tells_it() {
    let one = format!(
        "{HARBOR} Nell Orrin, a diver, said that the captain was carrying spare diving suits."
    );
    let told = |cue: &str| {
        let two = format!(
            "{COURIER} Bo Tamm, a mate, {cue} that the captain was carrying spare diving suits."
        );
        let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
        sides(&found, DifferenceKind::Polarity).len()
    };
    assert_eq!([told("doubted"), told("said")], [1, 0]);
}

#[test]
fn words_that_only_look_like_a_denial_contradict_nothing() {
    // One account alone, then the other, in passages that are as alike as can be.
    for (here, there) in [
        ("The wreck posed no danger to the port.", "The wreck did not pose a danger to the port."),
        (
            "The ferry was sailing from Sorrel Bay to the next stop.",
            "The ferry was sailing from Sorrel Bay.",
        ),
        (
            "No ferry had ever sailed from Sorrel Bay in such a storm before.",
            "The ferry sailed from Sorrel Bay in the storm.",
        ),
        (
            "The master\'s comments on the storm were not fair, the owner said.",
            "The master\'s comments on the storm were unfair, the owner said.",
        ),
    ] {
        let (one, two) = (format!("{HARBOR} {here}"), format!("{COURIER} {there}"));
        let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
        assert!(sides(&found, DifferenceKind::Polarity).is_empty(), "{:?}", found.differences);
    }
}

#[test]
fn a_plan_and_what_came_before_it_are_of_two_days() {
    let one = format!("{HARBOR} Divers raised the bell of the ferry on Monday.");
    let two = format!("{COURIER} Divers will raise the bell of the ferry on Thursday.");
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    assert!(sides(&found, DifferenceKind::Date).is_empty(), "{:?}", found.differences);
}

#[test]
fn a_year_that_one_text_leaves_out_is_no_other_date() {
    let told = |here: &str, there: &str| {
        let one = format!(
            "{HARBOR} The owner had the welded hatch of the ferry replaced {here}. Blankets were \
             handed out in the market hall."
        );
        let two = format!(
            "{COURIER} The welded hatch of the ferry was replaced by the owner {there}. Schools in \
             the town stayed shut."
        );
        let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
        sides(&found, DifferenceKind::Date).len()
    };
    assert_eq!(told("in May 2021", "in October 2022"), 1);
    assert_eq!(told("in May 2021", "in October"), 0);
    assert_eq!(told("in May 2021", "in May"), 0);
    assert_eq!(told("on Sunday", "on Saturday"), 1);
}

#[test]
fn what_all_but_one_tell_is_a_silence_of_the_one() {
    // Each in its own words, and beside other matter: else they would be copies.
    let told = [
        "Inspectors had found cracks in the welded hatch in January, the coast guard said. \
         Blankets were handed out in the market hall.",
        "In January inspectors had found cracks in the welded hatch, the coast guard said. \
         The mayor will speak to the council in the morning.",
        "The coast guard said that cracks had been found by inspectors in the welded hatch in \
         January. Fishing boats stayed at their moorings.",
    ];
    let lines = [
        "The hull broke in two on the reef.",
        "Two tugs came from the yard of Sorrel Bay.",
        "Divers went down in the evening.",
        "The lighthouse keeper had lit the old lamp.",
        "Schools in the town stayed shut.",
        "Candles stood in the windows.",
    ];
    let rest = lines.join(" ");
    let with = |head: &str, at: usize| format!("{head} {}", told[at]);
    let three = "Merrow lost in storm

PORT LINDAL, March 4, 2024 - The storm of Monday sank the ferry Merrow off Port Lindal.";
    let four = "Ferry goes down off the coast

PORT LINDAL, March 4, 2024 - Off Port Lindal the ferry Merrow was sunk on Monday by a storm.";
    let found = record(&[
        ("Harbor Ledger", &with(HARBOR, 0)),
        ("Lindal Courier", &with(COURIER, 1)),
        ("Radio Sorrel", &with(three, 2)),
        ("Evening Tide", &format!("{four} {rest}")),
    ]);
    let silences = sides(&found, DifferenceKind::Silence);
    assert!(
        silences.iter().any(|sides| sides[0].contains("welded hatch") && sides[1].is_empty()),
        "{:?} of {:?}",
        found.differences,
        found.claims
    );
}

#[test]
fn a_surname_and_the_full_name_are_one_mouth() {
    let one = format!("{HARBOR} The ferry was overloaded, Ilva Trennick, the harbor master, said.");
    let two = format!("{COURIER} The ferry was overloaded, Trennick said.");
    let found = record(&[("Harbor Ledger", &one), ("Lindal Courier", &two)]);
    let claim = found.claims.iter().find(|claim| claim.text.contains("overloaded"));
    let claim = claim.expect("the claim");
    assert_eq!((claim.accounts, claim.origins.len()), (2, 1), "{claim:?}");
}

/// What each outlet says of the pilot's sleep in a pile about the sinking.
fn of_the_pilot(said: [&str; 3]) -> Record {
    let heads = [
        HARBOR,
        COURIER,
        "Merrow lost in storm\n\nPORT LINDAL, March 4, 2024 - The storm \
        that came in from the west on Monday took the ferry Merrow off Port Lindal.",
    ];
    let texts: Vec<String> =
        heads.iter().zip(said).map(|(head, said)| format!("{head} {said}")).collect();
    record(&[
        ("Harbor Ledger", &texts[0]),
        ("Lindal Courier", &texts[1]),
        ("Coast Gazette", &texts[2]),
    ])
}

/// The claim about the pilot that most accounts carry.
fn the_claim(record: &Record) -> &wireroom::model::Claim {
    let of = |claim: &&wireroom::model::Claim| claim.text.contains("asleep");
    record.claims.iter().filter(of).max_by_key(|claim| claim.accounts).unwrap()
}

#[test]
fn outlets_that_have_it_from_one_another_are_pointed_out() {
    let found = of_the_pilot([
        "The pilot of the Merrow had been asleep at the wheel, the Lindal Courier reported.",
        "The pilot of the Merrow had been asleep at the wheel, according to the Harbor Ledger.",
        "Nobody has been found since nightfall.",
    ]);
    let claim = the_claim(&found);
    let ring: Vec<&str> = claim.circular.iter().flatten().map(|id| id.as_str()).collect();
    assert_eq!(ring, ["harbor-ledger", "lindal-courier"], "{claim:?}");
}

#[test]
fn a_chain_of_citing_is_no_ring_and_ends_in_one_mouth() {
    let found = of_the_pilot([
        "The pilot of the Merrow had been asleep at the wheel, coast guard captain Ana Reis said.",
        "The pilot of the Merrow had been asleep at the wheel, according to the Harbor Ledger.",
        "The pilot of the Merrow had been asleep at the wheel, the Lindal Courier reported.",
    ]);
    let claim = the_claim(&found);
    assert!(claim.circular.is_empty(), "{claim:?}");
    assert!(claim.accounts > 1 && claim.one_mouth, "{claim:?}");
    assert_eq!(claim.origins.len(), 1, "{claim:?}");
}
