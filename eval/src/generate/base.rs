//! The pile that copies are made from: only articles that are surely no copies of each other.

use super::article::Article;
use super::calendar::{Minute, noon};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use wireroom::model::Document;

/// Fewest words of an article that copies are made from.
const MIN_WORDS: usize = 80;
/// Words of a run that two articles are compared by.
const RUN: usize = 5;
/// Two articles that have a larger share of the smaller one's runs in common may be copies of each
/// other; nobody knows, so the later is left out.
const MAX_SHARE: f64 = 0.1;
/// Holders of a run that are remembered; what stands in more articles is a phrase.
const MAX_HOLDERS: usize = 8;

/// An article of the given pile.
#[derive(Debug, Clone)]
pub struct Base {
    pub(crate) article: Article,
    /// The event that a corpus says it tells of.
    pub(crate) event: Option<String>,
    /// When it was published, if the pile says so.
    pub(crate) at: Option<Minute>,
}

/// The articles of a pile that are long enough and surely no copies of each other, in the order
/// given. `event` gives the label of a source id, where a corpus has labels.
#[must_use]
pub fn distinct(documents: &[Document], event: impl Fn(&str) -> Option<String>) -> Vec<Base> {
    let mut holders = HashMap::<u64, Vec<usize>>::new();
    let mut found = Vec::new();
    for document in documents {
        let article = Article::read(document.title.as_deref(), &document.received);
        if article.words() < MIN_WORDS {
            continue;
        }
        let runs = runs(&article);
        let mut shared = BTreeMap::<usize, usize>::new();
        for run in &runs {
            for &holder in holders.get(run).into_iter().flatten() {
                *shared.entry(holder).or_default() += 1;
            }
        }
        let sizes = |at: usize| found.get(at).map_or(1, |(_, size): &(Base, usize)| *size);
        let alike = |(&at, &n): (&usize, &usize)| {
            n as f64 > MAX_SHARE * sizes(at).min(runs.len()).max(1) as f64
        };
        if shared.iter().any(alike) {
            continue;
        }
        for &run in &runs {
            let held = holders.entry(run).or_default();
            if held.len() < MAX_HOLDERS {
                held.push(found.len());
            }
        }
        let event = document.source_id.as_deref().and_then(&event);
        let stamp = document.published.as_ref();
        let at = stamp.and_then(|stamp| noon(&stamp.value));
        found.push((Base { article, event, at }, runs.len()));
    }
    found.into_iter().map(|(base, _)| base).collect()
}

/// The distinct runs of words, hashed (by a fixed key, so that the same pile gives the same).
fn runs(article: &Article) -> Vec<u64> {
    let text: Vec<String> = article.sentences().map(|sentence| sentence.to_lowercase()).collect();
    let words = text.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
