//! Paragraphs, sentences and tokens: what they split and what they keep together.

use proptest::prelude::*;
use wireroom_text::{TokenKind, paragraphs, sentences, tokens};

fn split(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|span| span.text(text)).collect()
}

fn words(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|token| token.span.text(text)).collect()
}

#[test]
fn one_line_is_one_paragraph_unless_the_text_is_hard_wrapped() {
    let scraped = "Dam holds\nWater rose for a third day.\nShe said it would hold.";
    assert_eq!(paragraphs(scraped).len(), 3);
    let wrapped = "The river rose for a third day on Tuesday and the people of the\n\
        lower town were told to leave before dark, the mayor said in an\naddress.\n\nNobody was hurt.";
    assert_eq!(paragraphs(wrapped).len(), 2);
    assert_eq!(paragraphs("a\r\nb\r\n\r\nc").len(), 3);
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    assert_eq!(
        split("It began at 5 p.m. Friday. Mr. Ode left."),
        ["It began at 5 p.m. Friday.", "Mr. Ode left."]
    );
    assert_eq!(
        split("They met on Nov. 14 in Oslo. He said no."),
        ["They met on Nov. 14 in Oslo.", "He said no."]
    );
}

#[test]
fn what_a_name_follows_ends_no_sentence() {
    for text in [
        "Wages must rise by 11 percent, Ms. Leitner said, and not in two steps.",
        "It was Amb. Roe who went to Ft. Sorrel.",
        "They met Asst. Sec. Jo Dale and Dep. Sec. Al Bo.",
        "It cost approx. 30 million.",
        "Doors open at 5 p.m. Eastern time.",
    ] {
        assert_eq!(split(text), [text]);
    }
    assert_eq!(split("He owns Dale Inc. He left."), ["He owns Dale Inc.", "He left."]);
}

#[test]
fn tokens_part_clitics_and_hyphens_and_keep_acronyms() {
    assert_eq!(words("Peru's U.S.envoy"), ["Peru", "'s", "U.S.", "envoy"]);
    assert_eq!(words("At 19:18, 1,200 left."), ["At", "19:18", ",", "1,200", "left", "."]);
    assert_eq!(words("O’Brien didn't go"), ["O’Brien", "didn't", "go"]);
    assert_eq!(words("Chile-Peru talks"), ["Chile", "-", "Peru", "talks"]);
}

proptest! {
    #[test]
    fn tokens_hold_every_visible_character(text in "\\PC{0,60}") {
        let mut at = 0;
        for token in tokens(&text) {
            let (start, end) = (token.span.start(), token.span.end());
            prop_assert!(start >= at && end > start);
            prop_assert!(text[at..start].chars().all(char::is_whitespace));
            prop_assert!(token.kind != TokenKind::Punct || text[start..end].chars().count() == 1);
            at = end;
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
    }

    #[test]
    fn sentences_are_in_order_and_never_panic(text in "(\\PC|\n|\r){0,120}") {
        let mut at = 0;
        for span in sentences(&text) {
            prop_assert!(span.start() >= at && !span.is_empty());
            prop_assert!(!span.text(&text).is_empty());
            at = span.end();
        }
    }
}
