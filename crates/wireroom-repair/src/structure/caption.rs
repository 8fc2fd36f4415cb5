//! Lines under pictures.

use wireroom_lexicon as lexicon;
use wireroom_model::ZoneKind;
use wireroom_text::Span;

use super::block::Block;
use super::byline::begins;
use super::date_words::{is_month, is_weekday};
use super::{dateline, holder, signs};

/// How lines under pictures begin, in lower case.
const OPENING: &[&str] = &[
    "photo:",
    "media playback is unsupported",
    "photos:",
    "photo by",
    "photo credit",
    "photo courtesy",
    "file photo",
    "image:",
    "images:",
    "image credit",
    "image source",
    "image caption",
    "picture:",
    "photograph:",
    "photograph by",
    "caption:",
    "illustration:",
    "graphic:",
    "(photo",
    "[photo",
    "(image",
    "file photo:",
    "a file photo",
    "representational image",
    "video:",
    "image copyright",
    "media caption",
    "pic:",
    "(file photo",
];

/// A line under a picture.
pub(crate) fn caption(line: &str, lower: &str, block: &Block) -> Option<ZoneKind> {
    if holder::names_holder(line, lower, block) {
        return Some(ZoneKind::Caption);
    }
    let announced = block.signs.has(signs::PICTURE | signs::WEEKDAY)
        || block.signs.marked
        || line.ends_with(')');
    let opens = OPENING.iter().any(|cue| begins(lower, cue));
    // Agencies tell under a picture what the story is.
    let tells = line.contains("Credit: ") || is_released(lower) && line.ends_with(')');
    if block.words > 70 && !(block.words <= 150 && tells) || !announced && !opens {
        return None;
    }
    if opens {
        return Some(ZoneKind::Caption);
    }
    if block.words <= 16 && lower.contains("photographer:")
        || block.words <= 8
            && line.split('/').count() == 2
            && line
                .split('/')
                .next_back()
                .is_some_and(|name| lexicon::agency_by_name(name.trim()).is_some())
    {
        return Some(ZoneKind::Caption);
    }
    if is_credited(line) || is_released(lower) || is_scene(line, block) || is_held(line, block) {
        return Some(ZoneKind::Caption);
    }
    if block.words <= 6 && is_signature(line) {
        return Some(ZoneKind::Caption);
    }
    let lower = lower.replace(" / ", "/");
    let lower =
        lower.strip_suffix(", file").or_else(|| lower.strip_suffix(" file")).unwrap_or(&lower);
    let closed = lower.trim_end_matches(['.', ' ', ')', ']', '*']);
    let ends = [
        "getty images",
        "getty",
        "shutterstock",
        "/reuters",
        "/ap",
        "/afp",
        "/getty",
        "/epa",
        "via getty images",
        "file photo",
        "photo: reuters",
        "photo: ap",
        "via ap",
        "file image",
        "ap photo",
        "reuters photo",
        "afp photo",
        "istock",
        "/xinhua",
        "via reuters",
        "epa-efe",
    ];
    let bracket_end = line.trim_end().ends_with([')', ']']);
    let inside = line
        .rfind(['(', '['])
        .and_then(|at| line.get(at + 1..))
        .map(|tail| tail.trim_end_matches([')', ']', '.', ' ']))
        .unwrap_or("");
    let picture_bracket = bracket_end
        && inside.split_whitespace().count() <= 9
        && (ends.iter().any(|cue| inside.to_lowercase().ends_with(cue))
            || ["photo", "file photo", "image", "ap photo", "pic", "photograph", "picture"]
                .iter()
                .any(|cue| inside.to_lowercase().starts_with(cue))
            || inside.split(['/', '|']).count() == 2
                && inside
                    .split(['/', '|'])
                    .next_back()
                    .is_some_and(|name| lexicon::agency_by_name(name.trim()).is_some()));
    let bare_end = !bracket_end
        && block.words <= 45
        && ends.iter().any(|cue| closed.ends_with(cue))
        && !line.trim_end().ends_with('.');
    (picture_bracket || bare_end).then_some(ZoneKind::Caption)
}

/// Whether a line ends by saying whose the picture is: "… at the pier. Credit: Ann Lee", "… at the
/// pier (Ann Lee / Quillan Post)", or begins so: "© Ann Lee Boats at the pier".
fn is_credited(line: &str) -> bool {
    let capitals = |name: &str, most: usize| {
        let mut words = name.split_whitespace().peekable();
        words.peek().is_some()
            && name.split_whitespace().count() <= most
            && words.all(|word| word.starts_with(char::is_uppercase))
    };
    let after = line.rsplit_once("Credit: ").or_else(|| line.rsplit_once("(Source: "));
    if let Some((told, name)) = after
        && told.split_whitespace().count() > 3
        && name.split_whitespace().count() <= 6
        && !told.ends_with(['"', '”', ',', ';'])
    {
        return true;
    }
    let bracket = line.trim_end().strip_suffix(')').and_then(|line| line.rsplit_once('('));
    let named = bracket.and_then(|(_, inside)| inside.split_once('/'));
    if named.is_some_and(|(name, outlet)| {
        name.split_whitespace().count() > 1 && capitals(name, 3) && capitals(outlet, 4)
    }) {
        return true;
    }
    is_picture_sign(line)
}

/// "Ann Lee/Quillan Post": who took the picture, and for whom.
fn is_signature(line: &str) -> bool {
    let Some((name, outlet)) = line.split_once('/') else { return false };
    let capitals = |name: &str| {
        name.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '.')
        })
    };
    name.split_whitespace().count() == 2
        && (1..=3).contains(&outlet.split_whitespace().count())
        && capitals(name)
        && capitals(outlet)
        && lexicon::is_given_name(&name.split_whitespace().next().unwrap_or("").to_lowercase())
}

/// "In this May 4, 2021, photo, …", "This 2019 image provided by …", "FILE - The pier …".
fn is_released(lower: &str) -> bool {
    if ["file - ", "file – ", "file — ", "file: "].iter().any(|cue| lower.starts_with(cue)) {
        return true;
    }
    let opens = lower.starts_with("in this ") || lower.starts_with("this ");
    let mut words = lower.split_whitespace().take(14).map(|word| word.trim_end_matches(','));
    let thing = |word: &str| {
        matches!(word, "photo" | "image" | "picture" | "photograph" | "frame" | "illustration")
    };
    let Some(at) = words.position(thing).filter(|_| opens) else { return false };
    // "This picture is not new" tells; "This May 4 picture shows" does not.
    let next = words.next().unwrap_or("");
    at > 1 && lower.contains(|c: char| c.is_ascii_digit())
        || matches!(next, "released" | "provided" | "made" | "taken" | "supplied" | "shows")
}

/// "Ann Lee, left, speaks on the pier, Tuesday, May 4, 2021, in Quillan." The weekday, the day and
/// the year together, with what is seen told as now: so agencies date pictures, never stories.
fn is_scene(line: &str, block: &Block) -> bool {
    const SEEN: &[&str] = &[
        "speaks",
        "speak",
        "listens",
        "listen",
        "looks",
        "look",
        "walks",
        "walk",
        "stands",
        "stand",
        "sits",
        "sit",
        "arrives",
        "arrive",
        "attends",
        "attend",
        "gestures",
        "poses",
        "pose",
        "holds",
        "hold",
        "shows",
        "passes",
        "pass",
        "reacts",
        "react",
        "celebrates",
        "celebrate",
        "waves",
        "wave",
        "smiles",
        "leaves",
        "leave",
        "watches",
        "watch",
        "takes",
        "take",
        "answers",
        "addresses",
        "carries",
        "carry",
        "wears",
        "wear",
        "works",
        "work",
        "drives",
        "shoots",
        "dunks",
        "throws",
        "runs",
        "rises",
        "rise",
        "burns",
        "lies",
        "lie",
        "hangs",
        "gather",
        "gathers",
        "wait",
        "waits",
        "pay",
        "pays",
        "hugs",
        "kisses",
        "shakes",
        "seen",
        "pictured",
        "left",
        "right",
        "center",
        "centre",
    ];
    if !block.signs.has(signs::WEEKDAY) || !block.signs.digit || line.contains(['"', '“']) {
        return false;
    }
    // An agency's dateline may have all three.
    if dateline::at_head(line, Span::of(0..line.len())).is_some() {
        return false;
    }
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let dated = words.windows(4).any(|four| {
        let [day, month, date, year] = four else { return false };
        is_weekday(day)
            && is_month(month)
            && date.len() <= 2
            && date.bytes().all(|b| b.is_ascii_digit())
            && year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
    });
    dated && words.iter().any(|word| SEEN.contains(word))
}

/// "The pier is seen from the mole (Harbor Museum of Quillan)": a sentence without a stop, and whose
/// picture it is.
fn is_held(line: &str, block: &Block) -> bool {
    let Some((told, name)) = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')) else {
        return false;
    };
    let name = name.trim_matches([' ', '/']);
    // Behind a stop it says whose the story is.
    let open = told.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')');
    if lexicon::agency_by_name(name).is_some() {
        return open && !told.contains(['"', '“']) && told.split_whitespace().count() > 3;
    }
    let high = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and" | "for")
    };
    block.prose
        && told.split_whitespace().count() >= 8
        && open
        && (2..=6).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(high)
}

/// "© Ann Lee Boats lie at the pier": a name right behind the sign, then what is seen.
pub(crate) fn is_picture_sign(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('©') else { return false };
    let lower = rest.to_lowercase();
    rest.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() > 7
        && !rest.contains('|')
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && !["copyright", "rights", "reserved", "terms"].iter().any(|word| lower.contains(word))
}
