//! Whether a passage sounds like an invitation to buy or to visit.
//!
//! Not a decision: an editor's service note addresses the reader too. What stands around the
//! passage decides with it.

use crate::words::fold;

/// How much a passage sounds like an invitation to buy or to visit: addressing the reader, calling
/// to act, naming a site or goods, an address of the web. One point for each.
pub(crate) fn solicitation(text: &str) -> usize {
    let pieces = text.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    let seen = pieces.fold(0, |seen, piece| {
        seen | if piece.is_ascii() {
            class(piece)
        } else {
            std::str::from_utf8(piece).map_or(0, folded_classes)
        }
    });
    // Who is not addressed is not solicited, unless an address of the web is given.
    if seen & (ADDRESS | SITE) == 0 { 0 } else { seen.count_ones() as usize }
}

/// Addresses the reader.
const ADDRESS: u8 = 1;
/// Calls to act.
const CALL: u8 = 2;
/// Of goods and pages.
const GOODS: u8 = 4;
/// Of an address of the web.
const SITE: u8 = 8;

/// Bytes of the longest word of a class.
const LONGEST: usize = 9;

/// The classes of words, whatever their case and accents.
fn folded_classes(words: &str) -> u8 {
    words.split(|c: char| !c.is_alphanumeric()).fold(0, |seen, word| {
        if word.is_ascii() {
            return seen | class(word.as_bytes());
        }
        let folded: String = fold(word).collect();
        seen | if folded.is_ascii() { class(folded.as_bytes()) } else { 0 }
    })
}

/// The class of a word of ASCII, whatever its case.
fn class(word: &[u8]) -> u8 {
    let mut buffer = [0_u8; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return 0 };
    for (to, from) in lower.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    match &*lower {
        b"you" | b"your" | b"yours" | b"yourself" => ADDRESS,
        b"click" | b"visit" | b"check" | b"browse" | b"buy" | b"order" | b"shop" | b"subscribe"
        | b"download" | b"discover" | b"contact" | b"try" | b"learn" | b"receive" | b"sign"
        | b"enjoy" | b"save" => CALL,
        b"site" | b"website" | b"webpage" | b"web" | b"page" | b"blog" | b"homepage"
        | b"internet" | b"link" | b"online" | b"store" | b"deal" | b"deals" | b"discount"
        | b"discounts" | b"coupon" | b"offer" | b"offers" | b"price" | b"prices" | b"cheap"
        | b"free" | b"bonus" | b"casino" | b"loan" | b"loans" | b"details" => GOODS,
        b"http" | b"https" | b"www" | b"com" | b"net" | b"org" => SITE,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::solicitation;

    #[test]
    fn who_is_not_addressed_is_not_solicited() {
        assert_eq!(solicitation("The store cut its prices, and the offer is free to visit"), 0);
        assert_eq!(solicitation("CLICK here for YOUR free bonus at www.example.org"), 4);
        assert_eq!(solicitation("You may câll for détails"), 2);
    }
}
