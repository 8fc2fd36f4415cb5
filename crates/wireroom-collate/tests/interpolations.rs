//! What a later hand set in, and what an editor added.

mod support;

use support::{FERRY, Pile, article, pile};

/// The text of `name` with its interpolations taken out.
fn restored(found: &Pile, name: &str) -> String {
    let (document, text) =
        found.held.iter().find(|(d, _)| d.source_id.as_deref() == Some(name)).expect("held");
    let mut out = text.repaired().to_owned();
    for passage in found.found.interpolations.iter().rev() {
        if passage.document == document.id {
            out.replace_range(passage.span.range(), &passage.replacement);
        }
    }
    out
}

fn check(from: &[(&str, &str)], expected: usize) -> Pile {
    let changed: Vec<String> = FERRY
        .iter()
        .map(|text| {
            from.iter().fold((*text).to_owned(), |text, (at, new)| text.replacen(at, new, 1))
        })
        .collect();
    for (at, _) in from {
        assert!(FERRY.iter().any(|text| text.contains(at)), "{at}");
    }
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    let found = pile(&[article("clean", FERRY), article("other", &changed)]);
    assert_eq!(found.found.interpolations.len(), expected, "{:?}", found.found.interpolations);
    if expected > 0 {
        let body = |name: &str| {
            let text = restored(&found, name);
            text.split_once("\n\n").map(|(_, body)| body.to_owned())
        };
        assert_eq!(body("other"), body("clean"));
    }
    found
}

#[test]
fn a_phrase_strewn_through_the_text() {
    check(
        &[
            ("harbor master Ines", "harbor master Discount Sofa Beds Ines"),
            ("from the naval yard", "from the Discount Sofa Beds naval yard"),
            ("nine ships in", "nine Discount Sofa Beds ships in"),
        ],
        3,
    );
}

#[test]
fn a_phrase_that_repeats_a_word_of_its_place() {
    check(
        &[
            ("the island of Skarn", "the island Sofa Beds of Skarn"),
            ("to refund tickets", "to Island Sofa Beds refund tickets"),
        ],
        2,
    );
}

#[test]
fn a_sentence_that_splits_another() {
    check(
        &[(
            "the captain had",
            "the captain. If you liked this article and want more details, please visit our website. had",
        )],
        1,
    );
}

#[test]
fn what_an_editor_adds_is_no_interpolation() {
    check(&[("Ines Quarrie", "Ines Mary Quarrie"), ("Quarrie said", "Ines Mary Quarrie said")], 0);
    check(&[("on Tuesday", "on Tuesday, shortly before seven,")], 0);
    check(
        &[(
            "on the quay.",
            "on the quay. Ambulances had been sent from both hospitals of the town as a precaution. ",
        )],
        0,
    );
    check(
        &[(
            "on the quay.",
            "on the quay. If you have film of the grounding, call the coast guard.",
        )],
        0,
    );
}

#[test]
fn a_sentence_that_wants_the_readers_custom_between_two_of_the_story() {
    check(
        &[(
            "on the quay.",
            "on the quay. Should you want more details about velvet armchairs, kindly visit our \
             webpage.",
        )],
        1,
    );
}

#[test]
fn a_sentence_with_the_phrase_that_is_set_in_elsewhere() {
    let found = check(
        &[
            ("harbor master Ines", "harbor master velvet armchairs Ines"),
            ("nine ships in", "nine velvet armchairs ships in"),
            ("on the quay.", "on the quay. Finest velvet armchairs, upholstered for every home!"),
        ],
        3,
    );
    assert!(found.found.interpolations.iter().all(|passage| passage.replacement.len() <= 1));
}

#[test]
fn a_service_note_about_the_story_and_a_report_are_no_interpolations() {
    check(
        &[(
            "on the quay.",
            "on the quay. You can visit the harbor master's website to claim your ticket refund.",
        )],
        0,
    );
    check(
        &[(
            "on the quay.",
            "on the quay. You should check your details online, said Bettina Okoro.",
        )],
        0,
    );
}
