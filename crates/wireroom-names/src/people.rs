//! Which names of people in a text are one person.
//!
//! Full names agree when surname and given name agree by transliteration key, an initial standing
//! for any name that begins with it. A bare surname goes to the nearest person before it who has
//! it, else to the only one of the text who does: two who share a surname stay apart.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon::name_key;

/// How many persons back a name is compared with: texts do not go further, hostile ones do.
const BACK: usize = 512;

/// A name of a person taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonKey {
    /// Transliteration keys of its words, in order; an initial is one letter and a stop.
    pub(crate) parts: Vec<String>,
}

impl PersonKey {
    /// The key of a name as written. Empty for a name without a letter.
    pub(crate) fn new(name: &str) -> Self {
        let mut parts = Vec::new();
        let mut words = name.split(|c: char| c.is_whitespace() || c == ',').peekable();
        while let Some(word) = words.next() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // "Cllr Iain Morrison": a title that the finder of names took along.
            let title = parts.is_empty() && words.peek().is_some() && is_short_title(bare);
            if bare.is_empty() || is_suffix(bare) || title {
                continue;
            }
            let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
            let initials = letters == 1
                || (letters <= 3
                    && word.contains('.')
                    && bare.chars().all(|c| c == '.' || c.is_uppercase()));
            if initials {
                let lower = bare.to_lowercase();
                parts.extend(lower.chars().filter(|c| c.is_alphabetic()).map(|c| format!("{c}.")));
                continue;
            }
            // German writes ü as ue where it has no ü; both are u here, in every name alike.
            let plain = wireroom_lexicon::fold(bare).to_lowercase();
            let plain = plain.replace("ue", "u").replace("oe", "o").replace("ae", "a");
            let key = name_key(&plain).replace(' ', "");
            parts.push(if key.is_empty() { bare.to_lowercase() } else { key });
        }
        Self { parts }
    }

    /// Whether it has a given name and a surname.
    pub(crate) fn is_full(&self) -> bool {
        self.parts.len() >= 2
    }

    /// The key of the surname; the name itself where it is one word.
    pub(crate) fn surname(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// Whether two full names can be one person's.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let (short, long) =
            if self.parts.len() <= other.parts.len() { (self, other) } else { (other, self) };
        let (Some((last, given)), Some((long_last, long_given))) =
            (short.parts.split_last(), long.parts.split_last())
        else {
            return false;
        };
        if given.is_empty() {
            return false;
        }
        if same(last, long_last) {
            // Every given name of the shorter one stands in the longer one, in order.
            let mut rest = long_given.iter();
            let first = given.first().zip(long_given.first()).is_some_and(|(a, b)| same(a, b));
            return first && given.iter().all(|part| rest.any(|one| same(part, one)));
        }
        // "Maria Santos" of "Maria Santos Rivera": at least two words from the first on.
        short.parts.len() >= 2
            && long.parts.len() > short.parts.len()
            && short.parts.iter().zip(&long.parts).all(|(a, b)| same(a, b))
    }

    /// Whether this bare name can be short for that full one: its surname first of all.
    pub(crate) fn shortens(&self, full: &Self) -> Option<Fit> {
        let (first, rest) = self.parts.split_first()?;
        let particle = full.parts.len() > self.parts.len() && full.parts.ends_with(&self.parts);
        if same(self.surname(), full.surname()) && (rest.is_empty() || particle) {
            return Some(Fit::Surname);
        }
        if !rest.is_empty() {
            return None;
        }
        if full.parts.first().is_some_and(|given| same(first, given)) {
            return Some(Fit::Given);
        }
        full.parts.iter().any(|part| same(first, part)).then_some(Fit::Middle)
    }
}

/// Which part of a full name a bare one is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    Surname,
    Given,
    Middle,
}

/// The persons of a text: for each of its names, in text order, the number of its person; and for
/// each person the number of the name that is its fullest.
pub(crate) fn persons(names: &[&str]) -> (Vec<usize>, Vec<usize>) {
    let keys: Vec<PersonKey> = names.iter().map(|name| PersonKey::new(name)).collect();
    let mut of: Vec<Option<usize>> = vec![None; names.len()];
    let mut fullest: Vec<usize> = Vec::new();
    // Full names first: a headline's bare surname is explained by the body.
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| key.is_full()) {
        let known = (fullest.len().saturating_sub(BACK)..fullest.len())
            .find(|person| keys[fullest[*person]].agrees(key));
        let person = known.unwrap_or(fullest.len());
        if known.is_none() {
            fullest.push(at);
        } else if keys[fullest[person]].parts.len() < key.parts.len() {
            fullest[person] = at;
        }
        of[at] = Some(person);
    }
    let full_persons = fullest.len();
    for at in 0..names.len() {
        if of[at].is_some() {
            continue;
        }
        let fits = |person: usize| {
            let full = keys.get(*fullest.get(person)?)?;
            if person < full_persons {
                keys[at].shortens(full)
            } else {
                (keys[at] == *full).then_some(Fit::Surname)
            }
        };
        let window = fullest.len().saturating_sub(BACK)..fullest.len();
        let best = window.clone().filter_map(fits).min();
        let fitting: Vec<usize> =
            (0..fullest.len()).filter(|person| best.is_some() && fits(*person) == best).collect();
        let nearest =
            (0..at).rev().find_map(|before| of[before].filter(|person| fitting.contains(person)));
        let person = nearest.or(fitting.first().copied()).unwrap_or_else(|| {
            fullest.push(at);
            fullest.len() - 1
        });
        of[at] = Some(person);
    }
    (of.into_iter().map(|person| person.unwrap_or(0)).collect(), fullest)
}

/// For full names of a pile the name each one joins; one that joins none is left out.
///
/// Names that agree are joined where all that agree with each other do so in every pair; a form
/// that could be short for two persons is left alone.
pub(crate) fn one_person_each<'k>(
    names: &BTreeSet<&'k PersonKey>,
) -> BTreeMap<&'k PersonKey, &'k PersonKey> {
    // Only names whose surnames or first two words sound alike are worth comparing.
    let mut joined = BTreeMap::new();
    let mut by_surname: BTreeMap<String, Vec<&'k PersonKey>> = BTreeMap::new();
    for name in names {
        by_surname.entry(skeleton(name.surname())).or_default().push(name);
    }
    for bucket in by_surname.values() {
        join_alike(bucket, &mut joined);
    }
    // "Maria Santos" of "Maria Santos Rivera", each for all that have joined it.
    let mut by_start: BTreeMap<String, Vec<&'k PersonKey>> = BTreeMap::new();
    for name in names.iter().filter(|name| joined.get(*name).is_none_or(|to| to == *name)) {
        let start = name.parts.iter().take(2).map(|part| skeleton(part));
        by_start.entry(start.collect::<Vec<_>>().join(" ")).or_default().push(name);
    }
    let mut further = BTreeMap::new();
    for bucket in by_start.values() {
        join_alike(bucket, &mut further);
    }
    for to in joined.values_mut() {
        *to = further.get(to).copied().unwrap_or(to);
    }
    for (one, to) in further {
        joined.insert(one, to);
    }
    joined
}

/// Joins the names of a bucket that agree.
fn join_alike<'k>(bucket: &[&'k PersonKey], joined: &mut BTreeMap<&'k PersonKey, &'k PersonKey>) {
    if bucket.len() < 2 || bucket.len() > BACK {
        return;
    }
    let mut left: BTreeSet<&PersonKey> = bucket.iter().copied().collect();
    while let Some(first) = left.pop_first() {
        let alike: Vec<&PersonKey> = left.iter().copied().filter(|one| one.agrees(first)).collect();
        let clique = |all: &[&PersonKey]| {
            all.iter().enumerate().all(|(at, a)| all.iter().skip(at + 1).all(|b| a.agrees(b)))
        };
        let closed = || {
            let inside =
                |one: &PersonKey| *one == *first || alike.iter().any(|other| **other == *one);
            bucket.iter().all(|other| inside(other) || !alike.iter().any(|one| one.agrees(other)))
        };
        if alike.is_empty() || !clique(&alike) || !closed() {
            continue;
        }
        let longest = alike.iter().copied().chain([first]).max_by_key(|one| {
            let plain = one.parts.iter().filter(|part| !part.ends_with('.')).count();
            (plain, one.parts.len(), std::cmp::Reverse(*one))
        });
        let Some(longest) = longest else { continue };
        for one in alike.into_iter().chain([first]) {
            left.remove(one);
            joined.insert(one, longest);
        }
    }
}

/// Consonants, with k and g one: what differing spellings of a surname share.
fn skeleton(key: &str) -> String {
    let kept = key.chars().filter(|c| !matches!(c, 'a' | 'i' | 'o'));
    let skeleton: String = kept.map(|c| if c == 'g' { 'k' } else { c }).collect();
    if skeleton.is_empty() { key.to_owned() } else { skeleton }
}

/// Whether two parts of names are the same, an initial standing for any that begins with it.
fn same(a: &str, b: &str) -> bool {
    let initial =
        |a: &str, b: &str| a.strip_suffix('.').is_some_and(|letter| b.starts_with(letter));
    a == b || initial(a, b) || initial(b, a) || wireroom_lexicon::name_keys_match(a, b)
}

fn is_short_title(word: &str) -> bool {
    use wireroom_lexicon::TitleKind;
    let kind = wireroom_lexicon::title_kind(&word.to_lowercase());
    matches!(kind, Some(TitleKind::Abbreviation | TitleKind::Honorific)) && word.chars().count() > 1
}

fn is_suffix(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}
