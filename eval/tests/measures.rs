//! The measures against figures worked out by hand from the rules of `score.py`.

use std::collections::BTreeMap;
use wireroom_eval::measure::{Attribution, AttributionScore, TimesScore, clusters, names};

#[test]
fn exact_spans_are_compared_without_the_marks_around_them() {
    let text = "\"We won,\" Ada said.";
    let gold = Attribution { source: vec![(10, 13)], cue: vec![(14, 18)], content: vec![(0, 9)] };
    let mut score = AttributionScore::default();
    let predicted = Attribution { content: vec![(1, 7)], ..gold.clone() };
    score.add(text, &[gold], &[predicted]);
    assert_eq!(score.roles[2].0.prf(), (100.0, 100.0, 100.0));
    // Six of nine bytes are shared: over half of the union.
    assert_eq!(score.whole.prf(), (100.0, 100.0, 100.0));
    assert_eq!(score.bytes.hits_gold, 6);
    assert_eq!(score.bytes.gold, 9);
}

#[test]
fn a_whole_attribution_needs_its_source() {
    let gold = Attribution { source: vec![(0, 3)], cue: vec![], content: vec![(10, 20)] };
    let predicted = Attribution { source: vec![(5, 8)], ..gold.clone() };
    let mut score = AttributionScore::default();
    score.add("abc def ghi jkl mno pqr", &[gold], &[predicted]);
    assert_eq!(score.whole.prf().2, 0.0);
    assert_eq!(score.roles[2].0.prf().2, 100.0);
}

#[test]
fn times_match_once_each_by_the_longest_overlap() {
    let mut score = TimesScore::default();
    let gold = vec![((0, 10), "2021-03-23".to_owned()), ((12, 18), "PRESENT_REF".to_owned())];
    let predicted = vec![((0, 4), "2021".to_owned()), ((2, 10), "2021-03-23".to_owned())];
    score.add(&gold, &predicted);
    assert_eq!((score.strict.hits_gold, score.relaxed.hits_gold, score.value.hits_gold), (0, 1, 1));
    assert_eq!(score.relaxed.prf(), (50.0, 50.0, 50.0));
}

#[test]
fn names_count_places_of_all_sorts_as_locations() {
    let mut counts = BTreeMap::new();
    let gold = vec![((0, 4), "FAC".to_owned()), ((5, 9), "NORP".to_owned())];
    names(&mut counts, &gold, &[((0, 4), "Location".to_owned())]);
    assert_eq!(counts["all"].prf(), (100.0, 100.0, 100.0));
    assert_eq!(counts["Person"].gold, 0);
}

#[test]
fn b_cubed_of_one_split_cluster() {
    let gold: Vec<String> = ["a", "a", "a", "b"].map(str::to_owned).into();
    let score = clusters(&gold, &[0, 0, 1, 2]);
    let (p, r, _) = score.b_cubed;
    assert!((p - 100.0).abs() < 1e-9);
    assert!((r - 100.0 * (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
    assert_eq!((score.pairs.hits_gold, score.pairs.gold, score.pairs.predicted), (1, 3, 1));
}
