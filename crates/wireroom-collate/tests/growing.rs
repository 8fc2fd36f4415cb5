//! A pile that grows bit by bit is, at every step, the pile collated at once: what is printed of it,
//! and what is held of it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use proptest::prelude::*;
use support::piles::any_pile;
use support::{DAM, FERRY, MUSEUM, article, members};
use wireroom_collate::{
    Collation, Config, Edits, Growth, Held, Member, Plan, Sketch, collate, grow, number,
};
use wireroom_model::{Document, DocumentId, Text};

/// An index in memory, and what was printed of it.
#[derive(Default, Clone, Debug)]
struct Shelf {
    entries: BTreeMap<u64, Vec<u8>>,
    bodies: BTreeMap<u128, u64>,
    postings: BTreeSet<(u32, u64)>,
    documents: BTreeMap<u64, (Document, Text)>,
    known: Collation,
}

impl Held for Shelf {
    fn entry(&self, text: u64) -> io::Result<Option<Vec<u8>>> {
        Ok(self.entries.get(&text).cloned())
    }

    fn with_body(&self, body: u128) -> io::Result<Option<u64>> {
        Ok(self.bodies.get(&body).copied())
    }

    fn with_key_from(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let found = self.postings.range((key, text)..=(key, u64::MAX));
        Ok(found.take(count).map(|(_, text)| *text).collect())
    }

    fn with_key_before(&self, key: u32, text: u64, count: usize) -> io::Result<Vec<u64>> {
        let found = self.postings.range((key, 0)..(key, text)).rev();
        Ok(found.take(count).map(|(_, text)| *text).collect())
    }

    fn document(&self, document: u64) -> io::Result<Option<(Document, Text)>> {
        Ok(self.documents.get(&document).cloned())
    }
}

fn numbers(held: &[(Document, Text)]) -> Vec<u64> {
    held.iter().filter_map(|(document, _)| number(&document.id)).collect()
}

impl Shelf {
    /// An index of a pile that is collated at once.
    fn at_once(held: &[(Document, Text)], config: &Config) -> Self {
        let pile = members(held);
        let plan = Plan::kept(pile.iter().map(|&m| Sketch::of(m)).collect(), config).unwrap();
        let mut shelf = Self::default();
        let mut parts = Vec::new();
        for part in 0..plan.n_parts() {
            let of_part: Vec<Member<'_>> =
                plan.members(part).iter().map(|&at| pile[at as usize]).collect();
            let (found, entries) = plan.collate_kept(part, &of_part, config);
            parts.push(found);
            shelf.entries.extend(entries.entries);
            shelf.bodies.extend(entries.bodies);
        }
        for share in 0..plan.n_shares() {
            shelf.postings.extend(plan.share(share));
        }
        shelf.documents = numbers(held).into_iter().zip(held.iter().cloned()).collect();
        shelf.known = Collation::of_parts(parts);
        shelf
    }

    fn grow(&mut self, gone: &[u64], fresh: &[(Document, Text)], config: &Config) -> Growth {
        let grown = grow(self, gone, &members(fresh), config).unwrap();
        let Edits { entries, bodies, postings } = grown.edits.clone();
        for (text, entry) in entries {
            match entry {
                Some(entry) => self.entries.insert(text, entry),
                None => self.entries.remove(&text),
            };
        }
        for (body, text) in bodies {
            match text {
                Some(text) => self.bodies.insert(body, text),
                None => self.bodies.remove(&body),
            };
        }
        for (posting, there) in postings {
            if there {
                self.postings.insert(posting);
            } else {
                self.postings.remove(&posting);
            }
        }
        gone.iter().for_each(|gone| drop(self.documents.remove(gone)));
        self.documents.extend(numbers(fresh).into_iter().zip(fresh.iter().cloned()));
        self.print(&grown, gone);
        grown
    }

    /// What a reader knows who is told only of what has changed.
    fn print(&mut self, grown: &Growth, gone: &[u64]) {
        let told: BTreeSet<&DocumentId> =
            grown.documents.iter().map(|(document, _)| &document.id).collect();
        let of =
            |id: &DocumentId| told.contains(id) || number(id).is_some_and(|n| gone.contains(&n));
        let known = &mut self.known;
        known.families.retain(|family| !family.witnesses.iter().any(|w| of(&w.document)));
        known.pairs.retain(|pair| !of(&pair.a) && !of(&pair.b));
        known.interpolations.retain(|set_in| !of(&set_in.document));
        let all = [std::mem::take(known), grown.collation.clone()];
        self.known = Collation::of_parts(all);
    }

    /// Compares it with the index that is made at once, and with what collating says.
    fn check(&self, config: &Config) {
        let held: Vec<(Document, Text)> = self.documents.values().cloned().collect();
        let whole = Self::at_once(&held, config);
        assert_eq!(whole.known, collate(&members(&held), config));
        assert_eq!(self.known, whole.known);
        assert_eq!(self.postings, whole.postings);
        assert_eq!(self.bodies, whole.bodies);
        assert_eq!(self.entries, whole.entries);
    }
}

/// Pairs of documents of a pile, some of one with itself.
fn pairs(held: &[(Document, Text)], picks: &[(usize, usize)]) -> Vec<(DocumentId, DocumentId)> {
    let id = |at: usize| held[at % held.len()].0.id.clone();
    picks.iter().map(|&(a, b)| (id(a), id(b))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bit_by_bit_is_all_at_once(
        held in any_pile(2..40),
        cuts in prop::collection::vec(0..40_usize, 1..6),
        must in prop::collection::vec((0..40_usize, 0..40_usize), 0..3),
        cannot in prop::collection::vec((0..40_usize, 0..40_usize), 0..3),
        linked in any::<bool>(),
    ) {
        let mut config = Config::default();
        if linked {
            config.must_link = pairs(&held, &must);
            config.cannot_link = pairs(&held, &cannot);
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(held.len())).collect();
        cuts.push(held.len());
        cuts.sort_unstable();
        let mut shelf = Shelf::at_once(&held[..cuts[0]], &config);
        for cut in cuts.windows(2) {
            shelf.grow(&[], &held[cut[0]..cut[1]], &config);
            shelf.check(&config);
        }
    }

    #[test]
    fn what_is_taken_out_was_never_there(
        held in any_pile(2..30),
        gone in prop::collection::btree_set(0..30_usize, 1..6),
        again in any::<bool>(),
    ) {
        let config = Config::default();
        let mut shelf = Shelf::at_once(&held, &config);
        let picked: Vec<(Document, Text)> =
            gone.into_iter().filter_map(|at| held.get(at).cloned()).collect();
        let fresh: &[_] = if again { &picked } else { &[] };
        shelf.grow(&numbers(&picked), fresh, &config);
        shelf.check(&config);
    }
}

/// A text of words that no other has.
fn own_words(at: usize, count: usize) -> String {
    let word = |n: usize| {
        let number = (at * 977 + n * 131) as u32;
        (0..6)
            .map(|digit| char::from(b'a' + (number >> (digit * 4) & 15) as u8))
            .collect::<String>()
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_paragraph_that_becomes_boilerplate_unjoins_old_texts() {
    let config = Config::default();
    // Two texts of which two fifths are paragraphs that both have; then others come that have them too.
    let held: Vec<(Document, Text)> = (0..40)
        .map(|at| {
            let (one, other) = (own_words(at, 40), own_words(at + 500, 40));
            let told = [one, FERRY[3].to_owned(), other, FERRY[2].to_owned()];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            article(&format!("n{at}"), &told).at(&format!("Outlet {at}")).build()
        })
        .collect();
    let mut shelf = Shelf::at_once(&held[..2], &config);
    assert_eq!(shelf.known.families.len(), 1, "two texts have much in common");
    let mut unjoined = false;
    for at in 2..held.len() {
        let grown = shelf.grow(&[], &held[at..=at], &config);
        shelf.check(&config);
        unjoined |= grown.collation.families.len() > 2;
    }
    assert!(unjoined, "old texts were told of");
    assert_eq!(shelf.known.families.len(), held.len());
}

/// Texts with a paragraph that copies of a story and about as many strangers have: now most of the
/// first that hold it are akin, now not.
fn mixed(seed: usize) -> Vec<(Document, Text)> {
    let text = |at: usize| {
        let is_copy = at % 9 < 4;
        let own = own_words(at, if is_copy { 9 } else { 160 });
        let told = if is_copy { FERRY } else { &FERRY[3..4] };
        let told = [told, &[own.as_str()]].concat();
        article(&format!("s{seed}n{at}"), &told).at(&format!("Outlet {at}")).build()
    };
    (0..42).map(text).collect()
}

#[test]
fn a_list_of_many_is_judged_anew_where_a_text_comes_among_its_first() {
    let config = Config::default();
    let mut turned = [0, 0];
    // Whether a shingle turned is written to all that hold it.
    let all_written = |grown: &Growth, n: usize| usize::from(grown.edits.entries.len() + 2 > n);
    for seed in 0..4 {
        let held = mixed(seed);
        let mut shelf = Shelf::at_once(&held[..26], &config);
        for at in 26..held.len() {
            turned[0] += all_written(&shelf.grow(&[], &held[at..=at], &config), at);
            shelf.check(&config);
        }
        for at in (26..held.len()).rev() {
            turned[1] += all_written(&shelf.grow(&numbers(&held[at..=at]), &[], &config), at);
            shelf.check(&config);
        }
    }
    assert!(turned.iter().all(|&times| times > 3), "{turned:?}");
}

#[test]
fn a_large_family_grows_by_any_of_its_members() {
    let config = Config::default();
    let held: Vec<(Document, Text)> = (0..70)
        .map(|at| {
            let tail = format!("This copy was run off as number {at} of the day.");
            article(&format!("n{at}"), &[FERRY, &[&tail]].concat()).build()
        })
        .collect();
    let mut shelf = Shelf::at_once(&held[..20], &config);
    for at in 20..held.len() {
        shelf.grow(&[], &held[at..=at], &config);
        if at % 7 == 0 || (22..28).contains(&at) {
            shelf.check(&config);
        }
    }
    shelf.check(&config);
    assert_eq!(shelf.known.families.len(), 1);
}

#[test]
fn what_has_not_changed_is_not_told() {
    let config = Config::default();
    let stories = [("a", FERRY), ("b", FERRY), ("c", MUSEUM), ("d", MUSEUM)];
    let held: Vec<(Document, Text)> =
        stories.iter().map(|(name, story)| article(name, story).build()).collect();
    let mut shelf = Shelf::at_once(&held, &config);
    let grown = shelf.grow(&[], &[article("e", &FERRY[..4]).build()], &config);
    let told: BTreeSet<String> =
        grown.documents.iter().filter_map(|(document, _)| document.source_id.clone()).collect();
    assert_eq!(told, ["a", "b", "e"].map(str::to_owned).into());
    let grown = shelf.grow(&[], &[article("f", DAM).build()], &config);
    assert_eq!(grown.documents.len(), 1);
    shelf.check(&config);
}

#[test]
fn damage_is_an_error_and_no_panic() {
    let config = Config::default();
    let held: Vec<(Document, Text)> =
        ["a", "b", "c"].iter().map(|name| article(name, FERRY).build()).collect();
    let whole = Shelf::at_once(&held[..2], &config);
    let fresh = article("d", &FERRY[..5]).build();
    let (&text, entry) = whole.entries.iter().next().unwrap();
    for at in 0..entry.len() {
        let mut shelf = whole.clone();
        let mut bytes = entry.clone();
        bytes[at] ^= 0x55;
        shelf.entries.insert(text, bytes);
        // Some damage shows, some does not; none of it panics.
        let _ = grow(&shelf, &[], &members(std::slice::from_ref(&fresh)), &config);
    }
    let mut shelf = whole.clone();
    shelf.entries.clear();
    let error = grow(&shelf, &[], &members(std::slice::from_ref(&fresh)), &config).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    let mut shelf = whole;
    shelf.documents.clear();
    let error = grow(&shelf, &[], &members(std::slice::from_ref(&fresh)), &config).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    let foreign = Document { id: DocumentId::from_stored("mine"), ..held[2].0.clone() };
    let fresh = (foreign, held[2].1.clone());
    assert!(grow(&Shelf::default(), &[], &members(&[fresh]), &config).is_err());
}
