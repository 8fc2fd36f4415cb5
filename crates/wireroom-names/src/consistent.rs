//! Kinds of names made consistent over a text: what one sentence leaves open another one says.
//!
//! After the observation of Finkel, Grenager and Manning 2005 and Krishnan and Manning 2006 that a
//! form rarely changes its kind within a text; here as votes, not as a model.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};
use wireroom_text::Span;

use crate::known_places::known_places;
use crate::tagger::{KINDS, Odds};

/// Votes for the kind of a form, by kind.
type Votes = BTreeMap<NameKind, usize>;

/// Settles the kinds of `names`, which are in text order, given what the words of each are worth as
/// other kinds. `dateline` is where the place of the dateline stands.
pub(crate) fn settle(
    text: &str,
    names: &mut [Name],
    odds: &[Option<Odds>],
    dateline: Option<Span>,
) {
    weigh(text, names, odds);
    known_places(text, names, odds, dateline);
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
        let written = name.span.text(text);
        // "Sindicato de Estibadores" is no place, whatever a sentence makes of it.
        if name.kind != NameKind::Organization && is_foreign_body(written) {
            name.kind = NameKind::Organization;
        }
        // "Harlow Rail of New Zealand": the body, where the text names it alone too.
        let body = |lead: &str| {
            votes.get(&form(lead)).is_some_and(|votes| votes.contains_key(&NameKind::Organization))
        };
        // "Central Bank of New Zealand" is whole: only what was taken for a place is cut.
        if name.kind == NameKind::Location
            && let Some((lead, state)) = written.rsplit_once(" of ")
            && lexicon::country_by_name(state.trim_start_matches("the ")).is_some()
            && body(lead)
            && let Some(span) = Span::try_new(name.span.start()..name.span.start() + lead.len())
        {
            name.span = span;
            name.kind = NameKind::Organization;
        }
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

/// Lets the mentions of a form settle their kind together: what all of them are worth as each kind
/// is added up, where none counts for more than [`LOUDEST`]. Names that the chain found alone, which
/// says nothing of its doubt, are left to the votes.
///
/// Tried and lost: half as much for the other mentions as for the own (by 0.1 to 0.4 of F).
fn weigh(text: &str, names: &mut [Name], odds: &[Option<Odds>]) {
    let mut sums: BTreeMap<String, ([f32; KINDS.len()], usize)> = BTreeMap::new();
    for (name, odds) in names.iter().zip(odds) {
        let Some(odds) = odds else { continue };
        let (sum, mentions) = sums.entry(form(name.span.text(text))).or_default();
        *mentions += 1;
        let top = odds.iter().take(KINDS.len()).copied().fold(f32::MIN, f32::max);
        for (sum, one) in sum.iter_mut().zip(odds) {
            *sum += (one - top).max(-LOUDEST);
        }
    }
    for name in names {
        let Some((sum, mentions)) = sums.get(&form(name.span.text(text))) else { continue };
        let kinds = KINDS.iter().zip(sum);
        // Of two that are worth the same the first.
        let best = kinds.rev().max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((kind, _)) = best.filter(|_| *mentions > 1) {
            name.kind = *kind;
        }
    }
}

/// The most that one mention can say against a kind.
const LOUDEST: f32 = 4.0;

/// A name of several words that begins with the word for a body in one of the larger languages of
/// Europe.
fn is_foreign_body(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = lexicon::fold(words.next().unwrap_or("")).to_lowercase();
    words.next().is_some()
        && matches!(
            first.as_str(),
            "sindicato"
                | "sindacato"
                | "syndicat"
                | "gewerkschaft"
                | "confederacion"
                | "confederacao"
                | "confederazione"
                | "federacion"
                | "federacao"
                | "federazione"
                | "asociacion"
                | "associacao"
                | "associazione"
                | "partido"
                | "partito"
                | "parti"
                | "partei"
                | "ministerio"
                | "ministero"
                | "ministere"
                | "ministerium"
                | "compania"
                | "companhia"
                | "compagnie"
                | "compagnia"
                | "empresa"
                | "banco"
                | "banca"
                | "banque"
                | "sociedad"
                | "sociedade"
                | "societe"
                | "societa"
                | "universidad"
                | "universidade"
                | "universite"
                | "universita"
                | "instituto"
                | "istituto"
                | "institut"
                | "fundacion"
                | "fundacao"
                | "fondazione"
                | "comision"
                | "comissao"
                | "comite"
                | "consejo"
                | "conselho"
                | "consiglio"
                | "conseil"
                | "verband"
                | "verein"
                | "uniao"
                | "unione"
        )
        // With its mark: the English word leads names of other kinds.
        || name.split_once(' ').is_some_and(|(first, _)| first.to_lowercase() == "unión")
}

/// A form to compare by: one kind of white space and apostrophe.
pub(crate) fn form(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}
