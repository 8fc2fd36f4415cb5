//! HTML and XML entities that were left as text: `&amp;`, `&#8217;`, `&amp;quot;`.
//!
//! Only with their semicolon, and never inside a web address, where `&copy=` is a parameter.

use std::ops::Range;

use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::words::{is_address, word_around};

/// The entities left in `text`, each with what it stands for.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('&')) {
        let start = at + step;
        at = start + 1;
        let Some((length, meant)) = entity(text.get(start..).unwrap_or("")) else { continue };
        let word = word_around(text, start);
        if meant != "&" && is_address(text.get(word).unwrap_or("")) {
            continue;
        }
        let range: Range<usize> = start..start + length;
        at = range.end;
        found.push(Found::whole(range, meant, RepairRule::EntityLeftAsText, 0.99));
    }
    found
}

/// The entity at the head of `rest`: its length and its meaning. `&amp;` before another entity is
/// taken with it, however often it was escaped.
fn entity(rest: &str) -> Option<(usize, String)> {
    let mut skipped = 1;
    while rest.get(skipped..).is_some_and(|tail| tail.starts_with("amp;")) {
        skipped += 4;
    }
    let tail = rest.get(skipped..)?;
    let whole = plain(tail).map(|(length, meant)| (skipped + length, meant));
    whole.or_else(|| (skipped > 1).then(|| (skipped, "&".to_string())))
}

/// `tail` begins behind the ampersand.
fn plain(tail: &str) -> Option<(usize, String)> {
    let end = tail.bytes().take(12).position(|byte| byte == b';')?;
    let name = tail.get(..end)?;
    let meant = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse::<u32>().ok()?,
            };
            // Numbers of the C1 block were always meant as Windows-1252.
            let c = match u8::try_from(code) {
                Ok(byte @ 0x80..=0x9f) => crate::mojibake::windows_1252(byte)?,
                _ => char::from_u32(code)?,
            };
            if c.is_control() && !matches!(c, '\n' | '\t') {
                return None;
            }
            c.to_string()
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1.to_string(),
    };
    let meant = if meant == "\u{a0}" { " ".to_string() } else { meant };
    Some((end + 1, meant))
}

const NAMED: &[(&str, &str)] = &[
    ("quot", "\""),
    ("apos", "'"),
    ("lt", "<"),
    ("gt", ">"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hyphen", "-"),
    ("minus", "−"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("prime", "′"),
    ("Prime", "″"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("sect", "§"),
    ("para", "¶"),
    ("plusmn", "±"),
    ("times", "×"),
    ("divide", "÷"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("micro", "µ"),
    ("cent", "¢"),
    ("pound", "£"),
    ("yen", "¥"),
    ("euro", "€"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("ordf", "ª"),
    ("ordm", "º"),
    ("shy", "\u{ad}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("rarr", "→"),
    ("larr", "←"),
    ("lsqb", "["),
    ("rsqb", "]"),
    ("lbrack", "["),
    ("rbrack", "]"),
    ("lpar", "("),
    ("rpar", ")"),
    ("comma", ","),
    ("period", "."),
    ("colon", ":"),
    ("semi", ";"),
    ("excl", "!"),
    ("quest", "?"),
    ("num", "#"),
    ("percnt", "%"),
    ("dollar", "$"),
    ("commat", "@"),
    ("szlig", "ß"),
    ("AElig", "Æ"),
    ("aelig", "æ"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Aring", "Å"),
    ("aring", "å"),
    ("Ccedil", "Ç"),
    ("ccedil", "ç"),
    ("ETH", "Ð"),
    ("eth", "ð"),
    ("THORN", "Þ"),
    ("thorn", "þ"),
    ("Agrave", "À"),
    ("agrave", "à"),
    ("Aacute", "Á"),
    ("aacute", "á"),
    ("Acirc", "Â"),
    ("acirc", "â"),
    ("Atilde", "Ã"),
    ("atilde", "ã"),
    ("Auml", "Ä"),
    ("auml", "ä"),
    ("Egrave", "È"),
    ("egrave", "è"),
    ("Eacute", "É"),
    ("eacute", "é"),
    ("Ecirc", "Ê"),
    ("ecirc", "ê"),
    ("Euml", "Ë"),
    ("euml", "ë"),
    ("Igrave", "Ì"),
    ("igrave", "ì"),
    ("Iacute", "Í"),
    ("iacute", "í"),
    ("Icirc", "Î"),
    ("icirc", "î"),
    ("Iuml", "Ï"),
    ("iuml", "ï"),
    ("Ntilde", "Ñ"),
    ("ntilde", "ñ"),
    ("Ograve", "Ò"),
    ("ograve", "ò"),
    ("Oacute", "Ó"),
    ("oacute", "ó"),
    ("Ocirc", "Ô"),
    ("ocirc", "ô"),
    ("Otilde", "Õ"),
    ("otilde", "õ"),
    ("Ouml", "Ö"),
    ("ouml", "ö"),
    ("Ugrave", "Ù"),
    ("ugrave", "ù"),
    ("Uacute", "Ú"),
    ("uacute", "ú"),
    ("Ucirc", "Û"),
    ("ucirc", "û"),
    ("Uuml", "Ü"),
    ("uuml", "ü"),
    ("Yacute", "Ý"),
    ("yacute", "ý"),
    ("yuml", "ÿ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Zcaron", "Ž"),
    ("zcaron", "ž"),
];
