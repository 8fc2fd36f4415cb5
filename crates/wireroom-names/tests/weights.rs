//! The weights that ship are those of the model card.

const WEIGHTS: &[u8] = include_bytes!("../data/names.bin");
const CARD: &str = include_str!("../data/MODEL.md");

#[test]
fn their_checksum_stands_on_the_card() {
    let sum = blake3::hash(WEIGHTS).to_hex();
    assert!(CARD.contains(sum.as_str()), "the card lacks {sum}");
}

#[test]
fn the_weights_can_be_read_and_keep_to_their_size() {
    assert!(WEIGHTS.len() <= 3_000_000);
    let tag = wireroom_names::training::tagger(WEIGHTS).expect("they are whole");
    assert_eq!(tag("Rosa Ibarra spoke in Lima.").len(), 2);
    assert!(wireroom_names::training::tagger(WEIGHTS.get(..1_000).unwrap_or_default()).is_none());
}
