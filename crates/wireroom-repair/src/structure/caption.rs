//! Lines under pictures.

use wireroom_lexicon as lexicon;
use wireroom_model::ZoneKind;

use super::block::Block;

/// A line under a picture.
pub(crate) fn caption(line: &str, block: &Block) -> Option<ZoneKind> {
    if block.words > 70 {
        return None;
    }
    let lower = line.to_lowercase();
    let opens = [
        "photo:",
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
    let first = lower.as_bytes().first();
    if opens.iter().any(|cue| cue.as_bytes().first() == first && lower.starts_with(cue)) {
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
    if is_credited(line) {
        return Some(ZoneKind::Caption);
    }
    let lower = if lower.contains(" / ") { lower.replace(" / ", "/") } else { lower };
    let lower = lower.strip_suffix(" file").unwrap_or(&lower);
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

/// "© Ann Lee Boats lie at the pier": a name right behind the sign, then what is seen.
pub(crate) fn is_picture_sign(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('©') else { return false };
    let lower = rest.to_lowercase();
    rest.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() > 7
        && !rest.contains('|')
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && !["copyright", "rights", "reserved", "terms"].iter().any(|word| lower.contains(word))
}
