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
    if opens.iter().any(|cue| lower.starts_with(cue)) {
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
