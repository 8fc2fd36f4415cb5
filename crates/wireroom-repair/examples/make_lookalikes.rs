//! Writes `data/lookalikes.tsv`: `cargo run -p wireroom-repair --example make_lookalikes`.
//!
//! Every assigned character whose UTS #39 skeleton is that of one ASCII letter, as crate
//! `unicode-security` holds the data of the Unicode Consortium; compatibility forms that NFKC reads
//! as one ASCII letter; and the shapes listed below, by hand, which UTS #39 does not count. The
//! order of one character's letters is the order in which they are tried.

use std::collections::BTreeMap;
use std::io::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

/// Letters of other scripts that stand in for the Latin one although UTS #39 tells them apart.
const SHAPES: &[(char, &str)] = &[
    ('a', "αаⲁᥲคԱдልꮝᴀ𐊣"),
    ('b', "βвьъЪѢҌҍⲃⲂБђÞ฿ᏏЬხც"),
    ('c', "ϲсҫҪςєЄᴄⲥᏟ¢ċ૮ር"),
    ('d', "ԁԀԃժδძᏧdძໄ"),
    ('e', "еҽεєєέҿəэӘәℯⲉⲈᥱꬲꤕєԑξ"),
    ('f', "ƒғҒϝϜſ"),
    ('g', "ɡցցԍqԌᶃɢც"),
    ('h', "һհнћђңҺⲏⲎԊԋከዘН"),
    ('i', "іιїἰӏꙇɩⲓᎥ"),
    ('j', "јϳյʝᎫ"),
    ('k', "кκҝҜқҚҟҞҡҠӄӃᴋĸⲕԞԟκ"),
    ('l', "ӏլᥣⅼℓᒪ"),
    ('m', "мⲙмოᴍጠከ"),
    ('n', "ոռпηπиνⲛᥒՈղภกՂ"),
    ('o', "оοօσⲟ᧐ߋഠዐ๐ဝƠ"),
    ('p', "рρրϼⲣԗҎҏᴘᏢ"),
    ('q', "ԛզգφԳ"),
    ('r', "гᴦⲅгℾяЯґր"),
    ('s', "ѕꜱՏ"),
    ('t', "тτեⲧᴛҭҬ†"),
    ('u', "υսᥙцμԱմնⲩยцນ"),
    ('v', "νѵᴠѴᏙ"),
    ('w', "ԝաωшщѡⲱᥕᴡпաฬ"),
    ('x', "хχҳҲⲭӽ×"),
    ('y', "уүγყуўұҰⲩуУЎӳעץฯ"),
    ('z', "ᴢʐᏃⲍζ"),
];

/// Latin letters with hooks, tails and other forms, and letters of phonetic writing.
const LATIN: &[(char, &str)] = &[
    ('a', "ɑⱥⱭᶏꬰ"),
    ('b', "ƀɓƁƂƃƄƅʙᏼ"),
    ('c', "ƈƇɕȼȻꞓ"),
    ('d', "ɗƊɖƉƋƌȡᶁᶑԀ"),
    ('e', "ɇɛƐⱸᶒ"),
    ('f', "ƒƑᵮᶂꞙ"),
    ('g', "ɡɠƓǥǤᶃɢʛ"),
    ('h', "ɦⱨⱧꞕɧ"),
    ('i', "ɨɪıᵢɩᶖ"),
    ('j', "ɉʝȷɟ"),
    ('k', "ƙƘⱪⱩĸᶄꝁ"),
    ('l', "ƚɫɬɭȴⱡᶅʟ"),
    ('m', "ɱᶆᵯ"),
    ('n', "ɲɳƞŋƝȵᶇɴᵰ"),
    ('o', "ɵƟᴑ"),
    ('p', "ƥƤᵽᶈþᵱ"),
    ('q', "ɋʠ"),
    ('r', "ɽɾɼɍᶉᵲʀ"),
    ('s', "ʂƽȿᶊᵴƨſ"),
    ('t', "ƭʈŧƬƮȶᵵ"),
    ('u', "ʉʋᶙᵾ"),
    ('v', "ʋᶌⱱ"),
    ('w', "ⱳⱲɯ"),
    ('x', "ᶍ"),
    ('y', "ƴƳɏʏỿ"),
    ('z', "ƶƵʐȥɀᶎⱬ"),
];

const STYLED: &[(char, &str)] = &[
    ('A', "🄰🅐🅰"),
    ('B', "🄱🅑🅱"),
    ('C', "🄲🅒"),
    ('D', "🄳🅓"),
    ('E', "🄴🅔"),
    ('F', "🄵🅕"),
    ('G', "🄶🅖"),
    ('H', "🄷🅗"),
    ('I', "🄸🅘"),
    ('J', "🄹🅙"),
    ('K', "🄺🅚"),
    ('L', "🄻🅛"),
    ('M', "🄼🅜"),
    ('N', "🄽🅝"),
    ('O', "🄾🅞"),
    ('P', "🄿🅟"),
    ('Q', "🅀🅠"),
    ('R', "🅁🅡"),
    ('S', "🅂🅢"),
    ('T', "🅃🅣"),
    ('U', "🅄🅤"),
    ('V', "🅅🅥"),
    ('W', "🅆🅦"),
    ('X', "🅇🅧"),
    ('Y', "🅈🅨"),
    ('Z', "🅉🅩"),
    ('a', "ᴀ"),
    ('b', "ʙ"),
    ('c', "ᴄ"),
    ('d', "ᴅ"),
    ('e', "ᴇ"),
    ('f', "ꜰ"),
    ('g', "ɢ"),
    ('h', "ʜ"),
    ('i', "ɪ"),
    ('j', "ᴊ"),
    ('k', "ᴋ"),
    ('l', "ʟ"),
    ('m', "ᴍ"),
    ('n', "ɴ"),
    ('o', "ᴏ"),
    ('p', "ᴘ"),
    ('q', "ꞯ"),
    ('r', "ʀ"),
    ('s', "ꜱ"),
    ('t', "ᴛ"),
    ('u', "ᴜ"),
    ('v', "ᴠ"),
    ('w', "ᴡ"),
    ('y', "ʏ"),
    ('z', "ᴢ"),
];

fn main() -> std::io::Result<()> {
    let skeletons: Vec<(char, String)> = ('a'..='z')
        .chain('A'..='Z')
        .map(|letter| (letter, skeleton(&letter.to_string()).collect()))
        .collect();
    // char → class, letters
    let mut table: BTreeMap<char, (char, String)> = BTreeMap::new();
    for c in (0x80..0x2_0000_u32).filter_map(char::from_u32) {
        let letter_like = c.is_alphanumeric()
            || matches!(c as u32, 0xa4d0..=0xa4ff | 0x2c80..=0x2cff | 0x1ccd6..=0x1ccef);
        let text = c.to_string();
        let compatible: String = text.nfkc().collect();
        if !letter_like {
            continue;
        }
        // Letters that are an ASCII letter with an accent are letters of their own.
        if text.nfd().count() > 1 {
            continue;
        }
        if compatible.len() == 1 && compatible.chars().all(|c| c.is_ascii_alphabetic()) && c != 'ſ'
        {
            table.insert(c, ('y', compatible));
            continue;
        }
        let own: String = skeleton(&text).collect();
        let letters: String =
            skeletons.iter().filter(|(_, skeleton)| *skeleton == own).map(|(l, _)| *l).collect();
        if letters.is_empty() || compatible.is_ascii() {
            continue;
        }
        let class = match c.script() {
            Script::Latin => 'w',
            // Greek letters that formulas and names of things use as they are.
            Script::Greek if matches!(c, 'α' | 'γ' | 'ι' | 'ρ' | 'σ' | 'υ' | 'ν') => 's',
            Script::Common if c.is_alphabetic() => 'y',
            _ => 'e',
        };
        table.insert(c, (class, letters));
    }
    for (class, list) in [('s', SHAPES), ('w', LATIN), ('y', STYLED)] {
        for &(letter, chars) in list {
            for c in chars.chars() {
                if c.is_ascii()
                    || c.to_string().nfd().count() > 1
                    || !c.is_alphanumeric() && class != 'y'
                {
                    continue;
                }
                let letter = if c.is_uppercase() { letter.to_ascii_uppercase() } else { letter };
                let class = if class == 's' && c.script() == Script::Latin { 'w' } else { class };
                let entry = table.entry(c).or_insert((class, String::new()));
                let has = |l: char| {
                    entry.1.contains(l.to_ascii_lowercase())
                        || entry.1.contains(l.to_ascii_uppercase())
                };
                if class == 'y' {
                    entry.0 = 'y';
                }
                if !has(letter) {
                    entry.1.push(letter);
                }
            }
        }
    }
    // A cased partner looks enough alike to be tried where the word list decides.
    let partners: Vec<(char, (char, String))> = table
        .iter()
        .filter(|(_, (class, _))| matches!(class, 'e' | 'w'))
        .flat_map(|(&c, (class, letters))| {
            let class = if *class == 'e' { 's' } else { 'w' };
            let low = c.to_lowercase().map(move |p| (p, (class, letters.to_lowercase())));
            let high = c.to_uppercase().map(move |p| (p, (class, letters.to_uppercase())));
            low.chain(high).collect::<Vec<_>>()
        })
        .filter(|(partner, _)| !partner.is_ascii() && partner.is_alphabetic())
        .collect();
    for (partner, (class, letters)) in partners {
        let single = letters.chars().take(1).collect();
        table.entry(partner).or_insert((class, single));
    }
    let mut lines: BTreeMap<(char, String), String> = BTreeMap::new();
    for (c, (class, letters)) in &table {
        lines.entry((*class, letters.clone())).or_default().push(*c);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lookalikes.tsv");
    let mut out = std::fs::File::create(path)?;
    for ((class, letters), chars) in &lines {
        writeln!(out, "{class}\t{letters}\t{chars}")?;
    }
    Ok(())
}
