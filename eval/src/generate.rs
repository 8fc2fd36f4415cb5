//! The copy generator: from a pile of distinct articles, families of copies with a known tree, and
//! texts that look like copies and are none.
//!
//! [`make`] writes two streams of JSON lines: documents in the plain form (`id`, `title`, `text`,
//! and where the outlet labels its documents `outlet`, `url` and `published`), in an order that
//! says nothing, and what is known of them ([`Gold`]). The same articles, seed and options give the
//! same bytes. A document is forgotten once it is written, so that a pile of millions needs no more
//! memory than a small one; only a buffer of some thousands is held, from which documents are
//! drawn, so that the members of a family do not stand side by side.
//!
//! **Where articles come from.** Of the pile given, articles of 80 words and more are taken, and of
//! two with more than a tenth of the smaller one's 5-word runs in common only the first, since
//! nobody knows whether they are copies ([`distinct`]). Each serves once. Where more are wanted
//! they are recombined (module `recombine`): frames of sentences from all of the pile, their
//! content words, names and figures drawn anew. Passages that are set into texts (local additions,
//! shared quotations, background) are always recombined, so that no passage stands in two documents
//! unless the gold says why.
//!
//! **Outlets** are invented, as many as the square root of the number of articles (12 to 2000), a
//! few of them printing most. A quarter print the bare text, 35 % a byline and a line or two, 30 %
//! masthead, menu, related links (headlines of other articles of the pile) and calls to subscribe,
//! 10 % long notices as well. 12 % do not say who and when they are; of the others 35 % give the
//! day alone. Three documents in a hundred carry a wrong date, up to 300 days off.
//!
//! **Families.** Of the documents the share `share` are copies. A family is a root and one copy
//! (35 %), two (15 %) or three to five (10 %) of it; two to five (20 %) or six to twelve (8 %)
//! copies each of any member so far; or a chain of four, each of the one before (12 %). Of 35 % of
//! the roots with several copies and no copies of copies, the root is withheld; its copies then
//! keep at least three fifths of it. A copy is printed by another outlet 10 minutes to 3 days later
//! (log-uniform), and 35 % name the outlet it was had from, unless the copier hides.
//! Each copy is made in one of these ways, each as likely as any other that suits the text:
//!
//! | kind | relation | how |
//! |---|---|---|
//! | verbatim | verbatim | word for word |
//! | trim-end | trimmed | the first 25 to 90 % of the sentences, at least 40 words |
//! | trim-middle | trimmed | 10 to 60 % of the sentences left out in runs of one to four, never the first, at least 40 words kept |
//! | brief | trimmed | the sentences from the start that come nearest to 30 to 90 words; of texts of 250 and more |
//! | insert | expanded | fresh paragraphs set in, 10 to 60 % of the length |
//! | merge | merged | with another member (30 to 70 % of each, one after the other), or with an article of another family (55 to 75 % of the first, in one to three blocks by turns) |
//! | reword-light | reworked | a synonym for 10 to 40 % of the words that have one in the kept list, figures written out or in digits, quotation and clause order turned in up to 30 % of the sentences that allow it, a few sentences and paragraphs swapped, up to 5 % dropped |
//! | reword-heavy | reworked | 40 to 80 %, words near in the lexicon's vectors too; 40 to 90 % turned, 20 % swapped, 10 to 50 % of the paragraphs moved, up to 25 % of the sentences dropped |
//! | spin | spun | 50 to 95 % of the words that have a synonym or a near word, nothing else; half of them disguised as well |
//! | disguise | tampered | 1 to 30 % of the letters that have look-alikes (log-uniform) |
//! | ads | tampered | one to six advertisements, half of them inside sentences |
//! | ocr | – | 0.5 to 6 % of the letters misread (log-uniform), spaces lost, words parted |
//! | version | version | same outlet, later: one to three of fresh end, fresh lead, other figures, a paragraph less, another headline |
//!
//! A damage is inherited: what is copied from a disguised text is disguised. Half of the copies keep
//! the headline. A merger of two families is of the family that more of it is from, and has the
//! other as `second`; it is copied in ways that keep all of it, so that this stays true.
//!
//! **Hard negatives**: a quarter of the documents that are no copies come in groups of one of four
//! kinds by turns: two to four articles on one outlet's pages, with more notices than text
//! (`same-furniture`); two to four with one quotation of 25 to 80 words (`same-quotation`), two to
//! five with one paragraph of background of 40 to 90 words (`same-boilerplate`), each at least
//! three times as long as what it shares; three to six instalments of a weekly column, whose frame
//! is at most a third of each (`weekly-column`). Where the pile has event labels, articles of one
//! event are `same-event`.
//!
//! Deliberately not: a model of how often each thing happens in the world. Kinds are equally likely
//! so that each is measured equally well. No figure here was chosen by what the program that is
//! measured does.

mod article;
mod base;
mod calendar;
mod cut;
mod damage;
mod data;
mod family;
mod gold;
mod kind;
mod negative;
mod outlet;
mod pieces;
mod recombine;
mod reword;
mod rng;
mod unit;
mod workshop;
mod write;

pub use base::{Base, distinct};
pub use damage::DISGUISES;
pub use gold::{Gold, GoldDocument, HardNegative};

use rng::Rng;
use std::io;
use unit::Unit;
use workshop::{Supply, Workshop};
use write::Writer;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Another seed, another pile.
    pub seed: u64,
    /// Documents to make; `None` for as many as the articles given last for.
    pub articles: Option<usize>,
    /// Share of the documents, 0 to 1, that are copies.
    pub share: f64,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Documents written.
    pub documents: usize,
    /// Those of them that are copies.
    pub copies: usize,
    /// Those of them that stand in groups of hard negatives.
    pub negatives: usize,
}

/// Makes a pile from `bases` and writes its documents and what is known of them.
///
/// # Errors
/// Those of the two writers; and where `bases` is empty.
pub fn make(
    bases: &[Base],
    options: &Options,
    documents: &mut dyn io::Write,
    gold: &mut dyn io::Write,
) -> io::Result<Tally> {
    if bases.is_empty() {
        return Err(io::Error::other("no article of the pile has 80 words and is no copy"));
    }
    let expected = options.articles.unwrap_or(bases.len() * 2);
    let shop = Workshop::new(bases, options.seed, expected);
    let mut supply = Supply::new(bases, options.seed, options.articles.is_some());
    let mut writer = Writer::new(&shop, documents, gold);
    let mut tally = Tally::default();
    let mut groups = 0;
    for nth in 0.. {
        let left = options.articles.map_or(usize::MAX, |all| all.saturating_sub(tally.documents));
        if left == 0 {
            break;
        }
        let rng = &mut Rng::new(options.seed, nth);
        let unit = unit(options, &tally, left, &mut groups, &mut supply, &shop, rng);
        let Some(unit) = unit else { break };
        let held = unit.nodes.iter().filter(|node| node.held);
        tally.documents += held.clone().count();
        tally.copies += held.filter(|node| node.kind.is_some()).count();
        tally.negatives += if unit.negative.is_some() { unit.nodes.len() } else { 0 };
        writer.write(unit, rng)?;
    }
    writer.finish()?;
    Ok(tally)
}

/// What the pile still lacks most: copies, hard negatives, or single articles.
fn unit(
    options: &Options,
    tally: &Tally,
    left: usize,
    groups: &mut usize,
    supply: &mut Supply<'_>,
    shop: &Workshop,
    rng: &mut Rng,
) -> Option<Unit> {
    let others = tally.documents - tally.copies;
    if left > 1 && (tally.copies as f64) < options.share * tally.documents as f64 {
        let root = supply.take(shop)?;
        return Some(family::family(root, left - 1, supply, shop, rng));
    }
    if left > 6 && tally.negatives * 4 < others {
        // A kind that the pile has no more articles for is passed over.
        for _ in negative::NEGATIVES {
            let kind = negative::NEGATIVES[*groups % negative::NEGATIVES.len()];
            *groups += 1;
            if let Some(unit) = negative::group(kind, *groups, supply, shop, rng) {
                return Some(unit);
            }
        }
    }
    supply.take(shop).map(|supplied| unit::single(supplied, shop, rng))
}
