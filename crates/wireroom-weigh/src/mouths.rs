//! One mouth under several names: a spokesperson and the body, a surname and the full name, "the
//! minister" and the one minister of the event; and the outlet that a text cites, whose own text
//! names the mouth.
//!
//! Within one event only, where a surname or a role seldom has two bearers; where it has, nothing
//! is joined.

use crate::attribute::speaks_for;
use crate::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};
use wireroom_model::{Entity, EntityId, EntityKind, Telling, slug};

/// Gives each mouth of an event one id.
pub(crate) fn join_mouths(units: &mut [Unit], entities: &[Entity]) {
    let entity = |id: &EntityId| by_id(entities, id);
    let heard: BTreeSet<EntityId> = units.iter().filter_map(|unit| unit.origin.clone()).collect();
    let mouths: Vec<&Entity> = heard.iter().filter_map(entity).collect();
    // Whoever is named in the event may be the one whom a role or a surname means.
    let named: BTreeSet<usize> = units.iter().flat_map(|unit| &unit.named).copied().collect();
    let mut people: Vec<&Entity> = named.iter().filter_map(|&at| entities.get(at)).collect();
    people.extend(&mouths);
    people.retain(|entity| entity.kind == EntityKind::Person);
    people.sort_by(|a, b| a.id.cmp(&b.id));
    people.dedup_by(|a, b| a.id == b.id);
    let one_id: BTreeMap<EntityId, EntityId> = mouths
        .iter()
        .filter_map(|mouth| Some((mouth.id.clone(), means(mouth, &mouths, &people)?.id.clone())))
        .collect();
    for unit in units {
        // Two steps at most: "Reis" to "Ana Reis", "the spokesman" to the body.
        for _ in 0..2 {
            if let Some(id) = unit.origin.as_ref().and_then(|id| one_id.get(id)) {
                unit.origin = Some(id.clone());
            }
        }
    }
}

fn by_id<'a>(entities: &'a [Entity], id: &EntityId) -> Option<&'a Entity> {
    let at = entities.binary_search_by(|entity| entity.id.cmp(id)).ok()?;
    entities.get(at)
}

/// Whom a mouth is another name of.
fn means<'a>(mouth: &Entity, mouths: &[&'a Entity], people: &[&'a Entity]) -> Option<&'a Entity> {
    if mouth.kind == EntityKind::Unnamed {
        let bodies = mouths.iter().filter(|body| body.kind == EntityKind::Organization);
        return bodies
            .copied()
            .find(|body| speaks_for(mouth, body))
            .or_else(|| body_of(mouth, mouths))
            .or_else(|| fuller_description(mouth, mouths))
            .or_else(|| only(people.iter().filter(|person| has_role(mouth, person)).copied()));
    }
    if mouth.kind == EntityKind::State {
        return None;
    }
    // A longer name of the same one; of names of one length, the first in order.
    let fuller = mouths.iter().chain(people).copied().filter(|other| {
        other.id != mouth.id
            && other.kind != EntityKind::Unnamed
            && other.kind != EntityKind::State
            && is_short_for(mouth, other)
    });
    let mut fuller: Vec<&Entity> = fuller.collect();
    fuller.sort_by(|a, b| a.id.cmp(&b.id));
    fuller.dedup_by(|a, b| a.id == b.id);
    match fuller.as_slice() {
        [] => None,
        [one] => Some(one),
        // "Reis" may be Ana or Rui: the same name written twice is one all the same.
        many => {
            let same = |a: &Entity, b: &Entity| same_name(&words(a), &words(b));
            many.iter().all(|other| same(many[0], other)).then(|| many[0])
        }
    }
}

/// The one longer description that goes on from a definite one: "the governor's office of Izmir" from
/// "the governor's office".
fn fuller_description<'a>(mouth: &Entity, mouths: &[&'a Entity]) -> Option<&'a Entity> {
    const MOST: usize = 6;
    let own = words(mouth);
    let definite = own.first().is_some_and(|word| word == "the") && own.len() > 1;
    let plural = own.last().is_some_and(|word| word.ends_with('s') && !word.ends_with("ss"));
    let fuller = mouths.iter().copied().filter(|other| {
        let long = words(other);
        other.kind == EntityKind::Unnamed
            && long.len() > own.len()
            && long.len() <= own.len() + MOST
            && long.starts_with(&own)
            && long
                .get(own.len())
                .is_some_and(|word| matches!(word.as_str(), "of" | "in" | "for" | "at"))
    });
    (definite && !plural).then(|| only(fuller)).flatten()
}

/// The body that a noun means: of the same words ("British Transport police"), or the only one whose
/// name ends in it ("the commission").
fn body_of<'a>(mouth: &Entity, mouths: &[&'a Entity]) -> Option<&'a Entity> {
    let named = |entity: &Entity| -> Vec<String> {
        words(entity).into_iter().filter(|word| word != "the").collect()
    };
    let own = named(mouth);
    let bodies = mouths.iter().copied().filter(|body| body.kind == EntityKind::Organization);
    only(bodies.clone().filter(|body| named(body) == own)).or_else(|| {
        let [noun] = own.as_slice() else { return None };
        only(bodies.filter(|body| {
            let name = named(body);
            name.len() > 1 && name.last() == Some(noun) && !noun.ends_with('s')
        }))
    })
}

/// The one of a list, where there is just one.
fn only<'a>(mut list: impl Iterator<Item = &'a Entity>) -> Option<&'a Entity> {
    let first = list.next()?;
    list.all(|other| other.id == first.id).then_some(first)
}

fn words(entity: &Entity) -> Vec<String> {
    let lower = entity.name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn same_name(a: &[String], b: &[String]) -> bool {
    a == b
        || (!a.is_empty()
            && a.len() == b.len()
            && a.iter().zip(b).all(|(x, y)| wireroom_lexicon::name_keys_match(x, y)))
}

/// Whether the name of `short` is a part of the name of `long`: its last word, a given name, its
/// beginning up to an "of", or the same name written otherwise (the id that comes first in order then
/// stands for both).
fn is_short_for(short: &Entity, long: &Entity) -> bool {
    let (a, b) = (words(short), words(long));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if same_name(&a, &b) {
        return long.id < short.id;
    }
    let both_people = short.kind == EntityKind::Person && long.kind == EntityKind::Person;
    // "Ana Reis of the harbor board" is Ana Reis.
    if b.len() < a.len() {
        return both_people
            && b.len() > 1
            && a.get(b.len()).is_some_and(|word| word == "of" || word == "from")
            && same_name(&a[..b.len()], &b);
    }
    let surname = long.kind == EntityKind::Person
        && a.len() == 1
        && b.last().is_some_and(|last| same_name(&a, std::slice::from_ref(last)));
    // "Ana", where the event has one Ana.
    let given = both_people
        && a.len() == 1
        && b.len() > 1
        && b.first() == a.first()
        && wireroom_lexicon::is_given_name(&a[0]);
    (surname || given)
        && short.country.as_ref().is_none_or(|own| long.country.as_ref().is_none_or(|c| c == own))
}

/// Whether a definite description ("the minister", "his lawyer") is the role of a person.
fn has_role(mouth: &Entity, person: &Entity) -> bool {
    const DEFINITE: [&str; 6] = ["the", "his", "her", "its", "their", "s"];
    const VAGUE: [&str; 12] = [
        "the", "his", "her", "its", "their", "s", "new", "former", "official", "source", "man",
        "woman",
    ];
    let described = words(mouth);
    let definite = described.iter().any(|word| DEFINITE.contains(&word.as_str()));
    let head = described.last().filter(|word| !VAGUE.contains(&word.as_str()));
    let role = person.role.as_deref().unwrap_or("").to_lowercase();
    let of_role = |word: &str| role.split(|c: char| !c.is_alphanumeric()).any(|own| own == word);
    definite && described.len() <= 4 && head.is_some_and(|head| of_role(head))
}

/// A body and whoever heads it or speaks for it, where both are heard with one claim, are one mouth:
/// "police said" and "police spokesman Radek Safar said".
pub(crate) fn join_heads(units: &mut [Unit], groups: &[Vec<usize>], entities: &[Entity]) {
    let entity = |id: &EntityId| by_id(entities, id);
    for group in groups {
        let heard: BTreeSet<EntityId> =
            group.iter().filter_map(|&at| units[at].origin.clone()).collect();
        let heard: Vec<&Entity> = heard.iter().filter_map(entity).collect();
        let head = |body: &Entity| {
            only(heard.iter().copied().filter(|person| heads(person, body))).map(|one| &one.id)
        };
        let bodies = heard.iter().filter(|one| one.kind != EntityKind::Person);
        let meant: BTreeMap<&EntityId, &EntityId> =
            bodies.filter_map(|body| Some((&body.id, head(body)?))).collect();
        for &at in group {
            if let Some(person) = units[at].origin.as_ref().and_then(|id| meant.get(id)) {
                units[at].origin = Some((*person).clone());
            }
        }
    }
}

/// Whether the role of a person names a body: all its words, of which one at least is no article.
fn heads(person: &Entity, body: &Entity) -> bool {
    const SMALL: [&str; 4] = ["the", "a", "an", "of"];
    let role = person.role.as_deref().unwrap_or("").to_lowercase();
    let role: Vec<&str> = role.split(|c: char| !c.is_alphanumeric()).collect();
    let speaks = role.iter().any(|word| {
        word.starts_with("spokes")
            || matches!(
                *word,
                "chief"
                    | "head"
                    | "director"
                    | "president"
                    | "chair"
                    | "chairman"
                    | "chairwoman"
                    | "minister"
                    | "secretary"
                    | "commissioner"
                    | "commander"
                    | "executive"
                    | "ceo"
            )
    });
    let own: Vec<String> =
        words(body).into_iter().filter(|word| !SMALL.contains(&word.as_str())).collect();
    let state = body.kind == EntityKind::State;
    person.kind == EntityKind::Person
        && speaks
        && !state
        && !own.is_empty()
        && own.iter().all(|word| role.contains(&word.as_str()))
}

/// Follows what one text cites of another of the pile to the mouth that the other names: within a
/// claim, an origin that is the outlet of another witness, or through whom another witness has it,
/// is a relay.
pub(crate) fn follow(pile: &[Telling<'_>], units: &mut [Unit], groups: &[Vec<usize>]) {
    for group in groups.iter().filter(|group| group.len() > 1) {
        let mut leads = BTreeMap::<EntityId, BTreeSet<Option<EntityId>>>::new();
        for &at in group {
            let unit = &units[at];
            let outlet = pile[unit.document].document.outlet.as_deref().map(slug);
            let outlet = outlet.map(EntityId::from_stored);
            for through in unit.relay.iter().chain(&outlet) {
                if unit.origin.as_ref() != Some(through) {
                    leads.entry(through.clone()).or_default().insert(unit.origin.clone());
                }
            }
        }
        for &at in group {
            let mut passed = BTreeSet::new();
            while let Some(origin) = units[at].origin.clone() {
                let Some(to) = leads.get(&origin).filter(|_| passed.insert(origin.clone())) else {
                    break;
                };
                // Of several mouths behind it the one that has a name comes first; a text that
                // tells it as its own word leads no further.
                let Some(next) = to.iter().flatten().find(|next| !passed.contains(*next)) else {
                    break;
                };
                units[at].relay.push(origin);
                units[at].origin = Some(next.clone());
            }
        }
    }
}
