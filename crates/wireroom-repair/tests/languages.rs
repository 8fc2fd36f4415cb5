//! Twenty kilobytes of clean text in each of twelve languages, and of things that only look
//! damaged: no word is changed, whatever stands around it.

mod compose;

use compose::{LANGUAGES, compose};
use wireroom_repair::repair_text;

const BYTES: usize = 20_000;

fn changed(text: &str) -> Vec<String> {
    let (map, repairs) = repair_text(text);
    assert_eq!(map.repaired() == text, repairs.is_empty());
    let show = |repair: &wireroom_model::Repair| {
        format!("{} -> {}", repair.span.text(text), repair.replacement)
    };
    repairs.iter().map(show).collect()
}

#[test]
fn clean_text_of_twelve_languages_stays() {
    for (name, pieces) in LANGUAGES {
        let text = compose(pieces, BYTES, 7);
        assert!(text.len() >= BYTES, "{name}");
        let changed = changed(&text);
        assert!(changed.is_empty(), "{name}: {changed:?}");
    }
}

#[test]
fn each_sentence_stays_alone() {
    for (name, pieces) in LANGUAGES {
        for sentence in pieces.lines().flat_map(|line| line.split('|').skip(1)) {
            let changed = changed(sentence);
            assert!(changed.is_empty(), "{name}, {sentence}: {changed:?}");
        }
    }
}

#[test]
fn languages_mixed_by_paragraph_stay() {
    let texts: Vec<String> =
        LANGUAGES.iter().map(|(_, pieces)| compose(pieces, 3_000, 11)).collect();
    let mut mixed = String::new();
    for nth in 0..20 {
        for paragraph in texts.iter().filter_map(|text| text.split("\n\n").nth(nth)) {
            mixed.push_str(paragraph);
            mixed.push_str("\n\n");
        }
    }
    let changed = changed(&mixed);
    assert!(changed.is_empty(), "{changed:?}");
}
