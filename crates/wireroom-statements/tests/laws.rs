//! What holds for any text at all.

use proptest::prelude::*;
use wireroom_encoder::Encoder;
use wireroom_model::{LocalEntity, Sentence, Statement, ZoneKind};
use wireroom_statements::{find, passages, place, read_passages, statements, statements_read};

fn read_full(text: &str) -> (Vec<Statement>, Vec<LocalEntity>) {
    let sentences: Vec<Sentence> = wireroom_text::sentences(text)
        .into_iter()
        .map(|span| Sentence { span, zone: ZoneKind::Body })
        .collect();
    let places: Vec<_> =
        passages(text, &sentences).iter().map(|passage| place(&sentences, passage)).collect();
    let asked: Vec<(&str, &[usize])> =
        places.iter().map(|(span, starts)| (span.text(text), starts.as_slice())).collect();
    let readings = read_passages(&asked, Some(Encoder::shipped()));
    let reading = |passage: &str, starts: &[usize]| {
        asked.iter().position(|one| *one == (passage, starts)).map(|at| &readings[at])
    };
    let mut entities = Vec::new();
    (statements_read(text, &sentences, &[], &mut entities, reading), entities)
}

fn read(text: &str) -> (Vec<Statement>, Vec<LocalEntity>) {
    let sentences: Vec<Sentence> = wireroom_text::sentences(text)
        .into_iter()
        .map(|span| Sentence { span, zone: ZoneKind::Body })
        .collect();
    let mut entities = Vec::new();
    (statements(text, &sentences, &[], &mut entities), entities)
}

fn check(text: &str) {
    let (found, entities) = read(text);
    check_found(text, &found, &entities);
}

fn check_full(text: &str) {
    let (found, entities) = read_full(text);
    check_found(text, &found, &entities);
}

fn check_found(text: &str, found: &[Statement], entities: &[LocalEntity]) {
    for statement in found {
        assert!(!statement.content.is_empty() && !statement.cue.is_empty());
        assert_eq!(statement.relay.len(), statement.relay_entities.len());
        assert!(statement.source_entity.is_none_or(|e| e < entities.len()));
        let all = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        for span in all.chain(&statement.relay).chain(&statement.addressee) {
            assert!(!span.is_empty() && text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }
}

/// Pieces that statements are made of, so that random texts hold many.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("said ".to_owned()),
        Just("“".to_owned()),
        Just("” ".to_owned()),
        Just("\" ".to_owned()),
        Just(", ".to_owned()),
        Just(". ".to_owned()),
        Just("The minister ".to_owned()),
        Just("told Reuters ".to_owned()),
        Just("according to ".to_owned()),
        Just("'".to_owned()),
        Just("he added ".to_owned()),
        Just("that ".to_owned()),
        Just("\n\n".to_owned()),
        Just("the ships sailed ".to_owned()),
        Just("citing ".to_owned()),
        Just("‘’".to_owned()),
        Just("``".to_owned()),
        Just("было ".to_owned()),
        "\\PC{0,6}",
        Just("Ines Okoye ".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_gives_spans_of_it(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mixture_of_speech_gives_spans_of_it(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn a_passage_reads_the_same_alone(pieces in prop::collection::vec(piece(), 0..30)) {
        let text = pieces.concat();
        prop_assert_eq!(find(&text, &[0], &[]), find(&text, &[0], &[]));
    }

    #[test]
    fn passages_cover_all_sentences_in_order(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let sentences: Vec<Sentence> = wireroom_text::sentences(&text)
            .into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
        let mut at = 0;
        for passage in passages(&text, &sentences) {
            prop_assert_eq!(passage.start, at);
            prop_assert!(passage.end > at);
            at = passage.end;
        }
        prop_assert_eq!(at, sentences.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn the_encoder_beside_gives_spans_of_any_text(
        noise in "\\PC{0,100}",
        pieces in prop::collection::vec(piece(), 0..40),
    ) {
        check_full(&noise);
        check_full(&pieces.concat());
    }
}

#[test]
fn a_sentence_of_ten_thousand_words_is_read() {
    for unit in ["the envoy said that ", "“he said, ", "\" said ", "according to , ", "THE MAYOR "]
    {
        let text = unit.repeat(10_000 / unit.split(' ').count());
        check(&text);
    }
    check_full(&"“he said, the envoy ".repeat(2_500));
}

#[test]
fn text_without_words_gives_nothing() {
    for text in ["", " ", "\n\n", "“”", "...", "\"\"\"", "''", "‘", "”"] {
        assert_eq!(read(text).0, vec![]);
    }
}

#[test]
fn the_weights_are_the_ones_of_the_model_card() {
    let weights = include_bytes!("../data/statements.weights");
    let card = include_str!("../data/MODEL.md");
    let sum = blake3::hash(weights).to_hex();
    assert!(card.contains(sum.as_str()), "the card does not name BLAKE3 {sum}");
    assert!(weights.len() <= 3 << 20);
}
