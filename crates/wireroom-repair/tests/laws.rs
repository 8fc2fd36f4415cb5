//! What holds for every input.

use proptest::prelude::*;
use wireroom_model::{Document, DocumentId, Interpolation};
use wireroom_repair::{lone_interpolations, repair, repair_text, with_interpolations};
use wireroom_text::Span;

fn document(received: &str) -> Document {
    Document::plain(DocumentId::from_stored("d1"), received)
}

fn holds(received: &str) {
    let text = repair(&document(received));
    assert_eq!(text.map.received(), received);
    let (again, more) = repair_text(text.repaired());
    assert_eq!(again.repaired(), text.repaired(), "repairing twice changes nothing");
    assert!(more.is_empty());
    for repair in &text.repairs {
        assert!(received.get(repair.span.range()).is_some(), "{:?}", repair.span);
    }
    let mut at = 0;
    for zone in &text.structure.zones {
        assert!(!zone.span.is_empty() && zone.span.start() >= at);
        let between = text.repaired().get(at..zone.span.start());
        assert_eq!(between.map(str::trim), Some(""), "a zone leaves out text");
        at = zone.span.end();
    }
    assert_eq!(text.repaired().get(at..).map(str::trim), Some(""));
    for proposal in lone_interpolations(&text) {
        assert!(!proposal.applied && received.get(proposal.span.range()).is_some());
    }
    let middle = text.repaired().char_indices().nth(text.repaired().chars().count() / 2);
    if let Some((middle, c)) = middle {
        let found = [Interpolation {
            document: document(received).id,
            span: Span::of(middle..middle + c.len_utf8()),
            replacement: String::new(),
            confidence: 1.0,
            why: String::new(),
        }];
        let cut = with_interpolations(&text, &found, &document(received));
        assert_eq!(cut.map.received(), received);
    }
}

const PIECES: &[&str] = &[
    "said",
    ".",
    "The",
    " ",
    "\n",
    "\n\n",
    "U.S.",
    "а",
    "Ѕ",
    "ⅾ",
    "numЬer",
    "Ã©",
    "â€™",
    "&amp;",
    "amp;",
    "&#39;",
    "\u{200b}",
    "\u{202e}",
    "\u{ad}",
    "- ",
    "ex- tradition",
    "(Reporting by ",
    ")",
    "(Reuters) – ",
    "PARIS, May 4",
    "By Ann Lee",
    "“",
    "”",
    "Ｆ",
    "𝐛𝐨𝐥𝐝",
    "Влад",
    "ɗan",
    "\u{92}",
    "is",
    "harbor",
    "www.a.b",
    "@",
    "©",
    "Read more:",
    "2 min read",
    "4 May 2020",
    "Updated ",
    "Р°",
    "Ð",
    "Ñ€",
    "\u{0}",
    "é",
    "́",
    "😀",
    "\u{200d}",
    ":",
    "-",
    "_",
    "a",
    "I",
    "’s",
    "of the",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn laws_hold_on_news_like_pieces(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        holds(&picks.iter().filter_map(|&pick| PIECES.get(pick)).copied().collect::<String>());
    }

    #[test]
    fn laws_hold_on_any_text(text in "\\PC{0,80}") {
        holds(&text);
    }
}

#[test]
fn laws_hold_on_large_and_lopsided_text() {
    holds("");
    holds(&"a.".repeat(20_000));
    holds(&"ɑ".repeat(20_000));
    holds(&"&amp;".repeat(20_000));
    holds(&"(".repeat(20_000));
    holds(&"Ã".repeat(20_000));
    holds(&"x- ".repeat(20_000));
    holds(&"\u{200b}а ".repeat(10_000));
}
