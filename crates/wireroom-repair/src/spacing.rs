//! No space after a stop: "said.The", "talks.(Reporting", "U.S.envoy".
//!
//! Only where words stand on both sides, and never in addresses, domains, file names, versions,
//! decimals, initials or code.

use wireroom_lexicon as lexicon;
use wireroom_model::RepairRule;

use crate::draft::Found;
use crate::words::{is_address, known, standing, word_around};

/// Those of `stops`, bytes in order, behind which a space is missing.
pub(crate) fn find(text: &str, stops: &[usize]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    for &stop in stops.iter().filter(|stop| text.is_char_boundary(**stop)) {
        if stop < at {
            continue;
        }
        if let Some(place) = missing_at(text, stop) {
            found.push(Found::whole(place..place, " ", RepairRule::MissingSpace, 0.95));
            at = place;
        }
    }
    found
}

/// The places of `text` in bytes `from..to` where a space is missing.
pub(crate) fn find_in(text: &str, from: usize, to: usize) -> Vec<Found> {
    let bytes = text.as_bytes().get(from..to).unwrap_or(b"");
    let stops = bytes.iter().zip(from..).filter(|(byte, _)| matches!(byte, b'.' | b'!' | b'?'));
    find(text, &stops.map(|(_, at)| at).collect::<Vec<_>>())
}

/// Where the space belongs that is missing behind the stop at byte `stop`.
fn missing_at(text: &str, stop: usize) -> Option<usize> {
    let tail = text.get(stop + 1..)?;
    // A closing quote may stand between: `talks.”The`.
    let closed = tail.strip_prefix(['”', '’', '»']).unwrap_or(tail);
    let place = text.len() - closed.len();
    let opened = closed.strip_prefix(['(', '“', '‘', '«']);
    let behind = opened.unwrap_or(closed);
    let right = letters(behind);
    let first = right.chars().next()?;
    let left = left_word(text, stop);
    let run = word_around(text, stop);
    let word = text.get(run)?;
    if is_address(word) || left.is_empty() {
        return None;
    }
    let acronym = acronym_before(text, stop);
    let is_dot = text.as_bytes().get(stop) == Some(&b'.');
    let after = behind.get(right.len()..).unwrap_or("");
    // More dotted pieces behind: a domain, a file, code, unless a space is missing there too.
    if is_dot && acronym.is_none() && (dotted(after) || right.len() > 1 && chained(after)) {
        return None;
    }
    let right_lower = right.to_lowercase();
    if let Some(letters_before) = acronym {
        let enough = right.chars().count() >= 3
            || matches!(
                &*right_lower,
                "is" | "in" | "to" | "on" | "at" | "by" | "of" | "or" | "as"
            );
        let country = letters_before >= 2 && is_state_acronym(text, stop);
        let fine = if first.is_uppercase() {
            (country || !is_name(&right_lower)) && standing(&right_lower) > 1
        } else {
            standing(&right_lower) > 3 && !is_domain_end(&right_lower)
        };
        return (enough && fine && !after.starts_with('.')).then_some(place);
    }
    if !first.is_uppercase() {
        return None;
    }
    // "os.path.Join": code, or a domain in capitals.
    let dotted_before = text.get(..stop).and_then(|head| head.strip_suffix(left));
    if dotted_before.is_some_and(|head| head.ends_with(['.', '_', '/', '@'])) {
        return None;
    }
    if left.chars().all(|c| c.is_ascii_digit()) {
        let year = left.len() == 4 && place == stop + 1;
        return (year && opened.is_none() && is_sentence_opener(&right_lower)).then_some(place);
    }
    if left.chars().count() < 2 || !left.chars().all(char::is_alphabetic) {
        return None;
    }
    let left_lower = left.to_lowercase();
    if !known(&left_lower) {
        return None;
    }
    let left_small = left.chars().all(char::is_lowercase);
    if opened.is_some() || place > stop + 1 {
        let right_known = known(&right_lower) || right.chars().count() >= 3;
        return (right_known && !behind.starts_with(char::is_numeric) && left.len() > 2)
            .then_some(place);
    }
    if is_title(left) {
        return (right.chars().count() > 2).then_some(place);
    }
    if right.chars().skip(1).any(char::is_uppercase) && right.chars().any(char::is_lowercase) {
        return None;
    }
    let right_known = standing(&right_lower) > 1 || matches!(right, "I" | "A");
    // "Caliber.Az", "Booking.com", "Node.Js": a name, a stop and a short end.
    let name_like = !left_small && !is_sentence_opener(&right_lower);
    let goes_on =
        after.is_empty() || after.starts_with([' ', ',', '’', '\'', ';', '-', '\n', '.', ':']);
    (right_known && !name_like && goes_on && !(is_file_end(&right_lower))).then_some(place)
}

/// The letters at the head of `text`.
fn letters(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// The letters or digits right before byte `stop`, past one closing bracket or quote.
fn left_word(text: &str, stop: usize) -> &str {
    let head = text.get(..stop).unwrap_or("");
    let head = head.strip_suffix(['”', '’', ')', ']', '»']).unwrap_or(head);
    let start = head
        .char_indices()
        .rev()
        .take(40)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(head.len(), |(index, _)| index);
    head.get(start..).unwrap_or("")
}

/// How many dotted single letters end with the stop at `stop`, if at least two: "U.S.".
fn acronym_before(text: &str, stop: usize) -> Option<usize> {
    let mut chars = text.get(..=stop)?.chars().rev();
    let mut count = 0;
    loop {
        let (dot, letter) = (chars.next(), chars.next());
        if dot == Some('.') && letter.is_some_and(char::is_alphabetic) {
            count += 1;
            if count > 6 {
                return None;
            }
        } else {
            let inside = dot.is_some_and(char::is_alphanumeric);
            return (count >= 2 && !inside).then_some(count);
        }
    }
}

fn is_state_acronym(text: &str, stop: usize) -> bool {
    let word = word_around(text, stop);
    let head = text.get(word.start..=stop).unwrap_or("");
    let head = head.trim_start_matches(|c: char| !c.is_alphabetic());
    lexicon::country_by_name(head).is_some() || lexicon::body_by_name(head).is_some()
}

/// A word that is written as a name far more often than not.
fn is_name(lower: &str) -> bool {
    lexicon::capital_share(lower).is_none_or(|share| share > 0.8)
}

/// Words that open sentences and end no domain or file name.
fn is_sentence_opener(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "he"
            | "she"
            | "they"
            | "we"
            | "you"
            | "i"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "his"
            | "her"
            | "their"
            | "our"
            | "its"
            | "but"
            | "and"
            | "or"
            | "however"
            | "if"
            | "when"
            | "while"
            | "after"
            | "before"
            | "according"
            | "although"
            | "since"
            | "for"
            | "from"
            | "with"
            | "what"
            | "who"
            | "as"
            | "on"
            | "by"
            | "earlier"
            | "meanwhile"
            | "reporting"
            | "some"
            | "many"
            | "most"
            | "both"
            | "one"
            | "two"
            | "under"
            | "during"
            | "last"
            | "also"
            | "then"
            | "now"
            | "because"
            | "police"
            | "officials"
            | "despite"
            | "another"
            | "each"
            | "other"
            | "all"
    )
}

fn is_domain_end(lower: &str) -> bool {
    matches!(lower, "com" | "net" | "org" | "gov" | "edu" | "info" | "news" | "tv")
}

fn is_file_end(lower: &str) -> bool {
    is_domain_end(lower)
        || matches!(lower, "js" | "pdf" | "doc" | "html" | "txt" | "exe" | "inc" | "corp")
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "Gen"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Col"
            | "Sgt"
            | "Capt"
            | "Rev"
    )
}

/// Whether a stop with a letter right behind follows: "system.Out.Print" is code.
fn chained(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|tail| tail.starts_with(char::is_alphabetic))
}

/// Whether a dotted piece of a domain, a file name or code follows.
fn dotted(after: &str) -> bool {
    after
        .strip_prefix('.')
        .and_then(|tail| tail.chars().next())
        .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
        || after.starts_with(['_', '/', '=', '@'])
        || after.starts_with(|c: char| c.is_ascii_digit())
        || after.starts_with("()")
}
