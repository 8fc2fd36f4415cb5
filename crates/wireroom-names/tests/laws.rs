//! Laws that hold for any text: no panic, spans that lie on characters in order, links that do not
//! depend on order.

use proptest::prelude::*;
use wireroom_model::{Analysis, NameKind, Sentence, ZoneKind};
use wireroom_names::{LinkDocument, Said, Viewed, analyse_names, link, tag};

fn analysis(text: &str) -> Analysis {
    let spans = wireroom_text::sentences(text);
    let sentences: Vec<Sentence> =
        spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let (names, entities) = analyse_names(text, &sentences);
    Analysis { sentences, names, entities, ..Analysis::default() }
}

/// Pieces that news is made of, to be strung together at random.
fn telling() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Rosa Ibarra",
        "R. Ibarra",
        "Ibarra",
        "Tomás Ibarra",
        "Deputy Transport Minister ",
        "the minister",
        "Lima",
        "Peru",
        "Peruvian",
        "Peru's ",
        "Quito",
        " and ",
        " between ",
        "the Port Authority (TPA)",
        "TPA",
        "said",
        " blamed ",
        ", ",
        ". ",
        "\n",
        "U.S.",
        "’s",
        "“",
        "”",
        "in ",
        "Øresund",
        "Ж",
        "e\u{301}",
        "1,200",
        "-",
        "Presidents ",
        "the head of the board, ",
        "Mayor of Lima ",
        " told ",
        "RELIEF FOR LIMA ",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn check_spans(text: &str) {
    let found = analysis(text);
    let mut end = 0;
    for name in &found.names {
        assert!(name.span.start() >= end && !name.span.is_empty(), "{:?} in {text:?}", name.span);
        assert!(text.get(name.span.range()).is_some_and(|name| !name.trim().is_empty()));
        assert!(found.sentences.iter().any(|sentence| sentence.span.contains(name.span)));
        end = name.span.end();
        if let Some(entity) = name.entity {
            assert!(found.entities[entity].mentions.contains(&name.span));
        }
    }
    for entity in &found.entities {
        assert!(!entity.mentions.is_empty());
        assert!(entity.mentions.is_sorted());
        assert!(entity.mentions.iter().all(|span| text.get(span.range()).is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spans_lie_on_characters_in_order(text in telling()) {
        check_spans(&text);
    }

    #[test]
    fn whatever_an_encoder_says_spans_are_lawful(
        text in telling(),
        said in prop::collection::vec(prop::array::uniform21(-40.0f32..40.0), 0..60),
    ) {
        // Too little said, or too much, is no harm either.
        let mut end = 0;
        for tagged in Viewed::new(&text).names(&text, Some(&said)) {
            prop_assert!(tagged.span.start() >= end && !tagged.span.is_empty());
            prop_assert!(text.get(tagged.span.range()).is_some());
            prop_assert!(tagged.odds.unwrap().iter().all(|odds| odds.is_finite()));
            end = tagged.span.end();
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_spans(&text);
        for (span, _) in tag(&text) {
            prop_assert!(text.get(span.range()).is_some());
        }
    }

    #[test]
    fn links_do_not_depend_on_order(texts in prop::collection::vec(telling(), 1..5), turn in 0usize..5) {
        let read: Vec<(String, Analysis)> =
            texts.into_iter().map(|text| { let found = analysis(&text); (text, found) }).collect();
        let mut documents: Vec<LinkDocument<'_>> = read
            .iter()
            .enumerate()
            .map(|(at, (text, analysis))| LinkDocument { document: at, family: at / 2, text, analysis })
            .collect();
        let first = link(&documents);
        let by = turn % documents.len();
        documents.rotate_left(by);
        let second = link(&documents);
        prop_assert_eq!(&first.entities, &second.entities);
        for (at, document) in documents.iter().enumerate() {
            prop_assert_eq!(&second.of[at], &first.of[document.document]);
        }
        let mut ids: Vec<_> = first.entities.iter().map(|entity| entity.id.as_str()).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), first.entities.len());
    }
}

#[test]
fn what_is_said_of_a_token_counts() {
    let text = "The keeper of Ulvahamn rowed home.";
    let viewed = Viewed::new(text);
    let tokens: Vec<&str> = viewed.spans().map(|span| span.text(text)).collect();
    // The label of the only token of an organization's name.
    let said = |odds: f32| -> Vec<Said> {
        let of = |token: &&str| {
            let mut said = [-20.0; 21];
            (said[0], said[8]) = (0.0, if *token == "Ulvahamn" { odds } else { -20.0 });
            said
        };
        tokens.iter().map(of).collect()
    };
    let found = viewed.names(text, Some(&said(20.0)));
    let found: Vec<_> = found.iter().map(|one| (one.span.text(text), one.kind)).collect();
    assert_eq!(found, [("Ulvahamn", NameKind::Organization)]);
    assert_eq!(viewed.names(text, Some(&said(-20.0))), []);
}

#[test]
fn ten_thousand_words_without_a_stop_are_read() {
    let text = "and then Rosa Ibarra said that she met Daniel Reyes in Lima ".repeat(1_000);
    assert!(tag(&text).len() > 1_000);
    check_spans(&"A".repeat(100_000));
    check_spans(&"Minister Ibarra, ".repeat(5_000));
}
