//! The piles of `eval/weigh`: articles, the reader's answers, and both as a scene.

use crate::corpus::{lines, received};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wireroom::Record;
use wireroom::model::{Entity, EntityId, EntityKind};
use wireroom_eval::weigh_score::{Claim, Difference, Mouth, Passage, Said, Scene};

/// A pile and what a reader gets from it.
pub(crate) struct Pile {
    /// Its number.
    pub(crate) number: u32,
    pub(crate) articles: Vec<Value>,
    pub(crate) gold: Value,
}

/// The piles of the folder, in order of their numbers; `None` when there are none.
pub(crate) fn piles(folder: &Path) -> Option<Vec<Pile>> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    let pile = |file: &std::path::PathBuf| {
        let name = file.file_stem()?.to_str()?;
        let gold = std::fs::read_to_string(file.with_extension("gold.json")).ok()?;
        Some(Pile {
            number: name.split('-').next()?.parse().ok()?,
            articles: lines(file)?,
            gold: serde_json::from_str(&gold).ok()?,
        })
    };
    let piles: Vec<Pile> = files.iter().filter_map(pile).collect();
    (!piles.is_empty()).then_some(piles)
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The index of each document in the record, by its id.
pub(crate) fn indices(record: &Record) -> BTreeMap<&str, usize> {
    let id = |at: usize| record.documents[at].document.source_id.as_deref();
    (0..record.documents.len()).filter_map(|at| Some((id(at)?, at))).collect()
}

/// What the readers of `piles` wrote down, and what the record says. Of the documents of other
/// piles nothing is known.
pub(crate) fn scene(piles: &[&Pile], record: &Record) -> Scene {
    let at = indices(record);
    let all: Vec<usize> = (0..record.documents.len()).collect();
    let mut scene = Scene { family: all.clone(), account: all, ..Scene::default() };
    let mut mouths = Vec::new();
    let mut of_document = BTreeMap::new();
    for pile in piles {
        let first = mouths.len();
        mouths.extend(list(&pile.gold, "origins"));
        let ids = pile.articles.iter().filter_map(|row| at.get(row["id"].as_str()?));
        of_document.extend(ids.map(|&document| (document, first..mouths.len())));
        add_gold(&mut scene, pile, first, record, &at);
    }
    let entities: BTreeMap<&EntityId, &Entity> =
        record.entities.iter().map(|entity| (&entity.id, entity)).collect();
    let mouth = |document: usize, id: &EntityId| {
        let range = of_document.get(&document).cloned().unwrap_or(0..0);
        let known = entities.get(id).and_then(|entity| {
            let first = range.start;
            recognize(record, entity, &mouths[range], document).map(|found| first + found)
        });
        known.map_or(Mouth::Other, Mouth::Known)
    };
    add_found(&mut scene, record, &mouth);
    scene
}

fn add_gold(
    scene: &mut Scene,
    pile: &Pile,
    first: usize,
    record: &Record,
    at: &BTreeMap<&str, usize>,
) {
    let passage = |value: &Value| -> Option<Passage> {
        let document = *at.get(value["document"].as_str()?)?;
        let quote = value["quote"].as_str()?;
        let start = record.documents[document].document.received.find(quote)?;
        Some(Passage { document, pieces: vec![(start, start + quote.len())] })
    };
    let passages = |list: &[Value]| -> Vec<Passage> { list.iter().filter_map(passage).collect() };
    let group = |of: &mut Vec<usize>, key: &str| {
        for one in list(&pile.gold, key) {
            let members: Vec<usize> =
                strings(&one["documents"]).iter().filter_map(|id| at.get(id).copied()).collect();
            let from: BTreeSet<usize> = members.iter().map(|&member| of[member]).collect();
            let Some(&to) = from.first() else { continue };
            of.iter_mut().filter(|group| from.contains(group)).for_each(|group| *group = to);
        }
    };
    group(&mut scene.family, "families");
    group(&mut scene.account, "families");
    group(&mut scene.account, "accounts");
    let origins: Vec<&str> =
        list(&pile.gold, "origins").iter().filter_map(|one| one["id"].as_str()).collect();
    let mouth = |id: &Value| {
        let found = origins.iter().position(|origin| id.as_str() == Some(origin));
        found.map_or(Mouth::Own, |found| Mouth::Known(first + found))
    };
    for claim in list(&pile.gold, "claims") {
        let count = |key: &str| {
            let value = &claim[key];
            value.as_array().map_or(value.as_u64().unwrap_or(0) as usize, Vec::len)
        };
        let index = scene.gold.len();
        scene.gold.push(Claim {
            numbers: ["witnesses", "accounts", "origins", "perhaps"].map(count),
            mouths: list(claim, "origins").iter().map(mouth).collect(),
        });
        let support = |value: &Value| {
            let mouth = mouth(&value["origin"]);
            Some(Said { passage: passage(value)?, claim: Some(index), mouth })
        };
        scene.supports.extend(list(claim, "supports").iter().filter_map(support));
    }
    let sides = |one: &Value| -> Vec<Vec<Passage>> {
        let sides = list(one, "sides").iter();
        sides.map(|side| passages(side.as_array().map_or(&[], Vec::as_slice))).collect()
    };
    for one in list(&pile.gold, "differences").iter().filter(|one| one["kind"] != "silence") {
        scene.differences.push(Difference { sides: sides(one), silent: Vec::new() });
    }
    for one in list(&pile.gold, "no_difference") {
        scene.known.extend(sides(one).into_iter().flatten());
    }
    for pair in list(&pile.gold, "not_the_same") {
        if let [a, b] = &passages(list(pair, "passages"))[..] {
            scene.unlike.push((a.clone(), b.clone()));
            scene.known.extend([a.clone(), b.clone()]);
        }
    }
}

fn add_found(scene: &mut Scene, record: &Record, mouth: &dyn Fn(usize, &EntityId) -> Mouth) {
    let mut claim_of = BTreeMap::new();
    for (index, claim) in record.claims.iter().enumerate() {
        claim_of.extend(claim.statements.iter().map(|id| (id, index)));
        scene.found.push(Claim {
            numbers: [claim.witnesses, claim.accounts, claim.origins.len(), claim.doubtful],
            mouths: Vec::new(),
        });
    }
    let mut heard = BTreeSet::new();
    for said in &record.statements {
        let reading = &record.documents[said.document];
        let pieces = said.content.iter().map(|&span| received(reading, span)).collect();
        let of = said.origin.as_ref().map_or(Mouth::Own, |origin| mouth(said.document, origin));
        let claim = claim_of.get(&said.id).copied();
        let passage = Passage { document: said.document, pieces };
        scene.said.push(Said { passage, claim, mouth: of });
        if let (Some(claim), Some(origin)) = (claim, &said.origin)
            && heard.insert((claim, origin))
        {
            scene.found[claim].mouths.push(of);
        }
    }
    for difference in &record.differences {
        let mut shown = Difference::default();
        for side in &difference.sides {
            let reading = &record.documents[side.document];
            match side.span.map(|span| received(reading, span)) {
                Some(range) => {
                    shown.sides.push(vec![Passage { document: side.document, pieces: vec![range] }])
                }
                None => shown.silent.push(side.document),
            }
        }
        scene.shown.push(shown);
    }
}

/// Which of the reader's mouths an entity is: by its name, else by its other forms, else by how
/// this document mentions it. An entity without a name is also known by the first words of the
/// reader's ("an engineer", "an engineer in the water department").
fn recognize(
    record: &Record,
    entity: &Entity,
    mouths: &[&Value],
    document: usize,
) -> Option<usize> {
    let reading = &record.documents[document];
    let mentions = entity.mentions.iter().filter(|(at, _)| *at == document);
    let mentions = mentions.map(|&(_, span)| reading.shown(span).to_owned());
    let forms = std::iter::once(entity.name.clone()).chain(entity.aliases.iter().cloned());
    let forms: Vec<String> = forms.chain(mentions).map(|form| plain(&form)).collect();
    let begins = |long: &str, short: &str| {
        !short.is_empty()
            && long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', ',']))
    };
    let by = |test: &dyn Fn(&str, &str) -> bool| {
        forms.iter().find_map(|form| {
            mouths.iter().position(|mouth| {
                strings(&mouth["names"]).iter().any(|name| test(form, &plain(name)))
            })
        })
    };
    let unnamed = entity.kind == EntityKind::Unnamed;
    by(&|form, name| form == name)
        .or_else(|| by(&|form, name| name.contains(' ') && form.ends_with(&format!(" {name}"))))
        .or_else(|| by(&|form, name| unnamed && (begins(name, form) || begins(form, name))))
}

/// A form in lower case, without article, possessive ending and marks around it.
fn plain(form: &str) -> String {
    let lower = form.to_lowercase().replace('’', "'");
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = lower.strip_suffix("'s").unwrap_or(lower);
    let articles = ["the ", "a ", "an ", "one of the ", "one of "];
    let bare = articles.iter().find_map(|article| lower.strip_prefix(article));
    bare.unwrap_or(lower).to_owned()
}
