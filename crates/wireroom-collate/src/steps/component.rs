//! The families of what hangs together by copies.

use std::collections::BTreeMap;

use crate::candidates::Boilerplate;
use crate::pile::Pile;
use crate::plan::{Part, ordered, sorted};
use crate::{Collation, Config, Member, families};
use wireroom_model::DocumentId;

/// Texts that the user links, both ways.
pub(crate) type Links = BTreeMap<u64, Vec<u64>>;

/// What is known of a text of a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tied {
    /// Its number: that of the first document that has it.
    pub text: u64,
    /// The [`Sketch::imprint`](crate::Sketch::imprint) of that document.
    pub imprint: u64,
    /// Its shingles that are boilerplate in the pile.
    pub common: Vec<u32>,
    /// The [`partners`](super::partners) of it, those outside of the component too.
    pub partners: Vec<u64>,
}

/// Collates texts of which none is a copy of any that is not among them: what is found of them is
/// what is found of them in the pile. `texts` are sorted; so are `members`, by document, each with
/// its text. Of the pairs that `config` links or parts those count of which both are here: those that it
/// links must be, and one that it parts must be a text of its own.
#[must_use]
pub fn component(texts: &[Tied], members: &[(u64, Member<'_>)], config: &Config) -> Collation {
    let place = |text: u64| texts.binary_search_by_key(&text, |tied| tied.text).ok();
    let mut must = Links::new();
    for (a, b) in of_texts(members, &config.must_link) {
        must.entry(a).or_default().push(b);
        must.entry(b).or_default().push(a);
    }
    let mut part = part_of(texts, &must);
    let cannot = of_texts(members, &config.cannot_link);
    let cannot = cannot.filter_map(|(a, b)| Some(ordered(place(a)? as u32, place(b)? as u32)));
    part.cannot = sorted(cannot.collect());
    let of = |&(text, _): &(u64, Member<'_>)| place(text).unwrap_or_default() as u32;
    part.bodies.of = members.iter().map(of).collect();
    let boilerplate = texts.iter().flat_map(|tied| tied.common.iter().copied()).collect();
    let given: Vec<Member<'_>> = members.iter().map(|&(_, member)| member).collect();
    families::collate(&Pile::new(&given, &part, &Boilerplate::new(boilerplate), config))
}

/// The texts of pairs of documents of which both are members, two of them each.
fn of_texts<'a>(
    members: &'a [(u64, Member<'_>)],
    pairs: &'a [(DocumentId, DocumentId)],
) -> impl Iterator<Item = (u64, u64)> + 'a {
    let text = |id: &DocumentId| {
        let at = members.binary_search_by(|(_, member)| member.document.id.cmp(id)).ok()?;
        members.get(at).map(|(text, _)| *text)
    };
    pairs.iter().filter_map(move |(a, b)| Some((text(a)?, text(b)?))).filter(|(a, b)| a != b)
}

/// A part of these texts, without its members.
pub(crate) fn part_of(texts: &[Tied], links: &Links) -> Part {
    let place = |text: u64| texts.binary_search_by_key(&text, |tied| tied.text).ok();
    let mut part = Part::default();
    for (at, tied) in (0_u32..).zip(texts) {
        let pair = |&other: &u64| Some(ordered(at, place(other)? as u32));
        part.bodies.imprints.push(tied.imprint);
        part.pairs.extend(tied.partners.iter().filter_map(pair));
        if !tied.partners.is_empty() {
            part.read.push(at);
        }
        part.must.extend(links.get(&tied.text).into_iter().flatten().filter_map(pair));
    }
    part.must = sorted(part.must);
    part.pairs.extend(&part.must);
    part.pairs = sorted(part.pairs);
    part
}
