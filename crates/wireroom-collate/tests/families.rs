//! Which texts are one family, and which only look it.

mod support;

use support::{DAM, FERRY, MUSEUM, article, join, members, pile};
use wireroom_collate::{Config, Member, Verdict, collate, explain};

#[test]
fn a_reprint_under_another_outlet_is_a_copy() {
    let found = pile(&[
        article("a", FERRY).at("Strait Herald").furniture("Sign up for our morning letter"),
        article("b", FERRY).at("Island Post").furniture("Most read in Travel today"),
        article("c", MUSEUM),
    ]);
    assert_eq!(found.families(), [["a", "b"]]);
    assert_eq!(found.found.families.len(), 2);
}

#[test]
fn a_brief_inside_a_long_story_is_a_copy() {
    let long = join(&[FERRY, MUSEUM, DAM]);
    let found =
        pile(&[article("long", &long), article("brief", &FERRY[2..4]), article("c", &["Short."])]);
    assert_eq!(found.families(), [["brief", "long"]]);
    let pair = &found.found.pairs[0];
    let (share, other) = (pair.share_a.min(pair.share_b), pair.share_a.max(pair.share_b));
    assert!(other > 0.99 && share < 0.3, "{share} {other}");
}

#[test]
fn a_copy_with_every_eighth_word_exchanged_is_a_copy() {
    let reworded: Vec<String> = FERRY
        .iter()
        .map(|paragraph| {
            let words = paragraph.split(' ').enumerate();
            words
                .map(|(at, word)| if at % 8 == 5 { "otherwise" } else { word })
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let reworded: Vec<&str> = reworded.iter().map(String::as_str).collect();
    let found = pile(&[article("a", FERRY), article("b", &reworded), article("c", MUSEUM)]);
    assert_eq!(found.families(), [["a", "b"]]);
}

#[test]
fn case_dashes_quotes_and_lost_spaces_part_nothing() {
    let a = article(
        "a",
        &[
            "The U.S. envoy – a lawyer – said “the door is open” and left Port Ellery for the island of Skarn before the evening flood came in over the sandbank and the two tugs.",
        ],
    );
    let b = article(
        "b",
        &[
            "THE U.S.envoy - a lawyer - said \"the door is open\" and left Port  Ellery for the island of Skarn before the evening flood came in over the sandbank and the two tugs.",
        ],
    );
    assert_eq!(pile(&[a, b]).families(), [["a", "b"]]);
}

#[test]
fn a_shared_quotation_alone_makes_no_copy() {
    let quote = "“We asked for lights, we asked for pilots and we asked for a dredger, and what we were sent each spring for eleven years was a letter that thanked us for our patience and wished us calm seas for the season,” Quarrie said.";
    let found = pile(&[
        article("a", &[MUSEUM[0], quote, MUSEUM[1]]),
        article("b", &[DAM[0], quote, DAM[1]]),
    ]);
    assert!(found.families().is_empty());
    let [a, b] = &found.held[..] else { panic!("two articles") };
    let said = explain(
        Member { document: &a.0, text: &a.1 },
        Member { document: &b.0, text: &b.1 },
        &Config::default(),
    );
    assert_ne!(said.verdict, Verdict::Copy);
}

#[test]
fn a_shared_paragraph_of_background_makes_no_copy() {
    let background = "The strait has been short of pilots since the yard at Lowmouth closed nine years ago, and a plan to train more of them has been put off four times by three governments in a row.";
    let stories = [&FERRY[..4], MUSEUM, DAM, &FERRY[4..]];
    let articles: Vec<_> = stories
        .iter()
        .enumerate()
        .map(|(at, story)| article(&format!("n{at}"), &join(&[story, &[background]])))
        .collect();
    assert!(pile(&articles).families().is_empty());
    assert!(pile(&articles[..2]).families().is_empty());
}

#[test]
fn shared_furniture_makes_no_copy() {
    let notice = "Copyright of the Strait Herald. All rights reserved. No part of this article may be printed, broadcast, rewritten or passed on without leave of the publisher in writing, which is seldom given.";
    let found = pile(&[
        article("a", &FERRY[..1]).furniture(notice),
        article("b", &MUSEUM[..1]).furniture(notice),
        article("c", &DAM[..1]).furniture(notice),
    ]);
    assert!(found.families().is_empty());
}

#[test]
fn furniture_left_in_the_body_is_known_by_standing_everywhere() {
    let notice = "Copyright of the Strait Herald and its partners. No part of this article may be printed, broadcast, rewritten or passed on without leave of the publisher in writing, which is seldom given to anyone.";
    let articles: Vec<_> = (0..6)
        .map(|at| {
            let story = join(&[FERRY, MUSEUM, DAM])[at * 3..at * 3 + 2].to_vec();
            article(&format!("n{at}"), &join(&[&story, &[notice]]))
        })
        .collect();
    assert!(pile(&articles).families().is_empty());
}

#[test]
fn one_event_told_twice_independently_is_two_families() {
    let other = [
        "More than two hundred passengers spent Tuesday stuck on a ferry off Port Ellery after it hit a sandbank in bad weather.",
        "The Morwenna was almost home from Skarn when the wind caught it. Rescue crews found all 212 people safe and warm, with hot soup served in the car deck.",
        "“We heard a scrape and then nothing moved,” said Tilde Aske, a teacher. The operator has stopped its ships for two days while divers look at the keel.",
        "Tugboats pulled for an hour at noon without luck. Officials promise answers on the unlit buoys.",
    ];
    assert!(pile(&[article("a", FERRY), article("b", &other)]).families().is_empty());
}

#[test]
fn a_frame_filled_anew_each_week_is_no_copy() {
    let week = |name: &str, n: usize| {
        let body = format!(
            "Prices on the Lowmouth fish market this week were as follows. Cod stood at {} crowns the crate and herring at {} crowns. Mackerel closed at {} crowns after {} lots were sold, while haddock ended at {} crowns on a volume of {} crates. Landings came to {} tons from {} boats, and {} tons went to the cannery. The market opens again on Monday at the usual hour.",
            n * 7 + 101,
            n * 3 + 57,
            n * 5 + 77,
            n * 2 + 31,
            n * 11 + 64,
            n * 13 + 205,
            n + 18,
            n * 2 + 9,
            n + 6
        );
        article(name, &[&body]).at("Lowmouth Gazette")
    };
    assert!(pile(&[week("w1", 1), week("w2", 2), week("w3", 5)]).families().is_empty());
}

#[test]
fn a_text_that_holds_two_stories_does_not_weld_them() {
    let both = join(&[&FERRY[..6], &MUSEUM[..3]]);
    let found = pile(&[article("ferry", FERRY), article("museum", MUSEUM), article("both", &both)]);
    assert_eq!(found.families(), [["both", "ferry"]]);
    assert_eq!(found.lineage("both"), "ferry / merged");
    assert!(found.evidence("both").contains("of another family"), "{}", found.evidence("both"));
    assert_eq!(found.found.pairs.len(), 2);
}

#[test]
fn a_text_of_two_stories_is_of_the_one_that_it_opens_with() {
    // More of its words are from the other.
    let both = join(&[&FERRY[..4], &MUSEUM[..5]]);
    let found = pile(&[article("ferry", FERRY), article("museum", MUSEUM), article("both", &both)]);
    assert_eq!(found.families(), [["both", "ferry"]]);
}

#[test]
fn half_of_a_text_is_enough_in_two_passages_as_in_one() {
    let own = "Shopkeepers along the harbor road counted the cost on Wednesday, since most of their goods come over the water before nine and stay fresh for a day at best.";
    let company = "The ferry company, which runs nine ships in the strait, canceled all sailings until Thursday.";
    let half = [FERRY[1], own, company];
    let found = pile(&[article("story", FERRY).at("A"), article("half", &half).at("B")]);
    assert_eq!(found.families(), [["half", "story"]]);
}

#[test]
fn texts_that_open_alike_are_copies_unless_an_outlet_may_print_it_on_all_its_pages() {
    let families = |a: &[&str], outlets: Option<(&str, &str)>| {
        let (mut one, mut other) = (article("a", a), article("b", FERRY));
        if let Some((x, y)) = outlets {
            (one, other) = (one.at(x), other.at(y));
        }
        pile(&[one, other]).families().len()
    };
    let opening = join(&[&FERRY[..1], &MUSEUM[1..4]]);
    assert_eq!(families(&opening, Some(("A", "B"))), 1);
    assert_eq!(families(&opening, Some(("A", "A"))), 0);
    assert_eq!(families(&opening, None), 0);
    let pilot = "Quarrie said the captain had asked for a pilot but none was free.";
    let more = join(&[&opening, &[pilot]]);
    assert_eq!(families(&more, Some(("A", "A"))), 0);
    assert_eq!(families(&more, None), 1);
}

#[test]
fn a_passage_under_one_headline_makes_a_copy_unless_an_outlet_may_print_it_each_week() {
    let little = [FERRY[2], MUSEUM[1], MUSEUM[2], MUSEUM[3], MUSEUM[4]];
    let families = |headlines: (&str, &str), outlets: (&str, &str)| {
        let a = article("a", FERRY).under(headlines.0).at(outlets.0);
        let b = article("b", &little).under(headlines.1).at(outlets.1);
        pile(&[a, b]).families().len()
    };
    let headline = "Ferry aground off Port Ellery after storm";
    let other = "Museum of Skarn reopens its map room";
    assert_eq!(families((headline, headline), ("A", "B")), 1);
    assert_eq!(families((headline, other), ("A", "B")), 0);
    assert_eq!(families((headline, headline), ("A", "A")), 0);
    assert_eq!(families(("The news in brief", "The news in brief"), ("A", "B")), 0);
}

#[test]
fn a_headline_says_of_which_story_a_text_of_two_is() {
    let headline = "Ferry aground off Port Ellery after storm";
    // It opens with the other, and has more of it.
    let both = join(&[&MUSEUM[..5], &FERRY[..4]]);
    let found = pile(&[
        article("ferry", FERRY).under(headline),
        article("museum", MUSEUM),
        article("both", &both).under(headline),
    ]);
    assert_eq!(found.families(), [["both", "ferry"]]);
}

#[test]
fn two_briefs_of_one_story_hang_together_by_it() {
    let found = pile(&[
        article("story", FERRY),
        article("head", &FERRY[..3]),
        article("tail", &FERRY[4..]),
    ]);
    assert_eq!(found.families(), [["head", "story", "tail"]]);
}

#[test]
fn every_passage_stands_in_both_texts() {
    let found = pile(&[article("a", FERRY), article("b", &join(&[&FERRY[2..], &FERRY[..2]]))]);
    assert_eq!(found.families(), [["a", "b"]]);
    for pair in &found.found.pairs {
        for passage in &pair.passages {
            let text = |id: &wireroom_model::DocumentId| {
                let (_, text) = found.held.iter().find(|(d, _)| d.id == *id).expect("held");
                text.repaired()
            };
            assert_eq!(passage.a.text(text(&pair.a)), passage.b.text(text(&pair.b)));
            assert!(!passage.a.is_empty());
        }
    }
}

#[test]
fn notices_longer_than_the_articles_are_known_by_standing_on_every_page() {
    let notice = "Copyright of the Strait Herald and its partners. No part of this article may be printed, broadcast, rewritten or passed on without leave of the publisher in writing, which is seldom given to anyone. Readers who find a mistake are asked to write to the desk by letter, with their name and the number of the page, and to keep a copy. The Herald belongs to the council of the free press of the islands, takes part in its arbitration, and prints the rulings of that body in full within nine days. Offers on this page are void where the law of the land forbids them.";
    let articles: Vec<_> = [FERRY, MUSEUM, DAM]
        .iter()
        .enumerate()
        .map(|(at, story)| article(&format!("n{at}"), &join(&[&[notice], &story[..3]])))
        .collect();
    assert!(pile(&articles).families().is_empty());
}

#[test]
fn a_brief_of_one_sentence_is_a_copy() {
    let found = pile(&[article("story", FERRY), article("brief", &FERRY[1..2])]);
    assert_eq!(found.families(), [["brief", "story"]]);
}

#[test]
fn what_the_user_links_and_parts_is_obeyed() {
    let held: Vec<_> = [("a", FERRY), ("b", FERRY), ("c", MUSEUM)]
        .map(|(name, story)| article(name, story).build())
        .into();
    let [a, b, c] = [0, 1, 2].map(|at| held[at].0.id.clone());
    let families = |must: &[_], cannot: &[_]| {
        let mut config = Config::default();
        config.must_link = must.to_vec();
        config.cannot_link = cannot.to_vec();
        collate(&members(&held), &config).families.len()
    };
    assert_eq!(families(&[], &[]), 2);
    assert_eq!(families(&[(a.clone(), c.clone())], &[]), 1);
    assert_eq!(families(&[], &[(b.clone(), a.clone())]), 3);
    assert_eq!(families(&[(a.clone(), c)], &[(a, b)]), 2);
}

#[test]
fn a_merger_and_its_copies_weld_nothing() {
    let merged = join(&[&FERRY[..5], &MUSEUM[..3]]);
    let found = pile(&[
        article("ferry", FERRY).at("A"),
        article("museum", MUSEUM).at("B"),
        article("merger", &merged).at("C"),
        article("copy of it", &merged).at("D"),
        article("another", &join(&[&merged, &["Ferries and museums are both shut."]])).at("E"),
    ]);
    assert_eq!(found.families(), [["another", "copy of it", "ferry", "merger"]]);
}
