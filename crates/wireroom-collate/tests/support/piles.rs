//! Piles as a property test wants them: many copies, much that many share.

use super::{Article, DAM, FERRY, MUSEUM, article};
use proptest::prelude::*;
use wireroom_model::{Document, Text};

/// Articles cut and pasted from three stories, with frames and background that many share.
fn any_article() -> impl Strategy<Value = Article> {
    let paragraphs: Vec<&'static str> = [FERRY, MUSEUM, DAM].concat();
    let own = "[a-z]{3,6}( [a-z]{3,6}){30,60}";
    let frame = prop::option::of(0..paragraphs.len());
    let told = prop_oneof![
        2 => prop::collection::vec(prop::sample::select(paragraphs.clone()), 0..9)
            .prop_map(|told| told.into_iter().map(str::to_owned).collect()),
        3 => (own, frame).prop_map(move |(own, frame)| {
            let frame = frame.map(|at| paragraphs[at].to_owned());
            [Some(own), frame].into_iter().flatten().collect::<Vec<String>>()
        }),
    ];
    let headline = prop::option::of(prop::sample::select(vec![
        "Ferry aground off Port Ellery after storm",
        "Museum of Skarn reopens its map room",
    ]));
    let page = (0..5_usize, 0..3_usize, headline, any::<bool>());
    (told, page).prop_map(|(body, (outlet, day, headline, wire))| {
        let mut made = article("", &[]).on(&format!("2031-05-0{}", day + 1));
        made.body = body;
        made.headline = headline.map(str::to_owned);
        if outlet > 0 {
            made = made.at(&format!("Outlet {outlet}"));
        }
        if wire { made.wire("PORT ELLERY", "Reuters") } else { made }
    })
}

fn named(articles: Vec<Article>) -> Vec<(Document, Text)> {
    let named = articles.into_iter().enumerate();
    named.map(|(at, made)| Article { name: format!("n{at}"), ..made }.build()).collect()
}

pub(crate) fn any_pile(
    size: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<(Document, Text)>> {
    prop::collection::vec(any_article(), size).prop_map(named)
}
