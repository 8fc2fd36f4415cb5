//! Sentences that assert alike, and those that only look it.

use wireroom_weigh::{likeness, same_statement};

#[test]
fn wordings_of_one_assertion_are_the_same() {
    for (a, b) in [
        (
            "The ferry operator cancelled all sailings to Lerwick on Friday.",
            "All sailings to Lerwick were cancelled by the ferry operator on Friday.",
        ),
        (
            "The mayor said 1,400 households would lose water.",
            "Some 1,400 households would lose their water, according to the mayor.",
        ),
    ] {
        assert!(same_statement(a, b), "{} for {a:?} and {b:?}", likeness(a, b));
    }
}

#[test]
fn sentences_on_one_matter_that_assert_other_things_are_not() {
    for (a, b) in [
        ("The mayor opened the bridge on Friday.", "The bridge cost more than the mayor had said."),
        ("Turnout was the lowest in years.", "The ferry operator cancelled all sailings."),
    ] {
        assert!(!same_statement(a, b), "{} for {a:?} and {b:?}", likeness(a, b));
    }
}

#[test]
fn another_figure_or_a_negation_makes_two_sentences_less_alike() {
    let said = "The operator cancelled nine sailings to Lerwick.";
    let same = likeness(said, "Nine sailings to Lerwick were cancelled by the operator.");
    let figure = likeness(said, "Four sailings to Lerwick were cancelled by the operator.");
    let negated = likeness(said, "No sailings to Lerwick were cancelled by the operator.");
    assert!(figure < same && negated < same, "{same} {figure} {negated}");
}
