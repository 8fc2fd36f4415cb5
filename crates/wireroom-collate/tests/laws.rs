//! What holds for every pile: order is nothing, nobody is lost, work grows with the pile alone.

mod support;

use proptest::prelude::*;
use support::{Article, DAM, FERRY, MUSEUM, article, members};
use wireroom_collate::{Config, collate};
use wireroom_model::{Document, DocumentId, Text};

/// Articles cut and pasted from three stories.
fn any_article() -> impl Strategy<Value = Article> {
    let paragraphs: Vec<&'static str> = [FERRY, MUSEUM, DAM].concat();
    let body = prop::collection::vec(prop::sample::select(paragraphs), 0..9);
    (body, 0..4_usize, 0..3_usize, any::<bool>()).prop_map(|(body, outlet, day, wire)| {
        let made =
            article("", &body).at(&format!("Outlet {outlet}")).on(&format!("2031-05-0{}", day + 1));
        if wire { made.wire("PORT ELLERY", "Reuters") } else { made }
    })
}

fn any_pile() -> impl Strategy<Value = Vec<(Document, Text)>> {
    prop::collection::vec(any_article(), 1..14).prop_map(|articles| {
        let named = articles.into_iter().enumerate();
        named.map(|(at, made)| Article { name: format!("n{at}"), ..made }.build()).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_input_is_nothing(held in any_pile(), seed in any::<u64>()) {
        let straight = collate(&members(&held), &Config::default());
        let mut shuffled = members(&held);
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(&straight, &collate(&shuffled, &Config::default()));

        let mut seen: Vec<&DocumentId> =
            straight.families.iter().flat_map(|f| &f.witnesses).map(|w| &w.document).collect();
        seen.sort();
        let mut given: Vec<&DocumentId> = held.iter().map(|(document, _)| &document.id).collect();
        given.sort();
        prop_assert_eq!(seen, given);
        for family in &straight.families {
            for witness in &family.witnesses {
                prop_assert!((0.0..=1.0).contains(&witness.share));
                prop_assert!(witness.parent.is_none() || witness.relation.is_some());
            }
        }
    }

    #[test]
    fn no_text_makes_it_fail(texts in prop::collection::vec("\\PC{0,200}|([ab.“\"] ?){0,200}", 0..6)) {
        let held: Vec<(Document, Text)> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| article(&format!("n{at}"), &[text]).build())
            .collect();
        let found = collate(&members(&held), &Config::default());
        prop_assert!(found.families.len() <= held.len());
    }
}

#[test]
fn ten_thousand_copies_are_one_family_with_as_many_pairs() {
    let held: Vec<(Document, Text)> =
        (0..10_000).map(|at| article(&format!("n{at}"), FERRY).build()).collect();
    let found = collate(&members(&held), &Config::default());
    assert_eq!(found.families.len(), 1);
    assert_eq!(found.pairs.len(), held.len() - 1);
}

#[test]
fn copies_that_differ_by_a_word_are_one_family_without_all_their_pairs() {
    let held: Vec<(Document, Text)> = (0..2_000)
        .map(|at| {
            let tail = format!("This copy was run off as number {at} of the day.");
            article(&format!("n{at}"), &[FERRY, &[&tail]].concat()).build()
        })
        .collect();
    let found = collate(&members(&held), &Config::default());
    assert_eq!(found.families.len(), 1);
    assert!(found.pairs.len() < held.len() * 24, "{}", found.pairs.len());
}

#[test]
fn a_paragraph_in_every_text_proposes_no_pairs() {
    let held: Vec<(Document, Text)> = (0..2_000)
        .map(|at| {
            // Words of no other text: numbers written in letters.
            let own: Vec<String> = (0..60)
                .map(|n| {
                    let number = (at * 977 + n * 131) as u32;
                    (0..6)
                        .map(|digit| char::from(b'a' + (number >> (digit * 4) & 15) as u8))
                        .collect()
                })
                .collect();
            article(&format!("n{at}"), &[&own.join(" "), FERRY[3]]).build()
        })
        .collect();
    let found = collate(&members(&held), &Config::default());
    assert_eq!(found.families.len(), held.len());
    assert!(found.pairs.is_empty());
}

#[test]
fn long_and_repetitive_texts_take_no_longer_than_their_length() {
    let said = |count: usize, word: &str| vec![word; count].join(" ");
    let cycle =
        |count: usize| (0..count).map(|at| FERRY[at % 7].to_owned()).collect::<Vec<_>>().join(" ");
    let texts = [said(400_000, "ha"), said(300_000, "ha"), cycle(9_000), cycle(8_000)];
    let held: Vec<(Document, Text)> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| article(&format!("n{at}"), &[text]).build())
        .collect();
    let found = collate(&members(&held), &Config::default());
    assert!(found.families.len() <= 3, "{}", found.families.len());
}

#[test]
fn a_thousand_briefs_of_one_long_story_are_one_family() {
    let story = [FERRY, MUSEUM, DAM].concat();
    let mut held: Vec<(Document, Text)> = (0..2_000)
        .map(|at| {
            let tail = format!("Brief {at} of the day, sent from desk {}.", at % 7);
            article(&format!("n{at}"), &[story[at % 18], story[at % 18 + 1], &tail]).build()
        })
        .collect();
    held.push(article("story", &story).build());
    let found = collate(&members(&held), &Config::default());
    assert!(found.families.len() <= 18, "{}", found.families.len());
}
