//! Lines that begin or end by naming whose the picture is: "Reuters A man walks past the pier",
//! "Boats lie at the pier. AFP", "3/12 4 May 2021 Boats lie at the pier EPA".
//!
//! The names are those of the kept agencies, and of the libraries and networks that pictures come
//! from. A line that ends a sentence behind the name, or that only tells what an agency said, is
//! none.

use wireroom_lexicon as lexicon;

use super::block::Block;

/// Who pictures come from, beside the agencies of the lexicon; in lower case.
const LIBRARIES: &[&str] = &[
    "getty",
    "getty images",
    "rex",
    "rex features",
    "epa",
    "epa-efe",
    "efe",
    "pa",
    "pa images",
    "alamy",
    "shutterstock",
    "barcroft media",
    "swns",
    "zuma",
    "zuma press",
    "splash news",
    "wenn",
    "newscom",
    "corbis",
    "nurphoto",
    "anadolu",
    "sipa",
    "sipa usa",
    "imago",
    "istock",
    "afp/getty",
    "instagram",
    "facebook",
    "twitter",
    "youtube",
    "wireimage",
    "bloomberg",
    "magnum",
];

/// Whether a line names the holder of a picture at one of its ends.
pub(crate) fn names_holder(line: &str, lower: &str, block: &Block) -> bool {
    if block.words < 5 || block.words > 80 || block.ends_sentence || line.ends_with([':', ',']) {
        return false;
    }
    let bare = line.trim_end_matches([' ', ')', ']', '*']);
    numbered(line)
        || lower.contains("hide caption")
        || lower.contains("toggle caption")
        || closes(bare)
        || opens(line)
}

/// "… at the pier. Reuters", "… at the pier REUTERS/Ann Lee".
fn closes(line: &str) -> bool {
    let mut words = line.rsplit(' ');
    let last = words.next().unwrap_or("");
    let before = words.next().unwrap_or("");
    // "AGENCY/Name" with up to two more words of the name behind it.
    let signed = line.rsplit(' ').take(3).any(|word| {
        word.split_once('/').is_some_and(|(agency, name)| {
            is_agency(agency) && name.starts_with(char::is_uppercase)
                || is_agency(name) && agency.starts_with(char::is_uppercase)
        })
    });
    if signed {
        return true;
    }
    let named = |name: &str| name.starts_with(char::is_uppercase) && is_agency(name);
    let two = line.len().checked_sub(before.len() + 1 + last.len()).and_then(|at| line.get(at..));
    let front = if two.is_some_and(named) {
        words.next().unwrap_or("")
    } else if named(last) && !named(before) {
        before
    } else {
        return false;
    };
    // "told Reuters", "according to AFP", "on Twitter": the line goes on without its stop.
    let told = front.chars().all(char::is_lowercase)
        && (front.len() < 4
            || matches!(
                front,
                "told" | "from" | "with" | "said" | "says" | "cited" | "quoting" | "both" | "like"
            ));
    !told && !front.ends_with([',', '-']) && !front.is_empty()
}

/// "Getty Images A man walks …", "AP:Associated Press Boats lie …", "Ann Lee / Reuters Boats lie …".
fn opens(line: &str) -> bool {
    let head = line.split_once(" / ").filter(|(name, _)| name.split(' ').count() <= 3);
    let line = head.map_or(line, |(_, rest)| rest);
    let line = line.split_once(':').filter(|(name, _)| is_agency(name)).map_or(line, |(_, r)| r);
    let mut ends = line.match_indices(' ').map(|(at, _)| at).take(3);
    ends.any(|end| {
        let (name, rest) = line.split_at(end);
        let mut rest = rest.trim_start_matches([' ', '•', '-', '–']).split(' ');
        let first = rest.next().unwrap_or("");
        let second = rest.next().unwrap_or("");
        // A new sentence begins: "Reuters The …", not "Reuters News Agency reported".
        is_agency(name)
            && name.starts_with(char::is_uppercase)
            && first.starts_with(char::is_uppercase)
            && second.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            && !matches!(second, "has" | "have" | "said" | "says" | "reported" | "will" | "and")
    })
}

/// "5/34 26 November 2017 …": a picture of a gallery.
fn numbered(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or("");
    let Some((nth, of)) = first.split_once('/') else { return false };
    let number = |text: &str| text.parse::<u16>().ok();
    matches!((number(nth), number(of)), (Some(nth), Some(of)) if nth <= of && of > 1 && nth > 0)
        && line.split(' ').nth(1).is_some_and(|word| !word.is_empty())
}

fn is_agency(name: &str) -> bool {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    name.len() > 1 && (lexicon::agency_by_name(name).is_some() || is_library(name))
}

fn is_library(name: &str) -> bool {
    if name.is_ascii() {
        return LIBRARIES.iter().any(|library| library.eq_ignore_ascii_case(name));
    }
    LIBRARIES.contains(&name.to_lowercase().as_str())
}
