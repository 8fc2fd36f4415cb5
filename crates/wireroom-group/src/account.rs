//! Accounts: which texts are one independent telling.
//!
//! Families, but all that one outlet tells is one account, and so is what one publisher prints.
//! Texts that name no outlet count by family alone.

use std::borrow::Cow;
use std::collections::BTreeMap;
use wireroom_model::Telling;

/// For each text of a pile, what joins it to others in one account: worked out once a stage, asked
/// for every event and claim.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    keys: Vec<Vec<usize>>,
}

/// What joins a text to others in one account: its family; its outlet, where it is `alone` in its
/// family; and who publishes it. A witness with a sibling elsewhere speaks for its source, not for
/// its outlet; whoever publishes the text itself is joined in any case.
#[must_use]
pub fn account_keys<'a>(
    family: &'a str,
    outlet: Option<&str>,
    publisher: Option<&'a str>,
    alone: bool,
) -> Vec<(&'static str, Cow<'a, str>)> {
    let keys = [
        Some(("family", Cow::Borrowed(family))),
        outlet.filter(|_| alone).map(|outlet| ("outlet", Cow::Owned(outlet.to_lowercase()))),
        publisher.map(|publisher| ("publisher", Cow::Borrowed(publisher))),
    ];
    keys.into_iter().flatten().collect()
}

/// Items that have a key in common, at any remove, by index: in the order of their first.
#[must_use]
pub fn together<K: Ord>(keys: &[&[K]]) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..keys.len()).collect();
    let mut first_with = BTreeMap::<&K, usize>::new();
    for (at, keys) in keys.iter().enumerate() {
        for key in *keys {
            let first = *first_with.entry(key).or_insert(at);
            let (a, b) = (top(&mut of, first), top(&mut of, at));
            of[a.max(b)] = a.min(b);
        }
    }
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for at in 0..keys.len() {
        groups.entry(top(&mut of, at)).or_default().push(at);
    }
    groups.into_values().collect()
}

impl Accounts {
    /// Of the texts of a pile.
    #[must_use]
    pub fn of(pile: &[Telling<'_>]) -> Self {
        let mut sizes = BTreeMap::<usize, usize>::new();
        for telling in pile {
            *sizes.entry(telling.family).or_default() += 1;
        }
        let mut numbers = BTreeMap::<(&str, String), usize>::new();
        let keys = pile.iter().map(|telling| {
            let family = telling.family.to_string();
            let publisher = publisher(&telling.document.received);
            let alone = sizes.get(&telling.family) == Some(&1);
            let outlet = telling.document.outlet.as_deref();
            let keys = account_keys(&family, outlet, publisher.as_deref(), alone);
            let number = |(of, key): (&'static str, Cow<'_, str>)| {
                let next = numbers.len();
                *numbers.entry((of, key.into_owned())).or_insert(next)
            };
            keys.into_iter().map(number).collect()
        });
        Self { keys: keys.collect() }
    }

    /// Of texts whose keys were told by [`Accounts::keys`], of all of the pile.
    #[must_use]
    pub const fn of_keys(keys: Vec<Vec<usize>>) -> Self {
        Self { keys }
    }

    /// The keys of a text: those that have one in common are one account.
    #[must_use]
    pub fn keys(&self, at: usize) -> &[usize] {
        self.keys.get(at).map_or(&[], Vec::as_slice)
    }

    /// Independent tellings among `members`.
    #[must_use]
    pub fn count(&self, members: &[usize]) -> usize {
        self.groups(members).len()
    }

    /// The members of each account, in the order of their first member.
    #[must_use]
    pub fn groups(&self, members: &[usize]) -> Vec<Vec<usize>> {
        let keys: Vec<&[usize]> = members.iter().map(|&at| self.keys(at)).collect();
        let of = |group: Vec<usize>| group.iter().map(|&at| members[at]).collect();
        together(&keys).into_iter().map(of).collect()
    }
}

/// The first of the group of `at`; what stands on the way is hung right below it.
fn top(of: &mut [usize], at: usize) -> usize {
    let mut first = at;
    while of[first] != first {
        first = of[first];
    }
    let mut below = at;
    while of[below] != first {
        below = std::mem::replace(&mut of[below], first);
    }
    first
}

/// The publisher that a text says it belongs to, by its copyright notice ("© Murray Media 2023"),
/// in lower case and without the year; `None` for an agency, which is behind many publishers. A
/// mark without a year is whose a picture is.
#[must_use]
pub fn publisher(received: &str) -> Option<String> {
    const MOST: usize = 60;
    let at = received.rfind('©')?;
    let notice = received.get(at + '©'.len_utf8()..)?;
    let line = notice.trim_start().lines().next()?;
    let end = line.find(['.', '|', ';', '(']).unwrap_or(line.len());
    let words = line.get(..end)?.split_whitespace();
    let is_year = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.get(..4).is_some_and(|year| ("1900".."2100").contains(&year))
    };
    if !words.clone().any(is_year) {
        return None;
    }
    let plain = words.filter(|word| {
        !word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
            && !matches!(word.to_lowercase().as_str(), "copyright" | "by" | "the")
    });
    let name = plain.collect::<Vec<&str>>().join(" ").to_lowercase();
    let name = name.trim_matches([',', ' ']).split(" all rights").next()?.trim().to_owned();
    let stated =
        !name.is_empty() && name.len() <= MOST && wireroom_lexicon::agency_by_name(&name).is_none();
    stated.then_some(name)
}
