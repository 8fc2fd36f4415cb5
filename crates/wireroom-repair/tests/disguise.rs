//! Text disguised with look-alike letters comes back as it was.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;
use wireroom_repair::repair_text;

const STORY: &str = include_str!("data/story.txt");

/// A linear congruential generator: the same numbers on every machine.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// For each letter the characters that UTS #39 confuses with it, of the scripts that spinners use.
fn confusables(every_script: bool) -> Vec<(char, Vec<char>)> {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let keys: Vec<String> = letters.iter().map(|l| skeleton(&l.to_string()).collect()).collect();
    let mut found: Vec<(char, Vec<char>)> = letters.iter().map(|&l| (l, Vec::new())).collect();
    for c in (0x80..0x1_1000_u32).filter_map(char::from_u32) {
        let usual = matches!(c as u32, 0x370..=0x58f | 0x13a0..=0x13ff | 0x2c80..=0x2cff
            | 0x2160..=0x217f | 0xa4d0..=0xa4ff | 0x7c0..=0x7ff);
        if !c.is_alphabetic() || c.to_string().nfd().count() > 1 || !(usual || every_script) {
            continue;
        }
        let key: String = skeleton(&c.to_string()).collect();
        for ((letter, list), own) in found.iter_mut().zip(&keys) {
            let cased =
                !c.is_uppercase() && !c.is_lowercase() || c.is_uppercase() == letter.is_uppercase();
            if *own == key && cased {
                list.push(c);
            }
        }
    }
    found
}

/// `text` with `per_mille` of its letters disguised.
fn disguise(text: &str, per_mille: usize, seed: u64, table: &[(char, Vec<char>)]) -> String {
    let mut lcg = Lcg(seed);
    text.chars()
        .map(|c| {
            let Some((_, list)) = table.iter().find(|(letter, _)| *letter == c) else { return c };
            if list.is_empty() || lcg.below(1000) >= per_mille {
                return c;
            }
            list[lcg.below(list.len())]
        })
        .collect()
}

/// The share of words that come back exactly, and the first few that do not.
fn restored(per_mille: usize, every_script: bool) -> (f64, Vec<String>) {
    let table = confusables(every_script);
    let (mut right, mut all, mut wrong) = (0_usize, 0_usize, Vec::new());
    for seed in 1..=8 {
        let disguised = disguise(STORY, per_mille, seed, &table);
        let (map, _) = repair_text(&disguised);
        let pairs = STORY.split_whitespace().zip(map.repaired().split_whitespace());
        for ((want, got), given) in pairs.zip(disguised.split_whitespace()) {
            all += 1;
            if want == got {
                right += 1;
            } else {
                wrong.push(format!("{given} -> {got}"));
            }
        }
        assert_eq!(STORY.split_whitespace().count(), map.repaired().split_whitespace().count());
    }
    (right as f64 / all as f64, wrong)
}

#[test]
fn words_disguised_with_usual_scripts_come_back() {
    for per_mille in [10, 30, 100, 200, 300] {
        let (share, wrong) = restored(per_mille, false);
        assert!(share > 0.995, "at {per_mille} per mille: {share:.4}, {wrong:?}");
    }
}

#[test]
fn words_disguised_with_every_script_come_back() {
    for per_mille in [10, 30, 100, 200, 300] {
        let (share, wrong) = restored(per_mille, true);
        assert!(share > 0.99, "at {per_mille} per mille: {share:.4}, {wrong:?}");
    }
}
