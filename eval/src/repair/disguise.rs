//! Text disguised on purpose, each way apart: letters, whole words, styled alphabets, marks and
//! characters that show nothing, and other scripts disguised with Latin letters.

use super::{COMPOSED, Dice, FITTED, composed, row};
use crate::Row;
use wireroom_eval::generate::DISGUISES;

/// Latin letters in all-Cyrillic dress, for words disguised whole.
const CYRILLIC: &str = "aаcсdԁeеhһiіjјlӏoоpрqԛsѕwԝxхyуAАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХ";

/// What other scripts' letters are set as in Latin, for text that is not Latin.
const LATIN_FOR_CYRILLIC: &str = "аaеeоoрpсcуyхxіiїïАAВBЕEКKМMНHОOРPСCТTХXІI";
const LATIN_FOR_GREEK: &str = "οoνvρpιiκkαaΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

/// Small capitals for a to z; where there is none, the letter itself.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ";

/// First capital and first small letter of mathematical alphabets without gaps.
const MATHEMATICAL: [(u32, u32); 8] = [
    (0x1d400, 0x1d41a),
    (0x1d468, 0x1d482),
    (0x1d4d0, 0x1d4ea),
    (0x1d56c, 0x1d586),
    (0x1d5a0, 0x1d5ba),
    (0x1d5d4, 0x1d5ee),
    (0x1d63c, 0x1d656),
    (0x1d670, 0x1d68a),
];

pub(super) fn rows(english: &[String]) -> Vec<Row> {
    let mut found = Vec::new();
    for per_mille in [10, 50, 100, 300] {
        let measure =
            format!("newscluster dev with {} % of letters disguised", per_mille as f64 / 10.0);
        found.push(row(&measure, english, FITTED, |text, dice| {
            letters(text, per_mille, dice, look_alike)
        }));
    }
    for per_mille in [20, 100, 300] {
        let measure = format!(
            "newscluster dev with {} % of words that can be all in Cyrillic letters",
            per_mille as f64 / 10.0
        );
        found.push(row(&measure, english, FITTED, |text, dice| {
            words(text, per_mille, dice, |word, _| whole(word))
        }));
    }
    let styles: [(&str, Style); 3] =
        [("fullwidth", fullwidth), ("small capitals", small_capitals), ("mathematical", math)];
    for (name, style) in styles {
        for per_mille in [50, 300] {
            let measure = format!(
                "newscluster dev with {} % of words in {name} letters",
                per_mille as f64 / 10.0
            );
            found.push(row(&measure, english, FITTED, |text, dice| {
                words(text, per_mille, dice, |word, dice| Some(style(word, dice)))
            }));
        }
        let measure = format!("newscluster dev with 10 % of letters {name}");
        found.push(row(&measure, english, FITTED, |text, dice| {
            letters(text, 100, dice, |c, dice| {
                style(c.encode_utf8(&mut [0; 4]), dice).chars().next()
            })
        }));
    }
    for per_mille in [20, 100, 300] {
        let measure = format!(
            "newscluster dev with combining marks on {} % of letters",
            per_mille as f64 / 10.0
        );
        found.push(row(&measure, english, FITTED, |text, dice| marks(text, per_mille, dice)));
    }
    let measure = "newscluster dev with 10 % of letters disguised, marks on 2 % of what came of it, \
        invisible characters behind 3 % of that";
    found.push(row(measure, english, FITTED, |text, dice| {
        let letters = letters(text, 100, dice, look_alike);
        super::damage::sown(&marks(&letters, 20, dice), dice)
    }));
    for name in ["German", "French", "Turkish", "Vietnamese"] {
        for per_mille in [10, 100, 300] {
            let measure = format!(
                "composed {name} with {} % of letters in Cyrillic ones",
                per_mille as f64 / 10.0
            );
            found.push(row(&measure, &composed(&[name]), COMPOSED, |text, dice| {
                letters(text, per_mille, dice, |c, _| paired(CYRILLIC, c))
            }));
        }
    }
    for (name, pairs) in [
        ("Russian", LATIN_FOR_CYRILLIC),
        ("Ukrainian", LATIN_FOR_CYRILLIC),
        ("Greek", LATIN_FOR_GREEK),
    ] {
        for per_mille in [10, 50, 100, 300] {
            let measure = format!(
                "composed {name} with {} % of letters in Latin ones",
                per_mille as f64 / 10.0
            );
            // What is mixed on purpose in the pieces cannot be told from what is mixed here.
            let texts: Vec<String> = composed(&[name])
                .iter()
                .map(|text| text.replace("Tбилиси", "Тбилиси").replace(".org/а", ".org"))
                .collect();
            found.push(row(&measure, &texts, COMPOSED, |text, dice| {
                letters(text, per_mille, dice, |c, _| paired(pairs, c))
            }));
        }
    }
    found
}

type Style = fn(&str, &mut Dice) -> String;

fn letters(
    text: &str,
    per_mille: usize,
    dice: &mut Dice,
    of: impl Fn(char, &mut Dice) -> Option<char>,
) -> String {
    text.chars()
        .map(|c| {
            if !c.is_alphabetic() || dice.below(1000) >= per_mille {
                return c;
            }
            of(c, dice).unwrap_or(c)
        })
        .collect()
}

/// Every word of letters alone, or with marks at its ends, by chance; addresses stay.
fn words(
    text: &str,
    per_mille: usize,
    dice: &mut Dice,
    of: impl Fn(&str, &mut Dice) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let core = piece.trim_matches(|c: char| !c.is_ascii_alphabetic());
        let plain = core.len() > 1 && core.chars().all(|c| c.is_ascii_alphabetic());
        let chosen = plain && dice.below(1000) < per_mille;
        match chosen.then(|| of(core, dice)) {
            Some(Some(spun)) => out.push_str(&piece.replacen(core, &spun, 1)),
            _ => out.push_str(piece),
        }
    }
    out
}

/// One of the letters that stand in for `c`.
fn look_alike(c: char, dice: &mut Dice) -> Option<char> {
    let (_, alike) = DISGUISES.iter().find(|(letter, _)| *letter == c)?;
    let choices: Vec<char> = alike.chars().collect();
    choices.get(dice.below(choices.len())).copied()
}

fn whole(word: &str) -> Option<String> {
    word.chars().map(|c| paired(CYRILLIC, c)).collect()
}

/// What stands behind `c` in a list of pairs.
fn paired(pairs: &str, c: char) -> Option<char> {
    let list: Vec<char> = pairs.chars().collect();
    list.chunks_exact(2).find(|pair| pair[0] == c).map(|pair| pair[1])
}

fn fullwidth(word: &str, _: &mut Dice) -> String {
    let wide = |c: char| if c.is_ascii_alphabetic() { c as u32 + 0xfee0 } else { c as u32 };
    word.chars().filter_map(|c| char::from_u32(wide(c))).collect()
}

fn small_capitals(word: &str, _: &mut Dice) -> String {
    let small = |c: char| {
        let at = (c as usize).checked_sub('a' as usize)?;
        SMALL_CAPITALS.chars().nth(at).filter(|_| c.is_ascii_lowercase())
    };
    word.chars().map(|c| small(c).unwrap_or(c)).collect()
}

fn math(word: &str, dice: &mut Dice) -> String {
    let (upper, lower) = MATHEMATICAL[dice.below(MATHEMATICAL.len())];
    let styled = |c: char| match c {
        'A'..='Z' => char::from_u32(upper + c as u32 - 'A' as u32),
        'a'..='z' => char::from_u32(lower + c as u32 - 'a' as u32),
        _ => Some(c),
    };
    word.chars().filter_map(styled).collect()
}

/// One to three marks behind letters, by chance.
fn marks(text: &str, per_mille: usize, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(c);
        if c.is_ascii_alphabetic() && dice.below(1000) < per_mille {
            for _ in 0..1 + dice.below(3) {
                out.extend(char::from_u32(0x300 + dice.below(0x70) as u32));
            }
        }
    }
    out
}
