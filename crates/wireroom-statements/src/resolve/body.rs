//! The organization that a role noun stands for: "the company", "the ministry", "the Lyon-based
//! firm".
//!
//! A noun for a firm fits any organization that is no medium and no public body; a noun for a
//! kind of body fits those that have it in their name. Which of several is meant is not told here.

use crate::nouns::Phrase;
use crate::relay::is_medium_text;
use wireroom_lexicon as lexicon;
use wireroom_model::{LocalEntity, LocalEntityKind};

/// Nouns for firms of any kind.
const FIRMS: &[&str] = &[
    "company",
    "firm",
    "operator",
    "maker",
    "manufacturer",
    "supplier",
    "carrier",
    "airline",
    "developer",
    "producer",
    "startup",
    "retailer",
    "automaker",
    "carmaker",
    "corporation",
    "employer",
    "conglomerate",
    "lender",
    "utility",
    "builder",
    "exporter",
    "insurer",
    "shipbuilder",
    "business",
];

/// Nouns for bodies that carry them in their names.
const BODIES: &[&str] = &[
    "ministry",
    "agency",
    "union",
    "commission",
    "committee",
    "council",
    "authority",
    "bank",
    "institute",
    "university",
    "party",
    "court",
    "embassy",
    "department",
    "federation",
    "association",
    "organization",
    "organisation",
    "alliance",
    "bureau",
    "parliament",
    "fund",
    "league",
    "foundation",
    "confederation",
    "society",
    "board",
    "force",
];

/// Nouns for a body of any kind that is no firm by name.
const LOOSE: &[&str] = &["agency", "organization", "organisation", "body", "regulator"];

/// Organizations that are looked at: texts do not name more, hostile ones do.
const MOST: usize = 64;

/// Whether a lower-case noun stands for an organization.
pub(crate) fn is_body_noun(head: &str) -> bool {
    FIRMS.contains(&head) || BODIES.contains(&head) || LOOSE.contains(&head)
}

/// The organizations that a role noun can mean, and whether so wide a noun needs its body close
/// by.
pub(crate) fn fitting(own: &Phrase, entities: &[LocalEntity]) -> (Vec<usize>, bool) {
    if !is_body_noun(&own.head) {
        return (Vec::new(), false);
    }
    let all = |fits: &dyn Fn(&LocalEntity) -> bool| -> Vec<usize> {
        let organizations =
            entities.iter().enumerate().filter(|(_, e)| e.kind == LocalEntityKind::Organization);
        let fitting = organizations.take(MOST).filter(|(_, e)| fits(e) && described(own, e));
        fitting.map(|(at, _)| at).collect()
    };
    if FIRMS.contains(&own.head.as_str()) {
        let exact = all(&is_firm);
        if !exact.is_empty() || !own.definite {
            return (exact, false);
        }
        // "The carpet maker": what it makes need not be in its name, but the name must be close.
        let trade = |word: &String| {
            let name = titled(word);
            lexicon::country_by_demonym(&name).is_none()
                && lexicon::country_by_name(&name).is_none()
        };
        let organizations =
            entities.iter().enumerate().filter(|(_, e)| e.kind == LocalEntityKind::Organization);
        let firms = organizations.take(MOST).filter(|(_, e)| is_firm(e)).map(|(at, _)| at);
        return (if own.others.iter().all(trade) { firms.collect() } else { Vec::new() }, true);
    }
    // "The force" is a police force.
    let police = own.head == "force";
    let named = all(&|e| {
        has_word(e, &own.head) || police && (has_word(e, "police") || has_word(e, "constabulary"))
    });
    if named.is_empty() && LOOSE.contains(&own.head.as_str()) {
        return (all(&|e| !is_medium(e)), true);
    }
    (named, false)
}

/// Whether the other words of the phrase are in the name or speak of where the body is from.
fn described(own: &Phrase, entity: &LocalEntity) -> bool {
    let based = own.others.iter().any(|word| word == "based");
    own.others.iter().all(|word| {
        if word == "based" || word == "state" || has_word(entity, word) {
            return true;
        }
        let name = titled(word);
        let country = lexicon::country_by_demonym(&name)
            .or_else(|| lexicon::country_by_name(&name))
            .map(|country| country.alpha3)
            .or_else(|| lexicon::places(&name).first().map(|place| place.alpha3).filter(|_| based));
        match country {
            Some(code) => entity.country.as_deref().is_none_or(|own| own == code),
            None => based,
        }
    })
}

fn is_medium(entity: &LocalEntity) -> bool {
    lexicon::agency_by_name(&entity.name).is_some() || is_medium_text(&entity.name)
}

fn is_firm(entity: &LocalEntity) -> bool {
    !is_medium(entity)
        && lexicon::body_by_name(&entity.name).is_none()
        && !BODIES.iter().any(|word| *word != "bank" && has_word(entity, word))
}

/// Whether a lower-case word is one of the name's, marks on letters aside.
fn has_word(entity: &LocalEntity, word: &str) -> bool {
    let name = lexicon::fold(&entity.name).to_lowercase();
    name.split(|c: char| !c.is_alphanumeric()).any(|one| one == word)
}

/// A word with a large first letter.
pub(super) fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
