//! The laws of the map between received and repaired text.

use proptest::prelude::*;
use wireroom_text::{Edit, MapError, Received, Repaired, Span, TextMap};

fn span(start: u32, end: u32) -> Span<Received> {
    Span::new(start, end)
}

#[test]
fn deleted_text_beside_a_span_is_left_out() {
    let map = TextMap::new("the Best Deals director", vec![Edit::delete(span(4, 15))]).unwrap();
    assert_eq!(map.repaired(), "the director");
    let director = map.find("director").unwrap();
    assert_eq!(map.to_received(director), span(15, 23));
    let the = map.find("the").unwrap();
    assert_eq!(map.to_received(the), span(0, 3));
    assert_eq!(map.to_repaired(span(5, 9)), None);
}

#[test]
fn a_span_over_a_deletion_takes_it_in() {
    let map = TextMap::new("U. ad ad S. envoy", vec![Edit::delete(span(2, 9))]).unwrap();
    assert_eq!(map.repaired(), "U.S. envoy");
    let us = map.find("U.S.").unwrap();
    assert_eq!(map.to_received(us), span(0, 11));
    assert_eq!(map.repair_of(span(0, 11)), "U.S.");
}

#[test]
fn overlapping_edits_are_refused() {
    let edits = vec![Edit::delete(span(0, 3)), Edit::delete(span(2, 4))];
    assert_eq!(TextMap::new("abcdef", edits), Err(MapError::Overlap(span(0, 3), span(2, 4))));
    assert!(TextMap::new("é", vec![Edit::delete(span(0, 1))]).is_err());
}

#[test]
fn a_later_edit_absorbs_what_lies_inside_it() {
    let map = TextMap::new("one tԝo three", vec![Edit::replace(span(5, 7), "w")]).unwrap();
    assert_eq!(map.repaired(), "one two three");
    let map = map.with_edits(vec![Edit::delete(span(4, 9))]).unwrap();
    assert_eq!(map.repaired(), "one three");
}

#[test]
fn what_was_inserted_at_an_edge_is_left_out_beside_a_deletion_too() {
    let edits = vec![
        Edit::delete(span(0, 1)),
        Edit::replace(span(1, 1), "x"),
        Edit::replace(span(1, 3), "ß"),
    ];
    let map = TextMap::new(" é", edits).unwrap();
    let all = Span::of(0..map.repaired().len());
    assert_eq!(map.snap(all).text(map.repaired()), "ß");
    assert_eq!(map.snap(map.snap(all)), map.snap(all));
}

/// A text over a small alphabet with characters of one to four bytes, and edits on it.
fn edited() -> impl Strategy<Value = TextMap> {
    let piece = prop_oneof!["[a-cé字🦀 ]{0,3}".prop_map(|s| (s, None::<String>)), {
        ("[a-cé字🦀 ]{0,3}", "[x-zß漢]{0,3}").prop_map(|(s, r)| (s, Some(r)))
    }];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| {
        let mut received = String::new();
        let mut edits: Vec<Edit> = Vec::new();
        for (text, replacement) in pieces {
            let start = received.len() as u32;
            received.push_str(&text);
            let at = span(start, received.len() as u32);
            let doubled = edits.last().is_some_and(|edit| edit.span == at);
            if let Some(replacement) = replacement.filter(|_| !doubled) {
                edits.push(Edit::replace(at, replacement));
            }
        }
        TextMap::new(received, edits).expect("pieces do not overlap")
    })
}

proptest! {
    #[test]
    fn the_text_there_is_the_text_shown(map in edited(), a in 0usize..40, b in 0usize..40) {
        let text = map.repaired();
        let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
        prop_assume!(text.is_char_boundary(a) && text.is_char_boundary(b));
        let shown: Span<Repaired> = Span::of(a..b);
        let held = map.to_received(shown);
        prop_assert!(map.received().get(held.range()).is_some());
        let snapped = map.snap(shown);
        prop_assert_eq!(map.repair_of(held), snapped.text(text));
        prop_assert_eq!(map.snap(snapped), snapped);
        let untouched = map.edits().iter().all(|edit| {
            edit.span.end() < held.start() || held.end() < edit.span.start()
        });
        if untouched && !shown.is_empty() {
            prop_assert_eq!(snapped, shown);
            prop_assert_eq!(held.text(map.received()), shown.text(text));
        }
    }

    #[test]
    fn every_edit_can_be_undone(map in edited()) {
        let mut text = String::new();
        let mut at = 0;
        let mut shift = 0isize;
        for edit in map.edits() {
            let start = edit.span.start().wrapping_add_signed(shift);
            text.push_str(&map.repaired()[at..start]);
            text.push_str(edit.span.text(map.received()));
            at = start + edit.replacement.len();
            shift += edit.replacement.len() as isize - edit.span.len() as isize;
        }
        text.push_str(&map.repaired()[at..]);
        prop_assert_eq!(text, map.received());
    }
}
