//! Making a text shorter, longer, or of two.

use super::article::{Article, headline, words};
use super::recombine::Recombiner;
use super::rng::Rng;

/// Keeps the first sentences: `share` of them, and no fewer than `least` words.
pub(crate) fn trim_end(article: &mut Article, share: f64, least: usize) {
    let sizes: Vec<usize> = article.sentences().map(|sentence| words(sentence)).collect();
    let wanted = (share * sizes.len() as f64).ceil() as usize;
    let mut held = 0;
    let needed = sizes.iter().take_while(|&&size| {
        let more = held < least;
        held += size;
        more
    });
    let keep = needed.count().max(wanted);
    article.retain(|nth| nth < keep);
}

/// Leaves out `share` of the sentences anywhere but at the start, in runs of one to four, and keeps
/// no fewer than `least` words.
pub(crate) fn trim_middle(article: &mut Article, share: f64, least: usize, rng: &mut Rng) {
    let sizes: Vec<usize> = article.sentences().map(|sentence| words(sentence)).collect();
    let mut held: usize = sizes.iter().sum();
    let mut kept = vec![true; sizes.len()];
    let goal = (share * sizes.len() as f64).ceil() as usize;
    let mut gone = 0;
    for _ in 0..4 * sizes.len() {
        if gone >= goal || sizes.len() < 2 {
            break;
        }
        let start = rng.between(1, sizes.len() - 1);
        let length = rng.between(1, 4);
        for (keep, size) in kept.iter_mut().zip(&sizes).skip(start).take(length) {
            if *keep && gone < goal && held >= least + size {
                *keep = false;
                held -= size;
                gone += 1;
            }
        }
    }
    article.retain(|nth| kept.get(nth).copied().unwrap_or(true));
}

/// Keeps the first sentences, as many as come nearest to `wanted` words.
pub(crate) fn brief(article: &mut Article, wanted: usize) {
    let mut held = 0;
    let mut keep = 0;
    for sentence in article.sentences() {
        let size = words(sentence);
        if keep > 0 && (held + size).abs_diff(wanted) > held.abs_diff(wanted) {
            break;
        }
        held += size;
        keep += 1;
    }
    article.retain(|nth| nth < keep);
    // A brief is one paragraph.
    let all: Vec<String> = article.paragraphs.drain(..).flatten().collect();
    article.paragraphs.push(all);
}

/// Sets fresh paragraphs in, anywhere, until the text has grown by `share`.
pub(crate) fn insert(article: &mut Article, share: f64, fresh: &Recombiner, rng: &mut Rng) {
    let mut wanted = (share * article.words() as f64) as usize;
    while wanted > 0 {
        let paragraph = fresh.passage(12, 60.max(wanted / 3), rng);
        let size: usize = paragraph.iter().map(|sentence| words(sentence)).sum();
        if size == 0 {
            break;
        }
        let at = rng.between(0, article.paragraphs.len());
        article.paragraphs.insert(at, paragraph);
        wanted = wanted.saturating_sub(size);
    }
}

/// Of one family: the head of `first` to about `share` of its paragraphs, then what `second` has
/// after the same share of its own.
pub(crate) fn splice(first: &Article, second: &Article, share: f64) -> Article {
    let cut = |article: &Article| (share * article.paragraphs.len() as f64).round() as usize;
    let mut paragraphs: Vec<Vec<String>> =
        first.paragraphs.iter().take(cut(first)).cloned().collect();
    paragraphs.extend(second.paragraphs.iter().skip(cut(second)).cloned());
    Article { title: first.title.clone(), paragraphs }
}

/// Of two families: `first` as far as it makes `share` of the whole, and as much of `second` as
/// makes the rest, in one to three blocks each by turns.
pub(crate) fn merge(first: &Article, second: &Article, share: f64, rng: &mut Rng) -> Article {
    let (mut first_part, mut second_part) = (first.clone(), second.clone());
    let total = first.words() as f64 / share;
    let wanted = ((1.0 - share) * total) as usize;
    if wanted > second.words() {
        let fits = second.words() as f64 / (1.0 - share) * share;
        trim_end(&mut first_part, fits / first.words().max(1) as f64, 0);
    } else {
        trim_end(&mut second_part, wanted as f64 / second.words().max(1) as f64, 0);
    }
    let blocks = rng.between(1, 3);
    let chunk = |article: &Article| article.paragraphs.len().div_ceil(blocks).max(1);
    let (one, two) = (chunk(&first_part), chunk(&second_part));
    let mut ones = first_part.paragraphs.chunks(one);
    let mut twos = second_part.paragraphs.chunks(two);
    let mut paragraphs = Vec::new();
    for _ in 0..=blocks {
        paragraphs.extend(ones.next().into_iter().flatten().cloned());
        paragraphs.extend(twos.next().into_iter().flatten().cloned());
    }
    Article { title: first.title.clone(), paragraphs }
}

/// A later state: one to three of: fresh paragraphs at the end, a fresh lead, other figures, a
/// paragraph less, another headline.
pub(crate) fn revise(article: &mut Article, fresh: &Recombiner, rng: &mut Rng) {
    for _ in 0..rng.between(1, 3) {
        match rng.below(5) {
            0 => (0..rng.between(1, 3)).for_each(|_| {
                let paragraph = fresh.passage(15, 60, rng);
                article.paragraphs.push(paragraph);
            }),
            1 => {
                let lead = fresh.passage(12, 35, rng);
                article.paragraphs.insert(0, lead);
            }
            2 => recount(article, rng),
            3 if article.paragraphs.len() > 3 => {
                let gone = rng.between(1, article.paragraphs.len() - 1);
                article.paragraphs.remove(gone);
            }
            _ => article.title = headline(&[fresh.passage(8, 12, rng)]),
        }
    }
    article.paragraphs.retain(|paragraph| !paragraph.is_empty());
}

/// Other figures in a third of the sentences that have any.
fn recount(article: &mut Article, rng: &mut Rng) {
    for sentence in article.sentences_mut() {
        if sentence.contains(|c: char| c.is_ascii_digit()) && rng.chance(1.0 / 3.0) {
            let digit = |c: char, rng: &mut Rng| match c {
                '1'..='9' => char::from(b'1' + rng.below(9) as u8),
                other => other,
            };
            *sentence = sentence.chars().map(|c| digit(c, rng)).collect();
        }
    }
}
