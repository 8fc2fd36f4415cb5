//! Kinds of names made consistent over a text: what one sentence leaves open another one says.
//!
//! After the observation of Finkel, Grenager and Manning 2005 and Krishnan and Manning 2006 that a
//! form rarely changes its kind within a text; here as votes, not as a model.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};

/// Votes for the kind of a form, by kind.
type Votes = BTreeMap<NameKind, usize>;

/// Settles the kinds of `names`, which are in text order.
pub(crate) fn settle(text: &str, names: &mut [Name]) {
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    let mut surnames: BTreeMap<String, usize> = BTreeMap::new();
    let mut leads: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        let form = form(name.span.text(text));
        if name.kind == NameKind::Person
            && let Some((_, last)) = form.rsplit_once(' ')
        {
            *surnames.entry(last.to_owned()).or_default() += 1;
        }
        if name.kind == NameKind::Organization
            && let Some((first, _)) = form.split_once(' ')
        {
            leads.insert(first.to_owned());
        }
        *votes.entry(form).or_default().entry(name.kind).or_default() += 1;
    }
    for name in names.iter_mut() {
        let form = form(name.span.text(text));
        let Some(votes) = votes.get(&form) else { continue };
        let own = votes.get(&name.kind).copied().unwrap_or(0);
        let all: usize = votes.values().sum();
        // A lone word that is the surname of someone named in full.
        let as_person = votes.get(&NameKind::Person).copied().unwrap_or(0);
        if !form.contains(' ')
            && surnames.contains_key(&form)
            && (as_person > 0 || own < 2)
            && matches!(
                name.kind,
                NameKind::Organization | NameKind::Location | NameKind::Miscellaneous
            )
        {
            name.kind = NameKind::Person;
            continue;
        }
        // A lone word that begins a body's full name, is no place and nobody's surname.
        if leads.contains(&form)
            && !surnames.contains_key(&form)
            && matches!(name.kind, NameKind::Person | NameKind::Location | NameKind::Miscellaneous)
            && lexicon::places(&form).is_empty()
            && lexicon::country_names(&form).is_empty()
            && !lexicon::is_given_name(&form.to_lowercase())
        {
            name.kind = NameKind::Organization;
            continue;
        }
        let best = votes.iter().max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)));
        if let Some((kind, n)) = best
            && *kind != name.kind
            && all >= 3
            && n * 3 >= all * 2
        {
            name.kind = *kind;
        }
    }
}

/// A form to compare by: one kind of white space and apostrophe.
fn form(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}
