//! What the generator works with: the given articles and what is drawn from them.

use super::article::Article;
use super::base::Base;
use super::calendar::Minute;
use super::data::Kept;
use super::outlet::Outlet;
use super::recombine::Recombiner;
use super::reword::Thesaurus;
use super::rng::Rng;

/// Tools and materials, the same for all units of work.
#[derive(Debug)]
pub(crate) struct Workshop {
    pub(crate) seed: u64,
    pub(crate) kept: Kept,
    pub(crate) thesaurus: Thesaurus,
    pub(crate) fresh: Recombiner,
    pub(crate) outlets: Vec<Outlet>,
}

impl Workshop {
    pub(crate) fn new(bases: &[Base], seed: u64, articles: usize) -> Self {
        let kept = Kept::read();
        let count = (articles as f64).sqrt().clamp(12.0, 2000.0) as usize;
        Self {
            seed,
            thesaurus: Thesaurus::new(&kept, bases),
            fresh: Recombiner::new(bases),
            outlets: (0..count).map(|nth| Outlet::new(&kept, seed, nth, None)).collect(),
            kept,
        }
    }

    /// An outlet; a few print most of what there is.
    pub(crate) fn outlet(&self, rng: &mut Rng) -> Outlet {
        let skewed = rng.unit() * rng.unit();
        let at = (skewed * self.outlets.len() as f64) as usize;
        self.outlets.get(at).cloned().unwrap_or_else(|| Outlet::new(&self.kept, self.seed, 0, None))
    }
}

/// An article that nothing else in the pile is made from.
#[derive(Debug, Clone)]
pub(crate) struct Supplied {
    pub(crate) article: Article,
    pub(crate) event: Option<String>,
    pub(crate) at: Minute,
}

/// The articles of the pile, each once, in an order drawn from the seed; then, where more are
/// wanted, recombined ones.
#[derive(Debug)]
pub(crate) struct Supply<'a> {
    bases: Vec<&'a Base>,
    /// Short ones that a unit could not use, for a unit that can.
    put_back: Vec<Supplied>,
    seed: u64,
    made: u64,
    endless: bool,
}

impl<'a> Supply<'a> {
    pub(crate) fn new(bases: &'a [Base], seed: u64, endless: bool) -> Self {
        let mut bases: Vec<&Base> = bases.iter().collect();
        Rng::new(seed, 0x7375_7070_6c79).shuffle(&mut bases);
        Self { bases, put_back: Vec::new(), seed, made: 0, endless }
    }

    pub(crate) fn take(&mut self, shop: &Workshop) -> Option<Supplied> {
        if let Some(back) = self.put_back.pop() {
            return Some(back);
        }
        self.draw(shop)
    }

    /// One of at least `words` words; shorter ones that come up are kept for others. Given up
    /// after some tries.
    pub(crate) fn take_long(&mut self, words: usize, shop: &Workshop) -> Option<Supplied> {
        for _ in 0..40 {
            let found = self.draw(shop)?;
            if found.article.words() >= words {
                return Some(found);
            }
            self.put_back.push(found);
        }
        None
    }

    pub(crate) fn put_back(&mut self, unused: impl IntoIterator<Item = Supplied>) {
        self.put_back.extend(unused);
    }

    fn draw(&mut self, shop: &Workshop) -> Option<Supplied> {
        self.made += 1;
        let rng = &mut Rng::new(self.seed ^ 0x6261_7365, self.made);
        // Ten years of news, by the minute.
        let at = (15 * 365 * 1440 + rng.below(3650 * 1440)) as Minute;
        if let Some(base) = self.bases.pop() {
            let at = base.at.unwrap_or(at);
            return Some(Supplied { article: base.article.clone(), event: base.event.clone(), at });
        }
        if !self.endless {
            return None;
        }
        let article = (0..20).map(|_| shop.fresh.article(rng)).find(|made| made.words() >= 80)?;
        Some(Supplied { article, event: None, at })
    }
}
