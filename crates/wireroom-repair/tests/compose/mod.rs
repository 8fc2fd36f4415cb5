//! Clean text of twelve languages, composed from invented sentences: the same text for the same
//! seed on every machine. `tests/data/languages` holds the pieces, a kind a line: a `frame` names
//! the kinds that fill it, a `whole` line stands as it is.

/// The languages, and a thirteenth text of things that only look damaged.
pub(crate) const LANGUAGES: [(&str, &str); 13] = [
    ("English", include_str!("../data/languages/en.txt")),
    ("Russian", include_str!("../data/languages/ru.txt")),
    ("Ukrainian", include_str!("../data/languages/uk.txt")),
    ("Greek", include_str!("../data/languages/el.txt")),
    ("Armenian", include_str!("../data/languages/hy.txt")),
    ("Georgian", include_str!("../data/languages/ka.txt")),
    ("Arabic", include_str!("../data/languages/ar.txt")),
    ("Chinese", include_str!("../data/languages/zh.txt")),
    ("German", include_str!("../data/languages/de.txt")),
    ("French", include_str!("../data/languages/fr.txt")),
    ("Turkish", include_str!("../data/languages/tr.txt")),
    ("Vietnamese", include_str!("../data/languages/vi.txt")),
    ("tricky", include_str!("../data/languages/tricky.txt")),
];

/// A generator of numbers (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 16) as usize % limit.max(1)
    }

    /// One of `list`.
    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or("")
    }
}

/// At least `bytes` of text in paragraphs, from the pieces of a language.
pub(crate) fn compose(pieces: &str, bytes: usize, seed: u64) -> String {
    let of = |kind: &str| -> Vec<&str> {
        let lines = pieces.lines().filter_map(|line| line.split_once('|'));
        lines.filter(|(name, _)| *name == kind).flat_map(|(_, list)| list.split('|')).collect()
    };
    let (frames, wholes) = (of("frame"), of("whole"));
    let slots = ["who", "did", "where", "so"].map(|kind| (kind, of(kind)));
    let spaced = !pieces.contains('。');
    let mut dice = Dice(seed);
    let mut text = String::with_capacity(bytes + 1000);
    while text.len() < bytes {
        for sentence in 0..3 + dice.below(3) {
            if sentence > 0 && spaced {
                text.push(' ');
            }
            if dice.below(4) == 0 || frames.len() < 2 {
                text.push_str(dice.pick(&wholes));
                continue;
            }
            let mut filled = dice.pick(&frames).to_owned();
            for (kind, list) in &slots {
                let choice = dice.pick(list);
                filled = filled.replace(&format!("{{{kind}}}"), choice);
                filled = filled.replace(&format!("{{{}}}", capital(kind)), &capital(choice));
            }
            text.push_str(&filled);
        }
        text.push_str("\n\n");
    }
    text
}

/// With a capital first letter; Georgian sentences begin without.
fn capital(phrase: &str) -> String {
    let mut chars = phrase.chars();
    match chars.next() {
        Some(first) if !('\u{10a0}'..='\u{10ff}').contains(&first) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => phrase.to_owned(),
    }
}
