//! What later hands and machines do to letters: look-alikes, misread print, advertisements.

use super::article::Article;
use super::data::Kept;
use super::rng::Rng;

/// Look-alikes of common letters, from several scripts. The repair has its own table: this one is
/// written by hand so that the two are not one source.
pub const DISGUISES: [(char, &str); 24] = [
    ('a', "аɑα"),
    ('b', "ЬƄ"),
    ('c', "сϲⅽ"),
    ('d', "ԁⅾ"),
    ('e', "еҽ"),
    ('g', "ɡց"),
    ('h', "һհ"),
    ('i', "іⅰι"),
    ('j', "јϳ"),
    ('k', "κҝ"),
    ('l', "ⅼӏ"),
    ('m', "ⅿ"),
    ('n', "ոп"),
    ('o', "оοօ"),
    ('p', "рρ"),
    ('s', "ѕꜱ"),
    ('u', "սυ"),
    ('v', "ѵν"),
    ('w', "ԝա"),
    ('x', "хⅹ"),
    ('y', "уγ"),
    ('T', "ТΤ"),
    ('S', "ЅՏ"),
    ('A', "АΑ"),
];

/// What a scanner reads for what is printed.
const MISREAD: [(&str, &str); 16] = [
    ("rn", "m"),
    ("cl", "d"),
    ("li", "h"),
    ("vv", "w"),
    ("m", "rn"),
    ("w", "vv"),
    ("l", "1"),
    ("I", "l"),
    ("O", "0"),
    ("e", "c"),
    ("a", "o"),
    ("h", "b"),
    ("t", "f"),
    ("S", "5"),
    ("fi", "fl"),
    (",", "."),
];

/// Each letter that has look-alikes is replaced by one with chance `rate`.
pub(crate) fn disguise(article: &mut Article, rate: f64, rng: &mut Rng) {
    for sentence in article.sentences_mut() {
        *sentence = sentence
            .chars()
            .map(|c| {
                let alike = DISGUISES.iter().find(|(letter, _)| *letter == c);
                let Some((_, alike)) = alike.filter(|_| rng.chance(rate)) else { return c };
                alike.chars().nth(rng.below(alike.chars().count())).unwrap_or(c)
            })
            .collect();
    }
}

/// Each place of a text is misread with chance `rate`; spaces fall out, and words are parted at
/// what were the ends of lines, at a quarter of it.
pub(crate) fn misread(article: &mut Article, rate: f64, rng: &mut Rng) {
    for sentence in article.sentences_mut() {
        let mut made = String::with_capacity(sentence.len());
        let mut rest = sentence.as_str();
        while let Some(c) = rest.chars().next() {
            let step = c.len_utf8();
            let wrong = MISREAD.iter().filter(|(printed, _)| rest.starts_with(printed));
            let wrong: Vec<_> = wrong.collect();
            if rng.chance(rate)
                && let Some((printed, read)) = rng.pick(&wrong)
            {
                made.push_str(read);
                rest = rest.get(printed.len()..).unwrap_or("");
                continue;
            }
            if c == ' ' && rng.chance(rate / 4.0) {
                rest = rest.get(step..).unwrap_or("");
                continue;
            }
            made.push(c);
            if c.is_lowercase() && rng.chance(rate / 4.0) {
                made.push_str("- ");
            }
            rest = rest.get(step..).unwrap_or("");
        }
        *sentence = made;
    }
}

/// Sets `count` advertisements in: half of them inside sentences, a quarter between sentences, a
/// quarter as paragraphs.
pub(crate) fn advertise(article: &mut Article, count: usize, kept: &Kept, rng: &mut Rng) {
    for _ in 0..count {
        let place = rng.unit();
        let paragraphs = article.paragraphs.len();
        if place < 0.25 {
            let Some(ad) = rng.pick(&kept.ads) else { return };
            let at = rng.between(usize::from(paragraphs > 0), paragraphs);
            article.paragraphs.insert(at, vec![(*ad).to_owned()]);
            continue;
        }
        let at = rng.below(paragraphs);
        let Some(paragraph) = article.paragraphs.get_mut(at) else { return };
        let at = rng.below(paragraph.len());
        if place < 0.5 {
            let Some(ad) = rng.pick(&kept.ads) else { return };
            paragraph.insert(at, (*ad).to_owned());
        } else if let (Some(sentence), Some(ad)) =
            (paragraph.get_mut(at), rng.pick(&kept.inner_ads))
        {
            let spaces: Vec<usize> = sentence.match_indices(' ').map(|(at, _)| at).collect();
            let Some(&at) = rng.pick(&spaces) else { continue };
            let glue = if ad.starts_with([',', '.']) { "" } else { " " };
            sentence.insert_str(at, &format!("{glue}{ad}"));
        }
    }
}
