//! Sentences that assert alike, and those that only look it.

use wireroom_weigh::{same_probability, same_statement};

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
        assert!(same_statement(a, b), "{} for {a:?} and {b:?}", same_probability(a, b));
    }
}

#[test]
fn sentences_on_one_matter_that_assert_other_things_are_not() {
    for (a, b) in [
        ("The mayor opened the bridge on Friday.", "The bridge cost more than the mayor had said."),
        ("Turnout was the lowest in years.", "The ferry operator cancelled all sailings."),
    ] {
        assert!(!same_statement(a, b), "{} for {a:?} and {b:?}", same_probability(a, b));
    }
}

#[test]
fn another_figure_or_a_negation_makes_two_sentences_less_alike() {
    let said = "The operator cancelled nine sailings to Lerwick.";
    let same = same_probability(said, "Nine sailings to Lerwick were cancelled by the operator.");
    let figure = same_probability(said, "Four sailings to Lerwick were cancelled by the operator.");
    let negated = same_probability(said, "No sailings to Lerwick were cancelled by the operator.");
    assert!(figure < same && negated < same, "{same} {figure} {negated}");
}

#[test]
fn a_denial_of_what_was_told_is_the_contrary_of_it() {
    let told = "The ferry was partly raised on Wednesday.";
    let contrary = "The ferry was not partly raised on Wednesday.";
    for denied in [
        "Reports that the ferry had been partly raised on Wednesday were not correct.",
        "Earlier media reports that the ferry was partly raised on Wednesday are simply untrue.",
        "It is not true that the ferry was partly raised on Wednesday.",
    ] {
        let (same, other) = (same_probability(contrary, denied), same_probability(told, denied));
        assert!(same_statement(contrary, denied) && other < same, "{same} {other} {denied:?}");
    }
    // A telling that nobody denies is about the telling.
    let read =
        "Reports that the ferry had been partly raised on Wednesday were read in the council.";
    assert!(same_probability(told, read) > same_probability(contrary, read));
}
