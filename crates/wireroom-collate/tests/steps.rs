//! What an engine finds step by step, with its rows spread over machines, is what collating at once
//! finds.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use support::piles::any_pile;
use support::{FERRY, article, members};
use wireroom_collate::steps::{
    Forest, List, Lists, Tied, component, is_boilerplate, is_copy, partners, words,
};
use wireroom_collate::{Collation, Config, Sketch, collate, number};
use wireroom_model::{Document, DocumentId, Text};

/// A text: its first document's place in the pile, its sketch, its documents.
struct Told {
    sketch: Sketch,
    members: Vec<usize>,
}

fn texts(pile: &[(Document, Text)], config: &Config) -> BTreeMap<u64, Told> {
    let mut order: Vec<usize> = (0..pile.len()).collect();
    order.sort_by_key(|&at| number(&pile[at].0.id));
    let mut of_body: BTreeMap<u128, u64> = BTreeMap::new();
    let mut texts: BTreeMap<u64, Told> = BTreeMap::new();
    let given = members(pile);
    for at in order {
        let sketch = Sketch::of(given[at]);
        let own = number(&pile[at].0.id).unwrap();
        let parted = config.cannot_link.iter().any(|(a, b)| [a, b].contains(&&pile[at].0.id));
        let alone = parted || sketch.is_alone(config);
        let text = if alone { own } else { *of_body.entry(sketch.body()).or_insert(own) };
        texts.entry(text).or_insert(Told { sketch, members: Vec::new() }).members.push(at);
    }
    texts
}

/// The lists, put together on so many machines.
fn lists(texts: &BTreeMap<u64, Told>, machines: u32) -> Vec<List> {
    let mut found = Vec::new();
    for machine in 0..machines {
        let mut postings: Vec<(u32, u64, u32)> = Vec::new();
        for (&text, told) in texts {
            let keys = told.sketch.keys();
            let here = keys.iter().filter(|&&key| key % machines == machine);
            postings.extend(here.map(|&key| (key, text, keys.len() as u32)));
        }
        postings.sort_unstable();
        let mut lists = Lists::default();
        for (key, text, size) in postings {
            lists.push(key, text, size);
            found.extend(lists.ready());
        }
        found.extend(lists.end());
    }
    found
}

fn by_steps(pile: &[(Document, Text)], machines: u32, config: &Config) -> Collation {
    let texts = texts(pile, config);
    let lists = lists(&texts, machines);
    let mut common: BTreeMap<u128, bool> = BTreeMap::new();
    for list in lists.iter().filter(|list| list.judge != 0 && list.first) {
        let probe = |&(text, _): &(u64, u32)| {
            let sketch = &texts[&text].sketch;
            (sketch.keys(), sketch.imprint())
        };
        let probes: Vec<_> = list.probes().iter().map(probe).collect();
        let found = is_boilerplate(&probes);
        assert_eq!(*common.entry(list.judge).or_insert(found), found, "one judge, one verdict");
    }
    let mut tied: BTreeMap<u64, Tied> = BTreeMap::new();
    let mut shared: BTreeMap<u64, Vec<(u64, u32, u32)>> = BTreeMap::new();
    for (&text, told) in &texts {
        let imprint = told.sketch.imprint();
        tied.insert(text, Tied { text, imprint, ..Tied::default() });
    }
    for list in &lists {
        if common.get(&list.judge) == Some(&true) {
            for (text, _) in &list.texts {
                tied.get_mut(text).unwrap().common.extend(&list.keys);
            }
            continue;
        }
        for (a, b) in list.pairs() {
            let ((a, of_a), (b, of_b)) = (list.texts[a], list.texts[b]);
            let weight = list.keys.len() as u32;
            shared.entry(a).or_default().push((b, of_b, weight));
            shared.entry(b).or_default().push((a, of_a, weight));
        }
    }
    let mut pairs = BTreeSet::new();
    for (text, shared) in shared {
        let size = texts[&text].sketch.keys().len() as u32;
        let found = partners(size, shared);
        pairs.extend(found.iter().map(|&other| (text.min(other), text.max(other))));
        tied.get_mut(&text).unwrap().partners = found;
    }
    let ready: BTreeMap<u64, Vec<u8>> = tied
        .values()
        .map(|of| (of.text, words(&pile[texts[&of.text].members[0]].1, of.common.clone())))
        .collect();
    let mut forests: Vec<Forest> = Vec::new();
    forests.resize_with(machines as usize, Forest::default);
    for (at, (a, b)) in pairs.into_iter().enumerate() {
        let side = |text: u64| (ready[&text].as_slice(), tied[&text].imprint);
        if is_copy(side(a), side(b), config).unwrap() {
            forests[at % machines as usize].push(a, b);
        }
    }
    for (a, b) in &config.must_link {
        let text = |id: &DocumentId| {
            texts.iter().find(|(_, told)| told.members.iter().any(|&at| pile[at].0.id == *id))
        };
        if let (Some((&a, _)), Some((&b, _))) = (text(a), text(b)) {
            forests[0].push(a, b);
        }
    }
    let mut forest = Forest::default();
    for (text, above) in forests.into_iter().flat_map(Forest::end) {
        forest.push(text, above);
    }
    let above: BTreeMap<u64, u64> = forest.end().into_iter().collect();
    let mut components: BTreeMap<u64, Vec<Tied>> = BTreeMap::new();
    for (text, tied) in tied {
        components.entry(above.get(&text).copied().unwrap_or(text)).or_default().push(tied);
    }
    let given = members(pile);
    Collation::of_parts(components.into_values().map(|of| {
        let holders = |tied: &Tied| {
            let text = tied.text;
            texts[&text].members.iter().map(move |&at| (text, at)).collect::<Vec<_>>()
        };
        let mut held: Vec<(u64, usize)> = of.iter().flat_map(holders).collect();
        held.sort_by_key(|&(_, at)| number(&pile[at].0.id));
        let held: Vec<_> = held.into_iter().map(|(text, at)| (text, given[at])).collect();
        component(&of, &held, config)
    }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn step_by_step_is_all_at_once(pile in any_pile(2..60), machines in 1..6_u32) {
        let config = Config::default();
        let found = by_steps(&pile, machines, &config);
        prop_assert_eq!(found, collate(&members(&pile), &config));
    }

    #[test]
    fn links_are_followed_step_by_step_too(
        pile in any_pile(2..40),
        machines in 1..4_u32,
        must in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
        cannot in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
    ) {
        let ids = |pairs: &[(prop::sample::Index, prop::sample::Index)]| -> Vec<_> {
            let id = |at: &prop::sample::Index| at.get(&pile).0.id.clone();
            pairs.iter().map(|(a, b)| (id(a), id(b))).filter(|(a, b)| a != b).collect()
        };
        let mut config = Config::default();
        config.must_link = ids(&must);
        config.cannot_link = ids(&cannot);
        let found = by_steps(&pile, machines, &config);
        prop_assert_eq!(found, collate(&members(&pile), &config));
    }
}

#[test]
fn lists_of_thousands_come_in_pieces_that_propose_what_the_whole_does() {
    let held: Vec<(u64, u32)> = (0..10_000).map(|text| (text * 3, 20)).collect();
    let mut lists = Lists::default();
    held.iter().for_each(|&(text, size)| lists.push(7, text, size));
    lists.push(8, 1, 20);
    let pieces = lists.end();
    assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.texts.len() <= 4096));
    assert_eq!(pieces.iter().filter(|piece| piece.first).count(), 1);
    assert!(pieces.iter().all(|piece| piece.judge == pieces[0].judge && piece.judge != 0));
    let text = |piece: &List, at: usize| piece.texts[at].0 / 3;
    let found: Vec<(u64, u64)> = pieces
        .iter()
        .flat_map(|piece| piece.pairs().map(|(a, b)| (text(piece, a), text(piece, b))))
        .collect();
    let wanted = (0..10_000).flat_map(|a| (a + 1..(a + 5).min(10_000)).map(move |b| (a, b)));
    assert_eq!(found, wanted.collect::<Vec<_>>());
}

#[test]
fn a_story_that_many_copy_is_one_family() {
    // More than a list proposes all pairs of, and more than it is judged by.
    let config = Config::default();
    let pile: Vec<(Document, Text)> = (0..120)
        .map(|at| {
            let own = format!("{} reported from pier {at} of the old harbor", "alpha ".repeat(at));
            let told = [&FERRY[..3], &[own.as_str()]].concat();
            article(&format!("n{at}"), &told).at(&format!("Outlet {at}")).build()
        })
        .collect();
    let whole = collate(&members(&pile), &config);
    assert_eq!(whole.families.len(), 1);
    assert_eq!(by_steps(&pile, 3, &config), whole);
}

#[test]
fn what_are_no_words_are_not_compared() {
    let config = Config::default();
    assert_eq!(is_copy((&[1, 2, 3], 0), (&[], 0), &config), None);
    assert_eq!(is_copy((&[], 0), (&[], 0), &config), Some(false));
}
