//! What a sentence shows that it may be set in by a later hand.
//!
//! Three sorts of sign: what it does (turns to the reader, speaks of the text it stands in, sends
//! them somewhere, offers for sale), how it stands to the text (how far its words are in meaning
//! from those of the text, names that the text has nowhere else), and what speaks against it (a
//! quotation, somebody said it).

use wireroom_lexicon as lexicon;

/// How many features a sentence has, the constant one included.
pub(crate) const COUNT: usize = 14;

const READER: &[&str] = &["you", "your", "yours", "yourself", "you're", "you'll"];

/// Words of offers and of what is sold to everybody.
const TRADE: &[&str] = &[
    "free",
    "discount",
    "discounts",
    "save",
    "saving",
    "savings",
    "deal",
    "deals",
    "cheap",
    "cheaper",
    "cheapest",
    "buy",
    "order",
    "price",
    "prices",
    "priced",
    "offer",
    "offers",
    "bonus",
    "deposit",
    "sale",
    "shop",
    "shopping",
    "loan",
    "loans",
    "insurance",
    "casino",
    "spins",
    "bet",
    "betting",
    "quote",
    "quotes",
    "compare",
    "download",
    "unlimited",
    "guarantee",
    "guaranteed",
    "instant",
    "cure",
    "pills",
    "supplement",
    "trick",
    "secret",
    "exclusive",
    "coupon",
    "promo",
    "trial",
    "win",
    "prize",
    "invest",
    "forex",
    "crypto",
    "trading",
    "singles",
    "dating",
    "followers",
    "essay",
    "essays",
    "seo",
    "hosting",
    "vpn",
    "warranty",
    "delivery",
    "shipping",
    "affordable",
    "bargain",
    "voucher",
    "refund",
    "subscription",
    "review",
    "reviews",
];

/// How sentences to the reader begin.
const OPENS: &[&str] = &[
    "try",
    "get",
    "save",
    "buy",
    "order",
    "click",
    "check",
    "compare",
    "download",
    "sign",
    "join",
    "unlock",
    "bet",
    "win",
    "discover",
    "find",
    "see",
    "visit",
    "call",
    "claim",
    "subscribe",
    "shop",
    "learn",
    "read",
    "watch",
    "start",
    "enjoy",
    "grab",
    "book",
    "play",
    "earn",
    "make",
    "stop",
    "want",
    "looking",
    "need",
    "feeling",
    "tired",
    "why",
    "is",
    "are",
    "do",
    "does",
    "have",
    "if",
    "here",
    "sponsored",
    "advertisement",
    "ad",
    "doctors",
    "experts",
    "homeowners",
    "drivers",
    "our",
];

const ITSELF: &[&str] = &[
    "this article",
    "this post",
    "this write-up",
    "this information",
    "this piece",
    "this content",
    "this blog",
    "this page",
    "more information",
    "more details",
    "more info",
    "further information",
    "more facts",
    "additional info",
    "even more",
    "much more",
];

const GO: &[&str] = &[
    " visit ",
    " click ",
    " check out ",
    " browse ",
    " take a look ",
    " have a look ",
    " contact us",
    " call us",
    " go to ",
    " look at our",
    " look into our",
    " see our",
    " stop by ",
    " get in touch ",
    " sign up ",
    " order now",
    " get hold of us",
    " make contact with us",
    " reach us",
    " find out ",
    " see why ",
    " learn more ",
    " read more ",
    " look at this ",
];

const SITE: &[&str] = &[
    " site ",
    " website ",
    " web site ",
    " web-site ",
    " webpage ",
    " web page ",
    " web-page ",
    " internet site ",
    " homepage ",
    " home page ",
    " internet page ",
    " our page ",
    " our blog ",
    " our store ",
    " our shop ",
    " link below ",
    " online ",
    ".com ",
];

const PAID: &[&str] = &[
    "sponsored",
    "advertisement",
    "advertorial",
    "powered by",
    "partner shop",
    "our partner",
    "promoted",
    "paid content",
    "with code ",
    "promo code",
];

/// A text as its sentences are held against it.
pub(crate) struct Ground {
    /// The sum of the vectors of its words, weighted by their rarity.
    sum: Vec<f64>,
    /// Its words in lower case, sorted.
    words: Vec<String>,
}

impl Ground {
    pub(crate) fn new(text: &str) -> Self {
        let mut words: Vec<String> = words(text).map(str::to_lowercase).collect();
        let sum = vector_of(words.iter().map(String::as_str));
        words.sort_unstable();
        Self { sum, words }
    }

    /// Whether the text has a word more than once.
    fn repeats(&self, word: &str) -> bool {
        let from = self.words.partition_point(|held| held.as_str() < word);
        self.words.get(from + 1).is_some_and(|next| next == word)
    }
}

/// The features of a sentence of a text; `quoted` says that it stands inside a quotation.
pub(crate) fn features(sentence: &str, quoted: bool, ground: &Ground) -> [f64; COUNT] {
    let listed: Vec<&str> = words(sentence).collect();
    let low: Vec<String> = listed.iter().map(|word| word.to_lowercase()).collect();
    let padded = format!(
        " {} ",
        sentence
            .to_lowercase()
            .replace(['’'], "'")
            .replace([',', '!', '?', ';', ':', '(', ')'], " ")
    );
    let padded = padded.replace(". ", " ").replace("  ", " ");
    let flag = |is: bool| f64::from(u8::from(is));
    let any = |cues: &[&str]| flag(cues.iter().any(|cue| padded.contains(cue)));
    let held = |list: &[&str]| low.iter().filter(|word| list.contains(&word.as_str())).count();
    let own = vector_of(low.iter().map(String::as_str));
    let rest: Vec<f64> = ground.sum.iter().zip(&own).map(|(all, own)| all - own).collect();
    let strange = listed
        .iter()
        .zip(&low)
        .skip(1)
        .filter(|(word, lower)| word.starts_with(char::is_uppercase) && !ground.repeats(lower));
    let spoken = [" said ", " says ", " told ", " according ", " added ", " asked "];
    [
        1.0,
        flag(held(READER) > 0),
        any(ITSELF),
        any(GO),
        any(SITE),
        (held(TRADE).min(4) as f64) / 2.0,
        flag(low.first().is_some_and(|first| OPENS.contains(&first.as_str()))),
        cosine(&own, &rest),
        (strange.count().min(4) as f64) / 2.0,
        flag(sentence.trim_end().ends_with(['?', '!'])),
        any(PAID),
        flag(quoted || sentence.contains(['"', '“', '”'])),
        any(&spoken),
        (listed.len().min(60) as f64) / 20.0 - 1.0,
    ]
}

/// Whether a sentence offers something or sends the reader somewhere; without it a turn to the
/// reader is a question like any other.
pub(crate) fn has_aim(features: &[f64; COUNT]) -> bool {
    let [_, _, itself, go, site, trade, _, _, _, _, paid, ..] = features;
    itself + go + site + trade + paid > 0.0
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn vector_of<'a>(words: impl Iterator<Item = &'a str>) -> Vec<f64> {
    let mut sum = vec![0.0; lexicon::VECTOR_DIMS];
    for word in words {
        let Some(vector) = lexicon::vector(word) else { continue };
        let length = f64::from(lexicon::dot(vector, vector)).sqrt().max(1.0);
        let weight = f64::from(lexicon::idf(word)) / length;
        for (to, from) in sum.iter_mut().zip(vector) {
            *to += weight * f64::from(*from);
        }
    }
    sum
}

fn cosine(left: &[f64], right: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    let norm = (dot(left, left) * dot(right, right)).sqrt();
    if norm > 0.0 { dot(left, right) / norm } else { 0.0 }
}
