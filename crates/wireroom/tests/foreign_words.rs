//! No stage may write words into a text that were not received with it.

use wireroom::model::RepairRule;
use wireroom::{Options, read};

#[test]
fn taking_out_an_ad_does_not_read_a_siblings_words_in_its_place() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pile/suez");
    // The clean witness prints a notice of its own where the spun one has the ad.
    let paths = ["northern-post.html", "daily-scroll.txt"].map(|name| format!("{folder}/{name}"));
    let record = read(&paths, &Options::default(), &());
    let removed: Vec<_> = record
        .documents
        .iter()
        .flat_map(|reading| &reading.text.repairs)
        .filter(|repair| repair.rule == RepairRule::Interpolation && repair.applied)
        .collect();
    assert!(!removed.is_empty(), "the ads are not found");
    for repair in removed {
        assert!(!repair.replacement.contains(char::is_alphanumeric), "{repair:?}");
    }
}
