//! Says in words why two texts are or are not in one family.

use wireroom_model::TextPair;

use crate::compare::{Body, Comparison, Verdict, compare};
use crate::imprint::{imprint, one_headline};
use crate::pairs::text_pair;
use crate::words::body_words;
use crate::{Config, Member};

/// Why two texts are or are not copies, the pile left aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The decision and its ground.
    pub verdict: Verdict,
    /// The reasons, the decisive one first; no full stops.
    pub reasons: Vec<String>,
    /// What they share, accepted or not; `None` when no passage of note is. `a` is the member
    /// whose id sorts first.
    pub pair: Option<TextPair>,
}

/// Compares two texts by themselves. What is boilerplate cannot be known from two texts, so within
/// a pile they may still be parted.
#[must_use]
pub fn explain(a: Member<'_>, b: Member<'_>, config: &Config) -> Explanation {
    let (a, b) = if a.document.id <= b.document.id { (a, b) } else { (b, a) };
    let (words_a, words_b) = (body_words(a.text), body_words(b.text));
    let (body_a, body_b) = (Body::new(&words_a), Body::new(&words_b));
    let found = compare(&body_a, &body_b, (imprint(&a), imprint(&b)), config);
    let mut reasons = reasons(&found, &body_a, &body_b, config);
    if found.verdict == Verdict::Copy && one_headline(imprint(&a), imprint(&b)) {
        reasons.insert(1, "both stand under one headline".to_owned());
    }
    let pair = (found.verdict != Verdict::NothingShared)
        .then(|| text_pair((&a, &words_a), (&b, &words_b), &found));
    Explanation { verdict: found.verdict, reasons, pair }
}

fn reasons(found: &Comparison, a: &Body, b: &Body, config: &Config) -> Vec<String> {
    let percent = |share: f32| (share * 100.0).round();
    let first = match found.verdict {
        Verdict::Copy => format!(
            "one text lies behind both: {} % of the own words of the one that has more of it stand in the other",
            percent(found.own_share.0.max(found.own_share.1))
        ),
        Verdict::NothingShared => "they share no passage of note".to_owned(),
        Verdict::Quotation => "what they share stands inside quotation marks: two reporters can write down one sentence".to_owned(),
        Verdict::Boilerplate => "what they share stands in many unrelated texts".to_owned(),
        Verdict::Frame => "the words agree but the numbers do not: one frame, filled twice".to_owned(),
        Verdict::TooLittle => format!(
            "they share {} own words, {} % of the text of which that is more; a copy needs {} words and {} %, and half of the text where they are one passage or of one outlet",
            found.own,
            percent(found.own_share.0.max(found.own_share.1)),
            config.min_words,
            percent(config.min_share)
        ),
    };
    vec![
        first,
        format!(
            "{} words in {} passages stand in both: {} % of the first text's {} and {} % of the second's {}",
            found.equal,
            found.passages().len(),
            percent(found.share.0),
            a.ids.len(),
            percent(found.share.1),
            b.ids.len()
        ),
        format!("{} of them are outside quotation marks and boilerplate", found.own),
    ]
}
